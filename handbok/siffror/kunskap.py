"""What a reader knows of the numbers that a table does not show: unknowns within limits, bound by conditions.

A protected cell (`..`) of a count is a whole number of at least 1, since zeros are always shown; of another unit it
is no less than 0, in steps of the column's decimals. In a rounded table (`avrunda`) a multiple of tröskeln stands for
every number that rounds to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Literal

from handbok.modell import InteKontrollerat, Kolumn, Tabell, Tabellcell
from handbok.siffror.linjer import Kvot, Linje, Okand
from handbok.siffror.relationer import Ruta

# Units that count people or events: what tröskeln is about.
ANTAL = frozenset({"antal", "personer"})
SKYDDANDE = ("undertryck", "avrunda")
# What `av` says of shares of something that stands in no column.
ANNAT = "annat"


@dataclass(frozen=True, slots=True)
class Grans:
    """The least and the greatest an unknown can be, in whole steps, and what a step is. Never less than 0."""

    lagst: int
    hogst: int | None
    steg: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Olikhet:
    """`linje` stands in this relation to 0; `tecken` is a key of formler.JAMFOR."""

    linje: Linje
    tecken: str


@dataclass(frozen=True, slots=True)
class Klausul:
    """At least one of these holds; where `om_synlig` is given, only while that cell is shown."""

    alternativ: tuple[Olikhet, ...]
    om_synlig: Okand | None = None


@dataclass(frozen=True, slots=True)
class Fraga:
    """A number that must not be known: the cell it is found at, and how it follows from the unknowns.

    `slag` tells it from others at the same cell. `fast`: it must have more than one value. `smatt`: it must be able to
    be 0, or tröskeln or more. `decimaler`: what is printed is the quotient, rounded so.
    """

    ruta: Okand
    kvot: Kvot
    troskel: int
    slag: Literal["cellen", "delen", "resten"] = "cellen"
    fast: bool = False
    smatt: bool = False
    decimaler: int | None = None


@dataclass(frozen=True, slots=True)
class Kunskap:
    """All that is known, all that must not follow from it, and what could not be expressed."""

    granser: Mapping[Okand, Grans]
    klausuler: tuple[Klausul, ...]
    fragor: tuple[Fraga, ...]
    oprovat: tuple[InteKontrollerat, ...]


def beslut(tabell: Tabell) -> tuple[str, int]:
    """The table's decision on disclosure and its threshold (0 where there is none)."""
    rojande = tabell.relationer.get("röjande", {})
    return rojande.get("beslut", "ingen"), rojande.get("tröskel", 0)


def skyddas(tabell: Tabell) -> bool:
    """Whether the table has a decision to protect small numbers."""
    return beslut(tabell)[0] in SKYDDANDE


def doljer(tabell: Tabell) -> bool:
    """Whether the table has numbers to protect: by its decision, or hidden (`..`) by whoever left them."""
    return skyddas(tabell) or any(c.kod == ".." for celler in tabell.rader.values() for c in celler.values())


def okand(tabell: Tabell, rad: str, kolumn: str) -> Okand:
    """The name of a cell among all tables."""
    return tabell.periodnamn, tabell.id, rad, kolumn


def visst(tecken: str, linje: Linje, om_synlig: Okand | None = None) -> Iterator[Klausul]:
    """The condition, unless nothing in it is unknown."""
    if linje.delar:
        yield Klausul((Olikhet(linje, tecken),), om_synlig)


def avrundat(svar: Kvot, varde: Fraction, decimaler: int, om_synlig: Okand | None) -> Iterator[Klausul]:
    """The quotient rounds to `varde`, away from zero where it stands half way."""
    halv = Fraction(1, 2 * 10**decimaler)
    under, over = (svar.taljare - svar.namnare.ganger(varde + h) for h in (-halv, halv))
    yield from visst(">=" if varde > 0 else ">", under, om_synlig)
    yield from visst("<=" if varde < 0 else "<", over, om_synlig)


@dataclass(frozen=True)
class Blick:
    """A table as a reader sees it. `granser` are those of all unknowns met so far, in all tables.

    `valbara` are cells that may yet be hidden, with their numbers: they count as unknown, and whoever uses the answer
    adds that each is what it is or is hidden.
    """

    tabell: Tabell
    valbara: Mapping[Okand, Fraction]
    granser: dict[Okand, Grans] = field(default_factory=dict)

    def cell(self, ruta: Ruta) -> Tabellcell:
        """The cell of a row and column."""
        return self.tabell.rader[ruta[0]][ruta[1]]

    def namn(self, ruta: Ruta) -> Okand:
        """The cell's name among all tables."""
        return okand(self.tabell, *ruta)

    @cached_property
    def doljer(self) -> bool:
        """Whether the table has numbers to protect."""
        return doljer(self.tabell)

    @property
    def troskel(self) -> int:
        """From what number a count is no longer small."""
        return beslut(self.tabell)[1]

    def om_synlig(self, ruta: Ruta) -> Okand | None:
        """The cell's name where it may yet be hidden, so that what it says holds only while it is not."""
        o = self.namn(ruta)
        return o if o in self.valbara else None

    def gar_att_rakna(self, ruta: Ruta) -> bool:
        """A number, a zero, a not applicable (nothing in a sum), or an unknown in a column without minus."""
        cell = self.cell(ruta)
        if cell.kod == "..":
            return ruta[1] not in self._med_minus
        return cell.tal is not None or cell.kod in ("–", ".")

    def ar_okand(self, ruta: Ruta) -> bool:
        """Whether a reader does not see the exact number."""
        cell = self.cell(ruta)
        return cell.kod == ".." or self.namn(ruta) in self.valbara or self.ar_avrundad(cell)

    def ar_avrundad(self, cell: Tabellcell) -> bool:
        """Whether the number stands for all that round to it."""
        slag, troskel = beslut(self.tabell)
        return slag == "avrunda" and cell.enhet in ANTAL and cell.tal is not None and cell.tal % troskel == 0

    def linje(self, ruta: Ruta) -> Linje:
        """The cell's number, or its unknown, whose limits are noted."""
        cell, o = self.cell(ruta), self.namn(ruta)
        if not self.ar_okand(ruta):
            return Linje(Fraction(cell.tal or 0))
        if cell.tal is not None and o not in self.valbara:
            tal, halv = Fraction(cell.tal), Fraction(self.troskel, 2)
            self.granser[o] = Grans(max(0, ceil(tal - halv)), ceil(tal + halv) - 1)
            return Linje(Fraction(0), {o: Fraction(1)})
        steg = Fraction(1, 10 ** self._decimaler[ruta[1], cell.enhet])
        self.granser[o] = Grans(1 if cell.enhet in ANTAL else 0, None, steg)
        return Linje(Fraction(0), {o: steg})

    def ny_okand(self, ruta: Ruta) -> Linje:
        """A number that stands nowhere but belongs to a cell: how many a share is."""
        period, tabell, rad, kolumn = self.namn(ruta)
        egen = (period, tabell, rad, f"{kolumn}\0")
        self.granser[egen] = Grans(0, None)
        return Linje(Fraction(0), {egen: Fraction(1)})

    def decimaler(self, kolumn: Kolumn, cell: Tabellcell) -> int:
        """How many decimals the cell is printed with."""
        if kolumn.decimaler is not None:
            return kolumn.decimaler
        return cell.decimaler if cell.tal is not None else self._decimaler[kolumn.namn, cell.enhet]

    @cached_property
    def _med_minus(self) -> frozenset[str]:
        """Columns where a number is negative, so that a hidden one may be."""
        return frozenset(k for celler in self.tabell.rader.values() for k, c in celler.items() if c.tal and c.tal < 0)

    @cached_property
    def _decimaler(self) -> Mapping[tuple[str, str], int]:
        """As many decimals as a column shows, per unit."""
        svar: dict[tuple[str, str], int] = {}
        for celler in self.tabell.rader.values():
            for kolumn, cell in celler.items():
                svar[kolumn, cell.enhet] = max(svar.get((kolumn, cell.enhet), 0), cell.decimaler)
        return svar

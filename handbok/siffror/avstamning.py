"""Reconciliation: does a table keep the relations its YAML declares? Exact numbers, never floats.

What is found is a `Brist` where a stated value differs from the computed one, and an `Ovisst` where a part has
no number so nothing can be said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from handbok.modell import Handbok, Tabell
from handbok.siffror.relationer import Ruta, lika, utan_celler
from handbok.siffror.samband import Brist, Samband, samband


@dataclass(frozen=True, slots=True)
class Ovisst:
    """A cell (or a whole row or column) of which a relation cannot be judged, and why."""

    kod: str
    rad: str | None
    kolumn: str | None
    vad: str
    varfor: str


class UtanTal(Exception):
    """A cell that a relation needs holds a code or text."""


def varden(s: Samband) -> list[Decimal]:
    """The value of each cell that a relation reads. Raises UtanTal."""
    return [_tal(*cell) for cell in s.celler]


def _tal(tabell: Tabell, ruta: Ruta) -> Decimal:
    cell = tabell.rader[ruta[0]][ruta[1]]
    if cell.tal is not None:
        return cell.tal
    if cell.kod == "–":
        return Decimal(0)
    raise UtanTal(f'"{cell.text}" i {ruta[0]}, {ruta[1]}')


def _trasiga_tabeller(tabell: Tabell, handbok: Handbok) -> Iterator[Ovisst]:
    """A measure in another table whose file has faults of its own."""
    for par in lika(tabell, handbok):
        if par.annan is None:
            vad = f"om {par.har[0]}, {par.har[1]} är lika i {PurePosixPath(par.fil).stem}"
            yield Ovisst("TAL005", *par.har, vad, f"{par.fil} har fel som måste rättas först.")


def _tomma(tabell: Tabell) -> Iterator[Ovisst]:
    """A sum or whole that is declared, and that no cell is judged by."""
    for nyckel in utan_celler(tabell):
        kod, vad = ("TAL001", "tal") if nyckel.startswith("total") else ("TAL002", "andelar")
        yield Ovisst(kod, None, None, f"{nyckel} i {tabell.id}", f"Tabellen har inga {vad} att lägga ihop för den.")


def _bedom(s: Samband) -> Brist | Ovisst | None:
    try:
        return s.prova(varden(s))
    except UtanTal as fel:
        varfor = f"Ett tal saknas: {fel}."
    except ZeroDivisionError:
        varfor = "Det går inte att dela med noll."
    return Ovisst(s.kod, s.rad, s.kolumn, s.vad, varfor)


def stam_av(tabell: Tabell, handbok: Handbok) -> tuple[Brist | Ovisst, ...]:
    """Everything that the table's declared relations say: once for each cell, code and computed value."""
    alla = (u for s in samband(tabell, handbok) if (u := _bedom(s)))
    unika: dict[tuple[str | None, ...], Brist | Ovisst] = {}
    for u in (*alla, *_trasiga_tabeller(tabell, handbok), *_tomma(tabell)):
        sagt = ("räknat", u.raknat) if isinstance(u, Brist) else (u.vad, u.varfor)
        unika.setdefault((u.kod, u.rad, u.kolumn, *sagt), u)
    return tuple(unika.values())

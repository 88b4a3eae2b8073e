"""Formulas and controls of a table: a small language of its own, so that no author text is ever evaluated.

    uttryck  = term {("+" | "−" | "-") term}
    term     = faktor {("*" | "/") faktor}
    faktor   = tal | "[" kolumn "]" | "[" rad " | " kolumn "]" | "(" uttryck ")" | "-" faktor
    kontroll = uttryck ("=" | "<" | "<=" | ">" | ">=") uttryck

A cell (`[rad | kolumn]`) stands in controls only.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

STORSTA_DJUP = 30
# As deep as a long sum is computed, and as many digits as a product of cells can grow to.
STORSTA_LANGD = 300
_TECKEN = re.compile(
    r"\s*(?:(?P<tal>[0-9]{1,20}(?:[.,][0-9]{1,12})?)|\[(?P<namn>[^\[\]]{1,300})\]|(?P<op><=|>=|[-+−*/()<>=]))"
)
# An exact number: whole where it can be, for a fraction takes ten times as long to count with.
Exakt = int | Fraction
_RAKNA: Mapping[str, Callable[[Exakt, Exakt], Exakt]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": Fraction,
}  # fmt: skip
JAMFOR: Mapping[str, Callable[[Exakt, Exakt], bool]] = {
    "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class Formelfel(ValueError):
    """Text that is no formula; a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class Ref:
    """`[kolumn]` (the row being looked at) or `[rad | kolumn]`."""

    rad: str | None
    kolumn: str


@dataclass(frozen=True, slots=True)
class Rakning:
    """Two sides and a sign of arithmetic."""

    tecken: str
    vanster: "Uttryck"
    hoger: "Uttryck"


Uttryck = Exakt | Ref | Rakning
Hamta = Callable[[Ref], Exakt]


def exakt(tal: Decimal) -> Exakt:
    """The same number to count with."""
    taljare, namnare = tal.as_integer_ratio()
    return taljare if namnare == 1 else Fraction(taljare, namnare)


@dataclass(frozen=True, slots=True)
class Villkor:
    """A control: two sides that shall stand in a relation."""

    tecken: str
    vanster: Uttryck
    hoger: Uttryck

    def galler(self, vanster: Exakt, hoger: Exakt) -> bool:
        """Whether it holds when its sides have these values."""
        return JAMFOR[self.tecken](vanster, hoger)


def las_formel(text: str) -> Uttryck:
    """An expression without comparison. Raises Formelfel."""
    tolk = _Tolk(text)
    uttryck = tolk.uttryck(0)
    tolk.slut()
    if cell := next((r for r in refs(uttryck) if r.rad is not None), None):
        raise Formelfel(f"En formel räknar på sin egen rad: skriv [{cell.kolumn}].")
    return uttryck


def las_kontroll(text: str) -> Villkor:
    """Two expressions, one comparison, and something of the table in them. Raises Formelfel."""
    tolk = _Tolk(text)
    vanster = tolk.uttryck(0)
    tecken = tolk.ta(*JAMFOR)
    if tecken is None:
        raise Formelfel("Här behövs =, <, <=, > eller >=.")
    hoger = tolk.uttryck(0)
    tolk.slut()
    villkor = Villkor(tecken, vanster, hoger)
    if next(refs(villkor), None) is None:
        raise Formelfel("Här saknas en kolumn inom [ ].")
    return villkor


def refs(uttryck: "Uttryck | Villkor") -> Iterator[Ref]:
    """Every cell or column named, in reading order."""
    match uttryck:
        case Ref():
            yield uttryck
        case Rakning(_, vanster, hoger) | Villkor(_, vanster, hoger):
            yield from refs(vanster)
            yield from refs(hoger)


def berakna(uttryck: Uttryck, hamta: Hamta) -> Exakt:
    """The exact value. Raises ZeroDivisionError, and what `hamta` raises for a cell without number."""
    match uttryck:
        case Ref():
            return hamta(uttryck)
        case Rakning(tecken, vanster, hoger):
            return _RAKNA[tecken](berakna(vanster, hamta), berakna(hoger, hamta))
    return uttryck


class _Tolk:
    def __init__(self, text: str) -> None:
        self.bitar: list[tuple[str, str]] = []
        plats, text = 0, text.rstrip()
        while plats < len(text):
            traff = _TECKEN.match(text, plats)
            if traff is None:
                raise Formelfel(f"Här står något som inte går att räkna med: {text[plats : plats + 20].strip()}")
            self.bitar.append((traff.lastgroup or "", traff[traff.lastgroup or 0].replace("−", "-")))
            plats = traff.end()
        if len(self.bitar) > STORSTA_LANGD:
            raise Formelfel("Formeln är för lång.")
        self.nu = 0

    def ta(self, *tecken: str) -> str | None:
        """The next sign if it is one of these."""
        if self.nu < len(self.bitar) and self.bitar[self.nu][0] == "op" and self.bitar[self.nu][1] in tecken:
            self.nu += 1
            return self.bitar[self.nu - 1][1]
        return None

    def slut(self) -> None:
        if self.nu < len(self.bitar):
            raise Formelfel(f"Det här blev över: {self.bitar[self.nu][1]}")

    def uttryck(self, djup: int) -> Uttryck:
        return self._kedja(("+", "-"), lambda: self._kedja(("*", "/"), lambda: self._faktor(djup + 1)))

    def _kedja(self, tecken: tuple[str, ...], nasta: Callable[[], Uttryck]) -> Uttryck:
        svar = nasta()
        while op := self.ta(*tecken):
            svar = Rakning(op, svar, nasta())
        return svar

    def _faktor(self, djup: int) -> Uttryck:
        if djup > STORSTA_DJUP:
            raise Formelfel("Formeln har för många parenteser.")
        if self.ta("-"):
            return Rakning("-", 0, self._faktor(djup + 1))
        if self.ta("("):
            inre = self.uttryck(djup)
            if not self.ta(")"):
                raise Formelfel("En parentes är inte stängd.")
            return inre
        if self.nu == len(self.bitar) or self.bitar[self.nu][0] == "op":
            raise Formelfel("Här saknas ett tal eller en kolumn inom [ ].")
        slag, text = self.bitar[self.nu]
        self.nu += 1
        if slag == "tal":
            return exakt(Decimal(text.replace(",", ".")))
        rad, tecken, kolumn = text.partition(" | ")
        return Ref(rad.strip(), kolumn.strip()) if tecken else Ref(None, text.strip())

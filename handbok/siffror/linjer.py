"""Exact arithmetic on what is not known: sums of unknown cells, and quotients of such sums."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from handbok import formler

# An unknown: period, table, row and column of its cell.
Okand = tuple[str, str, str, str]


class Olinjart(Exception):
    """Unknowns multiplied with unknowns, or a divisor that may be both more and less than zero."""


@dataclass(frozen=True, slots=True)
class Linje:
    """A weighted sum of unknowns plus a number; no weight is zero."""

    tal: Fraction
    delar: Mapping[Okand, Fraction] = field(default_factory=dict)

    def __add__(self, annan: "Linje") -> "Linje":
        return summa([self, annan])

    def __sub__(self, annan: "Linje") -> "Linje":
        return self + annan.ganger(Fraction(-1))

    def ganger(self, faktor: Fraction) -> "Linje":
        """Each weight and the number times `faktor`."""
        return Linje(self.tal * faktor, {o: v * faktor for o, v in self.delar.items()} if faktor else {})

    def varde(self, varden: Mapping[Okand, int]) -> Fraction:
        """The sum where the unknowns have these values."""
        return self.tal + sum((vikt * varden[o] for o, vikt in self.delar.items()), Fraction(0))

    def __mul__(self, annan: "Linje") -> "Linje":
        if self.delar and annan.delar:
            raise Olinjart
        return annan.ganger(self.tal) if annan.delar else self.ganger(annan.tal)


def summa(linjer: Iterable[Linje]) -> Linje:
    """All of them together."""
    tal, delar = Fraction(0), dict[Okand, Fraction]()
    for linje in linjer:
        tal += linje.tal
        for okand, vikt in linje.delar.items():
            delar[okand] = delar.get(okand, Fraction(0)) + vikt
    return Linje(tal, {o: v for o, v in delar.items() if v})


ETT = Linje(Fraction(1))


@dataclass(frozen=True, slots=True)
class Kvot:
    """`taljare / namnare`, where the divisor is never negative; ETT where it is known."""

    taljare: Linje
    namnare: Linje = ETT

    def __add__(self, annan: "Kvot") -> "Kvot":
        if self.namnare == annan.namnare:
            return kvot(self.taljare + annan.taljare, self.namnare)
        return kvot(self.taljare * annan.namnare + annan.taljare * self.namnare, self.namnare * annan.namnare)

    def __mul__(self, annan: "Kvot") -> "Kvot":
        return kvot(self.taljare * annan.taljare, self.namnare * annan.namnare)


def kvot(taljare: Linje, namnare: Linje) -> Kvot:
    """One sum divided by another. Raises ZeroDivisionError, and Olinjart for a divisor of unknown sign.

    An unknown is never negative (see `kunskap.Grans`), and what is divided by is not zero where the answer is printed.
    """
    if not namnare.delar:
        return Kvot(taljare.ganger(1 / namnare.tal))
    vikter = (*namnare.delar.values(), namnare.tal)
    if all(v <= 0 for v in vikter):
        return Kvot(taljare.ganger(Fraction(-1)), namnare.ganger(Fraction(-1)))
    if any(v < 0 for v in vikter):
        raise Olinjart
    return Kvot(taljare, namnare)


def som_kvot(uttryck: formler.Uttryck, hamta: Callable[[formler.Ref], Linje]) -> Kvot:
    """A formula over unknowns. Raises Olinjart, ZeroDivisionError, and what `hamta` raises."""
    match uttryck:
        case formler.Ref():
            return Kvot(hamta(uttryck))
        case formler.Rakning(tecken, vanster, hoger):
            a, b = som_kvot(vanster, hamta), som_kvot(hoger, hamta)
            if tecken == "/":
                return a * kvot(b.namnare, b.taljare)
            return a * b if tecken == "*" else a + (b if tecken == "+" else b * Kvot(Linje(Fraction(-1))))
    return Kvot(Linje(Fraction(uttryck)))

"""Exact numbers: sums, rounding and writing. Never floats."""

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce

from handbok.formler import Exakt

# A cell has at most 25 digits and twelve decimals; a sum of a hundred thousand of them is exact here, or an error.
_EXAKT = Context(prec=60, traps=[Inexact])
# A division that never ends is printed at six decimals; a product of cells has more than a cell.
_DECIMALER, _FLEST_DECIMALER = 6, 40


def summera(delar: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    return reduce(_EXAKT.add, delar, Decimal(0))


def skillnad(a: Decimal, b: Decimal) -> Decimal:
    """How far apart two values are, exactly."""
    return _EXAKT.subtract(a, b).copy_abs()


def avrunda(varde: Exakt, decimaler: int) -> Decimal:
    """Half up (away from zero) from the exact fraction: a division made first would round twice."""
    taljare, namnare = varde.numerator * 10**decimaler, varde.denominator
    hel = (2 * abs(taljare) + namnare) // (2 * namnare)
    return Decimal(f"{'-' if taljare < 0 else ''}{hel}E-{decimaler}")  # made so, it has all its digits


def skriv(varde: Exakt | Decimal) -> str:
    """A plain number with decimal comma, without grouping; a fraction that never ends at six decimals."""
    varde = Fraction(varde)
    exakta = (n for n in range(_FLEST_DECIMALER + 1) if (varde * 10**n).denominator == 1)
    decimaler = next(exakta, _DECIMALER)
    hela, _, brak = f"{avrunda(varde, decimaler).copy_abs():f}".partition(".")
    brak = brak.rstrip("0")
    return ("-" if varde < 0 and (int(hela) or brak) else "") + hela + ("," + brak if brak else "")

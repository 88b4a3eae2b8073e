"""Periods by their names: `2024`, `2024-10`, `2024-11-01`, and spans of these: `2024-04--2025-03`."""

import re
from calendar import monthrange
from datetime import date, timedelta

NAMN = re.compile(r"\d{4}(-\d{2}){0,2}(--\d{4}(-\d{2}){0,2})?", re.ASCII)


def slut(namn: str) -> tuple[int, ...]:
    """Year, month and day that order periods by their end: `2024` ends with its December."""
    return (*map(int, namn.rpartition("--")[2].split("-")), 12, 31)[:3]


def granser(namn: str) -> tuple[date, date] | None:
    """First and last day; None where the name is no days of the calendar, in order."""
    borjan, _, slutet = namn.partition("--")
    try:
        forsta = date(*(*map(int, borjan.split("-")), 1, 1)[:3])
        ar, *resten = map(int, (slutet or borjan).split("-"))
        manad = resten[0] if resten else 12
        sista = date(ar, manad, resten[1] if resten[1:] else monthrange(ar, manad)[1])
    except ValueError:
        return None
    return (forsta, sista) if forsta <= sista else None


def langd(fran: date, till: date) -> tuple[int, int]:
    """How long the time between two days is: whole months, or else days. A leap year is as long as another."""
    efter = till + timedelta(days=1)
    if fran.day == efter.day == 1:
        return manader_mellan(fran, efter), 0
    return 0, (efter - fran).days


def manader_mellan(fran: date, till: date) -> int:
    """Months from the one day's to the other's."""
    return (till.year - fran.year) * 12 + till.month - fran.month


def namnge(fran: date, till: date) -> str:
    """The shortest name of the time between two days."""
    if till != date(till.year, till.month, monthrange(till.year, till.month)[1]) or fran.day != 1:
        return str(fran) if fran == till else f"{fran}--{till}"
    if (fran.month, till.month) == (1, 12):
        return f"{fran:%Y}" if fran.year == till.year else f"{fran:%Y}--{till:%Y}"
    return f"{fran:%Y-%m}" if (fran.year, fran.month) == (till.year, till.month) else f"{fran:%Y-%m}--{till:%Y-%m}"


def flytta(dag: date, ar: int) -> date:
    """The same day of the calendar `ar` years later; a last of February stays the last."""
    nytt = dag.year + ar
    if (dag.month, dag.day) in ((2, 28), (2, 29)) and dag.day == monthrange(dag.year, 2)[1]:
        return date(nytt, 2, monthrange(nytt, 2)[1])
    return dag.replace(year=nytt)

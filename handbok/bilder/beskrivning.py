"""What a chart shows, in words computed from its numbers: for those who do not see it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from handbok.bilder.underlag import TYPER, Serie, Underlag, i_ord, varde
from handbok.modell import KODER, Tabellcell
from handbok.svenska import och

FLEST_MENINGAR = 12
Namngiven = tuple[str, Tabellcell]


def beskriv(u: Underlag) -> str:
    """Highest and lowest, the last change where the axis is time, and what is missing."""
    meningar = list(_meningar(u))
    if len(meningar) > FLEST_MENINGAR:
        meningar = [*meningar[:FLEST_MENINGAR], "Resten står i tabellen."]
    saknas = [f"{KODER[kod]}: {_nagra(namn)}." for kod in KODER if kod != "–" and (namn := _med_kod(u, kod))]
    return " ".join(m[:1].upper() + m[1:] for m in [f"{TYPER[u.typ][0]}.", *meningar, *saknas])


def _meningar(u: Underlag) -> Iterator[str]:
    if u.typ in ("stapel", "punkt") and len(u.serier) > 1:  # what is compared stands side by side in each row
        for i, kategori in enumerate(u.kategorier):
            yield _ytterst(f"{kategori}: ", [(s.namn, s.celler[i]) for s in u.serier])
        return
    for serie in u.serier:
        namn = f"{serie.namn}: " if len(u.serier) > 1 else ""
        celler = list(zip(u.kategorier, serie.celler, strict=True))
        yield _ytterst(namn, celler)
        if u.dagar and len(celler) > 1:
            yield _senaste(namn, celler[-2], celler[-1], serie)


def _ytterst(namn: str, celler: Sequence[Namngiven]) -> str:
    tal = [(v, n, c) for n, c in celler if (v := varde(c)) is not None]
    if not tal:
        return f"{namn}inga tal att visa."
    if len(tal) == 1:
        return f"{namn}{tal[0][1]} {i_ord(tal[0][2])}."
    hogst, lagst = max(v for v, *_ in tal), min(v for v, *_ in tal)
    if hogst == lagst:
        return f"{namn}alla är {i_ord(tal[0][2])}."
    return f"{namn}högst {_vid(tal, hogst)}, lägst {_vid(tal, lagst)}."


def _vid(tal: Sequence[tuple[Decimal, str, Tabellcell]], v: Decimal) -> str:
    cell = next(c for annat, _, c in tal if annat == v)
    return f"{_nagra([n for annat, n, _ in tal if annat == v])} ({i_ord(cell)})"


def _senaste(namn: str, fore: Namngiven, efter: Namngiven, serie: Serie) -> str:
    a, b = varde(fore[1]), varde(efter[1])
    if a is None or b is None or not serie.jamforbar:
        return f"{namn}senaste ändringen går inte att säga."
    hur = "ungefär oförändrat," if abs(b - a) < serie.minsta else "ökade" if b > a else "minskade"
    ord_ = "oförändrat på" if a == b else f"{hur} från {i_ord(fore[1])} till"
    return f"{namn}senaste ändringen, {fore[0]} till {efter[0]}, {ord_} {i_ord(efter[1])}."


def _med_kod(u: Underlag, kod: str) -> list[str]:
    return [
        f"{kategori}, {s.namn}" if len(u.serier) > 1 else kategori
        for s in u.serier
        for kategori, cell in zip(u.kategorier, s.celler, strict=True)
        if cell.kod == kod
    ]


def _nagra(namn: Sequence[str]) -> str:
    return och(namn) if len(namn) < 4 else f"{', '.join(namn[:3])} och {len(namn) - 3} till"

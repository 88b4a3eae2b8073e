"""Which cells each declared relation of a table is about. Reconciliation compares them; disclosure control
asks what they give away.

A relation that names what the table does not have is left out: TAL007 says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handbok import formler, perioder
from handbok.modell import Handbok, Kolumn, Tabell

# What can be added up, by unit, and to what: persons are counted too.
SUMMERBARA = {"antal": "antal", "personer": "antal", "kronor": "kronor", "timmar": "timmar"}
# A cell by its row and column.
Ruta = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Helhet:
    """Shares that make a whole, within a tolerance: down a column (`rad` is None) or along a row."""

    rad: str | None
    kolumn: str | None
    delar: tuple[Ruta, ...]
    helhet: Decimal
    tolerans: Decimal


@dataclass(frozen=True, slots=True)
class Kontrollerad:
    """A `kontroller` on one row: the relation and the cell it is named by."""

    text: str
    villkor: formler.Villkor
    ruta: Ruta


@dataclass(frozen=True, slots=True)
class Lika:
    """Two cells that shall be equal. `annan` is None where the other table has faults; its file is `fil`. Where
    `reviderad` gives the reason they may differ, but the one still tells of the other."""

    har: Ruta
    annan: Tabell | None
    dar: Ruta
    fil: str
    reviderad: bool = False


def _kanda(tabell: Tabell, rader: Sequence[str | None], kolumner: Sequence[str | None]) -> bool:
    """Whether every name is of this table."""
    namn = {k.namn for k in tabell.kolumner}
    return all(r is None or r in tabell.rader for r in rader) and all(k is None or k in namn for k in kolumner)


def summor(tabell: Tabell) -> Iterator[tuple[Ruta, list[Ruta]]]:
    """Each total with its parts: the total row of the other rows, the total column of the other columns."""
    yield from _radsummor(tabell)
    yield from _kolumnsummor(tabell)


def _radsummor(tabell: Tabell) -> Iterator[tuple[Ruta, list[Ruta]]]:
    total = tabell.totalrad
    if total is None or total not in tabell.rader:
        return
    for k in tabell.kolumner:
        if k.formel is None:
            yield from _med_delar(tabell, (total, k.namn), [(r, k.namn) for r in tabell.rader if r != total])


def _kolumnsummor(tabell: Tabell) -> Iterator[tuple[Ruta, list[Ruta]]]:
    kolumner, total = [k.namn for k in tabell.kolumner if k.formel is None], tabell.totalkolumn
    if total is None or total not in kolumner:
        return
    for rad in tabell.rader:
        yield from _med_delar(tabell, (rad, total), [(rad, k) for k in kolumner if k != total])


def _med_delar(tabell: Tabell, total: Ruta, rutor: Sequence[Ruta]) -> Iterator[tuple[Ruta, list[Ruta]]]:
    """The total with those of the cells that are of its unit, if any are."""
    slag = SUMMERBARA.get(tabell.rader[total[0]][total[1]].enhet)
    delar = [(r, k) for r, k in rutor if slag and SUMMERBARA.get(tabell.rader[r][k].enhet) == slag]
    if delar:
        yield total, delar


def utan_celler(tabell: Tabell) -> Iterator[str]:
    """Keys of sums and wholes that are declared of names the table has, and about none of its cells."""
    if tabell.totalrad in tabell.rader and not any(_radsummor(tabell)):
        yield "totalrad"
    if tabell.totalkolumn in [k.namn for k in tabell.kolumner if k.formel is None] and not any(_kolumnsummor(tabell)):
        yield "totalkolumn"
    for nyckel in ("kolumnsumma", "radsumma"):
        regel = tabell.relationer.get(nyckel, {})
        kanda = _kanda(tabell, regel.get("rader", ()), regel.get("kolumner", ()))
        if regel and kanda and not any(helheter(tabell, (nyckel,))):
            yield nyckel


def helheter(tabell: Tabell, nycklar: Sequence[str] = ("kolumnsumma", "radsumma")) -> Iterator[Helhet]:
    """`kolumnsumma` and `radsumma`; totals are left out."""
    for nyckel in nycklar:
        regel = tabell.relationer.get(nyckel)
        if not regel:
            continue
        rader = regel.get("rader", [r for r in tabell.rader if r != tabell.totalrad])
        kolumner = regel.get("kolumner", [k.namn for k in tabell.kolumner if k.namn != tabell.totalkolumn])
        if not _kanda(tabell, rader, kolumner):
            continue
        grupper: dict[tuple[str | None, str | None], list[Ruta]] = {}
        for ruta in ((r, k) for r in rader for k in kolumner):
            if "kolumner" in regel or tabell.rader[ruta[0]][ruta[1]].enhet == "procent":
                grupper.setdefault((None, ruta[1]) if nyckel == "kolumnsumma" else (ruta[0], None), []).append(ruta)
        helhet, tolerans = (Decimal(regel.get(n, "0").replace(",", ".")) for n in ("värde", "tolerans"))
        for (rad, kolumn), delar in grupper.items():
            yield Helhet(rad, kolumn, tuple(delar), helhet, tolerans)


def formelkolumner(tabell: Tabell) -> Iterator[tuple[Kolumn, formler.Uttryck]]:
    """Columns with a formula that names only columns of the table."""
    for kolumn in tabell.kolumner:
        if kolumn.formel is not None:
            uttryck = formler.las_formel(kolumn.formel)
            if _kanda(tabell, [], [r.kolumn for r in formler.refs(uttryck)]):
                yield kolumn, uttryck


def kontroller(tabell: Tabell) -> Iterator[Kontrollerad]:
    """`kontroller`: row by row where one names columns, once where it names cells alone."""
    for text in tabell.relationer.get("kontroller", ()):
        villkor = formler.las_kontroll(text)
        namnda = list(formler.refs(villkor))
        if not _kanda(tabell, [r.rad for r in namnda], [r.kolumn for r in namnda]):
            continue
        per_rad = any(r.rad is None for r in namnda)
        for rad in tabell.rader if per_rad else [namnda[0].rad or ""]:
            yield Kontrollerad(text, villkor, (rad, namnda[0].kolumn))


def mellan(tabell: Tabell) -> Iterator[list[Ruta]]:
    """A total and the groups it lies between, the total first."""
    regler = tabell.relationer.get("mellan", [])
    for regel in regler if isinstance(regler, list) else [regler]:
        if "totalt" in regel and "delar" in regel:
            namn = [regel["totalt"], *regel["delar"]]
            for rad in tabell.rader if _kanda(tabell, [], namn) else ():
                yield [(rad, n) for n in namn]
        if rader := regel.get("rader"):
            namn = [rader["totalt"], *rader["delar"]]
            for kolumn in tabell.kolumner if _kanda(tabell, namn, []) else ():
                yield [(n, kolumn.namn) for n in namn]


def lika(tabell: Tabell, handbok: Handbok) -> Iterator[Lika]:
    """`lika_med`, and the same cell of the same series in an earlier table."""
    for regel in tabell.relationer.get("lika_med", ()):
        har, dar = regel["här"], regel["där"]
        period = dar.get("period", tabell.periodnamn)
        annan = handbok.tabell_per_namn.get((period, dar["tabell"]))
        fil = f"data/{period}/{dar['tabell']}.csv"
        if not _kanda(tabell, [har["rad"]], [har["kolumn"]]):
            continue
        if fil in handbok.trasiga if annan is None else _kanda(annan, [dar["rad"]], [dar["kolumn"]]):
            yield Lika((har["rad"], har["kolumn"]), annan, (dar["rad"], dar["kolumn"]), fil)
    yield from _serie(tabell, handbok)


def i_serien(tabell: Tabell, handbok: Handbok) -> list[Tabell]:
    """The tables of the same series for earlier periods, latest first."""
    serie, slut = tabell.relationer.get("serie"), perioder.slut(tabell.periodnamn)
    andra = [t for t in handbok.tabeller if serie and t.relationer.get("serie") == serie]
    tidigare = [t for t in andra if perioder.slut(t.periodnamn) < slut]
    return sorted(tidigare, key=lambda t: perioder.slut(t.periodnamn), reverse=True)


def _serie(tabell: Tabell, handbok: Handbok) -> Iterator[Lika]:
    """An old value that the table states once more, and the latest one before it that states it."""
    tidigare = [
        (t, {nyckel: ruta for ruta, _, nycklar in per_period(t) for nyckel in nycklar})
        for t in i_serien(tabell, handbok)
    ]
    trasig = _trasig_i_serien(tabell, handbok)
    for har, period, nycklar in per_period(tabell) if tidigare or trasig else ():
        stalle = next(((t, rutor[n]) for t, rutor in tidigare for n in nycklar if n in rutor), None)
        if stalle:
            yield Lika(har, *stalle, stalle[0].fil, ar_reviderad(tabell, period, har, stalle[1]))
        elif trasig and period != tabell.periodnamn:
            yield Lika(har, None, har, trasig)


def _trasig_i_serien(tabell: Tabell, handbok: Handbok) -> str | None:
    """The latest earlier table of the same name, where its file has faults: what series it is of cannot be known."""
    if "serie" not in tabell.relationer:
        return None
    delar = [fil.split("/") for fil in handbok.trasiga if fil.startswith("data/")]
    perioderna = [d[1] for d in delar if d[2:] == [f"{tabell.id}.csv"] and perioder.NAMN.fullmatch(d[1])]
    tidigare = [p for p in perioderna if perioder.slut(p) < perioder.slut(tabell.periodnamn)]
    return f"data/{max(tidigare, key=perioder.slut)}/{tabell.id}.csv" if tidigare else None


def minsta_skillnad(tabell: Tabell) -> Decimal:
    """The least difference between two of its values that is called a change; 0 where the table declares none."""
    post = tabell.relationer.get("minsta_skillnad", {"värde": "0"})
    return Decimal(post["värde"].replace(",", "."))


def ar_reviderad(tabell: Tabell, period: str, *rutor: Ruta) -> bool:
    """Whether a `reviderad` is of the cell, by any of its names; a key left out is of all."""
    namn = {"rad": {r for r, _ in rutor}, "kolumn": {k for _, k in rutor}, "period": {period}}
    poster = tabell.relationer.get("reviderad", ())
    return any(all(n not in post or post[n] in namn[n] for n in namn) for post in poster)


Nyckel = tuple[str, str, str]


def per_period(tabell: Tabell) -> Iterator[tuple[Ruta, str, list[Nyckel]]]:
    """Each cell, its period (its column's, its row's, else the table's), and what it is known by in the series' other
    tables.

    A cell is known by its row and column; where the column (or row) is the only one of its period, also without
    that name, which often holds the year.
    """
    antal_kolumner, antal_rader = Counter(tabell.periodkolumner.values()), Counter(tabell.periodrader.values())
    ensam_kolumn, ensam_rad = sum(k.enhet != "text" for k in tabell.kolumner) == 1, len(tabell.rader) == 1
    periodkolumn = tabell.relationer.get("periodkolumn", "")
    for rad, celler in tabell.rader.items():
        radperiod = celler[periodkolumn].text if periodkolumn in celler else None
        for kolumn, cell in celler.items():
            if cell.enhet == "text":
                continue
            if period := tabell.periodkolumner.get(kolumn):
                utan_kolumn, utan_rad = antal_kolumner[period] == 1, False
            elif period := tabell.periodrader.get(rad):
                utan_kolumn, utan_rad = False, antal_rader[period] == 1
            elif period := radperiod:
                utan_kolumn = utan_rad = False
            else:
                period, utan_kolumn, utan_rad = tabell.periodnamn, ensam_kolumn, ensam_rad
            namn = [(rad, kolumn), *([(rad, "")] if utan_kolumn else []), *([("", kolumn)] if utan_rad else [])]
            yield (rad, kolumn), period, [(period, *n) for n in namn]

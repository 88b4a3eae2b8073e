"""Reconciliation: does a table keep the relations its YAML declares? Exact numbers, never floats.

Each function yields what it found in one table: a `Brist` where a stated value differs from
the computed one, an `Ovisst` where a part has no number so nothing can be said.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handbok import formler
from handbok.modell import Handbok, Tabell, Tabellcell
from handbok.svenska import avrunda

SUMMERBARA = frozenset({"antal", "kronor", "timmar", "personer"})


@dataclass(frozen=True, slots=True)
class Brist:
    """A cell (or a whole row or column) whose stated value is not the computed one."""

    kod: str
    rad: str | None
    kolumn: str | None
    angivet: str
    raknat: str
    vad: str


@dataclass(frozen=True, slots=True)
class Ovisst:
    """A relation that cannot be judged, and why."""

    vad: str
    varfor: str


Utfall = Iterator[Brist | Ovisst]


class UtanTal(Exception):
    """A cell that a relation needs holds a code or text."""


def skriv(varde: Decimal | Fraction) -> str:
    """A plain number with decimal comma, without grouping; a fraction that never ends at six decimals."""
    if isinstance(varde, Fraction):
        exakt = Decimal(varde.numerator) / Decimal(varde.denominator)
        varde = exakt if Fraction(exakt) == varde else avrunda(exakt, 6)
    text = f"{varde:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _tal(tabell: Tabell, rad: str, kolumn: str) -> Decimal:
    cell = tabell.rader[rad][kolumn]
    if cell.kod == "–":
        return Decimal(0)
    if cell.tal is None:
        raise UtanTal(f'"{cell.text}" i {rad}, {kolumn}')
    return cell.tal


def _kanda(tabell: Tabell, rader: Sequence[str | None], kolumner: Sequence[str | None]) -> bool:
    """Whether every name is of this table; an unknown one is TAL007's to say."""
    namn = {k.namn for k in tabell.kolumner}
    return all(r is None or r in tabell.rader for r in rader) and all(k is None or k in namn for k in kolumner)


def summor(tabell: Tabell) -> Utfall:
    """TAL001: the total row is the sum of the other rows, the total column of the other columns."""
    if tabell.totalrad is not None and _kanda(tabell, [tabell.totalrad], []):
        delar = [r for r in tabell.rader if r != tabell.totalrad]
        for kolumn in tabell.kolumner:
            if kolumn.formel is None:
                yield from _summa(tabell, (tabell.totalrad, kolumn.namn), [(r, kolumn.namn) for r in delar])
    if tabell.totalkolumn is not None and _kanda(tabell, [], [tabell.totalkolumn]):
        kolumner = [k.namn for k in tabell.kolumner if k.namn != tabell.totalkolumn and k.formel is None]
        for rad in tabell.rader:
            summerbara = [(rad, k) for k in kolumner if tabell.rader[rad][k].enhet in SUMMERBARA]
            yield from _summa(tabell, (rad, tabell.totalkolumn), summerbara)


Plats = tuple[str, str]


def _summa(tabell: Tabell, total: Plats, delar: list[Plats]) -> Utfall:
    cell = tabell.rader[total[0]][total[1]]
    if cell.enhet not in SUMMERBARA or not delar or any(tabell.rader[r][k].enhet not in SUMMERBARA for r, k in delar):
        return
    try:
        raknat, angivet = sum((_tal(tabell, *p) for p in delar), Decimal(0)), _tal(tabell, *total)
    except UtanTal as fel:
        yield Ovisst(f"summan i {total[0]}, {total[1]}", f"En del saknar tal: {fel}.")
        return
    if raknat != angivet:
        yield Brist("TAL001", *total, skriv(angivet), skriv(raknat), "Delarna blir tillsammans")


def helheter(tabell: Tabell) -> Utfall:
    """TAL002: shares down a column or along a row make the whole, within the tolerance; totals are left out."""
    procent = [k.namn for k in tabell.kolumner if k.enhet == "procent" and k.namn != tabell.totalkolumn]
    rader = [r for r in tabell.rader if r != tabell.totalrad]
    for nyckel in ("kolumnsumma", "radsumma"):
        regel = tabell.relationer.get(nyckel)
        if not regel:
            continue
        valda_kolumner, valda_rader = regel.get("kolumner", procent), regel.get("rader", rader)
        if not _kanda(tabell, valda_rader, valda_kolumner):
            continue
        grupper: list[tuple[str | None, str | None, list[Plats]]] = (
            [(None, k, [(r, k) for r in valda_rader]) for k in valda_kolumner]
            if nyckel == "kolumnsumma"
            else [(r, None, [(r, k) for k in valda_kolumner]) for r in valda_rader]
        )
        for rad, kolumn, delar in grupper:
            yield from _helhet(tabell, rad, kolumn, delar, regel)


def _helhet(tabell: Tabell, rad: str | None, kolumn: str | None, delar: list[Plats], regel: Mapping[str, Any]) -> Utfall:
    helhet, tolerans = _decimal(regel["värde"]), _decimal(regel.get("tolerans", "0"))
    try:
        raknat = sum((_tal(tabell, *p) for p in delar), Decimal(0))
    except UtanTal as fel:
        yield Ovisst(f"andelarna i {rad or kolumn}", f"En del saknar tal: {fel}.")
        return
    if abs(raknat - helhet) > tolerans:
        yield Brist("TAL002", rad, kolumn, skriv(helhet), skriv(raknat), "Andelarna blir tillsammans")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def formelkolumner(tabell: Tabell) -> Utfall:
    """TAL003: a cell of a column with a formula is what the formula gives, at the column's or the cell's decimals."""
    for kolumn in tabell.kolumner:
        if kolumn.formel is None:
            continue
        uttryck = formler.las_formel(kolumn.formel)
        if not _kanda(tabell, [r.rad for r in formler.refs(uttryck)], [r.kolumn for r in formler.refs(uttryck)]):
            continue
        for rad in tabell.rader:
            cell = tabell.rader[rad][kolumn.namn]
            varde = _berakna(tabell, rad, lambda h, u=uttryck: formler.berakna(u, h))  # type: ignore[misc]
            if isinstance(varde, Ovisst):
                yield varde
            elif cell.tal is not None and (raknat := _avrundad(varde, cell, kolumn.decimaler)) != cell.tal:
                yield Brist("TAL003", rad, kolumn.namn, skriv(cell.tal), skriv(raknat), "Formeln ger")


def _avrundad(varde: Fraction, cell: Tabellcell, decimaler: int | None) -> Decimal:
    """Half up from the exact fraction: dividing first would round twice."""
    skala = 10 ** (cell.decimaler if decimaler is None else decimaler)
    hel = (abs(varde) * skala + Fraction(1, 2)).__floor__()
    return Decimal(hel if varde >= 0 else -hel) / Decimal(skala)


def _berakna(tabell: Tabell, rad: str | None, rakna: Callable[[formler.Hamta], Any]) -> Any:
    def hamta(ref: formler.Ref) -> Fraction:
        return Fraction(_tal(tabell, ref.rad or rad or "", ref.kolumn))

    try:
        return rakna(hamta)
    except UtanTal as fel:
        return Ovisst(f"sambandet på raden {rad}" if rad else "ett samband", f"Ett tal saknas: {fel}.")
    except ZeroDivisionError:
        return Ovisst(f"sambandet på raden {rad}" if rad else "ett samband", "Det går inte att dela med noll.")


def kontroller(tabell: Tabell) -> Utfall:
    """TAL003: each `kontroller` holds, row by row where it names columns, once where it names cells alone."""
    for text in tabell.relationer.get("kontroller", ()):
        villkor = formler.las_kontroll(text)
        namnda = list(formler.refs(villkor))
        if not namnda or not _kanda(tabell, [r.rad for r in namnda], [r.kolumn for r in namnda]):
            continue
        per_rad = any(r.rad is None for r in namnda)
        for rad in tabell.rader if per_rad else [None]:
            svar = _berakna(tabell, rad, villkor.galler)
            if isinstance(svar, Ovisst):
                yield svar
            elif not svar[0]:
                plats = rad if rad is not None else namnda[0].rad
                yield Brist("TAL003", plats, namnda[0].kolumn, skriv(svar[1]), skriv(svar[2]), f"{text} gäller inte: högra sidan är")


def mellan(tabell: Tabell) -> Utfall:
    """TAL004: a total lies between its groups."""
    regler = tabell.relationer.get("mellan", [])
    for regel in regler if isinstance(regler, list) else [regler]:
        rader = regel.get("rader")
        namn = rader or regel
        if "totalt" not in namn or "delar" not in namn:
            continue
        alla = [namn["totalt"], *namn["delar"]]
        if not _kanda(tabell, alla if rader else [], [] if rader else alla):
            continue
        korsar = [k.namn for k in tabell.kolumner if k.enhet != "text"] if rader else list(tabell.rader)
        for annan in korsar:
            yield from _mellan(tabell, [(n, annan) if rader else (annan, n) for n in alla])


def _mellan(tabell: Tabell, platser: list[Plats]) -> Utfall:
    try:
        totalt, *delar = (_tal(tabell, *p) for p in platser)
    except UtanTal as fel:
        yield Ovisst(f"om {platser[0][0]}, {platser[0][1]} ligger mellan grupperna", f"Ett tal saknas: {fel}.")
        return
    if not min(delar) <= totalt <= max(delar):
        spann = f"{skriv(min(delar))}–{skriv(max(delar))}"
        yield Brist("TAL004", *platser[0], skriv(totalt), spann, "Grupperna ligger mellan")


def lika(tabell: Tabell, handbok: Handbok) -> Utfall:
    """TAL005: the same measure has the same value in another table, and in the same series in other periods."""
    for regel in tabell.relationer.get("lika_med", ()):
        har, dar = regel["här"], regel["där"]
        annan = handbok.tabell_per_namn.get((dar.get("period", tabell.periodnamn), dar["tabell"]))
        if annan and _kanda(tabell, [har["rad"]], [har["kolumn"]]) and _kanda(annan, [dar["rad"]], [dar["kolumn"]]):
            yield from _lika(tabell, (har["rad"], har["kolumn"]), annan, (dar["rad"], dar["kolumn"]))
    yield from _serie(tabell, handbok)


def _lika(tabell: Tabell, har: Plats, annan: Tabell, dar: Plats) -> Utfall:
    try:
        angivet, annat = _tal(tabell, *har), _tal(annan, *dar)
    except UtanTal as fel:
        yield Ovisst(f"om {har[0]}, {har[1]} är lika i {annan.id}", f"Ett tal saknas: {fel}.")
        return
    if angivet != annat:
        yield Brist("TAL005", *har, skriv(angivet), skriv(annat), f"I tabellen {annan.id} ({annan.periodnamn}) står")


def _serie(tabell: Tabell, handbok: Handbok) -> Utfall:
    """An old value that a later table of the series states otherwise, without `reviderad`."""
    serie = tabell.relationer.get("serie")
    tidigare = [
        t for t in handbok.tabeller
        if serie and t.relationer.get("serie") == serie and t.periodnamn < tabell.periodnamn
    ]  # fmt: skip
    reviderade = {(r.get("rad"), r.get("kolumn"), r.get("period")) for r in tabell.relationer.get("reviderad", ())}
    for annan in tidigare:
        har, dar = _per_period(tabell), _per_period(annan)
        for nyckel in har.keys() & dar.keys():
            rad, kolumn = har[nyckel]
            undantagen = any(
                r in (None, rad) and k in (None, kolumn, nyckel[1]) and p in (None, nyckel[0]) for r, k, p in reviderade
            )
            if not undantagen:
                yield from _lika(tabell, (rad, kolumn), annan, dar[nyckel])


def _per_period(tabell: Tabell) -> dict[tuple[str, str, str], Plats]:
    """Cells by (period, row, column), where a column or row that is a period of its own has no name."""
    svar: dict[tuple[str, str, str], Plats] = {}
    for kolumn, period in tabell.periodkolumner.items():
        for rad in tabell.rader:
            if kolumn in tabell.rader[rad] and tabell.rader[rad][kolumn].enhet != "text":
                svar[period, rad, ""] = (rad, kolumn)
    for rad, period in tabell.periodrader.items():
        for kolumn, cell in tabell.rader.get(rad, {}).items():
            if cell.enhet != "text":
                svar[period, "", kolumn] = (rad, kolumn)
    return svar


def stam_av(tabell: Tabell, handbok: Handbok) -> tuple[Brist | Ovisst, ...]:
    """Everything that the table's declared relations say, each once."""
    utfall = [*summor(tabell), *helheter(tabell), *formelkolumner(tabell), *kontroller(tabell), *mellan(tabell), *lika(tabell, handbok)]
    return tuple(dict.fromkeys(utfall))

"""Reconciliation: does a table keep the relations its YAML declares? Exact numbers, never floats.

Each function yields what it found in one table: a `Brist` where a stated value differs from
the computed one, an `Ovisst` where a part has no number so nothing can be said.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from handbok import formler
from handbok.modell import Handbok, Tabell

SUMMERBARA = frozenset({"antal", "kronor", "timmar", "personer"})


@dataclass(frozen=True, slots=True)
class Brist:
    """A cell (or a whole row or column) whose stated value is not the computed one; `vad` is a sentence of both."""

    kod: str
    rad: str | None
    kolumn: str | None
    angivet: str
    raknat: str
    vad: str


@dataclass(frozen=True, slots=True)
class Ovisst:
    """A cell (or a whole row or column) of which a relation cannot be judged, and why."""

    kod: str
    rad: str | None
    kolumn: str | None
    vad: str
    varfor: str


Utfall = Iterator[Brist | Ovisst]
# A cell by its row and column.
Ruta = tuple[str, str]
# A division that never ends is printed at six decimals; a cell has at most twelve, a product of cells some more.
_DECIMALER, _FLEST_DECIMALER = 6, 40


class UtanTal(Exception):
    """A cell that a relation needs holds a code or text."""


def skriv(varde: Fraction) -> str:
    """A plain number with decimal comma, without grouping; a fraction that never ends at six decimals."""
    exakta = (n for n in range(_FLEST_DECIMALER + 1) if (varde * 10**n).denominator == 1)
    decimaler = next(exakta, _DECIMALER)
    siffror = str(abs(_avrunda(varde, decimaler)) * 10**decimaler).rjust(decimaler + 1, "0")
    hela, brak = siffror[: len(siffror) - decimaler], siffror[len(siffror) - decimaler :].rstrip("0")
    return ("-" if varde < 0 and siffror.strip("0") else "") + hela + ("," + brak if brak else "")


def _brist(kod: str, var: tuple[str | None, str | None], angivet: Fraction, raknat: Fraction, vad: str) -> Brist:
    """A `Brist` whose sentence has {0} for what is stated and {1} for what is computed."""
    return Brist(kod, *var, skriv(angivet), skriv(raknat), vad.format(skriv(angivet), skriv(raknat)))


def _avrunda(varde: Fraction, decimaler: int) -> Fraction:
    """Half up (away from zero) from the exact fraction: a division made first would round twice."""
    hel = floor(abs(varde) * 10**decimaler + Fraction(1, 2))
    return Fraction(hel if varde >= 0 else -hel, 10**decimaler)


def _tal(tabell: Tabell, rad: str, kolumn: str) -> Fraction:
    cell = tabell.rader[rad][kolumn]
    if cell.kod == "–":
        return Fraction(0)
    if cell.tal is None:
        raise UtanTal(f'"{cell.text}" i {rad}, {kolumn}')
    return Fraction(cell.tal)


def _kanda(tabell: Tabell, rader: Sequence[str | None], kolumner: Sequence[str | None]) -> bool:
    """Whether every name is of this table; an unknown one is TAL007's to say."""
    namn = {k.namn for k in tabell.kolumner}
    return all(r is None or r in tabell.rader for r in rader) and all(k is None or k in namn for k in kolumner)


def summor(tabell: Tabell) -> Utfall:
    """TAL001: the total row is the sum of the other rows, the total column of the other columns."""
    kolumner = [k.namn for k in tabell.kolumner if k.formel is None]
    totalrad, totalkolumn = tabell.totalrad, tabell.totalkolumn
    if totalrad is not None and totalrad in tabell.rader:
        for kolumn in kolumner:
            yield from _summa(tabell, (totalrad, kolumn), [(r, kolumn) for r in tabell.rader if r != totalrad])
    if totalkolumn is not None and totalkolumn in kolumner:
        for rad in tabell.rader:
            yield from _summa(tabell, (rad, totalkolumn), [(rad, k) for k in kolumner if k != totalkolumn])


def _summa(tabell: Tabell, total: Ruta, rutor: list[Ruta]) -> Utfall:
    delar = [(r, k) for r, k in rutor if tabell.rader[r][k].enhet in SUMMERBARA]
    if not delar or tabell.rader[total[0]][total[1]].enhet not in SUMMERBARA:
        return
    try:
        raknat, angivet = sum((_tal(tabell, *d) for d in delar), Fraction(0)), _tal(tabell, *total)
    except UtanTal as fel:
        yield Ovisst("TAL001", *total, f"summan i {total[0]}, {total[1]}", f"Ett tal saknas: {fel}.")
        return
    if raknat != angivet:
        yield _brist("TAL001", total, angivet, raknat, "Delarna blir tillsammans {1}, men det står {0}.")


def helheter(tabell: Tabell) -> Utfall:
    """TAL002: shares down a column or along a row make the whole, within the tolerance; totals are left out."""
    for nyckel in ("kolumnsumma", "radsumma"):
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
        for (rad, kolumn), delar in grupper.items():
            yield from _helhet(tabell, rad, kolumn, delar, regel)


def _helhet(tabell: Tabell, rad: str | None, kolumn: str | None, delar: list[Ruta], regel: Mapping[str, Any]) -> Utfall:
    helhet, tolerans = (Fraction(regel.get(n, "0").replace(",", ".")) for n in ("värde", "tolerans"))
    try:
        raknat = sum((_tal(tabell, *d) for d in delar), Fraction(0))
    except UtanTal as fel:
        yield Ovisst("TAL002", rad, kolumn, f"andelarna i {rad or kolumn}", f"Ett tal saknas: {fel}.")
        return
    if abs(raknat - helhet) > tolerans:
        yield _brist("TAL002", (rad, kolumn), helhet, raknat, "Andelarna blir tillsammans {1}, men ska bli {0}.")


def formelkolumner(tabell: Tabell) -> Utfall:
    """TAL003: a cell of a column with a formula is what the formula gives, at the column's or the cell's decimals."""
    for kolumn in tabell.kolumner:
        if kolumn.formel is None:
            continue
        uttryck = formler.las_formel(kolumn.formel)
        if not _kanda(tabell, [], [r.kolumn for r in formler.refs(uttryck)]):
            continue
        for rad, celler in tabell.rader.items():
            svar = _berakna(tabell, (rad, kolumn.namn), formler.Ref(None, kolumn.namn), uttryck)
            if isinstance(svar, Ovisst):
                yield svar
                continue
            angivet, exakt = svar
            cell = celler[kolumn.namn]
            raknat = _avrunda(exakt, cell.decimaler if kolumn.decimaler is None else kolumn.decimaler)
            if raknat != angivet:
                yield _brist("TAL003", (rad, kolumn.namn), angivet, raknat, "Formeln ger {1}, men det står {0}.")


def _berakna(tabell: Tabell, ruta: Ruta, *uttryck: formler.Uttryck) -> list[Fraction] | Ovisst:
    """The value of each expression on the cell's row, or why nothing can be said of the cell."""

    def hamta(ref: formler.Ref) -> Fraction:
        return _tal(tabell, ref.rad or ruta[0], ref.kolumn)

    try:
        return [formler.berakna(u, hamta) for u in uttryck]
    except UtanTal as fel:
        varfor = f"Ett tal saknas: {fel}."
    except ZeroDivisionError:
        varfor = "Det går inte att dela med noll."
    return Ovisst("TAL003", *ruta, f"sambandet i {ruta[0]}, {ruta[1]}", varfor)


def kontroller(tabell: Tabell) -> Utfall:
    """TAL003: each `kontroller` holds, row by row where it names columns, once where it names cells alone."""
    for text in tabell.relationer.get("kontroller", ()):
        villkor = formler.las_kontroll(text)
        namnda = list(formler.refs(villkor))
        if not _kanda(tabell, [r.rad for r in namnda], [r.kolumn for r in namnda]):
            continue
        per_rad = any(r.rad is None for r in namnda)
        for rad in tabell.rader if per_rad else [namnda[0].rad or ""]:
            svar = _berakna(tabell, (rad, namnda[0].kolumn), villkor.vanster, villkor.hoger)
            if isinstance(svar, Ovisst):
                yield svar
            elif not villkor.galler(*svar):
                vanster, hoger = map(skriv, svar)
                vad = f"{text} gäller inte. Till vänster blir det {vanster} och till höger {hoger}."
                yield Brist("TAL003", rad, namnda[0].kolumn, vanster, hoger, vad)


def mellan(tabell: Tabell) -> Utfall:
    """TAL004: a total lies between its groups."""
    regler = tabell.relationer.get("mellan", [])
    for regel in regler if isinstance(regler, list) else [regler]:
        if "totalt" in regel and "delar" in regel:
            namn = [regel["totalt"], *regel["delar"]]
            for rad in tabell.rader if _kanda(tabell, [], namn) else ():
                yield from _mellan(tabell, [(rad, n) for n in namn])
        if rader := regel.get("rader"):
            namn = [rader["totalt"], *rader["delar"]]
            for kolumn in tabell.kolumner if _kanda(tabell, namn, []) else ():
                yield from _mellan(tabell, [(n, kolumn.namn) for n in namn])


def _mellan(tabell: Tabell, rutor: list[Ruta]) -> Utfall:
    if all(tabell.rader[r][k].enhet == "text" for r, k in rutor):
        return
    var = rutor[0]
    try:
        totalt, *delar = (_tal(tabell, *r) for r in rutor)
    except UtanTal as fel:
        yield Ovisst("TAL004", *var, f"om {var[0]}, {var[1]} ligger mellan grupperna", f"Ett tal saknas: {fel}.")
        return
    if not min(delar) <= totalt <= max(delar):
        spann = f"{skriv(min(delar))}–{skriv(max(delar))}"
        yield Brist("TAL004", *var, skriv(totalt), spann, f"Grupperna är {spann}, men det står {skriv(totalt)}.")


def lika(tabell: Tabell, handbok: Handbok) -> Utfall:
    """TAL005: the same measure has the same value in another table, and in the same series in other periods."""
    for regel in tabell.relationer.get("lika_med", ()):
        har, dar = regel["här"], regel["där"]
        period = dar.get("period", tabell.periodnamn)
        annan = handbok.tabell_per_namn.get((period, dar["tabell"]))
        fil = f"data/{period}/{dar['tabell']}.csv"
        if not _kanda(tabell, [har["rad"]], [har["kolumn"]]):
            continue
        if annan is None and fil in handbok.trasiga:
            vad = f"om {har['rad']}, {har['kolumn']} är lika i {dar['tabell']}"
            yield Ovisst("TAL005", har["rad"], har["kolumn"], vad, f"{fil} har fel som måste rättas först.")
        elif annan is not None and _kanda(annan, [dar["rad"]], [dar["kolumn"]]):
            yield from _lika(tabell, (har["rad"], har["kolumn"]), annan, (dar["rad"], dar["kolumn"]))
    yield from _serie(tabell, handbok)


def _lika(tabell: Tabell, har: Ruta, annan: Tabell, dar: Ruta) -> Utfall:
    try:
        angivet, annat = _tal(tabell, *har), _tal(annan, *dar)
    except UtanTal as fel:
        yield Ovisst("TAL005", *har, f"om {har[0]}, {har[1]} är lika i {annan.id}", f"Ett tal saknas: {fel}.")
        return
    if angivet != annat:
        vad = f"Det står {skriv(angivet)}, men i tabellen {annan.id} ({annan.periodnamn}) står {skriv(annat)}."
        yield Brist("TAL005", *har, skriv(angivet), skriv(annat), vad)


def _serie(tabell: Tabell, handbok: Handbok) -> Utfall:
    """An old value that the table states otherwise than the latest one before it, without `reviderad`."""
    serie = tabell.relationer.get("serie")
    tidigare = [
        (t, {nyckel: ruta for ruta, _, nycklar in _per_period(t) for nyckel in nycklar})
        for t in sorted(handbok.tabeller, key=lambda t: t.periodnamn, reverse=True)
        if serie and t.relationer.get("serie") == serie and t.periodnamn < tabell.periodnamn
    ]
    for har, period, nycklar in _per_period(tabell) if tidigare else ():
        stalle = next(((t, rutor[n]) for t, rutor in tidigare for n in nycklar if n in rutor), None)
        if stalle and not _ar_reviderad(tabell, period, har, stalle[1]):
            yield from _lika(tabell, har, *stalle)


def _ar_reviderad(tabell: Tabell, period: str, har: Ruta, dar: Ruta) -> bool:
    """Whether a `reviderad` is of the cell, by its name here or in the earlier table; a key left out is of all."""
    namn = {"rad": {har[0], dar[0]}, "kolumn": {har[1], dar[1]}, "period": {period}}
    poster = tabell.relationer.get("reviderad", ())
    return any(all(n not in post or post[n] in namn[n] for n in namn) for post in poster)


Nyckel = tuple[str, str, str]


def _per_period(tabell: Tabell) -> Iterator[tuple[Ruta, str, list[Nyckel]]]:
    """Each cell that has a period of its own, its period, and what it is known by in the series' other tables.

    A cell is known by its row and column; where the column (or row) is the only one of its period, also without
    that name, which often holds the year.
    """
    antal_kolumner, antal_rader = Counter(tabell.periodkolumner.values()), Counter(tabell.periodrader.values())
    periodkolumn = tabell.relationer.get("periodkolumn", "")
    for rad, celler in tabell.rader.items():
        radperiod = celler[periodkolumn].text if periodkolumn in celler else None
        for kolumn, cell in celler.items():
            if cell.enhet == "text":
                continue
            if period := tabell.periodkolumner.get(kolumn):
                utan_namn = [(period, rad, "")] if antal_kolumner[period] == 1 else []
            elif period := tabell.periodrader.get(rad):
                utan_namn = [(period, "", kolumn)] if antal_rader[period] == 1 else []
            elif period := radperiod:
                utan_namn = []
            else:
                continue
            yield (rad, kolumn), period, [(period, rad, kolumn), *utan_namn]


def stam_av(tabell: Tabell, handbok: Handbok) -> tuple[Brist | Ovisst, ...]:
    """Everything that the table's declared relations say: once for each cell, code and computed value."""
    alla = [
        *summor(tabell), *helheter(tabell), *formelkolumner(tabell), *kontroller(tabell), *mellan(tabell),
        *lika(tabell, handbok),
    ]  # fmt: skip
    unika: dict[tuple[str | None, ...], Brist | Ovisst] = {}
    for u in alla:
        sagt = ("räknat", u.raknat) if isinstance(u, Brist) else (u.vad, u.varfor)
        unika.setdefault((u.kod, u.rad, u.kolumn, *sagt), u)
    return tuple(unika.values())

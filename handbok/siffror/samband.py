"""The relations a table declares: which cells each reads, and what it says of their values.

Reconciliation and the account of what is covered read the same relations, so they cannot disagree.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from handbok import formler, perioder
from handbok.modell import Handbok, Tabell
from handbok.siffror.exakta import avrunda, skillnad, skriv, summera

SUMMERBARA = frozenset({"antal", "kronor", "timmar", "personer"})

# A cell by its row and column, of a table; None stands for a whole row or column.
Ruta = tuple[str, str]
Var = tuple[str | None, str | None]
# exakt: a change of one cell is always noticed. avrundat: only one larger than the rounding or tolerance.
# olikhet: only one that turns the order of two values.
Slag = Literal["exakt", "avrundat", "olikhet"]


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
class Samband:
    """One relation. `prova` takes the values of `celler` in their order and may raise ZeroDivisionError.

    `vad` says in a few words what is judged, of `rad` and `kolumn`, which a finding names.
    """

    kod: str
    rad: str | None
    kolumn: str | None
    vad: str
    slag: Slag
    celler: tuple[tuple[Tabell, Ruta], ...]
    prova: Callable[[Sequence[Decimal]], Brist | None]


def _brist(kod: str, var: Var, angivet: Decimal, raknat: Decimal, vad: str) -> Brist:
    """A `Brist` whose sentence has {0} for what is stated and {1} for what is computed."""
    return Brist(kod, *var, skriv(angivet), skriv(raknat), vad.format(skriv(angivet), skriv(raknat)))


def _kanda(tabell: Tabell, rader: Sequence[str | None], kolumner: Sequence[str | None]) -> bool:
    """Whether every name is of this table; an unknown one is TAL007's to say."""
    namn = {k.namn for k in tabell.kolumner}
    return all(r is None or r in tabell.rader for r in rader) and all(k is None or k in namn for k in kolumner)


def _i(tabell: Tabell, rutor: Sequence[Ruta]) -> tuple[tuple[Tabell, Ruta], ...]:
    return tuple((tabell, ruta) for ruta in rutor)


def summor(tabell: Tabell) -> Iterator[Samband]:
    """TAL001: the total row is the sum of the other rows, the total column of the other columns."""
    kolumner = [k.namn for k in tabell.kolumner if k.formel is None]
    totalrad, totalkolumn = tabell.totalrad, tabell.totalkolumn
    if totalrad is not None and totalrad in tabell.rader:
        for kolumn in kolumner:
            yield from _summa(tabell, (totalrad, kolumn), [(r, kolumn) for r in tabell.rader if r != totalrad])
    if totalkolumn is not None and totalkolumn in kolumner:
        for rad in tabell.rader:
            yield from _summa(tabell, (rad, totalkolumn), [(rad, k) for k in kolumner if k != totalkolumn])


def _summa(tabell: Tabell, total: Ruta, rutor: list[Ruta]) -> Iterator[Samband]:
    delar = [(r, k) for r, k in rutor if tabell.rader[r][k].enhet in SUMMERBARA]
    if not delar or tabell.rader[total[0]][total[1]].enhet not in SUMMERBARA:
        return

    def prova(varden: Sequence[Decimal]) -> Brist | None:
        raknat, angivet = summera(varden[:-1]), varden[-1]
        if raknat == angivet:
            return None
        return _brist("TAL001", total, angivet, raknat, "Delarna blir tillsammans {1}, men det står {0}.")

    yield Samband("TAL001", *total, f"summan i {total[0]}, {total[1]}", "exakt", _i(tabell, [*delar, total]), prova)


def helheter(tabell: Tabell) -> Iterator[Samband]:
    """TAL002: shares down a column or along a row make the whole, within the tolerance; totals are left out."""
    for nyckel in ("kolumnsumma", "radsumma"):
        regel = tabell.relationer.get(nyckel)
        if not regel:
            continue
        rader = regel.get("rader", [r for r in tabell.rader if r != tabell.totalrad])
        kolumner = regel.get("kolumner", [k.namn for k in tabell.kolumner if k.namn != tabell.totalkolumn])
        if not _kanda(tabell, rader, kolumner):
            continue
        grupper: dict[Var, list[Ruta]] = {}
        for ruta in ((r, k) for r in rader for k in kolumner):
            if "kolumner" in regel or tabell.rader[ruta[0]][ruta[1]].enhet == "procent":
                grupper.setdefault((None, ruta[1]) if nyckel == "kolumnsumma" else (ruta[0], None), []).append(ruta)
        yield from (_helhet(tabell, var, delar, regel) for var, delar in grupper.items())


def _helhet(tabell: Tabell, var: Var, delar: list[Ruta], regel: Mapping[str, Any]) -> Samband:
    helhet, tolerans = (Decimal(regel.get(n, "0").replace(",", ".")) for n in ("värde", "tolerans"))

    def prova(varden: Sequence[Decimal]) -> Brist | None:
        raknat = summera(varden)
        if skillnad(raknat, helhet) <= tolerans:
            return None
        return _brist("TAL002", var, helhet, raknat, "Andelarna blir tillsammans {1}, men ska bli {0}.")

    return Samband("TAL002", *var, f"andelarna i {var[0] or var[1]}", "avrundat", _i(tabell, delar), prova)


def formelkolumner(tabell: Tabell) -> Iterator[Samband]:
    """TAL003: a cell of a column with a formula is what the formula gives, at the column's or the cell's decimals."""
    for kolumn in tabell.kolumner:
        if kolumn.formel is None:
            continue
        uttryck = formler.las_formel(kolumn.formel)
        refs = list(dict.fromkeys(formler.refs(uttryck)))
        if not _kanda(tabell, [], [r.kolumn for r in refs]):
            continue
        for rad, celler in tabell.rader.items():
            decimaler = celler[kolumn.namn].decimaler if kolumn.decimaler is None else kolumn.decimaler
            yield _formelcell(tabell, (rad, kolumn.namn), uttryck, refs, decimaler)


def _formelcell(
    tabell: Tabell, ruta: Ruta, uttryck: formler.Uttryck, refs: list[formler.Ref], decimaler: int
) -> Samband:
    def prova(varden: Sequence[Decimal]) -> Brist | None:
        raknat = avrunda(formler.berakna(uttryck, _hamta(refs, varden[1:])), decimaler)
        if raknat == varden[0]:
            return None
        return _brist("TAL003", ruta, varden[0], raknat, "Formeln ger {1}, men det står {0}.")

    celler = _i(tabell, [ruta, *((ruta[0], r.kolumn) for r in refs)])
    return Samband("TAL003", *ruta, f"sambandet i {ruta[0]}, {ruta[1]}", "avrundat", celler, prova)


def _hamta(refs: Sequence[formler.Ref], varden: Sequence[Decimal]) -> formler.Hamta:
    return dict(zip(refs, map(formler.exakt, varden), strict=True)).__getitem__


def kontroller(tabell: Tabell) -> Iterator[Samband]:
    """TAL003: each `kontroller` holds, row by row where it names columns, once where it names cells alone."""
    for text in tabell.relationer.get("kontroller", ()):
        villkor = formler.las_kontroll(text)
        refs = list(dict.fromkeys(formler.refs(villkor)))
        if not _kanda(tabell, [r.rad for r in refs], [r.kolumn for r in refs]):
            continue
        per_rad = any(r.rad is None for r in refs)
        for rad in tabell.rader if per_rad else [refs[0].rad or ""]:
            yield _kontroll(tabell, rad, text, villkor, refs)


def _kontroll(tabell: Tabell, rad: str, text: str, villkor: formler.Villkor, refs: list[formler.Ref]) -> Samband:
    var = rad, refs[0].kolumn

    def prova(varden: Sequence[Decimal]) -> Brist | None:
        hamta = _hamta(refs, varden)
        sidor = formler.berakna(villkor.vanster, hamta), formler.berakna(villkor.hoger, hamta)
        if villkor.galler(*sidor):
            return None
        vad = f"{text} gäller inte. Till vänster blir det {skriv(sidor[0])} och till höger {skriv(sidor[1])}."
        return Brist("TAL003", *var, skriv(sidor[0]), skriv(sidor[1]), vad)

    slag: Slag = "avrundat" if villkor.tecken == "=" else "olikhet"
    celler = _i(tabell, [(r.rad or rad, r.kolumn) for r in refs])
    return Samband("TAL003", *var, f"sambandet i {var[0]}, {var[1]}", slag, celler, prova)


def mellan(tabell: Tabell) -> Iterator[Samband]:
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


def _mellan(tabell: Tabell, rutor: list[Ruta]) -> Iterator[Samband]:
    if all(tabell.rader[r][k].enhet == "text" for r, k in rutor):
        return
    var = rutor[0]

    def prova(varden: Sequence[Decimal]) -> Brist | None:
        totalt, *delar = varden
        if min(delar) <= totalt <= max(delar):
            return None
        spann = f"{skriv(min(delar))}–{skriv(max(delar))}"
        vad = f"Grupperna är {spann}, men det står {skriv(totalt)}."
        return Brist("TAL004", *var, skriv(totalt), spann, vad)

    vad = f"om {var[0]}, {var[1]} ligger mellan grupperna"
    yield Samband("TAL004", *var, vad, "olikhet", _i(tabell, rutor), prova)


def lika(tabell: Tabell, handbok: Handbok) -> Iterator[Samband]:
    """TAL005: the same measure has the same value in another table, and in the same series in other periods."""
    for regel in tabell.relationer.get("lika_med", ()):
        har, dar = regel["här"], regel["där"]
        annan = handbok.tabell_per_namn.get((dar.get("period", tabell.periodnamn), dar["tabell"]))
        finns = annan is not None and _kanda(annan, [dar["rad"]], [dar["kolumn"]])
        if annan is not None and finns and _kanda(tabell, [har["rad"]], [har["kolumn"]]):
            yield _lika(tabell, (har["rad"], har["kolumn"]), annan, (dar["rad"], dar["kolumn"]))
    yield from _serie(tabell, handbok)


def _lika(tabell: Tabell, har: Ruta, annan: Tabell, dar: Ruta) -> Samband:
    def prova(varden: Sequence[Decimal]) -> Brist | None:
        if varden[0] == varden[1]:
            return None
        angivet, annat = map(skriv, varden)
        vad = f"Det står {angivet}, men i tabellen {annan.id} ({annan.periodnamn}) står {annat}."
        return Brist("TAL005", *har, angivet, annat, vad)

    vad = f"om {har[0]}, {har[1]} är lika i {annan.id}"
    return Samband("TAL005", *har, vad, "exakt", ((tabell, har), (annan, dar)), prova)


def i_serien(tabell: Tabell, handbok: Handbok) -> list[Tabell]:
    """The tables of the same series for earlier periods, latest first."""
    serie, slut = tabell.relationer.get("serie"), perioder.slut(tabell.periodnamn)
    andra = [t for t in handbok.tabeller if serie and t.relationer.get("serie") == serie]
    tidigare = [t for t in andra if perioder.slut(t.periodnamn) < slut]
    return sorted(tidigare, key=lambda t: perioder.slut(t.periodnamn), reverse=True)


def _serie(tabell: Tabell, handbok: Handbok) -> Iterator[Samband]:
    """An old value that the table states otherwise than the latest one before it, without `reviderad`."""
    tidigare = [
        (t, {nyckel: ruta for ruta, _, nycklar in per_period(t) for nyckel in nycklar})
        for t in i_serien(tabell, handbok)
    ]
    for har, period, nycklar in per_period(tabell) if tidigare else ():
        stalle = next(((t, rutor[n]) for t, rutor in tidigare for n in nycklar if n in rutor), None)
        if stalle and not ar_reviderad(tabell, period, har, stalle[1]):
            yield _lika(tabell, har, *stalle)


def ar_reviderad(tabell: Tabell, period: str, *rutor: Ruta) -> bool:
    """Whether a `reviderad` is of the cell, by any of its names; a key left out is of all."""
    namn = {"rad": {r for r, _ in rutor}, "kolumn": {k for _, k in rutor}, "period": {period}}
    poster = tabell.relationer.get("reviderad", ())
    return any(all(n not in post or post[n] in namn[n] for n in namn) for post in poster)


Nyckel = tuple[str, str, str]


def per_period(tabell: Tabell) -> Iterator[tuple[Ruta, str, list[Nyckel]]]:
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


def samband(tabell: Tabell, handbok: Handbok) -> Iterator[Samband]:
    """Every relation that the table declares."""
    for av in (summor, helheter, formelkolumner, kontroller, mellan):
        yield from av(tabell)
    yield from lika(tabell, handbok)

"""The relations a table declares, as questions of values: which cells each reads, and what it says of them.

Reconciliation and the account of what is covered read the same relations, so they cannot disagree.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from handbok import formler
from handbok.modell import Handbok, Tabell
from handbok.siffror import relationer
from handbok.siffror.exakta import avrunda, skillnad, skriv, summera
from handbok.siffror.relationer import Ruta

# A cell by its row and column; None stands for a whole row or column.
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


def _i(tabell: Tabell, rutor: Sequence[Ruta]) -> tuple[tuple[Tabell, Ruta], ...]:
    return tuple((tabell, ruta) for ruta in rutor)


def summor(tabell: Tabell) -> Iterator[Samband]:
    """TAL001: the total row is the sum of the other rows, the total column of the other columns."""
    yield from (_summa(tabell, total, delar) for total, delar in relationer.summor(tabell))


def _summa(tabell: Tabell, total: Ruta, delar: list[Ruta]) -> Samband:
    def prova(varden: Sequence[Decimal]) -> Brist | None:
        raknat, angivet = summera(varden[:-1]), varden[-1]
        if raknat == angivet:
            return None
        return _brist("TAL001", total, angivet, raknat, "Delarna blir tillsammans {1}, men det står {0}.")

    return Samband("TAL001", *total, f"summan i {total[0]}, {total[1]}", "exakt", _i(tabell, [*delar, total]), prova)


def helheter(tabell: Tabell) -> Iterator[Samband]:
    """TAL002: shares down a column or along a row make the whole, within the tolerance; totals are left out."""
    yield from (_helhet(tabell, h) for h in relationer.helheter(tabell))


def _helhet(tabell: Tabell, h: relationer.Helhet) -> Samband:
    var = h.rad, h.kolumn

    def prova(varden: Sequence[Decimal]) -> Brist | None:
        raknat = summera(varden)
        if skillnad(raknat, h.helhet) <= h.tolerans:
            return None
        return _brist("TAL002", var, h.helhet, raknat, "Andelarna blir tillsammans {1}, men ska bli {0}.")

    return Samband("TAL002", *var, f"andelarna i {var[0] or var[1]}", "avrundat", _i(tabell, h.delar), prova)


def formelkolumner(tabell: Tabell) -> Iterator[Samband]:
    """TAL003: a cell of a column with a formula is what the formula gives, at the column's or the cell's decimals."""
    for kolumn, uttryck in relationer.formelkolumner(tabell):
        refs = list(dict.fromkeys(formler.refs(uttryck)))
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
    yield from (_kontroll(tabell, k) for k in relationer.kontroller(tabell))


def _kontroll(tabell: Tabell, k: relationer.Kontrollerad) -> Samband:
    var, villkor = k.ruta, k.villkor
    refs = list(dict.fromkeys(formler.refs(villkor)))

    def prova(varden: Sequence[Decimal]) -> Brist | None:
        hamta = _hamta(refs, varden)
        sidor = formler.berakna(villkor.vanster, hamta), formler.berakna(villkor.hoger, hamta)
        if villkor.galler(*sidor):
            return None
        vad = f"{k.text} gäller inte. Till vänster blir det {skriv(sidor[0])} och till höger {skriv(sidor[1])}."
        return Brist("TAL003", *var, skriv(sidor[0]), skriv(sidor[1]), vad)

    slag: Slag = "avrundat" if villkor.tecken == "=" else "olikhet"
    celler = _i(tabell, [(r.rad or var[0], r.kolumn) for r in refs])
    return Samband("TAL003", *var, f"sambandet i {var[0]}, {var[1]}", slag, celler, prova)


def mellan(tabell: Tabell) -> Iterator[Samband]:
    """TAL004: a total lies between its groups."""
    for rutor in relationer.mellan(tabell):
        yield from _mellan(tabell, rutor)


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
    for par in relationer.lika(tabell, handbok):
        if par.annan is not None and not par.reviderad:
            yield _lika(tabell, par.har, par.annan, par.dar)


def _lika(tabell: Tabell, har: Ruta, annan: Tabell, dar: Ruta) -> Samband:
    enheter = [t.rader[r][k].enhet for t, (r, k) in ((tabell, har), (annan, dar))]
    samma = len({relationer.SUMMERBARA.get(e, e) for e in enheter}) == 1

    def prova(varden: Sequence[Decimal]) -> Brist | None:
        if samma and varden[0] == varden[1]:
            return None
        angivet, annat = map(skriv, varden)
        ord_ = [angivet, annat] if samma else [f"{v} ({e})" for v, e in zip((angivet, annat), enheter, strict=True)]
        vad = f"Det står {ord_[0]}, men i tabellen {annan.id} ({annan.periodnamn}) står {ord_[1]}."
        return Brist("TAL005", *har, angivet, annat, vad)

    vad = f"om {har[0]}, {har[1]} är lika i {annan.id}"
    return Samband("TAL005", *har, vad, "exakt", ((tabell, har), (annan, dar)), prova)


def samband(tabell: Tabell, handbok: Handbok) -> Iterator[Samband]:
    """Every relation that the table declares."""
    for av in (summor, helheter, formelkolumner, kontroller, mellan):
        yield from av(tabell)
    yield from lika(tabell, handbok)

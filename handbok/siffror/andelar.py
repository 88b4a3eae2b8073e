"""What shares in percent say of counts: how many they are, and how many they leave out (near 100 percent, a few)."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from handbok import formler
from handbok.modell import InteKontrollerat, Kolumn
from handbok.siffror import relationer
from handbok.siffror.kunskap import ANNAT, ANTAL, Blick, Fraga, Klausul, avrundat, visst
from handbok.siffror.linjer import ETT, Kvot, Linje, som_kvot, summa
from handbok.siffror.relationer import Ruta

# Of one row: the share, its part (where it stands in the table) and the whole.
Andel = tuple[Ruta, Ruta | None, Ruta]


def rest(blick: Blick, ruta: Ruta, uttryck: formler.Uttryck) -> Iterator[Fraga]:
    """Of a share by formula, of counts of one period: how many are not in it."""
    kolumner = {r.kolumn for r in formler.refs(uttryck)}
    perioder = {blick.tabell.periodkolumner.get(k) for k in kolumner}
    if blick.cell(ruta).enhet != "procent" or len(perioder) > 1:
        return
    if any(blick.cell((ruta[0], k)).enhet not in ANTAL for k in kolumner):
        return
    form = som_kvot(uttryck, lambda r: Linje(Fraction(0), {("", "", "", r.kolumn): Fraction(1)}))
    if form.namnare == ETT or any(v < 0 for v in (*form.taljare.delar.values(), form.taljare.tal)):
        return
    kvar = form.namnare - form.taljare.ganger(Fraction(1, 100))
    linjer = (blick.linje((ruta[0], o[3])).ganger(vikt) for o, vikt in kvar.delar.items())
    yield Fraga(blick.namn(ruta), Kvot(summa([*linjer, Linje(kvar.tal)])), blick.troskel, "resten", smatt=True)


def andelar(blick: Blick, prova: Callable[..., Iterable[Any]]) -> Iterator[Klausul | Fraga | InteKontrollerat]:
    """Shares without formula. `prova` says where a relation cannot be expressed."""
    for kolumn in blick.tabell.kolumner:
        rader = [r for r, celler in blick.tabell.rader.items() if _ar_andel(blick, (r, kolumn.namn))]
        if kolumn.formel is not None or not rader:
            continue
        bas = _bas(blick, kolumn, rader)
        if isinstance(bas, InteKontrollerat):
            yield bas
            continue
        for andel, del_, helhet in bas:
            rutor = [helhet] if del_ is None else [helhet, del_]
            vad = f"andelen i {andel[0]}, {andel[1]}"
            bygg = lambda k=kolumn, a=andel, d=del_, h=helhet: _andel(blick, k, a, d, h)  # noqa: E731
            yield from prova(blick, vad, rutor, bygg, alltid=True)


def _ar_andel(blick: Blick, ruta: Ruta) -> bool:
    cell = blick.cell(ruta)
    return cell.enhet == "procent" and cell.tal is not None


def _bas(blick: Blick, kolumn: Kolumn, rader: list[str]) -> list[Andel] | InteKontrollerat:
    """What shares are of: the column that `av` names, else the only column of counts.

    Down a `kolumnsumma` each is a part of that column's total.
    """
    tabell = blick.tabell
    egen = tabell.relationer.get("kolumner", {}).get(kolumn.namn, {}).get("av")
    antal = [k.namn for k in tabell.kolumner if any(c[k.namn].enhet in ANTAL for c in tabell.rader.values())]
    if egen == ANNAT or not antal:
        return []
    ned = any(h.rad is None and h.kolumn == kolumn.namn for h in relationer.helheter(tabell))
    bas = egen or (antal[0] if len(antal) == 1 else None)
    if bas not in antal or bas == kolumn.namn or (ned and tabell.totalrad not in tabell.rader):
        varfor = "Det står inte vad de är andelar av. Skriv formel eller av för kolumnen i YAML-filen."
        return InteKontrollerat(tabell.fil, f"vad andelarna i {kolumn.namn} säger om små tal", varfor)
    if ned and tabell.totalrad is not None:
        return [((r, kolumn.namn), (r, bas), (tabell.totalrad, bas)) for r in rader if r != tabell.totalrad]
    return [((r, kolumn.namn), None, (r, bas)) for r in rader if blick.cell((r, bas)).enhet in ANTAL]


def _andel(blick: Blick, kolumn: Kolumn, ruta: Ruta, del_: Ruta | None, helhet: Ruta) -> Iterator[Klausul | Fraga]:
    cell, o, hela = blick.cell(ruta), blick.namn(ruta), blick.linje(helhet)
    antal = blick.ny_okand(ruta) if del_ is None else blick.linje(del_)
    if del_ is None:
        yield from visst("<=", antal - hela)
        yield Fraga(o, Kvot(antal), blick.troskel, "delen", smatt=True)
    yield Fraga(o, Kvot(hela - antal), blick.troskel, "resten", smatt=True)
    kvot = Kvot(antal.ganger(Fraction(100)), hela)
    yield from avrundat(kvot, Fraction(cell.tal or 0), blick.decimaler(kolumn, cell), blick.om_synlig(ruta))

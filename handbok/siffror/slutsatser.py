"""What a reader can conclude from: every relation that the tables declare, between cells of which some are unknown.

A relation that cannot be expressed exactly is said to be unchecked; it is never left out in silence.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from handbok import formler
from handbok.modell import Handbok, InteKontrollerat, Kolumn, Tabell
from handbok.siffror import relationer
from handbok.siffror.andelar import andelar, rest
from handbok.siffror.kunskap import ANTAL, Blick, Fraga, Grans, Klausul, Kunskap, Olikhet, avrundat, doljer, visst
from handbok.siffror.linjer import ETT, Kvot, Linje, Okand, Olinjart, som_kvot, summa
from handbok.siffror.relationer import Ruta

# A table of more cells is none that people read; to judge it would take more memory than there is.
FLEST_CELLER = 20_000
Del = Klausul | Fraga | InteKontrollerat


def vad_lasaren_vet(handbok: Handbok, valbara: Mapping[Okand, Fraction] | None = None) -> Kunskap:
    """What follows from the tables as they stand, with `valbara` (see `Blick`) taken as unknown."""
    granser: dict[Okand, Grans] = {}
    tabeller = _berorda(handbok)
    blickar = {t.fil: Blick(t, valbara or {}, granser) for t in tabeller}
    delar = [d for t in tabeller for d in _i_tabell(handbok, blickar, blickar[t.fil])]
    klausuler = tuple(d for d in delar if isinstance(d, Klausul))
    fragor = [d for d in delar if isinstance(d, Fraga)]
    # A hidden share whose base is unknown too is asked for by its parts, and binds nothing.
    fria = {f.ruta for f in fragor if f.decimaler is not None}
    bundna = {o for k in klausuler for a in k.alternativ for o in a.linje.delar} & fria
    oprovat = [d for d in delar if isinstance(d, InteKontrollerat)]
    varfor = "Andelen ingår i fler samband."
    oprovat += [_om_talet(handbok.tabell_per_namn[o[:2]], o[2:], varfor) for o in sorted(bundna)]
    fragor = [f for f in fragor if f.decimaler is not None or f.ruta not in fria]
    return Kunskap(granser, klausuler, tuple(fragor), tuple(oprovat))


def _om_talet(tabell: Tabell, ruta: Ruta, varfor: str) -> InteKontrollerat:
    return InteKontrollerat(tabell.fil, f"om det skyddade talet i {ruta[0]}, {ruta[1]} kan räknas fram", varfor)


def _berorda(handbok: Handbok) -> list[Tabell]:
    """Tables with numbers to protect, and all that are bound to them by equal cells, however far."""
    kvar, funna = [t.fil for t in handbok.tabeller if doljer(t)], set[str]()
    if not kvar:
        return []
    grannar: dict[str, set[str]] = {t.fil: set() for t in handbok.tabeller}
    for tabell in handbok.tabeller:
        for par in relationer.lika(tabell, handbok):
            if par.annan is not None:
                grannar[tabell.fil].add(par.annan.fil)
                grannar[par.annan.fil].add(tabell.fil)
    while kvar:
        fil = kvar.pop()
        if fil not in funna:
            funna.add(fil)
            kvar += grannar[fil]
    return [t for t in handbok.tabeller if t.fil in funna]


def _i_tabell(handbok: Handbok, blickar: Mapping[str, Blick], blick: Blick) -> Iterator[Del]:
    """Everything that one table says, and the numbers it protects."""
    tabell = blick.tabell
    if len(tabell.rader) * len(tabell.kolumner) > FLEST_CELLER:
        varfor = f"Tabellen har fler än {FLEST_CELLER} tal."
        yield InteKontrollerat(tabell.fil, "om skyddade tal kan räknas fram ur tabellen", varfor)
        return
    if blick.doljer:
        yield from _skyddade(blick)
        yield from andelar(blick, _prova)
    for total, delar in relationer.summor(tabell):
        vad = f"summan i {total[0]}, {total[1]}"
        yield from _prova(blick, vad, [total, *delar], lambda t=total, d=delar: _summa(blick, t, d))  # type: ignore[misc]
    for h in relationer.helheter(tabell):
        yield from _prova(blick, f"andelarna i {h.rad or h.kolumn}", h.delar, lambda h=h: _helhet(blick, h))  # type: ignore[misc]
    for k in relationer.kontroller(tabell):
        rutor = [(r.rad or k.ruta[0], r.kolumn) for r in formler.refs(k.villkor)]
        yield from _prova(blick, f"{k.text} i {k.ruta[0]}", rutor, lambda k=k: _kontroll(blick, k))  # type: ignore[misc]
    for led in relationer.mellan(tabell):
        vad = f"att {led[0][0]}, {led[0][1]} ligger mellan grupperna"
        yield from _prova(blick, vad, led, lambda x=led: _mellan(blick, x))  # type: ignore[misc]
    for kolumn, uttryck in relationer.formelkolumner(tabell):
        for rad in tabell.rader:
            rutor = [(rad, kolumn.namn), *((rad, r.kolumn) for r in formler.refs(uttryck))]
            bygg = lambda r=(rad, kolumn.namn), k=kolumn, u=uttryck: _formel(blick, r, k, u)  # noqa: E731
            yield from _prova(blick, f"formeln i {rad}, {kolumn.namn}", rutor, bygg, alltid=blick.doljer)
    for par in relationer.lika(tabell, handbok):
        yield from _lika(blickar, blick, par)


def _prova(
    blick: Blick, vad: str, rutor: Iterable[Ruta], bygg: Callable[[], Iterable[Del]], *, alltid: bool = False
) -> list[Del]:
    """A relation of which some cell is unknown; or that it cannot be expressed. `alltid`: also where all are known."""
    alla = list(rutor)
    har_okand = any(map(blick.ar_okand, alla))
    if not har_okand and not alltid:
        return []
    utan_tal = next((r for r in alla if not blick.gar_att_rakna(r)), None)
    if utan_tal is not None:
        varfor = f'Ett tal saknas: "{blick.cell(utan_tal).text}" i {utan_tal[0]}, {utan_tal[1]}.'
    else:
        try:
            return list(bygg())
        except Olinjart:
            varfor = "Sambandet är för sammansatt för att prövas exakt."
        except ZeroDivisionError:
            varfor = "Det går inte att dela med noll."
    if not har_okand or not blick.doljer:
        return []
    return [InteKontrollerat(blick.tabell.fil, f"vad {vad} säger om skyddade tal", varfor)]


def _skyddade(blick: Blick) -> Iterator[Del]:
    """Every cell whose number is protected."""
    for rad, celler in blick.tabell.rader.items():
        for kolumn, cell in celler.items():
            ruta, ar_antal = (rad, kolumn), cell.enhet in ANTAL
            if cell.kod == ".." and not blick.gar_att_rakna(ruta):
                yield _om_talet(blick.tabell, ruta, "Kolumnen har negativa tal.")
            elif cell.kod == "..":
                yield Fraga(blick.namn(ruta), Kvot(blick.linje(ruta)), blick.troskel, fast=True, smatt=ar_antal)
            elif blick.ar_avrundad(cell) and cell.tal is not None and cell.tal <= blick.troskel:
                yield Fraga(blick.namn(ruta), Kvot(blick.linje(ruta)), blick.troskel, smatt=True)


def _summa(blick: Blick, total: Ruta, delar: list[Ruta]) -> Iterator[Del]:
    yield from visst("=", summa(map(blick.linje, delar)) - blick.linje(total))


def _helhet(blick: Blick, h: relationer.Helhet) -> Iterator[Del]:
    avvik = summa(map(blick.linje, h.delar)) - Linje(Fraction(h.helhet))
    yield from visst("<=", avvik + Linje(Fraction(-h.tolerans)))
    yield from visst(">=", avvik + Linje(Fraction(h.tolerans)))


def _kontroll(blick: Blick, k: relationer.Kontrollerad) -> Iterator[Del]:
    def hamta(ref: formler.Ref) -> Linje:
        return blick.linje((ref.rad or k.ruta[0], ref.kolumn))

    skillnad = som_kvot(formler.Rakning("-", k.villkor.vanster, k.villkor.hoger), hamta)
    yield from visst(k.villkor.tecken, skillnad.taljare)  # its divisor is positive


def _mellan(blick: Blick, led: list[Ruta]) -> Iterator[Del]:
    totalt, *delar = map(blick.linje, led)
    for tecken in ("<=", ">="):
        alternativ = tuple(Olikhet(d - totalt, tecken) for d in delar)
        if not any(not a.linje.delar and formler.JAMFOR[tecken](a.linje.tal, Fraction(0)) for a in alternativ):
            yield Klausul(alternativ)


def _formel(blick: Blick, ruta: Ruta, kolumn: Kolumn, uttryck: formler.Uttryck) -> Iterator[Del]:
    """The printed value is the formula's, rounded half up; and how many a share leaves out."""
    if blick.doljer:
        yield from rest(blick, ruta, uttryck)
    svar, cell = som_kvot(uttryck, lambda r: blick.linje((ruta[0], r.kolumn))), blick.cell(ruta)
    decimaler = blick.decimaler(kolumn, cell)
    if cell.tal is not None and not blick.ar_avrundad(cell):
        yield from avrundat(svar, Fraction(cell.tal), decimaler, blick.om_synlig(ruta))
    elif svar.namnare == ETT:
        halv, egen = Linje(Fraction(1, 2 * 10**decimaler)), blick.linje(ruta)
        yield from visst(">=", svar.taljare - egen + halv)
        yield from visst("<", svar.taljare - egen - halv)
    elif blick.doljer:
        yield Fraga(blick.namn(ruta), svar, blick.troskel, fast=True, decimaler=decimaler)


def _lika(blickar: Mapping[str, Blick], blick: Blick, par: relationer.Lika) -> Iterator[Del]:
    if par.annan is None:
        if blick.doljer:
            vad = f"om {par.har[0]}, {par.har[1]} kan räknas fram ur {par.fil}"
            yield InteKontrollerat(blick.tabell.fil, vad, f"{par.fil} har fel som måste rättas först.")
        return
    annan = blickar[par.annan.fil]
    if par.reviderad and annan.ar_okand(par.dar) and blick.ar_okand(par.har):
        return  # two hidden numbers, of which it is known that they may differ
    if annan.gar_att_rakna(par.dar):
        vad = f"att {par.har[0]}, {par.har[1]} är lika i {par.annan.id}"
        yield from _prova(
            blick, vad, [par.har], lambda: visst("=", blick.linje(par.har) - annan.linje(par.dar)),
            alltid=annan.ar_okand(par.dar),
        )  # fmt: skip

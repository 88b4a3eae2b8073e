"""Disclosure control: what of the protected numbers a reader can work out. Exact; the build only audits.

Unknowns that no relation binds together are judged apart. A number is safe when the solver shows two tables that agree
with everything published and differ in it, and one where it is not small (Fellegi, Journal of the American Statistical
Association 1972; Gusfield, SIAM Journal on Computing 1988, for tables with margins alone).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from handbok.modell import Handbok, InteKontrollerat, Tabell
from handbok.siffror.kunskap import ANTAL, Fraga, Klausul, Kunskap, Olikhet, beslut, skyddas
from handbok.siffror.linjer import Linje, Okand
from handbok.siffror.slutsatser import vad_lasaren_vet

if TYPE_CHECKING:
    from handbok.siffror.losare import Losare

# As many numbers bound together as are judged, and the solver's work for all of a handbook (some ten seconds).
FLEST_OKANDA = 500
STEG = 5_000_000
Slag = Literal["fast", "smått"]


@dataclass(frozen=True, slots=True)
class Rojt:
    """A protected number that can be worked out exactly (`fast`), or is seen to be below the threshold (`smått`)."""

    fraga: Fraga
    slag: Slag
    # The quotient's only value, where it has one.
    varde: Fraction | None


Utfall = Rojt | InteKontrollerat


def lasbara(tabell: Tabell) -> Iterator[tuple[str, str]]:
    """Counts from 1 to below the threshold that stand in a table with a decision to protect them."""
    if skyddas(tabell):
        troskel = beslut(tabell)[1]
        for rad, celler in tabell.rader.items():
            for kolumn, cell in celler.items():
                if cell.enhet in ANTAL and cell.tal is not None and 0 < cell.tal < troskel:
                    yield rad, kolumn


def granska(handbok: Handbok) -> Iterator[Utfall]:
    """Everything in the handbook's tables that a reader can work out, and what could not be judged."""
    kunskap = vad_lasaren_vet(handbok)
    yield from kunskap.oprovat
    att_losa: list[Kunskap] = []
    for grupp in grupper(kunskap):
        if not grupp.granser:
            yield from (Rojt(f, "smått", f.kvot.taljare.tal) for f in grupp.fragor if _ar_smatt(f, {}))
        elif len(grupp.granser) > FLEST_OKANDA:
            yield from _oprovade(handbok, grupp, f"Fler än {FLEST_OKANDA} skyddade tal hänger ihop.")
        elif grupp.klausuler or any(g.hogst is not None for g in grupp.granser.values()):
            att_losa.append(grupp)  # of the others nothing is known
    steg = STEG
    for lagom in _tillsammans(att_losa):
        utfall, anvant = _granska(handbok, lagom, steg)
        steg -= anvant
        yield from utfall


def _tillsammans(alla: list[Kunskap]) -> Iterator[list[Kunskap]]:
    """Groups judged by one solver: to start it costs more than most groups do."""
    lagom: list[Kunskap] = []
    for grupp in alla:
        if lagom and sum(len(g.granser) for g in (*lagom, grupp)) > FLEST_OKANDA:
            yield lagom
            lagom = []
        lagom.append(grupp)
    if lagom:
        yield lagom


def _granska(handbok: Handbok, lagom: list[Kunskap], steg: int) -> tuple[list[Utfall], int]:
    """What follows in some groups, and the work it took to know."""
    from handbok.siffror.losare import ForSvart, Losare

    granser = {o: g for grupp in lagom for o, g in grupp.granser.items()}
    losare = Losare(granser, [k for grupp in lagom for k in grupp.klausuler], steg)
    utfall: list[Utfall] = []
    try:
        forsta = losare.varden()
        if forsta is None and len(lagom) > 1:  # one group is impossible: the others are judged without it
            anvant = losare.forbrukat
            for del_ in (lagom[: len(lagom) // 2], lagom[len(lagom) // 2 :]):
                svar, mer = _granska(handbok, del_, steg - anvant)
                utfall, anvant = utfall + svar, anvant + mer
            return utfall, anvant
        if forsta is None:
            varfor = "De synliga talen går inte ihop. Är ett dolt tal noll, visa det."
            utfall, anvant = _var_for_sig(handbok, lagom[0], steg, losare.forbrukat)
            return [*utfall, *_oprovade(handbok, lagom[0], varfor)], anvant
        for fraga in (f for grupp in lagom for f in grupp.fragor):
            utfall += _prova(losare, fraga, forsta)
    except ForSvart:
        for grupp in lagom:
            utfall += _oprovade(handbok, grupp, "Sambanden är för många för att prövas exakt.")
    return utfall, losare.forbrukat


def _var_for_sig(handbok: Handbok, grupp: Kunskap, steg: int, anvant: int) -> tuple[list[Utfall], int]:
    """What a reader can work out of conditions that contradict each other: what those on the same unknowns give away
    without the others, and where these contradict each other, what each does alone."""
    per_okanda: dict[frozenset[Okand], list[Klausul]] = {}
    for k in grupp.klausuler:
        per_okanda.setdefault(frozenset(_okanda(k)), []).append(k)
    delar = [*per_okanda.items()] if len(per_okanda) > 1 else [(o, [k]) for o, alla in per_okanda.items() for k in alla]
    rojda: dict[tuple[Okand, str], Utfall] = {}
    for okanda, klausuler in delar if len(delar) > 1 else ():
        fragor = tuple(f for f in grupp.fragor if okanda.issuperset((*f.kvot.taljare.delar, *f.kvot.namnare.delar)))
        if fragor:
            del_ = Kunskap({o: grupp.granser[o] for o in okanda}, tuple(klausuler), fragor, ())
            svar, mer = _granska(handbok, [del_], steg - anvant)
            anvant += mer
            rojda |= {(u.fraga.ruta, u.fraga.slag): u for u in svar if isinstance(u, Rojt)}
    return list(rojda.values()), anvant


def _oprovade(handbok: Handbok, grupp: Kunskap, varfor: str) -> Iterator[InteKontrollerat]:
    for period, id_ in sorted({f.ruta[:2] for f in grupp.fragor}):
        yield InteKontrollerat(handbok.tabell_per_namn[period, id_].fil, "om skyddade tal kan räknas fram", varfor)


def _prova(losare: "Losare", fraga: Fraga, mojliga: Mapping[Okand, int]) -> Iterator[Rojt]:
    """What follows of one number. `mojliga` are numbers that agree with everything published."""
    if fraga.smatt:
        alltid_smatt = _ar_smatt(fraga, mojliga) and not losare.gar(inte_smatt(fraga))
        if not alltid_smatt and (not fraga.fast or _ar_smatt(fraga, mojliga)):
            return  # it can be small, and it can be something else
    else:
        alltid_smatt = False
    varde = _visat(fraga, mojliga)
    ar_fast = not losare.gar(annat_an(fraga, varde))
    if fraga.fast and ar_fast:
        yield Rojt(fraga, "fast", varde)
    elif alltid_smatt:
        yield Rojt(fraga, "smått", varde if ar_fast else None)


def _visat(fraga: Fraga, varden: Mapping[Okand, int]) -> Fraction:
    """The number as it would be printed where the unknowns have these values."""
    exakt = fraga.kvot.taljare.varde(varden) / (fraga.kvot.namnare.varde(varden) or 1)
    if fraga.decimaler is None:
        return exakt
    skala = 10**fraga.decimaler
    return Fraction((exakt * skala + Fraction(1, 2)).__floor__(), skala)


def annat_an(fraga: Fraga, varde: Fraction) -> list[Olikhet]:
    """Conditions of which one holds where the number is printed as another than `varde`."""
    halv = Fraction(1, 2 * 10**fraga.decimaler) if fraga.decimaler is not None else Fraction(0)
    taljare, namnare = fraga.kvot.taljare, fraga.kvot.namnare
    under, over = (taljare - namnare.ganger(varde + h) for h in (-halv, halv))
    return [Olikhet(under, "<"), Olikhet(over, ">" if fraga.decimaler is None else ">=")]


def inte_smatt(fraga: Fraga) -> list[Olikhet]:
    """Conditions of which one holds where the number is no small one."""
    linje = fraga.kvot.taljare
    return [Olikhet(linje + Linje(Fraction(-fraga.troskel)), ">="), Olikhet(linje, "<=")]


def _ar_smatt(fraga: Fraga, varden: Mapping[Okand, int]) -> bool:
    return fraga.smatt and 0 < fraga.kvot.taljare.varde(varden) < fraga.troskel


def grupper(kunskap: Kunskap) -> Iterator[Kunskap]:
    """The unknowns in groups that no condition and no question binds together, in the order they were met."""
    rot = {o: o for o in kunskap.granser}

    def hitta(o: Okand) -> Okand:
        while rot[o] != o:
            rot[o] = o = rot[rot[o]]
        return o

    klausuler = [(k, _okanda(k)) for k in kunskap.klausuler]
    fragor = [(f, [*f.kvot.taljare.delar, *f.kvot.namnare.delar]) for f in kunskap.fragor]
    for _, okanda in (*klausuler, *fragor):
        for o in okanda[1:]:
            rot[hitta(o)] = hitta(okanda[0])
    medlemmar: dict[Okand | None, list[Okand]] = {}
    for o in kunskap.granser:
        medlemmar.setdefault(hitta(o), []).append(o)
    egna: dict[Okand | None, tuple[list[Klausul], list[Fraga]]] = {}
    for k, okanda in klausuler:
        egna.setdefault(hitta(okanda[0]), ([], []))[0].append(k)
    for f, okanda in fragor:
        egna.setdefault(hitta(okanda[0]) if okanda else None, ([], []))[1].append(f)
    for grupp, (dess_klausuler, dess_fragor) in egna.items():
        if dess_fragor:
            granser = {o: kunskap.granser[o] for o in medlemmar.get(grupp, ())}
            yield Kunskap(granser, tuple(dess_klausuler), tuple(dess_fragor), ())


def _okanda(klausul: Klausul) -> list[Okand]:
    return [o for olikhet in klausul.alternativ for o in olikhet.linje.delar]

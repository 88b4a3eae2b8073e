"""Which cells to hide so that no protected number can be worked out.

First every count from 1 to below the threshold; then, for one number at a time that can still be worked out, the
fewest further cells that give it another possible value (the sub-problem of Fischetti & Salazar González, Management
Science 2001); last, what turned out not to be needed is shown again. Few cells, not proven the fewest.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from handbok.modell import Handbok, InteKontrollerat, Tabell
from handbok.siffror.kunskap import Fraga, Kunskap, okand
from handbok.siffror.relationer import Ruta
from handbok.siffror.rojande import FLEST_OKANDA, STEG, Rojt, annat_an, granska, grupper, inte_smatt, lasbara
from handbok.siffror.slutsatser import vad_lasaren_vet

SKYDDAD = ".."


class KanInteSkyddas(Exception):
    """No choice of cells protects the table, or none could be found; the message says why."""


@dataclass(frozen=True, slots=True)
class Skydd:
    """The cells to hide: those that are small, and those that would give them away."""

    sma: frozenset[Ruta]
    ovriga: frozenset[Ruta]

    @property
    def alla(self) -> frozenset[Ruta]:
        """Every cell to hide."""
        return self.sma | self.ovriga


def maskerad(tabell: Tabell, dolda: Iterable[Ruta]) -> Tabell:
    """The table with these cells protected."""
    gomda = frozenset(dolda)
    return replace(tabell, rader={
        rad: {k: replace(c, text=SKYDDAD, tal=None, kod=SKYDDAD) if (rad, k) in gomda else c for k, c in celler.items()}
        for rad, celler in tabell.rader.items()
    })  # fmt: skip


def med_tabell(handbok: Handbok, tabell: Tabell) -> Handbok:
    """The handbook with this table in place of the one of its name."""
    ovriga = [t for t in handbok.tabeller if (t.periodnamn, t.id) != (tabell.periodnamn, tabell.id)]
    return replace(handbok, tabeller=tuple(sorted([*ovriga, tabell], key=lambda t: t.fil)))


def skydda(handbok: Handbok, tabell: Tabell) -> Skydd:
    """What to hide in an unprotected table of the handbook.

    Raises:
        KanInteSkyddas: hiding everything is not enough, or the table could not be judged.
    """
    sma = frozenset(lasbara(tabell))
    allt = maskerad(tabell, [(r, k) for r, celler in tabell.rader.items() for k, c in celler.items() if c.tal])
    fore = {u.fraga.ruta for u in granska(med_tabell(handbok, allt)) if isinstance(u, Rojt)}
    dolda = set(sma)

    def rojda(dolda: set[Ruta]) -> list[Rojt]:
        """What the table gives away, in itself or of others."""
        return [r for r in _rojda(handbok, tabell, dolda) if _ar_egen(r, tabell) or r.fraga.ruta not in fore]

    while funna := rojda(dolda):
        dolda |= _fler(handbok, tabell, dolda, funna[0])
    dyrast = sorted(dolda - sma, key=lambda ruta: (-(tabell.rader[ruta[0]][ruta[1]].tal or 0), ruta))
    for ruta in dyrast:
        if not rojda(dolda - {ruta}):
            dolda.discard(ruta)
    return Skydd(sma, frozenset(dolda - sma))


def _ar_egen(rojt: Rojt, tabell: Tabell) -> bool:
    return rojt.fraga.ruta[:2] == (tabell.periodnamn, tabell.id)


def _rojda(handbok: Handbok, tabell: Tabell, dolda: Iterable[Ruta]) -> list[Rojt]:
    """What can be worked out with these cells hidden. Raises KanInteSkyddas where that is not known."""
    utfall = list(granska(med_tabell(handbok, maskerad(tabell, dolda))))
    for u in utfall:
        if isinstance(u, InteKontrollerat) and u.fil == tabell.fil:
            raise KanInteSkyddas(f"Det går inte att pröva {u.vad}. {u.varfor}")
    return [u for u in utfall if isinstance(u, Rojt)]


def _fler(handbok: Handbok, tabell: Tabell, dolda: set[Ruta], rojt: Rojt) -> set[Ruta]:
    """The cells to hide beside those hidden so that this number cannot be worked out."""
    from handbok.siffror.losare import ForSvart, Losare

    valbara = {
        okand(tabell, r, k): Fraction(c.tal)
        for r, celler in tabell.rader.items() for k, c in celler.items()
        if c.enhet != "text" and c.tal is not None and c.tal > 0 and (r, k) not in dolda
    }  # fmt: skip
    kunskap = vad_lasaren_vet(med_tabell(handbok, maskerad(tabell, dolda)), valbara)
    grupp = _grupp(kunskap, rojt)
    fraga = next(f for f in grupp.fragor if _samma(f, rojt))
    namnda = {*grupp.granser, *(k.om_synlig for k in grupp.klausuler)}
    tal = {o: int(v / grupp.granser[o].steg) if o in grupp.granser else 0 for o, v in valbara.items() if o in namnda}
    if fraga.smatt and (rojt.slag == "smått" or rojt.varde is None or rojt.varde < fraga.troskel):
        annat = inte_smatt(fraga)
    else:
        annat = annat_an(fraga, rojt.varde or Fraction(0))
    losare = Losare(grupp.granser, grupp.klausuler, STEG, tal)
    try:
        valda = losare.billigast(annat, {o: int(valbara[o]) + 1 for o in tal})
    except ForSvart:
        raise KanInteSkyddas("Tabellen är för stor för att skyddas automatiskt. Dela den i flera.") from None
    if not valda:
        rad, kolumn = rojt.fraga.ruta[2:]
        raise KanInteSkyddas(
            f"Talet i {rad}, {kolumn} kan räknas fram vad som än döljs i den här tabellen. "
            "Slå ihop kategorier, eller ta bort raden eller kolumnen."
        )
    return {(o[2], o[3]) for o in valda}


def _samma(fraga: Fraga, rojt: Rojt) -> bool:
    return (fraga.ruta, fraga.slag) == (rojt.fraga.ruta, rojt.fraga.slag)


def _grupp(kunskap: Kunskap, rojt: Rojt) -> Kunskap:
    """The unknowns bound together with the number."""
    for grupp in grupper(kunskap):
        if any(_samma(f, rojt) for f in grupp.fragor):
            if len(grupp.granser) > FLEST_OKANDA:
                raise KanInteSkyddas("Tabellen är för stor för att skyddas automatiskt. Dela den i flera.")
            return grupp
    raise KanInteSkyddas("Sambanden är för sammansatta för att prövas exakt.")

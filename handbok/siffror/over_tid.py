"""A measure in two periods: may they be compared, and is the new value only last year's left standing?"""

from collections.abc import Iterator, Sequence
from datetime import date

from handbok import perioder
from handbok.modell import Handbok, Tabell, Tabellcell
from handbok.siffror.relationer import Ruta, i_serien, per_period
from handbok.svenska import avrunda

Stalle = tuple[Tabell, str, str]
# When in its table's period, and row and column; one of these is empty where its name is that of the period.
Nyckel = tuple[object, str, str]


def hinder(tabeller: Sequence[Tabell], fore: Stalle, efter: Stalle) -> list[str]:
    """Why two values cannot be compared as they stand: periods of different length, breaks between them that any of
    `tabeller` declares, and a change that may be nothing but rounding."""
    tider = [tid(*s) for s in (fore, efter)]
    svar = [f"Perioden {namn} går inte att tolka." for namn, dagar in tider if dagar is None]
    langder = {perioder.langd(*dagar) for _, dagar in tider if dagar}
    if len(langder) > 1:
        svar.append(f"Perioderna är olika långa: {tider[0][0]} och {tider[1][0]}.")
    (_, forst), (_, sist) = tider
    if forst and sist:
        svar += list(dict.fromkeys(_brott(tabeller, fore, efter, forst[0], sist[1])))
    a, b = (tabell.rader[rad][kolumn] for tabell, rad, kolumn in (fore, efter))
    if _kan_vara_avrundning(a, b):
        svar.append(f"{a.text} och {b.text} har olika många decimaler. Skillnaden kan vara avrundning.")
    return svar


def _kan_vara_avrundning(a: Tabellcell, b: Tabellcell) -> bool:
    """Whether two numbers differ, but not where both are written as coarsely as the coarser."""
    if a.tal is None or b.tal is None or a.tal == b.tal:
        return False
    grovst = min(a.decimaler, b.decimaler)
    return avrunda(a.tal, grovst) == avrunda(b.tal, grovst)


def tid(tabell: Tabell, rad: str, kolumn: str) -> tuple[str, tuple[date, date] | None]:
    """The period a cell is of, by name and days: its column's, its row's, else its table's."""
    periodkolumn = tabell.relationer.get("periodkolumn", "")
    namn = tabell.periodkolumner.get(kolumn) or tabell.periodrader.get(rad)
    if not namn and periodkolumn in tabell.rader[rad]:
        namn = tabell.rader[rad][periodkolumn].text
    if namn:
        return namn, perioder.granser(namn) if perioder.NAMN.fullmatch(namn) else None
    if tabell.fran and tabell.till:
        return perioder.namnge(tabell.fran, tabell.till), (tabell.fran, tabell.till)
    return tabell.periodnamn, perioder.granser(tabell.periodnamn)


def _brott(tabeller: Sequence[Tabell], fore: Stalle, efter: Stalle, tidigast: date, senast: date) -> Iterator[str]:
    """The declared breaks after the first day of the one period and not after the last of the other, in any table of
    the series."""
    serier = {t.relationer.get("serie") for t, _, _ in (fore, efter)} - {None}
    for tabell in tabeller:
        if tabell not in (fore[0], efter[0]) and tabell.relationer.get("serie") not in serier:
            continue
        for brott in tabell.relationer.get("seriebrott", ()):
            dagar = perioder.granser(brott["period"])
            galler = all(brott.get("rad", r) == r and brott.get("kolumn", k) == k for _, r, k in (efter,))
            if galler and dagar and tidigast < dagar[0] <= senast:
                yield f"Serien har ett brott från {brott['period']}: {brott['skäl'].rstrip('.')}."


def upprepade(tabell: Tabell, handbok: Handbok) -> Iterator[tuple[Ruta, Tabell]]:
    """Cells whose value is that of the same measure in the series' period before, and that table. A zero that stays
    zero is no question; nor is an old value that is printed once more."""
    for forra in i_serien(tabell, handbok)[:1]:
        fore = {nyckel: ruta for ruta, nycklar in _egna(forra) for nyckel in nycklar}
        # Where neither table names its columns or rows after periods, another name is another measure.
        flest = None if any(t.periodkolumner or t.periodrader for t in (tabell, forra)) else 1
        for ruta, nycklar in _egna(tabell):
            stalle = next((fore[n] for n in nycklar[:flest] if n in fore), None)
            cell = tabell.rader[ruta[0]][ruta[1]]
            if stalle and cell.tal and cell.tal == forra.rader[stalle[0]][stalle[1]].tal:
                yield ruta, forra


def _egna(tabell: Tabell) -> Iterator[tuple[Ruta, list[Nyckel]]]:
    """The cells that are of the table's own period, and what the same measure is called in any other period."""
    hela = perioder.granser(tabell.periodnamn)
    for ruta, period, nycklar in per_period(tabell):
        dagar = perioder.granser(period) if perioder.NAMN.fullmatch(period) else None
        if hela and dagar and hela[0] <= dagar[0] and dagar[1] <= hela[1]:
            nar = perioder.manader_mellan(hela[0], dagar[0]), perioder.langd(*dagar)
            yield ruta, [(nar, rad, kolumn) for _, rad, kolumn in nycklar]

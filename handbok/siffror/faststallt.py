"""The figures of an adopted report: what is stated today against what was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from handbok.inlasning.tabeller import tolka
from handbok.modell import Tabell, Tabellcell
from handbok.siffror.exakta import skriv
from handbok.siffror.relationer import ar_reviderad, per_period


@dataclass(frozen=True, slots=True)
class Andrad:
    """A published cell that states something else today (`nu`), or that is gone (None); a whole row or column is gone
    where the other name is None."""

    rad: str | None
    kolumn: str | None
    da: str
    nu: str | None


def andrade(tabell: Tabell, fore: tuple[tuple[str, ...], ...]) -> Iterator[Andrad]:
    """Every published figure that has changed without a `reviderad` that gives the reason."""
    if not fore:
        return
    (_, *kolumner), *rader = fore
    finns = [k.namn for k in tabell.kolumner]
    utan_namn = ar_reviderad(tabell, tabell.periodnamn, ("", ""))
    if not utan_namn:
        yield from (Andrad(None, k, "", None) for k in kolumner if k not in finns)
        yield from (Andrad(falt[0], None, "", None) for falt in rader if falt[0] not in tabell.rader)
    egna = {ruta: period for ruta, period, _ in per_period(tabell)}
    for falt in rader:
        for kolumn, da in zip(kolumner, falt[1:], strict=False):
            cell = tabell.rader.get(falt[0], {}).get(kolumn)
            if cell is None or cell.enhet == "text" or _lika(cell, da):
                continue
            ruta = falt[0], kolumn
            perioder = {tabell.periodnamn, egna.get(ruta, tabell.periodnamn)}
            if not any(ar_reviderad(tabell, p, ruta) for p in perioder):
                yield Andrad(*ruta, _skriv(da, cell.enhet), _skriv(cell.text, cell.enhet))


def _lika(cell: Tabellcell, da: str) -> bool:
    """Whether a cell states what was published, however it is written; 5 and 5,0 are one value."""
    varde = tolka(da, cell.enhet)
    return varde == (cell.tal if cell.tal is not None else cell.kod)


def _skriv(text: str, enhet: str) -> str:
    varde = tolka(text, enhet)
    return skriv(varde) if isinstance(varde, Decimal) else text

"""What the reconciliation would notice: which cells stand in an equality, only in an inequality, or in nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from handbok import perioder
from handbok.modell import Handbok, Tabell, Tabellcell
from handbok.siffror.avstamning import UtanTal, varden
from handbok.siffror.exakta import summera
from handbok.siffror.relationer import Ruta
from handbok.siffror.samband import Samband, samband

Skydd = Literal["likhet", "olikhet", "inget"]


@dataclass(frozen=True, slots=True)
class Tabelltackning:
    """The cells of a table that hold a number, in printed order, by what would notice a slip in them.

    likhet: every slip of one in the last decimal, and every two digits swapped, breaks a relation.
    olikhet: the cell stands in some relation, but such a slip may pass. inget: it stands in none that can be judged.
    """

    tabell: Tabell
    celler: dict[Skydd, tuple[Ruta, ...]]


def tackning(handbok: Handbok) -> tuple[Tabelltackning, ...]:
    """Every table's cells, by period and name."""
    skydd: dict[tuple[str, Ruta], Skydd] = {}
    for tabell in handbok.tabeller:
        for s in samband(tabell, handbok):
            for fil, ruta, marks in _skyddar(s):
                if marks or skydd.get((fil, ruta)) != "likhet":
                    skydd[fil, ruta] = "likhet" if marks else "olikhet"
    ordnade = sorted(handbok.tabeller, key=lambda t: (perioder.slut(t.periodnamn), t.periodnamn, t.id))
    return tuple(_tabell(t, skydd) for t in ordnade)


def _tabell(tabell: Tabell, skydd: dict[tuple[str, Ruta], Skydd]) -> Tabelltackning:
    celler: dict[Skydd, list[Ruta]] = {"likhet": [], "olikhet": [], "inget": []}
    for rad, raden in tabell.rader.items():
        for kolumn, cell in raden.items():
            if cell.tal is not None:
                celler[skydd.get((tabell.fil, (rad, kolumn)), "inget")].append((rad, kolumn))
    return Tabelltackning(tabell, {s: tuple(rutor) for s, rutor in celler.items()})


def _skyddar(s: Samband) -> Iterator[tuple[str, Ruta, bool]]:
    """Each cell of a relation that can be judged, and whether every slip in it would be noticed."""
    try:
        nu = varden(s)
        utfall = s.prova(nu)
    except (UtanTal, ZeroDivisionError):
        return
    platser: dict[tuple[str, Ruta], list[int]] = {}
    for i, (tabell, ruta) in enumerate(s.celler):
        platser.setdefault((tabell.fil, ruta), []).append(i)

    def marks(tal: Decimal, var: list[int]) -> bool:
        try:
            return s.prova([tal if i in var else varde for i, varde in enumerate(nu)]) != utfall
        except ZeroDivisionError:
            return False

    for (fil, ruta), var in platser.items():
        tabell, _ = s.celler[var[0]]
        if s.slag == "exakt" and len(var) == 1:
            yield fil, ruta, True
        else:
            fel = felskrivna(tabell.rader[ruta[0]][ruta[1]]) if s.slag != "olikhet" else ()
            provade = [marks(tal, var) for tal in fel]
            yield fil, ruta, bool(provade) and all(provade)


def felskrivna(cell: Tabellcell) -> Iterator[Decimal]:
    """What a number becomes by a slip: one more or less in its last decimal, or two of its digits swapped."""
    if cell.tal is None:
        return
    tecken, siffror, _ = cell.tal.as_tuple()
    steg = Decimal((0, (1,), -cell.decimaler))
    yield from (summera((cell.tal, steg)), summera((cell.tal, -steg)))
    for i, j in combinations(range(len(siffror)), 2):
        if siffror[i] != siffror[j]:
            bytta = list(siffror)
            bytta[i], bytta[j] = siffror[j], siffror[i]
            yield Decimal((tecken, tuple(bytta), -cell.decimaler))

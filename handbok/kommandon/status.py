"""`handbok status`: figures about the handbook itself. A part is a function in DELAR and has an option of its own."""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbok.kommandon import idag, las
from handbok.kontroller import kor
from handbok.lagesbild import lagesbild
from handbok.modell import Handbok
from handbok.rapport.laget import som_rader, som_varden
from handbok.rapport.text import utan_styrtecken
from handbok.siffror.relationer import Ruta
from handbok.siffror.tackning import Skydd, Tabelltackning, tackning
from handbok.svenska import antal, datum

_RUBRIKER: Mapping[Skydd, str] = {"olikhet": "Bara i en olikhet eller avrundning", "inget": "I inget samband"}


@dataclass(frozen=True, slots=True)
class Del:
    """One part of the status: values for JSON, and lines for people."""

    varden: Mapping[str, Any]
    rader: tuple[str, ...]


def siffror(handbok: Handbok) -> Del:
    """Which cells of the tables the reconciliation would notice a slip in."""
    alla = tackning(handbok)
    totalt = {skydd: sum(len(t.celler[skydd]) for t in alla) for skydd in ("likhet", "olikhet", "inget")}
    varden = {"totalt": _antal(totalt), "tabeller": [_tabell(t) for t in alla]}
    return Del(varden, tuple(_rader(alla, totalt)))


def _antal(per_skydd: Mapping[Any, int]) -> dict[str, int]:
    return {"celler": sum(per_skydd.values()), **per_skydd}


def _tabell(t: Tabelltackning) -> dict[str, Any]:
    celler = {skydd: [{"rad": rad, "kolumn": kolumn} for rad, kolumn in rutor] for skydd, rutor in t.celler.items()}
    return {
        "fil": t.tabell.fil, "tabell": t.tabell.id, "period": t.tabell.periodnamn,
        "antal": _antal({skydd: len(rutor) for skydd, rutor in t.celler.items()}), "celler": celler,
    }  # fmt: skip


def _rader(alla: Iterable[Tabelltackning], totalt: Mapping[Any, int]) -> Iterator[str]:
    yield f"Siffror: {antal(sum(totalt.values()), 'cell med tal', 'celler med tal')}."
    yield f"  {totalt['likhet']} står i en likhet: ett skrivfel i cellen märks."
    yield f"  {totalt['olikhet']} står bara i en olikhet eller avrundning: ett litet skrivfel kan gå obemärkt."
    yield f"  {totalt['inget']} står i inget samband som går att pröva: ett skrivfel märks inte."
    for t in alla:
        delar = ", ".join(f"{skydd} {len(rutor)}" for skydd, rutor in t.celler.items())
        yield ""
        yield f"{t.tabell.fil}: {delar}"
        for skydd, rubrik in _RUBRIKER.items():
            if t.celler[skydd]:
                yield f"  {rubrik}:"
                yield from _rutor(t.celler[skydd])


def _rutor(rutor: Iterable[Ruta]) -> Iterator[str]:
    """A line for each row, with its columns."""
    per_rad: dict[str, list[str]] = defaultdict(list)
    for rad, kolumn in rutor:
        per_rad[rad].append(kolumn)
    yield from (f"    {rad}: {', '.join(kolumner)}" for rad, kolumner in per_rad.items())


def laget(handbok: Handbok) -> Del:
    """The state that the quality function looks after, with the findings of a run of all the rules."""
    bild = lagesbild(handbok, kor(handbok))
    return Del(som_varden(bild, handbok), tuple(som_rader(bild, handbok)))


# Option, and key in JSON -> what it tells, and how. Without any option all are told.
DELAR: Mapping[str, tuple[str, Callable[[Handbok], Del]]] = {
    "laget": ("dokument, krav, öppna slingor, läsbarhet och utveckling", laget),
    "siffror": ("vilka celler i tabellerna som avstämningen täcker", siffror),
}


def status(val: argparse.Namespace) -> int:
    """Prints the parts asked for."""
    handbok = las(val.rot, idag(val))
    valda = [namn for namn in DELAR if getattr(val, namn)] or list(DELAR)
    delar = {namn: DELAR[namn][1](handbok) for namn in valda}
    if val.format == "json":
        svar = {"version": 1, "datum": handbok.datum.isoformat(), **{n: d.varden for n, d in delar.items()}}
        print(json.dumps(svar, ensure_ascii=False, indent=2))
        return 0
    for i in handbok.inte_kontrollerat:
        print(utan_styrtecken(f"Inte med: {i.fil}. {i.varfor}"))
    for d in delar.values():
        print("\n".join(map(utan_styrtecken, d.rader)))
    print(f"\nLäget den {datum(handbok.datum)}.")
    return 0

"""What a role or an enhet must know, by activity, and what is new in it.

A document is for a role when its header names the role, or when an activity the role performs names the document. It
is for an enhet when its header names the enhet, or its verksamhet and no enhet. Documents that name no role are for
everybody in their verksamhet, or in the whole förvaltning. Only what applies, or is decided to apply, is listed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from handbok.modell import Aktivitet, Andring, Dokument, Handbok, Omfattning
from handbok.oversikter import processer_per_kategori, rutiner

_FORSTA = re.compile(r"0(\.\d+)*|1(\.0)*")
MAPP = "docs/mina-rutiner"
Slag = Literal["roll", "enhet"]
Processdel = tuple[Dokument, tuple["Steg", ...]]
Aktivitetsrad = tuple[Dokument, int, Aktivitet, list[Dokument]]


@dataclass(frozen=True, slots=True)
class Malgrupp:
    """A role or an enhet. `verksamhet` is an id; None for a role of the whole förvaltning."""

    slag: Slag
    id: str
    namn: str
    verksamhet: str | None

    @property
    def fil(self) -> str:
        """Its page. A role and an enhet may have the same id."""
        return f"{MAPP}/{self.slag}/{self.id}.md"

    def pekas_ut(self, omfattning: Omfattning) -> bool:
        """Whether a header names the role or the enhet itself."""
        return self.id in (omfattning.roller if self.slag == "roll" else omfattning.enheter)

    def omfattas(self, omfattning: Omfattning) -> bool:
        """Whether a document is for everybody where this group works."""
        alla_roller = self.slag == "enhet" or not omfattning.roller
        har = not omfattning.verksamheter or self.verksamhet in omfattning.verksamheter
        return alla_roller and har and not omfattning.enheter


@dataclass(frozen=True, slots=True)
class Steg:
    """An activity with its number in the process, and the documents of it that the group must know."""

    nummer: int
    aktivitet: Aktivitet
    egen: bool
    dokument: tuple[Dokument, ...]


@dataclass(frozen=True, slots=True)
class Nyhet:
    """A change of a document: `dag` is when the text began, or will begin, to apply. `ny`: its first version."""

    dag: date
    dokument: Dokument
    andring: Andring
    ny: bool


@dataclass(frozen=True, slots=True)
class Kunskap:
    """All that a group must know: by process and activity, beside them, and for all; and its changes, latest first."""

    malgrupp: Malgrupp
    processer: tuple[Processdel, ...]
    ovriga: tuple[Dokument, ...]
    gemensamma: tuple[Dokument, ...]
    nyheter: tuple[Nyhet, ...]

    @property
    def dokument(self) -> set[Dokument]:
        """Every document to know; processes are where they are used, and not counted."""
        i_processer = {d for _, stegen in self.processer for steg in stegen for d in steg.dokument}
        return {*i_processer, *self.ovriga, *self.gemensamma}


def _malgrupper(handbok: Handbok) -> tuple[Malgrupp, ...]:
    """Every role still held in the organisation, then every enhet, in the register's order."""
    org = handbok.organisation
    if org is None:
        return ()
    roller = (r for r in org.roller.values() if r.upphord is None or handbok.datum < r.upphord)
    enheter = ((id_, namn, v.id) for v in org.verksamheter.values() for id_, namn in v.enheter.items())
    return (
        *(Malgrupp("roll", r.id, r.namn, r.verksamhet) for r in roller),
        *(Malgrupp("enhet", id_, namn, v) for id_, namn, v in enheter),
    )


@lru_cache(maxsize=1)
def kunskaper(handbok: Handbok) -> tuple[Kunskap, ...]:
    """What each role and enhet must know on the handbook's day; also those that nothing names."""
    listade = {d.id: d for d in rutiner(handbok) if _listas(handbok, d)}
    processer = (p for _, pp in processer_per_kategori(handbok) for p in pp if _listas(handbok, p))
    aktiviteter = [
        (p, nr, a, [listade[id_] for id_ in a.rutiner if id_ in listade])
        for p in processer if p.process for nr, a in enumerate(p.process.aktiviteter, 1)
    ]  # fmt: skip
    return tuple(_kunskap(list(listade.values()), aktiviteter, m) for m in _malgrupper(handbok))


def _listas(handbok: Handbok, dok: Dokument) -> bool:
    return dok.lage(handbok.datum) in ("i kraft", "beslutad")


def _kunskap(listade: Sequence[Dokument], aktiviteter: Sequence[Aktivitetsrad], malgrupp: Malgrupp) -> Kunskap:
    egna = {d for d in listade if malgrupp.pekas_ut(d.galler_for)}
    for_alla = {d for d in listade if malgrupp.omfattas(d.galler_for)}
    if malgrupp.slag == "enhet":  # what its whole verksamhet must know is as much its own
        egna |= {d for d in for_alla if d.galler_for.verksamheter}
    processer = _processer(aktiviteter, malgrupp, egna)
    i_steg = {d for _, stegen in processer for steg in stegen for d in steg.dokument}
    ovriga, gemensamma = egna - i_steg, for_alla - egna - i_steg
    alla = i_steg | ovriga | gemensamma
    nyheter = _nyheter([*(p for p, _ in processer), *(d for d in listade if d in alla)])
    return Kunskap(
        malgrupp, tuple(processer), tuple(d for d in listade if d in ovriga),
        tuple(d for d in listade if d in gemensamma), tuple(nyheter),
    )  # fmt: skip


def _processer(aktiviteter: Sequence[Aktivitetsrad], malgrupp: Malgrupp, egna: set[Dokument]) -> list[Processdel]:
    """The group's activities, by process, in the order of the list of processes.

    A document stands at each activity the role performs; else once, at the first activity that uses it.
    """
    utfor = [malgrupp.slag == "roll" and a.roll == malgrupp.id for _, _, a, _ in aktiviteter]
    sedda = {d for egen, rad in zip(utfor, aktiviteter, strict=True) if egen for d in rad[3]}
    per_process: dict[Dokument, list[Steg]] = {}
    for egen, (process, nr, aktivitet, dokument) in zip(utfor, aktiviteter, strict=True):
        valda = tuple(d for d in dokument if egen or (d in egna and d not in sedda))
        sedda.update(valda)
        if egen or valda:
            per_process.setdefault(process, []).append(Steg(nr, aktivitet, egen, valda))
    return [(process, tuple(stegen)) for process, stegen in per_process.items()]


def _nyheter(dokument: Iterable[Dokument]) -> list[Nyhet]:
    """Each change of each document, latest first. The current version is new on the day it begins to apply. A document
    whose list of changes begins later than version 1 was there before it."""
    alla = []
    for dok in dokument:
        forsta = min(dok.andringar, key=lambda a: (a.datum, len(a.version), a.version), default=None)
        for andring in dok.andringar:
            galler = dok.galler_fran if andring.version == dok.version else None
            ny = andring is forsta and _FORSTA.fullmatch(andring.version) is not None
            alla.append(Nyhet(max(andring.datum, galler or andring.datum), dok, andring, ny))
    return sorted(alla, key=lambda n: n.dag, reverse=True)

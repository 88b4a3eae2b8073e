"""The yearly wheel: what comes back every year, when, and a calendar of it to subscribe to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from handbok.kalender import handelse, kalender
from handbok.modell import Handbok, Registerpost
from handbok.registerrader import Egenkontroll, ansvarig, egenkontroller, poster
from handbok.svenska import datum, en_rad, intervall

STEG = {"planera": "Planera", "genomföra": "Göra", "studera": "Studera", "förbättra": "Agera"}


@dataclass(frozen=True, slots=True)
class Tid:
    """One time of the year: (month, day) of the first and last day. `till` before `fran` is in the year after."""

    fran: tuple[int, int] | None
    till: tuple[int, int]

    def nasta(self, dag: date) -> tuple[date | None, date]:
        """The first and last day of the time that ends on `dag` or is the next to end after it."""
        slut = _dag(dag.year, self.till)
        if slut < dag:
            slut = _dag(dag.year + 1, self.till)
        if self.fran is None:
            return None, slut
        return _dag(slut.year - (self.fran > self.till), self.fran), slut


def _dag(ar: int, manadsdag: tuple[int, int]) -> date:
    """No earlier or later than the calendar."""
    return date(min(max(ar, date.min.year), date.max.year), *manadsdag)


@dataclass(frozen=True, slots=True)
class Uppgift:
    """A task of the wheel. `tider` in the year's order; none where it goes on all the year."""

    nummer: int
    post: Registerpost
    tider: tuple[Tid, ...]

    def nasta(self, dag: date) -> tuple[date | None, date] | None:
        """Its next time; None where it has none."""
        return min((t.nasta(dag) for t in self.tider), key=lambda d: d[1], default=None)


# What the year holds: tasks that come back, and egenkontroller, each due its own day.
Sak = Uppgift | Egenkontroll
_S = TypeVar("_S", bound=Sak)
_Nyckel = tuple[str, tuple[int, ...]]


def uppgifter(handbok: Handbok) -> tuple[Uppgift, ...]:
    """The tasks numbered in the order of the year, those without days last."""
    alla = [(p, tuple(sorted((_tid(t) for t in p.falt.get("tider", ())), key=_borjan)))
            for p in poster(handbok, "arshjul")]  # fmt: skip
    alla.sort(key=lambda u: _borjan(u[1][0]) if u[1] else (13, 0))
    return tuple(Uppgift(n, post, tider) for n, (post, tider) in enumerate(alla, 1))


def _borjan(tid: Tid) -> tuple[int, int]:
    return tid.fran or tid.till


def _tid(tid: dict[str, str]) -> Tid:
    return Tid(_manadsdag(tid["från"]) if "från" in tid else None, _manadsdag(tid["till"]))


def _manadsdag(text: str) -> tuple[int, int]:
    manad, dag = map(int, text.split("-"))
    return manad, dag


def per_roll(handbok: Handbok) -> Mapping[str, list[Sak]]:
    """What each role that is there answers for; without those that answer for nothing."""
    alla, org = saker(handbok), handbok.organisation
    grupper = {r.id: rollens(alla, r.id) for r in org.roller.values() if r.finns(handbok.datum)} if org else {}
    return {roll: egna for roll, egna in grupper.items() if egna}


def saker(handbok: Handbok) -> list[Sak]:
    """All the tasks, then the egenkontroller."""
    return [*uppgifter(handbok), *egenkontroller(handbok)]


def rollens(alla: Iterable[_S], roll: str | None) -> list[_S]:
    """Those of them that a role answers for, alone or among others; all for None."""
    return [u for u in alla if roll is None or roll in u.post.ansvariga]


def nasta_dag(sak: Sak, dag: date) -> date | None:
    """The last day of its next time; None where it goes on all the year."""
    if isinstance(sak, Egenkontroll):
        return sak.sist
    tid = sak.nasta(dag)
    return tid[1] if tid else None


def nasta_forst(alla: Sequence[Sak], dag: date) -> list[Sak]:
    """The first to be ready first, those without days last."""
    return sorted(alla, key=lambda u: nasta_dag(u, dag) or date.max)


def har_dagar(alla: Iterable[Sak]) -> bool:
    """Whether there is something for a calendar."""
    return any(isinstance(sak, Egenkontroll) or sak.tider for sak in alla)


def kalendrar(handbok: Handbok) -> Mapping[str, bytes]:
    """The calendars to subscribe to, by path on the site: one of everything, and one per role that has days to keep."""
    alla, org = saker(handbok), handbok.organisation
    if org is None or not har_dagar(alla):
        return {}
    inslag = _inslag(handbok, alla)
    egna = {f"arshjul/{roll}.ics": _som_ics(egna, inslag, f"Årshjul: {org.roller[roll].namn}")
            for roll, egna in per_roll(handbok).items() if har_dagar(egna)}  # fmt: skip
    return {"arshjul.ics": _som_ics(alla, inslag, f"Årshjul: {org.kommun}"), **egna}


def som_ics(handbok: Handbok, alla: Sequence[Sak], namn: str) -> bytes:
    """A calendar: of a task that comes back every year one entry for the day it begins and one for its last day, of an
    egenkontroll its next day.

    The same day and registers give the same bytes. A calendar that subscribes replaces a task's entry whose time has
    moved, for its id is the task's own with the number of its time. An egenkontroll's id has its day: done, it is gone,
    and the next is another.
    """
    return _som_ics(alla, _inslag(handbok, alla), namn)


def _som_ics(alla: Sequence[Sak], inslag: Mapping[_Nyckel, bytes], namn: str) -> bytes:
    return kalender("Årshjul", (inslag[_nyckel(sak)] for sak in alla), namn)


def _nyckel(sak: Sak) -> _Nyckel:
    return sak.post.register, sak.post.nyckelvag


def _inslag(handbok: Handbok, alla: Iterable[Sak]) -> Mapping[_Nyckel, bytes]:
    """The entries of each, written once: a task of three roles is in four calendars."""
    return {_nyckel(sak): b"".join(_dagar(handbok, sak)) for sak in alla}


def _dagar(handbok: Handbok, sak: Sak) -> Iterator[bytes]:
    kommun = handbok.organisation.kommun if handbok.organisation else ""
    if isinstance(sak, Egenkontroll):
        vad = f"Klart senast i dag: egenkontrollen {en_rad(sak.post.falt['vad'])}"
        id_ = f"egenkontroll-{sak.post.id}-{sak.sist}"
        yield handelse(id_, kommun, handbok.datum, sak.sist, vad, _kontrolltext(handbok, sak))
        return
    text = _uppgiftstext(handbok, sak)
    for nr, tid in enumerate(sak.tider, 1):
        for slag, borjan, dag in (("borja", "Börja", tid.fran), ("klar", "Klart senast i dag", tid.till)):
            if dag is not None:
                vad = f"{borjan}: {en_rad(sak.post.falt['vad'])}"
                id_, forsta = f"arshjul-{sak.post.id}-{nr}-{slag}", date(handbok.datum.year, *dag)
                yield handelse(id_, kommun, handbok.datum, forsta, vad, text, varje_ar=True)


def _uppgiftstext(handbok: Handbok, uppgift: Uppgift) -> str:
    falt = uppgift.post.falt
    dok = handbok.hitta(falt["dokument"])
    rader = [f"Ansvarig: {ansvarig(handbok, uppgift.post)}",
             f"Så gör du: {dok.titel if dok else falt['dokument']}",
             *([f"Lagrum: {', '.join(falt['lagrum'])}"] if falt.get("lagrum") else []),
             *([falt["not"]] if "not" in falt else [])]  # fmt: skip
    return "\n".join(en_rad(rad) for rad in rader)


def _kontrolltext(handbok: Handbok, kontroll: Egenkontroll) -> str:
    falt = kontroll.post.falt
    rader = [f"Ansvarig: {ansvarig(handbok, kontroll.post)}",
             *([f"Så görs den: {falt['hur']}"] if "hur" in falt else []),
             f"Minst {intervall(falt['intervall_månader'])}"]  # fmt: skip
    return "\n".join(en_rad(rad) for rad in rader)


def tidtext(tid: Tid) -> str:
    """`7 januari till 25 januari`, `senast den 31 juli`: the year is left out, for it comes back."""
    slut = _utan_ar(tid.till)
    return f"{_utan_ar(tid.fran)} till {slut}" if tid.fran else f"senast den {slut}"


def _utan_ar(manadsdag: tuple[int, int]) -> str:
    return datum(date(2001, *manadsdag)).rsplit(" ", 1)[0]

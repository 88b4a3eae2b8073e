"""The yearly wheel: what comes back every year, when, and a calendar of it to subscribe to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handbok.modell import Handbok, Registerpost
from handbok.registerrader import poster
from handbok.svenska import datum, en_rad, och, till_id

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


def per_roll(handbok: Handbok) -> Mapping[str, list[Uppgift]]:
    """What each role of the organisation answers for; without those that answer for nothing."""
    alla = uppgifter(handbok)
    roller_ = handbok.organisation.roller if handbok.organisation else ()
    grupper = {roll: rollens(alla, roll) for roll in roller_}
    return {roll: egna for roll, egna in grupper.items() if egna}


def rollens(alla: Sequence[Uppgift], roll: str | None) -> list[Uppgift]:
    """The tasks that a role answers for, alone or among others; all for None."""
    return [u for u in alla if roll is None or roll in u.post.ansvariga]


def nasta_forst(alla: Sequence[Uppgift], dag: date) -> list[Uppgift]:
    """The first to be ready first, those without days last."""
    return sorted(alla, key=lambda u: (u.nasta(dag) or (None, date.max))[1])


def kalendrar(handbok: Handbok) -> Mapping[str, bytes]:
    """The calendars to subscribe to, by path on the site: one of everything, and one per role that has days to keep."""
    alla, org = uppgifter(handbok), handbok.organisation
    if org is None or not any(u.tider for u in alla):
        return {}
    dagar = {u.nummer: _dagar(handbok, u) for u in alla}  # a task of three roles is in four calendars
    egna = {f"arshjul/{roll}.ics": _som_ics(u, dagar, f"Årshjul: {org.roller[roll].namn}")
            for roll, u in per_roll(handbok).items() if any(x.tider for x in u)}  # fmt: skip
    return {"arshjul.ics": _som_ics(alla, dagar, f"Årshjul: {org.kommun}"), **egna}


def som_ics(handbok: Handbok, alla: Sequence[Uppgift], namn: str) -> bytes:
    """A calendar that comes back every year: one entry for the day a task begins, one for its last day.

    The same day and register give the same bytes. A calendar that subscribes replaces an entry whose time has moved,
    for an entry's id is the task's own with the number of its time.
    """
    return _som_ics(alla, {u.nummer: _dagar(handbok, u) for u in alla}, namn)


def _som_ics(alla: Sequence[Uppgift], dagar: Mapping[int, bytes], namn: str) -> bytes:
    """The calendar of tasks whose entries, `dagar`, are written already."""
    from icalendar import Calendar  # a tenth of the start of every command, and only this needs it

    kalender = Calendar()
    for nyckel, varde in (("prodid", "-//Kvalitetshandboken//Årshjul//SV"), ("version", "2.0"), ("method", "PUBLISH"),
                          ("x-wr-calname", namn), ("x-published-ttl", "P1D")):  # fmt: skip
        kalender.add(nyckel, varde)
    kalender.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})  # RFC 7986; Outlook reads ttl
    tom: bytes = kalender.to_ical()
    slut = b"END:VCALENDAR\r\n"
    return b"".join((tom.removesuffix(slut), *(dagar[u.nummer] for u in alla), slut))


def _dagar(handbok: Handbok, uppgift: Uppgift) -> bytes:
    """The task's entries (VEVENT, RFC 5545)."""
    from icalendar import Event

    plats, rader = till_id(handbok.organisation.kommun if handbok.organisation else ""), []
    for nr, tid in enumerate(uppgift.tider, 1):
        for slag, borjan, dag in (("borja", "Börja", tid.fran), ("klar", "Klart senast i dag", tid.till)):
            if dag is None:
                continue
            post = Event()
            post.add("uid", f"arshjul-{uppgift.post.id}-{nr}-{slag}@{plats}.kvalitetshandboken")
            post.add("dtstamp", datetime.combine(handbok.datum, time(), UTC))
            post.add("dtstart", date(handbok.datum.year, *dag))
            post.add("rrule", {"freq": "yearly"})
            post.add("summary", f"{borjan}: {en_rad(uppgift.post.falt['vad'])}")
            post.add("description", _beskrivning(handbok, uppgift))
            post.add("transp", "TRANSPARENT")  # a day to have in mind, not one that is taken
            rader.append(post.to_ical())
    return b"".join(rader)


def _beskrivning(handbok: Handbok, uppgift: Uppgift) -> str:
    falt, org = uppgift.post.falt, handbok.organisation
    dok = handbok.hitta(falt["dokument"])
    rader = [f"Ansvarig: {och(org.namn(r) if org else r for r in uppgift.post.ansvariga)}",
             f"Så gör du: {dok.titel if dok else falt['dokument']}",
             *([f"Lagrum: {', '.join(falt['lagrum'])}"] if falt.get("lagrum") else []),
             *([falt["not"]] if "not" in falt else [])]  # fmt: skip
    return "\n".join(en_rad(rad) for rad in rader)


def tidtext(tid: Tid) -> str:
    """`7 januari till 25 januari`, `senast den 31 juli`: the year is left out, for it comes back."""
    slut = _utan_ar(tid.till)
    return f"{_utan_ar(tid.fran)} till {slut}" if tid.fran else f"senast den {slut}"


def _utan_ar(manadsdag: tuple[int, int]) -> str:
    return datum(date(2001, *manadsdag)).rsplit(" ", 1)[0]

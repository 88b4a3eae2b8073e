"""Which role is reminded of which review this week.

A document is taken up in the ISO week that holds the day with exactly 90, 30, 0 or −14 days left to översyn_senast.
All is judged for the week and nothing for the day of the run, so every run in a week gives the same messages, and a
job that runs once a week reminds of each document exactly once per threshold.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from babel.dates import format_date

from handbok import oversikter
from handbok.modell import Dokument, Handbok, Roll
from handbok.svenska import datum, nar, sorteringsnyckel

TROSKLAR = (90, 30, 0, -14)
_MED_VECKODAG = "EEEE 'den' d MMMM y"
# Plain ASCII mailboxes: what every mail server takes, and nothing that could end a header or name a second recipient.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADRESS = re.compile(rf"{_ATOM}(\.{_ATOM})*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z0-9]")


def ar_adress(text: str) -> bool:
    """Whether `text` is one mailbox, written so that mail can be sent to it."""
    return len(text) <= 254 and _ADRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Vecka:
    """An ISO week, by its Monday."""

    mandag: date

    @property
    def sondag(self) -> date:
        """The last day."""
        return self.mandag + timedelta(days=6)

    @property
    def id(self) -> str:
        """`2026-v47`, for names of files; the year is the week's, not the Monday's."""
        ar, nummer, _ = self.mandag.isocalendar()
        return f"{ar}-v{nummer:02}"

    @property
    def namn(self) -> str:
        """`vecka 47 2026`."""
        ar, nummer, _ = self.mandag.isocalendar()
        return f"vecka {nummer} {ar}"


def vecka(dag: date) -> Vecka:
    """The week that `dag` lies in."""
    return Vecka(dag - timedelta(days=dag.weekday()))


@dataclass(frozen=True, slots=True)
class Oversyn:
    """A document to be reminded of: on `dag`, in the week, exactly `dagar` days are left to `senast`.

    `i_stallet` says why the owner is not reminded, where that is so.
    """

    dokument: Dokument
    senast: date
    dag: date
    dagar: int
    i_stallet: str | None = None

    def mening(self) -> str:
        """When the review is due, in a tense that is right all the week; a relative phrase names its day."""
        if self.dagar == 0:
            return f"Ska ses över den här veckan, senast {format_date(self.senast, _MED_VECKODAG, locale='sv')}."
        verb = "Ska ses över" if self.dagar > 0 else "Skulle ha setts över"
        hur_langt = f"{nar(self.senast, self.dag)}, räknat från den {datum(self.dag)}"
        return f"{verb} senast den {datum(self.senast)} ({hur_langt})."


@dataclass(frozen=True, slots=True)
class Paminnelse:
    """All that one role is reminded of in one week. `brevlada` is the role's mailbox."""

    mottagare: Roll
    brevlada: str
    vecka: Vecka
    oversyner: tuple[Oversyn, ...]


def paminnelser(handbok: Handbok) -> tuple[Paminnelse, ...]:
    """This week's reminders, one per role, by the role's name."""
    roller = _roller(handbok)
    alla = [
        Paminnelse(roll, roll.e_post, vecka(handbok.datum), tuple(oversyner))
        for id_, oversyner in _per_mottagare(handbok).items()
        if id_ is not None and (roll := roller[id_]).e_post is not None
    ]
    return tuple(sorted(alla, key=lambda p: (sorteringsnyckel(p.mottagare.namn), p.mottagare.id)))


def utan_mottagare(handbok: Handbok) -> tuple[Oversyn, ...]:
    """This week's reviews that nobody in post can be reminded of."""
    return tuple(_per_mottagare(handbok).get(None, ()))


def _per_mottagare(handbok: Handbok) -> Mapping[str | None, list[Oversyn]]:
    svar: dict[str | None, list[Oversyn]] = defaultdict(list)
    for oversyn in sorted(_i_veckan(handbok), key=_ordning):
        roll, i_stallet = mottagare(handbok, oversyn.dokument, oversyn.dag)
        svar[roll].append(replace(oversyn, i_stallet=i_stallet))
    return svar


def _ordning(oversyn: Oversyn) -> tuple[date, str, str]:
    return oversyn.senast, sorteringsnyckel(oversyn.dokument.titel), oversyn.dokument.fil


def _i_veckan(handbok: Handbok) -> Iterator[Oversyn]:
    """A document counts where it is in force on the threshold's day, whichever day of the week the run is made."""
    mandag = vecka(handbok.datum).mandag
    for dok in handbok.dokument:
        if dok.oversyn_senast is None:
            continue
        for dagar in TROSKLAR:
            # Counted in days, not by moving the date: it may lie at either end of the calendar.
            veckodag = (dok.oversyn_senast - mandag).days - dagar
            if 0 <= veckodag <= 6 and dok.i_kraft(dag := mandag + timedelta(days=veckodag)):
                yield Oversyn(dok, dok.oversyn_senast, dag, dagar)


def mottagare(handbok: Handbok, dok: Dokument, dag: date) -> tuple[str | None, str | None]:
    """Who answers for a document: its owner; else the owner of a process in force on `dag` that uses it; else nobody.
    With the reason why it is not the owner."""
    hinder = _hinder(handbok, dok.agare)
    if hinder is None:
        return dok.agare, None
    processer = {p.id: p for p, _ in oversikter.anvands_i(handbok, dok)}
    for _, process in sorted(processer.items()):
        if process.i_kraft(dag) and _hinder(handbok, process.agare) is None:
            return process.agare, f"Påminnelsen går till ägaren av processen {process.titel}, eftersom {hinder}."
    ingen = "ingen process som använder dokumentet har en ägare som går att nå"
    return None, f"{hinder[0].upper()}{hinder[1:]}, och {ingen}."


def _hinder(handbok: Handbok, id_: str) -> str | None:
    """Why a role cannot be reminded, or None. In post means all the week: a mail sent on Monday is read on Friday."""
    roll = _roller(handbok).get(id_)
    if roll is None:
        return f"rollen {id_} är okänd i data/organisation.yml"
    if roll.vakant:
        return f"rollen {roll.namn} är vakant"
    if roll.upphord and not roll.i_tjanst(vecka(handbok.datum).sondag):
        return f"rollen {roll.namn} är upphörd från den {datum(roll.upphord)}"
    if roll.e_post is None or not ar_adress(roll.e_post):
        return f"rollen {roll.namn} saknar en e-postadress som går att använda"
    return None


def _roller(handbok: Handbok) -> Mapping[str, Roll]:
    return handbok.organisation.roller if handbok.organisation else {}

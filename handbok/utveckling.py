"""How the documents have stood on the last day of each month, as far back as git reaches."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handbok.modell import Dokument, Manadslage

FLEST_MANADER = 24  # two years of seasons


@dataclass(frozen=True, slots=True)
class Version:
    """A committed version of a document, from its day on. Without `dokument` it was removed, or cannot be read."""

    dag: date
    dokument: Dokument | None
    borttagen: bool = False


def utveckling(versioner: Iterable[Sequence[Version]], idag: date) -> tuple[Manadslage, ...]:
    """The months before that of `idag`, the newest last. `versioner` are those of each document, oldest first."""
    alla = [v for v in versioner if v]
    forsta = min((v[0].dag for v in alla), default=idag)
    dagar = [dag for n in range(FLEST_MANADER, 0, -1) if forsta <= (dag := _manadsslut(idag, n)) < idag]
    return tuple(_manadslage(alla, dag) for dag in dagar)


def _manadsslut(idag: date, manader: int) -> date:
    """The last day of the month so many months back; none before the calendar begins."""
    ar, manad = divmod(idag.year * 12 + idag.month - 1 - manader, 12)
    return date(ar, manad + 1, monthrange(ar, manad + 1)[1]) if ar >= date.min.year else date.min


def _manadslage(versioner: Iterable[Sequence[Version]], dag: date) -> Manadslage:
    dokument, olasta, i_kraft = 0, 0, list[Dokument]()
    for alla in versioner:
        da = [v for v in alla if v.dag <= dag]
        if not da or da[-1].borttagen:
            continue
        senaste = da[-1].dokument
        olasta += senaste is None
        dokument += senaste is not None and senaste.status != "upphävd"
        if senaste and senaste.lage(dag) in ("i kraft", "beslutad"):  # until a decided one begins, the one before it
            i_kraft += [v.dokument for v in da if v.dokument and v.dokument.i_kraft(dag)][-1:]
    return Manadslage(dag, dokument, len(i_kraft), sum(d.forsenad(dag) for d in i_kraft), olasta)

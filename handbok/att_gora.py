"""What a role has to do, by day: its part of the yearly wheel, egenkontroller, open loops, reviews and remisser."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from handbok import arshjul, registerrader, slingor
from handbok.arshjul import Uppgift
from handbok.modell import Dokument, Handbok, Registerpost
from handbok.slingor import Slinga

# A review is told of as early as its first reminder is sent.
OVERSYN_DAGAR = 90
Slag = Literal["årshjul", "översyn", "remiss"] | slingor.Slag


@dataclass(frozen=True, slots=True)
class Syssla:
    """Something to do: a task of the wheel, an egenkontroll, an open loop, or a document to review or to answer about.
    `senast` is its last day; None where it goes on all the year, or has been open without one."""

    slag: Slag
    sak: Uppgift | Registerpost | Slinga | Dokument
    senast: date | None

    @property
    def dag(self) -> date:
        """Where it stands among the others: by its last day, else since when it has been open."""
        return self.senast or (self.sak.dag if isinstance(self.sak, Slinga) else None) or date.max


@lru_cache(maxsize=1)
def sysslor(handbok: Handbok) -> Mapping[str, tuple[Syssla, ...]]:
    """What each role has to do, the first to be ready and the longest open first, what has no day last."""
    per_roll: dict[str, list[Syssla]] = defaultdict(list)
    for roll, syssla in _alla(handbok):
        per_roll[roll].append(syssla)
    return {roll: tuple(sorted(egna, key=lambda x: x.dag)) for roll, egna in per_roll.items()}


def _alla(handbok: Handbok) -> Iterator[tuple[str, Syssla]]:
    idag = handbok.datum
    for uppgift in arshjul.uppgifter(handbok):
        senast = arshjul.nasta_dag(uppgift, idag)
        yield from ((roll, Syssla("årshjul", uppgift, senast)) for roll in uppgift.post.ansvariga)
    for kontroll in registerrader.egenkontroller(handbok):
        yield from ((roll, Syssla("egenkontroll", kontroll.post, kontroll.sist)) for roll in kontroll.post.ansvariga)
    for slinga in slingor.slingor(handbok):
        if slinga.slag != "egenkontroll":  # those stand above, late or not
            yield from ((roll, Syssla(slinga.slag, slinga, slinga.slutdag)) for roll in slinga.post.ansvariga)
    for dok in handbok.dokument:
        if dok.i_kraft(idag) and dok.oversyn_senast and (dok.oversyn_senast - idag).days <= OVERSYN_DAGAR:
            yield dok.agare, Syssla("översyn", dok, dok.oversyn_senast)
        if dok.lage(idag) == "remiss" and dok.remiss:
            svarat = {svar.fran for svar in dok.remiss.svar}
            yield from ((r, Syssla("remiss", dok, dok.remiss.svar_senast)) for r in dok.remiss.till if r not in svarat)

"""What a role has to do, by day: its part of the yearly wheel, egenkontroller, åtgärder and reviews of documents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from handbok import arshjul, registerrader
from handbok.arshjul import Uppgift
from handbok.modell import Dokument, Handbok, Registerpost

# A review is told of as early as its first reminder is sent.
OVERSYN_DAGAR = 90
Slag = Literal["årshjul", "egenkontroll", "åtgärd", "effekt", "översyn"]


@dataclass(frozen=True, slots=True)
class Syssla:
    """Something to do: a task of the wheel, an entry of a register, or a document to review. `senast` is its last day;
    None where it goes on all the year."""

    slag: Slag
    sak: Uppgift | Registerpost | Dokument
    senast: date | None


@lru_cache(maxsize=1)
def sysslor(handbok: Handbok) -> Mapping[str, tuple[Syssla, ...]]:
    """What each role has to do, the first to be ready first, what has no day last."""
    per_roll: dict[str, list[Syssla]] = defaultdict(list)
    for roll, syssla in _alla(handbok):
        per_roll[roll].append(syssla)
    return {roll: tuple(sorted(egna, key=lambda x: x.senast or date.max)) for roll, egna in per_roll.items()}


def _alla(handbok: Handbok) -> Iterator[tuple[str, Syssla]]:
    idag = handbok.datum
    for uppgift in arshjul.uppgifter(handbok):
        _, senast = uppgift.nasta(idag) or (None, None)
        yield from ((roll, Syssla("årshjul", uppgift, senast)) for roll in uppgift.post.ansvariga)
    for kontroll in registerrader.egenkontroller(handbok):
        yield from ((roll, Syssla("egenkontroll", kontroll.post, kontroll.sist)) for roll in kontroll.post.ansvariga)
    for atgard in registerrader.atgarder(handbok):
        if syssla := _av_atgard(atgard):
            yield from ((roll, syssla) for roll in atgard.post.ansvariga)
    for dok in handbok.dokument:
        if dok.i_kraft(idag) and dok.oversyn_senast and (dok.oversyn_senast - idag).days <= OVERSYN_DAGAR:
            yield dok.agare, Syssla("översyn", dok, dok.oversyn_senast)


def _av_atgard(atgard: registerrader.Atgard) -> Syssla | None:
    """To do it; and when it is done, to see whether it helped."""
    falt = atgard.post.falt
    if falt["status"] in ("planerad", "pågår"):
        return Syssla("åtgärd", atgard.post, falt["klart_senast"])
    if atgard.effekt in ("väntar", "försenad"):
        return Syssla("effekt", atgard.post, falt["effekt"]["följs_upp"])
    return None

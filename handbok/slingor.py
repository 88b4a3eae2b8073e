"""The loops that are open, how long each has waited, and what is missing: for the state of it all and for the role."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from handbok import perioder, registerrader
from handbok.modell import Handbok, Registerpost

Slag = Literal["risk", "egenkontroll", "åtgärd", "effekt", "förbättringsområde", "avtal"]


@dataclass(frozen=True, slots=True)
class Slinga:
    """A loop that is open, and what is missing. `slutdag` is its last valid day, where it has one; `borjan` the day it
    has been open since, where it has not."""

    slag: Slag
    post: Registerpost
    titel: str
    vad: str
    slutdag: date | None = None
    borjan: date | None = None

    @property
    def dag(self) -> date | None:
        """The day its age is counted from; None where its period is no days of the calendar."""
        return self.slutdag or self.borjan


def slingor(handbok: Handbok) -> tuple[Slinga, ...]:
    """The open loops, the oldest first; of the same day the risks first, the greatest before the others."""
    return tuple(sorted(_alla(handbok), key=lambda s: s.dag or date.max))


def _alla(handbok: Handbok) -> Iterator[Slinga]:
    for risk in registerrader.risker(handbok):
        if risk.obesvarad:
            text = f"Risken är prioriterad (riskvärde {risk.varde}), men har varken åtgärd eller egenkontroll."
            falt = risk.post.falt
            yield Slinga("risk", risk.post, falt["beskrivning"], text, borjan=falt["datum"])
    for kontroll in registerrader.egenkontroller(handbok):
        if kontroll.forsenad:
            yield Slinga("egenkontroll", kontroll.post, kontroll.post.falt["vad"], "Egenkontrollen ska göras.",
                         slutdag=kontroll.sist)  # fmt: skip
    for atgard in registerrader.atgarder(handbok):
        if atgard.oppen:
            yield _av_atgard(atgard)
    for lofte in registerrader.loften(handbok):
        if "utfall" not in lofte.post.falt:
            yield _av_lofte(handbok, lofte)
    for avtal in registerrader.avtal(handbok):
        if avtal.oppen:
            vad = "Åtgärdsplanen ska godkännas." if avtal.plan else "En åtgärdsplan saknas."
            titel = f"{avtal.post.falt['område']} {avtal.post.falt['år']}"
            yield Slinga("avtal", avtal.post, titel, vad, borjan=date(avtal.post.falt["år"], 12, 31))


def _av_atgard(atgard: registerrader.Atgard) -> Slinga:
    """To do it; to see whether it helped, on a day that is set or else since it was to be done; to close it."""
    falt, post = atgard.post.falt, atgard.post
    if falt["status"] in ("planerad", "pågår"):
        return Slinga("åtgärd", post, falt["vad"], "Åtgärden ska genomföras.", slutdag=falt["klart_senast"])
    foljs_upp = falt.get("effekt", {}).get("följs_upp")
    if atgard.effekt == "bedömd":
        return Slinga("åtgärd", post, falt["vad"], "Åtgärden ska stängas.", borjan=foljs_upp or falt["klart_senast"])
    return Slinga("effekt", post, falt["vad"], "Åtgärdens effekt ska bedömas.", foljs_upp, falt["klart_senast"])


def _av_lofte(handbok: Handbok, lofte: registerrader.Lofte) -> Slinga:
    """Late from the end of the period whose report answers; until there is one, open since its own period's end."""
    falt, svar_i = lofte.post.falt, lofte.svar_i
    vilken = f"Kvalitetsberättelsen {svar_i}" if svar_i else "Nästa kvalitetsberättelse"
    svar = perioder.granser(svar_i) if svar_i else None
    lovat = registerrader.perioddagar(handbok, falt["period"])
    return Slinga("förbättringsområde", lofte.post, falt["vad"], f"{vilken} ska svara.",
                  svar[1] if svar else None, lovat[1] if lovat else None)  # fmt: skip

"""Rows of the registers: is the loop closed? Pure computation, shared by rules, macros, pages and `handbok status`.

What cannot be known is None, never False: no limit for risks, no history of a document, a report that cannot be read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from handbok import perioder
from handbok.inlasning.dokument import berattelseperiod
from handbok.modell import Dokument, Handbok, Registerpost
from handbok.svenska import manader_senare, och

LOOPEN = ("risker", "egenkontroller", "atgarder", "forbattringsomraden", "avtalsuppfoljning")
RESULTAT = ("ej", "delvis", "godkänd")  # of an egenkontroll, from worst to best
Trend = Literal["bättre", "sämre", "oförändrat"]
Effektlage = Literal["bedömd", "väntar", "försenad", "inte planerad"]


def poster(handbok: Handbok, register: str) -> Iterator[Registerpost]:
    """The entries of a register, as they stand in its file."""
    return (p for p in handbok.register if p.register == register)


def ansvarig(handbok: Handbok, post: Registerpost, dag: date | None = None) -> str:
    """Who answers for an entry, and whether nobody is in post; empty where its register names nobody."""
    return och(rollnamn(handbok, roll, dag) for roll in post.ansvariga)


def rollnamn(handbok: Handbok, roll: str, dag: date | None = None) -> str:
    """A role by its name, and whether nobody is in post on `dag`, else today."""
    org = handbok.organisation
    if org is None:
        return roll
    return org.namn(roll) + (" (ingen i tjänst)" if org.vakant(roll, dag or handbok.datum) else "")


def _namnda(handbok: Handbok, register: str, ids: Iterable[str]) -> tuple[Registerpost, ...]:
    return tuple(p for id_ in ids if (p := handbok.post_per_namn.get((register, id_))))


# The registers that an åtgärd may come from, by the word for its source.
_KALLREGISTER = {"risk": "risker", "egenkontroll": "egenkontroller", "förbättringsområde": "forbattringsomraden"}


def kalla(handbok: Handbok, post: Registerpost) -> Registerpost | None:
    """The entry that an åtgärd comes from, where its source is one."""
    kalla_ = post.falt["källa"]
    return handbok.post_per_namn.get((_KALLREGISTER.get(kalla_["slag"], ""), kalla_.get("ref", "")))


def ror_process(handbok: Handbok, post: Registerpost, process: Dokument) -> bool:
    """Whether an entry is about a process: it names it, comes from what does, or changes a document in it."""
    if "källa" not in post.falt:
        return bool(post.falt.get("process") == process.id)
    fran = kalla(handbok, post)
    aktiviteter = process.process.aktiviteter if process.process else ()
    i_processen = {process.id, *(r for a in aktiviteter for r in a.rutiner)}
    namnande = [r for r in poster(handbok, "risker") if post.id in r.falt.get("åtgärder", ())]
    return any(p.falt.get("process") == process.id for p in (fran, *namnande) if p) or any(
        a["dokument"] in i_processen for a in post.falt.get("ändrar", ())
    )


def perioddagar(handbok: Handbok, namn: str) -> tuple[date, date] | None:
    """First and last day of a period: as its kvalitetsberättelse says, else as the name reads; None if it is none."""
    if berattelse := handbok.berattelser.get(namn):
        return berattelse.period.fran, berattelse.period.till
    return perioder.granser(namn)


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk with its value (sannolikhet × konsekvens) and what is done about it.

    `prioriterad` is None where data/organisation.yml sets no limit.
    """

    post: Registerpost
    varde: int
    prioriterad: bool | None
    atgarder: tuple[Registerpost, ...]
    egenkontroller: tuple[Registerpost, ...]

    @property
    def obesvarad(self) -> bool:
        """Whether it is prioritised and names neither åtgärd nor egenkontroll."""
        falt = self.post.falt
        return bool(self.prioriterad) and not falt.get("åtgärder") and not falt.get("egenkontroller")


def risker(handbok: Handbok) -> list[Risk]:
    """The risks, the greatest first."""
    grans = handbok.organisation.prioriterad_risk if handbok.organisation else None
    rader = []
    for post in poster(handbok, "risker"):
        varde = post.falt["sannolikhet"] * post.falt["konsekvens"]
        rader.append(Risk(
            post, varde, None if grans is None else varde >= grans,
            _namnda(handbok, "atgarder", post.falt.get("åtgärder", ())),
            _namnda(handbok, "egenkontroller", post.falt.get("egenkontroller", ())),
        ))  # fmt: skip
    return sorted(rader, key=lambda r: -r.varde)


@dataclass(frozen=True, slots=True)
class Egenkontroll:
    """An egenkontroll on a day: its outcomes until then, oldest first, and the last day of the next."""

    post: Registerpost
    utfall: tuple[Mapping[str, Any], ...]
    sist: date
    forsenad: bool

    @property
    def trend(self) -> Trend | None:
        """The latest outcome beside the one before it."""
        if len(self.utfall) < 2:
            return None
        fore, nu = (RESULTAT.index(u["resultat"]) for u in self.utfall[-2:])
        return "oförändrat" if fore == nu else "bättre" if nu > fore else "sämre"


def egenkontroller(handbok: Handbok, dag: date | None = None) -> list[Egenkontroll]:
    """The egenkontroller as they stood on `dag`, else today: due an interval after the latest outcome, or after
    `från` where there is none (KED005)."""
    dag = dag or handbok.datum
    rader = []
    for post in poster(handbok, "egenkontroller"):
        gjorda = sorted((u for u in post.falt.get("utfall", ()) if u["datum"] <= dag), key=lambda u: u["datum"])
        senast = gjorda[-1]["datum"] if gjorda else post.falt["från"]
        sist = manader_senare(senast, post.falt["intervall_månader"])
        rader.append(Egenkontroll(post, tuple(gjorda), sist, sist < dag))
    return rader


@dataclass(frozen=True, slots=True)
class Andrat:
    """A document that an åtgärd changes. `galler`: whether that version, or a later one, is or has been in force;
    None where history does not say, or the document has faults."""

    id: str
    dokument: Dokument | None
    version: str | None
    galler: bool | None


@dataclass(frozen=True, slots=True)
class Atgard:
    """An åtgärd with what it changes and whether its effect is looked at."""

    post: Registerpost
    forsenad: bool
    effekt: Effektlage
    andrar: tuple[Andrat, ...]

    @property
    def stangd(self) -> bool:
        """Whether its register calls it closed; KED002 says where that is too early."""
        return bool(self.post.falt["status"] == "stängd")

    @property
    def oppen(self) -> bool:
        """Whether the loop is open: not closed, or closed without its effect assessed."""
        return not self.stangd or self.effekt != "bedömd"


def atgarder(handbok: Handbok, dag: date | None = None) -> list[Atgard]:
    """The åtgärder in the register's order; late or not on `dag`, else today."""
    dag = dag or handbok.datum
    return [
        Atgard(
            post, post.falt["status"] in ("planerad", "pågår") and post.falt["klart_senast"] < dag,
            _effekt(post, dag), tuple(_andrat(handbok, a) for a in post.falt.get("ändrar", ())),
        )
        for post in poster(handbok, "atgarder")
    ]  # fmt: skip


def _effekt(post: Registerpost, dag: date) -> Effektlage:
    effekt = post.falt.get("effekt", {})
    if "bedömning" in effekt:
        return "bedömd"
    if "följs_upp" not in effekt:
        return "inte planerad"
    return "försenad" if effekt["följs_upp"] < dag else "väntar"


def _andrat(handbok: Handbok, andring: Mapping[str, Any]) -> Andrat:
    dok, version = handbok.hitta(andring["dokument"]), andring.get("version")
    return Andrat(andring["dokument"], dok, version, _har_gallt(handbok, dok, version) if dok else None)


def _har_gallt(handbok: Handbok, dok: Dokument, vantad: str | None) -> bool | None:
    """Whether that version, or a later one, is or has been in force; None where history does not say."""
    lage, tidigare = dok.lage(handbok.datum), handbok.tidigare_version(dok)
    if lage == "beslutad":
        return None if handbok.okand_historik(dok) else tidigare is not None and _racker(tidigare, vantad)
    return lage not in ("utkast", "remiss") and _racker(dok, vantad)


def _racker(dok: Dokument, vantad: str | None) -> bool:
    return not vantad or not dok.version or _version(dok.version) >= _version(vantad)


def _version(text: str | None) -> tuple[int, ...]:
    """`2.10` -> (2, 10); 2 and 2.0 are one version."""
    return tuple(map(int, re.findall(r"\d+", re.sub(r"(?:\.0+)+$", "", text or ""))))


@dataclass(frozen=True, slots=True)
class Lofte:
    """A förbättringsområde with the åtgärder that came of it. `svar_i` is the first later period with a report: that
    report must answer it.

    `obesvarat` is None where a later report is there but cannot be read.
    """

    post: Registerpost
    atgarder: tuple[Registerpost, ...]
    svar_i: str | None
    obesvarat: bool | None

    @property
    def bedomning(self) -> str | None:
        """The outcome's word; None where no later report has answered."""
        bedomning: str | None = self.post.falt.get("utfall", {}).get("bedömning")
        return bedomning


def loften(handbok: Handbok) -> list[Lofte]:
    """The promise ledger: what a report promised, and whether a later one says what came of it (KED003)."""
    trasiga = {period for fil in handbok.trasiga.values() if (period := berattelseperiod(fil))}
    rader = []
    for post in poster(handbok, "forbattringsomraden"):
        slut = perioder.slut(post.falt["period"])
        senare = sorted((p for p in handbok.berattelser if perioder.slut(p) > slut), key=perioder.slut)
        okant = not senare and any(perioder.slut(p) > slut for p in trasiga)
        obesvarat = False if "utfall" in post.falt else True if senare else None if okant else False
        atgarder = tuple(a for a in handbok.register if a.forbattringsomrade == post.id)
        rader.append(Lofte(post, atgarder, senare[0] if senare else None, obesvarat))
    return rader


@dataclass(frozen=True, slots=True)
class Avtal:
    """The follow-up of an avtalsområde in a year. It is reported back until it, or its åtgärdsplan, is godkänd."""

    post: Registerpost

    @property
    def plan(self) -> str | None:
        """The state of the åtgärdsplan; None where there is none."""
        status: str | None = self.post.falt.get("åtgärdsplan", {}).get("status")
        return status

    @property
    def oppen(self) -> bool:
        """Whether something is left to approve."""
        return self.post.falt["bedömning"] != "godkänd" and self.plan != "godkänd"


def avtal(handbok: Handbok) -> list[Avtal]:
    """Follow-ups, the latest year first."""
    return sorted((Avtal(p) for p in poster(handbok, "avtalsuppfoljning")), key=lambda a: -a.post.falt["år"])

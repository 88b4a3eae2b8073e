"""Styrdokument (processes, routines and their kin) and the fixed pages under docs/."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handbok.modell.grund import Lagen, Nyckelvag, Plats, Undantag

Lage = Literal["utkast", "remiss", "beslutad", "i kraft", "utgången", "upphävd"]


@dataclass(frozen=True, slots=True)
class Beslut:
    """Who decided: a role or a nämnd, and where the decision is recorded."""

    av: str
    paragraf: str | None
    diarienummer: str | None


@dataclass(frozen=True, slots=True)
class Granskning:
    """The document was reviewed and its text left as it was."""

    datum: date
    av: str


@dataclass(frozen=True, slots=True)
class Andring:
    """One line of a document's history. Only a `betydande` change asks people to read again."""

    version: str
    datum: date
    vad: str
    betydande: bool


@dataclass(frozen=True, slots=True)
class Omfattning:
    """Whom a document is for."""

    niva: str | None = None
    verksamheter: tuple[str, ...] = ()
    enheter: tuple[str, ...] = ()
    roller: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remissvar:
    """One answer to a remiss."""

    fran: str
    datum: date
    text: str


@dataclass(frozen=True, slots=True)
class Remiss:
    """Who is asked about a proposal, the last day to answer, and the answers so far."""

    till: tuple[str, ...]
    svar_senast: date
    svar: tuple[Remissvar, ...]


@dataclass(frozen=True, slots=True)
class Steg:
    """The way on from an activity, with its condition where there is a choice."""

    till: str
    nar: str | None


@dataclass(frozen=True, slots=True)
class Aktivitet:
    """One activity of a process (SOSFS 2011:9 4 kap. 3 §) with the routines that govern it."""

    id: str
    namn: str
    roll: str
    rutiner: tuple[str, ...]
    rutin_behovs_inte: str | None
    sedan: tuple[Steg, ...]
    samverkan: tuple[str, ...]
    delprocess: str | None


@dataclass(frozen=True, slots=True)
class Processbeskrivning:
    """What only a process has. `aktiviteter` in order; a step without `sedan` goes to the next one."""

    kategori: str | None
    processledare: str | None
    syfte: str | None
    startar_nar: str | None
    resultat: str | None
    aktiviteter: tuple[Aktivitet, ...]

    def nasta(self, aktivitet: Aktivitet) -> tuple[Steg, ...]:
        """The ways on: those written, else the next activity; none after the last."""
        if aktivitet.sedan:
            return aktivitet.sedan
        efter = self.aktiviteter[self.aktiviteter.index(aktivitet) + 1 :]
        return (Steg(efter[0].id, None),) if efter else ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dokument:
    """A styrdokument as its header states it, with its body text.

    `text` is the Markdown after the header and `textrad` the file line where it begins.
    Dates are calendar days in Sweden; gäller_till and översyn_senast are the last valid
    day, upphävd is the first day not in force.
    """

    id: str
    fil: str
    titel: str
    typ: str
    status: str
    version: str | None
    agare: str
    faststalld: date | None
    galler_fran: date | None
    galler_till: date | None
    oversyn_senast: date | None
    upphavd: date | None
    granskad: Granskning | None
    beslut: Beslut | None
    lagrum: tuple[str, ...]
    galler_for: Omfattning
    publik: bool
    ersatter: tuple[str, ...]
    ersatt_av: str | None
    skal_upphavd: str | None
    andringar: tuple[Andring, ...]
    sokord: tuple[str, ...]
    undantag: tuple[Undantag, ...]
    remiss: Remiss | None
    process: Processbeskrivning | None
    text: str
    textrad: int
    lagen: Lagen

    def lage(self, dag: date) -> Lage:
        """The document's state on `dag`, in the contract's words."""
        if self.status == "utkast":
            return "utkast"
        if self.status == "remiss":
            return "remiss"
        if self.status == "upphävd":
            return "upphävd"
        if self.galler_fran and dag < self.galler_fran:
            return "beslutad"
        if self.galler_till and dag > self.galler_till:
            return "utgången"
        return "i kraft"

    def i_kraft(self, dag: date) -> bool:
        """Whether it is gällande and `dag` lies within its time in force."""
        return self.lage(dag) == "i kraft"

    def forsenad(self, dag: date) -> bool:
        """Whether it is in force on `dag` and should have been reviewed before."""
        return self.oversyn_senast is not None and self.oversyn_senast < dag and self.i_kraft(dag)

    def plats(self, *vag: str | int) -> Plats:
        """Where a header value stands, e.g. `plats("datum", "översyn_senast")`."""
        nyckelvag: Nyckelvag = vag
        return self.lagen.varde(nyckelvag)


@dataclass(frozen=True, slots=True)
class Period:
    """A period by name (`2024`, `2024-04--2025-03`) with its first and last day."""

    namn: str
    fran: date
    till: date


@dataclass(frozen=True, slots=True)
class Berattelse:
    """What makes a page the front of a kvalitetsberättelse."""

    period: Period
    status: str
    version: str | None
    faststalld: date | None
    beslut: Beslut | None
    andringar: tuple[Andring, ...] = ()

    def i_kraft(self, dag: date) -> bool:
        """In force from the day it was adopted."""
        return self.status == "gällande" and self.faststalld is not None and self.faststalld <= dag


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sida:
    """A page under docs/. `period` names the kvalitetsberättelse it belongs to, if any; `lasare` those it is written
    for, if not for all."""

    fil: str
    titel: str
    publik: bool
    sokord: tuple[str, ...]
    lasare: str | None
    undantag: tuple[Undantag, ...]
    period: str | None
    berattelse: Berattelse | None
    text: str
    textrad: int
    lagen: Lagen

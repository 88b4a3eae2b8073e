"""The whole handbook as it was read on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from handbok.modell.dokument import Aktivitet, Berattelse, Dokument, Sida
from handbok.modell.grund import InteKontrollerat, Lagen, Lasfel
from handbok.modell.lag import Krav, Lagregister
from handbok.modell.organisation import Organisation
from handbok.modell.tabell import Tabell


@dataclass(frozen=True, slots=True)
class Registerpost:
    """An entry of a register (risk, egenkontroll, åtgärd …): its checked keys and where they stand."""

    register: str
    id: str | None
    falt: Mapping[str, Any]
    nyckelvag: tuple[int, ...]
    lagen: Lagen

    @property
    def fil(self) -> str:
        """The register's path."""
        return self.lagen.fil

    @property
    def ansvariga(self) -> tuple[str, ...]:
        """The roles that answer for it. More than one, each does it for its own part (the yearly wheel)."""
        ansvarig = self.falt.get("ansvarig", ())
        return (ansvarig,) if isinstance(ansvarig, str) else tuple(ansvarig)

    @property
    def forbattringsomrade(self) -> str | None:
        """The id of the förbättringsområde that an åtgärd comes from, if it does."""
        kalla = self.falt.get("källa")
        return kalla.get("ref") if isinstance(kalla, Mapping) and kalla["slag"] == "förbättringsområde" else None


@dataclass(frozen=True, slots=True)
class Tidigare:
    """What history says of a beslutad document: the version in force until then, or why it is unknown."""

    dokument: Dokument | None
    okant_for_att: str | None


@dataclass(frozen=True, slots=True)
class Faststalld:
    """What has changed in a kvalitetsberättelse since it was adopted: its pages and tables as they were then, by path.

    `texter` are the bodies when its version was first gällande, `tabeller` the fields of each row when it first was,
    at any version. `sidor` are the paths of all pages it had. `register` and `organisation` are the registers and
    their roles as its version read them. Files that are the same today are in `sidor` only, and those of the last two
    that cannot be read any more in `olasta`.
    """

    texter: Mapping[str, str]
    tabeller: Mapping[str, tuple[tuple[str, ...], ...]]
    sidor: frozenset[str]
    register: Mapping[str, tuple[Registerpost, ...]] = field(default_factory=dict)
    organisation: Organisation | None = None
    olasta: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Manadslage:
    """The documents on the last day of a month, as git has them: how many were not upphävda, how many in force, and of
    those how many past their review. `olasta` cannot be read as they were then, and are in no other figure."""

    dag: date
    dokument: int
    i_kraft: int
    forsenade: int
    olasta: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Handbok:
    """Everything that was read, complete when created; compared by identity.

    `trasiga` are ids (documents) and paths (tables, pages) whose file is there but has a
    fault: what refers to them is not checked rather than wrong. `beslutade_texter` are the bodies as
    they were decided, by document id, `faststallda` what has changed in adopted reports, by period, `utveckling` how
    the documents stood at each month's end, and `historik_okand` says why git could not tell. `publikt_bygge` holds
    the text files of a public build that is to be judged, by path. `krav`, `lagar` and `organisation` are None where
    the file is missing or could not be read.
    """

    datum: date
    organisation: Organisation | None
    dokument: tuple[Dokument, ...]
    sidor: tuple[Sida, ...]
    tabeller: tuple[Tabell, ...]
    lagar: Lagregister | None
    krav: tuple[Krav, ...] | None
    register: tuple[Registerpost, ...]
    sokordlista: Mapping[str, tuple[str, ...]]
    filer: frozenset[str]
    trasiga: Mapping[str, str]
    lasfel: tuple[Lasfel, ...]
    inte_kontrollerat: tuple[InteKontrollerat, ...]
    antal_lasta: Mapping[str, int]
    tidigare: Mapping[str, Tidigare]
    kontrollerade_register: Mapping[str, date]
    beslutade_texter: Mapping[str, str] = field(default_factory=dict)
    faststallda: Mapping[str, Faststalld] = field(default_factory=dict)
    historik_okand: str | None = "Historiken är inte läst."
    publikt_bygge: Mapping[str, str] = field(default_factory=dict)
    utveckling: tuple[Manadslage, ...] = ()

    def hitta(self, id_: str) -> Dokument | None:
        """The document with this id, or None."""
        return self.per_id.get(id_)

    def tidigare_version(self, dok: Dokument) -> Dokument | None:
        """The version in force until a decided one begins; None where there is none, or history cannot tell."""
        tidigare = self.tidigare.get(dok.id)
        return tidigare.dokument if tidigare else None

    def okand_historik(self, dok: Dokument) -> bool:
        """Whether history could not tell which version applies until a decided one begins."""
        tidigare = self.tidigare.get(dok.id)
        return tidigare is None or tidigare.okant_for_att is not None

    @cached_property
    def per_id(self) -> Mapping[str, Dokument]:
        """Documents by id; of two with the same id the first by path (META006 says so)."""
        return {d.id: d for d in reversed(self.dokument)}

    @cached_property
    def anvandning(self) -> Mapping[str, tuple[tuple[Dokument, Aktivitet], ...]]:
        """For each document's id, the processes and activities that name it, as a routine or as their sub-process."""
        per_id: dict[str, tuple[tuple[Dokument, Aktivitet], ...]] = {}
        for dok in self.dokument:
            for aktivitet in dok.process.aktiviteter if dok.process else ():
                delprocess = (aktivitet.delprocess,) if aktivitet.delprocess else ()
                for id_ in dict.fromkeys((*aktivitet.rutiner, *delprocess)):
                    per_id[id_] = (*per_id.get(id_, ()), (dok, aktivitet))
        return per_id

    @cached_property
    def tabell_per_namn(self) -> Mapping[tuple[str, str], Tabell]:
        """Tables by period and id."""
        return {(t.periodnamn, t.id): t for t in self.tabeller}

    @cached_property
    def post_per_namn(self) -> Mapping[tuple[str, str], Registerpost]:
        """Entries that have an id by register and id; of two with the same the first (META006 says so)."""
        return {(p.register, p.id): p for p in reversed(self.register) if p.id}

    @cached_property
    def text_per_fil(self) -> Mapping[str, Dokument | Sida]:
        """Documents and pages by path."""
        return {t.fil: t for t in self.texter}

    @cached_property
    def berattelser(self) -> Mapping[str, Berattelse]:
        """The kvalitetsberättelser by period."""
        return {s.period: s.berattelse for s in self.sidor if s.period and s.berattelse}

    @property
    def texter(self) -> Iterator[Dokument | Sida]:
        """Everything with a Markdown body, documents first."""
        yield from self.dokument
        yield from self.sidor

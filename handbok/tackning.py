"""Which documents meet which requirement, and why the others do not: one computation for rules and pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Literal

from handbok.lagrum import lagdag, lagtolk
from handbok.modell import Dokument, Forfattning, Handbok, Krav

Tackning = Literal["djup", "ytlig", "saknas", "inte kontrollerat"]
_Nyckel = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Kravlage:
    """A requirement with the documents that name it, and why each does not cover it (None = it does).

    `lagar` are the acts its lagrum names. It is law from `borjar` on, and from `slutar` on no more (None = no such day
    is known). `okant` says why the coverage is not known.
    """

    krav: Krav
    tackning: Tackning
    dokument: tuple[tuple[Dokument, str | None], ...] = ()
    lagar: tuple[Forfattning, ...] = ()
    borjar: date | None = None
    slutar: date | None = None
    okant: str | None = None

    def kravs(self, dag: date) -> bool:
        """Whether it is binding, and demanded on `dag`."""
        return self.krav.typ == "ska" and (self.borjar is None or self.borjar <= dag) and not self.upphort(dag)

    def upphort(self, dag: date) -> bool:
        """Whether it was law once, but is not on `dag`."""
        return self.slutar is not None and self.slutar <= dag

    @property
    def nummer_osakert(self) -> str | None:
        """How sure the paragraph's number is, where it has not been compared with the printed act."""
        sakerhet = self.krav.sakerhet_nummer
        return sakerhet if sakerhet not in (None, "säker") else None


@lru_cache(maxsize=1)
def kravlagen(handbok: Handbok) -> tuple[Kravlage, ...]:
    """Every requirement with its coverage: only a header lagrum that names its very paragraph counts, nothing wider."""
    if handbok.krav is None or handbok.lagar is None:
        return ()
    per_lagrum = _namnande(handbok)
    return tuple(_kravlage(handbok, krav, per_lagrum) for krav in handbok.krav)


@dataclass(frozen=True, slots=True)
class Kravsumma:
    """The requirements that are demanded on a day, by how documents in force that name their paragraph meet them: not
    by what is done. `okanda` could not be judged."""

    djupa: tuple[Kravlage, ...]
    ytliga: tuple[Kravlage, ...]
    saknas: tuple[Kravlage, ...]
    okanda: tuple[Kravlage, ...]

    @property
    def kravda(self) -> tuple[Kravlage, ...]:
        """All of them."""
        return (*self.djupa, *self.ytliga, *self.saknas, *self.okanda)

    @property
    def osakra(self) -> tuple[Kravlage, ...]:
        """Those of all whose paragraph's number is not verified."""
        return tuple(k for k in self.kravda if k.nummer_osakert)


def kravsumma(handbok: Handbok, *, foreskrift: bool | None = None) -> Kravsumma:
    """The only count of the coverage, for pages and reports alike; with `foreskrift` of the requirements that stand in
    the register of a föreskrift (SOSFS 2011:9), or of the others."""
    alla = [k for k in kravlagen(handbok) if foreskrift in (None, bool(k.krav.forfattning))]
    kravda = [k for k in alla if k.kravs(handbok.datum)]
    slag: tuple[Tackning, ...] = ("djup", "ytlig", "saknas", "inte kontrollerat")
    return Kravsumma(*(tuple(k for k in kravda if k.tackning == t) for t in slag))


def _namnande(handbok: Handbok) -> Mapping[_Nyckel, list[Dokument]]:
    per_lagrum: dict[_Nyckel, list[Dokument]] = defaultdict(list)
    for dok in handbok.dokument:
        for version in filter(None, (dok, handbok.tidigare_version(dok))):
            for nyckel in set(_lagrum(handbok, version)):
                per_lagrum[nyckel].append(version)
    return per_lagrum


def _lagrum(handbok: Handbok, dok: Dokument) -> Iterator[_Nyckel]:
    for text in dok.lagrum:
        citat = lagtolk(handbok.lagar).header(text, lagdag(dok, handbok.datum)) if handbok.lagar else None
        for lagrum in citat.lagrum if citat else ():
            if lagrum.kapitel and lagrum.paragraf:
                yield lagrum.forfattning.nummer, lagrum.kapitel, lagrum.paragraf


def _kravlage(handbok: Handbok, krav: Krav, per_lagrum: Mapping[_Nyckel, list[Dokument]]) -> Kravlage:
    citat = lagtolk(handbok.lagar).header(krav.lagrum, handbok.datum) if handbok.lagar else None
    lagar = tuple({x.forfattning.nummer: x.forfattning for x in citat.lagrum}.values()) if citat else ()
    if not citat or not citat.lagrum or any(x.paragraf is None for x in citat.lagrum):
        okant = f"{krav.lagrum} är ingen paragraf i data/lagar."
        return Kravlage(krav, "inte kontrollerat", lagar=lagar, borjar=krav.fran, okant=okant)
    borjar = max((d for d in (krav.fran, *(x.borjar() for x in citat.lagrum)) if d), default=None)
    slutar = min((d for x in citat.lagrum if (d := x.slutar())), default=None)
    lage = partial(Kravlage, krav, lagar=lagar, borjar=borjar, slutar=slutar)
    nycklar = [(x.forfattning.nummer, x.kapitel or "-", x.paragraf or "") for x in citat.lagrum]
    per_paragraf = [per_lagrum.get(nyckel, []) for nyckel in nycklar]
    dokument = tuple((d, _brist(handbok, d)) for dokumenten in per_paragraf for d in dokumenten)
    if all(any(_brist(handbok, d) is None for d in dokumenten) for dokumenten in per_paragraf):
        return lage(tackning="djup", dokument=dokument)
    if okant_ := _okant(handbok, [d for d, _ in dokument]):
        return lage(tackning="inte kontrollerat", dokument=dokument, okant=okant_)
    return lage(tackning="ytlig" if all(per_paragraf) else "saknas", dokument=dokument)


def _okant(handbok: Handbok, dokument: list[Dokument]) -> str | None:
    """Why a requirement that seems uncovered may be covered all the same."""
    if any(fil.startswith(("rutiner/", "processer/")) for fil in handbok.trasiga.values()):
        return "Dokument som kan uppfylla kravet har fel som måste rättas först."
    if any(d.lage(handbok.datum) == "beslutad" and handbok.okand_historik(d) for d in dokument):
        return "Det går inte att se vilken version av dokumentet som gäller nu."
    return None


def _brist(handbok: Handbok, dok: Dokument) -> str | None:
    """Why a document that names a requirement does not meet it; None where it does."""
    if not dok.i_kraft(handbok.datum):
        return "gäller inte i dag"
    if dok.oversyn_senast and dok.oversyn_senast < handbok.datum:
        return "skulle ha setts över"
    roll = handbok.organisation.roller.get(dok.agare) if handbok.organisation else None
    return "har ingen ägare i tjänst" if roll is None or not roll.i_tjanst(handbok.datum) else None

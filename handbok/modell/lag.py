"""Acts, regulations, and the requirements that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handbok.modell.grund import Plats


@dataclass(frozen=True, slots=True)
class Paragraftid:
    """A paragraph that begins or ends on a date. `till` is the first day not in force."""

    kapitel: str
    paragraf: str
    fran: date | None
    till: date | None


@dataclass(frozen=True, slots=True)
class Forfattning:
    """An act or a regulation. `kapitel`: chapter (`-` without chapters) -> paragraphs; None = not registered."""

    nummer: str
    titel: str
    kort: str | None
    i_kraft: date | None
    upphavd: date | None
    upphavd_okant_datum: bool
    ersatt_av: tuple[str, ...]
    kapitel: Mapping[str, frozenset[str]] | None
    daterade: tuple[Paragraftid, ...]
    sakerhet: str | None
    plats: Plats

    def galler(self, dag: date) -> bool:
        """Whether the act is in force on `dag`."""
        if self.upphavd_okant_datum or (self.i_kraft and dag < self.i_kraft):
            return False
        return self.upphavd is None or dag < self.upphavd


@dataclass(frozen=True, slots=True)
class Konkordansrad:
    """Where an old paragraph went. `matchning` other than text is likely, not certain."""

    gammal: str
    ny: str
    matchning: str
    anm: str | None


@dataclass(frozen=True, eq=False)
class Lagregister:
    """data/lagar: what acts there are, and the concordance SoL 2001 -> 2025.

    Compared by identity, so that an index of it can be made once.
    """

    forfattningar: tuple[Forfattning, ...]
    konkordans: tuple[Konkordansrad, ...]


@dataclass(frozen=True, slots=True)
class Krav:
    """One requirement. Only `typ` ska is demanded; bör is an allmänt råd."""

    id: str
    forfattning: str | None
    lagrum: str
    typ: str
    galler: str
    fran: date | None
    krav: str
    bevis: str | None
    sakerhet_innehall: str | None
    sakerhet_nummer: str | None
    plats: Plats


@dataclass(frozen=True, slots=True)
class Lagrum:
    """A citation, resolved: the act, and chapter and paragraph where they are given (`-` = act without chapters)."""

    forfattning: Forfattning
    kapitel: str | None
    paragraf: str | None

    @property
    def daterad(self) -> Paragraftid | None:
        """When its paragraph begins or ends, where that is another day than the act's."""
        vag = self.kapitel, self.paragraf
        return next((t for t in self.forfattning.daterade if (t.kapitel, t.paragraf) == vag), None)

    def slutar(self) -> date | None:
        """The first day not in force, of the paragraph or its act; an act repealed on an unknown day never was."""
        if self.forfattning.upphavd_okant_datum:
            return date.min
        dagar = (self.forfattning.upphavd, self.daterad.till if self.daterad else None)
        return min((d for d in dagar if d), default=None)

    def borjar(self) -> date | None:
        """The first day in force, of the paragraph and its act."""
        dagar = (self.forfattning.i_kraft, self.daterad.fran if self.daterad else None)
        return max((d for d in dagar if d), default=None)

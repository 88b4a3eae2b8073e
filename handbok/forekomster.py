"""Every citation of law in the handbook's texts, with its place: read once, for the rules and for the laws' pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handbok.lagrum import Citat, lagdag, lagtolk, namn
from handbok.modell import Allvar, Berattelse, Dokument, Fynd, Handbok, Plats, Registerpost, Sida
from handbok.prosa import Punkter, prosa

# What may cite law: a text in its header and body, an entry of a register under its key lagrum.
Citerande = Dokument | Sida | Registerpost


@dataclass(frozen=True, slots=True)
class Forekomst:
    """A citation where it stands. `citat` is None for a header lagrum that cannot be parsed."""

    text: Citerande
    plats: Plats
    skriven: str
    citat: Citat | None
    i_sidhuvud: bool

    @property
    def allvar(self) -> Allvar | None:
        """A draft is only warned."""
        return "varning" if isinstance(self.text, Dokument) and self.text.status == "utkast" else None

    def fynd(self, text: str, gor_sa_har: str, *, allvar: Allvar | None = None) -> Fynd:
        """A finding here, which an exemption may name by the act or the citation."""
        f = self.citat.forfattning if self.citat else None
        acten = (namn(f), f.nummer, f.titel, f.kort or "") if f else ()
        namnen = (self.skriven, *((self.citat.namn,) if self.citat else ()), *acten)
        return Fynd(self.plats, text, gor_sa_har, allvar=self.allvar or allvar, namn=namnen)


@lru_cache(maxsize=1)
def forekomster(handbok: Handbok) -> tuple[Forekomst, ...]:
    """Every citation of every text that is judged (an upphävd document is not)."""
    if handbok.lagar is None:
        return ()
    bedoms = (t for t in handbok.texter if not _upphavd(t) and not utan_berattelse(handbok, t))
    i_texter = (f for t in bedoms for f in (*_i_sidhuvud(handbok, t), *_i_text(handbok, t)))
    return (*i_texter, *(f for post in handbok.register for f in _i_sidhuvud(handbok, post)))


def _upphavd(text: Dokument | Sida) -> bool:
    return isinstance(text, Dokument) and text.status == "upphävd"


def utan_berattelse(handbok: Handbok, text: Dokument | Sida) -> bool:
    """A page of a report whose front cannot be read: the days its laws are judged on are unknown."""
    return isinstance(text, Sida) and text.period is not None and text.period not in handbok.berattelser


def _dag(handbok: Handbok, text: Citerande) -> date:
    if isinstance(text, Registerpost):
        return handbok.datum
    rapport = berattelse(handbok, text)
    return rapport.period.till if rapport else lagdag(text, handbok.datum)


def berattelse(handbok: Handbok, text: Citerande) -> Berattelse | None:
    """The report a page is part of."""
    return handbok.berattelser.get(text.period or "") if isinstance(text, Sida) else None


def _i_sidhuvud(handbok: Handbok, text: Citerande) -> Iterator[Forekomst]:
    if handbok.lagar is None or isinstance(text, Sida):
        return
    dag = _dag(handbok, text)
    vag, lagrum = ((), text.lagrum) if isinstance(text, Dokument) else (text.nyckelvag, text.falt.get("lagrum", ()))
    for i, skriven in enumerate(lagrum):
        citat = lagtolk(handbok.lagar).header(skriven, dag)
        yield Forekomst(text, text.lagen.varde((*vag, "lagrum", i)), skriven, citat, True)


def _i_text(handbok: Handbok, text: Dokument | Sida) -> Iterator[Forekomst]:
    if handbok.lagar is None:
        return
    punkt = Punkter(text.text)
    for citat in lagtolk(handbok.lagar).i_text(prosa(text.text), _dag(handbok, text)):
        rad, kolumn = punkt(citat.start)
        yield Forekomst(text, Plats(text.fil, rad + text.textrad - 1, kolumn), citat.text, citat, False)

"""Which texts name which act, and what the law will change: rows for the pages of laws."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handbok.forekomster import forekomster
from handbok.lagrum import namn
from handbok.modell import Dokument, Forfattning, Handbok, Paragraftid, Sida
from handbok.oversikter import sorterade
from handbok.svenska import och, sorteringsnyckel, till_id
from handbok.tackning import kravlagen

MAPP = "docs/lagar"


@dataclass(frozen=True, slots=True)
class Lagtext:
    """A text that names an act: its citations in the header and in running text, as written, once each."""

    text: Dokument | Sida
    i_sidhuvud: tuple[str, ...]
    i_text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lagbruk:
    """An act with the texts that name it, documents before pages, by title."""

    forfattning: Forfattning
    texter: tuple[Lagtext, ...]

    @property
    def fil(self) -> str:
        """The act's page, by its number, which never changes."""
        return f"{MAPP}/{till_id(self.forfattning.nummer)}.md"

    @property
    def titel(self) -> str:
        """`SoL – Socialtjänstlag (2025:400)`."""
        f = self.forfattning
        return f"{f.kort} – {f.titel}" if f.kort else f.titel

    @property
    def dokument(self) -> list[Dokument]:
        """The styrdokument among the texts."""
        return [t.text for t in self.texter if isinstance(t.text, Dokument)]


@lru_cache(maxsize=1)
def lagbruk(handbok: Handbok) -> tuple[Lagbruk, ...]:
    """Every act that a text names, by title."""
    lagar: dict[str, Forfattning] = {}
    texter: dict[str, dict[str, Dokument | Sida]] = defaultdict(dict)
    citat: dict[tuple[str, str, bool], dict[str, None]] = defaultdict(dict)
    for f in forekomster(handbok):
        if f.citat and (lag := f.citat.forfattning) and isinstance(f.text, Dokument | Sida):
            lagar[lag.nummer] = lag
            texter[lag.nummer][f.text.fil] = f.text
            citat[lag.nummer, f.text.fil, f.i_sidhuvud][f.skriven] = None
    alla = (
        Lagbruk(lag, tuple(
            Lagtext(t, tuple(citat[nummer, t.fil, True]), tuple(citat[nummer, t.fil, False]))
            for t in sorted(texter[nummer].values(), key=_ordning)
        ))
        for nummer, lag in lagar.items()
    )  # fmt: skip
    return tuple(sorted(alla, key=lambda b: (sorteringsnyckel(b.titel), b.forfattning.nummer)))


def _ordning(text: Dokument | Sida) -> tuple[bool, str, str]:
    return isinstance(text, Sida), sorteringsnyckel(text.titel), text.fil


@dataclass(frozen=True, slots=True)
class Lagandring:
    """What begins or ends on a day ahead: `vad` is so from `dag` on.

    `berorda` are the documents that name what ends, or what a new act replaces; of a new paragraph those that name its
    chapter, and of a requirement those that name its paragraph.
    """

    dag: date
    vad: str
    lagar: tuple[Forfattning, ...]
    berorda: tuple[Dokument, ...]


@lru_cache(maxsize=1)
def lagandringar(handbok: Handbok) -> tuple[Lagandring, ...]:
    """What the registers know will change after the handbook's day, nearest first."""
    alla = (a for f in (handbok.lagar.forfattningar if handbok.lagar else ()) for a in _lagens(handbok, f))
    kommande = [a for a in (*alla, *_kravens(handbok)) if a.dag > handbok.datum]
    return tuple(sorted(kommande, key=lambda a: (a.dag, sorteringsnyckel(a.vad))))


def _lagens(handbok: Handbok, f: Forfattning) -> Iterator[Lagandring]:
    if f.i_kraft:
        ersatta = [g for g in (handbok.lagar.forfattningar if handbok.lagar else ()) if f.nummer in g.ersatt_av]
        vad = f"{_visat(f)} börjar gälla" + (f" och ersätter {och(_visat(g) for g in ersatta)}" if ersatta else "")
        yield Lagandring(f.i_kraft, vad.removesuffix(","), (f, *ersatta), _som_namner(handbok, (f, *ersatta)))
    if f.upphavd:
        vad = f"{_visat(f)} upphör att gälla" + (f" och ersätts av {och(f.ersatt_av)}" if f.ersatt_av else "")
        yield Lagandring(f.upphavd, vad, (f,), _som_namner(handbok, (f,)))
    for tid in f.daterade:
        paragraf = f"{namn(f)}{'' if tid.kapitel == '-' else f' {tid.kapitel} kap.'} {tid.paragraf} §"
        if tid.fran:
            berorda = _som_namner(handbok, (f,), tid, hela_kapitlet=True)
            yield Lagandring(tid.fran, f"{paragraf} börjar gälla", (f,), berorda)
        if tid.till:
            yield Lagandring(tid.till, f"{paragraf} upphör att gälla", (f,), _som_namner(handbok, (f,), tid))


def _visat(f: Forfattning) -> str:
    return f.titel if f.kort is None or f.kort in f.titel else f"{f.titel}, {f.kort},"


def _kravens(handbok: Handbok) -> Iterator[Lagandring]:
    for lage in kravlagen(handbok):
        if lage.krav.fran:
            vad = f"Ett nytt krav gäller, {lage.krav.lagrum}: {lage.krav.krav.rstrip('.')}"
            yield Lagandring(lage.krav.fran, vad, lage.lagar, tuple(sorterade({d for d, _ in lage.dokument})))


def _som_namner(
    handbok: Handbok, lagar: Iterable[Forfattning], tid: Paragraftid | None = None, *, hela_kapitlet: bool = False
) -> tuple[Dokument, ...]:
    """Documents that name one of the acts; with `tid` that paragraph of it, or its whole chapter."""
    svar: dict[str, Dokument] = {}
    for lag in lagar:
        for dok, kapitel, paragraf in _paragrafer(handbok).get(lag.nummer, ()):
            samma_kapitel = tid is None or (kapitel == tid.kapitel and (not hela_kapitlet or kapitel != "-"))
            if samma_kapitel and (tid is None or hela_kapitlet or paragraf == tid.paragraf):
                svar[dok.id] = dok
    return tuple(sorterade(svar.values()))


@lru_cache(maxsize=1)
def _paragrafer(handbok: Handbok) -> Mapping[str, list[tuple[Dokument, str | None, str | None]]]:
    """By act: each document that names it, and the chapter and paragraph it names."""
    svar: dict[str, list[tuple[Dokument, str | None, str | None]]] = defaultdict(list)
    for f in forekomster(handbok):
        if isinstance(f.text, Dokument):
            for x in f.citat.lagrum if f.citat else ():
                svar[x.forfattning.nummer].append((f.text, x.kapitel, x.paragraf))
    return svar

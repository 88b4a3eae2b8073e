"""Files -> raw data with places -> checked by schemas/ -> Handbok. The only reader of content."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from handbok import perioder
from handbok.adresser import dokument_id
from handbok.inlasning import uppgifter
from handbok.inlasning.dokument import las_dokument, las_sida
from handbok.inlasning.filer import (
    FORBJUDEN_LANK,
    OLASBAR_MAPP,
    LasFelUndantag,
    filer_under,
    forbjudna_lankar,
    las_bytes,
    olasbara_mappar,
    till_text,
)
from handbok.inlasning.scheman import granska
from handbok.inlasning.tabeller import las_rader, las_tabell, ojamna_rader
from handbok.inlasning.yamltext import las_yaml
from handbok.modell import (
    Dokument,
    Fynd,
    Handbok,
    InteKontrollerat,
    Krav,
    Lagen,
    Lagregister,
    Lasfel,
    Plats,
    Registerpost,
    Sida,
    Tabell,
)
from handbok.svenska import menade_du

__all__ = ["Rotfel", "las_handbok", "las_tabell_med"]

REGISTER = ("risker", "egenkontroller", "atgarder", "forbattringsomraden", "avtalsuppfoljning", "arshjul")
# What may lie beside the Markdown under docs/. Scripts, styles and pages of HTML are code, not content.
MEDIER = frozenset({"png", "jpg", "jpeg", "webp", "gif", "pdf", "csv", "xlsx", "ods", "docx", "odt", "txt"})


class Rotfel(Exception):
    """The root is no handbook: a required file is missing."""


def las_handbok(rot: Path, datum: date) -> Handbok:
    """Reads everything under `rot` as of `datum`. Faults of content become `lasfel`; no file hides another.

    Raises:
        Rotfel: mkdocs.yml or data/organisation.yml is missing, or `rot` is no folder.
    """
    for kravd in ("mkdocs.yml", "data/organisation.yml"):
        if not (rot / kravd).is_file():
            raise Rotfel(
                f"{kravd} finns inte i {rot}. Stå i handbokens mapp, eller ange den med --rot."
            )
    return _Lasning(rot, datum).handbok()


@dataclass
class _Lasning:
    """Collects what one reading finds; lives only until `handbok()` returns."""

    rot: Path
    datum: date
    lasfel: list[Lasfel] = field(default_factory=list)
    trasiga: dict[str, str] = field(default_factory=dict)
    lasta: Counter[str] = field(default_factory=Counter)
    inte: list[InteKontrollerat] = field(default_factory=list)
    filer: set[str] = field(default_factory=set)
    kontrollerade: dict[str, date] = field(default_factory=dict)

    def handbok(self) -> Handbok:
        for mapp in ("docs", "processer", "rutiner", "data"):
            olasbara = [(fil, FORBJUDEN_LANK) for fil in forbjudna_lankar(self.rot, mapp)]
            for fil, vad in (*olasbara, *((fil, OLASBAR_MAPP) for fil in olasbara_mappar(self.rot, mapp))):
                self.lasfel.append(Lasfel("oläsbar", Fynd(Plats(fil), *vad)))
                self.trasiga[fil] = fil
                self.inte.append(InteKontrollerat(fil, "filer", "Filen har fel som måste rättas först."))
        organisation = self._yaml("data/organisation.yml", "organisation", uppgifter.organisation)
        dokument = tuple(self._dokument())
        sidor = tuple(self._sidor())
        lagar = self._lagar()
        krav = self._krav()
        register = tuple(self._register())
        tabeller = tuple(self._tabeller())
        sokord = self._yaml("data/sokord.yml", "sokord", lambda d, _: d) if self._finns("data/sokord.yml") else {}
        return Handbok(
            datum=self.datum, organisation=organisation, dokument=dokument, sidor=sidor, tabeller=tabeller,
            lagar=lagar, krav=krav, register=register, sokordlista={k: tuple(v) for k, v in (sokord or {}).items()},
            filer=frozenset(self.filer), trasiga=self.trasiga, lasfel=tuple(self.lasfel),
            inte_kontrollerat=tuple(self.inte), antal_lasta=dict(self.lasta), tidigare={},
            kontrollerade_register=self.kontrollerade,
        )  # fmt: skip

    def _finns(self, fil: str) -> bool:
        return (self.rot / fil).is_file()

    def _under(self, mapp: str) -> list[str]:
        alla = list(filer_under(self.rot, mapp))
        self.filer.update(alla)
        return alla

    def _forsok(self, fil: str, slag: str, las: Callable[[str], Any], id_: str | None = None) -> Any:
        """`las(fil)`, or None with its faults noted: a fault in a file never stops the reading of others."""
        self.lasta[slag] += 1
        self.filer.add(fil)
        try:
            svar = las(fil)
        except LasFelUndantag as fel:
            svar = [Lasfel("oläsbar", Fynd(Plats(fil, fel.rad, fel.kolumn), fel.text, fel.gor_sa_har))]
        if isinstance(svar, list) and svar and isinstance(svar[0], Lasfel):
            self.lasfel += svar
            self.trasiga[id_ or fil] = fil
            self.inte.append(InteKontrollerat(fil, slag, "Filen har fel som måste rättas först."))
            return None
        return svar

    def _yaml(self, fil: str, schemanamn: str, bygg: Callable[[Any, Lagen], Any], slag: str = "uppgifter") -> Any:
        return self._forsok(fil, slag, lambda f: uppgifter.las_uppgifter(las_bytes(self.rot, f), f, schemanamn, bygg))

    def _dokument(self) -> Iterator[Dokument]:
        for mapp in ("processer", "rutiner"):
            for fil in self._under(mapp):
                if fil.lower().endswith(".md"):
                    id_ = dokument_id(fil)
                    dok = self._forsok(fil, "dokument", self._las_dokument, id_)
                    if dok is not None:
                        yield dok

    def _las_dokument(self, fil: str) -> Dokument | list[Lasfel]:
        return las_dokument(till_text(las_bytes(self.rot, fil)), fil)

    def _sidor(self) -> Iterator[Sida]:
        for fil in self._under("docs"):
            andelse = PurePosixPath(fil).suffix.removeprefix(".").lower()
            if andelse == "md":
                sida = self._forsok(fil, "sidor", lambda f: las_sida(till_text(las_bytes(self.rot, f)), f))
                if sida is not None:
                    yield sida
            elif andelse not in MEDIER:
                vad = f"Filer av slaget .{andelse} publiceras inte." if andelse else "Filen saknar filändelse."
                self.lasfel.append(Lasfel("fel värde", Fynd(
                    Plats(fil), vad,
                    f"Ta bort filen. Bredvid sidorna får dessa ligga: {', '.join(sorted(MEDIER))}.",
                )))  # fmt: skip

    def _lagar(self) -> Lagregister | None:
        delar: dict[str, list[Any]] = {"forfattningar": [], "foreskrifter": [], "konkordans": []}
        filer = [f for f in self._under("data/lagar") if f.endswith(".yml")]
        for fil in filer:
            schemanamn = fil.removeprefix("data/lagar/").removesuffix(".yml").split("-")[0]
            if schemanamn in delar:
                delar[schemanamn] += self._daterat(fil, schemanamn, getattr(uppgifter, schemanamn)) or ()
            else:
                self._okand(fil, ("forfattningar.yml", "foreskrifter.yml", "konkordans-….yml"))
        if not filer or any(fil in self.trasiga for fil in filer):
            return None
        return Lagregister((*delar["forfattningar"], *delar["foreskrifter"]), tuple(delar["konkordans"]))

    def _krav(self) -> tuple[Krav, ...] | None:
        filer = [f for f in self._under("data/krav") if f.endswith(".yml")]
        delar = [self._daterat(fil, "krav", uppgifter.krav) for fil in filer]
        return None if not filer or None in delar else tuple(k for del_ in delar for k in del_)

    def _daterat(self, fil: str, schemanamn: str, bygg: Callable[[Any, Lagen], Any]) -> Any:
        """A register that says when it was last compared with its source."""

        def med_dag(data: Any, lagen: Lagen) -> Any:
            self.kontrollerade[fil] = data["kontrollerad"]
            return bygg(data, lagen)

        return self._yaml(fil, schemanamn, med_dag)

    def _register(self) -> Iterator[Registerpost]:
        for fil in self._under("data/register"):
            namn = fil.removeprefix("data/register/").removesuffix(".yml")
            if namn not in REGISTER:
                self._okand(fil, [f"{r}.yml" for r in REGISTER])
                continue
            yield from self._yaml(fil, namn, partial(uppgifter.registerposter, namn=namn)) or ()

    def _okand(self, fil: str, kanda: Any) -> None:
        namn = fil.rsplit("/", 1)[-1]
        self.lasfel.append(Lasfel("fel värde", Fynd(
            Plats(fil), f"Filen {namn} hör inte hemma här.", menade_du(namn, kanda) or "Flytta eller ta bort filen.",
        )))  # fmt: skip

    def _tabeller(self) -> Iterator[Tabell]:
        for fil in self._under("data"):
            traff = re.fullmatch(r"data/([^/]+)/([^/]+)\.(csv|yml)", fil)
            if not traff or not perioder.NAMN.fullmatch(traff[1]):
                continue
            syskon = fil[:-3] + ("yml" if traff[3] == "csv" else "csv")
            if traff[3] == "yml":
                if not self._finns(syskon):
                    self._forsok(fil, "tabeller", _utan_csv, id_=syskon)
                continue
            if not self._finns(syskon):
                self._forsok(fil, "tabeller", _utan_yaml)
                continue
            tabell = self._forsok(fil, "tabeller", self._las_tabell)
            if tabell is not None:
                yield tabell

    def _las_tabell(self, fil: str) -> Tabell | list[Lasfel]:
        return las_tabell_med(self.rot, fil, lambda: las_bytes(self.rot, fil))


def las_tabell_med(rot: Path, fil: str, csv: Callable[[], bytes]) -> Tabell | list[Lasfel]:
    """The table `fil` with the YAML beside it and the bytes that `csv` gives, or every fault of both."""
    fil_yaml = fil[:-3] + "yml"
    rader: list[tuple[int, list[str]]] = []
    fel: list[Lasfel] = []
    try:
        rader = las_rader(csv())
        fel += ojamna_rader(fil, rader)
    except LasFelUndantag as csvfel:
        fel.append(Lasfel("oläsbar", Fynd(Plats(fil, csvfel.rad, csvfel.kolumn), csvfel.text, csvfel.gor_sa_har)))
    try:
        data, lagen = las_yaml(till_text(las_bytes(rot, fil_yaml)), fil_yaml)
        data, yamlfel = granska({} if data is None else data, lagen, "tabell")
        fel += yamlfel
    except LasFelUndantag as f:
        fel.append(Lasfel("oläsbar", Fynd(Plats(fil_yaml, f.rad, f.kolumn), f.text, f.gor_sa_har)))
    return fel or las_tabell(fil, rader, data, lagen)


def _utan_yaml(fil: str) -> list[Lasfel]:
    return [Lasfel("obelagd", Fynd(
        Plats(fil), "Tabellen saknar uppgifter om källa, period och röjande.",
        f"Skapa {fil[:-3]}yml med uppgifterna. Se guiden Så fyller du i årets siffror.",
    ))]  # fmt: skip


def _utan_csv(fil: str) -> Any:
    raise LasFelUndantag(
        "Tabellens CSV-fil finns inte.", f"Lägg till {fil[:-3]}csv, eller ta bort den här filen."
    )

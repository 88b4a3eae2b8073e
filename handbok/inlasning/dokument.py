"""Documents and fixed pages: header and body of a Markdown file."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from handbok import perioder
from handbok.adresser import dokument_id
from handbok.inlasning.filer import LasFelUndantag
from handbok.inlasning.scheman import granska
from handbok.inlasning.yamltext import las_yaml
from handbok.modell import (
    Aktivitet,
    Andring,
    Berattelse,
    Beslut,
    Dokument,
    Fynd,
    Granskning,
    Lagen,
    Lasfel,
    Omfattning,
    Period,
    Plats,
    Processbeskrivning,
    Remiss,
    Remissvar,
    Sida,
    Steg,
    Undantag,
)
from handbok.prosa import utan_kod

Data = Mapping[str, Any]
_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_RUBRIK_1 = re.compile(r"^# +(.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)
# KRAV003 names a missing list of activities, so the schema leaves it alone.
_ANDRA_REGLER = frozenset({"aktiviteter"})


def dela(text: str, fil: str) -> tuple[Any, Lagen, str, int] | None:
    """Splits front matter from body: header data, its places, body, and the body's first line.

    None without front matter.

    Raises:
        LasFelUndantag: a header that is never closed, or is not YAML.
    """
    if not re.match(r"---[ \t]*\n", text):
        return None
    rader = text.split("\n")
    slut = next((i for i, rad in enumerate(rader[1:], 1) if rad.rstrip() == "---"), None)
    if slut is None:
        raise LasFelUndantag("Sidhuvudet tar aldrig slut.", "Skriv --- på en egen rad efter uppgifterna.")
    data, lagen = las_yaml("\n".join(rader[1:slut]) + "\n", fil, forsta_rad=2)
    return {} if data is None else data, lagen, "\n".join(rader[slut + 1 :]), slut + 2


def las_dokument(text: str, fil: str) -> Dokument | list[Lasfel]:
    """A document from its file's text, or everything that is wrong with its header."""
    delar = dela(text, fil)
    if delar is None:
        raise LasFelUndantag(
            "Dokumentet saknar sidhuvud.", "Börja filen med --- och uppgifterna om dokumentet. Se guiden."
        )
    data, lagen, brod, textrad = delar
    id_ = dokument_id(fil)
    data, fel = granska(data, lagen, "dokument", utom=_ANDRA_REGLER)
    if not _ID.fullmatch(id_):
        fel.append(Lasfel("fel värde", Fynd(
            Plats(fil), f'Filnamnet "{id_}" går inte att använda som id.',
            "Använd bara små bokstäver a–z, siffror och bindestreck. å och ä skrivs a, ö skrivs o.",
        )))  # fmt: skip
    inline, inlinefel = _inline_undantag(brod, textrad, fil)
    return [*fel, *inlinefel] or _dokument(id_, fil, data, lagen, brod, textrad, inline)


def _dokument(
    id_: str, fil: str, d: Data, lagen: Lagen, text: str, textrad: int, inline: tuple[Undantag, ...]
) -> Dokument:
    dagar = d.get("datum", {})
    granskad, remiss, omfattning = d.get("granskad"), d.get("remiss"), d.get("gäller_för", {})
    return Dokument(
        id=id_, fil=fil, titel=str(d["titel"]), typ=d["typ"], status=d["status"], version=d.get("version"),
        agare=d["ägare"], faststalld=dagar.get("fastställd"), galler_fran=dagar.get("gäller_från"),
        galler_till=dagar.get("gäller_till"), oversyn_senast=dagar.get("översyn_senast"),
        upphavd=dagar.get("upphävd"),
        granskad=Granskning(granskad["datum"], granskad["av"]) if granskad else None,
        beslut=_beslut(d.get("beslut")), lagrum=tuple(d.get("lagrum", ())),
        galler_for=Omfattning(
            omfattning.get("nivå"), *(tuple(omfattning.get(n, ())) for n in ("verksamheter", "enheter", "roller"))
        ),
        publik=d.get("publicering") == "publik", ersatter=tuple(d.get("ersätter", ())), ersatt_av=d.get("ersatt_av"),
        skal_upphavd=d.get("skäl_upphävd"),
        andringar=_andringar(d),
        sokord=tuple(d.get("sökord", ())), undantag=(*_undantag(d, lagen), *inline),
        remiss=Remiss(
            tuple(remiss["till"]), remiss["svar_senast"],
            tuple(Remissvar(s["från"], s["datum"], s["text"]) for s in remiss.get("svar", ())),
        ) if remiss else None,
        process=_process(d) if d["typ"] == "process" else None,
        text=text, textrad=textrad, lagen=lagen,
    )  # fmt: skip


def _beslut(d: Data | None) -> Beslut | None:
    return Beslut(d["av"], d.get("paragraf"), d.get("diarienummer")) if d else None


def _andringar(d: Data) -> tuple[Andring, ...]:
    return tuple(Andring(a["version"], a["datum"], a["vad"], a["betydande"]) for a in d.get("ändringar", ()))


def _undantag(d: Data, lagen: Lagen) -> tuple[Undantag, ...]:
    return tuple(
        Undantag(u["kod"], u["skäl"], u["till"], u.get("gäller"), lagen.varde(("undantag", i)))
        for i, u in enumerate(d.get("undantag", ()))
    )


def _process(d: Data) -> Processbeskrivning:
    return Processbeskrivning(
        d.get("kategori"), d.get("processledare"), d.get("syfte"), d.get("startar_när"), d.get("resultat"),
        tuple(
            Aktivitet(
                a["id"], a["namn"], a["roll"], tuple(a.get("rutiner", ())), a.get("rutin_behövs_inte"),
                tuple(Steg(s["till"], s.get("när")) for s in a.get("sedan", ())),
                tuple(a.get("samverkan", ())), a.get("delprocess"),
            )
            for a in d.get("aktiviteter", ())
        ),
    )  # fmt: skip


_TOM_RAD = re.compile(r"\n[ \t]*\n")
_INLINE = re.compile(r"<!--\s*undantag:((?:(?!<!--).)*?)-->", re.DOTALL)
_TECKEN = re.compile(r"\S|\Z")


def _inline_undantag(text: str, textrad: int, fil: str) -> tuple[tuple[Undantag, ...], list[Lasfel]]:
    """`<!-- undantag: {kod: …, skäl: …, till: …} -->` covers the block after it, to the next blank line. In code it is
    an example of how one is written."""
    undantag: list[Undantag] = []
    fel: list[Lasfel] = []
    if "undantag:" not in text:
        return (), fel
    radslut = [traff.start() for traff in re.finditer("\n", text)]
    i_texten = utan_kod(text, med_kommentarer=True)
    for traff in (t for t in _INLINE.finditer(text) if i_texten.startswith("<!--", t.start())):
        rad = bisect_left(radslut, traff.start()) + textrad
        plats = Plats(fil, rad, traff.start() - text.rfind("\n", 0, traff.start()))
        try:
            data, _ = las_yaml(traff[1].strip() + "\n", fil, plats.rad)
        except LasFelUndantag as orsak:
            fel.append(Lasfel("oläsbar", Fynd(plats, orsak.text, orsak.gor_sa_har)))
            continue
        lagen = Lagen(fil, {}, {(): (plats.rad, plats.kolumn)})
        data, nya = granska({"undantag": [data or {}]}, lagen, "inlineundantag")
        fel += nya
        if not nya:
            u = data["undantag"][0]
            borjan = next(_TECKEN.finditer(text, traff.end())).start()
            slut = _TOM_RAD.search(text, borjan)
            sista = bisect_left(radslut, slut.start() if slut else len(text)) + textrad
            rader = bisect_left(radslut, borjan) + textrad, sista
            undantag.append(Undantag(u["kod"], u["skäl"], u["till"], u.get("gäller"), plats, rader))
    return tuple(undantag), fel


def berattelseperiod(fil: str) -> str | None:
    """The period whose kvalitetsberättelse a file under docs/ belongs to: docs/kvalitetsberattelse/<period>…"""
    delar = fil.removeprefix("docs/kvalitetsberattelse/").split("/")
    namn = delar[0].removesuffix(".md") if len(delar) == 1 else delar[0]
    return namn if fil.startswith("docs/kvalitetsberattelse/") and perioder.NAMN.fullmatch(namn) else None


def las_sida(text: str, fil: str) -> Sida | list[Lasfel]:
    """A fixed page; it may lack a header if it carries a heading 1. A report's front must have one."""
    period = berattelseperiod(fil)
    ar_framsida = period is not None and fil.removeprefix("docs/kvalitetsberattelse/").removesuffix(".md") in (
        period,
        f"{period}/index",
    )
    delar = dela(text, fil)
    rubrik = _RUBRIK_1.search(text if delar is None else delar[2])
    if delar is None and (rubrik is None or ar_framsida):
        raise LasFelUndantag(
            "Sidan saknar sidhuvud.", "Börja filen med --- och titel, eller med en rubrik på nivå 1: # Rubrik."
        )
    data, lagen, brod, textrad = delar or ({}, Lagen(fil), text, 1)
    data, fel = granska(data, lagen, "kvalitetsberattelse" if ar_framsida else "sida")
    if ar_framsida and not fel:
        fel = _periodfel(data["period"], str(period), lagen)
    if not fel and "titel" not in data and rubrik is None:
        fel = [Lasfel("saknas", Fynd(Plats(fil), "titel saknas.", "Lägg till titel, eller en rubrik på nivå 1."))]
    inline, inlinefel = _inline_undantag(brod, textrad, fil)
    if fel or inlinefel:
        return [*fel, *inlinefel]
    intern = data.get("publicering", "intern" if fil.startswith("docs/intern/") else "publik") == "intern"
    return Sida(
        fil=fil, titel=str(data.get("titel") or (rubrik and rubrik[1])), publik=not intern,
        sokord=tuple(data.get("sökord", ())), lasare=data.get("läsare"), undantag=(*_undantag(data, lagen), *inline),
        period=period, berattelse=_berattelse(data) if ar_framsida else None, text=brod, textrad=textrad, lagen=lagen,
    )  # fmt: skip


def _periodfel(period: Data, mappens: str, lagen: Lagen) -> list[Lasfel]:
    """A report is found by its period: its name is the folder's, and its days come in order."""
    fel = []
    if period["namn"] != mappens:
        text = f"Perioden heter {period['namn']}, men berättelsen ligger under {mappens}."
        fel.append(Fynd(lagen.varde(("period", "namn")), text, f"Skriv namn: {mappens}, eller flytta filen."))
    if period["från"] > period["till"]:
        text = f"Perioden börjar {period['från']}, efter att den slutar {period['till']}."
        fel.append(Fynd(lagen.varde(("period", "från")), text, "Rätta från eller till."))
    return [Lasfel("fel värde", f) for f in fel]


def _berattelse(d: Data) -> Berattelse:
    period = d["period"]
    return Berattelse(
        Period(str(period["namn"]), period["från"], period["till"]), d["status"], d.get("version"),
        d.get("datum", {}).get("fastställd"), _beslut(d.get("beslut")), _andringar(d),
    )  # fmt: skip

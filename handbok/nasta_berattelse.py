"""The next kvalitetsberättelse: the chapters of the latest, its tables without figures, and what it promised."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import yaml

from handbok import perioder
from handbok.mallar import Anrop, las_mall
from handbok.modell import Handbok, Period, Registerpost, Sida, Tabell, Tabellcell
from handbok.prosa import utan_kod
from handbok.registermakron import UR_REGISTREN
from handbok.siffror.lopande import lostal
from handbok.svenska import manader_senare

BERATTELSER = "docs/kvalitetsberattelse"
_UTAN = ("källa", "kända_fel", "noter", "reviderad", "seriebrott")  # what is said of the old figures
_ORORDA = ("röjande", "serie", "enhet", "minsta_skillnad")  # what holds no name of a row, column or period
# A column of last year's remarks.
_ANMARKNING = re.compile(r"not(?:er)?|anmärkning(?:ar)?|kommentar(?:er)?", re.IGNORECASE)
# What a title or a note says of the old figures.
_OM_SIFFRORNA = re.compile(r"\b(?:påhittad|påhittat|preliminär)", re.IGNORECASE)
_PARENTES = re.compile(r"\s*\(([^()]*)\)")
_SKRIV_SIFFROR = "Skriv vad som hände under perioden, och vad det betyder för dem vi är till för."
_SKRIV_TEXT = "Skriv det som gäller nu. Utgå från samma avsnitt i förra berättelsen."
_RUBRIK = re.compile(r"^(#{1,6}) +(.+)$", re.MULTILINE)
# A year that is no statute's number and no part of a larger number; with the next year after it: `2024/25`, `24/25`.
_AR = re.compile(r"(?<![\w.,:])((?:19|20)\d{2})(?:([/–])(\d{2}))?(?![\d:])|(?<![\d/])(\d{2})/(\d{2})(?![\d/])")
Flytta = Callable[[str], str]


class IngenBerattelse(Exception):
    """There is no report to begin from, or none can follow it so; a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class Nasta:
    """A new report: its period, the files of its two folders, the cells to fill by table, and what must be answered."""

    period: Period
    forra: Period
    sidor: Mapping[str, bytes]
    tabeller: Mapping[str, bytes]
    tomma: Mapping[str, int]
    loften: tuple[Registerpost, ...]


def nasta_berattelse(handbok: Handbok, namn: str | None) -> Nasta:
    """The report of `namn`, or of the period after the latest report's.

    Raises:
        IngenBerattelse: there is no earlier report, it has faults, or the period is none or not later.
    """
    if not handbok.berattelser:
        raise IngenBerattelse("Det finns ingen kvalitetsberättelse att utgå från.")
    forra = max((b.period for b in handbok.berattelser.values()), key=lambda p: p.till)
    period = _period(forra, namn)
    mappar = (f"{BERATTELSER}/{forra.namn}", f"data/{forra.namn}")
    if trasiga := sorted(f for f in handbok.trasiga.values() if f.startswith(mappar)):
        raise IngenBerattelse(f"{trasiga[0]} har fel som måste rättas först.")
    flytta = _flyttare(period.fran.year - forra.fran.year)
    tabeller = [t for t in handbok.tabeller if t.periodnamn == forra.namn]
    loften = tuple(
        p for p in handbok.register
        if p.register == "forbattringsomraden" and "utfall" not in p.falt
        and perioder.slut(p.falt["period"]) <= perioder.slut(forra.namn)
    )  # fmt: skip
    filer = {t.id: _tabell(t, forra, period, flytta) for t in tabeller}
    return Nasta(
        period, forra, _sidor(handbok, forra, period, loften, flytta),
        {f"{id_}.{slag}": text.encode(kod) for id_, (csvtext, yamltext) in filer.items()
         for slag, text, kod in (("csv", csvtext, "utf-8-sig"), ("yml", yamltext, "utf-8"))},
        {t.id: sum(c.enhet != "text" for rad in t.rader.values() for c in rad.values()) for t in tabeller}, loften,
    )  # fmt: skip


def _period(forra: Period, namn: str | None) -> Period:
    """The period named; a year alone is, after a broken year, the broken year that begins in it."""
    manader, dagar = perioder.langd(forra.fran, forra.till)
    fran = forra.till + timedelta(days=1)
    if namn is not None:
        granser = perioder.granser(namn) if perioder.NAMN.fullmatch(namn) else None
        if granser is None:
            raise IngenBerattelse(f"{namn} är ingen period. Skriv till exempel 2026 eller 2025-04--2026-03.")
        if len(namn) > 4 or perioder.langd(forra.fran, forra.till) != (12, 0):
            period = Period(namn, *granser)
            return _senare(period, forra)
        fran = perioder.flytta(forra.fran, int(namn) - forra.fran.year)
    till = (manader_senare(fran, manader) if manader else fran + timedelta(days=dagar)) - timedelta(days=1)
    return _senare(Period(perioder.namnge(fran, till), fran, till), forra)


def _senare(period: Period, forra: Period) -> Period:
    if period.fran <= forra.till:
        raise IngenBerattelse(f"Perioden {period.namn} kommer inte efter den senaste berättelsens, {forra.namn}.")
    return period


def _flyttare(ar: int) -> Flytta:
    """Years in a text, moved."""

    def ett(traff: re.Match[str]) -> str:
        helt, streck, foljande, kort, kort_foljande = traff.groups()
        if helt:
            return str(int(helt) + ar) + (f"{streck}{(int(foljande) + ar) % 100:02}" if streck else "")
        if (int(kort) + 1) % 100 != int(kort_foljande):
            return traff[0]
        return f"{(int(kort) + ar) % 100:02}/{(int(kort_foljande) + ar) % 100:02}"

    return lambda text: _AR.sub(ett, text)


def _tabell(tabell: Tabell, forra: Period, period: Period, flytta: Flytta) -> tuple[str, str]:
    """CSV and YAML with the same rows, columns and relations, and no figure. Where the old ones came from is a comment:
    TAL008 asks for it when the first figure is filled in."""
    ut = io.StringIO()
    skrivare = csv.writer(ut, delimiter=";", lineterminator="\n")
    skrivare.writerow([tabell.radnyckel, *(flytta(k.namn) for k in tabell.kolumner)])
    for rad, celler in tabell.rader.items():
        skrivare.writerow([flytta(rad), *(_tom_cell(tabell, *cell, flytta) for cell in celler.items())])
    d = {k: v if k in _ORORDA else _flyttad(v, flytta, k) for k, v in tabell.relationer.items() if k not in _UTAN}
    if tabell.fran and tabell.till:
        dagar = tabell.fran, tabell.till
        hela, ar = dagar == (forra.fran, forra.till), period.fran.year - forra.fran.year
        fran, till = (period.fran, period.till) if hela else (perioder.flytta(dag, ar) for dag in dagar)
        d["period"] = {"från": fran, "till": till}
    d["titel"] = _PARENTES.sub(lambda m: "" if _OM_SIFFRORNA.search(m[1]) else m[0], d["titel"])
    # What is said of a certain year was said of that year.
    noter = {k: v for k, v in tabell.noter.items() if flytta(k + v) == k + v and not _OM_SIFFRORNA.search(v)}
    return ut.getvalue(), _yaml(d | ({"noter": noter} if noter else {})) + _forra_kallan(tabell)


def _forra_kallan(tabell: Tabell) -> str:
    if "källa" not in tabell.relationer:
        return ""
    gor = "# Förra årets källa. Ta bort # i början av raderna när siffrorna är ifyllda, och skriv dagen de togs ut:\n"
    return gor + "".join(
        f"# {rad}\n" for rad in _yaml({"källa": tabell.relationer["källa"] | {"uttag": "ÅÅÅÅ-MM-DD"}}).splitlines()
    )


def _tom_cell(tabell: Tabell, kolumn: str, cell: Tabellcell, flytta: Flytta) -> str:
    if cell.enhet != "text":
        return "saknas"
    if kolumn == tabell.relationer.get("periodkolumn"):
        return flytta(cell.text)
    return "" if _ANMARKNING.fullmatch(kolumn) else cell.text


def _flyttad(varde: Any, flytta: Flytta, nyckel: str) -> Any:
    """A value of the YAML with the years moved in the names it holds; in a formula only in names."""
    if isinstance(varde, str):
        if nyckel == "tabell":
            return varde
        i_formel = nyckel in ("formel", "kontroller")
        return re.sub(r"\[[^\]]*\]", lambda m: flytta(m[0]), varde) if i_formel else flytta(varde)
    if isinstance(varde, list):
        return [_flyttad(v, flytta, nyckel) for v in varde]
    if isinstance(varde, dict):
        return {flytta(k): _flyttad(v, flytta, k if k in ("formel", "tabell") else nyckel) for k, v in varde.items()}
    return varde


def _yaml(d: Mapping[str, Any]) -> str:
    """A key a line, with what belongs to it beside it where that is short of levels."""
    return "".join(
        yaml.safe_dump({k: v}, allow_unicode=True, sort_keys=False, width=1_000_000,
                       default_flow_style=None if isinstance(v, dict | list) else False)
        for k, v in d.items()
    )  # fmt: skip


def _sidor(
    handbok: Handbok, forra: Period, period: Period, loften: tuple[Registerpost, ...], flytta: Flytta
) -> dict[str, bytes]:
    """Each chapter with its headings and tables; the front with its own state and links to the others."""
    alla = [s for s in handbok.sidor if s.period == forra.namn]
    filer = {s.fil: s.fil.removeprefix(f"{BERATTELSER}/{forra.namn}/") if "/" in s.fil.removeprefix(f"{BERATTELSER}/")
             else "index.md" for s in alla}  # fmt: skip
    svarar = next((s.fil for s in alla if "förbättring" in s.titel.casefold()), None) or next(
        s.fil for s in alla if s.berattelse
    )
    svar = {}
    for sida in alla:
        delar = [_huvud(sida, forra, period, flytta), *_stomme(sida, flytta)]
        if sida.berattelse:
            lankar = [f"- [{_ren(s.titel, flytta)}]({filer[s.fil]})" for s in alla if not s.berattelse]
            delar += ["## Innehåll", "\n".join(lankar)] if lankar else []
        if sida.fil == svarar and loften:
            delar += ["## Förra periodens förbättringsområden", *map(_lofte, loften)]
        svar[filer[sida.fil]] = ("\n\n".join(filter(None, delar)) + "\n").encode()
    return svar


def _huvud(sida: Sida, forra: Period, period: Period, flytta: Flytta) -> str:
    """The header: the title, and of the front its period and that it is a draft."""
    byter_namn = sida.berattelse and forra.namn in sida.titel
    titel = sida.titel.replace(forra.namn, period.namn) if byter_namn else flytta(sida.titel)
    d: dict[str, Any] = {"titel": titel} if sida.berattelse or ("titel",) in sida.lagen.varden else {}
    if not sida.publik:
        d["publicering"] = "intern"
    if sida.berattelse:
        d["period"] = {"namn": period.namn, "från": period.fran, "till": period.till}
        d["status"] = "utkast"
    return f"---\n{_yaml(d)}---" if d else ""


def _stomme(sida: Sida, flytta: Flytta) -> Iterator[str]:
    """The headings, under each its tables and charts, and what to write."""
    ren, anrop = utan_kod(sida.text), las_mall(sida.text)[0]
    rubriker = list(_RUBRIK.finditer(ren))
    granser = [0, *(m.start() for m in rubriker), len(ren)]
    for m, borjan, slut in zip([None, *rubriker], granser, granser[1:], strict=False):
        rubrik = _ren(sida.text[m.start() : m.end()], flytta) if m else None
        if rubrik and rubrik.lstrip("# ").casefold() == "innehåll":
            continue
        if rubrik:
            yield rubrik
        egna = [a for a in anrop if borjan <= a.start < slut]
        if ren[m.end() if m else borjan : slut].strip():
            yield _SKRIV_SIFFROR if any(a.namn in _MED_SIFFROR for a in egna) else _SKRIV_TEXT
        yield from dict.fromkeys(filter(None, (_medfoljer(sida.text, a, anrop, flytta) for a in egna)))


def _medfoljer(text: str, anrop: Anrop, alla: Iterable[Anrop], flytta: Flytta) -> str | None:
    """What the next report has of a call: a whole table or chart, and the paragraph of what is counted in registers,
    for it counts the new period by itself."""
    if anrop.namn in _HELA:
        return None if _annan_period(anrop) else _anrop(anrop, flytta)
    fran = text.rfind("\n\n", 0, anrop.start) + 1
    till = (text + "\n\n").index("\n\n", anrop.slut)
    egna = [a for a in alla if fran <= a.start < till]
    if any(a.namn not in UR_REGISTREN or a.argument or "period" in a.nyckelord for a in egna):
        return None
    return flytta(text[fran:till].strip())


_HELA = {"tabell": 1, "diagram": 6}  # with how many arguments before `period`
_MED_SIFFROR = {*_HELA, "tal", "andel", "jamfor", "pil", *UR_REGISTREN}


def _annan_period(anrop: Anrop) -> bool:
    """Whether a call names a period itself: what was shown beside the year's own figures."""
    return "period" in anrop.nyckelord or len(anrop.argument) > _HELA[anrop.namn]


def _anrop(anrop: Anrop, flytta: Flytta) -> str:
    """A call with the years moved in the names of rows and columns."""

    def skriv(varde: Any, nyckel: str) -> str:
        return "none" if varde is None else json.dumps(_flyttad(varde, flytta, nyckel), ensure_ascii=False, default=str)

    delar = [skriv(v, "" if i else "tabell") for i, v in enumerate(anrop.argument)]
    delar += [f"{n}={skriv(v, n)}" for n, v in anrop.nyckelord.items()]
    return f"{{{{ {anrop.namn}({', '.join(delar)}) }}}}"


def _ren(text: str, flytta: Flytta) -> str:
    """A heading or title without macro calls."""
    return " ".join(re.sub(r"\{\{.*?\}\}", "", flytta(text)).split())


def _lofte(post: Registerpost) -> str:
    """What was promised, to be answered; by its id where its own words hold a figure."""
    ord_ = [post.falt["vad"], post.falt.get("effektmått", "")]
    vad = f"`{post.id}`" if any(not t.ar_ord for o in ord_ for t in lostal(o)) else _ordagrant(ord_[0])
    matt = f" Effektmått: {_ordagrant(ord_[1])}." if ord_[1] and not vad.startswith("`") else ""
    gor = f"Skriv vad det blev, och skriv utfall för `{post.id}` i registret över förbättringsområden."
    return f"### {vad}\n\n{gor}{matt}"


def _ordagrant(text: str) -> str:
    """Text of a register as Markdown that says just that."""
    return re.sub(r"([\\`*_{}\[\]<>#])", r"\\\1", " ".join(text.split())).rstrip(".")

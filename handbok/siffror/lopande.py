"""Figures in running text that no table stands behind: unbound until they are known to be something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from handbok.prosa import prosa

_MANAD = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_AR = r"(?:19|20)\d{2}"
_PARAGRAF = r"\d{1,3}(?:\s?[a-z](?:[-–][a-z])?\b)?"
_STRECK = r"\s?[-–—/]\s?"
_ENHET = r"%|(?:procent|kr|kronor|personer|timmar|dagar|st)\b"
_SPANN = rf"{_AR}(?:{_STRECK}(?:{_AR}|\d{{2}}))?\b(?![-.,:]\d|\s?(?:{_ENHET}))"
# What a year stands after; and what follows a count that looks like one: a noun in the plural, and no verb.
_VID_AR = r"under|år(?:et|en)?|för|sedan|våren|sommaren|hösten|vintern|\w*berättelsen?|läsåret"
_VERB = "kommer|gäller|ligger|redovisar|innehåller|omfattar|beskriver|behöver|fortsätter|minskar|börjar|startar|slutar"
_NOMEN = "[a-zåäö]{4,}(?:er|ar|or)|[a-zåäö]*(?:ärenden|anden|mål|fall|beslut|barn|are|svar|fel)"
_FLERTAL = rf"(?!(?:{_VERB})\b)(?-i:{_NOMEN})\b"
# What a number may be without being a statistic (04 Figures): dates, years, law, diarienummer, ages, numbering.
_TILLATNA = re.compile(
    rf"""
    \{{\{{.*?\}}\}}
  | \b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b
  | \b\d{{1,2}}(?:{_STRECK}\d{{1,2}})?\s(?:{_MANAD})\b(?:\s{_AR})?
  | \b{_PARAGRAF}(?:(?:\s?[-–,]\s?|\s(?:och|eller|samt)\s){_PARAGRAF}){{0,20}}\s?(?:§|kap\b) | §\s?\d+(?:\s?[-–]\s?\d+)?
  | \b(?:1[7-9]|20)\d{{2}}:\d+\b
  | \b(?-i:[A-ZÅÄÖ]{{2,6}})[\s/]{_AR}[:/-]\d+(?:-\d+(?:[.:]\d+)*)? | \b(?:dnr|diarienummer):?\s\S*\d
  | \b\d{{1,3}}(?:{_STRECK}|\s(?:och|till)\s)\d{{1,3}}[\s-]?års?\b | \b(?:\d{{1,3}}{_STRECK})?\d{{1,3}}-åring\w*
  | \b\d{{1,3}}\s?år\s(?:och|eller)\s(?:äldre|yngre|uppåt|däröver) | \b\d{{1,3}}\+(?!\s?\d)
  | \b(?:artikel|punkt|kapitel|avsnitt|bilaga|tabell|figur|steg|sida|version)\s\d+(?:\.\d+)*
  | \b(?-i:[A-ZÅÄÖ]+)\d+\w* | \[\^\w+\] | \{{:?[ ]?[.\#][\w.\#\ -]*\}}
  | \bring\w*\s(?:112|1177)\b | \b0\d{{1,3}}-\d{{2,3}}(?:\s?\d{{2,3}}){{1,3}}\b
  | \b(?:{_VID_AR})\s{_SPANN}(?:(?:,|\s(?:och|till|samt|eller))\s{_SPANN})* | \b{_SPANN}(?!\s{_FLERTAL})
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_RUBRIKNUMMER = re.compile(r"[ \t>]*#{1,6}[ \t]+(?:\d{1,2}(?:\.\d{1,2})*\.?(?=[ \t]))?")
_LISTNUMMER = re.compile(r"[ \t>]*(?:\d{1,2}[.)]|[-*+])(?=[ \t])")
_ENTITET = re.compile(r"&#?\w+;")
# Digits; fractions, Roman and circled numerals; raised and lowered digits that are no part of a unit (m²).
_SIFFROR = re.compile(
    r"\d(?:[\d., \xa0\u202f]*\d)?\s?%?|[\xbc-\xbe\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
    r"|(?<![^\W\d_])[\xb2\xb3\xb9\u2070-\u2089]"
)
_RAKNEORD = re.compile(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo\w*"
    r"|trettio\w*|fyrtio\w*|femtio\w*|sextio\w*|sjuttio\w*|åttio\w*|nittio\w*|hundra\w*|tusen\w*|dubbelt|hälften)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lostal:
    """A figure in prose: where it begins in the text, what stands there, and whether it is written as a word."""

    plats: int
    text: str
    ar_ord: bool


def lostal(text: str) -> Iterator[Lostal]:
    """Every figure of a text that is no macro call, and every number word, in order. Code is printed as it stands, so
    its figures are found too; a word in it is a name."""
    funna = [Lostal(m.start(), m[0].strip(), False) for m in _SIFFROR.finditer(_provad(prosa(text, med_kod=True)))]
    funna += [Lostal(m.start(), m[0], True) for m in _RAKNEORD.finditer(_provad(prosa(text)))]
    yield from sorted(funna, key=lambda t: t.plats)


def _provad(ren: str) -> str:
    """A text of the same length without what a number may be, as the reader sees it."""
    ren = _ENTITET.sub(lambda m: unescape(m[0]).ljust(len(m[0]))[: len(m[0])], ren)
    return _TILLATNA.sub(lambda m: re.sub(r"[^\n]", "x", m[0]), "".join(_utan_numrering(ren)))


def _utan_numrering(text: str) -> Iterator[str]:
    """The lines without the numbers of headings and lists. A list begins a block; a line in the midst of a paragraph
    that begins with a number is prose."""
    borjar, i_lista = True, False
    for rad in text.splitlines(keepends=True):
        nummer = _RUBRIKNUMMER.match(rad)
        if nummer or not rad.strip(" \t>\r\n"):
            borjar, i_lista = True, False
        elif (punkt := _LISTNUMMER.match(rad)) and (borjar or i_lista):
            nummer, borjar, i_lista = punkt, False, True
        else:
            borjar = False
        yield " " * nummer.end() + rad[nummer.end() :] if nummer else rad

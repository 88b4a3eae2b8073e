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
_ARTAL = rf"{_AR}(?:[-–/]\d{{2}})?(?:(?:{_STRECK}|,\s|\s(?:och|eller|samt|till)\s){_AR})*\b"
# A number like a year is a count before a noun in the plural (2010 avvikelser), unless a word of time stands before it.
# Some nouns have no ending for it, and some words with the ending are no nouns.
_TIDSORD = "under|år|året|åren|läsåret|våren|sommaren|hösten|vintern|i|för|inför|sedan"
_ENHETER = (
    "procent|kr|kronor|personer|timmar|dagar|st|fall|barn|klagomål|beslut|samtal|besök|svar|ärenden|händelser"
    r"|av\s(?:dem|dessa)"
)
_INTE_FLERTAL = (
    "eller|efter|under|över|utöver|åter|heller|snarar|visar|gäller|omfattar|innehåller|beskriver|redovisar|kommer|ligger"
    "|bygger|ökar|minskar|pekar|börjar|slutar|träder|startar|fortsätter|säger|handlar|leder|ger|avser|följer|stämmer"
)
# What a number may be without being a statistic (04 Figures): dates, years, law, diarienummer, ages, numbering, ids.
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
  | \b(?-i:[A-ZÅÄÖ]{{1,6}})\d+\w* | `[a-z][a-z0-9]*(?:-[a-z0-9]+)+` | \[\^\w+\]
  | \{{[:\#](?![^{{}}\n]*(?:title|alt|label)\s*=)[^{{}}\n]*\}}
  | \bring\w*\s(?:112|1177)\b | \b0\d{{1,3}}-\d{{2,3}}(?:\s?\d{{2,3}}){{1,3}}\b
  | (?:\b(?:{_TIDSORD})\s+{_ARTAL} | \b{_ARTAL}(?!\s+(?!(?:{_INTE_FLERTAL})\b)(?-i:[a-zåäöé]{{2,}}(?:er|ar|or|den)\b)))
    (?![.,:]\d|\s?(?:%|(?:{_ENHETER})\b))
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# The number of a heading and of a list's item, and what a list begins with.
_RUBRIKNUMMER = re.compile(r"[ \t>]*#{1,6}[ \t]+\d{1,2}(?:\.\d{1,2})*\.?(?=[ \t])")
_PUNKTNUMMER = re.compile(r"[ \t>]*\d{1,3}[.)](?=[ \t])")
_LISTA = re.compile(r"[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]")
# Lines after which a new block may begin: empty ones, headings, and the first of a box or tab.
_FORE_BLOCK = re.compile(r"[ \t>]*(?:$|#|!!!|\?\?\?|===)")
_SIFFROR = re.compile(r"[\d¼-¾⅐-⅞](?:[\d¼-¾⅐-⅞., \xa0\u202f]*[\d¼-¾⅐-⅞])?\s?%?")
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
    """Every figure of a text that is no macro call, and every number word, in order."""
    ren = re.sub(r"&#?\w+;", lambda m: unescape(m[0])[:1].ljust(len(m[0])), prosa(text, med_kod=True))
    ren = _TILLATNA.sub(lambda m: re.sub(r"[^\n]", "x", m[0]), _utan_numrering(ren))
    funna = [Lostal(m.start(), m[0].strip(), False) for m in _SIFFROR.finditer(ren)]
    funna += [Lostal(m.start(), m[0], True) for m in _RAKNEORD.finditer(ren)]
    yield from sorted(funna, key=lambda t: t.plats)


def _utan_numrering(text: str) -> str:
    """`text` with the numbers of headings and lists blanked: a line in a paragraph that begins with 126. is no item."""
    rader, nytt_block, i_lista = [], True, False
    for rad in text.split("\n"):
        i_lista = bool(_LISTA.match(rad)) if nytt_block else i_lista
        traff = _RUBRIKNUMMER.match(rad) or (_PUNKTNUMMER.match(rad) if i_lista else None)
        rader.append(" " * traff.end() + rad[traff.end() :] if traff else rad)
        nytt_block = _FORE_BLOCK.match(rad) is not None
    return "\n".join(rader)

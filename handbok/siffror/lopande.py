"""Figures in running text that no table stands behind: unbound until they are known to be something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbok.prosa import prosa

_MANAD = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_AR = r"(?:19|20)\d{2}"
_PARAGRAF = r"\d{1,3}(?:\s?[a-z](?:[-–][a-z])?\b)?"
_STRECK = r"\s?[-–—/]\s?"
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
  | \b[^\W\d_]+\d+\w* | \[\^\w+\] | \{{[:\#][^}}\n]*\}} | &\#?\w+;
  | \bring\w*\s(?:112|1177)\b | \b0\d{{1,3}}-\d{{2,3}}(?:\s?\d{{2,3}}){{1,3}}\b
  | \b{_AR}(?:{_STRECK}(?:{_AR}|\d{{2}}))?\b(?![.,:]\d|\s?(?:%|(?:procent|kr|kronor|personer|timmar|dagar|st)\b))
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Heading numbers, and the numbers of a list (which end with a dot or parenthesis).
_NUMRERING = re.compile(
    r"^(?P<in>[ \t>]*)(?:(?P<rubrik>#{1,6}[ \t]+)\d{1,2}(?:\.\d{1,2})*\.?|\d{1,3}[.)])(?=[ \t])", re.MULTILINE
)
_SIFFROR = re.compile(r"\d(?:[\d., \xa0\u202f]*\d)?\s?%?")
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
    ren = prosa(text)
    ren = _NUMRERING.sub(lambda m: " " * len(m[0]), ren)
    ren = _TILLATNA.sub(lambda m: re.sub(r"[^\n]", "x", m[0]), ren)
    funna = [Lostal(m.start(), m[0].strip(), False) for m in _SIFFROR.finditer(ren)]
    funna += [Lostal(m.start(), m[0], True) for m in _RAKNEORD.finditer(ren)]
    yield from sorted(funna, key=lambda t: t.plats)

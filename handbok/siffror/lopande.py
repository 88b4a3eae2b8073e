"""Figures in running text that no table stands behind: every digit is unbound until it is known to be something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbok.prosa import prosa

_MANAD = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_AR = r"(?:19|20)\d{2}"
_STRECK = r"\s?[-–—/]\s?"
# What a number may be without being a statistic (04 Figures): dates, years, law, diarienummer, ages, numbering.
_TILLATNA = re.compile(
    rf"""
    \b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b
  | \b\d{{1,2}}(?:{_STRECK}\d{{1,2}})?\s(?:{_MANAD})\b(?:\s{_AR})?
  | \b{_AR}(?:{_STRECK}(?:{_AR}|\d{{2}}))?\b(?![.,:]\d)
  | \b\d{{1,3}}(?:\s?[a-z]\b)?(?:(?:\s?[-–,]\s?|\s(?:och|eller|samt)\s)\d{{1,3}}(?:\s?[a-z]\b)?)*\s?(?:§|kap\b)
  | §\s?\d+
  | \((?:SFS\s)?\d{{4}}:\d+\)
  | \b(?:SFS|SOSFS|HSLF-FS)\s?\d{{4}}:\d+
  | \b[A-ZÅÄÖ]{{2,6}}[\s/]\d{{4}}[:/]\d+(?:-\d+(?:[.:]\d+)*)?
  | \b\d{{1,3}}{_STRECK}\d{{1,3}}(?:\s|-)?års?\b | \b\d{{1,3}}\s(?:och|till)\s\d{{1,3}}\sår\b | \b\d{{1,3}}(?:\+|\s?år\s(?:och|eller|till)) | \b\d{{1,3}}-åring\w*
  | \b(?:artikel|punkt|kapitel|avsnitt|bilaga|tabell|figur|steg|sida|version)\s\d+(?:\.\d+)*
  | \w*[^\W\d_]\d+\w* | \b\d+(?=[^\W\d_])\w*
  | \[\^\w+\] | \{{[:\#][^}}\n]*\}} | &\#?\w+;
  | \b112\b | \b1177\b | \b0\d{{1,3}}-\d[\d\s]+\d
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Heading numbers, and the numbers of a list (which end with a dot or parenthesis).
_NUMRERING = re.compile(
    r"^(?P<in>[ \t>]*)(?:(?P<rubrik>#{1,6}[ \t]+)\d+(?:\.\d+)*\.?|\d{1,3}[.)])(?=[ \t])", re.MULTILINE
)
_SIFFROR = re.compile(r"\d(?:[\d.,  ]*\d)?\s?%?")
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

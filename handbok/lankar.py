"""Links in Markdown text: where each stands and what it points at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbok import adresser

_STAKET = re.compile(r" {0,3}(`{3,}|~{3,})")
_KOD = re.compile(r"(`+)(?:(?!\1).)+?\1")
_INLINE = re.compile(r"!?\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?[^)]*\)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)")
_EXTERN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Lank:
    """A relative link as written, with the repository path it names (None where it leaves the root)."""

    skriven: str
    mal: str | None
    ankare: str
    rad: int
    kolumn: int


def las_lankar(text: str, fil: str) -> Iterator[Lank]:
    """Every relative link of a text that stands in `fil`; code, and links to other sites or within the page, are passed over."""
    staket = ""
    for radnr, rad in enumerate(text.split("\n"), 1):
        if traff := _STAKET.match(rad):
            if not staket:
                staket = traff[1]
                continue
            if traff[1].startswith(staket):
                staket = ""
                continue
        if staket:
            continue
        ren = _KOD.sub(lambda m: " " * len(m[0]), rad)
        for traff in [*_INLINE.finditer(ren), *_DEFINITION.finditer(ren)]:
            skriven = traff[1]
            vag, _, ankare = skriven.partition("#")
            if vag and not _EXTERN.match(skriven):
                yield Lank(skriven, adresser.mal(fil, vag.split("?")[0]), ankare, radnr, traff.start(1) + 1)

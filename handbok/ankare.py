"""The anchors of a page: what a link's `#…` may point at."""

import re

from markdown.extensions.toc import slugify, unique

from handbok.mallar import las_mall
from handbok.modell import Dokument, Sida
from handbok.prosa import utan_kod

_RUBRIK = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(?P<atx>.+?)[ \t]*#*[ \t]*$|^(?P<setext>\S.*)\n(?:=+|-+)[ \t]*$", re.MULTILINE
)
_EGET = re.compile(r"\{:?[^{}\n]*?#([\w.:-]+)[^{}\n]*\}")
_HTML = re.compile(r"""<[^<>]+\s(?:id|name)\s*=\s*["']?([\w.:-]+)""")
_MARKERING = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|<[^<>]*>|[*_`\\]")
# Headings that the page gets from the document's header.
_AV_SIDHUVUDET = frozenset(
    {"aktiviteter", "lagrum", "anvands-i", "andringar", "ersatter", "remiss", "galler-nu", "ny-version", "processkarta",
     "hela-kartan"}
)
# Macros that make headings of their own.
_MED_RUBRIKER = frozenset({"rutiner", "processer", "processoversikt", "aktiviteter", "lagar"})


def ankare(text: Dokument | Sida) -> frozenset[str] | None:
    """Every anchor of the page; None where macros make headings that only the finished page knows."""
    anrop, _ = las_mall(text.text)
    if any(a.namn in _MED_RUBRIKER for a in anrop):
        return None
    ren = utan_kod(text.text)
    funna = {*_EGET.findall(ren), *_HTML.findall(ren)}
    for traff in _RUBRIK.finditer(ren):
        rubrik = traff["atx"] or traff["setext"]
        if not _EGET.search(rubrik):
            funna.add(unique(slugify(_MARKERING.sub(r"\1", rubrik), "-"), set(funna)))
    funna |= {f"tabell-{a.argument[0]}" for a in anrop if a.namn == "tabell" and a.argument}
    if isinstance(text, Dokument):
        funna |= _AV_SIDHUVUDET
        funna |= {f"steg-{a.id}" for a in text.process.aktiviteter} if text.process else set()
    return frozenset(funna)

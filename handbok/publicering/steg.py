"""Numbered steps get an address of their own, a link with it, and a quiet link to tell of a fault in them.

A step's id is made of its own text: `s-` and eight hexadecimal digits of its SHA-256, blanks and capitals aside. So it
stays the same when other steps come, go or move, and changes only with the step itself. Of steps with the same text
the second is `s-…-2`, the third `s-…-3`; these alone depend on each other. An activity of a process keeps the id that
its header gives it. Several lists of a page may begin at 1: a step is told by its number and the heading above it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from handbok.publicering.sokindex import rubriktext
from handbok.publicering.tvatt import Element

# The headings over the version in force, and over the one that is not yet, where a document's page has both.
GALLER_NU, NY_VERSION = "galler-nu", "ny-version"
_RUBRIKER = ("h2", "h3", "h4")
# Lists that a macro makes are no steps of the page; a process's activities are.
_LISTOR = (None, "aktiviteter")


@dataclass(frozen=True, slots=True)
class Stegplats:
    """A step: its number as it is read on the page, its anchor, and the heading above it (empty where there is none).
    `tidigare`: it stands in the version in force, above the one that is not yet."""

    nummer: int
    ankare: str
    rubrik: str = ""
    tidigare: bool = False


Steglank = Callable[[Stegplats], str | None]


def marka(rot: Element, lank: Steglank) -> None:
    """Gives each step of a page its id, a link to it, and the link that `lank` says (None = no link)."""
    antal: Counter[str] = Counter()
    for nummer, punkt, rubrik, tidigare in _steg(rot):
        if not punkt.get("id"):
            namn = stegnamn("".join(punkt.itertext()))
            antal[namn] += 1
            punkt.set("id", namn if antal[namn] == 1 else f"{namn}-{antal[namn]}")
        sist = punkt[-1] if len(punkt) and punkt[-1].tag == "p" else punkt
        hit = etree.SubElement(sist, "a", {"class": "steglank", "href": f"#{punkt.get('id')}"})
        hit.attrib.update({"title": "Länk till steget", "aria-label": f"Länk till steg {nummer}"})
        hit.text = "⋯"
        if adress := lank(Stegplats(nummer, punkt.get("id"), rubrik, tidigare)):
            etree.SubElement(sist, "a", {"class": "stegfel", "href": adress}).text = f"Fel i steg {nummer}?"


def stegnamn(text: str) -> str:
    """The id of a step with this text."""
    return f"s-{sha256(' '.join(text.split()).casefold().encode()).hexdigest()[:8]}"


def _steg(rot: Element) -> Iterator[tuple[int, Element, str, bool]]:
    """The items of the numbered lists, as they are told; a list within an item is part of that step, and footnotes are
    no steps."""
    rubrik, tidigare = "", False
    for element in list(rot.iter("ol", *_RUBRIKER)):
        if element.tag in _RUBRIKER:
            rubrik = rubriktext(element)
            tidigare = element.get("id") == GALLER_NU or (tidigare and element.get("id") != NY_VERSION)
        elif element.get("class") in _LISTOR and not any(
            o.tag == "li" or o.get("class") == "footnote" for o in element.iterancestors()
        ):
            start = element.get("start", "1")
            forsta = int(start) if start.isascii() and start.isdigit() else 1
            yield from ((nr, li, rubrik, tidigare) for nr, li in enumerate(element.findall("li"), forsta))

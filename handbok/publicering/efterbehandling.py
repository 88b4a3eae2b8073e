"""What is done to the generator's HTML: author content made harmless, figures read back, accessibility faults mended,
search fed.

Pages in -> any generator -> these functions -> pages out.
"""

import re
from dataclasses import dataclass

from lxml import etree

from handbok.publicering.aterlasning import HAR_SIFFROR, las_tillbaka
from handbok.publicering.facit import Facit
from handbok.publicering.sokindex import Avsnitt, avsnitten
from handbok.publicering.steg import Steglank, marka
from handbok.publicering.telefon import lanka
from handbok.publicering.tillganglighet import laga
from handbok.publicering.tvatt import Element, tvatta

# Plain elements: those of lxml.html ask a Python function for their class, each time one is looked at.
_TOLKARE = etree.HTMLParser()
_HELA_SIDAN = re.compile(r"<(html|head|body)\b", re.IGNORECASE)
_HOPP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
# An anchor that no heading gets; the theme gives it to the element that holds the text.
INNEHALL = "__innehall"


@dataclass(frozen=True, slots=True)
class Behandlat:
    """A page's content as it may be published, a sentence for each thing that had to go and each figure that is not
    its cell, and the text for the search."""

    html: str
    brister: tuple[str, ...]
    avsnitt: tuple[Avsnitt, ...]


def behandla(
    fragment: str, titel: str, facit: Facit, steglank: Steglank | None = None, telefoner: frozenset[str] = frozenset()
) -> Behandlat:
    """The generator's content of the page called `titel`, read once. With `steglank` its numbered steps get an
    address, and a link each to what it answers; `telefoner` in its text can be called."""
    rot: Element = etree.fromstring(f"<html><body>{fragment}</body></html>", _TOLKARE).find("body")
    # The parser drops these; a browser would give their attributes to the whole page.
    hela_sidan = {f"elementet <{namn.lower()}>" for namn in _HELA_SIDAN.findall(fragment)}
    otillatet = sorted(tvatta(rot) | hela_sidan)
    brister = [f"Sidan innehåller {vad}, och det publiceras inte." for vad in otillatet]
    if HAR_SIFFROR.search(fragment):
        brister += las_tillbaka(rot, facit)
    avsnitt = avsnitten(rot)
    laga(rot, titel)
    lanka(rot, telefoner)
    if steglank:
        marka(rot, steglank)
    rot.attrib.clear()
    ren = str(etree.tostring(rot, encoding="unicode", method="html"))
    return Behandlat(ren.removeprefix("<body>").removesuffix("</body>").lstrip("\n "), tuple(brister), avsnitt)


def med_hopplank(sida: str) -> str:
    """The whole page with a skip link to all of its text: Material's goes to the first heading, past the document's
    state, and is missing where there is no heading (WCAG 2.2, 2.4.1)."""
    return _HOPP.sub(rf'\1<a class="md-skip" href="#{INNEHALL}">Gå till innehållet</a>\2', sida, count=1)

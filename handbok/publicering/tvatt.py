"""Author HTML made harmless: nothing in it runs, listens, or loads from another host."""

import re
from typing import Any

from lxml import etree

Element = Any  # an etree._Element; what its stubs say of xpath is a union that no use fits
FARLIGA = frozenset(
    {"title", "xmp", "noembed", "noframes", "plaintext",  # browsers read what is in these as text, parsers may not
     "script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "input", "button", "math",
     "frame", "frameset", "applet", "template", "noscript", "textarea", "select", "audio", "video", "portal"}
)  # fmt: skip
# A picture holds shapes and text, nothing that a browser reads as another language than SVG.
_I_BILD = frozenset(
    {"svg", "g", "a", "defs", "pattern", "marker", "clippath", "title", "desc", "text", "tspan", "path", "rect",
     "circle", "ellipse", "line", "polyline", "polygon", "use"}
)  # fmt: skip
_LADDAR = ("src", "srcset", "poster", "background", "data", "action", "formaction", "ping")
_ALDRIG = frozenset({"style", "srcdoc", "xlink:href"})
_PROVAS = frozenset({*_LADDAR, *_ALDRIG, "href"})
_URL = re.compile(r"url\((?!#)", re.IGNORECASE)
_SCHEMA = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SNALLA_SCHEMAN = frozenset({"http:", "https:", "mailto:", "tel:"})


def tvatta(rot: Element) -> frozenset[str]:
    """Takes away what is under `rot` that may not stay, and says what: elements that run or load, event handlers,
    script links, foreign images. Comments go too; text stays, but not that of a forbidden element."""
    funna = set()
    i_bilder = {element for bild in rot.iter("svg") for element in bild.iter(etree.Element)}
    for element in list(rot.iterdescendants()):
        if not isinstance(element.tag, str):
            ta_bort(element)
            continue
        i_bild = element in i_bilder
        for namn, varde in element.items():
            provas = namn in _PROVAS or namn.startswith("on") or i_bild
            if provas and (vad := _otillatet_attribut(namn, varde)):
                funna.add(vad)
                del element.attrib[namn]
        if element.tag not in _I_BILD if i_bild else element.tag in FARLIGA:
            funna.add(f"elementet <{element.tag}>")
            ta_bort(element)
        elif i_bild and element.getparent().tag in ("title", "desc"):  # browsers read HTML in these
            ta_bort(element)
    return frozenset(funna)


def _otillatet_attribut(namn: str, varde: str) -> str | None:
    # As browsers read an address: blanks and control characters count for nothing, and \ is /.
    ren = "".join(t for t in varde if t > " ").replace("\\", "/")
    if namn in _LADDAR and any(_SCHEMA.match(del_) or del_.startswith("//") for del_ in ren.split(",")):
        return f"attributet {namn}, som hämtar från en annan webbplats"
    if namn == "href" and (schema := _SCHEMA.match(ren)) and schema[0].lower() not in _SNALLA_SCHEMAN:
        return f"en länk som börjar med {schema[0]}"
    if _URL.search(ren):
        return f"attributet {namn}, som hämtar från en annan fil"
    return f"attributet {namn}" if namn in _ALDRIG or namn.startswith("on") else None


def ta_bort(element: Element) -> None:
    """The element with all that is in it; the text after it stays."""
    foralder, fore = element.getparent(), element.getprevious()
    if foralder is None:
        return
    if fore is not None:
        fore.tail = (fore.tail or "") + (element.tail or "")
    else:
        foralder.text = (foralder.text or "") + (element.tail or "")
    foralder.remove(element)

"""Author HTML made harmless: nothing in it runs, listens, or loads from another host."""

import re
from typing import Any

from handbok.bilder import svg

Element = Any  # an etree._Element; what its stubs say of xpath is a union that no use fits
FARLIGA = frozenset(
    {"title", "xmp", "noembed", "noframes", "plaintext",  # browsers read what is in these as text, parsers may not
     "script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "input", "button", "svg", "math",
     "frame", "frameset", "applet", "template", "noscript", "textarea", "select", "audio", "video", "portal"}
)  # fmt: skip
_LADDAR = ("src", "srcset", "poster", "background", "data", "action", "formaction", "ping")
# What the theme's script finds its menu and search by begins with __.
_NAMNER = ("id", "for")
_PROVAS = frozenset({*_LADDAR, *_NAMNER, "href", "style", "srcdoc", "xlink:href"})
_SCHEMA = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SNALLA_SCHEMAN = frozenset({"http:", "https:", "mailto:", "tel:"})


def tvatta(rot: Element) -> frozenset[str]:
    """Takes away what is under `rot` that may not stay, and says what: elements that run or load, event handlers,
    script links, foreign images, the theme's own names. Comments go too; text stays, but not that of a forbidden
    element. A picture of ours (bilder.svg) stays whole, another goes."""
    funna = set()
    bilder = _godkanda_bilder(rot)
    for element in list(rot.iterdescendants()):
        if not isinstance(element.tag, str):
            ta_bort(element)
            continue
        for namn, varde in element.items():
            if (namn in _PROVAS or namn.startswith("on")) and (vad := _otillatet_attribut(namn, varde)):
                funna.add(vad)
                del element.attrib[namn]
        if element.tag in FARLIGA and element not in bilder:
            funna.add(f"elementet <{element.tag}>")
            ta_bort(element)
    return frozenset(funna)


def _godkanda_bilder(rot: Element) -> frozenset[Element]:
    """Pictures that hold nothing but what ours are made of, and their titles. No attribute holds <, so that what a
    browser may read as text (a title) ends where the parser here saw its end."""
    bilder: set[Element] = set()
    for bild in rot.iter("svg"):
        delar = list(bild.iter())
        if all(d.tag in svg.ELEMENT and all(svg.far_sta(d.tag, *a) for a in d.items()) for d in delar):
            bilder.update(d for d in delar if d.tag == "svg" or (d.tag == "title" and not len(d)))
    return frozenset(bilder)


def _otillatet_attribut(namn: str, varde: str) -> str | None:
    if namn in _NAMNER:
        egen = varde.strip().startswith("__")
        return f"attributet {namn}, med ett namn som är webbplatsens eget" if egen else None
    # As browsers read an address: blanks and control characters count for nothing, and \ is /.
    ren = "".join(t for t in varde if t > " ").replace("\\", "/")
    if namn in _LADDAR and any(_SCHEMA.match(del_) or del_.startswith("//") for del_ in ren.split(",")):
        return f"attributet {namn}, som hämtar från en annan webbplats"
    if namn == "href" and (schema := _SCHEMA.match(ren)) and schema[0].lower() not in _SNALLA_SCHEMAN:
        return f"en länk som börjar med {schema[0]}"
    return f"attributet {namn}" if namn not in _LADDAR and namn != "href" else None


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

"""What is done to the generator's HTML: author content made harmless, and accessibility faults mended.

Pages in -> any generator -> these functions -> pages out.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree, html

FARLIGA = frozenset(
    {"script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "input", "button", "svg", "math",
     "frame", "frameset", "applet", "template", "noscript", "textarea", "select", "audio", "video", "portal"}
)  # fmt: skip
_LADDAR = ("src", "srcset", "poster", "background", "data", "action", "formaction")
_SNALLA_SCHEMAN = frozenset({"", "http", "https", "mailto", "tel"})


def otillatet(fragment: str) -> Iterator[str]:
    """What author HTML may not hold: elements that run or load, event handlers, links that are scripts, foreign images."""
    if "<" not in fragment:
        return
    for element in html.fragment_fromstring(fragment, create_parent="div").iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in FARLIGA:
            yield f"elementet <{element.tag}>"
        for namn, varde in element.attrib.items():
            yield from _otillatet_attribut(str(namn), str(varde))


def _otillatet_attribut(namn: str, varde: str) -> Iterator[str]:
    ren = "".join(varde.split())
    if namn.startswith("on") or namn in ("style", "srcdoc", "xlink:href"):
        yield f"attributet {namn}"
    elif namn in _LADDAR and (urlsplit(ren).scheme or ren.startswith("//") or ren.startswith("\\")):
        yield f"attributet {namn}, som hämtar från en annan webbplats"
    elif namn == "href" and urlsplit(ren).scheme.lower() not in _SNALLA_SCHEMAN:
        yield f"en länk som börjar med {urlsplit(ren).scheme}:"


def rensa(fragment: str) -> str:
    """The fragment without what `otillatet` names; the text inside stays."""
    rot = html.fragment_fromstring(fragment, create_parent="div")
    for element in list(rot.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in FARLIGA and element.getparent() is not None:
            element.drop_tree()
            continue
        for namn, varde in list(element.attrib.items()):
            if any(_otillatet_attribut(str(namn), str(varde))):
                del element.attrib[namn]
    return _inre(rot)


def _inre(rot: html.HtmlElement) -> str:
    barn = "".join(etree.tostring(b, encoding="unicode", method="html") for b in rot)
    return (rot.text or "") + barn


def tillganglig(sida: str) -> str:
    """A whole page with what stock Material gets wrong for keyboards and screen readers mended.

    WCAG 2.2: wide tables can be scrolled by keyboard (2.1.1), the search dialog has a name
    (4.1.2), landmarks are told apart (1.3.1).
    """
    rot = html.document_fromstring(sida)
    for dialog in rot.xpath('//*[@data-md-component="search"][@role="dialog"]'):
        dialog.set("aria-label", "Sök")
    for ruta in rot.xpath('//*[contains(@class, "md-typeset__scrollwrap") or contains(@class, "md-typeset__table")]'):
        ruta.set("tabindex", "0")
    for lank in rot.xpath('//a[@class="headerlink"]'):
        lank.set("title", "Länk till rubriken")
        lank.set("aria-label", "Länk till rubriken")
    return etree.tostring(rot, encoding="unicode", method="html", doctype="<!doctype html>")

"""What is done to the generator's HTML: author content made harmless, and accessibility faults mended.

Pages in -> any generator -> these functions -> pages out.
"""

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

FARLIGA = frozenset(
    {"title", "xmp", "noembed", "noframes", "plaintext",  # browsers read what is in these as text, parsers may not
     "script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "input", "button", "svg", "math",
     "frame", "frameset", "applet", "template", "noscript", "textarea", "select", "audio", "video", "portal"}
)  # fmt: skip
_LADDAR = ("src", "srcset", "poster", "background", "data", "action", "formaction", "ping")
_PROVAS = frozenset({*_LADDAR, "href", "style", "srcdoc", "xlink:href"})
_HELA_SIDAN = re.compile(r"<(html|head|body)\b", re.IGNORECASE)
_SCHEMA = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SNALLA_SCHEMAN = frozenset({"http:", "https:", "mailto:", "tel:"})
# Plain elements: those of lxml.html ask a Python function for their class, each time one is looked at.
_TOLKARE = etree.HTMLParser()
Element = Any  # an etree._Element; what its stubs say of xpath is a union that no use fits


def rensa(fragment: str) -> tuple[str, frozenset[str]]:
    """The fragment made harmless, and what had to go: elements that run or load, event handlers, script links,
    foreign images. Comments go too; text stays, but not that of a forbidden element."""
    if "<" not in fragment:
        return fragment, frozenset()
    rot: Element = etree.fromstring(f"<html><body>{fragment}</body></html>", _TOLKARE).find("body")
    # The parser drops these; a browser would give their attributes to the whole page.
    funna = {f"elementet <{namn.lower()}>" for namn in _HELA_SIDAN.findall(fragment)}
    for element in list(rot.iterdescendants()):
        if not isinstance(element.tag, str):
            _ta_bort(element)
            continue
        for namn, varde in element.items():
            if (namn in _PROVAS or namn.startswith("on")) and (vad := _otillatet_attribut(namn, varde)):
                funna.add(vad)
                del element.attrib[namn]
        if element.tag in FARLIGA:
            funna.add(f"elementet <{element.tag}>")
            _ta_bort(element)
    rot.attrib.clear()
    ren = str(etree.tostring(rot, encoding="unicode", method="html"))
    return ren.removeprefix("<body>").removesuffix("</body>").lstrip("\n "), frozenset(funna)


def _otillatet_attribut(namn: str, varde: str) -> str | None:
    # As browsers read an address: blanks and control characters count for nothing, and \ is /.
    ren = "".join(t for t in varde if t > " ").replace("\\", "/")
    if namn in _LADDAR and any(_SCHEMA.match(del_) or del_.startswith("//") for del_ in ren.split(",")):
        return f"attributet {namn}, som hämtar från en annan webbplats"
    if namn == "href" and (schema := _SCHEMA.match(ren)) and schema[0].lower() not in _SNALLA_SCHEMAN:
        return f"en länk som börjar med {schema[0]}"
    return f"attributet {namn}" if namn not in _LADDAR and namn != "href" else None


def _ta_bort(element: Element) -> None:
    """The element with all that is in it; the text after it stays."""
    foralder, fore = element.getparent(), element.getprevious()
    if foralder is None:
        return
    if fore is not None:
        fore.tail = (fore.tail or "") + (element.tail or "")
    else:
        foralder.text = (foralder.text or "") + (element.tail or "")
    foralder.remove(element)


# An anchor that no heading gets.
INNEHALL = "__innehall"
_RUBRIKER = ("h1", "h2", "h3", "h4", "h5", "h6")
_RUTTITLAR = {
    "Note": "Obs", "Info": "Information", "Tip": "Tips", "Important": "Viktigt", "Warning": "Varning", "Danger": "Fara",
    "Success": "Klart", "Failure": "Fel", "Bug": "Fel", "Question": "Fråga", "Example": "Exempel", "Quote": "Citat",
    "Abstract": "Sammanfattning", "Caution": "Varning", "Attention": "Observera", "Error": "Fel", "Hint": "Tips",
}  # fmt: skip


def tillganglig(sida: str, las: Callable[[Element], None] | None = None) -> str:
    """A whole page with what stock Material gets wrong for keyboards and screen readers mended. `las` looks at it
    last, while it is still a tree.

    WCAG 2.2: tables can be scrolled by keyboard and the menu opened by it (2.1.1), no single letter
    moves the reader to another page (2.1.4), the skip link goes to the text (2.4.1), headings and
    controls say what they are (1.3.1, 4.1.2), in Swedish (3.1.2).
    """
    rot = etree.fromstring(sida, _TOLKARE)
    _ram(rot)
    for nav in list(rot.iter("nav")):
        _meny(nav)
    for artikel in list(rot.iter("article")):
        _innehall(artikel)
    if las:
        las(rot)
    return etree.tostring(rot, encoding="unicode", method="html", doctype="<!doctype html>")


def _ram(rot: Element) -> None:
    """No page turning: where prev and next are given Material does it at the keys p and n.

    A skip link on every page, to the whole text: Material's goes to the first heading, past the document's state.
    """
    for lank in rot.xpath("/html/head/link[@rel='prev' or @rel='next']"):
        _ta_bort(lank)
    for plats in rot.xpath("/html/body/*[@data-md-component='skip']"):
        plats[:] = [etree.Element("a", {"class": "md-skip", "href": f"#{INNEHALL}"})]
        plats[0].text = "Gå till innehållet"


def _innehall(artikel: Element) -> None:
    artikel.attrib.update({"id": INNEHALL, "tabindex": "-1"})
    for lank in artikel.iter("a"):
        if lank.get("class") == "headerlink":
            lank.attrib.update({"title": "Länk till rubriken", "aria-label": "Länk till rubriken"})
    for titel in artikel.iter("p"):
        if titel.get("class") == "admonition-title":  # a box without one gets its kind for title, in English
            titel.text = _RUTTITLAR.get(titel.text or "", titel.text)
    rubrik = "Tabell"
    for element in list(artikel.iter("table", *_RUBRIKER)):
        if element.tag == "table":
            _tabell(element, rubrik)
        else:
            rubrik = str(element.xpath("string()")).rstrip("¶").strip()


def _tabell(tabell: Element, rubrik: str) -> None:
    """In a box that scrolls, by keyboard too; the class keeps Material's script from wrapping it once more."""
    if not tabell.get("class"):
        tabell.set("class", "tabelldata")
    for cell in tabell.iter("th", "td"):
        stil = cell.attrib.pop("style", "").partition("text-align:")[2].strip(" ;")
        if klass := {"right": "hoger", "center": "mitten"}.get(cell.attrib.pop("align", stil)):
            cell.set("class", klass)
        if cell.tag == "th" and not cell.get("scope"):
            cell.set("scope", "col")
        if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
            cell.tag = "td"  # an empty heading says nothing
            del cell.attrib["scope"]
    foralder = tabell.getparent()
    if foralder is None or "tabellruta" in foralder.get("class", ""):
        return
    namn = f"Tabell: {rubrik}"
    ruta = etree.Element("div", {"class": "tabellruta", "tabindex": "0", "role": "group", "aria-label": namn})
    ruta.tail, tabell.tail = tabell.tail, None
    foralder.replace(tabell, ruta)
    ruta.append(tabell)


def _meny(nav: Element) -> None:
    """The menu's labels become buttons, and only the whole menu is a landmark.

    The page's own headings inside the menu are taken out: they stand beside the text on wide
    screens, and a second copy under a label is not reached by keyboard.
    """
    yttre = nav.getparent()
    if yttre is None:
        return
    inre = any(f.tag == "nav" or "md-nav" in f.get("class", "").split() for f in nav.iterancestors())
    if inre and "md-nav--secondary" in nav.get("class", "") and yttre.tag == "li":
        for granne in [b for b in yttre if "__toc" in (b.get("id"), b.get("for"))]:
            yttre.remove(granne)
        yttre.remove(nav)
        return
    if inre:
        nav.tag = "div"
        for namn in ("aria-label", "aria-labelledby", "aria-expanded"):
            nav.attrib.pop(namn, None)
    for titel in nav.xpath("label[contains(@class, 'md-nav__title')]"):
        if inre:  # the way back from a panel that slides over the menu; here the section folds out in it
            nav.remove(titel)
            continue
        titel.tag = "div"
        del titel.attrib["for"]
        if "md-nav--primary" in nav.get("class", ""):
            titel[:] = []
            titel.text = "Meny"
    for lank in nav.xpath("ul/li/a[contains(@class, 'md-nav__link--active')]"):
        lank.set("aria-current", "page")
    for etikett in nav.xpath("ul/li/label[@for != '__toc']"):
        oppnar = etikett.get("for")
        oppen = bool(etikett.xpath("../input[@checked]"))
        etikett.tag = "button"
        klass = etikett.get("class", "")
        etikett.attrib.clear()
        etikett.attrib.update(
            {"type": "button", "class": klass, "data-oppnar": oppnar, "aria-expanded": str(oppen).lower()}
        )

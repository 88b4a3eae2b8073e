"""What is done to the generator's HTML: author content made harmless, and accessibility faults mended.

Pages in -> any generator -> these functions -> pages out.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from lxml import etree, html

FARLIGA = frozenset(
    {"title", "xmp", "noembed", "noframes", "plaintext",  # browsers read what is in these as text, parsers may not
     "script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "input", "button", "svg", "math",
     "frame", "frameset", "applet", "template", "noscript", "textarea", "select", "audio", "video", "portal"}
)  # fmt: skip
_LADDAR = ("src", "srcset", "poster", "background", "data", "action", "formaction", "ping")
_SNALLA_SCHEMAN = frozenset({"", "http", "https", "mailto", "tel"})


def otillatet(fragment: str) -> Iterator[str]:
    """What author HTML may not hold: elements that run or load, event handlers, script links, foreign images."""
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
    ren = "".join(varde.split()).replace("\\", "/")
    if namn.startswith("on") or namn in ("style", "srcdoc", "xlink:href"):
        yield f"attributet {namn}"
    elif namn in _LADDAR and any(urlsplit(del_).scheme or del_.startswith("//") for del_ in ren.split(",")):
        yield f"attributet {namn}, som hämtar från en annan webbplats"
    elif namn == "href" and urlsplit(ren).scheme.lower() not in _SNALLA_SCHEMAN:
        yield f"en länk som börjar med {urlsplit(ren).scheme}:"


def rensa(fragment: str) -> str:
    """The fragment without comments and what `otillatet` names; text stays, but not that of a forbidden element."""
    if "<" not in fragment:
        return fragment
    rot = html.fragment_fromstring(fragment, create_parent="div")
    for element in list(rot.iter()):
        if element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or element.tag in FARLIGA:
            element.drop_tree()
            continue
        for namn, varde in list(element.attrib.items()):
            if any(_otillatet_attribut(str(namn), str(varde))):
                del element.attrib[namn]
    return _inre(rot)


def _inre(rot: html.HtmlElement) -> str:
    barn = "".join(etree.tostring(b, encoding="unicode", method="html") for b in rot)
    return escape(rot.text or "", quote=False) + barn


# An anchor that no heading gets.
INNEHALL = "__innehall"
_RUBRIKER = ("h1", "h2", "h3", "h4", "h5", "h6")
_RUTTITLAR = {
    "Note": "Obs", "Info": "Information", "Tip": "Tips", "Important": "Viktigt", "Warning": "Varning", "Danger": "Fara",
    "Success": "Klart", "Failure": "Fel", "Bug": "Fel", "Question": "Fråga", "Example": "Exempel", "Quote": "Citat",
    "Abstract": "Sammanfattning", "Caution": "Varning", "Attention": "Observera", "Error": "Fel", "Hint": "Tips",
}  # fmt: skip


def tillganglig(sida: str) -> str:
    """A whole page with what stock Material gets wrong for keyboards and screen readers mended.

    WCAG 2.2: tables can be scrolled by keyboard and the menu opened by it (2.1.1), no single letter
    moves the reader to another page (2.1.4), the skip link goes to the text (2.4.1), headings and
    controls say what they are (1.3.1, 4.1.2), in Swedish (3.1.2).
    """
    rot = html.document_fromstring(sida)
    _ram(rot)
    for nav in list(rot.iter("nav")):
        _meny(nav)
    for artikel in list(rot.iter("article")):
        _innehall(artikel)
    return etree.tostring(rot, encoding="unicode", method="html", doctype="<!doctype html>")


def _ram(rot: html.HtmlElement) -> None:
    """No page turning: where prev and next are given Material does it at the keys p and n.

    A skip link on every page, to the whole text: Material's goes to the first heading, past the document's state.
    """
    for lank in rot.xpath("/html/head/link[@rel='prev' or @rel='next']"):
        lank.drop_tree()
    for plats in rot.xpath("/html/body/*[@data-md-component='skip']"):
        plats[:] = [html.Element("a", {"class": "md-skip", "href": f"#{INNEHALL}"})]
        plats[0].text = "Gå till innehållet"


def _innehall(artikel: html.HtmlElement) -> None:
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
            rubrik = element.text_content().rstrip("¶").strip()


def _tabell(tabell: html.HtmlElement, rubrik: str) -> None:
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
    ruta = html.Element("div", {"class": "tabellruta", "tabindex": "0", "role": "group", "aria-label": namn})
    ruta.tail, tabell.tail = tabell.tail, None
    foralder.replace(tabell, ruta)
    ruta.append(tabell)


def _meny(nav: html.HtmlElement) -> None:
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

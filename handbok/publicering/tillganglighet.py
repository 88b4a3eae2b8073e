"""The content of a page mended for keyboards and screen readers."""

from lxml import etree

from handbok.publicering.kort import gor_kort
from handbok.publicering.tvatt import Element

_RUBRIKER = ("h1", "h2", "h3", "h4", "h5", "h6")
_RUTTITLAR = {
    "Note": "Obs", "Info": "Information", "Tip": "Tips", "Important": "Viktigt", "Warning": "Varning", "Danger": "Fara",
    "Success": "Klart", "Failure": "Fel", "Bug": "Fel", "Question": "Fråga", "Example": "Exempel", "Quote": "Citat",
    "Abstract": "Sammanfattning", "Caution": "Varning", "Attention": "Observera", "Error": "Fel", "Hint": "Tips",
}  # fmt: skip


def laga(rot: Element, titel: str) -> None:
    """Mends what Markdown and its extensions get wrong for keyboards and screen readers.

    WCAG 2.2: tables can be scrolled by keyboard (2.1.1), cells and controls say what they are (1.3.1, 4.1.2), in
    Swedish (3.1.2). `titel` names a table that stands before every heading.
    """
    for lank in rot.iter("a"):
        if lank.get("class") == "headerlink":
            lank.attrib.update({"title": "Länk till rubriken", "aria-label": "Länk till rubriken"})
    for stycke in rot.iter("p"):
        if stycke.get("class") == "admonition-title":  # a box without one gets its kind for title, in English
            stycke.text = _RUTTITLAR.get(stycke.text or "", stycke.text)
    rubrik = titel
    for element in list(rot.iter("table", *_RUBRIKER)):
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
    gor_kort(tabell)
    foralder = tabell.getparent()
    if foralder is None or "tabellruta" in foralder.get("class", ""):
        return
    namn = f"Tabell: {rubrik}"
    ruta = etree.Element("div", {"class": "tabellruta", "tabindex": "0", "role": "group", "aria-label": namn})
    ruta.tail, tabell.tail = tabell.tail, None
    foralder.replace(tabell, ruta)
    ruta.append(tabell)

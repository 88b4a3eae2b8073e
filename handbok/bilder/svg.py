"""What every picture shares: elements with escaped text, the shell with name and description, and wrapped labels.

A picture keeps to ELEMENT and ATTRIBUT (the names of SVG 1.1 used here, in lower case as HTML parsers leave them) and
to values that FAR_STA lets through. `publicering.efterbehandling` lets such a picture pass and removes every other,
whoever wrote it: nothing in these can run, load or style anything outside the picture.
"""

import re
from decimal import Decimal

from markupsafe import Markup, escape

ELEMENT = frozenset(
    {"svg", "g", "a", "title", "desc", "defs", "pattern", "marker", "path", "rect", "circle", "line", "polyline",
     "polygon", "text", "tspan"}
)  # fmt: skip
ATTRIBUT = frozenset(
    {"xmlns", "class", "id", "role", "tabindex", "focusable", "data-search-exclude", "href", "viewbox", "width",
     "height", "preserveaspectratio", "x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d",
     "points", "transform", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
     "opacity", "stroke-linejoin", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline",
     "text-decoration", "patternunits", "patterntransform", "markerwidth", "markerheight", "markerunits", "refx",
     "refy", "orient", "marker-end", "marker-start", "overflow", "data-ruta"}
)  # fmt: skip
# Plain words and numbers; a colour variable with a literal beside it; a reference into the picture itself.
_VARDE = re.compile(r"[-\w\s.,#%+()]*|var\(--[-\w]+, ?#?\w+\)|url\(#[-\w]+\)")
_INTE_UTTRYCK = re.compile(r"(?:url|var|image|src|expression)\s*\(", re.IGNORECASE)
# Characters that XML 1.0 cannot hold, however they are written.
_OGILTIGA = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XMLNS = "http://www.w3.org/2000/svg"

Varde = str | int | Decimal


def far_sta(element: str, namn: str, varde: str) -> bool:
    """Whether an element of a picture that is published may have an attribute. Only a link has an address: to others
    it is what they are filled with."""
    if namn == "xmlns":
        return varde == XMLNS
    if namn.startswith("aria-"):
        return "<" not in varde
    if namn not in ATTRIBUT:
        return False
    if namn == "href":
        return element == "a" and "<" not in varde
    traff = _VARDE.fullmatch(varde)
    return traff is not None and (varde.startswith(("var(--", "url(#")) or not _INTE_UTTRYCK.search(varde))


def ren_text(text: str) -> str:
    """Author text without what XML cannot hold."""
    return _OGILTIGA.sub("", text)


def element(namn: str, *innehall: Markup | str, **attribut: Varde | None) -> Markup:
    """`element("line", x1=0, stroke_width=2)`; what is no Markup is escaped, an attribute without value left out."""
    # Joined, not formatted: a map has hundreds of elements.
    egna = "".join(
        f' {n.rstrip("_").replace("_", "-")}="{v if isinstance(v, int) else escape(ren_text(str(v)))}"'
        for n, v in attribut.items()
        if v is not None
    )
    inre = "".join(d if isinstance(d, Markup) else escape(ren_text(d)) for d in innehall)
    return Markup(f"<{namn}{egna}>{inre}</{namn}>")  # noqa: S704 -- each piece is escaped


def bild(
    id_: str, titel: str, beskrivning: str, *innehall: Markup, roll: str = "img", **attribut: Varde | None
) -> Markup:
    """The picture with a short name, and what it shows; its words and numbers are not searched.

    `roll` is img for a picture that is read as one, group where links in it are to be reached.
    """
    return element(
        "svg",
        element("title", titel, id=f"{id_}-titel"),
        element("desc", beskrivning, id=f"{id_}-beskrivning"),
        *innehall,
        xmlns=XMLNS, id=id_, role=roll, aria_labelledby=f"{id_}-titel", aria_describedby=f"{id_}-beskrivning",
        focusable="false", data_search_exclude="", **attribut,
    )  # fmt: skip


_ORDDEL = re.compile(r"[^\s/-]+[/-]*\s*|[/-]+\s*")


def radbryt(text: str, tecken: int) -> list[str]:
    """`text` in lines of at most so many characters, broken at blanks, hyphens and slashes, else inside a word.

    Fonts are not measured: at 13 px a character of Swedish text is some 7 px wide in the fonts systems have.
    """
    rader, rad = [], ""
    for del_ in _ORDDEL.findall(ren_text(text).strip()):
        if rad and len((rad + del_).rstrip()) > tecken:
            rader.append(rad.rstrip())
            rad = ""
        rad += del_
        while len(rad.rstrip()) > tecken:
            rader.append(rad[: tecken - 1] + "-")
            rad = rad[tecken - 1 :]
    return [*rader, rad.rstrip()]

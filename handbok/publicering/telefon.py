"""Telephone numbers in a page's text as links, so that a phone can call them (RFC 3966)."""

import re
from functools import cache
from typing import Any

from lxml import etree

from handbok.modell import Organisation
from handbok.publicering.tvatt import Element

# Emergency calls, information in a crisis, care advice and the police: the same in every municipality.
_KORTNUMMER = frozenset({"112", "11313", "1177", "11414"})
# As people write them: 0999-100 43, 0999/10043, 0999 - 10 043, +46 999 100 43, +46 (0)999-10043.
_MELLAN = r"[ \u00a0\u202f/–-]{0,3}"
_NUMMER = re.compile(
    r"(?<![\w+§.,:/-])(?<!\d[ \u00a0\u202f])(?:112|113[ \u00a0]?13|114[ \u00a0]?14|1177|"
    rf"(?:\+46{_MELLAN}(?:\(0\){_MELLAN})?|0)[1-9](?:{_MELLAN}\d){{6,9}})"
    r"(?![\w/–-]|[.,:]\d|[ \u00a0]?(?:§|\d))"
)
# 112 may be any number: it is called only where the sentence is about calling.
_RINGA = re.compile(r"\b(?:ring|larma|samtal)", re.IGNORECASE)
_BLOCK = frozenset({"p", "li", "td", "dd", "div"})
_TEXTER = etree.XPath(
    ".//text()[contains(., '0') or contains(., '11')][not(ancestor::a or ancestor::code or ancestor::pre or"
    " ancestor::data or ancestor::svg or ancestor::summary or ancestor::h1 or ancestor::h2 or ancestor::h3 or"
    " ancestor::h4 or ancestor::h5 or ancestor::h6)]"
)


def nummer(org: Organisation | None) -> frozenset[str]:
    """The numbers of the roles, as they are called from abroad without the plus: "4699910043"."""
    roller = org.roller.values() if org else ()
    return frozenset(_utlands(r.telefon) for r in roller if r.telefon)


def lanka(rot: Element, kanda: frozenset[str]) -> None:
    """Makes each of the known numbers, and those that all of Sweden calls, a link; not in links, headings and code."""
    om_samtal = cache(_om_samtal)
    bitar: Any = _TEXTER(rot)
    for bit in bitar:
        text, granne = str(bit), bit.getparent()
        inuti = granne if bit.is_text else granne.getparent()
        alla = ((m, _mal(m[0], kanda)) for m in _NUMMER.finditer(text))
        traffar = [(m, mal) for m, mal in alla if mal and ("+" in mal or om_samtal(inuti))]
        if not traffar:
            continue
        borjor = [m.start() for m, _ in traffar]
        lankar = []
        for (m, mal), slut in zip(traffar, [*borjor[1:], len(text)], strict=True):
            lankar.append(etree.Element("a", {"href": f"tel:{mal}", "class": "telefon"}))
            lankar[-1].text, lankar[-1].tail = m[0], text[m.end() : slut]
        if bit.is_text:
            plats, inuti.text = 0, text[: borjor[0]]
        else:
            plats, granne.tail = inuti.index(granne) + 1, text[: borjor[0]]
        inuti[plats:plats] = lankar


def _mal(skrivet: str, kanda: frozenset[str]) -> str | None:
    """What is called; None for what is no number we know."""
    siffror = re.sub(r"\D", "", skrivet)
    if siffror in _KORTNUMMER:
        return siffror
    return f"+{nr}" if (nr := _utlands(skrivet)) in kanda else None


def _om_samtal(element: Element) -> bool:
    stycke = element if element.tag in _BLOCK else element.getparent()
    return bool(_RINGA.search("".join(stycke.itertext())))


def _utlands(skrivet: str) -> str:
    siffror = re.sub(r"\D", "", skrivet.replace("(0)", ""))
    return f"46{siffror[1:]}" if siffror.startswith("0") else siffror

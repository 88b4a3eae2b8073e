"""What the search finds: each page's text in pieces, one per heading."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbok import oversikter
from handbok.modell import Dokument, Handbok, Sida
from handbok.publicering.tvatt import Element

_RUBRIKER = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What goes on within a line: all else is text of its own.
_I_RADEN = frozenset(
    {"a", "abbr", "b", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong",
     "sub", "sup", "time", "u", "var", "wbr"}
)  # fmt: skip
# What a page weighs by those it is written for, on the internal site and on the public one; any other weighs 1.
_VIKTER = {"rutin": (1.3, 0.7), "process": (1.2, 0.7), "invånare": (0.9, 1.3), "redigerare": (0.6, 0.6)}
_UTOM = "data-search-exclude"


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """The text under a heading, a line per block; `ankare` and `rubrik` are empty for what stands before the first."""

    ankare: str
    rubrik: str
    text: str


@dataclass(frozen=True, slots=True)
class Soksida:
    """A page as it is searched: its address from the site's root, its title, words that name what it is about, its
    text, words that mean the same as some in the text, and how much what is found on it weighs."""

    adress: str
    titel: str
    ord: tuple[str, ...]
    avsnitt: tuple[Avsnitt, ...]
    synonymer: tuple[str, ...] = ()
    vikt: float = 1.0


def soksida(
    handbok: Handbok, text: Dokument | Sida | None, adress: str, titel: str, avsnitt: tuple[Avsnitt, ...], *,
    publik: bool,
) -> Soksida:  # fmt: skip
    """The page of a text, or of none. A chapter of a report is named with its period: each report has the same."""
    if text is None:
        return Soksida(adress, titel, (), avsnitt)
    vikt = round(_vikt(handbok, text, publik=publik), 2)
    if isinstance(text, Dokument):
        ord_ = {*oversikter.sokord(handbok, text)}
        synonymer = {*oversikter.synonymer(handbok, text.text)} - ord_
        return Soksida(adress, titel, tuple(sorted(ord_)), avsnitt, tuple(sorted(synonymer)), vikt)
    if text.period and not text.berattelse:
        titel = f"{titel} – {text.period}"
    return Soksida(adress, titel, text.sokord, avsnitt, vikt=vikt)


def _vikt(handbok: Handbok, text: Dokument | Sida, *, publik: bool) -> float:
    """What the site's readers look for leads: routines where staff read, pages for invånare where all do. What applies
    comes before what does not, and the latest report before earlier ones."""
    if isinstance(text, Dokument):
        vikt = _VIKTER["process" if text.process else "rutin"][publik]
        return vikt if text.i_kraft(handbok.datum) or handbok.tidigare_version(text) else vikt / 2
    vikt = _VIKTER[text.lasare][publik] if text.lasare else 1.0
    perioder = sorted(handbok.berattelser, reverse=True)
    return vikt * 0.7 ** perioder.index(text.period) if text.period in perioder else vikt


class _Samling:
    def __init__(self, ankare: str, rubrik: str) -> None:
        self.ankare, self.rubrik = ankare, rubrik
        self.bitar: list[str] = []

    def avsnitt(self) -> Avsnitt:
        rader = (" ".join(rad.split()) for rad in "".join(self.bitar).split("\n"))
        return Avsnitt(self.ankare, self.rubrik, "\n".join(r for r in rader if r))


def avsnitten(rot: Element) -> tuple[Avsnitt, ...]:
    """The pieces of a page, in order. A heading within a box or list ends with it; what is marked
    `data-search-exclude` is left out, and the mark taken away."""
    alla = [_Samling("", "")]
    _las(rot, alla[0], alla)
    return tuple(s.avsnitt() for s in alla)


def _las(element: Element, samling: _Samling, alla: list[_Samling]) -> None:
    for barn in element:
        if barn.attrib.pop(_UTOM, None) is None:
            i_raden = barn.tag in _I_RADEN
            if barn.tag in _RUBRIKER and (ankare := barn.get("id")):
                samling = _Samling(ankare, rubriktext(barn))
                alla.append(samling)
            else:
                samling.bitar += [] if i_raden else ["\n"]
                samling.bitar.append((barn.text or "").replace("\n", " "))
                _las(barn, samling, alla)
                samling.bitar += [] if i_raden else ["\n"]
        samling.bitar.append((barn.tail or "").replace("\n", " "))


def rubriktext(rubrik: Element) -> str:
    """A heading's own text, without the link to it."""
    bitar = rubrik.xpath(".//text()[not(ancestor::a[@class='headerlink'])]")
    return " ".join("".join(bitar).split())


def som_json(sidor: Iterable[Soksida]) -> str:
    """The index as the site's own search (macros/tema/assets/sok.js) reads it."""
    return json.dumps({"docs": list(_poster(sidor))}, ensure_ascii=False, separators=(",", ":"))


def _poster(sidor: Iterable[Soksida]) -> Iterator[dict[str, object]]:
    for sida in sidor:
        for del_ in sida.avsnitt:
            if del_.ankare:
                yield {"location": f"{sida.adress}#{del_.ankare}", "title": del_.rubrik, "text": del_.text}
            else:
                yield {
                    "location": sida.adress, "title": sida.titel, "text": del_.text, "tags": sida.ord,
                    "synonyms": sida.synonymer, "weight": sida.vikt,
                }  # fmt: skip

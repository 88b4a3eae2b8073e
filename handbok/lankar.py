"""Links in Markdown text: where each stands and what it points at."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from handbok import adresser
from handbok.prosa import Punkter

_STAKET = re.compile(r"[ >]*(`{3,}|~{3,})")
_KOD = re.compile(r"(`+)(?:(?!\1).)+?\1")
_MAL = r"(?:<(?P<spetsad>[^<>\n]*)>|(?P<bar>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*))"
_INLINE = re.compile(
    rf"(?<!\\)!?\[(?P<text>(?:[^\[\]\\\n]|\\.|\n(?!\s*\n)|\[[^\[\]\n]*\])*)\]\(\s*{_MAL}[^)\n]{{0,300}}\)"
)
_DEFINITION = re.compile(rf"^ {{0,3}}\[(?!\^)[^\]\n]+\]:[ \t]*{_MAL}", re.MULTILINE)
_HTML = re.compile(
    r"""<(?:a|img)\b[^<>]*?\s(?:href|src)\s*=\s*["']?(?P<bar>(?<=")[^"<>\n]*|(?<=')[^'<>\n]*|[^\s"'<>]+)""",
    re.IGNORECASE,
)
_EXTERN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Lank:
    """A relative link as written, with the repository path it names (None where it leaves the root)."""

    skriven: str
    mal: str | None
    ankare: str
    rad: int
    kolumn: int


def las_lankar(text: str, fil: str) -> Iterator[Lank]:
    """Every relative link of a text that stands in `fil`; code, other sites and the page itself are passed over."""
    ren = _utan_kod(text)
    punkt = Punkter(ren)
    for plats, skriven in sorted({*_i_markdown(ren), *_i_html(ren)}):
        inom_sidan = (fil, skriven[1:]) if skriven.startswith("#") and len(skriven) > 1 else None
        if relativ := inom_sidan or _tolka(skriven, fil):
            yield Lank(skriven, *relativ, *punkt(plats))


def med_sajtlankar(text: str, fil: str) -> str:
    """`text` with the links of its HTML as the site serves them (those of Markdown are mapped when it is converted)."""
    for plats, skriven in sorted(_i_html(_utan_kod(text)), reverse=True):
        mal, ankare = _tolka(skriven, fil) or (None, "")
        if mal and adresser.sajtfil(mal):
            text = text[:plats] + adresser.lank(fil, mal, ankare) + text[plats + len(skriven) :]
    return text


def utan_brutna(text: str, fil: str, finns: Collection[str]) -> str:
    """`text` where a link to a file that is gone is its own text, and the others lead to no heading within the page.

    For earlier versions, which nobody can mend and whose headings may have changed.
    """
    for traff in sorted(_INLINE.finditer(_utan_kod(text)), key=re.Match.start, reverse=True):
        skriven = traff["spetsad"] or traff["bar"] or ""
        relativ = _tolka(skriven, fil)
        if relativ is None:
            continue
        start, slut = traff.span()
        if relativ[0] in finns:
            start, slut = traff.span("spetsad" if traff["spetsad"] else "bar")
            text = text[:start] + skriven.partition("#")[0] + text[slut:]
        else:
            text = text[:start] + text[slice(*traff.span("text"))] + text[slut:]
    return text


def _utan_kod(text: str) -> str:
    """`text` with code as blanks, so that every place stays where it was."""
    if "`" not in text and "~~~" not in text:
        return text
    staket, rader = "", []
    for rad in text.split("\n"):
        traff = _STAKET.match(rad)
        i_kod = bool(staket)
        if traff and not staket:
            staket, i_kod = traff[1], True
        elif traff and traff[1].startswith(staket) and not rad[traff.end() :].strip():
            staket = ""
        rader.append(" " * len(rad) if i_kod else _KOD.sub(lambda m: " " * len(m[0]), rad))
    return "\n".join(rader)


def _i_markdown(ren: str, forskjutning: int = 0) -> Iterator[tuple[int, str]]:
    for monster in (_INLINE, _DEFINITION) if not forskjutning else (_INLINE,):
        for traff in monster.finditer(ren):
            grupp = "spetsad" if traff["spetsad"] else "bar"
            yield forskjutning + traff.start(grupp), traff[grupp] or ""
            if monster is _INLINE and "[" in traff["text"]:  # a picture that is a link
                yield from _i_markdown(traff["text"], forskjutning + traff.start("text"))


def _i_html(ren: str) -> Iterator[tuple[int, str]]:
    return ((traff.start("bar"), traff["bar"]) for traff in (_HTML.finditer(ren) if "<" in ren else ()))


def _tolka(skriven: str, fil: str) -> tuple[str | None, str] | None:
    """The repository path and the anchor of a relative link; None for other sites and links within the page."""
    vag, _, ankare = skriven.partition("#")
    vag = vag.split("?")[0]
    if not vag or _EXTERN.match(skriven):
        return None
    return adresser.mal(fil, unquote(vag)), ankare

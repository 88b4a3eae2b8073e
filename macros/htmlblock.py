"""Ready HTML kept out of the Markdown converter, whose reading of HTML takes longer than all its Markdown.

Nothing but time changes: a line that is one whole element is HTML to the converter too.
"""

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"<(div|dl|figure|ol|p|table|ul)\b.*</\1>")
_ANKARE = re.compile(r"""\s(?:id|name)=(?:"[^"]*"|'[^']*')""")
_PLATS = re.compile(r"\0(\d+)<")  # no text that is read holds NUL


class Htmlblock(Extension):
    """Takes such lines aside before mkdocs looks for anchors in HTML (21), leaving those it would find, and stores
    them where the converter stores the HTML it finds itself, before it looks (20)."""

    def extendMarkdown(self, md: Markdown) -> None:
        undan: list[str] = []
        md.preprocessors.register(_TaUndan(md, undan), "htmlblock_undan", 22)
        md.preprocessors.register(_LaggIn(md, undan), "htmlblock", 20.5)


class _TaUndan(Preprocessor):
    def __init__(self, md: Markdown, undan: list[str]) -> None:
        super().__init__(md)
        self._undan = undan

    def run(self, lines: list[str]) -> list[str]:
        self._undan.clear()
        if any("markdown" in rad or "<pre" in rad for rad in lines):  # what stands inside these is another matter
            return lines
        ensamma = zip(["", *lines[:-1]], lines, [*lines[1:], ""], strict=True)
        return [self._ersatt(rad) if not fore.strip() and not efter.strip() else rad for fore, rad, efter in ensamma]

    def _ersatt(self, rad: str) -> str:
        if not rad.startswith("<") or not ett_element(rad):
            return rad
        self._undan.append(rad + "\n")
        return f"\0{len(self._undan) - 1}<a{''.join(_ANKARE.findall(rad))}>"


class _LaggIn(Preprocessor):
    def __init__(self, md: Markdown, undan: list[str]) -> None:
        super().__init__(md)
        self._undan = undan

    def run(self, lines: list[str]) -> list[str]:
        platser = [(_PLATS.match(rad), rad) for rad in lines]
        return [self.md.htmlStash.store(self._undan[int(plats[1])]) if plats else rad for plats, rad in platser]


def ett_element(rad: str) -> bool:
    """Whether a line is one element that begins and ends it."""
    traff = _BLOCK.fullmatch(rad)
    if traff is None or "<!" in rad:
        return False
    djup = 0
    for tagg in re.finditer(rf"<(/?){traff[1]}\b", rad):
        djup += -1 if tagg[1] else 1
        if djup == 0:
            return tagg.end() == len(rad) - 1
    return False

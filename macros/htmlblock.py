"""Ready HTML kept out of the Markdown converter, whose reading of HTML takes longer than all its Markdown.

Nothing but time changes: a line that is one whole element is HTML to the converter too.
"""

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"<(div|dl|figure|ol|p|table|ul)\b.*</\1>")


class Htmlblock(Extension):
    """Stores such lines where the converter stores the HTML it finds itself."""

    def extendMarkdown(self, md: Markdown) -> None:
        # After mkdocs has looked for anchors (21), before the converter looks for HTML (20).
        md.preprocessors.register(_Processor(md), "htmlblock", 20.5)


class _Processor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if any("markdown" in rad or "<pre" in rad for rad in lines):  # what stands inside these is another matter
            return lines
        ensamma = zip(["", *lines[:-1]], lines, [*lines[1:], ""], strict=True)
        return [self._undan(rad) if not fore.strip() and not efter.strip() else rad for fore, rad, efter in ensamma]

    def _undan(self, rad: str) -> str:
        return self.md.htmlStash.store(rad + "\n") if rad.startswith("<") and ett_element(rad) else rad


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

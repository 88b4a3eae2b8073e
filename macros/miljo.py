"""The environment in which pages are rendered: one that exposes the macros and nothing else."""

from collections.abc import Callable
from typing import Any

from markupsafe import escape

from handbok.bitar import Sammanhang
from handbok.makron import svara
from handbok.makrosvar import InteBedombart, Makrofel
from handbok.mallar import Anrop, ersatt, las_mall


def rendera(text: str, sammanhang: Sammanhang) -> str:
    """`text` with its macro calls answered. What cannot be answered shows as a box; the rules say what is wrong."""

    def ett_svar(anrop: Anrop) -> str:
        try:
            return str(svara(sammanhang, anrop))
        except Makrofel as fel:
            return _felruta(fel.text)
        except InteBedombart as fel:
            return _felruta(f"{fel} har fel.")

    anrop, fel = las_mall(text)
    if fel:
        # A text with something else than calls in it is not answered at all.
        return "".join(_felruta(f.text) for f in fel[:1])
    return ersatt(text, anrop, ett_svar)


def _felruta(text: str) -> str:
    return f'<strong class="makrofel">Fel: {escape(text)}</strong>'


class Makromiljo:
    """Stands where mkdocs-macros keeps its Jinja environment; has only what that plugin asks of it."""

    # That plugin renders a page's title where it holds one of these. Ours are text: no title holds NUL.
    variable_start_string = block_start_string = comment_start_string = "\0"

    def __init__(self, sammanhang_for: Callable[[str], Sammanhang | None]) -> None:
        self._sammanhang_for = sammanhang_for

    def from_string(self, text: str) -> "_Mall":
        """A page's text, to be rendered."""
        return _Mall(text, self._sammanhang_for)


class _Mall:
    def __init__(self, text: str, sammanhang_for: Callable[[str], Sammanhang | None]) -> None:
        self._text, self._sammanhang_for = text, sammanhang_for

    def render(self, page: Any = None, **_: Any) -> str:
        sammanhang = self._sammanhang_for(page.file.src_uri) if page else None
        return rendera(self._text, sammanhang) if sammanhang else self._text

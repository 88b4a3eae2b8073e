"""Markdown with everything that is not prose blanked out, so that positions stay."""

import re
from bisect import bisect_right

_STAKET = re.compile(r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_I_STYCKET = r"(?:(?!\n[ \t]*\n).)"  # code in a line never spans an empty line
# Each with a literal that a text must hold for the pattern to be tried at all.
_BITAR = (
    ("```", _STAKET),
    ("~~~", _STAKET),
    ("<!--", re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)),
    ("`", re.compile(rf"(?<!`)(`+)(?!`){_I_STYCKET}+?(?<!`)\1(?!`)", re.DOTALL)),
    ("<code", re.compile(rf"<code>{_I_STYCKET}*?(?:</code>|(?=\n[ \t]*\n)|\Z)", re.DOTALL)),
    ("<pre", re.compile(r"<pre>.*?(?:</pre>|\Z)", re.DOTALL)),
    ("](", re.compile(r"\]\((?:[^()\s]|\([^()\s]*\))*\)")),
    ("://", re.compile(r"https?://\S+")),
    # `lagrum` names a law in prose; the other macros' arguments are no prose.
    ("{{", re.compile(r"\{\{(?!\s*lagrum\b).*?(?:\}\}|\Z)", re.DOTALL)),
)


_KOD = ("```", "~~~", "`", "<code", "<pre")


def prosa(text: str, *, med_kod: bool = False) -> str:
    """`text` with code (unless it is asked for), comments, link targets and macro calls replaced by as many spaces;
    line ends stay."""
    for tecken, monster in _BITAR:
        if tecken in text and not (med_kod and tecken in _KOD):
            text = monster.sub(_blanka, text)
    return text


def utan_kod(text: str, *, med_kommentarer: bool = False) -> str:
    """`text` with code, and comments too unless they are asked for, replaced by as many spaces; line ends stay."""
    for tecken, monster in _BITAR[:6]:
        if tecken in text and not (med_kommentarer and tecken == "<!--"):
            text = monster.sub(_blanka, text)
    return text


class Punkter:
    """Line and column (from 1) of places in a text."""

    __slots__ = ("_radslut", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._radslut: list[int] | None = None  # made when first asked for: most texts have no place to name

    def __call__(self, plats: int) -> tuple[int, int]:
        if self._radslut is None:
            self._radslut = [traff.start() for traff in re.finditer("\n", self._text)]
        fore = bisect_right(self._radslut, plats - 1)
        return fore + 1, plats - (self._radslut[fore - 1] if fore else -1)


def _blanka(traff: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", traff[0])

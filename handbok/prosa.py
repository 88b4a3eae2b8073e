"""Markdown with everything that is not prose blanked out, so that positions stay."""

import re

_STAKET = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_BITAR = re.compile(
    r"<!--.*?(?:-->|\Z)"                     # comments
    r"|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)"      # inline code
    r"|<(?:code|pre)>.*?</(?:code|pre)>"
    r"|(?<=\])\([^)\s]*\)"                   # link targets
    r"|\bhttps?://\S+"
    r"|\{\{(?!\s*lagrum\b).*?\}\}",          # macro calls; `lagrum` names a law in prose
    re.DOTALL,
)  # fmt: skip


def prosa(text: str) -> str:
    """`text` with code, comments, link targets and macro calls replaced by as many spaces; line ends stay."""
    if "```" in text or "~~~" in text:
        text = _STAKET.sub(_blanka, text)
    return _BITAR.sub(_blanka, text)


def _blanka(traff: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", traff[0])

"""Findings -> text for a person or a program. No rule prints, and no format decides."""

from collections.abc import Callable, Mapping

from handbok.rapport.grund import Rapport
from handbok.rapport.json_svar import som_json
from handbok.rapport.kommentar import som_markdown
from handbok.rapport.maskin import som_github, som_gitlab, som_junit, som_sarif
from handbok.rapport.text import som_text

__all__ = ["FORMAT", "Rapport"]

FORMAT: Mapping[str, Callable[[Rapport], str]] = {
    "text": som_text,
    "json": som_json,
    "sarif": som_sarif,
    "junit": som_junit,
    "github": som_github,
    "gitlab": som_gitlab,
    "markdown": som_markdown,
}

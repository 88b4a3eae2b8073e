"""A rule's page, from its docstring: the same text in the terminal and on the site."""

import inspect
import re
import textwrap
from dataclasses import dataclass

from handbok.kontroller import Kontroll

_NAMN = "Vad|Varför|Gör så här|Fel|Rätt"
_DEL = re.compile(rf"^({_NAMN}):(.*?)(?=\n\n(?:{_NAMN}):|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Regelsida:
    """What a rule's docstring says, in its parts."""

    kod: str
    titel: str
    vad: str
    varfor: str
    gor_sa_har: str
    fel: str
    ratt: str


def regelsida(kontroll: Kontroll) -> Regelsida:
    """Splits the docstring at its headings; every rule must have all of them (a test says so)."""
    text = inspect.getdoc(kontroll.regel) or ""
    titel, *_ = text.split("\n", 1)
    delar = dict(_DEL.findall(text))

    def stycke(namn: str) -> str:
        return " ".join(delar[namn].split())

    def exempel(namn: str) -> str:
        return textwrap.dedent(delar[namn]).strip("\n")

    return Regelsida(
        kontroll.kod, titel.rstrip("."), stycke("Vad"), stycke("Varför"), stycke("Gör så här"),
        exempel("Fel"), exempel("Rätt"),
    )  # fmt: skip


def som_text(sida: Regelsida) -> str:
    """For the terminal."""

    def indrag(text: str) -> str:
        return "\n".join("    " + rad for rad in text.split("\n"))

    return (
        f"{sida.kod} – {sida.titel}\n\nVad: {sida.vad}\n\nVarför: {sida.varfor}\n\nGör så här: {sida.gor_sa_har}\n\n"
        f"Fel:\n{indrag(sida.fel)}\n\nRätt:\n{indrag(sida.ratt)}\n"
    )


def som_markdown(sida: Regelsida) -> str:
    """For the site: the rule under a heading of its own."""
    return (
        f"## {sida.kod} – {sida.titel} {{#{sida.kod.lower()}}}\n\n{sida.vad}\n\n**Varför:** {sida.varfor}\n\n"
        f"**Gör så här:** {sida.gor_sa_har}\n\nFel:\n\n```text\n{sida.fel}\n```\n\n"
        f"Rätt:\n\n```text\n{sida.ratt}\n```\n"
    )

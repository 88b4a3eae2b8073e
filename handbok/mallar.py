"""Macro calls in Markdown, read from Jinja's syntax tree.

A template is a call of a listed macro with literal arguments and nothing else. The text
is never compiled or evaluated by Jinja: it is parsed, each call is answered by a Python
function, and the answers are put in the calls' places. Checks and rendering share this
one reading.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

# `{#` begins heading anchors in Markdown (`## Rubrik {#ankare}`), so Jinja comments begin otherwise.
_JINJA = Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True)  # noqa: S701 -- only parses
LANGSTA_ANROP = 2_000

Literal = str | int | bool | Decimal | None | list[Any]


@dataclass(frozen=True, slots=True)
class Anrop:
    """`{{ namn(argument) }}` at a line and column (from 1), spanning text[start:slut]."""

    namn: str
    argument: tuple[Literal, ...]
    nyckelord: Mapping[str, Literal]
    rad: int
    kolumn: int
    start: int
    slut: int


@dataclass(frozen=True, slots=True)
class Mallfel:
    """Something in a text that is no permitted call."""

    text: str
    gor_sa_har: str
    rad: int
    kolumn: int


TILLATET = 'Skriv ett anrop av ett av handbokens makron, till exempel {{ tal("tabell", "rad", "kolumn") }}.'


class _OtillatetUttryck(Exception):
    pass


def las_mall(text: str) -> tuple[list[Anrop], list[Mallfel]]:
    """Every call in `text` and every fault; no call is made."""
    if "{{" not in text and "{%" not in text and "{##" not in text:
        return [], []
    anrop: list[Anrop] = []
    fel: list[Mallfel] = []
    for start, slut in _uttryck(text, fel):
        rad, kolumn = _punkt(text, start)
        try:
            namn, argument, nyckelord = _tolka(text[start:slut])
            anrop.append(Anrop(namn, argument, nyckelord, rad, kolumn, start, slut))
        except (_OtillatetUttryck, TemplateSyntaxError, RecursionError) as orsak:
            vad = str(orsak) if isinstance(orsak, _OtillatetUttryck) else "Uttrycket går inte att läsa."
            fel.append(Mallfel(f"{vad} Det står: {_kort(text[start:slut])}", TILLATET, rad, kolumn))
    return anrop, sorted(fel, key=lambda f: (f.rad, f.kolumn))


def ersatt(text: str, anrop: list[Anrop], svar: Callable[[Anrop], str]) -> str:
    """`text` with every call replaced by its answer."""
    delar, slut = [], 0
    for a in anrop:
        delar += [text[slut : a.start], svar(a)]
        slut = a.slut
    return "".join([*delar, text[slut:]])


def _punkt(text: str, plats: int) -> tuple[int, int]:
    return text.count("\n", 0, plats) + 1, plats - text.rfind("\n", 0, plats)


def _kort(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _uttryck(text: str, fel: list[Mallfel]) -> list[tuple[int, int]]:
    """Spans of `{{ … }}`. Statements, comments and anything Jinja cannot split are noted in `fel`."""
    spann: list[tuple[int, int]] = []
    plats, start = 0, None
    try:
        for _, slag, bit in _JINJA.lexer.tokeniter(text, None):
            # The lexer drops blanks beside `{{-`; find each piece again rather than trust lengths.
            plats = text.index(bit, plats)
            if slag == "variable_begin":
                start = plats
            elif slag == "variable_end" and start is not None:
                spann.append((start, plats + len(bit.rstrip())))
                start = None
            elif slag in ("block_begin", "raw_begin", "comment_begin", "linestatement_begin"):
                fel.append(Mallfel(
                    f"Satser och kommentarer ({bit.strip()}) går inte att använda.", TILLATET, *_punkt(text, plats)
                ))  # fmt: skip
            plats += len(bit)
    except TemplateSyntaxError:
        # The lexer stops at what it cannot split: inside a call, else at the next opening brace.
        start = plats if start is None else start
    if start is not None:
        fel.append(Mallfel("Klamrarna {{ }} är inte stängda rätt.", TILLATET, *_punkt(text, min(start, len(text)))))
    return spann


def _tolka(uttryck: str) -> tuple[str, tuple[Literal, ...], Mapping[str, Literal]]:
    if len(uttryck) > LANGSTA_ANROP:
        raise _OtillatetUttryck(f"Anropet är längre än {LANGSTA_ANROP} tecken.")
    if uttryck.startswith(("{{-", "{{+")) or uttryck.endswith(("-}}", "+}}")):
        raise _OtillatetUttryck("Tecken intill klamrarna går inte att använda.")
    match _JINJA.parse(uttryck).body:
        case [nodes.Output(nodes=[nodes.Call(node=nodes.Name(name=namn), dyn_args=None, dyn_kwargs=None) as anrop])]:
            nyckelord = {k.key: _literal(k.value) for k in anrop.kwargs}
            if len(nyckelord) < len(anrop.kwargs):
                raise _OtillatetUttryck("Samma argument står två gånger.")
            return namn, tuple(_literal(a) for a in anrop.args), nyckelord
    raise _OtillatetUttryck("Bara anrop av handbokens makron går att använda.")


def _literal(nod: nodes.Node) -> Literal:
    match nod:
        case nodes.Const(value=float(tal)) if math.isfinite(tal):
            return Decimal(repr(tal))
        case nodes.Const(value=str() | int() | bool() | None as varde):
            return varde
        case nodes.List(items=delar):
            return [_literal(d) for d in delar]
    raise _OtillatetUttryck("Argument ska skrivas ut som text, tal eller lista.")

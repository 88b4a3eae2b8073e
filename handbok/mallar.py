"""Macro calls in Markdown, read from Jinja's syntax tree.

A template is a call of a listed macro with literal arguments and nothing else. The text
is never compiled or evaluated by Jinja: it is parsed, each call is answered by a Python
function, and the answers are put in the calls' places. Checks and rendering share this
one reading.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from handbok.prosa import Punkter

# `{#` begins heading anchors in Markdown (`## Rubrik {#ankare}`), so Jinja comments begin otherwise.
_JINJA = Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True)  # noqa: S701 -- only parses
LANGSTA_ANROP = 2_000
FLEST_FEL = 100
_OPPNING = re.compile(r"\{\{|\{%|\{##")

# A call as it is mostly written: names, plain strings and lists. Jinja's parser reads it just so (a test tries),
# in twenty times the time; whatever else stands in a text is left to that parser.
_STRANG = r'"[^"\\{}\r\n]*"'
_VARDE = rf"(?:{_STRANG}|\[{_STRANG}(?:, {_STRANG})*\])"
_ENKELT = re.compile(
    rf"\{{\{{ (?!(?:not|true|false|none|True|False|None)\()([A-Za-z_]+)\("
    rf"((?:{_VARDE}(?:, |(?=\))))*)((?:[A-Za-z_]+={_VARDE}(?:, |(?=\))))*)(?<!, )\) \}}\}}"
)
_ARGUMENT = re.compile(rf"(?:([A-Za-z_]+)=)?({_VARDE})")

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


class _Otillatet(Exception):
    """What is wrong, and what to do."""

    def __init__(self, text: str, gor_sa_har: str = TILLATET) -> None:
        super().__init__(text)
        self.gor_sa_har = gor_sa_har


@lru_cache(maxsize=10_000)
def las_mall(text: str) -> tuple[tuple[Anrop, ...], tuple[Mallfel, ...]]:
    """Every call in `text` and every fault (the first FLEST_FEL); no call is made."""
    anrop: list[Anrop] = []
    fel: list[Mallfel] = []
    punkt = Punkter(text)
    plats = 0
    while len(fel) < FLEST_FEL and (oppning := _OPPNING.search(text, plats)):
        start = plats = oppning.start()
        if enkelt := _enkelt(text, start, punkt):
            anrop.append(enkelt)
            plats = enkelt.slut
            continue
        try:
            plats = _slut(text, start)
            anrop.append(Anrop(*_tolka(text[start:plats]), *punkt(start), start, plats))
        except _Otillatet as orsak:
            if plats == start:  # nobody can say where it ends: go on with the next line
                plats = text.find("\n", start) + 1 or len(text)
            fel.append(Mallfel(f"{orsak} Det står: {_kort(text[start:plats])}", orsak.gor_sa_har, *punkt(start)))
    return tuple(anrop), tuple(fel)


def _enkelt(text: str, start: int, punkt: Callable[[int], tuple[int, int]]) -> Anrop | None:
    """The call that begins here, if it is of the plain kind."""
    traff = _ENKELT.match(text, start, start + LANGSTA_ANROP)
    if traff is None:
        return None
    argument = tuple(_plant(m[2]) for m in _ARGUMENT.finditer(traff[2]))
    par = [(m[1], _plant(m[2])) for m in _ARGUMENT.finditer(traff[3])]
    if len(dict(par)) < len(par):
        return None
    return Anrop(traff[1], argument, dict(par), *punkt(start), start, traff.end())


def _plant(varde: str) -> Literal:
    return re.findall(r'"([^"]*)"', varde) if varde.startswith("[") else varde[1:-1]


def ersatt(text: str, anrop: Iterable[Anrop], svar: Callable[[Anrop], str]) -> str:
    """`text` with every call replaced by its answer."""
    delar, slut = [], 0
    for a in anrop:
        delar += [text[slut : a.start], svar(a)]
        slut = a.slut
    return "".join([*delar, text[slut:]])


def _kort(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _slut(text: str, start: int) -> int:
    """Where the call that begins at `start` ends, as Jinja splits it."""
    if not text.startswith("{{", start):
        raise _Otillatet("Satser och kommentarer går inte att använda.")
    plats = start
    try:
        for _, slag, bit in _JINJA.lexer.tokeniter(text[start : start + LANGSTA_ANROP], None):
            if slag == "variable_end":
                return plats + len(bit.rstrip())
            plats += len(bit)
    except TemplateSyntaxError as fel:
        traff = re.match(r"unexpected char .+ at (\d+)$", fel.message or "")
        tecken = text[start + int(traff[1])] if traff else ""
        if tecken and tecken in "”“„’‘»«":
            raise _Otillatet(
                f"Citattecknet {tecken} går inte att använda i ett anrop.", f'Skriv raka citattecken ("). {TILLATET}'
            ) from fel
        if tecken and not tecken.isprintable():
            raise _Otillatet(f"Anropet har ett osynligt tecken (U+{ord(tecken):04X}).") from fel
    raise _Otillatet(f"Klamrarna {{{{ }}}} är inte stängda rätt (högst {LANGSTA_ANROP} tecken).")


def _tolka(uttryck: str) -> tuple[str, tuple[Literal, ...], Mapping[str, Literal]]:
    if uttryck.startswith(("{{-", "{{+")) or uttryck.endswith(("-}}", "+}}")):
        raise _Otillatet("Tecken intill klamrarna går inte att använda.")
    try:
        match _JINJA.parse(uttryck).body:
            case [nodes.Output(nodes=[nodes.Call(node=nodes.Name(name=namn), dyn_args=None, dyn_kwargs=None) as a])]:
                nyckelord = {k.key: _literal(k.value) for k in a.kwargs}
                if len(nyckelord) < len(a.kwargs):
                    raise _Otillatet("Samma argument står två gånger.")
                return namn, tuple(_literal(del_) for del_ in a.args), nyckelord
    except (TemplateSyntaxError, RecursionError) as fel:
        raise _Otillatet("Uttrycket går inte att läsa.") from fel
    raise _Otillatet("Bara anrop av handbokens makron går att använda.")


def _literal(nod: nodes.Node) -> Literal:
    match nod:
        case nodes.Const(value=float(tal)) if math.isfinite(tal):
            return Decimal(repr(tal))
        case nodes.Const(value=str() | int() | bool() | None as varde):
            return varde
        case nodes.List(items=delar):
            return [_literal(d) for d in delar]
    raise _Otillatet("Argument ska skrivas ut som text, tal eller lista.")

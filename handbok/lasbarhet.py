"""How hard a text is to read: LIX, läsbarhetsindex (C.-H. Björnsson, Läsbarhet, 1968)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from handbok.prosa import prosa
from handbok.svenska import avrunda

# Fewer words say little: Björnsson measures samples of a text, not single sentences.
MINST_ORD = 100
_ORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
# A full stop ends a sentence where what follows is no small letter or digit: not in `27 kap. 2 §`, `t.ex.` or `2.1`.
_SLUT = re.compile(r"[.!?:](?=[)\]”\"*_]*(?:\s+[^\sa-zåäö\d]|\s*$))")
_TABELLRAD = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_ETIKETT = re.compile(r"\{:?[^{}\n]*\}|<[^<>\n]*>|^\s*!!! .*$", re.MULTILINE)
# What begins a block of its own, which is a sentence though no full stop ends it: a heading, a point of a list.
_BLOCK = re.compile(r"\n\s*\n|^[ \t>]*(?:#+|[-*+]|\d+[.)])[ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lix:
    """The words, sentences and long words (more than six letters) of a text."""

    ord: int
    meningar: int
    langa: int

    @property
    def varde(self) -> int | None:
        """Words per sentence + long words in percent, rounded half up; None for a text too short to judge."""
        if self.ord < MINST_ORD:
            return None
        return int(avrunda(Decimal(self.ord) / self.meningar + Decimal(100 * self.langa) / self.ord, 0))


def lix(markdown: str) -> Lix:
    """Counts the prose of a Markdown text: no code, tables, link targets or macro calls."""
    text = _ETIKETT.sub(" ", _TABELLRAD.sub(" ", prosa(markdown)))
    antal_ord = langa = meningar = 0
    for block in _BLOCK.split(text):
        for mening in _SLUT.split(block):
            if orden := _ORD.findall(mening):
                antal_ord += len(orden)
                langa += sum(len(o) > 6 for o in orden)
                meningar += 1
    return Lix(antal_ord, meningar, langa)

"""Chapters and paragraphs in running text: the forms of Swedish legal writing, found and taken apart.

`27 kap. 2–6 §§`, `9 och 9 a §§`, `24 b–f §§`, `19–22 kap.`, `14:3`, and the reversed `kap. 11 § 1`. Which act
each belongs to is for `lagrum` to say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_BOKSTAV = r"(?:\s?[a-z](?!\w))"
_NR = rf"\d{{1,3}}{_BOKSTAV}?"
_STRECK = r"\s?[-–—]\s?"
_LED = rf"{_NR}(?:{_STRECK}(?:{_NR}|[a-z](?!\w)))?"
_OCH = r"(?:\s?,\s?|\s(?:och|samt|eller|respektive|&)\s)"
_LISTA = rf"{_LED}(?:{_OCH}{_LED}){{0,15}}"
# What is smaller than a paragraph is read past: `första stycket 2`, `andra st.`, `2 p.`, `punkt 2`, `1–3`.
_ORDNING = r"(?:första|andra|tredje|fjärde|femte|sjätte|sista)"
_PUNKT = rf"\d{{1,2}}{_BOKSTAV}?"
_PUNKTER = rf"{_PUNKT}(?:(?:{_STRECK}|{_OCH})(?!{_LISTA}\s?§){_PUNKT}){{0,9}}(?!\d|\s?(?:kap|§|:))"
_DEL = (
    rf"\s(?:{_ORDNING}(?:{_OCH}{_ORDNING}){{0,3}}\s(?:stycke(?:t|na)|st\b\.?|mening(?:en|arna)|punkten|strecksatsen)"
    rf"|(?:punkt(?:en|erna)?|p|st|stycket?)\b\.?\s{_PUNKTER}|\d{{1,2}}\s?(?:st|p)\b\.?|{_PUNKTER})"
)
_PARAGRAFER = rf"{_LISTA}\s?§(?:\s?§)?(?:{_DEL}){{0,3}}"
_KAPITEL = rf"{_LISTA}\s?kap(?:\.|itlet\b|itel\b|\b)"
_TECKEN = r"(?:§(?:\s?§)?|paragraf(?:en|erna)?)"
_EJ_I = r"(?!\d+\si\s)"  # `kap. 11 i socialtjänstlagen`
_HANVISNING = re.compile(
    rf"(?<![\w:/.–-])(?:"
    rf"(?P<kap>{_KAPITEL})(?:,?\s?(?P<kp>{_PARAGRAFER}))?|(?P<par>{_PARAGRAFER})"
    rf"|(?P<kolon>[1-9]\d?{_BOKSTAV}?:[1-9]\d{{0,2}}{_BOKSTAV}?(?:{_STRECK}\d{{1,3}})?)(?![\w:/]|[.,]\d)"
    rf"|(?P<omvand>kap(?:\.|itel)?\s(?P<ok>{_EJ_I}{_NR}|\d{{1,2}})(?:,?\s(?:{_TECKEN}\s?(?P<okp>{_EJ_I}{_LISTA}|\d{{1,3}})|(?P<okf>{_PARAGRAFER})))?(?:{_DEL}){{0,3}}"
    rf"|{_TECKEN}\s?(?P<op>{_EJ_I}{_LISTA}|\d{{1,3}})(?:{_DEL}){{0,3}}))"
)
_KLOCKAN = re.compile(r"[Kk]l(?:\.|ockan)?\s?$")


@dataclass(frozen=True, slots=True)
class Hanvisning:
    """A reference where it stands: (chapter, paragraph or range) pairs; without chapter it may have the one before it.

    `omvand` is the form with the sign first (`§ 9`), `kolon` the form with a colon (`14:3`).
    """

    start: int
    slut: int
    led: tuple[tuple[str | None, str | None], ...]
    omvand: bool = False
    kolon: bool = False


def hanvisningar(ren: str) -> Iterator[Hanvisning]:
    """Every reference of a cleaned text, in order."""
    for m in _HANVISNING.finditer(ren):
        if m["kolon"]:
            if not _KLOCKAN.search(ren, max(0, m.start() - 9), m.start()):
                kap, _, par = m["kolon"].partition(":")
                yield Hanvisning(m.start(), m.end(), ((_nr(kap), par),), kolon=True)
            continue
        kapitel = [k for del_ in _dela(m["kap"] or m["ok"]) for k in utvidga(del_)]
        sista = kapitel[-1] if kapitel else None
        paragrafer = _dela(m["kp"] or m["par"] or m["okp"] or m["okf"] or m["op"])
        led: list[tuple[str | None, str | None]] = [(sista, p) for p in paragrafer] or [(sista, None)]
        yield Hanvisning(m.start(), m.end(), (*((k, None) for k in kapitel[:-1]), *led), omvand=bool(m["omvand"]))


def _dela(text: str | None) -> list[str]:
    """`9, 9 a och 10–12 §§ andra stycket` -> its parts, without the sign and what follows it."""
    return [del_ for del_ in re.split(_OCH, re.sub(r"\s?(?:§|kap).*", "", text or "")) if del_]


def serier(ren: str, alla: list[Hanvisning]) -> Iterator[list[Hanvisning]]:
    """References joined by och or comma: `27 kap. 2 § och 28 kap. 1 §`."""
    serie: list[Hanvisning] = []
    for h in alla:
        if serie and not re.fullmatch(_OCH, ren[serie[-1].slut : h.start]):
            yield serie
            serie = []
        serie.append(h)
    if serie:
        yield serie


def utvidga(led: str, finns: frozenset[str] | None = None) -> Iterator[str]:
    """`2–6` -> 2, what `finns` has between, 6 (every number, where that is not known); `24 b–f` -> 24 b … 24 f."""
    if led.isdecimal():
        yield led
        return
    fran, _, till = (_nr(d) for d in re.sub(_STRECK, "|", led, count=1).partition("|"))
    if not till:
        yield fran
        return
    bas, _, bokstav = fran.partition(" ")
    if not till[0].isdigit():
        till = f"{bas} {till}"
    if finns is None:
        finns = frozenset(map(str, range(int(bas), _ordning(till)[0])))
        if till.startswith(f"{bas} "):
            finns = frozenset(f"{bas} {chr(b)}" for b in range(ord(bokstav or "`") + 1, ord(till[-1])))
    lag, hog = _ordning(fran), _ordning(till)
    mellan = sorted((p for p in finns if lag < _ordning(p) < hog), key=_ordning)
    yield from dict.fromkeys([fran, *mellan, till])


def _ordning(paragraf: str) -> tuple[int, str]:
    nummer, _, bokstav = paragraf.partition(" ")
    return int(nummer), bokstav


def _nr(text: str) -> str:
    """`24b` -> `24 b`."""
    return re.sub(r"(\d)\s?([a-z])$", r"\1 \2", text.strip())


def block(text: str, kanske: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The paragraphs where `kanske` finds something (no citation spans two)."""
    slut = -1
    for m in kanske.finditer(text):
        if m.start() >= slut:
            start = text.rfind("\n\n", 0, m.start()) + 1
            slut = text.find("\n\n", m.end())
            slut = len(text) if slut < 0 else slut
            yield start, slut


_BLANK = r"(?:[\[\]]|&nbsp;|>(?<=\n>)|</?[a-z][^<>]{0,80}>)"
_STADAS = re.compile(
    rf"\s(?:\s|{_BLANK})+|{_BLANK}(?:\s|{_BLANK})*"
    r"|(?P<bort>[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}*]+|_(?<![^\W_]_)_*|_+(?![^\W_]))"
)
_TOM_RAD = re.compile(r"\n[^\S\n]*\n")


class Ren:
    """A text as a reader sees it: no soft hyphens, no emphasis, brackets or tags, and no two blanks in a row."""

    def __init__(self, text: str) -> None:
        delar: list[str] = []
        self._nya, self._gamla = [0], [0]
        slut = langd = 0
        for m in _STADAS.finditer(text):
            # An empty line parts two texts: nothing is tied across the sign.
            blankt = "" if m["bort"] else "¶" if _TOM_RAD.search(m[0]) else " "
            delar += [text[slut : m.start()], blankt]
            langd += m.start() - slut + len(blankt)
            slut = m.end()
            self._nya.append(langd)
            self._gamla.append(slut)
        self.text = "".join([*delar, text[slut:]])

    def plats(self, ny: int) -> int:
        """The original's position of a position in the cleaned text."""
        i = bisect_right(self._nya, ny) - 1
        return self._gamla[i] + ny - self._nya[i]

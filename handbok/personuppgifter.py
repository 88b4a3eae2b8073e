"""Personal data in text: personnummer, names with a date of birth, mail addresses and mobile numbers.

A personnummer or samordningsnummer (day + 60) is told by its date and its check digit
(Luhn; Folkbokföringslagen 1991:481 18 §), in every way it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_STRECK = r"[-\u2010-\u2015\u2212]"
_SEX = rf"(?:18|19|20)?(\d{{2}})(?:{_STRECK}|\s)?(\d{{2}})(?:{_STRECK}|\s)?(\d{{2}})"
# With its sign the number is told anywhere but in a span of dates; without it, it must not be a part of a longer one.
_NUMMER = (
    re.compile(rf"(?<!\d){_SEX}(?:\s?(?:{_STRECK}|\+)\s?|[./_])(\d{{3}})(\d)(?!{_STRECK}?\d)"),
    re.compile(rf"(?<!\d)(?<!\d[.,:/-]){_SEX}\s?(\d{{3}})(\d)(?!\d|[.,:/-]\d)"),
)
# A name and the six or eight first digits of a personnummer: Anna Berg 450312, Berg, Anna (f. 1945-03-12).
_NAMN = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?"
_NAMN_OCH_FODD = re.compile(
    rf"\b{_NAMN},?[ \xa0]{_NAMN}[ \xa0,]{{1,2}}\(?(?:född|f\.)?[ \xa0]?"
    rf"(?:(?:18|19|20)\d\d{_STRECK}\d\d{_STRECK}\d\d|(?:(?:18|19|20)\d\d|\d\d)\d{{4}})(?![\d-])"
)
# Not `user@host:path`, which is a place on a server.
_MEJL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24})\b(?!:[\w.~-]*/)")
_MOBIL = re.compile(
    rf"(?<!\d)(?<!\d-)(?:(?:\+46|0046)[\s-]?(?:\(0\)|0)?\s?|0)7\d(?:\s?(?:{_STRECK}|/)?\s?\d){{7}}(?!\d)"
)
# What a text must hold for the patterns of numbers to be tried at all.
_SEX_SIFFROR = re.compile(r"\d\d[-\u2010-\u2015\u2212]?\d\d[-\u2010-\u2015\u2212]?\d\d")
_TIO_SIFFROR = re.compile(r"\d(?:\D{0,3}\d){9}")


@dataclass(frozen=True, slots=True)
class Uppgift:
    """Something that may point at a person, where it begins in the text."""

    plats: int
    slag: Literal["personnummer", "namn med födelsetid", "e-postadress", "mobilnummer"]
    text: str


def hitta(text: str, domaner: frozenset[str], nummer: frozenset[str]) -> Iterator[Uppgift]:
    """Personal data in `text`; mail at `domaner` and the telephones `nummer` (see `siffror`) are functions'."""
    har_nummer = _TIO_SIFFROR.search(text) is not None
    for m in (m for monster in _NUMMER if har_nummer for m in monster.finditer(text)):
        ar, manad, dag, lopnr, kontroll = m.groups()
        ratt = 1 <= int(manad) <= 12 and 1 <= int(dag) % 60 <= 31 and _luhn(ar + manad + dag + lopnr) == int(kontroll)
        if ratt and siffror(m[0]) not in nummer:
            yield Uppgift(m.start(), "personnummer", m[0])
    for m in _NAMN_OCH_FODD.finditer(text) if _SEX_SIFFROR.search(text) else ():
        siffrorna = re.sub(r"\D", "", m[0])
        if 1 <= int(siffrorna[-4:-2]) <= 12 and 1 <= int(siffrorna[-2:]) % 60 <= 31:
            yield Uppgift(m.start(), "namn med födelsetid", m[0])
    for m in _MEJL.finditer(text) if "@" in text else ():
        if m[1].casefold() not in domaner:
            yield Uppgift(m.start(), "e-postadress", m[0])
    for m in _MOBIL.finditer(text) if har_nummer else ():
        if siffror(m[0]) not in nummer:
            yield Uppgift(m.start(), "mobilnummer", m[0])


def siffror(nummer: str) -> str:
    """A telephone number as national digits: `+46 70-123 45 67` -> `0701234567`."""
    ren = re.sub(r"\(0\)|\D", "", nummer)
    return re.sub(r"^(?:0046|46)0?(?=7\d{8}$)", "0", ren)


def _luhn(nio: str) -> int:
    summa = sum(sum(divmod(int(t) * (2 - i % 2), 10)) for i, t in enumerate(nio))
    return -summa % 10

"""The built pages read back: every figure is the cell it says it is, written as Swedish numbers are.

Independent of what rendered it: the cell is the field of the CSV file as it stands, and what is printed is read by
rules of its own. What a figure is read back by is then taken out: readers need none of it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from handbok.inlasning.filer import LasFelUndantag, las_bytes
from handbok.inlasning.tabeller import las_rader
from handbok.modell import KODER, Handbok

Element = Any  # an etree._Element
_ATTRIBUT = ("data-cell", "data-av", "data-fran", "data-fast", "data-tabell", "data-fore", "data-efter", "data-bra")
_ANDRING = re.compile(
    r"(?:(?P<pil>[↑↓→]) )?(?P<ord>ökade|minskade|(?:ungefär )?oförändrat)\b(?:.*, (?P<bra>bättre|sämre)$)?", re.DOTALL
)
_SKRIVET = re.compile(r"(−?)(\d{1,3}(?:\xa0\d{3})*)(?:,(\d+))?(?:\xa0(.+))?", re.ASCII | re.DOTALL)
# As many digits as a cell, or fast(), may have.
_EXAKT = re.compile(r"-?\d{1,40}(\.\d{1,20})?", re.ASCII)
_RATT = re.compile(r"[-−]?\d[\d \xa0\u202f]*(?:,\d+)?", re.ASCII)
_ENHETER = {"procent": ("%", "%"), "kronor": ("kr", "kr"), "dagar": ("dag", "dagar"), "timmar": ("timme", "timmar"),
            "procentenheter": ("procentenhet", "procentenheter")}


class _Fel(Exception):
    """Why a figure is not its cell."""


class Facit:
    """The tables as their files hold them; a file is read when a page first has a figure of it."""

    def __init__(self, rot: Path, handbok: Handbok) -> None:
        self._rot, self._handbok = rot, handbok
        self._lasta: dict[str, list[list[str]]] = {}

    def rader(self, namn: str) -> list[list[str]]:
        """The fields of `2024/avvikelser`, heading row first."""
        if namn not in self._lasta:
            if tuple(namn.split("/", 1)) not in self._handbok.tabell_per_namn:
                raise _Fel(f"tabellen {namn} finns inte")
            try:
                self._lasta[namn] = [falt for _, falt in las_rader(las_bytes(self._rot, f"data/{namn}.csv"))]
            except LasFelUndantag as fel:
                raise _Fel(f"data/{namn}.csv går inte att läsa: {fel.text}") from fel
        return self._lasta[namn]

    def cell(self, adress: str) -> tuple[str, str]:
        """The field and the unit of a cell by its address."""
        if adress.count("/") != 3:
            raise _Fel(f"{adress} är ingen cell")
        period, id_, rad, kolumn = map(unquote, adress.split("/"))
        rubriker, *rader = self.rader(f"{period}/{id_}")
        for falt in rader:
            if falt[0] == rad and kolumn in rubriker[1:]:
                return falt[rubriker.index(kolumn, 1)], self.enhet(f"{period}/{id_}", rad, kolumn)
        raise _Fel(f"raden {rad} eller kolumnen {kolumn} finns inte i data/{period}/{id_}.csv")

    def minsta_skillnad(self, adress: str) -> Decimal:
        """The least difference that the YAML of a cell's table calls a change."""
        period, id_ = map(unquote, adress.split("/")[:2])
        post = self._handbok.tabell_per_namn[period, id_].relationer.get("minsta_skillnad", {})
        return Decimal(post.get("värde", "0").replace(",", "."))

    def enhet(self, namn: str, rad: str, kolumn: str) -> str:
        """The unit that the table's YAML gives the cell."""
        period, id_ = namn.split("/", 1)
        celler = self._handbok.tabell_per_namn[period, id_].rader.get(rad, {})
        if kolumn not in celler:
            raise _Fel(f"data/{namn}.csv har ändrats under bygget")
        return celler[kolumn].enhet


def las_tillbaka(rot: Element, facit: Facit) -> Iterator[str]:
    """A sentence for each figure of a page that is not its cell. Takes out what the figures are read back by."""
    lasta: set[Element] = set()
    for element in rot.xpath("//*[@data-tabell or @data-cell or @data-efter or self::data]"):
        if element in lasta:
            continue
        try:
            if "data-tabell" in element.attrib:
                lasta.update(element.iter("data"))
                _tabell(element, facit)
            elif "data-efter" in element.attrib:
                _andring(element, facit)
            else:
                _siffra(element, facit)
        except _Fel as fel:
            visat = " ".join("".join(element.itertext()).split()) if element.tag != "table" else "tabellen"
            yield (f"Siffran {visat[:60]} stämmer inte med sin cell: {fel}. Har en tabell ändrats under bygget, bygg "
                   "igen. Annars är det ett fel i programmet: anmäl det till den som sköter det.")  # fmt: skip
        for namn in _ATTRIBUT:
            element.attrib.pop(namn, None)


def _siffra(element: Element, facit: Facit) -> None:
    """A figure in running text: a cell, a share or the difference of two, or one that no table stands behind."""
    if "data-cell" not in element.attrib:
        if "data-fast" not in element.attrib:
            raise _Fel("den säger inte vilken cell den kommer från")
        _samma_tal(element, None)
        return
    falt, enhet = facit.cell(element.get("data-cell"))
    if "data-av" in element.attrib:
        _andel(element, _tal(falt), _tal(facit.cell(element.get("data-av"))[0]))
    elif "data-fran" in element.attrib:
        _skillnad(element, _tal(falt), _tal(facit.cell(element.get("data-fran"))[0]), enhet)
    else:
        _cell(element, falt, enhet)


def _cell(element: Element, falt: str, enhet: str) -> None:
    """One `<data>`, or the word of a code, is the field of its cell."""
    if falt in KODER and element.tag == "span":
        if element.text != KODER[falt]:
            raise _Fel(f'där står koden "{falt}"')
        return
    varde, ratt = _samma_tal(element, enhet), _tal(falt)
    if varde != ratt or _decimaler(varde) != _decimaler(ratt):
        raise _Fel(f'där står "{falt}"')


def _andel(element: Element, del_: Decimal, helhet: Decimal) -> None:
    varde = _samma_tal(element, "procent")
    if not helhet or varde != _avrundad(100 * Fraction(del_) / Fraction(helhet), _decimaler(varde)):
        raise _Fel(f"andelen av {helhet:f} är inte den för {del_:f}")


def _skillnad(element: Element, efter: Decimal, fore: Decimal, enhet: str) -> None:
    _samma_tal(element, "procentenheter" if enhet == "procent" else enhet)
    if _varde(element) != abs(efter - fore):
        raise _Fel(f"skillnaden mellan {fore:f} och {efter:f} är en annan")


def _andring(element: Element, facit: Facit) -> None:
    """The word, the arrow and the verdict of a comparison are those of its two cells."""
    stallen = element.get("data-fore", ""), element.get("data-efter")
    fore, efter = (_tal(facit.cell(s)[0]) for s in stallen)
    vag = 0 if abs(efter - fore) < max(map(facit.minsta_skillnad, stallen)) else (efter > fore) - (efter < fore)
    ord_ = ("oförändrat" if efter == fore else "ungefär oförändrat", "ökade", "minskade")[vag]
    bra = {"upp": 1, "ned": -1}.get(element.get("data-bra", ""), 0) * vag
    traff = _ANDRING.match("".join(element.itertext()))
    sagt = traff.groupdict() if traff else {}
    if sagt not in ({"pil": pil, "ord": ord_, "bra": (None, "bättre", "sämre")[bra]} for pil in ("→↑↓"[vag], None)):
        raise _Fel(f"från {fore:f} till {efter:f} är något annat")


def _avrundad(varde: Fraction, decimaler: int) -> Fraction:
    """Half away from zero."""
    hel, rest = divmod(abs(varde.numerator) * 10**decimaler, varde.denominator)
    return Fraction(hel + (2 * rest >= varde.denominator), 10**decimaler) * (1 if varde >= 0 else -1)


def _samma_tal(element: Element, enhet: str | None) -> Decimal:
    """The value, which the printed text is too, with the unit that belongs to it; any unit where that is None."""
    text, varde = "".join(element.itertext()), _varde(element)
    traff = _SKRIVET.fullmatch(text)
    if traff is None or (traff[2].startswith("0") and traff[2] != "0"):
        raise _Fel(f'"{text}" är inget tal på svenska')
    tecken, hela, brak, ord_ = traff.groups()
    skrivet = Decimal(f"{'-' if tecken else ''}{hela.replace(chr(160), '')}{'.' + brak if brak else ''}")
    if skrivet != varde or _decimaler(skrivet) != _decimaler(varde) or (tecken and not varde):
        raise _Fel(f'"{text}" är inte {varde:f}')
    if enhet is not None and ord_ != _ENHETER.get(enhet, (None, None))[0 if varde.copy_abs() == 1 else 1]:
        raise _Fel(f'"{text}" har inte enheten {enhet}')
    return varde


def _varde(element: Element) -> Decimal:
    text = element.get("value", "")
    if element.tag != "data" or not _EXAKT.fullmatch(text):
        raise _Fel("den har inget värde")
    return Decimal(text)


def _decimaler(varde: Decimal) -> int:
    return -int(varde.as_tuple().exponent)


def _tal(falt: str) -> Decimal:
    """A field of a CSV file as a number with the decimals it is written with."""
    rent = falt.removesuffix("%").strip()
    if not _RATT.fullmatch(rent):
        raise _Fel(f'där står "{falt}"')
    return Decimal(re.sub(r"[ \xa0\u202f]", "", rent).replace("−", "-").replace(",", "."))


def _tabell(element: Element, facit: Facit) -> None:
    """A whole table: its headings, its rows in order, and each cell."""
    namn = unquote(element.get("data-tabell"))
    rubriker, *rader = facit.rader(namn)
    if [_synligt(th) for th in element.iterfind("thead/tr/th")] != [_rent(r) for r in rubriker]:
        raise _Fel(f"kolumnerna i {namn} är andra")
    visade = [[*rad] for rad in element.iterfind("tbody/tr")]
    namngivna = [_synligt(rad[0]) if rad and rad[0].tag == "th" else None for rad in visade]
    if namngivna != [_rent(falt[0]) for falt in rader]:
        raise _Fel(f"raderna i {namn} är andra")
    for (_, *celler), falt in zip(visade, rader, strict=True):
        if [td.tag for td in celler] != ["td"] * (len(falt) - 1):
            raise _Fel(f"raden {falt[0]} i {namn} har fel antal celler")
        for td, text, kolumn in zip(celler, falt[1:], rubriker[1:], strict=True):
            enhet = facit.enhet(namn, falt[0], kolumn)
            if enhet != "text" and len(td) and not (td.text or "").strip():
                _cell(td[0], text, enhet)
            elif enhet != "text" or _synligt(td) != _rent(text):
                raise _Fel(f'{falt[0]}, {kolumn} i {namn} är "{_synligt(td)}", men där står "{text}"')


def _synligt(element: Element) -> str:
    """What a heading or a text cell says, without the numbers of its notes."""
    delar = [element.text or ""]
    for barn in element:
        if barn.tag != "sup":
            delar.append("".join(barn.itertext()))
        delar.append(barn.tail or "")
    return _rent("".join(delar))


def _rent(text: str) -> str:
    return " ".join(text.split())

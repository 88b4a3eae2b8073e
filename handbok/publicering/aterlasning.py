"""The built pages read back: every figure is the cell it says it is, written as Swedish numbers are.

Independent of what rendered it: the cell is the field of the CSV file as it stands, and what is printed is read by
rules of its own. What a figure is read back by is then taken out: readers need none of it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from urllib.parse import unquote

from handbok.modell import KODER
from handbok.publicering.aterlast_diagram import las_diagram
from handbok.publicering.facit import ENHETER, Facit, Fel, tal_i
from handbok.publicering.tvatt import Element

_ATTRIBUT = ("data-cell", "data-av", "data-fran", "data-fast", "data-tabell", "data-fore", "data-efter", "data-bra",
             "data-diagram", "data-ruta")  # fmt: skip
_ANDRING = re.compile(
    r"(?:(?P<pil>[↑↓→]) )?(?P<ord>ökade|minskade|(?:ungefär )?oförändrat)\b(?:.*, (?P<bra>bättre|sämre)$)?", re.DOTALL
)
_SKRIVET = re.compile(r"(−?)(\d{1,3}(?:\xa0\d{3})*)(?:,(\d+))?(?:\xa0(.+))?", re.ASCII | re.DOTALL)
# As many digits as a cell, or fast(), may have.
_EXAKT = re.compile(r"-?\d{1,40}(\.\d{1,20})?", re.ASCII)
_VISAS_SOM = {"table": "tabellen", "figure": "diagrammet"}
_LASES = ("data-tabell", "data-cell", "data-efter", "data-diagram", "data-ruta")
_ALLA_LASES = f"//*[{' or '.join(f'@{namn}' for namn in _LASES)} or self::data]"
# Whether HTML may hold what is read back: to look for it in the tree of every page takes longer.
HAR_SIFFROR = re.compile(rf"<data\b|\b(?:{'|'.join(_LASES)})\b", re.IGNORECASE)


def las_tillbaka(rot: Element, facit: Facit) -> Iterator[str]:
    """A sentence for each figure of a page that is not its cell. Takes out what the figures are read back by."""
    lasta: set[Element] = set()
    for element in rot.xpath(_ALLA_LASES):
        if element in lasta:
            continue
        try:
            if "data-tabell" in element.attrib:
                lasta.update(element.iter("data"))
                _tabell(element, facit)
            elif "data-efter" in element.attrib:
                _andring(element, facit)
            elif "data-diagram" in element.attrib:
                lasta.update(element.xpath(".//*[@data-ruta]"))
                las_diagram(element, facit)
            elif "data-ruta" in element.attrib:
                raise Fel("den hör inte till något diagram")
            else:
                _siffra(element, facit)
        except Fel as fel:
            visat = _VISAS_SOM.get(element.tag) or " ".join("".join(element.itertext()).split())
            yield (f"Siffran {visat[:60]} stämmer inte med sin cell: {fel}. Har en tabell ändrats under bygget, bygg "
                   "igen. Annars är det ett fel i programmet: anmäl det till den som sköter det.")  # fmt: skip
        for namn in _ATTRIBUT:
            element.attrib.pop(namn, None)


def _siffra(element: Element, facit: Facit) -> None:
    """A figure in running text: a cell, a share or the difference of two, or one that no table stands behind."""
    if "data-cell" not in element.attrib:
        if "data-fast" not in element.attrib:
            raise Fel("den säger inte vilken cell den kommer från")
        _samma_tal(element, None)
        return
    falt, enhet = facit.cell(element.get("data-cell"))
    if "data-av" in element.attrib:
        _andel(element, tal_i(falt), tal_i(facit.cell(element.get("data-av"))[0]))
    elif "data-fran" in element.attrib:
        _skillnad(element, tal_i(falt), tal_i(facit.cell(element.get("data-fran"))[0]), enhet)
    else:
        _cell(element, falt, enhet)


def _cell(element: Element, falt: str, enhet: str) -> None:
    """One `<data>`, or the word of a code, is the field of its cell."""
    if falt in KODER and element.tag == "span":
        if element.text != KODER[falt]:
            raise Fel(f'där står koden "{falt}"')
        return
    varde, ratt = _samma_tal(element, enhet), tal_i(falt)
    if varde != ratt or _decimaler(varde) != _decimaler(ratt):
        raise Fel(f'där står "{falt}"')


def _andel(element: Element, del_: Decimal, helhet: Decimal) -> None:
    varde = _samma_tal(element, "procent")
    if not helhet or varde != _avrundad(100 * Fraction(del_) / Fraction(helhet), _decimaler(varde)):
        raise Fel(f"andelen av {helhet:f} är inte den för {del_:f}")


def _skillnad(element: Element, efter: Decimal, fore: Decimal, enhet: str) -> None:
    _samma_tal(element, "procentenheter" if enhet == "procent" else enhet)
    if _varde(element) != abs(efter - fore):
        raise Fel(f"skillnaden mellan {fore:f} och {efter:f} är en annan")


def _andring(element: Element, facit: Facit) -> None:
    """The word, the arrow and the verdict of a comparison are those of its two cells."""
    stallen = element.get("data-fore", ""), element.get("data-efter")
    fore, efter = (tal_i(facit.cell(s)[0]) for s in stallen)
    vag = 0 if abs(efter - fore) < max(map(facit.minsta_skillnad, stallen)) else (efter > fore) - (efter < fore)
    ord_ = ("oförändrat" if efter == fore else "ungefär oförändrat", "ökade", "minskade")[vag]
    bra = {"upp": 1, "ned": -1}.get(element.get("data-bra", ""), 0) * vag
    traff = _ANDRING.match("".join(element.itertext()))
    sagt = traff.groupdict() if traff else {}
    if sagt not in ({"pil": pil, "ord": ord_, "bra": (None, "bättre", "sämre")[bra]} for pil in ("→↑↓"[vag], None)):
        raise Fel(f"från {fore:f} till {efter:f} är något annat")


def _avrundad(varde: Fraction, decimaler: int) -> Fraction:
    """Half away from zero."""
    hel, rest = divmod(abs(varde.numerator) * 10**decimaler, varde.denominator)
    return Fraction(hel + (2 * rest >= varde.denominator), 10**decimaler) * (1 if varde >= 0 else -1)


def _samma_tal(element: Element, enhet: str | None) -> Decimal:
    """The value, which the printed text is too, with the unit that belongs to it; any unit where that is None."""
    text, varde = "".join(element.itertext()), _varde(element)
    traff = _SKRIVET.fullmatch(text)
    if traff is None or (traff[2].startswith("0") and traff[2] != "0"):
        raise Fel(f'"{text}" är inget tal på svenska')
    tecken, hela, brak, ord_ = traff.groups()
    skrivet = Decimal(f"{'-' if tecken else ''}{hela.replace(chr(160), '')}{'.' + brak if brak else ''}")
    if skrivet != varde or _decimaler(skrivet) != _decimaler(varde) or (tecken and not varde):
        raise Fel(f'"{text}" är inte {varde:f}')
    if enhet is not None and ord_ != ENHETER.get(enhet, (None, None))[0 if varde.copy_abs() == 1 else 1]:
        raise Fel(f'"{text}" har inte enheten {enhet}')
    return varde


def _varde(element: Element) -> Decimal:
    text = element.get("value", "")
    if element.tag != "data" or not _EXAKT.fullmatch(text):
        raise Fel("den har inget värde")
    return Decimal(text)


def _decimaler(varde: Decimal) -> int:
    return -int(varde.as_tuple().exponent)


def _tabell(element: Element, facit: Facit) -> None:
    """A whole table: its headings, its rows in order, and each cell."""
    namn = unquote(element.get("data-tabell"))
    rubriker, *rader = facit.rader(namn)
    if [_synligt(th) for th in element.iterfind("thead/tr/th")] != [_rent(r) for r in rubriker]:
        raise Fel(f"kolumnerna i {namn} är andra")
    visade = [[*rad] for rad in element.iterfind("tbody/tr")]
    namngivna = [_synligt(rad[0]) if rad and rad[0].tag == "th" else None for rad in visade]
    if namngivna != [_rent(falt[0]) for falt in rader]:
        raise Fel(f"raderna i {namn} är andra")
    for (_, *celler), falt in zip(visade, rader, strict=True):
        if [td.tag for td in celler] != ["td"] * (len(falt) - 1):
            raise Fel(f"raden {falt[0]} i {namn} har fel antal celler")
        for td, text, kolumn in zip(celler, falt[1:], rubriker[1:], strict=True):
            enhet = facit.enhet(namn, falt[0], kolumn)
            if enhet != "text" and len(td) and not (td.text or "").strip():
                _cell(td[0], text, enhet)
            elif enhet != "text" or _synligt(td) != _rent(text):
                raise Fel(f'{falt[0]}, {kolumn} i {namn} är "{_synligt(td)}", men där står "{text}"')


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

"""Charts read back: written numbers, the length of bars and the description are what the table's CSV file holds."""

import re
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import unquote

from handbok.modell import KODER
from handbok.publicering.facit import Facit, Fel, Ruta
from handbok.publicering.tvatt import Element

_PLATS = re.compile(r",plats\d+av\d+\(egenbearbetning\)$", re.ASCII)
_TAL = r"−?\d+(?:\xa0\d{3})*(?:,\d+)?(?:\xa0(?:%|kr|dagar|dag|timmar|timme))?"
_ANDRING = re.compile(rf"(ökade|minskade) från ({_TAL}) till ({_TAL})")
_LANGD = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)%?", re.ASCII)
_SLARV = Decimal("0.02")  # more than places in a picture are rounded by


def las_diagram(figur: Element, facit: Facit) -> None:
    """Takes out what the chart is read back by.

    Raises:
        Fel: something in it is not its cell.
    """
    delar = [(d, d.attrib.pop("data-ruta").split()) for d in figur.xpath(".//*[@data-ruta]")]
    namn = unquote(figur.get("data-diagram"))
    facit.rader(namn)
    rutor = [(d, [facit.ruta(namn, adress) for adress in adresser]) for d, adresser in delar if adresser]
    for element, egna in rutor:
        if element.tag != "rect":
            _text(element, egna)
    _staplar([(d, abs(egna[0].tal)) for d, egna in rutor if d.tag == "rect"])
    for beskrivning in figur.iter("desc"):
        _beskrivning("".join(beskrivning.itertext()), facit, namn)


def _text(element: Element, rutor: list[Ruta]) -> None:
    """The number alone or after the name of its row; several with the names of their columns."""
    skrivet = _PLATS.sub("", _utan_radbrytning("".join(element.itertext())))
    if len(rutor) > 1:
        ratta = ["·".join(_utan_radbrytning(r.kolumn) + r.i_ord for r in rutor)]
    else:
        fore = ("", f"{rutor[0].rad}:", f"Högst:{rutor[0].rad},", f"Lägst:{rutor[0].rad},")
        ratta = [_utan_radbrytning(f) + rutor[0].i_ord for f in fore]
    if skrivet not in ratta:
        raise Fel(f'"{element.xpath("string()")}" ska vara {" och ".join(r.falt for r in rutor)}')


def _staplar(staplar: list[tuple[Element, Decimal]]) -> None:
    """Bars begin at zero and are to each other as their numbers: across where their widths differ, else upright."""
    bredder, hojder = ([_langd(e.get(n, "")) for e, _ in staplar] for n in ("width", "height"))
    langder = bredder if len(set(bredder)) > 1 else hojder
    storst = max(zip((v for _, v in staplar), langder, strict=True), default=(Decimal(0), Decimal(0)))
    for (_, varde), langd in zip(staplar, langder, strict=True):
        if storst[0] and abs(langd - storst[1] * varde / storst[0]) > _SLARV:
            raise Fel(f"stapeln för {varde:f} är inte så lång som talet är stort")


def _langd(text: str) -> Decimal:
    if not (traff := _LANGD.fullmatch(text)):
        raise Fel("en stapel har ingen längd")
    return Decimal(traff[1])


def _beskrivning(text: str, facit: Facit, namn: str) -> None:
    """Every number of the description is one of the table's, and what is said to rise or fall does."""
    rubriker, *rader = facit.rader(namn)
    ren = _utan_namn(_blanka(text), [*rubriker[1:], *(falt[0] for falt in rader)])
    ren = re.sub(r"\boch \d+ till\b", "", ren)
    tal = _tabellens_tal(facit, namn, rubriker, rader)
    for skrivet in re.findall(_TAL, ren):
        if "".join(skrivet.split()) not in tal:
            raise Fel(f'beskrivningen säger "{skrivet}"')
    for ord_, *tva in _ANDRING.findall(ren):
        fore, efter = (tal["".join(t.split())] for t in tva)
        if (ord_ == "ökade") != (efter > fore) or fore == efter:
            raise Fel(f'beskrivningen säger "{ord_} från {tva[0]} till {tva[1]}"')


def _tabellens_tal(facit: Facit, namn: str, rubriker: list[str], rader: list[list[str]]) -> dict[str, Decimal]:
    """Each number as it is printed, without blanks."""
    rutor = (
        Ruta(falt[0], kolumn, text, enhet)
        for falt in rader
        for kolumn, text in zip(rubriker[1:], falt[1:], strict=True)
        if (enhet := facit.enhet(namn, falt[0], kolumn)) != "text" and (text == "–" or text not in KODER)
    )
    return {r.i_ord: r.tal for r in rutor}


def _utan_namn(text: str, namn: Iterable[str]) -> str:
    """A text without the names of rows and columns, which hold numbers of their own."""
    langst_forst = sorted({_blanka(n) for n in namn} - {""}, key=len, reverse=True)
    ett = "|".join(map(re.escape, langst_forst))
    return re.sub(rf"(?<![\w,\xa0])(?:{ett})(?![\w\xa0]|,\d)", "¤", text, flags=re.IGNORECASE) if ett else text


def _blanka(text: str) -> str:
    return re.sub(r"[^\S\xa0]+", " ", text).strip()


def _utan_radbrytning(text: str) -> str:
    """A text that is the same however its lines and words are broken."""
    return "".join(text.split()).replace("-", "")

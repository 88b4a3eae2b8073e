"""What the tests of charts share: a table made in the test, and the picture as XML."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lxml import etree

from handbok.bilder.diagram import figur, rita
from handbok.bilder.underlag import Underlag, valj
from handbok.inlasning.tabeller import tolka
from handbok.modell import Kolumn, Lagen, Tabell, Tabellcell

SVG = "{http://www.w3.org/2000/svg}"


def tabell(
    rader: dict[str, Sequence[str]], kolumner: Sequence[str] = ("Antal",), enhet: str = "antal", **mer: Any
) -> Tabell:
    """A table whose cells are written as in a CSV."""

    def cell(text: str, rad: int, kolumn: int) -> Tabellcell:
        varde = tolka(text, enhet)
        tal, kod = (varde, None) if isinstance(varde, Decimal) else (None, varde)
        return Tabellcell(text, tal, kod, enhet, rad, kolumn)

    celler = {
        namn: {k: cell(t, r, n) for n, (k, t) in enumerate(zip(kolumner, texter, strict=True), 2)}
        for r, (namn, texter) in enumerate(rader.items(), 2)
    }
    grund: dict[str, Any] = {
        "id": "t", "periodnamn": "2024", "fil": "data/2024/t.csv", "fil_yaml": "data/2024/t.yml", "titel": "Provtabell",
        "fran": None, "till": None, "enhet": enhet, "kalla": None, "radnyckel": "Rad", "totalrad": None,
        "totalkolumn": None, "periodrader": {}, "periodkolumner": {}, "noter": {}, "kanda_fel": (), "relationer": {},
    }  # fmt: skip
    return Tabell(
        **grund | mer,
        kolumner=tuple(Kolumn(k, enhet, None, None) for k in kolumner), rader=celler, lagen=Lagen("data/2024/t.yml", {}, {}),
    )  # fmt: skip


def underlag(t: Tabell, typ: str, **val: Any) -> Underlag:
    """What the chart is drawn from."""
    return valj(t, (t,), typ, **val)


def ritad(t: Tabell, typ: str, **val: Any) -> etree._Element:
    """The picture, read as XML."""
    return etree.fromstring(rita(t.titel, valj(t, (t,), typ, **val)).encode())


def figuren(t: Tabell, typ: str, **val: Any) -> str:
    """The whole figure."""
    return str(figur(t, valj(t, (t,), typ, **val)))


def ord_i(bild: etree._Element) -> str:
    """Everything written in the picture, with ordinary blanks."""
    texter = ["".join(map(str, e.itertext())) for e in bild.iter(SVG + "text")]
    return " | ".join(texter).replace("\N{NO-BREAK SPACE}", " ")


def andelar(bild: etree._Element, namn: str = "width") -> list[Decimal]:
    """An attribute in percent of each bar."""
    return [Decimal(str(e.get(namn)).rstrip("%")) for e in bild.iter(SVG + "rect") if e.get("class") == "stav"]

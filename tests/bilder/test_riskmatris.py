"""The risk matrix says how many risks stand in each cell, and which are prioritised."""

from lxml import etree

from handbok.bilder.riskmatris import matris
from handbok.registerrader import risker
from tests.conftest import Provbok
from tests.publicering.test_tvatt import tvattad
from tests.registerdata import med_register

SVG = "{http://www.w3.org/2000/svg}"


def test_beskrivningen_sager_ruta_for_ruta_vad_bilden_visar(bok: Provbok) -> None:
    rot = etree.fromstring(matris("m", risker(med_register(bok).las()), 12).encode())
    hart = "\N{NO-BREAK SPACE}"
    assert rot.findtext(SVG + "desc") == (
        f"1{hart}risk med sannolikhet 4, konsekvens 4, värde 16; 1{hart}risk med sannolikhet 3, konsekvens 4, värde 12; "
        f"1{hart}risk med sannolikhet 1, konsekvens 2, värde 2. "
        "Rutor med värdet 12 eller mer har tjock ram. De riskerna är prioriterade."
    )
    antal = [t.text for t in rot.iter(SVG + "text") if t.get("font-size") == "24"]
    tjocka = [r for r in rot.iter(SVG + "rect") if r.get("stroke-width") == "2.5"]
    assert (antal, len(tjocka)) == (["1", "1", "1"], 8)


def test_utan_risker_och_grans(bok: Provbok) -> None:
    bild = matris("m", risker(bok.las()), None)
    assert (etree.fromstring(bild.encode()).findtext(SVG + "desc"), tvattad(bild)[1]) == ("Inga risker.", frozenset())

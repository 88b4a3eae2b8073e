"""The three things done to a page's content, in one reading."""

import pytest

from handbok.publicering.efterbehandling import INNEHALL, behandla, med_hopplank
from handbok.publicering.facit import Facit
from handbok.publicering.sokindex import Avsnitt
from tests.conftest import Provbok

SIDA = """<p onclick="x()">Ring 112.</p><table><tr><th>Enhet</th></tr></table><h2 id="akut" data-search-exclude>Akut</h2>"""


@pytest.fixture
def facit(bok: Provbok) -> Facit:
    return Facit(bok.rot, bok.las())


def test_innehallet_tvattas_lagas_och_gar_att_soka_i(facit: Facit) -> None:
    svar = behandla(SIDA, "Fall", facit)
    assert svar.brister == ("Sidan innehåller attributet onclick, och det publiceras inte.",)
    assert "onclick" not in svar.html
    assert 'aria-label="Tabell: Fall"' in svar.html
    assert svar.avsnitt == (Avsnitt("", "", "Ring 112.\nEnhet"),)
    assert "data-search" not in svar.html


def test_en_sida_som_redan_ar_behandlad_andras_inte(facit: Facit) -> None:
    en_gang = behandla(SIDA, "Fall", facit).html
    assert behandla(en_gang, "Fall", facit).html == en_gang


@pytest.mark.parametrize("fragment", ["", "bara text", "<p>a</p>", "<body onload='x()'>a"])
def test_hela_sidans_element_kan_forfattaren_inte_skriva(fragment: str, facit: Facit) -> None:
    svar = behandla(fragment, "T", facit)
    assert any("elementet <body>" in b for b in svar.brister) == ("<body" in fragment)
    assert "<body" not in svar.html


def test_en_siffra_som_inte_ar_sin_cell_namns(facit: Facit) -> None:
    (fel,) = behandla('<p><data value="5">5</data></p>', "T", facit).brister
    assert "den säger inte vilken cell den kommer från" in fel


def test_hopplanken_gar_till_hela_texten() -> None:
    sida = '<body><div data-md-component="skip">\n<a href="#akut" class="md-skip">x</a></div><main>'
    assert med_hopplank(sida) == (
        f'<body><div data-md-component="skip"><a class="md-skip" href="#{INNEHALL}">Gå till innehållet</a></div><main>'
    )

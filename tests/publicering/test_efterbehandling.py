"""The three things done to a page's content, in one reading."""

import pytest

from handbok.publicering.efterbehandling import INNEHALL, behandla, med_hopplank
from handbok.publicering.sokindex import Avsnitt

SIDA = """<p onclick="x()">Ring 112.</p><table><tr><th>Enhet</th></tr></table><h2 id="akut" data-search-exclude>Akut</h2>"""


def test_innehallet_tvattas_lagas_och_gar_att_soka_i() -> None:
    svar = behandla(SIDA, "Fall")
    assert svar.otillatet == {"attributet onclick"}
    assert "onclick" not in svar.html
    assert 'aria-label="Tabell: Fall"' in svar.html
    assert svar.avsnitt == (Avsnitt("", "", "Ring 112.\nEnhet"),)
    assert "data-search" not in svar.html


def test_en_sida_som_redan_ar_behandlad_andras_inte() -> None:
    en_gang = behandla(SIDA, "Fall").html
    assert behandla(en_gang, "Fall").html == en_gang


@pytest.mark.parametrize("fragment", ["", "bara text", "<p>a</p>", "<body onload='x()'>a"])
def test_hela_sidans_element_kan_forfattaren_inte_skriva(fragment: str) -> None:
    svar = behandla(fragment, "T")
    assert ("elementet <body>" in svar.otillatet) == ("<body" in fragment)
    assert "<body" not in svar.html


def test_hopplanken_gar_till_hela_texten() -> None:
    sida = '<body><div data-md-component="skip">\n<a href="#akut" class="md-skip">x</a></div><main>'
    assert med_hopplank(sida) == (
        f'<body><div data-md-component="skip"><a class="md-skip" href="#{INNEHALL}">Gå till innehållet</a></div><main>'
    )

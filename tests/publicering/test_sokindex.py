"""A page's text in pieces for the search."""

import json

from lxml import html

from handbok.publicering.sokindex import Avsnitt, Soksida, avsnitten, som_json


def delar(artikel: str) -> list[tuple[str, str, str]]:
    rot = html.document_fromstring(f"<body>{artikel}</body>").body
    return [(a.ankare, a.rubrik, a.text) for a in avsnitten(rot)]


def test_varje_rubrik_har_sin_text() -> None:
    sida = '<p>Först.</p><h2 id="a">Gör <em>så</em><a class="headerlink" href="#a">¶</a></h2><p>Ring\n112.</p><h3 id="b">Sen</h3>Skriv.'
    assert delar(sida) == [("", "", "Först."), ("a", "Gör så", "Ring 112."), ("b", "Sen", "Skriv.")]


def test_det_som_star_i_olika_block_ar_olika_rader_och_ord_i_raden_halls_ihop() -> None:
    sida = "<ul><li>läkemedels<wbr>hantering</li><li>ny<b>anmäl</b>d</li></ul><dl><dt>Ägare</dt><dd>MAS</dd></dl>"
    assert delar(sida) == [("", "", "läkemedelshantering\nnyanmäld\nÄgare\nMAS")]


def test_en_rubrik_i_en_ruta_slutar_med_rutan() -> None:
    sida = '<div><h2 id="a">Läget</h2><p>Gäller.</p></div><p>Texten.</p>'
    assert delar(sida) == [("", "", "Texten."), ("a", "Läget", "Gäller.")]


def test_det_som_inte_ska_sokas_ar_inte_med_men_texten_efter_ar_det() -> None:
    assert delar("<p data-search-exclude>Läget den</p>kvar") == [("", "", "kvar")]


def test_registret_har_sokorden_en_gang_per_sida() -> None:
    sida = Soksida("rutiner/fall/", "Fall & <b>", ("ramlat",), (Avsnitt("", "", "Å"), Avsnitt("a", "Akut", "112")))
    assert json.loads(som_json([sida]))["docs"] == [
        {"location": "rutiner/fall/", "title": "Fall & <b>", "text": "Å", "tags": ["ramlat"]},
        {"location": "rutiner/fall/#a", "title": "Akut", "text": "112"},
    ]

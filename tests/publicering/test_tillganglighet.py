"""Content mended for keyboards and screen readers."""

import pytest
from lxml import html

from handbok.publicering.tillganglighet import laga


def lagad(artikel: str) -> html.HtmlElement:
    rot = html.document_fromstring(f"<body>{artikel}</body>").body
    laga(rot, "Fall")
    return rot


TABELL = "<table><thead><tr><th></th><th{0}>Antal</th></tr></thead><tbody><tr><td>A</td><td{0}>1</td></tr></tbody></table>"


def test_en_tabell_far_en_ruta_som_tangentbordet_nar_med_rubrikens_namn() -> None:
    rot = lagad('<h2 id="x">Antal fall<a class="headerlink" href="#x">¶</a></h2>' + TABELL.format("") + "svans")
    [ruta] = rot.xpath("//div[@class='tabellruta']")
    assert (ruta.get("tabindex"), ruta.get("role"), ruta.get("aria-label")) == ("0", "group", "Tabell: Antal fall")
    assert ruta.tail == "svans"
    assert [(c.tag, c.get("scope")) for c in ruta.xpath(".//thead//*[self::th or self::td]")] == [("td", None), ("th", "col")]


def test_en_tabell_i_en_ruta_far_ingen_till() -> None:
    rot = lagad(f'<div class="tabellruta" tabindex="0">{TABELL.format("")}</div>')
    assert len(rot.xpath("//*[contains(@class, 'tabellruta')]")) == 1
    assert rot.xpath("//table/@class") == ["tabelldata"]


@pytest.mark.parametrize("skrivet", [' style="text-align: right;"', ' align="right"'])
def test_hogerstallda_tal_skrivs_som_klass_utan_stil_i_sidan(skrivet: str) -> None:
    rot = lagad(TABELL.format(skrivet))
    assert rot.xpath("//td[2]/@class | //th/@class") == ["hoger", "hoger"]
    assert not rot.xpath("//@style | //@align")


def test_rubrikens_lank_och_rutans_titel_ar_pa_svenska() -> None:
    rot = lagad(
        '<h2 id="x">X<a class="headerlink" href="#x" title="Permanent link">¶</a></h2>'
        '<div class="admonition note"><p class="admonition-title">Note</p></div>'
        '<div class="admonition note"><p class="admonition-title">Läs det här</p></div>'
    )
    [lank] = rot.xpath("//a[@class='headerlink']")
    assert lank.get("title") == lank.get("aria-label") == "Länk till rubriken"
    assert [p.text for p in rot.xpath("//p[@class='admonition-title']")] == ["Obs", "Läs det här"]


def test_en_tabell_fore_alla_rubriker_heter_som_sidan() -> None:
    assert lagad(TABELL.format("")).xpath("//@aria-label") == ["Tabell: Fall"]

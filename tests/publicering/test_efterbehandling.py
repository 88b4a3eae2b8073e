"""Author HTML made harmless, and Material's pages mended for keyboards and screen readers."""

import pytest
from lxml import html

from handbok.publicering.efterbehandling import INNEHALL, rensa, tillganglig


@pytest.mark.parametrize(
    ("fragment", "vad"),
    [
        ("<script>alert(1)</script>", "elementet <script>"),
        ('<p onclick="x()">a</p>', "attributet onclick"),
        ('<p style="color: red">a</p>', "attributet style"),
        ('<a href="java\nscript:x()">a</a>', "en länk som börjar med javascript:"),
        ('<img src="https://annan.se/a.png">', "attributet src, som hämtar från en annan webbplats"),
        ('<img src="//annan.se/a.png">', "attributet src, som hämtar från en annan webbplats"),
    ],
)
def test_det_som_kor_laddar_eller_lyssnar_namns_och_tas_bort(fragment: str, vad: str) -> None:
    ren, funna = rensa(fragment)
    assert vad in funna
    assert rensa(ren) == (ren, frozenset())


def test_vanlig_text_med_lankar_och_egna_bilder_far_vara_kvar() -> None:
    fragment = '<p>Ring <a href="tel:112">112</a> &lt; <a href="../fall/#akut">Fall</a> <img src="bild.png" alt="En bild"></p>'
    assert rensa(fragment) == (fragment, frozenset())


def sida(artikel: str = "", meny: str = "", huvud: str = "") -> html.HtmlElement:
    """A page as Material writes it, after-treated and read again."""
    skriven = (
        f'<!doctype html><html lang="sv"><head><title>T</title>{huvud}</head><body>'
        '<div data-md-component="skip"><a href="#akut" class="md-skip">x</a></div>'
        f'<main>{meny}<article class="md-content__inner md-typeset"><h1>Fall</h1>{artikel}</article></main></body></html>'
    )
    return html.document_fromstring(tillganglig(skriven))


def test_hopplanken_gar_till_hela_texten() -> None:
    rot = sida()
    [lank] = rot.xpath("//a[@class='md-skip']")
    assert lank.get("href") == f"#{INNEHALL}"
    [mal] = rot.xpath(f"//*[@id='{INNEHALL}']")
    assert (mal.tag, mal.get("tabindex")) == ("article", "-1")


def test_sidan_bladdrar_inte_vid_bokstaver() -> None:
    rot = sida(huvud='<link rel="prev" href="../a/"><link rel="next" href="../c/"><link rel="icon" href="i.png">')
    assert [lank.get("rel") for lank in rot.iter("link")] == ["icon"]


TABELL = "<table><thead><tr><th></th><th{0}>Antal</th></tr></thead><tbody><tr><td>A</td><td{0}>1</td></tr></tbody></table>"


def test_en_tabell_far_en_ruta_som_tangentbordet_nar_med_rubrikens_namn() -> None:
    rot = sida('<h2 id="x">Antal fall<a class="headerlink" href="#x">¶</a></h2>' + TABELL.format("") + "svans")
    [ruta] = rot.xpath("//div[@class='tabellruta']")
    assert (ruta.get("tabindex"), ruta.get("role"), ruta.get("aria-label")) == ("0", "group", "Tabell: Antal fall")
    assert ruta.tail == "svans"
    assert [(c.tag, c.get("scope")) for c in ruta.xpath(".//thead//*[self::th or self::td]")] == [("td", None), ("th", "col")]


def test_en_tabell_i_en_ruta_far_ingen_till() -> None:
    rot = sida(f'<div class="tabellruta" tabindex="0">{TABELL.format("")}</div>')
    assert len(rot.xpath("//*[contains(@class, 'tabellruta')]")) == 1
    assert rot.xpath("//table/@class") == ["tabelldata"]


@pytest.mark.parametrize("skrivet", [' style="text-align: right;"', ' align="right"'])
def test_hogerstallda_tal_skrivs_som_klass_utan_stil_i_sidan(skrivet: str) -> None:
    rot = sida(TABELL.format(skrivet))
    assert rot.xpath("//td[2]/@class | //th/@class") == ["hoger", "hoger"]
    assert not rot.xpath("//@style | //@align")


def test_rubrikens_lank_och_rutans_titel_ar_pa_svenska() -> None:
    rot = sida(
        '<h2 id="x">X<a class="headerlink" href="#x" title="Permanent link">¶</a></h2>'
        '<div class="admonition note"><p class="admonition-title">Note</p></div>'
        '<div class="admonition note"><p class="admonition-title">Läs det här</p></div>'
    )
    [lank] = rot.xpath("//a[@class='headerlink']")
    assert lank.get("title") == lank.get("aria-label") == "Länk till rubriken"
    assert [p.text for p in rot.xpath("//p[@class='admonition-title']")] == ["Obs", "Läs det här"]


MENY = """
<nav class="md-nav md-nav--primary" aria-label="Navigation">
  <label class="md-nav__title" for="__drawer"><a class="md-logo" href="."></a>Handboken</label>
  <ul class="md-nav__list">
    <li><input class="md-nav__toggle" type="checkbox" id="__nav_2" checked>
      <label class="md-nav__link" for="__nav_2" id="__nav_2_label" tabindex="0"><span>Rutiner</span></label>
      <nav class="md-nav" aria-labelledby="__nav_2_label" aria-expanded="true">
        <label class="md-nav__title" for="__nav_2">Rutiner</label>
        <ul class="md-nav__list"><li><input class="md-nav__toggle" type="checkbox" id="__toc">
          <label class="md-nav__link md-nav__link--active" for="__toc">A–Ö</label>
          <a class="md-nav__link md-nav__link--active" href="./">A–Ö</a>
          <nav class="md-nav md-nav--secondary" aria-label="Innehållsförteckning"><ul><li><a href="#a">A</a></li></ul></nav>
        </li></ul>
      </nav></li>
  </ul>
</nav>
<div><nav class="md-nav md-nav--secondary" aria-label="Innehållsförteckning"><label class="md-nav__title" for="__toc">Innehåll</label>
<ul><li><a href="#a">A</a><nav class="md-nav" aria-label="A"><ul><li><a href="#b">B</a></li></ul></nav></li></ul></nav></div>
"""


def test_menyns_etiketter_blir_knappar_som_sager_om_de_ar_oppna() -> None:
    rot = sida(meny=MENY)
    assert not list(rot.iter("label"))
    [knapp] = rot.iter("button")
    assert dict(knapp.attrib) == {
        "type": "button", "class": "md-nav__link", "data-oppnar": "__nav_2", "aria-expanded": "true"
    }  # fmt: skip
    assert knapp.text_content() == "Rutiner"


def test_bara_hela_menyn_och_innehallsforteckningen_ar_landmarken() -> None:
    assert [n.get("aria-label") for n in sida(meny=MENY).iter("nav")] == ["Navigation", "Innehållsförteckning"]


def test_sidan_du_ar_pa_ar_utmarkt_i_menyn() -> None:
    assert [a.text for a in sida(meny=MENY).xpath("//a[@aria-current='page']")] == ["A–Ö"]


def test_en_sida_som_redan_ar_behandlad_andras_inte() -> None:
    en_gang = tillganglig(html.tostring(sida(TABELL.format(""), MENY), encoding="unicode"))
    assert tillganglig(en_gang) == en_gang

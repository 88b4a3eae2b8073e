"""A table as a reader sees it: headings, units, notes at their cells, source; author text is text."""

from lxml import html

from handbok.siffror.html import tabell_html
from tests.conftest import Provbok

CSV = "Område;Antal;Andel;Not\nHemtjänst;1234;17,6 %;<i>ja</i>\nBoende;..;saknas;\nTotalt;1 240;100;x\n"
YAML = """\
    titel: Avvikelser
    period: {från: 2024-01-01, till: 2024-12-31}
    enhet: antal
    källa: {system: Provsystemet., uttag: 2025-01-20, kolada: [U33401, U33402]}
    radnyckel: Område
    totalrad: Totalt
    kolumner: {Andel: {enhet: procent}, Not: {enhet: text}}
    noter: {Antal: Not om kolumnen, Boende: Not om raden}
    kända_fel:
      - {rad: Totalt, kolumn: Antal, kod: TAL001, angivet: 1240, räknat: 1234, förklaring: Så står det i rapporten}
    röjande: {beslut: ingen, motivering: Påhittat}
    """


def visad(bok: Provbok) -> html.HtmlElement:
    """The table as HTML."""
    bok.skriv("data/2024/avvikelser.csv", CSV).skriv("data/2024/avvikelser.yml", YAML)
    handbok = bok.las()
    assert handbok.lasfel == ()
    return html.fragment_fromstring(str(tabell_html(handbok.tabeller[0])))


def texter(tabell: html.HtmlElement, vag: str) -> list[str]:
    """The text of each element found."""
    return [str(e.text_content()).replace("\N{NO-BREAK SPACE}", " ") for e in tabell.xpath(vag)]


def test_tabellen_har_titel_och_rubriker_for_rader_och_kolumner(bok: Provbok) -> None:
    tabell = visad(bok)
    assert texter(tabell, "//caption") == ["Avvikelser"]
    assert texter(tabell, "//th[@scope='col']") == ["Område", "Antal 1", "Andel", "Not"]
    assert texter(tabell, "//th[@scope='row']") == ["Hemtjänst", "Boende 2", "Totalt"]
    assert texter(tabell, "//tr[@class='total']/th") == ["Totalt"]


def test_cellerna_har_enhet_och_koderna_sina_ord(bok: Provbok) -> None:
    tabell = visad(bok)
    assert texter(tabell, "//tbody/tr[1]/td") == ["1 234", "17,6 %", "<i>ja</i>"]
    assert texter(tabell, "//tbody/tr[2]/td") == ["skyddad uppgift", "uppgift saknas", ""]
    assert [d.get("value") for d in tabell.xpath("//data")] == ["1234", "17.6", "1240", "100"]
    assert tabell.xpath("//i") == []


def test_bara_kolumner_med_tal_staller_sig_till_hoger(bok: Provbok) -> None:
    tabell = visad(bok)
    assert [th.get("class") for th in tabell.xpath("//thead//th")] == [None, "tal", "tal", None]
    assert [td.get("class") for td in tabell.xpath("//tbody/tr[1]/td")] == ["tal", "tal", None]


def test_noter_och_kanda_fel_star_vid_sin_cell_och_under_tabellen(bok: Provbok) -> None:
    tabell = visad(bok)
    assert texter(tabell, "//ol[@class='noter']/li") == ["Not om kolumnen", "Not om raden", "Så står det i rapporten"]
    assert texter(tabell, "//sup") == ["1", "2", "3"]
    assert texter(tabell, "//td[sup]") == ["1 240 3"]


def test_kallan_star_under_tabellen(bok: Provbok) -> None:
    assert texter(visad(bok), "//p[@class='kalla']") == [
        "Källa: Provsystemet. Uttag den 20 januari 2025. Kolada: U33401, U33402."
    ]


def test_tabellen_gar_att_na_och_rulla_med_tangentbord(bok: Provbok) -> None:
    (ruta,) = visad(bok).xpath("//div[@class='tabellruta']")
    assert (ruta.get("tabindex"), ruta.get("aria-label")) == ("0", "Avvikelser")

"""Which tables a phone shows as cards, and what is written in them for that."""

import pytest
from lxml import html

from handbok.publicering.tillganglighet import laga


def tabell(rubriker: list[str], *rader: list[str], td: str = "td") -> html.HtmlElement:
    huvud = "".join(f'<th scope="col">{r}</th>' for r in rubriker)
    kropp = "".join(
        f'<tr><th scope="row">{rad[0]}</th>{"".join(f"<{td}>{cell}</td>" for cell in rad[1:])}</tr>' for rad in rader
    )
    rot = html.document_fromstring(f"<table><thead><tr>{huvud}</tr></thead><tbody>{kropp}</tbody></table>").body
    laga(rot, "Sidan")
    [svar] = rot.iter("table")
    return svar


def ar_kort(t: html.HtmlElement) -> bool:
    return "kort" in t.get("class").split()


RISK = ["Någon går in utan att ringa på först", "12", "Enhetschef särskilt boende", "Stickprov på natten"]
MANADER = [[f"2025-{m}", "471", "1 208", "–", "7 %"] for m in range(1, 13)]


def test_en_bred_tabell_med_text_blir_kort_dar_varje_cell_bar_sin_rubrik_och_alla_sin_roll() -> None:
    t = tabell(["Risk", "Värde", "Ansvarig", "Kontroll"], RISK)
    assert ar_kort(t)
    assert t.xpath("./tbody/tr/*/@data-rubrik") == ["Risk", "Värde", "Ansvarig", "Kontroll"]
    assert not t.xpath("./thead//@data-rubrik")
    assert [e.get("role") for e in t.iter()] == [
        "table", "rowgroup", "row", *["columnheader"] * 4, "rowgroup", "row", "rowheader", *["cell"] * 3
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rubriker", "rader"),
    [
        (["Dokument", "LIX", "Ord"], [["Fall – när en person har ramlat", "41", "1 203"]]),  # a name wraps
        (["Vem", "Tid"], [["Enhetschef", "Samma dag som det händer"]]),
        (["Månad", "Totalsumma", "Avslutade", "Bedömda", "Andel"], MANADER),  # read down its columns
    ],
)
def test_det_som_ryms_och_langa_rader_av_tal_forblir_tabeller(rubriker: list[str], rader: list[list[str]]) -> None:
    t = tabell(rubriker, *rader)
    assert not ar_kort(t)
    assert not t.xpath(".//@data-rubrik | .//@role")


@pytest.mark.parametrize(
    ("rubriker", "rader"),
    [
        (["Månad", "Totalsumma", "Avslutade", "Bedömda", "Andel"], MANADER[:2]),  # few rows: nothing to read down
        (["Mått", "Totalsumma", "Avslutade", "Bedömda", "Andel"], [["Andel som är nöjda med hemtjänsten i dess helhet",
                                                                  *rad[1:]] for rad in MANADER]),  # hides the figures
        (["Vem", "Ansvar"], [["Informationssäkerhetssamordnare", "Leder arbetet"]]),  # a word that does not wrap
    ],
)  # fmt: skip
def test_tal_med_fa_rader_eller_langa_namn_och_ord_som_inte_ryms_blir_kort(
    rubriker: list[str], rader: list[list[str]]
) -> None:
    assert ar_kort(tabell(rubriker, *rader))


def test_celler_med_klassen_tal_ar_tal_ocksa_med_enhet() -> None:
    rader = [[f"2025-{m}", *["113 dagar"] * 4] for m in range(1, 13)]
    rubriker = ["Månad", "Totalsumma", "Avslutade", "Bedömda", "Medelvärde"]
    assert ar_kort(tabell(rubriker, *rader))
    assert not ar_kort(tabell(rubriker, *rader, td='td class="tal"'))


def test_rubrikens_noter_foljer_med_och_en_tom_rubrik_ger_ingen() -> None:
    t = tabell(["", 'Ej bedömd <sup class="not">1</sup> <sup class="not">12</sup>', "Ansvarig", "Kontroll"], RISK)
    assert t.xpath("./tbody/tr/*/@data-rubrik") == ["Ej bedömd ¹ ¹²", "Ansvarig", "Kontroll"]


@pytest.mark.parametrize(
    "inre",
    [
        "<tbody><tr><td>Ingen rubrik</td></tr></tbody>",
        "<thead><tr><th>A</th><th>B</th></tr></thead>",
        "<thead><tr><th>A</th><th>B</th></tr><tr><th>C</th><th>D</th></tr></thead><tbody><tr><td>E</td><td>F</td></tr></tbody>",
        '<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td colspan="2">Informationssäkerhetssamordnarensområde</td></tr></tbody>',
        '<thead><tr><th><a href="#x">A</a></th><th>B</th></tr></thead><tbody><tr><td>Informationssäkerhetssamordnare</td><td>12</td></tr></tbody>',
    ],
)
def test_en_tabell_utan_en_rubrik_for_varje_cell_eller_med_lankar_i_rubrikerna_forblir_tabell(inre: str) -> None:
    rot = html.document_fromstring(f"<table>{inre}</table>").body
    laga(rot, "Sidan")
    assert not ar_kort(next(rot.iter("table")))

"""A page's text in pieces for the search."""

import json

from lxml import html

from handbok.modell import Handbok
from handbok.publicering.sokindex import Avsnitt, Soksida, avsnitten, soksida, som_json
from handbok.urval import offentlig
from tests.conftest import RUTIN, Provbok


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
    avsnitt = (Avsnitt("", "", "Å"), Avsnitt("a", "Akut", "112"))
    sida = Soksida("rutiner/fall/", "Fall & <b>", ("ramlat",), avsnitt, ("HLR",), 1.3)
    assert json.loads(som_json([sida]))["docs"] == [
        {"location": "rutiner/fall/", "title": "Fall & <b>", "text": "Å", "tags": ["ramlat"], "synonyms": ["HLR"], "weight": 1.3},
        {"location": "rutiner/fall/#a", "title": "Akut", "text": "112"},
    ]


INGA = (Avsnitt("", "", ""),)


def vikter(handbok: Handbok, *, publik: bool = False) -> dict[str, float]:
    return {
        t.fil.rpartition("/")[2].removesuffix(".md"): soksida(handbok, t, "", "", INGA, publik=publik).vikt
        for t in handbok.texter
    }


def test_personalens_rutiner_leder_internt_och_invanarnas_sidor_publikt(bok: Provbok) -> None:
    bok.skriv("docs/hjalp.md", "---\ntitel: Hjälp\nläsare: invånare\n---\nText.\n")
    bok.skriv("docs/guide.md", "---\ntitel: Guide\nläsare: redigerare\n---\nText.\n")
    bok.skriv("docs/alla.md", "---\ntitel: Alla\n---\nText.\n")
    handbok = bok.las()
    intern, publik = vikter(handbok), vikter(offentlig(handbok), publik=True)
    assert sorted(intern, key=lambda fil: -intern[fil]) == ["fall", "stod", "alla", "hjalp", "guide"]
    assert publik["hjalp"] > publik["alla"] > publik["fall"] > publik["guide"]


def test_det_som_inte_galler_vager_halften(bok: Provbok) -> None:
    bok.skriv("rutiner/utkast.md", RUTIN.replace("status: gällande", "status: utkast"))
    alla = vikter(bok.las())
    assert alla["utkast"] == alla["fall"] / 2


def test_den_senaste_berattelsen_vager_mest_och_kapitlen_heter_efter_sin_period(bok: Provbok) -> None:
    for ar in (2023, 2024):
        period = f"period: {{namn: {ar}, från: {ar}-01-01, till: {ar}-12-31}}\nstatus: utkast"
        bok.skriv(f"docs/kvalitetsberattelse/{ar}/index.md", f"---\ntitel: Berättelse\n{period}\n---\nText.\n")
        bok.skriv(f"docs/kvalitetsberattelse/{ar}/fall.md", "---\ntitel: Fall\n---\nText.\n")
    handbok = bok.las()
    sidor = [soksida(handbok, s, "", s.titel, INGA, publik=False) for s in handbok.sidor]
    assert [(s.titel, s.vikt) for s in sorted(sidor, key=lambda s: (s.vikt, s.titel))] == [
        ("Berättelse", 0.7), ("Fall – 2023", 0.7), ("Berättelse", 1.0), ("Fall – 2024", 1.0),
    ]  # fmt: skip


def test_en_forkortning_for_det_som_namns_vager_inte_som_ett_sokord(bok: Provbok) -> None:
    bok.skriv("data/sokord.yml", "HLR: [hjärt–lungräddning]\nSÄBO: [äldreboende]\n")
    bok.skriv("rutiner/fall.md", RUTIN.replace("---\n## ", "sökord: [äldreboende]\n---\nBörja med hjärt–lungräddning.\n\n## "))
    handbok = bok.las()
    fall = soksida(handbok, handbok.hitta("fall"), "", "Fall", INGA, publik=False)
    assert (fall.ord, fall.synonymer) == (("SÄBO", "fall", "äldreboende"), ("HLR",))

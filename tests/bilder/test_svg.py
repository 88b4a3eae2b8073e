"""The primitives of every picture: text stays text, labels wrap, and what is drawn passes the cleaning of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from handbok.bilder.svg import bild, element, radbryt
from tests.publicering.test_tvatt import tvattad

NAMN = "{http://www.w3.org/2000/svg}"


def en_bild(text: str = "A", **attribut: str) -> Markup:
    """A picture with one label and one bar."""
    return bild(
        "b", text, text, element("text", text), element("rect", width="3%", **attribut), width="100%", height=20
    )


@given(st.text(max_size=40))
def test_vilken_text_som_helst_ger_giltig_xml_och_star_kvar_som_text(text: str) -> None:
    rot = etree.fromstring(en_bild(text, class_=text).encode())
    assert [e.tag for e in rot.iter()] == [NAMN + n for n in ("svg", "title", "desc", "text", "rect")]
    synlig = (rot.findtext(NAMN + "text") or "").replace("\r", "\n")
    assert all(t in synlig for t in text if t.isalnum())


def test_bilden_har_namn_och_beskrivning() -> None:
    rot = etree.fromstring(en_bild().encode())
    assert (rot.get("role"), rot.get("aria-labelledby"), rot.get("aria-describedby")) == (
        "img",
        "b-titel",
        "b-beskrivning",
    )
    assert [e.get("id") for e in rot][:2] == ["b-titel", "b-beskrivning"]


def test_attribut_utan_varde_utelamnas_och_understreck_blir_bindestreck() -> None:
    assert element("line", x1=0, stroke_width=2, fill=None) == '<line x1="0" stroke-width="2"></line>'


@pytest.mark.parametrize(
    ("text", "tecken", "rader"),
    [
        ("Hälso- och sjukvård", 11, ["Hälso- och", "sjukvård"]),
        ("upprättande/förändring", 14, ["upprättande/", "förändring"]),
        ("Socialtjänstövergripande", 10, ["Socialtjä-", "nstövergr-", "ipande"]),
        ("a b", 10, ["a b"]),
        ("", 10, [""]),
    ],
)
def test_namn_bryts_mellan_ord_och_annars_inne_i_dem(text: str, tecken: int, rader: list[str]) -> None:
    assert radbryt(text, tecken) == rader


@given(st.text(alphabet="abcåäö /-\t\n", max_size=80), st.integers(3, 20))
def test_ingen_rad_blir_langre_och_inget_tecken_forsvinner(text: str, tecken: int) -> None:
    rader = radbryt(text, tecken)
    assert all(len(rad) <= tecken for rad in rader)
    bara_bokstaver = [t for t in "".join(rader) if t.isalpha()]
    assert bara_bokstaver == [t for t in text if t.isalpha()]


def test_var_bild_gar_genom_rensningen_oforandrad() -> None:
    figur = f"<figure>{en_bild('A & B', fill='var(--hb-d1, #14506e)')}</figure>"
    assert tvattad(figur) == (figur, frozenset())


@pytest.mark.parametrize(
    "innehall",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"></rect>',
        '<rect style="fill:red"></rect>',
        '<rect fill="url(https://annan.se/a#b)"></rect>',
        '<rect fill="\\75rl(https://annan.se)"></rect>',
        '<rect fill="var(--a, url(//annan.se))"></rect>',
        '<text class="&lt;/title&gt;&lt;img&gt;"></text>',
        "<foreignobject><p>x</p></foreignobject>",
        '<use href="#a"></use>',
        '<image href="a.png"></image>',
        '<animate attributename="href"></animate>',
    ],
)
def test_en_bild_med_nagot_annat_tas_bort_hel(innehall: str) -> None:
    ren, funna = tvattad(f"<p>a</p><svg>{innehall}</svg><p>b</p>")
    assert (ren, bool(funna)) == ("<p>a</p><p>b</p>", True)


def test_en_lank_i_en_bild_provas_som_andra_lankar() -> None:
    lank = '<svg><a href="{}">x</a></svg>'
    assert tvattad(lank.format("../fall/")) == (lank.format("../fall/"), frozenset())
    assert tvattad(lank.format("javascript:alert(1)"))[0] == "<svg><a>x</a></svg>"


def test_uppmarkning_i_en_bilds_titel_blir_text() -> None:
    ren, _ = tvattad("<svg><title><img src=x onerror=alert(1)></title></svg>")
    assert ren == "<svg><title>&lt;img src=x onerror=alert(1)&gt;</title></svg>"

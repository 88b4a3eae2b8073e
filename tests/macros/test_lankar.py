"""Links work in the repository and, mapped, on the site."""

import pytest
from markdown import Markdown

from macros.lankar import Arkivlankar, sajtlank


@pytest.mark.parametrize(
    ("lank", "fil", "pa_sajten"),
    [
        ("../rutiner/fall.md", "docs/index.md", "rutiner/fall.md"),
        ("../../rutiner/natt/fall.md#larm", "docs/om/x.md", "../rutiner/fall.md#larm"),
        ("../docs/om/x.md", "rutiner/fall.md", "../om/x.md"),
        ("../../docs/om/x.md", "rutiner/natt/fall.md", "../om/x.md"),
        ("hygien.md", "rutiner/natt/fall.md", "hygien.md"),
        ("../hygien.md", "rutiner/natt/fall.md", "hygien.md"),
        ("../processer/stod.md#steg-2", "rutiner/fall.md", "../processer/stod.md#steg-2"),
        ("bild.png", "docs/om/x.md", "bild.png"),
        ("#larm", "rutiner/fall.md", "#larm"),
        ("https://example.se/a", "docs/x.md", "https://example.se/a"),
        ("mailto:x@example.se", "docs/x.md", "mailto:x@example.se"),
        ("/rot/", "docs/x.md", "/rot/"),
        ("../data/2024/x.csv", "docs/x.md", "../data/2024/x.csv"),
        ("../../utanfor.md", "docs/x.md", "../../utanfor.md"),
        ("", "docs/x.md", ""),
    ],
)
def test_en_lank_i_arkivet_blir_sajtens(lank: str, fil: str, pa_sajten: str) -> None:
    assert sajtlank(lank, fil) == pa_sajten


def test_lankar_och_bilder_pa_sidan_mappas_for_den_fil_de_star_i() -> None:
    fil = "docs/om/x.md"
    md = Markdown(extensions=[Arkivlankar(lambda: fil)])
    text = "[f](../../rutiner/natt/fall.md) ![b](../b.png) `[k](../../rutiner/k.md)`"
    assert md.convert(text) == (
        '<p><a href="../rutiner/fall.md">f</a> <img alt="b" src="../b.png" /> <code>[k](../../rutiner/k.md)</code></p>'
    )
    fil = "rutiner/natt/a.md"
    assert md.reset().convert("[f](../fall.md)") == '<p><a href="fall.md">f</a></p>'


def test_en_lank_som_inte_ar_en_adress_namns_och_leder_ingenstans(caplog: pytest.LogCaptureFixture) -> None:
    md = Markdown(extensions=[Arkivlankar(lambda: "docs/x.md")])
    assert md.convert("[a](http://[b)") == '<p><a href="#">a</a></p>'
    assert "docs/x.md: Länken http://[b är ingen adress" in caplog.text

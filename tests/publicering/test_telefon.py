"""Numbers in a page's text that a phone can call."""

import re

import pytest
from lxml import etree

from handbok.publicering.telefon import lanka

KANDA = frozenset({"4699910043"})


def lankat(html: str) -> list[str]:
    """What is called on a page with this content."""
    rot = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser()).find("body")
    fore = "".join(rot.itertext())
    lanka(rot, KANDA)
    ut = etree.tostring(rot, encoding="unicode", method="html")
    assert "".join(rot.itertext()) == fore, "texten ska vara densamma"
    return re.findall(r'href="tel:([^"]+)"', ut)


@pytest.mark.parametrize(
    "skrivet",
    [
        "0999-100 43",
        "0999-10043",
        "0999 - 10 043",
        "0999/100 43",
        "0999\u00a0100\u00a043",
        "+46 999 100 43",
        "+46 (0)999-100 43",
    ],
)
def test_en_rolls_nummer_gar_att_ringa_hur_det_an_ar_skrivet(skrivet: str) -> None:
    assert lankat(f"<p>Sjuksköterskan: {skrivet}.</p>") == ["+4699910043"]


@pytest.mark.parametrize(("nr", "mal"), [("112", "112"), ("113 13", "11313"), ("1177", "1177"), ("114 14", "11414")])
def test_de_nummer_som_alla_ringer_gar_att_ringa(nr: str, mal: str) -> None:
    assert lankat(f"<ul><li>Ring <strong>{nr}</strong> om det är bråttom, eller {nr}.</li></ul>") == [mal, mal]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Vi fick 112 rapporter.</p>", "<p>Ring enligt 11 kap. 112 §.</p>", "<p>Ring om ärende 2026-112.</p>",
        "<p>Ring <data value='112'>112</data> gånger.</p>", "<h2>Ring 112</h2>", "<p>Ring <code>112</code></p>",
        "<p>Ring <a href='#x'>112</a></p>", "<p>Ring 112,5 gånger av 1 112</p>", "<p>Okänt nummer: 0999-100 44</p>",
        "<p>Ring den 2026-01-12, 0999-100 431</p>",
    ],
)  # fmt: skip
def test_andra_tal_lankar_och_rubriker_lamnas(html: str) -> None:
    assert lankat(html) == []


def test_flera_nummer_i_samma_text_blir_var_sin_lank() -> None:
    assert lankat("<p>Ring 0999-100 43, annars 1177, eller 112.<br>Ring 112!</p>") == [
        "+4699910043",
        "1177",
        "112",
        "112",
    ]

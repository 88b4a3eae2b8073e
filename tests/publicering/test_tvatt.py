"""Author HTML made harmless."""

import pytest
from lxml import etree

from handbok.publicering.tvatt import tvatta


def tvattad(fragment: str) -> tuple[str, frozenset[str]]:
    rot = etree.fromstring(f"<html><body>{fragment}</body></html>", etree.HTMLParser()).find("body")
    funna = tvatta(rot)
    ren = etree.tostring(rot, encoding="unicode", method="html")
    return ren.removeprefix("<body>").removesuffix("</body>"), funna


@pytest.mark.parametrize(
    ("fragment", "vad"),
    [
        ("<script>alert(1)</script>", "elementet <script>"),
        ('<p onclick="x()">a</p>', "attributet onclick"),
        ('<p style="color: red">a</p>', "attributet style"),
        ('<a href="java\nscript:x()">a</a>', "en länk som börjar med javascript:"),
        ('<img src="https://annan.se/a.png">', "attributet src, som hämtar från en annan webbplats"),
        ('<img src="//annan.se/a.png">', "attributet src, som hämtar från en annan webbplats"),
        ('<div id="__drawer" class="md-overlay">a</div>', "attributet id, med ett namn som är webbplatsens eget"),
        ('<label for="__search">a</label>', "attributet for, med ett namn som är webbplatsens eget"),
        ('<svg><pattern href="https://annan.se/a.svg"></pattern></svg>', "elementet <svg>"),
    ],
)
def test_det_som_kor_laddar_eller_lyssnar_namns_och_tas_bort(fragment: str, vad: str) -> None:
    ren, funna = tvattad(fragment)
    assert vad in funna
    assert tvattad(ren) == (ren, frozenset())


def test_vanlig_text_med_lankar_och_egna_bilder_far_vara_kvar() -> None:
    fragment = '<p>Ring <a href="tel:112">112</a> &lt; <a href="../fall/#akut">Fall</a> <img src="bild.png" alt="En bild"></p>'
    assert tvattad(fragment) == (fragment, frozenset())

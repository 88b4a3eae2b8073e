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
    ],
)
def test_det_som_kor_laddar_eller_lyssnar_namns_och_tas_bort(fragment: str, vad: str) -> None:
    ren, funna = tvattad(fragment)
    assert vad in funna
    assert tvattad(ren) == (ren, frozenset())


def test_vanlig_text_med_lankar_och_egna_bilder_far_vara_kvar() -> None:
    fragment = '<p>Ring <a href="tel:112">112</a> &lt; <a href="../fall/#akut">Fall</a> <img src="bild.png" alt="En bild"></p>'
    assert tvattad(fragment) == (fragment, frozenset())


BILD = (
    '<svg viewbox="0 0 9 9" role="img"><title>Antal</title><desc>Flest i maj</desc><defs><pattern id="rutor"></pattern></defs>'
    '<a href="#steg-1"><rect class="stapel" width="4" height="2" fill="url(#rutor)"></rect><text x="1">Maj</text></a></svg>'
)


def test_en_bild_av_former_och_text_far_vara_kvar() -> None:
    assert tvattad(BILD) == (BILD, frozenset())


@pytest.mark.parametrize(
    ("inre", "vad"),
    [
        ("<script>alert(1)</script>", "elementet <script>"),
        ("<foreignObject><p>x</p></foreignObject>", "elementet <foreignobject>"),
        ("<style>*{}</style>", "elementet <style>"),
        ("<image href='x.png'/>", "elementet <image>"),
        ("<animate onbegin='x()'/>", "elementet <animate>"),
        ("<rect onclick='x()'/>", "attributet onclick"),
        ("<rect fill='url(//annan.se/a#b)'/>", "attributet fill, som hämtar från en annan fil"),
        ("<use xlink:href='#a'/>", "attributet xlink:href"),
        ("<a href='javascript:x()'><text>a</text></a>", "en länk som börjar med javascript:"),
        ("<p>x</p>", "elementet <p>"),
    ],
)
def test_en_bild_kan_inte_kora_eller_hamta_nagot(inre: str, vad: str) -> None:
    ren, funna = tvattad(f"<svg><g>{inre}</g></svg>")
    assert vad in funna
    assert tvattad(ren) == (ren, frozenset())


@pytest.mark.parametrize("namn", ["title", "desc"])
def test_bildens_namn_ar_bara_text(namn: str) -> None:
    ren, _ = tvattad(f"<svg><{namn}>Antal <a href='x'>fler</a></{namn}></svg>")
    assert ren.startswith(f"<svg><{namn}>Antal ")
    assert "<a" not in ren

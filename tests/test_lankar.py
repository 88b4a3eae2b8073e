"""Links in Markdown are found where they stand, whatever the way they are written."""

import time

import pytest

from handbok.lankar import Lank, las_lankar, med_sajtlankar, utan_brutna

FIL = "docs/om/x.md"


def mal(text: str) -> list[str | None]:
    """What the links of a text point at, in order."""
    return [lank.mal for lank in las_lankar(text, FIL)]


def test_en_lank_har_mal_ankare_rad_och_kolumn() -> None:
    assert list(las_lankar("# X\n\nSe [fall](../../rutiner/fall.md#larm).\n", FIL)) == [
        Lank("../../rutiner/fall.md#larm", "rutiner/fall.md", "larm", 3, 11)
    ]


@pytest.mark.parametrize(
    ("text", "malen"),
    [
        ("[a](y.md) och [b](z.md)", ["docs/om/y.md", "docs/om/z.md"]),
        ('[a](y.md "En titel")', ["docs/om/y.md"]),
        ("![bild](b.png)", ["docs/om/b.png"]),
        ("[![bild](b.png)](y.md)", ["docs/om/b.png", "docs/om/y.md"]),
        ("[a](<en fil.md>)", ["docs/om/en fil.md"]),
        ("[a](en%20fil.md)", ["docs/om/en fil.md"]),
        ("[a](y(1).md)", ["docs/om/y(1).md"]),
        ("[a [b] c](y.md)", ["docs/om/y.md"]),
        ("[två\nrader](y.md)", ["docs/om/y.md"]),
        ("[a][r]\n\n[r]: y.md\n", ["docs/om/y.md"]),
        ("[a](y.md?x=1#z)", ["docs/om/y.md"]),
        ('<a class="k" href="y.md">a</a>', ["docs/om/y.md"]),
        ("<img alt='b' src='b.png'>", ["docs/om/b.png"]),
        ("<A HREF=y.md>a</A>", ["docs/om/y.md"]),
        ("> [a](y.md)", ["docs/om/y.md"]),
        ("- [a](y.md)\n    - [b](z.md)", ["docs/om/y.md", "docs/om/z.md"]),
        ("| a |\n|---|\n| [a](y.md) |", ["docs/om/y.md"]),
        ("[a](../../../utanfor.md)", [None]),
        ("[a](/rot.md)", [None]),
        ("Text[^1]\n\n[^1]: Se [a](y.md).", ["docs/om/y.md"]),
    ],
)
def test_lankar_hittas(text: str, malen: list[str | None]) -> None:
    assert mal(text) == malen


@pytest.mark.parametrize(
    "text",
    [
        "`[a](y.md)`", "``[a](y.md) ` ``", "```\n[a](y.md)\n```", "~~~ text\n[a](y.md)\n```\n[b](y.md)\n~~~",
        "- x\n\n      ```\n      [a](y.md)\n      ```", "\\[a](y.md)", "Text[^1]\n\n[^1]: Källa.", "[a] (y.md)",
        "<https://example.se>", '<a href="https://example.se">a</a>', '<a name="x">a</a>', "[a\n\nb](y.md)",
    ],
)  # fmt: skip
def test_det_som_inte_ar_en_lank_i_handboken_rors_inte(text: str) -> None:
    assert mal(text) == []
    assert med_sajtlankar(text, FIL) == text
    assert utan_brutna(text, FIL, set()) == text


def test_koden_tar_slut_med_sitt_staket() -> None:
    assert mal("```\n[a](n.md)\n``` inte slut\n[b](n.md)\n```\n[c](y.md)") == ["docs/om/y.md"]


def test_html_lankar_blir_sajtens_adresser_och_markdown_lamnas_till_generatorn() -> None:
    text = '<a href="../../rutiner/natt/fall.md#larm">f</a> <img src=b.png> [m](y.md) <a href="../../data/x.csv">d</a>'
    assert med_sajtlankar(text, FIL) == (
        '<a href="../../rutiner/fall/#larm">f</a> <img src=../../om/b.png> [m](y.md) <a href="../../data/x.csv">d</a>'
    )


def test_i_en_tidigare_version_blir_brutna_lankar_text() -> None:
    text = "Se [två\nord](borta.md), [kvar](y.md#rubrik), ![bild](borta.png) och `[kod](borta.md)`."
    assert utan_brutna(text, FIL, {"docs/om/y.md"}) == "Se två\nord, [kvar](y.md), bild och `[kod](borta.md)`."


@pytest.mark.parametrize("bit", ["[x](y", "[a", "[", "[a](b ", "<a href=", "`a``", "\n[a", "[a](", "![", "[x](("])
def test_elaka_texter_lases_pa_rimlig_tid(bit: str) -> None:
    borjan = time.monotonic()
    list(las_lankar(bit * 20_000, FIL))
    assert time.monotonic() - borjan < 5


def test_en_lank_inom_sidan_har_sidan_sjalv_som_mal() -> None:
    [lank] = las_lankar("Se [akut](#akut).", "docs/x.md")
    assert (lank.mal, lank.ankare) == ("docs/x.md", "akut")

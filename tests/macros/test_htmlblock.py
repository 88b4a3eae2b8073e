"""Ready HTML beside the Markdown converter: the page is the same, byte for byte."""

import pytest
from markdown import Markdown, markdown
from mkdocs.structure.pages import _RawHTMLPreprocessor

from macros.htmlblock import Htmlblock, ett_element

TILLAGG = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences"]


@pytest.mark.parametrize(
    "text",
    [
        '## Rubrik {#a}\n\n<ul class="dokumentlista"><li><a href="../b/">B</a></li></ul>\n\n## Nästa\n\nText *med* vikt.',
        "text\n<p>ingen tom rad före</p>\n\ntext",
        "<p>ett</p> text *mellan* <p>två</p>",
        "<div>a</div><div>b</div>",
        "- punkt\n\n    <p>i punkten</p>\n\n- punkt\n\n<p>mellan</p>\n\n- punkt",
        "!!! note\n\n    <p>i rutan</p>\n\nefter",
        "```\n\n<p>kod</p>\n\n```\n",
        "<pre>\n\n<p>kod</p>\n\n</pre>",
        '<div markdown="1">\n\n<p>*Markdown* i HTML</p>\n\n</div>',
        "a[^1]\n\n<p>x</p>\n\n[^1]: not\n\n<p>y</p>\n\n    mer av noten",
        "<p>a &amp; å < b</p>",
    ],
)
def test_sidan_blir_densamma(text: str) -> None:
    assert markdown(text, extensions=[*TILLAGG, Htmlblock()]) == markdown(text, extensions=TILLAGG)


def test_bara_en_rad_som_ar_ett_enda_element_tas_undan() -> None:
    assert ett_element("<ul><li>a<ul><li>b</li></ul></li></ul>")
    assert not ett_element("<div>a</div><div>b</div>")
    assert not ett_element("<div>a</div> text")
    assert not ett_element("<p>a<!-- b --></p>")
    assert not ett_element("<span>a</span>")


def test_ankare_i_html_ar_kanda_for_lankkontrollen() -> None:
    md = Markdown(extensions=[*TILLAGG, Htmlblock()])
    ankare = _RawHTMLPreprocessor()
    ankare._register(md)
    html = '<ol class="aktiviteter"><li id="steg-utreda">Utreda</li><li id=\'steg-2\'><a name="tre">Besluta</a></li></ol>'
    assert md.convert(f"Text\n\n{html}\n\nText") == f"<p>Text</p>\n{html}\n\n<p>Text</p>"
    assert ankare.present_anchor_ids == {"steg-utreda", "steg-2", "tre"}

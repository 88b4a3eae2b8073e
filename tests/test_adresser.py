"""Where a file of the repository stands on the site, and how pages link to each other."""

import posixpath
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.adresser import adress, lank, mal, sajtfil


@pytest.mark.parametrize(
    ("fil", "pa_sajten"),
    [
        ("docs/index.md", "index.md"),
        ("docs/om/kontakt.md", "om/kontakt.md"),
        ("docs/om/bild.png", "om/bild.png"),
        ("rutiner/fall.md", "rutiner/fall.md"),
        ("rutiner/aldreomsorg/natt/fall.md", "rutiner/fall.md"),
        ("processer/stod.md", "processer/stod.md"),
        ("rutiner/blankett.pdf", None),
        ("data/2024/lex-sarah.csv", None),
        ("mkdocs.yml", None),
        ("README.md", None),
    ],
)
def test_en_fils_plats_pa_sajten(fil: str, pa_sajten: str | None) -> None:
    assert sajtfil(fil) == pa_sajten


@pytest.mark.parametrize(
    ("fil", "adressen"),
    [
        ("index.md", ""), ("om/index.md", "om/"), ("om/kontakt.md", "om/kontakt/"), ("rutiner/fall.md", "rutiner/fall/"),
        ("om/bild.png", "om/bild.png"), ("myindex.md", "myindex/"),
    ],
)  # fmt: skip
def test_en_sidas_adress(fil: str, adressen: str) -> None:
    assert adress(fil) == adressen


delar = st.text(st.sampled_from("abåö -."), min_size=1, max_size=5).filter(lambda t: t.strip(" .") == t)
filer = st.one_of(
    st.lists(delar, max_size=3).map(lambda d: "/".join(["docs", *d, "x.md"])),
    st.lists(delar, max_size=2).map(lambda d: "/".join(["docs", *d, "index.md"])),
    delar.map(lambda d: f"rutiner/natt/{d}.md"),
    delar.map(lambda d: f"docs/{d}.png"),
)


@given(filer.filter(lambda f: f.endswith(".md")), filer)
def test_en_lank_leder_fran_vilken_sida_som_helst_till_malets_adress(fran: str, till: str) -> None:
    bas = "https://kommun.se/under/sida/"
    fran_adress, till_adress = (adress(sajtfil(f) or "") for f in (fran, till))
    assert unquote(urljoin(bas + fran_adress, lank(fran, till))) == bas + till_adress
    assert lank(fran, till, "steg 1").endswith("#steg%201")
    assert lank(fran, till).startswith(".")


@pytest.mark.parametrize(
    ("fran", "skriven", "malet"),
    [
        ("docs/om/x.md", "y.md", "docs/om/y.md"),
        ("docs/om/x.md", "../../rutiner/fall.md", "rutiner/fall.md"),
        ("rutiner/natt/x.md", "./../fall.md", "rutiner/fall.md"),
        ("docs/x.md", "../../utanfor.md", None),
        ("docs/x.md", "../..", None),
        ("docs/x.md", "/etc/passwd", None),
    ],
)
def test_vad_en_relativ_lank_pekar_pa_i_arkivet(fran: str, skriven: str, malet: str | None) -> None:
    assert mal(fran, skriven) == malet


def test_en_lank_i_arkivet_och_pa_sajten_leder_till_samma_fil() -> None:
    assert mal("rutiner/natt/x.md", posixpath.relpath("docs/om/y.md", "rutiner/natt")) == "docs/om/y.md"
    assert lank("rutiner/natt/x.md", "docs/om/y.md") == "../../om/y/"

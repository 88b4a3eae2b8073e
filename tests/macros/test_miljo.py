"""The environment pages are rendered in answers listed macros, and holds nothing else."""

from types import SimpleNamespace
from typing import Any

import pytest

from handbok.bitar import Sammanhang
from macros.miljo import Makromiljo, rendera
from tests.conftest import Provbok
from tests.fientliga_mallar import FIENTLIGA


@pytest.fixture
def sammanhang(bok: Provbok) -> Sammanhang:
    """A page of a small handbook."""
    handbok = bok.skriv("docs/index.md", "# Start\n").las()
    return Sammanhang(handbok, handbok.sidor[0])


def test_anrop_besvaras_i_texten(sammanhang: Sammanhang) -> None:
    assert rendera('a {{ fast(3, "kr") }} b', sammanhang) == 'a <data value="3" data-fast="">3\N{NO-BREAK SPACE}kr</data> b'
    assert rendera("ingen mall {#ankare}", sammanhang) == "ingen mall {#ankare}"


def test_ett_anrop_som_inte_kan_besvaras_syns_som_en_ruta_och_resten_star_kvar(sammanhang: Sammanhang) -> None:
    text = rendera('a {{ fast("<b>") }} b {{ fast(1) }}', sammanhang)
    assert text == (
        'a <strong class="makrofel">Fel: &#34;&lt;b&gt;&#34; är inget tal.</strong> b <data value="1" data-fast="">1</data>'
    )


def test_en_text_med_annat_an_anrop_besvaras_inte_alls(sammanhang: Sammanhang) -> None:
    text = rendera("{{ fast(1) }} {{ 7 * 7 }} hemligt", sammanhang)
    assert text.startswith('<strong class="makrofel">Fel: Bara anrop')
    assert "hemligt" not in text
    assert "<data" not in text


@pytest.mark.parametrize("namn", FIENTLIGA)
def test_ingen_fientlig_mall_ger_annat_an_en_felruta(sammanhang: Sammanhang, namn: str) -> None:
    text = rendera(FIENTLIGA[namn], sammanhang)
    assert '<strong class="makrofel">' in text
    assert text.count("<") == text.count("</") * 2


def mall(sammanhang: Sammanhang) -> Any:
    """As mkdocs-macros asks for a template."""
    return Makromiljo({"index.md": sammanhang}.get).from_string("{{ fast(2) }} {# x #}")


def test_miljon_svarar_som_den_plugin_som_fragar(sammanhang: Sammanhang) -> None:
    sida = SimpleNamespace(file=SimpleNamespace(src_uri="index.md"))
    assert mall(sammanhang).render(page=sida, config=object()) == '<data value="2" data-fast="">2</data> {# x #}'


def test_det_som_inte_ar_en_sida_i_handboken_lamnas_orort(sammanhang: Sammanhang) -> None:
    okand = SimpleNamespace(file=SimpleNamespace(src_uri="okand.md"))
    assert mall(sammanhang).render(page=okand) == "{{ fast(2) }} {# x #}"
    assert mall(sammanhang).render() == "{{ fast(2) }} {# x #}"


def test_miljon_har_inget_annat(sammanhang: Sammanhang) -> None:
    miljo = Makromiljo({"index.md": sammanhang}.get)
    publika = {namn for namn in dir(miljo) if not namn.startswith("_")}
    assert publika == {"from_string", "variable_start_string", "block_start_string", "comment_start_string"}
    assert not any(getattr(miljo, namn) in "{{ 7*7 }} {% x %} {## x ##}" for namn in publika - {"from_string"})

"""YAML stays the text its author wrote, and faults are told in Swedish at their place."""

import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbok.inlasning.filer import LasFelUndantag
from handbok.inlasning.yamltext import STORSTA_DJUP, las_yaml

TEXTER = (
    "2017:30", "1.10", "2.1", "0114", "0o14", "0x1F", "1e3", "12_000", "+1", ".5", ".inf", ".NaN", "no", "nej",
    "NO", "yes", "on", "off", "true", "False", "null", "~", "2026-04-01", "2026-02-30", "12:30:45", "§ 20",
    "SN/2026:12", "=", "<<",
)  # fmt: skip

# What the contract refuses and what is no YAML: text, line, column, and words of the sentence.
FEL = {
    "dubblerad nyckel": ("a: 1\nb: 2\na: 3\n", 3, 1, "a står två gånger"),
    "dubblerad nyckel i en inre nivå": ("a:\n  b: 1\n  b: 2\n", 3, 3, "b står två gånger"),
    "dubblerad nyckel utan värde": ("a:\na: 1\n", 2, 1, "a står två gånger"),
    "samma nyckel med citattecken": ('a: 1\n"a": 2\n', 2, 1, "a står två gånger"),
    "ankare": ("a: &b c\n", 1, 4, "ankare"),
    "ankare på en nyckel": ("&x a: b\n", 1, 1, "namn följt av kolon"),
    "alias": ("a: 1\nb: *a\n", 2, 4, "ankare"),
    "fet stil som liknar ett alias": ("a: *viktigt*\n", 1, 4, "ankare"),
    "sammanslagning med alias": ("a: 1\n<<: *a\n", 2, 5, "ankare"),
    "egen tagg": ("a: !hemlig x\n", 1, 4, "tagg"),
    "tagg som kör kod": ("a: !!python/object/apply:os.system [id]\n", 1, 4, "tagg"),
    "tom tagg": ("a: !\n", 1, 4, "tagg"),
    "flera dokument": ("a: 1\n---\nb: 2\n", 2, 1, "flera dokument"),
    "tabb som indrag": ("datum:\n\tfastställd: 2026-01-01\n", 2, 1, "tabb"),
    "oavslutat dubbelt citattecken": ('a: 1\nb: "Fall\nc: 3\n', 2, 4, "tar slut mitt i"),
    "oavslutat enkelt citattecken": ("a: 1\nb: 'Fall\nc: 3\n", 2, 4, "tar slut mitt i"),
    "citattecken som stängs av nästa": ('a: 1\nb: "Fall\nc: d\ne: "f"\n', 2, 4, "stängs först på rad 4"),
    "oavslutad hakparentes": ("a: [x, y\nb: c\n", 1, 4, "inte stängd"),
    "oavslutad klammer": ("a: {x: y\n", 1, 4, "inte stängd"),
    "kolon i värdet": ("titel: Fall: så gör du\n", 1, 12, "kolon"),
    "nyckel utan kolon": ("a: b\nc\n", 2, 1, "saknas ett kolon"),
    "lista på fel rad": ("a: - b\n", 1, 4, "bindestreck"),
    "text efter citattecken": ('a: "b" c\n', 1, 8, "hör inte ihop"),
    "okänt escapetecken": ('a: "c:\\q"\n', 1, 7, "följer inte reglerna"),
    "lista som namn": ("? [a]\n: b\n", 1, 3, "namn följt av kolon"),
    "styrtecken": ("a: 1\nb: x\x07y\n", 2, 5, "styrtecken"),
    "osynligt radslut": ("a: x\u2028y\nb: c\n", 1, 5, "styrtecken"),
    "gammalt radslut": ("a: x\x85y\n", 1, 5, "styrtecken"),
    "direktiv": ("%YAML 1.1\na: b\n", 2, 1, "följer inte reglerna"),
}


def las(text: str) -> object:
    return las_yaml(text, "x.yml")[0]


def fel_i(text: str) -> LasFelUndantag | None:
    try:
        las(text)
    except LasFelUndantag as fel:
        return fel
    return None


@pytest.mark.parametrize("citat", ["", "'", '"'])
@pytest.mark.parametrize("text", TEXTER)
def test_ett_varde_ar_den_text_som_star_dar(text: str, citat: str) -> None:
    assert las(f"a: {citat}{text}{citat}\nb: [{citat}{text}{citat}]\n") == {"a": text, "b": [text]}


@pytest.mark.parametrize("text", ["no", "2024", "0114", "true", "null", "åäö"])
def test_aven_namn_ar_text(text: str) -> None:
    assert las(f"{text}: x\n") == {text: "x"}


@pytest.mark.parametrize("namn", FEL)
def test_felet_star_pa_sin_rad_och_kolumn_pa_svenska(namn: str) -> None:
    text, rad, kolumn, ord_ = FEL[namn]
    fel = fel_i(text)
    assert fel is not None
    assert (fel.rad, fel.kolumn) == (rad, kolumn)
    assert ord_ in fel.text
    assert not {"found", "expected", "not", "while"} & set(fel.text.lower().split())
    assert fel.gor_sa_har.endswith(".")


def test_raden_raknas_fran_filens_borjan() -> None:
    with pytest.raises(LasFelUndantag) as fel:
        las_yaml("a: 1\na: 2\n", "x.md", forsta_rad=2)
    assert fel.value.rad == 3
    _, lagen = las_yaml("a: 1\nb: [x, y]\n", "x.md", forsta_rad=2)
    assert lagen.nyckel(("b",)).rad == 3
    assert lagen.varde(("b", 1)).kolumn == 8


def test_nyckel_utan_varde_och_tom_lista_raknas_som_utelamnade() -> None:
    assert las('a:\nb: []\nc: ""\nd: {e: }\nf: # anmärkning\n') == {"d": {}}


def test_det_som_utelamnas_har_ingen_plats_som_nyckel() -> None:
    _, lagen = las_yaml("datum:\n  fastställd:\n", "x.yml")
    assert lagen.nyckel(("datum", "fastställd")).rad == 2  # the value's place, for the sentence that names it
    assert ("datum", "fastställd") not in lagen.nycklar


def test_en_saknad_nyckel_har_sin_foralders_plats() -> None:
    _, lagen = las_yaml("a: 1\ndatum:\n  fastställd: 2026-01-01\n", "x.yml")
    assert lagen.nyckel(("datum", "gäller_från")) == lagen.nyckel(("datum",))
    assert lagen.nyckel(("datum",)).rad == 2
    assert (lagen.nyckel(("ägare",)).rad, lagen.nyckel(("ägare",)).kolumn) == (1, 1)


def test_djupa_uppgifter_avvisas_och_grunda_gar_bra() -> None:
    las("[" * STORSTA_DJUP + "x" + "]" * STORSTA_DJUP)
    with pytest.raises(LasFelUndantag, match="12\xa0nivåer") as fel:
        las("a: 1\nb: " + "[" * 50_000)
    assert (fel.value.rad, fel.value.kolumn) == (2, 4 + STORSTA_DJUP)


def test_en_tom_text_ar_inga_uppgifter() -> None:
    assert las("") is None
    assert las("# bara en anmärkning\n") is None


TECKEN = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="\u2028\u2029\ufeff")
ORD = st.one_of(st.sampled_from(TEXTER), st.text(TECKEN, min_size=1)).map(
    lambda t: unicodedata.normalize("NFC", t)
)
RUBRIK = st.dictionaries(
    ORD, st.one_of(ORD, st.lists(ORD, min_size=1), st.dictionaries(ORD, ORD, min_size=1)), min_size=1
)


class _UtanTolkning(yaml.SafeDumper):
    """Writes text without quotes wherever YAML allows it: `no`, `2017:30` and `1.10` stand bare."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, object]]] = {}  # noqa: RUF012 -- PyYAML's own attribute


@given(RUBRIK, st.sampled_from([None, "'", '"', "|"]), st.booleans(), st.sampled_from([20, 10_000]))
def test_en_rubrik_skriven_pa_vilket_satt_som_helst_lases_lika(
    rubrik: dict[str, object], citat: str | None, i_klamrar: bool, bredd: int
) -> None:
    text = yaml.dump(
        rubrik, Dumper=_UtanTolkning, default_style=citat, default_flow_style=i_klamrar, width=bredd, allow_unicode=True
    )
    assert las(text) == rubrik


@given(st.one_of(st.text(), st.text("ab:-?[]{}&*!|>'\"#%@,\\ \n\t~0")))
def test_vilken_text_som_helst_ger_uppgifter_eller_ett_fel_i_texten(text: str) -> None:
    if fel := fel_i(text):
        assert 1 <= fel.rad <= text.count("\n") + 2
        assert fel.kolumn >= 1

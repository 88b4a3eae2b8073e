"""`handbok ny` makes a draft that passes every check, and never writes over a document."""

from collections.abc import Callable

import pytest

from tests.conftest import Provbok, Svar

Kommando = Callable[..., Svar]


@pytest.mark.parametrize(
    ("slag", "titel", "fil"),
    [
        ("rutin", "Hot och våld – skydda dig", "rutiner/hot-och-vald-skydda-dig.md"),
        ("process", "Särskilt boende", "processer/sarskilt-boende.md"),
        ("rutin", 'Säg "hej": 100 % \\ [x] {y} # z', "rutiner/sag-hej-100-x-y-z.md"),
        ("rutin", "2026", "rutiner/2026.md"),
        ("rutin", "{{ 7*7 }} <script>", "rutiner/7-7-script.md"),
    ],
)
def test_utkastet_klarar_alla_kontroller(bok: Provbok, handbok: Kommando, slag: str, titel: str, fil: str) -> None:
    svar = handbok("ny", slag, titel)
    assert (svar.kod, svar.fel) == (0, "")
    assert fil in svar.ut
    handbok_ = bok.las()
    nytt = handbok_.per_id[fil.split("/")[1].removesuffix(".md")]
    assert (nytt.titel, nytt.status, nytt.publik) == (titel, "utkast", False)
    kontroll = handbok("kontrollera", "--format", "json")
    assert kontroll.kod == 0
    assert [a for a in kontroll.json["anmarkningar"] if a["fil"] == fil] == []


@pytest.mark.parametrize("fil", ["rutiner/fall.md", "rutiner/natt/hot.md", "processer/stod.md"])
def test_ett_upptaget_id_avvisas_och_filen_lamnas_orord(bok: Provbok, handbok: Kommando, fil: str) -> None:
    bok.skriv("rutiner/natt/hot.md", (bok.rot / "rutiner/fall.md").read_bytes())
    fore = (bok.rot / fil).read_bytes()
    namn = fil.rsplit("/", 1)[1].removesuffix(".md")
    for slag in ("rutin", "process"):
        svar = handbok("ny", slag, namn.capitalize())
        assert svar.kod == 2
        assert f"Det finns redan ett dokument med id {namn}: {fil}." in svar.fel
    assert (bok.rot / fil).read_bytes() == fore
    assert len(bok.las().dokument) == 3


def test_ocksa_ett_trasigt_dokument_behaller_sitt_id(bok: Provbok, handbok: Kommando) -> None:
    bok.skriv("rutiner/hot.md", "Utan sidhuvud.\n")
    assert handbok("ny", "rutin", "Hot").kod == 2
    assert (bok.rot / "rutiner/hot.md").read_text("utf-8") == "Utan sidhuvud.\n"


@pytest.mark.parametrize("titel", ["", "…", "  ", "日本"])
def test_en_titel_utan_bokstaver_och_siffror_avvisas(handbok: Kommando, titel: str) -> None:
    svar = handbok("ny", "rutin", titel)
    assert svar.kod == 2
    assert "minst en bokstav eller siffra" in svar.fel


def test_titeln_kan_inte_leda_ut_ur_mappen(bok: Provbok, handbok: Kommando) -> None:
    assert handbok("ny", "rutin", "../../../utanfor").kod == 0
    assert (bok.rot / "rutiner/utanfor.md").is_file()

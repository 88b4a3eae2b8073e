"""The whole handbook at once: every fault of every file, and no fault hides another file."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbok.inlasning import Rotfel, las_handbok
from handbok.kontroller import kor
from tests.conftest import DATUM, GRUND, RUTIN, Provbok
from tests.stod import fynd

CSV, YML = "data/2024/klagomal.csv", "data/2024/klagomal.yml"
UPPGIFTER = """\
titel: Klagomål
period: {från: 2024-01-01, till: 2024-12-31}
enhet: antal
källa: {system: Klagomålsmodulen, uttag: 2025-01-20}
radnyckel: Månad
röjande: {beslut: ingen, motivering: Antal händelser}
"""


def alla_koder(bok: Provbok) -> set[str]:
    """The codes of every rule's findings."""
    return {a.kod for a in kor(bok.las()).anmarkningar}


def inte(bok: Provbok) -> set[str]:
    """The files in which something was not checked."""
    return {i.fil for i in kor(bok.las()).inte_kontrollerat}


def test_en_hel_handbok_har_inga_lasfel(bok: Provbok) -> None:
    handbok = bok.las()
    assert handbok.lasfel == ()
    assert handbok.inte_kontrollerat == ()
    assert {d.id for d in handbok.dokument} == {"fall", "stod"}


@pytest.mark.parametrize("fil", ["mkdocs.yml", "data/organisation.yml"])
def test_utan_mkdocs_och_organisation_ar_mappen_ingen_handbok(bok: Provbok, fil: str) -> None:
    (bok.rot / fil).unlink()
    with pytest.raises(Rotfel, match=fil):
        bok.las()


def test_en_rot_som_inte_finns_ar_ingen_handbok(tmp_path: Path) -> None:
    with pytest.raises(Rotfel):
        las_handbok(tmp_path / "saknas", date(2026, 11, 21))


@pytest.mark.parametrize("mapp", ["data/lagar", "data/krav"])
def test_utan_register_ar_det_none_och_inte_tomt(bok: Provbok, mapp: str) -> None:
    for fil in (bok.rot / mapp).iterdir():
        fil.unlink()
    handbok = bok.las()
    assert (handbok.lagar if mapp == "data/lagar" else handbok.krav) is None
    assert handbok.lasfel == ()


def test_alla_fel_i_alla_filer_kommer_i_en_korning(bok: Provbok) -> None:
    bok.andra("rutiner/fall.md", "status: gällande", "status: klar")
    bok.skriv("rutiner/trasig.md", "inget sidhuvud\n")
    bok.skriv("processer/citat.md", '---\ntitel: "x\n---\n')
    bok.skriv("docs/sida.md", "---\ntitle: Sida\n---\n# Sida\n")
    bok.andra("data/organisation.yml", "prioriterad_risk: 12", "prioriterad_risk: hög")
    bok.andra("data/lagar/forfattningar.yml", "2025-07-01, kapitel", "2025-07-32, kapitel")
    bok.andra("data/krav/krav.yml", "typ: ska", "typ: måste")
    bok.skriv("data/register/risker.yml", "- a: b\n  a: c\n")
    bok.skriv(CSV, "Månad;A\njan;\n").skriv(YML, UPPGIFTER)
    bok.skriv("data/2024/utan.csv", "Månad;A\n").skriv("data/2024/ensam.yml", UPPGIFTER)
    assert fynd(bok) == [
        "META001 data/2024/ensam.yml:1:1",
        "META003 data/2024/klagomal.csv:2:2",
        "TAL008 data/2024/utan.csv:1:1",
        "META003 data/krav/krav.yml:3:50",
        "META003 data/lagar/forfattningar.yml:3:81",
        "META003 data/organisation.yml:2:19",
        "META001 data/register/risker.yml:2:3",
        "META004 docs/sida.md:2:1",
        "META001 processer/citat.md:2:8",
        "META003 rutiner/fall.md:4:9",
        "META001 rutiner/trasig.md:1:1",
    ]  # fmt: skip


@pytest.mark.parametrize("fil", [f for f in GRUND if f != "mkdocs.yml"])
def test_en_trasig_fil_doljer_ingen_annan(bok: Provbok, fil: str) -> None:
    bok.skriv(fil, b"\xff")
    bok.skriv("rutiner/annan.md", "utan sidhuvud\n")
    assert fynd(bok) == sorted([f"META001 {fil}:1:1", "META001 rutiner/annan.md:1:1"], key=lambda f: f.split()[1])
    assert fil in {i.fil for i in bok.las().inte_kontrollerat}


def test_det_som_beror_pa_en_trasig_rutin_ar_inte_kontrollerat(bok: Provbok) -> None:
    bok.skriv("rutiner/fall.md", "utan sidhuvud\n")
    assert alla_koder(bok) == {"META001"}
    assert {"rutiner/fall.md", "processer/stod.md"} <= inte(bok)


def test_det_som_beror_pa_en_trasig_process_ar_inte_kontrollerat(bok: Provbok) -> None:
    bok.skriv("processer/stod.md", "utan sidhuvud\n")
    bok.skriv("docs/index.md", '# Hem\n\n{{ rutiner(process="stod") }}\n\n[Stöd](../processer/stod.md)\n')
    assert alla_koder(bok) == {"META001"}
    assert "docs/index.md" in inte(bok)


@pytest.mark.parametrize("trasig", ["csv", "yml", "utan csv", "utan yml"])
def test_det_som_beror_pa_en_trasig_tabell_ar_inte_kontrollerat(bok: Provbok, trasig: str) -> None:
    bok.skriv(CSV, "Månad;A\njan;1\n").skriv(YML, UPPGIFTER)
    bok.skriv("docs/index.md", '# Hem\n\n{{ tal("klagomal", "jan", "A", period="2024") }}\n')
    assert alla_koder(bok) == set()
    if trasig.startswith("utan"):
        (bok.rot / f"data/2024/klagomal.{trasig[5:]}").unlink()
    else:
        bok.skriv(f"data/2024/klagomal.{trasig}", b'"\x81')
    assert alla_koder(bok) == ({"TAL008"} if trasig == "utan yml" else {"META001"})
    assert "docs/index.md" in inte(bok)


@pytest.mark.parametrize("fil", ["data/lagar/forfattningar.yml", "data/krav/krav.yml", "data/organisation.yml"])
def test_det_som_beror_pa_ett_trasigt_register_ar_inte_kontrollerat(bok: Provbok, fil: str) -> None:
    bok.skriv(fil, "a: [\n")
    assert alla_koder(bok) == {"META001"}
    assert fil in inte(bok) or fil.rsplit("/", 1)[0] in inte(bok)


def test_en_trasig_foreskrift_gor_inte_lagarna_okanda(bok: Provbok) -> None:
    bok.skriv("data/lagar/foreskrifter.yml", "a: [\n")
    assert bok.las().lagar is None
    assert alla_koder(bok) == {"META001"}


def test_en_lank_ut_ur_handboken_ar_olasbar(bok: Provbok, tmp_path: Path) -> None:
    (tmp_path / "hemlig.md").write_text(RUTIN, "utf-8")
    for fil in ("rutiner/lank.md", "docs/bild.png", "docs/mapp", "data/2024/x.csv"):
        (bok.rot / fil).parent.mkdir(parents=True, exist_ok=True)
        (bok.rot / fil).symlink_to(tmp_path if fil == "docs/mapp" else tmp_path / "hemlig.md")
    bok.skriv("data/2024/x.yml", UPPGIFTER)
    assert fynd(bok) == [
        "META001 data/2024/x.csv:1:1", "META001 docs/bild.png:1:1", "META001 docs/mapp:1:1", "META001 rutiner/lank.md:1:1",
    ]  # fmt: skip


def test_en_fil_pa_3_mb_lases_inte(bok: Provbok) -> None:
    bok.skriv("rutiner/stor.md", RUTIN.encode() + b"a" * 3_000_000)
    assert fynd(bok) == ["META001 rutiner/stor.md:1:1"]


def test_en_mapp_som_heter_som_en_fil_ar_en_mapp(bok: Provbok) -> None:
    bok.skriv("rutiner/omsorg.md/hygien.md", RUTIN).skriv("docs/x.md/y.md", "# Y\n")
    (bok.rot / "data/2024/z.csv").mkdir(parents=True)
    assert fynd(bok) == []
    assert bok.las().hitta("hygien")


def test_filnamn_med_radbrytning_och_trasiga_tecken_ar_fel_pa_sin_fil(bok: Provbok) -> None:
    bok.skriv("rutiner/a\nb.md", RUTIN).skriv("rutiner/a\udcff.md", RUTIN)
    assert fynd(bok) == ["META003 rutiner/a\nb.md:1:1", "META003 rutiner/a\udcff.md:1:1"]


@pytest.mark.parametrize("fil", ["docs/skript.js", "docs/sida.html", "docs/bild.svg", "docs/utan"])
def test_bara_sidor_bilder_och_dokument_far_ligga_bland_sidorna(bok: Provbok, fil: str) -> None:
    assert fynd(bok.skriv(fil, "x")) == [f"META003 {fil}:1:1"]


def test_bilder_och_dokument_far_ligga_bland_sidorna(bok: Provbok) -> None:
    bok.skriv("docs/bild.PNG", b"\x89").skriv("docs/blankett.docx", b"PK").skriv("docs/.dold", b"x")
    assert fynd(bok) == []


def test_tva_lasningar_ger_samma_svar(bok: Provbok) -> None:
    bok.andra("rutiner/fall.md", "titel: Fall", "tittel: Fall")
    assert bok.las().lasfel == bok.las().lasfel


_DELAR = (b"---\n", b"\n", b": ", b"- ", b"[", b"{", b'"', b"'", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf", b"&a ", b"*a", b"!x ",
          b"status: ", b"typ: process\n", b"datum:\n", b"aktiviteter:\n", b"{{ tal(", b";", b"\r", b"%", "é".encode(), b"")  # fmt: skip


@pytest.fixture(scope="module")
def provbok(tmp_path_factory: pytest.TempPathFactory) -> Provbok:
    bok = Provbok(tmp_path_factory.mktemp("bytes") / "bok")
    for fil, innehall in GRUND.items():
        bok.skriv(fil, innehall)
    return bok.skriv(CSV, "Månad;A;B\njan;1;2,5\nTotalt;1;2,5\n").skriv(YML, UPPGIFTER)


@pytest.mark.parametrize("fil", [
    "rutiner/fall.md", "processer/stod.md", "docs/kvalitetsberattelse/2024.md", CSV, YML, "data/organisation.yml",
    "data/lagar/forfattningar.yml", "data/register/atgarder.yml",
])  # fmt: skip
@given(fro=st.integers(0, 10**9), helt=st.one_of(st.none(), st.binary()))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_vilka_bytes_som_helst_ger_bara_anmarkningar(provbok: Provbok, fil: str, fro: int, helt: bytes | None) -> None:
    vag = provbok.rot / fil
    fore = vag.read_bytes() if vag.exists() else b""
    slump = random.Random(fro)  # noqa: S311 -- where to damage a test file
    ra = helt
    if ra is None:
        start = slump.randrange(len(fore) + 1)
        ra = fore[:start] + slump.choice(_DELAR) + fore[start + slump.choice((0, 0, 1, 5, 40)) :]
    try:
        provbok.skriv(fil, ra)
        handbok = las_handbok(provbok.rot, date.fromisoformat(DATUM))
        assert all(a.fynd.plats.rad >= 1 and a.fynd.plats.kolumn >= 1 for a in kor(handbok).anmarkningar)
    finally:
        vag.write_bytes(fore) if fore else vag.unlink()

"""What git knows of a document's earlier versions, and what is said where git knows nothing."""

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from handbok.historik import GitSaknas, med_historik
from handbok.modell import Handbok
from tests.conftest import Provbok

NY = {
    "version: 1.0": "version: 2.0",
    "gäller_från: 2026-04-01": "gäller_från: 2027-01-01",
    "Ring 112": "Ring larmcentralen",
}


def git(rot: Path, *argument: str) -> None:
    """Runs git with a name of its own, whatever the machine has set."""
    miljo = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    namn = ["-c", "user.name=Prov", "-c", "user.email=prov@provkommun.se", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(rot), *namn, *argument], check=True, capture_output=True, env=miljo)


@pytest.fixture
def arkiv(bok: Provbok) -> Provbok:
    """The handbook committed once."""
    git(bok.rot, "init")
    return spara(bok)


def spara(bok: Provbok) -> Provbok:
    """Commits everything."""
    git(bok.rot, "add", "-A")
    git(bok.rot, "commit", "-m", "sparat")
    return bok


def andra(bok: Provbok, andringar: Mapping[str, str], fil: str = "rutiner/fall.md") -> Provbok:
    """Makes a new version of the routine."""
    for gammalt, nytt in andringar.items():
        bok.andra(fil, gammalt, nytt)
    return bok


def las(bok: Provbok, datum: str = "2026-11-21") -> Handbok:
    """The handbook with its history on a day."""
    return med_historik(bok.las(datum), bok.rot)


def galler_nu(handbok: Handbok) -> tuple[str | None, str] | None:
    """Version and text in force until the decided one begins; None where there never was one."""
    tidigare = handbok.tidigare["fall"].dokument
    return (tidigare.version, tidigare.text.strip().rsplit("\n", 1)[-1]) if tidigare else None


def test_den_beslutade_versionens_foregangare_galler_till_dess(arkiv: Provbok) -> None:
    andra(arkiv, NY)
    assert galler_nu(las(arkiv)) == ("1.0", "1. Ring 112 om det är fara för livet.")
    spara(arkiv)
    handbok = las(arkiv)
    assert galler_nu(handbok) == ("1.0", "1. Ring 112 om det är fara för livet.")
    assert handbok.per_id["fall"].version == "2.0"
    assert handbok.inte_kontrollerat == ()
    assert las(arkiv, "2027-01-01").tidigare == {}


def test_den_senaste_av_flera_versioner_som_galler(arkiv: Provbok) -> None:
    spara(andra(arkiv, {"version: 1.0": "version: 1.1", "Ring 112": "Ring genast 112"}))
    spara(andra(arkiv, {"version: 1.1": "version: 2.0", "gäller_från: 2026-04-01": "gäller_från: 2027-01-01"}))
    assert galler_nu(las(arkiv)) == ("1.1", "1. Ring genast 112 om det är fara för livet.")


def test_en_version_vars_tid_har_gatt_ut_galler_inte_till_dess(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(andra(bok, {"gäller_från: 2026-04-01": "gäller_från: 2026-04-01, gäller_till: 2026-10-31"}))
    andra(
        bok,
        {"gäller_från: 2026-04-01, gäller_till: 2026-10-31": "gäller_från: 2027-01-01", "version: 1.0": "version: 2.0"},
    )
    assert galler_nu(las(bok)) is None
    assert galler_nu(las(bok, "2026-10-31")) == ("1.0", "1. Ring 112 om det är fara för livet.")


def test_ett_nytt_dokument_har_ingen_tidigare_version(arkiv: Provbok) -> None:
    ny = (arkiv.rot / "rutiner/fall.md").read_text("utf-8").replace("2026-04-01", "2027-01-01")
    arkiv.skriv("rutiner/ny.md", ny.encode())
    for handbok in (las(arkiv), las(spara(arkiv))):
        assert handbok.tidigare["ny"].dokument is None
        assert handbok.tidigare["ny"].okant_for_att is None
        assert handbok.inte_kontrollerat == ()


def test_ett_utkast_ar_ingen_tidigare_version(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(andra(bok, {"status: gällande": "status: utkast"}))
    spara(andra(bok, {"status: utkast": "status: gällande", **NY}))
    assert galler_nu(las(bok)) is None


def test_dokumentet_har_sin_historik_kvar_nar_filen_flyttas(arkiv: Provbok) -> None:
    (arkiv.rot / "rutiner/äldre omsorg").mkdir()
    git(arkiv.rot, "mv", "rutiner/fall.md", "rutiner/äldre omsorg/fall.md")
    andra(arkiv, NY, "rutiner/äldre omsorg/fall.md")
    handbok = las(spara(arkiv))
    assert galler_nu(handbok) == ("1.0", "1. Ring 112 om det är fara för livet.")
    tidigare = handbok.tidigare["fall"].dokument
    assert tidigare is not None
    assert tidigare.fil == "rutiner/äldre omsorg/fall.md"


def test_en_trasig_version_i_historiken_hoppas_over(arkiv: Provbok) -> None:
    hel = (arkiv.rot / "rutiner/fall.md").read_bytes()
    spara(arkiv.skriv("rutiner/fall.md", b"---\ntitel: [\n"))
    spara(arkiv.skriv("rutiner/fall.md", b"\xff\xfe"))
    andra(arkiv.skriv("rutiner/fall.md", hel), NY)
    assert galler_nu(las(spara(arkiv))) == ("1.0", "1. Ring 112 om det är fara för livet.")


def test_den_tidigare_versionens_brutna_lankar_ar_text(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(andra(bok, {"Ring 112": "Läs [gammalt](borta.md) och [stöd](../processer/stod.md#x). Ring 112"}))
    handbok = las(andra(bok, {"Läs [gammalt](borta.md) och [stöd](../processer/stod.md#x). ": "", **NY}))
    assert galler_nu(handbok) == (
        "1.0", "1. Läs gammalt och [stöd](../processer/stod.md). Ring 112 om det är fara för livet.",
    )  # fmt: skip


def test_en_sammanslagning_av_grenar_doljer_ingen_version(arkiv: Provbok) -> None:
    git(arkiv.rot, "checkout", "-b", "gren")
    spara(andra(arkiv, {"version: 1.0": "version: 1.1"}))
    git(arkiv.rot, "checkout", "main")
    spara(arkiv.skriv("docs/index.md", "# Start\n"))
    git(arkiv.rot, "merge", "--no-ff", "-m", "slår ihop", "gren")
    handbok = las(andra(arkiv, {"version: 1.1": "version: 2.0", "gäller_från: 2026-04-01": "gäller_från: 2027-01-01"}))
    assert galler_nu(handbok) == ("1.1", "1. Ring 112 om det är fara för livet.")


def test_en_handbok_i_en_undermapp_av_arkivet(tmp_path: Path, bok: Provbok) -> None:
    git(tmp_path, "init")
    spara(Provbok(tmp_path))
    assert galler_nu(las(andra(bok, NY))) == ("1.0", "1. Ring 112 om det är fara för livet.")


def okand(handbok: Handbok) -> str:
    """Why the version in force is unknown; the report says so too."""
    tidigare = handbok.tidigare["fall"]
    assert tidigare.dokument is None
    assert [(i.fil, i.vad) for i in handbok.inte_kontrollerat] == [("rutiner/fall.md", "vilken version som gäller nu")]
    assert handbok.historik_okand == tidigare.okant_for_att == handbok.inte_kontrollerat[0].varfor
    return tidigare.okant_for_att or ""


def test_en_avklippt_historik_ar_okand(arkiv: Provbok, tmp_path: Path) -> None:
    spara(andra(arkiv, NY))
    klippt = Provbok(tmp_path / "klippt")
    git(tmp_path, "clone", "--depth", "1", arkiv.rot.as_uri(), str(klippt.rot))
    assert "avklippt" in okand(las(klippt))
    assert "git fetch --unshallow" in okand(las(klippt))


def test_utan_arkiv_ar_historiken_okand(bok: Provbok) -> None:
    assert "inte i ett git-arkiv" in okand(las(andra(bok, NY)))


def test_ett_arkiv_utan_historik_ar_okant(bok: Provbok) -> None:
    git(bok.rot, "init")
    assert "inte i ett git-arkiv med historik" in okand(las(andra(bok, NY)))


def test_utan_programmet_git_ar_historiken_okand(
    arkiv: Provbok, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    andra(arkiv, NY)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert okand(las(arkiv)) == "Programmet git finns inte på datorn."


def test_utan_beslutade_dokument_saknas_inget_utan_git(bok: Provbok) -> None:
    assert las(bok).tidigare == {}
    assert las(bok).inte_kontrollerat == ()


def test_texten_som_den_beslutades_ar_den_i_versionens_forsta_sparade_gallande(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(andra(bok, {"status: gällande": "status: utkast", "Ring 112": "Utkast"}))
    spara(andra(bok, {"status: utkast": "status: gällande", "Utkast": "Beslutat"}))
    spara(andra(bok, {"Beslutat": "Ändrat"}))
    assert "Beslutat" in las(bok).beslutade_texter["fall"]


def test_en_version_som_inte_ar_sparad_har_ingen_beslutad_text(arkiv: Provbok) -> None:
    assert "fall" not in las(andra(arkiv, {"version: 1.0": "version: 1.1"})).beslutade_texter


def test_en_okand_bas_ar_ett_fel(arkiv: Provbok) -> None:
    handbok = arkiv.las()
    with pytest.raises(GitSaknas):
        med_historik(handbok, arkiv.rot / "finns-inte", bas="main")


def test_bas_ar_den_revision_som_anges(arkiv: Provbok) -> None:
    git(arkiv.rot, "tag", "fore")
    spara(andra(arkiv, {"Ring 112": "Ändrat"}))
    handbok = med_historik(arkiv.las(), arkiv.rot, bas="fore")
    assert "Ring 112" in handbok.beslutade_texter["fall"]
    assert handbok.datum == date(2026, 11, 21)

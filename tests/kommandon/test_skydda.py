"""`handbok skydda`: what it writes, what it refuses, and that unprotected numbers go nowhere."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Provbok, Svar
from tests.siffror.rojande_stod import BADA, skydda_tabell

Kommando = Callable[..., Svar]
CSV = "Rad;A;B;Totalt\na;3;12;15\nb;20;9;29\nc;11;40;51\nTotalt;34;61;95\n"
SKYDDAD = "\ufeffRad;A;B;Totalt\na;..;..;15\nb;..;..;29\nc;11;40;51\nTotalt;34;61;95\n"


@pytest.fixture
def tabell(bok: Provbok) -> Path:
    """The unprotected table in its place."""
    skydda_tabell(bok, CSV, BADA)
    return bok.rot / "data/2024/t.csv"


@pytest.fixture
def utanfor(bok: Provbok, tabell: Path) -> Path:
    """The unprotected table outside the handbook, whose YAML alone is there."""
    return tabell.rename(bok.rot.parent / "uttag.csv")


def git(rot: Path, *argument: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *argument], cwd=rot, check=True, capture_output=True)


def test_filen_skrivs_med_alla_tal_dolda_som_behover_det(handbok: Kommando, tabell: Path) -> None:
    svar = handbok("skydda", "2024/t")
    assert (svar.kod, tabell.read_text("utf-8")) == (0, SKYDDAD)
    assert svar.ut.splitlines() == [
        "Skrev data/2024/t.csv. Skyddade är 4 av 12\N{NO-BREAK SPACE}tal.",
        "Under tröskeln: a, A.",
        "Också dolda, så att inget kan räknas fram: a, B; b, A; b, B.",
        "Mer än 30 procent av talen är dolda. Slå hellre ihop kategorier, så säger tabellen mer.",
    ]
    assert handbok("kontrollera", "--valj", "SEK").kod == 0


def test_oskyddade_siffror_utifran_kommer_aldrig_in(bok: Provbok, handbok: Kommando, utanfor: Path) -> None:
    fore = utanfor.read_bytes()
    assert handbok("skydda", "2024/t", "--fran", str(utanfor)).kod == 0
    assert (bok.rot / "data/2024/t.csv").read_text("utf-8") == SKYDDAD
    assert utanfor.read_bytes() == fore
    assert not [f for f in bok.rot.rglob("*") if f.is_file() and b"a;3;" in f.read_bytes()]


def test_en_stig_gar_lika_bra(handbok: Kommando, tabell: Path) -> None:
    assert handbok("skydda", str(tabell)).kod == 0
    assert handbok("skydda", "data/2024/t.csv").ut == "data/2024/t.csv är redan skyddad. Inget ändrades.\n"


def test_gammal_teckenkodning_och_kommatecken_lases(handbok: Kommando, tabell: Path) -> None:
    tabell.write_bytes("Rad,A,B,Totalt\nå,3,12,15\nb,20,9,29\nTotalt,23,21,44\n".encode("cp1252"))
    assert handbok("skydda", "2024/t").kod == 0
    assert tabell.read_text("utf-8") == "\ufeffRad;A;B;Totalt\nå;..;..;15\nb;..;..;29\nTotalt;23;21;44\n"


def test_svaret_sager_inga_skyddade_tal(handbok: Kommando, tabell: Path) -> None:
    tabell.write_text("Rad;A;B;Totalt\na;3;8712;8715\nb;20;9;29\nc;11;40;51\nTotalt;34;8761;8795\n", "utf-8")
    svar = handbok("skydda", "2024/t")
    assert svar.kod == 0
    assert "8712" not in svar.ut + svar.fel


def test_lite_dolt_ger_ingen_varning(handbok: Kommando, bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;C\na;3;12;15\nb;8;9;10\n")
    assert "procent" not in handbok("skydda", "2024/t").ut


def test_en_tabell_i_git_skyddas_bara_om_man_sager_det(bok: Provbok, handbok: Kommando, tabell: Path) -> None:
    git(bok.rot, "init", "--quiet")
    git(bok.rot, "add", "data/2024/t.csv")
    svar = handbok("skydda", "2024/t")
    assert (svar.kod, tabell.read_text("utf-8")) == (2, CSV)
    assert "redan sparad i git" in svar.fel
    assert "historiken" in svar.fel
    assert handbok("skydda", "2024/t", "--anda").kod == 0
    assert tabell.read_text("utf-8") == SKYDDAD


@pytest.mark.parametrize("sedan", [(), ("rm", "--cached", "--quiet", "data/2024/t.csv"), ("rm", "--quiet", "data/2024/t.csv")])
def test_en_kopia_gar_inte_runt_historiken(bok: Provbok, handbok: Kommando, tabell: Path, sedan: tuple[str, ...]) -> None:
    kopia = bok.rot.parent / "kopia.csv"
    kopia.write_bytes(tabell.read_bytes())
    git(bok.rot, "init", "--quiet")
    git(bok.rot, "add", "data/2024/t.csv")
    git(bok.rot, "commit", "--quiet", "-m", "Oskyddad")
    if sedan:
        git(bok.rot, *sedan)
        git(bok.rot, "commit", "--quiet", "-m", "Bort")
    fore = tabell.read_text("utf-8") if tabell.exists() else None
    svar = handbok("skydda", "2024/t", "--fran", str(kopia))
    assert (svar.kod, tabell.read_text("utf-8") if tabell.exists() else None) == (2, fore)
    assert "redan sparad i git med tal som ska döljas" in svar.fel
    assert handbok("skydda", "2024/t", "--fran", str(kopia), "--anda").kod == 0


def test_nya_siffror_skyddas_nar_bara_skyddade_ar_sparade(bok: Provbok, handbok: Kommando, utanfor: Path, tabell: Path) -> None:
    git(bok.rot, "init", "--quiet")
    tabell.write_text(SKYDDAD.replace("b;..;..;29", "b;25;..;34"), "utf-8")  # another number of an earlier uttag
    git(bok.rot, "add", "data/2024/t.csv")
    git(bok.rot, "commit", "--quiet", "-m", "Skyddad")
    assert handbok("skydda", "2024/t", "--fran", str(utanfor)).kod == 0


def test_en_avklippt_historik_sags_inte_vara_ren(bok: Provbok, handbok: Kommando, utanfor: Path, tabell: Path) -> None:
    git(bok.rot, "init", "--quiet")
    git(bok.rot, "commit", "--quiet", "--allow-empty", "-m", "Ett")
    huvud = subprocess.run(["git", "rev-parse", "HEAD"], cwd=bok.rot, check=True, capture_output=True).stdout
    (bok.rot / ".git/shallow").write_bytes(huvud)
    svar = handbok("skydda", "2024/t", "--fran", str(utanfor))
    assert (svar.kod, tabell.exists()) == (2, False)
    assert "avklippt" in svar.fel


def test_en_tabell_utanfor_git_skyddas_utan_fragor(bok: Provbok, handbok: Kommando, tabell: Path) -> None:
    git(bok.rot, "init", "--quiet")
    git(bok.rot, "add", "mkdocs.yml")
    assert handbok("skydda", "2024/t").kod == 0
    assert tabell.read_text("utf-8") == SKYDDAD


@pytest.mark.parametrize(
    ("beslut", "troskel", "vad"),
    [("ingen", 0, "inget ska skyddas"), ("extern", 0, "Den som lämnade siffrorna"), ("avrunda", 5, "Runda av i källsystemet")],
)
def test_andra_beslut_sags_nej_till(bok: Provbok, handbok: Kommando, beslut: str, troskel: int, vad: str) -> None:
    skydda_tabell(bok, CSV, BADA, beslut=beslut, troskel=troskel)
    svar = handbok("skydda", "2024/t")
    assert svar.kod == 2
    assert vad in svar.fel
    assert (bok.rot / "data/2024/t.csv").read_text("utf-8") == CSV


@pytest.mark.parametrize("namn", ["2024/tt", "t", "/etc/passwd", "../t.csv", "data/organisation.yml", "2025/t"])
def test_en_tabell_som_inte_finns(handbok: Kommando, tabell: Path, namn: str) -> None:
    svar = handbok("skydda", namn)
    assert svar.kod == 2
    assert "är ingen tabell i handboken" in svar.fel
    assert tabell.read_text("utf-8") == CSV


def test_fel_i_tabellen_sags_med_rad(handbok: Kommando, tabell: Path) -> None:
    tabell.write_text("Rad;A;B;Totalt\na;;12;15\n", "utf-8")
    svar = handbok("skydda", "2024/t")
    assert svar.kod == 2
    assert "data/2024/t.csv:2: Cellen är tom." in svar.fel


def test_det_som_inte_gar_att_skydda_lamnar_filen_orord(bok: Provbok, handbok: Kommando, tabell: Path) -> None:
    lika = "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: u, rad: a, kolumn: A}}]\n"
    skydda_tabell(bok, CSV, BADA + lika)
    skydda_tabell(bok, "Rad;A\na;3\n", namn="2024/u", beslut="ingen", troskel=0)
    svar = handbok("skydda", "2024/t")
    assert (svar.kod, tabell.read_text("utf-8")) == (2, CSV)
    assert "Slå ihop kategorier" in svar.fel


def test_en_skrivning_som_avbryts_lamnar_den_gamla_filen(
    handbok: Kommando, tabell: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tabell))

    monkeypatch.setattr(Path, "replace", full_disk)
    assert handbok("skydda", "2024/t").kod == 2
    assert tabell.read_text("utf-8") == CSV
    assert [f.name for f in tabell.parent.iterdir() if f.name.startswith(".")] == []


def test_skyddet_provas_innan_det_skrivs(handbok: Kommando, tabell: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the choice of cells were wrong, nothing that can be worked out is written."""
    monkeypatch.setattr("handbok.siffror.skydd._fler", lambda *_: pytest.fail("inte hit"))
    monkeypatch.setattr("handbok.siffror.skydd._rojda", lambda *_: [])
    svar = handbok("skydda", "2024/t")
    assert (svar.kod, svar.fel) == (2, "handbok: data/2024/t.csv skrevs inte. Skyddet räcker inte.\n")
    assert tabell.read_text("utf-8") == CSV


@pytest.mark.skipif(os.name != "posix", reason="Windows har inga sådana rättigheter.")
def test_filens_rattigheter_behalls(handbok: Kommando, tabell: Path) -> None:
    tabell.chmod(0o600)
    assert handbok("skydda", "2024/t").kod == 0
    assert stat.S_IMODE(tabell.stat().st_mode) == 0o600

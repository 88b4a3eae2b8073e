"""Every rule has a page and a pair of handbooks: one whose only fault is the rule's, and one without faults."""

import json
import shutil
from pathlib import Path

import pytest

from handbok.cli import main
from handbok.kontroller import KONTROLLER, Kontroll
from handbok.regelsidor import regelsida
from tests.conftest import DATUM

EXEMPEL = Path(__file__).parents[1] / "exempel"
# Rules whose examples need more than files; their own tests make them.
UTAN_PAR = {"TID005": "en historik i git", "PUB002": "en byggd webbplats"}
PAR = sorted(mapp.name for mapp in EXEMPEL.iterdir())


def koder_i(exempel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The codes that `handbok kontrollera` finds in a copy outside this repository's history."""
    rot = tmp_path / "bok"
    shutil.copytree(exempel, rot)
    utfall = main(["kontrollera", "--rot", str(rot), "--datum", DATUM, "--format", "json"])
    svar = json.loads(capsys.readouterr().out)
    assert utfall == any(a["allvar"] == "fel" for a in svar["anmarkningar"])
    return {a["kod"] for a in svar["anmarkningar"]}


@pytest.mark.parametrize("kontroll", KONTROLLER, ids=lambda k: k.kod)
def test_varje_regel_har_en_sida_med_alla_delar(kontroll: Kontroll) -> None:
    sida = regelsida(kontroll)
    assert all((sida.titel, sida.vad, sida.varfor, sida.gor_sa_har, sida.fel, sida.ratt))
    assert sida.fel != sida.ratt


def test_varje_regel_har_ett_par_och_varje_par_en_regel() -> None:
    koder = {k.kod for k in KONTROLLER} - set(UTAN_PAR)
    assert sorted(koder - set(PAR)) == []
    assert sorted(set(PAR) - koder) == []


@pytest.mark.parametrize("kod", PAR)
def test_felet_ger_just_den_regeln(kod: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert koder_i(EXEMPEL / kod / "fel", tmp_path, capsys) == {kod}


@pytest.mark.parametrize("kod", PAR)
def test_det_ratta_ger_ingenting(kod: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert koder_i(EXEMPEL / kod / "ok", tmp_path, capsys) == set()


@pytest.mark.parametrize("kod", PAR)
def test_felet_och_det_ratta_skiljer_sig_lite(kod: str) -> None:
    """A pair shows one fault: few files differ, and a file in both differs in few lines."""
    fel, ratt = (
        {vag.relative_to(rot).as_posix(): vag.read_bytes().splitlines() for vag in rot.rglob("*") if vag.is_file()}
        for rot in (EXEMPEL / kod / "fel", EXEMPEL / kod / "ok")
    )
    olika = [fil for fil in {*fel, *ratt} if fel.get(fil) != ratt.get(fil)]
    assert 1 <= len(olika) <= 2
    assert all(len({*fel[fil]} ^ {*ratt[fil]}) <= 6 for fil in olika if fil in fel and fil in ratt)

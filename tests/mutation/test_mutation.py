"""Proof by mutation: every single fault in `fel` is caught by its code at its file and line, and nothing else is said.

Also without faults nothing is said. The whole handbook is read anew for each fault, with its history in git.
"""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handbok.kommandon import las
from handbok.kontroller import Resultat, kor
from tests.conftest import DATUM
from tests.mutation.fel import ALLA, ROT, Fel

DAG = date.fromisoformat(DATUM)
MAPPAR = ("docs", "processer", "rutiner", "data")
Plats = tuple[str, str, int]
# What this run has caught of what it has tried; the last test prints it.
fangade: dict[str, bool] = {}


def git(rot: Path, *argument: str) -> None:
    jag = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *jag, *argument], cwd=rot, check=True, capture_output=True)


def resultat(rot: Path) -> Resultat:
    return kor(las(rot, DAG))


@pytest.fixture(scope="module")
def rot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's content, committed as decided; a beslutad document has a version in force before it."""
    rot = tmp_path_factory.mktemp("mutation") / "bok"
    for mapp in MAPPAR:
        shutil.copytree(ROT / mapp, rot / mapp)
    shutil.copy(ROT / "mkdocs.yml", rot)
    git(rot, "init", "--quiet")
    for dok in las(rot, DAG).dokument:
        if dok.lage(DAG) == "beslutad":
            fil = rot / dok.fil
            nu = fil.read_text("utf-8")
            forra = nu.replace(f"version: {dok.version}", "version: 0.1", 1)
            fil.write_text(forra.replace(f"gäller_från: {dok.galler_fran}", "gäller_från: 2026-01-01"), "utf-8")
            git(rot, "add", dok.fil)
            git(rot, "commit", "--quiet", "--message", "Förra versionen")
            fil.write_text(nu, "utf-8")
    git(rot, "add", "--all")
    git(rot, "commit", "--quiet", "--message", "Handboken")
    return rot


@pytest.fixture
def felet(rot: Path, fel: Fel) -> Iterator[Fel]:
    """The fault, made in the copy and undone after the test."""
    fil = rot / fel.fil
    fore = fil.read_bytes() if fil.exists() else None
    fil.parent.mkdir(exist_ok=True)
    efter = _andrad(fel, fore or b"")
    if efter is None:
        fil.unlink()
    else:
        fil.write_bytes(efter)
    yield fel
    if fore is None:
        fil.unlink()
        if not any(fil.parent.iterdir()):
            fil.parent.rmdir()
    else:
        fil.write_bytes(fore)


def _andrad(fel: Fel, fore: bytes) -> bytes | None:
    if not isinstance(fel.andring, tuple):
        return fel.andring(fore)
    gammalt, nytt = (text.encode() for text in fel.andring)
    assert gammalt in fore, f"{fel.fil} innehåller inte längre {fel.andring[0]!r}: rätta raden i fel.py"
    return fore.replace(gammalt, nytt, 1)


def vantad(rot: Path, fel: Fel) -> Plats:
    """Code, file and line where the fault must be found."""
    fil = fel.i or fel.fil
    if isinstance(fel.vid, int):
        return fel.kod, fil, fel.vid
    efter = (rot / fil).read_bytes().split(b"\n")
    if fel.vid is None:
        fore = (ROT / fil).read_bytes().split(b"\n")
        return fel.kod, fil, next(i for i, rad in enumerate(efter, 1) if i > len(fore) or rad != fore[i - 1])
    return fel.kod, fil, next(i for i, rad in enumerate(efter, 1) if fel.vid.encode() in rad)


def test_den_ofelaktiga_handboken_ger_inga_anmarkningar(rot: Path) -> None:
    assert [(a.kod, a.fynd.plats, a.fynd.text) for a in resultat(rot).anmarkningar] == []


def test_felen_ar_minst_sextio_och_olika() -> None:
    assert len(ALLA) >= 60
    assert len({(f.fil, f.andring) for f in ALLA}) == len(ALLA)


@pytest.mark.parametrize("fel", ALLA, ids=lambda f: f"{f.kod} {f.namn}")
def test_felet_fangas_pa_sin_rad_och_inget_annat_sags(rot: Path, felet: Fel) -> None:
    vantat = vantad(rot, felet)
    fangade[f"{felet.kod} {felet.namn}"] = False
    funna = {(a.kod, a.fynd.plats.fil, a.fynd.plats.rad) for a in resultat(rot).anmarkningar}
    assert vantat in funna
    ovriga = {f"{kod} {fil}" for kod, fil, rad in funna - {vantat}}
    tillatna = {f for f in ovriga if f in felet.foljder or f"{f.split()[0]} *" in felet.foljder}
    assert ovriga - tillatna == set()
    assert bool(tillatna) == bool(felet.foljder), "en följd i fel.py inträffar inte"
    fangade[f"{felet.kod} {felet.namn}"] = True


def test_efter_alla_fel_ar_handboken_hel_igen_och_alla_fangades(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert resultat(rot).anmarkningar == ()
    if fangade:
        antal = sum(fangade.values())
        with capsys.disabled():
            print(f"\nMutation: {antal} av {len(fangade)} fel fångade ({antal / len(fangade):.1%}), 0 falska larm.")
    assert [namn for namn, fangad in fangade.items() if not fangad] == []

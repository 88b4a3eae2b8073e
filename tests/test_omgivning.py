"""What surrounds a run: arguments, environment, the archive in git, signals, and an answer that nobody takes."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATUM, RUTIN, Provbok, Svar
from tests.granser import LANGST_SEKUNDER, godtagbart, i_egen_process
from tests.sajt import byggbar, mkdocs

FALL = "rutiner/fall.md"
Kommando = Callable[..., Svar]


@pytest.mark.parametrize(
    ("argument", "ord_"),
    [
        (("--rot", "mkdocs.yml"), "mkdocs.yml finns inte i"),
        (("--rot", "tom"), "mkdocs.yml finns inte i"),
        (("--rot", "finns/inte"), "mkdocs.yml finns inte i"),
        (("--datum", "2026-02-30"), "är inget datum"),
        (("--datum", "i morgon"), "är inget datum"),
        (("--datum", ""), "är inget datum"),
        (("--valj", "STRUNT"), "finns inte"),
        (("--format", "pdf"), "finns inte"),
        (("--bas", "finns-inte"), "git"),
        (("--jamfor", "mkdocs.yml"), "går inte att läsa som en rapport"),
        (("--jamfor", "/dev/zero"), "går inte att läsa som en rapport"),
        (("rutiner/finns-inte.md",), "finns inte i handboken"),
        (("/etc",), "finns inte i handboken"),
        (("x" * 5000,), "namnet är för långt"),
        (("--strunt",), "går inte att förstå"),
    ],
)
def test_det_kommandot_inte_kan_gora_ger_2_och_en_mening(
    bok: Provbok, kommando: Kommando, argument: tuple[str, ...], ord_: str
) -> None:
    (bok.rot / "tom").mkdir()
    svar = godtagbart(kommando("kontrollera", *argument, cwd=bok.rot))
    assert svar.kod == 2
    assert ord_.casefold() in svar.fel.casefold()


def test_strunt_i_miljon(bok: Provbok) -> None:
    miljo = {"HANDBOK_DATUM": "strunt", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "HOME": "/x"}
    assert i_egen_process(bok.rot, **miljo).kod == 0
    assert i_egen_process(bok.rot, PATH="").kod == 0
    bygge = mkdocs(byggbar(bok).rot, bok.rot / "ut", HANDBOK_DATUM="strunt")
    assert bygge.kod != 0
    assert 'HANDBOK_DATUM är "strunt"' in bygge.fel
    assert "Traceback" not in bygge.fel


def git(rot: Path, *argument: str) -> None:
    jag = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *jag, *argument], cwd=rot, check=True, capture_output=True)


@pytest.fixture
def arkiv(bok: Provbok) -> Provbok:
    """The handbook with two commits of a routine."""
    git(bok.rot, "init", "--quiet")
    for text in ("Första", "Andra"):
        bok.skriv("rutiner/a.md", RUTIN.replace("1. Ring", f"{text}. Ring"))
        git(bok.rot, "add", "--all")
        git(bok.rot, "commit", "--quiet", "--message", text)
    return bok


def test_arkivets_egna_installningar_kor_ingenting(arkiv: Provbok, handbok: Kommando, tmp_path: Path) -> None:
    kor = f"touch '{tmp_path}/KANARIE'; false"
    installningar = (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "diff.external", "diff.x.textconv",
        "diff.x.command", "filter.x.clean", "filter.x.smudge", "filter.x.process", "remote.origin.uploadpack",
        "gpg.program",
    )  # fmt: skip
    for namn in installningar:
        git(arkiv.rot, "config", namn, kor)
    git(arkiv.rot, "config", "log.showSignature", "true")
    git(arkiv.rot, "config", "remote.origin.url", str(arkiv.rot))
    git(arkiv.rot, "config", "remote.origin.promisor", "true")
    git(arkiv.rot, "config", "alias.log", f"!{kor}")
    arkiv.skriv(".gitattributes", "*.md filter=x diff=x\n").andra(FALL, "Ring 112", "Ring 113")
    godtagbart(handbok("kontrollera"))
    ta_bort_objekt(arkiv.rot, "blob")
    godtagbart(handbok("kontrollera"))
    assert not (tmp_path / "KANARIE").exists()


@pytest.mark.usefixtures("arkiv")
@pytest.mark.parametrize("bas", ["finns-inte", "HEAD:rutiner", "--output=x", "\n"])
def test_en_bas_som_git_inte_kanner_till(handbok: Kommando, bas: str) -> None:
    svar = handbok("kontrollera", f"--bas={bas}")
    assert (svar.kod, svar.fel) == (2, f"handbok: Git känner inte till versionen {bas}.\n")


def ta_bort_objekt(rot: Path, slag: str) -> None:
    lista = ["git", "cat-file", "--batch-all-objects", "--batch-check"]
    for rad in subprocess.run(lista, cwd=rot, capture_output=True, text=True, check=True).stdout.splitlines():
        sha, detta, _ = rad.split()
        if detta == slag:
            (rot / ".git/objects" / sha[:2] / sha[2:]).unlink()


@pytest.mark.parametrize("slag", ["blob", "tree", "commit"])
def test_ett_arkiv_som_saknar_objekt_ar_inte_kontrollerat(arkiv: Provbok, handbok: Kommando, slag: str) -> None:
    ta_bort_objekt(arkiv.rot, slag)
    svar = handbok("kontrollera", "--format", "json")
    assert svar.kod == 0
    assert "om texten är ändrad efter beslutet" in {i["vad"] for i in svar.json["inte_kontrollerat"]}


@pytest.mark.parametrize("fil", ["config", "HEAD", "objects", "gitdir", "tomt"])
def test_ett_trasigt_arkiv_ar_inte_kontrollerat(arkiv: Provbok, handbok: Kommando, fil: str) -> None:
    if fil == "objects":
        for objekt in (o for o in (arkiv.rot / ".git/objects").rglob("*") if o.is_file()):
            objekt.chmod(0o644)
            objekt.write_bytes(b"strunt")
    elif fil in ("gitdir", "tomt"):
        shutil.rmtree(arkiv.rot / ".git")
        if fil == "gitdir":
            arkiv.skriv(".git", "gitdir: .git\n")
        else:
            git(arkiv.rot, "init", "--quiet")
    else:
        (arkiv.rot / ".git" / fil).write_bytes(b"\xff\x00[[[\n")
    svar = godtagbart(handbok("kontrollera"))
    assert svar.kod == 0
    assert "om texten är ändrad efter beslutet" in svar.ut


def test_ctrl_c_ger_2_och_en_mening(bok: Provbok) -> None:
    os.mkfifo(bok.rot / "rapport.json")  # the command has answered, and waits for a report that never comes
    kommando = [sys.executable, "-u", "-m", "handbok", "kontrollera", "--datum", DATUM, "--jamfor", "rapport.json"]
    with subprocess.Popen(kommando, cwd=bok.rot, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, fel = process.communicate(timeout=LANGST_SEKUNDER)
    assert (process.returncode, fel.decode()) == (2, "handbok: avbrutet.\n")


@pytest.mark.parametrize("buffrat", ["", "1"])
@pytest.mark.parametrize("omstyrning", ["| true", "> /dev/full", ">&-", "2>&-", ">&- 2>&-"])
def test_ett_svar_som_ingen_kan_ta_emot(bok: Provbok, omstyrning: str, buffrat: str) -> None:
    if "/dev/full" in omstyrning and not Path("/dev/full").exists():
        pytest.skip("/dev/full finns inte på datorn.")
    skal = f'set -o pipefail; "{sys.executable}" -m handbok kontrollera --rot . --datum {DATUM} {omstyrning}'
    miljo = {**os.environ, "PYTHONUNBUFFERED": buffrat}
    svar = subprocess.run(["bash", "-c", skal], cwd=bok.rot, capture_output=True, text=True, env=miljo, check=False)
    assert svar.returncode == (2 if omstyrning in ("| true", "> /dev/full") else 0)
    assert not re.search(r"Traceback|Exception|Error", svar.stdout + svar.stderr)


def test_ett_fel_i_programmet_liknar_inget_fel_i_handboken(handbok: Kommando, monkeypatch: pytest.MonkeyPatch) -> None:
    def trasig(*_: object) -> None:
        raise ValueError("hemligt")

    monkeypatch.setattr("handbok.kommandon.kontrollera.kor", trasig)
    svar = handbok("kontrollera")
    assert svar.kod == 2
    assert re.match(r"handbok: fel i programmet \(ValueError i test_omgivning\.py rad \d+\)\. Anmäl det ", svar.fel)
    monkeypatch.setenv("HANDBOK_FELSOK", "1")
    with pytest.raises(ValueError, match="hemligt"):
        handbok("kontrollera")

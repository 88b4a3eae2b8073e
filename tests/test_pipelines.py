"""The ready pipelines: valid for their hosts, sparing with trust, and their scripts tried for real on git repositories."""

import argparse
import base64
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from handbok.cli import _koder, _tolkare
from tests.conftest import DATUM, RUTIN, Provbok
from tests.sajt import byggbar

ROT = Path(__file__).resolve().parents[1]
FLODEN = sorted((ROT / ".github/workflows").glob("*.yml"))
GITLAB, AZURE, KROKAR = ROT / ".gitlab-ci.yml", ROT / "azure-pipelines.yml", ROT / ".pre-commit-hooks.yaml"
PIPELINES = [*FLODEN, GITLAB, AZURE]
SKRIPT = sorted((ROT / "ci").glob("*.sh"))
INNEHALL = ("docs", "processer", "rutiner", "data")
SCHEMAN: Mapping[str, list[str]] = {
    ".gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
    # The schema's patterns are no valid Unicode expressions.
    "azure-pipelines.yml": ["vendor.azure-pipelines", "--data-transform", "azure-pipelines", "--regex-variant", "nonunicode"],
}


def _namn(fil: Path) -> str:
    return fil.name


def _las(fil: Path) -> Any:
    """As text: `on` stays a word."""
    return yaml.load(fil.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- it builds nothing but text


def _djupt(varde: Any) -> Iterator[tuple[str, Any]]:
    """Every key and value, at any depth."""
    for nyckel, inne in varde.items() if isinstance(varde, dict) else enumerate(varde) if isinstance(varde, list) else ():
        yield str(nyckel), inne
        yield from _djupt(inne)


def _korda(fil: Path) -> list[str]:
    """What the shell runs: run, bash, script and before_script."""
    delar = [v for k, v in _djupt(_las(fil)) if k in ("run", "bash", "script", "before_script")]
    return [rad for d in delar for rad in ([d] if isinstance(d, str) else d) if isinstance(rad, str)]


def _jobb() -> list[Any]:
    return [pytest.param(j, id=f"{f.stem}/{n}") for f in FLODEN for n, j in _las(f)["jobs"].items()]


# --- the files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fil", PIPELINES, ids=_namn)
def test_varje_pipeline_foljer_vardens_schema(fil: Path) -> None:
    for schema in [SCHEMAN[fil.name]] if fil.name in SCHEMAN else [["vendor.github-workflows"], ["custom.github-workflows-require-timeout"]]:
        svar = subprocess.run(
            [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", *schema, fil],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert svar.returncode == 0, svar.stdout + svar.stderr


def test_alla_tre_vardarna_kor_samma_skript() -> None:
    def skript(filer: list[Path]) -> set[str]:
        return {s for f in filer for rad in _korda(f) for s in re.findall(r"\bci/[\w-]+\.sh", rad)}

    github = skript(FLODEN)
    assert github - {"ci/kommentera-github.sh"} == skript([GITLAB]) == skript([AZURE])
    assert github == {f"ci/{s.name}" for s in SKRIPT} - {"ci/gemensamt.sh", "ci/hamta-innehall.sh"}


@pytest.mark.parametrize("fil", SKRIPT, ids=_namn)
def test_skripten_stannar_vid_fel(fil: Path) -> None:
    text = fil.read_text("utf-8")
    if fil.name == "gemensamt.sh":
        return
    assert re.search(r"^set -E?euo pipefail$", text, re.MULTILINE)
    assert os.access(fil, os.X_OK)


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck är inte installerat")
def test_shellcheck() -> None:
    svar = subprocess.run(["shellcheck", *(f"ci/{s.name}" for s in SKRIPT)], cwd=ROT, capture_output=True, text=True, check=False)
    assert svar.returncode == 0, svar.stdout


def _kommandon() -> Mapping[str, argparse.ArgumentParser]:
    under = next(a for a in _tolkare()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(under.choices)


def test_kommandon_och_flaggor_finns() -> None:
    kommandon = _kommandon()
    rader = [r for s in SKRIPT for r in s.read_text("utf-8").splitlines() if not r.lstrip().startswith("#")]
    rader += [krok["entry"] for krok in _las(KROKAR)]
    funna = [t for r in rader for t in re.finditer(r"(?:^|[\s;])handbok (?P<kommando>[a-z]+)(?P<resten>[^|;]*)", r)]
    assert {t["kommando"] for t in funna} == {"kontrollera", "bygg", "paminn"}
    for traff in funna:
        flaggor = kommandon[traff["kommando"]]._option_string_actions
        assert [f for f in re.findall(r"(?<=\s)--?[a-z]+", traff["resten"]) if f not in flaggor] == []
    # Flags that are put together before they are used.
    natt = (ROT / "ci/natt.sh").read_text("utf-8")
    for namn, kommando in (("jamfor", "kontrollera"), ("paminn", "paminn")):
        samlade = re.findall(rf"\b{namn}\+?=\((.*)\)", natt)
        assert all(f in kommandon[kommando]._option_string_actions for r in samlade for f in re.findall(r"--[a-z]+", r))


def test_alla_format_skrivs() -> None:
    format_ = next(a for a in _kommandon()["kontrollera"]._actions if "--format" in a.option_strings).choices
    assert format_ is not None
    skrivna = re.findall(r"^(?:.*<<<')?([a-z]+) [\w-]+\.(?:json|txt|md|xml|sarif)'?$", (ROT / "ci/gemensamt.sh").read_text("utf-8"), re.MULTILINE)
    assert sorted(skrivna) == sorted(format_)


def test_krokarna_hoppar_bara_over_regler_som_finns() -> None:
    for krok in _las(KROKAR):
        for koder in re.findall(r"--hoppa (\S+)", krok["entry"]):
            assert _koder(koder)
        if krok["id"] == "handbok":
            monster = re.compile(krok["files"])
            assert [m for m in INNEHALL if not monster.match(f"{m}/x.md")] == []
            assert not monster.match("handbok/cli.py")


# --- trust -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fil", PIPELINES, ids=_namn)
def test_ingen_text_fran_handelsen_blir_skal(fil: Path) -> None:
    assert "pull_request_target" not in fil.read_text("utf-8")
    korda = _korda(fil)
    assert korda
    for rad in korda:
        assert "${{" not in rad
        assert not re.search(r"\$\((Build|System|Agent)\.", rad)  # Azure's macros are pasted into the script


# What each job may do beyond reading the code. All that is not listed reads, or does nothing.
MER_AN_LASA = {
    ("kommentera", "kommentera"): {"contents": "read", "actions": "read", "pull-requests": "write"},
    ("natt", "sarif"): {"contents": "read", "actions": "read", "security-events": "write"},
}


@pytest.mark.parametrize("fil", FLODEN, ids=_namn)
def test_flodena_far_bara_lasa(fil: Path) -> None:
    flode = _las(fil)
    assert flode["permissions"] == ({} if fil.stem == "kommentera" else {"contents": "read"})
    for namn, jobb in flode["jobs"].items():
        assert jobb.get("permissions") == MER_AN_LASA.get((fil.stem, namn))


@pytest.mark.parametrize("jobb", _jobb())
def test_nycklar_och_versioner(jobb: Any) -> None:
    for steg in jobb["steps"]:
        if "uses" in steg:
            assert re.fullmatch(r"[\w-]+/[\w/-]+@v\d+(\.\d+)*", steg["uses"])
        if steg.get("uses", "").startswith("actions/checkout@"):
            assert steg["with"]["persist-credentials"] == "false"


def test_hemligheter_finns_bara_dar_huvudgrenen_kors() -> None:
    for fil in FLODEN:
        for namn, jobb in _las(fil)["jobs"].items():
            if "secrets." in yaml.dump(jobb):
                assert fil.stem in ("natt", "publicera")
                assert jobb["environment"], namn
                assert not any("ci/bygg.sh" in s.get("run", "") for s in jobb["steps"])
    assert set(_las(ROT / ".github/workflows/granska.yml")["on"]) == {"pull_request"}
    granska = _las(AZURE)["stages"][0]
    assert "variables" not in granska
    assert not re.search(r"\$\(|secureFile|System.AccessToken", yaml.dump(granska))


def test_verktyget_tas_fran_malgrenen_innan_nagot_kors() -> None:
    azure = next(j for j in _las(AZURE)["stages"][0]["jobs"] if j.get("job") == "granska")
    vardar = (
        [s["run"] for s in _las(ROT / ".github/workflows/granska.yml")["jobs"]["granska"]["steps"] if "run" in s],
        _las(GITLAB)["granska"]["script"],
        [s["bash"] for s in azure["steps"] if "bash" in s],
    )
    for korda in vardar:
        forberedelse, resten = "\n".join(korda).split("make .venv/bin/.klar", 1)
        assert "git checkout --quiet --force --detach" in forberedelse
        assert forberedelse.rstrip().endswith("git clean -ffdxq")
        assert "ci/" not in forberedelse
        assert "ci/granska.sh" in resten
    assert _las(GITLAB)["granska"]["variables"] == {"GIT_STRATEGY": "clone", "GIT_CHECKOUT": "false"}


def test_hela_historiken_hamtas_dar_handboken_las() -> None:
    def laser(text: str) -> bool:
        return bool(re.search(r"ci/(granska|natt|bygg|prova-verktyg)\.sh", text))

    jobb = [j for f in FLODEN for j in _las(f)["jobs"].values() if laser(yaml.dump(j))]
    assert len(jobb) == 4
    assert all(j["steps"][0]["with"]["fetch-depth"] == "0" for j in jobb)
    assert _las(GITLAB)["variables"]["GIT_DEPTH"] == "0"
    azure = [j for s in _las(AZURE)["stages"] for j in s["jobs"] if laser(yaml.dump(j))]
    assert len(azure) == 4
    for j in azure:
        steg = j.get("steps") or j["strategy"]["runOnce"]["deploy"]["steps"]
        assert steg[0]["fetchDepth"] == "0"


def test_kommentaren_skrivs_av_huvudgrenens_flode() -> None:
    flode = _las(ROT / ".github/workflows/kommentera.yml")
    assert flode["on"] == {"workflow_run": {"workflows": [_las(ROT / ".github/workflows/granska.yml")["name"]], "types": ["completed"]}}
    utcheckning, *_ = flode["jobs"]["kommentera"]["steps"]
    assert "ref" not in utcheckning["with"]
    assert "repository" not in utcheckning["with"]


def test_guiden_namner_allt_som_ska_stallas_in() -> None:
    guide = (ROT / "docs/guider/drift.md").read_text("utf-8")
    text = "\n".join(f.read_text("utf-8") for f in PIPELINES)
    namn = set(re.findall(r"\bHANDBOK_[A-Z_]+\b", text)) | set(re.findall(r"environment: ([\w-]+)", text)) | {"handbok-drift"}
    assert len(namn) > 8
    assert sorted(n for n in namn if n not in guide) == []


# --- content of a request, on real repositories ---------------------------------------------------------------------


@dataclass(frozen=True)
class Arkiv:
    """A repository on its target branch, with the ci/ scripts. `hemma` is where the test's own programs stand."""

    rot: Path
    hemma: Path

    def miljo(self, **mer: str) -> dict[str, str]:
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "HANDBOK_"))},
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HANDBOK_DAG": DATUM,
            "PATH": f"{self.hemma}{os.pathsep}{os.environ['PATH']}", **mer,
        }  # fmt: skip

    def kor(self, *argument: str, **miljo: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            argument, cwd=self.rot, env=self.miljo(**miljo), capture_output=True, text=True, encoding="utf-8", check=False
        )

    def git(self, *argument: str, indata: bytes | None = None) -> str:
        vem = ["-c", "user.name=Prov", "-c", "user.email=prov@provkommun.se", "-c", "protocol.file.allow=always"]
        svar = subprocess.run(["git", *vem, *argument], cwd=self.rot, env=self.miljo(), input=indata, capture_output=True, check=False)
        assert svar.returncode == 0, svar.stderr.decode()
        return svar.stdout.decode().strip()

    def skriv(self, fil: str, innehall: str | bytes) -> None:
        vag = self.rot / fil
        vag.parent.mkdir(parents=True, exist_ok=True)
        vag.write_bytes(innehall if isinstance(innehall, bytes) else innehall.encode())

    def spara(self, vad: str = "Ändrar") -> str:
        self.git("add", "--all", "--force", ".")
        self.git("commit", "--quiet", "--message", vad)
        return self.git("rev-parse", "HEAD")

    def forslag(self) -> None:
        """From here on, what is committed is the request."""
        self.git("checkout", "--quiet", "-b", "forslag")

    def till_malgrenen(self) -> None:
        self.git("checkout", "--quiet", "--force", "main")
        self.git("clean", "-ffdxq")

    def trad(self, *poster: tuple[str, bytes, str]) -> str:
        """A tree as git itself would never make it: (mode, name, object)."""
        ra = b"".join(lage.encode() + b" " + namn + b"\0" + bytes.fromhex(objekt) for lage, namn, objekt in poster)
        return self.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", indata=ra)

    def blobb(self, innehall: bytes = b"hej\n") -> str:
        return self.git("hash-object", "-w", "--stdin", indata=innehall)

    def med_docs(self, docs: str, lage: str = "40000") -> str:
        """A commit on the target branch whose docs/ is the given object."""
        ovriga = [
            (rad.split()[0].removeprefix("0"), rad.split("\t")[1].encode(), rad.split()[2])
            for rad in self.git("ls-tree", "HEAD").splitlines() if not rad.endswith("\tdocs")
        ]  # fmt: skip
        topp = self.trad(*sorted([*ovriga, (lage, b"docs", docs)], key=lambda p: p[1]))
        return self.git("commit-tree", "-p", "HEAD", "-m", "Fientligt", topp)

    def hamta(self, commit: str) -> subprocess.CompletedProcess[str]:
        return self.kor("ci/hamta-innehall.sh", commit)

    def filer(self) -> dict[str, bytes]:
        """Every file outside .git; a link would be followed, so there must be none."""
        alla = [f for f in sorted(self.rot.rglob("*")) if ".git" not in f.relative_to(self.rot).parts[:1]]
        assert [f for f in alla if f.is_symlink()] == []
        return {f.relative_to(self.rot).as_posix(): f.read_bytes() for f in alla if f.is_file()}


@pytest.fixture
def arkiv(tmp_path: Path) -> Arkiv:
    """A small repository: content in each folder, and code."""
    arkiv = Arkiv(tmp_path / "arkiv", tmp_path / "hemma")
    arkiv.hemma.mkdir()
    shutil.copytree(ROT / "ci", arkiv.rot / "ci")
    arkiv.git("init", "--quiet", "--initial-branch", "main")
    for fil in ("docs/index.md", "docs/om.md", "processer/stod.md", "rutiner/fall.md", "data/organisation.yml", "handbok/cli.py", "mkdocs.yml"):
        arkiv.skriv(fil, f"{fil} på målgrenen\n")
    arkiv.spara("Första")
    return arkiv


def _orord(arkiv: Arkiv, commit: str) -> subprocess.CompletedProcess[str]:
    """The request is refused or cannot be read, and the checkout stands as it did."""
    fore = arkiv.filer()
    svar = arkiv.hamta(commit)
    assert arkiv.filer() == fore
    assert arkiv.git("status", "--porcelain") == ""
    assert not list((arkiv.rot / ".git").glob("innehall.*"))
    return svar


def test_innehall_tas_och_kod_tas_inte(arkiv: Arkiv) -> None:
    arkiv.forslag()
    for fil in ("rutiner/fall.md", "rutiner/natt/larm och rum – åäö.md", "docs/-bild.png", "data/.gitkeep", "handbok/cli.py", "mkdocs.yml", "ci/granska.sh", "nytt.py", "docs.py"):
        arkiv.skriv(fil, b"f\xc3\xb6rslaget\r\n\0")
    (arkiv.rot / "rutiner/fall.md").chmod(0o755)
    forslag = arkiv.spara()
    arkiv.till_malgrenen()
    kod_fore = {f: b for f, b in arkiv.filer().items() if f.split("/")[0] not in INNEHALL}
    svar = arkiv.hamta(forslag)
    assert (svar.returncode, svar.stderr) == (0, "")
    filer = arkiv.filer()
    for fil in ("rutiner/fall.md", "rutiner/natt/larm och rum – åäö.md", "docs/-bild.png", "data/.gitkeep"):
        assert filer[fil] == b"f\xc3\xb6rslaget\r\n\0"
    assert not os.access(arkiv.rot / "rutiner/fall.md", os.X_OK)
    assert {f: b for f, b in filer.items() if f.split("/")[0] not in INNEHALL} == kod_fore
    assert arkiv.git("rev-parse", "--abbrev-ref", "HEAD") == "main"


def test_borttaget_foljer_med(arkiv: Arkiv) -> None:
    arkiv.forslag()
    (arkiv.rot / "docs/om.md").unlink()
    shutil.rmtree(arkiv.rot / "rutiner")
    forslag = arkiv.spara()
    arkiv.till_malgrenen()
    assert arkiv.hamta(forslag).returncode == 0
    assert not (arkiv.rot / "docs/om.md").exists()
    assert not (arkiv.rot / "rutiner").exists()
    assert (arkiv.rot / "docs/index.md").is_file()


def test_det_som_ligger_kvar_i_mapparna_tas_bort(arkiv: Arkiv) -> None:
    arkiv.skriv("docs/skrap.md", "inte i git")
    assert arkiv.hamta("HEAD").returncode == 0
    assert not (arkiv.rot / "docs/skrap.md").exists()


def test_nyare_arbete_pa_malgrenen_blir_kvar(arkiv: Arkiv) -> None:
    arkiv.forslag()
    arkiv.skriv("rutiner/ny.md", "ny")
    forslag = arkiv.spara()
    arkiv.till_malgrenen()
    arkiv.skriv("docs/om.md", "senare på målgrenen")
    arkiv.spara()
    assert arkiv.hamta(forslag).returncode == 0
    assert arkiv.filer()["docs/om.md"] == "senare på målgrenen".encode()
    assert arkiv.filer()["rutiner/ny.md"] == b"ny"


@pytest.mark.parametrize("mal", ["../handbok/cli.py", "/etc/passwd", "index.md", "finns-inte"])
def test_symbolisk_lank_vagras(arkiv: Arkiv, mal: str) -> None:
    arkiv.forslag()
    (arkiv.rot / "docs/länk.md").symlink_to(mal)
    forslag = arkiv.spara()
    arkiv.till_malgrenen()
    svar = _orord(arkiv, forslag)
    assert svar.returncode == 1
    assert "docs/länk.md är en symbolisk länk. Lägg in filen själv." in svar.stderr


def test_en_mapp_far_inte_vara_lank_eller_fil(arkiv: Arkiv) -> None:
    for lage in ("120000", "100644"):
        svar = _orord(arkiv, arkiv.med_docs(arkiv.blobb(b"handbok"), lage))
        assert svar.returncode == 1
        assert "docs är" in svar.stderr


def test_undermodul_vagras(arkiv: Arkiv, tmp_path: Path) -> None:
    annat = Arkiv(tmp_path / "annat", arkiv.hemma)
    annat.rot.mkdir()
    annat.git("init", "--quiet", "--initial-branch", "main")
    annat.skriv("ond.md", "ond")
    annat.spara()
    arkiv.forslag()
    arkiv.git("submodule", "--quiet", "add", str(annat.rot), "docs/annat")
    forslag = arkiv.spara()
    arkiv.till_malgrenen()
    shutil.rmtree(arkiv.rot / "docs/annat", ignore_errors=True)
    svar = _orord(arkiv, forslag)
    assert svar.returncode == 1
    assert "docs/annat är en undermodul." in svar.stderr
    assert _orord(arkiv, arkiv.med_docs("1" * 40, "160000")).returncode == 1  # also as the folder itself


@pytest.mark.parametrize(
    "namn",
    [b"..", b"../../handbok", b"../handbok/cli.py", b"/etc/x", b".", b"a//b", b".git", b".GIT", b".git/hooks/post-checkout", b".gitattributes",
     b".gitmodules", b".gitignore", b"GIT~1", b"a\nb", b"a\x1bb", b"a\\..\\b", b"a\x7f"],
)  # fmt: skip
def test_vagar_ut_ur_mapparna_vagras(arkiv: Arkiv, namn: bytes) -> None:
    """Trees that no git client would write, but that any client can send."""
    mapp = arkiv.trad(("100644", b"x", arkiv.blobb()))
    for post in (("100644", namn, arkiv.blobb()), ("40000", namn, mapp)):
        svar = _orord(arkiv, arkiv.med_docs(arkiv.trad(post)))
        assert svar.returncode == 1, svar.stderr
        assert "är ett namn som inte får finnas i innehållet." in svar.stderr
        assert len(svar.stderr.splitlines()) == 1


def test_fil_och_mapp_med_samma_namn_ar_inget_innehall(arkiv: Arkiv) -> None:
    dubbel = arkiv.trad(("100644", b"a", arkiv.blobb()), ("40000", b"a", arkiv.trad(("100644", b"b", arkiv.blobb()))))
    assert _orord(arkiv, arkiv.med_docs(dubbel)).returncode == 2


def test_filter_och_attribut_kors_inte(arkiv: Arkiv, tmp_path: Path) -> None:
    spar = tmp_path / "spår"
    arkiv.git("config", "filter.ond.smudge", f"touch '{spar}'; cat")
    arkiv.forslag()
    arkiv.skriv(".gitattributes", "* filter=ond text eol=crlf export-subst ident\n")
    arkiv.skriv("docs/index.md", "rad $Id$ $Format:%H$\n")
    forslag = arkiv.spara()
    arkiv.git("checkout", "--quiet", "--force", "main")
    spar.unlink(missing_ok=True)
    assert arkiv.hamta(forslag).returncode == 0
    assert arkiv.filer()["docs/index.md"] == b"rad $Id$ $Format:%H$\n"
    assert not spar.exists()
    assert not (arkiv.rot / ".gitattributes").exists()


def test_krock_sags(arkiv: Arkiv) -> None:
    arkiv.forslag()
    arkiv.skriv("docs/index.md", "förslaget")
    forslag = arkiv.spara()
    arkiv.till_malgrenen()
    arkiv.skriv("docs/index.md", "målgrenen")
    arkiv.spara()
    svar = _orord(arkiv, forslag)
    assert svar.returncode == 1
    assert "krockar med målgrenen" in svar.stderr


def test_det_som_inte_gar_att_las_ar_inte_godkant(arkiv: Arkiv, tmp_path: Path) -> None:
    losryckt = arkiv.git("commit-tree", "-m", "Utan historik", "HEAD^{tree}")
    for commit in ("0" * 40, "finns-inte", "--output=x", "", losryckt, "HEAD:docs"):
        svar = _orord(arkiv, commit)
        assert svar.returncode == 2, svar
        assert svar.stderr
    assert arkiv.kor("ci/hamta-innehall.sh").returncode == 2
    arkiv.skriv("docs/om.md", "till")
    arkiv.spara()
    kopia = Arkiv(tmp_path / "kopia", arkiv.hemma)
    arkiv.git("clone", "--quiet", "--depth", "1", arkiv.rot.as_uri(), str(kopia.rot))
    svar = _orord(kopia, "HEAD")
    assert svar.returncode == 2
    assert "Hela git-historiken behövs" in svar.stderr


# --- the checks, on a whole handbook --------------------------------------------------------------------------------


@pytest.fixture
def hel(bok: Provbok, tmp_path: Path) -> Arkiv:
    """A repository with a handbook without faults and the tool's own code, which is what `handbok` runs there."""
    byggbar(bok)
    arkiv = Arkiv(bok.rot, tmp_path / "hemma")
    arkiv.hemma.mkdir()
    for mapp in ("handbok", "schemas", "ci"):
        shutil.copytree(ROT / mapp, arkiv.rot / mapp, ignore=shutil.ignore_patterns("__pycache__"))
    arkiv.skriv(".gitignore", "__pycache__/\n/site/\n/site-publik/\n/rapporter/\n")
    program = arkiv.hemma / "handbok-prov"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m handbok "$@"\n', "utf-8")
    program.chmod(0o755)
    arkiv.git("init", "--quiet", "--initial-branch", "main")
    arkiv.spara("Första")
    return arkiv


def _skript(arkiv: Arkiv, *argument: str, **miljo: str) -> subprocess.CompletedProcess[str]:
    return arkiv.kor(*argument, HANDBOK_KOMMANDO=str(arkiv.hemma / "handbok-prov"), **miljo)


def _rapport(arkiv: Arkiv, fil: str) -> str:
    return (arkiv.rot / "rapporter" / fil).read_text("utf-8")


def test_ett_fientligt_forslag_far_inget_kort(hel: Arkiv, tmp_path: Path) -> None:
    """Code in every place a run could pick it up; and a routine that time has overtaken, which is shown and stops nothing."""
    spar = tmp_path / "spår"
    ont = f"import pathlib\npathlib.Path({str(spar)!r}).touch()\n"
    hel.forslag()
    for fil in ("handbok/cli.py", "handbok/__init__.py", "macros/__init__.py", "krok.py"):
        gammal = (hel.rot / fil).read_text("utf-8") if (hel.rot / fil).exists() else ""
        hel.skriv(fil, f"{gammal}\n{ont}")
    for fil in ("sitecustomize.py", "yaml.py", "main.py"):
        hel.skriv(fil, ont)
    hel.skriv("mkdocs.yml", (hel.rot / "mkdocs.yml").read_text("utf-8") + "\nhooks: [krok.py]\n")
    for fil in ("ci/granska.sh", "ci/gemensamt.sh", "ci/hamta-innehall.sh"):
        hel.skriv(fil, f"#!/bin/sh\ntouch '{spar}'\n")
    hel.skriv("Makefile", f".venv/bin/.klar:\n\ttouch '{spar}'\n")
    hel.skriv("rutiner/fall.md", RUTIN.replace("översyn_senast: 2027-06-30", "översyn_senast: 2026-06-30"))
    forslag = hel.spara()
    # The attack is real: the request's own tool leaves its mark.
    _skript(hel, str(hel.hemma / "handbok-prov"), "kontrollera")
    assert spar.exists()
    spar.unlink()
    hel.till_malgrenen()
    svar = _skript(hel, "ci/granska.sh", forslag)
    assert not spar.exists()
    assert svar.returncode == 0, svar.stdout + svar.stderr
    kommentar = _rapport(hel, "kommentar.md")
    assert kommentar.startswith("## ⚠️ ")
    assert "TID001" in kommentar
    assert "Förslaget ändrar mer än innehållet" in kommentar
    assert {"handbok/cli.py", "mkdocs.yml", "ci/granska.sh", "krok.py"} <= set(_rapport(hel, "verktyg.txt").splitlines())
    assert "rutiner/fall.md" not in _rapport(hel, "verktyg.txt")
    for fil in ("site/rutiner/fall/index.html", "site-publik/rutiner/fall/index.html"):
        assert (hel.rot / fil).is_file()
    assert {r["ruleId"] for r in json.loads(_rapport(hel, "rapport.sarif"))["runs"][0]["results"]} == {"TID001"}
    assert json.loads(_rapport(hel, "gitlab.json"))[0]["location"]["path"] == "rutiner/fall.md"
    assert ElementTree.fromstring(_rapport(hel, "junit.xml")).findall(".//failure")  # noqa: S314 -- our own file
    assert _rapport(hel, "github.txt").startswith("::error file=rutiner/fall.md")
    assert json.loads(_rapport(hel, "rapport.json"))["datum"] == DATUM


def test_det_som_stoppar_ger_1_och_vardens_befallningar_blir_text(hel: Arkiv) -> None:
    ord_ = "###vso[task.setvariable variable=PATH]ont ##[add-matcher]x ::add-mask::x"
    hel.forslag()
    hel.skriv("rutiner/fall.md", RUTIN.replace("status: gällande", f'status: "{ord_}"'))
    forslag = hel.spara()
    hel.till_malgrenen()
    hel.skriv("site/index.html", "gammal")
    svar = _skript(hel, "ci/granska.sh", forslag)
    assert svar.returncode == 1
    assert _rapport(hel, "kommentar.md").startswith("## ❌ ")
    utskrivet = svar.stdout + svar.stderr
    assert "task.setvariable" in utskrivet
    assert "##vso[" not in utskrivet
    assert "##[" not in utskrivet
    assert "::" not in utskrivet
    assert _rapport(hel, "verktyg.txt") == ""
    assert not (hel.rot / "site").exists()  # an old site is never taken for this one


def test_det_som_inte_kunde_kontrolleras_ger_2_och_ser_inte_godkant_ut(hel: Arkiv) -> None:
    hel.forslag()
    shutil.rmtree(hel.rot / "data/lagar")
    utan_lagar = hel.spara()
    (hel.rot / "docs/länk").symlink_to("../handbok")
    lankad = hel.spara()
    hel.till_malgrenen()
    for forslag, kod, rubrik, ord_ in (
        (utan_lagar, 2, "## ⛔ Kontrollerna kunde inte göras", "    handbok: data/lagar finns inte"),
        (lankad, 1, "## ⛔ Förslaget kunde inte kontrolleras", "    Förslaget kan inte kontrolleras. docs/länk är en symbolisk länk."),
        ("0" * 40, 2, "## ⛔ Förslaget kunde inte kontrolleras", "    Förslaget finns inte i arkivet."),
    ):
        assert _skript(hel, "ci/granska.sh", forslag).returncode == kod
        kommentar = _rapport(hel, "kommentar.md")
        assert kommentar.startswith(rubrik)
        assert ord_ in kommentar
        hel.till_malgrenen()


def test_bygget_ger_bada_webbplatserna_och_rapporten(hel: Arkiv) -> None:
    svar = _skript(hel, "ci/bygg.sh")
    assert svar.returncode == 0, svar.stdout + svar.stderr
    assert (hel.rot / "site/index.html").is_file()
    assert (hel.rot / "site-publik/index.html").is_file()
    assert json.loads(_rapport(hel, "gitlab.json")) == []


# --- the night ------------------------------------------------------------------------------------------------------


def test_natten_jamfor_med_forra_natten(hel: Arkiv) -> None:
    minne = hel.rot / "rapporter/minne"
    forsta = _skript(hel, "ci/natt.sh", HANDBOK_DAG="2026-11-23", HANDBOK_SMTP="$(HANDBOK_SMTP)")  # a Monday
    assert forsta.returncode == 0, forsta.stdout + forsta.stderr
    assert "Det finns ingen rapport från tidigare" in forsta.stdout
    assert json.loads((minne / "puls.json").read_text("utf-8"))["dokument"] == 2
    assert "### Veckans påminnelser" in _rapport(hel, "kommentar.md")
    (hel.rot / "rutiner/fall.md").unlink()
    hel.skriv("processer/stod.md", (hel.rot / "processer/stod.md").read_text("utf-8").replace("rutiner: [fall]", "rutin_behövs_inte: Provas"))
    andra = _skript(hel, "ci/natt.sh", HANDBOK_DAG="2026-11-24")
    assert andra.returncode == 2
    assert "Färre dokument än förra gången: 1 mot 2." in andra.stderr
    assert _rapport(hel, "kommentar.md").startswith("## ⛔ Kontrollerna kunde inte göras")
    # It does not pass by being run again.
    assert json.loads((minne / "rapport.json").read_text("utf-8"))["kontrollerat"]["dokument"] == 2
    assert json.loads((minne / "puls.json").read_text("utf-8"))["datum"] == "2026-11-23"  # beaten on Mondays, or on request
    tredje = _skript(hel, "ci/natt.sh", HANDBOK_DAG="2026-11-25", NYTT_UTGANGSLAGE="ja", PAMINN="ja")
    assert tredje.returncode == 0, tredje.stdout + tredje.stderr
    assert json.loads((minne / "rapport.json").read_text("utf-8"))["kontrollerat"]["dokument"] == 1
    puls = json.loads((minne / "puls.json").read_text("utf-8"))
    assert (puls["datum"], puls["dokument"]) == ("2026-11-25", 1)


# --- the answer on GitHub, and the publication ----------------------------------------------------------------------

HUVUD, ARKIV = "a" * 40, "skrivare/handbok"
GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$GH_LOGG"
case "$*" in
    *" -X "*) for ord in "$@"; do case $ord in body=@*) cp "${ord#body=@}" "$GH_LOGG.text" ;; esac; done ;;
    *pulls/*/files*) printf '%s\\n' "$GH_FILER" ;;
    *pulls/*) printf '%s\\n' "$GH_FORSLAG" ;;
    *comments*) printf '%s\\n' "$GH_MINA" ;;
esac
"""


@dataclass(frozen=True)
class Postlada:
    """The script that posts, with a stand-in for GitHub's own program."""

    arkiv: Arkiv

    @property
    def logg(self) -> Path:
        return self.arkiv.hemma / "logg"

    @property
    def skrivet(self) -> str | None:
        text = Path(f"{self.logg}.text")
        return text.read_text("utf-8") if text.exists() else None

    def lagg(self, nummer: bytes = b"7", kommentar: bytes = "## ✅ Inga fel\n".encode()) -> None:
        self.arkiv.skriv("kuvert/nummer", nummer)
        self.arkiv.skriv("kuvert/kommentar.md", kommentar)

    def posta(self, **mer: str) -> subprocess.CompletedProcess[str]:
        miljo = {
            "GITHUB_REPOSITORY": "kommun/handbok", "KORNING_HUVUD": HUVUD, "KORNING_ARKIV": ARKIV, "GH_LOGG": str(self.logg),
            "GH_FORSLAG": f"open {HUVUD} {ARKIV} kommun/handbok", "GH_MINA": "", "GH_FILER": "rutiner/fall.md", **mer,
        }  # fmt: skip
        return self.arkiv.kor("ci/kommentera-github.sh", "kuvert", **miljo)


def _program(arkiv: Arkiv, namn: str, text: str) -> None:
    (arkiv.hemma / namn).write_text(text, "utf-8")
    (arkiv.hemma / namn).chmod(0o755)


@pytest.fixture
def post(arkiv: Arkiv) -> Postlada:
    _program(arkiv, "gh", GH)
    postlada = Postlada(arkiv)
    postlada.lagg()
    return postlada


def test_svaret_skrivs_en_gang_och_skrivs_over(post: Postlada) -> None:
    assert post.posta().returncode == 0
    assert post.skrivet == "<!-- kvalitetshandboken: svar -->\n\n## ✅ Inga fel\n"
    assert "-X POST repos/kommun/handbok/issues/7/comments" in post.logg.read_text("utf-8")
    assert post.posta(GH_MINA="4711\n4712").returncode == 0
    assert "-X PATCH repos/kommun/handbok/issues/comments/4711" in post.logg.read_text("utf-8")


@pytest.mark.parametrize("nummer", [b"", b"0", b"7/merge", b"7 8", b"7\n8", b"../7", b"-1", b"$(id)", b"7;id", b"\xc2\xb2", b"1234567890", b"07"])
def test_ett_nummer_ar_siffror(post: Postlada, nummer: bytes) -> None:
    post.lagg(nummer=nummer)
    assert post.posta().returncode == 2
    assert not post.logg.exists()


@pytest.mark.parametrize(
    "forslag",
    [f"closed {HUVUD} {ARKIV} kommun/handbok", f"open {'b' * 40} {ARKIV} kommun/handbok", f"open {HUVUD} annan/handbok kommun/handbok", f"open {HUVUD} - kommun/handbok", ""],
)
def test_numret_ska_hora_till_korningen(post: Postlada, forslag: str) -> None:
    svar = post.posta(GH_FORSLAG=forslag)
    assert svar.returncode == 0
    assert "Ingenting skrevs." in svar.stdout
    assert post.skrivet is None


def test_svarets_text_ar_data(post: Postlada) -> None:
    post.lagg(kommentar=b"@alla se hit <!-- dolt -->\x1b[31m\xff\n$(touch ont) `id`\n")
    assert post.posta(GH_FILER=".github/workflows/granska.yml\nrutiner/fall.md").returncode == 0
    assert post.skrivet is not None
    assert "@\u200balla se hit \\<!-- dolt -->[31m\n$(touch ont) `id`\n" in post.skrivet
    assert "Då kan svaret vara påhittat." in post.skrivet
    assert not (post.arkiv.rot / "ont").exists()


@pytest.mark.parametrize("tecken", ["å", "@", "<!--", "a"])
def test_ett_langt_svar_avkortas(post: Postlada, tecken: str) -> None:
    post.lagg(kommentar=(tecken * 200_000).encode())
    assert post.posta().returncode == 0
    assert post.skrivet is not None
    assert len(post.skrivet) < 65_536
    assert post.skrivet.endswith("Hela svaret finns i körningen.\n")


def test_ett_kuvert_med_lankar_lases_inte(post: Postlada) -> None:
    kommentar = post.arkiv.rot / "kuvert/kommentar.md"
    kommentar.unlink()
    assert post.posta().returncode == 2
    kommentar.symlink_to("/etc/passwd")
    assert post.posta().returncode == 2
    assert not post.logg.exists()


RSYNC = """#!/usr/bin/env bash
printf '%s\\n' "$*" >"$RSYNC_LOGG"
for ord in "$@"; do case $ord in ssh\\ -i*) set -- $ord; cat "$3" >>"$RSYNC_LOGG"; stat -c %a "$3" >>"$RSYNC_LOGG" ;; esac; done
"""
NYCKEL = base64.b64encode(b"-----BEGIN NYCKEL-----\n").decode()


def _lagg_ut(arkiv: Arkiv, vilken: str, **mer: str) -> subprocess.CompletedProcess[str]:
    _program(arkiv, "rsync", RSYNC)
    for sajt in ("site", "site-publik"):
        for fil in ("index.html", "404.html"):
            arkiv.skriv(f"{sajt}/{fil}", "sida")
    miljo = {
        "HANDBOK_MAL_INTERN": "webb@intranat.provkommun.se:/srv/handbok", "HANDBOK_MAL_PUBLIK": "webb@www.provkommun.se:/srv/handbok",
        "HANDBOK_VARDAR": "www.provkommun.se ssh-ed25519 AAAA", "HANDBOK_NYCKEL": NYCKEL, "RSYNC_LOGG": str(arkiv.hemma / "logg"), **mer,
    }  # fmt: skip
    return arkiv.kor("ci/lagg-ut.sh", vilken, **miljo)


@pytest.mark.parametrize(("vilken", "ord_"), [("intern", "-- site/ webb@intranat."), ("publik", "-- site-publik/ webb@www.")])
def test_ratt_webbplats_laggs_ut(arkiv: Arkiv, vilken: str, ord_: str) -> None:
    svar = _lagg_ut(arkiv, vilken)
    assert svar.returncode == 0, svar.stderr
    logg = (arkiv.hemma / "logg").read_text("utf-8")
    assert ord_ in logg
    assert "StrictHostKeyChecking=yes" in logg
    assert logg.endswith("-----BEGIN NYCKEL-----\n600\n")


@pytest.mark.parametrize(
    "mer",
    [{"HANDBOK_MAL_PUBLIK": m} for m in ("", "/srv/handbok", "webb@www:/", "webb@www:/srv", "webb@www:/srv/../etc", "-oProxyCommand=id:/srv/x", "webb@www:/srv/a b", "webb@www:srv/x")]
    + [{"HANDBOK_MAL_PUBLIK": "webb@intranat.provkommun.se:/srv/handbok/"}, {"HANDBOK_VARDAR": ""}, {"HANDBOK_NYCKEL": ""}, {"HANDBOK_NYCKEL": "$(HANDBOK_NYCKEL)"}],
)  # fmt: skip
def test_en_fel_installning_lagger_inte_ut(arkiv: Arkiv, mer: dict[str, str]) -> None:
    svar = _lagg_ut(arkiv, "publik", **mer)
    assert svar.returncode == 2
    assert svar.stderr
    assert not (arkiv.hemma / "logg").exists()


def test_en_tom_webbplats_laggs_inte_ut(arkiv: Arkiv) -> None:
    assert _lagg_ut(arkiv, "annat").returncode == 2
    (arkiv.rot / "site-publik/404.html").unlink()
    _program(arkiv, "rsync", RSYNC)
    svar = arkiv.kor("ci/lagg-ut.sh", "publik", HANDBOK_MAL_PUBLIK="webb@www.provkommun.se:/srv/handbok")
    assert svar.returncode == 2
    assert "site-publik är ingen byggd webbplats." in svar.stderr

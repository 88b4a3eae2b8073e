"""Earlier versions of documents, from git, in one pass: a log of which texts there were, then those texts."""

import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from handbok.inlasning.dokument import las_dokument
from handbok.inlasning.filer import LasFelUndantag, till_text
from handbok.lankar import utan_brutna
from handbok.modell import Dokument, Handbok, InteKontrollerat, Tidigare

LANGST_SEKUNDER = 60
MAPPAR = ("processer", "rutiner")


class GitSaknas(Exception):
    """Git cannot answer; the message says why, in Swedish."""


def med_historik(handbok: Handbok, rot: Path, bas: str | None = None) -> Handbok:
    """The handbook with what git knows: for each gällande document the body as it was decided, and for each
    beslutad one the version in force until it begins. With `bas`, decided bodies are those of that revision.

    Raises:
        GitSaknas: `bas` is given and git does not know it.
    """
    beslutade = [d for d in handbok.dokument if d.lage(handbok.datum) == "beslutad"]
    try:
        versioner = _versioner(rot, handbok)
        texter = {d.id: t for d in handbok.dokument if (t := _beslutad_text(d, versioner.get(d.id, ()))) is not None}
    except GitSaknas as orsak:
        if bas:
            raise
        vad = "vilken version som gäller nu"
        return replace(
            handbok, historik_okand=str(orsak), tidigare={d.id: Tidigare(None, str(orsak)) for d in beslutade},
            inte_kontrollerat=(*handbok.inte_kontrollerat, *(InteKontrollerat(d.fil, vad, str(orsak)) for d in beslutade)),
        )  # fmt: skip
    if bas:
        texter = {d.id: t for d in handbok.dokument if (t := _text_i_bas(d, rot, bas)) is not None}
    tidigare = {d.id: Tidigare(_i_kraft_nu(d, versioner.get(d.id, ()), handbok), None) for d in beslutade}
    return replace(handbok, tidigare=tidigare, beslutade_texter=texter, historik_okand=None)


def _beslutad_text(dok: Dokument, versioner: Iterable[Dokument]) -> str | None:
    """The body in the commit where this version was first gällande; None where no commit holds it yet."""
    return next((v.text for v in versioner if v.status == "gällande" and v.version == dok.version), None)


def _i_kraft_nu(dok: Dokument, versioner: Iterable[Dokument], handbok: Handbok) -> Dokument | None:
    """The newest committed version that is in force on the day; None where the document never was."""
    alla = [v for v in versioner if v.i_kraft(handbok.datum) and v.version != dok.version]
    if not alla:
        return None
    return replace(alla[-1], fil=dok.fil, text=utan_brutna(alla[-1].text, dok.fil, handbok.filer))


def _text_i_bas(dok: Dokument, rot: Path, bas: str) -> str | None:
    try:
        i_bas = las_dokument(till_text(_git(rot, "show", f"{bas}:./{dok.fil}")), dok.fil)
    except (GitSaknas, LasFelUndantag):
        return None
    passar = isinstance(i_bas, Dokument) and i_bas.status == "gällande" and i_bas.version == dok.version
    return i_bas.text if isinstance(i_bas, Dokument) and passar else None


def _versioner(rot: Path, handbok: Handbok) -> Mapping[str, tuple[Dokument, ...]]:
    """Every committed version of each document, oldest first, by id: a document may have moved between folders."""
    if _git(rot, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise GitSaknas("Git-historiken är avklippt. Hämta hela historiken: git fetch --unshallow.")
    blobbar: dict[str, list[str]] = {}
    namn: dict[str, str] = {}
    for rad in _git(rot, "log", "--reverse", "--format=", "--raw", "--no-abbrev", "--no-renames", "-m",
                    "--first-parent", "--relative", "--", *MAPPAR).decode("utf-8", "replace").splitlines():  # fmt: skip
        traff = re.fullmatch(r":\d+ \d+ \w+ (\w+) \w\t(.+\.md)", rad)
        if traff and set(traff[1]) != {"0"}:
            id_ = traff[2].rsplit("/", 1)[-1].removesuffix(".md")
            blobbar.setdefault(id_, []).append(traff[1])
            namn[traff[1]] = traff[2]
    andrade = _andrade(rot)
    # A text that was committed once and stands so today has no history to read.
    behovs = [b for d in handbok.dokument for b in blobbar.get(d.id, ()) if len(blobbar[d.id]) > 1 or d.fil in andrade]
    lasta = {b: v for b, text in _innehall(rot, behovs).items() if (v := _version(text, namn[b]))}
    return {id_: tuple(lasta[b] for b in alla if b in lasta) for id_, alla in blobbar.items()}


def _andrade(rot: Path) -> set[str]:
    """Files that differ from the last commit."""
    ut = _git(rot, "diff", "--name-only", "--relative", "-z", "HEAD", "--", *MAPPAR)
    return set(ut.decode("utf-8", "replace").split("\0"))


def _version(ra: bytes, fil: str) -> Dokument | None:
    try:
        dok = las_dokument(till_text(ra), fil)
    except LasFelUndantag:
        return None
    return dok if isinstance(dok, Dokument) else None


def _innehall(rot: Path, blobbar: list[str]) -> Mapping[str, bytes]:
    """The texts of many blobs through one process."""
    unika = list(dict.fromkeys(blobbar))
    if not unika:
        return {}
    ut = _git(rot, "cat-file", "--batch", indata="\n".join(unika).encode() + b"\n")
    svar: dict[str, bytes] = {}
    plats = 0
    while plats < len(ut):
        huvud, _, _ = ut[plats:].partition(b"\n")
        sha, _, langd = huvud.decode().split()
        start = plats + len(huvud) + 1
        svar[sha] = ut[start : start + int(langd)]
        plats = start + int(langd) + 1
    return svar


def _git(rot: Path, *argument: str, indata: bytes | None = None) -> bytes:
    try:
        return subprocess.run(  # noqa: S603 -- fixed command, paths after --
            ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-C", str(rot), *argument],  # noqa: S607 -- git from the user's PATH is meant
            check=True, capture_output=True, timeout=LANGST_SEKUNDER, input=indata,
        ).stdout  # fmt: skip
    except FileNotFoundError as fel:
        raise GitSaknas("Programmet git finns inte på datorn.") from fel
    except subprocess.TimeoutExpired as fel:
        raise GitSaknas("Git svarade inte i tid.") from fel
    except subprocess.CalledProcessError as fel:
        raise GitSaknas("Handboken ligger inte i ett git-arkiv med historik.") from fel

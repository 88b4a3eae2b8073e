"""Earlier versions of documents and reports, from git: one log of which texts there were, then those texts."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha1
from pathlib import Path
from typing import Any

from handbok.adresser import dokument_id
from handbok.inlasning import REGISTER, uppgifter
from handbok.inlasning.dokument import las_dokument, las_sida
from handbok.inlasning.filer import STORSTA_TEXT, LasFelUndantag, las_bytes, till_text
from handbok.inlasning.tabeller import las_rader
from handbok.lankar import utan_brutna
from handbok.modell import Berattelse, Dokument, Faststalld, Handbok, InteKontrollerat, Sida, Tidigare
from handbok.utveckling import Version, utveckling

LANGST_SEKUNDER = 60
MAPPAR = ("processer", "rutiner")
BERATTELSER = "docs/kvalitetsberattelse"
ORGANISATION, REGISTERFILER = "data/organisation.yml", tuple(f"data/register/{namn}.yml" for namn in REGISTER)
AVKLIPPT = "Git-historiken är avklippt. Hämta hela historiken: git fetch --unshallow."
# An archive's own settings may name programs to run, and servers to ask for what it lacks.
_OFARLIGT = ("-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
_UTAN_NAT = {"GIT_ALLOW_PROTOCOL": "inget", "GIT_NO_LAZY_FETCH": "1"}


class GitSaknas(Exception):
    """Git cannot answer; the message says why, in Swedish."""


def med_historik(handbok: Handbok, rot: Path, bas: str | None = None) -> Handbok:
    """The handbook with what git knows: for each gällande document the body as it was decided, and for each
    beslutad one the version in force until it begins; for each adopted report what has changed since. With `bas`,
    what was decided is what that revision holds.

    Raises:
        GitSaknas: `bas` is given and git does not know it.
    """
    beslutade = [d for d in handbok.dokument if d.lage(handbok.datum) == "beslutad"]
    framsidor = {p: b for p, b in handbok.berattelser.items() if b.status == "gällande"}
    i_bas: Mapping[str, str] | None = None
    if bas:
        commit = _revision(rot, bas)
        i_bas = _texter_i_bas(rot, handbok, commit)
        faststallda = _faststallda(rot, framsidor, _framsidor_i(rot, commit, framsidor))
    try:
        logg = _logg(rot, _namn(framsidor))
        versioner = _versioner(rot, handbok, logg)
        if not bas:
            faststallda = _faststallda(rot, framsidor, logg)
    except GitSaknas as orsak:
        okanda = (InteKontrollerat(d.fil, "vilken version som gäller nu", str(orsak)) for d in beslutade)
        return replace(
            handbok, historik_okand=str(orsak) if i_bas is None else None, beslutade_texter=i_bas or {},
            faststallda=faststallda if bas else {},
            tidigare={d.id: Tidigare(None, str(orsak)) for d in beslutade},
            inte_kontrollerat=(*handbok.inte_kontrollerat, *okanda),
        )  # fmt: skip
    lasta = {id_: [v.dokument for v in alla if v.dokument] for id_, alla in versioner.items()}
    beslutade_texter = ((d, _beslutad_text(d, lasta.get(d.id, ()))) for d in handbok.dokument)
    texter = {d.id: t for d, t in beslutade_texter if t is not None and t is not d.text}
    tidigare = {d.id: Tidigare(_i_kraft_nu(d, lasta.get(d.id, ()), handbok), None) for d in beslutade}
    return replace(
        handbok, tidigare=tidigare, beslutade_texter=texter if i_bas is None else i_bas, faststallda=faststallda,
        historik_okand=None, utveckling=utveckling(versioner.values(), handbok.datum),
    )  # fmt: skip


def _beslutad_text(dok: Dokument, versioner: Iterable[Dokument]) -> str | None:
    """The body in the commit where this version was first gällande; None where no commit holds it yet."""
    return next((v.text for v in versioner if v.status == "gällande" and v.version == dok.version), None)


def _i_kraft_nu(dok: Dokument, versioner: Iterable[Dokument], handbok: Handbok) -> Dokument | None:
    """The newest committed version that is in force on the day; None where the document never was."""
    alla = [v for v in versioner if v.i_kraft(handbok.datum) and v.version != dok.version]
    if not alla:
        return None
    return replace(alla[-1], fil=dok.fil, text=utan_brutna(alla[-1].text, dok.fil, handbok.filer))


def sparade(vag: Path) -> tuple[bytes, ...]:
    """Every text that git has of a file, in any branch and in the index. None where there is no archive.

    Raises:
        GitSaknas: there is an archive, but it does not hold everything or gives no answer.
    """
    mapp, namn = vag.resolve().parent, vag.resolve().name
    try:
        avklippt = _git(mapp, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitSaknas:
        return ()
    if avklippt:
        raise GitSaknas(AVKLIPPT)
    logg = ("log", "--all", "--format=", "--raw", "--no-abbrev", "--no-renames", "-m")
    historia = _git(mapp, "--literal-pathspecs", *logg, "--", namn).decode("utf-8", "replace").splitlines()
    index = _git(mapp, "--literal-pathspecs", "ls-files", "--stage", "--", namn).decode("utf-8", "replace").splitlines()
    blobbar = [rad.split()[3] for rad in historia if rad.startswith(":")] + [rad.split()[1] for rad in index]
    return tuple(_innehall(mapp, [b for b in blobbar if b.strip("0")]).values())


def _revision(rot: Path, bas: str) -> str:
    """The commit that a user names."""
    try:
        svar = _git(rot, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{bas}^{{commit}}")
    except GitSaknas as fel:
        raise GitSaknas(f"Git känner inte till versionen {bas}.") from fel
    return svar.decode().strip()


def _texter_i_bas(rot: Path, handbok: Handbok, commit: str) -> Mapping[str, str]:
    """The bodies of that revision, of documents that are gällande there at the version they have now."""
    blobbar: dict[str, str] = {}
    for fil, blob in _trad(rot, commit, *MAPPAR).items():
        if fil.endswith(".md"):
            blobbar[dokument_id(fil)] = blob
    innehall = _innehall(rot, [blobbar[d.id] for d in handbok.dokument if d.id in blobbar])
    i_bas = {d.id: _version(innehall.get(blobbar.get(d.id, ""), b""), d.fil) for d in handbok.dokument}
    return {
        d.id: v.text
        for d in handbok.dokument
        if (v := i_bas[d.id]) and v.status == "gällande" and v.version == d.version
    }


@dataclass(frozen=True, slots=True)
class _Rad:
    """A commit in which a file got the text of a blob, or was removed (no blob). The day is the committer's own; in a
    revision that was named there is none."""

    commit: str
    blob: str
    fil: str
    dag: date = date.min


def _logg(rot: Path, framsidor: Iterable[str]) -> list[_Rad]:
    """Every text that a document, or one of these pages, has had, oldest first."""
    if _git(rot, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise GitSaknas(AVKLIPPT)
    svar: list[_Rad] = []
    commit, dag = "", date.min
    val = ("--reverse", "--format=%H %cs", "--raw", "--no-abbrev", "--no-renames", "-m", "--first-parent", "--relative")
    for rad in _git(rot, "log", *val, "--", *MAPPAR, *framsidor).decode("utf-8", "replace").splitlines():
        traff = re.fullmatch(r":\d+ \d+ \w+ (\w+) \w\t(.+\.md)", rad)
        if traff:
            svar.append(_Rad(commit, traff[1].strip("0") and traff[1], traff[2], dag))
        elif traff := re.fullmatch(r"(\w{40,}) (\d{4}-\d\d-\d\d)", rad):
            commit, dag = traff[1], date.fromisoformat(traff[2])
    return svar


def _namn(perioder: Iterable[str]) -> dict[str, str]:
    """The files that a report's front may stand in, with its period."""
    return {f"{BERATTELSER}/{p}{slut}.md": p for p in perioder for slut in ("", "/index")}


def _framsidor_i(rot: Path, commit: str, perioder: Iterable[str]) -> list[_Rad]:
    """The fronts of reports as they stand in one revision."""
    namn = _namn(perioder)
    return [_Rad(commit, blob, fil) for fil, blob in _trad(rot, commit, *namn).items()] if namn else []


def _trad(rot: Path, commit: str, *filer: str) -> dict[str, str]:
    """The blob of each file of a revision, among these files and folders."""
    lista = _git(rot, "ls-tree", "-r", "-z", commit, "--", *filer).decode("utf-8", "replace")
    traffar = (re.fullmatch(r"\d+ blob (\w+)\t(.+)", rad, re.DOTALL) for rad in lista.split("\0"))
    return {t[2]: t[1] for t in traffar if t}


def _faststallda(rot: Path, framsidor: Mapping[str, Berattelse], logg: Iterable[_Rad]) -> Mapping[str, Faststalld]:
    """For each report that is gällande, what has changed since it was adopted; one never committed so is left out."""
    namn = _namn(framsidor)
    rader = [r for r in logg if r.fil in namn and r.blob]
    innehall = _innehall(rot, [r.blob for r in rader]) if rader else {}
    forsta: dict[str, str] = {}
    samma: dict[str, str] = {}
    for r in rader:
        sida = _sida(innehall.get(r.blob, b""), r.fil)
        if sida and sida.berattelse and sida.berattelse.status == "gällande":
            period = namn[r.fil]
            forsta.setdefault(period, r.commit)
            if sida.berattelse.version == framsidor[period].version:
                samma.setdefault(period, r.commit)
    return {p: _sedan(rot, p, commit, samma.get(p)) for p, commit in forsta.items()}


def _sedan(rot: Path, period: str, forsta: str, samma: str | None) -> Faststalld:
    """What differs today from the tables of the first commit, and from the pages and registers of the one where this
    version began."""
    sidmapp = (f"{BERATTELSER}/{period}", f"{BERATTELSER}/{period}.md")
    da = _trad(rot, samma, *sidmapp, *REGISTERFILER, ORGANISATION) if samma else {}
    sidor = {fil: blob for fil, blob in da.items() if fil.startswith(sidmapp) and fil.endswith(".md")}
    register = {fil: blob for fil, blob in da.items() if fil not in sidor and not fil.startswith(BERATTELSER)}
    csvfil = re.compile(rf"data/{period}/[^/]+\.csv")
    tabeller = {fil: blob for fil, blob in _trad(rot, forsta, f"data/{period}").items() if csvfil.fullmatch(fil)}
    alla = sidor | tabeller | register
    andrade = {fil: blob for fil, blob in alla.items() if not _ar(rot, fil, blob)}
    innehall = _innehall(rot, list(andrade.values())) if andrade else {}
    fore = {fil: innehall.get(blob, b"") for fil, blob in andrade.items()}
    lasta = {fil: _uppgifter(innehall.get(blob), fil) for fil, blob in register.items() if fil in fore}
    return Faststalld(
        {fil: sida.text for fil in sidor if fil in fore and (sida := _sida(fore[fil], fil))},
        {fil: _rutor(fore[fil]) for fil in tabeller if fil in fore}, frozenset(sidor),
        {fil: poster for fil in REGISTERFILER if (poster := lasta.get(fil)) is not None},
        lasta.get(ORGANISATION), frozenset(fil for fil, svar in lasta.items() if svar is None),
    )  # fmt: skip


def _uppgifter(ra: bytes | None, fil: str) -> Any:
    """The entries of a register, or the organisation; None where today's schema does not take them."""
    namn = Path(fil).stem
    bygg = uppgifter.organisation if fil == ORGANISATION else partial(uppgifter.registerposter, namn=namn)
    try:
        svar = None if ra is None else uppgifter.las_uppgifter(ra, fil, namn, bygg)
    except LasFelUndantag:
        return None
    return None if isinstance(svar, list) else svar


def _sida(ra: bytes, fil: str) -> Sida | None:
    try:
        sida = las_sida(till_text(ra), fil)
    except LasFelUndantag:
        return None
    return sida if isinstance(sida, Sida) else None


def _rutor(ra: bytes) -> tuple[tuple[str, ...], ...]:
    try:
        return tuple(tuple(falt) for _, falt in las_rader(ra))
    except LasFelUndantag:
        return ()


def _versioner(rot: Path, handbok: Handbok, logg: Iterable[_Rad]) -> Mapping[str, tuple[Version, ...]]:
    """Every committed version of each document, oldest first, by id: a document may have moved between folders."""
    spar = _spar(logg)
    namn = {r.blob: r.fil for alla in spar.values() for r in alla}
    lasta: dict[str, Dokument] = {}
    behovs: list[str] = []
    for id_, alla in spar.items():
        d, blobbar = handbok.hitta(id_), [r.blob for r in alla if r.blob]
        if d and blobbar and _ar(rot, d.fil, blobbar[-1]):
            lasta[blobbar.pop()] = d
        behovs += blobbar
    lasta |= {b: v for b, text in _innehall(rot, behovs).items() if (v := _version(text, namn[b]))}
    return {id_: tuple(Version(r.dag, lasta.get(r.blob), not r.blob) for r in alla) for id_, alla in spar.items()}


def _spar(logg: Iterable[_Rad]) -> Mapping[str, list[_Rad]]:
    """What became of each document, by id. One commit may move it: remove and add it, in either order."""
    spar: dict[str, list[_Rad]] = {}
    for r in logg:
        if not r.fil.startswith(MAPPAR):
            continue
        alla = spar.setdefault(dokument_id(r.fil), [])
        samma = alla and alla[-1].commit == r.commit
        if samma and not r.blob:
            continue
        if samma and not alla[-1].blob:
            alla.pop()
        alla.append(r)
    return spar


def _ar(rot: Path, fil: str, blob: str) -> bool:
    """Whether a file holds the text of a blob. Git itself would run the filters that an archive's settings name."""
    try:
        ra = las_bytes(rot, fil)
    except LasFelUndantag:
        return False
    texter = (ra, ra.replace(b"\r\n", b"\n"))
    return any(sha1(b"blob %d\0%b" % (len(t), t), usedforsecurity=False).hexdigest() == blob for t in texter)


def _version(ra: bytes, fil: str) -> Dokument | None:
    try:
        dok = las_dokument(till_text(ra), fil)
    except LasFelUndantag:
        return None
    return dok if isinstance(dok, Dokument) else None


def _innehall(rot: Path, blobbar: list[str]) -> Mapping[str, bytes]:
    """The texts of many blobs through one process; none larger than a file may be."""
    storlekar = [rad.split() for rad in _git(rot, "cat-file", "--batch-check", indata=_rader(blobbar)).splitlines()]
    if any(len(delar) != 3 for delar in storlekar):
        raise GitSaknas("Git-historiken är skadad eller inte hel.")
    lagom = [sha.decode() for sha, _, langd in storlekar if int(langd) <= STORSTA_TEXT]
    ut = _git(rot, "cat-file", "--batch", indata=_rader(lagom))
    svar: dict[str, bytes] = {}
    plats = 0
    while plats < len(ut):
        start = ut.index(b"\n", plats) + 1
        sha, _, langd = ut[plats:start].decode().split()
        svar[sha] = ut[start : start + int(langd)]
        plats = start + int(langd) + 1
    return svar


def _rader(blobbar: list[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in dict.fromkeys(blobbar)).encode()


def _git(rot: Path, *argument: str, indata: bytes | None = None) -> bytes:
    try:
        return subprocess.run(  # noqa: S603 -- fixed command, paths after --
            ["git", *_OFARLIGT, "-C", str(rot), *argument],  # noqa: S607 -- git from the user's PATH is meant
            check=True, capture_output=True, timeout=LANGST_SEKUNDER, input=indata, env={**os.environ, **_UTAN_NAT},
        ).stdout  # fmt: skip
    except FileNotFoundError as fel:
        raise GitSaknas("Programmet git finns inte på datorn.") from fel
    except subprocess.TimeoutExpired as fel:
        raise GitSaknas("Git svarade inte i tid.") from fel
    except subprocess.CalledProcessError as fel:
        raise GitSaknas("Handboken ligger inte i ett git-arkiv med historik.") from fel

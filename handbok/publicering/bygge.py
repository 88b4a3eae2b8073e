"""Starts the site generator as a process of its own; the core knows no more of it than this."""

import os
import pickle
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from datetime import time as klockslag
from pathlib import Path

from handbok.lagesbild import Lagesbild
from handbok.modell import Handbok
from handbok.sopning import utan_sopning


class Byggfel(Exception):
    """The site could not be built; what the generator said is already printed."""


def _miljo(datum: date | None, *, publik: bool, last: str = "") -> Mapping[str, str]:
    miljo = {**os.environ, "HANDBOK_PUBLIK": "true" if publik else "false", "HANDBOK_LAST": last, "PYTHONUTF8": "1",
             "NO_MKDOCS_2_WARNING": "true"}  # fmt: skip
    if datum:
        # The sitemap and its archive carry a time; with a given day every byte is the same.
        middag = datetime.combine(datum, klockslag(12), UTC)
        miljo |= {"HANDBOK_DATUM": datum.isoformat(), "SOURCE_DATE_EPOCH": str(int(middag.timestamp()))}
    return miljo


@utan_sopning()
def overlamnad() -> tuple[Handbok, Lagesbild] | None:
    """The handbook as the command that started this process has read and checked it, and what state the rules found
    it in; None where none did.

    What is published is then what was checked, and it is read once.
    """
    fil = os.environ.get("HANDBOK_LAST")
    svar: tuple[Handbok, Lagesbild] | None = pickle.loads(Path(fil).read_bytes()) if fil else None  # noqa: S301 -- written by `bygg` below
    return svar


def bygg(
    rot: Path, ut: Path, handbok: Handbok, bild: Lagesbild, *, publik: bool,
    granska: Callable[[Path], None] | None = None,
) -> None:  # fmt: skip
    """Builds the site of `handbok`, which has no finding that stops it, into `ut`, whole or not at all: what stood
    there is replaced only by a finished build. `granska` looks at it first and may raise to keep it from its place.

    Raises:
        Byggfel: `ut` holds something else than a site, or the generator failed or warned (the build is strict).
    """
    ut = ut.absolute()
    _far_ersattas(ut, rot)
    ut.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{ut.name}-", dir=ut.parent) as arbete:
        ny, last = Path(arbete) / "ny", Path(arbete) / "handbok.pickle"
        last.write_bytes(pickle.dumps((handbok, bild), pickle.HIGHEST_PROTOCOL))
        svar = subprocess.run(  # noqa: S603 -- fixed command
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(ny)],
            cwd=rot, env=_miljo(handbok.datum, publik=publik, last=str(last)), check=False,
        )  # fmt: skip
        if svar.returncode:
            raise Byggfel("Webbplatsen kunde inte byggas. Orsaken står ovanför.")
        if granska:
            granska(ny)
        ny.chmod(0o755)
        gammal = Path(arbete) / "gammal"
        if ut.exists():
            ut.rename(gammal)
        try:
            ny.rename(ut)
        except OSError:
            if gammal.exists():
                gammal.rename(ut)
            raise


def textfiler(ut: Path) -> dict[str, str]:
    """The pages, indexes and maps of a built site, by path."""
    svar = {}
    for fil in sorted(ut.rglob("*")):
        if fil.suffix in (".html", ".json", ".xml"):
            svar[fil.relative_to(ut).as_posix()] = fil.read_text("utf-8")
    return svar


def _far_ersattas(ut: Path, rot: Path) -> None:
    """A build replaces a folder with all that is in it: only an empty one, or a site."""
    if rot.resolve().is_relative_to(ut.resolve()):
        raise Byggfel(f"Handboken ligger i {ut}. Välj en annan mapp för webbplatsen.")
    if ut.is_symlink() or (ut.exists() and not ut.is_dir()):
        raise Byggfel(f"{ut} är ingen vanlig mapp. Välj en annan mapp för webbplatsen.")
    if ut.exists() and any(ut.iterdir()) and not (ut / "404.html").is_file():
        raise Byggfel(f"{ut} innehåller annat än en webbplats, och skulle skrivas över. Välj en tom eller ny mapp.")


def visa(rot: Path, adress: str, datum: date | None, *, publik: bool) -> None:
    """Serves the site with live reload of content, and starts anew when the tool's own code changes."""
    _ledig(adress)
    kod = [rot / "handbok", rot / "macros", rot / "mkdocs.yml", rot / "schemas"]
    while True:
        process = subprocess.Popen(  # noqa: S603 -- fixed command
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", adress],
            cwd=rot, env=_miljo(datum, publik=publik),
        )  # fmt: skip
        fore = _tider(kod)
        try:
            while process.poll() is None and _tider(kod) == fore:
                time.sleep(1)
        finally:
            process.terminate()
            process.wait(timeout=10)
        if _tider(kod) == fore:
            if process.returncode > 0:
                raise Byggfel("Webbplatsen kunde inte visas. Orsaken står ovanför.")
            return


def _ledig(adress: str) -> None:
    """Says in Swedish what the generator would say with a traceback: the port is taken, or is none."""
    vard, _, port = adress.rpartition(":")
    try:
        with socket.create_server((vard, int(port))):
            pass
    except (ValueError, OverflowError) as fel:
        raise Byggfel(f"{adress} är ingen adress. Skriv till exempel 127.0.0.1:8000.") from fel
    except OSError as fel:
        raise Byggfel(f"{adress} är upptagen eller går inte att använda. Välj en annan med --adress.") from fel


def _tider(kod: list[Path]) -> dict[str, float]:
    filer = [f for k in kod for f in (k.rglob("*") if k.is_dir() else [k]) if f.suffix in (".py", ".yml", ".json")]
    return {str(f): f.stat().st_mtime for f in filer}

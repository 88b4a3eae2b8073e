"""A site built in a test, and a small checker that reads what came out."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from tests.conftest import DATUM, Provbok, Svar

ROT = Path(__file__).resolve().parents[1]
VARD = "https://kvalitet.exempelkommun.se/"


def byggbar(bok: Provbok) -> Provbok:
    """The test's handbook with the repository's own mkdocs.yml (but its menu) and macros, and a first page."""
    inst = re.sub(r"^nav:\n(?:[ #].*\n|\n)+", "", (ROT / "mkdocs.yml").read_text("utf-8"), flags=re.MULTILINE)
    assert "\nnav:" not in inst
    bok.skriv("mkdocs.yml", inst.encode())
    shutil.copytree(
        ROT / "macros", bok.rot / "macros", ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
    )
    return bok.skriv("docs/index.md", "# Start\n\nVälkommen.\n")


def mkdocs(rot: Path, ut: Path, *, strikt: bool = True, **miljo: str) -> Svar:
    """`mkdocs build` as an author runs it."""
    svar = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strikt else []), "--site-dir", str(ut)],
        cwd=rot, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "HANDBOK_DATUM": DATUM, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **miljo},
    )  # fmt: skip
    return Svar(svar.returncode, svar.stdout, svar.stderr)


def las_sidor(sajt: Path) -> Mapping[str, html.HtmlElement]:
    """Every page by its path in the site."""
    return {
        fil.relative_to(sajt).as_posix(): html.document_fromstring(fil.read_text("utf-8"))
        for fil in sorted(sajt.rglob("*.html"))
    }


def alla_texter(sajt: Path) -> Iterator[tuple[str, str]]:
    """Every file's path and content, archives unpacked: what anyone can read of the site."""
    for fil in sorted(f for f in sajt.rglob("*") if f.is_file()):
        ra = fil.read_bytes()
        yield (
            fil.relative_to(sajt).as_posix(),
            (gzip.decompress(ra) if fil.suffix == ".gz" else ra).decode("utf-8", "replace"),
        )


def brutna(sajt: Path, sidor: Mapping[str, html.HtmlElement]) -> list[str]:
    """Links, pictures, styles and scripts of the site that lead nowhere, and ids that stand twice on a page."""
    ids = {namn: [str(i) for i in sida.xpath("//@id")] for namn, sida in sidor.items()}
    fel = [f"{namn}: id {i} står {n} gånger" for namn, alla in ids.items() for i, n in Counter(alla).items() if n > 1]
    for namn, sida in sidor.items():
        for _, _, lank, _ in sida.iterlinks():
            mal = urlsplit(urljoin(VARD + namn.removesuffix("index.html"), lank))
            if mal.scheme not in ("http", "https") or mal.netloc != urlsplit(VARD).netloc:
                continue
            fil = unquote(mal.path).lstrip("/")
            fil += "index.html" if not fil or fil.endswith("/") else ""
            if not (sajt / fil).is_file():
                fel.append(f"{namn}: {lank} finns inte")
            elif mal.fragment and fil in ids and unquote(mal.fragment) not in ids[fil]:
                fel.append(f"{namn}: {lank} saknar ankaret")
    return fel

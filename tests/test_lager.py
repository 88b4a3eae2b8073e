"""The direction of imports: a module imports only from rows above its own, and only macros/ imports mkdocs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import handbok

ROT = Path(handbok.__file__).parent
RADER = [rad.split() for rad in re.findall(r"^    (\w+(?: \w+)*)  ", handbok.__doc__ or "", re.MULTILINE)]
NIVA = {namn: i for i, namnen in enumerate(RADER) for namn in namnen}


def _importer(fil: Path) -> Iterator[str]:
    for nod in ast.walk(ast.parse(fil.read_text("utf-8"))):
        if isinstance(nod, ast.ImportFrom) and nod.module:
            yield nod.module
            if nod.module == "handbok":
                yield from (f"handbok.{n.name}" for n in nod.names)
        elif isinstance(nod, ast.Import):
            yield from (n.name for n in nod.names)


def _rad(modul: str) -> str:
    return modul.split(".")[1] if "." in modul else ""


def test_varje_modul_star_i_listan_over_lager() -> None:
    moduler = {f.stem if f.is_file() else f.name for f in ROT.iterdir() if not f.name.startswith(("__", "."))}
    assert moduler == set(NIVA)


def test_en_modul_importerar_bara_fran_rader_ovanfor() -> None:
    fel = []
    for fil in ROT.rglob("*.py"):
        egen = fil.relative_to(ROT).parts[0].removesuffix(".py")
        for modul in _importer(fil):
            annan = _rad(modul) if modul.startswith("handbok.") else ""
            if annan and annan != egen and egen in NIVA and NIVA[annan] >= NIVA[egen]:
                fel.append(f"{fil.relative_to(ROT)} importerar {modul}")
    assert fel == []


def test_bara_macros_importerar_mkdocs() -> None:
    fel = [f"{f.name}: {m}" for f in ROT.rglob("*.py") for m in _importer(f) if m.split(".")[0] in ("mkdocs", "macros")]
    assert fel == []

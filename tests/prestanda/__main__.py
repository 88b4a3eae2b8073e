"""`make prestanda`: whole processes timed beside something known, in the same run, as a Markdown table.

    python -m tests.prestanda [--antal 300 3000] [--korningar 3] [--utan-bygge]

Nothing here passes or fails: it is read by people. Ratios are what to compare; seconds differ between machines.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from handbok.inlasning.scheman import schema
from tests.prestanda.jamforelser import skriv_sidhuvuden, skriv_vanlig_sajt
from tests.prestanda.matning import Kommando, Matt, mat
from tests.prestanda.stor_handbok import skriv_handbok

DATUM = "2026-11-21"
PROJEKT = Path(__file__).parents[2]
MILJO = {"HANDBOK_DATUM": DATUM, "NO_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}


def _kontroller(arbete: Path, antal: int, korningar: int) -> dict[str, Matt]:
    bok, huvuden = arbete / f"bok-{antal}", arbete / f"huvuden-{antal}"
    skriv_handbok(bok, antal)
    skriv_sidhuvuden(bok, huvuden)
    handbok = (sys.executable, "-m", "handbok", "kontrollera", "--rot", str(bok), "--datum", DATUM)
    filer = tuple(sorted(f.name for f in (huvuden / "json").iterdir()))
    # Written out in one piece: check-jsonschema looks for relative references in the folder it stands in.
    helt_schema = huvuden / "dokument.schema.json"
    helt_schema.write_text(json.dumps(schema("dokument")), "utf-8")
    kommandon = {
        "handbok kontrollera, alla regler": Kommando(handbok, PROJEKT, frozenset({0, 1})),
        "handbok kontrollera, bara sidhuvuden (META)": Kommando((*handbok, "--valj", "META"), PROJEKT, frozenset({0, 1})),
        "check-jsonschema, samma sidhuvuden": Kommando(
            (str(Path(sys.executable).parent / "check-jsonschema"), "--schemafile", str(helt_schema), *filer), huvuden / "json"
        ),
    }
    return mat(kommandon, korningar, MILJO)


def _byggen(arbete: Path, antal: int, korningar: int) -> dict[str, Matt]:
    bok, vanlig = arbete / f"bok-{antal}", arbete / f"vanlig-{antal}"
    skriv_vanlig_sajt(bok, vanlig)
    bygg = (sys.executable, "-m", "mkdocs", "build")
    kommandon = {
        "handbokens sajt (mkdocs build)": Kommando((*bygg, "--site-dir", str(arbete / "ut-var")), bok),
        "vanlig mkdocs-material, samma sidor": Kommando((*bygg, "--site-dir", str(arbete / "ut-vanlig")), vanlig),
    }
    return mat(kommandon, korningar, MILJO)


def _tabell(matt: dict[str, Matt]) -> Iterator[str]:
    """A row per command; the last one is what the others are compared with."""
    mot = list(matt.values())[-1]
    yield "| kommando | sekunder | processortid | minne | processortid mot sista raden |"
    yield "|---|---:|---:|---:|---:|"
    for namn, m in matt.items():
        yield f"| {namn} | {m.tid:.1f} | {m.cpu:.1f} | {m.minne:.0f} MB | {m.cpu / mot.cpu:.2f} |".replace(".", ",")


def _delar(vad: str, rot: Path) -> Iterator[str]:
    svar = subprocess.run(
        [sys.executable, "-m", "tests.prestanda.delar", vad, str(rot), DATUM], cwd=PROJEKT, capture_output=True, text=True,
        check=True, env={**os.environ, **MILJO},
    )  # fmt: skip
    tider = json.loads(svar.stdout.splitlines()[-1])
    yield "| del | sekunder |\n|---|---:|"
    for del_, tid in sorted(tider.items(), key=lambda d: -d[1]):
        yield f"| {del_} | {tid:.2f} |".replace(".", ",")


def _rapport(val: argparse.Namespace, arbete: Path) -> Iterator[str]:
    yield f"Python {platform.python_version()}, {os.cpu_count()} kärnor. Median av {val.korningar} körningar."
    for antal in val.antal:
        yield f"\n## Kontroll av {antal} dokument\n"
        yield from _tabell(_kontroller(arbete, antal, val.korningar))
        yield f"\nVart tiden går, {antal} dokument:\n"
        yield from _delar("kontrollera", arbete / f"bok-{antal}")
        if not val.utan_bygge:
            yield f"\n## Bygge av {antal} dokument\n"
            yield from _tabell(_byggen(arbete, antal, max(1, val.korningar // 2)))


def main() -> None:
    """Measures, prints as it goes, and keeps the table in rapporter/."""
    tolkare = argparse.ArgumentParser(description="Mäter kontroll och bygge.")
    tolkare.add_argument("--antal", type=int, nargs="+", default=[300, 3000])
    tolkare.add_argument("--korningar", type=int, default=3)
    tolkare.add_argument("--utan-bygge", action="store_true")
    val = tolkare.parse_args()
    rader = []
    with tempfile.TemporaryDirectory() as arbete:
        for rad in _rapport(val, Path(arbete)):
            print(rad, flush=True)
            rader.append(rad)
    ut = PROJEKT / "rapporter"
    ut.mkdir(exist_ok=True)
    (ut / "prestanda.md").write_text("\n".join(rader) + "\n", "utf-8")


if __name__ == "__main__":
    main()

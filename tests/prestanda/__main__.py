"""`make prestanda`: whole processes timed beside something known, in the same run, as Markdown tables.

    python -m tests.prestanda [--antal 300 3000] [--linje 10000] [--korningar 3] [--utan-bygge] [--bara-siffror]

Nothing here passes or fails: it is read by people. Ratios are what to compare; seconds differ between machines.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.prestanda import kartor
from tests.prestanda.jamforelser import brodtext, hel_sida, skriv_sidhuvuden, skriv_vanlig_sajt
from tests.prestanda.matning import MILJO, Kommando, Matt, mat
from tests.prestanda.rojande import skriv_tabell
from tests.prestanda.siffror import SIFFROR, TABELLER, avstamningstid, skriv_bunden, skriv_for_hand
from tests.prestanda.stor_handbok import DATUM, PROJEKT, skriv_handbok
from tests.prestanda.tabell import antal_dokument, delar, jamforelse, linje

BIN = Path(sys.executable).parent
KONTROLL = "`handbok kontrollera`"


def _kontrollera(bok: Path) -> Kommando:
    argument = (sys.executable, "-m", "handbok", "kontrollera", "--rot", str(bok), "--datum", str(DATUM))
    return Kommando(argument, PROJEKT, frozenset({0, 1}))


def _kontroller(bok: Path, huvuden: Path, korningar: int) -> dict[str, Matt]:
    skriv_sidhuvuden(bok, huvuden)
    filer = {f: tuple(sorted(fil.name for fil in (huvuden / f).iterdir())) for f in ("json", "yaml")}
    validera = (str(BIN / "check-jsonschema"), "--schemafile", "../schema.json")
    alla = _kontrollera(bok)
    return mat(
        {
            f"{KONTROLL}, alla regler": alla,
            f"{KONTROLL}, bara sidhuvuden (META)": Kommando((*alla.argument, "--valj", "META"), PROJEKT, alla.koder),
            "`check-jsonschema`, sidhuvuden i YAML": Kommando((*validera, *filer["yaml"]), huvuden / "yaml"),
            "`check-jsonschema`, sidhuvuden i JSON": Kommando((*validera, *filer["json"]), huvuden / "json"),
        },
        korningar,
    )


def _byggen(bok: Path, sajter: Path, korningar: int) -> dict[str, Matt]:
    for namn, innehall in (("hela", hel_sida), ("brod", brodtext)):
        skriv_vanlig_sajt(bok, sajter / namn, innehall)
    handbok = (sys.executable, "-m", "handbok", "bygg", "--rot", str(bok), "--datum", str(DATUM), "-o", str(sajter / "ut"))
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    return mat(
        {
            "`handbok bygg` (kontroll och bygge)": Kommando(handbok, PROJEKT),
            "vanlig mkdocs-material, samma sidor": Kommando(mkdocs, sajter / "hela"),
            "vanlig mkdocs-material, bara brödtexter": Kommando(mkdocs, sajter / "brod"),
        },
        korningar,
    )


def _levande(bok: Path, sajter: Path, korningar: int) -> dict[str, Matt]:
    def bygg(hur: str) -> Kommando:
        return Kommando((sys.executable, "-m", "tests.prestanda.levande", str(bok), str(sajter / hur), hur), PROJEKT)

    return mat(
        {
            "`handbok`, hela bygget": bygg("inget"),
            "utan roller, lagar, läget, register, årshjul, krav och invånarnas sidor": bygg("sidor"),
            "också utan kalendrar, korta adresser, QR-koder och stegens länkar": bygg("allt"),
        },
        korningar,
    )


def _rojande(bok: Path, korningar: int) -> dict[str, Matt]:
    """Disclosure control beside only reading the same handbook."""
    skriv_tabell(PROJEKT, bok, 12, 8)
    skydda = (sys.executable, "-m", "handbok", "skydda", "2025/tal", "--rot", str(bok), "--fran", str(bok.parent / "uttag.csv"))
    (bok / "data/2025/tal.csv").rename(bok.parent / "uttag.csv")
    matt = mat({"`handbok skydda`, 12 × 8": Kommando(skydda, PROJEKT)}, korningar)
    vald = ("--valj", "SEK001,SEK002")
    egna, tabell = _kontrollera(PROJEKT), _kontrollera(bok)
    return matt | mat(
        {
            "`handbok kontrollera`, SEK001–002, 12 × 8": Kommando((*tabell.argument, *vald), PROJEKT, tabell.koder),
            "`handbok kontrollera`, SEK001–002, handbokens tabeller": Kommando((*egna.argument, *vald), PROJEKT, egna.koder),
            "bara läsning av handboken (META006)": Kommando((*egna.argument, "--valj", "META006"), PROJEKT, egna.koder),
        },
        korningar,
    )


def _siffror(arbete: Path, korningar: int) -> Iterator[str]:
    bunden, for_hand = arbete / "bunden", arbete / "for-hand"
    skriv_bunden(bunden)
    skriv_for_hand(bunden, for_hand)

    def bygg(rot: Path) -> Kommando:
        ut = arbete / "ut" / rot.name
        return Kommando(
            (sys.executable, "-m", "handbok", "bygg", "--rot", str(rot), "--datum", str(DATUM), "-o", str(ut)), PROJEKT
        )

    yield f"\n## Bygge med {TABELLER} tabeller och {SIFFROR} bundna siffror\n"
    namn = "`handbok bygg`, siffrorna ur tabeller", "samma sidor, siffrorna skrivna för hand"
    yield from jamforelse(mat(dict(zip(namn, map(bygg, (bunden, for_hand)), strict=True)), korningar))
    tid = avstamningstid(arbete / "avstamning", korningar)
    yield f"\nAvstämning av 300 tabeller med 100 rader: {str(round(tid, 2)).replace('.', ',')} s processortid."


def _tid_per_del(vad: str, rot: Path) -> Mapping[str, float]:
    svar = subprocess.run(
        [sys.executable, "-m", "tests.prestanda.delar", vad, str(rot), str(DATUM)], cwd=PROJEKT, check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **MILJO, "HANDBOK_DATUM": str(DATUM)},
    )  # fmt: skip
    tider: Mapping[str, float] = json.loads(svar.stdout.splitlines()[-1])
    return tider


def _kartor() -> str:
    svar = subprocess.run([sys.executable, "-m", "tests.prestanda.kartor"], cwd=PROJEKT, check=True, text=True, stdout=subprocess.PIPE)
    sekunder = f"{json.loads(svar.stdout):.2f}".replace(".", ",")
    return f"{kartor.PROCESSER} processer med {kartor.AKTIVITETER} aktiviteter ritas på {sekunder} s processortid."


def _rapport(val: argparse.Namespace, arbete: Path) -> Iterator[str]:
    yield f"Python {platform.python_version()}, {os.cpu_count()} kärnor. Median av {val.korningar} körningar i tur och ordning."
    yield from _siffror(arbete, val.korningar)
    if val.bara_siffror:
        return
    kontroller: dict[int, Matt] = {}
    for antal in val.antal:
        bok, sajter = arbete / f"bok-{antal}", arbete / f"sajter-{antal}"
        skriv_handbok(bok, antal)
        yield f"\n## Kontroll av {antal_dokument(antal)}\n"
        matt = _kontroller(bok, arbete / f"huvuden-{antal}", val.korningar)
        kontroller[antal] = next(iter(matt.values()))
        yield from jamforelse(matt)
        yield "\nVart tiden går:\n"
        yield from delar({KONTROLL: _tid_per_del("kontrollera", bok)})
        if val.utan_bygge:
            continue
        yield f"\n## Bygge av {antal_dokument(antal)}\n"
        yield from jamforelse(_byggen(bok, sajter, val.korningar))
        yield "\nVad det levande ledningssystemet lägger till:\n"
        yield from jamforelse(_levande(bok, sajter, val.korningar))
        yield "\nVart tiden går i generatorn:\n"
        yield from delar({"handboken": _tid_per_del("bygg", bok), "vanlig, samma sidor": _tid_per_del("bygg", sajter / "hela")})
    yield "\n## Röjande\n"
    yield from jamforelse(_rojande(arbete / "rojande" / "bok", val.korningar))
    for antal in val.linje:
        bok = arbete / f"bok-{antal}"
        skriv_handbok(bok, antal)
        kontroller[antal] = mat({KONTROLL: _kontrollera(bok)}, 1)[KONTROLL]
    yield f"\n## Kartor\n\n{_kartor()}"
    yield "\n## Hur kontrollens tid växer\n"
    yield from linje(kontroller)


def main() -> None:
    """Measures, prints as it goes, and keeps the report in rapporter/."""
    tolkare = argparse.ArgumentParser(description="Mäter kontroll och bygge.")
    tolkare.add_argument("--antal", type=int, nargs="+", default=[300, 3000], help="dokument i handboken")
    tolkare.add_argument("--linje", type=int, nargs="*", default=[10000], help="dokument, bara kontroll")
    tolkare.add_argument("--korningar", type=int, default=3)
    tolkare.add_argument("--utan-bygge", action="store_true")
    tolkare.add_argument("--bara-siffror", action="store_true")
    val = tolkare.parse_args()
    ut = PROJEKT / "rapporter" / "prestanda.md"
    ut.parent.mkdir(exist_ok=True)
    rader = ["# Prestanda", ""]
    with tempfile.TemporaryDirectory() as arbete:
        for rad in _rapport(val, Path(arbete)):
            print(rad, flush=True)
            rader.append(rad)
            ut.write_text("\n".join(rader) + "\n", "utf-8")


if __name__ == "__main__":
    main()

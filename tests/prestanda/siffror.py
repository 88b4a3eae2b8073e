"""What figures cost: reconciling many tables, and a build with bound figures beside the same pages with figures typed in."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

from handbok.bitar import Sammanhang
from handbok.inlasning import las_handbok
from handbok.kontroller import KONTROLLER, kor
from macros.miljo import rendera
from tests.prestanda.stor_handbok import DATUM, PROJEKT

SIDOR, TABELLER, SIFFROR = 10, 40, 200
PERIOD = "2025"
UPPGIFTER = """\
titel: Ärenden per enhet {nr}
period: {{från: 2025-01-01, till: 2025-12-31}}
enhet: antal
källa: {{system: Påhittat, uttag: 2026-01-20}}
radnyckel: Enhet
totalrad: Totalt
totalkolumn: Totalt
kolumner: {{Andel: {{enhet: procent, decimaler: 0, formel: "100 * [Kvinnor] / [Totalt]"}}}}
kontroller: ["[Kvinnor] <= [Totalt]"]
lika_med: [{{här: {{rad: Totalt, kolumn: Totalt}}, där: {{tabell: t{annan:03}, rad: Totalt, kolumn: Totalt}}}}]
röjande: {{beslut: ingen, motivering: Påhittade ärenden}}
"""


def skriv_tabeller(rot: Path, antal: int, rader: int) -> None:
    """Tables with sums both ways, a formula, a control, and a measure in common with the next; all of them right."""
    mapp = rot / "data" / PERIOD
    mapp.mkdir(parents=True)
    tal = [divmod(2_000 + 37 * i, 3) for i in range(rader - 1)]
    for nr in range(antal):
        slump = Random(nr)  # noqa: S311 -- made-up figures
        delar = slump.sample(tal, len(tal))
        alla = [*((f"Enhet {i}", *d) for i, d in enumerate(delar, 1)), ("Totalt", *map(sum, zip(*delar, strict=True)))]
        csv = "".join(f"{namn};{a};{b};{a + b};{(200 * a + a + b) // (2 * (a + b))}\n" for namn, a, b in alla)
        (mapp / f"t{nr:03}.csv").write_text(f"Enhet;Kvinnor;Män;Totalt;Andel\n{csv}", "utf-8")
        (mapp / f"t{nr:03}.yml").write_text(UPPGIFTER.format(nr=nr, annan=(nr + 1) % antal), "utf-8")


def skriv_bunden(rot: Path) -> None:
    """A handbook of pages whose figures and tables come from data."""
    _skriv_grund(rot)
    skriv_tabeller(rot, TABELLER, 13)
    for sida in range(SIDOR):
        (rot / f"docs/sida-{sida}.md").write_text("\n\n".join(_stycken(sida)) + "\n", "utf-8")


def _skriv_grund(rot: Path) -> None:
    for mapp in ("data/lagar", "data/krav", "macros", "schemas"):
        shutil.copytree(PROJEKT / mapp, rot / mapp, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJEKT / "data/organisation.yml", rot / "data")
    inst = (PROJEKT / "mkdocs.yml").read_text("utf-8")
    (rot / "mkdocs.yml").write_text(re.sub(r"^nav:\n(?:[ #].*\n|\n)+", "", inst, flags=re.MULTILINE), "utf-8")
    (rot / "docs").mkdir()
    (rot / "docs/index.md").write_text("# Start\n", "utf-8")


def _stycken(sida: int) -> Iterator[str]:
    yield f"# Sida {sida}"
    per_tabell = SIFFROR // TABELLER
    for nr in range(sida * TABELLER // SIDOR, (sida + 1) * TABELLER // SIDOR):
        yield f"## Tabell {nr}"
        for i in range(1, per_tabell + 1):
            anrop = f'tal("t{nr:03}", "Enhet {i}", "Totalt", period="{PERIOD}")'
            yield f"Antalet ärenden var {{{{ {anrop} }}}}. Det är fler än året före, och de flesta avslutades i tid."
        yield f'{{{{ tabell("t{nr:03}", period="{PERIOD}") }}}}'


def skriv_for_hand(bunden: Path, rot: Path) -> None:
    """The same pages with their figures and tables typed in, and no data behind them."""
    _skriv_grund(rot)
    handbok = las_handbok(bunden, DATUM)
    for sida in handbok.sidor:
        text = rendera(sida.text, Sammanhang(handbok, sida))
        (rot / sida.fil).write_text(re.sub(r'</?data\b[^>]*>| data-\w+="[^"]*"', "", text), "utf-8")


def avstamningstid(rot: Path, korningar: int) -> float:
    """Seconds of CPU to reconcile every table under `rot`, the median; the tables are read before."""
    _skriv_grund(rot)
    skriv_tabeller(rot, 300, 100)
    regler = [k for k in KONTROLLER if k.kod in ("TAL001", "TAL002", "TAL003", "TAL004", "TAL005")]
    tider = []
    for _ in range(korningar):
        handbok = las_handbok(rot, DATUM)
        start = time.process_time()
        resultat = kor(handbok, regler)
        tider.append(time.process_time() - start)
        if resultat.anmarkningar or len(handbok.tabeller) != 300:
            raise ValueError("Tabellerna är inte rätta.")
    return median(tider)

"""Tables to measure disclosure control on: margins both ways, one number in six small, the same every time."""

import shutil
from pathlib import Path
from random import Random

UPPGIFTER = """\
titel: Påhittade tal
period: {från: 2025-01-01, till: 2025-12-31}
enhet: personer
källa: {system: Påhittat, uttag: 2026-01-20}
radnyckel: Rad
totalrad: Totalt
totalkolumn: Totalt
röjande: {beslut: undertryck, tröskel: 5, motivering: Påhittat}
"""


def skriv_tabell(fran: Path, rot: Path, rader: int, kolumner: int) -> None:
    """A handbook whose only table is `2025/tal`, unprotected."""
    (rot / "data" / "2025").mkdir(parents=True)
    shutil.copy(fran / "mkdocs.yml", rot)
    shutil.copy(fran / "data" / "organisation.yml", rot / "data")
    slump = Random(1)  # noqa: S311 -- made-up numbers
    inre = [[slump.choice((0, 2, 9, 17, 40, 163)) + slump.randrange(3) for _ in range(kolumner)] for _ in range(rader)]
    tal = [[*rad, sum(rad)] for rad in inre]
    tal.append([sum(kolumn) for kolumn in zip(*tal, strict=True)])
    namn = [*(f"r{i}" for i in range(rader)), "Totalt"]
    text = ["Rad;" + ";".join([*(f"K{j}" for j in range(kolumner)), "Totalt"])]
    text += [f"{n};{';'.join(map(str, rad))}" for n, rad in zip(namn, tal, strict=True)]
    (rot / "data" / "2025" / "tal.csv").write_text("\n".join(text) + "\n", "utf-8")
    (rot / "data" / "2025" / "tal.yml").write_text(UPPGIFTER, "utf-8")

"""What the tests of figures share: small tables, and what is found in them as short lines."""

from textwrap import dedent

from handbok.kontroller import KONTROLLER, Resultat, kor
from handbok.modell import Handbok
from tests.conftest import Provbok

_GRUND = """\
titel: Provtabell
period: {från: 2024-01-01, till: 2024-12-31}
källa: {system: Provsystemet, uttag: 2025-01-20}
radnyckel: Rad
röjande: {beslut: ingen, motivering: Påhittat}
"""


def skriv_tabell(bok: Provbok, csv: str, uppgifter: str = "", namn: str = "2024/t") -> Provbok:
    """A table of antal whose first column is `Rad`; `uppgifter` are the keys it has beside the required."""
    uppgifter = dedent(uppgifter)
    enhet = "" if "\nenhet:" in f"\n{uppgifter}" else "enhet: antal\n"
    return bok.skriv(f"data/{namn}.csv", csv).skriv(f"data/{namn}.yml", _GRUND + enhet + uppgifter)


AVSTAMNING = ("TAL001", "TAL002", "TAL003", "TAL004", "TAL005")


def prova(handbok: Handbok, *koder: str) -> Resultat:
    """What these rules say, without `koder` those of reconciliation."""
    return kor(handbok, [k for k in KONTROLLER if k.kod in (koder or AVSTAMNING)])


def avstamd(bok: Provbok, *koder: str) -> Resultat:
    """As `prova`, of a handbook that is read without faults."""
    handbok = bok.las()
    assert handbok.lasfel == ()
    return prova(handbok, *koder)


def brister(bok: Provbok, *koder: str) -> list[str]:
    """`TAL001 Totalt|A: 8, 7` for each finding: code, row and column (* for all), angivet, räknat."""
    return [
        f"{a.kod} {a.fynd.cell.rad or '*'}|{a.fynd.cell.kolumn or '*'}: {a.fynd.angivet}, {a.fynd.raknat}"
        for a in avstamd(bok, *koder).anmarkningar
        if a.fynd.cell
    ]


def obedomda(bok: Provbok, *koder: str) -> list[str]:
    """Why nothing could be said, for each relation that could not be judged."""
    return [i.varfor for i in avstamd(bok, *koder).inte_kontrollerat]

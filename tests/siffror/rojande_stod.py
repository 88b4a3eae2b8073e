"""What the tests of disclosure control share: a protected table, and what of it a reader can work out, as short lines."""

from textwrap import dedent

from handbok.modell import InteKontrollerat
from handbok.siffror.rojande import Rojt, granska, lasbara
from tests.conftest import Provbok

HUVUD = """\
titel: Provtabell
period: {från: 2024-01-01, till: 2024-12-31}
källa: {system: Provsystemet, uttag: 2025-01-20}
radnyckel: Rad
"""
BADA = "totalrad: Totalt\ntotalkolumn: Totalt\n"


def skydda_tabell(
    bok: Provbok, csv: str, uppgifter: str = "", namn: str = "2024/t", beslut: str = "undertryck", troskel: int = 5
) -> Provbok:
    """A table of antal whose small numbers shall be protected."""
    uppgifter = dedent(uppgifter)
    enhet = "" if "\nenhet:" in f"\n{uppgifter}" else "enhet: antal\n"
    rojande = f"röjande: {{beslut: {beslut}, motivering: Prov" + (f", tröskel: {troskel}}}\n" if troskel else "}\n")
    return bok.skriv(f"data/{namn}.csv", csv).skriv(f"data/{namn}.yml", HUVUD + rojande + enhet + uppgifter)


def rojt(bok: Provbok) -> list[str]:
    """`fast a|A` for each number that can be worked out, `smått a|A` where only its smallness can; sorted."""
    handbok = bok.las()
    assert handbok.lasfel == ()
    alla = (u for u in granska(handbok) if isinstance(u, Rojt))
    return sorted(f"{u.slag} {u.fraga.ruta[2]}|{u.fraga.ruta[3]}" for u in alla)


def oprovat(bok: Provbok) -> list[str]:
    """Why something could not be judged."""
    return sorted({u.varfor for u in granska(bok.las()) if isinstance(u, InteKontrollerat)})


def lasbart(bok: Provbok) -> list[str]:
    """`a|A` for each small number that can be read."""
    return [f"{rad}|{kolumn}" for tabell in bok.las().tabeller for rad, kolumn in lasbara(tabell)]

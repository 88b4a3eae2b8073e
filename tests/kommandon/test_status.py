"""`handbok status`: what the reconciliation covers, for people and as JSON."""

from collections.abc import Callable

import pytest

from tests.conftest import Provbok, Svar
from tests.siffror.stod import skriv_tabell

Kommando = Callable[..., Svar]
TABELL = "Rad;A;B\na;1;5\nb;2;6\nTotalt;3;saknas\n"


@pytest.fixture(autouse=True)
def tabell(bok: Provbok) -> Provbok:
    """Three cells in a sum, one of them also in an inequality, and two in no relation that can be judged."""
    return skriv_tabell(bok, TABELL, "totalrad: Totalt")


def test_texten_raknar_och_namner_cellerna_utan_skydd(handbok: Kommando) -> None:
    svar = handbok("status", "--siffror")
    assert (svar.kod, svar.fel) == (0, "")
    assert svar.ut == """\
Siffror: 5\N{NO-BREAK SPACE}celler med tal.
  3 står i en likhet: ett skrivfel i cellen märks.
  0 står bara i en olikhet eller avrundning: ett litet skrivfel kan gå obemärkt.
  2 står i inget samband som går att pröva: ett skrivfel märks inte.

data/2024/t.csv: likhet 3, olikhet 0, inget 2
  I inget samband:
    a: B
    b: B

Läget den 21 november 2026.
"""


def test_json_har_varje_cell_och_summor(handbok: Kommando) -> None:
    svar = handbok("status", "--siffror", "--format", "json").json
    assert (svar["version"], svar["datum"]) == (1, "2026-11-21")
    assert svar["siffror"]["totalt"] == {"celler": 5, "likhet": 3, "olikhet": 0, "inget": 2}
    (en,) = svar["siffror"]["tabeller"]
    assert (en["fil"], en["tabell"], en["period"]) == ("data/2024/t.csv", "t", "2024")
    assert en["antal"] == {"celler": 5, "likhet": 3, "olikhet": 0, "inget": 2}
    assert en["celler"]["inget"] == [{"rad": "a", "kolumn": "B"}, {"rad": "b", "kolumn": "B"}]


def test_utan_val_visas_allt_som_finns(handbok: Kommando) -> None:
    allt = handbok("status").ut
    assert all(rad in allt for namn in ("--siffror", "--laget") for rad in handbok("status", namn).ut.splitlines())


def test_en_tabell_som_inte_gar_att_lasa_sags(tabell: Provbok, handbok: Kommando) -> None:
    skriv_tabell(tabell, "Rad;A\na;x\n", namn="2024/trasig")
    svar = handbok("status", "--siffror")
    assert svar.ut.startswith("Inte med: data/2024/trasig.csv. Filen har fel som måste rättas först.\n")
    assert "data/2024/t.csv: likhet 3" in svar.ut

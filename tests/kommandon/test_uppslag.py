"""`handbok regel` and `handbok lag`: answers from the rules and the law register."""

from collections.abc import Callable

import pytest

from handbok.kontroller import KONTROLLER
from tests.conftest import DATUM, Provbok, Svar
from tests.kontroller import test_lag
from tests.kontroller.test_lag import bok  # noqa: F401 -- the fixture with the larger register

Kommando = Callable[..., Svar]


@pytest.fixture
def lag(handbok: Kommando) -> Kommando:
    return lambda lagrum, datum=DATUM: handbok("lag", lagrum, "--datum", datum)


@pytest.mark.usefixtures("bok")
def test_alla_regler_listas_med_titel(handbok: Kommando) -> None:
    svar = handbok("regel")
    assert (svar.kod, svar.fel) == (0, "")
    assert [rad.split()[0] for rad in svar.ut.splitlines()] == [k.kod for k in KONTROLLER]
    assert "TID002  Dokumentet ska snart ses över (varning)" in svar.ut.splitlines()


@pytest.mark.parametrize("kod", ["LAG003", "lag003"])
def test_en_regel_forklaras(handbok: Kommando, kod: str) -> None:
    svar = handbok("regel", kod)
    assert svar.kod == 0
    assert svar.ut.startswith("LAG003 – Lagrummet gäller inte\n\nVad: ")
    assert [d for d in ("Vad:", "Varför:", "Gör så här:", "Fel:", "Rätt:") if d in svar.ut] == [
        "Vad:", "Varför:", "Gör så här:", "Fel:", "Rätt:",
    ]  # fmt: skip


def test_en_regel_som_inte_finns(handbok: Kommando) -> None:
    svar = handbok("regel", "LAG03")
    assert (svar.kod, svar.ut, "Regeln LAG03 finns inte. Menade du LAG003?" in svar.fel) == (2, "", True)


def test_en_regel_forklaras_utanfor_handboken(kommando: Callable[..., Svar], tmp_path: object) -> None:
    assert kommando("regel", "TID001", cwd=tmp_path).kod == 0


@pytest.mark.parametrize(
    ("lagrum", "dag", "rader", "kod"),
    [
        ("SoL 27 kap. 2 §", DATUM, ["SoL (2025:400): Socialtjänstlag (2025:400). Gäller från den 1 juli 2025.", "27 kap. 2 §: finns."], 0),
        ("SoL 27:9", DATUM, ["SoL (2025:400): Socialtjänstlag (2025:400). Gäller från den 1 juli 2025.", "27 kap. 9 §: finns inte."], 1),
        ("SoL 28 kap.", DATUM, ["SoL (2025:400): Socialtjänstlag (2025:400). Gäller från den 1 juli 2025.", "28 kap.: finns inte."], 1),
        ("LSS 24 b §", DATUM, ["LSS (1993:387): Lag (1993:387) om stöd och service. Gäller från den 1 januari 1994.", "24 b §: finns."], 0),
        ("LSS 24 b", DATUM, ["LSS (1993:387): Lag (1993:387) om stöd och service. Gäller från den 1 januari 1994.", "24 b §: finns."], 0),
        ("SoL 14:3", "2025-06-30",
         ["SoL (2001:453): Socialtjänstlag (2001:453). Gäller från den 1 januari 2002. Slutar gälla den 1 juli 2025. Ersatt av 2025:400.",
          "14 kap. 3 §: paragraferna är inte registrerade."], 0),
        ("SoL (2001:453)", "2025-07-01",
         ["SoL (2001:453): Socialtjänstlag (2001:453). Gäller från den 1 januari 2002. Gäller inte sedan den 1 juli 2025. Ersatt av 2025:400."], 0),
        ("NPL", "2026-11-30", ["NPL (2026:1): Ny prövolag (2026:1). Börjar gälla den 1 december 2026."], 0),
        ("NPL", "2026-12-01", ["NPL (2026:1): Ny prövolag (2026:1). Gäller från den 1 december 2026."], 0),
        ("OSL 24 kap. 8 a §", "2026-11-30",
         ["OSL (2009:400): Offentlighets- och sekretesslag (2009:400). Gäller från den 30 juni 2009.", "24 kap. 8 a §: finns.",
          "  Slutar gälla den 1 december 2026."], 0),
        ("SOSFS 2006:5", DATUM, ["SOSFS 2006:5: dokumentation. Upphävd, dagen är inte känd. Ersatt av SOSFS 2014:5."], 0),
        ("SoL (1993:387)", DATUM,
         ["1993:387 är inte numret på SoL (2025:400).", "SoL (2025:400): Socialtjänstlag (2025:400). Gäller från den 1 juli 2025."], 1),
    ],
)  # fmt: skip
def test_vad_registret_vet(lag: Kommando, lagrum: str, dag: str, rader: list[str], kod: int) -> None:
    svar = lag(lagrum, dag)
    *funna, sist = svar.ut.splitlines()
    assert (svar.kod, funna) == (kod, rader)
    register = [f"{fil} den 1 november 2026" for fil in (test_lag.FORESKRIFTER, test_lag.LAGAR)]
    assert sist == f"Registret är kontrollerat: {'; '.join(register)}."


def test_konkordansen_at_bada_hallen(bok: Provbok, lag: Kommando) -> None:  # noqa: F811
    bok.skriv("data/lagar/konkordans-sol.yml", """\
        kontrollerad: 2026-11-01
        gammal: "2001:453"
        ny: "2025:400"
        rader:
          - {gammal: "14:3", ny: "27:2", ämne: Lex Sarah, matchning: text, anm: nytt ord}
          - {gammal: "8 kap.", ny: "27:2", ämne: Avgifter, matchning: kapitel}
        """)  # fmt: skip
    assert "  Motsvaras nu av 27 kap. 2 § (nytt ord)." in lag("SoL (2001:453) 14:3").ut.splitlines()
    assert "  Motsvaras nu av 27 kap. 2 § (trolig motsvarighet, inte säker)." in lag("SoL (2001:453) 8:4").ut.splitlines()
    assert [r for r in lag("SoL 27:2").ut.splitlines() if "tidigare" in r] == [
        "  Motsvarade tidigare 14 kap. 3 § i lag 2001:453.", "  Motsvarade tidigare 8 kap. i lag 2001:453.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lagrum", "kod", "text"),
    [
        ("BrB 3:5", 1, "BrB finns inte i data/lagar."),
        ("lex Sarah", 2, '"lex Sarah" går inte att förstå. Skriv till exempel SoL 14 kap. 3 §, SoL 14:3 eller LSS 24 b §.'),
    ],
)
def test_det_som_inte_finns_eller_inte_gar_att_forsta(lag: Kommando, lagrum: str, kod: int, text: str) -> None:
    svar = lag(lagrum)
    assert (svar.kod, text in svar.ut + svar.fel) == (kod, True)


def test_utan_register_gar_det_inte_att_svara(bok: Provbok, lag: Kommando) -> None:  # noqa: F811
    bok.skriv(test_lag.LAGAR, "trasig: [\n")
    svar = lag("SoL")
    assert (svar.kod, "data/lagar finns inte, eller har fel" in svar.fel) == (2, True)

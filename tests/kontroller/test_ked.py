"""KED: loops that close – border days, and what is not known."""

from pathlib import Path

import pytest

from tests.conftest import Provbok
from tests.kontroller.stod import FALL, fynd, i_lage, inte, koder, rader, texter
from tests.kontroller.test_tid import git, spara

REGISTER = "data/register"
ATGARDER, RISKER = f"{REGISTER}/atgarder.yml", f"{REGISTER}/risker.yml"
EGENKONTROLLER, FORBATTRINGSOMRADEN = f"{REGISTER}/egenkontroller.yml", f"{REGISTER}/forbattringsomraden.yml"
HART = "\N{NO-BREAK SPACE}"


def atgard(bok: Provbok, status: str = "pågår", klart: str = "2026-12-31", mer: str = "") -> Provbok:
    return bok.skriv(ATGARDER, f"""\
        - id: atg
          vad: Larm provas
          källa: {{slag: tillsyn}}
          ansvarig: enhetschef
          klart_senast: {klart}
          status: {status}
          {mer}
        """)  # fmt: skip


@pytest.mark.parametrize(("klart", "sen"), [("2026-11-19", "2{}dagar"), ("2026-11-20", "1{}dag"), ("2026-11-21", None)])
@pytest.mark.parametrize("status", ["planerad", "pågår", "genomförd", "stängd"])
def test_en_atgard_ar_forsenad_dagen_efter_den_sista(bok: Provbok, klart: str, sen: str | None, status: str) -> None:
    atgard(bok, status, klart)
    forsenad = sen is not None and status in ("planerad", "pågår")
    assert rader(bok, "KED001") == [f"KED001 {ATGARDER}:5:17"] * forsenad
    if sen and forsenad:
        assert texter(bok, "KED001") == [f"Åtgärden atg skulle ha varit klar för {sen.format(HART)} sedan."]


@pytest.mark.parametrize(
    ("status", "mer", "antal"),
    [
        ("stängd", "", 1),
        ("stängd", "effekt: {följs_upp: 2026-12-31}", 1),
        ("stängd", "effekt: {följs_upp: 2026-11-20}", 1),  # one fault, one finding
        ("stängd", "effekt: {bedömning: ingen}", 0),
        ("genomförd", "", 0),
        ("genomförd", "effekt: {följs_upp: 2026-11-20}", 1),
        ("genomförd", "effekt: {följs_upp: 2026-11-21}", 0),  # the last valid day
        ("genomförd", "effekt: {följs_upp: 2026-11-20, bedömning: god}", 0),
        ("pågår", "effekt: {följs_upp: 2026-11-20}", 1),
    ],
)
def test_effekten_bedoms(bok: Provbok, status: str, mer: str, antal: int) -> None:
    assert koder(atgard(bok, status, mer=mer), "KED002") == ["KED002"] * antal


@pytest.mark.parametrize(
    ("version", "galler"),
    [("1.0", True), ("1", True), ("0.9", True), ("1.1", False), ("1.10", False), ("2", False)],
)
def test_en_stangd_atgards_version_galler(bok: Provbok, version: str, galler: bool) -> None:
    atgard(bok, "stängd", mer=f"effekt: {{bedömning: god}}\n          ändrar: [{{dokument: fall, version: {version}}}]")
    assert texter(bok, "KED002") == ([] if galler else [f"Åtgärden atg är stängd, men version {version} av Fall gäller inte."])
    atgard(bok, "genomförd", mer=f"ändrar: [{{dokument: fall, version: {version}}}]")
    assert koder(bok, "KED002") == []


@pytest.mark.parametrize(
    ("lage", "antal"), [("utkast", 1), ("remiss", 1), ("beslutad", 1), ("i kraft", 0), ("utgången", 0), ("upphävd", 0)]
)
def test_versionen_har_borjat_galla(bok: Provbok, lage: str, antal: int) -> None:
    """What has been in force and no longer is was not closed too early."""
    git(bok.rot, "init")
    spara(bok)
    atgard(bok, "stängd", mer="effekt: {bedömning: god}\n          ändrar: [{dokument: fall, version: 1.0}]")
    assert koder(i_lage(bok, lage), "KED002", git=True) == ["KED002"] * antal


def test_till_en_beslutad_version_borjar_galler_den_tidigare(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(bok)
    i_lage(bok.andra(FALL, "version: 1.0", "version: 2.0"), "beslutad")
    mer = "effekt: {{bedömning: god}}\n          ändrar: [{{dokument: fall, version: {}}}]"
    assert koder(atgard(bok, "stängd", mer=mer.format("1.0")), "KED002", git=True) == []
    assert koder(atgard(bok, "stängd", mer=mer.format("2.0")), "KED002", git=True) == ["KED002"]


def test_utan_historik_ar_en_beslutad_version_inte_kontrollerad(bok: Provbok) -> None:
    atgard(i_lage(bok, "beslutad"), "stängd", mer="effekt: {bedömning: god}\n          ändrar: [{dokument: fall}]")
    assert koder(bok, "KED002", git=True) == []
    assert (ATGARDER, "åtgärden atg") in inte(bok, "KED002", git=True)


def test_ett_trasigt_dokument_ger_ingen_falsk_atgard(bok: Provbok) -> None:
    atgard(bok.skriv(FALL, "utan sidhuvud\n"), "stängd", mer="effekt: {bedömning: god}\n          ändrar: [{dokument: fall}]")
    assert koder(bok, "KED002") == []
    assert (ATGARDER, "åtgärden atg") in inte(bok, "KED002")


def berattelse(bok: Provbok, period: str, fran: str, till: str) -> Provbok:
    return bok.skriv(f"docs/kvalitetsberattelse/{period}.md", f"""\
        ---
        titel: Kvalitetsberättelse
        period: {{namn: {period}, från: {fran}, till: {till}}}
        status: utkast
        ---
        Text.
        """)  # fmt: skip


@pytest.mark.parametrize(
    ("period", "utfall", "antal"),
    [
        ("2023", "", 1),
        ("2023", ", utfall: {period: 2024, bedömning: delvis}", 0),
        ("2024", "", 0),
        ("2025", "", 0),
        ("2023-04--2024-03", "", 1),  # ends before the year does
        ("2024-04--2025-03", "", 0),
    ],
)
def test_ett_lofte_har_utfall_nar_en_senare_berattelse_finns(bok: Provbok, period: str, utfall: str, antal: int) -> None:
    berattelse(bok, "2024", "2024-01-01", "2024-12-31")
    bok.skriv(FORBATTRINGSOMRADEN, f"- {{id: fo, period: {period}, vad: Riskanalys, ansvarig: enhetschef{utfall}}}\n")
    assert texter(bok, "KED003") == ["Förbättringsområdet fo har inget utfall, fast berättelsen för 2024 finns."] * antal


def test_en_trasig_senare_berattelse_ar_inte_kontrollerad(bok: Provbok) -> None:
    bok.skriv("docs/kvalitetsberattelse/2024.md", "utan sidhuvud\n")
    bok.skriv(FORBATTRINGSOMRADEN, "- {id: fo, period: 2023, vad: Riskanalys, ansvarig: enhetschef}\n")
    assert koder(bok, "KED003") == []
    assert (FORBATTRINGSOMRADEN, "förbättringsområdet fo") in inte(bok, "KED003")


@pytest.mark.parametrize(
    ("sannolikhet", "konsekvens", "mer", "antal"),
    [
        (3, 4, "", 1),  # 12 is the limit
        (4, 3, ", åtgärder: []", 1),
        (2, 5, "", 0),
        (3, 4, ", åtgärder: [atg]", 0),
        (3, 4, ", egenkontroller: [ek]", 0),
    ],
)
def test_en_stor_risk_har_ett_svar(bok: Provbok, sannolikhet: int, konsekvens: int, mer: str, antal: int) -> None:
    bok.skriv(RISKER, f"- {{id: natt, beskrivning: Få, process: stod, datum: 2026-01-20, sannolikhet: {sannolikhet}, "
              f"konsekvens: {konsekvens}, ansvarig: enhetschef{mer}}}\n")  # fmt: skip
    assert rader(bok, "KED004") == [f"KED004 {RISKER}:1:3"] * antal


def test_utan_grans_ar_ingen_risk_prioriterad(bok: Provbok) -> None:
    bok.skriv(RISKER, "- {id: natt, beskrivning: Få, process: stod, datum: 2026-01-20, sannolikhet: 5, konsekvens: 5, "
              "ansvarig: enhetschef}\n")  # fmt: skip
    assert koder(bok, "KED004") == ["KED004"]
    assert koder(bok.andra("data/organisation.yml", "prioriterad_risk: 12\n", ""), "KED004") == []


def egenkontroll(bok: Provbok, utfall: str, fran: str = "2026-01-01", manader: int = 6) -> Provbok:
    return bok.skriv(EGENKONTROLLER, "- {id: ek, vad: Planer, hur: Stickprov, ansvarig: enhetschef, process: stod, "
                     f"från: {fran}, intervall_månader: {manader}, utfall: [{utfall}]}}\n")  # fmt: skip


@pytest.mark.parametrize(
    ("utfall", "fran", "sen"),
    [
        ("{datum: 2026-05-20, resultat: godkänd}", "2026-01-01", "20 november 2026, för 1{}dag sedan"),
        ("{datum: 2026-05-21, resultat: ej}", "2026-01-01", None),  # done is done, whatever it showed
        ("{datum: 2026-05-22, resultat: godkänd}, {datum: 2026-01-01, resultat: godkänd}", "2026-01-01", None),
        ("", "2026-05-20", "20 november 2026, för 1{}dag sedan"),
        ("", "2026-05-21", None),
        ("", "2027-01-01", None),
        ("{datum: 2026-11-22, resultat: godkänd}", "2026-01-01", "1 juli 2026, för 143{}dagar sedan"),  # not yet done
    ],
)
def test_en_egenkontroll_gors_inom_sitt_intervall(bok: Provbok, utfall: str, fran: str, sen: str | None) -> None:
    egenkontroll(bok, utfall, fran)
    vantat = f"Egenkontrollen ek skulle ha gjorts senast den {sen.format(HART)}." if sen else None
    assert texter(bok, "KED005") == ([vantat] if vantat else [])


@pytest.mark.parametrize(("dag", "antal"), [("2026-02-28", 0), ("2026-03-01", 1)])
def test_intervallet_slutar_med_manaden(bok: Provbok, dag: str, antal: int) -> None:
    egenkontroll(bok, "", "2025-12-31", 2)
    assert len(koder(bok, "KED005", datum=dag)) == antal


@pytest.mark.parametrize(
    ("fil", "kravda"),
    [(ATGARDER, {"KED001", "KED002"}), (FORBATTRINGSOMRADEN, {"KED003"}), (RISKER, {"KED004"}), (EGENKONTROLLER, {"KED005"})],
)
def test_utan_register_ar_reglerna_inte_kontrollerade(bok: Provbok, fil: str, kravda: set[str]) -> None:
    def obedomda() -> set[str]:
        return {vad.removeprefix("regeln ") for plats, vad in inte(bok, "KED") if plats == fil and "regeln" in vad}

    assert obedomda() == kravda
    bok.skriv(fil, "- {trasig: ja}\n")
    assert obedomda() == kravda
    assert koder(bok, "KED") == []
    assert Path(bok.rot, fil).is_file()


def test_slingorna_stoppar_inte(bok: Provbok) -> None:
    atgard(bok, "pågår", "2026-01-01")
    assert [(a.kod, a.allvar, a.stoppar) for a in fynd(bok, "KED")] == [("KED001", "fel", False)]

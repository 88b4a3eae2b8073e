"""META: names that must stand in the organisation, who may decide, and unique ids."""

import pytest

from handbok.kontroller import KONTROLLER, kor
from handbok.modell import Fynd
from tests.conftest import RUTIN, Provbok
from tests.siffror.stod import skriv_tabell

FALL, STOD, ORG = "rutiner/fall.md", "processer/stod.md", "data/organisation.yml"


def fynd(bok: Provbok, kod: str) -> list[Fynd]:
    """What one rule finds."""
    return [a.fynd for a in kor(bok.las(), [k for k in KONTROLLER if k.kod == kod]).anmarkningar]


def platser(bok: Provbok, kod: str) -> list[str]:
    return [f"{f.plats.fil}:{f.plats.rad}:{f.plats.kolumn}" for f in fynd(bok, kod)]


@pytest.mark.parametrize(
    ("fil", "gammalt", "nytt"),
    [
        (FALL, "ägare: enhetschef", "ägare: okand"),
        (FALL, "av: verksamhetschef", "av: okand"),
        (FALL, "verksamheter: [aldreomsorg]", "verksamheter: [aldreomsorg, okand]"),
        (FALL, "roller: [underskoterska]", "roller: [underskoterska, okand]"),
        (FALL, "nivå: verksamhet", "nivå: verksamhet, enheter: [okand]"),
        (FALL, "publicering: publik", "granskad: {datum: 2026-09-01, av: okand}"),
        (STOD, "processledare: enhetschef", "processledare: okand"),
        (STOD, "roll: underskoterska", "roll: okand"),
        (ORG, "{namn: Enhetschef,", "{namn: Enhetschef, verksamhet: okand,"),
        (ORG, "rutin: [verksamhetschef]", "rutin: [verksamhetschef, okand]"),
    ],
)
def test_ett_namn_som_inte_finns_i_organisationen_star_pa_sin_plats(
    bok: Provbok, fil: str, gammalt: str, nytt: str
) -> None:
    bok.andra(fil, gammalt, nytt)
    fore = (bok.rot / fil).read_text("utf-8").split("okand")[0]
    assert platser(bok, "META005") == [f"{fil}:{fore.count(chr(10)) + 1}:{len(fore) - fore.rfind(chr(10))}"]


def test_en_remiss_namner_bara_kanda_roller(bok: Provbok) -> None:
    bok.andra(FALL, "status: gällande", "status: remiss").andra(FALL, "publicering: publik",
        "remiss: {till: [enhetschef, x], svar_senast: 2026-12-31, svar: [{från: y, datum: 2026-11-01, text: Bra}]}")  # fmt: skip
    assert [f.text.split()[0] for f in fynd(bok, "META005")] == ["x", "y"]


@pytest.mark.parametrize(
    ("fil", "innehall"),
    [
        ("data/register/avtalsuppfoljning.yml", "# inga\n[]\n"),
        ("data/register/atgarder.yml", "- {id: a, vad: V, källa: {slag: risk}, ansvarig: x, klart_senast: 2026-12-31, status: pågår}\n"),
        ("data/register/risker.yml", "- {id: a, beskrivning: B, datum: 2026-01-20, sannolikhet: 1, konsekvens: 1, ansvarig: x}\n"),
        ("data/register/arshjul.yml", "- {id: a, vad: V, steg: studera, ansvarig: x, löpande: varje vecka, dokument: stod}\n"),
        ("data/register/arshjul.yml", "- {id: a, vad: V, steg: studera, ansvarig: [enhetschef, x], löpande: varje vecka, dokument: stod}\n"),
        ("docs/kvalitetsberattelse/2024.md", "---\ntitel: K\nperiod: {namn: 2024, från: 2024-01-01, till: 2024-12-31}\n"
         "status: utkast\nbeslut: {av: x}\n---\n"),
    ],
)  # fmt: skip
def test_ansvariga_i_register_och_beslut_om_kvalitetsberattelsen_ar_kanda(bok: Provbok, fil: str, innehall: str) -> None:
    assert len(fynd(bok.skriv(fil, innehall), "META005")) == (0 if "[]" in innehall else 1)


def test_tabellens_ansvarige_ar_kand(bok: Provbok) -> None:
    bok.skriv("data/2024/x.csv", "Rad;A\na;1\n").skriv("data/2024/x.yml", """\
        titel: X
        enhet: antal
        radnyckel: Rad
        period: {från: 2024-01-01, till: 2024-12-31}
        källa: {system: S, uttag: 2025-01-01, ansvarig: x}
        röjande: {beslut: ingen, motivering: M}
        """)  # fmt: skip
    assert platser(bok, "META005") == ["data/2024/x.yml:5:49"]


def test_ett_okant_namn_foreslar_det_narmaste(bok: Provbok) -> None:
    (ett,) = fynd(bok.andra(FALL, "ägare: enhetschef", "ägare: enhetchef"), "META005")
    assert ett.text == "enhetchef finns inte som roll i data/organisation.yml."
    assert ett.gor_sa_har == "Menade du enhetschef?"


def test_en_agare_ar_en_roll_och_aldrig_en_namnd(bok: Provbok) -> None:
    assert platser(bok.andra(FALL, "ägare: enhetschef", "ägare: socialnamnden"), "META005") == [f"{FALL}:6:8"]


def test_bade_roller_och_namnder_far_besluta(bok: Provbok) -> None:
    bok.andra(ORG, "rutin: [verksamhetschef]", "rutin: [socialnamnden]")
    assert platser(bok, "META005") == [f"{FALL}:8:14"]
    assert platser(bok.andra(FALL, "av: verksamhetschef", "av: socialnamnden"), "META005") == []


def test_den_som_inte_star_bland_dem_som_beslutar_far_inte_besluta(bok: Provbok) -> None:
    (ett,) = fynd(bok.andra(FALL, "av: verksamhetschef", "av: enhetschef"), "META005")
    assert ett.text == "Enhetschef får inte besluta dokument av typen rutin."
    assert ett.gor_sa_har == "Det får Verksamhetschef."


def test_en_typ_som_inte_star_i_beslutar_provas_inte(bok: Provbok) -> None:
    assert platser(bok.andra(STOD, "beslut: {av: verksamhetschef}", "beslut: {av: enhetschef}"), "META005") == []


@pytest.mark.parametrize(("upphord", "antal"), [("2026-03-12", 1), ("2026-03-13", 0), ("2026-11-01", 0)])
def test_ratten_att_besluta_provas_pa_dagen_for_beslutet(bok: Provbok, upphord: str, antal: int) -> None:
    bok.andra(ORG, "{namn: Verksamhetschef,", f"{{namn: Verksamhetschef, upphörd: {upphord},")
    assert len([f for f in fynd(bok, "META005") if f.plats.fil == FALL]) == antal


def test_utan_lasbar_organisation_provas_inga_namn(bok: Provbok) -> None:
    bok.andra(FALL, "ägare: enhetschef", "ägare: x").skriv(ORG, "a: [\n")
    resultat = kor(bok.las(), [k for k in KONTROLLER if k.kod == "META005"])
    assert resultat.anmarkningar == ()
    assert (ORG, "regeln META005") in {(i.fil, i.vad) for i in resultat.inte_kontrollerat}


def test_tva_filer_med_samma_namn_har_samma_id(bok: Provbok) -> None:
    bok.skriv("rutiner/hemtjanst/fall.md", RUTIN).skriv("processer/fall.md", RUTIN)
    alla = fynd(bok, "META006")
    assert [f.plats.fil for f in alla] == ["processer/fall.md", "rutiner/fall.md", "rutiner/hemtjanst/fall.md"]
    assert alla[1].text == "Dokumentets id fall finns också i processer/fall.md och rutiner/hemtjanst/fall.md."


def test_en_trasig_fil_tar_ocksa_upp_sitt_id(bok: Provbok) -> None:
    bok.skriv("rutiner/hemtjanst/fall.md", "utan sidhuvud\n")
    assert platser(bok, "META006") == ["rutiner/fall.md:1:1", "rutiner/hemtjanst/fall.md:1:1"]


def test_samma_namn_pa_en_sida_ar_inget_dubblerat_id(bok: Provbok) -> None:
    assert platser(bok.skriv("docs/fall.md", "# Fall\n"), "META006") == []


@pytest.mark.parametrize("kod", ["META001", "META002", "META003", "META004", "META005", "META006"])
def test_meta_stoppar_publicering(kod: str) -> None:
    (kontroll,) = [k for k in KONTROLLER if k.kod == kod]
    assert (kontroll.allvar, kontroll.stoppar) == ("fel", True)


@pytest.mark.parametrize(
    ("gammalt", "nytt", "sagt"),
    [
        ("från: 2024-01-01", "från: 2025-01-01", "Perioden börjar 2025-01-01, efter att den slutar 2024-12-31."),
        ("2024-01-01, till: 2024-12-31", "2019-01-01, till: 2019-12-31", "Perioden är 2019, men tabellen ligger under 2024."),
        ("2024-01-01, till: 2024-12-31", "2020-01-01, till: 2024-12-31", None),
        ("uttag: 2025-01-20", "uttag: 2029-01-20", "uttag är 2029-01-20, och den dagen har inte varit."),
        ("uttag: 2025-01-20", "uttag: 2023-12-31", "uttag är 2023-12-31, men perioden börjar först 2024-01-01."),
        ("uttag: 2025-01-20", "uttag: 2024-01-01", None),
    ],
)  # fmt: skip
def test_en_tabells_dagar_stammer_med_mappen_och_varandra(bok: Provbok, gammalt: str, nytt: str, sagt: str | None) -> None:
    skriv_tabell(bok, "Rad;A\na;1\n").andra("data/2024/t.yml", gammalt, nytt)
    assert [f.text for f in fynd(bok, "META003")] == ([] if sagt is None else [sagt])

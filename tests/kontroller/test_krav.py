"""KRAV: which documents meet which requirements, and activities without routines."""

import pytest

from handbok.kontroller import kor
from handbok.kontroller.krav import kravlagen
from tests.conftest import RUTIN, Provbok
from tests.kontroller.stod import FALL, STOD, fynd, i_lage, inte, koder, rader, texter
from tests.kontroller.test_tid import git, spara

KRAV, ORG, LAGAR = "data/krav/krav.yml", "data/organisation.yml", "data/lagar/forfattningar.yml"
HYGIEN = "rutiner/hygien.md"
KRAVEN = """\
kontrollerad: 2026-11-01
krav:
  - {id: "5:1", lagrum: SoL 5 kap. 1 §, typ: ska, gäller: SoL, krav: God kvalitet.}
  - {id: "5:2", lagrum: SoL 5 kap. 2 §, typ: ska, gäller: SoL, krav: Kvaliteten följs upp.}
  - {id: "5:3", lagrum: SoL 5 kap. 3 §, typ: ska, gäller: SoL, krav: Utbildad personal.}
  - {id: "27:1", lagrum: SoL 27 kap. 1 §, typ: ska, gäller: SoL, krav: Rutiner mot risker.}
"""


@pytest.fixture
def bok(bok: Provbok) -> Provbok:
    """Four requirements: fall names 5:1 and 5:2, hygien 5:3, and the process 5:1 and 27:1."""
    bok.skriv(KRAV, KRAVEN)
    bok.andra(FALL, "[SoL 5 kap. 1 §]", "[SoL 5 kap. 1 §, SoL 5 kap. 2 §]")
    bok.skriv(HYGIEN, RUTIN.replace("titel: Fall", "titel: Hygien").replace("[SoL 5 kap. 1 §]", "[SoL 5 kap. 3 §]"))
    bok.andra(STOD, "[SoL 5 kap. 1 §]", "[SoL 5 kap. 1 §, SoL 27 kap. 1 §]")
    return bok.andra(STOD, "rutiner: [fall]", "rutiner: [fall, hygien]")


def tackning(bok: Provbok, datum: str = "2026-11-21") -> dict[str, str]:
    return {lage.krav.id: lage.tackning for lage in kravlagen(bok.las(datum))}


ALLT = {"5:1": "djup", "5:2": "djup", "5:3": "djup", "27:1": "djup"}


def test_allt_ar_tackt(bok: Provbok) -> None:
    assert tackning(bok) == ALLT
    assert koder(bok, "KRAV") == []


@pytest.mark.parametrize(("nar", "kravs"), [("2026-11-21", True), ("2027-02-28", True), ("2027-03-01", False)])
@pytest.mark.parametrize(
    ("falt", "vilka"),
    [("upphävd: 2027-03-01", {*ALLT}), ('daterade: [{kapitel: "5", paragraf: "2", till: 2027-03-01}]', {"5:2"})],
)
def test_det_som_inte_langre_ar_lag_kravs_inte_och_sags_behova_ses_over(
    bok: Provbok, falt: str, vilka: set[str], nar: str, kravs: bool
) -> None:
    bok.andra(LAGAR, "i_kraft: 2025-07-01, kapitel", f"i_kraft: 2025-07-01, {falt}, kapitel")
    handbok = bok.las(nar)
    assert {x.krav.id for x in kravlagen(handbok) if not x.kravs(handbok.datum)} == (set() if kravs else vilka)
    obedomt = [i for i in kor(handbok).inte_kontrollerat if "gäller inte längre" in i.varfor]
    assert len(obedomt) == (0 if kravs else len(vilka))


@pytest.mark.parametrize(
    ("fil", "lagrum", "byts"),
    [
        (FALL, "[SoL 5 kap. 1 §, SoL 5 kap. 2 §]", {"5:2"}),  # the process still names 5:1
        (HYGIEN, "[SoL 5 kap. 3 §]", {"5:3"}),
        (STOD, "[SoL 5 kap. 1 §, SoL 27 kap. 1 §]", {"27:1"}),
    ],
)
def test_utan_ett_dokuments_lagrum_faller_just_dess_krav(bok: Provbok, fil: str, lagrum: str, byts: set[str]) -> None:
    bok.andra(fil, lagrum, "[SoL]")
    assert tackning(bok) == ALLT | dict.fromkeys(byts, "saknas")
    assert [a.fynd.namn[0] for a in fynd(bok, "KRAV")] == sorted(byts)
    assert set(koder(bok, "KRAV")) == {"KRAV001"}


@pytest.mark.parametrize(
    ("lagrum", "tackt"),
    [
        ("SoL 5 kap. 3 §", True),
        ("SoL 5:3", True),
        ("SoL 5 kap. 2–3 §§", True),  # a range names its paragraphs
        ("socialtjänstlagen (2025:400) 5 kap. 3 §", True),
        ("SoL 5 kap.", False),  # wider
        ("SoL", False),
        ("SoL (2001:453) 5 kap. 3 §", False),  # another act
        ("SoL 27 kap. 3 §", False),
    ],
)
def test_bara_den_som_namner_paragrafen_tacker_den(bok: Provbok, lagrum: str, tackt: bool) -> None:
    bok.andra(HYGIEN, "SoL 5 kap. 3 §", lagrum)
    assert tackning(bok)["5:3"] == ("djup" if tackt else "saknas")


def test_ett_krav_som_inte_namns(bok: Provbok) -> None:
    bok.andra(HYGIEN, "[SoL 5 kap. 3 §]", "[SoL]")
    (ett,) = fynd(bok, "KRAV")
    assert (ett.kod, ett.allvar, ett.stoppar, ett.fynd.plats.rad) == ("KRAV001", "fel", False, 5)
    assert ett.fynd.text == "Inget dokument nämner SoL 5 kap. 3 §: Utbildad personal."


@pytest.mark.parametrize(
    ("lage", "orsak"),
    [("utkast", "gäller inte i dag"), ("remiss", "gäller inte i dag"), ("utgången", "gäller inte i dag"), ("upphävd", "gäller inte i dag")],
)
def test_ett_dokument_som_inte_galler_racker_inte(bok: Provbok, lage: str, orsak: str) -> None:
    assert tackning(i_lage(bok, lage, HYGIEN))["5:3"] == "ytlig"
    assert texter(bok, "KRAV002") == [
        f"SoL 5 kap. 3 § nämns bara av dokument som inte räcker: Hygien (rutiner/hygien.md) {orsak}."
    ]


@pytest.mark.parametrize(("oversyn", "lage"), [("2026-11-20", "ytlig"), ("2026-11-21", "djup")])
def test_ett_dokument_som_skulle_ha_setts_over_racker_inte(bok: Provbok, oversyn: str, lage: str) -> None:
    bok.andra(HYGIEN, "översyn_senast: 2027-06-30", f"översyn_senast: {oversyn}")
    assert tackning(bok)["5:3"] == lage
    assert bool(koder(bok, "KRAV002")) == (lage == "ytlig")


@pytest.mark.parametrize(("roll", "lage"), [("vakant: true", "ytlig"), ("upphörd: 2026-11-21", "ytlig"), ("upphörd: 2026-11-22", "djup")])
def test_ett_dokument_utan_agare_i_tjanst_racker_inte(bok: Provbok, roll: str, lage: str) -> None:
    bok.andra(ORG, "{namn: Enhetschef,", f"{{namn: Enhetschef, {roll},")
    assert tackning(bok) == ALLT | {"5:2": lage, "5:3": lage}  # the process has another owner


def test_ett_dokument_som_racker_ar_nog(bok: Provbok) -> None:
    bok.andra(FALL, "SoL 5 kap. 2 §", "SoL 5 kap. 3 §")
    assert tackning(i_lage(bok, "utkast", HYGIEN)) == ALLT | {"5:2": "saknas"}


@pytest.mark.parametrize(("fran", "antal"), [("2026-11-20", 1), ("2026-11-21", 1), ("2026-11-22", 0)])
def test_ett_krav_begars_fran_sin_dag(bok: Provbok, fran: str, antal: int) -> None:
    bok.andra(KRAV, "SoL 5 kap. 3 §, typ: ska", f"SoL 27 kap. 7 §, typ: ska, från: {fran}")
    assert len(koder(bok, "KRAV")) == antal
    assert tackning(bok)["5:3"] == "saknas"  # listed all the same


@pytest.mark.parametrize("typ", ["bör", "definition", "hänvisning"])
def test_bara_ska_krav_begars(bok: Provbok, typ: str) -> None:
    bok.andra(KRAV, "SoL 5 kap. 3 §, typ: ska", f"SoL 27 kap. 7 §, typ: {typ}")
    assert koder(bok, "KRAV") == []


@pytest.mark.parametrize(("sakerhet", "allvar"), [("säker", "fel"), ("trolig", "varning"), ("osäker", "varning")])
def test_ett_osakert_nummer_ger_varning(bok: Provbok, sakerhet: str, allvar: str) -> None:
    bok.andra(KRAV, "SoL 5 kap. 3 §, typ: ska", f"SoL 27 kap. 7 §, säkerhet_nummer: {sakerhet}, typ: ska")
    (ett,) = fynd(bok, "KRAV")
    assert ett.allvar == allvar
    assert (f"Paragrafens nummer är inte säkert ({sakerhet})." in ett.fynd.text) == (allvar == "varning")


def test_flera_paragrafer_i_ett_krav_ska_alla_tackas(bok: Provbok) -> None:
    bok.andra(KRAV, "SoL 5 kap. 3 §,", "SoL 5 kap. 2–3 §§,")
    assert tackning(bok)["5:3"] == "djup"
    bok.andra(HYGIEN, "[SoL 5 kap. 3 §]", "[SoL]")
    assert tackning(bok)["5:3"] == "saknas"


def test_ett_krav_utan_paragraf_ar_inte_kontrollerat(bok: Provbok) -> None:
    bok.andra(KRAV, "SoL 5 kap. 3 §,", "SoL 5 kap.,")
    assert koder(bok, "KRAV") == []
    assert (KRAV, "kravet 5:3") in inte(bok, "KRAV001")


@pytest.mark.parametrize("kod", ["KRAV001", "KRAV002"])
def test_ett_trasigt_dokument_ger_inga_falska_krav(bok: Provbok, kod: str) -> None:
    bok.skriv(HYGIEN, "utan sidhuvud\n").andra(STOD, "SoL 27 kap. 1 §", "SoL")
    assert koder(bok, kod) == []
    assert [f for f in inte(bok, kod) if f[0] == KRAV] == [(KRAV, "kravet 27:1"), (KRAV, "kravet 5:3")]
    assert tackning(bok) == ALLT | {"5:3": "inte kontrollerat", "27:1": "inte kontrollerat"}


# --- a decided document, until it begins


def beslutad(bok: Provbok) -> Provbok:
    """Version 2.0 of hygien is decided and begins tomorrow."""
    return bok.andra(HYGIEN, "version: 1.0", "version: 2.0").andra(HYGIEN, "gäller_från: 2026-04-01", "gäller_från: 2026-11-22")


def test_till_dess_racknas_den_version_som_galler(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(bok)
    spara(beslutad(bok))
    assert koder(bok, "KRAV", git=True) == []
    assert inte(bok, "KRAV", git=True) == []


def test_ett_dokument_som_aldrig_gallt_tacker_inget(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(beslutad(bok))
    assert rader(bok, "KRAV", git=True) == [f"KRAV002 {KRAV}:5:5"]


def test_utan_historik_ar_ett_beslutat_dokument_inte_kontrollerat(bok: Provbok) -> None:
    beslutad(bok).andra(STOD, "[fall, hygien]", "[hygien]")
    assert [f for f in koder(bok, "KRAV", git=True) if f != "KRAV005"] == []
    assert {(KRAV, "kravet 5:3"), (STOD, "rutinerna för aktiviteten Hjälpa")} <= {*inte(bok, "KRAV", git=True)}


# --- KRAV003–005


@pytest.mark.parametrize(("lage", "antal"), [("utkast", 0), ("remiss", 1), ("beslutad", 1), ("i kraft", 1), ("upphävd", 0)])
@pytest.mark.parametrize("aktiviteter", ["", "aktiviteter: []"])
def test_en_process_pa_remiss_eller_gallande_har_aktiviteter(bok: Provbok, lage: str, antal: int, aktiviteter: str) -> None:
    text = (bok.rot / STOD).read_text("utf-8")
    bok.skriv(STOD, text[: text.index("aktiviteter:")] + aktiviteter + text[text.index("\n---\n") :])
    i_lage(bok, lage, STOD)
    assert rader(bok, "KRAV003") == [f"KRAV003 {STOD}:1:1"] * antal
    assert koder(bok, "META") == []  # one fault, one code


@pytest.mark.parametrize("lage", ["utkast", "remiss", "beslutad", "utgången", "upphävd"])
def test_en_aktivitet_har_en_rutin_som_galler(bok: Provbok, lage: str) -> None:
    git(bok.rot, "init")
    bok.andra(STOD, "rutiner: [fall, hygien]}", "rutiner: [hygien]}\n  - {id: ringa, namn: Ringa, roll: underskoterska, rutiner: [fall]}")
    assert koder(spara(bok), "KRAV004", git=True) == []
    i_lage(bok, lage, HYGIEN)
    if lage == "beslutad":  # the version in force until then is the routine
        assert koder(bok, "KRAV004", git=True) == ["KRAV004"]  # the same version: never in force
        bok.andra(HYGIEN, "version: 1.0", "version: 2.0")
        assert koder(bok, "KRAV004", git=True) == []
    else:
        assert texter(bok, "KRAV004", git=True) == ["Aktiviteten Hjälpa har ingen rutin som gäller."]
    bok.andra(STOD, "rutiner: [hygien]", "rutiner: [hygien], rutin_behövs_inte: Alla vet")
    assert koder(bok, "KRAV004", git=True) == []


@pytest.mark.parametrize("lage", ["utkast", "remiss", "beslutad", "utgången", "upphävd"])
def test_bara_gallande_processers_aktiviteter_bedoms(bok: Provbok, lage: str) -> None:
    bok.andra(STOD, ", rutiner: [fall, hygien]", "")
    assert koder(bok, "KRAV004") == ["KRAV004"]
    assert koder(i_lage(bok, lage, STOD), "KRAV004") == []


def test_en_trasig_rutin_ger_ingen_falsk_aktivitet(bok: Provbok) -> None:
    bok.skriv(HYGIEN, "utan sidhuvud\n").andra(STOD, "[fall, hygien]", "[hygien]")
    assert koder(bok, "KRAV004") == []
    assert (STOD, "rutinerna för aktiviteten Hjälpa") in inte(bok, "KRAV004")


@pytest.mark.parametrize(("typ", "antal"), [("rutin", 1), ("instruktion", 1), ("riktlinje", 0), ("mall", 0)])
def test_en_rutin_hor_till_en_process(bok: Provbok, typ: str, antal: int) -> None:
    bok.andra(STOD, "[fall, hygien]", "[fall]").andra(HYGIEN, "typ: rutin", f"typ: {typ}")
    assert [(a.kod, a.allvar, a.fynd.plats.fil) for a in fynd(bok, "KRAV005")] == [("KRAV005", "varning", HYGIEN)] * antal


@pytest.mark.parametrize("lage", ["utkast", "remiss", "beslutad", "utgången", "upphävd"])
def test_bara_det_som_galler_maste_hora_till_en_process(bok: Provbok, lage: str) -> None:
    bok.andra(STOD, "[fall, hygien]", "[fall]")
    assert koder(i_lage(bok, lage, HYGIEN), "KRAV005") == []


def test_en_upphavd_process_ar_ingen_plats_for_en_rutin(bok: Provbok) -> None:
    assert koder(i_lage(bok, "upphävd", STOD), "KRAV005") == ["KRAV005", "KRAV005"]


def test_en_trasig_process_ger_ingen_falsk_varning(bok: Provbok) -> None:
    bok.skriv(STOD, "utan sidhuvud\n")
    assert koder(bok, "KRAV005") == []
    assert {(FALL, "om rutinen hör till en process"), (HYGIEN, "om rutinen hör till en process")} <= {*inte(bok, "KRAV005")}


@pytest.mark.parametrize(("mapp", "kravda"), [("data/krav", ["KRAV001", "KRAV002"]), ("data/lagar", ["KRAV001", "KRAV002"])])
def test_utan_register_ar_kraven_inte_kontrollerade(bok: Provbok, mapp: str, kravda: list[str]) -> None:
    for fil in (bok.rot / mapp).iterdir():
        fil.unlink()
    assert koder(bok, "KRAV") == []
    assert inte(bok, "KRAV") == [(mapp, f"regeln {k}") for k in kravda]

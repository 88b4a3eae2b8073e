"""The macros of the registers: figures that are counted, lists that the public may read, and faults in the call."""

import inspect
import re
from dataclasses import replace
from pathlib import Path

import pytest

from handbok.bitar import Sammanhang
from handbok.kontroller.pub import internt_i_publikt_bygge
from handbok.makron import svara
from handbok.makrosvar import InteBedombart, Makrofel
from handbok.mallar import las_mall
from handbok.registermakron import MAKRON
from handbok.urval import offentlig
from tests.conftest import Provbok
from tests.registerdata import berattelse, med_register
from tests.sajt import ROT

SIDAN, INTERN = "docs/kvalitetsberattelse/2026/index.md", "docs/register/atgarder.md"


@pytest.fixture
def register(bok: Provbok) -> Provbok:
    """All registers, a public report of 2026, and an internal page."""
    bok.skriv(INTERN, "---\ntitel: Åtgärder\npublicering: intern\n---\nText.\n")
    return berattelse(med_register(bok), "2026")


def svar(bok: Provbok, anrop: str, fil: str = SIDAN, *, publikt: bool = False) -> str:
    """What a call answers on a page, without its tags."""
    handbok = offentlig(bok.las()) if publikt else bok.las()
    text = str(svara(Sammanhang(handbok, handbok.text_per_fil[fil]), las_mall(f"{{{{ {anrop} }}}}")[0][0]))
    return " ".join(re.sub("<[^>]+>", " ", text).split())


@pytest.mark.parametrize(
    ("anrop", "tal"),
    [
        ('atgarder(visa="antal")', "2"),
        ('atgarder(period="2027", visa="antal")', "1"),
        ('atgarder(status="stängd", visa="av")', "1 av 2"),
        ('atgarder(kalla="klagomål", visa="av")', "1 av 2"),
        ('atgarder(lage="öppen", visa="av")', "1 av 2"),
        ('atgarder(lage="försenad", visa="av")', "1 av 2"),
        ('atgarder(effekt="god", visa="av")', "1 av 2"),
        ('atgarder(process="stod", visa="av")', "1 av 1"),
        ('egenkontroller(lage="gjord", visa="av")', "1 av 2"),
        ('egenkontroller(resultat="godkänd", visa="antal")', "1"),
        ('egenkontroller(period="2025", resultat="ej", visa="av")', "1 av 1"),
        ('egenkontroller(period="2025", lage="försenad", visa="av")', "1 av 1"),
        ('egenkontroller(lage="försenad", visa="av")', "1 av 2"),
        ('risker(visa="antal")', "2"),
        ('risker(lage="prioriterad", visa="av")', "1 av 2"),
        ('risker(period="2025", lage="obesvarad", visa="av")', "1 av 1"),
        ('forbattringsomraden(period="2024", bedomning="delvis", visa="av")', "1 av 2"),
        ('avtalsuppfoljning(bedomning="godkänd", visa="av")', "1 av 3"),
        ('avtalsuppfoljning(lage="öppen", visa="antal")', "1"),
        ('avtalsuppfoljning(omrade="Resor", visa="antal")', "1"),
    ],
)
def test_siffrorna_raknas_ur_registret_lika_internt_och_publikt(register: Provbok, anrop: str, tal: str) -> None:
    assert svar(register, anrop) == svar(register, anrop, publikt=True) == tal


@pytest.mark.parametrize(
    ("anrop", "text"),
    [
        ('atgarder(statsu="stängd")', "Argumentet statsu finns inte i atgarder."),
        ('atgarder("stängd")', "Anropet har för många argument."),
        ('atgarder(status="klar")', "status är klar."),
        ('atgarder(visa="tabell")', "visa är tabell."),
        ('atgarder(period="i år")', "i år är ingen period."),
        ('atgarder(period="2031")', "Registret har inget för perioden 2031."),
        ('egenkontroller(resultat="bra")', "resultat är bra."),
        ('risker(lage="stor")', "lage är stor."),
        ('avtalsuppfoljning(omrade="Resa")', "Avtalsområdet Resa finns inte."),
        ('arshjul(roll="chef")', "Rollen chef finns inte."),
    ],
)
def test_ett_fel_i_anropet_sags(register: Provbok, anrop: str, text: str) -> None:
    with pytest.raises(Makrofel) as fel:
        svar(register, anrop)
    assert fel.value.text == text


def test_en_okand_process_ar_ett_okant_dokument(register: Provbok) -> None:
    with pytest.raises(Makrofel) as fel:
        svar(register, 'atgarder(process="stodd")')
    assert (fel.value.slag, fel.value.gor_sa_har) == ("dokument", "Menade du stod?")


def test_ett_register_med_fel_ar_inte_bedombart_och_ett_som_saknas_ar_fel(register: Provbok) -> None:
    register.skriv("data/register/atgarder.yml", "- a\n")
    with pytest.raises(InteBedombart):
        svar(register, 'atgarder(visa="antal")')
    (register.rot / "data/register/atgarder.yml").unlink()
    with pytest.raises(Makrofel, match="finns inte"):
        svar(register, 'atgarder(visa="antal")')


def test_utan_grans_kan_prioriterade_risker_inte_raknas(register: Provbok) -> None:
    register.andra("data/organisation.yml", "prioriterad_risk: 12\n", "")
    with pytest.raises(Makrofel, match="inte bestämt"):
        svar(register, 'risker(lage="prioriterad", visa="antal")')


def test_planunderlaget_har_de_prioriterade_riskerna_och_kallar_sig_inte_planen(register: Provbok) -> None:
    text = svar(register, 'risker(visa="planunderlag")', INTERN)
    assert "Underlag till planen för intern kontroll" in text
    assert "Få i tjänst på natten 12 Enhetschef Planerna är aktuella, senast den 10 april 2027" in text
    assert "Ont om parkering" not in text


def test_varje_roll_har_sina_uppgifter_det_nasta_forst_och_kalendern_bara_internt(register: Provbok) -> None:
    fil, bada = "data/register/arshjul.yml", "ansvarig: [enhetschef, verksamhetschef],"
    register.andra(fil, "studera, ansvarig: enhetschef,", f"studera, {bada}")
    text = svar(register, 'arshjul(visa="roller")', INTERN)
    chef, verksamhetschef = text.split("Enhetschef: 4 uppgifter")[1].split("Verksamhetschef: 2 uppgifter")
    assert chef.index("Skriv rapporten. Börja den 10 januari 2027") < chef.index("Läs avvikelser. Varje vecka.")
    assert verksamhetschef.index("Gör planen") < verksamhetschef.index("Skriv rapporten")
    assert "Egenkontroll: Händerna är rena. Skulle ha gjorts senast den 1 april 2026" in chef
    assert text.count("Kalender att prenumerera på") == 2
    assert "Egenkontroll:" not in svar(register, 'arshjul(visa="roller")')
    assert "Kalender" not in svar(register, 'arshjul(visa="roller")')


def test_en_publik_sida_visar_bara_publika_poster_och_sager_att_det_finns_fler(register: Provbok) -> None:
    for publikt in (False, True):
        text = svar(register, "risker()", publikt=publikt)
        assert "Läget den 21 november 2026: 2 risker. 1 visas här. Övriga är interna." in text
        assert "Ont om parkering" in text
        assert "Få i tjänst" not in text
        assert "Larm provas" not in svar(register, "atgarder()", publikt=publikt)
        assert "Städ" not in svar(register, "avtalsuppfoljning()", publikt=publikt)
    assert "Larm provas varje vecka" in svar(register, "atgarder()", INTERN)


def test_en_intern_posts_ord_finns_inte_i_det_publika_urvalet(register: Provbok) -> None:
    ord_ = repr([dict(p.falt) for p in offentlig(register.las()).register])
    for hemligt in ("Få i tjänst", "Stickprov", "Nio av tio", "Larm provas", "Färre fall", "Sena svar"):
        assert hemligt not in ord_
    assert "Ont om parkering" in ord_


def test_kedjan_star_pa_kortet_med_dagar_i_ratt_tempus(register: Provbok) -> None:
    text = svar(register, "atgarder()", INTERN)
    for del_ in (
        "Kommer från : Risk: Få i tjänst på natten", "Läge : Stängd. Slutdag : Den 30 juni 2026.",
        "Fall (version 1.0 gäller)", "Effekt : God. Färre fall.",
        "Slutdag : Skulle ha varit klar senast den 31 augusti 2026 (för 82\N{NO-BREAK SPACE}dagar sedan).",
        "Effekt : Följs upp senast den 30 september 2027",
    ):  # fmt: skip
        assert " ".join(del_.split()).replace(" :", "") in text.replace(" :", "").replace(":", ":"), del_


def test_varje_makro_och_argument_star_i_guiden() -> None:
    guide = (ROT / "docs/guider/registren.md").read_text("utf-8")
    argument = {a for m in MAKRON for a in list(inspect.signature(m).parameters)[1:]}
    assert [m.__name__ for m in MAKRON if f"&#123;&#123; {m.__name__}(" not in guide] == []
    assert [a for a in argument if f"`{a}`" not in guide and f"{a}=" not in guide] == []


def test_pub002_ser_en_intern_post_i_det_publika_bygget(register: Provbok) -> None:
    handbok = register.las()
    sidor = {"a/index.html": '<li id="post-liten">', "b/index.html": '<a href="../#post-natt">', "c/index.html": "post-natt"}
    fynd = list(internt_i_publikt_bygge(replace(handbok, publikt_bygge=sidor)))
    assert [f.plats.fil for f in fynd] == ["b/index.html"]
    assert "natt (data/register/risker.yml)" in fynd[0].text


def test_egenkontroller_i_en_period_bedoms_och_dateras_periodens_sista_dag(register: Provbok) -> None:
    register.andra("data/register/egenkontroller.yml", "2025-05-10", "2025-09-10")
    text = svar(register, 'egenkontroller(period="2025")', INTERN)
    assert "Läget den 31 december 2025: 1 egenkontroll." in text
    assert "Ska göras senast den 10 mars 2026 (om 69\N{NO-BREAK SPACE}dagar)".replace("\N{NO-BREAK SPACE}", " ") in text
    assert "Skulle ha" not in text


@pytest.mark.parametrize("fil", sorted((ROT / "data/register").glob("*.yml")), ids=lambda f: f.stem)
def test_pahittade_poster_marks_dar_lasaren_ser_dem(fil: Path) -> None:
    text = fil.read_text("utf-8")
    sidor = [f for f in (ROT / "docs").rglob("*.md") if f.stem == fil.stem and "{{ " in f.read_text("utf-8")]
    assert len(sidor) == 1
    fore_forsta_anropet = sidor[0].read_text("utf-8").split("{{ ")[0]
    assert ("påhittad" in fore_forsta_anropet or "påhittat" in fore_forsta_anropet) is text.startswith("# Påhitta")

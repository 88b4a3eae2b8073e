"""An adopted kvalitetsberättelse stays as adopted: its pages (TID005) and its tables (TAL005), by what git holds."""

import re
from collections.abc import Callable

import pytest

from handbok.bitar import Sammanhang
from handbok.historik import med_historik
from handbok.kontroller import Resultat
from handbok.makron import svara
from handbok.mallar import las_mall
from handbok.urval import offentlig
from tests.conftest import Provbok, Svar
from tests.siffror.stod import prova, skriv_tabell
from tests.test_historik import git, spara

MAPP = "docs/kvalitetsberattelse/2024"
FRAMSIDA = """\
---
titel: Kvalitetsberättelse 2024
period: {namn: 2024, från: 2024-01-01, till: 2024-12-31}
status: utkast
version: 1.0
datum: {fastställd: 2025-03-01}
beslut: {av: socialnamnden}
---
Inledning.
"""
UPPGIFTER = "perioder: {kolumner: {Utfall 2023: 2023, Utfall 2024: 2024}}\nkolumner: {Not: {enhet: text}}\n"
CSV = "Rad;Utfall 2023;Utfall 2024;Not\na;1;2\xa0000;x\nb;saknas;..;y\n"
ANDRA, TILLBAKA = "Ta tillbaka ändringen, eller skriv reviderad", "Höj versionen och fatta ett nytt beslut"


@pytest.fixture
def arkiv(bok: Provbok) -> Provbok:
    """A report with a chapter and a table, drafted in one commit with other figures and adopted in the next."""
    git(bok.rot, "init")
    bok.skriv(f"{MAPP}/index.md", FRAMSIDA).skriv(f"{MAPP}/kapitel.md", "# Kapitel\n\nText.\n")
    spara(skriv_tabell(bok, CSV.replace("a;1", "a;7"), UPPGIFTER))
    bok.skriv("data/2024/t.csv", CSV)
    return spara(bok.andra(f"{MAPP}/index.md", "status: utkast", "status: gällande"))


def provad(bok: Provbok, bas: str | None = None) -> Resultat:
    handbok = med_historik(bok.las(), bok.rot, bas)
    assert handbok.lasfel == ()
    return prova(handbok, "TID005", "TAL005")


def fynd(bok: Provbok, bas: str | None = None) -> list[str]:
    """Each finding as `KOD fil:rad:kolumn text`."""
    return [
        f"{a.kod} {a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn} {a.fynd.text}" for a in provad(bok, bas).anmarkningar
    ]


def test_en_berattelse_som_star_som_den_faststalldes_ger_inget(arkiv: Provbok) -> None:
    resultat = provad(arkiv)
    assert (resultat.anmarkningar, resultat.inte_kontrollerat) == ((), ())


def test_text_och_siffror_jamfors_med_dem_som_faststalldes(arkiv: Provbok) -> None:
    arkiv.andra(f"{MAPP}/index.md", "Inledning.", "Inledningen.").andra(f"{MAPP}/kapitel.md", "Text.", "Annan text.")
    arkiv.andra("data/2024/t.csv", "2\xa0000", "2001,5")
    vantat = [
        "TAL005 data/2024/t.csv:2:3 a, Utfall 2024: Det står 2001,5, men när kvalitetsberättelsen fastställdes stod 2000.",
        f"TID005 {MAPP}/index.md:5:10 Texten är ändrad sedan kvalitetsberättelsen 2024 fastställdes.",
        f"TID005 {MAPP}/kapitel.md:1:1 Texten är ändrad sedan kvalitetsberättelsen 2024 fastställdes.",
    ]
    assert fynd(arkiv) == vantat
    assert fynd(spara(arkiv)) == vantat, "också när ändringen är sparad"
    tal, tid, _ = provad(arkiv).anmarkningar
    assert (tal.fynd.angivet, tal.fynd.raknat, tal.stoppar, tid.stoppar) == ("2001,5", "2000", True, False)


@pytest.mark.parametrize(
    ("gammalt", "nytt", "antal"),
    [
        ("a;1", "a;1,0", 0), ("2\xa0000", "2000", 0), (";x", ";ny anmärkning", 0), ("\nb", "\nc;5;5;\nb", 0),
        ("saknas", "5", 1), ("..", "5", 1), ("a;1", "a;saknas", 1), ("a;1", "a;10", 1), ("a;1", "A;1", 1), ("Utfall 2023", "Utfall", 1),
    ],
)  # fmt: skip
def test_bara_andrade_varden_ar_andringar(arkiv: Provbok, gammalt: str, nytt: str, antal: int) -> None:
    arkiv.andra("data/2024/t.csv", gammalt, nytt)
    if nytt == "Utfall":
        arkiv.andra("data/2024/t.yml", "Utfall 2023: 2023", "Utfall: 2023")
    assert len(fynd(arkiv)) == antal


@pytest.mark.parametrize(
    ("post", "galler"),
    [
        ("rad: a, kolumn: Utfall 2023, ", True), ("", True), ("period: 2023, ", True), ("period: 2024, ", True), ("rad: b, ", False),
        ("period: 2022, ", False),
    ],
)  # fmt: skip
def test_ett_skal_i_reviderad_ger_lov(arkiv: Provbok, post: str, galler: bool) -> None:
    arkiv.andra("data/2024/t.csv", "a;1", "a;3")
    skriv_tabell(arkiv, (arkiv.rot / "data/2024/t.csv").read_text("utf-8"), f"{UPPGIFTER}reviderad: [{{{post}skäl: Sent}}]\n")
    assert (fynd(arkiv) == []) is galler


def test_en_borttagen_rad_tabell_eller_sida_och_en_ny_sida_ar_andringar(arkiv: Provbok) -> None:
    spara(skriv_tabell(arkiv, CSV.replace("b;saknas;..;y\n", ""), UPPGIFTER))
    assert fynd(arkiv) == [
        "TAL005 data/2024/t.csv:1:1 Raden b är borttagen eller omdöpt sedan kvalitetsberättelsen fastställdes."
    ]
    (arkiv.rot / f"{MAPP}/kapitel.md").rename(arkiv.rot / f"{MAPP}/annat.md")
    for fil in ("t.csv", "t.yml"):
        (arkiv.rot / "data/2024" / fil).unlink()
    assert fynd(spara(arkiv)) == [
        f"TID005 {MAPP}/annat.md:1:1 Sidan {MAPP}/annat.md är tillagd sedan kvalitetsberättelsen 2024 fastställdes.",
        f"TAL005 {MAPP}/index.md:3:16 Tabellen t är borttagen, fast den hör till den fastställda kvalitetsberättelsen 2024.",
        f"TID005 {MAPP}/index.md:5:10 Sidan {MAPP}/kapitel.md är borttagen sedan kvalitetsberättelsen 2024 fastställdes.",
    ]


def test_en_ny_version_far_ny_text_men_siffrorna_behover_skal(arkiv: Provbok) -> None:
    arkiv.andra(f"{MAPP}/index.md", "version: 1.0", "version: 1.1").andra(f"{MAPP}/kapitel.md", "Text.", "Ny text.")
    arkiv.andra("data/2024/t.csv", "a;1", "a;3")
    vantat = ["TAL005 data/2024/t.csv:2:2 a, Utfall 2023: Det står 3, men när kvalitetsberättelsen fastställdes stod 1."]
    assert fynd(arkiv) == vantat, "innan den nya versionen är sparad"
    assert fynd(spara(arkiv)) == vantat
    arkiv.andra(f"{MAPP}/kapitel.md", "Ny text.", "Nyare text.")
    assert len(fynd(spara(arkiv))) == 2


def test_ett_utkast_far_andras(arkiv: Provbok) -> None:
    arkiv.andra(f"{MAPP}/index.md", "status: gällande", "status: utkast").andra("data/2024/t.csv", "a;1", "a;3")
    assert fynd(spara(arkiv)) == []


def test_en_berattelse_i_en_fil_som_blir_en_mapp(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(skriv_tabell(bok.skriv(f"{MAPP}.md", FRAMSIDA.replace("utkast", "gällande")), CSV, UPPGIFTER))
    assert fynd(bok) == []
    (bok.rot / MAPP).mkdir()
    (bok.rot / f"{MAPP}.md").rename(bok.rot / f"{MAPP}/index.md")
    assert [rad.split(" ", 2)[2] for rad in fynd(spara(bok.andra("data/2024/t.csv", "a;1", "a;2")))] == [
        "a, Utfall 2023: Det står 2, men när kvalitetsberättelsen fastställdes stod 1.",
        f"Sidan {MAPP}.md är borttagen sedan kvalitetsberättelsen 2024 fastställdes.",
        f"Sidan {MAPP}/index.md är tillagd sedan kvalitetsberättelsen 2024 fastställdes.",
    ]


def test_mot_en_bas_jamfors_med_basens_texter_och_siffror(arkiv: Provbok) -> None:
    spara(arkiv.andra("data/2024/t.csv", "a;1", "a;3").andra(f"{MAPP}/kapitel.md", "Text.", "Ny text."))
    assert fynd(arkiv, "HEAD") == []
    assert len(fynd(arkiv, "HEAD~1")) == 2
    assert fynd(arkiv, "HEAD~2") == [], "där är berättelsen ett utkast"


def test_utan_historik_ar_det_inte_kontrollerat(bok: Provbok) -> None:
    bok.skriv(f"{MAPP}/index.md", FRAMSIDA.replace("utkast", "gällande"))
    skriv_tabell(bok, CSV, UPPGIFTER)
    resultat = provad(bok)
    inte = {(i.fil, i.vad) for i in resultat.inte_kontrollerat}
    assert resultat.anmarkningar == ()
    assert ("docs", "om kvalitetsberättelsens text är ändrad efter beslutet") in inte
    assert ("data/2024", "om siffrorna är ändrade sedan de fastställdes") in inte


def test_en_trasig_tabell_ar_inte_kontrollerad(arkiv: Provbok) -> None:
    arkiv.andra("data/2024/t.csv", "a;1", "a;ett")
    resultat = prova(med_historik(arkiv.las(), arkiv.rot), "TAL005")
    assert resultat.anmarkningar == ()
    assert ("data/2024/t.csv", "om siffrorna är ändrade sedan de fastställdes") in {
        (i.fil, i.vad) for i in resultat.inte_kontrollerat
    }


def test_kommandot_stoppas_av_en_andrad_siffra_och_skalet_syns(arkiv: Provbok, handbok: Callable[..., Svar]) -> None:
    arkiv.andra("data/2024/t.csv", "a;1", "a;3")
    svar = handbok("kontrollera", "--valj", "TAL005")
    assert svar.kod == 1
    assert ANDRA in svar.ut


REGISTERANROP = """\
{{ atgarder(status="stängd", visa="av") }}, {{ risker(lage="prioriterad", visa="av") }}, {{ risker() }}
"""
RISKER = """\
- {id: natt, beskrivning: Natt, datum: 2024-02-01, sannolikhet: 3, konsekvens: 4, ansvarig: enhetschef, publicering: publik}
- {id: dag, beskrivning: Dag, datum: 2024-03-01, sannolikhet: 3, konsekvens: 4, ansvarig: enhetschef, publicering: publik}
"""
ATGARD = "- {id: larm, vad: Larm, källa: {slag: klagomål}, ansvarig: enhetschef, klart_senast: 2024-09-01, status: pågår}\n"


@pytest.fixture
def med_register(arkiv: Provbok) -> Provbok:
    """The report adopted in a version that counts the registers."""
    arkiv.skriv("data/register/risker.yml", RISKER).skriv("data/register/atgarder.yml", ATGARD)
    arkiv.skriv("docs/register/risker.md", "# Risker\n\nText.\n")
    arkiv.andra(f"{MAPP}/index.md", "version: 1.0", "version: 1.1").andra(f"{MAPP}/index.md", "titel: Kval", "publicering: publik\ntitel: Kval")
    return spara(arkiv.skriv(f"{MAPP}/kapitel.md", f"# Kapitel\n\n{REGISTERANROP}"))


def ur_registren(bok: Provbok, fil: str = f"{MAPP}/kapitel.md", *, publikt: bool = False, historik: bool = True) -> str:
    """What the calls answer on a page, without tags."""
    handbok = med_historik(bok.las(), bok.rot) if historik else bok.las()
    handbok = offentlig(handbok) if publikt else handbok
    s = Sammanhang(handbok, handbok.text_per_fil[fil])
    svar = " ".join(str(svara(s, anrop)) for anrop in las_mall(REGISTERANROP)[0])
    return " ".join(re.sub("<[^>]+>", " ", svar).split())


def test_en_faststalld_berattelse_laser_registren_som_de_var_vid_beslutet(med_register: Provbok) -> None:
    fore = ur_registren(med_register)
    assert fore.startswith("0 av 1 2 av 2 Läget den 1 mars 2025: 2 risker.")
    stangd = "status: stängd, effekt: {följs_upp: 2026-01-31, bedömning: god}"
    med_register.andra("data/register/atgarder.yml", "status: pågår", stangd)
    med_register.andra("data/register/risker.yml", "2024-03-01", "2026-03-01")
    med_register.andra("data/organisation.yml", "prioriterad_risk: 12", "prioriterad_risk: 20")
    assert ur_registren(spara(med_register)) == fore
    assert ur_registren(med_register, publikt=True) == fore
    assert fynd(med_register) == []
    annan = ur_registren(med_register, "docs/register/risker.md")
    assert annan.startswith("1 av 1 0 av 2 Läget den 21 november 2026"), "registrens egna sidor visar i dag"
    med_register.andra(f"{MAPP}/index.md", "version: 1.1", "version: 1.2")
    assert ur_registren(spara(med_register)).startswith("1 av 1 0 av 1 Läget den 1 mars 2025: 1 risk."), "en ny version"


@pytest.mark.parametrize("atgard", ["publicering: publik", "- {id: natt"])
def test_det_som_inte_langre_far_visas_raknas_men_syns_inte(med_register: Provbok, atgard: str) -> None:
    rader = [rad for rad in RISKER.splitlines() if not rad.startswith("- {id: natt")]
    intern = RISKER.replace("publicering: publik}", "publicering: intern}", 1)
    med_register.skriv("data/register/risker.yml", intern if atgard.startswith("p") else "\n".join(rader) + "\n")
    for publikt in (False, True):
        text = ur_registren(spara(med_register) if not publikt else med_register, publikt=publikt)
        assert "2 av 2" in text
        assert ("Natt" in text, "Dag" in text) == (False, True)
    faststalld = offentlig(med_historik(med_register.las(), med_register.rot)).faststallda["2024"]
    assert "Natt" not in repr([dict(p.falt) for poster in faststalld.register.values() for p in poster])


def test_register_som_inte_gar_att_lasa_som_de_var_ar_inte_kontrollerade(med_register: Provbok) -> None:
    vad = "om siffrorna ur registren är de som fastställdes"
    assert vad not in {i.vad for i in provad(med_register).inte_kontrollerat}
    utan = prova(med_register.las(), "TAL005")
    assert (f"{MAPP}/index.md", vad) in {(i.fil, i.vad) for i in utan.inte_kontrollerat}
    assert "Läget den 21 november 2026" in ur_registren(med_register, historik=False)
    med_register.andra("data/register/risker.yml", "sannolikhet: 3", "sannolikhet: 33")
    med_register.andra(f"{MAPP}/index.md", "version: 1.1", "version: 1.2")
    spara(med_register)
    spara(med_register.andra("data/register/risker.yml", "sannolikhet: 33", "sannolikhet: 3"))
    assert (f"{MAPP}/index.md", vad) in {(i.fil, i.vad) for i in provad(med_register).inte_kontrollerat}

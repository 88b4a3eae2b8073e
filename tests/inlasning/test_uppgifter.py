"""Organisation, law, requirements and registers: what the files say is what the handbook holds."""

from datetime import date

import pytest

from handbok.inlasning.uppgifter import paragrafer
from handbok.modell import Paragraftid
from tests.conftest import Provbok
from tests.stod import fynd

ORG = "data/organisation.yml"
REGISTER = {
    "risker": "{id: a, beskrivning: B, datum: 2026-01-20, sannolikhet: 3, konsekvens: 4, ansvarig: enhetschef}",
    "egenkontroller": "{id: a, vad: V, hur: H, ansvarig: enhetschef, från: 2026-01-01, intervall_månader: 6}",
    "atgarder": "{id: a, vad: V, källa: {slag: risk}, ansvarig: enhetschef, klart_senast: 2026-12-31, status: pågår}",
    "forbattringsomraden": "{id: a, period: 2024, vad: V, ansvarig: enhetschef, effektmått: E}",
    "avtalsuppfoljning": "{område: O, avtalsform: LOU, år: 2026, bedömning: delvis}",
    "arshjul": "{id: a, vad: V, steg: studera, ansvarig: enhetschef, tider: [{till: 03-01}], dokument: stod}",
}


def test_organisationen_kommer_med(bok: Provbok) -> None:
    bok.andra(ORG, "{namn: Enhetschef,", "{namn: Enhetschef, verksamhet: aldreomsorg, telefon: 0999-100 20, vakant: true,"
              " upphörd: 2026-12-31,")  # fmt: skip
    org = bok.las().organisation
    assert org is not None
    assert (org.kommun, org.kod, org.prioriterad_risk) == ("Provkommun", "0114", 12)
    assert org.namnder == {"socialnamnden": "Socialnämnden"}
    assert org.verksamheter["aldreomsorg"].enheter == {"almen": "Almen"}
    assert org.beslutar == {"rutin": ("verksamhetschef",)}
    roll = org.roller["enhetschef"]
    assert (roll.verksamhet, roll.telefon, roll.vakant, roll.upphord) == (
        "aldreomsorg", "0999-100 20", True, date(2026, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize("skriven", ["0114", '"0114"', "'0114'"])
def test_en_kommunkod_behaller_sin_nolla(bok: Provbok, skriven: str) -> None:
    org = bok.andra(ORG, "kod: 0114", f"kod: {skriven}").las().organisation
    assert org is not None
    assert org.kod == "0114"


def test_en_organisation_behover_kommun_och_roller(bok: Provbok) -> None:
    assert fynd(bok.skriv(ORG, "# tom\n")) == [f"META002 {ORG}:1:1"] * 2
    assert bok.las().organisation is None


def test_organisationens_okanda_falt_och_fel_varden_star_pa_sin_plats(bok: Provbok) -> None:
    bok.andra(ORG, "prioriterad_risk: 12", "prioriterad_rsk: 12").andra(ORG, "{namn: Enhetschef,", "{namm: Enhetschef,")
    bok.andra(ORG, "vc@provkommun.se", "vc")
    assert fynd(bok) == [
        f"META004 {ORG}:2:1", f"META002 {ORG}:10:3", f"META004 {ORG}:10:16", f"META003 {ORG}:11:52",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("1-4, 4 a, 5-6", {"1", "2", "3", "4", "4 a", "5", "6"}), ("7", {"7"}), ("1,2", {"1", "2"}),
        ("26,   26 a", {"26", "26 a"}), ("9-9", {"9"}),
    ],
)  # fmt: skip
def test_paragrafer_och_spann_raknas_upp(text: str, vantat: set[str]) -> None:
    assert paragrafer(text) == vantat


@pytest.mark.parametrize("text", ["1-", "a", "1 ab", "4 a-6", "1-99999", "§ 1", "1;2", "1,,2"])
def test_paragrafer_som_inte_gar_att_forsta_ar_fel_varde(bok: Provbok, text: str) -> None:
    fil = "data/lagar/forfattningar.yml"
    assert fynd(bok.andra(fil, '"5": 1-3', f'"5": "{text}"'))[0].startswith(f"META003 {fil}:3:")


def test_en_forfattning_kommer_med(bok: Provbok) -> None:
    bok.andra("data/lagar/forfattningar.yml", 'ersatt_av: "2025:400"',
              "ersatt_av: 2025:400, daterade: [{kapitel: 5, paragraf: 2 a, från: 2026-07-01, till: 2027-01-01}]")  # fmt: skip
    lagar = bok.las().lagar
    assert lagar is not None
    ny, gammal = lagar.forfattningar
    assert (ny.nummer, ny.kort, ny.i_kraft) == ("2025:400", "SoL", date(2025, 7, 1))
    assert ny.kapitel is not None
    assert ny.kapitel["5"] == {"1", "2", "3"}
    assert (gammal.upphavd, gammal.ersatt_av, gammal.kapitel) == (date(2025, 7, 1), ("2025:400",), None)
    assert gammal.daterade == (Paragraftid("5", "2 a", date(2026, 7, 1), date(2027, 1, 1)),)
    assert (gammal.plats.rad, gammal.plats.kolumn) == (4, 5)


def test_foreskrifter_och_konkordans_hor_till_lagregistret(bok: Provbok) -> None:
    bok.skriv("data/lagar/foreskrifter.yml", """\
        kontrollerad: 2026-10-01
        föreskrifter:
          - {nummer: "SOSFS 2011:9", ämne: Ledningssystem, i_kraft: 2012-01-01, säkerhet: säker, ersatt_av: [X 1:1]}
          - {nummer: "HSLF-FS 2016:1", ämne: Annat, säkerhet: trolig, upphävd_okänt_datum: true}
        """)  # fmt: skip
    bok.skriv("data/lagar/konkordans-sol.yml", """\
        kontrollerad: 2026-10-01
        gammal: 2001:453
        ny: 2025:400
        rader: [{gammal: 5 kap. 1 §, ny: 8 kap. 1 §, ämne: Barn, matchning: saklig, anm: Delad}]
        """)  # fmt: skip
    handbok = bok.las()
    assert fynd(bok) == []
    assert handbok.lagar is not None
    *_, sosfs, okand = handbok.lagar.forfattningar
    assert (sosfs.titel, sosfs.kort, sosfs.ersatt_av, sosfs.sakerhet) == ("Ledningssystem", "SOSFS 2011:9", ("X 1:1",), "säker")
    assert okand.upphavd_okant_datum
    (rad,) = handbok.lagar.konkordans
    assert (rad.gammal, rad.ny, rad.matchning, rad.anm) == ("5 kap. 1 §", "8 kap. 1 §", "saklig", "Delad")


def test_kraven_ur_alla_filer_kommer_med(bok: Provbok) -> None:
    bok.skriv("data/krav/sosfs.yml", """\
        kontrollerad: 2026-10-01
        författning: SOSFS 2011:9
        krav: [{id: 5:3, lagrum: SOSFS 2011:9 5 kap. 3 §, typ: bör, gäller: alla, krav: Ta emot, från: 2012-01-01,
                bevis: Rutin, säkerhet_innehåll: säker, säkerhet_nummer: trolig}]
        """)  # fmt: skip
    handbok = bok.las()
    assert fynd(bok) == []
    assert handbok.krav is not None
    forsta, andra = handbok.krav
    assert (forsta.id, forsta.forfattning) == ("SoL 5:1", None)
    assert (andra.id, andra.forfattning, andra.typ, andra.fran) == ("5:3", "SOSFS 2011:9", "bör", date(2012, 1, 1))
    assert (andra.sakerhet_innehall, andra.sakerhet_nummer, andra.bevis) == ("säker", "trolig", "Rutin")
    assert andra.plats.rad == 3


@pytest.mark.parametrize("fil", ["data/lagar/forfattningar.yml", "data/krav/krav.yml"])
def test_ett_register_maste_saga_nar_det_kontrollerades(bok: Provbok, fil: str) -> None:
    assert fynd(bok.andra(fil, "kontrollerad: 2026-11-01", "# kontrollerad: 2026-11-01")) == [f"META002 {fil}:1:1"]


@pytest.mark.parametrize("namn", REGISTER)
def test_ett_register_ar_en_lista_av_poster(bok: Provbok, namn: str) -> None:
    fil = f"data/register/{namn}.yml"
    bok.skriv(fil, f"# Exempel\n- {REGISTER[namn]}\n")
    assert fynd(bok) == []
    (post,) = bok.las().register
    assert (post.register, post.id) == (namn, "a" if "id:" in REGISTER[namn] else None)
    assert post.lagen.varde(post.nyckelvag).rad == 2


@pytest.mark.parametrize("namn", REGISTER)
@pytest.mark.parametrize("innehall", ["", "# inga än\n", "[]\n"])
def test_ett_tomt_register_har_inga_poster(bok: Provbok, namn: str, innehall: str) -> None:
    bok.skriv(f"data/register/{namn}.yml", innehall)
    assert fynd(bok) == []
    assert bok.las().register == ()


@pytest.mark.parametrize("namn", REGISTER)
def test_ett_falt_som_saknas_i_en_post_star_pa_postens_rad(bok: Provbok, namn: str) -> None:
    fil, post = f"data/register/{namn}.yml", REGISTER[namn]
    forsta = post[1:].split(":")[0]
    bok.skriv(fil, f"- {post}\n- {post.replace(f'{forsta}:', 'påhittat:', 1)}\n")
    assert fynd(bok) == [f"META002 {fil}:2:3", f"META004 {fil}:2:4"]


def test_ett_register_som_inte_ar_en_lista_ar_fel_varde(bok: Provbok) -> None:
    assert fynd(bok.skriv("data/register/risker.yml", "a: b\n")) == ["META003 data/register/risker.yml:1:1"]


def test_en_tid_i_arshjulet_ar_en_manad_och_en_dag(bok: Provbok) -> None:
    fil, mall = "data/register/arshjul.yml", REGISTER["arshjul"]
    tider = ["{från: 12-01, till: 01-31}", "{till: 02-28}", "{till: 02-29}", "{till: 04-31}", "{till: 2026-03-01}", "{från: 03-01}"]
    poster = [mall.replace("id: a", f"id: a{i}").replace("{till: 03-01}", tid) for i, tid in enumerate(tider)]
    bok.skriv(fil, "".join(f"- {post}\n" for post in poster))
    assert [f.split()[0] + ":" + f.split(":")[1] for f in fynd(bok)] == ["META003:3", "META003:4", "META003:5", "META002:6"]
    assert bok.las().lasfel[0].fynd.gor_sa_har == "Sista dagen, månad och dag: 03-01. Är den före från slutar tiden året därpå."


def test_en_uppgift_i_arshjulet_har_tider_eller_ar_lopande(bok: Provbok) -> None:
    fil, mall = "data/register/arshjul.yml", REGISTER["arshjul"]
    lopande = mall.replace("tider: [{till: 03-01}]", "löpande: varje vecka")
    bok.skriv(fil, f"- {lopande}\n- {mall.replace('id: a', 'id: b').replace('tider: [{till: 03-01}], ', '')}\n")
    assert fynd(bok) == [f"META002 {fil}:2:3"]


def test_bara_i_arshjulet_kan_flera_roller_ansvara(bok: Provbok) -> None:
    for namn, vantat in (("arshjul", []), ("risker", ["META003 data/register/risker.yml"])):
        post = REGISTER[namn].replace("ansvarig: enhetschef", "ansvarig: [enhetschef, verksamhetschef]")
        bok.skriv(f"data/register/{namn}.yml", f"- {post}\n")
        assert [f.split(":")[0] for f in fynd(bok)] == vantat


@pytest.mark.parametrize("fil", ["data/register/risk.yml", "data/lagar/lagar.yml"])
def test_en_fil_med_okant_namn_bland_registren_ar_fel_varde(bok: Provbok, fil: str) -> None:
    assert fynd(bok.skriv(fil, "- a\n")) == [f"META003 {fil}:1:1"]


def test_sokorden_kommer_med(bok: Provbok) -> None:
    bok.skriv("data/sokord.yml", "särskilt boende: [säbo, äldreboende]\nno: [nej]\n")
    assert fynd(bok) == []
    assert bok.las().sokordlista == {"särskilt boende": ("säbo", "äldreboende"), "no": ("nej",)}

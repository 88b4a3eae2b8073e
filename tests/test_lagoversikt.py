"""Which texts name which act, and what the law will change."""

from datetime import date

from handbok.bitar import Sammanhang
from handbok.kontroller import kor
from handbok.lagesbild import lagesbild
from handbok.lagoversikt import Lagbruk, lagandringar, lagbruk
from handbok.listor import lagar
from handbok.modell import Handbok
from handbok.publicering.gjorda import gjorda
from handbok.urval import offentlig
from tests.conftest import Provbok

LAGAR, FALL = "data/lagar/forfattningar.yml", "rutiner/fall.md"


def sol(handbok: Handbok) -> Lagbruk:
    return next(b for b in lagbruk(handbok) if b.forfattning.nummer == "2025:400")


def sidan(handbok: Handbok, nummer: str) -> str:
    gjord = next(g for g in gjorda(handbok, lagesbild(handbok, kor(handbok))) if g.sida.fil == f"docs/lagar/{nummer}.md")
    s = Sammanhang(handbok, gjord.sida)
    return f"{gjord.markdown(s)}{gjord.html(s) if gjord.html else ''}"


def test_varje_text_som_namner_lagen_star_med_sina_lagrum_en_gang(bok: Provbok) -> None:
    bok.andra(FALL, "Ring 112", "Ring 112 enligt 27 kap. 2 § SoL och 27 kap. 2 § SoL")
    bok.skriv("docs/om.md", "# Om\n\nSe 5 kap. 2 § SoL.\n")
    alla = [(t.text.fil, t.i_sidhuvud, t.i_text) for t in sol(bok.las()).texter]
    assert alla == [
        (FALL, ("SoL 5 kap. 1 §",), ("27 kap. 2 § SoL",)),
        ("processer/stod.md", ("SoL 5 kap. 1 §",), ()),
        ("docs/om.md", (), ("5 kap. 2 § SoL",)),
    ]


def test_en_lag_som_upphor_namns_i_forvag_med_dokumenten_som_berors(bok: Provbok) -> None:
    bok.andra(LAGAR, "i_kraft: 2025-07-01, kapitel", "i_kraft: 2025-07-01, upphävd: 2027-07-01, kapitel")
    (andring,) = lagandringar(bok.las())
    assert (andring.dag, [d.id for d in andring.berorda]) == (date(2027, 7, 1), ["fall", "stod"])
    assert andring.vad == "Socialtjänstlag (2025:400), SoL, upphör att gälla"
    assert not lagandringar(bok.las("2027-07-01"))


def test_en_ny_lag_beror_dem_som_namner_den_den_ersatter(bok: Provbok) -> None:
    bok.andra(LAGAR, "i_kraft: 2025-07-01, kapitel", 'i_kraft: 2025-07-01, ersatt_av: "2028:1", kapitel')
    ny = '{nummer: "2028:1", titel: Omsorgslag (2028:1), i_kraft: 2028-01-01}'
    bok.andra(LAGAR, "författningar:\n", f"författningar:\n  - {ny}\n")
    (andring,) = lagandringar(bok.las())
    assert andring.vad == "Omsorgslag (2028:1) börjar gälla och ersätter Socialtjänstlag (2025:400), SoL"
    assert [d.id for d in andring.berorda] == ["fall", "stod"]
    assert "Ersätts av Omsorgslag (2028:1)." in sidan(bok.las(), "2025-400")


def test_utan_dokument_som_visas_sags_inget_om_dem_som_inte_gor_det(bok: Provbok) -> None:
    bok.andra(LAGAR, "i_kraft: 2025-07-01, kapitel", 'i_kraft: 2025-07-01, daterade: [{kapitel: "27", paragraf: "1", till: 2027-02-01}], kapitel')
    bok.andra(FALL, "[SoL 5 kap. 1 §]", "[SoL 27 kap. 1 §]").andra(FALL, "publicering: publik", "publicering: intern")
    assert "Inget dokument som visas här nämner det." in sidan(offentlig(bok.las()), "2025-400")


def test_en_paragraf_beror_dem_som_namner_den_eller_om_den_ar_ny_dess_kapitel(bok: Provbok) -> None:
    daterade = "daterade: [{kapitel: \"5\", paragraf: \"1\", till: 2027-01-01}, {kapitel: \"5\", paragraf: \"2\", till: 2027-01-01}, {kapitel: \"5\", paragraf: \"3\", från: 2027-01-01}, {kapitel: \"27\", paragraf: \"1\", till: 2027-02-01}]"
    bok.andra(LAGAR, "i_kraft: 2025-07-01, kapitel", f"i_kraft: 2025-07-01, {daterade}, kapitel")
    alla = [(a.vad, [d.id for d in a.berorda]) for a in lagandringar(bok.las())]
    assert alla == [
        ("SoL (2025:400) 5 kap. 1 § upphör att gälla", ["fall", "stod"]),
        ("SoL (2025:400) 5 kap. 2 § upphör att gälla", []),
        ("SoL (2025:400) 5 kap. 3 § börjar gälla", ["fall", "stod"]),
        ("SoL (2025:400) 27 kap. 1 § upphör att gälla", []),
    ]


def test_ett_krav_som_borjar_galla_namns_i_forvag(bok: Provbok) -> None:
    bok.andra("data/krav/krav.yml", "typ: ska,", "typ: ska, från: 2027-03-01,")
    (andring,) = lagandringar(bok.las())
    assert andring.vad == "Ett nytt krav gäller, SoL 5 kap. 1 §: God kvalitet"
    assert {d.id for d in andring.berorda} == {"fall", "stod"}


def test_lagens_sida_haller_krav_och_allmanna_rad_isar_och_marker_osakra_nummer(bok: Provbok) -> None:
    bok.skriv("data/krav/rad.yml", """\
        kontrollerad: 2026-11-01
        krav:
          - {id: "5:1-AR", lagrum: SoL 5 kap. 1 §, typ: bör, gäller: SoL, krav: Fråga ofta., säkerhet_nummer: trolig}
        """)  # fmt: skip
    ska, bor = sidan(bok.las(), "2025-400").split("Allmänna råd (bör)")
    assert "Krav (ska)" in ska
    assert "God kvalitet." in ska
    assert "Fråga ofta." not in ska
    assert "Fråga ofta." in bor
    assert "Numret är troligt" in bor
    assert "Numret är" not in ska


def test_lagens_sida_leder_till_tackningen_bara_dar_den_far_lasas(bok: Provbok) -> None:
    bok.skriv("docs/krav.md", "---\npublicering: intern\n---\n# Krav\n")
    lank = '<a href="../../krav/">Krav och täckning</a>'
    assert lank in sidan(bok.las(), "2025-400")
    assert lank not in sidan(offentlig(bok.las()), "2025-400")


def test_en_upphavd_lags_sida_sager_vad_som_galler_i_stallet(bok: Provbok) -> None:
    bok.andra(FALL, "Ring 112", "Ring 112 enligt SoL (2001:453)")
    text = sidan(bok.las(), "2001-453")
    assert "Gäller inte sedan den 1 juli 2025." in text
    assert "Ersatt av" in text
    assert '<a href="../../lagar/2025-400/">SoL – Socialtjänstlag (2025:400)</a>' in text


def test_en_lag_som_bara_andra_sidor_namner_har_ingen_egen_sida_men_star_i_listan(bok: Provbok) -> None:
    bok.skriv("docs/om.md", "# Om\n\nSe SoL (2001:453).\n")
    handbok = bok.las()
    assert not [g for g in gjorda(handbok, lagesbild(handbok, kor(handbok))) if g.sida.fil == "docs/lagar/2001-453.md"]
    (om,) = handbok.sidor
    text = lagar(Sammanhang(handbok, om))
    assert 'SoL – Socialtjänstlag (2001:453): <a href="../om/">Om</a>. Gäller inte sedan den 1 juli 2025.' in text


def test_listan_sager_hur_gammalt_registret_ar_ocksa_nar_inget_andras(bok: Provbok) -> None:
    text = lagar(Sammanhang(bok.skriv("docs/om.md", "# Om\n").las(), bok.las().sidor[0]))
    assert "Registret jämfördes med källan den 1 november 2026. Ändringar som har beslutats senare står inte här." in text

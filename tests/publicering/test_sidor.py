"""A document's page says first, in plain Swedish and without JavaScript, whether it applies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html
from markdown import Markdown

from handbok.bitar import Sammanhang, doklank, register, rubrik
from handbok.modell import Dokument, Tidigare
from handbok.publicering.sidor import berattelseruta, dokumentsida
from tests.conftest import DATUM, RUTIN, Provbok

Sida = Any  # an element of lxml
FRAMSIDA = """\
    ---
    titel: Kvalitetsberättelse 2024
    period: {namn: 2024, från: 2024-01-01, till: 2024-12-31}
    status: gällande
    version: 1.0
    datum: {fastställd: 2025-03-01}
    beslut: {av: socialnamnden}
    ---
    Text.
    """


def sida(bok: Provbok, id_: str = "fall", datum: str = DATUM, tidigare: Tidigare | None = None) -> Sida:
    """The page as a generator turns it into HTML."""
    handbok = bok.las(datum)
    assert handbok.lasfel == ()
    if tidigare:
        handbok = replace(handbok, tidigare={id_: tidigare})
    dok = handbok.per_id[id_]
    tidigare_text = tidigare.dokument.text if tidigare and tidigare.dokument else None
    text = dokumentsida(Sammanhang(handbok, dok), dok, dok.text, tidigare_text)
    md = Markdown(extensions=["attr_list", "tables", "md_in_html", "toc"])
    return html.fragment_fromstring(md.convert(text), create_parent="div")


def ren(text: str) -> str:
    """Blanks as one ordinary space."""
    return " ".join(text.split())


def ruta(sida: Sida) -> list[str]:
    """The sentences of the box with the state."""
    return [ren(p.text_content()) for p in sida.xpath("//div[@role='note' and contains(@class, 'lage')]/p")]


def avsnitt(sida: Sida) -> list[str]:
    """The page's headings."""
    return [ren(h.text_content()) for h in sida.iter("h2")]


def fakta(sida: Sida) -> dict[str, str]:
    """The facts of the box by name."""
    par = sida.xpath("//div[contains(@class, 'lage')]/dl/div")
    return {ren(d[0].text_content()): ren(d[1].text_content()) for d in par}


@pytest.fixture
def med(bok: Provbok) -> Callable[..., Provbok]:
    """The routine with parts of its header replaced."""

    def andra(*andringar: tuple[str, str]) -> Provbok:
        for gammalt, nytt in andringar:
            bok.andra("rutiner/fall.md", gammalt, nytt)
        return bok

    return andra


Med = Callable[..., Provbok]
I_KRAFT = "Gäller sedan den 1 april 2026."


def test_i_kraft(bok: Provbok) -> None:
    assert ruta(sida(bok)) == [
        I_KRAFT, "Ska ses över senast den 30 juni 2027, om 221 dagar.", "Läget den 21 november 2026.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("datum", "mening"),
    [
        ("2027-06-28", "Ska ses över senast den 30 juni 2027, om 2 dagar."),
        ("2027-06-29", "Ska ses över senast den 30 juni 2027, om 1 dag."),
        ("2027-06-30", "Ska ses över senast den 30 juni 2027, i dag."),
        ("2027-07-01", "Skulle ha setts över senast den 30 juni 2027, för 1 dag sedan."),
        ("2027-07-12", "Skulle ha setts över senast den 30 juni 2027, för 12 dagar sedan."),
    ],
)
def test_oversynen_har_ratt_tempus_och_antal(bok: Provbok, datum: str, mening: str) -> None:
    assert ruta(sida(bok, datum=datum))[1] == mening


def test_en_forsenad_oversyn_syns_tydligt(bok: Provbok) -> None:
    assert sida(bok).xpath("//*[@class='sen']") == []
    assert len(sida(bok, datum="2027-07-01").xpath("//*[@class='sen']")) == 1


def test_sista_giltiga_dagen_star_dar_den_ar_bestamd(med: Med) -> None:
    bok = med(("gäller_från: 2026-04-01", "gäller_från: 2026-04-01, gäller_till: 2026-11-21"))
    assert ruta(sida(bok))[0] == "Gäller sedan den 1 april 2026 till och med den 21 november 2026."
    dagen_efter = ruta(sida(bok, datum="2026-11-22"))
    assert dagen_efter[0] == "Gäller inte längre. Sista dagen var den 21 november 2026 (för 1 dag sedan)."
    assert ruta(sida(bok, datum="2026-12-03"))[0].endswith("(för 12 dagar sedan).")


@pytest.mark.parametrize(
    ("datum", "nar"),
    [("2026-03-20", "om 12 dagar"), ("2026-03-31", "om 1 dag")],
)
def test_beslutad_men_galler_inte_annu(bok: Provbok, datum: str, nar: str) -> None:
    assert ruta(sida(bok, datum=datum))[:2] == [
        f"Beslutad, men gäller inte ännu. Börjar gälla den 1 april 2026 ({nar}).",
        "Dokumentet är nytt. Det finns ingen tidigare version som gäller till dess.",
    ]


def test_forsta_dagen_galler_dokumentet(bok: Provbok) -> None:
    assert ruta(sida(bok, datum="2026-04-01"))[0] == I_KRAFT


def tidigare(bok: Provbok) -> Dokument:
    """Version 0.9, in force before the one that stands."""
    return replace(
        bok.las().per_id["fall"], version="0.9", galler_fran=date(2025, 1, 1), text="## Förr\n\nGammal text.\n"
    )


def test_den_version_som_galler_star_forst_och_den_nya_efter_en_tydlig_grans(bok: Provbok) -> None:
    s = sida(bok, datum="2026-03-31", tidigare=Tidigare(tidigare(bok), None))
    assert ruta(s)[:2] == [
        "Version 0.9 gäller till och med den 31 mars 2026. Version 1.0 gäller från den 1 april 2026 (om 1 dag).",
        "Version 0.9 står först på sidan.",
    ]
    assert avsnitt(s)[:4] == [
        "Gäller nu: version 0.9", "Förr", "Börjar gälla den 1 april 2026: version 1.0", "Gör så här",
    ]  # fmt: skip
    text = ren(s.text_content())
    assert text.index("Gammal text.") < text.index("Texten härefter gäller inte ännu.") < text.index("Ring 112")


@pytest.mark.parametrize(
    ("forr", "laget"),
    [(True, "Ny version från den 1 april 2026"), (False, "Gäller inte ännu"), (None, "Version 1.0 från den 1 april 2026")],
    ids=["tidigare version", "nytt dokument", "okänd historik"],
)
def test_en_lista_sager_om_en_tidigare_version_galler_bara_nar_det_ar_kant(
    bok: Provbok, forr: bool | None, laget: str
) -> None:
    historik = Tidigare(tidigare(bok) if forr else None, "Git saknas." if forr is None else None)
    handbok = replace(bok.las("2026-03-31"), tidigare={"fall": historik})
    s = Sammanhang(handbok, handbok.per_id["stod"])
    rad = html.fromstring(register(s)).xpath("//tr[th/a='Fall']/td")
    fran = ["0.9", "1 januari 2025"] if forr else ["1.0", "1 april 2026"]
    assert [ren(td.text_content()) for td in rad][1:4] == [laget, *fran]
    assert ren(html.fromstring(f"<p>{doklank(s, handbok.per_id['fall'])}</p>").text_content()) == f"Fall {laget}"


def test_okand_historik_sags_med_skal(bok: Provbok) -> None:
    s = sida(bok, datum="2026-03-31", tidigare=Tidigare(None, "Programmet git finns inte på datorn."))
    assert ruta(s)[1] == (
        "Till dess gäller den tidigare texten, om det finns en. Den kan inte visas här: Programmet git finns inte på datorn."
    )
    assert "Gäller nu" not in s.text_content()


def test_utkast(med: Med) -> None:
    s = sida(med(("status: gällande", "status: utkast")))
    assert ruta(s) == ["Det här är ett utkast. Arbeta inte efter det.", "Läget den 21 november 2026."]


@pytest.mark.parametrize(
    ("svar_senast", "slut"),
    [
        ("2026-12-03", "Svara senast den 3 december 2026 (om 12 dagar)."),
        ("2026-11-22", "Svara senast den 22 november 2026 (om 1 dag)."),
        ("2026-11-21", "Svara senast den 21 november 2026 (i dag)."),
        ("2026-11-20", "den 20 november 2026 (för 1 dag sedan)."),
    ],
)
def test_remiss_sager_till_nar_man_kan_svara(med: Med, svar_senast: str, slut: str) -> None:
    remiss = f"remiss: {{till: [enhetschef], svar_senast: {svar_senast}}}"
    mening = ruta(sida(med(("status: gällande", f"status: remiss\n{remiss}"))))[0]
    assert mening.startswith("Det här är ett förslag på remiss. Arbeta inte efter det. Svar")
    assert mening.endswith(slut)
    assert ("gick ut" in mening) == (svar_senast < DATUM)


def test_en_remiss_visar_vem_som_fragas_och_svaren(med: Med) -> None:
    remiss = """remiss:
  till: [enhetschef, underskoterska]
  svar_senast: 2026-12-01
  svar: [{från: enhetschef, datum: 2026-11-10, text: Bra <b>så</b>}]"""
    s = sida(med(("status: gällande", f"status: remiss\n{remiss}")))
    assert "Skickad till Enhetschef och Undersköterska." in ren(s.text_content())
    assert "Enhetschef den 10 november 2026: Bra <b>så</b>" in ren(s.text_content())


UPPHAVD = (
    ("status: gällande", "status: upphävd\nskäl_upphävd: Ingår i en annan rutin"),
    ("datum: {", "datum: {upphävd: 2026-10-01, "),
)


def test_upphavd_med_skal(med: Med) -> None:
    assert ruta(sida(med(*UPPHAVD)))[:2] == [
        "Upphävd. Gäller inte sedan den 1 oktober 2026.", "Skäl: Ingår i en annan rutin",
    ]  # fmt: skip


def test_upphavd_leder_till_det_som_galler_i_stallet(med: Med) -> None:
    bok = med(*UPPHAVD, ("skäl_upphävd: Ingår i en annan rutin", "ersatt_av: nytt"))
    bok.skriv("rutiner/nytt.md", RUTIN.replace("titel: Fall", "titel: Nytt\nersätter: [fall]"))
    s = sida(bok)
    assert ruta(s)[1] == "Läs i stället: Nytt."
    assert s.xpath("//div[@role='note']//a/@href") == ["../../rutiner/nytt/"]
    assert "Ersätter" in avsnitt(sida(bok, "nytt"))


def test_fakta_sager_vem_som_beslutat_vem_som_ager_och_for_vem(med: Med) -> None:
    bok = med(
        ("gäller_för", "granskad: {datum: 2026-09-01, av: enhetschef}\ngäller_för"),
        ("---\n## ", "ändringar: [{version: 1.0, datum: 2026-03-12, vad: Larm provas., betydande: true}]\n---\n## "),
    )
    assert fakta(sida(bok)) == {
        "Typ": "Rutin",
        "Version": "1.0",
        "Beslutad av": "Verksamhetschef den 12 mars 2026 (§ 1, SN/2026:1)",
        "Ägare": "Enhetschef",
        "Granskad utan ändring": "1 september 2026 av Enhetschef",
        "Senaste ändring": "Version 1.0, 12 mars 2026: Larm provas. Läs igen: ändringen är betydande.",
        "Gäller för": "Äldreomsorg: Undersköterska",
    }


def test_rutinen_leder_till_processen_och_processen_till_rutinen(bok: Provbok) -> None:
    rutin, process = sida(bok), sida(bok, "stod")
    assert "../../processer/stod/#steg-hjalpa" in rutin.xpath("//a/@href")
    assert "../../rutiner/fall/" in process.xpath("//li[@id='steg-hjalpa']//a/@href")
    assert avsnitt(rutin) == ["Gör så här", "Används i processer", "Lagrum"]
    assert avsnitt(process) == ["Aktiviteter", "Om processen", "Lagrum"]


def test_en_delprocess_leder_till_processerna_som_anvander_den(bok: Provbok) -> None:
    bok.andra("processer/stod.md", "rutiner: [fall]}", "rutiner: [fall], delprocess: under}")
    bok.skriv("processer/under.md", (bok.rot / "processer/stod.md").read_bytes())
    bok.andra("processer/under.md", "delprocess: under", "rutin_behövs_inte: Nej")
    under = sida(bok, "under")
    assert "Används i processer" in avsnitt(under)
    assert under.xpath("//h2[@id='anvands-i']/following::a/@href")[0] == "../../processer/stod/#steg-hjalpa"


def test_stegen_star_i_ordning_med_vart_de_leder(bok: Provbok) -> None:
    bok.andra("processer/stod.md", "rutiner: [fall]}", """rutiner: [fall],
    sedan: [{till: avsluta, när: Klart}, {till: mer, när: Inte klart}]}
  - {id: mer, namn: Göra mer, roll: enhetschef, rutin_behövs_inte: Syns i planen, samverkan: [region, skola]}
  - {id: avsluta, namn: Avsluta, roll: enhetschef, rutiner: [fall]}""")  # fmt: skip
    steg = {
        li.get("id"): {ren(d.findtext("dt")): ren(d.find("dd").text_content()) for d in li.xpath("dl/div")}
        for li in sida(bok, "stod").xpath("//ol[@class='aktiviteter']/li")
    }
    assert list(steg) == ["steg-hjalpa", "steg-mer", "steg-avsluta"]
    assert steg["steg-hjalpa"]["Sedan"] == "Klart: steg 3, Avsluta; Inte klart: steg 2, Göra mer"
    assert steg["steg-mer"] == {
        "Roll": "Enhetschef",
        "Rutiner": "Ingen rutin behövs: Syns i planen",
        "Samverkan": "region och skola",
        "Sedan": "steg 3, Avsluta",
    }
    assert steg["steg-avsluta"]["Sedan"] == "Processen är klar."


def test_det_som_inte_galler_ar_markt_dar_det_lankas(med: Med) -> None:
    process = sida(med(("status: gällande", "status: utkast")), "stod")
    assert ren(process.xpath("//li[@id='steg-hjalpa']//dd[2] | //li//dd")[1].text_content()) == "Fall Utkast"


def test_laget_syns_utan_javascript_och_ingen_text_ar_elak_html(med: Med) -> None:
    elak = '"<script>alert(1)</script> <img src=x onerror=alert(1)>"'
    bok = med(
        ("titel: Fall", f"titel: {elak}"), ("paragraf: § 1", f"paragraf: {elak}"),
        ("---\n## ", f"ändringar: [{{version: 1.0, datum: 2026-03-12, vad: {elak}, betydande: false}}]\n---\n## "),
    )  # fmt: skip
    bok.andra("processer/stod.md", "syfte: Rätt stöd", f"syfte: {elak}").andra(
        "processer/stod.md", "namn: Hjälpa", f"namn: {elak}"
    )
    for s in (sida(bok), sida(bok, "stod")):
        assert s.xpath("//script | //img | //@onerror") == []
        assert "<script>alert(1)</script>" in s.text_content()


@pytest.mark.parametrize(
    "titel", ["A = B", "1. Först", "#1 * _x_ `y` [z](w)", 'Säg "hej" & <hej>', "~ ^ | + -", "{{ 7*7 }} {#x}"]
)
def test_en_rubrik_av_en_titel_visar_titelns_alla_tecken(titel: str) -> None:
    md = Markdown(extensions=["attr_list", "tables", "md_in_html", "toc"])
    h2 = html.fragment_fromstring(md.convert(rubrik(2, titel, "ankare")))
    assert (h2.tag, h2.get("id"), h2.text_content()) == ("h2", "ankare", titel)


def test_en_berattelse_sager_om_den_ar_faststalld(bok: Provbok) -> None:
    fil = "docs/kvalitetsberattelse/2024/index.md"
    bok.skriv(fil, FRAMSIDA)

    def ruta_(datum: str) -> str:
        handbok = bok.las(datum)
        (framsida,) = handbok.sidor
        assert framsida.berattelse is not None
        return ren(html.fromstring(berattelseruta(Sammanhang(handbok, framsida), framsida.berattelse)).text_content())

    assert ruta_("2025-03-01").startswith("Fastställd av Socialnämnden den 1 mars 2025.")
    assert ruta_("2025-02-28").startswith("Det här är ett utkast till kvalitetsberättelse. Den är inte fastställd.")
    bok.andra(fil, "status: gällande", "status: utkast")
    assert ruta_("2026-11-21").startswith("Det här är ett utkast")


def test_en_berattelse_sager_vad_som_har_andrats_i_varje_version(bok: Provbok) -> None:
    fil = "docs/kvalitetsberattelse/2024/index.md"
    andring = "{{version: {}, datum: {}, vad: {}, betydande: false}}"
    poster = andring.format("2.0", "2026-11-19", "Diagram"), andring.format("1.0", "2025-03-01", "Fastställd")
    bok.skriv(fil, FRAMSIDA).andra(fil, "status: gällande", f"status: gällande\nändringar: [{', '.join(poster)}]")
    (framsida,) = bok.las().sidor
    assert framsida.berattelse is not None
    ruta_ = html.fromstring(berattelseruta(Sammanhang(bok.las(), framsida), framsida.berattelse))
    rader = [ren(rad.text_content()) for rad in ruta_.xpath("//dl/div")]
    assert rader[-2:] == ["Version 1.0, 1 mars 2025 Fastställd", "Version 2.0, 19 november 2026 Diagram"]

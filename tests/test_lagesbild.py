"""The state of it all: every figure is that of the rules and registers, and what is not known is said so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html
from markdown import Markdown

from handbok.bitar import Sammanhang
from handbok.kontroller import kor
from handbok.lagesbild import lagesbild, per_agare, per_alder, per_verksamhet
from handbok.listor import krav
from handbok.modell import Manadslage, Tidigare
from handbok.publicering.gjorda import gjorda
from handbok.publicering.lagessida import SIDAN
from handbok.rapport.laget import nyckeltal, tackningsmening
from handbok.slingor import slingor
from tests.conftest import Provbok, Svar
from tests.registerdata import berattelse, med_register

Kommando = Callable[..., Svar]
SENARE = ("gäller_från: 2026-04-01", "gäller_från: 2026-12-24")
FORSENAD = ("översyn_senast: 2027-06-30", "översyn_senast: 2026-11-20")


def sida(bok: Provbok, **mer: Any) -> Any:
    """The page as HTML."""
    handbok = replace(bok.las(), **mer)
    bild = lagesbild(handbok, kor(handbok))
    gjord = next(g for g in gjorda(handbok, bild) if g.sida.fil == SIDAN)
    text = gjord.markdown(Sammanhang(handbok, gjord.sida))
    return html.fragment_fromstring(Markdown(extensions=["attr_list"]).convert(text), create_parent="div")


def test_raknar_dokument_forsenade_vakanta_och_krav(bok: Provbok) -> None:
    bok.andra("rutiner/fall.md", *FORSENAD).andra("data/organisation.yml", "{namn: Enhetschef,", "{namn: Enhetschef, vakant: true,")
    bok.skriv("rutiner/ny.md", "---\ntitel: Ny\ntyp: rutin\nstatus: utkast\nägare: enhetschef\n---\nText.\n")
    handbok = bok.las()
    bild = lagesbild(handbok, kor(handbok))
    assert (bild.i_kraft, bild.dokument, {k: len(v) for k, v in bild.per_lage.items()}) == (2, 3, {"utkast": 1, "i kraft": 2})
    assert {k: [d.id for d in v] for k, v in per_agare(handbok, bild.forsenade).items()} == {"Enhetschef (ingen i tjänst)": ["fall"]}
    assert {k: [d.id for d in v] for k, v in per_verksamhet(handbok, bild.forsenade).items()} == {"Äldreomsorg": ["fall"]}
    assert [d.id for d in bild.vakanta or ()] == ["fall"]
    assert bild.tackning is not None
    assert (len(bild.tackning.kravda), len(bild.tackning.djupa)) == (1, 1)


def test_det_som_galler_till_en_ny_version_borjar_raknas_som_det_som_galler(bok: Provbok) -> None:
    nu = bok.las().per_id["fall"]
    handbok = bok.andra("rutiner/fall.md", "gäller_från: 2026-04-01", "gäller_från: 2027-01-01").las()
    for tidigare, vantat in ((nu, {"i kraft": 2}), (None, {"beslutad": 1, "i kraft": 1})):
        bild = lagesbild(replace(handbok, tidigare={"fall": Tidigare(tidigare, None)}), kor(handbok))
        assert ({k: len(v) for k, v in bild.per_lage.items()}, bild.i_kraft) == (vantat, vantat["i kraft"])


def test_krav_kallas_inte_uppfyllda_och_de_med_osakert_paragrafnummer_raknas(bok: Provbok) -> None:
    bok.andra("data/krav/krav.yml", "typ: ska", "säkerhet_nummer: trolig, typ: ska")
    handbok = bok.las()
    bild = lagesbild(handbok, kor(handbok))
    assert bild.tackning is not None
    assert len(bild.tackning.osakra) == 1
    mening = tackningsmening(bild.tackning)
    assert mening.startswith("Krav: 1 av 1 nämns av ett dokument i kraft")
    assert "Paragrafens nummer är inte säkert i 1 av kraven." in mening
    assert "uppfyll" not in mening
    assert "1 av 1; 1 har osäkert paragrafnummer" in sida(bok).text_content()


def test_ett_undantag_doljer_inte_att_ett_dokument_ar_forsenat(bok: Provbok) -> None:
    undantag = "undantag: [{kod: TID001, skäl: Hinner inte, till: 2027-01-31}]\npublicering"
    bok.andra("rutiner/fall.md", *FORSENAD).andra("rutiner/fall.md", "publicering", undantag)
    handbok = bok.las()
    resultat = kor(handbok)
    assert [a.kod for a in resultat.anmarkningar] == []
    assert [d.id for d in lagesbild(handbok, resultat).forsenade] == ["fall"]


def test_oppna_slingor_star_efter_hur_lange_de_har_vantat_ocksa_utan_slutdag(bok: Provbok) -> None:
    gjord = ("status: pågår", "status: genomförd")
    med_register(bok).andra("data/register/atgarder.yml", *gjord).andra("data/register/atgarder.yml", "2026-08-31", "2024-08-31")
    handbok = berattelse(bok, "2025").las()
    grupper = per_alder(lagesbild(handbok, kor(handbok)))
    assert {namn: [(s.titel, str(s.dag)) for s in slingor] for namn, slingor in grupper.items()} == {
        "Väntat mer än ett år": [("Svara i tid", "2024-08-31"), ("Varma somrar", "2025-05-20")],
        "Väntat 91–365 dagar": [
            ("Riskanalys före förändringar", "2025-12-31"), ("Resor 2025", "2025-12-31"), ("Händerna är rena", "2026-04-01"),
        ],
        "Inte förfallna": [("Städ 2026", "2026-12-31"), ("Ny mall", "2027-03-31")],
    }  # fmt: skip


def test_ett_lofte_som_ingen_berattelse_ska_svara_pa_an_raknas_fran_sin_egen_period(bok: Provbok) -> None:
    (lofte,) = (s for s in slingor(med_register(bok).las()) if s.slag == "förbättringsområde")
    assert (lofte.slutdag, lofte.dag) == (None, date(2024, 12, 31))


def test_slingor_och_poster_vars_ansvariga_har_slutat_syns_sa(bok: Provbok) -> None:
    med_register(bok).andra("data/organisation.yml", "{namn: Enhetschef,", "{namn: Enhetschef, upphörd: 2026-06-30,")
    handbok = bok.las()
    bild = lagesbild(handbok, kor(handbok))
    assert [p.id for p in bild.vakanta_poster or ()] == [
        "rapport", "alltid", "sen", "ny", "planer", "hygien", "lofte", "natt", "liten",
    ]  # fmt: skip
    text = sida(bok).text_content()
    assert "Enhetschef (ingen i tjänst)" in text
    assert "1\xa0dokument och 9\xa0poster i registren" in text


def test_ett_register_som_inte_gar_att_lasa_ar_inte_slutna_slingor(bok: Provbok, handbok: Kommando) -> None:
    med_register(bok).skriv("data/register/atgarder.yml", "- a\n")
    (bok.rot / "data/register/risker.yml").unlink()
    svar = handbok("status", "--laget").ut
    assert "Öppna slingor: minst 4; 1 register har fel och kunde inte läsas: atgarder; 1 register finns inte: risker.\n" in svar
    assert handbok("status", "--laget", "--format", "json").json["laget"]["olasta_register"] == ["risker", "atgarder"]
    assert "data/register/risker.yml finns inte." in sida(bok).text_content()


def test_ett_register_som_inte_finns_ar_inget_fel_men_sags(bok: Provbok) -> None:
    def oppna() -> str:
        return str(nyckeltal(lagesbild(bok.las(), kor(bok.las())))[4])

    assert oppna().startswith("Öppna slingor: inte kontrollerat; 5 register finns inte: risker,")
    bok.skriv("data/register/risker.yml", "[]\n")
    assert oppna().startswith("Öppna slingor: 0; 4 register finns inte: egenkontroller,")


def test_dokument_som_inte_gick_att_bedoma_raknas_inte_som_om_de_inte_gallde(bok: Provbok) -> None:
    bok.andra("rutiner/fall.md", *SENARE).skriv("rutiner/trasig.md", "---\ntitel: [\n---\n")
    i_kraft, forsenade, *_ = map(str, nyckeltal(lagesbild(bok.las(), kor(bok.las()))))
    assert i_kraft == (
        "Dokument som gäller: minst 1 av 2 som gick att läsa (50\xa0%); för 1\xa0beslutat dokument går det inte att se om en "
        "tidigare version gäller; 1\xa0dokument har fel och kunde inte läsas."
    )
    assert forsenade.startswith("Skulle ha setts över: minst 0\xa0dokument; 1\xa0dokument har fel")


def test_talen_ar_summan_av_grupperna_under_dem(bok: Provbok) -> None:
    handbok = bok.andra("rutiner/fall.md", *SENARE).las()
    (fall,) = (d for d in handbok.dokument if d.id == "fall")
    handbok = replace(handbok, tidigare={"fall": Tidigare(replace(fall, galler_fran=None), None)})
    (i_kraft, *_) = map(str, nyckeltal(lagesbild(handbok, kor(handbok))))
    assert i_kraft == (
        "Dokument som gäller: 2 av 2 (100\xa0%); 1 av dem i en tidigare version, tills den nya börjar gälla."
    )


def test_krav_som_inte_ar_uppfyllda_star_i_en_lista_med_lank_till_sin_rad(bok: Provbok) -> None:
    bok.andra("rutiner/fall.md", *FORSENAD).andra("processer/stod.md", "översyn_senast: 2027-06-30", "översyn_senast: 2026-11-20")
    utan = sida(bok)
    assert "Nämns bara av dokument som inte räcker: 1" in utan.text_content()
    assert utan.xpath("//a[contains(@href, 'krav/')]") == []
    bok.skriv("docs/krav.md", "---\ntitel: Krav\npublicering: intern\n---\n{{ kravtackning() }}\n")
    (lank,) = sida(bok).xpath("//a[contains(@href, '#krav-')]")
    assert f'id="{lank.get("href").split("#")[1]}"' in krav(Sammanhang(bok.las(), bok.las().text_per_fil["docs/krav.md"]))


def test_varje_lage_har_sin_lista(bok: Provbok) -> None:
    bok.skriv("rutiner/ny.md", "---\ntitel: Ny\ntyp: rutin\nstatus: utkast\nägare: enhetschef\n---\nText.\n")
    (grupp,) = sida(bok).xpath("//details[summary='Utkast: 1']")
    assert [a.text for a in grupp.xpath(".//a")] == ["Ny"]


def test_utan_krav_och_organisation_ar_det_inte_kontrollerat(bok: Provbok) -> None:
    (bok.rot / "data/krav/krav.yml").unlink()
    bok.skriv("data/organisation.yml", "a: [\n")
    text = sida(bok).text_content()
    assert "Krav: inte kontrollerat." in text
    assert "Inte kontrollerat: data/organisation.yml har fel." in text


def test_varje_siffra_leder_till_sin_lista(bok: Provbok) -> None:
    rot = sida(med_register(bok).andra("rutiner/fall.md", *FORSENAD))
    lankar = [a.get("href") for a in rot.xpath("//table[1]//a")][:7]
    assert [lank for lank in lankar if rot.xpath(f"//*[@id='{lank[1:]}']") == []] == []
    assert lankar[0] == "#dokument"
    assert "Fall (senast den 20 november 2026)" in " ".join(rot.text_content().split())


@pytest.mark.parametrize(
    ("mer", "text"),
    [
        ({}, "Inte kontrollerat: Historiken är inte läst."),
        ({"historik_okand": None}, "Historiken börjar i november 2026. Tidigare månader går inte att visa."),
        ({"historik_okand": None, "utveckling": (Manadslage(date(2026, 10, 31), 4, 3, 1, 0),)}, "31 oktober 2026 4 3 75\xa0% 1"),
        ({"historik_okand": None, "utveckling": (Manadslage(date(2026, 3, 31), 4, 3, 1, 0),)}, "Historiken börjar i mars 2026."),
    ],
)
def test_utvecklingen_sager_vad_historiken_vet(bok: Provbok, mer: dict[str, Any], text: str) -> None:
    assert text in " ".join(sida(bok, **mer).text_content().split(" ")).replace("\n", " ")


def test_forfattarens_text_blir_inte_html(bok: Provbok) -> None:
    bok.andra("rutiner/fall.md", "titel: Fall", 'titel: "<script>alert(1)</script> {{ tal() }}"').andra("rutiner/fall.md", *FORSENAD)
    rot = sida(bok)
    assert rot.xpath("//script") == []
    assert "<script>alert(1)</script> {{ tal() }}" in rot.text_content()


def test_status_svarar_i_json_med_null_for_det_som_inte_ar_kontrollerat(bok: Provbok, handbok: Kommando) -> None:
    med_register(bok).andra("rutiner/fall.md", *FORSENAD)
    svar = handbok("status", "--laget", "--format", "json").json["laget"]
    dokument = svar["dokument"]
    assert {k: dokument[k] for k in ("antal", "i_kraft", "per_lage")} == {"antal": 2, "i_kraft": 2, "per_lage": {"i kraft": 2}}
    assert dokument["lista"] == {"i kraft": ["fall", "stod"]}
    assert [f["id"] for f in svar["forsenade"]] == ["fall"]
    assert svar["utveckling"] is None  # the folder is no git archive
    assert svar["lix"][0]["lix"] is None
    assert {s["register"] for s in svar["slingor"]} == {"atgarder", "egenkontroller", "risker", "avtalsuppfoljning", "forbattringsomraden"}


def test_json_har_det_som_sidan_visar(bok: Provbok, handbok: Kommando) -> None:
    med_register(bok).andra("rutiner/fall.md", *FORSENAD).andra("data/krav/krav.yml", "typ: ska", "säkerhet_nummer: trolig, typ: ska")
    svar = handbok("status", "--laget", "--format", "json").json["laget"]
    assert svar["forsenade_per_verksamhet"] == {"Äldreomsorg": ["fall"]}
    assert svar["krav"]["osakra_paragrafnummer"] == 1
    assert svar["fel"] + svar["varningar"] == sum(svar["anmarkningar"].values())
    assert len(svar["inte_kontrollerat_lista"]) == svar["inte_kontrollerat"] > 0
    assert set(svar["inte_kontrollerat_lista"][0]) == {"fil", "vad", "varfor"}
    (risk,) = (s for s in svar["slingor"] if s["register"] == "risker")
    assert (risk["slutdag"], risk["raknas_fran"], risk["alder"]) == (None, "2025-05-20", "Väntat mer än ett år")
    assert (risk["ansvarig"], risk["ansvarig_namn"]) == (["verksamhetschef"], "Verksamhetschef")
    assert svar["utan_ansvarig"] == []

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
from handbok.modell import Manadslage, Tidigare
from handbok.publicering.gjorda import gjorda
from handbok.publicering.lagessida import SIDAN
from handbok.rapport.laget import tackningsmening
from tests.conftest import Provbok, Svar
from tests.registerdata import berattelse, med_register

Kommando = Callable[..., Svar]
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
    assert (bild.i_kraft, bild.dokument, dict(bild.per_lage)) == (2, 3, {"utkast": 1, "i kraft": 2})
    assert {k: [d.id for d in v] for k, v in per_agare(handbok, bild.forsenade).items()} == {"Enhetschef": ["fall"]}
    assert {k: [d.id for d in v] for k, v in per_verksamhet(handbok, bild.forsenade).items()} == {"Äldreomsorg": ["fall"]}
    assert [d.id for d in bild.vakanta or ()] == ["fall"]
    assert bild.tackning is not None
    assert (bild.tackning.kravda, bild.tackning.uppfyllda) == (1, 1)


def test_det_som_galler_till_en_ny_version_borjar_raknas_som_det_som_galler(bok: Provbok) -> None:
    nu = bok.las().per_id["fall"]
    handbok = bok.andra("rutiner/fall.md", "gäller_från: 2026-04-01", "gäller_från: 2027-01-01").las()
    for tidigare, vantat in ((nu, {"i kraft": 2}), (None, {"beslutad": 1, "i kraft": 1})):
        bild = lagesbild(replace(handbok, tidigare={"fall": Tidigare(tidigare, None)}), kor(handbok))
        assert (dict(bild.per_lage), bild.i_kraft) == (vantat, vantat["i kraft"])


def test_krav_kallas_inte_uppfyllda_och_de_med_osakert_paragrafnummer_raknas(bok: Provbok) -> None:
    bok.andra("data/krav/krav.yml", "typ: ska", "säkerhet_nummer: trolig, typ: ska")
    handbok = bok.las()
    bild = lagesbild(handbok, kor(handbok))
    assert bild.tackning is not None
    assert bild.tackning.osakra == 1
    mening = tackningsmening(bild.tackning)
    assert mening.startswith("Krav: 1 av 1 nämns av ett dokument i kraft")
    assert "Paragrafens nummer är inte säkert i 1 av kraven." in mening
    assert "uppfyll" not in mening
    assert "1 av 1, 1 med osäkert paragrafnummer" in sida(bok).text_content()


def test_ett_undantag_doljer_inte_att_ett_dokument_ar_forsenat(bok: Provbok) -> None:
    undantag = "undantag: [{kod: TID001, skäl: Hinner inte, till: 2027-01-31}]\npublicering"
    bok.andra("rutiner/fall.md", *FORSENAD).andra("rutiner/fall.md", "publicering", undantag)
    handbok = bok.las()
    resultat = kor(handbok)
    assert [a.kod for a in resultat.anmarkningar] == []
    assert [d.id for d in lagesbild(handbok, resultat).forsenade] == ["fall"]


def test_oppna_slingor_star_efter_hur_sena_de_ar(bok: Provbok) -> None:
    handbok = berattelse(med_register(bok), "2025").las()
    grupper = per_alder(lagesbild(handbok, kor(handbok)))
    assert {namn: [s.titel for s in slingor] for namn, slingor in grupper.items()} == {
        "Försenade 91–365 dagar": ["Riskanalys före förändringar", "Händerna är rena"],
        "Försenade högst 90 dagar": ["Svara i tid"],
        "Inte förfallna": ["Ny mall"],
        "Utan slutdag": ["Resor 2025", "Städ 2026", "Varma somrar"],
    }


def test_ett_register_som_inte_gar_att_lasa_ar_inte_slutna_slingor(bok: Provbok, handbok: Kommando) -> None:
    med_register(bok).skriv("data/register/atgarder.yml", "- a\n")
    (bok.rot / "data/register/risker.yml").unlink()
    assert lagesbild(bok.las(), kor(bok.las())).olasta_register == ("risker", "atgarder")
    assert "  Inte kontrollerat: data/register/risker.yml saknas eller har fel.\n" in handbok("status", "--laget").ut


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
        ({"historik_okand": None}, "Historiken i git har inget månadsskifte än."),
        ({"historik_okand": None, "utveckling": (Manadslage(date(2026, 10, 31), 4, 3, 1, 0),)}, "31 oktober 2026 4 3 75\xa0% 1"),
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
    assert svar["dokument"] == {"antal": 2, "i_kraft": 2, "per_lage": {"i kraft": 2}}
    assert [f["id"] for f in svar["forsenade"]] == ["fall"]
    assert svar["utveckling"] is None  # the folder is no git archive
    assert svar["lix"][0]["lix"] is None
    assert {s["register"] for s in svar["slingor"]} == {"atgarder", "egenkontroller", "risker", "avtalsuppfoljning", "forbattringsomraden"}

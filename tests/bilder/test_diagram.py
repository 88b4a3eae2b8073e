"""Every kind of chart, for any table: valid, the same each time, true to the numbers, and nothing left out."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from handbok.bilder.diagram import RITAR
from handbok.bilder.underlag import TYPER, i_ord, varde
from handbok.modell import KantFel
from tests.bilder.stod import SVG, andelar, figuren, ord_i, ritad, tabell, underlag
from tests.publicering.test_tvatt import tvattad

KODER = ("saknas", "..", ".", "–")
TAL = st.integers(0, 10**9).map(str) | st.decimals(0, 1000, places=2).map(lambda d: f"{d}".replace(".", ","))
NAMN = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)


def tabeller(celler: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, list[str]]]:
    """Rows of three cells."""
    return st.dictionaries(NAMN, st.lists(celler, min_size=3, max_size=3), min_size=1, max_size=8)


@pytest.mark.parametrize("typ", RITAR)
@given(rader=tabeller(TAL | st.sampled_from(KODER)))
def test_varje_diagram_ar_giltigt_lika_varje_gang_och_har_hela_tabellen(typ: str, rader: dict[str, list[str]]) -> None:
    kolumner = ["A"] if typ == "rankad" else None
    t = tabell(rader, ("A", "B", "C"))
    figur = figuren(t, typ, kolumner=kolumner)
    assert figur == figuren(t, typ, kolumner=kolumner)
    assert tvattad(figur)[1] == frozenset()
    bild = ritad(t, typ, kolumner=kolumner)
    assert len(bild.findtext(SVG + "desc") or "") > 10
    skrivna = [str(td.text_content()) for td in html.fragment_fromstring(figur).xpath("details//td")]
    assert skrivna == [i_ord(c) for celler in t.rader.values() for c in celler.values()]


@given(rader=tabeller(TAL | st.sampled_from(KODER)))
def test_staplarnas_langd_foljer_talen_och_det_som_saknas_ritas_inte(rader: dict[str, list[str]]) -> None:
    t = tabell(rader, ("A", "B", "C"))
    u = underlag(t, "stapel")
    tal = [v for n in range(len(u.kategorier)) for s in u.serier if (v := varde(s.celler[n]))]
    langder = andelar(ritad(t, "stapel"))
    assert len(langder) == len(tal)
    for langd, v in zip(langder, tal, strict=True):
        assert abs(langd / max(langder) - v / max(tal)) < Decimal("0.001")


@given(rader=tabeller(TAL))
def test_en_stapels_delar_ligger_efter_varandra_och_foljer_talen(rader: dict[str, list[str]]) -> None:
    t = tabell(rader, ("A", "B", "C"))
    bild = ritad(t, "staplad")
    summor = [sum(v for c in celler.values() if (v := varde(c))) for celler in t.rader.values()]
    slut = [x + b for x, b in zip(andelar(bild, "x"), andelar(bild), strict=True)]
    if max(summor) == 0:
        assert slut == []
    else:
        assert abs(max(slut) - 94) < Decimal("0.01")


@given(rader=st.dictionaries(NAMN, st.integers(-1000, 1000).map(lambda n: [str(n)]), min_size=1, max_size=8))
def test_negativa_tal_gar_at_vanster_fran_noll(rader: dict[str, list[str]]) -> None:
    t = tabell(rader)
    bild = ritad(t, "stapel")
    tal = [v for celler in t.rader.values() for c in celler.values() if (v := varde(c))]
    noll = {e.get("x1") for e in bild.iter(SVG + "line")}
    (plats,) = [Decimal(str(n).rstrip("%")) for n in noll]
    for v, x, bredd in zip(tal, andelar(bild, "x"), andelar(bild), strict=True):
        assert abs((x if v > 0 else x + bredd) - plats) < Decimal("0.01")
        assert 0 <= x <= x + bredd <= 100


@pytest.mark.parametrize("typ", RITAR)
def test_det_som_saknas_sags_med_ord_och_blir_aldrig_noll(typ: str) -> None:
    t = tabell({"Hemtjänst": ["12"], "Boende": ["saknas"], "Skola": [".."], "Annat": ["."], "Tomt": ["–"]})
    bild = ritad(t, typ)
    beskrivning = bild.findtext(SVG + "desc") or ""
    assert "Uppgift saknas: Boende. Skyddad uppgift: Skola. Ej tillämpligt: Annat." in beskrivning
    ord_ = ord_i(bild).lower()
    assert all(o in ord_ for o in ("uppgift saknas", "skyddad uppgift", "ej tillämpligt"))
    assert "tomt" not in beskrivning.lower().partition("uppgift saknas")[2]


@pytest.mark.parametrize("typ", RITAR)
@pytest.mark.parametrize("rader", [{"A": ["0"], "B": ["0"]}, {"A": ["saknas"]}, {"A": ["5"]}, {"A": ["–"], "B": ["3"]}])
def test_bara_nollor_ett_tal_eller_inga_tal_gar_att_rita(typ: str, rader: dict[str, list[str]]) -> None:
    bild = ritad(tabell(rader), typ)
    assert int(str(bild.get("height"))) > 20
    assert "NaN" not in etree.tostring(bild, encoding="unicode")


def test_serier_skiljs_at_med_monster_och_prickar_med_form() -> None:
    t = tabell({"A": ["1"] * 6, "B": ["2"] * 6}, tuple("abcdef"))
    staplar = ritad(t, "stapel")
    fyllda = {e.get("fill") for e in staplar.iter(SVG + "rect") if e.get("class") == "stav"}
    monster = {e.get("id"): etree.tostring(e[1]) for e in staplar.iter(SVG + "pattern")}
    assert len(fyllda) == 6
    assert len(set(monster.values())) == 5
    assert {f"url(#{m})" for m in monster} < fyllda
    for typ in ("linje", "punkt"):
        former = {e.get("d") for e in ritad(t, typ).iter(SVG + "path")}
        assert len(former) == 6


@pytest.mark.parametrize("typ", RITAR)
def test_varje_farg_har_ett_bokstavligt_varde_bredvid_variabeln(typ: str) -> None:
    bild = etree.tostring(ritad(tabell({"A": ["1"], "B": ["saknas"]}), typ), encoding="unicode")
    assert re.findall(r"var\([^,)]*\)", bild) == []
    assert " style=" not in bild


def test_procent_ritas_mot_hela_och_med_svenska_tal() -> None:
    bild = ritad(tabell({"A": ["17,6"], "B": ["50"]}, enhet="procent"), "stapel")
    ett, tva = andelar(bild)
    assert abs(tva / ett - Decimal("50") / Decimal("17.6")) < Decimal("0.001")
    assert tva < 50
    assert "17,6 %" in ord_i(bild)


def test_linjen_bryts_dar_ett_tal_saknas() -> None:
    t = tabell({"2021": ["1"], "2022": ["saknas"], "2023": ["3"], "2024": ["4"]}, periodrader={"2021": "2021"})
    streck = [e for e in ritad(t, "linje").iter(SVG + "line") if e.get("stroke-width") == "2.5"]
    assert len(streck) == 1


def test_perioder_i_kolumnerna_blir_linjens_axel() -> None:
    t = tabell({"Hemtjänst": ["5", "7"], "Boende": ["6", "6"]}, ("2023", "2024"),
               periodkolumner={"2023": "2023", "2024": "2024"})  # fmt: skip
    u = underlag(t, "linje")
    assert u.kategorier == ("2023", "2024")
    assert [s.namn for s in u.serier] == ["Hemtjänst", "Boende"]
    assert ritad(t, "linje").findtext(SVG + "desc") == (
        "Linjediagram. Hemtjänst: högst 2024 (7), lägst 2023 (5). Hemtjänst: senaste ändringen, 2023 till 2024, ökade från"
        " 5 till 7. Boende: alla är 6. Boende: senaste ändringen, 2023 till 2024, oförändrat på 6."
    )


TVA_AR = {"2023": "2023", "2024": "2024"}


@pytest.mark.parametrize("typ", ["linje", "staplad"])
def test_tiden_gar_at_hoger_hur_kolumnerna_an_star(typ: str) -> None:
    t = tabell({"X": ["10", "99"]}, ("2024", "2023"), periodkolumner=TVA_AR)
    assert underlag(t, typ).kategorier == ("2023", "2024")
    assert "2023 till 2024, minskade från 99 till 10." in (ritad(t, typ).findtext(SVG + "desc") or "")


def test_rader_som_ar_perioder_star_ocksa_i_tidens_ordning() -> None:
    t = tabell({"2024": ["10"], "2023": ["99"]}, periodrader=TVA_AR)
    assert underlag(t, "stapel").kategorier == ("2023", "2024")
    utan = tabell({"2024": ["10"], "2023": ["99"], "Riket": ["5"]}, periodrader=TVA_AR)
    assert (underlag(utan, "stapel").kategorier, underlag(utan, "stapel").dagar) == (("2024", "2023", "Riket"), ())


@pytest.mark.parametrize(
    ("varden", "perioder", "uppgifter"),
    [
        (["100", "50"], {"A": "2023", "B": "2024-01--2024-06"}, {}),
        (["50", "70"], {"A": "2023", "B": "2024"}, {"seriebrott": [{"period": "2024", "skäl": "Nytt system"}]}),
        (["78,4", "78"], {"A": "2023", "B": "2024"}, {}),
    ],
)
def test_en_andring_som_inte_gar_att_jamfora_far_inget_ord(
    varden: list[str], perioder: dict[str, str], uppgifter: Any
) -> None:
    beskrivning = ritad(tabell({"X": varden}, ("A", "B"), periodkolumner=perioder, relationer=uppgifter), "linje")
    sagt = beskrivning.findtext(SVG + "desc") or ""
    assert "Senaste ändringen går inte att säga." in sagt
    assert not re.search("ökade|minskade", sagt)


@pytest.mark.parametrize(("nu", "ord_"), [("55", "ungefär oförändrat, från 50 till 55"), ("60", "ökade från 50 till 60")])
def test_en_mindre_andring_an_den_som_raknas_ar_ungefar_oforandrad(nu: str, ord_: str) -> None:
    minsta = {"minsta_skillnad": {"värde": "10", "skäl": "Få har svarat"}}
    bild = ritad(tabell({"X": ["50", nu]}, ("2023", "2024"), periodkolumner=TVA_AR, relationer=minsta), "linje")
    assert ord_ in (bild.findtext(SVG + "desc") or "")


def test_pa_linjens_axel_star_tiden_i_skala_och_bara_det_som_ryms_skrivs() -> None:
    ar = {a: a for a in ("2015", "2023", "2024")}
    bild = ritad(tabell({"X": ["100", "50", "70"]}, tuple(ar), periodkolumner=ar), "linje")
    x = [Decimal(str(e.get("x")).rstrip("%")) for e in bild.iter(SVG + "svg") if e.get("x")]
    assert [round((n - x[0]) / (x[-1] - x[0]), 2) for n in x] == [0, Decimal("0.89"), 1]
    assert ord_i(bild).endswith("| 70 | 2015 | 2024")


def test_rankade_staplar_star_i_ordning_med_det_utan_tal_sist() -> None:
    t = tabell({"A": ["5"], "Riket": ["6"], "B": ["saknas"], "Ö": ["9"], "C": ["9"]})
    bild = ritad(t, "rankad", markera="A", riktlinje="Riket")
    assert ord_i(bild) == "Riket: 6 | C | 9 | Ö | 9 | A | 5 | B | uppgift saknas"
    (x,) = {e.get("x1") for e in bild.iter(SVG + "line") if e.get("class") == "riket"}
    assert Decimal(str(x).rstrip("%")) / max(andelar(bild)) == pytest.approx(Decimal(6) / 9, abs=Decimal("0.001"))
    fet = [e.text for e in bild.iter(SVG + "text") if e.get("font-weight") == "bold"]
    assert fet == ["A", "5"]


def test_alla_kommuner_ryms_som_smala_kolumner_dar_den_egna_star_ut() -> None:
    rader = {f"Kommun {n}": [str(n)] for n in range(1, 291)} | {"Riket": ["140"], "Okänd": ["saknas"]}
    bild = ritad(tabell(rader), "rankad", markera="Kommun 200", riktlinje="Riket")
    assert len(andelar(bild)) == 290
    assert int(str(bild.get("height"))) < 400
    for ord_ in ("Kommun 200: 200, plats 91 av 290", "(egen", "Riket: 140", "Utan tal: 1"):
        assert ord_ in ord_i(bild)
    hojder = [Decimal(str(e.get("height"))) for e in bild.iter(SVG + "rect") if e.get("class") == "stav"]
    assert hojder == sorted(hojder, reverse=True)


def test_den_egna_kommunen_star_kvar_nar_den_saknar_tal() -> None:
    rader = {f"Kommun {n}": [str(n)] for n in range(1, 40)} | {"Vi": ["saknas"]}
    assert ord_i(ritad(tabell(rader), "rankad", markera="Vi")).startswith("Vi: uppgift saknas | ")


def test_kant_fel_och_kalla_star_i_klartext_under_bilden() -> None:
    fel = KantFel("Totalt", "2021", "TAL001", "8", "7", "Så står det")
    figur = html.fragment_fromstring(figuren(tabell({"A": ["1"]}, kanda_fel=(fel,)), "stapel"))
    assert [p.text for p in figur.xpath("p[@class='obs']")] == ["Obs Totalt, 2021: Så står det"]
    assert figur.xpath("details//caption")
    assert not figur.xpath("details//*[@id]")


def test_listan_over_typer_ar_hel() -> None:
    assert set(RITAR) == set(TYPER)

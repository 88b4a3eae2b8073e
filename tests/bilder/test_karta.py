"""A map as SVG: well-formed, the same every time, links that say where they lead, nothing but those read aloud."""

import re
from dataclasses import replace

from hypothesis import given
from lxml import etree

from handbok.bilder import karta
from handbok.modell import Aktivitet, Processbeskrivning
from tests.bilder.processer import NAGRA, processer
from tests.conftest import Provbok
from tests.publicering.test_tvatt import tvattad

NS = {"s": "http://www.w3.org/2000/svg"}


def rita(process: Processbeskrivning) -> str:
    return str(
        karta.rita(
            process, "Stöd & <hjälp>", lambda r: f"Roll {r} <b>", lambda a: f"#steg-{a.id}",
            lambda id_: ("Utreda barn", "../utreda-barn/") if id_ == "del" else None,
        )
    )  # fmt: skip


def bilder(process: Processbeskrivning) -> list[etree._Element]:
    return [etree.fromstring(bild) for bild in re.findall(r"<svg.*?</svg>", rita(process))]


@NAGRA
@given(processer())
def test_bilden_ar_hel_xml_och_likadan_varje_gang(process: Processbeskrivning) -> None:
    text = rita(process)
    assert text == rita(process)
    assert len(bilder(process)) == text.count("<svg")


@NAGRA
@given(processer())
def test_sidans_rensning_slapper_igenom_varje_karta(process: Processbeskrivning) -> None:
    ren, borttaget = tvattad(rita(process))
    assert borttaget == frozenset()
    assert ren.count("<svg") == rita(process).count("<svg")


def _lankar(process: Processbeskrivning) -> list[etree._Element]:
    return [a for bild in bilder(process) for a in bild.iterfind(".//s:a", NS)]


@NAGRA
@given(processer())
def test_varje_steg_ar_en_lank_vars_namn_borjar_som_det_syns(process: Processbeskrivning) -> None:
    lankar = [a for a in _lankar(process) if (a.get("href") or "").startswith("#")]
    assert [a.get("href") for a in lankar] == [f"#steg-{a.id}" for a in process.aktiviteter]
    for lank in lankar:
        rader = [t.text or "" for t in lank.iterfind(".//s:tspan", NS)]
        syns = re.sub(r"\W", "", "".join(rader))
        assert re.sub(r"\W", "", lank.get("aria-label") or "").startswith(syns)


@NAGRA
@given(processer())
def test_bara_lankar_lases_upp(process: Processbeskrivning) -> None:
    for bild in bilder(process):
        synliga = bild.xpath(
            "//s:text[not(ancestor::s:a)][not(ancestor-or-self::*[@aria-hidden='true'])]", namespaces=NS
        )
        assert synliga == []


def _med(aktivitet: Aktivitet) -> Processbeskrivning:
    return Processbeskrivning(None, None, None, None, None, (aktivitet,))


EN = Aktivitet("utreda", "Utreda", "handlaggare", (), None, (), (), None)


def test_en_delprocess_ar_en_egen_lank_om_lasaren_har_sidan() -> None:
    lankar = _lankar(_med(replace(EN, delprocess="del")))
    assert [(a.get("href"), a.get("aria-label")) for a in lankar] == [
        ("#steg-utreda", "1. Utreda. Roll handlaggare ‹b>."), ("../utreda-barn/", "Delprocess: Utreda barn"),
    ]  # fmt: skip
    assert len(_lankar(_med(replace(EN, delprocess="intern")))) == 1


def test_parterna_i_samverkan_star_i_kartan() -> None:
    text = rita(_med(replace(EN, samverkan=("region", "skola"))))
    assert "Med: region, skola" in text
    assert "Med:" not in rita(_med(EN))


def test_inga_stilar_eller_skript_star_i_bilden() -> None:
    assert not re.search(r"style=|<style|<script| on\w+=", rita(_med(EN)))


def test_farger_star_ocksa_utan_stilmall() -> None:
    ritade = bilder(_med(EN))[1].xpath("//s:rect | //s:path | //s:circle | //s:text", namespaces=NS)
    assert all(re.fullmatch(r"#[0-9a-f]{6}|none", e.get("fill", "")) for e in ritade)


def test_processens_sida_visar_kartan_fore_listan_och_bara_om_den_har_aktiviteter(bok: Provbok) -> None:
    from handbok.bitar import Sammanhang
    from handbok.publicering.sidor import dokumentsida

    def sidan() -> str:
        handbok = bok.las()
        dok = handbok.per_id["stod"]
        return dokumentsida(Sammanhang(handbok, dok), dok, dok.text)

    assert re.search(
        r'id="processkarta"><details class="bred-bild"><summary data-search-exclude>Visa kartan</summary><div class="kartruta".*href="#steg-hjalpa".*<ol class="aktiviteter">', sidan(), re.DOTALL
    )
    assert re.search(r'id="hela-kartan"><p .*href="#hela-kartan".*href="#aktiviteter".*<div id="processkarta">', sidan())
    bok.andra("data/organisation.yml", "namn: Undersköterska", "namn: Vårdbiträde")
    assert "1. Hjälpa. Vårdbiträde." in sidan()
    bok.andra("processer/stod.md", "  - {id: hjalpa, namn: Hjälpa, roll: underskoterska, rutiner: [fall]}\n", "")
    assert "<svg" not in sidan()
    assert "Visa hela kartan" not in sidan()


def test_en_bred_karta_bestar_av_delar_som_ryms_pa_papper_och_har_varje_steg_en_gang() -> None:
    process = replace(_med(EN), aktiviteter=tuple(replace(EN, id=f"a{i}") for i in range(20)))
    delar = [b for b in bilder(process) if b.get("class") == "karta"]
    bredder = [int(d.get("width") or 0) for d in delar]
    assert len(delar) > 1
    assert max(bredder) <= karta.DEL_B
    borjan = [int((d.get("viewBox") or "").split()[0]) for d in delar]
    assert borjan == [sum(bredder[:i]) for i in range(len(delar))]
    assert len(_lankar(process)) == 20
    assert delar[0].get("aria-label") == "Steg 1 till 4"

"""The foot of a page: whom one writes to, with what filled in, and what stands on paper."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import zxingcpp
from lxml import html

from handbok.modell import Dokument, Handbok, Tidigare
from handbok.publicering.fot import Kanal, fot, qr, synpunkt, vidare
from handbok.publicering.steg import Stegplats
from tests.conftest import Provbok

SAJT = "https://kvalitet.provkommun.se/"
INTERN, PUBLIK = Kanal(SAJT, None, publik=False), Kanal(SAJT, None, publik=True)
FORMULAR = "https://git.provkommun.se/h/issues/new?template=s.yml&title={titel}&dok={dokument}&v={version}&steg={steg}&var={adress}"
ELAK = 'Fall&bcc=x@y.se\r\nBcc: z@y.se?body="<b>{steg}#%'


@pytest.fixture
def boken(bok: Provbok) -> Handbok:
    return bok.andra("data/organisation.yml", "kod: 0114", "kod: 0114, e_post: kvalitet@provkommun.se").las()


def dok(boken: Handbok) -> Dokument:
    fall = boken.hitta("fall")
    assert fall
    return fall


def till(boken: Handbok, kanal: Kanal = INTERN) -> str:
    return unquote(urlsplit(synpunkt(boken, dok(boken), kanal).lank() or "").path)


def utan(boken: Handbok, *vakanta: str) -> Handbok:
    assert boken.organisation
    roller = {id_: replace(r, vakant=id_ in vakanta) for id_, r in boken.organisation.roller.items()}
    return replace(boken, organisation=replace(boken.organisation, roller=roller))


def test_internt_skriver_man_till_agaren_annars_till_den_som_paminns_annars_till_kommunen(boken: Handbok) -> None:
    assert till(boken) == "enhetschef@provkommun.se"
    assert till(utan(boken, "enhetschef")) == "vc@provkommun.se"
    assert till(utan(boken, "enhetschef", "verksamhetschef")) == "kvalitet@provkommun.se"


def test_fran_den_publika_sidan_skriver_man_bara_till_kommunen(boken: Handbok) -> None:
    assert till(boken, PUBLIK) == "kvalitet@provkommun.se"


def test_utan_brevlada_finns_ingen_lank(bok: Provbok) -> None:
    boken = bok.las()
    assert synpunkt(boken, dok(boken), PUBLIK).lank(Stegplats(1, "s-1")) is None
    assert "mailto" not in fot(boken, dok(boken), PUBLIK, synpunkt(boken, dok(boken), PUBLIK))


def test_dokument_version_och_steg_ar_ifyllda(boken: Handbok) -> None:
    lank = synpunkt(boken, dok(boken), INTERN).lank(Stegplats(3, "s-1b2c", "Gör & så"))
    falt = parse_qs(urlsplit(lank or "").query)
    assert falt["subject"] == ['Fel i steg 3 under "Gör & så" i Fall, version 1.0']
    assert falt["body"][0].splitlines()[0] == f"{SAJT}rutiner/fall/#s-1b2c"


@pytest.mark.parametrize("formular", [None, FORMULAR])
def test_en_elak_titel_kan_inte_lagga_till_mottagare_eller_falt(boken: Handbok, formular: str | None) -> None:
    elak = replace(dok(boken), titel=ELAK, version=ELAK)
    lank = synpunkt(boken, elak, Kanal(SAJT, formular, publik=False)).lank(Stegplats(1, "s-1", ELAK)) or ""
    delar = urlsplit(lank)
    nycklar = ["template", "title", "dok", "v", "steg", "var"] if formular else ["subject", "body"]
    assert list(parse_qs(delar.query)) == nycklar
    assert not delar.fragment
    assert delar.path == ("/h/issues/new" if formular else "enhetschef@provkommun.se")


def test_ett_formular_fylls_i_dar_det_finns(boken: Handbok) -> None:
    plats = synpunkt(boken, dok(boken), Kanal(SAJT, FORMULAR, publik=False))
    falt = parse_qs(urlsplit(plats.lank(Stegplats(2, "s-1", "Innan")) or "").query)
    assert (falt["title"], falt["dok"], falt["v"]) == (["Fall"], ["rutiner/fall.md"], ["1.0"])
    assert falt["steg"] == ['steg 2 under "Innan" (s-1)']
    assert falt["var"] == [f"{SAJT}rutiner/fall/#s-1"]
    assert "steg=" not in (plats.lank() or "").replace("&steg=", "")


def test_pa_papper_star_version_giltighet_och_en_kort_adress(boken: Handbok) -> None:
    rot = html.fragment_fromstring(str(fot(boken, dok(boken), INTERN, synpunkt(boken, dok(boken), INTERN))), create_parent=True)
    (papper,) = rot.xpath("//div[@class='pa-papper']")
    assert papper.text_content() == (
        "Utskrift är inte ett original. Version 1.0. Gäller sedan den 1 april 2026. Läget den 21 november 2026. "
        f"Kontrollera att texten fortfarande gäller: {SAJT}r/fall/"
    )
    assert len(papper.xpath("svg[@class='qr']/path")) == 1
    assert not rot.xpath("//@style")


def med_tidigare(boken: Handbok, **mer: Any) -> Handbok:
    """Version 2.0 begins on 1 January 2027; until then 1.0 applies."""
    nu = replace(dok(boken), **mer)
    ny = replace(nu, version="2.0", galler_fran=date(2027, 1, 1))
    andra = tuple(d for d in boken.dokument if d.id != nu.id)
    return replace(boken, dokument=(ny, *andra), tidigare={nu.id: Tidigare(nu, None)})


def test_nar_en_tidigare_version_galler_sager_varje_blad_bada(boken: Handbok) -> None:
    boken = med_tidigare(boken)
    rot = html.fragment_fromstring(str(fot(boken, dok(boken), INTERN, synpunkt(boken, dok(boken), INTERN))), create_parent=True)
    bada = "Version 1.0 gäller till och med den 31 december 2026. Version 2.0 gäller från den 1 januari 2027 (om 41\N{NO-BREAK SPACE}dagar). "
    for blad in rot.xpath("//div"):
        assert bada + "Läget den" in blad.text_content()
        assert "inte ännu" not in blad.text_content()


def test_en_tidigare_version_som_slutar_galla_fore_den_nya_sager_sin_sista_dag(boken: Handbok) -> None:
    boken = med_tidigare(boken, galler_till=date(2026, 11, 30))
    assert "Version 1.0 gäller till och med den 30 november 2026. " in fot(boken, dok(boken), INTERN, synpunkt(boken, dok(boken), INTERN))


def test_ett_steg_i_den_version_som_galler_namner_den(boken: Handbok) -> None:
    boken = med_tidigare(boken)
    plats = synpunkt(boken, dok(boken), INTERN)

    def amne(steg: Stegplats | None) -> str:
        return parse_qs(urlsplit(plats.lank(steg) or "").query)["subject"][0]

    assert amne(Stegplats(1, "s-1", "Innan", tidigare=True)) == 'Fel i steg 1 under "Innan" i Fall, version 1.0'
    assert amne(Stegplats(1, "s-2", "Innan")) == 'Fel i steg 1 under "Innan" i Fall, version 2.0'
    assert amne(None) == "Fel i Fall, version 1.0 och 2.0"


def test_utan_webbadress_finns_ingen_kod_att_lasa_av(boken: Handbok) -> None:
    assert "<svg" not in fot(boken, dok(boken), Kanal(None, None, publik=False), synpunkt(boken, dok(boken), INTERN))


def test_koden_ar_samma_varje_gang() -> None:
    assert qr(f"{SAJT}r/fall/") == qr(f"{SAJT}r/fall/") != qr(f"{SAJT}r/fall2/")


@pytest.mark.parametrize("id_", ["a", "fall", "ekonomiskt-bistand-overklagande-och-omprovning-av-beslut-2"])
def test_koden_gar_att_lasa_av_fran_ett_papper(id_: str) -> None:
    adress = f"{SAJT}r/{id_}/"
    (svar,) = zxingcpp.read_barcodes(_papper(qr(adress)))
    assert (svar.text, svar.format) == (adress, zxingcpp.BarcodeFormat.QRCode)


def _papper(svg: str, prickar: int = 3) -> memoryview:
    """The drawing on white paper, `prickar` dots a module: what a camera sees."""
    sida = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])  # type: ignore[index]
    rader = [bytearray(b"\xff" * sida) for _ in range(sida)]
    for x, y, bredd in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        rader[int(y)][int(x) : int(x) + int(bredd)] = bytes(int(bredd))
    bild = b"".join(bytes(p for p in rad for _ in range(prickar)) * prickar for rad in rader)
    return memoryview(bild).cast("B", (sida * prickar, sida * prickar))


def test_den_korta_adressen_leder_vidare_utan_skript_och_syns_inte_i_sokmotorer(boken: Handbok) -> None:
    elak = replace(dok(boken), titel=ELAK)
    sida = html.document_fromstring(vidare(elak))
    assert sida.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../../rutiner/fall/"]
    assert sida.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert sida.xpath("//body//a/@href") == ["../../rutiner/fall/"]
    assert not sida.xpath("//script | //@style | //b")


def test_varje_blad_av_ett_dokument_sager_version_och_att_det_inte_ar_ett_original(boken: Handbok) -> None:
    d = dok(boken)
    (rad,) = html.fromstring(f"<div>{fot(boken, d, INTERN, synpunkt(boken, d, INTERN))}</div>").xpath("//*[@class='sidfot']")
    assert rad.text.startswith(f"{d.titel}. Version 1.0. Gäller sedan den ")
    assert rad.text.endswith("Utskrift är inte ett original.")

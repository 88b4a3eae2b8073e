"""A process goes to BPMN and back unchanged, and its file is what other programs expect."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from lxml import etree

from handbok.bilder.kartlayout import lagg_ut
from handbok.bpmn.lasning import las
from handbok.bpmn.tolkning import Hemma, Tolkning, tolka
from handbok.bpmn.ut import SKALA, X, Y, till_bpmn
from handbok.bpmn.utkast import utkast
from handbok.inlasning.dokument import las_dokument
from handbok.modell import Aktivitet, Dokument, Processbeskrivning, Steg
from tests.bilder.processer import NAGRA, ROLLER, processer

NS = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL", "di": "http://www.omg.org/spec/BPMN/20100524/DI",
      "dc": "http://www.omg.org/spec/DD/20100524/DC"}  # fmt: skip
ROLLNAMN = {r: f"{r} <&> Åsa" for r in ROLLER}
HEMMA = Hemma(ROLLNAMN, lambda _: True)
SIDHUVUD = """---
titel: 'Stöd & <hjälp> "i tid"'
typ: process
status: utkast
ägare: roll-1
aktiviteter: [{id: a, namn: A, roll: roll-1}]
---
"""


def dokument(process: Processbeskrivning) -> Dokument:
    dok = las_dokument(SIDHUVUD, "processer/1-stod.md")
    assert isinstance(dok, Dokument)
    return replace(dok, process=process)


def fil(process: Processbeskrivning) -> bytes:
    return till_bpmn(dokument(process), process, ROLLNAMN.__getitem__).encode()


def tillbaka(process: Processbeskrivning) -> Tolkning:
    return tolka(las(fil(process)), "fil", HEMMA)


def utan_vag_dit(process: Processbeskrivning) -> tuple[str, ...]:
    """All that is to be settled: a step that nothing leads to, here as in the file."""
    dit = {steg.till for a in process.aktiviteter for steg in process.nasta(a)}
    namn = dict.fromkeys(a.namn for a in process.aktiviteter[1:] if a.id not in dit)
    sagt = 'Till steget "{}" leder ingen väg i filen. Skriv i sedan vilka steg som leder dit, eller ta bort steget.'
    return tuple(sagt.format(n) for n in namn)


@NAGRA
@given(processer(6))
def test_en_process_ar_densamma_efter_tur_och_retur(process: Processbeskrivning) -> None:
    process = replace(process, kategori="stöd", processledare="roll-2", syfte="Rad ett\n  rad två\toch\u00a0slut")
    svar = tillbaka(process)
    assert (svar.id, svar.titel, svar.agare) == ("1-stod", 'Stöd & <hjälp> "i tid"', "roll-1")
    assert svar.process == process
    assert svar.att_reda_ut == utan_vag_dit(process)


@NAGRA
@given(processer(6))
def test_utkastet_laser_sig_som_samma_process(process: Processbeskrivning) -> None:
    svar = tillbaka(process)
    dok = las_dokument(utkast(svar, "prov"), "processer/prov.md")
    assert isinstance(dok, Dokument)
    assert (dok.process, dok.status, dok.lage(date(2026, 1, 1))) == (process, "utkast", "utkast")


@NAGRA
@given(processer(6))
def test_filen_ar_densamma_varje_gang_och_har_kartans_koordinater(process: Processbeskrivning) -> None:
    text = fil(process)
    assert text == fil(process)
    rot = etree.fromstring(text)
    karta = lagg_ut(process, ROLLNAMN.__getitem__, frozenset(a.delprocess for a in process.aktiviteter if a.delprocess))
    former: dict[str, Any] = {e.get("bpmnElement") or "": e for e in rot.iterfind(".//di:BPMNShape", NS)}
    for ruta, aktivitet in zip(karta.rutor, process.aktiviteter, strict=True):
        granser = former[f"Aktivitet_{aktivitet.id}"].find("dc:Bounds", NS).attrib
        x, y, b, h = (round(SKALA * n) for n in (ruta.nod.x, ruta.nod.y, ruta.nod.b, ruta.nod.h))
        assert dict(granser) == {"x": str(X + x), "y": str(Y + y), "width": str(b), "height": str(h)}
    ids = rot.xpath("//@id")
    assert len(ids) == len(set(ids))
    vagar = {e.get("id") for e in rot.iterfind(".//b:sequenceFlow", NS)}
    assert {e.get("bpmnElement") for e in rot.iterfind(".//di:BPMNEdge", NS)} == vagar
    noder = {n for e in rot.iterfind(".//b:lane/b:flowNodeRef", NS) if (n := e.text)}
    assert noder == {e for e in former if not e.startswith(("Bana_", "Deltagare"))}


# Saved by bpmn-js 18.31 (bpmn.io, the core of Camunda Modeler) after it had opened `fil(I_RITPROGRAM)` without a warning.
SPARAD = Path(__file__).with_name("sparad-i-ritprogram.bpmn")
I_RITPROGRAM = Processbeskrivning(
    "huvud", "roll-2", 'Rätt stöd & <hjälp> "i tid"', "En ansökan kommer in", "Stödet är avslutat",
    (
        Aktivitet("ta-emot", "Ta emot", "roll-1", ("r1", "r2"), None,
                  (Steg("besluta", "Allt finns med"), Steg("ta-emot", "Något saknas")), ("region",), None),
        Aktivitet("besluta", "Besluta", "roll-2", (), "Står i lagen", (), (), "del"),
        Aktivitet("folja-upp", "Följa upp", "roll-1", ("r1",), None, (Steg("besluta", "Nytt behov"), Steg("sluta", None)), (), None),
        Aktivitet("sluta", "Avsluta", "roll-1", ("r2",), None, (), (), None),
    ),
)  # fmt: skip


def test_ett_ritprogram_oppnar_filen_och_det_som_sparas_dar_lases_tillbaka() -> None:
    svar = tolka(las(SPARAD.read_bytes()), SPARAD.name, HEMMA)
    assert (svar.id, svar.agare, svar.process, svar.att_reda_ut) == ("1-stod", "roll-1", I_RITPROGRAM, ())

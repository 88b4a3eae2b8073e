"""What other programs draw becomes a draft, and what a header cannot say is said to be left."""

import pytest

from handbok.bpmn.lasning import STORSTA_FIL, Bpmnfel, las
from handbok.bpmn.tolkning import Tolkning, tolka
from handbok.modell import Aktivitet, Steg

ROLLER = {"handlaggare": "Biståndshandläggare", "chef": "Enhetschef", "chef-2": "Enhetschef"}
RAM = (
    '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="x">{}</definitions>'
)
TVA = '<task id="a" name="Utreda"/><task id="b" name="Besluta"/><startEvent id="s"/><endEvent id="e"/>'
I_RAD = '<sequenceFlow id="f0" sourceRef="s" targetRef="a"/><sequenceFlow id="f1" sourceRef="a" targetRef="b"/>'
SLUT = '<sequenceFlow id="f2" sourceRef="b" targetRef="e"/>'
BANA = '<laneSet id="l"><lane id="l1" name=" biståndshandläggare"><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef></lane></laneSet>'


def process(*delar: str, utanfor: str = "") -> Tolkning:
    return tolka(
        las(RAM.format(f'<process id="P" name="Stöd">{"".join(delar)}</process>{utanfor}').encode()), ROLLER, "fil"
    )


def test_en_enkel_fil_blir_aktiviteter_utan_nagot_att_reda_ut() -> None:
    svar = process(BANA, TVA, I_RAD, SLUT)
    assert (svar.id, svar.titel, svar.att_reda_ut) == ("stod", "Stöd", ())
    assert svar.process.aktiviteter == (
        Aktivitet("utreda", "Utreda", "handlaggare", (), None, (), (), None),
        Aktivitet("besluta", "Besluta", "handlaggare", (), None, (), (), None),
    )


def test_ett_val_blir_vagar_med_ord() -> None:
    svar = process(
        BANA, TVA, '<task id="c" name="Avsluta"/><exclusiveGateway id="g"/>',
        '<sequenceFlow id="f0" sourceRef="s" targetRef="a"/><sequenceFlow id="f1" sourceRef="a" targetRef="g"/>'
        '<sequenceFlow id="f2" name="Ja" sourceRef="g" targetRef="b"/><sequenceFlow id="f3" name="Nej" sourceRef="g" targetRef="c"/>'
        '<sequenceFlow id="f4" sourceRef="b" targetRef="c"/><sequenceFlow id="f5" sourceRef="c" targetRef="e"/>',
    )  # fmt: skip
    assert svar.process.aktiviteter[0].sedan == (Steg("besluta", "Ja"), Steg("avsluta", "Nej"))


@pytest.mark.parametrize(
    ("delar", "sagt"),
    [
        ([BANA.replace(" bi", "x"), TVA, I_RAD, SLUT], 'Banan "xståndshandläggare" är ingen roll'),
        ([BANA.replace(" biståndshandläggare", "Enhetschef"), TVA, I_RAD, SLUT], 'Banan "Enhetschef" är ingen roll'),
        ([TVA, I_RAD, SLUT], 'Steget "Utreda" ligger inte i någon bana.'),
        ([BANA, TVA.replace(' name="Utreda"', ""), I_RAD, SLUT], "saknar namn"),
        ([BANA, TVA, '<parallelGateway id="g"/>', I_RAD.replace('targetRef="b"', 'targetRef="g"'),
          '<sequenceFlow id="g1" sourceRef="g" targetRef="b"/>', SLUT], "kan gå samtidigt"),
        ([BANA, TVA, '<intermediateCatchEvent id="g" name="Svar"/>', I_RAD.replace('targetRef="b"', 'targetRef="g"'),
          '<sequenceFlow id="g1" sourceRef="g" targetRef="b"/>', SLUT], 'Händelsen "Svar" mellan två steg'),
        ([BANA, TVA, '<exclusiveGateway id="g" name="Bifall?"/>', I_RAD.replace('targetRef="b"', 'targetRef="g"'),
          '<sequenceFlow id="g1" sourceRef="g" targetRef="b"/><sequenceFlow id="g2" name="Nej" sourceRef="g" targetRef="e"/>', SLUT],
         'Processen slutar efter "Utreda" när "Nej"'),
        ([BANA, TVA, '<exclusiveGateway id="g" name="Bifall?"/>', I_RAD.replace('targetRef="b"', 'targetRef="g"'),
          '<sequenceFlow id="g1" sourceRef="g" targetRef="b"/>', SLUT], 'Valets fråga "Bifall?"'),
        ([BANA, TVA, I_RAD, SLUT, '<sequenceFlow id="x" sourceRef="a" targetRef="a"/>'], "flera vägar samtidigt"),
        ([BANA, TVA, I_RAD, SLUT, '<dataObject id="d"/>'], "DataObject följer inte med (1 stycken)"),
        ([BANA, TVA, I_RAD, SLUT, '<textAnnotation id="t"><text>Viktigt</text></textAnnotation>'], "anteckningar och grupper"),
        ([BANA, TVA.replace("task ", "userTask "), I_RAD, SLUT], "2 steg av slaget UserTask blev vanliga aktiviteter"),
        ([BANA, TVA.replace('"Utreda"/>', '"Utreda"><documentation>Text</documentation></task>'), I_RAD, SLUT], "beskrivande text"),
        ([BANA, TVA.replace('name="Utreda"', 'name="Utreda" camunda:assignee="x"'), I_RAD, SLUT], "Tillägg från andra program"),
        ([BANA, TVA.replace('<task id="a" name="Utreda"/>', '<subProcess id="a" name="Utreda"><task id="z"/></subProcess>'), I_RAD, SLUT],
         "har egna steg inuti sig"),
        ([BANA, TVA, I_RAD.replace('targetRef="a"', 'targetRef="b"'), SLUT], 'leder starten till "Besluta"'),
        ([BANA, TVA, '<startEvent id="s2"/>', I_RAD, SLUT], "2 händelser för början"),
        ([BANA, TVA, '<callActivity id="c" name="Kalla" calledElement="X"/>', I_RAD, SLUT], 'Steget "Kalla" anropar X'),
    ],
)  # fmt: skip
def test_det_som_ett_sidhuvud_inte_kan_saga_star_att_reda_ut(delar: list[str], sagt: str) -> None:
    assert any(sagt in n for n in process(*delar).att_reda_ut), process(*delar).att_reda_ut


def test_en_annan_deltagare_tappas_inte_tyst() -> None:
    svar = process(
        BANA, TVA, I_RAD, SLUT,
        utanfor='<collaboration id="c"><participant id="p" name="Stödet" processRef="P"/><participant id="q" name="Regionen"/></collaboration>',
    )  # fmt: skip
    assert svar.titel == "Stödet"
    assert svar.att_reda_ut == (
        'Deltagaren "Regionen" följer inte med. Skriv den under samverkan i de steg där den är med.',
    )


def test_grindar_i_en_ring_tar_slut() -> None:
    svar = process(
        BANA, TVA, '<exclusiveGateway id="g"/><exclusiveGateway id="h"/>', I_RAD.replace('targetRef="b"', 'targetRef="g"'),
        '<sequenceFlow id="g1" sourceRef="g" targetRef="h"/><sequenceFlow id="g2" sourceRef="h" targetRef="g"/>'
        '<sequenceFlow id="g3" sourceRef="h" targetRef="b"/>', SLUT,
    )  # fmt: skip
    assert any("går ihop och delar sig igen" in n for n in svar.att_reda_ut)


ENTITET = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x {}>]>' + RAM.split("?>")[1].format(
    '<process id="P" name="&x;"><task id="a"/></process>'
)
BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>" + RAM.split("?>")[1].format('<process id="P" name="&i;"/>')  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sagt"),
    [
        (ENTITET.format('SYSTEM "file:///etc/passwd"'), "inte hel XML"),
        (ENTITET.format('"x"'), "DOCTYPE"),
        (BOMB, "inte hel XML|DOCTYPE"),
        ("hej", "inte hel XML"),
        ("", "inte hel XML"),
        ("\0" * 100, "inte hel XML"),
        (RAM.format("<process>") , "inte hel XML"),
        (RAM.format("<process>" * 5000 + "</process>" * 5000), "inte hel XML|följer inte BPMN"),
        ("<html/>", "inte BPMN 2.0"),
        (RAM.format(""), "ingen process"),
        (RAM.format('<process id="P"><task id="a"/></process><process id="Q"><task id="b"/></process>'), "2 processer"),
        (RAM.format('<process id="P"><startEvent id="a"/></process>'), "inga aktiviteter"),
        (RAM.format('<process id="P"><task id="a"/><task id="a"/></process>'), "följer inte BPMN"),
        (RAM.format('<process id="P"><task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="borta"/></process>'), "följer inte BPMN"),
        (RAM.format('<process id="P">' + "".join(f'<task id="t{i}"/>' for i in range(600)) + "</process>"), "fler än 500 former"),
        (RAM.format("x" * STORSTA_FIL), "större än 2 MB"),
    ],
)  # fmt: skip
def test_en_elak_eller_trasig_fil_far_ett_nej(text: str, sagt: str) -> None:
    with pytest.raises(Bpmnfel, match=sagt):
        tolka(las(text.encode()), ROLLER, "fil")

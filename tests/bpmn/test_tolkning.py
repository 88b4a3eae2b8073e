"""What other programs draw becomes a draft, and what a header cannot say is said to be left."""

import pytest

from handbok.bpmn.lasning import STORSTA_FIL, Bpmnfel, las
from handbok.bpmn.tolkning import Hemma, Tolkning, tolka
from handbok.modell import Aktivitet, Steg

ROLLER = {"handlaggare": "Biståndshandläggare", "chef": "Enhetschef", "chef-2": "Enhetschef"}
HEMMA = Hemma(ROLLER, lambda id_: id_ == "fall", "chef")
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
        las(RAM.format(f'<process id="P" name="Stöd">{"".join(delar)}</process>{utanfor}').encode()), "fil", HEMMA
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
        ([TVA, I_RAD, SLUT], 'Välj roll för steget "Utreda". Det ligger inte i någon bana'),
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
        ([BANA, TVA, I_RAD, SLUT, '<dataObjectReference id="d" name="Ansökan" dataObjectRef="o"/><dataObject id="o"/>'], 'Dataobjektet "Ansökan" följer inte med.'),
        ([BANA, TVA, I_RAD, SLUT, '<textAnnotation id="t"><text>Viktigt</text></textAnnotation>'], 'Anteckningen "Viktigt" följer inte med.'),
        ([BANA, TVA.replace("task ", "userTask "), I_RAD, SLUT], '2 steg av slaget UserTask blev vanliga aktiviteter: "Utreda" och "Besluta".'),
        ([BANA, TVA.replace('"Utreda"/>', '"Utreda"><documentation>Text</documentation></task>'), I_RAD, SLUT], 'Från steget "Utreda" följer inte med: beskrivande text ("Text").'),
        ([BANA, TVA.replace('name="Utreda"', 'name="Utreda" camunda:assignee="x"'), I_RAD, SLUT], "Tillägg från andra program"),
        ([BANA, TVA.replace('<task id="a" name="Utreda"/>', '<subProcess id="a" name="Utreda"><task id="z"/></subProcess>'), I_RAD, SLUT],
         "har egna steg inuti sig"),
        ([BANA, TVA, I_RAD.replace('targetRef="a"', 'targetRef="b"'), SLUT], 'Till steget "Utreda" leder ingen väg'),
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
        'Namnet på processen "Stöd" följer inte med.',
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
        tolka(las(text.encode()), "fil", HEMMA)


GRANS = (
    '<boundaryEvent id="k" name="Inget svar på tre dagar" attachedToRef="a"><timerEventDefinition>'
    '<timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent><task id="c" name="Larma chefen"/>'
    '<sequenceFlow id="k2" sourceRef="c" targetRef="b"/>'
)


def test_en_handelse_pa_kanten_blir_en_vag_fran_sitt_steg() -> None:
    svar = process(BANA, TVA, I_RAD, SLUT, GRANS, '<sequenceFlow id="k1" name="påminn först" sourceRef="k" targetRef="c"/>')
    utreda, besluta, larma, slutet = svar.process.aktiviteter
    assert utreda.sedan == (Steg("besluta", None), Steg("larma-chefen", "Inget svar på tre dagar – påminn först"))
    assert (besluta.sedan, larma.sedan) == ((Steg(slutet.id, None),), (Steg("besluta", None),))
    assert any("Inget svar på tre dagar" in n and "påminn först" in n for n in svar.att_reda_ut)
    assert any('"P3D"' in n for n in svar.att_reda_ut)


def test_ett_steg_utan_vag_dit_far_ingen_utan_star_att_reda_ut() -> None:
    svar = process(BANA, TVA, I_RAD, SLUT, GRANS)
    assert all(s.till != "larma-chefen" for a in svar.process.aktiviteter for s in svar.process.nasta(a))
    assert any('Till steget "Larma chefen" leder ingen väg' in n for n in svar.att_reda_ut)
    assert any('Händelsen "Inget svar på tre dagar" vid steget "Utreda" följer inte med.' in n for n in svar.att_reda_ut)


def test_alla_slut_leder_till_det_sista_steget() -> None:
    svar = process(
        BANA, TVA, '<exclusiveGateway id="g"/><endEvent id="e2" name="Avslag"/><task id="c" name="Meddela"/>', I_RAD.replace('targetRef="b"', 'targetRef="g"'),
        '<sequenceFlow id="g1" name="Ja" sourceRef="g" targetRef="b"/><sequenceFlow id="g2" name="Nej" sourceRef="g" targetRef="e2"/>', SLUT,
        '<sequenceFlow id="c1" sourceRef="c" targetRef="e"/>',
    )  # fmt: skip
    assert svar.process.aktiviteter[0].sedan == (Steg("besluta", "Ja"), Steg("processen-slutar", "Nej"))
    assert [a.id for a in svar.process.aktiviteter] == ["utreda", "besluta", "meddela", "processen-slutar"]
    assert 'Processen slutar efter "Utreda" när "Nej", med slutet "Avslag".' in svar.att_reda_ut


@pytest.mark.parametrize(
    ("del_", "sagt"),
    [
        ('<subProcess id="z" name="Vid klagomål" triggeredByEvent="true"><task id="y" name="Svara"/></subProcess>',
         ['Händelsedelprocessen "Vid klagomål" följer inte med.',
          'Steget "Svara" i händelsedelprocessen "Vid klagomål" följer inte med.']),
        ('<intermediateThrowEvent id="z" name="Lös"/><sequenceFlow id="y" name="ut" sourceRef="z" targetRef="b"/>',
         ['Händelsen "Lös" följer inte med.', 'Vägen "ut" från händelsen "Lös" till steget "Besluta" följer inte med.']),
        ('<sequenceFlow id="z" name="lös" sourceRef="a"/>', ['Vägen "lös" från steget "Utreda" följer inte med.']),
        ('<inclusiveGateway id="z" name="Vilka?"/>', ['Grinden "Vilka?" följer inte med.']),
        ('<dataStoreReference id="z" name="Arkivet"/><group id="y"/>',
         ['Datalagret "Arkivet" följer inte med.', "Gruppen utan namn följer inte med."]),
        ('<textAnnotation id="z"><text>Ring</text></textAnnotation><association id="y" sourceRef="z" targetRef="a"/>',
         ['Anteckningen "Ring" följer inte med.', 'Kopplingen från anteckningen "Ring" till steget "Utreda" följer inte med.']),
    ],
)  # fmt: skip
def test_det_som_inte_foljer_med_star_med_slag_och_ord(del_: str, sagt: list[str]) -> None:
    svar = process(BANA, TVA, I_RAD, SLUT, del_)
    assert list(svar.att_reda_ut) == sagt
    assert [a.id for a in svar.process.aktiviteter] == ["utreda", "besluta"]


def test_upprepning_och_meddelanden_namns_med_steget() -> None:
    svar = process(
        BANA, TVA.replace('"Utreda"/>', '"Utreda"><multiInstanceLoopCharacteristics/></task>'), I_RAD, SLUT,
        utanfor='<collaboration id="c"><participant id="q" name="Regionen"/>'
        '<messageFlow id="m" name="Svar" sourceRef="q" targetRef="a"/></collaboration>',
    )  # fmt: skip
    assert 'Meddelandet "Svar" från deltagaren "Regionen" till steget "Utreda" följer inte med.' in svar.att_reda_ut
    assert any('Från steget "Utreda" följer inte med: upprepning av steget' in n for n in svar.att_reda_ut)


def test_banor_inuti_banor_blir_roller() -> None:
    bana = f'<laneSet id="l"><lane id="l0" name="Kommunen"><childLaneSet>{BANA[16:-10]}</childLaneSet></lane></laneSet>'
    svar = process(bana, TVA, I_RAD, SLUT)
    assert {a.roll for a in svar.process.aktiviteter} == {"handlaggare"}
    assert svar.att_reda_ut == ('Banan "Kommunen" har banor inuti sig. De innersta blev roller.',)


def test_utan_roll_star_agaren_tills_vidare() -> None:
    svar = process(TVA, I_RAD, SLUT)
    assert [a.roll for a in svar.process.aktiviteter] == ["chef", "chef"]
    assert [n for n in svar.att_reda_ut if "Välj roll" in n] == [
        f'Välj roll för steget "{n}". Det ligger inte i någon bana, så tills vidare står Enhetschef.' for n in ("Utreda", "Besluta")
    ]


def _egen(namn: str, varde: str) -> str:
    vara = f'<kh:uppgift xmlns:kh="urn:kvalitetshandboken:bpmn:1" namn="{namn}">{varde}</kh:uppgift>'
    return f"<extensionElements>{vara}</extensionElements>"


def test_en_roll_som_bytt_namn_kanns_igen_pa_sitt_id() -> None:
    bana = BANA.replace(" biståndshandläggare", "Gammalt namn").replace("<flowNodeRef>a", _egen("roll", "handlaggare") + "<flowNodeRef>a")
    svar = process(bana, TVA, I_RAD, SLUT)
    assert {a.roll for a in svar.process.aktiviteter} == {"handlaggare"}
    assert 'Banan "Gammalt namn" heter inte som någon roll' in " ".join(svar.att_reda_ut)


def test_en_rutin_som_inte_finns_foljer_inte_med() -> None:
    tva = TVA.replace('name="Utreda"/>', f'name="Utreda">{_egen("rutin", "borta")}</task>')
    tva = tva.replace('name="Besluta"/>', f'name="Besluta">{_egen("rutin", "fall")}</task>')
    svar = process(BANA, tva, I_RAD, SLUT)
    assert [a.rutiner for a in svar.process.aktiviteter] == [(), ("fall",)]
    assert any("rutinen borta, som inte finns" in n for n in svar.att_reda_ut)

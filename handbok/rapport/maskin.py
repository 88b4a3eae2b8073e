"""For the hosts of repositories and their CI: SARIF 2.1.0, JUnit, GitHub's commands, GitLab's code quality."""

import json
import re
from collections import Counter
from hashlib import sha256
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from handbok.kontroller import Anmarkning
from handbok.rapport.grund import Rapport
from handbok.rapport.text import filer_i_korthet, utan_styrtecken
from handbok.svenska import antal


def _med_rad(a: Anmarkning) -> str:
    return f"{a.fynd.text} Gör så här: {a.fynd.gor_sa_har}"


def _fingeravtryck(anmarkningar: tuple[Anmarkning, ...]) -> list[str]:
    """Stable when lines move: of the file, code and text, and which in order of equal ones."""
    sedda: Counter[tuple[str, str, str]] = Counter()
    svar = []
    for a in anmarkningar:
        nyckel = (a.fynd.plats.fil, a.kod, a.fynd.text)
        svar.append(sha256("\0".join((*nyckel, str(sedda[nyckel]))).encode(errors="surrogateescape")).hexdigest())
        sedda[nyckel] += 1
    return svar


def som_sarif(rapport: Rapport) -> str:
    """SARIF 2.1.0 (OASIS): results with rules; what was not checked as notifications of the invocation."""
    resultat = [
        {
            "ruleId": a.kod,
            "level": "error" if a.allvar == "fel" else "warning",
            "message": {"text": _med_rad(a)},
            "locations": [{"physicalLocation": {
                "artifactLocation": _uri(a.fynd.plats.fil),
                "region": {"startLine": a.fynd.plats.rad, "startColumn": a.fynd.plats.kolumn},
            }}],
            "partialFingerprints": {"handbok/v1": avtryck},
        }
        for a, avtryck in zip(rapport.anmarkningar, _fingeravtryck(rapport.anmarkningar), strict=True)
    ]  # fmt: skip
    notiser = [
        {"level": "note", "message": {"text": f"Inte kontrollerat: {i.vad}. {i.varfor}"},
         "locations": [{"physicalLocation": {"artifactLocation": _uri(i.fil)}}]}
        for i in rapport.inte_kontrollerat
    ]  # fmt: skip
    regler = [{"id": kod, "shortDescription": {"text": titel}} for kod, titel in rapport.regler.items()]
    korning = {
        "tool": {"driver": {"name": "handbok", "language": "sv", "rules": regler}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notiser}],
        "results": resultat,
    }
    return json.dumps({"version": "2.1.0", "runs": [korning]}, ensure_ascii=False, indent=1) + "\n"


def _uri(fil: str) -> dict[str, str]:
    """A path as a URI reference from the repository's root."""
    return {"uri": quote(fil, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def som_junit(rapport: Rapport) -> str:
    """One test case per rule: failed with its findings, skipped where nothing was judged, else passed."""
    svit = Element("testsuite", name="handbok", timestamp=f"{rapport.datum.isoformat()}T00:00:00")
    for kod, titel in rapport.regler.items():
        fall = SubElement(svit, "testcase", classname="handbok", name=f"{kod} {titel}")
        funna = [a for a in rapport.anmarkningar if a.kod == kod]
        rader = "\n".join(f"{a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn}: {_med_rad(a)}" for a in funna)
        if any(a.allvar == "fel" for a in funna):
            SubElement(fall, "failure", message=antal(len(funna), "anmärkning", "anmärkningar"), type=kod).text = rader
        elif funna:
            SubElement(fall, "system-out").text = rader
    for i in rapport.inte_kontrollerat:
        fall = SubElement(svit, "testcase", classname="inte kontrollerat", name=f"{i.fil}: {i.vad}")
        SubElement(fall, "skipped", message=i.varfor)
    fel, hoppade = len(svit.findall("*/failure")), len(svit.findall("*/skipped"))
    antalen = {"tests": len(svit), "failures": fel, "skipped": hoppade}
    svit.attrib.update({namn: str(n) for namn, n in antalen.items()}, errors="0")
    rot = Element("testsuites")
    rot.append(svit)
    indent(rot)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _giltig_xml(tostring(rot, encoding="unicode")) + "\n"


def _giltig_xml(text: str) -> str:
    """Without the control characters that XML 1.0 forbids (a file name may hold them)."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)


def som_github(rapport: Rapport) -> str:
    """Workflow commands: annotations at the line, and the not checked as notices."""

    def rad(slag: str, egenskaper: dict[str, object], text: str) -> str:
        delar = ",".join(f"{n}={_github(str(v), egenskap=True)}" for n, v in egenskaper.items())
        return f"::{slag} {delar}::{_github(text)}\n"

    svar = [
        rad("error" if a.allvar == "fel" else "warning", {**_plats(a), "title": a.kod}, _med_rad(a))
        for a in rapport.anmarkningar
    ]
    svar += [
        rad("notice", {"title": "Inte kontrollerat"}, f"{vad}. {varfor} ({filer_i_korthet(filer)})")
        for vad, varfor, filer in rapport.samlat_inte_kontrollerat()
    ]
    return "".join(svar)


def _plats(a: Anmarkning) -> dict[str, object]:
    return {"file": a.fynd.plats.fil, "line": a.fynd.plats.rad, "col": a.fynd.plats.kolumn}


def _github(text: str, *, egenskap: bool = False) -> str:
    text = utan_styrtecken(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
    return text.replace(":", "%3A").replace(",", "%2C") if egenskap else text


def som_gitlab(rapport: Rapport) -> str:
    """GitLab's code quality report."""

    def grad(a: Anmarkning) -> str:
        return "blocker" if a.stoppar else "major" if a.allvar == "fel" else "minor"

    svar = [
        {
            "description": f"{a.kod} {_med_rad(a)}", "check_name": a.kod, "fingerprint": avtryck, "severity": grad(a),
            "location": {"path": a.fynd.plats.fil, "lines": {"begin": a.fynd.plats.rad}},
        }
        for a, avtryck in zip(rapport.anmarkningar, _fingeravtryck(rapport.anmarkningar), strict=True)
    ]  # fmt: skip
    return json.dumps(svar, ensure_ascii=False, indent=1) + "\n"

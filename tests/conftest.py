"""A small whole handbook to change one thing in, and the command line to try it with."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any, NoReturn

import pytest

from handbok.cli import main
from handbok.inlasning import las_handbok
from handbok.modell import Handbok

DATUM = "2026-11-21"
RUTIN = """\
---
titel: Fall
typ: rutin
status: gällande
version: 1.0
ägare: enhetschef
datum: {fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: 2027-06-30}
beslut: {av: verksamhetschef, paragraf: § 1, diarienummer: SN/2026:1}
lagrum: [SoL 5 kap. 1 §]
gäller_för: {nivå: verksamhet, verksamheter: [aldreomsorg], roller: [underskoterska]}
publicering: publik
---
## Gör så här

1. Ring 112 om det är fara för livet.
"""
GRUND: Mapping[str, str] = {
    "mkdocs.yml": "site_name: Test\n",
    "data/organisation.yml": """\
        kommun: {namn: Provkommun, kod: 0114}
        prioriterad_risk: 12
        nämnder:
          socialnamnden: {namn: Socialnämnden}
        verksamheter:
          aldreomsorg:
            namn: Äldreomsorg
            enheter: {almen: {namn: Almen}}
        roller:
          enhetschef: {namn: Enhetschef, e_post: enhetschef@provkommun.se}
          verksamhetschef: {namn: Verksamhetschef, e_post: vc@provkommun.se}
          underskoterska: {namn: Undersköterska, e_post: usk@provkommun.se}
        beslutar:
          rutin: [verksamhetschef]
        """,
    "data/lagar/forfattningar.yml": """\
        kontrollerad: 2026-11-01
        författningar:
          - {nummer: "2025:400", titel: Socialtjänstlag (2025:400), kort: SoL, i_kraft: 2025-07-01, kapitel: {"5": 1-3, "27": 1-7}}
          - {nummer: "2001:453", titel: Socialtjänstlag (2001:453), kort: SoL, i_kraft: 2002-01-01, upphävd: 2025-07-01, ersatt_av: "2025:400"}
        """,
    "data/krav/krav.yml": """\
        kontrollerad: 2026-11-01
        krav:
          - {id: "SoL 5:1", lagrum: SoL 5 kap. 1 §, typ: ska, gäller: SoL, krav: God kvalitet.}
        """,
    "rutiner/fall.md": RUTIN,
    "processer/stod.md": """\
        ---
        titel: Stöd
        typ: process
        status: gällande
        version: 1.0
        ägare: verksamhetschef
        datum: {fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: 2027-06-30}
        beslut: {av: verksamhetschef}
        lagrum: [SoL 5 kap. 1 §]
        gäller_för: {nivå: förvaltning}
        publicering: publik
        kategori: huvud
        processledare: enhetschef
        syfte: Rätt stöd
        aktiviteter:
          - {id: hjalpa, namn: Hjälpa, roll: underskoterska, rutiner: [fall]}
        ---
        ## Om processen

        Text.
        """,
}


@dataclass(frozen=True)
class Provbok:
    """A handbook in a temporary folder."""

    rot: Path

    def skriv(self, fil: str, innehall: str | bytes) -> "Provbok":
        """Writes a file (text is dedented); returns the handbook itself."""
        vag = self.rot / fil
        vag.parent.mkdir(parents=True, exist_ok=True)
        vag.write_bytes(innehall if isinstance(innehall, bytes) else dedent(innehall).encode())
        return self

    def andra(self, fil: str, gammalt: str, nytt: str) -> "Provbok":
        """Replaces a text that must be there."""
        text = (self.rot / fil).read_text("utf-8")
        assert gammalt in text, f"{gammalt!r} finns inte i {fil}"
        (self.rot / fil).write_text(text.replace(gammalt, nytt), "utf-8")
        return self

    def las(self, datum: str = DATUM) -> Handbok:
        """The handbook as read on a day."""
        return las_handbok(self.rot, date.fromisoformat(datum))


@dataclass(frozen=True)
class Svar:
    """What a command answered."""

    kod: int
    ut: str
    fel: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        return json.loads(self.ut)

    @property
    def platser(self) -> set[tuple[str, str, int]]:
        """Code, file and line of every finding."""
        return {(a["kod"], a["fil"], a["rad"]) for a in self.json["anmarkningar"]}


def utan(verktyg: str) -> NoReturn:
    """A tool the test needs is missing: on CI that is a failure, elsewhere the test is passed over with the reason."""
    besked = f"{verktyg} finns inte på datorn."
    pytest.fail(besked) if os.environ.get("CI") else pytest.skip(besked)


@pytest.fixture
def bok(tmp_path: Path) -> Provbok:
    """A handbook without faults: an organisation, an act, a requirement, a routine and a process."""
    provbok = Provbok(tmp_path / "bok")
    for fil, innehall in GRUND.items():
        provbok.skriv(fil, innehall)
    return provbok


@pytest.fixture
def handbok(bok: Provbok, capsys: pytest.CaptureFixture[str]) -> Callable[..., Svar]:
    """`handbok("kontrollera", …)` on the test's handbook, in this process."""

    def kor(*argument: str, datum: str | None = DATUM) -> Svar:
        dag = ["--datum", datum] if datum and argument[0] in ("kontrollera", "bygg", "status") else []
        kod = main([argument[0], "--rot", str(bok.rot), *dag, *argument[1:]])
        ut, fel = capsys.readouterr()
        return Svar(kod, ut, fel)

    return kor


@pytest.fixture
def kommando() -> Callable[..., Svar]:
    """The command as a process of its own, as users run it."""

    def kor(*argument: str, cwd: Path, **miljo: str) -> Svar:
        svar = subprocess.run(
            [sys.executable, "-m", "handbok", *argument], cwd=cwd, capture_output=True, text=True,
            encoding="utf-8", env={**os.environ, **miljo}, check=False,
        )  # fmt: skip
        return Svar(svar.returncode, svar.stdout, svar.stderr)

    return kor

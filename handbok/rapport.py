"""Findings -> text for a person, or JSON for a program. No rule prints, and no format decides."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handbok.kontroller import Anmarkning
from handbok.modell import InteKontrollerat
from handbok.svenska import antal, datum, och


@dataclass(frozen=True, slots=True)
class Rapport:
    """The answer of a run: what was checked on which day, what was found, and what could not be judged."""

    datum: date
    kontrollerat: Mapping[str, int]
    inte_kontrollerat: tuple[InteKontrollerat, ...]
    anmarkningar: tuple[Anmarkning, ...]

    @property
    def antal_fel(self) -> int:
        """Findings at level `fel`."""
        return sum(a.allvar == "fel" for a in self.anmarkningar)


def som_text(rapport: Rapport) -> str:
    """One finding per block: `fil:rad:kolumn: KOD vad` and below it what to do; then what was and was not checked."""
    rader = []
    for a in rapport.anmarkningar:
        p = a.fynd.plats
        varning = " (varning)" if a.allvar == "varning" else ""
        rader += [f"{p.fil}:{p.rad}:{p.kolumn}: {a.kod}{varning} {a.fynd.text}", f"    Gör så här: {a.fynd.gor_sa_har}"]
    if rapport.inte_kontrollerat:
        rader += ["", "Inte kontrollerat:"]
        rader += [f"  {i.fil}: {i.vad}. {i.varfor}" for i in rapport.inte_kontrollerat]
    varningar = len(rapport.anmarkningar) - rapport.antal_fel
    kontrollerat = och(f"{n} {vad}" for vad, n in rapport.kontrollerat.items())
    rader += [
        "",
        f"Läget den {datum(rapport.datum)}. Kontrollerat: {kontrollerat}.",
        f"{antal(rapport.antal_fel, 'fel', 'fel')}, {antal(varningar, 'varning', 'varningar')}, "
        f"{antal(len(rapport.inte_kontrollerat), 'sak', 'saker')} inte kontrollerade.",
    ]
    return "\n".join(rader).lstrip("\n") + "\n"


def som_json(rapport: Rapport) -> str:
    """The contract's JSON, version 1."""
    svar = {
        "version": 1,
        "datum": rapport.datum.isoformat(),
        "kontrollerat": dict(rapport.kontrollerat),
        "inte_kontrollerat": [{"fil": i.fil, "vad": i.vad, "varfor": i.varfor} for i in rapport.inte_kontrollerat],
        "undantagna": [],
        "anmarkningar": [_anmarkning(a) for a in rapport.anmarkningar],
    }
    return json.dumps(svar, ensure_ascii=False, indent=1) + "\n"


def _anmarkning(a: Anmarkning) -> dict[str, Any]:
    p, fynd = a.fynd.plats, a.fynd
    svar: dict[str, Any] = {
        "kod": a.kod, "allvar": a.allvar, "stoppar": a.stoppar, "fil": p.fil, "rad": p.rad, "kolumn": p.kolumn,
        "text": fynd.text, "gor_sa_har": fynd.gor_sa_har,
    }  # fmt: skip
    if fynd.cell:
        svar["cell"] = {"tabell": fynd.cell.tabell, "rad": fynd.cell.rad, "kolumn": fynd.cell.kolumn}
        svar["angivet"], svar["raknat"] = fynd.angivet, fynd.raknat
    return svar


FORMAT: Mapping[str, Callable[[Rapport], str]] = {"text": som_text, "json": som_json}

"""The contract's JSON, version 1."""

import json
from typing import Any

from handbok.kontroller import Anmarkning
from handbok.rapport.grund import Rapport


def som_json(rapport: Rapport) -> str:
    """Everything the run knows, sorted by file, row, column and code."""
    svar = {
        "version": 1,
        "datum": rapport.datum.isoformat(),
        "kontrollerat": dict(rapport.kontrollerat),
        "inte_kontrollerat": [{"fil": i.fil, "vad": i.vad, "varfor": i.varfor} for i in rapport.inte_kontrollerat],
        "undantagna": [
            {"kod": u.kod, "fil": u.fil, "rad": u.rad, "skal": u.skal, "till": u.till.isoformat() if u.till else None}
            for u in rapport.undantagna
        ],
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

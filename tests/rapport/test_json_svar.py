"""The contract's JSON, version 1."""

import json

from handbok.rapport.json_svar import som_json
from tests.rapport.stod import ELAKT, FULL, rapport


def test_svaret_har_kontraktets_form() -> None:
    svar = json.loads(som_json(FULL))
    assert list(svar) == ["version", "datum", "kontrollerat", "inte_kontrollerat", "undantagna", "anmarkningar"]
    assert (svar["version"], svar["datum"], svar["kontrollerat"]) == (1, "2026-11-21", {"dokument": 2, "lagrum": 3})
    assert svar["inte_kontrollerat"][0] == {"fil": "rutiner/a.md", "vad": "paragraferna", "varfor": "De finns inte."}
    assert svar["undantagna"] == [
        {"kod": "LAG003", "fil": "rutiner/fall.md", "rad": 3, "skal": ELAKT, "till": "2027-06-30"},
        {"kod": "TAL001", "fil": "data/2024/t.csv", "rad": 2, "skal": "känt fel", "till": None},
    ]
    assert svar["anmarkningar"][0] == {
        "kod": "META003", "allvar": "fel", "stoppar": True, "fil": "rutiner/fall.md", "rad": 4, "kolumn": 9,
        "text": "status är fel.", "gor_sa_har": "Rätta.",
    }  # fmt: skip


def test_ett_siffrefynd_har_cell_angivet_och_raknat() -> None:
    sista = json.loads(som_json(FULL))["anmarkningar"][2]
    assert sista["cell"] == {"tabell": "t", "rad": "Totalt", "kolumn": None}
    assert (sista["angivet"], sista["raknat"]) == ("8", "7,5")


def test_svenska_bokstaver_skrivs_som_de_ar() -> None:
    assert "status är fel." in som_json(FULL)
    assert som_json(rapport()).endswith("}\n")

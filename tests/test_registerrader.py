"""Rows of the registers: when a loop is closed, and what is not known."""

from datetime import date

import pytest

from handbok import registerrader
from tests.conftest import Provbok
from tests.registerdata import berattelse, med_register


def test_risker_star_efter_varde_och_vet_om_de_ar_prioriterade(bok: Provbok) -> None:
    rader = registerrader.risker(med_register(bok).las())
    assert [(r.post.id, r.varde, r.prioriterad, r.obesvarad) for r in rader] == [
        ("varme", 16, True, True), ("natt", 12, True, False), ("liten", 2, False, False),
    ]  # fmt: skip
    assert [p.id for p in (*rader[1].atgarder, *rader[1].egenkontroller)] == ["larm", "planer"]


def test_utan_grans_ar_det_okant_om_en_risk_ar_prioriterad(bok: Provbok) -> None:
    med_register(bok).andra("data/organisation.yml", "prioriterad_risk: 12\n", "")
    assert {(r.prioriterad, r.obesvarad) for r in registerrader.risker(bok.las())} == {(None, False)}


@pytest.mark.parametrize(
    ("dag", "sist", "forsenad", "trend"),
    [
        ("2025-05-09", "2025-07-01", False, None),
        ("2025-11-10", "2025-11-10", False, None),
        ("2025-11-11", "2025-11-10", True, None),
        ("2026-10-10", "2027-04-10", False, "bättre"),
    ],
)
def test_en_egenkontroll_bedoms_som_den_stod_dagen(
    bok: Provbok, dag: str, sist: str, forsenad: bool, trend: str | None
) -> None:
    (rad, _) = registerrader.egenkontroller(med_register(bok).las(), date.fromisoformat(dag))
    assert (str(rad.sist), rad.forsenad, rad.trend) == (sist, forsenad, trend)


def test_en_atgard_ar_oppen_tills_effekten_ar_bedomd(bok: Provbok) -> None:
    rader = registerrader.atgarder(med_register(bok).las())
    assert [(a.post.id, a.oppen, a.forsenad, a.effekt) for a in rader] == [
        ("larm", False, False, "bedömd"), ("sen", True, True, "inte planerad"), ("ny", True, False, "väntar"),
    ]  # fmt: skip
    assert [(a.id, a.version, a.galler) for a in rader[0].andrar] == [("fall", "1.0", True)]


def test_ett_lofte_besvaras_av_nasta_berattelse(bok: Provbok) -> None:
    fore = registerrader.loften(med_register(bok).las())
    assert [(r.svar_i, r.obesvarat) for r in fore] == [(None, False), (None, False)]
    efter = registerrader.loften(berattelse(berattelse(bok, "2026"), "2025").las())
    assert [(r.svar_i, r.obesvarat) for r in efter] == [("2025", True), ("2025", False)]
    bok.skriv("docs/kvalitetsberattelse/2025/index.md", "---\ntitel: [\n---\n")
    (bok.rot / "docs/kvalitetsberattelse/2026/index.md").unlink()
    assert [r.obesvarat for r in registerrader.loften(bok.las())] == [None, False]


def test_avtal_rapporteras_tillbaka_tills_omradet_eller_planen_ar_godkand(bok: Provbok) -> None:
    rader = registerrader.avtal(med_register(bok).las())
    assert [(a.post.falt["område"], a.post.falt["år"], a.oppen) for a in rader] == [
        ("Resor", 2026, False), ("Hemtjänst", 2026, False), ("Städ", 2026, True), ("Resor", 2025, True),
    ]  # fmt: skip


def test_en_atgard_ror_processen_genom_sin_risk_och_dokumentet_den_andrar(bok: Provbok) -> None:
    handbok = med_register(bok).las()
    ror = [registerrader.ror_process(handbok, a.post, handbok.per_id["stod"]) for a in registerrader.atgarder(handbok)]
    assert ror == [True, False, False]

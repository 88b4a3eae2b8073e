"""What a chart is drawn from: totals are left out, and what cannot be drawn is refused with advice."""

from typing import Any

import pytest

from handbok.bilder.underlag import Diagramfel
from tests.bilder.stod import tabell, underlag


def test_totaler_och_uppgifter_som_raknas_ur_andra_ar_inte_med() -> None:
    t = tabell(
        {"A": ["1", "2", "3"], "Totalt": ["1", "2", "3"]}, ("x", "y", "Alla"), totalrad="Totalt", totalkolumn="Alla"
    )
    u = underlag(t, "stapel")
    assert (u.kategorier, [s.namn for s in u.serier]) == (("A",), ["x", "y"])


def test_valda_rader_och_kolumner_star_i_vald_ordning_en_gang() -> None:
    t = tabell({"A": ["1", "2"], "B": ["3", "4"]}, ("x", "y"))
    u = underlag(t, "stapel", rader=["B", "A", "B"], kolumner=["y"])
    assert (u.kategorier, [s.namn for s in u.serier]) == (("B", "A"), ["y"])


def test_olika_val_ur_samma_tabell_far_olika_id() -> None:
    t = tabell({"A": ["1", "2"], "B": ["3", "4"]}, ("x", "y"))
    val: list[dict[str, Any]] = [{}, {"kolumner": ["x"]}, {"kolumner": ["y"]}, {"rader": ["A"]}]
    assert len({underlag(t, "stapel", **v).id for v in val}) == 4


@pytest.mark.parametrize(
    ("typ", "rader", "kolumner", "val", "text"),
    [
        ("stapel", {}, ("x",), {}, "inga tal att rita"),
        ("staplad", {"A": ["-1"]}, ("x",), {}, "Negativa tal"),
        ("rankad", {"A": ["1", "2"]}, ("x", "y"), {}, "visar en kolumn"),
        ("stapel", {"A": ["1"] * 7}, tuple("abcdefg"), {}, "7 serier"),
        ("stapel", {str(n): ["1"] for n in range(61)}, ("x",), {}, "61 rader"),
        ("stapel", {"A": ["1"]}, ("x",), {"markera": "A"}, "hör till rankade staplar"),
        ("rankad", {"A": ["1"], "B": ["1"]}, ("x",), {"rader": ["A"], "riktlinje": "B"}, "inte med i diagrammet"),
    ],
)
def test_det_som_inte_gar_att_rita_sags_med_rad(typ: str, rader: Any, kolumner: Any, val: Any, text: str) -> None:
    with pytest.raises(Diagramfel, match=text) as fel:
        underlag(tabell(rader, kolumner), typ, **val)
    assert fel.value.gor_sa_har


def test_text_och_olika_enheter_ritas_inte() -> None:
    t = tabell({"A": ["1"]})
    med_text = tabell({"A": ["1"]}, enhet="text")
    with pytest.raises(Diagramfel, match="Kolumnen Antal är text"):
        underlag(med_text, "stapel", kolumner=["Antal"])
    blandad = tabell({"A": ["1"]})
    object.__setattr__(blandad, "rader", t.rader | {"B": tabell({"B": ["2"]}, enhet="dagar").rader["B"]})
    with pytest.raises(Diagramfel, match="olika enhet: antal och dagar"):
        underlag(blandad, "stapel")

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


AR = {"2023": "2023", "2024": "2024"}


@pytest.mark.parametrize(
    ("enhet", "mer", "val", "text"),
    [
        ("dagar", {}, {}, "enheten dagar går inte att lägga ihop"),
        ("index", {}, {}, "enheten index går inte att lägga ihop"),
        ("procent", {}, {}, "bara att stapla om de blir en helhet"),
        ("procent", {"relationer": {"kolumnsumma": {"värde": "100"}}}, {}, "bara att stapla om de blir en helhet"),
        ("antal", {"totalkolumn": "2024"}, {"kolumner": ["2023", "2024"]}, "2024 räknas ur andra"),
        ("antal", {"totalrad": "B", "periodkolumner": AR}, {"rader": ["A", "B"]}, "B räknas ur andra"),
    ],
)
def test_det_som_inte_blir_en_summa_staplas_inte(enhet: str, mer: Any, val: Any, text: str) -> None:
    with pytest.raises(Diagramfel, match=text) as fel:
        underlag(tabell({"A": ["40", "44"], "B": ["60", "56"]}, ("2023", "2024"), enhet, **mer), "staplad", **val)
    assert fel.value.gor_sa_har


@pytest.mark.parametrize(
    ("enhet", "mer", "val"),
    [
        ("timmar", {}, {}),
        ("procent", {"relationer": {"radsumma": {"värde": "100"}}}, {}),
        ("procent", {"relationer": {"kolumnsumma": {"värde": "100"}}, "periodkolumner": AR}, {}),
        ("antal", {"totalrad": "B"}, {"rader": ["A", "B"]}),
        ("dagar", {}, {"kolumner": ["2023"]}),
    ],
)
def test_det_som_blir_en_summa_staplas(enhet: str, mer: Any, val: Any) -> None:
    u = underlag(tabell({"A": ["40", "44"], "B": ["60", "56"]}, ("2023", "2024"), enhet, **mer), "staplad", **val)
    assert len(u.kategorier) == 2


def test_text_och_olika_enheter_ritas_inte() -> None:
    t = tabell({"A": ["1"]})
    med_text = tabell({"A": ["1"]}, enhet="text")
    with pytest.raises(Diagramfel, match="Kolumnen Antal är text"):
        underlag(med_text, "stapel", kolumner=["Antal"])
    blandad = tabell({"A": ["1"]})
    object.__setattr__(blandad, "rader", t.rader | {"B": tabell({"B": ["2"]}, enhet="dagar").rader["B"]})
    with pytest.raises(Diagramfel, match="olika enhet: antal och dagar"):
        underlag(blandad, "stapel")

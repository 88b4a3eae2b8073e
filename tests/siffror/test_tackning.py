"""What the status says of a cell: a slip in it is noticed, may pass, or is never looked for."""

import pytest

from handbok.siffror.tackning import tackning
from tests.conftest import Provbok
from tests.siffror.stod import skriv_tabell


def tackta(bok: Provbok) -> dict[str, list[str]]:
    """The cells `rad|kolumn` of the only table, by kind; kinds without cells left out."""
    handbok = bok.las()
    assert handbok.lasfel == ()
    (tabell,) = tackning(handbok)
    return {skydd: ["|".join(ruta) for ruta in rutor] for skydd, rutor in tabell.celler.items() if rutor}


@pytest.mark.parametrize(
    ("csv", "uppgifter", "vantat"),
    [
        ("Rad;A\na;1\nTotalt;1\n", "totalrad: Totalt", {"likhet": ["a|A", "Totalt|A"]}),
        ("Rad;A\na;saknas\nb;1\nTotalt;1\n", "totalrad: Totalt", {"inget": ["b|A", "Totalt|A"]}),
        ("Rad;A\na;–\nb;1\nTotalt;1\n", "totalrad: Totalt", {"likhet": ["b|A", "Totalt|A"]}),
        ("Rad;A\na;40\nb;60\n", "kolumnsumma: {värde: 100, kolumner: [A]}", {"likhet": ["a|A", "b|A"]}),
        ("Rad;A\na;40\nb;60\n", "kolumnsumma: {värde: 100, tolerans: 1, kolumner: [A]}", {"olikhet": ["a|A", "b|A"]}),
        ("Rad;A\na;40,5\nb;60\n", "kolumnsumma: {värde: 100, tolerans: 0.5, kolumner: [A]}", {"olikhet": ["a|A", "b|A"]}),
        ("Rad;A;B\na;1;2\n", "kontroller: ['[A] <= [B]']", {"olikhet": ["a|A", "a|B"]}),
        ("Rad;A;B\na;1;2\n", "kontroller: ['2 * [A] = [B]']", {"likhet": ["a|A", "a|B"]}),
        ("Rad;A;B\na;0;2\n", "kontroller: ['[A] * [B] = 0']", {"likhet": ["a|A"], "olikhet": ["a|B"]}),
        ("Rad;A;B\na;1;0\n", "kontroller: ['[A] / [B] = 1']", {"inget": ["a|A", "a|B"]}),
        ("Rad;A\na;1\n", "kontroller: ['[A] = [a | A]']", {"olikhet": ["a|A"]}),
        ("Rad;A;B;C\na;1000;2000;50\n", "kolumner: {C: {enhet: procent, formel: '100 * [A] / [B]'}}",
         {"likhet": ["a|C"], "olikhet": ["a|A", "a|B"]}),
        ("Rad;A;B;C\na;1;2;3\n", "kolumner: {C: {formel: '[A] + [B]'}}", {"likhet": ["a|A", "a|B", "a|C"]}),
        ("Rad;A;B;C\na;2;1;3\n", "mellan: {totalt: A, delar: [B, C]}", {"olikhet": ["a|A", "a|B", "a|C"]}),
        ("Rad;A;B\na;2;2\nb;3;4\n", "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: t, rad: a, kolumn: B}}]",
         {"likhet": ["a|A", "a|B"], "inget": ["b|A", "b|B"]}),
        ("Rad;A\na;2\n", "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: t, rad: a, kolumn: A}}]",
         {"olikhet": ["a|A"]}),
    ],
)  # fmt: skip
def test_varje_samband_tacker_det_det_marker(bok: Provbok, csv: str, uppgifter: str, vantat: dict[str, list[str]]) -> None:
    assert tackta(skriv_tabell(bok, csv, uppgifter)) == vantat


def test_en_serie_tacker_det_gamla_vardet_i_bada_tabellerna(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;Utfall 2023;Utfall 2024\na;1;2\n",
                 "serie: s\nperioder: {kolumner: {Utfall 2023: 2023, Utfall 2024: 2024}}")  # fmt: skip
    skriv_tabell(bok, "Rad;Utfall 2024;Utfall 2025\na;2;3\n",
                 "serie: s\nperioder: {kolumner: {Utfall 2024: 2024, Utfall 2025: 2025}}", "2025/t")  # fmt: skip
    tva = [{s: list(r) for s, r in t.celler.items()} for t in tackning(bok.las())]
    assert tva == [
        {"likhet": [("a", "Utfall 2024")], "olikhet": [], "inget": [("a", "Utfall 2023")]},
        {"likhet": [("a", "Utfall 2024")], "olikhet": [], "inget": [("a", "Utfall 2025")]},
    ]


def test_ett_tal_med_37_siffror_far_ett_exakt_skrivfel(bok: Provbok) -> None:
    skriv_tabell(bok, f"Rad;A;B\na;{'9' * 25},{'9' * 12};{'9' * 25},{'9' * 12}\n", "kontroller: ['[A] = [B]']")
    assert tackta(bok) == {"likhet": ["a|A", "a|B"]}

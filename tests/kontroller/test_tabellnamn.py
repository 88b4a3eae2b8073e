"""TAL007 in a table's YAML: every name that is nowhere to be found, at its own place."""

import pytest

from tests.conftest import Provbok
from tests.siffror.stod import avstamd, prova, skriv_tabell

CSV = "Rad;A;B;C\na;1;2;3\nb;3;4;5\nTotalt;4;6;8\n"
HELA = """\
totalrad: Totalt
kolumner: {Rad: {enhet: text}, B: {formel: "[A] + 1"}}
periodkolumn: C
perioder: {kolumner: {A: 2024}, rader: {a: 2023}}
noter: {A: Om kolumnen, a: Om raden, Rad: Om raderna}
mellan: [{totalt: A, delar: [A, B]}, {rader: {totalt: a, delar: [a, b]}}]
kontroller: ["[a | A] <= [A]"]
lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: u, rad: a, kolumn: A}}]
reviderad: [{rad: a, kolumn: A, period: 2023, skäl: S}]
kända_fel: [{rad: a, kolumn: A, kod: TAL001, angivet: 1, räknat: 2, förklaring: F}]
radsumma: {värde: 1, kolumner: [A], rader: [a]}
kolumnsumma: {värde: 1, kolumner: [A], rader: [a]}
"""


def fynd(bok: Provbok, uppgifter: str, kod: str = "TAL007") -> list[str]:
    skriv_tabell(bok, CSV, uppgifter)
    return [f"{a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn} {a.fynd.text}" for a in avstamd(bok, kod).anmarkningar]


def test_namn_som_finns_ar_inga_fel_ocksa_nar_de_ar_radnyckeln(bok: Provbok) -> None:
    skriv_tabell(bok, CSV, namn="2024/u")
    assert fynd(bok, HELA) == []


@pytest.mark.parametrize(
    ("uppgifter", "slag"),
    [
        ("totalrad: {}", "Raden"), ("totalkolumn: {}", "Kolumnen"), ("enhet: antal\nperiodkolumn: {}", "Kolumnen"),
        ("enhetskolumn: {}", "Kolumnen"), ("kolumnsumma: {{värde: 1, kolumner: [A, {}]}}", "Kolumnen"),
        ("kolumnsumma: {{värde: 1, rader: [{}]}}", "Raden"), ("radsumma: {{värde: 1, kolumner: [{}]}}", "Kolumnen"),
        ("radsumma: {{värde: 1, rader: [a, b, {}]}}", "Raden"), ("kolumner: {{{}: {{enhet: procent}}}}", "Kolumnen"),
        ("noter: {{A: x, {}: y}}", "Raden eller kolumnen"), ("perioder: {{kolumner: {{{}: 2024}}}}", "Kolumnen"),
        ("perioder: {{rader: {{{}: 2024}}}}", "Raden"), ("mellan: {{totalt: {}, delar: [A, B]}}", "Kolumnen"),
        ("mellan: {{totalt: A, delar: [B, {}]}}", "Kolumnen"), ("mellan: {{rader: {{totalt: {}, delar: [a, b]}}}}", "Raden"),
        ("mellan: [{{totalt: A, delar: [A, B]}}, {{rader: {{totalt: a, delar: [b, {}]}}}}]", "Raden"),
        ("lika_med: [{{här: {{rad: {}, kolumn: A}}, där: {{tabell: t, rad: a, kolumn: A}}}}]", "Raden"),
        ("lika_med: [{{här: {{rad: a, kolumn: {}}}, där: {{tabell: t, rad: a, kolumn: A}}}}]", "Kolumnen"),
        ("lika_med: [{{här: {{rad: a, kolumn: A}}, där: {{tabell: t, rad: {}, kolumn: A}}}}]", "Raden"),
        ("lika_med: [{{här: {{rad: a, kolumn: A}}, där: {{tabell: t, rad: a, kolumn: {}}}}}]", "Kolumnen"),
        ("reviderad: [{{rad: {}, skäl: S}}]", "Raden"), ("reviderad: [{{kolumn: {}, skäl: S}}]", "Kolumnen"),
        ("kända_fel: [{{rad: {}, kolumn: A, kod: TAL001, angivet: 1, räknat: 2, förklaring: F}}]", "Raden"),
        ("kända_fel: [{{kolumn: {}, kod: TAL002, angivet: 1, räknat: 2, förklaring: F}}]", "Kolumnen"),
    ],
)  # fmt: skip
def test_ett_okant_namn_star_pa_sin_plats_i_uppgifterna(bok: Provbok, uppgifter: str, slag: str) -> None:
    (ett,) = fynd(bok, uppgifter.format("okänd"))
    text = (bok.rot / "data/2024/t.yml").read_text("utf-8")
    fore = text[: text.index("okänd")]
    rad, kolumn = fore.count("\n") + 1, len(fore) - fore.rfind("\n")
    assert ett == f'data/2024/t.yml:{rad}:{kolumn} {slag} "okänd" finns inte i tabellen t.'


@pytest.mark.parametrize(
    ("uppgifter", "plats", "slag"),
    [
        ('kolumner: {A: {formel: "2 * [okänd]"}}', "7:24", "Kolumnen"), ('kontroller: ["[A] < 1", "[okänd] < 1"]', "7:25", "Kolumnen"),
        ('kontroller: ["[okänd | A] < 1"]', "7:14", "Raden"), ('kontroller: ["[a | okänd] < [okänd]"]', "7:14", "Kolumnen"),
    ],
)  # fmt: skip
def test_ett_okant_namn_i_en_formel_pekar_pa_formeln(bok: Provbok, uppgifter: str, plats: str, slag: str) -> None:
    assert fynd(bok, uppgifter) == [f'data/2024/t.yml:{plats} {slag} "okänd" finns inte i tabellen t.']


@pytest.mark.parametrize(
    ("dar", "text"),
    [
        ("tabell: okand", "7:53 Tabellen okand finns inte för 2024."), ("tabell: t, period: 2031", "7:64 Det finns inga tabeller för perioden 2031."),
        ("tabell: t, period: 2023", "7:53 Tabellen t finns inte för 2023."),
    ],
)  # fmt: skip
def test_en_okand_tabell_eller_period_star_pa_sin_plats(bok: Provbok, dar: str, text: str) -> None:
    skriv_tabell(bok, CSV, namn="2023/u")
    assert fynd(bok, f"lika_med: [{{här: {{rad: a, kolumn: A}}, där: {{{dar}, rad: a, kolumn: A}}}}]") == [f"data/2024/t.yml:{text}"]


def test_radnyckeln_ar_ingen_kolumn_att_rakna_pa(bok: Provbok) -> None:
    assert [f.split()[1:3] for f in fynd(bok, "mellan: {totalt: Rad, delar: [A, B]}\ntotalkolumn: Rad")] == [["Kolumnen", '"Rad"']] * 2


def test_ett_felstavat_namn_foreslar_det_narmaste(bok: Provbok) -> None:
    skriv_tabell(bok, CSV, "totalrad: Total")
    (ett,) = avstamd(bok, "TAL007").anmarkningar
    assert ett.fynd.gor_sa_har == "Menade du Totalt?"


def test_ett_kant_fel_med_okant_namn_ar_bara_ett_fel(bok: Provbok) -> None:
    kant = "totalrad: Totalt\nkända_fel: [{rad: Totlat, kolumn: A, kod: TAL001, angivet: 9, räknat: 4, förklaring: F}]"
    assert len(fynd(bok, kant)) == 1
    assert fynd(bok, kant, "UND001") == []
    assert [a.kod for a in avstamd(bok, "TAL001", "TAL007", "UND001").anmarkningar] == ["TAL007"]


def test_en_trasig_tabell_ar_inte_okand(bok: Provbok) -> None:
    bok.skriv("data/2024/u.csv", "Rad;A\na;\n")
    skriv_tabell(bok, CSV, "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: u, rad: a, kolumn: A}}]")
    assert prova(bok.las(), "TAL007").anmarkningar == ()

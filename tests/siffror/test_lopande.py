"""Figures in running text: what may be written by hand in a kvalitetsberättelse, and what may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.siffror.lopande import lostal

HART, SMALT = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def lost(text: str) -> list[str]:
    """The figures that are unbound, number words apart."""
    return [t.text for t in lostal(text) if not t.ar_ord]


def ord_(text: str) -> list[str]:
    return [t.text for t in lostal(text) if t.ar_ord]


@pytest.mark.parametrize(
    "text",
    [
        "Uttaget gjordes 2025-01-20.", "Mätningen i 2024-10.", "Perioden 2024-04--2025-03.", "Den 1 november 2024.",
        "Den 3 maj.", "Veckan 1–7 mars 2024.", "2024-01-01–2024-12-31",
    ],
)  # fmt: skip
def test_datum_far_skrivas(text: str) -> None:
    assert lost(text) == []


@pytest.mark.parametrize(
    "text", ["Under 2024 ökade de.", "Åren 2023–2024.", "Läsåret 2023/24.", "Mellan 2020 och 2024, jämfört med 2019.", "1998",
             "Berättelsen för 2024 visar", "Kvalitetsberättelsen 2024 beskriver", "åren 2021 och 2022 stämmer", "2024 kommer de",
             "2024 års rapporter", "Under 2023 avslutades"]
)
def test_arstal_far_skrivas(text: str) -> None:
    assert lost(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "5 kap. 1 §", "27 kap. 2 § SoL", "9 a §", "3–5 §§", "3 och 4 §§", "3 a–c §§", "5, 6 och 7 §§", "§ 20", "§§ 20–22",
        "SOSFS 2011:9", "socialtjänstlagen (2001:453)", "(SFS 2025:400)", "lag 1993:387", "HSLF-FS 2016:40",
        "SN/2026:12", "VON/2025:1-1.5.2", "SN 2025-00123", "dnr 2025/123", "Diarienummer: 44-12",
    ],
)  # fmt: skip
def test_paragrafer_och_diarienummer_far_skrivas(text: str) -> None:
    assert lost(f"Beslutet är {text}.") == []


@pytest.mark.parametrize(
    "text", ["0–20 år", "13-18 år", "18 till 24 år", "mellan 13 och 18 år", "0–18-åringar", "80-åringar", "65 år och äldre", "65+"]
)
def test_aldersspann_far_skrivas(text: str) -> None:
    assert lost(f"Det gäller {text}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "# 1 Inledning\n", "Text\n\n1. Först\n2. Sedan\n", "## Steg\n1. Först\n", "- en\n2. två\n".replace("två", "till"), "## 4.2 Avvikelser\n", "### 4.2.1. Fall\n", "1. Först\n2. Sedan\n", "> 3) Tredje\n",
        "Se tabell 3 och avsnitt 4.2, bilaga 1, sida 12.", "Version 2.1 av rutinen", "Artikel 6.1 e",
    ],
)  # fmt: skip
def test_rubriknummer_och_andra_hanvisningar_far_skrivas(text: str) -> None:
    assert lost(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '{{ tal("avvikelser-2024", "rad 3", "12") }}', '{{ fast(15000, "kr") }}', '{{ lagrum("SoL 27 kap. 2 §") }}',
        '{{ lagrum("Lag om 300 ting") }}', '{{ andel("a", "b", "c", av=["1", "2"],\n   decimaler=1) }}',
        "<!-- 126 -->", "[rapporten](rapport-126.pdf)", "https://x.se/126",
        "Nyckeltal U33401", "Not[^12]", "## Rubrik {#rubrik-12}\n", "Stycke\n{: .ruta-2 #r3 }", "5&#160;&nbsp;".replace("5", ""),
        "Ring 112.", "Ring 1177.", "Växel 0150-570 00.",
    ],
)  # fmt: skip
def test_makron_kod_och_det_som_inte_ar_siffror_far_sta(text: str) -> None:
    assert lost(text) == []


@pytest.mark.parametrize(
    ("text", "siffror"),
    [
        ("Under året kom 126 rapporter.", ["126"]), ("67 % var nöjda", ["67 %"]), (f"67{HART}%", [f"67{HART}%"]), ("17,6 procent", ["17,6"]),
        ("5 418 händelser", ["5 418"]), (f"5{HART}418 händelser", [f"5{HART}418"]), (f"1{SMALT}234,5 kr", [f"1{SMALT}234,5"]),
        ("9 av 10", ["9", "10"]), ("från 62 till 67", ["62", "67"]), ("−3 platser", ["3"]), ("ca 15 000 kr", ["15 000"]),
        ("15000kr", ["15000"]), ("126st", ["126"]), ("2,5 dagar", ["2,5"]), ("kl. 12.30", ["12.30"]), ("3-5 dagar", ["3", "5"]),
        ("5 år väntade de", ["5"]), ("**126**", ["126"]), ("| Totalt | 126 |", ["126"]), ("126.", ["126"]), ("(126)", ["126"]),
        ("112 avvikelser", ["112"]), ("1177 samtal", ["1177"]), ("av 1200/3000 svar", ["1200", "3000"]), ("12 + 4", ["12", "4"]), ("12+4", ["12", "4"]), ("blev 1950/126", ["126"]),
        ("2024,5 timmar", ["2024,5"]), ("2024 kronor", ["2024"]), ("1950 personer", ["1950"]), ("2010 %", ["2010 %"]),
        ("Under 2024 126 rapporter", ["126"]), ("## 126 rapporter kom in\n", ["126"]), ("tabell tre: 7 fel", ["7"]),
        ("kom 2010 avvikelser in", ["2010"]), ("1987 rapporter", ["1987"]), ("av 2010 ärenden", ["2010"]), ("2010 fall", ["2010"]),
        ("&#49;&#50;&#54; fall", ["1    2    6"]), ("`126`", ["126"]), ("```\n126\n```\n", ["126"]), ("<code>126</code>", ["126"]),
        ("ca126 öppna", ["126"]), ("Det kom\n126. Resten", ["126"]), ("Det kom\n12. Resten", ["12"]), ("½ av alla", ["½"]), ("Ⅻ och ①", ["Ⅻ", "①"]),
        ("{: title=\"128 fall\" }", ["128"]), ("{: title=128 }", ["128"]), ("&frac12;", ["½"]), ("²", ["²"]), ("12 m²", ["12"]),
        ("4 kapten", ["4"]), ("8 marsvin", ["8"]), ("126\nrapporter 4", ["126", "4"]),
    ],
)  # fmt: skip
def test_andra_siffror_ar_obundna(text: str, siffror: list[str]) -> None:
    assert lost(text) == siffror


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("Två rapporter och tolv klagomål", ["Två", "tolv"]), ("hälften av de tjugofyra", ["hälften", "tjugofyra"]),
        ("hundratals", ["hundratals"]), ("femton, arton", ["femton", "arton"]), ("fyra av tio", ["fyra", "tio"]), ("dubbelt så många", ["dubbelt"]),
        ("en av oss, ett fel", []), ("tvåårig fembarnsfamilj trevlig sexton", ["sexton"]), ("`två` {{ tal('två', 'tre', 'a') }}", []),
    ],
)  # fmt: skip
def test_rakneord_hittas_som_ord(text: str, vantat: list[str]) -> None:
    assert ord_(text) == vantat


def test_siffror_och_ord_kommer_i_textens_ordning_med_plats() -> None:
    assert [(t.plats, t.text) for t in lostal("Fem av 12,\ntvå av 3.")] == [(0, "Fem"), (7, "12"), (11, "två"), (18, "3")]


@given(st.integers(0, 10**6), st.sampled_from(["rapporter", "avvikelser", "%", "av dem"]))
def test_inget_antal_slinker_igenom(antal: int, vad: str) -> None:
    """What looks like a year is a number where what is counted follows."""
    hittat = lost(f"Under året kom {antal} {vad} in.")
    assert hittat or (1900 <= antal <= 2099 and vad == "av dem")

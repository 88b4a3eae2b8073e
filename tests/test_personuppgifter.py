"""Personal data in text: every way a number or an address is written, and what only looks like one.

The numbers are the tax agency's made-up ones for tests, or are counted here.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.personuppgifter import hitta, siffror

DOMANER = frozenset({"provkommun.se"})
NUMMER = frozenset({siffror("070-999 00 11"), siffror("0901-12 12 10")})
HART, MINUS, TANK, FAST = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}", "–", "\N{NON-BREAKING HYPHEN}"


def slag(text: str) -> list[str]:
    return [u.slag for u in hitta(text, DOMANER, NUMMER)]


@pytest.mark.parametrize(
    "text",
    [
        "121212-1212", "121212+1212", "1212121212", "19121212-1212", "191212121212", "20121212-1212", "18121212-1212",
        "19121212 1212", "121212 1212", "1912-12-12-1212", "1912-12-12 1212", "1912 12 12 1212", "12 12 12-1212",
        f"121212{TANK}1212", f"121212{MINUS}1212", f"121212{FAST}1212", f"121212 {TANK} 1212", "121212 - 1212",
        "121212.1212", "121212/1212", "19121212_1212",
        f"19121212{HART}1212", "640823-3234", "670919-9530", "811228-9874", "000101-0016",
    ],
)  # fmt: skip
@pytest.mark.parametrize("omgivning", ["{}", "({})", "Personnummer:{}.", "pnr {}: avled", "**{}**", '"{}";', "a-{}, b", "x\n{}\ny"])
def test_ett_personnummer_hittas_hur_det_an_skrivs(text: str, omgivning: str) -> None:
    assert slag(omgivning.format(text)) == ["personnummer"]


@pytest.mark.parametrize(("dag", "vantat"), [("61", 1), ("72", 1), ("91", 1), ("60", 0), ("92", 0), ("59", 0)])
@pytest.mark.parametrize("form", ["{}-{}", "19{}-{}", "19{}{}", "{} {}"])
def test_ett_samordningsnummer_har_sextio_fler_dagar(dag: str, vantat: int, form: str) -> None:
    nio = f"1212{dag}121"
    assert len(slag(form.format(nio[:6], nio[6:] + _kontrollsiffra(nio)))) == vantat


def test_flera_nummer_hittas_vart_for_sig() -> None:
    assert slag("121212-1212/640823-3234") == ["personnummer"] * 2
    assert slag("121212-1212, 640823-3234 och 8112289874") == ["personnummer"] * 3


def test_platsen_ar_dar_numret_borjar() -> None:
    assert [(u.plats, u.text) for u in hitta("Anna, 121212-1212", DOMANER, NUMMER)] == [(6, "121212-1212")]


@pytest.mark.parametrize("siffra", "013456789")
def test_fel_kontrollsiffra_ar_inget_personnummer(siffra: str) -> None:
    assert slag(f"121212-121{siffra}") == []


@pytest.mark.parametrize("nio", ["121312121", "120012121", "121232121", "121260121", "121292121", "121200121"])
def test_utan_riktig_dag_ar_det_inget_personnummer(nio: str) -> None:
    assert slag(nio[:6] + "-" + nio[6:] + _kontrollsiffra(nio)) == []


@given(st.dates(), st.integers(0, 999), st.sampled_from(["-", "", "+", " "]), st.sampled_from([0, 60]), st.booleans())
def test_varje_dag_med_ratt_siffra_ar_ett_nummer_och_med_fel_inte(dag: object, lop: int, tecken: str, plus: int, sekel: bool) -> None:
    ar, manad, dagen = str(dag).split("-")
    sex = ar[2:] + manad + f"{int(dagen) + plus:02}"
    fore = "19" + sex if sekel else sex
    ratt = _kontrollsiffra(sex + f"{lop:03}")
    assert "personnummer" in slag(f"{fore}{tecken}{lop:03}{ratt}")
    assert "personnummer" not in slag(f"{fore}{tecken}{lop:03}{(int(ratt) + 5) % 10}")


def _kontrollsiffra(nio: str) -> str:
    """Every other digit doubled, the digits of the products added, up to the next ten."""
    nio = nio.replace("-", "")
    return str(-sum(int(t) for i, n in enumerate(nio) for t in str(int(n) * (2, 1)[i % 2])) % 10)


@pytest.mark.parametrize(
    "text",
    [
        "SN/2026:12", "VON/2025:1-1.5.2", "dnr 2024/1212121212", "SN 2025:121212-12", "2024:1212121212", "44-1212121212",
        "2024-11-21", "2024-01-08–2025-03-12", "2024-12-12-2024-12-12", "2024-12-12 12:12", "20241121", "den 12 december 2012",
        "1912121212121", "31212121212", "0,1212121212", "1212121212,5", "1 212 121 212 kronor", "12 121 212 12", "12,12,12,12,12",
        "0901-12 12 10", "0901-121210", "0901121210", "0150-570 00", "08-121 21 21", "112", "U33401", "SOSFS 2011:9", "2025:400",
        "ISBN 91-7000-150-9", "org.nr 212000-0340", "bankgiro 5050-1055", "9 av 10, 12 av 12 och 1212",
    ],
)  # fmt: skip
def test_diarienummer_datum_telefon_och_statistik_ar_inga_personnummer(text: str) -> None:
    assert slag(text) == []


@pytest.mark.parametrize(
    "text",
    ["070-174 06 05", "0701740605", "070 174 06 05", "070/174 06 05", f"070{TANK}1740605", "+46701740605", "+46 70 174 06 05",
     "+46 (0)70-174 06 05", "+46(0)701740605", "0046 70-174 06 05", "+460701740605", "073-0 12 34 56", f"076{HART}123{HART}45{HART}67",
     "070 - 174 06 05", "079-1234567", "tel:0701740605", "Tel-070-174 06 05"],
)  # fmt: skip
def test_ett_mobilnummer_hittas_hur_det_an_skrivs(text: str) -> None:
    assert slag(f"Ring {text}.") == ["mobilnummer"]


@pytest.mark.parametrize("text", ["070-999 00 11", "0709990011", "+46 70 999 00 11", "+46 (0)70-999 00 11", "0046709990011"])
def test_en_funktions_mobilnummer_far_sta(text: str) -> None:
    assert slag(f"Ring {text}.") == []


@pytest.mark.parametrize(
    "text", ["08-123 456 78", "0150-570 00", "0999-100 20", "07.00–16.00", "kl. 07-16", "070", "070-17406055", "10701740605", "2070-174 06 05"]
)
def test_annat_an_mobilnummer_ar_inga_mobilnummer(text: str) -> None:
    assert slag(f"Öppet {text}.") == []


@pytest.mark.parametrize(
    "text", ["anna@gmail.com", "anna.b-c+d@x.example.org", "mailto:anna@x.se", "<anna@x.se>", "Anna@X.SE", "å@göteborg.se",
             "a@sub.provkommun.se", "a@provkommun.se.evil.com", "a@xprovkommun.se"]
)  # fmt: skip
def test_en_adress_utanfor_funktionernas_domaner_hittas(text: str) -> None:
    assert slag(f"Skriv till {text}.") == ["e-postadress"]


@pytest.mark.parametrize(
    "text", ["fall@provkommun.se", "mailto:fall@PROVKOMMUN.SE", "a@b", "@provkommun", "a @ b.se", "webb@x.se:/srv/bok", "git@x.se:org/bok"]
)
def test_en_funktions_adress_och_det_som_inte_ar_en_adress_far_sta(text: str) -> None:
    assert slag(f"Skriv till {text}.") == []


@pytest.mark.parametrize(
    ("nummer", "rena"),
    [("070-123 45 67", "0701234567"), ("+46 (0)70-123 45 67", "0701234567"), ("0999-100 20", "099910020"), ("+46701234567", "0701234567"),
     ("+460701234567", "0701234567")],
)
def test_ett_nummer_jamfors_med_bara_sina_siffror(nummer: str, rena: str) -> None:
    assert siffror(nummer) == rena


def test_lang_text_genomsoks_pa_nolltid() -> None:
    for text in ("12 " * 100_000, "1" * 300_000, "a@" * 100_000, "a." * 100_000 + "@", "07 " * 100_000):
        assert slag(text) == []


@pytest.mark.parametrize(
    "text", ["Anna Berg 450312", "Berg, Anna, 19450312", "Anna-Karin Ek (f. 1945-03-12)", "Åke Öberg, född 1945-03-12"]
)
def test_ett_namn_med_fodelsetid_hittas(text: str) -> None:
    assert [u.slag for u in hitta(f"Se {text} i akten.", frozenset(), frozenset())] == ["namn med födelsetid"]


@pytest.mark.parametrize(
    "text",
    ["Socialnämnden 2026-03-12", "Version Två 2026-13-40", "Mars Månad 123456", "Läget den 12 mars 2026", "SN/2026:12",
     "Första versionen 2026-03-12", "Kommunfullmäktige Beslut SN 260312"],
)  # fmt: skip
def test_datum_utan_namn_ar_ingen_fodelsetid(text: str) -> None:
    assert list(hitta(text, frozenset(), frozenset())) == []

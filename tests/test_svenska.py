"""Numbers, dates and words as Swedish readers expect them."""

from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbok.inlasning.tabeller import tolka
from handbok.siffror.html import med_enhet
from handbok.svenska import (
    antal,
    avrunda,
    datum,
    intervall,
    menade_du,
    nar,
    narmast,
    och,
    sorteringsnyckel,
    tal,
    till_id,
)

HART = "\N{NO-BREAK SPACE}"
IDAG = date(2026, 11, 21)


def hart(text: str) -> str:
    """The text with no-break spaces, as numbers are printed."""
    return text.replace(" ", HART)


@pytest.mark.parametrize(
    ("varde", "skrivet"),
    [
        ("0", "0"), ("-0", "0"), ("-0.00", "0,00"), ("7", "7"), ("999", "999"), ("1000", "1 000"), ("5418", "5 418"),
        ("-3", "−3"), ("-1234.5", "−1 234,5"), ("1234567.50", "1 234 567,50"), ("0.5", "0,5"), ("1E+3", "1 000"),
        ("1E-3", "0,001"), ("10000000000000000000000000", "10 000 000 000 000 000 000 000 000"),
    ],
)  # fmt: skip
def test_tal_har_decimalkomma_hart_blanksteg_och_riktigt_minus(varde: str, skrivet: str) -> None:
    assert tal(Decimal(varde)) == hart(skrivet)


@pytest.mark.parametrize(
    ("varde", "decimaler", "skrivet"),
    [
        ("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-0.4", 0, "0"), ("-0.5", 0, "−1"), ("-2.5", 0, "−3"),
        ("0.49999999999999999999999999999", 0, "0"), ("2.675", 2, "2,68"), ("17.55", 1, "17,6"), ("0.05", 1, "0,1"),
        ("999.95", 1, "1 000,0"), ("3", 2, "3,00"), ("-0.004", 2, "0,00"),
    ],
)  # fmt: skip
def test_halvor_avrundas_uppat(varde: str, decimaler: int, skrivet: str) -> None:
    assert tal(Decimal(varde), decimaler) == hart(skrivet)


def test_ocksa_de_storsta_talen_i_en_tabell_gar_att_avrunda() -> None:
    assert tal(Decimal("9" * 25 + "." + "9" * 12), 6) == hart("10 000 000 000 000 000 000 000 000,000000")
    assert tal(Decimal("-1234567890123456789012345.5")) == hart("−1 234 567 890 123 456 789 012 345,5")


@pytest.mark.parametrize(
    ("varde", "enhet", "skrivet"),
    [
        ("17.6", "procent", "17,6 %"), ("1", "dagar", "1 dag"), ("113", "dagar", "113 dagar"), ("-1", "dagar", "−1 dag"),
        ("0", "dagar", "0 dagar"), ("1", "timmar", "1 timme"), ("2.5", "timmar", "2,5 timmar"), ("15000", "kronor", "15 000 kr"),
        ("5418", "antal", "5 418"), ("62", "index", "62"), ("3", "personer", "3"),
    ],
)  # fmt: skip
def test_enheten_star_efter_talet_dar_talet_ensamt_vilseleder(varde: str, enhet: str, skrivet: str) -> None:
    assert med_enhet(Decimal(varde), enhet) == hart(skrivet)


cellvarden = st.builds(
    lambda hela, brak, tecken: Decimal(f"{tecken}{hela}{'.' + brak if brak else ''}"),
    st.integers(0, 10**25 - 1),
    st.text("0123456789", max_size=12),
    st.sampled_from(["", "-"]),
)


@settings(deadline=None)
@given(cellvarden)
def test_det_som_skrivs_lases_som_samma_tal(varde: Decimal) -> None:
    assert tolka(tal(varde), "antal") == varde
    assert tolka(med_enhet(varde, "procent"), "procent") == varde


@settings(deadline=None)
@given(cellvarden, st.integers(0, 6))
def test_avrundning_ar_narmast_och_vid_lika_langt_bort_fran_noll(varde: Decimal, decimaler: int) -> None:
    avrundat = avrunda(varde, decimaler)
    halva = Decimal(1).scaleb(-decimaler) / 2
    with localcontext(prec=100):
        assert -halva < abs(avrundat) - abs(varde) <= halva
        assert avrunda(-varde, decimaler) == -avrundat


@pytest.mark.parametrize(
    ("dag", "sagt"),
    [
        (date(2026, 11, 21), "i dag"),
        (date(2026, 11, 22), "om 1 dag"),
        (date(2026, 11, 23), "om 2 dagar"),
        (date(2026, 11, 20), "för 1 dag sedan"),
        (date(2026, 11, 9), "för 12 dagar sedan"),
        (date(2029, 11, 21), "om 1 096 dagar"),
    ],
)
def test_hur_langt_bort_en_dag_ar(dag: date, sagt: str) -> None:
    assert nar(dag, IDAG).replace(HART, " ") == sagt


def test_datum_skrivs_med_manadens_namn() -> None:
    assert [datum(date(2026, m, 1)).split()[1] for m in range(1, 13)] == [
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ]  # fmt: skip
    assert datum(IDAG) == "21 november 2026"
    assert datum(date(2027, 1, 1)) == "1 januari 2027"


def test_ental_och_flertal() -> None:
    assert [antal(n, "dag", "dagar").replace(HART, " ") for n in (0, 1, 2, 5418)] == [
        "0 dagar", "1 dag", "2 dagar", "5 418 dagar",
    ]  # fmt: skip


def test_upprakning() -> None:
    assert [och(ord_) for ord_ in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a och b", "a, b och c"]
    assert och(["a", "b"], "eller") == "a eller b"


def test_forslaget_ar_det_som_liknar_mest() -> None:
    assert narmast("lex-sara", ["lex-maria", "lex-sarah"]) == "lex-sarah"
    assert narmast("xyz", ["lex-sarah"]) is None
    assert menade_du("Anta", ["Antal", "År"]) == "Menade du Antal?"
    assert menade_du("xyz", ["b", "a"]) == "Välj bland: a, b."
    assert menade_du("xyz", []) == ""
    assert menade_du("xyz", map(str, range(100, 200))) == ""


def test_bland_valdigt_manga_namn_jamfors_de_som_borjar_lika() -> None:
    manga = [f"rutin-{i}" for i in range(10_000)]
    assert narmast("lex-sara", [*manga, "lex-sarah"]) == "lex-sarah"
    assert narmast("x-sarah", [*manga, "lex-sarah"]) is None


@pytest.mark.parametrize(
    ("titel", "id_"),
    [
        ("Hot och våld – skydda dig", "hot-och-vald-skydda-dig"), ("ÅÄÖ éü", "aao-eu"), ("  2026: § 3  ", "2026-3"),
        ("../../etc/passwd", "etc-passwd"), ("…", ""), ("日本", ""),
    ],
)  # fmt: skip
def test_en_titel_blir_ett_filnamn(titel: str, id_: str) -> None:
    assert till_id(titel) == id_


def test_svensk_bokstavsordning() -> None:
    assert sorted(["Öl", "Zon", "Ål", "Äl", "al", "Éclair"], key=sorteringsnyckel) == [
        "al",
        "Éclair",
        "Zon",
        "Ål",
        "Äl",
        "Öl",
    ]


@pytest.mark.parametrize(("manader", "ord_"), [(1, "varje månad"), (6, "var sjätte månad"), (7, "en gång på 7 månader"), (12, "varje år")])
def test_hur_ofta(manader: int, ord_: str) -> None:
    assert intervall(manader).replace("\u00a0", " ") == ord_

"""Formulas: a small grammar that counts exactly, and refuses everything else with a sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.formler import STORSTA_DJUP, STORSTA_LANGD, Formelfel, Ref, berakna, las_formel, las_kontroll, refs

CELLER = {"A": Fraction(2), "B": Fraction(3), "Varav % ej bedömd (andel)": Fraction(5), "a|b": Fraction(7)}


def varde(text: str) -> Fraction:
    """What a formula gives with the values of CELLER."""
    return berakna(las_formel(text), lambda ref: CELLER[ref.kolumn])


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("1", "1"), ("12,5", "12.5"), ("12.5", "12.5"), ("[A]", "2"), ("[ A ]", "2"), ("[Varav % ej bedömd (andel)]", "5"),
        ("[a|b]", "7"), ("1+2", "3"), (" 1 + 2\t+\n3 ", "6"), ("5-2", "3"), ("5 − 2", "3"), ("2*3", "6"), ("1/3", "1/3"),
        ("-[A]", "-2"), ("--[A]", "2"), ("-[A] * -[B]", "6"), ("1 - -1", "2"),
    ],
)  # fmt: skip
def test_tal_kolumner_och_de_fyra_raknesatten(text: str, vantat: str) -> None:
    assert varde(text) == Fraction(vantat)


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("1 - 2 - 3", "-4"), ("1 - (2 - 3)", "2"), ("12 / 2 / 3", "2"),
        ("12 / (2 / 3)", "18"), ("12 / 2 * 3", "18"), ("-1 + 2", "1"), ("-(1 + 2) * 2", "-6"), ("2 * -3 + 1", "-5"),
        ("100 * [A] / [B]", "200/3"), ("((([A])))", "2"),
    ],
)  # fmt: skip
def test_ganger_och_delat_gar_fore_plus_och_minus_och_rakningen_gar_fran_vanster(text: str, vantat: str) -> None:
    assert varde(text) == Fraction(vantat)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "+", "1 +", "+1", "1 2", "* 2", "1 + * 2", "(1", "1)", "()", "(1 + 2))", "[A", "A]", "[]", "[A] [B]", "[[A]]",
        "A", "sum([A])", "[A].x", "1e3", "1,", ",5", "1.2.3", "1 000", "9" * 21, "2 ** 3", "2 // 3", "5 % 2", "1 < 2",
        "[A] = [B]", "__import__('os')", "[A]; [B]", "{A}", '"1"', "²", "٣", "½", "∞", "1\0",
    ],
)  # fmt: skip
def test_annat_an_grammatiken_ar_ingen_formel(text: str) -> None:
    with pytest.raises(Formelfel, match=r"\.$|: ."):
        las_formel(text)


def test_en_formel_namner_bara_sin_egen_rads_kolumner() -> None:
    with pytest.raises(Formelfel, match=r"skriv \[A\]"):
        las_formel("2 * [Totalt | A]")


@pytest.mark.parametrize("tecken", ["=", "<", "<=", ">", ">="])
def test_en_kontroll_ar_tva_uttryck_och_en_jamforelse(tecken: str) -> None:
    kontroll = las_kontroll(f"[A] + 1 {tecken} [Totalt | B]")
    assert kontroll.tecken == tecken
    assert list(refs(kontroll)) == [Ref(None, "A"), Ref("Totalt", "B")]
    haller = [kontroll.galler(Fraction(v), Fraction(2)) for v in (1, 2, 3)]
    assert haller == {
        "=": [False, True, False], "<": [True, False, False], "<=": [True, True, False],
        ">": [False, False, True], ">=": [False, True, True],
    }[tecken]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["[A]", "= 1", "[A] =", "[A] = 1 = 1", "[A] < 1 < 2", "[A] == 1", "[A] != 1", "[A] => 1", "([A] = 1)", "1 = 2"]
)
def test_en_kontroll_har_en_jamforelse_och_namner_nagon_cell(text: str) -> None:
    with pytest.raises(Formelfel):
        las_kontroll(text)


def test_cellens_namn_delas_vid_forsta_strecket_med_blanksteg() -> None:
    assert list(refs(las_kontroll("[a|b | c | d] = [x| y]"))) == [Ref("a|b", "c | d"), Ref(None, "x| y")]


@pytest.mark.parametrize("inre", ["({})", "-{}"])
def test_djupet_ar_begransat(inre: str) -> None:
    text = "[A]"
    for _ in range(STORSTA_DJUP - 1):
        text = inre.format(text)
    assert abs(varde(text)) == 2
    with pytest.raises(Formelfel, match="parenteser"):
        las_formel(inre.format(inre.format(text)))
    with pytest.raises(Formelfel, match=r"parenteser|lång"):
        las_formel(inre.split("{")[0] * 100_000 + "1")


def test_langden_ar_begransad_och_den_langsta_gar_att_rakna() -> None:
    assert varde("[A]" + "+[A]" * (STORSTA_LANGD // 2 - 1)) == STORSTA_LANGD
    assert len(list(refs(las_formel("[A]" + "*[A]" * (STORSTA_LANGD // 2 - 1))))) == STORSTA_LANGD // 2
    with pytest.raises(Formelfel, match="lång"):
        las_formel("1" + "+1" * STORSTA_LANGD)


def test_en_lang_rad_utan_slut_lases_snabbt() -> None:
    for text in ("1" * 1_000_000, "[" * 1_000_000, "[" + "x" * 1_000_000, " " * 1_000_000 + "x"):
        with pytest.raises(Formelfel):
            las_formel(text)


def test_delat_med_noll_har_inget_varde() -> None:
    with pytest.raises(ZeroDivisionError):
        varde("1 / ([A] - 2)")


_tal = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False).map(str)
_uttryck = st.recursive(
    st.one_of(_tal.map(lambda t: (t, Fraction(t))), st.sampled_from([(f"[{n}]", v) for n, v in CELLER.items()])),
    lambda del_: st.one_of(
        st.tuples(del_, st.sampled_from("+-*/"), del_).map(
            lambda d: (f"({d[0][0]} {d[1]} {d[2][0]})", _rakna(d[1], d[0][1], d[2][1]))
        ),
        del_.map(lambda d: (f"-{d[0]}", None if d[1] is None else -d[1])),
    ),
    max_leaves=12,
)


def _rakna(tecken: str, a: Fraction | None, b: Fraction | None) -> Fraction | None:
    if a is None or b is None or (tecken == "/" and b == 0):
        return None
    return {"+": a + b, "-": a - b, "*": a * b}[tecken] if tecken != "/" else a / b


@given(_uttryck)
def test_en_formel_raknas_som_brak(uttryck: tuple[str, Fraction | None]) -> None:
    text, vantat = uttryck
    if vantat is None:
        with pytest.raises(ZeroDivisionError):
            varde(text)
    else:
        assert varde(text) == vantat


@given(st.lists(st.tuples(st.sampled_from("+-*/"), st.integers(1, 99)), max_size=20))
def test_utan_parenteser_raknas_som_i_aritmetiken(steg: list[tuple[str, int]]) -> None:
    """Python's own arithmetic on exact numbers is the yardstick."""
    text = "1" + "".join(f" {t} {n}" for t, n in steg)
    facit = "Fraction(1)" + "".join(f" {t} Fraction({n})" for t, n in steg)
    assert varde(text) == eval(facit, {"Fraction": Fraction})  # noqa: S307 -- made here, of digits and signs


@given(st.text(max_size=60))
def test_godtycklig_text_ger_ett_uttryck_eller_ett_begripligt_fel(text: str) -> None:
    for las in (las_formel, las_kontroll):
        try:
            assert las(text) is not None
        except Formelfel as fel:
            sats = str(fel)
            assert sats[0].isupper()

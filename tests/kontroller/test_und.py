"""UND: exemptions in headers and texts – what they cover, when they end, and when they are not needed."""

import pytest

from tests.conftest import Provbok
from tests.kontroller.stod import FALL, i_lage, koder, rader, resultat

GAMMAL = "SoL (2001:453)"
INLINE = '<!-- undantag: {kod: LAG003, skäl: "Enligt äldre lag", till: 2027-06-30} -->'


def i_sidhuvud(bok: Provbok, undantag: str) -> Provbok:
    return bok.andra(FALL, "publicering: publik", f"publicering: publik\nundantag:\n  - {{{undantag}}}")


def med_text(bok: Provbok, text: str) -> Provbok:
    return bok.andra(FALL, "1. Ring 112 om det är fara för livet.", text)


def undantagna(bok: Provbok) -> list[tuple[str, int, str, str]]:
    return [(u.kod, u.rad, u.skal, str(u.till)) for u in resultat(bok, "LAG", "UND", "TID").undantagna]


def test_ett_undantag_i_sidhuvudet_galler_hela_dokumentet(bok: Provbok) -> None:
    med_text(i_sidhuvud(bok, "kod: LAG003, skäl: Enligt äldre lag, till: 2027-06-30"), f"{GAMMAL}\n\n{GAMMAL} 14 kap. 3 §")
    assert koder(bok, "LAG", "UND") == []
    assert undantagna(bok) == [("LAG003", 17, "Enligt äldre lag", "2027-06-30"), ("LAG003", 19, "Enligt äldre lag", "2027-06-30")]


@pytest.mark.parametrize(
    ("text", "kvar"),
    [
        (f"{INLINE}\n{GAMMAL} och\n{GAMMAL}\n\nText.", []),
        (f"{INLINE}\n\n{GAMMAL}", []),  # the next block
        (f"{INLINE}\n- {GAMMAL}\n- {GAMMAL}", []),  # a list is one block
        (f"{INLINE}\n| {GAMMAL} |\n|---|\n| {GAMMAL} |", []),
        (f"{INLINE}\nText.\n\n{GAMMAL}", ["UND001 15:1", "LAG003 18:1"]),  # the block after that
        (f"{GAMMAL}\n\n{INLINE}\nText.", ["LAG003 15:1", "UND001 17:1"]),  # the block before
        (f"{INLINE}\nText.", ["UND001 15:1"]),
        (f"{INLINE}\nText.\n  \n{GAMMAL}", ["UND001 15:1", "LAG003 18:1"]),  # a line of blanks ends a block too
        (f"```\n{INLINE}\n```\n\n{GAMMAL}", ["LAG003 19:1"]),  # an example of how one is written
        (f"Skriv `{INLINE}` så här.\n\n{GAMMAL}", ["LAG003 17:1"]),
    ],
)
def test_ett_undantag_i_texten_galler_nasta_stycke(bok: Provbok, text: str, kvar: list[str]) -> None:
    assert [r.replace(f"{FALL}:", "") for r in rader(med_text(bok, text), "LAG", "UND")] == kvar


@pytest.mark.parametrize(
    ("galler", "traffar"),
    [
        ("SoL (2001:453)", True),  # the act
        ("2001:453", True),
        ("sol  (2001:453)", True),  # case and white space aside
        ("Socialtjänstlag (2001:453)", True),
        ("SoL (2001:453) 14 kap. 3 §", True),  # as written
        ("SoL (2025:400)", False),
        ("LSS", False),
    ],
)
def test_galler_ar_det_som_fyndet_namner(bok: Provbok, galler: str, traffar: bool) -> None:
    med_text(i_sidhuvud(bok, f"kod: LAG003, gäller: {galler}, skäl: S, till: 2027-06-30"), f"{GAMMAL} 14 kap. 3 §")
    assert koder(bok, "LAG", "UND") == ([] if traffar else ["UND001", "LAG003"])


@pytest.mark.parametrize(("galler", "traffar"), [("översyn_senast", True), ("gäller_till", False)])
def test_galler_kan_vara_nyckeln(bok: Provbok, galler: str, traffar: bool) -> None:
    bok.andra(FALL, "översyn_senast: 2027-06-30", "översyn_senast: 2026-11-20")
    i_sidhuvud(bok, f"kod: TID001, gäller: {galler}, skäl: S, till: 2027-06-30")
    assert koder(bok, "TID", "UND") == ([] if traffar else ["TID001", "UND001"])


def test_ett_undantag_galler_bara_sin_egen_kod_och_fil(bok: Provbok) -> None:
    med_text(i_sidhuvud(bok, "kod: LAG003, skäl: S, till: 2027-06-30"), f"{GAMMAL} och SoL 27 kap. 9 §")
    bok.skriv("docs/om.md", f"# Om\n\n{GAMMAL}\n")
    assert rader(bok, "LAG", "UND") == ["LAG003 docs/om.md:3:1", f"LAG002 {FALL}:17:20"]


def test_en_sida_kan_ha_undantag(bok: Provbok) -> None:
    bok.skriv("docs/om.md", f"# Om\n\n{INLINE}\n{GAMMAL}\n")
    assert koder(bok, "LAG", "UND") == []


@pytest.mark.parametrize(("till", "kvar"), [("2026-11-20", ["UND001", "LAG003"]), ("2026-11-21", []), ("2026-11-22", [])])
def test_undantaget_galler_till_och_med_sin_sista_dag(bok: Provbok, till: str, kvar: list[str]) -> None:
    med_text(i_sidhuvud(bok, f"kod: LAG003, skäl: S, till: {till}"), GAMMAL)
    svar = resultat(bok, "LAG", "UND").anmarkningar
    assert [a.kod for a in svar] == kvar
    if kvar:
        assert (svar[0].allvar, svar[0].stoppar) == ("fel", False)  # time alone brought it about
        assert svar[0].fynd.text == "Undantaget från LAG003 gick ut den 20 november 2026, för 1\N{NO-BREAK SPACE}dag sedan."


def test_ett_undantag_som_inte_behovs_stoppar(bok: Provbok) -> None:
    i_sidhuvud(bok, "kod: LAG003, gäller: LSS, skäl: S, till: 2027-06-30")
    (ett,) = resultat(bok, "LAG", "UND").anmarkningar
    assert (ett.kod, ett.allvar, ett.stoppar) == ("UND001", "fel", True)
    assert ett.fynd.text == "Undantaget från LAG003 av LSS används inte."


@pytest.mark.parametrize("kod", ["META003", "PUB001", "PUB002", "UND001", "SEK001", "SEK002"])
def test_det_som_inte_far_undantas(bok: Provbok, kod: str) -> None:
    i_sidhuvud(bok, f"kod: {kod}, skäl: S, till: 2027-06-30")
    (ett,) = resultat(bok, "UND").anmarkningar
    assert (ett.stoppar, ett.fynd.text) == (True, f"Regeln {kod} går inte att göra undantag från.")


def test_ett_undantag_fran_undantagen_doljer_inget(bok: Provbok) -> None:
    i_sidhuvud(bok, "kod: UND001, skäl: S, till: 2027-06-30}\n  - {kod: TID001, skäl: S, till: 2027-06-30")
    assert koder(bok, "TID", "UND") == ["UND001", "UND001"]


@pytest.mark.parametrize("utan", ["skäl: S, till: 2027-06-30", "kod: LAG003, till: 2027-06-30", "kod: LAG003, skäl: S"])
def test_kod_skal_och_till_kravs(bok: Provbok, utan: str) -> None:
    med_text(i_sidhuvud(bok, utan), GAMMAL)
    assert koder(bok, "META") == ["META002"]
    bok.skriv("docs/om.md", f"# Om\n\n<!-- undantag: {{{utan}}} -->\n{GAMMAL}\n")
    assert koder(bok, "META") == ["META002", "META002"]


def test_bara_dar_regeln_har_provats_kan_ett_undantag_vara_onodigt(bok: Provbok) -> None:
    i_sidhuvud(bok, "kod: LAG003, skäl: S, till: 2027-06-30")
    assert koder(bok, "UND") == []  # the rule was not chosen
    assert koder(bok, "UND", "LAG003") == ["UND001"]
    (bok.rot / "data/lagar/forfattningar.yml").unlink()
    assert koder(bok, "UND", "LAG003") == []  # the rule could not run


@pytest.mark.parametrize(
    ("kod", "lage", "antal"),
    [
        ("TID001", "i kraft", 1),
        ("TID001", "beslutad", 0),
        ("TID004", "beslutad", 1),
        ("TID004", "remiss", 0),
        ("TID003", "remiss", 1),
        ("TID003", "utkast", 0),
        ("LAG003", "remiss", 1),
        ("LAG003", "utkast", 0),  # an utkast is judged by META, LAG and LNK alone
        ("LAG003", "upphävd", 0),
        ("LNK001", "upphävd", 0),
    ],
)
def test_undantag_bedoms_dar_regeln_bedomer_dokumentet(bok: Provbok, kod: str, lage: str, antal: int) -> None:
    i_sidhuvud(i_lage(bok, lage), f"kod: {kod}, skäl: S, till: 2027-06-30")
    assert koder(bok, "TID003", "TID004", "TID001", "LAG", "LNK", "UND") == ["UND001"] * antal


@pytest.mark.parametrize("lage", ["utkast", "upphävd"])
def test_utkast_och_upphavda_bedoms_inte(bok: Provbok, lage: str) -> None:
    i_sidhuvud(i_lage(bok, lage), "kod: LAG003, skäl: S, till: 2026-01-31}\n  - {kod: META003, skäl: S, till: 2027-06-30")
    assert koder(bok, "UND") == []


def test_ett_utkasts_varning_kan_undantas(bok: Provbok) -> None:
    med_text(i_sidhuvud(i_lage(bok, "utkast"), "kod: LAG003, skäl: S, till: 2027-06-30"), GAMMAL)
    assert koder(bok, "LAG", "UND") == []


def test_utan_historik_ar_ett_undantag_fran_tid005_inte_onodigt(bok: Provbok) -> None:
    i_sidhuvud(bok, "kod: TID005, skäl: Stavfel rättat, till: 2027-06-30")
    assert koder(bok, "TID005", "UND", git=True) == []

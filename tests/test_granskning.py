"""`handbok granskad`: what is written, what stays as it was, and what is refused."""

from collections.abc import Callable

import pytest

from tests.conftest import DATUM, Provbok, Svar
from tests.kontroller.stod import FALL, i_lage
from tests.kontroller.test_tid import git, spara

Kommando = Callable[..., Svar]


@pytest.fixture
def bok(bok: Provbok) -> Provbok:
    """The handbook in git: without history nobody knows whether a text has changed."""
    git(bok.rot, "init")
    return spara(bok)


@pytest.fixture
def granska(handbok: Kommando) -> Kommando:
    """`handbok granskad fall --av enhetschef` on a day."""

    def kor(*argument: str, av: str = "enhetschef", id_: str = "fall", datum: str = DATUM) -> Svar:
        return handbok("granskad", id_, "--av", av, "--datum", datum, *argument)

    return kor


def skillnad(bok: Provbok, fore: str) -> list[tuple[str, str]]:
    """The lines that differ, as (before, after); an inserted line has nothing before."""
    gamla, nya = fore.split("\n"), (bok.rot / FALL).read_text("utf-8").split("\n")
    borta = [r for r in gamla if r not in nya]
    till = [r for r in nya if r not in gamla]
    return list(zip([*borta, *[""] * (len(till) - len(borta))], till, strict=True))


def test_granskningen_och_nasta_oversyn_skrivs(bok: Provbok, granska: Kommando) -> None:
    fore = (bok.rot / FALL).read_text("utf-8")
    svar = granska()
    assert (svar.kod, svar.fel) == (0, "")
    assert svar.ut == "Fall är granskad den 21 november 2026. Nästa översyn senast den 10 mars 2028.\n"
    dagar = "datum: {fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: %s}"
    assert skillnad(bok, fore) == [  # 475 days from fastställd to the old översyn_senast
        (dagar % "2027-06-30", dagar % "2028-03-10"),
        ("", "granskad: {datum: 2026-11-21, av: enhetschef}"),
    ]


def test_det_granskade_har_inga_anmarkningar(handbok: Kommando, granska: Kommando) -> None:
    granska()
    svar = handbok("kontrollera", "--format", "json", "--hoppa", "KED")
    assert (svar.kod, svar.json["anmarkningar"], svar.json["inte_kontrollerat"]) == (0, [], [])


@pytest.mark.parametrize(
    ("tidigare", "oversyn"),
    [
        ("2026-06-30", "2027-11-21"),  # 365 days from the previous review
        ("2026-03-12", "2028-03-10"),
        ("2025-01-01", "2028-03-10"),  # reviewed before this version was decided: fastställd is the later
    ],
)
def test_tiden_raknas_fran_det_senaste_av_beslut_och_granskning(
    bok: Provbok, granska: Kommando, tidigare: str, oversyn: str
) -> None:
    bok.andra(FALL, "beslut:", f"granskad: {{datum: {tidigare}, av: verksamhetschef}}\nbeslut:")
    fore = (bok.rot / FALL).read_text("utf-8")
    assert granska().kod == 0
    assert [ny for _, ny in skillnad(bok, fore)] == [
        f"datum: {{fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: {oversyn}}}",
        "granskad: {datum: 2026-11-21, av: enhetschef}",
    ]


def test_till_bestammer_nasta_oversyn(bok: Provbok, granska: Kommando) -> None:
    assert granska("--till", "2027-01-15").kod == 0
    assert "översyn_senast: 2027-01-15}" in (bok.rot / FALL).read_text("utf-8")


@pytest.mark.parametrize(("till", "kod"), [("2026-11-21", 2), ("2026-11-22", 0)])
def test_nasta_oversyn_ligger_efter_granskningen(granska: Kommando, till: str, kod: int) -> None:
    assert granska("--till", till).kod == kod


SKRIVET = """\
---
# Ägs av enheten
titel: Fall   # och halkning
typ: rutin
status: gällande
version: "1.1"
ägare: 'enhetschef'
datum:
  fastställd: 2026-03-12
  # ses över varje år
  översyn_senast: "2027-06-30"   # tidigast i juni
  gäller_från: 2026-04-01

beslut: {av: verksamhetschef}
lagrum: [SoL 5 kap. 1 §]
gäller_för: {nivå: verksamhet, verksamheter: [aldreomsorg]}
---
Text med översyn_senast: 2027-06-30.
"""


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("radslut", [b"\n", b"\r\n"])
def test_allt_annat_star_kvar_som_det_skrevs(bok: Provbok, granska: Kommando, radslut: bytes, bom: bytes) -> None:
    spara(bok.skriv(FALL, bom + SKRIVET.encode().replace(b"\n", radslut)))
    assert granska().kod == 0
    vantat = SKRIVET.replace('"2027-06-30"', '"2028-03-10"').replace(
        "  gäller_från: 2026-04-01\n", "  gäller_från: 2026-04-01\ngranskad: {datum: 2026-11-21, av: enhetschef}\n"
    )
    assert (bok.rot / FALL).read_bytes() == bom + vantat.encode().replace(b"\n", radslut)


def test_en_granskning_pa_flera_rader_ersatts(bok: Provbok, granska: Kommando) -> None:
    bok.andra(FALL, "beslut:", "granskad:\n  datum: 2026-06-30\n  av: verksamhetschef\n\nbeslut:")
    assert granska().kod == 0
    assert "\ngranskad: {datum: 2026-11-21, av: enhetschef}\n\nbeslut:" in (bok.rot / FALL).read_text("utf-8")


def test_samma_granskning_en_gang_till_andrar_inget(bok: Provbok, granska: Kommando) -> None:
    granska("--till", "2027-12-31")
    fore = (bok.rot / FALL).read_bytes()
    assert granska("--till", "2027-12-31").kod == 0
    assert (bok.rot / FALL).read_bytes() == fore


@pytest.mark.parametrize("lage", ["utkast", "remiss", "beslutad", "utgången", "upphävd"])
def test_bara_det_som_galler_kan_granskas(bok: Provbok, granska: Kommando, lage: str) -> None:
    fore = (i_lage(bok, lage).rot / FALL).read_bytes()
    svar = granska()
    assert (svar.kod, svar.ut) == (2, "")
    assert "Fall gäller inte den 21 november 2026" in svar.fel
    assert (bok.rot / FALL).read_bytes() == fore


@pytest.mark.parametrize(
    ("argument", "fel"),
    [
        ({"av": "okand"}, "Rollen okand finns inte i data/organisation.yml."),
        ({"av": "socialnamnden"}, "Rollen socialnamnden finns inte"),
        ({"id_": "fal"}, "Dokumentet fal finns inte. Menade du fall?"),
    ],
)
def test_okanda_namn_vagras(granska: Kommando, argument: dict[str, str], fel: str) -> None:
    svar = granska(**argument)
    assert (svar.kod, fel in svar.fel) == (2, True)


def test_en_andrad_text_vagras(bok: Provbok, granska: Kommando) -> None:
    fore = (bok.andra(FALL, "Ring 112", "Ring 113").rot / FALL).read_bytes()
    svar = granska()
    assert (svar.kod, "Texten är ändrad sedan version 1.0 beslutades." in svar.fel) == (2, True)
    assert (bok.rot / FALL).read_bytes() == fore


def test_utan_historik_vagras_granskningen(bok: Provbok, granska: Kommando) -> None:
    (bok.rot / ".git").rename(bok.rot.parent / "git")
    svar = granska()
    assert (svar.kod, "Det går inte att se om texten är ändrad" in svar.fel) == (2, True)


def test_ett_trasigt_dokument_vagras(bok: Provbok, granska: Kommando) -> None:
    bok.andra(FALL, "version: 1.0", "version: 1.0\nokänt: ja")
    assert granska().kod == 2

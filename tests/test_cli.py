"""The commands' manners: exit codes, formats, and messages a nurse understands."""

from collections.abc import Callable

from tests.conftest import Provbok, Svar

Kommando = Callable[..., Svar]


def test_en_hel_handbok_ger_0_och_inga_anmarkningar(handbok: Kommando) -> None:
    svar = handbok("kontrollera", "--format", "json")
    assert svar.kod == 0
    assert svar.json["anmarkningar"] == []
    assert svar.json["kontrollerat"]["dokument"] == 2
    assert svar.json["datum"] == "2026-11-21"


def test_ett_fel_ger_1(bok: Provbok, handbok: Kommando) -> None:
    bok.andra("rutiner/fall.md", "status: gällande", "status: klar")
    svar = handbok("kontrollera")
    assert svar.kod == 1
    assert 'rutiner/fall.md:4:9: META003 status är "klar". Välj bland: utkast, remiss, gällande, upphävd.' in svar.ut

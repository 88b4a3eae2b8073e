"""PUB001: a public page does not draw or list an internal process, however the call is written."""

from collections.abc import Callable

import pytest

from tests.conftest import Provbok, Svar


@pytest.mark.parametrize(
    "anrop", ['processkarta("stod")', 'processkarta(process="stod")', 'rutiner("stod")', 'rutiner(process="stod")']
)
def test_en_publik_sida_far_inte_hamta_ur_en_intern_process(
    bok: Provbok, handbok: Callable[..., Svar], anrop: str
) -> None:
    bok.skriv("docs/index.md", f"# Start\n\n{{{{ {anrop} }}}}\n")
    assert handbok("kontrollera", "--format", "json").platser == set()
    bok.andra("processer/stod.md", "publicering: publik", "publicering: intern")
    assert handbok("kontrollera", "--format", "json").platser == {("PUB001", "docs/index.md", 3)}


def test_en_publik_sida_far_inte_lanka_till_en_intern_fil(bok: Provbok, handbok: Callable[..., Svar]) -> None:
    bok.skriv("docs/intern/plan.txt", "hemligt").skriv("docs/intern/om.md", "# Om\n\n[Planen](plan.txt)\n")
    assert handbok("kontrollera", "--format", "json").platser == set()
    bok.skriv("docs/index.md", "# Start\n\nSe [planen](intern/plan.txt).\n")
    assert handbok("kontrollera", "--format", "json").platser == {("PUB001", "docs/index.md", 3)}

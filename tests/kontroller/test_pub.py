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

"""What is published of a protected table comes from the protected CSV alone: pages, search index, downloads, open data."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Provbok, Svar
from tests.sajt import alla_texter, byggbar
from tests.siffror.rojande_stod import BADA, skydda_tabell

CSV = "Rad;A;B;C;Totalt\na;3;8712;9113;17828\nb;4415;9529;7341;21285\nTotalt;4418;18241;16454;39113\n"
SIDA = """\
# Sida

{{ tabell("t", period="2024") }}

{{ diagram("t", typ="stapel", rader=["a", "b"], kolumner=["A", "B", "C"], period="2024") }}

{{ diagram("t", typ="rankad", kolumner=["B"], period="2024") }}

Det var {{ tal("t", "a", "B", period="2024") }} av {{ tal("t", "Totalt", "Totalt", period="2024") }}.
"""


def test_dolda_tal_finns_inte_i_nagon_fil_pa_sajten(
    bok: Provbok, handbok: Callable[..., Svar], kommando: Callable[..., Svar], tmp_path: Path
) -> None:
    skydda_tabell(byggbar(bok), CSV, BADA)
    (bok.rot / "data/2024/t.csv").rename(tmp_path / "uttag.csv")
    assert handbok("skydda", "2024/t", "--fran", str(tmp_path / "uttag.csv")).kod == 0
    skyddad = (bok.rot / "data/2024/t.csv").read_text("utf-8")
    dolda = [tal for tal in ("8712", "9113", "4415", "9529", "7341") if tal not in skyddad]
    assert dolda
    bok.skriv("docs/siffror.md", SIDA)
    for val in ((), ("--publik",)):
        ut = tmp_path / f"sajt{len(val)}"
        svar = kommando("bygg", "--rot", str(bok.rot), "--datum", "2026-11-21", "-o", str(ut), *val, cwd=bok.rot)
        assert svar.kod == 0, svar.ut + svar.fel
        texter = [(fil, text.replace("\N{NO-BREAK SPACE}", "")) for fil, text in alla_texter(ut)]
        assert any("39113" in text for _, text in texter), "tabellen finns på sajten"
        assert any(text.count('id="diagram-t-') >= 2 for _, text in texter), "diagrammen finns på sajten"
        assert [(fil, tal) for fil, text in texter for tal in dolda if tal in text] == []


def test_bygget_stannar_nar_ett_litet_tal_gar_att_lasa(bok: Provbok, kommando: Callable[..., Svar], tmp_path: Path) -> None:
    skydda_tabell(byggbar(bok), CSV, BADA)
    svar = kommando("bygg", "--rot", str(bok.rot), "--datum", "2026-11-21", "-o", str(tmp_path / "ut"), cwd=bok.rot)
    assert svar.kod == 1
    assert "SEK001 a, A" in svar.ut
    assert not (tmp_path / "ut").exists()

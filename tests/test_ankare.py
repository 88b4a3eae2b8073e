"""What a link's # may point at: headings as the site names them, own anchors, and what the header makes."""

from collections.abc import Callable

import pytest

from handbok.ankare import ankare
from tests.conftest import Provbok, Svar

TEXT = """
## Gör så här

## Åtgärder på enheten

## Gör så här

## Med eget namn {#akut}

Rubrik två
----------

<a id="html"></a>

```
## Inte en rubrik
```
"""


def test_rubriker_far_samma_namn_som_pa_sajten(bok: Provbok) -> None:
    dok = bok.andra("rutiner/fall.md", "## Gör så här\n", TEXT).las().hitta("fall")
    assert dok is not None
    funna = ankare(dok)
    assert funna is not None
    vantade = {"gor-sa-har", "gor-sa-har_1", "atgarder-pa-enheten", "akut", "rubrik-tva", "html", "lagrum", "andringar"}
    assert vantade <= funna
    assert "inte-en-rubrik" not in funna


def test_en_sida_vars_rubriker_makron_gor_bedoms_inte(bok: Provbok) -> None:
    bok.skriv("docs/lista.md", '---\ntitel: Lista\n---\n{{ rutiner(efter="bokstav") }}\n')
    assert ankare(next(s for s in bok.las().sidor if s.fil == "docs/lista.md")) is None


@pytest.mark.parametrize(
    ("lank", "fel"), [("#gor-sa-har", 0), ("#inget", 1), ("../processer/stod.md#steg-hjalpa", 0), ("../processer/stod.md#x", 1)]
)
def test_en_lank_till_en_rubrik_som_saknas_ar_lnk001(
    bok: Provbok, handbok: Callable[..., Svar], lank: str, fel: int
) -> None:
    bok.andra("rutiner/fall.md", "1. Ring 112", f"Se [det]({lank}).\n\n1. Ring 112")
    svar = handbok("kontrollera", "--format", "json", "--valj", "LNK")
    assert [(a["kod"], a["rad"]) for a in svar.json["anmarkningar"]] == [("LNK001", 15)] * fel

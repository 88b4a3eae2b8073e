"""LIX counts the words a reader meets: no code, tables or macros, and no full stop inside a citation."""

import pytest

from handbok.lasbarhet import MINST_ORD, lix


@pytest.mark.parametrize(
    ("text", "ord_", "meningar", "langa"),
    [
        ("Ring 112. Stanna kvar!", 4, 2, 0),
        ("Enligt 27 kap. 2 § ska t.ex. version 2.1 gälla.", 11, 1, 1),
        ("## Rubrik utan punkt\n\n- en punkt\n- en annan\n\nSlut.", 8, 4, 0),
        ("Kom ihåg: Lås dörren (alltid.)", 5, 2, 0),
        ("| a | b |\n|---|---|\n| c | d |\n\nText.", 1, 1, 0),
        ('Antal {{ tal("avvikelser", "Totalt", "Antal") }} `kodord` [länktext](https://exempel.se/langadress).', 2, 1, 1),
        ("## Rubrik {#ett-langt-ankare}\n\n<!-- kommentar här -->", 1, 1, 0),
        ("", 0, 0, 0),
    ],
)
def test_ord_meningar_och_langa_ord(text: str, ord_: int, meningar: int, langa: int) -> None:
    svar = lix(text)
    assert (svar.ord, svar.meningar, svar.langa) == (ord_, meningar, langa)


def test_lix_ar_ord_per_mening_plus_andelen_langa_ord() -> None:
    mening = "Vi ser till att alla vet vem som hjälper personen. "  # ten words, two of them longer than six letters
    assert lix(mening * (MINST_ORD // 10)).varde == 10 + 20


def test_en_kort_text_mats_inte() -> None:
    assert lix("Ord " * (MINST_ORD - 1)).varde is None

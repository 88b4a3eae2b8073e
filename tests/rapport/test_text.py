"""For a person at a terminal: where, what, what to do; then what was not checked, and the counts."""

from handbok.modell import InteKontrollerat
from handbok.rapport.text import som_text
from tests.rapport.stod import FULL, rapport

HART = "\N{NO-BREAK SPACE}"


def test_rapporten_i_sin_helhet() -> None:
    rader = som_text(FULL).split("\n")
    assert rader[:4] == [
        "rutiner/fall.md:4:9: META003 status är fel.",
        "    Gör så här: Rätta.",
        "rutiner/fall.md:9:1: TID002 (varning) Fall ska ses över i dag.",
        "    Gör så här: Rätta.",
    ]
    assert rader[6:9] == ["", "Inte kontrollerat:", "  rutiner/a.md, rutiner/b.md: paragraferna. De finns inte."]
    assert rader[9:11] == ["", "Undantag:"]
    assert rader[11].startswith("  rutiner/fall.md:3: LAG003 till och med den 30 juni 2027. @alla")
    assert rader[12] == "  data/2024/t.csv:2: TAL001 känt fel i en fastställd tabell. känt fel"
    assert rader[13:] == [
        "",
        "Läget den 21 november 2026. Kontrollerat: 2 dokument och 3 lagrum.",
        f"2{HART}fel, 1{HART}varning, 2{HART}undantag, 2{HART}saker inte kontrollerade.",
        "",
    ]


def test_utan_fynd_sags_vad_som_kontrollerades() -> None:
    assert som_text(rapport()) == (
        "Läget den 21 november 2026. Kontrollerat: 2 dokument och 3 lagrum.\n"
        f"0{HART}fel, 0{HART}varningar, 0{HART}undantag, 0{HART}saker inte kontrollerade.\n"
    )


def test_manga_filer_visas_i_korthet() -> None:
    inte = tuple(InteKontrollerat(f"rutiner/{n}.md", "paragraferna", "De finns inte.") for n in range(5))
    rad = f"  rutiner/0.md, rutiner/1.md, rutiner/2.md och 2{HART}filer till: paragraferna. De finns inte."
    assert rad in som_text(rapport(inte=inte)).split("\n")
    assert rad.replace(f"2{HART}filer", f"1{HART}fil") in som_text(rapport(inte=inte[:4])).split("\n")

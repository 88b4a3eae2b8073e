"""The comment on a proposal: the verdict first, and nothing an author wrote acts on the host."""

import re

import pytest
from lxml import html
from markdown import markdown

from handbok.kontroller import Undantagen
from handbok.modell import InteKontrollerat
from handbok.rapport import Rapport
from handbok.rapport.kommentar import som_markdown
from tests.rapport.stod import ELAKT, FULL, anmarkning, rapport


@pytest.mark.parametrize(
    ("svaret", "rubrik"),
    [
        (rapport(), "## ✅ Inga fel"),
        (rapport(anmarkning(varning=True)), "## ✅ Inga fel, 1\N{NO-BREAK SPACE}varning"),
        (rapport(anmarkning(stoppar=False)), "## ⚠️ 1\N{NO-BREAK SPACE}fel att rätta. Publiceringen stoppas inte"),
        (FULL, "## ❌ 1\N{NO-BREAK SPACE}fel måste rättas innan ändringen kan publiceras"),
    ],
)
def test_domen_star_forst(svaret: Rapport, rubrik: str) -> None:
    assert som_markdown(svaret).split("\n")[0] == rubrik


def test_varje_fil_har_sina_fynd_med_rad_och_rad() -> None:
    svar = som_markdown(FULL)
    assert "### `rutiner/fall.md`\n\n- **Rad 4**: status är fel.\n  *Gör så här:* Rätta. (META003)\n- **Rad 9** (varning): " in svar
    assert "- paragraferna: De finns inte. (rutiner/a.md, rutiner/b.md)" in svar
    assert "<summary>Inte kontrollerat (2)</summary>" in svar
    assert svar.endswith("Läget den 21 november 2026. Kontrollerat: 2 dokument och 3 lagrum. "
                         "2\N{NO-BREAK SPACE}fel, 1\N{NO-BREAK SPACE}varning, 2\N{NO-BREAK SPACE}undantag, "
                         "2\N{NO-BREAK SPACE}saker inte kontrollerade.\n")  # fmt: skip


@pytest.mark.parametrize(
    "svaret",
    [
        rapport(anmarkning(text=ELAKT)),
        rapport(anmarkning(gor=ELAKT)),
        rapport(undantagna=(Undantagen("a.md", 1, "LAG003", ELAKT, None),)),
        rapport(inte=(InteKontrollerat("a.md", ELAKT, "x"),)),
        rapport(inte=(InteKontrollerat("a.md", "x", ELAKT),)),
        rapport(inte=(InteKontrollerat(f"{ELAKT}.md", "x", "y"),)),
        rapport(anmarkning(f"a` {ELAKT}.md")),
        rapport(anmarkning(f"a``b` {ELAKT}\n\n# @alla.md")),
        rapport(undantagna=(Undantagen(f"` {ELAKT}", 1, "LAG003", "x", None),)),
    ],
)
def test_det_en_forfattare_skrivit_blir_text_hos_varden(svaret: Rapport) -> None:
    sida = html.fromstring(f"<div>{markdown(som_markdown(svaret))}</div>")
    assert {e.tag for e in sida.iter() if isinstance(e.tag, str)} <= {
        "div", "h2", "h3", "ul", "li", "p", "strong", "em", "code", "details", "summary",
    }  # fmt: skip
    assert all(not e.attrib for e in sida.iter())
    assert len(sida.findall(".//h2")) == 1
    # Hosts look for names and numbers in each piece of text that is no code.
    texter = [e.text or "" for e in sida.iter() if isinstance(e.tag, str) and e.tag != "code"]
    texter += [e.tail or "" for e in sida.iter()]
    assert not [t for t in texter if re.search(r"[@#!]\w", t)]
    assert "alla" in sida.text_content()  # and can still be read


def test_ett_filnamn_ar_en_rad() -> None:
    assert som_markdown(rapport(anmarkning("a\nb`c.md"))).split("\n\n")[1] == "### `` a b`c.md ``"

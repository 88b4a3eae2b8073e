"""Citations of law: how many of a labelled corpus are found, and how the found ones resolve."""

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from handbok.inlasning.scheman import granska
from handbok.inlasning.uppgifter import foreskrifter, forfattningar
from handbok.inlasning.yamltext import las_yaml
from handbok.lagrum import Lagtolk
from handbok.modell import Forfattning, Lagregister
from handbok.prosa import prosa
from tests.korpus.lagrum import KORPUS, Marke

DAG = date(2026, 11, 21)
LAGAR = Path(__file__).parent / "korpus/lagar"


@cache
def tolk() -> Lagtolk:
    """The reader of the corpus's own register, which stands still while data/lagar changes."""
    alla: list[Forfattning] = []
    for namn, bygg in (("forfattningar", forfattningar), ("foreskrifter", foreskrifter)):
        data, lagen = las_yaml((LAGAR / f"{namn}.yml").read_text("utf-8"), f"{namn}.yml")
        data, fel = granska(data, lagen, namn)
        assert not fel
        alla += bygg(data, lagen)
    return Lagtolk(Lagregister(tuple(alla), ()))


def hittade(text: str) -> Counter[Marke]:
    """Each paragraph found in a text, as (act, chapter, paragraph)."""
    svar: Counter[Marke] = Counter()
    for citat in tolk().i_text(prosa(text), DAG):
        svar.update((x.forfattning.nummer, x.kapitel or "", x.paragraf or "") for x in citat.lagrum)
        svar.update([("okänd", "", "")] if citat.forfattning is None else [])
    return svar


def markta(marken: tuple[Marke, ...]) -> Counter[Marke]:
    return Counter(
        (lag, kap, paragraf) for lag, kap, text in marken for paragraf in re.findall(r"\d+(?: [a-z])?", text) or [""]
    )

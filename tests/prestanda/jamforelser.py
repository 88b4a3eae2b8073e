"""What the handbook is measured against: plain mkdocs-material with the same pages, check-jsonschema with the same headers."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from handbok import adresser
from handbok.bitar import Sammanhang
from handbok.historik import med_historik
from handbok.inlasning import las_handbok
from handbok.inlasning.dokument import dela
from handbok.inlasning.scheman import granska, schema
from handbok.kontroller import kor
from handbok.lagesbild import lagesbild
from handbok.lankar import med_sajtlankar
from handbok.modell import Dokument, Handbok, Sida
from handbok.publicering.gjorda import gjorda
from handbok.publicering.sidor import berattelseruta, dokumentsida
from macros.lankar import sajtlank
from macros.miljo import rendera
from tests.prestanda.stor_handbok import DATUM

_LANK = re.compile(r"(?<=\]\()[^()\s<>]+(?=\))")
Innehall = Callable[[Handbok, Dokument | Sida], str]


class _Laddare(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags only mkdocs knows."""


_Laddare.add_multi_constructor("", lambda *_: None)


def brodtext(_: Handbok, text: Dokument | Sida) -> str:
    """The text as its author wrote it; macro calls stand as they are."""
    return text.text


def hel_sida(handbok: Handbok, text: Dokument | Sida) -> str:
    """The page as the handbook's build gives it to the generator: with its state, answers of macros, and lists."""
    s = Sammanhang(handbok, text)
    brod = rendera(med_sajtlankar(text.text, text.fil), s)
    if isinstance(text, Sida):
        return (berattelseruta(s, text.berattelse) if text.berattelse else "") + brod
    tidigare = handbok.tidigare.get(text.id)
    return dokumentsida(s, text, brod, tidigare.dokument.text if tidigare and tidigare.dokument else None)


def gjorda_sidor(handbok: Handbok) -> Iterator[tuple[str, str]]:
    """The pages that are made of the handbook itself, by their file in the site, as any generator would be given them."""
    for gjord in gjorda(handbok, lagesbild(handbok, kor(handbok))):
        s = Sammanhang(handbok, gjord.sida)
        html = gjord.html(s) if gjord.html else ""
        yield adresser.sajtfil(gjord.sida.fil) or gjord.sida.fil, f"# {gjord.sida.titel}\n\n{gjord.markdown(s)}\n\n{html}\n"


def skriv_vanlig_sajt(bok: Path, rot: Path, innehall: Innehall) -> None:
    """A site with stock Material: our pages, menu, extensions and search, and no plugin of ours."""
    handbok = med_historik(las_handbok(bok, DATUM), bok)
    shutil.copytree(bok / "docs", rot / "docs", ignore=shutil.ignore_patterns("*.md"))
    for text in handbok.texter:
        titel = f"# {text.titel}\n\n" if ("titel",) in text.lagen.varden else ""
        vag = rot / "docs" / (adresser.sajtfil(text.fil) or text.fil)
        vag.parent.mkdir(parents=True, exist_ok=True)
        vag.write_text(titel + _LANK.sub(lambda m, fil=text.fil: sajtlank(m[0], fil), innehall(handbok, text)), "utf-8")  # type: ignore[misc]
    for fil, text_ in gjorda_sidor(handbok) if innehall is hel_sida else ():
        (rot / "docs" / fil).parent.mkdir(parents=True, exist_ok=True)
        (rot / "docs" / fil).write_text(text_, "utf-8")
    egen = yaml.load((bok / "mkdocs.yml").read_text("utf-8"), _Laddare)  # noqa: S506 -- a SafeLoader
    sajt = {k: egen[k] for k in ("site_name", "site_url", "repo_url", "edit_uri", "copyright", "markdown_extensions", "validation")}
    sajt["nav"] = list(_som_finns(egen["nav"], rot / "docs"))
    sajt["theme"] = {k: v for k, v in egen["theme"].items() if k != "custom_dir"}
    sajt["plugins"] = [{"search": {"lang": "sv"}}]
    (rot / "mkdocs.yml").write_text(yaml.safe_dump(sajt, allow_unicode=True, sort_keys=False), "utf-8")


def _som_finns(nav: Any, docs: Path) -> Iterator[Any]:
    """The menu without pages that only our plugin makes."""
    for del_ in nav:
        if isinstance(del_, dict):
            yield {namn: list(_som_finns(u, docs)) if isinstance(u, list) else u for namn, u in del_.items()}
        elif (docs / del_).is_file():
            yield del_


def skriv_sidhuvuden(bok: Path, rot: Path) -> None:
    """Every document's header as a file of its own, as JSON and as YAML, typed as the schema wants it, and the schema.

    The schema is in one piece: with references between files check-jsonschema takes forty times as long.
    """
    for format_ in ("json", "yaml"):
        (rot / format_).mkdir(parents=True)
    (rot / "schema.json").write_text(json.dumps(schema("dokument"), ensure_ascii=False), "utf-8")
    for fil in sorted(f for mapp in ("processer", "rutiner") for f in (bok / mapp).rglob("*.md")):
        delar = dela(fil.read_text("utf-8"), fil.name)
        data, fel = granska(delar[0], delar[1], "dokument") if delar else (None, [])
        if fel or not data:
            raise ValueError(f"{fil} har fel i sidhuvudet.")
        i_json = json.dumps(data, default=date.isoformat, ensure_ascii=False, indent=1)
        (rot / "json" / f"{fil.stem}.json").write_text(i_json, "utf-8")
        i_yaml = yaml.safe_dump(json.loads(i_json), allow_unicode=True, sort_keys=False)
        (rot / "yaml" / f"{fil.stem}.yml").write_text(i_yaml, "utf-8")

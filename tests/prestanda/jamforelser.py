"""What the handbook is measured against: plain mkdocs-material with the same pages, and check-jsonschema with the same headers."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from handbok.inlasning.dokument import dela
from handbok.inlasning.scheman import granska
from tests.prestanda.stor_handbok import markdownfiler

# A link from a page under docs/ to a document, and the other way: the folders lie differently in a plain site.
_TILL_DOKUMENT = re.compile(r"(?<=[(\"<])\.\./((?:\.\./)*(?:processer|rutiner)/)")
_TILL_SIDA = re.compile(r"(?<=[(\"<])((?:\.\./)+)docs/")


class _Laddare(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags only mkdocs knows."""


_Laddare.add_multi_constructor("", lambda *_: None)


def skriv_vanlig_sajt(handbok: Path, rot: Path) -> None:
    """A site of the handbook's Markdown with stock Material: our menu, extensions and search, no plugin of ours.

    Bodies are as written, without headers; macro calls stand as text.
    """
    for fil, text in markdownfiler(handbok).items():
        delar = dela(text, fil)
        monster = _TILL_DOKUMENT if fil.startswith("docs/") else _TILL_SIDA
        brod = monster.sub(r"\1", delar[2] if delar else text)
        titel = f"# {delar[0]['titel']}\n\n" if delar and "titel" in delar[0] and not fil.startswith("docs/") else ""
        vag = rot / "docs" / fil.removeprefix("docs/")
        vag.parent.mkdir(parents=True, exist_ok=True)
        vag.write_text(titel + brod.lstrip("\n"), "utf-8")
    shutil.copytree(handbok / "docs", rot / "docs", ignore=shutil.ignore_patterns("*.md"), dirs_exist_ok=True)
    egen = yaml.load((handbok / "mkdocs.yml").read_text("utf-8"), _Laddare)  # noqa: S506 -- a SafeLoader
    sajt = {k: egen[k] for k in ("site_name", "site_url", "repo_url", "edit_uri", "copyright", "markdown_extensions", "validation")}
    sajt["nav"] = list(_som_finns(egen["nav"], rot / "docs"))
    sajt["theme"] = {k: v for k, v in egen["theme"].items() if k != "custom_dir"}
    sajt["plugins"] = [p for p in egen["plugins"] if p == "search" or "search" in p]
    (rot / "mkdocs.yml").write_text(yaml.safe_dump(sajt, allow_unicode=True, sort_keys=False), "utf-8")


def _som_finns(nav: Any, docs: Path) -> Iterator[Any]:
    """The menu without pages that only our plugin makes."""
    for del_ in nav:
        if isinstance(del_, dict):
            yield {namn: list(_som_finns(under, docs)) if isinstance(under, list) else under for namn, under in del_.items()}
        elif (docs / del_).is_file():
            yield del_


def skriv_sidhuvuden(handbok: Path, rot: Path) -> None:
    """Every document's header as a file of its own, `rot/json/….json` and `rot/yaml/….yml`, typed as the schema wants it."""
    for format_ in ("json", "yaml"):
        (rot / format_).mkdir(parents=True)
    for fil, text in markdownfiler(handbok).items():
        delar = None if fil.startswith("docs/") else dela(text, fil)
        if delar is None:
            continue
        data, fel = granska(delar[0], delar[1], "dokument")
        if fel:
            raise ValueError(f"{fil} har fel i sidhuvudet.")
        namn = Path(fil).stem
        i_json = json.dumps(data, default=date.isoformat, ensure_ascii=False, indent=1)
        (rot / "json" / f"{namn}.json").write_text(i_json, "utf-8")
        i_yaml = yaml.safe_dump(json.loads(i_json), allow_unicode=True, sort_keys=False)
        (rot / "yaml" / f"{namn}.yml").write_text(i_yaml, "utf-8")

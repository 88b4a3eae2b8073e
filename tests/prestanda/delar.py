"""Where the time goes: `python -m tests.prestanda.delar kontrollera|bygg KATALOG` prints seconds of CPU per part as JSON.

Functions are wrapped where they are looked up; each part has the time of its own functions less that
of parts called within them. Runs in a process of its own, so that starting Python is a part like others.
"""

import functools
import importlib
import io
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

START = "Starta Python och hämta programmet"
# (module, name in it, part). What a part calls that is not listed belongs to the part.
Delar = Iterable[tuple[str, str, str]]
_LASNING: Delar = (
    ("handbok.kommandon", "las_handbok", "Bygga upp handboken"),
    ("macros.plugin", "las_handbok", "Bygga upp handboken"),
    *(("handbok.inlasning", namn, "Läsa filer") for namn in ("las_bytes", "till_text", "filer_under", "forbjudna_lankar")),
    *((f"handbok.inlasning{modul}", "las_yaml", "YAML") for modul in ("", ".dokument")),
    *((f"handbok.inlasning{modul}", "granska", "Schema") for modul in ("", ".dokument")),
    *((modul, "med_historik", "Historik ur git") for modul in ("handbok.kommandon", "macros.plugin")),
)
KONTROLLERA: Delar = (
    *_LASNING,
    *((modul, "kor", "Övriga regler") for modul in ("handbok.kommandon.kontrollera", "handbok.kommandon.sajt", "macros.plugin")),
    *((f"handbok.{modul}", "lagtolk", "Lagrum") for modul in ("forekomster", "tackning")),
    ("handbok.lagrum", "Lagtolk.i_text", "Lagrum"),
    ("handbok.lagrum", "Lagtolk.header", "Lagrum"),
    ("handbok.forekomster", "prosa", "Lagrum"),
    ("handbok.kontroller.lnk", "las_lankar", "Länkar"),
    *((f"handbok.kontroller.{modul}", "las_mall", "Makron") for modul in ("tal", "pub")),
    ("handbok.kontroller.tal", "svara", "Makron"),
    ("handbok.kommandon.kontrollera", "rapport", "Rapport"),
)
BYGG: Delar = (
    *KONTROLLERA,
    ("mkdocs.structure.pages", "Page.render", "Markdown till HTML"),
    ("macros.plugin", "dokumentsida", "Sidans läge och uppgifter"),
    ("macros.miljo", "rendera", "Makron"),
    ("macros.plugin", "behandla", "Efterbehandling och sökindex"),
    ("jinja2", "Template.render", "Sidmallar (Material)"),
    ("material.plugins.search.plugin", "SearchPlugin.on_page_context", "Sökindex"),
    ("material.plugins.search.plugin", "SearchPlugin.on_post_build", "Sökindex"),
    ("mkdocs_macros.plugin", "MacrosPlugin.on_page_markdown", "Tillägget för makron"),
    ("mkdocs.commands.build", "get_files", "Hitta filer"),
    ("mkdocs.commands.build", "get_navigation", "Meny"),
    ("mkdocs.commands.build", "_build_theme_template", "Övriga sidor"),
    ("mkdocs.structure.pages", "Page.read_source", "Övrigt per sida"),
    ("mkdocs.structure.pages", "Page.validate_anchor_links", "Övrigt per sida"),
    ("mkdocs.commands.build", "_build_page", "Övrigt per sida"),
    ("mkdocs.commands.build", "_populate_page", "Övrigt per sida"),
    ("mkdocs.utils", "write_file", "Skriva filer"),
    ("mkdocs.utils", "copy_file", "Skriva filer"),
)


class _Klocka:
    """Seconds of CPU per part. The innermost part that is running has the time."""

    def __init__(self) -> None:
        self.tider: dict[str, float] = defaultdict(float)
        self._pagar: list[str] = [START]
        self._senast = 0.0

    def byt(self) -> None:
        """Gives the time since the last change to the part that has been running."""
        nu = time.process_time()
        self.tider[self._pagar[-1]] += nu - self._senast
        self._senast = nu

    def matt(self, funktion: Callable[..., Any], del_: str) -> Callable[..., Any]:
        """`funktion`, whose time goes to `del_`; a part within a history stays history."""

        @functools.wraps(funktion)
        def med_klocka(*argument: Any, **nyckelord: Any) -> Any:
            self.byt()
            self._pagar.append(self._pagar[-1] if self._pagar[-1] == "Historik ur git" else del_)
            try:
                svar = funktion(*argument, **nyckelord)
                return iter(list(svar)) if hasattr(svar, "send") else svar
            finally:
                self.byt()
                self._pagar.pop()

        return med_klocka

    def satt_in(self, delar: Delar) -> None:
        """Wraps what there is of the functions; a part that another version lacks is left out."""
        for modulnamn, namn, del_ in delar:
            mal: Any = importlib.import_module(modulnamn)
            *klass, sist = namn.split(".")
            for k in klass:
                mal = getattr(mal, k, None)
            if funktion := getattr(mal, sist, None):
                setattr(mal, sist, self.matt(funktion, del_))


def _kontrollera(rot: Path, datum: str) -> None:
    from handbok.cli import main

    main(["kontrollera", "--rot", str(rot), "--datum", datum])


def _bygg(rot: Path, _: str) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(rot / "mkdocs.yml"), site_dir=str(rot / "site"))
    config.plugins.run_event("startup", command="build", dirty=False)
    build(config)


def mat(vad: str, rot: Path, datum: str) -> dict[str, float]:
    """Runs `vad` in this process and returns the seconds of each part, in the order they first ran."""
    klocka = _Klocka()
    kor, delar = {"kontrollera": (_kontrollera, KONTROLLERA), "bygg": (_bygg, BYGG)}[vad]
    if not (rot / "data").is_dir():  # a site with nothing of ours
        delar = [d for d in delar if d[0].split(".")[0] not in ("handbok", "macros", "mkdocs_macros")]
    klocka.satt_in(delar)
    with redirect_stdout(io.StringIO()):
        klocka.matt(kor, "Övrigt")(rot, datum)
    klocka.byt()
    return dict(klocka.tider)


if __name__ == "__main__":
    print(json.dumps(mat(sys.argv[1], Path(sys.argv[2]), sys.argv[3]), ensure_ascii=False))

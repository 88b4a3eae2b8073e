"""What the living ledningssystem costs a build: `python -m tests.prestanda.levande ROT UT HUR`.

HUR is what is left out of the same build: `inget`; `sidor`, its pages (roles, law, state, registers, årshjul,
requirements, the citizens' pages) and what they are computed from; or `allt`, also calendars, short addresses with
their QR codes, and the links of each step. Links to what is left out break, so the build is not strict.
"""

import os
import sys
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config

import macros.plugin
from handbok.publicering import efterbehandling, fot
from handbok.publicering.gjorda import REGELSIDAN
from tests.prestanda.stor_handbok import DATUM

SIDOR = ("register/", "sa-gar-det-till/", "arshjul.md", "krav.md", "lagar.md", "mina-rutiner.md", "processer-roll.md")


def _utan_sidor() -> None:
    """Replaces what makes the pages where it is looked up."""
    alla, fore = macros.plugin.gjorda, macros.plugin.Kvalitetshandboken.on_files

    def on_files(self: Any, files: Any, config: Any) -> Any:
        self.texter = {u: t for u, t in self.texter.items() if not u.startswith(SIDOR)}
        return fore(self, files, config)

    _satt(macros.plugin, "gjorda", lambda *a: (g for g in alla(*a) if g.sida.fil == REGELSIDAN))
    _satt(macros.plugin, "lagesbild", lambda *_: None)
    _satt(macros.plugin.Kvalitetshandboken, "on_files", on_files)


def _utan_allt() -> None:
    _utan_sidor()
    _satt(macros.plugin.arshjul, "kalendrar", lambda _: {})
    _satt(macros.plugin.Kvalitetshandboken, "_skriv_kortadresser", lambda *_: None)
    _satt(fot, "qr", lambda _: Markup(""))
    _satt(efterbehandling, "marka", lambda *_: None)


_satt: Any = setattr  # what is replaced has another shape than what replaces it
UTAN = {"inget": lambda: None, "sidor": _utan_sidor, "allt": _utan_allt}


def main(rot: Path, ut: Path, hur: str) -> None:
    """Builds the site of `rot` into `ut`."""
    os.environ["HANDBOK_DATUM"] = str(DATUM)
    UTAN[hur]()
    config = load_config(str(rot / "mkdocs.yml"), site_dir=str(ut))
    config.plugins.run_event("startup", command="build", dirty=False)
    build(config)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

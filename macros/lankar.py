"""Links as they work in the repository, mapped to the site, before mkdocs checks them."""

import posixpath
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.plugins import get_plugin_logger

from handbok import adresser

log = get_plugin_logger("kvalitetshandboken")


def sajtlank(lank: str, fil: str) -> str:
    """A relative link that stands in the repository file `fil`, from that file's place among the site's sources."""
    vag, tecken, ankare = lank.partition("#")
    if not vag or ":" in vag.split("/")[0] or vag.startswith("/"):
        return lank
    mal = adresser.mal(fil, vag)
    till = adresser.sajtfil(mal) if mal else None
    fran = adresser.sajtfil(fil)
    if till is None or fran is None:
        return lank
    return posixpath.relpath(till, posixpath.dirname(fran) or ".") + tecken + ankare


class Arkivlankar(Extension):
    """Maps the links of the page being rendered; `fil()` says which file that is."""

    def __init__(self, fil: Any) -> None:
        super().__init__()
        self._fil = fil

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Processor(md, self._fil), "arkivlankar", 1)


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, fil: Any) -> None:
        super().__init__(md)
        self._fil = fil

    def run(self, root: Element) -> None:
        fil = self._fil()
        for element in root.iter():
            for attribut in ("href", "src"):
                if (lank := element.get(attribut)) and element.tag in ("a", "img"):
                    if _ar_adress(lank):
                        element.set(attribut, sajtlank(lank, fil))
                    else:
                        log.warning(f"{fil}: Länken {lank} är ingen adress, och leder ingenstans.")
                        element.set(attribut, "#")


def _ar_adress(lank: str) -> bool:
    """Whether the generator can split the link; it stops without a word where it cannot."""
    try:
        return urlsplit(lank) is not None
    except ValueError:
        return False

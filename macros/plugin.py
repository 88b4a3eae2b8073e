"""The MkDocs plugin: reads the handbook, gives mkdocs its pages, and after-treats what comes out."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from handbok import adresser, oversikter
from handbok.bitar import Sammanhang
from handbok.historik import med_historik
from handbok.inlasning import Rotfel, las_handbok
from handbok.kontroller import kor
from handbok.modell import Dokument, Handbok, Sida
from handbok.publicering.efterbehandling import otillatet, rensa, tillganglig
from handbok.publicering.sidor import dokumentsida
from handbok.urval import offentlig
from macros.lankar import Arkivlankar
from macros.miljo import Makromiljo, rendera

log = get_plugin_logger("kvalitetshandboken")


class Installningar(Config):  # type: ignore[no-untyped-call]  # mkdocs' own
    """Options in mkdocs.yml."""

    publik = config_options.Type(bool, default=False)


class Kvalitetshandboken(BasePlugin[Installningar]):  # type: ignore[no-untyped-call]  # mkdocs' own
    """One reading per build: `on_config` reads and checks, and every later event answers from that."""

    handbok: Handbok
    texter: Mapping[str, Dokument | Sida]
    _aktuell_fil: str = ""

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the handbook; each finding that stops publication is a warning, which `--strict` counts."""
        rot = Path(config.config_file_path).parent
        try:
            hel = med_historik(las_handbok(rot, _dag()), rot)
        except Rotfel as fel:
            raise PluginError(str(fel)) from fel
        for a in kor(hel).anmarkningar:
            if a.stoppar:
                p = a.fynd.plats
                log.warning(f"{p.fil}:{p.rad}:{p.kolumn}: {a.kod} {a.fynd.text} {a.fynd.gor_sa_har}")
        self.handbok = offentlig(hel) if self.config.publik else hel
        self.texter = {adresser.sajtfil(t.fil) or t.fil: t for t in self.handbok.texter}
        if self.config.publik:
            config.repo_url, config.edit_uri, config.repo_name = None, None, None
            config.nav = _synlig(config.nav, {adresser.sajtfil(t.fil) for t in hel.texter} - set(self.texter))
        config.markdown_extensions.append(Arkivlankar(lambda: self._aktuell_fil))  # type: ignore[arg-type]
        # mkdocs-macros has made its Jinja environment by now; nothing of it is used to render.
        config.plugins["macros"]._env = Makromiljo(self._sammanhang)  # type: ignore[attr-defined]
        return config

    def _sammanhang(self, src_uri: str) -> Sammanhang | None:
        text = self.texter.get(src_uri)
        return Sammanhang(self.handbok, text) if text else None

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leaves out pages that are not to be seen, adds the documents, and points every edit link at the repository."""
        for fil in list(files.documentation_pages()):
            if fil.src_uri not in self.texter:
                files.remove(fil)
        rot = Path(config.config_file_path).parent
        for src_uri, text in self.texter.items():
            if isinstance(text, Dokument):
                fil = File(src_uri, str(rot), config.site_dir, config.use_directory_urls)
                fil.abs_src_path = str(rot / text.fil)
                files.append(fil)
        for fil in files:
            if fil.src_uri in self.texter:
                fil.edit_uri = self.texter[fil.src_uri].fil
            elif fil.abs_src_path and Path(fil.abs_src_path).is_symlink():
                files.remove(fil)
        return files

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """The body alone: mkdocs must never see our header. The blank line keeps it from reading one into the text."""
        del config
        text = self.texter.get(page.file.src_uri)
        return "\n" + text.text if text else None

    @event_priority(100)
    def _fore_makron(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Before the macros: the page's own title and search words."""
        del config, files
        text = self.texter.get(page.file.src_uri)
        if text:
            self._aktuell_fil = text.fil
            page.meta = {"title": escape(text.titel, quote=False)}
            if isinstance(text, Dokument):
                page.meta["tags"] = sorted(set(oversikter.sokord(self.handbok, text)))
            elif text.sokord:
                page.meta["tags"] = list(text.sokord)
        return markdown

    @event_priority(-100)
    def _efter_makron(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """After the macros: a document's state before its text, and what its header says after it."""
        del config, files
        text = self.texter.get(page.file.src_uri)
        if not isinstance(text, Dokument):
            return markdown
        s = Sammanhang(self.handbok, text)
        tidigare = self.handbok.tidigare.get(text.id)
        tidigare_text = rendera(tidigare.dokument.text, s) if tidigare and tidigare.dokument else None
        return dokumentsida(s, text, markdown, tidigare_text)

    on_page_markdown = CombinedEvent(_fore_makron, _efter_makron)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Author HTML that runs, loads or listens is named as a warning and taken out."""
        del config, files
        text = self.texter.get(page.file.src_uri)
        funna = sorted(set(otillatet(html)))
        for vad in funna:
            log.warning(f"{text.fil if text else page.file.src_uri}: Sidan innehåller {vad}, och det publiceras inte.")
        return rensa(html) if funna else html

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """The whole page, mended for keyboards and screen readers."""
        del page, config
        return tillganglig(output)


def _dag() -> date:
    satt = os.environ.get("HANDBOK_DATUM")
    try:
        return date.fromisoformat(satt) if satt else datetime.now(ZoneInfo("Europe/Stockholm")).date()
    except ValueError:
        raise PluginError(f'HANDBOK_DATUM är "{satt}". Skriv ett datum: 2026-11-21.') from None


def _synlig(nav: Any, dolda: set[str | None]) -> Any:
    """The navigation without entries of hidden pages, and without sections that become empty."""
    if isinstance(nav, str):
        return None if nav in dolda else nav
    if isinstance(nav, list):
        return [kvar for del_ in nav if (kvar := _synlig(del_, dolda))]
    if isinstance(nav, dict):
        return {namn: kvar for namn, del_ in nav.items() if (kvar := _synlig(del_, dolda))}
    return nav

"""The MkDocs plugin: reads the handbook, gives mkdocs its pages, and after-treats what comes out."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from markdown import markdown as till_html
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from handbok import adresser, arshjul
from handbok.bitar import Sammanhang
from handbok.historik import med_historik
from handbok.inlasning import Rotfel, las_handbok
from handbok.kontroller import Anmarkning, kor
from handbok.lagesbild import Lagesbild, lagesbild
from handbok.lankar import med_sajtlankar
from handbok.modell import Dokument, Handbok, Sida
from handbok.publicering import telefon
from handbok.publicering.bygge import overlamnad
from handbok.publicering.efterbehandling import behandla, med_hopplank
from handbok.publicering.facit import Facit
from handbok.publicering.fot import Kanal, fot, synpunkt, vidare
from handbok.publicering.gjorda import Gjord, gjorda
from handbok.publicering.sidor import berattelseruta, dokumentsida
from handbok.publicering.sokindex import Soksida, soksida, som_json
from handbok.sopning import utan_sopning
from handbok.urval import gomda_filer, offentlig
from macros.htmlblock import Htmlblock
from macros.lankar import Arkivlankar
from macros.miljo import Makromiljo, rendera

log = get_plugin_logger("kvalitetshandboken")
INNEHALL = ("processer", "rutiner", "data", "macros", "schemas")


class Installningar(Config):  # type: ignore[no-untyped-call]  # mkdocs' own
    """Options in mkdocs.yml."""

    publik = config_options.Type(bool, default=False)
    # An issue form, from repo_url on: "issues/new?template=synpunkt.yml&title={titel}&version={version}".
    arendeformular = config_options.Type(str, default="")


class Kvalitetshandboken(BasePlugin[Installningar]):  # type: ignore[no-untyped-call]  # mkdocs' own
    """One reading per build: `on_config` reads and checks, and every later event answers from that."""

    handbok: Handbok
    texter: Mapping[str, Dokument | Sida]
    facit: Facit
    telefoner: frozenset[str]
    gomda: frozenset[str]
    gjorda: Mapping[str, Gjord]
    kalendrar: Mapping[str, bytes]
    kanal: Kanal
    soksidor: list[Soksida]
    trasiga: Mapping[str, str]
    _aktuell_fil: str = ""

    @event_priority(-100)
    @utan_sopning()
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the handbook; each finding that stops publication is a warning, which `--strict` counts."""
        rot = Path(config.config_file_path).parent
        hel, stoppar, bild = _last_och_kontrollerad(rot)
        for a in stoppar:
            p = a.fynd.plats
            log.warning(f"{p.fil}:{p.rad}:{p.kolumn}: {a.kod} {a.fynd.text} {a.fynd.gor_sa_har}")
        self.trasiga = {adresser.sajtfil(fil) or fil: _felsida(fil, stoppar) for fil in hel.trasiga.values()
                        if fil.endswith(".md")}  # fmt: skip
        self.soksidor = []
        self.handbok = offentlig(hel) if self.config.publik else hel
        self.facit = Facit(rot, self.handbok)
        self.telefoner = telefon.nummer(hel.organisation)
        self.gomda = gomda_filer(hel, self.handbok) if self.config.publik else frozenset()
        self.texter = {adresser.sajtfil(t.fil) or t.fil: t for t in self.handbok.texter}
        alla = {adresser.sajtfil(g.sida.fil) or g.sida.fil: g for g in gjorda(self.handbok, bild)}
        # A page of the same name in the repository is the author's own choice.
        self.gjorda = {src_uri: g for src_uri, g in alla.items()
                       if src_uri not in self.texter and (g.sida.publik or not self.config.publik)}  # fmt: skip
        self.kalendrar = {} if self.config.publik else arshjul.kalendrar(hel)
        if self.config.publik:
            config.repo_url, config.edit_uri, config.repo_name = None, None, None
            dolda = {*(adresser.sajtfil(t.fil) for t in hel.texter), *alla} - {*self.texter, *self.gjorda}
            config.nav = _synlig(config.nav, dolda)
        self.kanal = self._kanal(config)
        config.markdown_extensions += [Arkivlankar(lambda: self._aktuell_fil), Htmlblock()]  # type: ignore[list-item]
        # mkdocs-macros has made its Jinja environment by now; nothing of it is used to render.
        config.plugins["macros"]._env = Makromiljo(self._sammanhang)  # type: ignore[attr-defined]
        return config

    def _kanal(self, config: MkDocsConfig) -> Kanal:
        """Remarks go to the issue form where there is one: never on the public site, which knows no repository."""
        formular = self.config.arendeformular if config.repo_url else ""
        sajt = f"{config.site_url.rstrip('/')}/" if config.site_url else None
        hela = f"{(config.repo_url or '').rstrip('/')}/{formular}" if formular else None
        return Kanal(sajt, hela, self.config.publik)

    def _sammanhang(self, src_uri: str) -> Sammanhang | None:
        text = self.texter.get(src_uri)
        return Sammanhang(self.handbok, text) if text else None

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leaves out what is not to be seen, adds the documents, and points every edit link at the repository."""
        for fil in list(files.documentation_pages()):
            if fil.src_uri not in self.texter:
                files.remove(fil)
        rot = Path(config.config_file_path).parent
        for src_uri, text in self.texter.items():
            if isinstance(text, Dokument):
                fil = File(src_uri, str(rot), config.site_dir, config.use_directory_urls)
                fil.abs_src_path = str(rot / text.fil)
                files.append(fil)
        for src_uri in self.gjorda:
            files.append(File.generated(config, src_uri, content=""))
        for src_uri, kalender in self.kalendrar.items():
            files.append(File.generated(config, src_uri, content=kalender))
        for src_uri, besked in self.trasiga.items() if not self.config.publik else ():
            files.append(File.generated(config, src_uri, content=besked))
        for fil in list(files):
            if fil.src_uri in self.texter:
                fil.edit_uri = quote(self.texter[fil.src_uri].fil)
            elif fil.generated_by is None and fil.src_dir == config.docs_dir and not self._far_publiceras(fil):
                files.remove(fil)
        return files

    def _far_publiceras(self, fil: File) -> bool:
        """Whether a file beside the pages belongs on this site: one the handbook has read, not a link out of it."""
        sokvag = f"docs/{fil.src_uri}"
        if sokvag in self.gomda or fil.inclusion is InclusionLevel.EXCLUDED:
            return False
        if sokvag in self.handbok.filer and not Path(fil.abs_src_path or "").is_symlink():
            return True
        log.warning(f"{sokvag}: Filen är en länk, eller ligger i en mapp som är det, och publiceras inte.")
        return False

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Shows every change of content at once."""
        del builder
        rot = Path(config.config_file_path).parent
        for mapp in INNEHALL:
            if (rot / mapp).is_dir():
                server.watch(str(rot / mapp))
        return server

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """The body alone: mkdocs must never see our header. The blank line keeps it from reading one into the text."""
        del config
        text = self.texter.get(page.file.src_uri)
        return "\n" + text.text if text else None

    @event_priority(100)
    def _fore_makron(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Before the macros: the page's own title, and links as the site has them."""
        del config, files
        text = self._text(page)
        if text:
            self._aktuell_fil = text.fil
            page.meta = {"title": escape(self._titel(text), quote=False)}  # the theme prints it as HTML
            if page.file.src_uri in self.gjorda:
                page.meta["render_macros"] = False  # mkdocs-macros has nothing to do on it
            markdown = med_sajtlankar(markdown, text.fil)
        return markdown

    def _text(self, page: Page) -> Dokument | Sida | None:
        """What the page is made of: a text of the repository, or the handbook itself."""
        gjord = self.gjorda.get(page.file.src_uri)
        return gjord.sida if gjord else self.texter.get(page.file.src_uri)

    def _titel(self, text: Dokument | Sida) -> str:
        """The title as plain text. A page without one in its header has that of its heading, which is Markdown."""
        if ("titel",) in text.lagen.varden:
            return text.titel
        return Markup(till_html(rendera(text.titel, Sammanhang(self.handbok, text)))).striptags()  # noqa: S704 -- its tags go at once

    @event_priority(-100)
    def _efter_makron(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """After the macros: a document's state before its text, and what its header says after it."""
        del config, files
        text = self._text(page)
        if text is None:
            return markdown
        s = Sammanhang(self.handbok, text)
        if gjord := self.gjorda.get(page.file.src_uri):
            return gjord.markdown(s)
        if isinstance(text, Sida):
            return (berattelseruta(s, text.berattelse) if text.berattelse else "") + markdown
        tidigare_text = None
        if tidigare := self.handbok.tidigare_version(text):
            tidigare_text = rendera(med_sajtlankar(tidigare.text, text.fil), s)
        return dokumentsida(s, text, markdown, tidigare_text)

    on_page_markdown = CombinedEvent(_fore_makron, _efter_makron)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Author HTML that runs, loads or listens is taken out, each figure is read back from its table, and what is
        left is searched; what was wrong is a warning."""
        del config, files
        text = self._text(page)
        titel = unescape(str(page.title))
        plats = synpunkt(self.handbok, text, self.kanal) if text else None
        if text and plats:
            page.meta["fot"] = fot(self.handbok, text, self.kanal, plats)
        steglank = plats.lank if plats and page.file.src_uri not in self.gjorda else None
        svar = behandla(html, titel, self.facit, steglank, self.telefoner)
        for brist in svar.brister:
            log.warning(f"{text.fil if text else page.file.src_uri}: {brist}")
        self.soksidor.append(soksida(self.handbok, text, page.url, titel, svar.avsnitt, publik=self.config.publik))
        gjord = self.gjorda.get(page.file.src_uri)
        efter = gjord.html(Sammanhang(self.handbok, gjord.sida)) if gjord and gjord.html else ""
        return f"{svar.html}{efter}"

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """The whole page with a skip link of ours."""
        del page, config
        return med_hopplank(output)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """The page for addresses that do not exist is read by people too."""
        del config
        return med_hopplank(output_content) if template_name == "404.html" else output_content

    def on_post_build(self, config: MkDocsConfig) -> None:
        """The index that the site's own search reads, and the documents' short addresses."""
        fil = Path(config.site_dir) / "search" / "search_index.json"
        fil.parent.mkdir(exist_ok=True)
        fil.write_text(som_json(self.soksidor), "utf-8")
        self._skriv_kortadresser(Path(config.site_dir))

    def _skriv_kortadresser(self, ut: Path) -> None:
        for dok in self.handbok.dokument:
            fil = ut / adresser.kortadress(dok.id) / "index.html"
            fil.parent.mkdir(parents=True, exist_ok=True)
            fil.write_text(vidare(dok), "utf-8")


def _felsida(fil: str, anmarkningar: list[Anmarkning]) -> str:
    """What an author sees while writing where a document cannot be read: what is wrong, instead of an old text."""
    rader = [
        f"<li>Rad {a.fynd.plats.rad}: {escape(a.fynd.text)} {escape(a.fynd.gor_sa_har)}</li>"
        for a in anmarkningar if a.fynd.plats.fil == fil
    ]  # fmt: skip
    ingress = f"<p>{escape(fil)} har fel som måste rättas:</p>"
    return f"# Dokumentet går inte att visa\n\n{ingress}\n\n<ul>{''.join(rader)}</ul>\n"


def _last_och_kontrollerad(rot: Path) -> tuple[Handbok, list[Anmarkning], Lagesbild]:
    """The handbook, what stops its publication, and its state. `handbok bygg` hands over one that it has found nothing
    in."""
    if last := overlamnad():
        return last[0], [], last[1]
    try:
        hel = med_historik(las_handbok(rot, _dag()), rot)
    except Rotfel as fel:
        raise PluginError(str(fel)) from fel
    resultat = kor(hel)
    return hel, [a for a in resultat.anmarkningar if a.stoppar], lagesbild(hel, resultat)


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

"""Pieces of HTML that macros and document pages share. Every value is escaped by Markup.format.

Headings are Markdown, so that the generator puts them in the page's table of contents.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from handbok import adresser, oversikter
from handbok.modell import Dokument, Handbok, Sida
from handbok.svenska import datum, till_id


@dataclass(frozen=True, slots=True)
class Sammanhang:
    """The page a piece stands on: links are relative to it, and tables are looked up in its period. `laget_den` is the
    day that its registers are told of, where that is not today."""

    handbok: Handbok
    text: Dokument | Sida
    laget_den: date | None = None

    @property
    def dag(self) -> date:
        """The day that what is late, and how long ago something was, is told from."""
        return self.laget_den or self.handbok.datum

    def lank(self, dok: Dokument, ankare: str = "") -> str:
        """The relative link from this page to a document."""
        return adresser.lank(self.text.fil, dok.fil, ankare)

    @property
    def period(self) -> str | None:
        """The period of the kvalitetsberättelse the page belongs to."""
        return self.text.period if isinstance(self.text, Sida) else None


def avsnitt(niva: int, text: str, ankare: str, innehall: Markup) -> Markup:
    """A heading with what is under it as ready HTML: of pages so many that Markdown's time for them would show."""
    return Markup('<h{0} id="{1}">{2}</h{0}>{3}').format(niva, ankare, text, innehall)


def block(html: str) -> str:
    """HTML as a Markdown block of its own: without blank lines around it Markdown swallows the next line."""
    return f"\n\n{html}\n\n"


def rubrik(niva: int, text: str, ankare: str) -> str:
    """A Markdown heading of author text: what Markdown or HTML would read as markup is escaped."""
    ren = re.sub(r"([\\`*_{}\[\]()#+.!|-])", r"\\\1", " ".join(text.split()))
    ren = ren.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"\n\n{'#' * niva} {ren} {{#{ankare}}}\n\n"


def marke(dok: Dokument, handbok: Handbok) -> Markup:
    """The state as a small label; nothing where the document is simply in force."""
    lage = dok.lage(handbok.datum)
    if lage == "i kraft":
        return Markup("")
    return Markup(' <span class="marke marke-{}">{}</span>').format(till_id(lage), oversikter.lagesnamn(dok, handbok))


def doklank(s: Sammanhang, dok: Dokument) -> Markup:
    """A link to a document by its title, with its state where it is not in force."""
    # Joined, not formatted: an index page of thousands calls this for each.
    return Markup(f'<a href="{escape(s.lank(dok))}">{escape(dok.titel)}</a>{marke(dok, s.handbok)}')  # noqa: S704 -- escaped


def textlank(s: Sammanhang, text: Dokument | Sida) -> Markup:
    """A link to a document or a page by its title."""
    if isinstance(text, Dokument):
        return doklank(s, text)
    return Markup('<a href="{}">{}</a>').format(adresser.lank(s.text.fil, text.fil), text.titel)


def dokumentlista(s: Sammanhang, dokument: list[Dokument]) -> Markup:
    """An unordered list of documents; a sentence where there are none."""
    if not dokument:
        return Markup('<p class="tomt">Inga dokument.</p>')
    return lista((doklank(s, d) for d in dokument), sokt=False)


def lista(punkter: Iterable[Markup], klass: str = "dokumentlista", *, sokt: bool = True) -> Markup:
    """An unordered list of ready pieces; not `sokt` where it only leads to pages that are found by their own words."""
    html = "".join(f"<li>{escape(p)}</li>" for p in punkter)
    utom = "" if sokt else " data-search-exclude"
    return Markup(f'<ul class="{klass}"{utom}>{html}</ul>')  # noqa: S704 -- each piece is escaped


def fakta(par: Iterable[tuple[str, str | Markup | None]]) -> Markup:
    """The rows of a list of facts, without those that have no value."""
    html = "".join(f"<div><dt>{escape(namn)}</dt> <dd>{escape(varde)}</dd></div> " for namn, varde in par if varde)
    return Markup(html)  # noqa: S704 -- each piece is escaped


def grupper(s: Sammanhang, rader: oversikter.Rader, prefix: str) -> str:
    """Documents under headings."""
    if not rader:
        return block(dokumentlista(s, []))
    delar, ankare = [], set[str]()
    for i, (namn, dokument) in enumerate(rader, 1):
        eget = f"{prefix}-{till_id(namn) or i}"
        if eget in ankare:  # A and Å are both a
            eget += f"-{i}"
        ankare.add(eget)
        delar.append(rubrik(2, namn, eget) + block(dokumentlista(s, dokument)))
    return "".join(delar)


def tabellruta(titel: str, huvud: list[str], rader: list[list[Markup | str]]) -> Markup:
    """A table with its first cell as row heading, in a group that keyboards can scroll; no landmark, there are many.

    The blanks between cells keep the search index from reading them as one word.
    """
    th = Markup("").join(Markup('<th scope="col">{}</th> ').format(h) for h in huvud)
    tr = Markup(" ".join(  # noqa: S704 -- each cell is escaped
        f'<tr><th scope="row">{escape(rad[0])}</th> {" ".join(f"<td>{escape(c)}</td>" for c in rad[1:])}</tr>'
        for rad in rader
    ))  # fmt: skip
    return Markup(
        '<div class="tabellruta" tabindex="0" role="group" aria-label="{titel}"><table>'
        '<caption class="dold">{titel}</caption><thead><tr>{th}</tr></thead><tbody>{tr}</tbody></table></div>'
    ).format(titel=titel, th=th, tr=tr)


def bred_bild(visa: str, bild: Markup) -> Markup:
    """A picture that asks for a wide screen, beside a list that says the same: on a phone it is folded away."""
    vikt = Markup('<details class="bred-bild"><summary data-search-exclude>{}</summary>{}</details>')
    return vikt.format(visa, bild) if bild else bild


def dag(varde: date | None) -> str:
    """A date in full, or a dash with a word for screen readers left to the column heading."""
    return datum(varde) if varde else "–"


def register(s: Sammanhang) -> Markup:
    """Every styrdokument with kind, state, and dates; the version is the one in force, until a new one begins."""
    org = s.handbok.organisation
    rader: list[list[Markup | str]] = [
        [
            Markup('<a href="{}">{}</a>').format(s.lank(d), d.titel),
            oversikter.TYPNAMN[d.typ], marke(d, s.handbok) or oversikter.LAGENAMN["i kraft"], nu.version or "–",
            dag(nu.galler_fran), dag(d.oversyn_senast), org.namn(d.agare) if org else d.agare,
        ]
        for d in oversikter.sorterade(s.handbok.dokument) for nu in (s.handbok.tidigare_version(d) or d,)
    ]  # fmt: skip
    huvud = ["Titel", "Typ", "Läge", "Version", "Gäller från", "Översyn senast", "Ägare"]
    laget = Markup("<p>Läget den {}: {}.</p>").format(datum(s.handbok.datum), f"{len(rader)} dokument")
    tabell = tabellruta("Alla styrdokument", huvud, rader)
    return Markup("{}<div data-search-exclude>{}</div>").format(laget, tabell)

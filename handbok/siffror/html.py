"""A number, and a table, as HTML for readers."""

import re
from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import quote

from markupsafe import Markup, escape

from handbok import perioder
from handbok.modell import KODER, Tabell, Tabellcell
from handbok.siffror.relationer import minsta_skillnad
from handbok.svenska import HART_BLANKSTEG, datum, tal

_ENHETSORD = {"procent": ("%", "%"), "kronor": ("kr", "kr"), "dagar": ("dag", "dagar"), "timmar": ("timme", "timmar"),
               "procentenheter": ("procentenhet", "procentenheter")}


def med_enhet(varde: Decimal, enhet: str, decimaler: int | None = None) -> str:
    """`17,6 %`, `113 dagar`, `5 418`: the unit is written where a number alone would mislead."""
    text = tal(varde, decimaler)
    if enhet not in _ENHETSORD:
        return text
    return text + HART_BLANKSTEG + _ENHETSORD[enhet][0 if varde.copy_abs() == 1 else 1]


def skillnad_med_enhet(varde: Decimal, enhet: str) -> str:
    """A difference of two values of a unit: shares differ by `5 procentenheter`."""
    return med_enhet(varde, "procentenheter" if enhet == "procent" else enhet)


Kallor = Mapping[str, str]


def adress(tabell: Tabell, rad: str, kolumn: str) -> str:
    """What a figure on a page is read back by, in an attribute; percent-encoded, so that Markdown leaves it alone."""
    return "/".join(quote(del_, safe="") for del_ in (tabell.periodnamn, tabell.id, rad, kolumn))


def data(varde: Decimal, text: str, kallor: Kallor) -> Markup:
    """`<data value="5418">5 418</data>`: the exact value beside the printed one, and for the reading back where it is
    from: `{"data-cell": adress}`, `{"data-cell": …, "data-av": …}` of a share,
    `{"data-cell": …, "data-fran": …}` of a difference, `{"data-fast": ""}` of no cell."""
    # Joined, not formatted: a large report has thousands.
    attribut = "".join(f' {namn}="{escape(kalla)}"' for namn, kalla in kallor.items())
    return Markup(f'<data value="{varde:f}"{attribut}>{escape(text)}</data>')  # noqa: S704 -- each piece is escaped


def cell_html(cell: Tabellcell, var: str | None = None) -> Markup:
    """A cell's number, the word of its code, or its text. Without `var`, its address, it stands in its own table."""
    kallor = {"data-cell": var} if var is not None else {}
    if cell.tal is not None:
        return data(cell.tal, med_enhet(cell.tal, cell.enhet), kallor)
    if cell.kod is not None:
        return Markup('<span class="kod"{}>{}</span>').format(
            Markup(' data-cell="{}"').format(var) if var is not None else Markup(""), KODER[cell.kod]
        )
    return som_text(cell.text)


def som_text(text: str) -> Markup:
    """Author text that stays text also in running text, which Markdown reads after us."""
    return Markup(re.sub(r"[\\`*_\[\]{}]", lambda m: f"&#{ord(m[0])};", escape(text)))  # noqa: S704 -- escaped


def tabell_html(tabell: Tabell, *, i_diagram: bool = False) -> Markup:
    """The whole table with caption, headings for screen readers, notes, source; scrollable by keyboard.

    In a chart's figure the source stands under the picture, and the anchor is left to the table's own place.
    The blanks between cells keep the search index from reading them as one word.
    """
    noter = _noter(tabell)
    rubriker = Markup("").join(
        Markup('<th scope="col"{}>{}{}</th> ').format(
            _KLASS[k.enhet == "text"], k.namn, _markor(noter, (None, k.namn))
        )
        for k in tabell.kolumner
    )
    rader = Markup("").join(_rad(tabell, namn, noter) for namn in tabell.rader)
    return Markup(
        '<div class="tabell"{id}>'
        '<div class="tabellruta" tabindex="0" role="group" aria-label="{titel}"><table data-tabell="{namn}">'
        "<caption><span>{titel}</span></caption>"
        '<thead><tr><th scope="col">{radnyckel}</th> {rubriker}</tr></thead><tbody>{rader}</tbody></table></div>'
        "{fotnoter}{kalla}</div>"
    ).format(
        id=Markup("") if i_diagram else Markup(' id="tabell-{}"').format(tabell.id), titel=tabell.titel,
        namn=quote(f"{tabell.periodnamn}/{tabell.id}"), radnyckel=tabell.radnyckel, rubriker=rubriker, rader=rader,
        fotnoter=_fotnoter(noter), kalla=Markup("") if i_diagram else kalla_html(tabell),
    )  # fmt: skip


Notplats = tuple[str | None, str | None]
# Figures stand to the right; by whether the column is text.
_KLASS = {True: Markup(""), False: Markup(' class="tal"')}


def anmarkningar(tabell: Tabell) -> list[tuple[Notplats, str]]:
    """What a reader must know of the figures, with row and column: known errors, revisions, breaks in the series, and
    how small a difference is no change."""
    delar: list[tuple[Notplats, str]] = [((k.rad, k.kolumn), k.forklaring) for k in tabell.kanda_fel]
    for post in tabell.relationer.get("reviderad", ()):
        delar.append(((post.get("rad"), post.get("kolumn")), f"Reviderat: {post['skäl']}"))
    for brott in tabell.relationer.get("seriebrott", ()):
        dagar = perioder.granser(brott["period"])
        text = f"Brott i serien från {datum(dagar[0]) if dagar else brott['period']}: {brott['skäl']}"
        delar.append(((brott.get("rad"), brott.get("kolumn")), text))
    if post := tabell.relationer.get("minsta_skillnad"):
        minst = skillnad_med_enhet(minsta_skillnad(tabell), tabell.enhet or "")
        delar.append(((None, None), f"En ändring på mindre än {minst} räknas som ungefär oförändrat: {post['skäl']}"))
    return delar


def _noter(tabell: Tabell) -> list[tuple[Notplats, str]]:
    """Notes in printed order with the row and column each stands at, and after them what is remarked on."""
    noter: list[tuple[Notplats, str]] = []
    for namn, text in tabell.noter.items():
        noter.append(((namn, None) if namn in tabell.rader else (None, namn), text))
    return [*noter, *anmarkningar(tabell)]


def _markor(noter: list[tuple[Notplats, str]], plats: Notplats) -> Markup:
    html = "".join(f' <sup class="not">{i}</sup>' for i, (p, _) in enumerate(noter, 1) if p == plats)
    return Markup(html)  # noqa: S704 -- numbers


def _rad(tabell: Tabell, namn: str, noter: list[tuple[Notplats, str]]) -> Markup:
    # Joined, not formatted: each cell of every table comes here.
    celler = "".join(
        f"<td{_KLASS[k.enhet == 'text']}>{cell_html(tabell.rader[namn][k.namn])}{_markor(noter, (namn, k.namn))}</td> "
        for k in tabell.kolumner
    )
    klass = ' class="total"' if namn == tabell.totalrad else ""
    rubrik = f'<th scope="row">{escape(namn)}{_markor(noter, (namn, None))}</th>'
    return Markup(f"<tr{klass}>{rubrik} {celler}</tr> ")  # noqa: S704 -- each piece is escaped


def _fotnoter(noter: list[tuple[Notplats, str]]) -> Markup:
    if not noter:
        return Markup("")
    punkter = Markup("").join(Markup("<li>{}</li>").format(text) for _, text in noter)
    return Markup('<ol class="noter" aria-label="Noter">{}</ol>').format(punkter)


def kalla_html(tabell: Tabell) -> Markup:
    """Where the figures come from, and the day they were taken out."""
    if tabell.kalla is None:
        return Markup("")
    kolada = f" Kolada: {', '.join(tabell.kalla.kolada)}." if tabell.kalla.kolada else ""
    return Markup('<p class="kalla">Källa: {}. Uttag den {}.{}</p>').format(
        tabell.kalla.system.rstrip("."), datum(tabell.kalla.uttag), kolada
    )

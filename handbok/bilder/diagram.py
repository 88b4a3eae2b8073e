"""A chart as a figure on a page: title, picture with a description, source, and the whole table to fold out."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from markupsafe import Markup

from handbok.bilder.beskrivning import beskriv
from handbok.bilder.linje import linje
from handbok.bilder.punkt import punkt
from handbok.bilder.ritning import TEXT
from handbok.bilder.staplar import Ritat, rankad, stapel, staplad
from handbok.bilder.svg import bild
from handbok.bilder.underlag import Underlag
from handbok.modell import Tabell
from handbok.siffror.html import anmarkningar, kalla_html, tabell_html

RITAR: Mapping[str, Callable[[Underlag], Ritat]] = {
    "stapel": stapel, "staplad": staplad, "linje": linje, "rankad": rankad, "punkt": punkt,
}  # fmt: skip


def rita(titel: str, u: Underlag) -> Markup:
    """The picture alone."""
    delar, hojd = RITAR[u.typ](u)
    return bild(u.id, titel, beskriv(u), *delar, width="100%", height=hojd + 4, font_size=TEXT)


def figur(tabell: Tabell, u: Underlag) -> Markup:
    """The whole figure. What a reader must know of the numbers stands in plain view."""
    obs = Markup("").join(
        Markup('<p class="obs">{}: {}</p>').format(f"Obs {', '.join(filter(None, var))}".rstrip(), text)
        for var, text in anmarkningar(tabell)
    )
    return Markup(
        '<figure class="diagram" data-diagram="{namn}"><figcaption>{titel}</figcaption>{bild}{obs}{kalla}'
        "<details><summary>Visa siffrorna i en tabell</summary>{tabell}</details></figure>"
    ).format(
        namn=quote(f"{tabell.periodnamn}/{tabell.id}"), titel=tabell.titel, bild=rita(tabell.titel, u), obs=obs,
        kalla=kalla_html(tabell), tabell=tabell_html(tabell, i_diagram=True),
    )  # fmt: skip

"""What a chart is drawn from: the chosen cells of a table, as categories and series of one unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zlib import crc32

from handbok import perioder
from handbok.modell import KODER, Tabell, Tabellcell
from handbok.siffror.html import med_enhet
from handbok.siffror.over_tid import hinder
from handbok.siffror.relationer import SUMMERBARA, Ruta, helheter, minsta_skillnad
from handbok.svenska import och

# kind: the word for it, the most categories that can be read in it
TYPER = {
    "stapel": ("Stapeldiagram", 60),
    "staplad": ("Staplat diagram", 60),
    "linje": ("Linjediagram", 120),
    "rankad": ("Rankade staplar", 400),
    "punkt": ("Punktdiagram", 60),
}
FLEST_SERIER = 6  # as many as can be told apart in greyscale


Dagar = tuple[date, date]  # the first and last of a period


class Diagramfel(Exception):
    """What was chosen cannot be drawn so: why, and what to do."""

    def __init__(self, text: str, gor_sa_har: str) -> None:
        super().__init__(text)
        self.text, self.gor_sa_har = text, gor_sa_har


@dataclass(frozen=True, slots=True)
class Serie:
    """A name, and one cell for each category; `jamforbar`: whether the last two may be compared as they stand, and
    `minsta`: the least difference between them that is a change."""

    namn: str
    celler: tuple[Tabellcell, ...]
    jamforbar: bool
    minsta: Decimal


@dataclass(frozen=True, slots=True)
class Underlag:
    """Over time `dagar` are those of each of `kategorier`, in order; else there are none. `markera` and `riktlinje` are
    categories of a ranked chart: the bar to mark, and the value to draw as a line. `id` differs between charts of one
    table that show different things."""

    id: str
    typ: str
    enhet: str
    kategorier: tuple[str, ...]
    serier: tuple[Serie, ...]
    dagar: tuple[Dagar, ...]
    markera: str | None
    riktlinje: str | None

    @property
    def tal(self) -> list[Decimal]:
        """Every number, without what is missing."""
        return [v for s in self.serier for c in s.celler if (v := varde(c)) is not None]


def varde(cell: Tabellcell) -> Decimal | None:
    """The number of a cell; a true zero is one, what is missing or protected is none."""
    return Decimal(0) if cell.kod == "–" else cell.tal


def ruta(*celler: Tabellcell) -> str:
    """Where in their CSV file cells stand, by line and field, for the reading back: `14.3`."""
    return " ".join(f"{c.rad}.{c.kolumn}" for c in celler)


def i_ord(cell: Tabellcell) -> str:
    """A cell as its table prints it."""
    if cell.tal is not None:
        return med_enhet(cell.tal, cell.enhet)
    return KODER[cell.kod] if cell.kod else cell.text


def valj(
    tabell: Tabell,
    tabeller: Sequence[Tabell],
    typ: str,
    rader: Sequence[str] | None = None,
    kolumner: Sequence[str] | None = None,
    markera: str | None = None,
    riktlinje: str | None = None,
) -> Underlag:
    """The cells to draw: the rows and columns named (they exist), else all but totals and what is computed.

    In a line or stacked chart columns that are periods become the axis, and the rows its series. Periods stand in the
    order of time. `tabeller` are those that may declare a break in the series.

    Raises:
        Diagramfel: nothing to draw, text or several units, too much, or a stack of what does not add up.
    """
    radnamn = list(dict.fromkeys(rader or [r for r in tabell.rader if r != tabell.totalrad]))
    kolumnnamn = list(dict.fromkeys(kolumner or _talkolumner(tabell, radnamn)))
    enhet = _enhet(tabell, radnamn, kolumnnamn)
    over_tid = _i_tid(kolumnnamn, tabell.periodkolumner) if typ in ("linje", "staplad") and len(kolumnnamn) > 1 else {}
    pa_tvaren, over_tid = bool(over_tid), over_tid or _i_tid(radnamn, tabell.periodrader)
    kategorier = list(over_tid) or radnamn
    if pa_tvaren:
        rutor = {r: [(r, k) for k in kategorier] for r in radnamn}
    else:
        rutor = {k: [(r, k) for r in kategorier] for k in kolumnnamn}
    if typ == "staplad":
        _gar_att_stapla(tabell, enhet, [*zip(*rutor.values(), strict=True)])
    serier = tuple(_serie(tabell, tabeller, namn, egna) for namn, egna in rutor.items())
    val = "" if rader is kolumner is None else f"-{crc32(repr((radnamn, kolumnnamn)).encode()):08x}"
    id_ = f"diagram-{tabell.id}-{typ}{val}"
    u = Underlag(
        id_, typ, enhet, tuple(kategorier), serier, tuple(over_tid.values()), markera or None,
        riktlinje or None,
    )  # fmt: skip
    _provad(u)
    return u


def _enhet(tabell: Tabell, radnamn: Sequence[str], kolumnnamn: Sequence[str]) -> str:
    """The one unit of the cells. Raises Diagramfel."""
    celler = {(r, k): tabell.rader[r][k] for r in radnamn for k in kolumnnamn}
    enheter = {c.enhet: None for c in celler.values()}
    if not celler:
        raise Diagramfel(f"Tabellen {tabell.id} har inga tal att rita.", "Välj rader och kolumner med tal.")
    if "text" in enheter:
        texter = [k for k in kolumnnamn if any(celler[r, k].enhet == "text" for r in radnamn)]
        raise Diagramfel(f"Kolumnen {texter[0]} är text och går inte att rita.", "Välj kolumner med tal.")
    if len(enheter) > 1:
        raise Diagramfel(
            f"Talen har olika enhet: {och(enheter)}.",
            "Välj rader eller kolumner med samma enhet: rader=[…], kolumner=[…].",
        )
    return next(iter(enheter))


def _gar_att_stapla(tabell: Tabell, enhet: str, staplar: Sequence[tuple[Ruta, ...]]) -> None:
    """A stack shows a sum: of what can be added up, without its total, or of shares declared to make a whole."""
    raknade = {k.namn for k in tabell.kolumner if k.formel is not None or k.namn == tabell.totalkolumn}
    for stapel in (s for s in staplar if len(s) > 1):
        av_rader = len({k for _, k in stapel}) == 1
        for rad, kolumn in stapel:
            namn = rad if av_rader else kolumn
            if namn == tabell.totalrad if av_rader else namn in raknade:
                raise Diagramfel(f"{namn} räknas ur andra och går inte att stapla på dem.", f"Ta bort {namn}.")
        if enhet == "procent" and not any(set(stapel) <= set(h.delar) for h in helheter(tabell)):
            raise Diagramfel(
                "Andelarna går bara att stapla om de blir en helhet tillsammans.",
                'Skriv kolumnsumma eller radsumma i tabellens YAML-fil, eller välj typ="stapel".',
            )
        if enhet != "procent" and enhet not in SUMMERBARA:
            raise Diagramfel(f"Tal med enheten {enhet} går inte att lägga ihop.", 'Välj typ="stapel".')


def _i_tid(namn: Sequence[str], period: Mapping[str, str]) -> dict[str, Dagar]:
    """The names in the order of time with the days of each; none where one is no period or two begin alike."""
    dagar = {n: d for n in namn if n in period and (d := perioder.granser(period[n]))}
    return dict(sorted(dagar.items(), key=lambda p: p[1])) if len({d[0] for d in dagar.values()}) == len(namn) else {}


def _serie(tabell: Tabell, tabeller: Sequence[Tabell], namn: str, rutor: Sequence[Ruta]) -> Serie:
    sista = [(tabell, *ruta) for ruta in rutor[-2:]]
    jamforbar = len(sista) == 2 and not hinder(tabeller, sista[0], sista[1])
    return Serie(namn, tuple(tabell.rader[r][k] for r, k in rutor), jamforbar, minsta_skillnad(tabell))


def _talkolumner(tabell: Tabell, radnamn: Sequence[str]) -> list[str]:
    """The columns of one unit that are neither totals nor computed from others."""
    enheter = {
        k.namn: {tabell.rader[r][k.namn].enhet for r in radnamn}
        for k in tabell.kolumner
        if k.enhet != "text" and k.formel is None and k.namn != tabell.totalkolumn
    }
    forst = next(iter(enheter.values()), set())
    return [namn for namn, egna in enheter.items() if egna == forst]


def _provad(u: Underlag) -> None:
    _, flest = TYPER[u.typ]
    if len(u.kategorier) > flest:
        raise Diagramfel(
            f"Diagrammet får {len(u.kategorier)} rader. {flest} är flest som går att läsa.", "Välj färre: rader=[…]."
        )
    if len(u.serier) > FLEST_SERIER:
        raise Diagramfel(
            f"Diagrammet får {len(u.serier)} serier. {FLEST_SERIER} är flest som går att skilja åt.",
            "Välj färre: kolumner=[…] eller rader=[…].",
        )
    if u.typ == "rankad" and len(u.serier) > 1:
        raise Diagramfel("Rankade staplar visar en kolumn.", f'Välj en: kolumner=["{u.serier[0].namn}"].')
    if u.typ == "staplad" and any(v < 0 for v in u.tal):
        raise Diagramfel("Negativa tal går inte att stapla på varandra.", 'Välj typ="stapel".')
    if u.typ != "rankad" and (u.markera or u.riktlinje):
        raise Diagramfel("markera och riktlinje hör till rankade staplar.", 'Skriv typ="rankad", eller ta bort dem.')
    for rad in (u.markera, u.riktlinje):
        if rad is not None and rad not in u.kategorier:
            raise Diagramfel(f'Raden "{rad}" är inte med i diagrammet.', "Lägg till den i rader=[…].")

"""The macros that print figures: a number, a share, a comparison, a table, a chart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from handbok import bitar
from handbok.bilder.diagram import figur
from handbok.bilder.underlag import TYPER, Diagramfel, valj
from handbok.bitar import Sammanhang
from handbok.makrosvar import InteBedombart, Makrofel, Senare, Svar
from handbok.modell import KODER, Tabell, Tabellcell
from handbok.siffror import over_tid
from handbok.siffror.exakta import avrunda
from handbok.siffror.html import adress, cell_html, data, med_enhet, skillnad_med_enhet, som_text, tabell_html
from handbok.siffror.lopande import lostal
from handbok.siffror.relationer import minsta_skillnad
from handbok.svenska import HART_BLANKSTEG, menade_du, och, till_id


def _tabell(s: Sammanhang, id_: str, period: str | None) -> Tabell:
    namn = period or s.period
    perioder = {t.periodnamn for t in s.handbok.tabeller}
    if namn is None:
        raise Makrofel(
            "Anropet säger inte vilken period tabellen gäller.",
            f'Lägg till period="…". Perioder med tabeller: {", ".join(sorted(perioder)) or "inga"}.',
        )
    if tabell := s.handbok.tabell_per_namn.get((namn, id_)):
        return tabell
    if f"data/{namn}/{id_}.csv" in s.handbok.trasiga:
        raise InteBedombart(f"data/{namn}/{id_}.csv")
    kanda = {t.id for t in s.handbok.tabeller if t.periodnamn == namn}
    if not kanda:
        raise Makrofel(f"Det finns inga tabeller för perioden {namn}.", menade_du(namn, perioder) or "Rätta perioden.")
    raise Makrofel(f"Tabellen {id_} finns inte för {namn}.", menade_du(id_, kanda) or "Rätta tabellens namn.")


def _cell(tabell: Tabell, rad: str, kolumn: str) -> Tabellcell:
    _rader(tabell, [rad])
    _kolumner(tabell, [kolumn])
    return tabell.rader[rad][kolumn]


def _rader(tabell: Tabell, namn: Iterable[str]) -> None:
    for rad in namn:
        if rad not in tabell.rader:
            hjalp = menade_du(rad, tabell.rader) or "Rätta radens namn."
            raise Makrofel(f'Raden "{rad}" finns inte i tabellen {tabell.id}.', hjalp)


def _kolumner(tabell: Tabell, namn: Iterable[str]) -> None:
    kanda = [k.namn for k in tabell.kolumner]
    for kolumn in namn:
        if kolumn not in kanda:
            hjalp = menade_du(kolumn, kanda) or "Rätta kolumnens namn."
            raise Makrofel(f'Kolumnen "{kolumn}" finns inte i tabellen {tabell.id}.', hjalp)


def _tal(cell: Tabellcell, makro: str) -> Decimal:
    if cell.tal is None:
        vad = f'"{KODER[cell.kod]}"' if cell.kod else "text"
        raise Makrofel(
            f"Cellen på rad {cell.rad} innehåller {vad} och går inte att räkna med i {makro}.",
            "Välj en annan cell, eller skriv med ord att uppgiften saknas.",
        )
    return cell.tal


def tal(s: Sammanhang, tabell: str, rad: str, kolumn: str, period: str | None = None) -> str:
    """A figure from a table: `5 418`, `67 %`, `113 dagar`; the word of a code."""
    t = _tabell(s, tabell, period)
    return cell_html(_cell(t, rad, kolumn), adress(t, rad, kolumn))


def andel(
    s: Sammanhang, tabell: str, rad: str, kolumn: str, av: list[str], decimaler: int = 0, period: str | None = None
) -> str:
    """One cell as a share of another (`av`: row and column), in percent rounded half up."""
    if len(av) != 2:
        raise Makrofel("av ska vara en rad och en kolumn.", 'Skriv av=["raden", "kolumnen"].')
    if not 0 <= decimaler <= 6:
        raise Makrofel("decimaler ska vara 0 till 6.", "Rätta talet.")
    t = _tabell(s, tabell, period)
    del_, helhet = _tal(_cell(t, rad, kolumn), "andel"), _tal(_cell(t, *av), "andel")
    if helhet == 0:
        raise Makrofel("Andelen går inte att räkna ut: helheten är 0.", "Välj en annan helhet, eller skriv med ord.")
    varde = avrunda(100 * Fraction(del_) / Fraction(helhet), decimaler)
    kallor = {"data-cell": adress(t, rad, kolumn), "data-av": adress(t, *av)}
    return data(varde, med_enhet(varde, "procent"), kallor)


def jamfor(
    s: Sammanhang, tabell: str, rad: str | None = None, kolumn: str | None = None,
    fran: str = "", till: str = "", period: str | None = None, trots: str = "",
) -> str:  # fmt: skip
    """`ökade från 62 % till 67 %`: the word follows from the figures.

    Where the table's columns (or rows) are periods, `fran` and `till` name two of them and the column (row) is left
    out; else they name two periods of the same table. Where the values cannot be compared as they stand `trots` says
    what the reader must know, and is printed. A difference below the table's `minsta_skillnad` is no change.
    """
    j = _tva(s, tabell, rad, kolumn, (fran, till), trots, period)
    fore, efter = (data(v, med_enhet(v, j.enhet), {"data-cell": a}) for v, a in (j.fore, j.efter))
    ord_ = Markup('<span data-fore="{}" data-efter="{}">{}</span>').format(j.fore[1], j.efter[1], j.ord)
    if j.ord == OFORANDRAT:
        return Markup("låg {} på {}{}").format(ord_, efter, j.forbehall)
    lag, komma = ("låg ", ",") if j.ord == UNGEFAR else ("", "")
    return Markup("{}{}{} från {} till {}{}").format(lag, ord_, komma, fore, efter, j.forbehall)


OFORANDRAT, UNGEFAR = "oförändrat", "ungefär oförändrat"


@dataclass(frozen=True, slots=True)
class Jamforelse:
    """Two numbers of one unit, each with its cell's address, the least difference that is a change, and what must be
    said after them."""

    fore: tuple[Decimal, str]
    efter: tuple[Decimal, str]
    enhet: str
    minsta: Decimal
    forbehall: Markup

    @property
    def ord(self) -> str:
        """What happened."""
        skillnad = self.efter[0] - self.fore[0]
        if abs(skillnad) < self.minsta:
            return UNGEFAR if skillnad else OFORANDRAT
        return "ökade" if skillnad > 0 else "minskade" if skillnad else OFORANDRAT


def _tva(
    s: Sammanhang, tabell: str, rad: str | None, kolumn: str | None, perioder: tuple[str, str], trots: str,
    period: str | None,
) -> Jamforelse:  # fmt: skip
    if not all(perioder):
        raise Makrofel("fran och till saknas.", 'Skriv fran="2023", till="2024".')
    fore, efter = _jamforda(s, tabell, rad, kolumn, perioder, period)
    (forst, a), (sist, b) = (over_tid.tid(*stalle) for stalle in (fore, efter))
    if a and b and a >= b:
        raise Makrofel(f"fran ska vara före till, men {forst} är inte före {sist}.", "Byt plats på dem, eller rätta.")
    forbehall = _forbehall(over_tid.hinder(s.handbok.tabeller, fore, efter), trots)
    tva = [(_tal(_cell(*stalle), "jamfor"), adress(*stalle)) for stalle in (fore, efter)]
    if _cell(*fore).enhet != _cell(*efter).enhet:
        raise Makrofel("De två talen har olika enhet.", "Jämför tal med samma enhet.")
    minsta = max(minsta_skillnad(t) for t, _, _ in (fore, efter))
    return Jamforelse(tva[0], tva[1], _cell(*efter).enhet, minsta, forbehall)


def _forbehall(hinder: list[str], trots: str) -> Markup:
    """What stands after a comparison that needs a reservation; nothing where it needs none."""
    if hinder and not trots:
        gor = "Jämför inte, eller skriv trots=\"…\" med det läsaren behöver veta."
        raise Makrofel(f"Talen går inte att jämföra rakt av. {' '.join(hinder)}", gor)
    if trots and not hinder:
        raise Makrofel("trots behövs inte: talen går att jämföra.", "Ta bort trots.")
    if any(not t.ar_ord for t in lostal(trots)):
        raise Makrofel("trots innehåller en siffra.", "Skriv förbehållet med ord.")
    return Markup(" (inte helt jämförbart: {})").format(som_text(trots)) if trots else Markup("")


def _jamforda(
    s: Sammanhang, tabell: str, rad: str | None, kolumn: str | None, perioder: tuple[str, str], period: str | None
) -> list[over_tid.Stalle]:
    """The two cells to compare; each exists."""
    if rad is not None and kolumn is not None:
        stallen = [(_tabell(s, tabell, p), rad, kolumn) for p in perioder]
    else:
        stallen = _i_tabellen(_tabell(s, tabell, period), rad, kolumn, perioder)
    for stalle in stallen:
        _cell(*stalle)
    return stallen


def _i_tabellen(t: Tabell, rad: str | None, kolumn: str | None, perioder: tuple[str, str]) -> list[over_tid.Stalle]:
    namn = t.periodkolumner if rad is not None else t.periodrader
    if rad is None and kolumn is None:
        raise Makrofel("rad saknas.", "Skriv vilken rad som ska jämföras.")
    per_period = {p: [n for n, q in namn.items() if q == p] for p in namn.values()}
    for p in perioder:
        if p not in per_period:
            raise Makrofel(
                f"Tabellen {t.id} har ingen period {p}.", menade_du(p, per_period) or "Ange rad, kolumn och period."
            )
        if len(per_period[p]) > 1:
            raise Makrofel(
                f"Perioden {p} står flera gånger i tabellen {t.id}: {och(per_period[p])}.",
                "Skriv de två talen med tal och ordet själv.",
            )
    return [(t, rad, per_period[p][0]) if rad is not None else (t, per_period[p][0], kolumn or "") for p in perioder]


def pil(
    s: Sammanhang, tabell: str, rad: str | None = None, kolumn: str | None = None,
    fran: str = "", till: str = "", bra: str = "", trots: str = "", period: str | None = None,
) -> str:  # fmt: skip
    """`↑ ökade med 5 procentenheter, bättre`: for a list of key figures. The sign is never alone.

    `bra` says which way is the better one (upp, ned); without it nothing is said of that, nor may it be where the
    comparison needs a reservation. The rest is as in `jamfor`.
    """
    if bra not in ("", "upp", "ned"):
        raise Makrofel(f"bra är {bra}.", "Skriv upp eller ned, eller ta bort det.")
    j = _tva(s, tabell, rad, kolumn, (fran, till), trots, period)
    (a, fore), (b, efter) = j.fore, j.efter
    if bra and j.forbehall:
        vad = "Talen går inte att jämföra rakt av. Då går det inte att säga bättre eller sämre."
        raise Makrofel(vad, "Ta bort bra.")
    las = Markup('data-fore="{}" data-efter="{}" data-bra="{}"').format(fore, efter, bra)
    if j.ord in (OFORANDRAT, UNGEFAR):
        skrivet = '<span class="pil" {}><span aria-hidden="true">→</span> {}{}</span>'
        return Markup(skrivet).format(las, j.ord, j.forbehall)  # noqa: S704 -- a literal
    hur = data(abs(b - a), skillnad_med_enhet(abs(b - a), j.enhet), {"data-cell": efter, "data-fran": fore})
    omdome = "" if not bra else "bättre" if (bra == "upp") == (b > a) else "sämre"
    return Markup('<span class="pil{}" {}><span aria-hidden="true">{}</span> {} med {}{}{}</span>').format(
        omdome and f" {till_id(omdome)}", las, "↑" if b > a else "↓", j.ord, hur, omdome and f", {omdome}", j.forbehall
    )


_FAST = re.compile(r"-?\d{1,30}(\.\d{1,12})?", re.ASCII)


def fast(s: Sammanhang, tal: int | Decimal | str, enhet: str = "") -> str:  # noqa: ARG001 -- every macro takes the context
    """A figure that is no statistics, with its unit: `15 000 kr`."""
    siffror = "".join(str(tal).split()).replace("−", "-").replace(",", ".")
    if not _FAST.fullmatch(siffror):
        raise Makrofel(f'"{str(tal)[:30]}" är inget tal.', 'Skriv talet med siffror: fast(15000, "kr").')
    varde = Decimal(siffror)
    text = med_enhet(varde, "")
    return data(varde, f"{text}{HART_BLANKSTEG}{enhet}" if enhet else text, {"data-fast": ""})


def tabell(s: Sammanhang, tabell: str, period: str | None = None) -> Svar:
    """The whole table with notes and source."""
    t = _tabell(s, tabell, period)
    return Senare(lambda: bitar.block(tabell_html(t)))


def diagram(
    s: Sammanhang, tabell: str, typ: str = "stapel", rader: list[str] | None = None, kolumner: list[str] | None = None,
    markera: str | None = None, riktlinje: str | None = None, period: str | None = None,
) -> Svar:  # fmt: skip
    """A chart of a table, with the table to fold out.

    Without `rader` and `kolumner` it shows all but totals. `markera` and `riktlinje` are rows of a ranked chart: the
    bar to mark, and the value to draw as a line (riket).
    """
    t = _tabell(s, tabell, period)
    if typ not in TYPER:
        raise Makrofel(f"typ är {typ}.", menade_du(typ, TYPER))
    _rader(t, [*(rader or ()), *filter(None, (markera, riktlinje))])
    _kolumner(t, kolumner or ())
    try:
        underlag = valj(t, s.handbok.tabeller, typ, rader, kolumner, markera, riktlinje)
    except Diagramfel as fel:
        raise Makrofel(fel.text, fel.gor_sa_har) from fel
    return Senare(lambda: bitar.block(figur(t, underlag)))

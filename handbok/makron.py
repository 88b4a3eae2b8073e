"""What a macro call in Markdown answers. Pure: (sammanhang, arguments) -> HTML or Markdown.

The rules make the same calls as the site does and throw the answer away, so a call that
passes the check is a call that renders. A fault in an argument is a `Makrofel`.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from handbok import bitar, oversikter, processbitar
from handbok.bitar import Sammanhang
from handbok.lagrum import tolka
from handbok.mallar import Anrop, Literal
from handbok.modell import KODER, Dokument, Handbok, Tabell, Tabellcell
from handbok.siffror import over_tid
from handbok.siffror.html import adress, cell_html, data, med_enhet, som_text, tabell_html
from handbok.siffror.lopande import lostal
from handbok.svenska import HART_BLANKSTEG, avrunda, menade_du, och


class Makrofel(Exception):
    """A call that cannot be answered: what is wrong, what to do, and the rule that names it."""

    def __init__(self, text: str, gor_sa_har: str, slag: str = "argument") -> None:
        super().__init__(text)
        self.text, self.gor_sa_har, self.slag = text, gor_sa_har, slag


@dataclass(frozen=True, slots=True)
class Senare:
    """An answer whose arguments are checked now and whose text, long for a large handbook, is made when asked for."""

    text: Callable[[], str]

    def __str__(self) -> str:
        return self.text()


Svar = str | Senare


class InteBedombart(Exception):
    """The call names something whose own file has faults; it is not checked rather than wrong."""


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
    if rad not in tabell.rader:
        raise Makrofel(
            f'Raden "{rad}" finns inte i tabellen {tabell.id}.', menade_du(rad, tabell.rader) or "Rätta radens namn."
        )
    if kolumn not in tabell.rader[rad]:
        raise Makrofel(
            f'Kolumnen "{kolumn}" finns inte i tabellen {tabell.id}.',
            menade_du(kolumn, tabell.rader[rad]) or "Rätta kolumnens namn.",
        )
    return tabell.rader[rad][kolumn]


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
    varde = avrunda(100 * del_ / helhet, decimaler)
    kallor = {"data-cell": adress(t, rad, kolumn), "data-av": adress(t, *av)}
    return data(varde, med_enhet(varde, "procent"), kallor)


def jamfor(
    s: Sammanhang, tabell: str, rad: str | None = None, kolumn: str | None = None,
    fran: str = "", till: str = "", period: str | None = None, trots: str = "",
) -> str:  # fmt: skip
    """`ökade från 62 % till 67 %`: the word follows from the figures.

    Where the table's columns (or rows) are periods, `fran` and `till` name two of them and the column (row) is left
    out; else they name two periods of the same table. Where the values cannot be compared as they stand `trots` says
    what the reader must know, and is printed.
    """
    if not fran or not till:
        raise Makrofel("fran och till saknas.", 'Skriv fran="2023", till="2024".')
    fore, efter = _jamforda(s, tabell, rad, kolumn, (fran, till), period)
    forbehall = _forbehall(over_tid.hinder(s.handbok, fore, efter), trots)
    (a, a_html), (b, b_html) = (_jamford(*stalle) for stalle in (fore, efter))
    if _cell(*fore).enhet != _cell(*efter).enhet:
        raise Makrofel("De två talen har olika enhet.", "Jämför tal med samma enhet.")
    if a == b:
        return Markup("låg oförändrat på {}{}").format(b_html, forbehall)
    ord_ = "ökade" if b > a else "minskade"
    return Markup("{} från {} till {}{}").format(ord_, a_html, b_html, forbehall)


def _jamford(t: Tabell, rad: str, kolumn: str) -> tuple[Decimal, Markup]:
    cell = _cell(t, rad, kolumn)
    varde = _tal(cell, "jamfor")
    return varde, data(varde, med_enhet(varde, cell.enhet), {"data-cell": adress(t, rad, kolumn)})


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


def lagrum(s: Sammanhang, lagrum: str) -> str:
    """A citation, with the act's full title as a tooltip and for screen readers."""
    if s.handbok.lagar is None:
        raise InteBedombart("data/lagar")
    traff = tolka(lagrum, s.handbok.lagar, s.handbok.datum)
    if traff is None:
        raise Makrofel(
            f'Lagrummet "{lagrum}" går inte att känna igen.', "Skriv till exempel SoL 27 kap. 2 § eller SOSFS 2011:9."
        )
    return Markup('<abbr class="lagrum" title="{}">{}</abbr>').format(traff.forfattning.titel, lagrum)


EFTER: Mapping[str, Callable[[Handbok], oversikter.Rader]] = {
    "verksamhet": oversikter.rutiner_per_verksamhet,
    "roll": oversikter.rutiner_per_roll,
    "bokstav": oversikter.rutiner_per_bokstav,
}


def rutiner(
    s: Sammanhang, process: str | None = None, verksamhet: str | None = None, roll: str | None = None,
    efter: str | None = None,
) -> Svar:  # fmt: skip
    """A list of routines: those of a process, a verksamhet or a role; with `efter`, all of them under headings."""
    if efter is not None:
        if efter not in EFTER:
            raise Makrofel(f"efter är {efter}.", menade_du(efter, EFTER))
        rader = EFTER[efter]
        return Senare(lambda: bitar.grupper(s, rader(s.handbok), efter))
    org = s.handbok.organisation
    if org is None and (verksamhet or roll) is not None:
        raise InteBedombart("data/organisation.yml")
    av = None if process is None else _process(s, process)
    if verksamhet is not None:
        _kand(verksamhet, org.verksamheter if org else {}, "Verksamheten")
    if roll is not None:
        _kand(roll, org.roller if org else {}, "Rollen")
    return Senare(lambda: bitar.block(bitar.dokumentlista(s, oversikter.rutiner_for(s.handbok, av, verksamhet, roll))))


def _kand(id_: str, kanda: Mapping[str, object], vad: str) -> None:
    if id_ not in kanda:
        raise Makrofel(f"{vad} {id_} finns inte.", menade_du(id_, kanda) or "Rätta namnet.")


def _process(s: Sammanhang, id_: str) -> Dokument:
    dok = s.handbok.hitta(id_)
    if dok is not None and dok.process:
        return dok
    if id_ in s.handbok.trasiga:
        raise InteBedombart(s.handbok.trasiga[id_])
    kanda = [d.id for d in s.handbok.dokument if d.process]
    raise Makrofel(f"Processen {id_} finns inte.", menade_du(id_, kanda) or "Rätta processens id.", "dokument")


def processkarta(s: Sammanhang, process: str) -> Svar:
    """The process drawn, each activity a link to its place on the process's page, and a link to the steps as a list."""
    dok = _process(s, process)
    beskrivning = dok.process
    return Senare(lambda: processbitar.karta_med_lank(s, dok, beskrivning) if beskrivning else "")


def processer(s: Sammanhang) -> Svar:
    """Every process under its kind."""
    return Senare(lambda: bitar.grupper(s, oversikter.processer_per_kategori(s.handbok), "kategori"))


def processoversikt(s: Sammanhang) -> Svar:
    """All processes drawn, and under headings with their activities and routines."""
    return Senare(lambda: processbitar.processoversikt(s))


def aktiviteter(s: Sammanhang, roll: str | None = None) -> Svar:
    """The activities of a role; without one, of every role under headings."""
    org = s.handbok.organisation
    if org is None:
        raise InteBedombart("data/organisation.yml")
    if roll is not None:
        _kand(roll, org.roller, "Rollen")
    return Senare(lambda: processbitar.aktiviteter(s, roll))


def dokumentregister(s: Sammanhang) -> Svar:
    """A table of every styrdokument with state and dates."""
    return Senare(lambda: bitar.block(bitar.register(s)))


def lagar(s: Sammanhang) -> Svar:
    """Every act that some document's header cites, with the documents."""
    return Senare(lambda: bitar.lagar(s))


MAKRON: tuple[Callable[..., Svar], ...] = (
    tal, andel, jamfor, fast, tabell, lagrum, rutiner, processkarta, processer, processoversikt, aktiviteter,
    dokumentregister, lagar,
)  # fmt: skip
_PER_NAMN = {m.__name__: m for m in MAKRON}
_SIGNATURER = {namn: inspect.signature(m) for namn, m in _PER_NAMN.items()}


def svara(s: Sammanhang, anrop: Anrop) -> Svar:
    """Makes the call.

    Raises:
        Makrofel: the macro, an argument, or what it names is unknown.
        InteBedombart: what it names has faults of its own.
    """
    makro = _PER_NAMN.get(anrop.namn)
    if makro is None:
        raise Makrofel(f"Makrot {anrop.namn} finns inte.", menade_du(anrop.namn, _PER_NAMN))
    signatur = _SIGNATURER[anrop.namn]
    parametrar = list(signatur.parameters.values())[1:]
    hjalp = f"{anrop.namn} tar: {', '.join(p.name for p in parametrar) or 'inga argument'}."
    okanda = [n for n in anrop.nyckelord if n not in {p.name for p in parametrar}]
    if okanda:
        raise Makrofel(f"Argumentet {okanda[0]} finns inte i {anrop.namn}.", hjalp)
    try:
        bundna = signatur.bind(s, *anrop.argument, **anrop.nyckelord)
    except TypeError:
        namngivna = set(anrop.nyckelord)
        saknas = [p.name for p in parametrar[len(anrop.argument) :] if p.default is p.empty and p.name not in namngivna]
        vad = f"Argumentet {saknas[0]} saknas." if saknas else "Anropet har för många argument."
        raise Makrofel(vad, hjalp) from None
    for namn, varde in list(bundna.arguments.items())[1:]:
        if not _passar(varde, signatur.parameters[namn].annotation):
            raise Makrofel(f"Argumentet {namn} är av fel slag.", f"Skriv namn och perioder inom citattecken. {hjalp}")
    return makro(*bundna.args, **bundna.kwargs)


def _passar(varde: Literal, slag: object) -> bool:
    if slag == list[str]:
        return isinstance(varde, list) and all(isinstance(v, str) for v in varde)
    return isinstance(varde, slag) and not isinstance(varde, bool)  # type: ignore[arg-type]

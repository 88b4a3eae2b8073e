"""The macros that show and count the registers. A report that takes its figures from here cannot differ from them.

Every argument is named. `period` places an entry by its own date: a risk's datum, an åtgärd's klart_senast, an
avtalsuppföljning's år, a förbättringsområde's period; egenkontroller are those in the plan then, as they stood on the
period's last day. On a page of a kvalitetsberättelse the period is that of the report.

An adopted report reads the registers as they stood when its version was adopted: an åtgärd that is closed later closes
there only when a new version is adopted.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from markupsafe import Markup

from handbok import arshjulsbitar, makrogrund, registerbitar, registerrader
from handbok.bitar import Sammanhang, block
from handbok.loften import loftestabell
from handbok.makrogrund import bland
from handbok.makrosvar import InteBedombart, Makrofel, Senare, Svar
from handbok.modell import Faststalld
from handbok.registerrader import Atgard, Avtal, Egenkontroll, Lofte, Risk
from handbok.siffror.html import data
from handbok.svenska import menade_du, tal
from handbok.urval import med_dagens_publicering, visade

Rad = TypeVar("Rad", Risk, Egenkontroll, Atgard, Lofte, Avtal)
SATT = ("lista", "antal", "av")


def _laser(s: Sammanhang, register: str) -> Sammanhang:
    """The page with the registers that it reads: those of today, on an adopted report those of its decision. Where
    history does not reach they are those of today (TAL005 says so)."""
    _finns(s, register)
    berattelse = s.handbok.berattelser.get(s.period or "")
    if berattelse is None or not berattelse.i_kraft(s.handbok.datum) or s.handbok.historik_okand:
        return s
    dag = berattelse.faststalld or s.dag
    fore = s.handbok.faststallda.get(berattelse.period.namn, Faststalld({}, {}, frozenset()))  # none: not committed yet
    poster = [p for p in s.handbok.register if p.fil not in fore.register]
    poster += [p for gamla in fore.register.values() for p in gamla]
    # A report of a period that had not ended then could not answer what this one promised.
    sidor = (x for x in s.handbok.sidor if not x.berattelse or x.period == s.period or x.berattelse.period.till < dag)
    handbok = replace(
        s.handbok, sidor=tuple(sidor), register=med_dagens_publicering(poster, s.handbok),
        organisation=fore.organisation or s.handbok.organisation,
    )  # fmt: skip
    return replace(s, handbok=handbok, laget_den=dag)


def _finns(s: Sammanhang, register: str) -> None:
    fil = f"data/register/{register}.yml"
    if fil in s.handbok.trasiga:
        raise InteBedombart(fil)
    if fil not in s.handbok.filer:
        raise Makrofel(f"{fil} finns inte.", "Skapa registret, eller ta bort anropet.")


def _inom(
    s: Sammanhang, rader: Sequence[Rad], process: str | None, period: str | None,
    i: Callable[[Rad, date, date], bool],
) -> list[Rad]:  # fmt: skip
    """The rows about a process and in a period, by `i(row, first day, last day)`."""
    av = None if process is None else makrogrund.process(s, process)
    if av is not None:
        rader = [r for r in rader if registerrader.ror_process(s.handbok, r.post, av)]
    namn = period or s.period
    if namn is None:
        return list(rader)
    dagar = registerrader.perioddagar(s.handbok, namn)
    if dagar is None:
        raise Makrofel(f"{namn} är ingen period.", "Skriv till exempel 2025 eller 2025-04--2026-03.")
    valda = [r for r in rader if i(r, *dagar)]
    if not valda and rader and namn not in s.handbok.berattelser:
        raise Makrofel(f"Registret har inget för perioden {namn}.", "Rätta perioden.")
    return valda


def _svar(
    s: Sammanhang, alla: Sequence[Rad], valda: Sequence[Rad], visa: str, lista: Callable[[list[Rad]], Markup]
) -> Svar:
    """How many, how many of how many (`alla`: before the words of state chose), or those that the page may show."""
    if visa == "antal":
        return _tal(len(valda))
    if visa == "av":
        return Markup("{} av {}").format(_tal(len(valda)), _tal(len(alla)))
    synliga = {id(p) for p in visade((r.post for r in valda), s.text, s.handbok)}
    return Senare(lambda: block(lista([r for r in valda if id(r.post) in synliga])))


def _tal(n: int) -> Markup:
    return data(Decimal(n), tal(Decimal(n)), {"data-fast": ""})  # counted, not read from a table


def _kortlista(
    s: Sammanhang, ord_: tuple[str, str], alla: Sequence[Rad], kort: Callable[[Sammanhang, Rad], Markup]
) -> Callable[[list[Rad]], Markup]:
    return lambda visas: registerbitar.lista(s, [kort(s, r) for r in visas], len(visas), len(alla), ord_)


def risker(
    s: Sammanhang, *, process: str | None = None, period: str | None = None, lage: str | None = None,
    visa: str = "lista",
) -> Svar:  # fmt: skip
    """Risks, the greatest first: as cards, a matrix, the prioritised as ground for the plan for internal control, or
    counted."""
    s = _laser(s, "risker")
    bland("lage", lage, ("prioriterad", "obesvarad"))
    bland("visa", visa, (*SATT, "matris", "planunderlag"))
    rader = registerrader.risker(s.handbok)
    alla = _inom(s, rader, process, period, lambda r, fran, till: fran <= r.post.falt["datum"] <= till)
    if (lage or visa == "planunderlag") and any(r.prioriterad is None for r in alla):
        makrogrund.organisation(s)
        vad = "Det är inte bestämt vilka risker som är prioriterade."
        raise Makrofel(vad, "Skriv prioriterad_risk i data/organisation.yml.")
    valda = [r for r in alla if lage is None or (r.prioriterad if lage == "prioriterad" else r.obesvarad)]
    if visa == "matris":
        return Senare(lambda: block(registerbitar.matris(s, valda)))
    if visa == "planunderlag":
        stora = [r for r in valda if r.prioriterad]
        return _svar(s, stora, stora, "lista", lambda visas: registerbitar.planunderlag(s, visas))
    return _svar(s, alla, valda, visa, _kortlista(s, ("risk", "risker"), valda, registerbitar.riskkort))


def egenkontroller(
    s: Sammanhang, *, process: str | None = None, period: str | None = None, lage: str | None = None,
    resultat: str | None = None, visa: str = "lista",
) -> Svar:  # fmt: skip
    """Egenkontroller with plan, due day, outcomes and trend; `resultat` is that of the latest outcome."""
    s = _laser(s, "egenkontroller")
    bland("lage", lage, ("gjord", "försenad"))
    bland("resultat", resultat, registerrader.RESULTAT)
    bland("visa", visa, SATT)
    dagar = registerrader.perioddagar(s.handbok, namn) if (namn := period or s.period) else None
    fran, till = dagar or (date.min, s.dag)
    s = replace(s, laget_den=min(till, s.dag))
    rader = registerrader.egenkontroller(s.handbok, s.dag)
    alla = _inom(s, rader, process, period, lambda k, _, till: k.post.falt["från"] <= till)

    def valj(kontroll: Egenkontroll) -> bool:
        senaste = kontroll.utfall[-1] if kontroll.utfall and kontroll.utfall[-1]["datum"] >= fran else None
        if lage is not None and not (kontroll.forsenad if lage == "försenad" else senaste):
            return False
        return resultat is None or (senaste is not None and senaste["resultat"] == resultat)

    valda = [k for k in alla if valj(k)]
    ord_ = ("egenkontroll", "egenkontroller")
    return _svar(s, alla, valda, visa, _kortlista(s, ord_, valda, registerbitar.kontrollkort))


def atgarder(
    s: Sammanhang, *, process: str | None = None, period: str | None = None, kalla: str | None = None,
    status: str | None = None, lage: str | None = None, effekt: str | None = None, visa: str = "lista",
) -> Svar:  # fmt: skip
    """Åtgärder as chains, those that are not closed first, by their last day: source, what is done, which document
    changes, effect."""
    s = _laser(s, "atgarder")
    bland("kalla", kalla, registerbitar.SLAGNAMN)
    bland("status", status, ("planerad", "pågår", "genomförd", "stängd"))
    bland("lage", lage, ("öppen", "försenad"))
    bland("effekt", effekt, registerbitar.EFFEKTNAMN)
    bland("visa", visa, SATT)
    rader = registerrader.atgarder(s.handbok, s.dag)
    alla = _inom(s, rader, process, period, lambda a, fran, till: fran <= a.post.falt["klart_senast"] <= till)
    valda = [
        a for a in alla
        if (kalla is None or a.post.falt["källa"]["slag"] == kalla)
        and (status is None or a.post.falt["status"] == status)
        and (lage is None or (a.oppen if lage == "öppen" else a.forsenad))
        and (effekt is None or a.post.falt.get("effekt", {}).get("bedömning") == effekt)
    ]  # fmt: skip
    valda.sort(key=lambda a: (a.stangd, a.post.falt["klart_senast"]))
    return _svar(s, alla, valda, visa, _kortlista(s, ("åtgärd", "åtgärder"), valda, registerbitar.atgardskort))


def forbattringsomraden(
    s: Sammanhang, period: str | None = None, *, lage: str | None = None, bedomning: str | None = None,
    visa: str = "tabell",
) -> Svar:  # fmt: skip
    """The promise ledger: what the report of a period promised, and on another period's page what became of it."""
    s = _laser(s, "forbattringsomraden")
    bland("lage", lage, ("obesvarat",))
    bland("bedomning", bedomning, registerbitar.UTFALLSNAMN)
    bland("visa", visa, (*SATT, "tabell"))
    namn = period or s.period
    if visa == "tabell":
        return _loftestabell(s, namn)
    alla = _inom(s, registerrader.loften(s.handbok), None, period, lambda r, *_: r.post.falt["period"] == namn)
    valda = [
        r for r in alla
        if (lage is None or r.obesvarat)
        and (bedomning is None or r.bedomning == bedomning)
    ]  # fmt: skip
    ord_ = ("förbättringsområde", "förbättringsområden")
    return _svar(s, alla, valda, visa, _kortlista(s, ord_, valda, registerbitar.lofteskort))


def _loftestabell(s: Sammanhang, namn: str | None) -> Svar:
    kanda = {str(p.falt["period"]) for p in registerrader.poster(s.handbok, "forbattringsomraden")}
    if namn is None or namn not in kanda:
        vad = f"Det finns inga förbättringsområden för {namn}." if namn else "Anropet säger inte vilken period."
        hjalp = 'Skriv period="…", eller lägg till områdena i data/register/forbattringsomraden.yml.'
        raise Makrofel(vad, menade_du(namn or "", kanda) or hjalp)
    return Senare(lambda: block(loftestabell(s, namn)))


def avtalsuppfoljning(
    s: Sammanhang, *, period: str | None = None, omrade: str | None = None, lage: str | None = None,
    bedomning: str | None = None, visa: str = "lista",
) -> Svar:  # fmt: skip
    """Follow-ups per avtalsområde with åtgärdsplaner; as a table, how many of how many each year."""
    s = _laser(s, "avtalsuppfoljning")
    bland("lage", lage, ("öppen",))
    bland("bedomning", bedomning, registerbitar.RESULTATNAMN)
    bland("visa", visa, (*SATT, "tabell"))
    rader = registerrader.avtal(s.handbok)
    if omrade is not None:
        makrogrund.kand(omrade, {a.post.falt["område"] for a in rader}, "Avtalsområdet")
        rader = [a for a in rader if a.post.falt["område"] == omrade]
    alla = _inom(s, rader, None, period, lambda a, fran, till: fran <= date(a.post.falt["år"], 12, 31) <= till)
    valda = [
        a for a in alla
        if (lage is None or a.oppen) and (bedomning is None or a.post.falt["bedömning"] == bedomning)
    ]  # fmt: skip
    if visa == "tabell":
        return Senare(lambda: block(registerbitar.avtalstabell(valda)))
    return _svar(s, alla, valda, visa, lambda visas: registerbitar.avtalslista(s, visas, len(valda)))


def arshjul(s: Sammanhang, *, roll: str | None = None, visa: str = "hjul") -> Svar:
    """The yearly wheel with its list, of all tasks or a role's; or each role's tasks and calendar."""
    _finns(s, "arshjul")
    bland("visa", visa, ("hjul", "roller"))
    if roll is not None:
        makrogrund.kand(roll, makrogrund.organisation(s).roller, "Rollen")
    if visa == "roller":
        return Senare(lambda: block(arshjulsbitar.roller(s)))
    return Senare(lambda: block(arshjulsbitar.hjul(s, roll)))


MAKRON: tuple[Callable[..., Svar], ...] = (
    risker, egenkontroller, atgarder, forbattringsomraden, avtalsuppfoljning, arshjul,
)  # fmt: skip
UR_REGISTREN = frozenset(m.__name__ for m in MAKRON) - {"arshjul"}  # what a report takes its figures from

"""Rows for lists, indexes and registers: pure computation, shared by pages, macros and rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from handbok.lagrum import lagdag, tolka
from handbok.modell import Aktivitet, Dokument, Handbok, Lagrum
from handbok.svenska import antal, datum, nar, sorteringsnyckel

KATEGORIER = (("ledning", "Ledningsprocesser"), ("huvud", "Huvudprocesser"), ("stöd", "Stödprocesser"))
TYPNAMN = {"process": "Process", "policy": "Policy", "riktlinje": "Riktlinje", "anvisning": "Anvisning",
           "rutin": "Rutin", "instruktion": "Instruktion", "mall": "Mall", "plan": "Plan",
           "överenskommelse": "Överenskommelse"}  # fmt: skip
LAGENAMN = {"utkast": "Utkast", "remiss": "På remiss", "beslutad": "Gäller inte ännu", "i kraft": "Gäller",
            "utgången": "Gäller inte längre", "upphävd": "Upphävd"}  # fmt: skip

Rader = list[tuple[str, list[Dokument]]]


def sorterade(dokument: Iterable[Dokument]) -> list[Dokument]:
    """By title, å ä ö last."""
    return sorted(dokument, key=lambda d: (sorteringsnyckel(d.titel), d.id))


def rutiner(handbok: Handbok) -> list[Dokument]:
    """Everything that is no process, by title."""
    return sorterade(d for d in handbok.dokument if d.process is None)


def processer_per_kategori(handbok: Handbok) -> Rader:
    """Lednings-, huvud- and stödprocesser in that order; a process without kategori last."""
    processer = sorterade(d for d in handbok.dokument if d.process)
    grupper = [(namn, [d for d in processer if d.process and d.process.kategori == k]) for k, namn in KATEGORIER]
    grupper.append(("Övriga processer", [d for d in processer if d.process and not d.process.kategori]))
    return [g for g in grupper if g[1]]


def rutiner_per_verksamhet(handbok: Handbok) -> Rader:
    """By verksamhet; those for the whole förvaltning first."""
    org = handbok.organisation
    verksamheter = org.verksamheter if org else {}
    alla = rutiner(handbok)
    gemensamma = [d for d in alla if not verksamheter_for(handbok, d)]
    grupper = [("Hela förvaltningen", gemensamma)]
    grupper += [(v.namn, [d for d in alla if v.id in verksamheter_for(handbok, d)]) for v in verksamheter.values()]
    return [g for g in grupper if g[1]]


def verksamheter_for(handbok: Handbok, dok: Dokument) -> set[str]:
    """The verksamheter a document is for, also through their enheter; none where it is for the whole förvaltning."""
    org = handbok.organisation
    enheter = set(dok.galler_for.enheter)
    via_enhet = {v.id for v in org.verksamheter.values() if set(v.enheter) & enheter} if org else set()
    return set(dok.galler_for.verksamheter) | via_enhet


def rutiner_per_roll(handbok: Handbok) -> Rader:
    """By role that must know them."""
    roller = handbok.organisation.roller if handbok.organisation else {}
    alla = rutiner(handbok)
    grupper = [(roll.namn, [d for d in alla if roll.id in d.galler_for.roller]) for roll in roller.values()]
    return sorted((g for g in grupper if g[1]), key=lambda g: sorteringsnyckel(g[0]))


def rutiner_per_bokstav(handbok: Handbok) -> Rader:
    """By the title's first letter."""
    grupper: dict[str, list[Dokument]] = defaultdict(list)
    for dok in rutiner(handbok):
        forsta = next((t for t in dok.titel if t.isalnum()), "#").upper()
        grupper[forsta].append(dok)
    return sorted(grupper.items(), key=lambda g: sorteringsnyckel(g[0]))


def rutiner_i_process(handbok: Handbok, process: Dokument) -> list[Dokument]:
    """The routines a process's activities name, in the activities' order, once each."""
    aktiviteter = process.process.aktiviteter if process.process else ()
    namn = dict.fromkeys(r for a in aktiviteter for r in a.rutiner)
    return [d for d in map(handbok.hitta, namn) if d]


def rutiner_for(handbok: Handbok, process: Dokument | None, verksamhet: str | None, roll: str | None) -> list[Dokument]:
    """The routines of a process in its order, else all by title; of these, those of a verksamhet and for a role."""
    valda = rutiner(handbok) if process is None else rutiner_i_process(handbok, process)
    if verksamhet is not None:
        valda = [d for d in valda if d.process is None and verksamhet in verksamheter_for(handbok, d)]
    return [d for d in valda if roll is None or roll in d.galler_for.roller]


def anvands_i(handbok: Handbok, dok: Dokument) -> Sequence[tuple[Dokument, Aktivitet]]:
    """The processes and activities that use a document, as a routine or as a sub-process."""
    return handbok.anvandning.get(dok.id, ())


def aktiviteter_per_roll(handbok: Handbok) -> list[tuple[str, list[tuple[Dokument, Aktivitet]]]]:
    """By role, in the order of their names, the activities it does; processes by title, in their own order."""
    per_roll: dict[str, list[tuple[Dokument, Aktivitet]]] = defaultdict(list)
    for dok in sorterade(handbok.dokument):
        for aktivitet in dok.process.aktiviteter if dok.process else ():
            per_roll[aktivitet.roll].append((dok, aktivitet))
    namn = handbok.organisation.namn if handbok.organisation else str
    return sorted(per_roll.items(), key=lambda r: (sorteringsnyckel(namn(r[0])), r[0]))


def lagrum_i(handbok: Handbok, dok: Dokument) -> list[tuple[str, Lagrum | None]]:
    """The header's citations as written, each with what it resolves to (None where it does not)."""
    if handbok.lagar is None:
        return [(text, None) for text in dok.lagrum]
    return [(text, tolka(text, handbok.lagar, lagdag(dok, handbok.datum))) for text in dok.lagrum]


def lagesnamn(dok: Dokument, handbok: Handbok) -> str:
    """The state in a few words, for lists. A decided version says nothing of the one in force where none is known."""
    lage = dok.lage(handbok.datum)
    if lage == "beslutad" and dok.galler_fran:
        if handbok.tidigare_version(dok):
            return f"Ny version från den {datum(dok.galler_fran)}"
        if handbok.okand_historik(dok):
            return f"Version {dok.version} från den {datum(dok.galler_fran)}"
    return LAGENAMN[lage]


def lagesmening(dok: Dokument, handbok: Handbok) -> str:
    """In plain words: does it apply today, and since or until when; and another version, where one does."""
    idag = handbok.datum
    match dok.lage(idag):
        case "utkast":
            return "Det här är ett utkast. Arbeta inte efter det."
        case "remiss" if dok.remiss:
            sist = dok.remiss.svar_senast
            verb = "Svara senast" if sist >= idag else "Svarstiden gick ut"
            tid = f"{verb} den {datum(sist)} ({nar(sist, idag)})."
            return f"Det här är ett förslag på remiss. Arbeta inte efter det. {tid}"
        case "beslutad" if dok.galler_fran:
            tid = f"{datum(dok.galler_fran)} ({nar(dok.galler_fran, idag)})"
            if nu := handbok.tidigare_version(dok):
                sist = min(nu.galler_till or date.max, dok.galler_fran - timedelta(days=1))
                till = f"Version {nu.version} gäller till och med den {datum(sist)}."
                return f"{till} Version {dok.version} gäller från den {tid}."
            return f"Beslutad, men gäller inte ännu. Börjar gälla den {tid}."
        case "utgången" if dok.galler_till:
            return f"Gäller inte längre. Sista dagen var den {datum(dok.galler_till)} ({nar(dok.galler_till, idag)})."
        case "upphävd" if dok.upphavd:
            if dok.upphavd > idag:
                return f"Upphävs den {datum(dok.upphavd)} ({nar(dok.upphavd, idag)})."
            return f"Upphävd. Gäller inte sedan den {datum(dok.upphavd)}."
        case _ if dok.galler_fran:
            till = f" till och med den {datum(dok.galler_till)}" if dok.galler_till else ""
            return f"Gäller sedan den {datum(dok.galler_fran)}{till}."
    return LAGENAMN[dok.lage(idag)]


def oversynsmening(dok: Dokument, handbok: Handbok) -> str | None:
    """When the document is due for review, in the right tense; None where it has no review date."""
    sist, idag = dok.oversyn_senast, handbok.datum
    if sist is None:
        return None
    if sist < idag:
        return f"Skulle ha setts över senast den {datum(sist)}, för {antal((idag - sist).days, 'dag', 'dagar')} sedan."
    return f"Ska ses över senast den {datum(sist)}, {nar(sist, idag)}."


def sokord(handbok: Handbok, dok: Dokument) -> Iterator[str]:
    """Words that shall find a document: its own, its id, and synonyms of words in its title and its own words."""
    yield from dok.sokord
    yield dok.id.replace("-", " ")
    yield from synonymer(handbok, f"{dok.titel} {' '.join(dok.sokord)}")


def synonymer(handbok: Handbok, text: str) -> Iterator[str]:
    """What means the same as words in a text: the short where the long stands, and the reverse."""
    text = text.casefold()
    mellan_blanka = f" {text} "
    for ord_, langa in handbok.sokordlista.items():
        if any(s.casefold() in text for s in langa):
            yield ord_
        elif f" {ord_.casefold()} " in mellan_blanka:
            yield from langa

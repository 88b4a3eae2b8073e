"""What a macro call in Markdown answers. Pure: (sammanhang, arguments) -> HTML or Markdown.

The rules make the same calls as the site does and throw the answer away, so a call that
passes the check is a call that renders. A fault in an argument is a `Makrofel`.
"""

import inspect
from collections.abc import Callable, Mapping

from markupsafe import Markup

from handbok import bitar, listor, makrogrund, oversikter, processbitar, registermakron
from handbok.bitar import Sammanhang
from handbok.lagrum import tolka
from handbok.makrogrund import kand
from handbok.makrosvar import InteBedombart, Makrofel, Senare, Svar
from handbok.mallar import Anrop, Literal
from handbok.modell import Handbok, Sida
from handbok.siffermakron import andel, diagram, fast, jamfor, pil, tabell, tal
from handbok.svenska import menade_du


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
    av = None if process is None else makrogrund.process(s, process)
    if verksamhet is not None:
        kand(verksamhet, org.verksamheter if org else {}, "Verksamheten")
    if roll is not None:
        kand(roll, org.roller if org else {}, "Rollen")
    return Senare(lambda: bitar.block(bitar.dokumentlista(s, oversikter.rutiner_for(s.handbok, av, verksamhet, roll))))


def processkarta(s: Sammanhang, process: str) -> Svar:
    """The process drawn, each activity a link to its place on the process's page, and a link to the steps as a list."""
    dok = makrogrund.process(s, process)
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
    org = makrogrund.organisation(s)
    if roll is not None:
        kand(roll, org.roller, "Rollen")
    return Senare(lambda: processbitar.aktiviteter(s, roll))


def dokumentregister(s: Sammanhang) -> Svar:
    """A table of every styrdokument with state and dates."""
    return Senare(lambda: bitar.block(bitar.register(s)))


def lagar(s: Sammanhang) -> Svar:
    """What the law will change, and every act that a text names, with links to the acts' pages."""
    return Senare(lambda: listor.lagar(s))


def kravtackning(s: Sammanhang) -> Svar:
    """Every requirement with its coverage, its documents and their activities.

    Only for internal pages: what the public may see of the documents would give another answer.
    """
    if isinstance(s.text, Sida) and s.text.publik:
        raise Makrofel("kravtackning visar interna dokument.", "Skriv publicering: intern i sidhuvudet.")
    if s.handbok.krav is None or s.handbok.lagar is None:
        raise InteBedombart("data/krav eller data/lagar")
    return Senare(lambda: listor.krav(s))


def mina_rutiner(s: Sammanhang) -> Svar:
    """Every role and enhet with a link to what it must know. Only for internal pages: so are those it leads to."""
    if isinstance(s.text, Sida) and s.text.publik:
        raise Makrofel("mina_rutiner leder till interna sidor.", "Skriv publicering: intern i sidhuvudet.")
    return Senare(lambda: listor.malgrupper(s))


MAKRON: tuple[Callable[..., Svar], ...] = (
    tal, andel, jamfor, pil, fast, tabell, diagram, lagrum, rutiner, processkarta, processer, processoversikt,
    aktiviteter, dokumentregister, lagar, kravtackning, mina_rutiner, *registermakron.MAKRON,
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
    if slag in (list[str], list[str] | None):
        return isinstance(varde, list) and all(isinstance(v, str) for v in varde)
    return isinstance(varde, slag) and not isinstance(varde, bool)  # type: ignore[arg-type]

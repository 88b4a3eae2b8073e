"""The state of the whole management system on a day, for the quality function: pure figures, each with its list.

Findings are those of the run of rules that was made anyway: no rule is run twice. An exemption takes a finding out, but
hides no overdue document and no vacant owner here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbok import oversikter, perioder, registerrader
from handbok.kontroller import REGISTER, Anmarkning, Resultat, saknas
from handbok.lasbarhet import Lix, lix
from handbok.modell import Dokument, Handbok, InteKontrollerat, Manadslage, Registerpost
from handbok.svenska import sorteringsnyckel
from handbok.tackning import kravlagen

FORVALTNINGEN = "Hela förvaltningen"


@dataclass(frozen=True, slots=True)
class Slinga:
    """A loop that is open. `dag` is its last valid day where it has one, and `vad` what is missing."""

    post: Registerpost
    titel: str
    vad: str
    dag: date | None


# How late a loop is: at most so many days; the last holds all that are later.
ALDRAR = ((90, "Försenade högst 90 dagar"), (365, "Försenade 91–365 dagar"), (None, "Försenade mer än ett år"))
INTE_FORFALLNA, UTAN_SLUTDAG = "Inte förfallna", "Utan slutdag"


@dataclass(frozen=True, slots=True)
class Tackning:
    """How the requirements that are demanded on the day are met: by documents in force that name their paragraph, not
    by what is done. `okanda` could not be judged; of all the `osakra`, the paragraph's number is not verified."""

    kravda: int
    uppfyllda: int
    ytliga: int
    saknas: int
    okanda: int
    osakra: int


@dataclass(frozen=True, slots=True)
class Lagesbild:
    """What the quality function looks after. None: it could not be judged. `olasta_register` are missing or have
    faults: their loops are not among `slingor`."""

    datum: date
    per_lage: Mapping[str, int]
    i_kraft: int
    dokument: int
    forsenade: tuple[Dokument, ...]
    vakanta: tuple[Dokument, ...] | None
    tackning: Tackning | None
    slingor: tuple[Slinga, ...]
    olasta_register: tuple[str, ...]
    inte_kontrollerat: tuple[InteKontrollerat, ...]
    anmarkningar: tuple[Anmarkning, ...]
    lix: tuple[tuple[Dokument, Lix], ...]
    utveckling: tuple[Manadslage, ...]
    historik_okand: str | None

    @property
    def nu(self) -> Manadslage:
        """The day itself, to stand beside the months before it."""
        return Manadslage(self.datum, self.dokument, self.i_kraft, len(self.forsenade), 0)


def lagesbild(handbok: Handbok, resultat: Resultat) -> Lagesbild:
    """The state that the rules' findings and the registers tell. `resultat` is a run of all the rules."""
    lagen = Counter("i kraft" if handbok.tidigare_version(d) else d.lage(handbok.datum) for d in handbok.dokument)
    giltiga = sum(n for lage, n in lagen.items() if lage != "upphävd")
    return Lagesbild(
        datum=handbok.datum,
        per_lage=dict(sorted(lagen.items(), key=lambda x: list(oversikter.LAGENAMN).index(x[0]))),
        i_kraft=lagen["i kraft"], dokument=giltiga,
        forsenade=tuple(oversikter.sorterade(d for d in handbok.dokument if d.forsenad(handbok.datum))),
        vakanta=_vakanta(handbok),
        tackning=_tackning(handbok),
        slingor=tuple(sorted(_slingor(handbok), key=lambda s: (s.dag or date.max, s.post.fil, s.post.nyckelvag))),
        olasta_register=tuple(r for r in registerrader.LOOPEN if saknas(handbok, f"{REGISTER}/{r}.yml")),
        inte_kontrollerat=resultat.inte_kontrollerat, anmarkningar=resultat.anmarkningar,
        lix=tuple(_lix(handbok)), utveckling=handbok.utveckling, historik_okand=handbok.historik_okand,
    )  # fmt: skip


def _vakanta(handbok: Handbok) -> tuple[Dokument, ...] | None:
    if handbok.organisation is None:
        return None
    org, idag = handbok.organisation, handbok.datum
    return tuple(oversikter.sorterade(d for d in handbok.dokument if d.i_kraft(idag) and org.vakant(d.agare, idag)))


def _tackning(handbok: Handbok) -> Tackning | None:
    if handbok.krav is None or handbok.lagar is None or handbok.organisation is None:
        return None
    kravda = [k for k in kravlagen(handbok) if k.kravs(handbok.datum)]
    per = Counter(k.tackning for k in kravda)
    osakra = sum(k.nummer_osakert is not None for k in kravda)
    return Tackning(len(kravda), per["djup"], per["ytlig"], per["saknas"], per["inte kontrollerat"], osakra)


def _slingor(handbok: Handbok) -> Iterator[Slinga]:
    for risk in registerrader.risker(handbok):
        if risk.obesvarad:
            text = "Risken är prioriterad, men har varken åtgärd eller egenkontroll."
            yield Slinga(risk.post, risk.post.falt["beskrivning"], text, None)
    for kontroll in registerrader.egenkontroller(handbok):
        if kontroll.forsenad:
            yield Slinga(kontroll.post, kontroll.post.falt["vad"], "Egenkontrollen ska göras.", kontroll.sist)
    for atgard in registerrader.atgarder(handbok):
        falt = atgard.post.falt
        if falt["status"] in ("planerad", "pågår"):
            yield Slinga(atgard.post, falt["vad"], "Åtgärden ska genomföras.", falt["klart_senast"])
        elif atgard.oppen:
            yield Slinga(atgard.post, falt["vad"], "Åtgärdens effekt ska bedömas.", _foljs_upp(atgard))
    for lofte in registerrader.loften(handbok):
        if "utfall" not in lofte.post.falt:
            vilken = f"Kvalitetsberättelsen {lofte.svar_i}" if lofte.svar_i else "Nästa kvalitetsberättelse"
            yield Slinga(lofte.post, lofte.post.falt["vad"], f"{vilken} ska svara.", _svarsdag(lofte))
    for avtal in registerrader.avtal(handbok):
        if avtal.oppen:
            vad = "Åtgärdsplanen ska godkännas." if avtal.plan else "En åtgärdsplan saknas."
            yield Slinga(avtal.post, f"{avtal.post.falt['område']} {avtal.post.falt['år']}", vad, None)


def _foljs_upp(atgard: registerrader.Atgard) -> date | None:
    """The day its effect is to be looked at: after it was closed without that, the day it was to be done."""
    falt = atgard.post.falt
    dag: date | None = falt.get("effekt", {}).get("följs_upp", falt["klart_senast"] if atgard.stangd else None)
    return dag


def _svarsdag(lofte: registerrader.Lofte) -> date | None:
    """The last day of the period whose report answers: an unanswered promise is late from then on."""
    dagar = perioder.granser(lofte.svar_i) if lofte.svar_i else None
    return dagar[1] if dagar else None


def alder(slinga: Slinga, idag: date) -> str:
    """Which heading of age a loop stands under."""
    if slinga.dag is None:
        return UTAN_SLUTDAG
    sen = (idag - slinga.dag).days
    if sen <= 0:
        return INTE_FORFALLNA
    return next(namn for hogst, namn in ALDRAR if hogst is None or sen <= hogst)


def per_alder(bild: Lagesbild) -> Mapping[str, list[Slinga]]:
    """The open loops by how late they are, the latest first; without empty groups."""
    grupper: dict[str, list[Slinga]] = {namn: [] for _, namn in reversed(ALDRAR)}
    grupper |= {INTE_FORFALLNA: [], UTAN_SLUTDAG: []}
    for slinga in bild.slingor:
        grupper[alder(slinga, bild.datum)].append(slinga)
    return {namn: grupp for namn, grupp in grupper.items() if grupp}


def _lix(handbok: Handbok) -> Iterator[tuple[Dokument, Lix]]:
    """The documents that someone may work by, or is asked about, hardest to read first; too short ones last."""
    alla = [(d, lix(d.text)) for d in handbok.dokument if d.status != "upphävd"]
    yield from sorted(alla, key=lambda x: (-(x[1].varde or -1), sorteringsnyckel(x[0].titel), x[0].id))


def per_agare(handbok: Handbok, dokument: tuple[Dokument, ...]) -> Mapping[str, list[Dokument]]:
    """Documents by the name of the role that owns them."""
    org = handbok.organisation
    return _grupper((org.namn(d.agare) if org else d.agare, d) for d in dokument)


def per_verksamhet(handbok: Handbok, dokument: tuple[Dokument, ...]) -> Mapping[str, list[Dokument]]:
    """Documents by verksamhet; one that is for several stands in each."""
    namn = {v.id: v.namn for v in handbok.organisation.verksamheter.values()} if handbok.organisation else {}
    return _grupper(
        (namn.get(v, v) if v else FORVALTNINGEN, d)
        for d in dokument
        for v in sorted(oversikter.verksamheter_for(handbok, d)) or [""]
    )


def _grupper(par: Iterator[tuple[str, Dokument]]) -> Mapping[str, list[Dokument]]:
    grupper: dict[str, list[Dokument]] = defaultdict(list)
    for namn, dok in par:
        grupper[namn].append(dok)
    return dict(sorted(grupper.items(), key=lambda g: (-len(g[1]), sorteringsnyckel(g[0]))))

"""The state of the whole management system on a day, for the quality function: pure figures, each with its list.

Findings are those of the run of rules that was made anyway: no rule is run twice. An exemption takes a finding out, but
hides no overdue document and no vacant owner here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbok import oversikter, registerrader
from handbok.kontroller import REGISTER, Anmarkning, Resultat, saknas
from handbok.lasbarhet import Lix, lix
from handbok.modell import Dokument, Handbok, InteKontrollerat, Manadslage, Registerpost
from handbok.slingor import Slinga, slingor
from handbok.svenska import sorteringsnyckel
from handbok.tackning import Kravsumma, kravsumma

FORVALTNINGEN = "Hela förvaltningen"
FINNS_INTE = "finns inte"
DOKUMENTMAPPAR = ("rutiner/", "processer/")

# How long a loop has waited past its last day, or since it began: at most so many days; the last holds all others.
ALDRAR = ((90, "Väntat högst 90 dagar"), (365, "Väntat 91–365 dagar"), (None, "Väntat mer än ett år"))
INTE_FORFALLNA, UTAN_DAG = "Inte förfallna", "Utan känd dag"


@dataclass(frozen=True, slots=True)
class Lagesbild:
    """What the quality function looks after. None: it could not be judged.

    `tidigare_galler` are decided documents whose earlier version is in force until then, `okand_version` those of which
    history does not tell. `trasiga` are files with faults: what they hold is in no other figure. The loops of
    `olasta_register` (name -> why) are not among `slingor`, and the `oprioriterade` risks not either, for no limit is
    set.
    """

    datum: date
    per_lage: Mapping[str, tuple[Dokument, ...]]
    tidigare_galler: tuple[Dokument, ...]
    okand_version: tuple[Dokument, ...]
    trasiga: tuple[str, ...]
    forsenade: tuple[Dokument, ...]
    vakanta: tuple[Dokument, ...] | None
    vakanta_poster: tuple[Registerpost, ...] | None
    tackning: Kravsumma | None
    slingor: tuple[Slinga, ...]
    olasta_register: Mapping[str, str]
    oprioriterade: int
    inte_kontrollerat: tuple[InteKontrollerat, ...]
    anmarkningar: tuple[Anmarkning, ...]
    lix: tuple[tuple[Dokument, Lix], ...]
    utveckling: tuple[Manadslage, ...]
    historik_okand: str | None

    @property
    def dokument(self) -> int:
        """How many there are, without those repealed."""
        return sum(len(d) for lage, d in self.per_lage.items() if lage != "upphävd")

    @property
    def i_kraft(self) -> int:
        """How many are known to be in force, in their latest version or an earlier one."""
        return len(self.per_lage.get("i kraft", ()))

    @property
    def trasiga_dokument(self) -> tuple[str, ...]:
        """The files with faults that hold a document."""
        return tuple(f for f in self.trasiga if f.startswith(DOKUMENTMAPPAR))

    @property
    def trasiga_register(self) -> tuple[str, ...]:
        """The registers of loops that are there and have faults."""
        return tuple(r for r, varfor in self.olasta_register.items() if varfor != FINNS_INTE)

    @property
    def saknade_register(self) -> tuple[str, ...]:
        """The registers of loops that the handbook does not have: no fault, and nothing known."""
        return tuple(r for r, varfor in self.olasta_register.items() if varfor == FINNS_INTE)

    @property
    def nu(self) -> Manadslage:
        """The day itself, to stand beside the months before it."""
        return Manadslage(self.datum, self.dokument, self.i_kraft, len(self.forsenade), len(self.trasiga_dokument))


def lagesbild(handbok: Handbok, resultat: Resultat) -> Lagesbild:
    """The state that the rules' findings and the registers tell. `resultat` is a run of all the rules."""
    idag, alla = handbok.datum, oversikter.sorterade(handbok.dokument)
    olasta = ((r, saknas(handbok, f"{REGISTER}/{r}.yml")) for r in registerrader.LOOPEN)
    return Lagesbild(
        datum=idag,
        per_lage=_per_lage(handbok, alla),
        tidigare_galler=tuple(d for d in alla if handbok.tidigare_version(d)),
        okand_version=tuple(d for d in alla if d.lage(idag) == "beslutad" and handbok.okand_historik(d)),
        trasiga=tuple(sorted({f for f in handbok.trasiga.values() if f.startswith((*DOKUMENTMAPPAR, f"{REGISTER}/"))})),
        forsenade=tuple(d for d in alla if d.forsenad(idag)),
        vakanta=_vakanta(handbok), vakanta_poster=_vakanta_poster(handbok),
        tackning=_tackning(handbok), slingor=slingor(handbok),
        olasta_register={r: varfor for r, varfor in olasta if varfor},
        oprioriterade=sum(r.prioriterad is None for r in registerrader.risker(handbok)),
        inte_kontrollerat=resultat.inte_kontrollerat, anmarkningar=resultat.anmarkningar,
        lix=tuple(_lix(handbok)), utveckling=handbok.utveckling, historik_okand=handbok.historik_okand,
    )  # fmt: skip


def _per_lage(handbok: Handbok, alla: Iterable[Dokument]) -> Mapping[str, tuple[Dokument, ...]]:
    """By state; what applies until a new version begins is in force."""
    per: dict[str, list[Dokument]] = {lage: [] for lage in oversikter.LAGENAMN}
    for dok in alla:
        per["i kraft" if handbok.tidigare_version(dok) else dok.lage(handbok.datum)].append(dok)
    return {lage: tuple(dokument) for lage, dokument in per.items() if dokument}


def _vakanta(handbok: Handbok) -> tuple[Dokument, ...] | None:
    if handbok.organisation is None:
        return None
    org, idag = handbok.organisation, handbok.datum
    return tuple(oversikter.sorterade(d for d in handbok.dokument if d.i_kraft(idag) and org.vakant(d.agare, idag)))


def _vakanta_poster(handbok: Handbok) -> tuple[Registerpost, ...] | None:
    """What somebody still has to answer for, and any of those who should is not in post."""
    if (org := handbok.organisation) is None:
        return None
    klara = {id(a.post) for a in registerrader.atgarder(handbok) if not a.oppen}
    klara |= {id(lofte.post) for lofte in registerrader.loften(handbok) if "utfall" in lofte.post.falt}
    return tuple(
        p for p in handbok.register if id(p) not in klara and any(org.vakant(r, handbok.datum) for r in p.ansvariga)
    )


def _tackning(handbok: Handbok) -> Kravsumma | None:
    if handbok.krav is None or handbok.lagar is None or handbok.organisation is None:
        return None
    return kravsumma(handbok)


def alder(slinga: Slinga, idag: date) -> str:
    """Which heading of age a loop stands under."""
    if slinga.dag is None:
        return UTAN_DAG
    sen = (idag - slinga.dag).days
    if sen <= 0:
        return INTE_FORFALLNA
    return next(namn for hogst, namn in ALDRAR if hogst is None or sen <= hogst)


def per_alder(bild: Lagesbild) -> Mapping[str, list[Slinga]]:
    """The open loops by how long they have waited, the longest first; without empty groups."""
    grupper: dict[str, list[Slinga]] = {namn: [] for _, namn in reversed(ALDRAR)}
    grupper |= {INTE_FORFALLNA: [], UTAN_DAG: []}
    for slinga in bild.slingor:
        grupper[alder(slinga, bild.datum)].append(slinga)
    return {namn: grupp for namn, grupp in grupper.items() if grupp}


def _lix(handbok: Handbok) -> Iterator[tuple[Dokument, Lix]]:
    """The documents that someone may work by, or is asked about, hardest to read first; too short ones last."""
    alla = [(d, lix(d.text)) for d in handbok.dokument if d.status != "upphävd"]
    yield from sorted(alla, key=lambda x: (-(x[1].varde or -1), sorteringsnyckel(x[0].titel), x[0].id))


def per_agare(handbok: Handbok, dokument: tuple[Dokument, ...]) -> Mapping[str, list[Dokument]]:
    """Documents by the role that owns them, which says where nobody is in post."""
    return _grupper((registerrader.rollnamn(handbok, d.agare), d) for d in dokument)


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

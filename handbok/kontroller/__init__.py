"""The rules. This list is the whole of them; a code is written once, here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from operator import attrgetter

from handbok.kontroller import ked, krav, lag, lnk, meta, pub, sek, tal, tal_lopande, tal_over_tid, tid, und
from handbok.modell import Allvar, Fynd, Handbok, InteKontrollerat

Regel = Callable[[Handbok], Iterator[Fynd | InteKontrollerat]]
ORG, LAGAR, KRAV = "data/organisation.yml", "data/lagar", "data/krav"
REGISTER = "data/register"


@dataclass(frozen=True, slots=True)
class Kontroll:
    """A rule with its code. `stoppar`: a finding of it keeps the handbook from being published.

    `kraver` are the files or folders it cannot run without; where one is missing or has
    faults, the rule is not checked rather than passed.
    """

    kod: str
    regel: Regel
    allvar: Allvar = "fel"
    stoppar: bool = True
    kraver: tuple[str, ...] = ()


KONTROLLER = (
    Kontroll("META001", meta.olasbar),
    Kontroll("META002", meta.falt_saknas),
    Kontroll("META003", meta.fel_varde),
    Kontroll("META004", meta.okant_falt),
    Kontroll("META005", meta.okand_i_organisationen, kraver=(ORG,)),
    Kontroll("META006", meta.dubblerat_id),
    Kontroll("TID001", tid.oversyn_passerad, stoppar=False),
    Kontroll("TID002", tid.oversyn_snart, allvar="varning", stoppar=False),
    Kontroll("TID003", tid.omojlig_ordning, stoppar=False),
    Kontroll("TID004", tid.slut_passerat, stoppar=False),
    Kontroll("TID005", tid.andrad_efter_beslut, stoppar=False),
    Kontroll("TID006", tid.vakant_agare, stoppar=False, kraver=(ORG,)),
    Kontroll("TID007", tid.ersatt_men_i_kraft, stoppar=False),
    Kontroll("LAG001", lag.okand_forfattning, kraver=(LAGAR,)),
    Kontroll("LAG002", lag.paragraf_saknas, kraver=(LAGAR,)),
    Kontroll("LAG003", lag.inte_i_kraft, stoppar=False, kraver=(LAGAR,)),
    Kontroll("LAG004", lag.andras_snart, allvar="varning", stoppar=False, kraver=(LAGAR,)),
    Kontroll("LAG005", lag.kan_inte_tolkas, kraver=(LAGAR,)),
    Kontroll("KRAV001", krav.krav_utan_dokument, stoppar=False, kraver=(KRAV, LAGAR)),
    Kontroll("KRAV002", krav.krav_ytligt, stoppar=False, kraver=(KRAV, LAGAR, ORG)),
    Kontroll("KRAV003", krav.process_utan_aktiviteter, stoppar=False),
    Kontroll("KRAV004", krav.aktivitet_utan_rutin, stoppar=False),
    Kontroll("KRAV005", krav.rutin_utan_process, allvar="varning", stoppar=False),
    Kontroll("TAL001", tal.fel_summa),
    Kontroll("TAL002", tal.fel_helhet),
    Kontroll("TAL003", tal.fel_formel),
    Kontroll("TAL004", tal.utanfor_grupperna),
    Kontroll("TAL005", tal.olika_varden),
    Kontroll("TAL006", tal_lopande.obunden_siffra),
    Kontroll("TAL007", tal.otillatet_anrop),
    Kontroll("TAL008", tal.obelagd_tabell),
    Kontroll("TAL009", tal_over_tid.for_gammal, stoppar=False),
    Kontroll("SEK001", sek.litet_tal),
    Kontroll("SEK002", sek.gar_att_rakna_fram),
    Kontroll("SEK003", sek.personuppgift),
    Kontroll("KED001", ked.atgard_forsenad, stoppar=False, kraver=(f"{REGISTER}/atgarder.yml",)),
    Kontroll("KED002", ked.atgard_utan_effekt, stoppar=False, kraver=(f"{REGISTER}/atgarder.yml",)),
    Kontroll("KED003", ked.lofte_utan_utfall, stoppar=False, kraver=(f"{REGISTER}/forbattringsomraden.yml",)),
    Kontroll("KED004", ked.risk_utan_svar, stoppar=False, kraver=(f"{REGISTER}/risker.yml", ORG)),
    Kontroll("KED005", ked.egenkontroll_forsenad, stoppar=False, kraver=(f"{REGISTER}/egenkontroller.yml",)),
    Kontroll("LNK001", lnk.bruten_lank),
    Kontroll("PUB001", pub.publik_pekar_internt),
    Kontroll("PUB002", pub.internt_i_publikt_bygge),
    Kontroll("UND001", und.undantag),
)

# The contract's families.
FAMILJER = ("META", "TID", "LAG", "KRAV", "TAL", "SEK", "KED", "LNK", "PUB", "UND")

# A finding quotes its author, who may have lost a page inside a quotation mark.
LANGSTA_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Anmarkning:
    """A finding with its code, and the severity and effect it has."""

    kod: str
    allvar: Allvar
    stoppar: bool
    fynd: Fynd


@dataclass(frozen=True, order=True, slots=True)
class Undantagen:
    """A finding that an exemption covers, or that an adopted table declares (kända_fel, which has no end)."""

    fil: str
    rad: int
    kod: str
    skal: str
    till: date | None


@dataclass(frozen=True, slots=True)
class Resultat:
    """What a run of rules found, what is exempted, and what it could not judge, sorted."""

    anmarkningar: tuple[Anmarkning, ...]
    undantagna: tuple[Undantagen, ...]
    inte_kontrollerat: tuple[InteKontrollerat, ...]


def saknas(handbok: Handbok, kravd: str) -> str | None:
    """Why a rule's prerequisite is not there; None where it is."""
    if any(fil == kravd or fil.startswith(f"{kravd}/") for fil in handbok.trasiga.values()):
        return "har fel som måste rättas först"
    return None if finns(handbok, kravd) else "finns inte"


def finns(handbok: Handbok, kravd: str) -> bool:
    """Whether a file is there, or a folder with something to read in it."""
    return any(fil == kravd or (fil.startswith(f"{kravd}/") and fil.endswith(".yml")) for fil in handbok.filer)


def kor(handbok: Handbok, kontroller: Iterable[Kontroll] = KONTROLLER) -> Resultat:
    """Runs the rules, then takes out what is exempted; one finding per place, code and text."""
    funna: dict[tuple[object, ...], Anmarkning] = {}
    inte = set(handbok.inte_kontrollerat)
    korda: dict[str, Kontroll] = {}
    obedomda: set[tuple[str, str]] = set()
    for kontroll in kontroller:
        hinder = [InteKontrollerat(k, f"regeln {kontroll.kod}", f"{k} {varfor}.")
                  for k in kontroll.kraver if (varfor := saknas(handbok, k))]  # fmt: skip
        inte.update(hinder)
        if hinder:
            continue
        korda[kontroll.kod] = kontroll
        for svar in kontroll.regel(handbok):
            if isinstance(svar, InteKontrollerat):
                inte.add(svar)
                obedomda.add((kontroll.kod, svar.fil))
            else:
                funna[kontroll.kod, svar.plats, svar.text] = _anmarkning(kontroll, svar)
    kvar, undantagna = _undanta(handbok, list(funna.values()), korda, obedomda)
    ordning = attrgetter("fynd.plats", "kod", "fynd.text")
    undantagna.sort(key=attrgetter("fil", "rad", "kod", "skal"))
    return Resultat(tuple(sorted(kvar, key=ordning)), tuple(undantagna), tuple(sorted(inte)))


def _anmarkning(kontroll: Kontroll, fynd: Fynd) -> Anmarkning:
    allvar = fynd.allvar or kontroll.allvar
    stoppar = fynd.stoppar if fynd.stoppar is not None else kontroll.stoppar and allvar == "fel"
    if len(fynd.text) > LANGSTA_TEXT:
        fynd = replace(fynd, text=f"{fynd.text[:LANGSTA_TEXT]}…")
    return Anmarkning(kontroll.kod, allvar, stoppar, fynd)


def _undanta(
    handbok: Handbok, funna: list[Anmarkning], korda: dict[str, Kontroll], obedomda: set[tuple[str, str]]
) -> tuple[list[Anmarkning], list[Undantagen]]:
    undantagna: list[Undantagen] = []
    oanvanda: list[Anmarkning] = []
    kvar: dict[str, list[Anmarkning]] = defaultdict(list)
    for a in funna:
        kvar[a.fynd.plats.fil].append(a)

    def ta_ut(fil: str, traffas: Callable[[Anmarkning], bool]) -> list[Anmarkning]:
        traffade = [a for a in kvar[fil] if traffas(a)]
        kvar[fil] = [a for a in kvar[fil] if not traffas(a)] if traffade else kvar[fil]
        return traffade

    for text in handbok.texter:
        for u in text.undantag:
            if not und.galler(u, handbok):
                continue
            traffade = ta_ut(text.fil, lambda a, u=u: und.traffar(u, a.kod, a.fynd))  # type: ignore[misc]
            undantagna += [Undantagen(a.fynd.plats.fil, a.fynd.plats.rad, a.kod, u.skal, u.till) for a in traffade]
            provades = u.kod in korda and und.provas(u.kod, text, handbok)
            okant = {(u.kod, text.fil), (u.kod, text.fil.split("/")[0])} & obedomda
            if not traffade and provades and not okant and "UND001" in korda:
                oanvanda.append(_anmarkning(korda["UND001"], und.oanvant(u)))
    for tabell in handbok.tabeller:
        for i, kant in enumerate(tabell.kanda_fel):
            traffade = ta_ut(tabell.fil, lambda a, k=kant, t=tabell: a.kod == k.kod and und.ar_kant(k, t, a.fynd))  # type: ignore[misc]
            undantagna += [Undantagen(tabell.fil, a.fynd.plats.rad, a.kod, kant.forklaring, None) for a in traffade]
            sokt = kant.kod in korda and "UND001" in korda
            if not traffade and sokt and not tal.obedombart(kant, tabell, handbok):
                oanvanda.append(_anmarkning(korda["UND001"], und.okant_fel(kant, tabell, i)))
    return [*chain.from_iterable(kvar.values()), *oanvanda], undantagna

"""What a BPMN file says, in the handbook's words, and what it says that a header cannot.

A header has activities in order, each with one role and its ways on. Whatever else a file holds – ways that run side by
side, events, data, text – is named for the one who goes on with the draft.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbok.bpmn import AKTIVITET, PROCESS
from handbok.bpmn.forluster import Element, ar, ar_var, forluster, namn_pa
from handbok.bpmn.lasning import Bpmnfel
from handbok.modell import Aktivitet, Processbeskrivning, Steg
from handbok.svenska import till_id

FLEST_NODER = 500
_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Tolkning:
    """What the file gives: the id and title of the process, its owner if it names one, and what is to be settled."""

    id: str
    titel: str
    agare: str | None
    process: Processbeskrivning
    att_reda_ut: tuple[str, ...]


def tolka(definitioner: Element, roller: Mapping[str, str], filnamn: str) -> Tolkning:
    """`roller` are the roles' names by id; `filnamn` gives the title where the file has none.

    Raises:
        Bpmnfel: no process with activities, several processes, or too many shapes.
    """
    rotter = list(definitioner.get("rootElements"))
    processer = [r for r in rotter if ar(r, "bpmn:Process") and r.get("flowElements")]
    if len(processer) != 1:
        vad = "ingen process med innehåll" if not processer else f"{len(processer)} processer"
        raise Bpmnfel(f"Filen har {vad}. Spara en process i varje fil.")
    lasare = _Lasare(processer[0], rotter, roller)
    if not lasare.aktiviteter:
        raise Bpmnfel("Processen i filen har inga aktiviteter.")
    if len(lasare.noder) > FLEST_NODER:
        raise Bpmnfel(f"Processen har fler än {FLEST_NODER} former. Dela upp den i ritprogrammet.")
    return lasare.tolkning(filnamn, definitioner)


def _eget_id(e: Element, forled: str) -> str | None:
    """The id a thing had in the handbook it came from."""
    id_ = str(e.get("id") or "")
    eget = id_.removeprefix(forled)
    return eget if eget != id_ and _ID.fullmatch(eget) else None


def _egna(e: Element) -> dict[str, list[str]]:
    """Our own extension elements, by name."""
    svar: dict[str, list[str]] = {}
    tillagg = e.get("extensionElements")
    for v in tillagg.get("values") if tillagg else ():
        if ar_var(v):
            svar.setdefault(str(v.get("namn")), []).append(str(v.get("$body") or ""))
    return svar


class _Lasare:
    """One process of a file, and the notes made while it is read."""

    def __init__(self, process: Element, rotter: list[Element], roller: Mapping[str, str]) -> None:
        self._process, self._rotter, self._roller = process, rotter, roller
        alla = list(process.get("flowElements"))
        self.noder = [e for e in alla if ar(e, "bpmn:FlowNode")]
        self.aktiviteter = [e for e in self.noder if ar(e, "bpmn:Activity")]
        self._vagar = [e for e in alla if ar(e, "bpmn:SequenceFlow")]
        self._ut: dict[int, list[Element]] = {}
        for v in self._vagar:
            self._ut.setdefault(id(v.get("sourceRef")), []).append(v)
        self._noter: list[str] = []

    def tolkning(self, filnamn: str, definitioner: Element) -> Tolkning:
        """Reads all of it."""
        self._ordna(definitioner)
        ids = self._ids()
        roll = self._roller_per_nod()
        aktiviteter = tuple(self._aktivitet(e, ids, roll.get(id(e), "")) for e in self.aktiviteter)
        egna = {k: v[0] for k, v in _egna(self._process).items()}
        titel = next((n for n in (*map(namn_pa, self._deltagare()), namn_pa(self._process)) if n), filnamn)
        kategori = egna.get("kategori") if egna.get("kategori") in ("ledning", "huvud", "stöd") else None
        process = Processbeskrivning(
            kategori, egna.get("processledare"), egna.get("syfte"), self._handelse("bpmn:StartEvent", None),
            self._handelse("bpmn:EndEvent", egna.get("resultat")), aktiviteter,
        )  # fmt: skip
        self._forsta()
        lasta = [*self._deltagare(), *self.noder, *self._vagar]
        self._noter += forluster(definitioner, self._process, lasta)
        id_ = _eget_id(self._process, PROCESS) or till_id(titel)
        return Tolkning(id_, titel, egna.get("ägare"), process, tuple(dict.fromkeys(self._noter)))

    def _ordna(self, definitioner: Element) -> None:
        """From left to right as drawn, where all are drawn; else as in the file."""
        lage = {}
        for ritning in definitioner.get("diagrams"):
            plan = ritning.get("plane")
            for form in plan.get("planeElement") if plan else ():
                granser = form.get("bounds") if ar(form, "bpmndi:BPMNShape") else None
                if granser:
                    lage[id(form.get("bpmnElement"))] = (granser.get("x"), granser.get("y"))
        if all(id(a) in lage for a in self.aktiviteter):
            self.aktiviteter.sort(key=lambda a: lage[id(a)])

    def _ids(self) -> dict[int, str]:
        """An id for each activity: the one it had here, else from its name."""
        svar: dict[int, str] = {}
        tagna = set[str]()
        for nr, e in enumerate(self.aktiviteter, 1):
            bas = id_ = _eget_id(e, AKTIVITET) or till_id(namn_pa(e)) or f"steg-{nr}"
            n = 2
            while id_ in tagna:
                id_, n = f"{bas}-{n}", n + 1
            tagna.add(id_)
            svar[id(e)] = id_
        return svar

    def _roller_per_nod(self) -> dict[int, str]:
        svar: dict[int, str] = {}
        for banor in self._process.get("laneSets"):
            for bana in banor.get("lanes"):
                roll = self._roll(namn_pa(bana), _egna(bana).get("roll", [""])[0])
                svar |= {id(nod): roll for nod in bana.get("flowNodeRef")}
        return svar

    def _roll(self, namn: str, egen: str) -> str:
        """The role a lane stands for: by its name, and where several have that name by the id we gave it."""
        hetersa = [r for r, n in self._roller.items() if n.casefold().split() == namn.casefold().split()]
        if egen in hetersa:
            return egen
        if len(hetersa) == 1:
            return hetersa[0]
        self._noter.append(
            f'Banan "{namn or "utan namn"}" är ingen roll i data/organisation.yml. Välj roll för stegen i den.'
        )
        return egen if egen and egen == namn else till_id(namn) or "okand-roll"

    def _aktivitet(self, e: Element, ids: Mapping[int, str], roll: str) -> Aktivitet:
        namn, egna = namn_pa(e), _egna(e)
        if not namn:
            self._noter.append(f"Steget {ids[id(e)]} saknar namn.")
        if not roll:
            self._noter.append(f'Steget "{namn}" ligger inte i någon bana. Välj roll.')
        if ar(e, "bpmn:SubProcess") and e.get("flowElements"):
            self._noter.append(
                f'Steget "{namn}" har egna steg inuti sig, som inte följer med. Beskriv dem i en egen process.'
            )
        kallad = str(e.get("calledElement") or "") if ar(e, "bpmn:CallActivity") else ""
        if kallad and not kallad.startswith(PROCESS):
            self._noter.append(f'Steget "{namn}" anropar {kallad}. Skriv delprocess om den finns i handboken.')
        behovs_inte = egna.get("rutin_behövs_inte")
        return Aktivitet(
            ids[id(e)], namn or "Utan namn", roll or "okand-roll", tuple(egna.get("rutin", ())),
            behovs_inte[0] if behovs_inte else None, self._sedan(e, ids, "sedan" in egna),
            tuple(egna.get("samverkan", ())), kallad.removeprefix(PROCESS) if kallad.startswith(PROCESS) else None,
        )  # fmt: skip

    def _sedan(self, e: Element, ids: Mapping[int, str], utskrivet: bool) -> tuple[Steg, ...]:
        """The ways on, written out only where the header would not say the same without."""
        plats = self.aktiviteter.index(e)
        nasta = self.aktiviteter[plats + 1] if plats + 1 < len(self.aktiviteter) else None
        vagar = list(self._framat(e))
        slutar = [nar for mal, nar in vagar if mal is None] or ([None] if not vagar else [])
        steg = tuple(Steg(ids[id(mal)], nar) for mal, nar in vagar if mal is not None)
        if slutar and (steg or nasta is not None):
            nar = f' när "{slutar[0]}"' if slutar[0] else ""
            self._noter.append(
                f'Processen slutar efter "{namn_pa(e)}"{nar}. I handboken slutar den bara efter det sista steget: '
                "lägg till ett steg där den avslutas, eller flytta steget sist."
            )
        if nasta is not None and steg == (Steg(ids[id(nasta)], None),) and not utskrivet:
            return ()
        return steg

    def _framat(self, e: Element) -> Iterator[tuple[Element | None, str | None]]:
        """The activities that follow, through gateways and events, with the words on the way; None for an end."""
        vantar: list[tuple[Element, tuple[str, ...]]] = [(v, ()) for v in reversed(self._ut.get(id(e), []))]
        if len(vantar) > 1:
            self._noter.append(
                f'Från "{namn_pa(e)}" går flera vägar samtidigt. De blev ett val: skriv när var och en gäller.'
            )
        sedda = set[int]()
        while vantar:
            vag, ord_ = vantar.pop()
            ord_ = (*ord_, namn_pa(vag)) if namn_pa(vag) else ord_
            mal = vag.get("targetRef")
            nar = " – ".join(ord_) or None
            if ar(mal, "bpmn:Activity"):
                yield mal, nar
            elif ar(mal, "bpmn:EndEvent"):
                yield None, nar
            elif id(mal) in sedda:
                self._noter.append(f'Vägarna efter "{namn_pa(e)}" går ihop och delar sig igen. Kontrollera dem.')
            else:
                sedda.add(id(mal))
                vidare = self._ut.get(id(mal), [])
                if not vidare:
                    yield None, nar
                vantar += [(v, ord_) for v in reversed(vidare)]
                self._passerad(mal, ord_)

    def _passerad(self, nod: Element, ord_: tuple[str, ...]) -> None:
        """What a gateway or an event on the way says that is lost."""
        namn = f' "{namn_pa(nod)}"' if namn_pa(nod) else ""
        if not ar(nod, "bpmn:Gateway"):
            self._noter.append(
                f"Händelsen{namn} mellan två steg följer inte med. Beskriv den i ett steg eller i texten."
            )
        elif not ar(nod, "bpmn:ExclusiveGateway"):
            self._noter.append(
                f"Vägarna från grinden{namn} kan gå samtidigt. De blev ett val: beskriv i texten hur det är."
            )
        elif namn:
            self._noter.append(f"Valets fråga{namn} följer inte med. Skriv svaren så att de går att förstå ensamma.")
        if ord_ and ar(nod, "bpmn:Gateway") and len(self._ut.get(id(nod), [])) > 1:
            self._noter.append(
                f'Två val i rad blev ett, med svaren sammansatta (efter "{ord_[-1]}"). Kontrollera orden.'
            )

    def _handelse(self, slag: str, annars: str | None) -> str | None:
        """The name of the start or the end; several are joined and named."""
        handelser = [e for e in self.noder if ar(e, slag)]
        namn = [n for n in map(namn_pa, handelser) if n]
        if len(handelser) > 1:
            vad = "början" if slag == "bpmn:StartEvent" else "slut"
            self._noter.append(f"Processen har {len(handelser)} händelser för {vad}. Deras namn står efter varandra.")
        return "; ".join(namn) or annars

    def _forsta(self) -> None:
        """The header's process begins with the activity that stands first."""
        for start in (e for e in self.noder if ar(e, "bpmn:StartEvent")):
            for mal, nar in self._framat(start):
                if mal is not self.aktiviteter[0] or nar:
                    vad = f'"{namn_pa(mal)}"' if mal is not None else "slutet"
                    self._noter.append(
                        f"I filen leder starten till {vad}. I handboken börjar processen med det första steget."
                    )

    def _deltagare(self) -> list[Element]:
        samarbeten = [r for r in self._rotter if ar(r, "bpmn:Collaboration")]
        return [d for s in samarbeten for d in s.get("participants") if d.get("processRef") is self._process]

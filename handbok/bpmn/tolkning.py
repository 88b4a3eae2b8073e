"""What a BPMN file says, in the handbook's words, and what it says that a header cannot.

A header has activities in order, each with one role and its ways on. Whatever else a file holds – ways that run side by
side, events, data, text – is named for the one who goes on with the draft.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handbok.bpmn import AKTIVITET, PROCESS
from handbok.bpmn.forluster import Element, ar, ar_handelsedelprocess, ar_var, banor, forluster, namn_pa
from handbok.bpmn.lasning import Bpmnfel
from handbok.bpmn.vagar import Vag, Vagar
from handbok.modell import Aktivitet, Processbeskrivning, Steg
from handbok.svenska import till_id

FLEST_NODER = 500
_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Hemma:
    """What the handbook that a file is read into has: the roles' names by id, and whether a document `finns`.

    `agare` is the owner that was asked for.
    """

    roller: Mapping[str, str]
    finns: Callable[[str], bool]
    agare: str | None = None


@dataclass(frozen=True, slots=True)
class Tolkning:
    """What the file gives: the id and title of the process, its owner, and what is to be settled.

    All it names is in the handbook, so that a draft of it can be built and looked at.
    """

    id: str
    titel: str
    agare: str
    process: Processbeskrivning
    att_reda_ut: tuple[str, ...]


def tolka(definitioner: Element, filnamn: str, hemma: Hemma) -> Tolkning:
    """`filnamn` gives the title where the file has none.

    Raises:
        Bpmnfel: no process with activities, several processes, or too many shapes.
    """
    rotter = list(definitioner.get("rootElements"))
    processer = [r for r in rotter if ar(r, "bpmn:Process") and r.get("flowElements")]
    if len(processer) != 1:
        vad = "ingen process med innehåll" if not processer else f"{len(processer)} processer"
        raise Bpmnfel(f"Filen har {vad}. Spara en process i varje fil.")
    lasare = _Lasare(processer[0], rotter, hemma)
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


def _nar(nar: str | None) -> str:
    return f' när "{nar}"' if nar else ""


def _slutar(e: Element, slut: Element | None, nar: str | None) -> str:
    vilket = f', med slutet "{namn_pa(slut)}"' if slut is not None and namn_pa(slut) else ""
    return f'Processen slutar efter "{namn_pa(e)}"{_nar(nar)}{vilket}.'


def _ledigt(bas: str, tagna: set[str]) -> str:
    id_, n = bas, 2
    while id_ in tagna:
        id_, n = f"{bas}-{n}", n + 1
    return id_


class _Lasare:
    """One process of a file, and the notes made while it is read."""

    def __init__(self, process: Element, rotter: list[Element], hemma: Hemma) -> None:
        self._process, self._rotter, self._hemma = process, rotter, hemma
        self._noter: list[str] = []
        self._vagar = Vagar(list(process.get("flowElements")), self._noter)
        self.noder = self._vagar.noder
        self.aktiviteter = [e for e in self.noder if ar(e, "bpmn:Activity") and not ar_handelsedelprocess(e)]
        self._egna = {k: v[0] for k, v in _egna(process).items()}
        self._vagar.burna |= {id(a) for a in self.aktiviteter}
        kanda = [r for r in (hemma.agare, self._egna.get("ägare")) if r and r in hemma.roller]
        self._agare = next(iter((*kanda, *hemma.roller)), "agare")
        if not kanda:
            self._noter.append(f"Välj ägare. Filen säger inte vem, så tills vidare står {self._rollnamn(self._agare)}.")

    def _rollnamn(self, roll: str) -> str:
        return self._hemma.roller.get(roll, roll)

    def tolkning(self, filnamn: str, definitioner: Element) -> Tolkning:
        """Reads all of it."""
        titel = next((n for n in (*map(namn_pa, self._deltagare()), namn_pa(self._process)) if n), filnamn)
        egna = self._egna
        ledare = egna.get("processledare")
        if ledare and ledare not in self._hemma.roller:
            self._noter.append(f'Välj processledare. Rollen "{ledare}" i filen finns inte i data/organisation.yml.')
            ledare = None
        self._ordna(definitioner)
        starter = [v for e in self.noder if ar(e, "bpmn:StartEvent") for v in self._vagar.framat(e)]
        self._forsta(starter)
        aktiviteter = self._alla_steg(starter, ledare or self._agare)
        kategori = egna.get("kategori") if egna.get("kategori") in ("ledning", "huvud", "stöd") else None
        process = Processbeskrivning(
            kategori, ledare, egna.get("syfte"), self._handelse("bpmn:StartEvent", None),
            self._handelse("bpmn:EndEvent", egna.get("resultat")), aktiviteter,
        )  # fmt: skip
        self._noter += forluster(definitioner, self._process, self._vagar.burna, titel)
        id_ = _eget_id(self._process, PROCESS) or till_id(titel)
        return Tolkning(id_, titel, self._agare, process, tuple(dict.fromkeys(self._noter)))

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
            id_ = _ledigt(_eget_id(e, AKTIVITET) or till_id(namn_pa(e)) or f"steg-{nr}", tagna)
            tagna.add(id_)
            svar[id(e)] = id_
        return svar

    def _alla_steg(self, starter: list[Vag], annars: str) -> tuple[Aktivitet, ...]:
        """The activities, and where the file has an end before the last of them one more for that."""
        ids, banor_ = self._ids(), self._banor()
        vidare = [list(self._vagar.framat(a)) for a in self.aktiviteter]
        if not self._vagar.ut:
            if len(self.aktiviteter) > 1:
                self._noter.append("Filen har inga vägar mellan stegen. I utkastet går de efter varandra: kontrollera.")
            return tuple(self._aktivitet(a, ids, (), banor_, annars) for a in self.aktiviteter)
        for a, vagar in zip(self.aktiviteter, vidare, strict=True):
            vagar[:] = vagar or [(None, None)]
            slut = [(mal, nar) for mal, nar in vagar if mal is None or ar(mal, "bpmn:EndEvent")]
            if slut and (a is not self.aktiviteter[-1] or len(vagar) > 1 or slut[0][1]):
                self._noter += [_slutar(a, *s) for s in slut]
                ids.setdefault(id(None), _ledigt("processen-slutar", set(ids.values())))
        nadda = {id(mal) for mal, _ in (*starter, *(v for vagar in vidare for v in vagar))}
        self._noter += [
            f'Till steget "{namn_pa(a)}" leder ingen väg i filen. Skriv i sedan vilka steg som leder dit, '
            "eller ta bort steget."
            for a in self.aktiviteter[1:]
            if id(a) not in nadda
        ]
        steg = []
        for nr, (a, vagar) in enumerate(zip(self.aktiviteter, vidare, strict=True), 1):
            efter = self.aktiviteter[nr] if nr < len(self.aktiviteter) else None
            sedan = self._sedan(vagar, ids, ids.get(id(efter)), "sedan" in _egna(a))
            steg.append(self._aktivitet(a, ids, sedan, banor_, annars))
        if slutsteg := ids.get(id(None)):
            self._noter.append(
                'I handboken slutar en process bara efter det sista steget. Därför fick utkastet steget "Processen '
                f'slutar" sist, med rollen {self._rollnamn(annars)}. Ge det ett namn och välj roll.'
            )
            steg.append(Aktivitet(slutsteg, "Processen slutar", annars, (), "Här slutar processen.", (), (), None))
        return tuple(steg)

    def _banor(self) -> dict[int, tuple[str, str | None]]:
        """Each node's lane by name, the innermost, with the role it stands for."""
        svar: dict[int, tuple[str, str | None]] = {}
        steg = {id(a) for a in self.aktiviteter}
        for bana in banor(self._process):
            namn, noder = namn_pa(bana), list(bana.get("flowNodeRef"))
            if bana.get("childLaneSet"):
                self._noter.append(f'Banan "{namn}" har banor inuti sig. De innersta blev roller.')
            elif not any(id(nod) in steg for nod in noder):
                self._noter.append(f'Banan "{namn}" har inga steg och följer inte med.')
                continue
            roll = self._roll(namn, _egna(bana).get("roll", [""])[0])
            svar |= {id(nod): (namn, roll) for nod in noder}
        return svar

    def _roll(self, namn: str, egen: str) -> str | None:
        """The role a lane stands for: by its name, and where that does not tell by the id we gave it."""
        roller = self._hemma.roller
        hetersa = [r for r, n in roller.items() if n.casefold().split() == namn.casefold().split()]
        if egen in hetersa:
            return egen
        if len(hetersa) == 1:
            return hetersa[0]
        if egen in roller:
            self._noter.append(
                f'Banan "{namn}" heter inte som någon roll, men är i filen rollen {egen}. Stegen fick den rollen, som '
                f"nu heter {roller[egen]}: kontrollera."
            )
            return egen
        return None

    def _aktivitet(
        self, e: Element, ids: Mapping[int, str], sedan: tuple[Steg, ...],
        banor_: Mapping[int, tuple[str, str | None]], annars: str,
    ) -> Aktivitet:  # fmt: skip
        namn, egna = namn_pa(e), _egna(e)
        if not namn:
            self._noter.append(f"Steget {ids[id(e)]} saknar namn.")
        namn = namn or "Utan namn"
        bana, roll = banor_.get(id(e), (None, None))
        if roll is None:
            varfor = (
                "Det ligger inte i någon bana" if bana is None
                else f'Banan "{bana or "utan namn"}" är ingen roll i data/organisation.yml, eller flera'
            )  # fmt: skip
            self._noter.append(
                f'Välj roll för steget "{namn}". {varfor}, så tills vidare står {self._rollnamn(annars)}.'
            )
        if ar(e, "bpmn:SubProcess") and e.get("flowElements"):
            self._noter.append(
                f'Steget "{namn}" har egna steg inuti sig, som inte följer med. Beskriv dem i en egen process.'
            )
        behovs_inte = egna.get("rutin_behövs_inte")
        return Aktivitet(
            ids[id(e)], namn, roll or annars, self._finns(namn, "rutinen", egna.get("rutin", [])),
            behovs_inte[0] if behovs_inte else None, sedan, tuple(egna.get("samverkan", ())),
            self._delprocess(e, namn),
        )  # fmt: skip

    def _delprocess(self, e: Element, namn: str) -> str | None:
        kallad = str(e.get("calledElement") or "") if ar(e, "bpmn:CallActivity") else ""
        if kallad and not kallad.startswith(PROCESS):
            self._noter.append(f'Steget "{namn}" anropar {kallad}. Skriv delprocess om den finns i handboken.')
            return None
        return next(iter(self._finns(namn, "delprocessen", [kallad.removeprefix(PROCESS)] if kallad else [])), None)

    def _finns(self, namn: str, slag: str, ids: list[str]) -> tuple[str, ...]:
        self._noter += [
            f'Steget "{namn}" har i filen {slag} {i}, som inte finns i handboken. Skriv den som gäller.'
            for i in ids if not self._hemma.finns(i)
        ]  # fmt: skip
        return tuple(i for i in ids if self._hemma.finns(i))

    def _sedan(
        self, vagar: list[Vag], ids: Mapping[int, str], efter: str | None, utskrivet: bool
    ) -> tuple[Steg, ...]:
        """The ways on, written out only where the header would not say the same without."""
        alla = ((ids.get(id(mal)) or ids.get(id(None)), nar) for mal, nar in vagar)
        steg = tuple(Steg(till, nar) for till, nar in alla if till)
        return () if steg == (Steg(efter or "", None),) and not utskrivet else steg

    def _handelse(self, slag: str, annars: str | None) -> str | None:
        """The name of the start or the end; several are joined and named."""
        handelser = [e for e in self.noder if ar(e, slag)]
        self._vagar.burna |= {id(e) for e in handelser}
        namn = [n for n in map(namn_pa, handelser) if n]
        if len(handelser) > 1:
            vad = "början" if slag == "bpmn:StartEvent" else "slut"
            self._noter.append(f"Processen har {len(handelser)} händelser för {vad}. Deras namn står efter varandra.")
        return "; ".join(namn) or annars

    def _forsta(self, starter: list[Vag]) -> None:
        """The header's process begins with the activity that stands first: one that the start leads to."""
        mal = [m for m, _ in starter if m is not None and ar(m, "bpmn:Activity")]
        if mal and self.aktiviteter[0] not in mal:
            self.aktiviteter.remove(mal[0])
            self.aktiviteter.insert(0, mal[0])
        for m, nar in starter:
            if m is not self.aktiviteter[0] or nar:
                vad = f'"{namn_pa(m)}"' if m is not None and namn_pa(m) else "slutet"
                self._noter.append(
                    f"I filen leder starten till {vad}{_nar(nar)}. I handboken börjar processen med det första steget."
                )

    def _deltagare(self) -> list[Element]:
        samarbeten = [r for r in self._rotter if ar(r, "bpmn:Collaboration")]
        return [d for s in samarbeten for d in s.get("participants") if d.get("processRef") is self._process]

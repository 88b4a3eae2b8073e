"""What a BPMN file holds that a process here has no place for, named and counted."""

from collections import Counter
from typing import Any

from bpmn_io import is_a

from handbok.bpmn import NAMNRYMD

Element = Any

# What is read of an element, or says nothing of the process.
_LASTA = frozenset(
    {"type_", "id", "name", "incoming", "outgoing", "extensionElements", "flowNodeRef", "sourceRef", "targetRef",
     "calledElement", "isExecutable", "processRef", "flowElements", "laneSets", "lanes", "rootElements", "participants",
     "diagrams", "targetNamespace", "exporter", "exporterVersion", "expressionLanguage", "typeLanguage",
     "gatewayDirection", "attrs_", "parent_", "model_", "descriptor_", "isInterrupting", "isClosed",
     "processType", "completionQuantity", "startQuantity", "isForCompensation"}
)  # fmt: skip
VANLIGA = frozenset({"bpmn:Task", "bpmn:CallActivity"})
_PA_SVENSKA = {
    "documentation": "beskrivande text", "conditionExpression": "villkor skrivna som uttryck",
    "artifacts": "anteckningar och grupper", "messageFlows": "meddelanden till andra deltagare",
    "eventDefinitions": "vad händelser utlöses av", "loopCharacteristics": "upprepning av steg",
    "childLaneSet": "banor inuti banor", "default": "förvald väg", "ioSpecification": "in- och utdata",
    "dataInputAssociations": "in- och utdata", "dataOutputAssociations": "in- och utdata",
}  # fmt: skip


def ar(e: Element, slag: str) -> bool:
    return is_a(e, slag)


def namn_pa(e: Element) -> str:
    namn = e.get("name")
    return namn if isinstance(namn, str) and namn.strip() else ""


def ar_var(v: Element) -> bool:
    return getattr(v.descriptor_, "ns_uri", None) == NAMNRYMD


def forluster(definitioner: Element, process: Element, lasta: list[Element]) -> list[str]:
    """Everything of the file but `lasta`, what is read of those, and the process with its lanes."""
    rotter = list(definitioner.get("rootElements"))
    samarbeten = [r for r in rotter if ar(r, "bpmn:Collaboration")]
    deltagare = [d for s in samarbeten for d in s.get("participants")]
    andra = [d for d in deltagare if d.get("processRef") is not process]
    ovriga = [e for e in process.get("flowElements") if not ar(e, "bpmn:FlowNode") and not ar(e, "bpmn:SequenceFlow")]
    slag = Counter(str(e.type_) for e in [*ovriga, *(r for r in rotter if r is not process and r not in samarbeten)])
    sorter = Counter(str(e.type_) for e in lasta if ar(e, "bpmn:Activity") and e.type_ not in VANLIGA)
    banor = [b for s in process.get("laneSets") for b in s.get("lanes")]
    alla = [definitioner, process, *samarbeten, *andra, *banor, *lasta]
    falt = Counter(_PA_SVENSKA.get(f, f) for e in alla for f in vars(e) if f not in _LASTA and getattr(e, f))
    frammande = sum(not ar_var(v) for e in alla for v in _tillagg(e)) + sum(len(_egenskaper(e)) for e in alla)
    noter = [
        f'Deltagaren "{namn_pa(d)}" följer inte med. Skriv den under samverkan i de steg där den är med.' for d in andra
    ]
    noter += [f"{n.removeprefix('bpmn:')} följer inte med ({antal} stycken)." for n, antal in sorted(slag.items())]
    noter += [
        f"{antal} steg av slaget {n.removeprefix('bpmn:')} blev vanliga aktiviteter."
        for n, antal in sorted(sorter.items())
    ]
    noter += [f"Det här följer inte med: {n} ({antal} stycken)." for n, antal in sorted(falt.items())]
    if frammande:
        noter.append(f"Tillägg från andra program följer inte med ({frammande} stycken).")
    return noter


def _tillagg(e: Element) -> list[Element]:
    tillagg = e.get("extensionElements") if "extensionElements" in vars(e) else None
    return list(tillagg.get("values")) if tillagg else []


def _egenskaper(e: Element) -> list[str]:
    """Attributes of other programs; the names of namespaces are none."""
    return [n for n in getattr(e, "attrs_", {}) or {} if not n.startswith("xmlns")]

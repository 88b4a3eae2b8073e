"""What a BPMN file holds that a process here has no place for: each thing by its kind and its own words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bpmn_io import is_a

from handbok.bpmn import NAMNRYMD
from handbok.svenska import och

Element = Any

# What is read of an element, is listed as a thing of its own, or says nothing of the process.
_LASTA = frozenset(
    {"type_", "id", "name", "incoming", "outgoing", "extensionElements", "flowNodeRef", "sourceRef", "targetRef",
     "calledElement", "isExecutable", "processRef", "flowElements", "laneSets", "lanes", "rootElements", "participants",
     "diagrams", "targetNamespace", "exporter", "exporterVersion", "expressionLanguage", "typeLanguage",
     "gatewayDirection", "attrs_", "parent_", "model_", "descriptor_", "isInterrupting", "isClosed",
     "processType", "completionQuantity", "startQuantity", "isForCompensation", "artifacts", "messageFlows", "text",
     "textFormat", "attachedToRef", "boundaryEventRefs", "triggeredByEvent", "childLaneSet", "dataObjectRef",
     "dataStoreRef", "categoryValueRef", "categoryValue", "associationDirection", "itemSubjectRef"}
)  # fmt: skip
VANLIGA = frozenset({"bpmn:Task", "bpmn:CallActivity"})
_FALT = {
    "documentation": "beskrivande text", "conditionExpression": "villkor skrivet som uttryck",
    "eventDefinitions": "vad händelsen utlöses av", "loopCharacteristics": "upprepning av steget",
    "default": "förvald väg", "ioSpecification": "in- och utdata", "dataInputAssociations": "indata",
    "dataOutputAssociations": "utdata", "properties": "egenskaper", "resources": "resurser",
    "messageRef": "meddelande",
}  # fmt: skip
# The first that fits.
_SLAG = (
    ("bpmn:Activity", "steget"), ("bpmn:ExclusiveGateway", "valet"), ("bpmn:Gateway", "grinden"),
    ("bpmn:Event", "händelsen"), ("bpmn:SequenceFlow", "vägen"), ("bpmn:MessageFlow", "meddelandet"),
    ("bpmn:Message", "meddelandet"),
    ("bpmn:Association", "kopplingen"), ("bpmn:TextAnnotation", "anteckningen"), ("bpmn:Group", "gruppen"),
    ("bpmn:Category", "kategorin"), ("bpmn:DataObject", "dataobjektet"), ("bpmn:DataObjectReference", "dataobjektet"),
    ("bpmn:DataStore", "datalagret"), ("bpmn:DataStoreReference", "datalagret"), ("bpmn:Lane", "banan"),
    ("bpmn:Participant", "deltagaren"), ("bpmn:Process", "processen"), ("bpmn:Collaboration", "samarbetet"),
    ("bpmn:TimerEventDefinition", "tid"), ("bpmn:MessageEventDefinition", "meddelande"),
    ("bpmn:MultiInstanceLoopCharacteristics", "en gång för var och en"), ("bpmn:StandardLoopCharacteristics", "slinga"),
)  # fmt: skip
_ORD = ("name", "text", "body", "value")


def ar(e: Element, slag: str) -> bool:
    return is_a(e, slag)


def namn_pa(e: Element) -> str:
    namn = e.get("name")
    return namn if isinstance(namn, str) and namn.strip() else ""


def ar_var(v: Element) -> bool:
    return getattr(v.descriptor_, "ns_uri", None) == NAMNRYMD


def ar_handelsedelprocess(e: Element) -> bool:
    """Steps beside the others, begun by something that happens."""
    return ar(e, "bpmn:SubProcess") and bool(e.get("triggeredByEvent"))


def beskriv(e: Element) -> str:
    """A thing by its kind and words, with its ends, the step it hangs on or the step it lies in."""
    text = _kort(e)
    if fran := _mal(e, "sourceRef"):
        till = _mal(e, "targetRef")
        text = f"{text.removesuffix(' utan namn')} från {och(fran)}" + (f" till {och(till)}" if till else "")
    if vid := _mal(e, "attachedToRef"):
        text += f" vid {och(vid)}"
    inuti = getattr(e, "parent_", None)
    return f"{text} i {_kort(inuti)}" if inuti is not None and ar(inuti, "bpmn:SubProcess") else text


def _kort(e: Element) -> str:
    if ar_handelsedelprocess(e):
        slag = "händelsedelprocessen"
    else:
        slag = next((ord_ for typ, ord_ in _SLAG if ar(e, typ)), str(e.type_).removeprefix("bpmn:"))
    varde = getattr(e, "categoryValueRef", None) if ar(e, "bpmn:Group") else None
    ord_ = _egna_ord(varde or e)
    return f'{slag} "{ord_[0]}"' if ord_ else f"{slag} utan namn"


def _egna_ord(e: Element) -> list[str]:
    texter = (getattr(e, f, None) for f in _ORD)
    # Drawing programs name what they add themselves with two lines.
    return [t for t in texter if isinstance(t, str) and t.strip() and not t.startswith("__")]


def _mal(e: Element, falt: str) -> list[str]:
    varde = getattr(e, falt, None)
    return [_kort(m) for m in (varde if isinstance(varde, list) else [varde]) if m is not None]


def innehall(e: Element) -> Iterator[Element]:
    """All that a process or a step holds, and what its steps hold."""
    for del_ in (*e.get("flowElements"), *e.get("artifacts")):
        yield del_
        if ar(del_, "bpmn:SubProcess"):
            yield from innehall(del_)


def banor(e: Element) -> Iterator[Element]:
    """The lanes of a process, or of a lane, each before those inside it."""
    for bana in [b for s in (e.get("laneSets") if ar(e, "bpmn:Process") else [e.get("childLaneSet")]) if s
                 for b in s.get("lanes")]:  # fmt: skip
        yield bana
        yield from banor(bana)


def forluster(definitioner: Element, process: Element, burna: set[int], titel: str) -> list[str]:
    """Everything of the file but what has its id() among `burna`, and what is lost of those."""
    rotter = list(definitioner.get("rootElements"))
    samarbeten = [r for r in rotter if ar(r, "bpmn:Collaboration")]
    deltagare = [d for s in samarbeten for d in s.get("participants")]
    andra = [d for d in deltagare if d.get("processRef") is not process]
    ting = [r for r in rotter if r is not process and r not in samarbeten]
    ting += [e for s in samarbeten for e in (*s.get("messageFlows"), *s.get("artifacts"))]
    ting += innehall(process)
    ramar = [definitioner, process, *samarbeten, *deltagare, *banor(process)]
    noter = [
        f'Deltagaren "{namn_pa(d)}" följer inte med. Skriv den under samverkan i de steg där den är med.' for d in andra
    ]
    noter += [
        f"Namnet på {_kort(e)} följer inte med."
        for e in (process, *samarbeten, *deltagare)
        if e not in andra and namn_pa(e) not in ("", titel)
    ]
    borta = Counter(beskriv(e) for e in ting if id(e) not in burna and not _bara_bakom(e))
    noter += [f"{stor(vad)} följer inte med{_hur_manga(antal)}." for vad, antal in borta.items()]
    noter += _sorter([e for e in ting if id(e) in burna and ar(e, "bpmn:Activity") and e.type_ not in VANLIGA])
    alla = [*ramar, *ting]
    falt = Counter(f"Från {beskriv(e)} följer inte med: {f}" for e in alla for f in _falt(e))
    noter += [f"{vad}{_hur_manga(antal)}." for vad, antal in falt.items()]
    frammande = sum(not ar_var(v) for e in alla for v in _tillagg(e)) + sum(len(_egenskaper(e)) for e in alla)
    if frammande:
        noter.append(f"Tillägg från andra program följer inte med ({frammande} stycken).")
    return noter


def _bara_bakom(e: Element) -> bool:
    """What is not drawn itself, but stands behind something that is."""
    return (ar(e, "bpmn:DataObject") or ar(e, "bpmn:Category")) and not namn_pa(e)


def stor(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hur_manga(antal: int) -> str:
    return f" ({antal} stycken)" if antal > 1 else ""


def _sorter(steg: list[Element]) -> Iterator[str]:
    per_sort: dict[str, list[str]] = {}
    for e in steg:
        per_sort.setdefault(str(e.type_).removeprefix("bpmn:"), []).append(f'"{namn_pa(e)}"')
    for sort, namn in sorted(per_sort.items()):
        yield f"{len(namn)} steg av slaget {sort} blev vanliga aktiviteter: {och(namn)}."


def _falt(e: Element) -> Iterator[str]:
    """The fields of an element that are not read, each with the words it holds."""
    for falt, varde in vars(e).items():
        if falt in _LASTA or not varde:
            continue
        ord_ = dict.fromkeys(o for v in (varde if isinstance(varde, list) else [varde]) for o in _ord(v, e))
        namn = _FALT.get(falt, falt)
        yield f"{namn} ({'; '.join(ord_)})" if ord_ else namn


def _ord(varde: Element, agare: Element) -> Iterator[str]:
    """The words of a value: its own and those of what it holds; of what it points at the name."""
    if not hasattr(varde, "descriptor_"):
        if varde is not True:
            yield str(varde)
    elif getattr(varde, "parent_", None) is not agare:
        yield _kort(varde)
    else:
        yield from (slag for typ, slag in _SLAG if ar(varde, typ))
        yield from (f'"{o}"' for o in _egna_ord(varde))
        for falt, inre in vars(varde).items():
            if falt not in ("parent_", "type_", "attrs_", "id"):
                for v in inre if isinstance(inre, list) else [inre]:
                    if hasattr(v, "descriptor_"):
                        yield from _ord(v, varde)


def _tillagg(e: Element) -> list[Element]:
    tillagg = e.get("extensionElements") if "extensionElements" in vars(e) else None
    return list(tillagg.get("values")) if tillagg else []


def _egenskaper(e: Element) -> list[str]:
    """Attributes of other programs; the names of namespaces are none."""
    return [n for n in getattr(e, "attrs_", {}) or {} if not n.startswith("xmlns")]

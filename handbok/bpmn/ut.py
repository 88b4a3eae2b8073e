"""A process as BPMN 2.0 with the coordinates of its map."""

from collections.abc import Callable, Iterable
from typing import Any

from bpmn_io import BpmnModdle

from handbok.bilder.kartdelar import LITEN, LITEN_RAD, Flode, Karta, Nod, Text
from handbok.bilder.kartlayout import lagg_ut
from handbok.bilder.radbrytning import em
from handbok.bpmn import AKTIVITET, NAMNRYMD, PROCESS, UPPGIFT
from handbok.modell import Aktivitet, Dokument, Processbeskrivning

# From the map's corner to the page's; the pool's and the lanes' own names stand in between.
X, Y, NAMN_B = 220, 80, 30
# A drawing program's letters are larger in their boxes than ours, and it puts a sign of its own in some.
SKALA = 1.5
MEDFOLJER = frozenset({"titel", "typ", "ägare", "kategori", "processledare", "syfte", "startar_när", "resultat",
                       "aktiviteter"})  # fmt: skip

# bpmn-io 0.2.2 stops at '" in an attribute (KeyError); no text of a header holds this character.
_APOSTROF = "\x01"

Element = Any  # a model element; the library's types are made when it runs


def kvar(dok: Dokument) -> list[str]:
    """The keys of the header that do not follow with it."""
    return list(dict.fromkeys(str(vag[0]) for vag in dok.lagen.nycklar if vag and vag[0] not in MEDFOLJER))


def till_bpmn(dok: Dokument, process: Processbeskrivning, rollnamn: Callable[[str], str]) -> str:
    """The file's text. The process is `ritbar`, and no two of its activities have the same id."""
    delprocesser = frozenset(a.delprocess for a in process.aktiviteter if a.delprocess)
    karta = lagg_ut(process, rollnamn, delprocesser)
    xml: str = _Export(BpmnModdle(), karta, process).fil(dok, rollnamn)
    # The library leaves tabs in attributes as they are, where XML reads a blank.
    return xml.replace("\t", "&#9;").replace(_APOSTROF, "&#39;")


class _Export:
    """Elements by the shape they are drawn as, while the file is made."""

    def __init__(self, moddle: BpmnModdle, karta: Karta, process: Processbeskrivning) -> None:
        self._moddle, self._karta, self._process = moddle, karta, process
        self._noder = {nod: self._nod(nod) for nod in self._former()}

    def _ny(self, slag: str, **falt: Any) -> Element:
        rena = {k: v.replace("'", _APOSTROF) if isinstance(v, str) else v for k, v in falt.items() if v is not None}
        return self._moddle.create("bpmn" + slag if slag.startswith("di:") else f"bpmn:{slag}", rena)

    def _former(self) -> list[Nod]:
        k = self._karta
        slut = [k.slut] if k.slut else []
        return [k.start, *(r.nod for r in k.rutor), *k.val, *slut]

    def _nod(self, nod: Nod) -> Element:
        p = self._process
        if nod.slag == "start":
            return self._ny("StartEvent", id="Start", name=p.startar_nar)
        if nod.slag == "slut":
            return self._ny("EndEvent", id="Slut", name=p.resultat)
        aktivitet = p.aktiviteter[nod.nr]
        if nod.slag == "val":
            return self._ny("ExclusiveGateway", id=f"Val_{aktivitet.id}")
        kallad = PROCESS + aktivitet.delprocess if aktivitet.delprocess else None
        return self._ny(
            "CallActivity" if kallad else "Task", id=AKTIVITET + aktivitet.id, name=aktivitet.namn,
            calledElement=kallad, extensionElements=self._uppgifter(_egna(aktivitet)),
        )  # fmt: skip

    def _uppgifter(self, par: Iterable[tuple[str, str | None]]) -> Element | None:
        varden = [
            self._moddle.create_any(UPPGIFT, NAMNRYMD, {"namn": namn, "$body": text}) for namn, text in par if text
        ]
        return self._ny("ExtensionElements", values=varden) if varden else None

    def fil(self, dok: Dokument, rollnamn: Callable[[str], str]) -> str:
        p, k = self._process, self._karta
        floden = sorted(k.floden, key=lambda f: (f.fran.nr, f.fran.slag == "val", f.steg or 0))
        vagar = [(self._vag(nr, f), f) for nr, f in enumerate(floden, 1)]
        banor = [self._bana(nr, b.roll, rollnamn(b.roll)) for nr, b in enumerate(k.banor, 1)]
        egna = [("ägare", dok.agare), ("kategori", p.kategori), ("processledare", p.processledare), ("syfte", p.syfte)]
        process = self._ny(
            "Process", id=PROCESS + dok.id, name=dok.titel, isExecutable=False,
            extensionElements=self._uppgifter([*egna, ("resultat", None if k.slut else p.resultat)]),
            laneSets=[self._ny("LaneSet", id="Banor", lanes=banor)],
            flowElements=[*self._noder.values(), *(v for v, _ in vagar)],
        )  # fmt: skip
        deltagare = self._ny("Participant", id="Deltagare", name=dok.titel, processRef=process)
        samarbete = self._ny("Collaboration", id="Samarbete", participants=[deltagare])
        former = [*self._ytor(deltagare, banor), *(self._linje(v, f) for v, f in vagar)]
        plan = self._ny("di:BPMNPlane", id="Plan", bpmnElement=samarbete, planeElement=former)
        rot = self._ny(
            "Definitions", id="Definitioner", targetNamespace=NAMNRYMD, **{"xmlns:kh": NAMNRYMD},
            rootElements=[samarbete, process], diagrams=[self._ny("di:BPMNDiagram", id="Ritning", plane=plan)],
        )  # fmt: skip
        return self._moddle.to_xml(rot, {"format": True}).xml

    def _vag(self, nr: int, f: Flode) -> Element:
        fran, till = self._noder[f.fran], self._noder[f.till]
        steg = self._process.aktiviteter[f.fran.nr].sedan if f.steg is not None else ()
        vag = self._ny("SequenceFlow", id=f"Vag_{nr}", sourceRef=fran, targetRef=till,
                       name=steg[f.steg].nar if steg and f.steg is not None else None)  # fmt: skip
        fran.get("outgoing").append(vag)
        till.get("incoming").append(vag)
        return vag

    def _bana(self, nr: int, roll: str, namn: str) -> Element:
        egna = {n for n, a in enumerate(self._process.aktiviteter) if a.roll == roll}
        noder = [e for nod, e in self._noder.items() if max(nod.nr, 0) in egna]
        return self._ny("Lane", id=f"Bana_{nr}", name=namn, flowNodeRef=noder,
                        extensionElements=self._uppgifter([("roll", roll)]))  # fmt: skip

    def _ytor(self, deltagare: Element, banor: list[Element]) -> Iterable[Element]:
        """Shapes. The first and last lane reach out over the ways above and below them: lanes fill their pool."""
        k = self._karta
        yield self._yta(deltagare, (-2 * NAMN_B, 0, k.bredd + 2 * NAMN_B, k.hojd), isHorizontal=True)
        for nr, (element, bana) in enumerate(zip(banor, k.banor, strict=True)):
            y = 0 if nr == 0 else bana.y
            slut = k.hojd if nr == len(banor) - 1 else bana.y + bana.h
            yield self._yta(element, (-NAMN_B, y, k.bredd + NAMN_B, slut - y), isHorizontal=True)
        for nod, element in self._noder.items():
            val = {"isMarkerVisible": True} if nod.slag == "val" else {}
            yield self._yta(element, (nod.x, nod.y, nod.b, nod.h), **val)

    def _yta(self, element: Element, ruta: tuple[int, int, int, int], **falt: Any) -> Element:
        return self._ny(
            "di:BPMNShape", id=f"{element.get('id')}_yta", bpmnElement=element, bounds=self._granser(*ruta), **falt
        )

    def _granser(self, x: int, y: int, b: int, h: int) -> Element:
        matt = {"x": X + _skala(x), "y": Y + _skala(y), "width": _skala(b), "height": _skala(h)}
        return self._moddle.create("dc:Bounds", matt)

    def _linje(self, vag: Element, f: Flode) -> Element:
        punkter = [self._moddle.create("dc:Point", {"x": X + _skala(x), "y": Y + _skala(y)}) for x, y in f.punkter]
        etikett = self._ny("di:BPMNLabel", bounds=self._granser(*_ruta(f.etikett))) if f.etikett else None
        return self._ny("di:BPMNEdge", id=f"{vag.get('id')}_linje", bpmnElement=vag, waypoint=punkter, label=etikett)


def _skala(langd: int) -> int:
    return round(langd * SKALA)


def _ruta(text: Text) -> tuple[int, int, int, int]:
    bredd = round(max(map(em, text.rader)) * LITEN)
    return text.x, text.y - LITEN, bredd, len(text.rader) * LITEN_RAD


def _egna(a: Aktivitet) -> Iterable[tuple[str, str | None]]:
    """What BPMN has no place for. A single way without words that is written out looks like one that is not."""
    yield from (("rutin", r) for r in a.rutiner)
    yield "rutin_behövs_inte", a.rutin_behovs_inte
    yield from (("samverkan", s) for s in a.samverkan)
    yield "sedan", "utskrivet" if len(a.sedan) == 1 else None

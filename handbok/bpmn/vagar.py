"""The ways between the steps of a BPMN file, followed through gateways and events."""

from collections.abc import Iterator

from handbok.bpmn.forluster import Element, ar, ar_handelsedelprocess, beskriv, namn_pa, stor

# A way on: the activity or the end it leads to, None for an end that is not drawn, and its words.
Vag = tuple[Element | None, str | None]


class Vagar:
    """The nodes and ways of one process. `burna` holds id() of all that a way or a note says."""

    def __init__(self, element: list[Element], noter: list[str]) -> None:
        self.noder = [e for e in element if ar(e, "bpmn:FlowNode")]
        self.ut: dict[int, list[Element]] = {}
        for v in (e for e in element if ar(e, "bpmn:SequenceFlow") and e.get("sourceRef") and e.get("targetRef")):
            self.ut.setdefault(id(v.get("sourceRef")), []).append(v)
        self.noter, self.burna = noter, set[int]()

    def framat(self, e: Element) -> Iterator[Vag]:
        """What follows, through gateways and events, with the words on the way: activities and ends."""
        vantar: list[tuple[Element, tuple[str, ...]]] = [(v, ()) for v in reversed(self.ut.get(id(e), []))]
        if len(vantar) > 1:
            self.noter.append(
                f'Från "{namn_pa(e)}" går flera vägar samtidigt. De blev ett val: skriv när var och en gäller.'
            )
        vantar[:0] = self._fran_kanten(e)
        sedda = set[int]()
        while vantar:
            vag, ord_ = vantar.pop()
            ord_ = (*ord_, namn_pa(vag)) if namn_pa(vag) else ord_
            mal = vag.get("targetRef")
            nar = " – ".join(ord_) or None
            self.burna |= {id(vag), id(mal)}
            if (ar(mal, "bpmn:Activity") and not ar_handelsedelprocess(mal)) or ar(mal, "bpmn:EndEvent"):
                yield mal, nar
            elif id(mal) in sedda:
                vilken = f" ({nar})" if nar else ""
                self.noter.append(
                    f'Vägarna efter "{namn_pa(e)}" går ihop och delar sig igen{vilken}. Kontrollera dem.'
                )
            else:
                sedda.add(id(mal))
                vidare = self.ut.get(id(mal), [])
                if not vidare:
                    yield None, nar
                vantar += [(v, ord_) for v in reversed(vidare)]
                self._passerad(e, mal, ord_)

    def _fran_kanten(self, e: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
        """The ways from the events on an activity's edge: they become ways from it, after its own."""
        for kant in reversed(self.noder):
            if ar(kant, "bpmn:BoundaryEvent") and kant.get("attachedToRef") is e:
                for vag in reversed(self.ut.get(id(kant), [])):
                    self.burna.add(id(kant))
                    self.noter.append(
                        f"{stor(beskriv(kant))} blev ett val efter steget, med {beskriv(vag)}. "
                        "Kontrollera orden, och skriv när den vanliga vägen gäller."
                    )
                    yield vag, (namn_pa(kant),) if namn_pa(kant) else ()

    def _passerad(self, e: Element, nod: Element, ord_: tuple[str, ...]) -> None:
        """What a gateway or an event on the way says that is lost."""
        namn = f' "{namn_pa(nod)}"' if namn_pa(nod) else f' efter "{namn_pa(e)}"'
        ut = self.ut.get(id(nod), [])
        if not ar(nod, "bpmn:Gateway"):
            self.noter.append(
                f"Händelsen{namn} mellan två steg följer inte med. Beskriv den i ett steg eller i texten."
            )
        elif not ar(nod, "bpmn:ExclusiveGateway"):
            sort = str(nod.type_).removeprefix("bpmn:")
            vad = "De blev ett val" if len(ut) > 1 else "Att de väntas in följer inte med"
            self.noter.append(
                f"Vägarna vid grinden{namn} ({sort}) kan gå samtidigt. {vad}: beskriv i texten hur det är."
            )
        elif namn_pa(nod):
            self.noter.append(f"Valets fråga{namn} följer inte med. Skriv svaren så att de går att förstå ensamma.")
        if ord_ and ar(nod, "bpmn:Gateway") and len(ut) > 1:
            self.noter.append(
                f'Två val i rad blev ett, med svaren sammansatta (efter "{ord_[-1]}"). Kontrollera orden.'
            )

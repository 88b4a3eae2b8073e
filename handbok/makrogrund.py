"""What the macros share: how they find what an argument names."""

from collections.abc import Iterable

from handbok.bitar import Sammanhang
from handbok.makrosvar import InteBedombart, Makrofel
from handbok.modell import Dokument, Organisation
from handbok.svenska import menade_du


def kand(id_: str, kanda: Iterable[str], vad: str) -> None:
    """Refuses an id that nothing has; `vad` names what was looked for, as `Rollen`."""
    kanda = list(kanda)
    if id_ not in kanda:
        raise Makrofel(f"{vad} {id_} finns inte.", menade_du(id_, kanda) or "Rätta namnet.")


def bland(argument: str, varde: str | None, ord_: Iterable[str]) -> None:
    """Refuses a word that an argument does not take."""
    ord_ = list(ord_)
    if varde is not None and varde not in ord_:
        raise Makrofel(f"{argument} är {varde}.", f"Välj bland: {', '.join(ord_)}.")


def organisation(s: Sammanhang) -> Organisation:
    """The organisation that an argument names a part of."""
    if s.handbok.organisation is None:
        raise InteBedombart("data/organisation.yml")
    return s.handbok.organisation


def process(s: Sammanhang, id_: str) -> Dokument:
    """The process that an argument names."""
    dok = s.handbok.hitta(id_)
    if dok is not None and dok.process:
        return dok
    if id_ in s.handbok.trasiga:
        raise InteBedombart(s.handbok.trasiga[id_])
    kanda = [d.id for d in s.handbok.dokument if d.process]
    raise Makrofel(f"Processen {id_} finns inte.", menade_du(id_, kanda) or "Rätta processens id.", "dokument")

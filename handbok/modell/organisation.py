"""The municipality: nämnder, verksamheter, enheter and roles. No persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handbok.modell.grund import Lagen


@dataclass(frozen=True, slots=True)
class Roll:
    """A function with its own mailbox."""

    id: str
    namn: str
    verksamhet: str | None
    e_post: str | None
    telefon: str | None
    vakant: bool
    upphord: date | None

    def finns(self, dag: date) -> bool:
        """Whether the role is there on `dag`; it may be vacant."""
        return self.upphord is None or dag < self.upphord

    def i_tjanst(self, dag: date) -> bool:
        """Whether someone holds the role on `dag`."""
        return not self.vakant and self.finns(dag)


@dataclass(frozen=True, slots=True)
class Verksamhet:
    """A verksamhet with its enheter (id -> name)."""

    id: str
    namn: str
    enheter: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Organisation:
    """data/organisation.yml. `beslutar` says which roles and nämnder may decide a typ; `e_post` is the mailbox for
    anyone's remarks on the handbook."""

    kommun: str
    kod: str | None
    e_post: str | None
    prioriterad_risk: int | None
    namnder: Mapping[str, str]
    verksamheter: Mapping[str, Verksamhet]
    roller: Mapping[str, Roll]
    beslutar: Mapping[str, tuple[str, ...]]
    lagen: Lagen

    @property
    def enheter(self) -> Mapping[str, str]:
        """Every enhet (id -> name)."""
        return {id_: namn for v in self.verksamheter.values() for id_, namn in v.enheter.items()}

    def vakant(self, id_: str, dag: date) -> Roll | None:
        """The role, where nobody holds it on `dag`; None for one in post, a nämnd, and what is unknown (META005)."""
        roll = self.roller.get(id_)
        return roll if roll and not roll.i_tjanst(dag) else None

    def namn(self, id_: str) -> str:
        """The name of a role or nämnd; the id itself where it is unknown (META005 says so)."""
        if id_ in self.roller:
            return self.roller[id_].namn
        return self.namnder.get(id_, id_)

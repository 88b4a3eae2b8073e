"""Places in files, findings, and what was not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Nyckelvag = tuple[str | int, ...]
Punkt = tuple[int, int]
Allvar = Literal["fel", "varning"]


@dataclass(frozen=True, order=True, slots=True)
class Plats:
    """A place in a file: path relative to the root, line and column from 1."""

    fil: str
    rad: int = 1
    kolumn: int = 1


@dataclass(frozen=True, slots=True)
class Lagen:
    """Where each key and value of a file stands, and the values that are texts, as they were written. A key path is
    `("datum", "fastställd")` or `("lagrum", 0)`."""

    fil: str
    nycklar: Mapping[Nyckelvag, Punkt] = field(default_factory=dict)
    varden: Mapping[Nyckelvag, Punkt] = field(default_factory=dict)
    texter: Mapping[Nyckelvag, str] = field(default_factory=dict)

    def nyckel(self, vag: Nyckelvag) -> Plats:
        """The place of the key itself; of the nearest parent where it is missing; 1:1 at the top."""
        while vag:
            punkt = self.nycklar.get(vag) or self.varden.get(vag)
            if punkt:
                return Plats(self.fil, *punkt)
            vag = vag[:-1]
        return Plats(self.fil)

    def varde(self, vag: Nyckelvag) -> Plats:
        """The place of the value, or as `nyckel` where there is none."""
        punkt = self.varden.get(vag)
        return Plats(self.fil, *punkt) if punkt else self.nyckel(vag)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table by name; for a whole row or column the other name is None."""

    tabell: str
    rad: str | None
    kolumn: str | None


@dataclass(frozen=True, slots=True)
class Fynd:
    """What a rule found: where, what, and what to do. Code and severity come from the list of rules.

    `allvar` and `stoppar` are given only where this finding departs from its rule's own. `namn`
    are the words an exemption may name it by (the act, the key, the link's target).
    """

    plats: Plats
    text: str
    gor_sa_har: str
    cell: Cell | None = None
    angivet: str | None = None
    raknat: str | None = None
    allvar: Allvar | None = None
    stoppar: bool | None = None
    namn: tuple[str, ...] = ()


Felslag = Literal["oläsbar", "saknas", "fel värde", "okänt fält", "obelagd"]


@dataclass(frozen=True, slots=True)
class Lasfel:
    """A fault met while reading; the META rules sort them by `slag`."""

    slag: Felslag
    fynd: Fynd


@dataclass(frozen=True, order=True, slots=True)
class InteKontrollerat:
    """Something no rule could judge, and why. Never the same as passed."""

    fil: str
    vad: str
    varfor: str


@dataclass(frozen=True, slots=True)
class Undantag:
    """An exemption written by an author: which code, of what, why, and its last valid day.

    `rader` are the file's first and last line it covers; None for the whole file.
    """

    kod: str
    skal: str
    till: date
    galler: str | None
    plats: Plats
    rader: tuple[int, int] | None = None

"""What a process map is made of: shapes, texts, lines and lanes, with sizes in whole pixels."""

from dataclasses import dataclass
from typing import Literal

RUTA_B, RUTA_H, LUFT = 128, 44, 7  # an activity's width and least height, and the air around its text
TEXT, RAD = 13, 16  # font size of activities, and from line to line
LITEN, LITEN_RAD = 12, 15  # of lanes, words on the ways and notes under an activity
ROMB, CIRKEL = 26, 24  # a choice; start and end
SPAR = 10  # between two lines side by side
PIL = 18  # from the last track to the activity, with room for the arrow's head
BANHUVUD = 140  # the roles' names, left of the map
ETIKETT_B = 92  # the widest words on a way
MARK_H = 26  # the link to a sub-process: high enough to hit (WCAG 2.2, 2.5.8)

Punkt = tuple[int, int]
Nodslag = Literal["start", "steg", "val", "slut"]


@dataclass(frozen=True, slots=True)
class Nod:
    """A shape: its kind, the activity it belongs to (by place; -1 for the start) and its rectangle."""

    slag: Nodslag
    nr: int
    x: int
    y: int
    b: int
    h: int


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text: `x` is their left edge, `y` the first line's baseline."""

    rader: tuple[str, ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Ruta:
    """An activity: its shape, its name in lines, and what hangs under it."""

    nod: Nod
    namn: Text
    mark: Nod | None
    samverkan: Text | None


@dataclass(frozen=True, slots=True)
class Flode:
    """A line from one shape's border to another's, in right angles, with the words of its condition.

    `steg` is which of the activity's ways it is; None between an activity and its choice, and from start or to end.
    """

    fran: Nod
    till: Nod
    punkter: tuple[Punkt, ...]
    etikett: Text | None
    steg: int | None


@dataclass(frozen=True, slots=True)
class Bana:
    """A role's lane across the map, with its name in lines."""

    roll: str
    y: int
    h: int
    namn: Text


@dataclass(frozen=True, slots=True)
class Karta:
    """A process map. The lanes' names stand in a strip of their own, BANHUVUD wide, left of x = 0.

    `kolumner` are the left edges of the activities' columns: there only lines are cut, if the map is.
    """

    bredd: int
    hojd: int
    banor: tuple[Bana, ...]
    rutor: tuple[Ruta, ...]
    val: tuple[Nod, ...]
    start: Nod
    slut: Nod | None
    floden: tuple[Flode, ...]
    moten: tuple[Punkt, ...]
    kolumner: tuple[int, ...]

"""Statistics: tables of cells that hold an exact number, a code or text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handbok.modell.grund import Lagen, Plats

# Codes that stand in place of a number, and the word a reader sees.
KODER: Mapping[str, str] = {
    "saknas": "uppgift saknas",
    "..": "skyddad uppgift",
    ".": "ej tillämpligt",
    "–": "0",
}


@dataclass(frozen=True, slots=True)
class Tabellcell:
    """One cell. `tal` is exact and has as many decimals as were written; `kod` is a key of KODER."""

    text: str
    tal: Decimal | None
    kod: str | None
    enhet: str
    rad: int
    kolumn: int

    @property
    def decimaler(self) -> int:
        """How many decimals were written."""
        exponent = self.tal.as_tuple().exponent if self.tal is not None else 0
        return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column's own unit, decimals and formula, where they differ from the table's."""

    namn: str
    enhet: str
    decimaler: int | None
    formel: str | None


@dataclass(frozen=True, slots=True)
class Kalla:
    """Where the figures come from and the day they were taken out."""

    system: str
    uttag: date
    lank: str | None
    kolada: tuple[str, ...]
    ansvarig: str | None


@dataclass(frozen=True, slots=True)
class KantFel:
    """A fault in an adopted and printed table, declared so that readers see a note beside the cell."""

    rad: str | None
    kolumn: str | None
    kod: str
    angivet: str
    raknat: str
    forklaring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabell:
    """A CSV and the YAML beside it.

    `rader` maps a row name to its cells by column name, in printed order. `relationer`
    holds the declared relations as the schema checked them.
    """

    id: str
    periodnamn: str
    fil: str
    fil_yaml: str
    titel: str
    fran: date | None
    till: date | None
    enhet: str | None
    kalla: Kalla | None
    radnyckel: str
    kolumner: tuple[Kolumn, ...]
    rader: Mapping[str, Mapping[str, Tabellcell]]
    totalrad: str | None
    totalkolumn: str | None
    periodrader: Mapping[str, str]
    periodkolumner: Mapping[str, str]
    noter: Mapping[str, str]
    kanda_fel: tuple[KantFel, ...]
    relationer: Mapping[str, Any]
    lagen: Lagen

    def plats(self, cell: Tabellcell) -> Plats:
        """Where a cell stands in the CSV; the column is the field's number."""
        return Plats(self.fil, cell.rad, cell.kolumn)

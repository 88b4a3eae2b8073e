"""What the built pages are read back against: the tables as their CSV files hold them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

from handbok.inlasning.filer import LasFelUndantag, las_bytes
from handbok.inlasning.tabeller import las_rader
from handbok.modell import KODER, Handbok

ENHETER = {"procent": ("%", "%"), "kronor": ("kr", "kr"), "dagar": ("dag", "dagar"), "timmar": ("timme", "timmar"),
            "procentenheter": ("procentenhet", "procentenheter")}  # fmt: skip
_RATT = re.compile(r"[-−]?\d[\d \xa0\u202f]*(?:,\d+)?", re.ASCII)
_HELTAL = re.compile(r"[1-9]\d{0,6}", re.ASCII)


class Fel(Exception):
    """Why a figure is not its cell."""


def tal_i(falt: str) -> Decimal:
    """A field of a CSV file as a number with the decimals it is written with."""
    rent = falt.removesuffix("%").strip()
    if not _RATT.fullmatch(rent):
        raise Fel(f'där står "{falt}"')
    return Decimal(re.sub(r"[ \xa0\u202f]", "", rent).replace("−", "-").replace(",", "."))


@dataclass(frozen=True, slots=True)
class Ruta:
    """A cell as its file holds it, with the names of its row and column, and its unit."""

    rad: str
    kolumn: str
    falt: str
    enhet: str

    @property
    def tal(self) -> Decimal:
        """Its number; a true zero is one."""
        return Decimal(0) if self.falt == "–" else tal_i(self.falt)

    @property
    def i_ord(self) -> str:
        """How it is printed, without blanks."""
        if self.falt in KODER:
            return "".join(KODER[self.falt].split())
        tal = tal_i(self.falt)
        enhet = ENHETER.get(self.enhet, ("", ""))[0 if abs(tal) == 1 else 1]
        return f"{'−' if tal < 0 else ''}{abs(tal):f}".replace(".", ",") + enhet


class Facit:
    """The tables as their files hold them; a file is read when a page first has a figure of it."""

    def __init__(self, rot: Path, handbok: Handbok) -> None:
        self._rot, self._handbok = rot, handbok
        self._lasta: dict[str, dict[int, list[str]]] = {}

    def rader(self, namn: str) -> list[list[str]]:
        """The fields of `2024/avvikelser`, heading row first."""
        return list(self._rad_for_rad(namn).values())

    def ruta(self, namn: str, ruta: str) -> Ruta:
        """A cell of a table by its line and field: `14.3`."""
        rader, (rad, _, falt) = self._rad_for_rad(namn), ruta.partition(".")
        falten = rader.get(int(rad), []) if _HELTAL.fullmatch(rad) else []
        nummer = int(falt) - 1 if _HELTAL.fullmatch(falt) else 0
        rubriker = next(iter(rader.values()))
        if not 0 < nummer < min(len(falten), len(rubriker)):
            raise Fel(f"{ruta} är ingen cell i data/{namn}.csv")
        return Ruta(falten[0], rubriker[nummer], falten[nummer], self.enhet(namn, falten[0], rubriker[nummer]))

    def _rad_for_rad(self, namn: str) -> dict[int, list[str]]:
        if namn not in self._lasta:
            if tuple(namn.split("/", 1)) not in self._handbok.tabell_per_namn:
                raise Fel(f"tabellen {namn} finns inte")
            try:
                self._lasta[namn] = dict(las_rader(las_bytes(self._rot, f"data/{namn}.csv")))
            except LasFelUndantag as fel:
                raise Fel(f"data/{namn}.csv går inte att läsa: {fel.text}") from fel
        return self._lasta[namn]

    def cell(self, adress: str) -> tuple[str, str]:
        """The field and the unit of a cell by its address."""
        if adress.count("/") != 3:
            raise Fel(f"{adress} är ingen cell")
        period, id_, rad, kolumn = map(unquote, adress.split("/"))
        rubriker, *rader = self.rader(f"{period}/{id_}")
        for falt in rader:
            if falt[0] == rad and kolumn in rubriker[1:]:
                return falt[rubriker.index(kolumn, 1)], self.enhet(f"{period}/{id_}", rad, kolumn)
        raise Fel(f"raden {rad} eller kolumnen {kolumn} finns inte i data/{period}/{id_}.csv")

    def minsta_skillnad(self, adress: str) -> Decimal:
        """The least difference that the YAML of a cell's table calls a change."""
        period, id_ = map(unquote, adress.split("/")[:2])
        post = self._handbok.tabell_per_namn[period, id_].relationer.get("minsta_skillnad", {})
        return Decimal(post.get("värde", "0").replace(",", "."))

    def enhet(self, namn: str, rad: str, kolumn: str) -> str:
        """The unit that the table's YAML gives the cell."""
        period, id_ = namn.split("/", 1)
        celler = self._handbok.tabell_per_namn[period, id_].rader.get(rad, {})
        if kolumn not in celler:
            raise Fel(f"data/{namn}.csv har ändrats under bygget")
        return celler[kolumn].enhet

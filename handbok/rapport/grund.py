"""What a run answers, before it is written in any format."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handbok.kontroller import Anmarkning, Undantagen
from handbok.modell import InteKontrollerat


@dataclass(frozen=True, slots=True)
class Rapport:
    """What was checked on which day by which rules (code -> title), what was found, exempted, and not checked."""

    datum: date
    regler: Mapping[str, str]
    kontrollerat: Mapping[str, int]
    inte_kontrollerat: tuple[InteKontrollerat, ...]
    undantagna: tuple[Undantagen, ...]
    anmarkningar: tuple[Anmarkning, ...]

    @property
    def antal_fel(self) -> int:
        """Findings at level `fel`."""
        return sum(a.allvar == "fel" for a in self.anmarkningar)

    @property
    def antal_varningar(self) -> int:
        """Findings at level `varning`."""
        return len(self.anmarkningar) - self.antal_fel

    def samlat_inte_kontrollerat(self) -> list[tuple[str, str, list[str]]]:
        """What was not checked, gathered for reading: what, why, and in which files."""
        return samla(self.inte_kontrollerat)


def samla(inte_kontrollerat: Iterable[InteKontrollerat]) -> list[tuple[str, str, list[str]]]:
    """What was not checked, one row for each cause: what, why, and in which files."""
    samlat: dict[tuple[str, str], list[str]] = defaultdict(list)
    for i in inte_kontrollerat:
        samlat[i.vad, i.varfor].append(i.fil)
    return [(vad, varfor, filer) for (vad, varfor), filer in sorted(samlat.items())]

"""A report made by hand, with everything an author might write to disturb its readers."""

from datetime import date

from handbok.kontroller import Anmarkning, Undantagen
from handbok.modell import Cell, Fynd, InteKontrollerat, Plats
from handbok.rapport import Rapport

ELAKT = "@alla ![bild](http://x.se/a.png) <script>alert(1)</script> [länk](javascript:x) `kod` | #12 !7 &#64;bo ~~x~~ **f**"


def anmarkning(
    fil: str = "rutiner/fall.md", rad: int = 4, kolumn: int = 9, *, kod: str = "META003", text: str = "status är fel.",
    gor: str = "Rätta.", varning: bool = False, stoppar: bool = True, cell: Cell | None = None,
) -> Anmarkning:  # fmt: skip
    fynd = Fynd(Plats(fil, rad, kolumn), text, gor, cell, *(("8", "7,5") if cell else ()))
    return Anmarkning(kod, "varning" if varning else "fel", stoppar and not varning, fynd)


def rapport(
    *anmarkningar: Anmarkning, inte: tuple[InteKontrollerat, ...] = (), undantagna: tuple[Undantagen, ...] = ()
) -> Rapport:
    regler = {"META003": "Ett värde är fel", "LAG003": "Lagrummet gäller inte", "TID002": "Snart dags"}
    return Rapport(date(2026, 11, 21), regler, {"dokument": 2, "lagrum": 3}, inte, undantagna, anmarkningar)


FULL = rapport(
    anmarkning(),
    anmarkning("rutiner/fall.md", 9, 1, kod="TID002", text="Fall ska ses över i dag.", varning=True),
    anmarkning("data/2024/å b%.csv", 6, 3, kod="LAG003", text=ELAKT, gor=ELAKT, stoppar=False, cell=Cell("t", "Totalt", None)),
    inte=(
        InteKontrollerat("rutiner/a.md", "paragraferna", "De finns inte."),
        InteKontrollerat("rutiner/b.md", "paragraferna", "De finns inte."),
    ),
    undantagna=(
        Undantagen("rutiner/fall.md", 3, "LAG003", ELAKT, date(2027, 6, 30)),
        Undantagen("data/2024/t.csv", 2, "TAL001", "känt fel", None),
    ),
)

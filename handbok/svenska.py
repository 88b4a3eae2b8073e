"""Swedish words, numbers and dates, as they are printed to readers.

Numbers follow Myndigheternas skrivregler: decimal comma, no-break space between
groups of thousands and before %, the true minus sign. Rounding is half up (Babel
rounds half to even and writes an ASCII minus, so numbers are formatted here).
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from difflib import get_close_matches
from functools import lru_cache

from babel.dates import format_date

HART_BLANKSTEG = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
# More names than this are not all compared with a misspelled one.
MANGA = 500
# Wide enough for every cell there can be: 25 digits, and the decimals of a division.
_VID = Context(prec=100)


def avrunda(varde: Decimal, decimaler: int) -> Decimal:
    """`varde` rounded half up (away from zero) to `decimaler` places."""
    return varde.quantize(Decimal(1).scaleb(-decimaler), rounding=ROUND_HALF_UP, context=_VID)


def tal(varde: Decimal, decimaler: int | None = None) -> str:
    """A number for readers: `5418` -> `5 418`, `-3` -> `−3`. Without `decimaler`, its own."""
    if decimaler is not None:
        varde = avrunda(varde, decimaler)
    hela, _, brak = f"{varde.copy_abs():f}".partition(".")
    grupper = f"{int(hela):,}".replace(",", HART_BLANKSTEG) if len(hela) > 3 else hela
    tecken = MINUS if varde < 0 and (int(hela) or brak.strip("0")) else ""
    return tecken + grupper + ("," + brak if brak else "")


def antal(n: int, ental: str, flertal: str) -> str:
    """`1 dag`, `12 dagar`."""
    return f"{tal(Decimal(n))}{HART_BLANKSTEG}{ental if n == 1 else flertal}"


def procent(del_: int, helhet: int) -> str:
    """`90 %`, rounded half up; a dash where there is nothing to be a share of."""
    return f"{tal(Decimal(100 * del_) / helhet, 0)}{HART_BLANKSTEG}%" if helhet else "–"


def datum(dag: date) -> str:
    """`21 november 2026`."""
    return _i_ord(dag)


@lru_cache(maxsize=10_000)
def _i_ord(dag: date) -> str:
    return format_date(dag, "d MMMM y", locale="sv")


def nar(dag: date, idag: date) -> str:
    """How far `dag` is from `idag`: `i dag`, `om 1 dag`, `för 12 dagar sedan`."""
    dagar = (dag - idag).days
    if dagar == 0:
        return "i dag"
    lang = antal(abs(dagar), "dag", "dagar")
    return f"om {lang}" if dagar > 0 else f"för {lang} sedan"


def manader_senare(dag: date, manader: int) -> date:
    """The same day `manader` later; the month's last day where it has no such day. No later than the calendar."""
    ar, manad = divmod(dag.year * 12 + dag.month - 1 + manader, 12)
    if ar > date.max.year:
        return date.max
    return date(ar, manad + 1, min(dag.day, monthrange(ar, manad + 1)[1]))


def och(ord_: Iterable[str], bindeord: str = "och") -> str:
    """`a, b och c`."""
    *forsta, sista = list(ord_) or [""]
    return f"{', '.join(forsta)} {bindeord} {sista}" if forsta else sista


def narmast(ord_: str, kanda: Iterable[str]) -> str | None:
    """The known word nearest in spelling, or None where none is near. Of very many, those that begin alike."""
    alla: Sequence[str] = list(kanda)
    if len(alla) > MANGA:
        alla = sorted(k for k in alla if k[:2] == ord_[:2] and abs(len(k) - len(ord_)) < 3)[:MANGA]
    traffar = get_close_matches(ord_, alla, n=1, cutoff=0.6)
    return traffar[0] if traffar else None


def menade_du(ord_: str, kanda: Iterable[str]) -> str:
    """A hint that names the nearest known word, or lists the known ones where they are few."""
    alla = list(kanda)
    if nara := narmast(ord_, alla):
        return f"Menade du {nara}?"
    if 0 < len(alla) <= 12:
        return f"Välj bland: {', '.join(sorted(alla))}."
    return ""


_BOKSTAV = str.maketrans("åäöéü", "aaoeu")


def till_id(titel: str) -> str:
    """A title as a file name: `Hot och våld` -> `hot-och-vald`. Empty where nothing is left."""
    enkel = titel.casefold().translate(_BOKSTAV)
    return "-".join("".join(t if t.isascii() and t.isalnum() else " " for t in enkel).split())


def en_rad(text: str) -> str:
    """`text` on one line, without characters that control a terminal, a mail or the direction of writing."""
    return " ".join("".join(t for t in text if t.isprintable() or t.isspace()).split())


# { comes after z.
_SORTERING = str.maketrans({"å": "{1", "ä": "{2", "ö": "{3", "é": "e", "ü": "u"})


def sorteringsnyckel(text: str) -> str:
    """Sorts å, ä, ö after z, as in a Swedish register."""
    return text.casefold().translate(_SORTERING)


_INTERVALL = {1: "varje månad", 2: "varannan månad", 3: "var tredje månad", 4: "var fjärde månad",
              6: "var sjätte månad", 12: "varje år", 24: "vartannat år"}  # fmt: skip


def intervall(manader: int) -> str:
    """How often: `var sjätte månad`, `varje år`, `en gång på 7 månader`."""
    return _INTERVALL.get(manader, f"en gång på {antal(manader, 'månad', 'månader')}")

"""A line over time. The axis begins at zero; a gap is a gap, with a cross where a number is missing."""

from datetime import date
from decimal import Decimal

from markupsafe import Markup

from handbok.bilder.ritning import (
    LINJE,
    SMALT,
    TECKENBREDD,
    TEXTFARG,
    Skala,
    farg,
    forklaring,
    omfang,
    prick,
    procent,
    skrivet,
    steg,
    text,
)  # fmt: skip
from handbok.bilder.svg import element
from handbok.bilder.underlag import Serie, Underlag, i_ord, ruta, varde
from handbok.modell import KODER, Tabellcell

HOJD = 190
STRECK = (None, "7 4", "2 3", "9 3 2 3", "12 4", "4 4")
Punkt = tuple[Decimal, Decimal, Tabellcell]


def linje(u: Underlag) -> tuple[list[Markup], int]:
    """One line per series, told apart by dashes and marks too; the last number of each is written."""
    delar, uppe = forklaring(u, 0, prickar=True)
    uppe += 16
    nere = uppe + HOJD
    lagst, hogst = omfang(u)
    ner = Skala(lagst, hogst, Decimal(nere), Decimal(uppe))
    for v in steg(lagst, hogst):
        y = f"{ner.plats(v):.2f}"
        delar.append(element("line", x1=0, x2="100%", y1=y, y2=y, stroke=LINJE, stroke_width=1, opacity="0.45"))
        delar.append(element("text", skrivet(v, u.enhet), x=0, y=y, dy=-3, fill=TEXTFARG, font_size=11))
    tvars = _platser(u)
    for i, serie in enumerate(u.serier):
        delar += _serie(ner, tvars, serie, i)
    delar += _tal(ner, tvars, u)
    kryss, saknas = _saknas(u, tvars, nere)
    delar += kryss
    delar += _under(u, tvars, nere)
    y_ = nere + 24
    for ord_ in saknas:
        delar.append(text(f"× {ord_}", 0, y_ + 13, font_style="italic", font_size=12))
        y_ += 18
    return delar, y_


def _platser(u: Underlag) -> list[Decimal]:
    """Where each category stands across: over time by the day it begins. Room for the axis' numbers before and the
    last number after."""
    lagen = [_manader(fran) for fran, _ in u.dagar] or [Decimal(n) for n in range(len(u.kategorier))]
    if len(lagen) == 1:
        return [Decimal(50)]
    return [13 + 75 * (n - lagen[0]) / (lagen[-1] - lagen[0]) for n in lagen]


def _manader(dag: date) -> Decimal:
    """A day in months, so that years and months stand equally far apart."""
    return dag.year * 12 + dag.month + Decimal(dag.day - 1) / 31


def _serie(ner: Skala, tvars: list[Decimal], serie: Serie, i: int) -> list[Markup]:
    delar, fore = [], None
    for x, cell in zip(tvars, serie.celler, strict=True):
        v = varde(cell)
        har = None if v is None else (x, ner.plats(v))
        if fore and har:
            delar.append(
                element("line", x1=procent(fore[0]), y1=f"{fore[1]:.2f}", x2=procent(har[0]), y2=f"{har[1]:.2f}",
                        stroke=farg(i), stroke_width="2.5", stroke_dasharray=STRECK[i])
            )  # fmt: skip
        fore = har
    punkter = [(x, v) for x, c in zip(tvars, serie.celler, strict=True) if (v := varde(c)) is not None]
    return [*delar, *(element("g", prick(i, x, int(ner.plats(v))), class_="punkt") for x, v in punkter)]


def _tal(ner: Skala, tvars: list[Decimal], u: Underlag) -> list[Markup]:
    """Written numbers: of one series the highest, lowest and last, or all where few; of several the last of each."""
    if len(u.serier) == 1:
        (serie,) = u.serier
        funna = [(n, v, c) for n, c in enumerate(serie.celler) if (v := varde(c)) is not None]
        visas = (
            funna if len(funna) < 7 else sorted({max(funna, key=_v), min(funna, key=_v), funna[-1]}, key=lambda p: p[0])
        )
        ryms = _som_ryms(tvars, max((len(i_ord(c)) for _, _, c in visas), default=0))
        return [
            element("text", i_ord(c), x=procent(tvars[n]), y=f"{ner.plats(v):.2f}", dy=-11, text_anchor="middle",
                    fill=TEXTFARG, font_weight="bold", data_ruta=ruta(c))
            for n, v, c in visas if len(funna) > 6 or n in ryms
        ]  # fmt: skip
    sista: list[Punkt] = []
    for serie in u.serier:
        if (v := varde(serie.celler[-1])) is not None:
            sista.append((tvars[-1], ner.plats(v), serie.celler[-1]))
    delar, golv = [], Decimal(-100)
    for x, y, cell in sorted(sista, key=lambda p: p[1]):
        golv = max(y + 5, golv + 15)
        delar.append(
            element("text", i_ord(cell), x=procent(x), y=f"{golv:.2f}", dx=9, fill=TEXTFARG, font_weight="bold",
                    data_ruta=ruta(cell))
        )  # fmt: skip
    return delar


def _v(punkt: tuple[int, Decimal, object]) -> Decimal:
    return punkt[1]


def _saknas(u: Underlag, tvars: list[Decimal], nere: int) -> tuple[list[Markup], list[str]]:
    """A cross on the axis at each category where some number is missing, and the words for it."""
    platser, koder = set(), set[str]()
    for serie in u.serier:
        for x, cell in zip(tvars, serie.celler, strict=True):
            if varde(cell) is None and cell.kod:
                platser.add(x)
                koder.add(cell.kod)
    kryss = [text("×", procent(x), nere + 4, text_anchor="middle") for x in sorted(platser)]
    return kryss, [KODER[k] for k in KODER if k in koder]


def _under(u: Underlag, tvars: list[Decimal], nere: int) -> list[Markup]:
    """The categories' names under the axis: as many as have room on a telephone, the last always."""
    langst = max(map(len, u.kategorier))
    sist = len(u.kategorier) - 1
    slutar = bool(sist) and langst > 6  # the last name ends at its place, where it would pass the picture's edge
    ryms = _som_ryms([*tvars[:-1], tvars[-1] - slutar * _bredd(langst) / 2], langst)
    return [
        text(namn, procent(tvars[n]), nere + 18, text_anchor="end" if slutar and n == sist else "middle",
             font_size=12)
        for n, namn in enumerate(u.kategorier) if n in ryms
    ]  # fmt: skip


def _bredd(tecken: int) -> Decimal:
    """How much of the width a text takes on a telephone."""
    return Decimal(100 * (tecken * TECKENBREDD + 6)) / SMALT


def _som_ryms(tvars: list[Decimal], tecken: int) -> set[int]:
    """Which places have room for a text of so many characters on a telephone: the last, and from it leftwards."""
    visas: list[int] = []
    for n in reversed(range(len(tvars))):
        if not visas or tvars[visas[-1]] - tvars[n] >= _bredd(tecken):
            visas.append(n)
    return set(visas)

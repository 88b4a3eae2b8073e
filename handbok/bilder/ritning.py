"""What the kinds of chart share: the scale, colours with patterns, marks, labels and the key.

Across, everything is in percent of the picture's width; down, and for text, in pixels. NARROW is the width that labels
are broken for: a telephone of 320 px.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from handbok.bilder.svg import element, radbryt
from handbok.bilder.underlag import Underlag, i_ord
from handbok.siffror.html import med_enhet

SMALT = 280
TEXT, RADHOJD, TECKENBREDD = 13, 18, 7
TECKEN_PER_RAD = SMALT // TECKENBREDD
STAPEL = 16
TEXTFARG, GRUND, LINJE = "var(--hb-d-text, #222222)", "var(--hb-d-grund, #ffffff)", "var(--hb-d-linje, #6b7780)"
# Dark enough on white for 3:1 (WCAG 1.4.11); the theme gives the dark scheme its own.
FARGER = ("#14506e", "#b45309", "#1e7b34", "#7a3e9d", "#5f6b73", "#b3261e")
# Drawn on the colour in the ground's colour, so that series differ in greyscale too.
_STRECK = (
    "",
    "M0 8L8 0M-2 2L2 -2M6 10L10 6",
    "M2 2h2v2h-2zM6 6h2v2h-2z",
    "M0 2H8M0 6H8",
    "M0 0L8 8M0 8L8 0",
    "M1 1H7V7H1z",
)


def farg(i: int) -> str:
    """The colour of series `i`."""
    return f"var(--hb-d{i + 1}, {FARGER[i]})"


def fyllning(u: Underlag, i: int) -> str:
    """What the bars of series `i` are filled with."""
    return f"url(#{u.id}-m{i})" if i else farg(0)


def procent(varde: Decimal) -> str:
    """A place across, as SVG writes it."""
    return f"{varde:.3f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True, slots=True)
class Skala:
    """From `lagst` to `hogst` drawn between two places (percent). Zero is always among them."""

    lagst: Decimal
    hogst: Decimal
    fran: Decimal
    till: Decimal

    def plats(self, varde: Decimal) -> Decimal:
        """Where a value stands."""
        return self.fran + (self.till - self.fran) * (varde - self.lagst) / (self.hogst - self.lagst)

    @property
    def noll(self) -> Decimal:
        """Where bars begin."""
        return self.plats(Decimal(0))


def omfang(u: Underlag, storsta: Decimal | None = None) -> tuple[Decimal, Decimal]:
    """From where to where a scale must reach: zero, every number, and for shares the whole."""
    hogst = max([*u.tal, Decimal(0)]) if storsta is None else storsta
    lagst = min([*u.tal, Decimal(0)])
    if u.enhet == "procent" and lagst == 0 and hogst <= 100:
        return lagst, Decimal(100)
    return (lagst, hogst) if lagst < hogst else (Decimal(0), Decimal(1))


def skala(u: Underlag, etiketter: Sequence[str] = (), storsta: Decimal | None = None) -> Skala:
    """A scale across that leaves room for the longest label after the longest bar, and before it where some go left."""
    lagst, hogst = omfang(u, storsta)
    langst = max(map(len, etiketter), default=0)
    rum = Decimal(min(45, (langst * TECKENBREDD + 8) * 100 // SMALT))
    return Skala(lagst, hogst, rum if lagst < 0 else Decimal(0), 100 - rum)


def steg(lagst: Decimal, hogst: Decimal) -> list[Decimal]:
    """Round values from `lagst` to `hogst`, at most six: 0, 100, 200 …"""
    spann = hogst - lagst
    tiopotens = Decimal(1).scaleb(spann.adjusted() - 1)
    ett = next(tiopotens * n for n in (1, 2, 5, 10, 20, 50, 100) if spann / (tiopotens * n) <= 5)
    forsta = int((lagst / ett).to_integral_value(rounding="ROUND_CEILING"))
    sista = int((hogst / ett).to_integral_value(rounding="ROUND_FLOOR"))
    return [ett * n for n in range(forsta, sista + 1)]


def skrivet(varde: Decimal, enhet: str) -> str:
    """A round value on an axis."""
    heltal = varde == varde.to_integral_value()
    return med_enhet(varde.quantize(Decimal(1)) if heltal else varde.normalize(), enhet)


def text(innehall: str, x: str | int, y: int, **attribut: str | int | None) -> Markup:
    """A line of text."""
    return element("text", innehall, x=x, y=y, fill=TEXTFARG, **attribut)


def rader(namn: str, y: int, x: int = 0, **attribut: str | int | None) -> tuple[list[Markup], int]:
    """A label in as many lines as it takes, and where the next thing may begin."""
    delar = [text(rad, x, y + 13 + i * RADHOJD, **attribut) for i, rad in enumerate(radbryt(namn, TECKEN_PER_RAD))]
    return delar, y + len(delar) * RADHOJD


def vid(varde: str, plats: Decimal, y: int, *, vanster: bool = False, **attribut: str | int | None) -> Markup:
    """A number, or the word for what is missing, beside the end of a bar."""
    sida: dict[str, str | int | None] = {"dx": -5, "text_anchor": "end"} if vanster else {"dx": 5}
    return text(varde, procent(plats), y, **sida, **attribut)


def prick(i: int, x: Decimal, y: int) -> Markup:
    """The mark of series `i`: each has a shape of its own."""
    former = ("M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0z", "M-5 -5H5V5H-5z", "M0 -7L7 0L0 7L-7 0z", "M0 -7L6 5H-6z",
              "M0 7L6 -5H-6z", "M-6 -2H-2V-6H2V-2H6V2H2V6H-2V2H-6z")  # fmt: skip
    return element(
        "svg",
        element("path", d=former[i], fill=farg(i), stroke=GRUND, stroke_width=1),
        x=procent(x),
        y=y,
        overflow="visible",
    )


def _monster(u: Underlag) -> Markup:
    """The patterns of the series after the first, which is plain."""
    delar = [
        element(
            "pattern",
            element("rect", width=8, height=8, fill=farg(i)),
            element("path", d=_STRECK[i], fill="none" if i in (1, 3, 4) else GRUND,
                    stroke=GRUND if i in (1, 3, 4) else None, stroke_width="1.5" if i in (1, 3, 4) else None),
            id=f"{u.id}-m{i}", width=8, height=8, patternUnits="userSpaceOnUse",
        )
        for i in range(1, len(u.serier))
    ]  # fmt: skip
    return element("defs", *delar)


def forklaring(u: Underlag, y: int, *, prickar: bool = False) -> tuple[list[Markup], int]:
    """The key with its patterns, where there are several series, and where the next thing may begin."""
    delar = [] if prickar or len(u.serier) == 1 else [_monster(u)]
    for i, serie in enumerate(u.serier if len(u.serier) > 1 else ()):
        if prickar:
            delar.append(element("svg", prick(i, Decimal(0), 0), x=8, y=y + 9, overflow="visible"))
        else:
            delar.append(element("rect", x=1, y=y + 3, width=14, height=12, fill=fyllning(u, i), stroke=farg(i)))
        namn = radbryt(serie.namn, TECKEN_PER_RAD - 4)
        delar += [text(rad, 22, y + 13 + n * RADHOJD) for n, rad in enumerate(namn)]
        y += len(namn) * RADHOJD + 2
    return delar, y + (6 if delar else 0)


Band = list[tuple[int, int]]  # from where to where, down the picture, bars stand: lines run there and not through names


def lodrata(plats: Decimal, band: Band, **attribut: str | int) -> list[Markup]:
    """A line down through the bars at a place across."""
    x = procent(plats)
    return [element("line", x1=x, x2=x, y1=y1, y2=y2, **attribut) for y1, y2 in band]


def nollinje(s: Skala, band: Band) -> list[Markup]:
    """Where the bars begin."""
    return lodrata(s.noll, band, stroke=LINJE, stroke_width=2)


def axel(s: Skala, enhet: str, band: Band, nere: int) -> tuple[list[Markup], int]:
    """Round values under the bars with thin lines behind them, drawn first; and where the next thing may begin."""
    delar = []
    varden = steg(s.lagst, s.hogst)
    for i, v in enumerate(varden):
        x = procent(s.plats(v))
        delar += lodrata(s.plats(v), band, stroke=LINJE, stroke_width=1, opacity="0.5")
        ankare = "start" if i == 0 else "middle"
        if i % 2 == 0 or len(varden) < 4:  # room for every second on a telephone
            delar.append(text(skrivet(v, enhet), x, nere + 14, text_anchor=ankare, font_size=12))
    return delar, nere + RADHOJD + 2


def etiketter(u: Underlag) -> list[str]:
    """Every number and word that is written in the picture."""
    return [i_ord(c) for s in u.serier for c in s.celler]

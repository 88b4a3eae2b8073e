"""Dots on a line per category: women, men and riket beside each other."""

from decimal import ROUND_FLOOR, Decimal

from markupsafe import Markup

from handbok.bilder.ritning import LINJE, Band, Skala, axel, forklaring, omfang, prick, procent, rader, skrivet, text
from handbok.bilder.svg import element
from handbok.bilder.underlag import Underlag, i_ord, ruta, varde


def punkt(u: Underlag) -> tuple[list[Markup], int]:
    """Under each category's name a line with one mark per series, and under it the numbers in words."""
    s = _skala(u)
    delar, y = forklaring(u, 0, prickar=True)
    band: Band = []
    for n, kategori in enumerate(u.kategorier):
        namn, y = rader(kategori, y)
        delar += namn
        mitt = y + 12
        band.append((y + 2, y + 22))
        tal = [(i, v) for i, serie in enumerate(u.serier) if (v := varde(serie.celler[n])) is not None]
        delar.append(_streck(s.fran, s.till, mitt, 1))
        if len(tal) > 1:
            platser = [s.plats(v) for _, v in tal]
            delar.append(_streck(min(platser), max(platser), mitt, 4))
        delar += [element("g", prick(i, s.plats(v), mitt), class_="punkt") for i, v in tal]
        talen = [
            f"{serie.namn} {i_ord(serie.celler[n])}" if len(u.serier) > 1 else i_ord(serie.celler[n])
            for serie in u.serier
        ]
        i_klartext, y = rader(" · ".join(talen), y + 24, font_size=12)
        delar.append(element("g", *i_klartext, data_ruta=ruta(*(serie.celler[n] for serie in u.serier))))
        y += 10
    linjer, under = axel(s, u.enhet, band, y)
    if s.lagst > 0:
        delar.append(text(f"Skalan börjar vid {skrivet(s.lagst, u.enhet)}.", 0, under + 12, font_size=12))
        under += 18
    return [*linjer, *delar], under


def _streck(x1: Decimal, x2: Decimal, y: int, tjocklek: int) -> Markup:
    return element("line", x1=procent(x1), x2=procent(x2), y1=y, y2=y, stroke=LINJE, stroke_width=tjocklek)


def _skala(u: Underlag) -> Skala:
    """From a round value under the lowest to one over the highest: a mark is no bar and need not begin at zero, but
    the part shown is at least a third of the whole, so that small differences look small."""
    lagst, hogst = omfang(u)
    minst = min(u.tal, default=Decimal(0))
    if minst > 0:
        tiondel = (hogst - lagst) / 10
        lagst = min((minst / tiondel - 1).to_integral_value(ROUND_FLOOR), Decimal(6)) * tiondel
    return Skala(max(lagst, min(minst, Decimal(0))), hogst, Decimal(4), Decimal(94))

"""Bars: side by side, stacked, and ranked. Each draws what -> pieces and height; bars begin at zero."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from handbok.bilder.ritning import (
    GRUND,
    LINJE,
    RADHOJD,
    STAPEL,
    Band,
    Skala,
    axel,
    etiketter,
    farg,
    forklaring,
    fyllning,
    lodrata,
    nollinje,
    omfang,
    procent,
    rader,
    skala,
    text,
    vid,
)  # fmt: skip
from handbok.bilder.svg import element
from handbok.bilder.underlag import Underlag, i_ord, ruta, varde
from handbok.modell import KODER, Tabellcell
from handbok.svenska import och, sorteringsnyckel

Ritat = tuple[list[Markup], int]
FLEST_MED_NAMN = 30  # more ranked bars than this stand as columns without names
HOJD = 160  # of those columns
_STRECK: Mapping[str, str | int] = {"stroke": farg(1), "stroke_width": 2, "stroke_dasharray": "5 3"}
Namngiven = tuple[str, Tabellcell]


def stapel(u: Underlag) -> Ritat:
    """Under each category's name one bar per series, with its number after it."""
    s = skala(u, etiketter(u))
    delar, y = forklaring(u, 0)
    band: Band = []
    for n, kategori in enumerate(u.kategorier):
        namn, y = rader(kategori, y)
        delar += namn
        band.append((y, y + len(u.serier) * (STAPEL + 3)))
        for i, serie in enumerate(u.serier):
            delar += _med_tal(s, serie.celler[n], y + 2, fyllning(u, i), farg(i))
            y += STAPEL + 3
        y += 9
    return [*delar, *nollinje(s, band)], y


def _med_tal(s: Skala, cell: Tabellcell, y: int, fyll: str, kant: str, vikt: str | None = None) -> list[Markup]:
    v = varde(cell)
    if v is None:
        return [vid(i_ord(cell), s.noll, y + 13, font_style="italic", data_ruta=ruta(cell))]
    return [
        *_stav(s, cell, Decimal(0), y, STAPEL, fyll, kant),
        vid(i_ord(cell), s.plats(v), y + 13, vanster=v < 0, font_weight=vikt, data_ruta=ruta(cell)),
    ]


def _stav(s: Skala, cell: Tabellcell, fran: Decimal, y: int, hojd: int, fyll: str, kant: str) -> list[Markup]:
    """The bar of a cell, from a value on; nothing where it has no length."""
    till = fran + (varde(cell) or 0)
    if fran == till:
        return []
    x1, x2 = sorted((s.plats(fran), s.plats(till)))
    return [
        element("rect", class_="stav", x=procent(x1), y=y, width=procent(x2 - x1), height=hojd, fill=fyll, stroke=kant,
                data_ruta=ruta(cell))
    ]  # fmt: skip


def staplad(u: Underlag) -> Ritat:
    """Under each category's name one bar made of its series; a missing part is said, and not drawn."""
    summor = [sum((varde(s.celler[n]) or Decimal(0) for s in u.serier), Decimal(0)) for n in range(len(u.kategorier))]
    s = skala(u, storsta=max(summor))
    s = replace(s, till=Decimal(94))  # room for half of the last number under the axis
    delar, y = forklaring(u, 0)
    band: Band = []
    for n, kategori in enumerate(u.kategorier):
        namn, y = rader(kategori, y)
        delar += namn
        band.append((y, y + STAPEL + 8))
        fran = Decimal(0)
        for i, serie in enumerate(u.serier):
            delar += _stav(s, serie.celler[n], fran, y + 2, STAPEL + 4, fyllning(u, i), GRUND)
            fran += varde(serie.celler[n]) or 0
        y += STAPEL + 10
        for kod, ord_ in KODER.items():
            if kod != "–" and (borta := [x.namn for x in u.serier if x.celler[n].kod == kod]):
                sagt, y = rader(f"{ord_.capitalize()}: {och(borta)}", y, font_style="italic", font_size=12)
                delar += sagt
        y += 6
    linjer, under = axel(s, u.enhet, band, y)
    return [*linjer, *delar, *nollinje(s, band)], under


def rankad(u: Underlag) -> Ritat:
    """Highest first, with one bar marked and one value as a line through all; what has no number stands last."""
    (serie,) = u.serier
    alla = dict(zip(u.kategorier, serie.celler, strict=True))
    riket = (u.riktlinje, alla.pop(u.riktlinje)) if u.riktlinje else None
    ordnade = sorted(alla.items(), key=lambda p: (varde(p[1]) is None, -(varde(p[1]) or 0), sorteringsnyckel(p[0])))
    if len(ordnade) > FLEST_MED_NAMN:
        return _kolumner(u, ordnade, riket)
    s = skala(u, etiketter(u))
    delar, y = _riktext(riket)
    band: Band = []
    for namn, cell in ordnade:
        egen = namn == u.markera
        skrivet, y = rader(namn, y, font_weight="bold" if egen else None)
        i = 0 if egen or u.markera is None else 4
        delar += [*skrivet, *_med_tal(s, cell, y + 2, farg(i), farg(i), "bold" if egen else None)]
        band.append((y - 1, y + STAPEL + 5))
        y += STAPEL + 9
    delar += nollinje(s, band)
    if riket and (v := varde(riket[1])) is not None:
        delar += lodrata(s.plats(v), band, class_="riket", **_STRECK)
    return delar, y


def _riktext(riket: Namngiven | None) -> Ritat:
    """What the dashed line is, above the bars."""
    if riket is None:
        return [], 0
    streck = element("line", x1=0, x2=18, y1=9, y2=9, **_STRECK)
    skrivet, y = rader(f"{riket[0]}: {i_ord(riket[1])}", 0, 24)
    return [streck, element("g", *skrivet, data_ruta=ruta(riket[1]))], y + 6


def _kolumner(u: Underlag, ordnade: list[Namngiven], riket: Namngiven | None) -> Ritat:
    """Very many bars: thin columns, highest to the left; the marked one and the first and last are named."""
    tal = [(namn, cell, v) for namn, cell in ordnade if (v := varde(cell)) is not None]
    delar, y = _riktext(riket)
    for namn, cell in ordnade:
        if namn == u.markera:
            v = varde(cell)
            plats = "" if v is None else f", plats {1 + sum(a > v for *_, a in tal)} av {len(tal)} (egen bearbetning)"
            skrivet, y = rader(f"{namn}: {i_ord(cell)}{plats}", y, font_weight="bold")
            delar.append(element("g", *skrivet, data_ruta=ruta(cell)))
    uppe, nere = y + 6, y + 6 + HOJD
    s = Skala(*omfang(u), Decimal(nere), Decimal(uppe))
    bredd = Decimal(100) / max(1, len(tal))
    for n, (namn, cell, v) in enumerate(tal):
        topp, botten = sorted((s.plats(v), s.noll))
        delar.append(
            element("rect", class_="stav", x=procent(n * bredd), width=procent(bredd * 4 / 5), y=f"{topp:.2f}",
                    data_ruta=ruta(cell), height=f"{botten - topp:.2f}", fill=farg(0 if namn == u.markera else 4))
        )  # fmt: skip
    delar.append(_tvars(s.noll, stroke=LINJE))
    if riket and (v := varde(riket[1])) is not None:
        delar.append(_tvars(s.plats(v), class_="riket", **_STRECK))
    if tal:
        (forst, hogst, _), (sist, lagst, _) = tal[0], tal[-1]
        delar.append(text(f"Högst: {forst}, {i_ord(hogst)}", 0, nere + 16, data_ruta=ruta(hogst)))
        under = f"Lägst: {sist}, {i_ord(lagst)}"
        delar.append(text(under, "100%", nere + 34, text_anchor="end", data_ruta=ruta(lagst)))
    if saknas := len(ordnade) - len(tal):
        delar.append(text(f"Utan tal: {saknas}. De står i tabellen.", 0, nere + 52, font_style="italic"))
    return delar, nere + 42 + RADHOJD


def _tvars(y: Decimal, **attribut: str | int) -> Markup:
    return element("line", x1=0, x2="100%", y1=f"{y:.2f}", y2=f"{y:.2f}", **attribut)

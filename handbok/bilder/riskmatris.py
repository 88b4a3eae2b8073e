"""The risk matrix: sannolikhet against konsekvens, the risks as numbers in its cells."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handbok.bilder.svg import bild, element
from handbok.registerrader import Risk
from handbok.svenska import antal

NIVAER = range(1, 6)
RUTA, VANSTER, OVERST = 56, 40, 8
# From which value a cell is coloured as middling or high where no limit is set; the numbers are read either way.
MELLAN, HOG = 5, 12
FARG = {"lag": "#dcefe0", "mellan": "#ffe3ad", "hog": "#f6c6c2"}


def matris(id_: str, risker: Sequence[Risk], grans: int | None) -> Markup:
    """The 5 × 5 matrix. A cell tells how many risks it holds, and its value; from `grans` its frame is thick."""
    per_ruta: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk in risker:
        per_ruta[risk.post.falt["sannolikhet"], risk.post.falt["konsekvens"]].append(risk)
    botten = OVERST + 5 * RUTA
    delar = [_ruta(sannolikhet, konsekvens, len(per_ruta[sannolikhet, konsekvens]), grans)
             for sannolikhet in NIVAER for konsekvens in NIVAER]  # fmt: skip
    delar += [_text(VANSTER - 10, _mitt_y(n), n, "end") for n in NIVAER]
    delar += [_text(_mitt_x(n), botten + 18, n) for n in NIVAER]
    delar += [
        _text(_mitt_x(3), botten + 38, "Konsekvens"),
        element("text", "Sannolikhet", transform=f"rotate(-90 12 {_mitt_y(3)})", x=12, y=_mitt_y(3), class_="bild-text",
                text_anchor="middle", dominant_baseline="middle", font_size=14),
    ]  # fmt: skip
    titel = "Riskmatris"
    return bild(
        id_, titel, _beskrivning(per_ruta, grans), *delar, class_="bild riskmatris",
        viewBox=f"0 0 {VANSTER + 5 * RUTA + 8} {botten + 50}",
    )  # fmt: skip


def _mitt_x(konsekvens: int) -> int:
    return VANSTER + RUTA * (konsekvens - 1) + RUTA // 2


def _mitt_y(sannolikhet: int) -> int:
    return OVERST + RUTA * (5 - sannolikhet) + RUTA // 2


def _ruta(sannolikhet: int, konsekvens: int, hur_manga: int, grans: int | None) -> Markup:
    varde = sannolikhet * konsekvens
    niva = "hog" if varde >= (grans or HOG) else "mellan" if varde >= MELLAN else "lag"
    x, y = _mitt_x(konsekvens) - RUTA // 2, _mitt_y(sannolikhet) - RUTA // 2
    prioriterad = grans is not None and varde >= grans
    delar = [
        element("rect", x=x + 1, y=y + 1, width=RUTA - 2, height=RUTA - 2, fill=FARG[niva], class_=f"risk-{niva}",
                stroke="#4a555d", stroke_width="2.5" if prioriterad else "0.5"),
        element("text", str(varde), x=x + RUTA - 7, y=y + 14, font_size=10, text_anchor="end", class_="bild-text"),
    ]  # fmt: skip
    if hur_manga:
        delar.append(_text(_mitt_x(konsekvens), _mitt_y(sannolikhet) + 5, hur_manga, storlek=24))
    return Markup("").join(delar)


def _text(x: int, y: int, text: str | int, ankare: str = "middle", storlek: int = 14) -> Markup:
    return element("text", str(text), x=x, y=y, font_size=storlek, font_weight="bold" if storlek > 14 else None,
                   text_anchor=ankare, dominant_baseline="middle", class_="bild-text")  # fmt: skip


def _beskrivning(per_ruta: Mapping[tuple[int, int], Sequence[Risk]], grans: int | None) -> str:
    """What the picture shows, cell by cell, the greatest value first."""
    ordnade = sorted(((s * k, s, k, len(r)) for (s, k), r in per_ruta.items() if r), reverse=True)
    delar = [f"{antal(n, 'risk', 'risker')} med sannolikhet {s}, konsekvens {k}, värde {v}" for v, s, k, n in ordnade]
    kant = f" Rutor med värdet {grans} eller mer har tjock ram. De riskerna är prioriterade." if grans else ""
    return (f"{'; '.join(delar)}." if delar else "Inga risker.") + kant

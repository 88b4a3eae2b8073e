"""The yearly wheel as a picture: the months around it, each task an arc with its number, and no two on each other."""

from collections.abc import Sequence
from datetime import date
from math import cos, pi, sin

from markupsafe import Markup

from handbok.arshjul import STEG, Tid, Uppgift, tidtext
from handbok.bilder.svg import bild, element
from handbok.svenska import till_id

MITT, YTTER, MANADSRING, INNERST, TJOCKAST = 240, 232, 30, 36, 28
MANADER = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
FARG = {"planera": "#bfe0f2", "genomföra": "#cdebd3", "studera": "#ffe3ad", "förbättra": "#e3d3f1"}
# A single day is drawn as wide as this, so that its number has room.
MINST_DAGAR = 13
AR = 365


def hjul(id_: str, uppgifter: Sequence[Uppgift], idag: date) -> Markup:
    """The wheel of a year. A task without days is not drawn: it is in the list beside."""
    bagar = sorted(((*_dagar(t), u) for u in uppgifter for t in u.tider), key=lambda b: (*b[:2], b[2].nummer))
    ringar = _ringar([(fran, langd) for fran, langd, _ in bagar])
    tjocklek = min(TJOCKAST, (YTTER - MANADSRING - INNERST) / (max(ringar, default=0) + 1))
    delar = [d for manad in range(12) for d in _manad(manad)]
    for (fran, langd, uppgift), ring in zip(bagar, ringar, strict=True):
        ytter = YTTER - MANADSRING - 3 - ring * tjocklek
        delar.append(_bage(fran, langd, ytter, tjocklek - 2, uppgift))
    vinkel = _dag_pa_aret(idag.month, idag.day)
    (x1, y1), (x2, y2) = _punkt(vinkel, YTTER - MANADSRING), _punkt(vinkel, YTTER)
    delar.append(element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="#b3261e", stroke_width=4, class_="hjul-idag"))
    matt = f"0 0 {2 * MITT} {2 * MITT}"
    return bild(id_, "Årshjul", _beskrivning(uppgifter), *delar, class_="bild hjul", viewBox=matt)


def _dag_pa_aret(manad: int, dag: int) -> int:
    return (date(2001, manad, min(dag, 28) if manad == 2 else dag) - date(2001, 1, 1)).days


def _dagar(tid: Tid) -> tuple[int, int]:
    """The first day of the year and the length of an arc."""
    slut = _dag_pa_aret(*tid.till)
    langd = (slut - _dag_pa_aret(*tid.fran)) % AR + 1 if tid.fran else 1
    langd = max(langd, MINST_DAGAR)
    return (slut - langd + 1) % AR, langd


def _ringar(bagar: Sequence[tuple[int, int]]) -> list[int]:
    """The ring of each arc: the outermost where it overlaps no other, also across the turn of the year."""
    upptagna: list[set[int]] = []
    svar = []
    for fran, langd in bagar:
        dagar = {(fran + i) % AR for i in range(-1, langd + 1)}
        ring = next((i for i, tagna in enumerate(upptagna) if not tagna & dagar), len(upptagna))
        if ring == len(upptagna):
            upptagna.append(set())
        upptagna[ring] |= dagar
        svar.append(ring)
    return svar


def _punkt(dag: float, radie: float) -> tuple[str, str]:
    """A point of the wheel; the year begins at the top and goes clockwise."""
    vinkel = 2 * pi * dag / AR
    return f"{MITT + radie * sin(vinkel):.1f}", f"{MITT - radie * cos(vinkel):.1f}"


def _ringbit(fran: float, langd: float, ytter: float, tjocklek: float) -> str:
    inner, till, stor = ytter - tjocklek, fran + langd, int(langd > AR / 2)
    a, b, c, d = (" ".join(_punkt(*p)) for p in ((fran, ytter), (till, ytter), (till, inner), (fran, inner)))
    return f"M {a} A {ytter:.1f} {ytter:.1f} 0 {stor} 1 {b} L {c} A {inner:.1f} {inner:.1f} 0 {stor} 0 {d} Z"


def _manad(manad: int) -> list[Markup]:
    fran, till = _dag_pa_aret(manad + 1, 1), _dag_pa_aret(manad + 2, 1) if manad < 11 else AR
    x, y = _punkt((fran + till) / 2, YTTER - MANADSRING / 2)
    return [
        element("path", d=_ringbit(fran, till - fran, YTTER, MANADSRING), fill="#f3f6f8", stroke="#6b7780",
                stroke_width="0.8", class_="hjul-manad"),
        element("text", MANADER[manad], x=x, y=y, font_size=15, text_anchor="middle", dominant_baseline="middle",
                class_="bild-text"),
    ]  # fmt: skip


def _bage(fran: int, langd: int, ytter: float, tjocklek: float, uppgift: Uppgift) -> Markup:
    steg = uppgift.post.falt["steg"]
    x, y = _punkt(fran + langd / 2, ytter - tjocklek / 2)
    storlek = min(14, round(tjocklek * 0.85))
    return element(
        "g",
        element("path", d=_ringbit(fran, langd, ytter, tjocklek), fill=FARG[steg], stroke="#4a555d", stroke_width="0.8",
                class_=f"steg-{till_id(steg)}"),
        element("text", str(uppgift.nummer), x=x, y=y, font_size=storlek, text_anchor="middle",
                dominant_baseline="middle", class_="bild-text"),
    )  # fmt: skip


def _beskrivning(uppgifter: Sequence[Uppgift]) -> str:
    """What the picture shows, in the order of the year."""
    delar = [f"{u.nummer}. {u.post.falt['vad'].rstrip('.')} ({STEG[u.post.falt['steg']].lower()}): "
             f"{', '.join(tidtext(t) for t in u.tider)}." for u in uppgifter if u.tider]  # fmt: skip
    return "Året går medsols från januari överst. " + (" ".join(delar) or "Inga uppgifter.")

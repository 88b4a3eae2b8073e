"""A process map as static SVG: lanes, activities that are links, choices and the ways between them.

What can be followed is read aloud; lanes, lines and words on them are not, since the same steps stand in a list with
role, routines and what comes next. Colours are the page's; the attributes are what shows without its style sheet.
"""

from collections.abc import Callable

from markupsafe import Markup

from handbok.bilder.kartlayout import (
    BANHUVUD,
    LITEN,
    LITEN_RAD,
    LUFT,
    RAD,
    TEXT,
    Flode,
    Karta,
    Nod,
    Ruta,
    Text,
    lagg_ut,
)
from handbok.bilder.svg import XMLNS, element
from handbok.modell import Aktivitet, Processbeskrivning

# Wider than this in pixels, and a map cannot be read on a page of paper lying down.
RYMS_PA_PAPPER = 2000

Mal = tuple[str, str]


def rita(
    process: Processbeskrivning, titel: str, rollnamn: Callable[[str], str], lank: Callable[[Aktivitet], str],
    delprocess: Callable[[str], Mal | None],
) -> Markup:  # fmt: skip
    """The map of a process that is `ritbar`, in a box that scrolls. `lank` is where an activity is described, and
    `delprocess` the title and address of a sub-process, None where the reader has no such page."""
    mal = {a.delprocess: m for a in process.aktiviteter if a.delprocess and (m := delprocess(a.delprocess))}
    karta = lagg_ut(process, rollnamn, frozenset(mal))
    delar = [_banor(karta), _floden(karta)]
    for ruta, aktivitet in zip(karta.rutor, process.aktiviteter, strict=True):
        delar.append(_aktivitet(ruta, aktivitet, rollnamn(aktivitet.roll), lank(aktivitet)))
        if ruta.mark and aktivitet.delprocess:
            delar.append(_mark(ruta.mark, *mal[aktivitet.delprocess]))
    namn = f"Processkarta: {titel}"
    sjalva = _svg(karta.bredd, karta.hojd, *delar, klass="karta", role="group", aria_label=_for_aria(namn))
    bred = " karta-bred" if karta.bredd > RYMS_PA_PAPPER else ""
    return Markup(
        '<div class="kartruta{}" tabindex="0" role="group" aria-label="{}" data-search-exclude>{}{}</div>'
    ).format(bred, f"{namn}. Samma steg står i listan.", _roller(karta), sjalva)


def _svg(bredd: int, hojd: int, *delar: Markup, klass: str, **attribut: str) -> Markup:
    return element(
        "svg", *delar, xmlns=XMLNS, class_=klass, viewBox=f"0 0 {bredd} {hojd}", width=bredd, height=hojd,
        focusable="false", **attribut,
    )  # fmt: skip


def _for_aria(text: str) -> str:
    """An attribute of a picture holds no < (see `svg`)."""
    return text.replace("<", "‹")


def _text(text: Text, rad: int, storlek: int, klass: str) -> Markup:
    tspan = [element("tspan", r, x=text.x, dy=rad if i else None) for i, r in enumerate(text.rader)]
    return element("text", *tspan, class_=klass, x=text.x, y=text.y, font_size=storlek, fill="#1d262d")


def _roller(karta: Karta) -> Markup:
    """The lanes' names, a picture of its own so that it can stay in view while the map is scrolled."""
    delar = [
        element("g", _bana(i, b.y, b.h, BANHUVUD), _text(b.namn, LITEN_RAD, LITEN, "karta-roll"))
        for i, b in enumerate(karta.banor)
    ]
    return _svg(BANHUVUD, karta.hojd, *delar, klass="karta-roller", aria_hidden="true")


def _bana(i: int, y: int, h: int, bredd: int) -> Markup:
    klass = "karta-bana karta-bana-udda" if i % 2 else "karta-bana"
    return element("rect", class_=klass, x=0, y=y, width=bredd, height=h, fill="#ffffff" if i % 2 else "#f3f6f8")


def _banor(karta: Karta) -> Markup:
    return element("g", *(_bana(i, b.y, b.h, karta.bredd) for i, b in enumerate(karta.banor)), aria_hidden="true")


def _floden(karta: Karta) -> Markup:
    """Lines, arrows, choices, start and end, and the words."""
    delar = [*map(_linje, karta.floden)]
    delar += [element("circle", class_="karta-mote", cx=x, cy=y, r=3, fill="#52606a") for x, y in karta.moten]
    spetsar = sorted({f.punkter[-1] for f in karta.floden if f.till.slag in ("steg", "slut")})
    delar += [element("path", class_="karta-pil", d=f"M{x - 9} {y - 5}L{x} {y}L{x - 9} {y + 5}Z", fill="#52606a")
              for x, y in spetsar]  # fmt: skip
    delar += [_romb(v) for v in karta.val]
    delar += [_cirkel(n) for n in (karta.start, karta.slut) if n]
    delar += [_text(f.etikett, LITEN_RAD, LITEN, "karta-ord") for f in karta.floden if f.etikett]
    return element("g", *delar, aria_hidden="true")


def _linje(flode: Flode) -> Markup:
    d = "M" + "L".join(f"{x} {y}" for x, y in flode.punkter)
    return element("path", class_="karta-linje", d=d, fill="none", stroke="#52606a", stroke_width="2")


def _form(namn: str, klass: str, **attribut: str | int) -> Markup:
    return element(namn, class_=klass, fill="#ffffff", stroke="#14506e", stroke_width="2", **attribut)


def _romb(v: Nod) -> Markup:
    x, y, halv = v.x + v.b // 2, v.y + v.h // 2, v.b // 2
    return _form("path", "karta-form", d=f"M{x} {y - halv}L{x + halv} {y}L{x} {y + halv}L{x - halv} {y}Z")


def _cirkel(nod: Nod) -> Markup:
    """The start with a thin edge, the end with a thick one, as in BPMN."""
    r, tjock = nod.b // 2, nod.slag == "slut"
    klass = "karta-form karta-slut" if tjock else "karta-form"
    return _form("circle", klass, cx=nod.x + r, cy=nod.y + r, r=r - 2 if tjock else r - 1)


def _aktivitet(ruta: Ruta, aktivitet: Aktivitet, roll: str, href: str) -> Markup:
    nod = ruta.nod
    namn = f"{nod.nr + 1}. {aktivitet.namn}. {roll}."
    lank = element(
        "a",
        _form("rect", "karta-form", x=nod.x, y=nod.y, width=nod.b, height=nod.h, rx=5),
        _text(ruta.namn, RAD, TEXT, "karta-namn"),
        class_="karta-steg", href=href, aria_label=_for_aria(" ".join(namn.split())),
    )  # fmt: skip
    if ruta.samverkan is None:
        return lank
    return lank + element("g", _text(ruta.samverkan, LITEN_RAD, LITEN, "karta-ord"), aria_hidden="true")


def _mark(mark: Nod, titel: str, href: str) -> Markup:
    """The way into a sub-process: a box with a plus, hung under its activity."""
    x, y = mark.x + LUFT, mark.y + (mark.h - 12) // 2
    plus = f"M{x} {y}h12v12h-12ZM{x + 3} {y + 6}h6M{x + 6} {y + 3}v6"
    return element(
        "a",
        _form("rect", "karta-form karta-mark", x=mark.x, y=mark.y, width=mark.b, height=mark.h),
        element("path", class_="karta-linje", d=plus, fill="none", stroke="#52606a", stroke_width="1.5"),
        _text(Text(("Delprocess",), x + 18, y + 10), LITEN_RAD, LITEN, "karta-namn"),
        class_="karta-steg", href=href, aria_label=_for_aria(f"Delprocess: {titel}"),
    )  # fmt: skip

"""A process map as static SVG: lanes, activities that are links, choices and the ways between them.

What can be followed is read aloud; lanes, lines and words on them are not, since the same steps stand in a list with
role, routines and what comes next. Colours are the page's; the attributes are what shows without its style sheet.
"""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from handbok.bilder.kartdelar import BANHUVUD, LITEN, LITEN_RAD, LUFT, RAD, TEXT, Bana, Flode, Karta, Nod, Ruta, Text
from handbok.bilder.kartlayout import lagg_ut
from handbok.bilder.svg import XMLNS, element
from handbok.modell import Aktivitet, Processbeskrivning

# The widest part: with the roles' names beside it, it can be read when it is made to fit a page of paper.
DEL_B = 640

Mal = tuple[str, str]


def rita(
    process: Processbeskrivning, titel: str, rollnamn: Callable[[str], str], lank: Callable[[Aktivitet], str],
    delprocess: Callable[[str], Mal | None],
) -> Markup:  # fmt: skip
    """The map of a process that is `ritbar`, in parts: side by side in a box that scrolls, on paper under each other.

    `lank` is where an activity is described, and `delprocess` the title and address of a sub-process, None where the
    reader has no such page.
    """
    mal = {a.delprocess: m for a in process.aktiviteter if a.delprocess and (m := delprocess(a.delprocess))}
    karta = lagg_ut(process, rollnamn, frozenset(mal))
    delar = []
    for forsta, sista in _delar(karta):
        x0 = karta.kolumner[forsta]
        x1 = karta.kolumner[sista + 1] if sista + 1 < len(karta.rutor) else karta.bredd
        innehall = [_banor(karta, x0, x1), _floden(karta, x0, x1)]
        for ruta in karta.rutor[forsta : sista + 1]:
            aktivitet = process.aktiviteter[ruta.nod.nr]
            innehall.append(_aktivitet(ruta, aktivitet, rollnamn(aktivitet.roll), lank(aktivitet)))
            if ruta.mark and aktivitet.delprocess:
                innehall.append(_mark(ruta.mark, *mal[aktivitet.delprocess]))
        vilka = f"Steg {forsta + 1} till {sista + 1}" if sista > forsta else f"Steg {forsta + 1}"
        sjalva = _svg(x0, x1, karta.hojd, *innehall, klass="karta", role="group", aria_label=vilka)
        delar.append(element("div", _roller(karta), sjalva, class_="kartdel"))
    namn = f"Processkarta: {titel}. Samma steg står i listan."
    ruta_ = Markup('<div class="kartruta" tabindex="0" role="group" aria-label="{}" data-search-exclude>{}</div>')
    return ruta_.format(namn, Markup("").join(delar))


def _delar(karta: Karta) -> Iterator[tuple[int, int]]:
    """The parts, each as its first and last activity."""
    forsta, kanter = 0, (*karta.kolumner[1:], karta.bredd)
    for i, kant in enumerate(kanter):
        if i > forsta and kant - karta.kolumner[forsta] > DEL_B:
            yield forsta, i - 1
            forsta = i
    yield forsta, len(kanter) - 1


def _svg(x0: int, x1: int, hojd: int, *delar: Markup, klass: str, **attribut: str) -> Markup:
    bredd = x1 - x0
    return element(
        "svg", *delar, xmlns=XMLNS, class_=klass, viewBox=f"{x0} 0 {bredd} {hojd}", width=bredd, height=hojd,
        focusable="false", **attribut,
    )  # fmt: skip


def _for_aria(text: str) -> str:
    """An attribute of a picture holds no < (see `svg`)."""
    return text.replace("<", "‹")


def _text(text: Text, rad: int, storlek: int, klass: str) -> Markup:
    tspan = [element("tspan", r, x=text.x, dy=rad if i else None) for i, r in enumerate(text.rader)]
    return element("text", *tspan, class_=klass, x=text.x, y=text.y, font_size=storlek, fill="#1d262d")


def _roller(karta: Karta) -> Markup:
    """The lanes' names: the first stays in view while the map is scrolled, the others are for parts on paper."""
    delar = [
        element("g", _bana(i, b, 0, BANHUVUD), _text(b.namn, LITEN_RAD, LITEN, "karta-roll"))
        for i, b in enumerate(karta.banor)
    ]
    return _svg(0, BANHUVUD, karta.hojd, *delar, klass="karta-roller", aria_hidden="true")


def _bana(i: int, b: Bana, x0: int, x1: int) -> Markup:
    klass, fill = ("karta-bana karta-bana-udda", "#ffffff") if i % 2 else ("karta-bana", "#f3f6f8")
    return element("rect", class_=klass, x=x0, y=b.y, width=x1 - x0, height=b.h, fill=fill)


def _banor(karta: Karta, x0: int, x1: int) -> Markup:
    """One pixel too wide, so that no seam shows where the next part begins over it."""
    bredd = min(x1 + 1, karta.bredd)
    return element("g", *(_bana(i, b, x0, bredd) for i, b in enumerate(karta.banor)), aria_hidden="true")


def _floden(karta: Karta, x0: int, x1: int) -> Markup:
    """What stands or passes between two edges: lines, arrows, choices, start and end, and the words."""
    har = [f for f in karta.floden if min(f.punkter)[0] < x1 and max(f.punkter)[0] > x0]
    delar = [*map(_linje, har)]
    delar += [element("circle", class_="karta-mote", cx=x, cy=y, r=3, fill="#52606a")
              for x, y in karta.moten if x0 <= x < x1]  # fmt: skip
    spetsar = sorted({f.punkter[-1] for f in har if f.till.slag in ("steg", "slut") and x0 <= f.till.x < x1})
    delar += [element("path", class_="karta-pil", d=f"M{x - 9} {y - 5}L{x} {y}L{x - 9} {y + 5}Z", fill="#52606a")
              for x, y in spetsar]  # fmt: skip
    delar += [_romb(v) for v in karta.val if x0 <= v.x < x1]
    delar += [_cirkel(n) for n in (karta.start, karta.slut) if n and x0 <= n.x < x1]
    delar += [_text(f.etikett, LITEN_RAD, LITEN, "karta-ord") for f in har if f.etikett and x0 <= f.etikett.x < x1]
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

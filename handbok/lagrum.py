"""Citations of law, in headers and in running text: found, parsed, and resolved to acts and paragraphs.

The finder marks every name of an act and every reference to chapter and paragraph, then ties each reference to
the name beside it, as Swedish legal writing does: `27 kap. 2 § SoL`, `SoL 27 kap. 2–6 §§`,
`lagen (1993:387) om stöd och service … 9 §`, `SOSFS 2011:9, 5 kap. 2 §`.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from handbok.hanvisningar import Hanvisning, Ren, block, hanvisningar, serier, utvidga
from handbok.lagnamn import FS, OKAND_LAG, Namn, Namnlasare
from handbok.modell import Dokument, Forfattning, Lagregister, Lagrum, Sida

# What may stand between a paragraph and its act, and between an act and its paragraph.
_TILL_NAMN = re.compile(
    r"\s(?:i\s(?:den\s)?)?(?:(?:nya|nuvarande|gamla|äldre|tidigare)\s)?"
    r"(?:Socialstyrelsens\s(?:föreskrifter|allmänna\sråd)(?:\soch\sallmänna\sråd)?\s(?:i\s)?)?\(?"
)
_LOST = re.compile(r"\s?[,:)|]*\s\(?")
_I_NAGOT = re.compile(r"\si\s")
# What may be an act though the register lacks it: `föräldrabalken` or `BrB` beside a paragraph.
_OKANT = rf"(?:[A-ZÅÄÖ][a-zåäö]{{0,3}}[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}|{OKAND_LAG})(?![\w-])"
_OKANT_EFTER = re.compile(rf"\s(?:i\s)?(?P<namn>{_OKANT})")
_OKANT_FORE = re.compile(rf"(?<![\w-])(?P<namn>{_OKANT}),?\s$")
_OKANT_I_SIDHUVUD = re.compile(
    rf"{FS}|\d{{4}}:\d{{1,4}}|{_OKANT}|(?:.*\s)?[Ll]ag(?:en)?(?:\s.*)?|[Ff]örordning(?:en)?\s.*"
)
_EU = r"(?:GDPR|\w{4,}(?:förordningen|konventionen|direktivet))"
_ARTIKLAR = r"[Aa]rt(?:ikel|iklarna|\.)\s\d{1,3}(?:\.\d+)?(?:\s[a-z]\b)?(?:(?:,|\soch|\s?[-–])\s?\d{1,3}(?:\.\d+)?)*"
_ARTIKEL = re.compile(
    rf"\b(?:{_ARTIKLAR}\s(?:i\s)?(?:EU:s\s)?(?P<eu>{_EU})|{_ARTIKLAR}\si\s(?P<kort>[A-ZÅÄÖ]{{2,}})"
    rf"|(?P<fore>{_EU})(?:\s\([^()]{{1,30}}\))?,?\s{_ARTIKLAR})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Citat:
    """A citation as found: its span, the act it names on the day (None = not in the register), and the paragraphs.

    `strider` is the number written beside a name it does not belong to. `lagrum` holds one entry per paragraph (a
    range gives its ends and the registered ones between), or one for the act or chapter alone.
    """

    start: int
    slut: int
    text: str
    namn: str
    forfattning: Forfattning | None
    strider: str | None
    lagrum: tuple[Lagrum, ...]


def lagdag(text: Dokument | Sida, datum: date) -> date:
    """The day that decides which act a name means: the later of gäller_från and granskad; for what is
    not decided, and for pages, `datum` (for a report's pages LAG takes the period's last day)."""
    if isinstance(text, Sida):
        return datum
    if text.status in ("utkast", "remiss") or text.galler_fran is None:
        return datum
    return max(text.galler_fran, text.granskad.datum) if text.granskad else text.galler_fran


@lru_cache(maxsize=2)
def lagtolk(register: Lagregister) -> "Lagtolk":
    """The register's reader, made once."""
    return Lagtolk(register)


class Lagtolk:
    """Finds and resolves citations by one register."""

    def __init__(self, register: Lagregister) -> None:
        self._namn = Namnlasare(register)
        dagar = {dag for f in register.forfattningar for dag in (f.i_kraft, f.upphavd) if dag}
        self._brytdagar = sorted({date.min, *dagar})
        self._header = lru_cache(maxsize=None)(self._tolka_header)

    def i_text(self, text: str, dag: date) -> list[Citat]:
        """Every citation of a running text, in order. Positions are those of `text`."""
        citat: list[Citat] = []
        for start, slut in block(text, self._namn.kanske):
            ren = Ren(text[start:slut])
            for c in self._i_ren_text(ren.text, list(hanvisningar(ren.text)), dag):
                plats = start + ren.plats(c.start), start + ren.plats(c.slut - 1) + 1
                citat.append(replace(c, start=plats[0], slut=plats[1], text=" ".join(c.text.split())))
        return citat

    def header(self, text: str, dag: date) -> Citat | None:
        """A header's lagrum: exactly one citation and nothing else; None where it cannot be parsed.
        An act that the register lacks gives a Citat without forfattning."""
        # What a name means changes only on a day when some act begins or ends: the answer holds for all days between.
        return self._header(" ".join(text.split()), self._brytdagar[bisect_right(self._brytdagar, dag) - 1])

    def _tolka_header(self, text: str, dag: date) -> Citat | None:
        refs = [h for h in hanvisningar(text) if not h.omvand]
        citat = self._i_ren_text(text, refs, dag)
        if citat:
            rest = (text[: citat[0].start] + text[citat[0].slut :]).strip(" .")
            okant = citat[0].forfattning is None and rest.startswith("om ")  # lagen (1982:673) om arbetstid
            return citat[0] if len(citat) == 1 and (okant or not rest) else None
        rest = text
        for h in reversed(refs):
            rest = f"{rest[: h.start]} {rest[h.slut :]}"
        namn = " ".join(rest.split()).strip(" ,")
        if f := self._namn.per_nummer.get(namn):
            return Citat(0, len(text), text, namn, f, None, _lagrum(f, refs))
        return Citat(0, len(text), text, namn, None, None, ()) if _OKANT_I_SIDHUVUD.fullmatch(namn) else None

    def _i_ren_text(self, ren: str, refs: list[Hanvisning], dag: date) -> list[Citat]:
        namn = self._namn.hitta(ren, refs)
        bundna, losa = _bind(ren, namn, [h for h in refs if _utanfor(namn, h.start, h.start + 1)])
        citat = [_citat(ren, n, bundna.get(i, []), dag, self._namn.per_nummer) for i, n in enumerate(namn)]
        artiklar = ((m.start(), m.end(), next(g for g in m.groups() if g)) for m in _ARTIKEL.finditer(ren))
        for start, slut, okant in (*losa, *artiklar):
            if _utanfor(namn, start, slut):
                citat.append(Citat(start, slut, ren[start:slut], okant, None, None, ()))
        return sorted(citat, key=lambda c: c.start)


def _sista_fore(namn: list[Namn], plats: int) -> int:
    """The last name that begins at `plats` or before; -1 where none does."""
    return bisect_right(namn, plats, key=lambda n: n.start) - 1


def _utanfor(namn: list[Namn], start: int, slut: int) -> bool:
    """Whether a span touches no name."""
    i = _sista_fore(namn, slut - 1)
    return i < 0 or namn[i].slut <= start


def _bind(
    ren: str, namn: list[Namn], refs: list[Hanvisning]
) -> tuple[dict[int, list[list[Hanvisning]]], list[tuple[int, int, str]]]:
    """Which references belong to which name, and those that belong to an act the register lacks."""
    bundna: dict[int, list[list[Hanvisning]]] = {}
    losa: list[tuple[int, int, str]] = []
    suffix: set[int] = set()
    for serie in serier(ren, refs):
        fore, intill = _namn_fore(ren, namn, serie)
        fore = None if fore in suffix else fore
        efter = _namn_efter(ren, namn, serie[-1])
        if fore is not None and intill and efter is not None and len(serie) > 1:
            bundna.setdefault(fore, []).append(serie[:-1])
            serie, fore = serie[-1:], None
        if fore is not None and (intill or efter is None):
            bundna.setdefault(fore, []).append(serie)
        elif efter is not None:
            bundna.setdefault(efter, []).append(serie)
            suffix.add(efter)
        elif okant := _okant(ren, serie):
            start, slut = min(okant.start("namn"), serie[0].start), max(okant.end("namn"), serie[-1].slut)
            losa.append((start, slut, okant["namn"]))
    return bundna, losa


def _namn_efter(ren: str, namn: list[Namn], sista: Hanvisning) -> int | None:
    m = _TILL_NAMN.match(ren, sista.slut)
    i = _sista_fore(namn, m.end()) if m else -1
    if m is None or i < 0 or namn[i].start != m.end():
        return None
    # `§ 20 Socialtjänstlagen` is an item of the minutes, `§ 9 LSS` a citation.
    punkt = sista.omvand and sista.led[0][0] is None and m[0].isspace() and namn[i].text[1:].islower()
    return None if punkt else i


def _namn_fore(ren: str, namn: list[Namn], serie: list[Hanvisning]) -> tuple[int | None, bool]:
    """The name before a series, and whether nothing parts them: `SoL 27 kap. 2 §`, else `SoL (27 kap. 2 §)`."""
    start = serie[0].start
    i = _sista_fore(namn, start)
    if i < 0:
        return None, False
    mellan = ren[namn[i].slut : start]
    if re.fullmatch(r"['’]?\s", mellan):
        return i, True
    ensam_i_cell = "|" not in mellan or ren[: namn[i].start].rstrip()[-1:] in ("", "|")
    lost = _LOST.fullmatch(mellan) and ensam_i_cell and not serie[0].omvand and not _I_NAGOT.match(ren, serie[-1].slut)
    return (i, False) if lost else (None, False)


def _okant(ren: str, serie: list[Hanvisning]) -> re.Match[str] | None:
    """An act the register lacks; beside a chapter or a colon alone an abbreviation (`SÄBO 14:30`) is none."""
    forsta, sista = serie[0], serie[-1]
    if sista.omvand:
        return None
    okant = _OKANT_EFTER.match(ren, sista.slut) or _OKANT_FORE.search(ren, max(0, forsta.start - 40), forsta.start)
    svag = sista.kolon or sista.led[-1][1] is None
    return None if okant and svag and okant["namn"].isupper() else okant


def _citat(
    ren: str, namn: Namn, bundna: list[list[Hanvisning]], dag: date, per_nummer: Mapping[str, Forfattning]
) -> Citat:
    refs = [h for serie in bundna for h in serie]
    start, slut = min([namn.start, *(h.start for h in refs)]), max([namn.slut, *(h.slut for h in refs)])
    f = per_nummer.get(namn.nummer) if namn.nummer and not namn.strider else pa_dagen(namn.kandidater, dag)
    lagrum = tuple(x for serie in bundna for x in _lagrum(f, serie)) if f else ()
    return Citat(
        start, slut, ren[start:slut], namn.text, f, namn.nummer if namn.strider else None,
        lagrum or ((Lagrum(f, None, None),) if f else ()),
    )  # fmt: skip


def _lagrum(f: Forfattning, refs: Sequence[Hanvisning]) -> tuple[Lagrum, ...]:
    """The places of a series; one without chapter has that of the one before it. Without references, the act."""
    svar: list[Lagrum] = []
    kapitel = None
    for eget, paragraf in (led for h in refs for led in h.led):
        kapitel = eget or kapitel
        if paragraf is None:
            svar.append(Lagrum(f, kapitel, None))
            continue
        finns = f.kapitel.get(kapitel or "-", frozenset()) if f.kapitel is not None else None
        svar += (Lagrum(f, kapitel or "-", p) for p in utvidga(paragraf, finns))
    return tuple(svar) or (Lagrum(f, None, None),)


def pa_dagen(kandidater: tuple[Forfattning, ...], dag: date) -> Forfattning | None:
    """Of acts with one name: the one in force on `dag`, else the latest repealed before it, else the first after it."""
    if galler := [f for f in kandidater if f.galler(dag)]:
        return galler[0]
    if fore := [f for f in kandidater if f.upphavd and f.upphavd <= dag]:
        return max(fore, key=lambda f: f.upphavd or dag)
    return min(kandidater, key=lambda f: f.i_kraft or dag, default=None)


def tolka(text: str, register: Lagregister, dag: date) -> Lagrum | None:
    """The first paragraph a header citation names; None where it cannot be parsed or the act is unknown."""
    citat = lagtolk(register).header(text, dag)
    return citat.lagrum[0] if citat and citat.lagrum else None


def namn(f: Forfattning) -> str:
    """`SoL (2025:400)`, `SOSFS 2011:9`, or the title."""
    if f.kort is None or f.kort == f.nummer:
        return f.kort or f.titel
    return f"{f.kort} ({f.nummer})"

"""Citations of law, in headers and in running text: found, parsed, and resolved to acts and paragraphs.

The finder marks every name of an act and every reference to chapter and paragraph, then ties each reference to
the name beside it, as Swedish legal writing does: `27 kap. 2 § SoL`, `SoL 27 kap. 2–6 §§`,
`lagen (1993:387) om stöd och service … 9 §`, `SOSFS 2011:9, 5 kap. 2 §`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from handbok.hanvisningar import Hanvisning, Ren, block, hanvisningar, serier, utvidga
from handbok.modell import Dokument, Forfattning, Lagregister, Lagrum, Sida

# The number beside a name: `(2025:400)`, `(SFS 2025:400)`, `(HSL, 2017:30)`, `2025:400`.
_KORT = r"[A-ZÅÄÖ][\w-]{1,14}"
_SFS = r"(?:SFS\s(?:nr\s)?)?"
_INOM = rf"\s?\((?:{_KORT},?\s)?{_SFS}(?P<nr>\d{{4}}:\d{{1,4}})(?:,\s{_KORT})?\)"
_NUMMER = re.compile(rf"{_INOM}|\s{_SFS}(?P<bart>\d{{4}}:\d{{1,4}})(?![\w:/-])")
# What a block of text must hold to be read for citations, beside an act's short name: most hold none.
_KANSKE = r"§|kap|[Ll]ag(?:en)?s?(?![^\W_])|[Ff]örordning|balk|rtik|GDPR|\N{SOFT HYPHEN}|S\s?\d{4}:|[A-ZÅÄÖ][a-zåäö]{1,3}[A-ZÅÄÖ]\s"
_FS = r"[A-ZÅÄÖ]{1,6}-?FS\s?\d{4}:\d{1,4}"
_LAG = re.compile(r"(?<![\w-])(?P<slag>[Ll]ag|[Ff]örordning)(?:en)?s?(?![\w-])")
_TITELORD = re.compile(r"(?:\s[\w'’-]+(?::s)?){1,25}")
_ETT_ORD = re.compile(r"[\w'’-]+(?::s)?")
# A title goes on after these; and after a single word of it only these are prose and no other title.
_SMAORD = frozenset("av för från hos i inom med mot och om på som till vid vissa".split())
_PROSA = re.compile(r"och|eller|samt|som|ska|skall|kan|måste|bör|inte|även|också|men|att|när|då|\d+|\w+[rs]")
# What may stand between a paragraph and its act, and between an act and its paragraph.
_TILL_NAMN = re.compile(
    r"\s(?:i\s(?:den\s)?)?(?:(?:nya|nuvarande|gamla|äldre|tidigare)\s)?"
    r"(?:Socialstyrelsens\s(?:föreskrifter|allmänna\sråd)(?:\soch\sallmänna\sråd)?\s(?:i\s)?)?\(?"
)
_LOST = re.compile(r"\s?[,:)|]*\s\(?")
_I_NAGOT = re.compile(r"\si\s")
_ORD_EFTER = re.compile(r"\s(?:i\s)?(\w{3,})(?![\w-])")
_ORD_FORE = re.compile(r"(?<![\w-])(\w{3,}),?\s$")
# What may be an act though the register lacks it: `föräldrabalken` or `BrB` with a paragraph, a name with a number.
_OKAND_LAG = r"[A-Za-zÅÄÖåäö-]{4,}(?:lag|balk|förordning)(?:en)?s?"
_OKANT = rf"(?:[A-ZÅÄÖ][a-zåäö]{{0,3}}[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}|{_OKAND_LAG})(?![\w-])"
_OKANT_EFTER = re.compile(rf"\s(?:i\s)?(?P<namn>{_OKANT})")
_OKANT_FORE = re.compile(rf"(?<![\w-])(?P<namn>{_OKANT}),?\s$")
_OKANT_MED_NUMMER = re.compile(rf"(?<![\w-])(?P<namn>{_OKAND_LAG}){_INOM}")
_OKANT_I_SIDHUVUD = re.compile(rf"{_FS}|\d{{4}}:\d{{1,4}}|{_OKANT}|(?:.*\s)?[Ll]ag(?:en)?(?:\s.*)?|[Ff]örordning(?:en)?\s.*")
_EU = r"(?:GDPR|\w{4,}(?:förordningen|konventionen|direktivet))"
_ARTIKLAR = r"[Aa]rt(?:ikel|iklarna|\.)\s\d{1,3}(?:\.\d+)?(?:\s[a-z]\b)?(?:(?:,|\soch|\s?[-–])\s?\d{1,3}(?:\.\d+)?)*"
_ARTIKEL = re.compile(
    rf"\b(?:{_ARTIKLAR}\s(?:i\s)?(?:EU:s\s)?(?P<eu>{_EU})|{_ARTIKLAR}\si\s(?P<kort>[A-ZÅÄÖ]{{2,}})"
    rf"|(?P<fore>{_EU}),?\s{_ARTIKLAR})(?!\w)"
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


@dataclass(frozen=True, slots=True)
class _Namn:
    """An act's name where it stands, the acts that have it, and the number beside it."""

    start: int
    slut: int
    text: str
    kandidater: tuple[Forfattning, ...]
    nummer: str | None = None
    strider: bool = False


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
        self._per_nummer = {f.nummer: f for f in register.forfattningar}
        self._per_namn: dict[str, list[Forfattning]] = {}
        self._per_kort: dict[str, list[Forfattning]] = {}
        self._titlar: list[tuple[str, list[str], Forfattning]] = []
        for f in register.forfattningar:
            self._lar(f)
        self._namnregex = re.compile(self._namnmonster())
        # First letters and tails apart: some that are no names pass, and each position is tried once.
        kort = [n for n in self._per_namn if n != n.lower()] or ["\0\0"]
        tecken, slut = "".join(sorted({n[0] for n in kort})), "|".join(sorted({re.escape(n[1:]) for n in kort}))
        self._kanske = re.compile(rf"{_KANSKE}|[{tecken}](?:{slut})")
        self._header = lru_cache(maxsize=None)(self._tolka_header)

    def _lar(self, f: Forfattning) -> None:
        """The names an act goes by: kort, titel, and for `Lag om …` the words of the titel."""
        titel = re.sub(r"\s?\(\d{4}:\d+\)", "", f.titel)
        slag, *resten = titel.lower().split()
        if slag in ("lag", "förordning") and len(resten) > 1:
            self._titlar.append((slag, resten, f))
            if resten[0] == "med" and "om" in resten:  # people say lagen om vård av unga
                self._titlar.append((slag, resten[resten.index("om") :], f))
        elif f.kort != f.nummer:
            self._per_namn.setdefault(titel.lower(), []).append(f)
        if f.kort and f.kort != f.nummer:
            for form in {f.kort, f.kort.lower()} if f.kort.lower().endswith("lagen") else {f.kort}:
                self._per_namn.setdefault(form, []).append(f)
            if len(f.kort) > 2:
                self._per_kort.setdefault(f.kort.upper(), []).append(f)

    def _namnmonster(self) -> str:
        def bit(namn: str) -> str:
            if namn != namn.lower():  # KL is an act, kl. is the time and so is KL. 14
                return re.escape(namn) + r"(?::?s)?" + (r"(?!\.\s\d)" if len(namn) < 3 else "")
            forsta = f"[{namn[0].upper()}{namn[0]}]"
            resten = re.escape(namn[1:]).replace(r"\ ", r"\s")
            return forsta + resten + ("s?" if namn.endswith("en") else "(?:en)?s?")

        namn = "|".join(bit(n) for n in sorted(self._per_namn, key=len, reverse=True)) or r"(?!)"
        return rf"(?<![\w-])(?:(?P<fs>{_FS})|(?P<namn>{namn})(?![\w-]))"

    def i_text(self, text: str, dag: date) -> list[Citat]:
        """Every citation of a running text, in order. Positions are those of `text`."""
        citat: list[Citat] = []
        for start, slut in block(text, self._kanske):
            ren = Ren(text[start:slut])
            citat += (
                replace(c, start=start + ren.plats(c.start), slut=start + ren.plats(c.slut - 1) + 1, text=" ".join(c.text.split()))
                for c in self._i_ren_text(ren.text, list(hanvisningar(ren.text)), dag)
            )
        return citat

    def header(self, text: str, dag: date) -> Citat | None:
        """A header's lagrum: exactly one citation and nothing else; None where it cannot be parsed.
        An act that the register lacks gives a Citat without forfattning."""
        return self._header(" ".join(text.split()), dag)

    def _tolka_header(self, text: str, dag: date) -> Citat | None:
        refs = [h for h in hanvisningar(text) if not h.omvand]
        citat = self._i_ren_text(text, refs, dag)
        if citat:
            ensamt = len(citat) == 1 and not (text[: citat[0].start] + text[citat[0].slut :]).strip(" .")
            return citat[0] if ensamt else None
        rest = text
        for h in reversed(refs):
            rest = f"{rest[: h.start]} {rest[h.slut :]}"
        namn = " ".join(rest.split()).strip(" ,")
        if f := self._per_nummer.get(namn):
            return Citat(0, len(text), text, namn, f, None, _lagrum(f, refs))
        return Citat(0, len(text), text, namn, None, None, ()) if _OKANT_I_SIDHUVUD.fullmatch(namn) else None

    def _i_ren_text(self, ren: str, refs: list[Hanvisning], dag: date) -> list[Citat]:
        alla = [*self._namn(ren), *self._titelnamn(ren), *self._okanda_med_nummer(ren), *self._kort_intill(ren, refs)]
        namn: list[_Namn] = []
        for n in sorted(alla, key=lambda n: n.start):
            if not namn or n.start >= namn[-1].slut:
                namn.append(n)
        namn = _ihop(ren, namn)
        bundna, losa = _bind(ren, namn, [h for h in refs if _utanfor(namn, h.start, h.start + 1)])
        citat = [_citat(ren, n, bundna.get(i, []), dag, self._per_nummer) for i, n in enumerate(namn)]
        for m in (*losa, *_ARTIKEL.finditer(ren)):
            if _utanfor(namn, m.start(), m.end()):
                okant = next(g for g in m.groupdict().values() if g)
                citat.append(Citat(m.start(), m.end(), m[0].strip(), okant, None, None, ()))
        return sorted(citat, key=lambda c: c.start)

    def _namn(self, ren: str) -> Iterator[_Namn]:
        for m in self._namnregex.finditer(ren):
            if m["fs"]:
                nummer = re.sub(r"^SFS\s", "", re.sub(r"\s?(?=\d{4}:)", " ", m["fs"], count=1))
                f = self._per_nummer.get(nummer)
                yield _Namn(m.start(), m.end(), m[0], (f,) if f else (), nummer)
            else:
                yield _med_nummer(ren, m.start(), m.end(), self._namnets(m["namn"]))

    def _namnets(self, namn: str) -> tuple[Forfattning, ...]:
        namn = " ".join(namn.split())
        for form in (namn, re.sub(r":?s$", "", namn), namn.lower(), re.sub(r"s$", "", namn.lower())):
            for stam in (form, form.removesuffix("en")):
                if stam in self._per_namn:
                    return tuple(self._per_namn[stam])
        return ()

    def _kort_intill(self, ren: str, refs: Iterable[Hanvisning]) -> Iterator[_Namn]:
        """`9 § lss` and `SOL 5 kap.`: beside a reference a short name may be written in any case."""
        for h in refs:
            for m in (_ORD_EFTER.match(ren, h.slut), _ORD_FORE.search(ren, max(0, h.start - 16), h.start)):
                if m and (acts := self._per_kort.get(m[1].upper())):
                    yield _med_nummer(ren, m.start(1), m.end(1), tuple(acts))

    def _titelnamn(self, ren: str) -> Iterator[_Namn]:
        """`lagen (1993:387) om stöd och service …`: as many words of a title as the text has, at least one after om."""
        for m in _LAG.finditer(ren):
            nr = _NUMMER.match(ren, m.end())
            run = _TITELORD.match(ren, nr.end() if nr else m.end())
            ord_ = [*_ETT_ORD.finditer(ren, run.start(), run.end())] if run else []
            langd, traffar = self._titelns(m["slag"].lower(), [o[0].lower() for o in ord_])
            if langd and nr:
                yield _med_nummer(ren, m.start(), ord_[langd - 1].end(), traffar, nr["nr"] or nr["bart"])
            elif langd:
                yield _med_nummer(ren, m.start(), ord_[langd - 1].end(), traffar)
            elif nr:
                nummer = nr["nr"] or nr["bart"]
                f = self._per_nummer.get(nummer)
                yield _Namn(m.start(), nr.end(), ren[m.start() : nr.end()], (f,) if f else (), nummer)

    def _titelns(self, slag: str, ord_: list[str]) -> tuple[int, tuple[Forfattning, ...]]:
        """How many words of a title these begin with, and the acts of that title; 0 where none or more than one fits."""
        lika = [(_lika(titel, ord_), len(titel), f) for s, titel, f in self._titlar if s == slag]
        langd = max((n for n, _, _ in lika), default=0)
        hel = any(n == langd == hela for n, hela, _ in lika)
        while langd and not hel and ord_[langd - 1] in _SMAORD:
            langd -= 1
        if langd < 2 or (langd == 2 and not hel and ord_[2:] and not _PROSA.fullmatch(ord_[2])):
            return 0, ()
        traffar = tuple({f.nummer: f for n, _, f in lika if n >= langd}.values())
        return (langd, traffar) if _ar_en_linje(traffar) else (0, ())

    def _okanda_med_nummer(self, ren: str) -> Iterator[_Namn]:
        for m in _OKANT_MED_NUMMER.finditer(ren):
            f = self._per_nummer.get(m["nr"])
            strider = f is not None and not _liknar(m["namn"], f)
            yield _Namn(m.start(), m.end(), m["namn"], (f,) if f else (), m["nr"], strider)


def _med_nummer(
    ren: str, start: int, slut: int, kandidater: tuple[Forfattning, ...], nummer: str | None = None
) -> _Namn:
    """A name with the number that stands in it or after it; a number that is none of the acts' own contradicts it."""
    if nummer is None and (nr := _NUMMER.match(ren, slut)):
        nummer, slut = nr["nr"] or nr["bart"], nr.end()
    strider = nummer is not None and all(nummer != f.nummer for f in kandidater)
    return _Namn(start, slut, ren[start:slut], kandidater, nummer, strider)


def _liknar(namn: str, f: Forfattning) -> bool:
    """Whether a name is part of an act's own: `sekretesslagen` for offentlighets- och sekretesslag, `LSS-lagen`."""
    stam = re.sub(r"(?:en)?s?$", "", namn.lower())
    titel = re.sub(r"\s?\(\d{4}:\d+\)", "", f.titel).lower()
    return titel.startswith(stam) or titel.endswith(stam) or (f.kort or "-").lower() in namn.lower()


def _ar_en_linje(forfattningar: tuple[Forfattning, ...]) -> bool:
    """Whether all are one act and its predecessors."""
    nummer = {f.nummer for f in forfattningar}
    return len([f for f in forfattningar if not nummer & set(f.ersatt_av)]) == 1


def _ihop(ren: str, namn: list[_Namn]) -> list[_Namn]:
    """`socialtjänstlagen (SoL)` is one name."""
    svar: list[_Namn] = []
    for n in namn:
        i_parentes = svar and re.fullmatch(r"\s\(", ren[svar[-1].slut : n.start]) and ren[n.slut : n.slut + 1] == ")"
        if i_parentes and any(f in svar[-1].kandidater for f in n.kandidater):
            svar[-1] = replace(svar[-1], slut=n.slut + 1)
        else:
            svar.append(n)
    return svar


def _sista_fore(namn: list[_Namn], plats: int) -> int:
    """The last name that begins at `plats` or before; -1 where none does."""
    return bisect_right(namn, plats, key=lambda n: n.start) - 1


def _utanfor(namn: list[_Namn], start: int, slut: int) -> bool:
    """Whether a span touches no name."""
    i = _sista_fore(namn, slut - 1)
    return i < 0 or namn[i].slut <= start


def _bind(
    ren: str, namn: list[_Namn], refs: list[Hanvisning]
) -> tuple[dict[int, list[list[Hanvisning]]], list[re.Match[str]]]:
    """Which references belong to which name, and those that belong to an act the register lacks."""
    bundna: dict[int, list[list[Hanvisning]]] = {}
    losa: list[re.Match[str]] = []
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
            losa.append(okant)
    return bundna, losa


def _namn_efter(ren: str, namn: list[_Namn], sista: Hanvisning) -> int | None:
    m = _TILL_NAMN.match(ren, sista.slut)
    i = _sista_fore(namn, m.end()) if m else -1
    if m is None or i < 0 or namn[i].start != m.end():
        return None
    # `§ 20 Socialtjänstlagen` is an item of the minutes, `§ 9 LSS` a citation.
    punkt = sista.omvand and sista.led[0][0] is None and m[0].isspace() and namn[i].text[1:].islower()
    return None if punkt else i


def _namn_fore(ren: str, namn: list[_Namn], serie: list[Hanvisning]) -> tuple[int | None, bool]:
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
    """An act the register lacks beside a paragraph; a chapter or a colon alone (`SÄBO 14:30`) is not enough."""
    forsta, sista = serie[0], serie[-1]
    if sista.omvand or sista.led[-1][1] is None:
        return None
    okant = _OKANT_EFTER.match(ren, sista.slut) or _OKANT_FORE.search(ren, max(0, forsta.start - 40), forsta.start)
    return None if okant and sista.kolon and okant["namn"].isupper() else okant


def _citat(ren: str, namn: _Namn, bundna: list[list[Hanvisning]], dag: date, per_nummer: dict[str, Forfattning]) -> Citat:
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


def _lika(titelord: list[str], ord_: list[str]) -> int:
    """How many words two texts begin with alike."""
    lika = 0
    for a, b in zip(titelord, ord_, strict=False):
        if a != b:
            break
        lika += 1
    return lika


def tolka(text: str, register: Lagregister, dag: date) -> Lagrum | None:
    """The first paragraph a header citation names; None where it cannot be parsed or the act is unknown."""
    citat = lagtolk(register).header(text, dag)
    return citat.lagrum[0] if citat and citat.lagrum else None


def namn(f: Forfattning) -> str:
    """`SoL (2025:400)`, `SOSFS 2011:9`, or the title."""
    if f.kort is None or f.kort == f.nummer:
        return f.kort or f.titel
    return f"{f.kort} ({f.nummer})"

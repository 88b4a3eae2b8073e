"""Citations of law, in headers and in running text: found, parsed, and resolved to acts and paragraphs.

The finder first marks every name of an act and every paragraph reference, then ties each
reference to the name beside it, as Swedish legal writing does: `27 kap. 2 § SoL`,
`SoL 27 kap. 2–6 §§`, `lagen (1993:387) om stöd och service … 9 §`, `SOSFS 2011:9, 5 kap. 2 §`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handbok.modell import Dokument, Forfattning, Lagregister, Lagrum, Sida

_MJUKT = "\N{SOFT HYPHEN}"
_BOKSTAV = r"(?:\s?[a-z](?![\wåäö]))"
_NR = rf"\d{{1,3}}{_BOKSTAV}?"
_STRECK = r"\s?[-–—]\s?"
_LED = rf"{_NR}(?:{_STRECK}(?:{_NR}|[a-z](?![\wåäö])))?"
_OCH = r"(?:\s?,\s?|\s(?:och|samt|eller)\s)"
_STYCKE = r"(?:\s(?:första|andra|tredje|fjärde|femte)\s(?:stycket|st\.?)(?:\s\d+(?!\s?(?:kap|§)))?)?"
_PARAGRAFER = rf"{_LED}(?:{_OCH}{_LED})*\s?§(?:\s?§)?{_STYCKE}"
_KAPITEL = rf"\d{{1,2}}{_BOKSTAV}?\s?kap(?:\.|itlet\b|\b)"
_HANVISNING = re.compile(
    rf"(?<![\w:/.–-])(?:(?P<kap>{_KAPITEL})(?:\s?(?P<kp>{_PARAGRAFER}))?|(?P<par>{_PARAGRAFER})"
    rf"|(?P<kolon>\d{{1,2}}{_BOKSTAV}?:\d{{1,3}}{_BOKSTAV}?(?:{_STRECK}\d{{1,3}})?)(?![\w:/]))"
)
_ARTIKEL = re.compile(r"\b[Aa]rt(?:ikel|\.)\s\d+(?:\.\d+)?\si\s(?P<namn>[A-ZÅÄÖ]{2,}|\w*förordningen)\b")
# What a block of text must hold to be read for citations: most hold none.
_KANSKE = re.compile(r"§|[Ll]ag(?:en)?s?\b|[Ff]örordning|rtikel|\N{SOFT HYPHEN}|S ?\d{4}:|[A-ZÅÄÖ][A-Za-z-]{0,5}[A-ZÅÄÖ]|kap")
_FS = r"(?:SOSFS|HSLF-FS|SFS)\s?\d{4}:\d{1,4}"
_PARENTES = r"\s?\((?:SFS\s)?(?P<nr>\d{4}:\d{1,4})\)"
_OM = re.compile(r"(?P<ord>[Ll]ag|[Ff]örordning)(?:en)?s?(?:\s?\((?:SFS\s)?(?P<nr>\d{4}:\d{1,4})\))?(?P<om>\s(?:om|med)\s)?")
# A name that may be an act's, tied to a reference but not in the register: `föräldrabalken`, `BrB`.
_OKANT = r"(?:[A-ZÅÄÖ][a-zåäö]{0,3}[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}|[A-Za-zÅÄÖåäö-]{4,}(?:lagen|balken|förordningen))"
_OKANT_EFTER = re.compile(rf"\s(?:i\s)?(?P<namn>{_OKANT})\b")
_OKANT_FORE = re.compile(rf"(?<![\w-])(?P<namn>{_OKANT})\s$")


@dataclass(frozen=True, slots=True)
class Citat:
    """A citation as found: its span, the act it names on the day (None = not in the register), and the paragraphs.

    `strider` is the number written beside a name it does not belong to. `lagrum` holds one
    entry per paragraph (a range gives its ends and the registered ones between), or one
    for the act or chapter alone; `andar` are those that stood in the text as such.
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
    start: int
    slut: int
    text: str
    kandidater: tuple[Forfattning, ...]
    nummer: str | None


@dataclass(frozen=True, slots=True)
class _Ref:
    start: int
    slut: int
    kapitel: str | None
    led: tuple[str, ...]


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
        self.register = register
        self._per_nummer = {f.nummer: f for f in register.forfattningar}
        self._per_namn: dict[str, list[Forfattning]] = {}
        self._om: list[tuple[str, list[str], Forfattning]] = []
        for f in register.forfattningar:
            titel = re.sub(r"\s?\(\d{4}:\d+\)", "", f.titel)
            ord_ = titel.split()
            if ord_[0].lower() in ("lag", "förordning") and len(ord_) > 2:
                self._om.append((ord_[0].lower(), [o.lower() for o in ord_[1:]], f))
            elif f.kort != f.nummer:
                self._per_namn.setdefault(titel.lower(), []).append(f)
            if f.kort and f.kort != f.nummer:
                for form in {f.kort, f.kort.lower()} if f.kort.lower().endswith("lagen") else {f.kort}:
                    self._per_namn.setdefault(form, []).append(f)
        self._namnregex = re.compile(self._namnmonster())
        self._header = lru_cache(maxsize=None)(self._tolka_header)

    def _namnmonster(self) -> str:
        def bit(namn: str) -> str:
            if namn != namn.lower():  # KL is an act, kl. is the time
                return re.escape(namn) + r"(?::?s)?"
            forsta = f"[{namn[0].upper()}{namn[0]}]"
            resten = re.escape(namn[1:]).replace(r"\ ", r"\s")
            return forsta + resten + ("s?" if namn.endswith("en") else "(?:en)?s?")

        namn = "|".join(bit(n) for n in sorted(self._per_namn, key=len, reverse=True)) or r"(?!)"
        return rf"(?<![\w-])(?:(?P<fs>{_FS})|(?P<namn>{namn})(?![\w-])(?:{_PARENTES})?)"

    def i_text(self, text: str, dag: date) -> list[Citat]:
        """Every citation of a running text, in order. Positions are those of `text`."""
        citat: list[Citat] = []
        for start, slut in _block(text):
            citat += self._i_block(text[start:slut], start, dag)
        return citat

    def _i_block(self, block: str, start: int, dag: date) -> list[Citat]:
        rent = _Ren(block)
        ren = rent.text
        namn = sorted([*self._namn(ren), *self._om_namn(ren)], key=lambda n: n.start)
        namn = [n for i, n in enumerate(namn) if i == 0 or n.start >= namn[i - 1].slut]
        citat = [
            Citat(start + rent.plats(c.start), start + rent.plats(c.slut - 1) + 1, c.text, c.namn, c.forfattning, c.strider, c.lagrum)
            for c in self._bind(ren, namn, list(_referenser(ren)), dag)
        ]
        return sorted(citat, key=lambda c: c.start)

    def header(self, text: str, dag: date) -> Citat | None:
        """A header's lagrum: exactly one citation and nothing else; None where it cannot be parsed.
        An act that the register lacks gives a Citat without forfattning."""
        return self._header(" ".join(text.split()), dag)

    def _tolka_header(self, text: str, dag: date) -> Citat | None:
        citat = self.i_text(text, dag)
        if len(citat) == 1 and not (text[: citat[0].start] + text[citat[0].slut :]).strip():
            return citat[0]
        if citat:
            return None
        okant = re.fullmatch(rf"(?P<namn>(?:{_FS}|\d{{4}}:\d{{1,4}}|{_OKANT}|[\w -]*[Ll]ag(?:en)?(?:\s\(\d{{4}}:\d+\))?.*?))"
                             rf"(?:,?\s(?:{_KAPITEL}\s?)?(?:{_PARAGRAFER})?)?", text)  # fmt: skip
        if okant and (f := self._per_nummer.get(okant["namn"])):
            return Citat(0, len(text), text, okant["namn"], f, None, self._lagrum(f, next(_referenser(text), None)))
        return Citat(0, len(text), text, okant["namn"], None, None, ()) if okant else None

    def _namn(self, ren: str) -> Iterator[_Namn]:
        for m in self._namnregex.finditer(ren):
            if m["fs"]:
                nummer = re.sub(r"^SFS\s?", "", re.sub(r"\s?(?=\d{4}:)", " ", m["fs"], count=1))
                f = self._per_nummer.get(nummer)
                yield _Namn(m.start(), m.end(), m[0], (f,) if f else (), nummer)
            else:
                yield _Namn(m.start(), m.end(), m[0], self._namnets(m["namn"]), m["nr"])

    def _namnets(self, namn: str) -> tuple[Forfattning, ...]:
        for form in (namn, re.sub(r":?s$", "", namn), namn.lower(), re.sub(r"s$", "", namn.lower())):
            for stam in (form, form.removesuffix("en")):
                if stam in self._per_namn:
                    return tuple(self._per_namn[stam])
        return ()

    def _om_namn(self, ren: str) -> Iterator[_Namn]:
        """`lagen (1993:387) om stöd och service …`: as many words of a title as the text has, at least one after om."""
        for m in _OM.finditer(ren):
            if m.start() and (ren[m.start() - 1].isalnum() or ren[m.start() - 1] in "-_"):
                continue
            if not m["om"]:
                if m["nr"]:
                    f = self._per_nummer.get(m["nr"])
                    yield _Namn(m.start(), m.end(), m[0], (f,) if f else (), m["nr"])
                continue
            ord_ = [*re.finditer(r"[\wåäöÅÄÖ'-]+", ren[m.start("om") : m.end() + 160])]
            langd, traffar = self._langsta(m["ord"].lower(), [o[0].lower() for o in ord_])
            if langd >= 2:
                yield _Namn(m.start(), m.start("om") + ord_[langd - 1].end(), ren[m.start() : m.start("om") + ord_[langd - 1].end()], traffar, m["nr"])  # fmt: skip
            elif m["nr"]:
                f = self._per_nummer.get(m["nr"])
                yield _Namn(m.start(), m.start("om"), ren[m.start() : m.start("om")], (f,) if f else (), m["nr"])

    def _langsta(self, slag: str, ord_: list[str]) -> tuple[int, tuple[Forfattning, ...]]:
        langder = [(_lika(titelord, ord_), f) for s, titelord, f in self._om if s == slag]
        langst = max((n for n, _ in langder), default=0)
        traffar = tuple(f for n, f in langder if n == langst)
        return (langst, traffar) if langst >= 2 and self._en_linje(traffar) else (0, ())

    def _en_linje(self, forfattningar: tuple[Forfattning, ...]) -> bool:
        """Whether all are one act and its predecessors."""
        nummer = {f.nummer for f in forfattningar}
        slutpunkter = {f.nummer for f in forfattningar if not nummer & set(f.ersatt_av)}
        return len(slutpunkter) == 1

    def _bind(self, ren: str, namn: list[_Namn], refs: list[_Ref], dag: date) -> Iterator[Citat]:
        bundna: dict[int, list[_Ref]] = {}
        efter = {n.start: i for i, n in enumerate(namn)}
        fore = {n.slut: i for i, n in enumerate(namn)}
        inuti = [(n.start, n.slut) for n in namn]
        refs = [r for r in refs if not any(a <= r.start < b for a, b in inuti)]
        suffix: set[int] = set()
        for serie in _serier(ren, refs):
            forsta, sista = serie[0], serie[-1]
            j = next((efter[p] for p in _efter(ren, sista.slut) if p in efter), None)
            i = fore.get(forsta.start - 1) if ren[forsta.start - 1 : forsta.start] == " " else None
            komma = fore.get(forsta.start - 2) if ren[forsta.start - 2 : forsta.start] == ", " else None
            i = None if i in suffix else i
            komma = None if komma in suffix else komma
            if i is not None and j is not None and len(serie) > 1:
                bundna.setdefault(i, []).extend(serie[:-1])
                bundna.setdefault(j, []).append(sista)
                suffix.add(j)
            elif i is not None:
                bundna.setdefault(i, []).extend(serie)
            elif j is not None:
                bundna.setdefault(j, []).extend(serie)
                suffix.add(j)
            elif komma is not None:
                bundna.setdefault(komma, []).extend(serie)
            elif okant := _okant(ren, forsta.start, sista.slut):
                yield Citat(min(forsta.start, okant.start("namn")), max(sista.slut, okant.end("namn")),
                            ren[forsta.start : sista.slut], okant["namn"], None, None, ())  # fmt: skip
        for nr, n in enumerate(namn):
            yield self._citat(ren, n, bundna.get(nr, []), dag)
        for m in _ARTIKEL.finditer(ren):
            yield Citat(m.start(), m.end(), m[0], m["namn"], None, None, ())

    def _citat(self, ren: str, namn: _Namn, refs: list[_Ref], dag: date) -> Citat:
        start = min([namn.start, *(r.start for r in refs)])
        slut = max([namn.slut, *(r.slut for r in refs)])
        egna = {f.nummer for f in namn.kandidater}
        strider = namn.nummer if namn.nummer and namn.kandidater and namn.nummer not in egna else None
        if namn.nummer and not strider:
            forfattning = self._per_nummer.get(namn.nummer)
        else:
            forfattning = pa_dagen(namn.kandidater, dag)
        lagrum = tuple(x for r in (refs or (None,)) for x in self._lagrum(forfattning, r)) if forfattning else ()
        return Citat(start, slut, ren[start:slut], namn.text, forfattning, strider, lagrum)

    def _lagrum(self, f: Forfattning, ref: _Ref | None) -> tuple[Lagrum, ...]:
        if ref is None:
            return (Lagrum(f, None, None),)
        if not ref.led:
            return (Lagrum(f, ref.kapitel, None),)
        kapitel = ref.kapitel or "-"
        finns = f.kapitel.get(kapitel, frozenset()) if f.kapitel is not None else frozenset()
        return tuple(Lagrum(f, kapitel, p) for led in ref.led for p in _utvidga(led, finns))


def pa_dagen(kandidater: tuple[Forfattning, ...], dag: date) -> Forfattning | None:
    """Of acts with one name: the one in force on `dag`, else the latest repealed before it, else the first after it."""
    if galler := [f for f in kandidater if f.galler(dag)]:
        return galler[0]
    if fore := [f for f in kandidater if f.upphavd and f.upphavd <= dag]:
        return max(fore, key=lambda f: f.upphavd or dag)
    return min(kandidater, key=lambda f: f.i_kraft or dag, default=None)


def _block(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs that may hold a citation (none spans two)."""
    slut = -1
    for m in _KANSKE.finditer(text):
        if m.start() >= slut:
            start = text.rfind("\n\n", 0, m.start()) + 1
            slut = text.find("\n\n", m.end())
            slut = len(text) if slut < 0 else slut
            yield start, slut


_BLANKT = re.compile(r"\N{SOFT HYPHEN}|\s{2,}|[^\S ]")


class _Ren:
    """A text with soft hyphens gone and white space as single spaces."""

    def __init__(self, text: str) -> None:
        delar: list[str] = []
        self._nya, self._gamla = [0], [0]
        slut = langd = 0
        for m in _BLANKT.finditer(text):
            blankt = "" if m[0] == _MJUKT else " "
            delar += [text[slut : m.start()], blankt]
            langd += m.start() - slut + len(blankt)
            slut = m.end()
            self._nya.append(langd)
            self._gamla.append(slut)
        self.text = "".join([*delar, text[slut:]])

    def plats(self, ny: int) -> int:
        """The original's position of a position in the cleaned text."""
        i = bisect_right(self._nya, ny) - 1
        return self._gamla[i] + ny - self._nya[i]


def _nr(text: str) -> str:
    """`24b` -> `24 b`."""
    return re.sub(r"(\d)\s?([a-z])$", r"\1 \2", text.strip())


def _referenser(ren: str) -> Iterator[_Ref]:
    for m in _HANVISNING.finditer(ren):
        if m["kolon"]:
            kap, _, par = m["kolon"].partition(":")
            yield _Ref(m.start(), m.end(), _nr(kap), (par,))
            continue
        kapitel = re.match(rf"\d{{1,2}}{_BOKSTAV}?", m["kap"]) if m["kap"] else None
        par = re.sub(rf"\s?§.*", "", m["kp"] or m["par"] or "", flags=re.DOTALL)
        led = tuple(del_ for del_ in re.split(_OCH, par) if del_)
        yield _Ref(m.start(), m.end(), _nr(kapitel[0]) if kapitel else None, led)


def _serier(ren: str, refs: list[_Ref]) -> Iterator[list[_Ref]]:
    """References joined by och or comma: `27 kap. 2 § och 28 kap. 1 §`; a later one without chapter has the former's."""
    serie: list[_Ref] = []
    for ref in refs:
        if serie and re.fullmatch(_OCH, ren[serie[-1].slut : ref.start]):
            kapitel = ref.kapitel or serie[-1].kapitel
            serie.append(_Ref(ref.start, ref.slut, kapitel, ref.led))
        else:
            if serie:
                yield serie
            serie = [ref]
    if serie:
        yield serie


def _efter(ren: str, slut: int) -> Iterator[int]:
    """Where a name may begin that a reference before it belongs to: after a space, or after ` i `."""
    for ord_ in (" ", " i ", " i den "):
        if ren.startswith(ord_, slut):
            yield slut + len(ord_)


def _okant(ren: str, start: int, slut: int) -> re.Match[str] | None:
    return _OKANT_EFTER.match(ren, slut) or _OKANT_FORE.search(ren, max(0, start - 40), start)


def _utvidga(led: str, finns: frozenset[str]) -> Iterator[str]:
    """`2–6` -> 2, the registered paragraphs between, 6; `24 b–f` -> 24 b … 24 f."""
    delar = [_nr(d) for d in re.split(_STRECK, led)]
    if len(delar) == 1:
        yield delar[0]
        return
    fran, till = delar
    bas = fran.split(" ")[0]
    if not till[0].isdigit():
        till = f"{bas} {till}"
    lag, hog = _ordning(fran), _ordning(till)
    mellan = sorted((p for p in finns if lag < _ordning(p) < hog), key=_ordning)
    yield from dict.fromkeys([fran, *mellan, till])


def _ordning(paragraf: str) -> tuple[int, str]:
    nummer, _, bokstav = paragraf.partition(" ")
    return int(nummer), bokstav


def _lika(titelord: list[str], ord_: list[str]) -> int:
    n = 0
    for a, b in zip(titelord, ord_, strict=False):
        if a != b:
            break
        n += 1
    return n


def efterfoljare(register: Lagregister, lagrum: Lagrum) -> list[tuple[str, str | None]]:
    """Where the concordance says an old SoL paragraph went: new places and what changed. Empty where it is silent."""
    if lagrum.forfattning.nummer != "2001:453" or lagrum.kapitel in (None, "-"):
        return []
    return [
        (_kap_och_paragraf(rad.ny), rad.anm)
        for rad in register.konkordans
        if (lagrum.kapitel, lagrum.paragraf) in _gamla(rad.gammal)
    ]


def gamla_platser(register: Lagregister, lagrum: Lagrum) -> list[tuple[str, str]]:
    """Where a paragraph of the new SoL stood in the old act, as far as the concordance says."""
    if lagrum.forfattning.nummer != "2025:400" or lagrum.kapitel in (None, "-"):
        return []
    return [
        (_kap_och_paragraf(rad.gammal), "2001:453")
        for rad in register.konkordans
        if (lagrum.kapitel, lagrum.paragraf) in _gamla(rad.ny)
    ]


_GAMMAL = re.compile(r"(\d+ ?a?)(?: kap\.|:(\d+(?: [a-z](?![a-zåäö]))?)(?:-(?:\d+:)?(\d+(?: [a-z](?![a-zåäö]))?|[a-z]))?)")


def _gamla(text: str) -> set[tuple[str, str | None]]:
    svar: set[tuple[str, str | None]] = set()
    for kap, fran, till in _GAMMAL.findall(text):
        kapitel = _nr(kap)
        if not fran:
            svar.add((kapitel, None))
            continue
        svar |= {(kapitel, p) for p in _mellan(fran, till)}
    return svar


def _mellan(fran: str, till: str) -> set[str]:
    if not till:
        return {fran}
    nr, _, bokstav = fran.partition(" ")
    if not till[0].isdigit():
        return {f"{nr} {chr(b)}" for b in range(ord(bokstav or "a"), ord(till) + 1)}
    slut_nr, _, slut_bokstav = till.partition(" ")
    alla = {str(n) for n in range(int(nr), int(slut_nr) + 1)} if not bokstav else {fran}
    return alla | ({fran, till} if slut_bokstav else set())


def _kap_och_paragraf(text: str) -> str:
    return re.sub(r"(\d+):(\d+(?: [a-z](?![a-zåäö]))?)", r"\1 kap. \2 §", text)


def tolka(text: str, register: Lagregister, dag: date) -> Lagrum | None:
    """The first paragraph a header citation names; None where it cannot be parsed or the act is unknown."""
    citat = lagtolk(register).header(text, dag)
    return citat.lagrum[0] if citat and citat.lagrum else None


def namn(f: Forfattning) -> str:
    """`SoL (2025:400)`, `SOSFS 2011:9`, or the title."""
    if f.kort is None or f.kort == f.nummer:
        return f.kort or f.titel
    return f"{f.kort} ({f.nummer})"

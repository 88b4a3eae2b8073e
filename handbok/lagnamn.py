"""The names of acts in running text: short names, titles in any inflection, titles cut short, and their numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handbok.hanvisningar import Hanvisning
from handbok.modell import Forfattning, Lagregister

# The number beside a name: `(2025:400)`, `(SFS 2025:400)`, `(HSL, 2017:30)`, `2025:400`.
_KORT = r"[A-ZÅÄÖ][\w-]{1,14}"
_SFS = r"(?:SFS\s(?:nr\s)?)?"
_INOM = rf"\s?\((?:{_KORT},?\s)?{_SFS}(?P<nr>\d{{4}}:\d{{1,4}})(?:,\s{_KORT})?\)"
_NUMMER = re.compile(rf"{_INOM}|\s{_SFS}(?P<bart>\d{{4}}:\d{{1,4}})(?![\w:/-])")
FS = r"[A-ZÅÄÖ]{1,6}-?FS\s?\d{4}:\d{1,4}"
_LAG = re.compile(r"(?<![\w-])(?P<slag>[Ll]ag|[Ff]örordning)(?:en)?s?(?![\w-])")
_TITELORD = re.compile(r"(?:\s[\w'’-]+(?::s)?){1,25}")
_ETT_ORD = re.compile(r"[\w'’-]+(?::s)?")
# A title goes on after these; and after a single word of it only these are prose and no other title.
_SMAORD = frozenset(
    ("av", "för", "från", "hos", "i", "inom", "med", "mot", "och", "om", "på", "som", "till", "vid", "vissa")
)
_PROSA = re.compile(r"och|eller|samt|som|ska|skall|kan|måste|bör|inte|även|också|men|att|när|då|\d+|\w+[rs]")
_ORD_EFTER = re.compile(r"\s(?:i\s)?(\w{3,})(?![\w-])")
_ORD_FORE = re.compile(r"(?<![\w-])(\w{3,}),?\s$")
# An act's name by its form, though the register may lack it.
OKAND_LAG = r"(?:[A-Za-zÅÄÖåäö-]{4,}(?:lag|balk|förordning)|[Rr]egeringsform)(?:en)?s?"
_OKANT_MED_NUMMER = re.compile(rf"(?<![\w-])(?P<namn>{OKAND_LAG}){_INOM}")
# What a block of text must hold to be read for citations, beside an act's short name: most hold none.
_KANSKE = (
    r"§|kap|[Ll]ag(?:en)?s?(?![^\W_])|[Ff]örordning|balk|rtik|GDPR|\N{SOFT HYPHEN}|S\s?\d{4}:"
    r"|[A-ZÅÄÖ][a-zåäö]{1,3}[A-ZÅÄÖ]\s"
)


@dataclass(frozen=True, slots=True)
class Namn:
    """An act's name where it stands, the acts that have it, and the number beside it."""

    start: int
    slut: int
    text: str
    kandidater: tuple[Forfattning, ...]
    nummer: str | None = None
    strider: bool = False


class Namnlasare:
    """Finds the names of a register's acts. `kanske` finds something in every text that holds a citation."""

    def __init__(self, register: Lagregister) -> None:
        self.per_nummer = {f.nummer: f for f in register.forfattningar}
        self._per_namn: dict[str, list[Forfattning]] = {}
        self._per_kort: dict[str, list[Forfattning]] = {}
        self._titlar: list[tuple[str, list[str], Forfattning]] = []
        for f in register.forfattningar:
            self._lar(f)
        self._namnregex = re.compile(self._namnmonster())
        # First letters and tails apart: some that are no names pass, and each position is tried once.
        fler = [n for n in self._per_namn if not re.search(_KANSKE, n)] or ["\0\0"]
        tecken = "".join(sorted({t for n in fler for t in (n[0], n[0].upper())}))
        self.kanske = re.compile(rf"{_KANSKE}|[{tecken}](?:{'|'.join(sorted({re.escape(n[1:]) for n in fler}))})")

    def _lar(self, f: Forfattning) -> None:
        """The names an act goes by: kort, titel, and for `Lag om …` the words of the titel."""
        titel = re.sub(r"\s?\(\d{4}:\d+\)", "", f.titel)
        slag, *resten = titel.lower().split() or [""]
        if slag in ("lag", "förordning") and len(resten) > 1:
            self._titlar.append((slag, resten, f))
            if resten[0] == "med" and "om" in resten:  # people say lagen om vård av unga
                self._titlar.append((slag, resten[resten.index("om") :], f))
        elif slag and f.kort != f.nummer:
            self._per_namn.setdefault(titel.lower(), []).append(f)
        if f.kort and f.kort != f.nummer:
            for form in {f.kort, f.kort.lower()} if f.kort.lower().endswith("lagen") else {f.kort}:
                self._per_namn.setdefault(form, []).append(f)
            if len(f.kort) > 2:
                self._per_kort.setdefault(f.kort.upper(), []).append(f)

    def _namnmonster(self) -> str:
        def bit(namn: str) -> str:
            if namn != namn.lower():  # KL is an act, kl. is the time and so is KL. 14
                return re.escape(namn) + r"(?::?s)?" + (r"(?!\.\s\d{1,2}\b(?!\s?kap))" if len(namn) < 3 else "")
            forsta = f"[{namn[0].upper()}{namn[0]}]"
            resten = re.escape(namn[1:]).replace(r"\ ", r"\s")
            return forsta + resten + ("s?" if namn.endswith("en") else "(?:en)?s?")

        namn = "|".join(bit(n) for n in sorted(self._per_namn, key=len, reverse=True)) or r"(?!)"
        return rf"(?<![\w-])(?:(?P<fs>{FS})|(?P<namn>{namn})(?![\w-]))"

    def hitta(self, ren: str, refs: Iterable[Hanvisning]) -> list[Namn]:
        """Every name of a cleaned text, in order; of two that overlap the one that begins first."""
        alla = [*self._namn(ren), *self._titelnamn(ren), *self._okanda_med_nummer(ren), *self._kort_intill(ren, refs)]
        namn: list[Namn] = []
        for n in sorted(alla, key=lambda n: n.start):
            if not namn or n.start >= namn[-1].slut:
                namn.append(n)
        return _ihop(ren, namn)

    def _namn(self, ren: str) -> Iterator[Namn]:
        for m in self._namnregex.finditer(ren):
            if m["fs"]:
                nummer = re.sub(r"^SFS\s", "", re.sub(r"\s?(?=\d{4}:)", " ", m["fs"], count=1))
                f = self.per_nummer.get(nummer)
                yield Namn(m.start(), m.end(), m[0], (f,) if f else (), nummer)
            else:
                yield _med_nummer(ren, m.start(), m.end(), self._namnets(m["namn"]))

    def _namnets(self, namn: str) -> tuple[Forfattning, ...]:
        namn = " ".join(namn.split())
        for form in (namn, re.sub(r":?s$", "", namn), namn.lower(), re.sub(r"s$", "", namn.lower())):
            for stam in (form, form.removesuffix("en")):
                if stam in self._per_namn:
                    return tuple(self._per_namn[stam])
        return ()

    def _kort_intill(self, ren: str, refs: Iterable[Hanvisning]) -> Iterator[Namn]:
        """`9 § lss` and `SOL 5 kap.`: beside a reference a short name may be written in any case."""
        for h in refs:
            for m in (_ORD_EFTER.match(ren, h.slut), _ORD_FORE.search(ren, max(0, h.start - 16), h.start)):
                if m and (acts := self._per_kort.get(m[1].upper())):
                    yield _med_nummer(ren, m.start(1), m.end(1), tuple(acts))

    def _titelnamn(self, ren: str) -> Iterator[Namn]:
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
                f = self.per_nummer.get(nummer)
                yield Namn(m.start(), nr.end(), ren[m.start() : nr.end()], (f,) if f else (), nummer)

    def _titelns(self, slag: str, ord_: list[str]) -> tuple[int, tuple[Forfattning, ...]]:
        """How many words of a title these begin with, and the acts of that title; 0 where no one act fits."""
        lika = [(_lika(titel, ord_), len(titel), f) for s, titel, f in self._titlar if s == slag]
        langd = max((n for n, _, _ in lika), default=0)
        hel = any(n == langd == hela for n, hela, _ in lika)
        while langd and not hel and ord_[langd - 1] in _SMAORD:
            langd -= 1
        if langd < 2 or (langd == 2 and not hel and ord_[2:] and not _PROSA.fullmatch(ord_[2])):
            return 0, ()
        traffar = tuple({f.nummer: f for n, _, f in lika if n >= langd}.values())
        return (langd, traffar) if _ar_en_linje(traffar) else (0, ())

    def _okanda_med_nummer(self, ren: str) -> Iterator[Namn]:
        for m in _OKANT_MED_NUMMER.finditer(ren):
            f = self.per_nummer.get(m["nr"])
            strider = f is not None and not _liknar(m["namn"], f)
            yield Namn(m.start(), m.end(), m["namn"], (f,) if f else (), m["nr"], strider)


def _med_nummer(
    ren: str, start: int, slut: int, kandidater: tuple[Forfattning, ...], nummer: str | None = None
) -> Namn:
    """A name with the number that stands in it or after it; a number that is none of the acts' own contradicts it."""
    if nummer is None and (nr := _NUMMER.match(ren, slut)):
        nummer, slut = nr["nr"] or nr["bart"], nr.end()
    strider = nummer is not None and all(nummer != f.nummer for f in kandidater)
    return Namn(start, slut, ren[start:slut], kandidater, nummer, strider)


def _liknar(namn: str, f: Forfattning) -> bool:
    """Whether a name is part of an act's own: `sekretesslagen` for offentlighets- och sekretesslag, `LSS-lagen`."""
    stam = re.sub(r"(?:en)?s?$", "", namn.lower())
    titel = re.sub(r"\s?\(\d{4}:\d+\)", "", f.titel).lower()
    return titel.startswith(stam) or titel.endswith(stam) or (f.kort or "-").lower() in namn.lower()


def _ar_en_linje(forfattningar: tuple[Forfattning, ...]) -> bool:
    """Whether all are one act and its predecessors."""
    nummer = {f.nummer for f in forfattningar}
    return len([f for f in forfattningar if not nummer & set(f.ersatt_av)]) == 1


def _ihop(ren: str, namn: list[Namn]) -> list[Namn]:
    """`socialtjänstlagen (SoL)` is one name."""
    svar: list[Namn] = []
    for n in namn:
        i_parentes = svar and re.fullmatch(r"\s\(", ren[svar[-1].slut : n.start]) and ren[n.slut : n.slut + 1] == ")"
        if i_parentes and any(f in svar[-1].kandidater for f in n.kandidater):
            svar[-1] = replace(svar[-1], slut=n.slut + 1)
        else:
            svar.append(n)
    return svar


def _lika(titelord: list[str], ord_: list[str]) -> int:
    """How many words two texts begin with alike."""
    lika = 0
    for a, b in zip(titelord, ord_, strict=False):
        if a != b:
            break
        lika += 1
    return lika

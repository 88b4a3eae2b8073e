"""Where everything in a process map stands. Pure geometry in whole pixels; knows nothing of SVG or BPMN.

Lanes are the roles in order of appearance, and each activity has a column of its own, in order. Between two columns lie
the words of the ways on and then upright tracks. A way to the next activity goes straight there; one that skips
ahead goes above all lanes and one that goes back below them. Only tracks are upright, and above and below there are no
boxes: so no line can cross a box, and words stand where no other line goes. Ways to the same activity share a line.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handbok.bilder.kartdelar import (
    BANHUVUD,
    CIRKEL,
    ETIKETT_B,
    LITEN,
    LITEN_RAD,
    LUFT,
    MARK_H,
    PIL,
    RAD,
    ROMB,
    RUTA_B,
    RUTA_H,
    SPAR,
    TEXT,
    Bana,
    Flode,
    Karta,
    Nod,
    Punkt,
    Ruta,
    Text,
)
from handbok.bilder.radbrytning import em, rader
from handbok.modell import Aktivitet, Processbeskrivning, Steg

FLEST_AKTIVITETER, FLEST_VAGAR = 60, 240


@dataclass(frozen=True, slots=True)
class _Utgang:
    """A way on: which of the activity's, where to, its words, and its line's height over or under the middle."""

    steg: int
    till: int
    etikett: tuple[str, ...]
    dy: int


@dataclass(frozen=True, slots=True)
class _Kolumn:
    """An activity before anything is placed: its texts, ways on, and room needed above and below the middle."""

    namn: tuple[str, ...]
    samverkan: tuple[str, ...]
    ruta_h: int
    mark: bool
    utgangar: tuple[_Utgang, ...]
    ar_val: bool
    upp: int
    ned: int

    @property
    def ord_b(self) -> int:
        """The width of the words on its ways on."""
        rader_ = [rad for u in self.utgangar for rad in u.etikett]
        return max((round(em(rad) * LITEN) for rad in rader_), default=-SPAR) + SPAR


def ritbar(process: Processbeskrivning) -> bool:
    """Whether a map can be drawn and read: there are activities, and not more than a map can show."""
    antal_vagar = sum(len(a.sedan) or 1 for a in process.aktiviteter)
    return 0 < len(process.aktiviteter) <= FLEST_AKTIVITETER and antal_vagar <= FLEST_VAGAR


def lagg_ut(process: Processbeskrivning, rollnamn: Callable[[str], str], delprocesser: frozenset[str]) -> Karta:
    """The map of a process that is `ritbar`. `delprocesser` are the processes a reader may go on to."""
    aktiviteter = process.aktiviteter
    kolumner = [_kolumn(i, a, vagar(process, i), delprocesser) for i, a in enumerate(aktiviteter)]
    roller = tuple(dict.fromkeys(a.roll for a in aktiviteter))
    bana_for = [roller.index(a.roll) for a in aktiviteter]
    tvarled = _Tvarled.av(kolumner, bana_for)
    uppe, nere = _kanaler(kolumner, tvarled)
    topp = _kanalhojd(uppe)
    banor = _banor(roller, rollnamn, kolumner, bana_for, topp)
    return _Ritning(kolumner, tvarled, banor, bana_for, uppe, nere, topp).karta()


def vagar(process: Processbeskrivning, i: int) -> tuple[tuple[int, int, Steg], ...]:
    """The ways on from the activity at place `i`: which of them, the place it leads to, and the step itself.

    A step to an activity that does not exist is left out (LNK001 names it).
    """
    plats = {a.id: nr for nr, a in reversed(list(enumerate(process.aktiviteter)))}
    egna = process.aktiviteter[i].sedan
    if egna:
        return tuple((n, plats[s.till], s) for n, s in enumerate(egna) if s.till in plats)
    efter = process.aktiviteter[i + 1 : i + 2]
    return tuple((0, i + 1, Steg(a.id, None)) for a in efter)


def _kolumn(i: int, a: Aktivitet, ut: Sequence[tuple[int, int, Steg]], delprocesser: frozenset[str]) -> _Kolumn:
    namn = rader(f"{i + 1}. {a.namn}", (RUTA_B - 2 * LUFT) / TEXT)
    samverkan = rader("Med: " + ", ".join(a.samverkan), RUTA_B / LITEN, 6) if a.samverkan else ()
    ruta_h = max(RUTA_H, len(namn) * RAD + 2 * LUFT)
    ruta_h += ruta_h % 2
    mark = a.delprocess in delprocesser
    utgangar = _utgangar(i, [(n, till, rader(s.nar or "", ETIKETT_B / LITEN, 5)) for n, till, s in ut])
    under = ruta_h // 2 + (MARK_H if mark else 0) + (len(samverkan) * LITEN_RAD + 6 if samverkan else 0)
    upp = max([ruta_h // 2, *(len(u.etikett) * LITEN_RAD + 4 - u.dy for u in utgangar)])
    ned = max([under, *(u.dy + 4 for u in utgangar)])
    return _Kolumn(namn, samverkan, ruta_h, mark, utgangar, len(utgangar) > 1, upp, ned)


def _utgangar(i: int, ut: list[tuple[int, int, tuple[str, ...]]]) -> tuple[_Utgang, ...]:
    """The ways on from top to bottom: skips, the farthest first, then the next activity in the middle, then those
    back, the farthest first. So ordered, no two of them cross on their way out."""
    if len(ut) < 2:
        return tuple(_Utgang(n, till, ord_, 0) for n, till, ord_ in ut)
    fram = sorted((u for u in ut if u[1] > i + 1), key=lambda u: (u[1], -u[0]))
    rakt = [u for u in ut if u[1] == i + 1]
    bak = rakt[1:] + sorted((u for u in ut if u[1] <= i), key=lambda u: (u[1], u[0]))
    svar = [_Utgang(*u, 0) for u in rakt[:1]]
    dy = min(-ROMB // 2, *(-len(u.etikett) * LITEN_RAD - 4 for u in svar)) if svar else -ROMB // 2
    for n, till, ord_ in fram:
        svar.insert(0, _Utgang(n, till, ord_, dy - 6))
        dy -= max(SPAR, len(ord_) * LITEN_RAD + 8)
    dy = 0
    for n, till, ord_ in bak:
        dy = max(ROMB // 2 + 6, dy + max(SPAR, len(ord_) * LITEN_RAD + 8))
        svar.append(_Utgang(n, till, ord_, dy))
    return tuple(svar)


@dataclass(frozen=True, slots=True)
class _Tvarled:
    """Places from left to right: each column and its box, and in the gap before each box its tracks by name.

    A track is ("ut", way) for a way on that leaves upwards or downwards, "fram" for those to the next activity,
    "ovan" and "under" for what comes in from above and below.
    """

    kolumn: tuple[int, ...]
    ruta: tuple[int, ...]
    spar: tuple[Mapping[object, int], ...]
    slut: int

    @classmethod
    def av(cls, kolumner: Sequence[_Kolumn], bana_for: Sequence[int]) -> "_Tvarled":
        """Wide enough for every word and track, and no wider."""
        overifran = {u.till for i, k in enumerate(kolumner) for u in k.utgangar if u.till > i + 1}
        underifran = {u.till for i, k in enumerate(kolumner) for u in k.utgangar if u.till <= i}
        kolumn, ruta, spar, x = [0], [], [], LUFT + CIRKEL
        for i in range(len(kolumner) + 1):
            namn: list[object] = list(_avgangar(i - 1, kolumner[i - 1])) if i else []
            namn += ["fram"] if 0 < i < len(kolumner) and _byter_hojd(i, kolumner[i - 1], bana_for) else []
            namn += ["ovan"] if i in overifran else []
            namn += ["under"] if i in underifran else []
            spar.append({n: x + SPAR * (nr + 1) for nr, n in enumerate(namn)})
            x += SPAR * len(namn) + PIL
            if i < len(kolumner):
                ruta.append(x)
                k = kolumner[i]
                x += RUTA_B + (LUFT + ROMB + 4 if k.ar_val else 4 if k.ord_b else 0) + k.ord_b
                kolumn.append(x + 3)  # past the edge of the box
        return cls(tuple(kolumn), tuple(ruta), tuple(spar), x)


def _byter_hojd(till: int, k: _Kolumn, bana_for: Sequence[int]) -> bool:
    """Whether a way to the next activity has an upright part."""
    return any(u.till == till and (u.dy or bana_for[till - 1] != bana_for[till]) for u in k.utgangar)


def _avgangar(i: int, k: _Kolumn) -> list[object]:
    """The ways on that leave upwards, from the top, then those that leave downwards, from the bottom."""
    upp = [("ut", u.steg) for u in k.utgangar if u.till > i + 1]
    return [*upp, *(("ut", u.steg) for u in reversed(k.utgangar) if u.till <= i)]


@dataclass(frozen=True, slots=True)
class _Kanal:
    """The shared line to one activity above or below the lanes: from where to where, and how far out."""

    fran: int
    till: int
    niva: int


def _kanaler(kolumner: Sequence[_Kolumn], t: _Tvarled) -> tuple[dict[int, _Kanal], dict[int, _Kanal]]:
    """By activity led to: a line for what skips ahead to it, and one for what goes back to it."""
    uppe: dict[int, list[int]] = {}
    nere: dict[int, list[int]] = {}
    for i, k in enumerate(kolumner):
        for u in k.utgangar:
            if u.till != i + 1:
                (uppe if u.till > i else nere).setdefault(u.till, []).append(t.spar[i + 1]["ut", u.steg])
    return (
        _nivaer({j: (min(xs), t.spar[j]["ovan"]) for j, xs in uppe.items()}),
        _nivaer({j: (t.spar[j]["under"], max(xs)) for j, xs in nere.items()}),
    )


def _nivaer(strackor: Mapping[int, Punkt]) -> dict[int, _Kanal]:
    """The shorter nearest the lanes; one that overlaps others lies outside them."""
    svar: dict[int, _Kanal] = {}
    for j, (a, b) in sorted(strackor.items(), key=lambda s: (s[1][1] - s[1][0], s[0])):
        inne = [k.niva for k in svar.values() if k.fran <= b and a <= k.till]
        svar[j] = _Kanal(a, b, max(inne, default=-1) + 1)
    return svar


def _kanalhojd(kanaler: Mapping[int, _Kanal]) -> int:
    return SPAR * (max(k.niva for k in kanaler.values()) + 2) if kanaler else 2


def _banor(
    roller: Sequence[str], rollnamn: Callable[[str], str], kolumner: Sequence[_Kolumn], bana_for: Sequence[int], y: int
) -> tuple[tuple[Bana, int], ...]:
    """Each lane with the height of the middle of its boxes."""
    svar = []
    for nr, roll in enumerate(roller):
        egna = [k for k, b in zip(kolumner, bana_for, strict=True) if b == nr]
        namn = rader(rollnamn(roll), (BANHUVUD - 2 * LUFT) / LITEN, 5)
        upp, ned = max(k.upp for k in egna) + 2 * LUFT, max(k.ned for k in egna) + 2 * LUFT
        h = max(upp + ned, len(namn) * LITEN_RAD + 2 * LUFT)
        upp += (h - upp - ned) // 2
        text = Text(namn, LUFT, y + upp - len(namn) * LITEN_RAD // 2 + LITEN)
        svar.append((Bana(roll, y, h, text), y + upp))
        y += h
    return tuple(svar)


@dataclass(frozen=True, slots=True)
class _Ritning:
    """All that is decided before shapes and lines are made of it."""

    kolumner: Sequence[_Kolumn]
    tvarled: _Tvarled
    banor: Sequence[tuple[Bana, int]]
    bana_for: Sequence[int]
    uppe: Mapping[int, _Kanal]
    nere: Mapping[int, _Kanal]
    topp: int

    def karta(self) -> Karta:
        botten = self.banor[-1][0].y + self.banor[-1][0].h
        rutor = tuple(self._ruta(i) for i in range(len(self.kolumner)))
        val = {i: self._romb(i) for i, k in enumerate(self.kolumner) if k.ar_val}
        start = Nod("start", -1, LUFT, self._mitt(0) - CIRKEL // 2, CIRKEL, CIRKEL)
        slut = self._slut()
        floden = [_rak(start, rutor[0].nod)]
        for i, k in enumerate(self.kolumner):
            if i in val:
                floden.append(_rak(rutor[i].nod, val[i]))
            floden += [self._flode(i, u, val.get(i, rutor[i].nod), rutor, botten) for u in k.utgangar]
            if slut and i == slut.nr:
                floden.append(_rak(rutor[i].nod, slut))
        return Karta(
            self.tvarled.slut + (CIRKEL + LUFT if slut else 0), botten + _kanalhojd(self.nere),
            tuple(b for b, _ in self.banor), rutor, tuple(val.values()), start, slut, tuple(floden),
            tuple(self._moten(botten)), self.tvarled.kolumn[: len(rutor)],
        )  # fmt: skip

    def _mitt(self, i: int) -> int:
        return self.banor[self.bana_for[i]][1]

    def _ruta(self, i: int) -> Ruta:
        k, x = self.kolumner[i], self.tvarled.ruta[i]
        nod = Nod("steg", i, x, self._mitt(i) - k.ruta_h // 2, RUTA_B, k.ruta_h)
        under = nod.y + nod.h
        mark = Nod("steg", i, x, under, RUTA_B, MARK_H) if k.mark else None
        under += MARK_H if mark else 0
        namn = Text(k.namn, x + LUFT, nod.y + (nod.h - len(k.namn) * RAD) // 2 + TEXT)
        return Ruta(nod, namn, mark, Text(k.samverkan, x, under + LITEN_RAD + 2) if k.samverkan else None)

    def _romb(self, i: int) -> Nod:
        return Nod("val", i, self.tvarled.ruta[i] + RUTA_B + LUFT, self._mitt(i) - ROMB // 2, ROMB, ROMB)

    def _slut(self) -> Nod | None:
        """Only an activity without a way on ends the process; as a rule the last one."""
        sist = len(self.kolumner) - 1
        if self.kolumner[sist].utgangar:
            return None
        return Nod("slut", sist, self.tvarled.slut, self._mitt(sist) - CIRKEL // 2, CIRKEL, CIRKEL)

    def _nivans_y(self, till: int, fram: bool, botten: int) -> int:
        if fram:
            return self.topp - SPAR * (self.uppe[till].niva + 1)
        return botten + SPAR * (self.nere[till].niva + 1)

    def _flode(self, i: int, u: _Utgang, fran: Nod, rutor: Sequence[Ruta], botten: int) -> Flode:
        mal, y = rutor[u.till].nod, self._mitt(i)
        hoger, rad = fran.x + fran.b, y + u.dy
        borjan: list[Punkt] = [(hoger, y)]
        if u.dy:  # from the choice's upper or lower corner
            borjan = [(fran.x + fran.b // 2, y + (ROMB // 2 if u.dy > 0 else -ROMB // 2)), (fran.x + fran.b // 2, rad)]
        etikett = Text(u.etikett, hoger + 4, rad - 5 - (len(u.etikett) - 1) * LITEN_RAD) if u.etikett else None
        in_y = self._mitt(u.till)
        if u.till == i + 1:
            x = self.tvarled.spar[u.till]["fram"] if rad != in_y else 0
            vag = [(x, rad), (x, in_y)] if rad != in_y else []
        else:
            fram = u.till > i
            ut, in_ = self.tvarled.spar[i + 1]["ut", u.steg], self.tvarled.spar[u.till]["ovan" if fram else "under"]
            kanal = self._nivans_y(u.till, fram, botten)
            in_y += -SPAR if fram else SPAR
            vag = [(ut, rad), (ut, kanal), (in_, kanal), (in_, in_y)]
        return Flode(fran, mal, (*borjan, *vag, (mal.x, in_y)), etikett, u.steg)

    def _moten(self, botten: int) -> list[Punkt]:
        """Where a way joins a line that comes from farther away; lines that only cross have no dot."""
        svar = set[Punkt]()
        for i, k in enumerate(self.kolumner):
            for u in k.utgangar:
                if u.till != i + 1:
                    fram, x = u.till > i, self.tvarled.spar[i + 1]["ut", u.steg]
                    kanal = (self.uppe if fram else self.nere)[u.till]
                    if x != (kanal.fran if fram else kanal.till):
                        svar.add((x, self._nivans_y(u.till, fram, botten)))
        return sorted(svar)


def _rak(fran: Nod, till: Nod) -> Flode:
    y = fran.y + fran.h // 2
    return Flode(fran, till, ((fran.x + fran.b, y), (till.x, y)), None, None)

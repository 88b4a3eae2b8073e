"""The only module that meets the solver (z3): whole numbers in exact arithmetic, the same answer every time.

It is imported only where a table hides something. A question that takes more than its share of work has no answer:
that is said, never passed. The share is counted in the solver's own steps, not in seconds.
"""

from collections.abc import Callable, Iterable, Mapping
from math import lcm
from typing import TypeAlias

import z3

from handbok.siffror.kunskap import Grans, Klausul, Olikhet
from handbok.siffror.linjer import Okand

Varden = Mapping[Okand, int]
# One of the solver's conditions.
Villkor: TypeAlias = "z3.BoolRef"


# What a question costs beside the solver's own steps.
_PER_FRAGA = 300


class ForSvart(Exception):
    """The question was not answered within its share of work."""


_TECKEN: Mapping[str, Callable[[z3.ArithRef, int], z3.BoolRef]] = {
    "=": lambda a, b: a == b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip


class Losare:
    """Unknowns within their limits, and conditions on them. Its own context makes it independent of what ran before.

    `steg` is the work that all its questions may take together. `valbara` are cells with the number, in whole steps,
    that each has unless it is hidden.
    """

    def __init__(
        self, granser: Mapping[Okand, Grans], klausuler: Iterable[Klausul], steg: int,
        valbara: Mapping[Okand, int] | None = None,
    ) -> None:  # fmt: skip
        self._kontext = z3.Context()
        self._losare = z3.SolverFor("QF_LIA", ctx=self._kontext)
        self._losare.set("ctrl_c", False)  # Python's own answer to an interruption is the right one
        self._steg, self._fragor = steg, 0
        self._okanda = {o: z3.Int(f"x{i}", self._kontext) for i, o in enumerate(granser)}
        for o, grans in granser.items():
            self._losare.add(self._okanda[o] >= grans.lagst)
            if grans.hogst is not None:
                self._losare.add(self._okanda[o] <= grans.hogst)
        self._dold = {o: z3.Bool(f"y{i}", self._kontext) for i, o in enumerate(valbara or ())}
        for o, dold in self._dold.items():
            if o in self._okanda:
                self._losare.add(z3.Or(dold, self._okanda[o] == (valbara or {})[o]))
        for klausul in klausuler:
            galler = self._ett_av(klausul.alternativ)
            self._losare.add(z3.Or(self._dold[klausul.om_synlig], galler) if klausul.om_synlig else galler)

    @property
    def forbrukat(self) -> int:
        """The work done so far, in steps."""
        return _PER_FRAGA * self._fragor + int(dict(iter(self._losare.statistics())).get("rlimit count", 0))

    def _ett_av(self, olikheter: Iterable[Olikhet]) -> Villkor:
        return z3.Or([z3.BoolVal(False, self._kontext), *map(self._villkor, olikheter)])

    def _villkor(self, olikhet: Olikhet) -> Villkor:
        """The condition, with its weights multiplied to whole numbers."""
        linje = olikhet.linje
        skala = lcm(linje.tal.denominator, *(v.denominator for v in linje.delar.values()))
        led = [int(v * skala) * self._okanda[o] for o, v in linje.delar.items()]
        return _TECKEN[olikhet.tecken](z3.Sum([z3.IntVal(0, self._kontext), *led]), int(-linje.tal * skala))

    def varden(self) -> Varden | None:
        """Numbers for all unknowns that agree with every condition, or None. Raises ForSvart."""
        modell = self._modell()
        if modell is None:
            return None
        return {o: modell.eval(x, model_completion=True).as_long() for o, x in self._okanda.items()}

    def gar(self, olikheter: Iterable[Olikhet]) -> bool:
        """Whether one of these can hold. Raises ForSvart."""
        return self._modell(self._ett_av(olikheter)) is not None

    def billigast(self, olikheter: Iterable[Olikhet], pris: Mapping[Okand, int]) -> list[Okand] | None:
        """The fewest cells to hide for one of these to be possible; of as few, those of least price. None where
        hiding them all is not enough. Raises ForSvart."""
        villkor = self._ett_av(olikheter)
        if self._modell(villkor) is None:
            return None
        dolda = list(self._dold.values())
        for antal in range(1, len(dolda) + 1):
            hogst = z3.AtMost(*dolda, antal)
            modell = self._modell(villkor, hogst)
            valda: list[Okand] = []
            while modell is not None:
                valda = [o for o, y in self._dold.items() if z3.is_true(modell.eval(y))]
                summa = sum(pris[o] for o in valda)
                billigare = z3.PbLe([(y, pris[o]) for o, y in self._dold.items()], summa - 1)
                modell = self._modell(villkor, hogst, billigare)
            if valda:
                return valda
        return None

    def _modell(self, *villkor: Villkor) -> z3.ModelRef | None:
        kvar = self._steg - self.forbrukat
        if kvar <= 0:
            raise ForSvart
        self._fragor += 1
        self._losare.set("rlimit", kvar)
        svar = self._losare.check(*villkor)
        if svar == z3.unknown:
            raise ForSvart
        return self._losare.model() if svar == z3.sat else None

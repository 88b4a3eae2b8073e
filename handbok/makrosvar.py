"""What a macro call may answer: text, text that is made later, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass


class Makrofel(Exception):
    """A call that cannot be answered: what is wrong, what to do, and the rule that names it."""

    def __init__(self, text: str, gor_sa_har: str, slag: str = "argument") -> None:
        super().__init__(text)
        self.text, self.gor_sa_har, self.slag = text, gor_sa_har, slag


@dataclass(frozen=True, slots=True)
class Senare:
    """An answer whose arguments are checked now and whose text, long for a large handbook, is made when asked for."""

    text: Callable[[], str]

    def __str__(self) -> str:
        return self.text()


Svar = str | Senare


class InteBedombart(Exception):
    """The call names something whose own file has faults; it is not checked rather than wrong."""

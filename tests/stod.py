"""What the tests of reading share: findings as short lines that a test can show whole."""

from handbok.kontroller import KONTROLLER, kor
from tests.conftest import Provbok

# The rules that name what reading finds; others have tests of their own.
_LASNING = tuple(k for k in KONTROLLER if k.kod.startswith("META") or k.kod == "TAL008")


def fynd(bok: Provbok) -> list[str]:
    """Every finding of reading, sorted by place: `META003 rutiner/fall.md:4:9`."""
    return [
        f"{a.kod} {a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn}"
        for a in kor(bok.las(), _LASNING).anmarkningar
    ]


def texter(bok: Provbok) -> list[str]:
    """What every finding of reading says."""
    return [a.fynd.text for a in kor(bok.las(), _LASNING).anmarkningar]

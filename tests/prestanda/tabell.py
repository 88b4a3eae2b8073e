"""Measurements as Markdown tables in Swedish."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from handbok.svenska import tal
from tests.prestanda.matning import Matt


def _tal(varde: float, decimaler: int) -> str:
    return tal(Decimal(varde), decimaler)


def antal_dokument(antal: int) -> str:
    """`3 000 dokument`."""
    return f"{_tal(antal, 0)} dokument"


def jamforelse(matt: Mapping[str, Matt]) -> Iterator[str]:
    """A row per command, and how many times the CPU of each known command it takes."""
    kanda = [n for n in matt if not n.startswith("`handbok")]
    yield f"| | klocktid | processortid | minne | {' | '.join(f'× {k}' for k in kanda)} |"
    yield f"|---|---:|---:|---:|{'---:|' * len(kanda)}"
    for namn, m in matt.items():
        kvoter = " | ".join(_tal(m.cpu / matt[k].cpu, 2) for k in kanda)
        yield f"| {namn} | {_tal(m.tid, 1)} s | {_tal(m.cpu, 1)} s | {_tal(m.minne, 0)} MB | {kvoter} |"


def delar(kolumner: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Seconds of CPU per part, the longest of the first column first, with the sum."""
    forsta = next(iter(kolumner.values()))
    alla = sorted({d for tider in kolumner.values() for d in tider}, key=lambda d: -forsta.get(d, 0))
    yield f"| processortid | {' | '.join(kolumner)} |"
    yield f"|---|{'---:|' * len(kolumner)}"
    for del_ in alla:
        yield f"| {del_} | {' | '.join(f'{_tal(t[del_], 2)} s' if del_ in t else '–' for t in kolumner.values())} |"
    yield f"| **Summa** | {' | '.join(f'{_tal(sum(t.values()), 2)} s' for t in kolumner.values())} |"


def linje(per_antal: Mapping[int, Matt]) -> Iterator[str]:
    """Whether time and memory grow in step with the number of documents."""
    yield "| dokument | processortid | per dokument | minne |\n|---:|---:|---:|---:|"
    for antal, m in sorted(per_antal.items()):
        per = f"{_tal(1000 * m.cpu / antal, 2)} ms"
        yield f"| {_tal(antal, 0)} | {_tal(m.cpu, 1)} s | {per} | {_tal(m.minne, 0)} MB |"

"""Whole processes timed: wall clock, CPU (user + system, with what the process itself starts) and peak memory."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# ru_maxrss is in kilobytes on Linux and in bytes on macOS.
_BYTE = 1 if sys.platform == "darwin" else 1024
MILJO = {"NO_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Kommando:
    """What is run: arguments, folder, and the exit codes that mean it did its job."""

    argument: tuple[str, ...]
    mapp: Path
    koder: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Matt:
    """Seconds of wall clock and of CPU, and peak memory in MB: each the median of the runs."""

    tid: float
    cpu: float
    minne: float


class Misslyckades(Exception):
    """A command under measurement did not do its job, so its time means nothing."""


def mat(kommandon: Mapping[str, Kommando], korningar: int) -> dict[str, Matt]:
    """Runs the commands in turn, A B A B, so that what else the machine does strikes them alike."""
    svar: dict[str, list[tuple[float, float, float]]] = {namn: [] for namn in kommandon}
    for _ in range(korningar):
        for namn, kommando in kommandon.items():
            svar[namn].append(_kor(kommando))
    return {namn: Matt(*(median(v) for v in zip(*varden, strict=True))) for namn, varden in svar.items()}


def _kor(kommando: Kommando) -> tuple[float, float, float]:
    start = time.perf_counter()
    with subprocess.Popen(
        kommando.argument, cwd=kommando.mapp, env={**os.environ, **MILJO}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        fel = process.stderr.read() if process.stderr else b""
        _, status, anvant = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    tid = time.perf_counter() - start
    if process.returncode not in kommando.koder:
        vad = f"{' '.join(kommando.argument[:6])} gav {process.returncode}:\n{fel.decode('utf-8', 'replace')[-2000:]}"
        raise Misslyckades(vad)
    return tid, anvant.ru_utime + anvant.ru_stime, anvant.ru_maxrss * _BYTE / 1e6

"""What a run may take, and what every answer must be."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATUM, Svar

resource = pytest.importorskip("resource", reason="Gränser för minnet finns bara på Unix.")
STORSTA_MINNE = 2 << 30
LANGST_SEKUNDER = 60
SVENSKA = re.compile(r"Läget den \d|^handbok: \S", re.MULTILINE)


def begransa() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (STORSTA_MINNE, STORSTA_MINNE))


def i_egen_process(rot: Path, *argument: str, **miljo: str) -> Svar:
    """The command with bounded memory and time."""
    svar = subprocess.run(
        [sys.executable, "-m", "handbok", "kontrollera", "--rot", str(rot), "--datum", DATUM, *argument],
        capture_output=True, timeout=LANGST_SEKUNDER, preexec_fn=begransa, env={**os.environ, **miljo}, check=False,
    )  # fmt: skip
    return godtagbart(Svar(svar.returncode, svar.stdout.decode(), svar.stderr.decode()))


def godtagbart(svar: Svar) -> Svar:
    """The promise of every answer."""
    assert svar.kod in (0, 1, 2), svar.fel
    assert "Traceback" not in svar.ut + svar.fel
    assert "fel i programmet" not in svar.fel
    assert SVENSKA.search(svar.fel if svar.kod == 2 else svar.ut)
    return svar

"""What each command does: (parsed arguments) -> exit code."""

import argparse
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from handbok.historik import med_historik
from handbok.inlasning import las_handbok
from handbok.modell import Handbok


class Kommandofel(Exception):
    """The command cannot do its job; the message goes to the user and the exit code is 2."""


def idag(val: argparse.Namespace) -> date:
    """`--datum`, else today in Sweden."""
    dag: date | None = val.datum
    return dag or datetime.now(ZoneInfo("Europe/Stockholm")).date()


def las(rot: Path, dag: date, bas: str | None = None) -> Handbok:
    """The handbook with its history."""
    return med_historik(las_handbok(rot, dag), rot, bas)

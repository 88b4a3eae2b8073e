"""`handbok kontrollera`."""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TextIO

from handbok.kommandon import Kommandofel, idag, las
from handbok.kontroller import KONTROLLER, KRAV, LAGAR, Resultat, finns, kor
from handbok.modell import Handbok
from handbok.rapport import FORMAT, Rapport
from handbok.regelsidor import regelsida
from handbok.sopning import utan_sopning
from handbok.svenska import antal

# More than a report of a hundred thousand findings, and less than the computer's memory.
STORSTA_RAPPORT = 100_000_000
_DELAT = frozenset(kravd for kontroll in KONTROLLER for kravd in kontroll.kraver)


@utan_sopning()
def kontrollera(val: argparse.Namespace) -> int:
    """Checks the handbook and prints the report, also when it is empty. 2 where a register is missing or
    fewer documents were seen than in `--jamfor`."""
    stigar = [_stig(val.rot, s) for s in val.stigar]
    _framsteg("Läser handboken …")
    handbok = las(val.rot, idag(val), val.bas)
    vald = _urval(val.valj, val.hoppa)
    valda = [k for k in KONTROLLER if vald(k.kod)]
    _framsteg(f"Kontrollerar {antal(len(handbok.dokument), 'dokument', 'dokument')} …")
    svar = rapport(handbok, kor(handbok, valda), stigar, {k.kod for k in valda})
    text = FORMAT[val.format](svar)
    _framsteg("")
    print(_med_farg(text) if val.format == "text" and _terminal(sys.stdout) else text, end="")
    if val.jamfor:
        _jamfor(val.jamfor, svar)
    _har_register(handbok, vald)
    return 1 if svar.antal_fel else 0


def _terminal(strom: TextIO) -> bool:
    return strom.isatty() and "NO_COLOR" not in os.environ


def _framsteg(text: str) -> None:
    """One line on the terminal that the next replaces; nothing where nobody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _med_farg(text: str) -> str:
    """The place of each finding in bold and its code in red (a warning's in yellow)."""
    return re.sub(
        r"^(\S.*?:\d+:\d+:) ([A-Z]+\d{3})( \(varning\))?",
        lambda m: f"\x1b[1m{m[1]}\x1b[0m \x1b[{33 if m[3] else 31}m{m[2]}{m[3] or ''}\x1b[0m", text, flags=re.MULTILINE,
    )  # fmt: skip


def _urval(valj: tuple[str, ...], hoppa: tuple[str, ...]) -> Callable[[str], bool]:
    def vald(kod: str) -> bool:
        return (not valj or kod.startswith(valj)) and not (hoppa and kod.startswith(hoppa))

    return vald


def _har_register(handbok: Handbok, vald: Callable[[str], bool]) -> None:
    """Without the registers of law and requirements their rules cannot run: the run has not done its job."""
    for mapp in (LAGAR, KRAV):
        if not finns(handbok, mapp) and any(mapp in k.kraver and vald(k.kod) for k in KONTROLLER):
            vad = f"{mapp} finns inte, så reglerna som behöver den är inte kontrollerade"
            raise Kommandofel(f"{vad} (--hoppa LAG,KRAV).")


def _stig(rot: Path, stig: str) -> PurePosixPath:
    for bas in (Path(), rot):
        vag = (bas / stig).resolve()
        if vag.exists() and vag.is_relative_to(rot.resolve()):
            return PurePosixPath(vag.relative_to(rot.resolve()).as_posix())
    raise Kommandofel(f"{stig} finns inte i handboken.")


def rapport(
    handbok: Handbok, resultat: Resultat, stigar: list[PurePosixPath] | None = None, koder: set[str] | None = None
) -> Rapport:
    """The report of a run; with `stigar` only what stands in those files and folders is shown."""

    def med(fil: str) -> bool:
        return not stigar or any(PurePosixPath(fil).is_relative_to(s) for s in stigar)

    def ror(fil: str) -> bool:
        """What a folder or a register keeps from being judged is said of each file that depends on it."""
        return med(fil) or fil in _DELAT or any(s.is_relative_to(fil) for s in stigar or ())

    kontrollerat = {slag: handbok.antal_lasta.get(slag, 0) for slag in ("dokument", "sidor", "tabeller", "uppgifter")}
    kontrollerat["lagrum"] = sum(len(d.lagrum) for d in handbok.dokument)
    return Rapport(
        handbok.datum,
        {k.kod: regelsida(k).titel for k in KONTROLLER if koder is None or k.kod in koder},
        kontrollerat,
        tuple(i for i in resultat.inte_kontrollerat if ror(i.fil)),
        tuple(u for u in resultat.undantagna if med(u.fil)),
        tuple(a for a in resultat.anmarkningar if med(a.fynd.plats.fil)),
    )


def _jamfor(vag: Path, nu: Rapport) -> None:
    """A run that suddenly sees fewer documents has probably lost some: it fails."""
    try:
        with vag.open("rb") as fil:
            forra = json.loads(fil.read(STORSTA_RAPPORT))["kontrollerat"]
        fore = {slag: int(forra[slag]) for slag in ("dokument", "sidor", "tabeller")}
    except (OSError, ValueError, KeyError, TypeError) as fel:
        raise Kommandofel(f"{vag} går inte att läsa som en rapport i JSON.") from fel
    for slag, da in fore.items():
        if nu.kontrollerat[slag] < da:
            vad = f"Färre {slag} än förra gången: {nu.kontrollerat[slag]} mot {da}."
            raise Kommandofel(f"{vad} Kontrollera att inget har försvunnit.")

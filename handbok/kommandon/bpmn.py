"""`handbok exportera bpmn` and `handbok importera bpmn`."""

import argparse
import sys
from pathlib import Path

from handbok.bilder.kartlayout import FLEST_AKTIVITETER, ritbar
from handbok.kommandon import Kommandofel, idag, las
from handbok.modell import Dokument, Handbok
from handbok.skrivning import skriv_hel
from handbok.svenska import menade_du, och, till_id

# bpmn_io takes longer to load than most commands to run; it is loaded by the two that need it.


def exportera(val: argparse.Namespace) -> int:
    """Writes a process as BPMN 2.0, to a file or the terminal; says what does not follow."""
    from handbok.bpmn.ut import kvar, till_bpmn

    handbok = las(val.rot, idag(val))
    dok = handbok.hitta(val.id)
    if dok is None or dok.process is None:
        processer = [d.id for d in handbok.dokument if d.process]
        raise Kommandofel(f"Processen {val.id} finns inte. {menade_du(val.id, processer)}")
    _far_exporteras(dok)
    text = till_bpmn(dok, dok.process, handbok.organisation.namn if handbok.organisation else str)
    if val.ut:
        skriv_hel(val.ut, text.encode())
        print(f"Skrev {val.ut.as_posix()}.")
    else:
        print(text, end="")
    vad = och([*kvar(dok), "brödtexten"])
    print(f"Det här följer inte med, och står kvar i {dok.fil}: {vad}.", file=sys.stderr)
    return 0


def _far_exporteras(dok: Dokument) -> None:
    aktiviteter = dok.process.aktiviteter if dok.process else ()
    ids = [a.id for a in aktiviteter]
    if dok.process is None or not aktiviteter:
        raise Kommandofel(f"{dok.titel} har inga aktiviteter.")
    if not ritbar(dok.process):
        raise Kommandofel(f"{dok.titel} har fler än {FLEST_AKTIVITETER} aktiviteter, eller mycket många vägar.")
    if len(set(ids)) < len(ids) or any(s.till not in ids for a in aktiviteter for s in a.sedan):
        raise Kommandofel(f"{dok.fil} har fel i aktiviteterna. Kör handbok kontrollera och rätta dem först.")


def importera(val: argparse.Namespace) -> int:
    """Makes a draft of a BPMN file, whole or not at all, and never in another's place."""
    from handbok.bpmn.lasning import STORSTA_FIL, Bpmnfel
    from handbok.bpmn.lasning import las as las_bpmn
    from handbok.bpmn.tolkning import Hemma, tolka
    from handbok.bpmn.utkast import utkast

    handbok = las(val.rot, idag(val))
    if handbok.organisation is None:
        raise Kommandofel("data/organisation.yml har fel. Kör handbok kontrollera och rätta dem först.")
    roller = {r.id: r.namn for r in handbok.organisation.roller.values()}
    if val.agare and val.agare not in roller:
        raise Kommandofel(f"Rollen {val.agare} finns inte. {menade_du(val.agare, roller)}")
    hemma = Hemma(roller, lambda id_: handbok.hitta(id_) is not None or id_ in handbok.trasiga, val.agare)
    try:
        with val.fil.open("rb") as fil:
            tolkning = tolka(las_bpmn(fil.read(STORSTA_FIL + 1)), val.fil.stem, hemma)
        id_ = val.id or tolkning.id
        vag = _ledig(handbok, val.rot, id_)
        text = utkast(tolkning, id_)
    except Bpmnfel as fel:
        raise Kommandofel(f"{val.fil.as_posix()}: {fel}") from fel
    vag.parent.mkdir(exist_ok=True)
    skriv_hel(vag, text.encode())
    print(f"Skapade {vag.as_posix()} som utkast, med {len(tolkning.process.aktiviteter)} aktiviteter.")
    if tolkning.att_reda_ut:
        print("Att reda ut (står också i filen):")
        print("\n".join(f"- {' '.join(n.split())}" for n in tolkning.att_reda_ut))
    return 0


def _ledig(handbok: Handbok, rot: Path, id_: str) -> Path:
    """Where the draft goes, if no document has its id."""
    if not id_ or id_ != till_id(id_):
        raise Kommandofel("Processen i filen har inget namn som går att använda som id. Ange ett med --id.")
    vag = rot / "processer" / f"{id_}.md"
    upptagen = handbok.trasiga.get(id_) or next((d.fil for d in handbok.dokument if d.id == id_), None)
    if upptagen or vag.exists() or vag.is_symlink():
        raise Kommandofel(
            f"Det finns redan ett dokument med id {id_}: {upptagen or vag.as_posix()}. Ange ett annat med --id."
        )
    return vag

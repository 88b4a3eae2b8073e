"""`handbok arshjul`: what is next in the yearly wheel, or the same as a calendar."""

import argparse
import sys

from handbok.arshjul import nasta_forst, rollens, som_ics, uppgifter
from handbok.inlasning import las_handbok
from handbok.kommandon import Kommandofel, idag
from handbok.svenska import datum, en_rad, menade_du, och

FORMAT = ("text", "ics")


def arshjul(val: argparse.Namespace) -> int:
    """Prints the tasks, the next to be done first."""
    handbok = las_handbok(val.rot, idag(val))  # the history of a document has no say in when a task is done
    fil, org = "data/register/arshjul.yml", handbok.organisation
    if fil in handbok.trasiga or fil not in handbok.filer:
        raise Kommandofel(f"{fil} {'har fel' if fil in handbok.trasiga else 'finns inte'}. Kör handbok kontrollera.")
    if org is None:
        raise Kommandofel("data/organisation.yml har fel. Kör handbok kontrollera.")
    if val.roll is not None and val.roll not in org.roller:
        raise Kommandofel(f"Rollen {val.roll} finns inte. {menade_du(val.roll, org.roller)}")
    alla = rollens(uppgifter(handbok), val.roll)
    if val.format == "ics":
        vems = org.roller[val.roll].namn if val.roll else org.kommun
        sys.stdout.flush()
        sys.stdout.buffer.write(som_ics(handbok, alla, f"Årshjul: {vems}"))
        return 0
    print(f"Läget den {datum(handbok.datum)}.")
    for uppgift in nasta_forst(alla, handbok.datum):
        nasta = uppgift.nasta(handbok.datum)
        nar = f"senast den {datum(nasta[1])}" if nasta else uppgift.post.falt["löpande"]
        vilka = "" if val.roll else f" ({och(map(org.namn, uppgift.post.ansvariga))})"
        print(en_rad(f"{nar}: {uppgift.post.falt['vad']}{vilka}"))
    return 0

"""`handbok arshjul`: what is next in the yearly wheel, or the same as a calendar."""

import argparse
import sys

from handbok.arshjul import Uppgift, nasta_dag, nasta_forst, rollens, saker, som_ics
from handbok.inlasning import las_handbok
from handbok.kommandon import Kommandofel, idag
from handbok.registerrader import ansvarig
from handbok.svenska import datum, en_rad, menade_du

FORMAT = ("text", "ics")
HJULET = "data/register/arshjul.yml"


def arshjul(val: argparse.Namespace) -> int:
    """Prints the tasks, the next to be done first."""
    handbok = las_handbok(val.rot, idag(val))  # the history of a document has no say in when a task is done
    org = handbok.organisation
    for fil in (HJULET, "data/register/egenkontroller.yml"):  # less than all of it is no answer
        if fil in handbok.trasiga or (fil == HJULET and fil not in handbok.filer):
            fel = "har fel" if fil in handbok.trasiga else "finns inte"
            raise Kommandofel(f"{fil} {fel}. Kör handbok kontrollera.")
    if org is None:
        raise Kommandofel("data/organisation.yml har fel. Kör handbok kontrollera.")
    if val.roll is not None and val.roll not in org.roller:
        raise Kommandofel(f"Rollen {val.roll} finns inte. {menade_du(val.roll, org.roller)}")
    alla = rollens(saker(handbok), val.roll)
    if val.format == "ics":
        vems = org.roller[val.roll].namn if val.roll else org.kommun
        sys.stdout.flush()
        sys.stdout.buffer.write(som_ics(handbok, alla, f"Årshjul: {vems}"))
        return 0
    print(f"Läget den {datum(handbok.datum)}.")
    for sak in nasta_forst(alla, handbok.datum):
        dag, falt = nasta_dag(sak, handbok.datum), sak.post.falt
        nar = f"senast den {datum(dag)}" if dag else falt["löpande"]
        vad = falt["vad"] if isinstance(sak, Uppgift) else f"egenkontrollen {falt['vad']}"
        print(en_rad(f"{nar}: {vad}{'' if val.roll else f' ({ansvarig(handbok, sak.post)})'}"))
    return 0

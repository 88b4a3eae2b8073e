"""`handbok ny` and `handbok granskad`: commands that write in the handbook."""

import argparse

from handbok import mallfiler
from handbok.granskning import KanInteGranskas, granskad_text, ny_oversyn
from handbok.kommandon import Kommandofel, idag, las
from handbok.skrivning import skriv_hel
from handbok.svenska import datum, menade_du, till_id


def ny(val: argparse.Namespace) -> int:
    """Creates a draft from a template; an id that is taken is refused."""
    handbok = las(val.rot, idag(val))
    if handbok.organisation is None:
        raise Kommandofel("data/organisation.yml har fel. Kör handbok kontrollera och rätta dem först.")
    id_ = till_id(val.titel)
    if not id_:
        raise Kommandofel("Titeln behöver minst en bokstav eller siffra.")
    mapp, _ = mallfiler.MALLAR[val.slag]
    upptagen = handbok.trasiga.get(id_) or next((d.fil for d in handbok.dokument if d.id == id_), None)
    if upptagen:
        raise Kommandofel(f"Det finns redan ett dokument med id {id_}: {upptagen}. Välj en annan titel.")
    vag = val.rot / mapp / f"{id_}.md"
    if vag.exists():
        raise Kommandofel(f"{vag.as_posix()} finns redan.")
    vag.parent.mkdir(exist_ok=True)
    skriv_hel(vag, mallfiler.utkast(val.slag, val.titel, handbok.organisation).encode())
    print(f"Skapade {vag.as_posix()}. Öppna filen, fyll i, och kör handbok kontrollera.")
    return 0


def granskad(val: argparse.Namespace) -> int:
    """Writes that a document was reviewed without change, and moves its review date."""
    handbok = las(val.rot, idag(val))
    dok = handbok.hitta(val.id)
    if dok is None:
        raise Kommandofel(f"Dokumentet {val.id} finns inte. {menade_du(val.id, handbok.per_id)}")
    try:
        oversyn = val.till or ny_oversyn(dok, handbok.datum)
        if oversyn <= handbok.datum:
            raise KanInteGranskas("Nästa översyn måste ligga efter granskningen.")
        vag = val.rot / dok.fil
        skriv_hel(vag, granskad_text(handbok, dok, vag.read_bytes(), val.av, oversyn))
    except KanInteGranskas as fel:
        raise Kommandofel(str(fel)) from fel
    print(f"{dok.titel} är granskad den {datum(handbok.datum)}. Nästa översyn senast den {datum(oversyn)}.")
    return 0

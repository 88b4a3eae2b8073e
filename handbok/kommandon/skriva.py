"""`handbok ny` and `handbok granskad`: commands that write in the handbook."""

import argparse
from collections.abc import Iterator

from handbok import mallfiler
from handbok.granskning import KanInteGranskas, granskad_text, ny_oversyn
from handbok.inlasning import las_handbok
from handbok.kommandon import Kommandofel, idag, las
from handbok.nasta_berattelse import BERATTELSER, IngenBerattelse, Nasta, nasta_berattelse
from handbok.rapport.text import utan_styrtecken
from handbok.skrivning import skriv_hel, skriv_nya
from handbok.svenska import antal, datum, menade_du, till_id

BERATTELSE = "kvalitetsberattelse"


def ny(val: argparse.Namespace) -> int:
    """Creates a draft from a template, or the next report from the latest; what is there already is refused."""
    if val.slag == BERATTELSE:
        return _ny_berattelse(val)
    if val.titel is None:
        raise Kommandofel(f'Skriv också en titel: handbok ny {val.slag} "Titel".')
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


def _ny_berattelse(val: argparse.Namespace) -> int:
    handbok = las_handbok(val.rot, idag(val))
    try:
        nasta = nasta_berattelse(handbok, val.titel)
    except IngenBerattelse as fel:
        raise Kommandofel(str(fel)) from fel
    namn = nasta.period.namn
    mappar = {val.rot / BERATTELSER / namn: nasta.sidor, val.rot / "data" / namn: nasta.tabeller}
    nya = {mapp: filer for mapp, filer in mappar.items() if filer}
    for upptagen in (*nya, val.rot / BERATTELSER / f"{namn}.md"):
        if upptagen.exists():
            raise Kommandofel(f"{upptagen.as_posix()} finns redan.")
    skriv_nya(nya)
    dagar = f"{datum(nasta.period.fran)} till {datum(nasta.period.till)}"
    print(f"Skapade ett utkast till kvalitetsberättelse för {namn} ({dagar}), efter den för {nasta.forra.namn}:")
    for mapp, filer in nya.items():
        print(f"  {mapp.as_posix()}: {antal(len(filer), 'fil', 'filer')}")
    for rad in _kvar_att_gora(nasta):
        print(utan_styrtecken(rad))
    return 0


def _kvar_att_gora(nasta: Nasta) -> Iterator[str]:
    """What only people can fill in."""
    if nasta.tomma:
        yield "Siffror som saknas. Fyll i dem, och skriv källa och röjande i varje tabells YAML-fil:"
        yield from (f"  {id_}: {antal(n, 'cell', 'celler')}" for id_, n in sorted(nasta.tomma.items()))
    if nasta.loften:
        yield "Förbättringsområden som ska få ett utfall i data/register/forbattringsomraden.yml:"
        yield from (f"  {p.id}: {p.falt['vad']}" for p in nasta.loften)
    yield "Skriv texten i kapitlen, och lägg in sidorna i menyn i mkdocs.yml. Kör sedan handbok kontrollera."


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

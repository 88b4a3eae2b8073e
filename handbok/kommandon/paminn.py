"""`handbok paminn`: reminds owners of reviews, once a week."""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbok.inlasning import las_handbok
from handbok.kommandon import Kommandofel, idag
from handbok.modell import Handbok
from handbok.paminnelser import Oversyn, Paminnelse, paminnelser, utan_mottagare, vecka
from handbok.skrivning import skriv_hel
from handbok.svenska import antal, datum, en_rad
from handbok.utskick import FORMAT, Avsandare, Brev, Server, Utskicksfel, skicka, som_eml

ANVANDARE, LOSENORD = "HANDBOK_SMTP_ANVANDARE", "HANDBOK_SMTP_LOSENORD"


def paminn(val: argparse.Namespace) -> int:
    """Writes or sends this week's reminders and says what was done. 1 where a document cannot be read or its review
    has no recipient; 2 where fewer documents were read than last time or a mail was not sent."""
    _gar_ihop(val)
    server = _server(val.smtp)
    handbok = las_handbok(val.rot, idag(val))  # the history of a document has no say in who is reminded
    if handbok.organisation is None:
        raise Kommandofel("data/organisation.yml har fel. Kör handbok kontrollera och rätta dem först.")
    forra = _forra_pulsen(val.puls, handbok) if val.puls else None
    alla, ensamma = paminnelser(handbok), utan_mottagare(handbok)
    avsandare = Avsandare(handbok.organisation.kommun, val.fran, handbok.datum, val.sajt)

    if val.ut and alla:
        _skriv(val.ut, val.format, alla, avsandare)
    elif not server:
        print("".join(FORMAT["text"][1](p, avsandare).decode() + "\n" for p in alla), end="")
    _sammanfatta(handbok, alla, ensamma)
    if val.puls:
        _om_forra(forra, handbok.datum)
    if server and alla:
        _skicka(alla, avsandare, server)
    if val.puls:
        skriv_hel(val.puls, _puls(handbok, alla))
    return 1 if ensamma or _olasta(handbok) else 0


def _gar_ihop(val: argparse.Namespace) -> None:
    if val.format != "text" and not val.ut:
        raise Kommandofel(f"--format {val.format} behöver också -o KATALOG, där filerna läggs.")
    if (val.smtp or val.format == "eml") and not val.fran:
        raise Kommandofel("E-post behöver också --fran ADRESS, adressen som påminnelserna kommer från.")
    if val.puls and not val.puls.absolute().parent.is_dir():
        raise Kommandofel(f"Mappen {val.puls.parent} finns inte, så --puls kan inte skrivas.")


def _server(adress: tuple[str, int] | None) -> Server | None:
    if adress is None:
        return None
    anvandare, losenord = os.environ.get(ANVANDARE), os.environ.get(LOSENORD)
    if bool(anvandare) != bool(losenord):
        raise Kommandofel(f"{ANVANDARE} och {LOSENORD} måste båda ha ett värde, eller ingen av dem.")
    return Server(*adress, (anvandare, losenord) if anvandare and losenord else None)


def _olasta(handbok: Handbok) -> list[str]:
    """Documents that are there but could not be read: nobody is reminded of them."""
    return sorted({i.fil for i in handbok.inte_kontrollerat if i.fil.startswith(("processer/", "rutiner/"))})


def _skriv(mapp: Path, format_: str, alla: Sequence[Paminnelse], avsandare: Avsandare) -> None:
    andelse, som = FORMAT[format_]
    filer = {f"{p.vecka.id}-{p.mottagare.id}.{andelse}": som(p, avsandare) for p in alla}
    mapp.mkdir(parents=True, exist_ok=True)
    for namn, innehall in filer.items():
        skriv_hel(mapp / namn, innehall)
    print(f"{antal(len(filer), 'fil', 'filer')} skrevs i {mapp}.")


def _skicka(alla: Sequence[Paminnelse], avsandare: Avsandare, server: Server) -> None:
    try:
        brev = [Brev(p.brevlada, som_eml(p, avsandare)) for p in alla]
        kvitto = skicka(brev, avsandare.adress or "", server)
    except Utskicksfel as fel:
        raise Kommandofel(f"{fel} Ingen påminnelse skickades.") from fel
    skickade = len(alla) - len(kvitto.nekade)
    print(f"{antal(skickade, 'påminnelse', 'påminnelser')} skickades.")
    if skickade and not kvitto.krypterat:
        print("E-postservern erbjuder ingen kryptering (STARTTLS), så de skickades okrypterade.")
    if kvitto.nekade:
        rader = "".join(f"\n  {brev_.till}: {varfor}." for brev_, varfor in kvitto.nekade)
        raise Kommandofel(f"{antal(len(kvitto.nekade), 'påminnelse', 'påminnelser')} kunde inte skickas:{rader}")


def _sammanfatta(handbok: Handbok, alla: Sequence[Paminnelse], ensamma: Sequence[Oversyn]) -> None:
    v = vecka(handbok.datum)
    lasta = antal(len(handbok.dokument), "dokument är läst", "dokument är lästa")
    print(f"Läget den {datum(handbok.datum)}, {v.namn}. {lasta}.")
    antal_oversyner = sum(len(p.oversyner) for p in alla)
    if alla:
        print(f"{antal(len(alla), 'påminnelse', 'påminnelser')} om {antal(antal_oversyner, 'dokument', 'dokument')}:")
        for p in alla:
            print(f"  {en_rad(p.mottagare.namn)} <{p.brevlada}>: {antal(len(p.oversyner), 'dokument', 'dokument')}")
    else:
        print("Ingen ska påminnas den här veckan.")
    for o in ensamma:
        print(en_rad(f"Utan mottagare: {o.dokument.titel} ({o.dokument.fil}). {o.mening()} {o.i_stallet}"))
    if ensamma:
        print("Byt ägare i dokumenten, eller rätta rollerna i data/organisation.yml.")
    for fil in _olasta(handbok):
        print(f"Inte läst: {en_rad(fil)}. Ingen påminns om det dokumentet. Kör handbok kontrollera och rätta felen.")


@dataclass(frozen=True, slots=True)
class _Puls:
    """The last run's day and how many documents it read."""

    datum: date
    dokument: int


def _forra_pulsen(vag: Path, handbok: Handbok) -> _Puls | None:
    """The last run, None for the first. A job that reads fewer documents than then has lost some: it sends nothing."""
    if not vag.exists():
        return None
    try:
        puls = json.loads(vag.read_text("utf-8"))
        forra = _Puls(date.fromisoformat(puls["datum"]), int(puls["dokument"]))
    except (ValueError, KeyError, TypeError) as fel:
        raise Kommandofel(f"{vag} går inte att läsa som en puls. Är filen skadad, ta bort den och kör igen.") from fel
    nu = len(handbok.dokument)
    if nu < forra.dokument:
        olasta = "".join(f"\n  Inte läst: {fil}" for fil in _olasta(handbok))
        raise Kommandofel(
            f"Färre dokument än förra gången: {nu} mot {forra.dokument}. Ingen påminnelse skickades. "
            f"Kontrollera att inget har försvunnit. Är det meningen, ta bort {vag} och kör igen.{olasta}"
        )
    return forra


def _om_forra(forra: _Puls | None, dag: date) -> None:
    if forra is None:
        print("Det finns ingen tidigare puls att jämföra med.")
    elif (vecka(dag).mandag - vecka(forra.datum).mandag).days > 7:
        print(
            f"Förra körningen var den {datum(forra.datum)}. Ingen har påmints om det som föll veckorna däremellan. "
            "Kör med --datum, utan --puls, för var och en av dem."
        )


def _puls(handbok: Handbok, alla: Sequence[Paminnelse]) -> bytes:
    puls = {
        "datum": handbok.datum.isoformat(),
        "dokument": len(handbok.dokument),
        "mottagare": len(alla),
        "paminnelser": sum(len(p.oversyner) for p in alla),
    }
    return (json.dumps(puls, indent=2) + "\n").encode()

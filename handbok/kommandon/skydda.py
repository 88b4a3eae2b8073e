"""`handbok skydda`: writes a table's CSV with what must be hidden hidden. The build only audits."""

import argparse
import csv
import io
import re
from decimal import Decimal
from pathlib import Path

from handbok.historik import GitSaknas, sparade
from handbok.inlasning import las_handbok, las_tabell_med
from handbok.inlasning.filer import LasFelUndantag, las_bytes
from handbok.inlasning.tabeller import las_rader, tolka
from handbok.kommandon import Kommandofel, idag
from handbok.modell import Handbok, Lasfel, Tabell
from handbok.siffror.kunskap import beslut
from handbok.siffror.relationer import Ruta
from handbok.siffror.rojande import Rojt, granska, lasbara
from handbok.siffror.skydd import SKYDDAD, KanInteSkyddas, Skydd, med_tabell, skydda
from handbok.skrivning import skriv_hel
from handbok.svenska import antal, menade_du

# More of the cells than this, and the table says little: merged categories say more.
MYCKET = 30
_BESLUT = {
    "ingen": "Tabellen har beslut: ingen, så inget ska skyddas. Ändra röjande i YAML-filen först.",
    "extern": "Tabellen har beslut: extern. Den som lämnade siffrorna har skyddat dem.",
    "avrunda": "Tabellen har beslut: avrunda. Runda av i källsystemet: handboken döljer tal men rundar inte av dem, "
    "för då stämmer delarna inte längre med summan. handbok kontrollera prövar de avrundade talen.",
}


def skydda_tabell(val: argparse.Namespace) -> int:
    """Hides the small numbers of a table, and as few others as it takes. The file is written whole or not at all."""
    handbok = las_handbok(val.rot, idag(val))
    fil = _fil(handbok, val.rot, val.tabell)
    kalla: Path = val.fran or val.rot / fil
    try:
        ra = las_bytes(kalla.parent, kalla.name) if val.fran else las_bytes(val.rot, fil)
    except LasFelUndantag as fel:
        raise Kommandofel(f"{kalla}: {fel.text} {fel.gor_sa_har}") from fel
    tabell = las_tabell_med(val.rot, fil, lambda: ra)
    if isinstance(tabell, list):
        brister = "\n".join(f"{f.fynd.plats.fil}:{f.fynd.plats.rad}: {f.fynd.text} {f.fynd.gor_sa_har}" for f in tabell)
        raise Kommandofel(f"Tabellen har fel som måste rättas först.\n{brister}")
    if (slag := beslut(tabell)[0]) in _BESLUT:
        raise Kommandofel(_BESLUT[slag])
    try:
        skydd = skydda(med_tabell(handbok, tabell), tabell)
    except KanInteSkyddas as fel:
        raise Kommandofel(f"{fil} skrevs inte. {fel}") from fel
    if not skydd.alla and not val.fran:
        print(f"{fil} är redan skyddad. Inget ändrades.")
        return 0
    if not val.anda:
        for vag in dict.fromkeys((kalla.resolve(), (val.rot / fil).resolve())):
            _prova_historiken(vag, tabell, skydd.alla)
    skyddad = _csv(ra, tabell, skydd.alla)
    _prova(handbok, las_tabell_med(val.rot, fil, lambda: skyddad), fil)
    skriv_hel(val.rot / fil, skyddad)
    print(_besked(fil, tabell, skydd))
    return 0


def _prova_historiken(vag: Path, tabell: Tabell, dolda: frozenset[Ruta]) -> None:
    """Nothing is written while git holds the file with numbers that are to be hidden."""
    try:
        sparad = any(_visar(ra, tabell, dolda) for ra in sparade(vag))
    except GitSaknas as fel:
        raise Kommandofel(
            f"{tabell.fil} skrevs inte. Det går inte att veta om de oskyddade talen redan är sparade i git. {fel} "
            "Skriv --anda om du vet att de inte är det."
        ) from fel
    if sparad:
        raise Kommandofel(
            f"{vag} är redan sparad i git med tal som ska döljas, och {tabell.fil} skrevs inte. De finns då i "
            "historiken, och den som har arkivet kan läsa dem även om filen skyddas nu. Kontakta den som sköter "
            "arkivet: talen måste bort ur historiken. Kör sedan igen, eller skriv --anda om du vet att de inte gör "
            "skada."
        )


def _visar(ra: bytes, tabell: Tabell, dolda: frozenset[Ruta]) -> bool:
    """Whether a cell that is to be hidden states its number, or another small one; what cannot be read may."""
    try:
        (_, (_, *kolumner)), *rader = las_rader(ra)
    except (LasFelUndantag, ValueError):
        return True
    for _, (rad, *falt) in rader:
        for ruta, text in (((rad, k), f) for k, f in zip(kolumner, falt, strict=False)):
            if ruta in dolda:
                cell = tabell.rader[rad][ruta[1]]
                tal = tolka(text, cell.enhet)
                if isinstance(tal, Decimal) and (tal == cell.tal or 0 < tal < beslut(tabell)[1]):
                    return True
    return False


def _fil(handbok: Handbok, rot: Path, namn: str) -> str:
    """`data/2024/fall.csv`, from a path or from `2024/fall`. Its YAML must be there; the CSV need not."""
    stig = Path(namn)
    for vag in (stig, rot / namn, rot / "data" / f"{namn}.csv"):
        fil = vag.resolve()
        if fil.suffix == ".csv" and fil.is_relative_to(rot.resolve()) and fil.with_suffix(".yml").is_file():
            relativ = fil.relative_to(rot.resolve()).as_posix()
            if re.fullmatch(r"data/[^/]+/[^/]+", relativ):
                return relativ
    kanda = sorted(f"{t.periodnamn}/{t.id}" for t in handbok.tabeller)
    raise Kommandofel(
        f"{namn} är ingen tabell i handboken. Skriv perioden och namnet, till exempel 2025/fall. "
        f"YAML-filen måste finnas i data/. {menade_du(namn, kanda)}".rstrip()
    )


def _prova(handbok: Handbok, tabell: Tabell | list[Lasfel], fil: str) -> None:
    """What is to be written is read back and audited first."""
    if isinstance(tabell, list) or any(lasbara(tabell)):
        raise Kommandofel(f"{fil} skrevs inte. Den skyddade tabellen går inte att läsa tillbaka.")
    ruta = (tabell.periodnamn, tabell.id)
    if any(isinstance(u, Rojt) and u.fraga.ruta[:2] == ruta for u in granska(med_tabell(handbok, tabell))):
        raise Kommandofel(f"{fil} skrevs inte. Skyddet räcker inte.")


def _csv(ra: bytes, tabell: Tabell, dolda: frozenset[Ruta]) -> bytes:
    """The table as it was read, in the form Excel opens, with the hidden cells protected."""
    ut = io.StringIO()
    skrivare = csv.writer(ut, delimiter=";", lineterminator="\n")
    namn = [k.namn for k in tabell.kolumner]
    (_, rubriker), *rader = las_rader(ra)
    skrivare.writerow(rubriker)
    for _, (rad, *falt) in rader:
        skrivare.writerow([rad, *(SKYDDAD if (rad, k) in dolda else f for k, f in zip(namn, falt, strict=True))])
    return b"\xef\xbb\xbf" + ut.getvalue().encode()


def _besked(fil: str, tabell: Tabell, skydd: Skydd) -> str:
    """What was hidden, by name: the numbers themselves are not repeated."""
    celler = [c for rad in tabell.rader.values() for c in rad.values() if c.enhet != "text"]
    dolda = len(skydd.alla) + sum(c.kod == SKYDDAD for c in celler)
    rader = [f"Skrev {fil}. Skyddade är {dolda} av {antal(len(celler), 'tal', 'tal')}."]
    for vad, rutor in (("Under tröskeln", skydd.sma), ("Också dolda, så att inget kan räknas fram", skydd.ovriga)):
        if rutor:
            rader.append(f"{vad}: " + "; ".join(f"{rad}, {kolumn}" for rad, kolumn in sorted(rutor)) + ".")
    if 100 * dolda > MYCKET * len(celler):
        rader.append(f"Mer än {MYCKET} procent av talen är dolda. Slå hellre ihop kategorier, så säger tabellen mer.")
    return "\n".join(rader)

"""`handbok bygg` and `handbok visa`."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from handbok.kommandon import idag, las
from handbok.kommandon.kontrollera import rapport
from handbok.kontroller import KONTROLLER, Resultat, kor
from handbok.lagesbild import lagesbild
from handbok.publicering import bygge
from handbok.rapport import FORMAT
from handbok.sopning import utan_sopning


def bygg(val: argparse.Namespace) -> int:
    """Builds the site; findings that stop publication are printed and nothing is built."""
    with utan_sopning():
        handbok = las(val.rot, idag(val))
        resultat = kor(handbok)
    stoppar = tuple(a for a in resultat.anmarkningar if a.stoppar)
    if stoppar:
        visas = Resultat(stoppar, resultat.undantagna, resultat.inte_kontrollerat)
        print(FORMAT["text"](rapport(handbok, visas)), end="")
        print("Webbplatsen byggdes inte. Rätta felen och försök igen.", file=sys.stderr)
        return 1

    def granska(bygge_: Path) -> None:
        """PUB002: the public build holds nothing internal, or it is not put in place."""
        byggd = replace(handbok, publikt_bygge=bygge.textfiler(bygge_))
        funna = kor(byggd, [k for k in KONTROLLER if k.kod == "PUB002"]).anmarkningar
        if funna:
            raise bygge.Byggfel("\n".join(f"{a.fynd.plats.fil}: {a.kod} {a.fynd.text}" for a in funna))

    ut = val.ut or val.rot / ("site-publik" if val.publik else "site")
    bild = lagesbild(handbok, resultat)
    bygge.bygg(val.rot, ut, handbok, bild, publik=val.publik, granska=granska if val.publik else None)
    print(f"Webbplatsen finns i {os.path.relpath(ut)}.")
    return 0


def visa(val: argparse.Namespace) -> int:
    """Serves the site while its author writes."""
    bygge.visa(val.rot, val.adress, val.datum, publik=val.publik)
    return 0

"""`handbok bygg` and `handbok visa`."""

import argparse
import os
import sys

from handbok.kommandon import idag, las
from handbok.kommandon.kontrollera import rapport
from handbok.kontroller import Resultat, kor
from handbok.publicering import bygge
from handbok.rapport import FORMAT


def bygg(val: argparse.Namespace) -> int:
    """Builds the site; findings that stop publication are printed and nothing is built."""
    handbok = las(val.rot, idag(val))
    resultat = kor(handbok)
    stoppar = tuple(a for a in resultat.anmarkningar if a.stoppar)
    if stoppar:
        print(FORMAT["text"](rapport(handbok, Resultat(stoppar, resultat.undantagna, resultat.inte_kontrollerat))), end="")
        print("Webbplatsen byggdes inte. Rätta felen och försök igen.", file=sys.stderr)
        return 1
    ut = val.ut or val.rot / ("site-publik" if val.publik else "site")
    bygge.bygg(val.rot, ut, handbok.datum, publik=val.publik)
    print(f"Webbplatsen finns i {os.path.relpath(ut)}.")
    return 0


def visa(val: argparse.Namespace) -> int:
    """Serves the site while its author writes."""
    bygge.visa(val.rot, val.adress, val.datum, publik=val.publik)
    return 0

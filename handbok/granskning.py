"""`handbok granskad`: evidence that a document was read and its text left as it was, written into its header."""

import re
from datetime import date

from handbok.inlasning.dokument import las_dokument
from handbok.inlasning.filer import till_text
from handbok.modell import Dokument, Handbok
from handbok.svenska import datum


class KanInteGranskas(Exception):
    """The document cannot be marked as reviewed; the message says why."""


def ny_oversyn(dok: Dokument, dag: date) -> date:
    """`dag` plus the time from the later of fastställd and the previous granskad to the old översyn_senast."""
    if dok.faststalld is None or dok.oversyn_senast is None:
        raise KanInteGranskas(f"{dok.titel} saknar fastställd eller översyn_senast.")
    fran = max(dok.faststalld, dok.granskad.datum) if dok.granskad else dok.faststalld
    return dag + (dok.oversyn_senast - fran)


def granskad_text(handbok: Handbok, dok: Dokument, ra: bytes, av: str, oversyn: date) -> bytes:
    """The file's bytes with `granskad` and the new översyn_senast; all else, comments too, as it was.

    Raises:
        KanInteGranskas: the document is not in force, the role is unknown, git is silent, or the text has changed.
    """
    _far_granskas(handbok, dok, av)
    rader = till_text(ra).split("\n")
    rad, kolumn = dok.plats("datum", "översyn_senast").rad - 1, dok.plats("datum", "översyn_senast").kolumn - 1
    rader[rad] = rader[rad][:kolumn] + re.sub(r"\d{4}-\d{2}-\d{2}", oversyn.isoformat(), rader[rad][kolumn:], count=1)
    post = f"granskad: {{datum: {handbok.datum.isoformat()}, av: {av}}}"
    nyckel = ("granskad",) if dok.granskad else ("datum",)
    borjan, slut = _block(rader, dok.lagen.nyckel(nyckel).rad - 1)
    rader[borjan:slut] = [post] if dok.granskad else [*rader[borjan:slut], post]
    ny = "\n".join(rader)
    _kontrollera(ny, dok, handbok.datum, av, oversyn)
    bom = b"\xef\xbb\xbf" if ra.startswith(b"\xef\xbb\xbf") else b""
    return bom + (ny.replace("\n", "\r\n") if b"\r\n" in ra else ny).encode()


def _far_granskas(handbok: Handbok, dok: Dokument, av: str) -> None:
    if not dok.i_kraft(handbok.datum):
        vad = f"{dok.titel} gäller inte den {datum(handbok.datum)}."
        raise KanInteGranskas(f"{vad} Bara dokument som gäller kan granskas.")
    if handbok.organisation is None or av not in handbok.organisation.roller:
        raise KanInteGranskas(f"Rollen {av} finns inte i data/organisation.yml.")
    if handbok.historik_okand:
        raise KanInteGranskas(f"Det går inte att se om texten är ändrad sedan beslutet. {handbok.historik_okand}")
    beslutad = handbok.beslutade_texter.get(dok.id)
    if beslutad is not None and beslutad.split() != dok.text.split():
        vad = f"Texten är ändrad sedan version {dok.version} beslutades."
        raise KanInteGranskas(f"{vad} Höj versionen och fatta ett nytt beslut i stället.")


def _block(rader: list[str], rad: int) -> tuple[int, int]:
    """The lines of a top-level key: itself and what is indented below it."""
    slut = rad + 1
    while slut < len(rader) and (rader[slut].startswith((" ", "\t")) or not rader[slut].strip()):
        slut += 1
    while not rader[slut - 1].strip():  # empty lines part it from the next key
        slut -= 1
    return rad, slut


def _kontrollera(text: str, dok: Dokument, dag: date, av: str, oversyn: date) -> None:
    """Reads the new text back: nothing is written that does not say what was meant."""
    ny = las_dokument(text, dok.fil)
    if not isinstance(ny, Dokument) or ny.granskad is None or ny.text != dok.text:
        raise KanInteGranskas("Sidhuvudet är skrivet så att det inte går att ändra säkert. Skriv granskad för hand.")
    if (ny.granskad.datum, ny.granskad.av, ny.oversyn_senast) != (dag, av, oversyn):
        raise KanInteGranskas("Sidhuvudet är skrivet så att det inte går att ändra säkert. Skriv granskad för hand.")

"""PUB: nothing internal reaches the public."""

from collections.abc import Iterator

from handbok.lankar import las_lankar
from handbok.mallar import las_mall
from handbok.modell import Dokument, Fynd, Handbok, Plats, Sida
from handbok.urval import ar_offentlig


def publik_pekar_internt(handbok: Handbok) -> Iterator[Fynd]:
    """En publik sida pekar på något internt.

    Vad: Texten på en publik sida länkar till, eller hämtar uppgifter ur, ett dokument som är internt
    eller inte har beslutats.

    Varför: Den publika webbplatsen har inte den sidan. Länken skulle leda ingenstans och röja att dokumentet finns.

    Gör så här: Ta bort länken, gör sidan intern, eller gör det andra dokumentet publikt.

    Fel:
        [Hot och våld](hot-och-vald.md)   i en publik rutin, när hot-och-vald är intern

    Rätt:
        Kontakta din enhetschef.
    """
    dolda = {t.fil: t for t in handbok.texter if not ar_offentlig(t, handbok)}
    for text in handbok.texter:
        if text.fil in dolda:
            continue
        for lank in las_lankar(text.text, text.fil):
            if lank.mal in dolda:
                yield _fynd(text, lank.rad, lank.kolumn, dolda[lank.mal])
        for anrop in las_mall(text.text)[0]:
            namnd = handbok.hitta(str(anrop.nyckelord.get("process")))
            if namnd and namnd.fil in dolda:
                yield _fynd(text, anrop.rad, anrop.kolumn, namnd)


def _fynd(text: Dokument | Sida, rad: int, kolumn: int, mal: Dokument | Sida) -> Fynd:
    return Fynd(
        Plats(text.fil, rad + text.textrad - 1, kolumn),
        f"Den här sidan är publik men pekar på {mal.titel} ({mal.fil}), som inte visas för allmänheten.",
        "Ta bort länken, eller ändra publicering på en av sidorna.",
    )

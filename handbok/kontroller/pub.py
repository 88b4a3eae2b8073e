"""PUB: nothing internal reaches the public."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

from handbok import adresser
from handbok.kontroller.lnk import lankar_i
from handbok.mallar import Anrop, las_mall
from handbok.modell import Dokument, Fynd, Handbok, Plats, Sida
from handbok.urval import ar_offentlig, ar_publik


def publik_pekar_internt(handbok: Handbok) -> Iterator[Fynd]:
    """En publik sida pekar på något internt.

    Vad: Texten på en publik sida länkar till, eller hämtar uppgifter ur, ett dokument som är internt
    eller inte har beslutats, eller länkar till en fil i docs/intern/.

    Varför: Den publika webbplatsen har inte den sidan. Länken skulle leda ingenstans och röja att dokumentet finns.

    Gör så här: Ta bort länken, gör sidan intern, eller gör det andra dokumentet publikt.

    Fel:
        [Hot och våld](hot-och-vald.md)   i en publik rutin, när hot-och-vald är intern

    Rätt:
        Kontakta din enhetschef.
    """
    dolda = {t.fil: t.titel for t in handbok.texter if not ar_offentlig(t, handbok)}
    dolda |= {fil: PurePosixPath(fil).name for fil in handbok.filer - {t.fil for t in handbok.texter}
              if fil.startswith("docs/intern/")}  # fmt: skip
    for text in handbok.texter:
        if text.fil in dolda:
            continue
        for lank in lankar_i(text):
            if lank.mal in dolda:
                yield _fynd(text, lank.rad, lank.kolumn, f"{dolda[lank.mal]} ({lank.mal})")
        for anrop in las_mall(text.text)[0]:
            namnd = handbok.hitta(_process_i(anrop))
            if namnd and namnd.fil in dolda:
                yield _fynd(text, anrop.rad, anrop.kolumn, f"{namnd.titel} ({namnd.fil})")


def _process_i(anrop: Anrop) -> str:
    """The process a call names: by keyword, or as the first argument of a macro that begins with it."""
    forst = anrop.argument[:1] if anrop.namn in ("rutiner", "processkarta") else ()
    return str(anrop.nyckelord.get("process", *forst or ("",)))


def _fynd(text: Dokument | Sida, rad: int, kolumn: int, mal: str) -> Fynd:
    return Fynd(
        Plats(text.fil, rad + text.textrad - 1, kolumn),
        f"Den här sidan är publik men pekar på {mal}, som inte visas för allmänheten.",
        "Ta bort länken, eller ändra publicering på en av sidorna.",
    )


def internt_i_publikt_bygge(handbok: Handbok) -> Iterator[Fynd]:
    """Något internt finns i den publika webbplatsen.

    Vad: Den byggda publika webbplatsen innehåller en sida, en länk eller en rubrik som hör till ett internt dokument,
    eller en intern post ur ett register.
    Regeln körs av handbok bygg --publik innan webbplatsen läggs på plats.

    Varför: Internt material får aldrig nå allmänheten.

    Gör så här: Publicera inte. Anmäl felet till den som sköter handbokens program.

    Fel:
        site-publik/rutiner/hot-och-vald/index.html

    Rätt:
        Sidan finns bara i site/.
    """
    dolda = [t for t in handbok.texter if not ar_offentlig(t, handbok)]
    adresser_ = {adresser.adress(adresser.sajtfil(t.fil) or t.fil).rstrip("/"): t for t in dolda}
    titlar = {t.titel: t for t in dolda}
    internt = {p.id: p for p in handbok.register if p.id and not ar_publik(p, handbok)}
    synliga = {t.titel for t in handbok.texter if ar_offentlig(t, handbok)}
    for fil, innehall in handbok.publikt_bygge.items():
        sida = fil.removesuffix("/index.html")
        traffar = [adresser_[sida]] if sida in adresser_ else []
        traffar += [adresser_[a] for a in set(_ADRESS.findall(innehall)) & adresser_.keys()]
        traffar += [titlar[r] for r in set(map(unescape, _RUBRIK.findall(innehall))) & titlar.keys() - synliga]
        poster = [internt[a] for a in sorted(set(_POST.findall(innehall)) & internt.keys())]
        for post in poster:
            yield Fynd(Plats(fil), f"Den publika webbplatsen innehåller {post.id} ({post.fil}), som är internt.", _GOR)
        for text in {t.fil: t for t in traffar}.values():
            vad = f"Den publika webbplatsen innehåller {text.titel} ({text.fil}), som är internt."
            yield Fynd(Plats(fil), vad, _GOR)


_GOR = "Publicera inte. Anmäl felet till den som sköter handbokens program."
# What an entry of a register is known by on a page, and in a link to it.
_POST = re.compile(r'(?:id="|data-post="|#)post-([a-z0-9._-]+)')
_ADRESS = re.compile(r"(?:rutiner|processer)/[a-z0-9._-]+(?=[/\"'])")
_RUBRIK = re.compile(r"(?:<title>|<h1[^>]*>|\"title\":\s*\")([^<\"]+)")

"""UND: exemptions, each with a reason and an end."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from handbok.modell import Cell, Dokument, Fynd, Handbok, KantFel, Sida, Tabell, Undantag
from handbok.svenska import datum, nar

# What no author may exempt: a document that cannot be read, internal text in public, and readable small numbers.
ALDRIG = ("META", "PUB", "UND", "SEK001", "SEK002")
# Rules that judge only documents i kraft, and only gällande.
_I_KRAFT = ("TID001", "TID002", "TID006", "KRAV004", "KRAV005")
_GALLANDE = ("TID004", "TID005")


def undantag(handbok: Handbok) -> Iterator[Fynd]:
    """Ett undantag används inte, har gått ut, eller får inte göras.

    Vad: Undantaget träffar ingen anmärkning, dess sista dag har passerat, eller regeln går inte att göra undantag från.

    Varför: Ett undantag som ligger kvar kan dölja nästa fel.

    Gör så här: Ta bort undantaget, eller skriv ett nytt slutdatum och skäl.

    Fel:
        undantag:
          - {kod: LAG003, skäl: Gammalt ärende, till: 2026-01-31}

    Rätt:
        undantag:
          - {kod: LAG003, skäl: IVO:s tillsyn gjordes enligt den lag som då gällde, till: 2027-06-30}
    """
    for text in handbok.texter:
        for u in text.undantag if _bedoms(text) else ():
            if u.kod.startswith(ALDRIG):
                vad = f"Regeln {u.kod} går inte att göra undantag från."
                yield Fynd(u.plats, vad, "Ta bort undantaget och rätta felet.")
            elif u.till < handbok.datum:
                vad = f"Undantaget från {u.kod} gick ut den {datum(u.till)}, {nar(u.till, handbok.datum)}."
                yield Fynd(u.plats, vad, "Rätta felet, eller skriv ett nytt slutdatum med skäl.", stoppar=False)


def _bedoms(text: Dokument | Sida) -> bool:
    """An utkast and an upphävd are judged by other families alone."""
    return isinstance(text, Sida) or text.status not in ("utkast", "upphävd")


def provas(kod: str, text: Dokument | Sida, handbok: Handbok) -> bool:
    """Whether a rule judges a text in its state, so that an exemption from it there can be unused."""
    if isinstance(text, Sida):
        return True
    if kod in _I_KRAFT:
        return text.i_kraft(handbok.datum)
    return text.status == "gällande" if kod in _GALLANDE else _bedoms(text)


def galler(u: Undantag, handbok: Handbok) -> bool:
    """Whether an exemption may be used today."""
    return not u.kod.startswith(ALDRIG) and u.till >= handbok.datum


def traffar(u: Undantag, kod: str, fynd: Fynd) -> bool:
    """Whether an exemption is of this finding, in its own file."""
    if kod != u.kod or fynd.plats.fil != u.plats.fil:
        return False
    if u.rader and not u.rader[0] <= fynd.plats.rad <= u.rader[1]:
        return False
    return u.galler is None or " ".join(u.galler.split()).casefold() in {n.casefold() for n in fynd.namn}


def oanvant(u: Undantag) -> Fynd:
    """The finding of an exemption that matched nothing though its rule ran."""
    vad = f" av {u.galler}" if u.galler else ""
    text = f"Undantaget från {u.kod}{vad} används inte."
    return Fynd(u.plats, text, "Ta bort undantaget, eller rätta kod och gäller.")


def ar_kant(kant: KantFel, tabell: Tabell, fynd: Fynd) -> bool:
    """Whether a finding is the fault that the adopted table declares, with the very values."""
    return (
        fynd.plats.fil == tabell.fil
        and fynd.cell == Cell(tabell.id, kant.rad, kant.kolumn)
        and _samma(fynd.angivet or "", kant.angivet)
        and _samma(fynd.raknat or "", kant.raknat)
    )


def _samma(funnet: str, skrivet: str) -> bool:
    """Whether two values are one, however its decimals, its minus or the dash of its span are written."""
    ett, annat = (v.replace(",", ".").translate({0x2013: "-", 0x2212: "-"}) for v in (funnet, skrivet))
    try:
        return Decimal(ett) == Decimal(annat)
    except InvalidOperation:
        return ett == annat


def okant_fel(kant: KantFel, tabell: Tabell, nummer: int) -> Fynd:
    """The finding of a kända_fel that the table does not have (any more)."""
    var = ", ".join(n for n in (kant.rad, kant.kolumn) if n is not None)
    return Fynd(
        tabell.lagen.varde(("kända_fel", nummer)),
        f"Det kända felet {kant.kod} ({var}) finns inte i tabellen med de värdena.",
        "Ta bort det, eller rätta rad, kolumn, angivet och räknat.",
    )

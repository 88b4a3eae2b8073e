"""UND: exemptions, each with a reason and an end."""

from collections.abc import Iterator

from handbok.modell import Cell, Fynd, Handbok, KantFel, Tabell, Undantag
from handbok.svenska import datum, nar

# What no author may exempt: a document that cannot be read, internal text in public, and readable small numbers.
ALDRIG = ("META", "PUB", "UND", "SEK001", "SEK002")


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
        for u in text.undantag:
            if u.kod.startswith(ALDRIG):
                yield Fynd(u.plats, f"Regeln {u.kod} går inte att göra undantag från.", "Ta bort undantaget och rätta felet.")
            elif u.till < handbok.datum:
                yield Fynd(u.plats, f"Undantaget från {u.kod} gick ut den {datum(u.till)}, {nar(u.till, handbok.datum)}.",
                           "Rätta felet, eller skriv ett nytt slutdatum med skäl.", stoppar=False)  # fmt: skip


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
    return Fynd(u.plats, f"Undantaget från {u.kod}{vad} används inte.", "Ta bort undantaget, eller rätta kod och gäller.")


def ar_kant(kant: KantFel, tabell: Tabell, fynd: Fynd) -> bool:
    """Whether a finding is the fault that the adopted table declares, with the very values."""
    return (
        fynd.plats.fil == tabell.fil
        and fynd.cell == Cell(tabell.id, kant.rad, kant.kolumn)
        and (fynd.angivet, fynd.raknat) == (kant.angivet.replace(".", ","), kant.raknat.replace(".", ","))
    )


def okant_fel(kant: KantFel, tabell: Tabell, nummer: int) -> Fynd:
    """The finding of a kända_fel that the table does not have (any more)."""
    var = ", ".join(n for n in (kant.rad, kant.kolumn) if n is not None)
    return Fynd(
        tabell.lagen.varde(("kända_fel", nummer)), f"Det kända felet {kant.kod} ({var}) finns inte i tabellen med de värdena.",
        "Ta bort det, eller rätta rad, kolumn, angivet och räknat.",
    )  # fmt: skip

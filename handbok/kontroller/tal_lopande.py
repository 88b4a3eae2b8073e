"""TAL006: figures that a kvalitetsberättelse prints and no table stands behind."""

import re
from collections.abc import Iterator
from decimal import Decimal

from handbok.modell import Fynd, Handbok, Plats, Sida, Tabell
from handbok.modell.grund import Nyckelvag
from handbok.prosa import Punkter
from handbok.siffror.lopande import Lostal, lostal

_I_TEXT = 'Skriv {{ tal("tabell", "rad", "kolumn") }}, eller fast(…) om den inte är statistik.'
_UTAN_MAKRO = "Skriv utan siffran. Står den i en tabell, hämta den i berättelsens text med {{ tal(…) }}."
_TAL = re.compile(r"\d[\d \xa0\u202f]*(?:,\d+)?")


def obunden_siffra(handbok: Handbok) -> Iterator[Fynd]:
    """En siffra i en kvalitetsberättelse kommer inte från en tabell.

    Vad: Siffran är skriven för hand, i texten, i en titel, i en not till en tabell eller i utfallet av ett
    förbättringsområde. Datum, årtal, paragrafer, diarienummer, åldersspann och rubriknummer får skrivas. En not får
    också nämna tal som står i tabellen. Räkneord (två, tolv, hundra) i texten ger en varning.

    Varför: En siffra som är skriven för hand ändras inte när tabellen rättas, och då säger text och tabell olika saker.

    Gör så här: Hämta siffran ur tabellen med ett makro. Är den ingen statistik, skriv fast().

    Fel:
        Under året kom 126 rapporter in.

    Rätt:
        Under året kom {{ tal("lex-sarah-rapporter", "Inkomna", "Antal") }} rapporter in.
    """
    berattade = {sida.period for sida in handbok.sidor} - {None}
    for sida in handbok.sidor:
        if sida.period is not None:
            yield from _pa_sidan(sida)
    for tabell in handbok.tabeller:
        if tabell.periodnamn in berattade:
            yield from _vid_tabellen(tabell)
    for post in handbok.register:
        utfall = post.falt.get("utfall") if post.register == "forbattringsomraden" else None
        if utfall and utfall["period"] in berattade:
            plats = post.lagen.varde((*post.nyckelvag, "utfall", "not"))
            yield from (_siffra(plats, t, _UTAN_MAKRO) for t in lostal(utfall.get("not", "")) if not t.ar_ord)


def _pa_sidan(sida: Sida) -> Iterator[Fynd]:
    i_sidhuvudet = ("titel",) in sida.lagen.nycklar  # else it is a heading of the text
    for funnet in lostal(sida.titel) if i_sidhuvudet else ():
        if not funnet.ar_ord:
            yield _siffra(sida.lagen.varde(("titel",)), funnet, _UTAN_MAKRO)
    punkt = Punkter(sida.text)
    for funnet in lostal(sida.text):
        rad, kolumn = punkt(funnet.plats)
        plats = Plats(sida.fil, rad + sida.textrad - 1, kolumn)
        if funnet.ar_ord:
            yield Fynd(plats, f"Räkneordet {funnet.text} är skrivet för hand.",
                       "Är det statistik, hämta talet med ett makro. Annars kan det stå kvar.",
                       allvar="varning", namn=(funnet.text,))  # fmt: skip
        else:
            yield _siffra(plats, funnet, _I_TEXT)


def _siffra(plats: Plats, funnet: Lostal, gor: str) -> Fynd:
    return Fynd(plats, f"Siffran {funnet.text} kommer inte från en tabell.", gor, namn=(funnet.text,))


def _vid_tabellen(tabell: Tabell) -> Iterator[Fynd]:
    """What is printed above and under a table: it may name the table's own numbers, and those of a declared fault."""
    tal = {c.tal.copy_abs() for rad in tabell.rader.values() for c in rad.values() if c.tal is not None}
    tal = tal.union(*(_varden(text) for fel in tabell.kanda_fel for text in (fel.angivet, fel.raknat)))
    texter: list[tuple[Nyckelvag, str]] = [(("titel",), tabell.titel)]
    texter += [(("noter", namn), text) for namn, text in tabell.noter.items()]
    for nyckel, falt in (("kända_fel", "förklaring"), ("reviderad", "skäl"), ("seriebrott", "skäl")):
        texter += [((nyckel, i, falt), post[falt]) for i, post in enumerate(tabell.relationer.get(nyckel, ()))]
    for vag, text in texter:
        for funnet in lostal(text):
            varden = _varden(funnet.text)
            if not funnet.ar_ord and not (varden and varden <= tal):
                yield _siffra(tabell.lagen.varde(vag), funnet, _UTAN_MAKRO)


def _varden(text: str) -> set[Decimal]:
    return {Decimal("".join(traff.split()).replace(",", ".")) for traff in _TAL.findall(text)}

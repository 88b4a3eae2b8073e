"""TAL: figures and the macros that print them."""

from collections.abc import Iterator
from functools import lru_cache

from handbok.bitar import Sammanhang
from handbok.makron import InteBedombart, Makrofel, svara
from handbok.mallar import las_mall
from handbok.modell import Fynd, Handbok, InteKontrollerat, Plats


@lru_cache(maxsize=1)
def makrosvar(handbok: Handbok) -> tuple[tuple[Plats, Makrofel | InteBedombart], ...]:
    """Every macro call of every text that cannot be answered, with its place."""
    svar: list[tuple[Plats, Makrofel | InteBedombart]] = []
    for text in handbok.texter:
        sammanhang = Sammanhang(handbok, text)
        for anrop in las_mall(text.text)[0]:
            try:
                svara(sammanhang, anrop)
            except (Makrofel, InteBedombart) as fel:
                svar.append((Plats(text.fil, anrop.rad + text.textrad - 1, anrop.kolumn), fel))
    return tuple(svar)


def otillatet_anrop(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Ett makro är skrivet på fel sätt, eller nämner något som inte finns.

    Vad: Mellan {{ och }} får det bara stå ett anrop av ett av handbokens makron med utskrivna argument.
    Tabellen, raden, kolumnen och perioden måste finnas.

    Varför: En siffra som inte kommer från en tabell kan vara fel, och annat än anrop körs aldrig.

    Gör så här: Rätta namnet. Meddelandet föreslår det som liknar mest.

    Fel:
        {{ tal("avvikelser", "Totalt", "Anta") }}

    Rätt:
        {{ tal("avvikelser", "Totalt", "Antal") }}
    """
    for text in handbok.texter:
        for fel in las_mall(text.text)[1]:
            yield Fynd(Plats(text.fil, fel.rad + text.textrad - 1, fel.kolumn), fel.text, fel.gor_sa_har)
    for plats, svar in makrosvar(handbok):
        if isinstance(svar, InteBedombart):
            yield InteKontrollerat(plats.fil, f"makrot på rad {plats.rad}", f"{svar} har fel som måste rättas först.")
        elif svar.slag == "argument":
            yield Fynd(plats, svar.text, svar.gor_sa_har)


def obelagd_tabell(handbok: Handbok) -> Iterator[Fynd]:
    """En tabell saknar källa, period eller beslut om röjande.

    Vad: Bredvid varje CSV-fil ska det finnas en YAML-fil som säger var siffrorna kommer ifrån,
    vilken tid de gäller och hur små tal skyddas.

    Varför: Utan källa kan ingen kontrollera siffran. Utan beslut om röjande kan ett litet tal peka ut en person.

    Gör så här: Lägg till uppgifterna i YAML-filen.

    Fel:
        titel: Klagomål
        enhet: antal

    Rätt:
        titel: Klagomål
        enhet: antal
        period: {från: 2024-01-01, till: 2024-12-31}
        källa: {system: Klagomålsmodulen, uttag: 2025-01-20}
        röjande: {beslut: ingen, motivering: Antal händelser, inte personer}
    """
    yield from (fel.fynd for fel in handbok.lasfel if fel.slag == "obelagd")
    for tabell in handbok.tabeller:
        for nyckel in ("period", "källa", "röjande"):
            if nyckel not in tabell.relationer:
                yield Fynd(Plats(tabell.fil_yaml), f"{nyckel} saknas.", f"Lägg till {nyckel} i {tabell.fil_yaml}.")

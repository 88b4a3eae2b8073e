"""SEK: nothing points at a person."""

from collections.abc import Iterator

from handbok import personuppgifter
from handbok.modell import Cell, Fynd, Handbok, InteKontrollerat, Organisation, Plats
from handbok.prosa import Punkter
from handbok.siffror.kunskap import beslut
from handbok.siffror.rojande import Rojt, granska, lasbara

VAD = {
    "personnummer": "något som ser ut som ett personnummer",
    "namn med födelsetid": "något som ser ut som en persons namn och födelsetid",
    "e-postadress": "en e-postadress som inte hör till en funktion i kommunen",
    "mobilnummer": "ett mobilnummer som inte hör till en funktion i kommunen",
}
GOR = {
    "personnummer": "Ta bort numret. Skriv aldrig personnummer i handboken, inte ens påhittade.",
    "namn med födelsetid": "Ta bort uppgiften. Skriv aldrig om en person så att den går att känna igen.",
    "e-postadress": "Skriv funktionens brevlåda i stället, på samma domän som rollerna i data/organisation.yml.",
    "mobilnummer": "Skriv funktionens nummer i stället. Är det en funktions, lägg till det i data/organisation.yml.",
}
DOLJ_FLER = "Dölj fler tal: kör handbok skydda {} på de oskyddade siffrorna."
# What `skydda` does not do, by decision.
DOLJ = {
    "extern": "Be den som lämnade siffrorna att dölja fler tal, eller ta bort det som avslöjar talet.",
    "ingen": "Får talet synas, skriv ut det. Annars ändra röjande i tabellens YAML-fil och dölj fler tal.",
}


def litet_tal(handbok: Handbok) -> Iterator[Fynd]:
    """Ett litet tal står öppet i en tabell som ska skyddas.

    Vad: Tabellens beslut är undertryck eller avrunda, men ett antal från 1 till under tröskeln går att läsa.

    Varför: Ett litet antal kan peka ut en person. Den som vet något om en av dem får veta resten.

    Gör så här: Kör handbok skydda på de oskyddade siffrorna, och lägg bara in resultatet. Har talet redan sparats i git
    finns det kvar i historiken. Kontakta den som sköter arkivet.

    Fel:
        Enhet;Fall med skada
        Almen;3     # tröskel: 5

    Rätt:
        Enhet;Fall med skada
        Almen;..
    """
    for tabell in handbok.tabeller:
        for rad, kolumn in lasbara(tabell):
            yield Fynd(
                tabell.plats(tabell.rader[rad][kolumn]),
                f"{rad}, {kolumn}: Ett tal under tröskeln {beslut(tabell)[1]} går att läsa.",
                f"Kör handbok skydda {tabell.periodnamn}/{tabell.id}. Har talet sparats i git finns det i historiken.",
                cell=Cell(tabell.id, rad, kolumn),
            )  # fmt: skip


def gar_att_rakna_fram(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Ett skyddat tal går att räkna fram.

    Vad: Summor, andelar, formler eller en annan tabell ger det skyddade talet exakt, eller visar att det är under
    tröskeln. Det gäller också den lilla grupp som en andel nära 100 procent lämnar kvar. Ett tal är skyddat där det
    står .., vad tabellens beslut än är.

    Varför: Ett dolt tal skyddar ingen om läsaren kan räkna ut det.

    Gör så här: Dölj fler tal. Kör handbok skydda på de oskyddade siffrorna, så väljs de åt dig. Döljs mycket är det
    bättre att slå ihop kategorier.

    Fel:
        Enhet;Kvinnor;Män;Totalt
        Almen;..;12;15     # 15 − 12 = 3

    Rätt:
        Enhet;Kvinnor;Män;Totalt
        Almen;..;..;15
    """
    for utfall in granska(handbok):
        if isinstance(utfall, InteKontrollerat):
            yield utfall
            continue
        tabell = handbok.tabell_per_namn[utfall.fraga.ruta[:2]]
        rad, kolumn = utfall.fraga.ruta[2:]
        # The number itself is not repeated: the report is kept and shown too.
        yield Fynd(
            tabell.plats(tabell.rader[rad][kolumn]), f"{rad}, {kolumn}: {_vad(utfall)}",
            DOLJ.get(beslut(tabell)[0], DOLJ_FLER).format(f"{tabell.periodnamn}/{tabell.id}"),
            cell=Cell(tabell.id, rad, kolumn),
        )  # fmt: skip


def _vad(rojt: Rojt) -> str:
    vilka = {
        "cellen": "Det skyddade talet", "delen": "Antalet bakom andelen", "resten": "Antalet som andelen inte omfattar",
    }[rojt.fraga.slag]  # fmt: skip
    hur = "går att räkna fram" if rojt.varde is not None else f"syns vara under tröskeln {rojt.fraga.troskel}"
    return f"{vilka} {hur}."


def personuppgift(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Texten innehåller en personuppgift.

    Vad: Ett personnummer eller samordningsnummer, ett namn med födelsetid, en e-postadress utanför kommunens
    funktioner, eller ett mobilnummer som inte står i data/organisation.yml. Allt du skriver söks igenom: text,
    sidhuvud, tabeller, register och organisation.

    Varför: Handboken publiceras och sparas för alltid i historiken. En uppgift om en person går inte att ta tillbaka.

    Gör så här: Ta bort uppgiften innan du sparar. Har den redan sparats, kontakta den som sköter arkivet: den måste
    bort ur historiken också.

    Fel:
        Ring Anna på 070-174 06 05.

    Rätt:
        Ring enhetschefen på 0999-100 20.
    """
    domaner, nummer = _funktionernas(handbok.organisation)
    for plats, text in _texter(handbok):
        punkt = Punkter(text)
        for uppgift in personuppgifter.hitta(text, domaner, nummer):
            if handbok.organisation is None and uppgift.slag in ("e-postadress", "mobilnummer"):
                yield InteKontrollerat(plats.fil, "adresser och nummer", "data/organisation.yml går inte att läsa.")
                continue
            rad, kolumn = punkt(uppgift.plats)
            stalle = Plats(plats.fil, plats.rad + rad - 1, kolumn if rad > 1 else plats.kolumn + kolumn - 1)
            # The finding does not repeat the data: the report is kept and shown too.
            yield Fynd(stalle, f"Här står {VAD[uppgift.slag]}.", GOR[uppgift.slag], namn=(uppgift.slag,))


def _funktionernas(org: Organisation | None) -> tuple[frozenset[str], frozenset[str]]:
    """The domains and telephone numbers of the municipality and its roles."""
    roller = org.roller.values() if org else ()
    brevlador = (org.e_post if org else None, *(r.e_post for r in roller))
    domaner = frozenset(b.rsplit("@", 1)[1].casefold() for b in brevlador if b)
    return domaner, frozenset(personuppgifter.siffror(r.telefon) for r in roller if r.telefon)


def _texter(handbok: Handbok) -> Iterator[tuple[Plats, str]]:
    """Every text that an author has written, with where it begins."""
    for text in handbok.texter:
        yield Plats(text.fil, text.textrad), text.text
    for tabell in handbok.tabeller:
        yield from ((Plats(tabell.fil, 1, i), k.namn) for i, k in enumerate(tabell.kolumner, 2))
        for rad, celler in tabell.rader.items():
            # An amount may have as many digits as a personnummer; how many of something there are does not.
            yield from ((tabell.plats(c), c.text) for c in celler.values() if c.enhet != "kronor")
            forsta = next(iter(celler.values()), None)
            yield Plats(tabell.fil, forsta.rad if forsta else 1), rad
    org = [handbok.organisation] if handbok.organisation else []
    filer = {x.lagen.fil: x.lagen for x in (*handbok.texter, *handbok.tabeller, *handbok.register, *org)}
    for lagen in filer.values():
        yield from ((lagen.varde(vag), t) for vag, t in lagen.texter.items())

"""SEK: nothing points at a person."""

from collections.abc import Callable, Iterator

from handbok import personuppgifter
from handbok.modell import Dokument, Fynd, Handbok, InteKontrollerat, Organisation, Plats, Sida
from handbok.modell.grund import Nyckelvag
from handbok.prosa import Punkter

VAD = {
    "personnummer": "något som ser ut som ett personnummer",
    "e-postadress": "en e-postadress som inte hör till en funktion i kommunen",
    "mobilnummer": "ett mobilnummer som inte hör till en funktion i kommunen",
}
GOR = {
    "personnummer": "Ta bort numret. Skriv aldrig personnummer i handboken, inte ens påhittade.",
    "e-postadress": "Skriv funktionens brevlåda i stället, på samma domän som rollerna i data/organisation.yml.",
    "mobilnummer": "Skriv funktionens nummer i stället. Är det en funktions, lägg till det i data/organisation.yml.",
}


def personuppgift(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Texten innehåller en personuppgift.

    Vad: Ett personnummer eller samordningsnummer, en e-postadress utanför kommunens funktioner, eller ett mobilnummer
    som inte står i data/organisation.yml.

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
            if handbok.organisation is None and uppgift.slag != "personnummer":
                yield InteKontrollerat(plats.fil, "adresser och nummer", "data/organisation.yml går inte att läsa.")
                continue
            rad, kolumn = punkt(uppgift.plats)
            stalle = Plats(plats.fil, plats.rad + rad - 1, kolumn if rad > 1 else plats.kolumn + kolumn - 1)
            # The finding does not repeat the data: the report is kept and shown too.
            yield Fynd(stalle, f"Här står {VAD[uppgift.slag]}.", GOR[uppgift.slag], namn=(uppgift.slag,))


def _funktionernas(org: Organisation | None) -> tuple[frozenset[str], frozenset[str]]:
    """The domains and telephone numbers of the roles."""
    roller = org.roller.values() if org else ()
    domaner = frozenset(r.e_post.rsplit("@", 1)[1].casefold() for r in roller if r.e_post)
    return domaner, frozenset(personuppgifter.siffror(r.telefon) for r in roller if r.telefon)


def _texter(handbok: Handbok) -> Iterator[tuple[Plats, str]]:
    """Every text that an author has written, with where it begins."""
    for text in handbok.texter:
        yield Plats(text.fil, text.textrad), text.text
        yield from ((text.lagen.varde(vag), t) for vag, t in _i_sidhuvud(text))
    for dok in handbok.dokument:
        yield from ((dok.plats(*vag), t) for vag, t in _i_dokumenthuvud(dok))
    for tabell in handbok.tabeller:
        yield from ((Plats(tabell.fil, 1, i), k.namn) for i, k in enumerate(tabell.kolumner, 2))
        for rad, celler in tabell.rader.items():
            yield from ((tabell.plats(c), c.text) for c in celler.values() if c.enhet == "text")
            forsta = next(iter(celler.values()), None)
            yield Plats(tabell.fil, forsta.rad if forsta else 1), rad
        yield from _i_post(tabell.relationer, (), tabell.lagen.varde)
    for post in handbok.register:
        yield from _i_post(post.falt, post.nyckelvag, post.lagen.varde)


def _i_sidhuvud(text: Dokument | Sida) -> Iterator[tuple[Nyckelvag, str]]:
    if ("titel",) in text.lagen.varden:  # else it is a heading of the text
        yield ("titel",), text.titel
    yield from ((("sökord", i), o) for i, o in enumerate(text.sokord))
    yield from ((("undantag", i, "skäl"), u.skal) for i, u in enumerate(text.undantag) if u.rader is None)


def _i_dokumenthuvud(dok: Dokument) -> Iterator[tuple[Nyckelvag, str]]:
    yield from ((("ändringar", i, "vad"), a.vad) for i, a in enumerate(dok.andringar))
    if dok.remiss:
        yield from ((("remiss", "svar", i, "text"), s.text) for i, s in enumerate(dok.remiss.svar))
    for nyckel, text in (
        ("syfte", dok.process and dok.process.syfte), ("resultat", dok.process and dok.process.resultat),
        ("startar_när", dok.process and dok.process.startar_nar), ("skäl_upphävd", dok.skal_upphavd),
    ):  # fmt: skip
        if text:
            yield (nyckel,), text
    for i, aktivitet in enumerate(dok.process.aktiviteter if dok.process else ()):
        yield ("aktiviteter", i, "namn"), aktivitet.namn
        yield ("aktiviteter", i, "rutin_behövs_inte"), aktivitet.rutin_behovs_inte or ""
        yield from ((("aktiviteter", i, "sedan", j, "när"), s.nar or "") for j, s in enumerate(aktivitet.sedan))
        yield from ((("aktiviteter", i, "samverkan", j), s) for j, s in enumerate(aktivitet.samverkan))


def _i_post(falt: object, vag: Nyckelvag, plats: Callable[[Nyckelvag], Plats]) -> Iterator[tuple[Plats, str]]:
    if isinstance(falt, str):
        yield plats(vag), falt
    elif isinstance(falt, dict):
        for nyckel, varde in falt.items():
            yield from _i_post(varde, (*vag, nyckel), plats)
    elif isinstance(falt, list):
        for i, varde in enumerate(falt):
            yield from _i_post(varde, (*vag, i), plats)

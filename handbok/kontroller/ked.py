"""KED: do the loops close? Risks, egenkontroller, åtgärder and what a report promised."""

import re
from collections.abc import Iterator
from datetime import date

from handbok import perioder
from handbok.inlasning.dokument import berattelseperiod
from handbok.modell import Dokument, Fynd, Handbok, InteKontrollerat, Plats, Registerpost
from handbok.svenska import antal, datum, manader_senare


def _poster(handbok: Handbok, register: str) -> Iterator[Registerpost]:
    return (p for p in handbok.register if p.register == register)


def _plats(post: Registerpost, *vag: str | int) -> Plats:
    return post.lagen.varde((*post.nyckelvag, *vag))


def _sen(dag: date, handbok: Handbok) -> str:
    return antal((handbok.datum - dag).days, "dag", "dagar")


def atgard_forsenad(handbok: Handbok) -> Iterator[Fynd]:
    """En åtgärd är försenad.

    Vad: Dagen i klart_senast har passerat och åtgärden är inte genomförd.

    Varför: Det som gick fel kan hända igen så länge åtgärden inte är gjord.

    Gör så här: Genomför åtgärden och ändra status, eller skriv ett nytt datum med skäl i ändringens beskrivning.

    Fel:
        {klart_senast: 2026-06-30, status: pågår}

    Rätt:
        {klart_senast: 2026-06-30, status: genomförd}
    """
    for post in _poster(handbok, "atgarder"):
        sist = post.falt["klart_senast"]
        if post.falt["status"] in ("planerad", "pågår") and sist < handbok.datum:
            text = f"Åtgärden {post.id} skulle ha varit klar för {_sen(sist, handbok)} sedan."
            gor = "Genomför åtgärden och ändra status, eller skriv ett nytt datum."
            yield Fynd(_plats(post, "klart_senast"), text, gor, namn=(str(post.id),))


def atgard_utan_effekt(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """En åtgärd är stängd utan att kedjan är sluten.

    Vad: Åtgärden är stängd utan bedömd effekt, eller innan den nya versionen av dokumentet gäller, eller så har
    dagen för uppföljning passerat utan bedömning.

    Varför: En åtgärd som ingen har följt upp kan vara verkningslös.

    Gör så här: Bedöm effekten (god, delvis, ingen) och skriv den i effekt. Stäng först när den nya versionen gäller.

    Fel:
        {status: stängd}

    Rätt:
        {status: stängd, effekt: {följs_upp: 2026-10-01, bedömning: god}}
    """
    for post in _poster(handbok, "atgarder"):
        effekt = post.falt.get("effekt", {})
        stangd = post.falt["status"] == "stängd"
        namn = (str(post.id),)
        if stangd and "bedömning" not in effekt:
            yield Fynd(_plats(post, "status"), f"Åtgärden {post.id} är stängd utan att effekten är bedömd.",
                       "Skriv effekt med bedömning: god, delvis eller ingen.", namn=namn)  # fmt: skip
        elif "bedömning" not in effekt and "följs_upp" in effekt and effekt["följs_upp"] < handbok.datum:
            sedan = _sen(effekt["följs_upp"], handbok)
            yield Fynd(_plats(post, "effekt", "följs_upp"),
                       f"Effekten av åtgärden {post.id} skulle ha följts upp för {sedan} sedan.",
                       "Följ upp och skriv bedömning: god, delvis eller ingen.", namn=namn)  # fmt: skip
        if stangd:
            yield from _stangd_for_tidigt(handbok, post)


def _stangd_for_tidigt(handbok: Handbok, post: Registerpost) -> Iterator[Fynd | InteKontrollerat]:
    for i, andring in enumerate(post.falt.get("ändrar", ())):
        dok, vantad = handbok.hitta(andring["dokument"]), andring.get("version")
        if andring["dokument"] in handbok.trasiga:
            yield InteKontrollerat(post.lagen.fil, f"åtgärden {post.id}", f"{andring['dokument']} har fel.")
        elif dok and (galler := _har_gallt(handbok, dok, vantad)) is None:
            yield InteKontrollerat(post.lagen.fil, f"åtgärden {post.id}", f"Historiken för {dok.titel} är inte känd.")
        elif dok and not galler:
            version = f"version {vantad} av {dok.titel}" if vantad else dok.titel
            text = f"Åtgärden {post.id} är stängd, men {version} gäller inte."
            gor = "Vänta med att stänga tills den nya versionen gäller."
            yield Fynd(_plats(post, "ändrar", i), text, gor, namn=(str(post.id), dok.id))


def _har_gallt(handbok: Handbok, dok: Dokument, vantad: str | None) -> bool | None:
    """Whether that version, or a later one, is or has been in force; None where history does not say."""
    lage, tidigare = dok.lage(handbok.datum), handbok.tidigare.get(dok.id)
    if lage == "beslutad":
        if tidigare is None or tidigare.okant_for_att:
            return None
        return tidigare.dokument is not None and _racker(tidigare.dokument, vantad)
    return lage not in ("utkast", "remiss") and _racker(dok, vantad)


def _racker(dok: Dokument, vantad: str | None) -> bool:
    return not vantad or not dok.version or _version(dok.version) >= _version(vantad)


def _version(text: str | None) -> tuple[int, ...]:
    """`2.10` -> (2, 10); 2 and 2.0 are one version."""
    return tuple(map(int, re.findall(r"\d+", re.sub(r"(?:\.0+)+$", "", text or ""))))


def lofte_utan_utfall(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Ett förbättringsområde saknar utfall.

    Vad: En senare kvalitetsberättelse finns, men den svarar inte på vad det blev av förbättringsområdet.

    Varför: Det som lovades ett år ska redovisas nästa år. Annars upprepas samma löften.

    Gör så här: Skriv utfall med period och bedömning: uppnått, delvis, ej eller ej_mätt.

    Fel:
        {id: fo-2024-riskanalys, period: 2024}

    Rätt:
        {id: fo-2024-riskanalys, period: 2024, utfall: {period: 2025, bedömning: delvis}}
    """
    trasiga = {period for fil in handbok.trasiga.values() if (period := berattelseperiod(fil))}
    for post in _poster(handbok, "forbattringsomraden"):
        if "utfall" in post.falt:
            continue
        slut = perioder.slut(post.falt["period"])
        if senare := sorted(p for p in handbok.berattelser if perioder.slut(p) > slut):
            text = f"Förbättringsområdet {post.id} har inget utfall, fast berättelsen för {senare[0]} finns."
            yield Fynd(_plats(post), text, "Skriv utfall med period och bedömning.", namn=(str(post.id),))
        elif any(perioder.slut(p) > slut for p in trasiga):
            varfor = "En senare kvalitetsberättelse har fel som måste rättas först."
            yield InteKontrollerat(post.lagen.fil, f"förbättringsområdet {post.id}", varfor)


def risk_utan_svar(handbok: Handbok) -> Iterator[Fynd]:
    """En stor risk har ingen åtgärd eller egenkontroll.

    Vad: Sannolikhet gånger konsekvens når gränsen i data/organisation.yml, men risken har varken åtgärd eller
    egenkontroll.

    Varför: En känd stor risk som ingen gör något åt kan bli en skada.

    Gör så här: Lägg till en åtgärd eller egenkontroll.

    Fel:
        {sannolikhet: 4, konsekvens: 4, åtgärder: []}

    Rätt:
        {sannolikhet: 4, konsekvens: 4, åtgärder: [atg-nattbemanning]}
    """
    grans = handbok.organisation.prioriterad_risk if handbok.organisation else None
    if grans is None:
        return
    for post in _poster(handbok, "risker"):
        varde = post.falt["sannolikhet"] * post.falt["konsekvens"]
        if varde >= grans and not post.falt.get("åtgärder") and not post.falt.get("egenkontroller"):
            text = f"Risken {post.id} har värdet {varde} (gränsen är {grans}) men ingen åtgärd eller egenkontroll."
            yield Fynd(_plats(post), text, "Lägg till en åtgärd eller egenkontroll.", namn=(str(post.id),))


def egenkontroll_forsenad(handbok: Handbok) -> Iterator[Fynd]:
    """En egenkontroll är försenad.

    Vad: Tiden sedan senaste utfall är längre än intervallet.

    Varför: Egenkontroll ska göras med den frekvens som behövs (SOSFS 2011:9 5 kap. 2 §).

    Gör så här: Gör egenkontrollen och skriv utfallet.

    Fel:
        {intervall_månader: 6, utfall: [{datum: 2026-01-10, resultat: godkänd}]}

    Rätt:
        {intervall_månader: 6, utfall: [{datum: 2026-10-10, resultat: godkänd}]}
    """
    for post in _poster(handbok, "egenkontroller"):
        gjorda = (u["datum"] for u in post.falt.get("utfall", ()) if u["datum"] <= handbok.datum)
        senast = max(gjorda, default=post.falt["från"])
        sist = manader_senare(senast, post.falt["intervall_månader"])
        if sist < handbok.datum:
            sen = f"senast den {datum(sist)}, för {_sen(sist, handbok)} sedan"
            text = f"Egenkontrollen {post.id} skulle ha gjorts {sen}."
            yield Fynd(_plats(post), text, "Gör egenkontrollen och skriv utfallet.", namn=(str(post.id),))

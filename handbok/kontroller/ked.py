"""KED: do the loops close? Risks, egenkontroller, åtgärder and what a report promised."""

from collections.abc import Iterator
from datetime import date

from handbok import registerrader
from handbok.modell import Fynd, Handbok, InteKontrollerat, Plats, Registerpost
from handbok.registerrader import Atgard
from handbok.svenska import antal, datum


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
    for atgard in registerrader.atgarder(handbok):
        post = atgard.post
        if atgard.forsenad:
            text = f"Åtgärden {post.id} skulle ha varit klar för {_sen(post.falt['klart_senast'], handbok)} sedan."
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
    for atgard in registerrader.atgarder(handbok):
        post, namn = atgard.post, (str(atgard.post.id),)
        if atgard.stangd and atgard.effekt != "bedömd":
            yield Fynd(_plats(post, "status"), f"Åtgärden {post.id} är stängd utan att effekten är bedömd.",
                       "Skriv effekt med bedömning: god, delvis eller ingen.", namn=namn)  # fmt: skip
        elif atgard.effekt == "försenad":
            sedan = _sen(post.falt["effekt"]["följs_upp"], handbok)
            yield Fynd(_plats(post, "effekt", "följs_upp"),
                       f"Effekten av åtgärden {post.id} skulle ha följts upp för {sedan} sedan.",
                       "Följ upp och skriv bedömning: god, delvis eller ingen.", namn=namn)  # fmt: skip
        if atgard.stangd:
            yield from _stangd_for_tidigt(handbok, atgard)


def _stangd_for_tidigt(handbok: Handbok, atgard: Atgard) -> Iterator[Fynd | InteKontrollerat]:
    post = atgard.post
    for i, andrat in enumerate(atgard.andrar):
        dok = andrat.dokument
        if andrat.id in handbok.trasiga:
            yield InteKontrollerat(post.lagen.fil, f"åtgärden {post.id}", f"{andrat.id} har fel.")
        elif dok and andrat.galler is None:
            yield InteKontrollerat(post.lagen.fil, f"åtgärden {post.id}", f"Historiken för {dok.titel} är inte känd.")
        elif dok and not andrat.galler:
            version = f"version {andrat.version} av {dok.titel}" if andrat.version else dok.titel
            text = f"Åtgärden {post.id} är stängd, men {version} gäller inte."
            gor = "Vänta med att stänga tills den nya versionen gäller."
            yield Fynd(_plats(post, "ändrar", i), text, gor, namn=(str(post.id), dok.id))


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
    for lofte in registerrader.loften(handbok):
        post = lofte.post
        if lofte.obesvarat:
            text = f"Förbättringsområdet {post.id} har inget utfall, fast berättelsen för {lofte.svar_i} finns."
            yield Fynd(_plats(post), text, "Skriv utfall med period och bedömning.", namn=(str(post.id),))
        elif lofte.obesvarat is None:
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
    for risk in registerrader.risker(handbok):
        if risk.obesvarad and handbok.organisation:
            post, grans = risk.post, handbok.organisation.prioriterad_risk
            text = f"Risken {post.id} har värdet {risk.varde} (gränsen är {grans}) men ingen åtgärd eller egenkontroll."
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
    for kontroll in registerrader.egenkontroller(handbok):
        if kontroll.forsenad:
            post, sist = kontroll.post, kontroll.sist
            sen = f"senast den {datum(sist)}, för {_sen(sist, handbok)} sedan"
            text = f"Egenkontrollen {post.id} skulle ha gjorts {sen}."
            yield Fynd(_plats(post), text, "Gör egenkontrollen och skriv utfallet.", namn=(str(post.id),))

"""The registers as HTML: one card per entry that says what it is, who answers, when, and whether the loop is closed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from markupsafe import Markup

from handbok import adresser, registerrader
from handbok.bilder import riskmatris
from handbok.bitar import Sammanhang, doklank, fakta, tabellruta
from handbok.loften import UTFALL
from handbok.modell import Registerpost
from handbok.registerrader import Andrat, Atgard, Avtal, Egenkontroll, Lofte, Risk, ansvarig
from handbok.svenska import antal, datum, intervall, nar, och, sorteringsnyckel
from handbok.urval import visade

SLAGNAMN = {"avvikelse": "Avvikelse", "risk": "Risk", "egenkontroll": "Egenkontroll", "klagomål": "Klagomål",
            "lex-sarah": "Lex Sarah", "avtalsuppföljning": "Avtalsuppföljning", "tillsyn": "Tillsyn",
            "förbättringsområde": "Förbättringsområde"}  # fmt: skip
RESULTATNAMN = {"godkänd": "godkänd", "delvis": "delvis godkänd", "ej": "inte godkänd"}
EFFEKTNAMN = {"god": "God", "delvis": "Delvis", "ingen": "Ingen"}
UTFALLSNAMN = {namn: ord_ for namn, (_, ord_) in UTFALL.items()}
PLANNAMN = {"ej_inlämnad": "inte inlämnad", "pågår": "pågår", "godkänd": "godkänd"}
TRENDNAMN = {"bättre": "Bättre än förra gången", "sämre": "Sämre än förra gången", "oförändrat": "Som förra gången"}
Fakta = Iterable[tuple[str, str | Markup | None]]


def kort(s: Sammanhang, post: Registerpost | None, titel: str | Markup, rader: Fakta, marke: str = "") -> Markup:
    """An entry with its facts. On its register's own page it carries the anchor that others link to."""
    vems = Markup("")
    if post and post.id:
        vems = Markup(' {}="post-{}"').format("id" if s.text.fil == _sida(post) else "data-post", post.id)
    return Markup('<li{}><strong>{}</strong>{}<dl class="fakta">{}</dl></li>').format(
        vems, titel,
        Markup(' <span class="marke">{}</span>').format(marke) if marke else "", fakta(rader),
    )  # fmt: skip


def lista(s: Sammanhang, kort_: Sequence[Markup], visas: int, alla: int, ord_: tuple[str, str]) -> Markup:
    """The cards, after the day they were true; and where some entries are not for the public, that they exist."""
    vad = antal(alla, *ord_) if alla else f"inga {ord_[1]}"
    dolda = f" {antal(visas, 'visas', 'visas')} här. Övriga är interna." if visas < alla else ""
    laget = Markup('<p class="laget-den">Läget den {}: {}.{}</p>').format(datum(s.dag), vad, dolda)
    return laget + (Markup('<ul class="poster">{}</ul>').format(Markup("").join(kort_)) if kort_ else Markup(""))


def _sida(post: Registerpost) -> str:
    return f"docs/register/{post.register}.md"


def postlank(s: Sammanhang, post: Registerpost, titel: str | None = None) -> Markup:
    """An entry by its words, linked where its register has a page that the reader of this build may see."""
    ord_ = titel or post.falt.get("vad") or post.falt.get("beskrivning") or post.id
    if s.text.publik or _sida(post) not in s.handbok.text_per_fil:
        return Markup.escape(ord_)
    ankare = f"post-{post.id}" if post.id else ""
    return Markup('<a href="{}">{}</a>').format(adresser.lank(s.text.fil, _sida(post), ankare), ord_)


def _poster(s: Sammanhang, poster: Iterable[Registerpost]) -> Markup:
    return Markup("; ").join(postlank(s, p) for p in visade(poster, s.text, s.handbok))


def _process(s: Sammanhang, post: Registerpost) -> Markup | None:
    dok = s.handbok.hitta(post.falt["process"]) if "process" in post.falt else None
    return doklank(s, dok) if dok else None


def slutdag(s: Sammanhang, dag: date, ska: str, skulle: str) -> str | Markup:
    """`Klar senast den 31 januari 2027 (om 70 dagar).`, loud and in the past tense where the day has passed."""
    nar_ = f"den {datum(dag)} ({nar(dag, s.dag)})."
    if dag >= s.dag:
        return f"{ska} {nar_}"
    return Markup('<span class="sen">{} {}</span>').format(skulle, nar_)


def _med_not(text: str, falt: Mapping[str, object]) -> str:
    return f"{text}. {str(falt['not']).rstrip('.')}." if "not" in falt else f"{text}."


def riskkort(s: Sammanhang, risk: Risk) -> Markup:
    """A risk: its value, and what is done about it."""
    falt = risk.post.falt
    svar = [("Åtgärder", _poster(s, risk.atgarder)), ("Egenkontroller", _poster(s, risk.egenkontroller))]
    if risk.obesvarad:
        svar = [("Åtgärder", Markup('<span class="sen">Varken åtgärd eller egenkontroll.</span>'))]
    rader: Fakta = [
        ("Riskvärde", f"{risk.varde} (sannolikhet {falt['sannolikhet']}, konsekvens {falt['konsekvens']})"),
        ("Process", _process(s, risk.post)), ("Ansvarig", ansvarig(s.handbok, risk.post, s.dag)),
        ("Bedömd", f"den {datum(falt['datum'])}"), *svar, ("Not", falt.get("not")),
    ]  # fmt: skip
    return kort(s, risk.post, falt["beskrivning"], rader, "Prioriterad" if risk.prioriterad else "")


def kontrollkort(s: Sammanhang, kontroll: Egenkontroll) -> Markup:
    """An egenkontroll: the plan, when it is due, every outcome, and the trend."""
    falt, manader = kontroll.post.falt, kontroll.post.falt["intervall_månader"]
    utfall = [
        Markup("{}: {}").format(datum(u["datum"]), _med_not(RESULTATNAMN[u["resultat"]], u))
        for u in reversed(kontroll.utfall)
    ]
    rader: Fakta = [
        ("Så görs den", falt.get("hur")), ("Process", _process(s, kontroll.post)),
        ("Ansvarig", ansvarig(s.handbok, kontroll.post, s.dag)),
        ("Hur ofta", f"Minst {intervall(manader)}"),
        ("Nästa", slutdag(s, kontroll.sist, "Ska göras senast", "Skulle ha gjorts senast")),
        ("Utfall", _rader(utfall) or "Inget utfall än."),
        ("Utveckling", TRENDNAMN[kontroll.trend] if kontroll.trend else None),
    ]  # fmt: skip
    return kort(s, kontroll.post, falt["vad"], rader, "Försenad" if kontroll.forsenad else "")


def _rader(rader: Sequence[Markup]) -> Markup:
    if not rader:
        return Markup("")
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(r) for r in rader))


def atgardskort(s: Sammanhang, atgard: Atgard) -> Markup:
    """An åtgärd as a chain: where it comes from, what is done, which document changes, what came of it."""
    falt = atgard.post.falt
    status = f"{falt['status'].capitalize()}."
    klar: str | Markup = f"Den {datum(falt['klart_senast'])}."
    if falt["status"] in ("planerad", "pågår"):
        klar = slutdag(s, falt["klart_senast"], "Klar senast", "Skulle ha varit klar senast")
    andrar = [_andrat(s, a) for a in atgard.andrar if a.dokument]
    rader: Fakta = [
        ("Kommer från", _kalla(s, atgard.post)), ("Ansvarig", ansvarig(s.handbok, atgard.post, s.dag)),
        ("Läge", status), ("Slutdag", klar), ("Ändrar", _rader(andrar)), ("Effekt", _effekt(s, atgard)),
    ]  # fmt: skip
    return kort(s, atgard.post, falt["vad"], rader, "Försenad" if atgard.forsenad else "")


def _kalla(s: Sammanhang, post: Registerpost) -> Markup:
    slag, fran = SLAGNAMN[post.falt["källa"]["slag"]], registerrader.kalla(s.handbok, post)
    if fran and not visade([fran], s.text, s.handbok):
        return Markup.escape(slag)
    vilken = postlank(s, fran) if fran else Markup.escape(post.falt["källa"].get("ref", ""))
    return Markup("{}{}{}").format(slag, ": " if vilken else "", vilken)


def _andrat(s: Sammanhang, andrat: Andrat) -> Markup:
    lank = doklank(s, andrat.dokument) if andrat.dokument else Markup.escape(andrat.id)
    vilken = f"version {andrat.version}" if andrat.version else "ändringen"
    laget = {True: f"{vilken} gäller", False: f"{vilken} gäller inte ännu", None: f"{vilken}: inte kontrollerat"}
    return Markup("{} ({})").format(lank, laget[andrat.galler])


def _effekt(s: Sammanhang, atgard: Atgard) -> str | Markup:
    effekt = atgard.post.falt.get("effekt", {})
    if atgard.effekt == "bedömd":
        return _med_not(EFFEKTNAMN[effekt["bedömning"]], effekt)
    if atgard.effekt == "inte planerad":
        stangd = Markup('<span class="sen">Stängd utan bedömd effekt.</span>')
        return stangd if atgard.stangd else "Ingen uppföljning är bestämd."
    return slutdag(s, effekt["följs_upp"], "Följs upp senast", "Skulle ha följts upp senast")


def lofteskort(s: Sammanhang, lofte: Lofte) -> Markup:
    """A förbättringsområde: what was promised for which period, and what a later report says came of it."""
    falt = lofte.post.falt
    rader: Fakta = [
        ("Lovat i", _berattelse(s, falt["period"])), ("Ansvarig", ansvarig(s.handbok, lofte.post, s.dag)),
        ("Effektmått", falt.get("effektmått")), ("Utfall", _utfall(s, lofte)),
    ]  # fmt: skip
    return kort(s, lofte.post, falt["vad"], rader, "Obesvarat" if lofte.obesvarat else "")


def _berattelse(s: Sammanhang, period: str) -> Markup:
    text = f"kvalitetsberättelsen {period}"
    sida = next((x for x in s.handbok.sidor if x.berattelse and x.period == period), None)
    if sida is None:
        return Markup.escape(text)
    return Markup('<a href="{}">{}</a>').format(adresser.lank(s.text.fil, sida.fil), text)


def _utfall(s: Sammanhang, lofte: Lofte) -> str | Markup:
    if utfall := lofte.post.falt.get("utfall"):
        text = _med_not(UTFALLSNAMN[utfall["bedömning"]], utfall)
        return Markup("{} Se {}.").format(text, _berattelse(s, utfall["period"]))
    if lofte.obesvarat is None:
        return "Inte kontrollerat: en senare kvalitetsberättelse har fel."
    if lofte.obesvarat:
        return Markup('<span class="sen">Inget utfall, fast kvalitetsberättelsen {} finns.</span>').format(lofte.svar_i)
    return "Ska besvaras i nästa kvalitetsberättelse."


def matris(s: Sammanhang, risker: Sequence[Risk]) -> Markup:
    """The picture of the risks, and beside it the same risks in words."""
    org = s.handbok.organisation
    bild = riskmatris.matris("riskmatris", risker, org.prioriterad_risk if org else None)
    text = f"Så många risker finns i varje ruta den {datum(s.dag)}. Det lilla talet är riskvärdet."
    synliga = {id(p) for p in visade((r.post for r in risker), s.text, s.handbok)}
    prioriterad = Markup(" <strong>Prioriterad.</strong>")
    punkter = [
        Markup("{}: {}{}").format(r.varde, postlank(s, r.post), prioriterad if r.prioriterad else "")
        for r in risker if id(r.post) in synliga
    ]  # fmt: skip
    figur = Markup('<figure class="bildruta">{}<figcaption>{}</figcaption></figure>').format(bild, text)
    return figur + _rader(punkter)


def planunderlag(s: Sammanhang, risker: Sequence[Risk]) -> Markup:
    """The prioritised risks as they stand: what a nämnd chooses from for its plan for internal control
    (kommunallagen 2017:725, 6 kap. 6 §)."""
    forsta = {k.post.id: k.sist for k in registerrader.egenkontroller(s.handbok, s.dag)}
    rader: list[list[Markup | str]] = [
        [
            risk.post.falt["beskrivning"], str(risk.varde), ansvarig(s.handbok, risk.post, s.dag),
            _rader([Markup("{}, senast den {}").format(postlank(s, k), datum(forsta[k.id]))
                    for k in visade(risk.egenkontroller, s.text, s.handbok)]) or "–",
            _rader([Markup("{}, {}").format(postlank(s, a), _klar(a))
                    for a in visade(risk.atgarder, s.text, s.handbok)]) or "–",
        ]
        for risk in risker
    ]  # fmt: skip
    if not rader:
        return Markup('<p class="tomt">Ingen risk är prioriterad.</p>')
    laget = Markup('<p class="laget-den">Läget den {}.</p>').format(datum(s.dag))
    huvud = ["Risk", "Riskvärde", "Ansvarig", "Kontroll", "Åtgärd"]
    return laget + tabellruta("Underlag till planen för intern kontroll", huvud, rader)


def _klar(atgard: Registerpost) -> str:
    if atgard.falt["status"] in ("genomförd", "stängd"):
        return str(atgard.falt["status"])
    return f"klar senast den {datum(atgard.falt['klart_senast'])}"


def avtalstabell(avtal: Sequence[Avtal]) -> Markup:
    """How many of how many, each year; the last column what is still reported back."""
    rader: list[list[Markup | str]] = []
    for ar, grupp in groupby(avtal, key=lambda a: a.post.falt["år"]):
        arets = list(grupp)
        per = [sum(a.post.falt["bedömning"] == b for a in arets) for b in RESULTATNAMN]
        godkanda_planer = sum(a.plan == "godkänd" for a in arets)
        rader.append([str(ar), *map(str, (len(arets), *per, godkanda_planer, sum(a.oppen for a in arets)))])
    if not rader:
        return Markup('<p class="tomt">Inga uppföljningar.</p>')
    huvud = ["År", "Uppföljda", "Godkända", "Delvis godkända", "Inte godkända", "Godkända planer", "Kvar att godkänna"]
    return tabellruta("Uppföljda avtalsområden per år", huvud, rader)


def avtalslista(s: Sammanhang, avtal: Sequence[Avtal], alla: int) -> Markup:
    """One card per avtalsområde, with every year's follow-up in it, the latest first."""
    ordnade = sorted(avtal, key=lambda a: (sorteringsnyckel(a.post.falt["område"]), -a.post.falt["år"]))
    kort_ = []
    for omrade, grupp in groupby(ordnade, key=lambda a: a.post.falt["område"]):
        ar = list(grupp)
        rader: Fakta = [
            ("Avtalsform", och(dict.fromkeys(a.post.falt["avtalsform"] for a in ar))),
            *((str(a.post.falt["år"]), _avtalsar(a)) for a in ar),
        ]  # fmt: skip
        kort_.append(kort(s, None, omrade, rader, "Rapporteras tillbaka" if any(a.oppen for a in ar) else ""))
    return lista(s, kort_, len(avtal), alla, ("uppföljning", "uppföljningar"))


def _avtalsar(avtal: Avtal) -> str:
    falt = avtal.post.falt
    text = _med_not(RESULTATNAMN[falt["bedömning"]].capitalize(), falt)
    plan = falt.get("åtgärdsplan")
    if plan is None:
        return text if falt["bedömning"] == "godkänd" else f"{text} Det finns ingen åtgärdsplan."
    uppfoljd = f", uppföljd den {datum(plan['uppföljd'])}" if "uppföljd" in plan else ""
    return f"{text} Åtgärdsplan: {_med_not(PLANNAMN[plan['status']] + uppfoljd, plan)}"

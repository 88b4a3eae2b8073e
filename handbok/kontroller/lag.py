"""LAG: is each cited act and paragraph real and in force?"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from handbok.forekomster import Citerande, Forekomst, berattelse, forekomster, utan_berattelse
from handbok.konkordans import efterfoljare
from handbok.lagrum import namn
from handbok.modell import Dokument, Forfattning, Fynd, Handbok, InteKontrollerat, Lagrum
from handbok.svenska import antal, datum, menade_du, nar

FORVARNING_DAGAR = 90
REGISTER_HOGST_DAGAR = 180

def _obedomda(handbok: Handbok) -> Iterator[InteKontrollerat]:
    for text in handbok.texter:
        if utan_berattelse(handbok, text):
            varfor = "Kvalitetsberättelsens första sida saknas eller har fel."
            yield InteKontrollerat(text.fil, "lagrummen på sidan", varfor)


def okand_forfattning(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Författningen är okänd, eller namnet och numret hör inte ihop.

    Vad: Numret intill lagens namn är ett annat än lagens eget, eller sidhuvudet nämner en författning
    som inte finns i data/lagar.

    Varför: Läsaren kan hamna i fel lag, och ingen kan kontrollera om lagrummet gäller.

    Gör så här: Rätta namnet eller numret. Är författningen ny, lägg till den i data/lagar.

    Fel:
        socialtjänstlagen (2001:435)

    Rätt:
        socialtjänstlagen (2025:400)
    """
    okanda = set()
    for f in forekomster(handbok):
        if f.citat is None:
            continue
        if f.citat.strider and f.citat.forfattning:
            yield _strider(f, f.citat.strider, f.citat.forfattning)
        elif f.citat.forfattning is None and f.i_sidhuvud:
            kanda = [x for a in (handbok.lagar.forfattningar if handbok.lagar else ()) for x in (a.kort, a.nummer) if x]
            gor = menade_du(f.citat.namn, kanda) or "Rätta namnet, eller lägg till författningen i data/lagar."
            yield f.fynd(f"{f.citat.namn} finns inte i data/lagar.", gor)
        elif f.citat.forfattning is None:
            okanda.add(InteKontrollerat(f.text.fil, f.citat.namn, "Författningen finns inte i data/lagar."))
    yield from okanda
    yield from _obedomda(handbok)
    for fil, dag in handbok.kontrollerade_register.items():
        if handbok.datum - dag > timedelta(days=REGISTER_HOGST_DAGAR):
            sedan = antal((handbok.datum - dag).days, "dag", "dagar")
            yield InteKontrollerat(
                fil, f"ändringar efter den {datum(dag)}",
                f"Registret jämfördes med källan för {sedan} sedan. Gå igenom det och skriv en ny dag i kontrollerad.",
            )  # fmt: skip


def _strider(f: Forekomst, nummer: str, lag: Forfattning) -> Fynd:
    if nummer == lag.nummer:
        return f.fynd(f"Namnet och numret hör inte ihop: {nummer} är {lag.titel}.", "Rätta namnet eller numret.")
    return f.fynd(
        f"Namnet och numret hör inte ihop: {nummer} är inte numret på {namn(lag)}.",
        f"Skriv {lag.nummer}, eller rätta namnet.",
    )


def paragraf_saknas(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Paragrafen eller kapitlet finns inte.

    Vad: Författningen finns, men inte den paragraf eller det kapitel som står här.

    Varför: Den som slår upp lagrummet hittar inget, eller något annat.

    Gör så här: Rätta paragrafen. Lagar med kapitel behöver både kapitel och paragraf.

    Fel:
        SoL 27 kap. 12 §

    Rätt:
        SoL 27 kap. 2 §
    """
    oregistrerade = set()
    for f in forekomster(handbok):
        for lagrum in f.citat.lagrum if f.citat else ():
            if lagrum.forfattning.kapitel is None:
                if lagrum.kapitel:
                    vad = f"paragraferna i {namn(lagrum.forfattning)}"
                    oregistrerade.add(InteKontrollerat(f.text.fil, vad, "Paragraferna finns inte i data/lagar."))
            elif fel := _saknas(lagrum, lagrum.forfattning.kapitel):
                yield f.fynd(*fel)
    yield from oregistrerade
    yield from _obedomda(handbok)


def _saknas(lagrum: Lagrum, register: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
    lag = namn(lagrum.forfattning)
    if lagrum.kapitel is None or lagrum.daterad:
        return None
    if lagrum.kapitel in register and lagrum.paragraf in (None, *register[lagrum.kapitel]):
        return None
    if lagrum.kapitel == "-" and "-" not in register:
        gor = "Skriv kapitlet också, till exempel 27 kap. 2 §."
        return f"{lag} har kapitel, men här står bara {lagrum.paragraf} §.", gor
    if lagrum.kapitel not in register:
        if "-" in register:
            return f"{lag} har inga kapitel.", f"Skriv bara paragrafen: {lagrum.paragraf or '1'} §."
        return f"{lag} har inget {lagrum.kapitel} kap.", f"Rätta kapitlet. Det finns {len(register)} kapitel."
    nara = menade_du(lagrum.paragraf or "", register[lagrum.kapitel])
    kap = "" if lagrum.kapitel == "-" else f"{lagrum.kapitel} kap. "
    return f"{lag} har ingen {kap}{lagrum.paragraf} §.", f"Rätta paragrafen. {nara}".strip()


def inte_i_kraft(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Lagrummet gäller inte.

    Vad: Författningen eller paragrafen är upphävd, eller har inte börjat gälla.

    Varför: En rutin som bygger på upphävd lag kan leda fel. Handboken föreslår det nya lagrummet där det är känt.

    Gör så här: Byt till det lagrum som gäller. Handlar texten om ett ärende enligt den gamla lagen, skriv ett
    undantag med skäl och slutdatum.

    Fel:
        SoL (2001:453) 14 kap. 3 §

    Rätt:
        SoL 27 kap. 2 §
    """
    yield from _obedomda(handbok)
    for f in forekomster(handbok):
        fran, till = _tid(handbok, f.text)
        if not f.citat or not f.citat.forfattning:
            continue
        if vad := _act_ur_kraft(f.citat.forfattning, fran, till, handbok.datum):
            yield f.fynd(vad, _ersattning(handbok, f))
            continue
        for lagrum in f.citat.lagrum:
            tid = lagrum.daterad
            if tid and tid.till and tid.till <= fran:
                yield f.fynd(_slutar(_skriv(lagrum), tid.till, handbok.datum), "Byt till ett lagrum som gäller.")
            elif tid and tid.fran and tid.fran > till:
                gor = "Byt till ett lagrum som gäller, eller vänta med versionen tills paragrafen gäller."
                yield f.fynd(_borjar(_skriv(lagrum), tid.fran, handbok.datum), gor)


def _tid(handbok: Handbok, text: Citerande) -> tuple[date, date]:
    """The first and last day of which one must be in force: the later of today and gäller_från; for a report, from
    the period's first day to its adoption."""
    if isinstance(text, Dokument):
        dag = max(handbok.datum, text.galler_fran) if text.galler_fran else handbok.datum
        return dag, dag
    rapport = berattelse(handbok, text)
    if rapport is None:
        return handbok.datum, handbok.datum
    return rapport.period.fran, rapport.faststalld or handbok.datum


def _act_ur_kraft(f: Forfattning, fran: date, till: date, idag: date) -> str | None:
    if f.upphavd_okant_datum:
        return f"{namn(f)} är upphävd (dagen är inte känd)."
    if f.upphavd and f.upphavd <= fran:
        return _slutar(namn(f), f.upphavd, idag)
    return _borjar(namn(f), f.i_kraft, idag) if f.i_kraft and f.i_kraft > till else None


def _slutar(vad: str, dag: date, idag: date) -> str:
    """`dag` is the first day not in force."""
    if dag <= idag:
        return f"{vad} gäller inte sedan den {datum(dag)}."
    return f"{vad} slutar gälla den {datum(dag)}, {nar(dag, idag)}."


def _borjar(vad: str, dag: date, idag: date) -> str:
    if dag <= idag:
        return f"{vad} började gälla först den {datum(dag)}."
    return f"{vad} börjar gälla först den {datum(dag)}, {nar(dag, idag)}."


def _skriv(lagrum: Lagrum) -> str:
    kap = "" if lagrum.kapitel in (None, "-") else f"{lagrum.kapitel} kap. "
    return f"{lagrum.forfattning.kort or lagrum.forfattning.titel} {kap}{lagrum.paragraf} §"


def _ersattning(handbok: Handbok, f: Forekomst) -> str:
    """The successor: the paragraph the concordance names, else the act the register names."""
    if handbok.lagar is None or f.citat is None or f.citat.forfattning is None:
        return "Byt till det lagrum som gäller."
    nya = [x for lagrum in f.citat.lagrum for x in efterfoljare(handbok.lagar, lagrum)]
    lag = f.citat.forfattning
    ersatt = [namn(a) for a in handbok.lagar.forfattningar if a.nummer in lag.ersatt_av] or list(lag.ersatt_av)
    if nya:
        platser = ", ".join(dict.fromkeys(nya)).rstrip(".")
        return f"Motsvaras nu av {' och '.join(ersatt)}: {platser}. Kontrollera texten innan du byter."
    if ersatt:
        return f"Ersatt av {' och '.join(ersatt)}. Leta upp motsvarande bestämmelse där."
    return "Byt till det lagrum som gäller."


def andras_snart(handbok: Handbok) -> Iterator[Fynd]:
    """Lagrummet slutar gälla snart.

    Vad: Författningen eller paragrafen upphör inom 90 dagar.

    Varför: Det tar tid att skriva om och besluta en rutin. Den ska vara klar när den nya lagen börjar gälla.

    Gör så här: Börja revidera nu, med den nya lagen som grund.

    Fel:
        OSL 24 kap. 8 a § (slutar gälla om 30 dagar)

    Rätt:
        En ny version är beslutad och börjar gälla samma dag som den nya lagen.
    """
    for f in forekomster(handbok):
        if berattelse(handbok, f.text):  # it tells of a time that is over
            continue
        dag, _ = _tid(handbok, f.text)
        for lagrum in f.citat.lagrum if f.citat else ():
            tid = lagrum.daterad
            for slut in (lagrum.forfattning.upphavd, tid.till if tid else None):
                if slut and timedelta(0) < slut - dag <= timedelta(days=FORVARNING_DAGAR):
                    yield f.fynd(_slutar(f.skriven, slut, handbok.datum), _ersattning(handbok, f))


def kan_inte_tolkas(handbok: Handbok) -> Iterator[Fynd]:
    """Ett lagrum i sidhuvudet går inte att förstå.

    Vad: Raden är inte skriven som ett lagrum.

    Varför: Ett lagrum som inte går att läsa kan inte kontrolleras mot lagen eller kraven.

    Gör så här: Skriv ett lagrum per rad: lagens kortnamn, kapitel och paragraf.

    Fel:
        lagrum: [SoL kap 27 § 2]

    Rätt:
        lagrum: [SoL 27 kap. 2 §]
    """
    for f in forekomster(handbok):
        if f.citat is None:
            yield f.fynd(
                f'Lagrummet "{f.skriven}" går inte att förstå.',
                "Skriv till exempel SoL 27 kap. 2 §, LSS 24 b § eller SOSFS 2011:9 5 kap. 3 §, ett per rad.",
            )

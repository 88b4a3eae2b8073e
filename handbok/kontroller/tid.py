"""TID: is the document reviewed in time, are its dates possible, and is its owner in post?"""

from collections.abc import Iterator

from handbok.modell import Dokument, Fynd, Handbok, InteKontrollerat, Plats
from handbok.modell.grund import Nyckelvag
from handbok.svenska import antal, datum, nar

FORVARNING_DAGAR = 60


def _i_kraft(handbok: Handbok) -> Iterator[Dokument]:
    return (d for d in handbok.dokument if d.i_kraft(handbok.datum))


def oversyn_passerad(handbok: Handbok) -> Iterator[Fynd]:
    """Dokumentet skulle ha setts över.

    Vad: Dagen i översyn_senast har passerat för ett dokument som gäller.

    Varför: En rutin som ingen har sett över kan beskriva ett arbetssätt eller en lag som inte längre gäller.

    Gör så här: Läs igenom dokumentet. Är texten rätt, kör handbok granskad. Behöver den ändras, skriv en ny version.

    Fel:
        översyn_senast: 2026-10-31     # i dag är det den 21 november 2026

    Rätt:
        granskad: {datum: 2026-11-20, av: enhetschef-sabo}
        datum:
          översyn_senast: 2027-11-20
    """
    for dok in handbok.dokument:
        if dok.oversyn_senast and dok.forsenad(handbok.datum):
            sen = antal((handbok.datum - dok.oversyn_senast).days, "dag", "dagar")
            yield Fynd(
                dok.plats("datum", "översyn_senast"), f"{dok.titel} skulle ha setts över för {sen} sedan.",
                "Läs igenom dokumentet. Är texten rätt: handbok granskad. Annars: skriv en ny version.",
                namn=("översyn_senast",),
            )  # fmt: skip


def oversyn_snart(handbok: Handbok) -> Iterator[Fynd]:
    """Dokumentet ska snart ses över.

    Vad: Det är högst 60 dagar kvar till dagen i översyn_senast.

    Varför: Översynen tar tid, och den ska vara klar innan dagen har passerat.

    Gör så här: Planera översynen nu.

    Fel:
        översyn_senast: 2026-12-20     # i dag är det den 21 november 2026

    Rätt:
        översyn_senast: 2027-12-20
    """
    for dok in _i_kraft(handbok):
        if dok.oversyn_senast and 0 <= (dok.oversyn_senast - handbok.datum).days <= FORVARNING_DAGAR:
            yield Fynd(
                dok.plats("datum", "översyn_senast"),
                f"{dok.titel} ska ses över {nar(dok.oversyn_senast, handbok.datum)}.", "Planera översynen nu.",
                namn=("översyn_senast",),
            )  # fmt: skip


def omojlig_ordning(handbok: Handbok) -> Iterator[Fynd]:
    """Datumen kan inte stämma.

    Vad: Dagarna kommer i en ordning som inte är möjlig, eller något som redan ska ha hänt ligger i framtiden.

    Varför: Ett felskrivet datum kan göra att fel version visas som gällande.

    Gör så här: Rätta datumet. Ordningen är: fastställd, gäller_från, gäller_till. Översynen kommer efter beslutet.

    Fel:
        fastställd: 2026-04-12
        gäller_från: 2026-04-01

    Rätt:
        fastställd: 2026-03-12
        gäller_från: 2026-04-01
    """
    for dok in handbok.dokument:
        if dok.status != "utkast":
            yield from _ordning(dok, handbok)


def _ordning(dok: Dokument, handbok: Handbok) -> Iterator[Fynd]:
    granskad = dok.granskad.datum if dok.granskad else None
    par = (
        ("fastställd", dok.faststalld, "gäller_från", dok.galler_fran, ("datum", "gäller_från"), True),
        ("gäller_från", dok.galler_fran, "gäller_till", dok.galler_till, ("datum", "gäller_till"), True),
        ("fastställd", dok.faststalld, "översyn_senast", dok.oversyn_senast, ("datum", "översyn_senast"), False),
        ("fastställd", dok.faststalld, "granskad", granskad, ("granskad", "datum"), True),
        ("fastställd", dok.faststalld, "upphävd", dok.upphavd, ("datum", "upphävd"), True),
    )
    for fore_namn, fore, efter_namn, efter, vag, far_vara_lika in par:
        if fore and efter and (efter < fore or (efter == fore and not far_vara_lika)):
            nyckel: Nyckelvag = vag
            relation = "före" if efter < fore else "samma dag som"
            gor = f"Rätta {efter_namn} eller {fore_namn}."
            if efter_namn == "granskad":
                gor = "Är en ny version beslutad efter granskningen, ta bort raden granskad. Rätta annars datumet."
            text = f"{efter_namn} ({datum(efter)}) är {relation} {fore_namn} ({datum(fore)})."
            yield Fynd(dok.plats(*nyckel), text, gor, namn=(efter_namn,))
    framtid = (
        ("fastställd", dok.faststalld if dok.status == "gällande" else None, ("datum", "fastställd")),
        ("granskad", granskad, ("granskad", "datum")),
        ("upphävd", dok.upphavd, ("datum", "upphävd")),
    )
    for namn_, dag, vag in framtid:
        if dag and dag > handbok.datum:
            gor = "Ett beslutat slut i framtiden skrivs i gäller_till." if namn_ == "upphävd" else f"Rätta {namn_}."
            yield Fynd(dok.plats(*vag), f"{namn_} ({datum(dag)}) ligger i framtiden.", gor, namn=(namn_,))


def slut_passerat(handbok: Handbok) -> Iterator[Fynd]:
    """Sista dagen har passerat, men dokumentet står som gällande.

    Vad: Dagen i gäller_till har passerat och status är fortfarande gällande.

    Varför: Läsaren ser att dokumentet inte gäller, men ingen har sagt vad som gäller i stället.

    Gör så här: Ändra status till upphävd och skriv vad som ersätter det, eller besluta en ny version.

    Fel:
        status: gällande
        datum: {gäller_till: 2026-10-31}

    Rätt:
        status: upphävd
        datum: {upphävd: 2026-11-01}
        ersatt_av: ny-rutin
    """
    for dok in handbok.dokument:
        if dok.lage(handbok.datum) == "utgången" and dok.galler_till:
            yield Fynd(
                dok.plats("datum", "gäller_till"),
                f"{dok.titel} gällde till och med den {datum(dok.galler_till)}, {nar(dok.galler_till, handbok.datum)}.",
                "Ändra status till upphävd, eller besluta en ny version.", namn=("gäller_till",),
            )  # fmt: skip


def andrad_efter_beslut(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Texten är ändrad efter beslutet.

    Vad: Texten skiljer sig från den text som beslutades i samma version. Det gäller också en fastställd
    kvalitetsberättelse, alla dess sidor.

    Varför: En text som har ändrats efter beslutet är inte beslutad. Personalen kan inte veta vad som gäller.

    Gör så här: Höj versionen och fatta ett nytt beslut, eller ta tillbaka ändringen.

    Fel:
        version: 2.1     # texten är ändrad sedan 2.1 beslutades

    Rätt:
        version: 2.2
        datum: {fastställd: 2026-11-20}
    """
    if handbok.historik_okand:
        for mapp in sorted({d.fil.split("/")[0] for d in handbok.dokument if d.status == "gällande"}):
            yield InteKontrollerat(mapp, "om texten är ändrad efter beslutet", handbok.historik_okand)
    for dok in handbok.dokument:
        beslutad = handbok.beslutade_texter.get(dok.id)
        if dok.status == "gällande" and beslutad is not None and beslutad.split() != dok.text.split():
            yield Fynd(
                dok.plats("version"), f"Texten är ändrad sedan version {dok.version} beslutades.",
                "Höj versionen och fatta ett nytt beslut, eller ta tillbaka ändringen.", namn=("version",),
            )  # fmt: skip


    yield from _andrade_berattelser(handbok)


def _andrade_berattelser(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """The pages of adopted reports that were changed, added or taken away."""
    framsidor = {s.period: s for s in handbok.sidor if s.berattelse and s.berattelse.status == "gällande" and s.period}
    if handbok.historik_okand and framsidor:
        vad = "om kvalitetsberättelsens text är ändrad efter beslutet"
        yield InteKontrollerat("docs", vad, handbok.historik_okand)
    for period, fore in sorted(handbok.faststallda.items()):
        fram = framsidor[period]
        nu = {s.fil: s.text for s in handbok.sidor if s.period == period}
        for fil in sorted({*nu, *fore.sidor} if fore.sidor else ()):
            if fil not in fore.sidor:
                vad = f"Sidan {fil} är tillagd"
            elif fil not in nu:
                vad = f"Sidan {fil} är borttagen"
            elif fore.texter.get(fil, nu[fil]).split() != nu[fil].split():
                vad = "Texten är ändrad"
            else:
                continue
            if fil not in handbok.trasiga:
                yield Fynd(
                    Plats(fil) if fil in nu and fil != fram.fil else fram.lagen.varde(("version",)),
                    f"{vad} sedan kvalitetsberättelsen {period} fastställdes.",
                    "Höj versionen och fatta ett nytt beslut, eller ta tillbaka ändringen.", namn=("version",),
                )  # fmt: skip


def vakant_agare(handbok: Handbok) -> Iterator[Fynd]:
    """Ägarens roll är vakant.

    Vad: Ingen har rollen som äger dokumentet, eller rollen finns inte längre.

    Varför: Ett dokument utan ägare i tjänst ses inte över.

    Gör så här: Byt ägare, eller ändra vakant i data/organisation.yml när rollen är tillsatt.

    Fel:
        ägare: mar     # vakant: true i data/organisation.yml

    Rätt:
        ägare: mas
    """
    org = handbok.organisation
    for dok in _i_kraft(handbok):
        if roll := org.vakant(dok.agare, handbok.datum) if org else None:
            hur = "finns inte längre" if roll.upphord and roll.upphord <= handbok.datum else "är vakant"
            yield Fynd(
                dok.plats("ägare"), f"Rollen {roll.namn}, som äger {dok.titel}, {hur}.",
                "Byt ägare, eller ändra i data/organisation.yml när rollen är tillsatt.", namn=("ägare", roll.id),
            )  # fmt: skip


def ersatt_men_i_kraft(handbok: Handbok) -> Iterator[Fynd]:
    """Ett ersatt dokument gäller fortfarande.

    Vad: Ett dokument som gäller säger att det ersätter ett annat, men det andra gäller också.

    Varför: Personalen hittar två dokument om samma sak och vet inte vilket de ska följa.

    Gör så här: Ändra status på det gamla dokumentet till upphävd, med ersatt_av.

    Fel:
        status: gällande     # i det gamla dokumentet

    Rätt:
        status: upphävd
        ersatt_av: ny-rutin
    """
    for dok in _i_kraft(handbok):
        for id_ in dok.ersatter:
            gammal = handbok.hitta(id_)
            if gammal and gammal.i_kraft(handbok.datum):
                yield Fynd(
                    gammal.plats("status"), f"{gammal.titel} gäller fortfarande, fast {dok.titel} ersätter det.",
                    f"Ändra status till upphävd och skriv ersatt_av: {dok.id}.", namn=("status", dok.id),
                )  # fmt: skip

"""META: can the file be read, and is its header whole, right and about this organisation?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from handbok import perioder
from handbok.adresser import dokument_id
from handbok.modell import Dokument, Felslag, Fynd, Handbok, Organisation, Plats, Tabell
from handbok.modell.grund import Nyckelvag
from handbok.svenska import menade_du, och


def _av_slag(handbok: Handbok, slag: Felslag) -> Iterator[Fynd]:
    return (fel.fynd for fel in handbok.lasfel if fel.slag == slag)


def olasbar(handbok: Handbok) -> Iterator[Fynd]:
    """Filen går inte att läsa.

    Vad: Filen är inte sparad som UTF-8, är avbruten, följer inte reglerna för YAML eller CSV,
    eller saknar sidhuvud.

    Varför: En fil som inte går att läsa kan inte publiceras, och ingen kan lita på det som hänvisar till den.

    Gör så här: Gå till raden i meddelandet och rätta. Hämta tillbaka en tidigare version om filen är trasig.

    Fel:
        titel: "Fall – när en person har ramlat

    Rätt:
        titel: "Fall – när en person har ramlat"
    """
    return _av_slag(handbok, "oläsbar")


def falt_saknas(handbok: Handbok) -> Iterator[Fynd]:
    """En uppgift saknas i sidhuvudet.

    Vad: Dokumentets status kräver en uppgift som inte finns. Ett utkast behöver titel, typ, status och ägare.
    Ett gällande dokument behöver också version, datum, beslut, vem det gäller för och oftast lagrum.

    Varför: Personalen måste kunna se om dokumentet gäller, sedan när och vem som har beslutat.

    Gör så här: Lägg till uppgiften. En uppgift utan värde räknas som om den saknas.

    Fel:
        status: gällande
        datum:
          fastställd: 2026-03-12

    Rätt:
        status: gällande
        datum:
          fastställd: 2026-03-12
          gäller_från: 2026-04-01
          översyn_senast: 2027-03-31
    """
    return _av_slag(handbok, "saknas")


def fel_varde(handbok: Handbok) -> Iterator[Fynd]:
    """En uppgift har fel värde.

    Vad: Ett datum finns inte i kalendern, ett ord är inte ett av dem som går att välja,
    eller en siffra är något annat än ett tal eller en kod. En tabells dagar måste också stämma: perioden hör till
    mappens, och uttaget är gjort sedan den började och inte i framtiden.

    Varför: Ett fel värde gör att dokumentet visas fel, eller att siffror inte går att räkna.

    Gör så här: Rätta värdet. Meddelandet säger vad som går att välja.

    Fel:
        status: klar

    Rätt:
        status: gällande
    """
    yield from _av_slag(handbok, "fel värde")
    for tabell in handbok.tabeller:
        yield from _tabellens_dagar(tabell, handbok.datum)


def _tabellens_dagar(tabell: Tabell, dag: date) -> Iterator[Fynd]:
    """A table's own period is of its folder's, and its figures were taken out after it began and before today."""
    fran, till, mappens = tabell.fran, tabell.till, perioder.granser(tabell.periodnamn)
    if fran and till and fran > till:
        yield Fynd(tabell.lagen.varde(("period", "från")), f"Perioden börjar {fran}, efter att den slutar {till}.",
                   "Rätta från eller till.")  # fmt: skip
    elif fran and till and mappens and (till < mappens[0] or mappens[1] < fran):
        text = f"Perioden är {perioder.namnge(fran, till)}, men tabellen ligger under {tabell.periodnamn}."
        yield Fynd(tabell.lagen.varde(("period", "från")), text, "Rätta från och till, eller flytta tabellen.")
    uttag = tabell.kalla.uttag if tabell.kalla else None
    if uttag and uttag > dag:
        yield Fynd(tabell.lagen.varde(("källa", "uttag")), f"uttag är {uttag}, och den dagen har inte varit.",
                   "Skriv dagen då siffrorna togs ut.")  # fmt: skip
    elif uttag and fran and uttag < fran:
        yield Fynd(tabell.lagen.varde(("källa", "uttag")), f"uttag är {uttag}, men perioden börjar först {fran}.",
                   "Skriv dagen då siffrorna togs ut, eller rätta perioden.")  # fmt: skip


def okant_falt(handbok: Handbok) -> Iterator[Fynd]:
    """Ett fält i sidhuvudet finns inte.

    Vad: Namnet före kolonet är inte ett av handbokens fält. Ofta är det felstavat.

    Varför: Ett felstavat fält läses inte, så uppgiften försvinner utan att någon märker det.

    Gör så här: Rätta stavningen. Meddelandet föreslår det fält som liknar mest.

    Fel:
        ägar: enhetschef-sabo

    Rätt:
        ägare: enhetschef-sabo
    """
    return _av_slag(handbok, "okänt fält")


def okand_i_organisationen(handbok: Handbok) -> Iterator[Fynd]:
    """En roll, nämnd, verksamhet eller enhet finns inte, eller får inte besluta.

    Vad: Dokumentet nämner något som inte står i data/organisation.yml, eller är beslutat av
    en roll som inte får besluta dokument av den typen.

    Varför: Ett dokument utan riktig ägare ses inte över, och ett beslut av fel roll gäller inte.

    Gör så här: Rätta namnet, eller lägg till rollen i data/organisation.yml.

    Fel:
        ägare: enhetschef-sebo

    Rätt:
        ägare: enhetschef-sabo
    """
    org = handbok.organisation
    if org is None:
        return
    yield from _inom_organisationen(org)
    for dok in handbok.dokument:
        for vag, id_, slag in _namnda(dok):
            yield from _kand(dok.plats(*vag), id_, slag, org)
        yield from _far_besluta(dok, org)
    for sida in handbok.sidor:
        if sida.berattelse and sida.berattelse.beslut:
            yield from _kand(sida.lagen.varde(("beslut", "av")), sida.berattelse.beslut.av, "roll eller nämnd", org)
    for post in handbok.register:
        for i, roll in enumerate(post.ansvariga):
            vag = (*post.nyckelvag, "ansvarig", *(() if post.falt["ansvarig"] == roll else (i,)))
            yield from _kand(post.lagen.varde(vag), roll, "roll", org)
    for tabell in handbok.tabeller:
        if tabell.kalla and tabell.kalla.ansvarig:
            yield from _kand(tabell.lagen.varde(("källa", "ansvarig")), tabell.kalla.ansvarig, "roll", org)


def _inom_organisationen(org: Organisation) -> Iterator[Fynd]:
    for id_, roll in org.roller.items():
        if roll.verksamhet:
            yield from _kand(org.lagen.varde(("roller", id_, "verksamhet")), roll.verksamhet, "verksamhet", org)
    for typ, beslutare in org.beslutar.items():
        for i, id_ in enumerate(beslutare):
            yield from _kand(org.lagen.varde(("beslutar", typ, i)), id_, "roll eller nämnd", org)


def _namnda(dok: Dokument) -> Iterator[tuple[Nyckelvag, str, str]]:
    """Every name in a header that data/organisation.yml must hold, with its place and kind."""
    yield ("ägare",), dok.agare, "roll"
    if dok.granskad:
        yield ("granskad", "av"), dok.granskad.av, "roll"
    if dok.beslut:
        yield ("beslut", "av"), dok.beslut.av, "roll eller nämnd"
    for nyckel, ids, slag in (
        ("verksamheter", dok.galler_for.verksamheter, "verksamhet"),
        ("enheter", dok.galler_for.enheter, "enhet"),
        ("roller", dok.galler_for.roller, "roll"),
    ):
        yield from ((("gäller_för", nyckel, i), id_, slag) for i, id_ in enumerate(ids))
    if dok.remiss:
        yield from ((("remiss", "till", i), id_, "roll") for i, id_ in enumerate(dok.remiss.till))
        yield from ((("remiss", "svar", i, "från"), svar.fran, "roll") for i, svar in enumerate(dok.remiss.svar))
    if dok.process:
        if dok.process.processledare:
            yield ("processledare",), dok.process.processledare, "roll"
        for i, aktivitet in enumerate(dok.process.aktiviteter):
            yield ("aktiviteter", i, "roll"), aktivitet.roll, "roll"


def _kand(plats: Plats, id_: str, slag: str, org: Organisation) -> Iterator[Fynd]:
    kanda = {
        "roll": set(org.roller),
        "roll eller nämnd": {*org.roller, *org.namnder},
        "verksamhet": set(org.verksamheter),
        "enhet": set(org.enheter),
    }[slag]
    if id_ not in kanda:
        gor = menade_du(id_, kanda) or f"Lägg till den i {org.lagen.fil}, eller rätta namnet."
        yield Fynd(plats, f"{id_} finns inte som {slag} i {org.lagen.fil}.", gor)


def _far_besluta(dok: Dokument, org: Organisation) -> Iterator[Fynd]:
    """A typ that `beslutar` does not list is not checked; a role that had ended when it decided may not."""
    beslutare = org.beslutar.get(dok.typ)
    if not dok.beslut or beslutare is None:
        return
    av = dok.beslut.av
    if av not in org.roller and av not in org.namnder:
        return
    roll = org.roller.get(av)
    if av not in beslutare:
        yield Fynd(
            dok.plats("beslut", "av"), f"{org.namn(av)} får inte besluta dokument av typen {dok.typ}.",
            f"Det får {och((org.namn(b) for b in beslutare), 'eller')}.",
        )  # fmt: skip
    elif roll and roll.upphord and dok.faststalld and roll.upphord <= dok.faststalld:
        yield Fynd(
            dok.plats("beslut", "av"), f"Rollen {roll.namn} fanns inte när dokumentet fastställdes.",
            "Ange den roll som beslutade.",
        )  # fmt: skip


def dubblerat_id(handbok: Handbok) -> Iterator[Fynd]:
    """Samma id används två gånger.

    Vad: Ett dokuments id är filens namn utan .md. Två filer i processer/ och rutiner/ har samma namn,
    eller så har två aktiviteter i en process, eller två poster i ett register, samma id.

    Varför: Ingen kan veta vilket av dokumenten en länk menar, och bara det ena får en sida.

    Gör så här: Byt namn på den nya filen, eller ta bort den gamla. Ge den nya aktiviteten eller posten ett eget id.

    Fel:
        rutiner/fall.md och rutiner/hemtjanst/fall.md

    Rätt:
        rutiner/fall.md och rutiner/hemtjanst/fall-i-hemtjanst.md
    """
    filer: dict[str, set[str]] = defaultdict(set)
    for fil in handbok.filer:
        if fil.startswith(("processer/", "rutiner/")) and fil.endswith(".md"):
            filer[dokument_id(fil)].add(fil)
    for id_, lika in filer.items():
        for fil in lika if len(lika) > 1 else ():
            andra = och(sorted(lika - {fil}))
            yield Fynd(Plats(fil), f"Dokumentets id {id_} finns också i {andra}.", "Byt namn på en av filerna.")
    for dok in handbok.dokument:
        aktiviteter = dok.process.aktiviteter if dok.process else ()
        yield from _upprepade((a.id, dok.plats("aktiviteter", i, "id")) for i, a in enumerate(aktiviteter))
    for register in sorted({p.register for p in handbok.register}):
        poster = (p for p in handbok.register if p.register == register and p.id)
        yield from _upprepade((str(p.id), p.lagen.varde((*p.nyckelvag, "id"))) for p in poster)


def _upprepade(ids: Iterable[tuple[str, Plats]]) -> Iterator[Fynd]:
    forsta: dict[str, Plats] = {}
    for id_, plats in ids:
        if id_ in forsta:
            yield Fynd(plats, f"Id {id_} används redan på rad {forsta[id_].rad}.", "Ge den nya ett eget id.")
        forsta.setdefault(id_, plats)

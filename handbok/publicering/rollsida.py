"""What a role or an enhet must know and do, as a page: what is to be done, all to know by activity, what is new."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from urllib.parse import quote

from markupsafe import Markup

from handbok.arshjul import Uppgift
from handbok.arshjulsbitar import uppgiftsrad
from handbok.att_gora import Syssla, sysslor
from handbok.bitar import Sammanhang, avsnitt, block, dag, doklank, lista, marke
from handbok.mina_rutiner import Kunskap, Nyhet, Steg
from handbok.modell import Dokument
from handbok.registerbitar import postlank, slutdag
from handbok.slingor import Slinga
from handbok.svenska import antal, datum, nar

NYTT_DAGAR = 90
SYSSLOR = {
    "egenkontroll": "Egenkontroll", "åtgärd": "Åtgärd", "effekt": "Se om åtgärden hjälpte", "risk": "Risk",
    "förbättringsområde": "Förbättringsområde", "avtal": "Avtal", "översyn": "Se över", "remiss": "Svara på remissen",
}  # fmt: skip
NAR = {
    "åtgärd": ("Ska vara klar senast", "Skulle ha varit klar senast"),
    "förbättringsområde": ("Ska besvaras senast", "Skulle ha besvarats senast"),
    "remiss": ("Svara senast", "Skulle ha besvarats senast"),
}


@dataclass(frozen=True, slots=True)
class Rader:
    """The rows that role pages share, each written once: links are the same from every page of one depth."""

    dokument: Callable[[Dokument], Markup]
    nyhet: Callable[[Nyhet], Markup]


def rader(s: Sammanhang) -> Rader:
    """Rows for pages as deep as the page of `s`."""
    return Rader(cache(partial(_dokument, s)), cache(partial(_nyhet, s)))


def rollsida(s: Sammanhang, k: Kunskap, gemensamma: Rader) -> Markup:
    """The page after its first words."""
    return Markup("").join([_att_gora(s, k), *_att_kunna(s, k, gemensamma), *_nytt(s, k, gemensamma)])


def ingress(s: Sammanhang, k: Kunskap) -> str:
    """How much there is to know, in Markdown: what search shows of the page."""
    vem = f"{'Rollen' if k.malgrupp.slag == 'roll' else 'Enheten'} {k.malgrupp.namn}"
    if not k.dokument:
        mening = f"{vem} har inga rutiner i handboken. Inget dokument som gäller pekar ut den."
    else:
        mening = f"{vem} ska kunna {antal(len(k.dokument), 'dokument', 'dokument')}."
    nya = len({n.dokument for n in k.nyheter if n.dag >= _nytt_fran(s)})
    nytt = Markup(' <a href="#nytt">Se vad som är nytt eller ändrat</a>: {}.') if nya else Markup("")
    laget = block(Markup("<p>{} Läget den {}.{}</p>").format(
        mening, datum(s.handbok.datum), nytt.format(antal(nya, "dokument", "dokument"))
    ))  # fmt: skip
    return laget + block(_kontakt(s, k) + _vag_till_sysslor(s, k))


def _kontakt(s: Sammanhang, k: Kunskap) -> Markup:
    """How the role is reached; the number becomes a link with all others."""
    roll = s.handbok.organisation.roller.get(k.malgrupp.id) if s.handbok.organisation else None
    if roll is None or k.malgrupp.slag != "roll":
        return Markup("")
    brev = (
        Markup('<a href="mailto:{}">{}</a>').format(quote(roll.e_post, safe="@"), roll.e_post) if roll.e_post else None
    )
    vagar = [v for v in (brev, roll.telefon) if v]
    return Markup("<p>Kontakt: {}.</p>").format(Markup(", ").join(vagar)) if vagar else Markup("")


def _sysslor(s: Sammanhang, k: Kunskap) -> tuple[Syssla, ...]:
    return sysslor(s.handbok).get(k.malgrupp.id, ()) if k.malgrupp.slag == "roll" else ()


def _vag_till_sysslor(s: Sammanhang, k: Kunskap) -> Markup:
    if not (egna := _sysslor(s, k)):
        return Markup("")
    vad = antal(len(egna), "uppgift", "uppgifter")
    return Markup('<p>Rollen har {} att göra. <a href="#att-gora">Se vad och när</a>.</p>').format(vad)


def _att_gora(s: Sammanhang, k: Kunskap) -> Markup:
    egna = _sysslor(s, k)
    return avsnitt(2, "Att göra", "att-gora", lista((_syssla(s, x) for x in egna), "nyheter")) if egna else Markup("")


def _syssla(s: Sammanhang, syssla: Syssla) -> Markup:
    sak, senast = syssla.sak, syssla.senast
    if isinstance(sak, Uppgift):
        return uppgiftsrad(s, sak)
    ska, skulle = NAR.get(syssla.slag, ("Ska göras senast", "Skulle ha gjorts senast"))
    nar_: str | Markup = slutdag(s, senast, ska, skulle) if senast else ""
    if isinstance(sak, Slinga):
        lank, nar_ = postlank(s, sak.post, sak.titel), nar_ or sak.vad
    else:
        lank = doklank(s, sak) if isinstance(sak, Dokument) else postlank(s, sak)
    return Markup("{}: {}. {}").format(SYSSLOR[syssla.slag], lank, nar_)


def _nytt(s: Sammanhang, k: Kunskap, gemensamma: Rader) -> Iterator[Markup]:
    """What is new since a date, and what came before it folded away."""
    if not k.dokument:
        return
    fran = _nytt_fran(s)
    nya = [n for n in k.nyheter if n.dag >= fran]
    aldre = [n for n in k.nyheter if n.dag < fran]
    inget = Markup('<p class="tomt">Inget har ändrats sedan dess.</p>')
    sedan = lista(map(gemensamma.nyhet, nya), "nyheter") if nya else inget
    yield avsnitt(2, f"Nytt och ändrat sedan den {datum(fran)}", "nytt", sedan)
    if aldre:
        vikt = Markup('<details class="aldre"><summary>Tidigare ändringar</summary>{}</details>')
        yield vikt.format(lista(map(gemensamma.nyhet, aldre), "nyheter"))


def _nytt_fran(s: Sammanhang) -> date:
    return s.handbok.datum - timedelta(days=min(NYTT_DAGAR, s.handbok.datum.toordinal() - 1))


def _nyhet(s: Sammanhang, n: Nyhet) -> Markup:
    fran = datum(n.dag)
    if n.dag > s.handbok.datum:
        fran = f"Börjar gälla den {fran} ({nar(n.dag, s.handbok.datum)})"
    slag = "Nytt dokument." if n.ny else "Betydande ändring: läs igen." if n.andring.betydande else "Mindre ändring."
    vikt = Markup("<strong>{}</strong>") if n.ny or n.andring.betydande else Markup("{}")
    return Markup("{}: {}, version {}. {}. {}").format(
        fran, doklank(s, n.dokument), n.andring.version, n.andring.vad.rstrip("."), vikt.format(slag)
    )


def _att_kunna(s: Sammanhang, k: Kunskap, gemensamma: Rader) -> Iterator[Markup]:
    if k.processer:
        delar = (
            avsnitt(3, p.titel, f"process-{p.id}", _steglista(s, p, stegen, gemensamma)) for p, stegen in k.processer
        )
        yield avsnitt(2, "I varje aktivitet", "aktiviteter", Markup("").join([_forklaring(k), *delar]))
    if k.ovriga:
        yield avsnitt(2, "Andra dokument att kunna", "andra", lista(map(gemensamma.dokument, k.ovriga)))
    if k.gemensamma:
        yield avsnitt(2, "Gäller alla", "alla", lista(map(gemensamma.dokument, k.gemensamma)))


def _forklaring(k: Kunskap) -> Markup:
    if any(steg.egen for _, stegen in k.processer for steg in stegen):
        return Markup(
            "<p>Aktiviteter som rollen utför är märkta, och har alla sina dokument. Ett annat dokument står vid den "
            "aktivitet där det används först.</p>"
        )
    return Markup("<p>Ett dokument står vid den aktivitet där det används först.</p>")


def _steglista(s: Sammanhang, process: Dokument, stegen: Sequence[Steg], gemensamma: Rader) -> Markup:
    return lista((_steg(s, process, steg, gemensamma) for steg in stegen), "stegen")


def _steg(s: Sammanhang, process: Dokument, steg: Steg, gemensamma: Rader) -> Markup:
    """An activity with the role's documents. That none applies is said only where all its routines can be seen."""
    a = steg.aktivitet
    rad = Markup('<a href="{}">Steg {}, {}</a>').format(s.lank(process, f"steg-{a.id}"), steg.nummer, a.namn)
    if steg.egen:
        rad += Markup(' <span class="marke marke-egen">Du utför</span>')
    if steg.dokument:
        return rad + lista(map(gemensamma.dokument, steg.dokument))
    if a.rutin_behovs_inte:
        return rad + Markup(". Ingen rutin behövs: {}").format(a.rutin_behovs_inte)
    if all(map(s.handbok.hitta, a.rutiner)):
        return rad + Markup(". <strong>Ingen rutin gäller i dag.</strong>")
    return rad


def _dokument(s: Sammanhang, dok: Dokument) -> Markup:
    if nu := s.handbok.tidigare_version(dok):
        fran = Markup("{}, version {} gäller sedan den {}").format(doklank(s, nu), nu.version, dag(nu.galler_fran))
        return fran + marke(dok, s.handbok)
    nar_ = "gäller sedan" if dok.i_kraft(s.handbok.datum) else f"version {dok.version} börjar gälla"
    return Markup("{}, {} den {}").format(doklank(s, dok), nar_, dag(dok.galler_fran))

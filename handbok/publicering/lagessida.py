"""The page that shows the state of it all to the quality function. Internal: it is made for no public site."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from handbok import adresser
from handbok.bitar import Sammanhang, block, doklank, lista, rubrik, tabellruta
from handbok.kontroller import KONTROLLER, Anmarkning
from handbok.lagesbild import Lagesbild, per_agare, per_alder, per_verksamhet
from handbok.listor import KRAVSIDAN, kravankare
from handbok.modell import Dokument
from handbok.rapport.grund import samla
from handbok.rapport.laget import (
    FLEST_LIX,
    historikmening,
    kravbrister,
    lagesnamn,
    nyckeltal,
    slingdag,
    tackningsmening,
)
from handbok.regelsidor import regelsida
from handbok.registerbitar import postlank, slutdag
from handbok.registerrader import ansvarig
from handbok.slingor import Slinga
from handbok.svenska import antal, datum, procent
from handbok.tackning import Kravlage

SIDAN = "docs/laget.md"
_DOKUMENTSIDAN = "docs/dokumentregister.md"
# Of more documents, findings or files than this in one list the rest are counted.
FLEST_I_LISTAN = 50
_INGET = Markup("")
Rader = list[list[Markup | str]]


def lagessida(s: Sammanhang, bild: Lagesbild) -> str:
    """The page in Markdown: the figures first, each linked to what it counts."""
    return "".join([
        block(Markup('<p class="laget-den">Läget den {}.</p>').format(datum(bild.datum))),
        block(_nyckeltal(bild)), *_dokument(s, bild), *_slingor(s, bild), *_krav(s, bild), *_utveckling(bild),
        *_lasbarhet(s, bild), *_anmarkningar(bild.anmarkningar), *_inte_kontrollerat(bild),
    ])  # fmt: skip


def _nyckeltal(bild: Lagesbild) -> Markup:
    lank = Markup('<a href="#{}">{}</a>{}')
    rader: Rader = [
        [n.namn, lank.format(n.ankare, n.tal, "".join(f"; {f}" for f in n.forbehall))] for n in nyckeltal(bild)
    ]
    return tabellruta("Läget i siffror", ["Vad", "Hur många"], rader)


def _dokument(s: Sammanhang, bild: Lagesbild) -> Iterator[str]:
    yield rubrik(2, "Dokument", "dokument")
    for titel, dokument in lagesnamn(bild):
        yield _utfallbar(titel, [doklank(s, d) for d in dokument], flest=None)
    if bild.trasiga_dokument:
        filer = [Markup.escape(fil) for fil in bild.trasiga_dokument]
        yield _utfallbar(f"Har fel och kunde inte läsas: {len(filer)}", filer)
    if _DOKUMENTSIDAN in s.handbok.text_per_fil:
        till = adresser.lank(s.text.fil, _DOKUMENTSIDAN)
        yield block(Markup('<p>Alla dokument står i <a href="{}">dokumentregistret</a>.</p>').format(till))
    yield rubrik(3, "Skulle ha setts över", "forsenade")
    if not bild.forsenade:
        yield block('<p class="tomt">Inga dokument är försenade.</p>')
    else:
        yield block("<p>Per ägare:</p>") + _grupper(s, per_agare(s.handbok, bild.forsenade))
        yield block("<p>Per verksamhet:</p>") + _grupper(s, per_verksamhet(s.handbok, bild.forsenade))
    yield rubrik(3, "Utan ägare i tjänst", "utan-agare")
    if bild.vakanta is None or bild.vakanta_poster is None:
        yield block("<p>Inte kontrollerat: data/organisation.yml har fel.</p>")
    elif not bild.vakanta and not bild.vakanta_poster:
        yield block('<p class="tomt">Alla dokument som gäller och alla poster i registren har någon i tjänst.</p>')
    else:
        yield _grupper(s, per_agare(s.handbok, bild.vakanta))
        poster = [Markup("{}: {}").format(postlank(s, p), ansvarig(s.handbok, p)) for p in bild.vakanta_poster]
        yield _utfallbar(f"Poster i registren: {len(poster)}", poster) if poster else ""


def _grupper(s: Sammanhang, grupper: Mapping[str, Sequence[Dokument]]) -> str:
    return "".join(
        _utfallbar(f"{namn}: {len(dokument)}", [_sen(s, d) for d in dokument]) for namn, dokument in grupper.items()
    )


def _utfallbar(titel: str, punkter: Sequence[Markup], fore: Markup = _INGET, flest: int | None = FLEST_I_LISTAN) -> str:
    """A number with its list folded under it; of a long list no more than `flest` are written out."""
    fler = len(punkter) - flest if flest else 0
    alla = Markup("och {} till. Kör <code>handbok status</code> och <code>handbok kontrollera</code> för att se alla.")
    lista_ = lista([*punkter[:flest], *([alla.format(fler)] if fler > 0 else [])], "lageslista")
    html = Markup('<div class="lagesgrupp"><details><summary>{}</summary>{}{}</details></div>')
    return block(html.format(titel, fore, lista_))


def _sen(s: Sammanhang, dok: Dokument) -> Markup:
    if dok.oversyn_senast is None or not dok.forsenad(s.handbok.datum):
        return doklank(s, dok)
    return Markup("{} (senast den {})").format(doklank(s, dok), datum(dok.oversyn_senast))


def _slingor(s: Sammanhang, bild: Lagesbild) -> Iterator[str]:
    yield rubrik(2, "Öppna slingor", "slingor")
    for register, varfor in bild.olasta_register.items():
        yield block(Markup("<p>Inte kontrollerat: data/register/{}.yml {}.</p>").format(register, varfor))
    if not bild.slingor and not bild.olasta_register:
        yield block('<p class="tomt">Inga slingor är öppna.</p>')
    for i, (alder, slingor) in enumerate(per_alder(bild).items(), 1):
        yield rubrik(3, f"{alder}: {len(slingor)}", f"slingor-{i}")
        rader = [_slinga(s, x) for x in slingor]
        yield block(tabellruta(alder, ["Vad", "Saknas", "Dag", "Ansvarig"], rader))


def _slinga(s: Sammanhang, slinga: Slinga) -> list[Markup | str]:
    dag = slutdag(s, slinga.slutdag, "Slutdag", "Slutdagen var") if slinga.slutdag else slingdag(slinga)
    return [postlank(s, slinga.post, slinga.titel), slinga.vad, dag, ansvarig(s.handbok, slinga.post) or "–"]


def _krav(s: Sammanhang, bild: Lagesbild) -> Iterator[str]:
    """What is not met, each linked to its row on the page of requirements where the handbook has one."""
    yield rubrik(2, "Krav", "krav") + block(Markup("<p>{}</p>").format(tackningsmening(bild.tackning)))
    finns = KRAVSIDAN in s.handbok.text_per_fil
    for titel, lagen in kravbrister(bild.tackning):
        yield _utfallbar(f"{titel}: {len(lagen)}", [_kravpunkt(s, k, med_lank=finns) for k in lagen], flest=None)
    if finns:
        till = adresser.lank(s.text.fil, KRAVSIDAN)
        yield block(Markup('<p>Alla krav står på sidan <a href="{}">Krav och täckning</a>.</p>').format(till))


def _kravpunkt(s: Sammanhang, lage: Kravlage, *, med_lank: bool) -> Markup:
    till = adresser.lank(s.text.fil, KRAVSIDAN, kravankare(lage))
    lagrum = Markup('<a href="{}">{}</a>').format(till, lage.krav.lagrum) if med_lank else lage.krav.lagrum
    return Markup("{}: {}").format(lagrum, lage.krav.krav)


def _utveckling(bild: Lagesbild) -> Iterator[str]:
    """Month by month, the newest first; and how far back git tells."""
    yield rubrik(2, "Utveckling", "utveckling")
    yield block(Markup("<p>{}</p>").format(historikmening(bild)))
    if bild.historik_okand:
        return
    manader = (bild.nu, *reversed(bild.utveckling))
    rader: Rader = [
        [datum(m.dag), str(m.dokument), str(m.i_kraft), procent(m.i_kraft, m.dokument), str(m.forsenade),
         *([str(m.olasta)] if any(x.olasta for x in manader) else [])]
        for m in manader
    ]  # fmt: skip
    huvud = ["Dag", "Dokument", "Gäller", "Andel", "Försenade"] + ["Inte lästa"] * (len(rader[0]) - 5)
    yield block(tabellruta("Dokument månad för månad", huvud, rader))
    yield block("<p>Upphävda dokument räknas inte. Vakanta ägare och krav finns bara för i dag, "
                "för historiken läses bara för dokumenten.</p>")  # fmt: skip


def _lasbarhet(s: Sammanhang, bild: Lagesbild) -> Iterator[str]:
    yield rubrik(2, "Svårast att läsa", "lix")
    matta = [(d, x) for d, x in bild.lix if x.varde is not None]
    rader: Rader = [[doklank(s, d), str(x.varde), str(x.ord)] for d, x in matta[:FLEST_LIX]]
    if rader:
        yield block(tabellruta("Dokument med högst LIX", ["Dokument", "LIX", "Ord"], rader))
    for_korta = len(bild.lix) - len(matta)
    kort = f" {antal(for_korta, 'dokument är för kort', 'dokument är för korta')} för att mätas." if for_korta else ""
    yield block(Markup(
        "<p>LIX är antalet ord per mening plus andelen ord som har fler än sex bokstäver. Under 30 är lätt, över 50 är "
        "svårt. Rubriker och punkter räknas som meningar. Tabeller och kod räknas inte.{}</p>"
    ).format(kort))  # fmt: skip


def _anmarkningar(anmarkningar: Sequence[Anmarkning]) -> Iterator[str]:
    yield rubrik(2, "Anmärkningar", "anmarkningar")
    per_kod: dict[str, list[Anmarkning]] = defaultdict(list)
    for a in anmarkningar:
        per_kod[a.kod].append(a)
    if not per_kod:
        yield block('<p class="tomt">Inga anmärkningar.</p>')
    regelnamn = {k.kod: regelsida(k).titel for k in KONTROLLER}
    for kod, alla in sorted(per_kod.items()):
        punkter = [Markup("{}:{}: {}").format(a.fynd.plats.fil, a.fynd.plats.rad, a.fynd.text) for a in alla]
        till = adresser.lank(f"docs/{SIDAN}", "docs/guider/regler.md", kod.lower())
        regeln = Markup('<p><a href="{}">Regeln {}</a></p>').format(till, kod)
        yield _utfallbar(f"{kod} {regelnamn[kod]}: {len(alla)}", punkter, regeln)


def _inte_kontrollerat(bild: Lagesbild) -> Iterator[str]:
    yield rubrik(2, "Inte kontrollerat", "inte-kontrollerat")
    if not bild.inte_kontrollerat:
        yield block('<p class="tomt">Allt är kontrollerat.</p>')
    for vad, varfor, filer in samla(bild.inte_kontrollerat):
        yield _utfallbar(f"{vad[:1].upper()}{vad[1:]}: {len(filer)}. {varfor}", [Markup.escape(fil) for fil in filer])

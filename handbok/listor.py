"""The lists of laws, requirements and roles that macros answer with, as HTML."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handbok import adresser, oversikter
from handbok.bitar import Sammanhang, block, doklank, fakta, lista, rubrik, tabellruta, textlank
from handbok.lagoversikt import Lagandring, Lagbruk, lagandringar, lagbruk
from handbok.mina_rutiner import Kunskap, kunskaper
from handbok.modell import Dokument, Forfattning, Handbok, Sida
from handbok.svenska import antal, datum, nar, och, sorteringsnyckel, till_id
from handbok.tackning import Kravlage, Kravsumma, kravlagen, kravsumma

# ---- laws ----------------------------------------------------------------------------------------------------------


def lagar(s: Sammanhang) -> str:
    """What will change, then every act that a text names, those in force first."""
    alla = lagbruk(s.handbok)
    if not alla:
        return block('<p class="tomt">Inga lagrum.</p>')
    delar = [rubrik(2, "Ändringar framåt", "framat"), block(andringar(s, lagandringar(s.handbok)))]
    for titel, ankare, galler in (("Gäller", "galler", True), ("Gäller inte", "galler-inte", False)):
        if valda := [b for b in alla if b.forfattning.galler(s.handbok.datum) is galler]:
            delar.append(rubrik(2, titel, ankare) + block(lista(_lagrad(s, b, galler=galler) for b in valda)))
    return "".join(delar)


def _lagrad(s: Sammanhang, bruk: Lagbruk, *, galler: bool) -> Markup:
    """The act with how many name it; one that no document names has no page, and shows its pages here."""
    sidor = [t.text for t in bruk.texter if isinstance(t.text, Sida)]
    if bruk.dokument:
        namnda = [Markup.escape(antal(len(bruk.dokument), "dokument", "dokument"))]
        namnda += [Markup.escape(antal(len(sidor), "annan sida", "andra sidor"))] if sidor else []
    else:
        namnda = [textlank(s, sida) for sida in sidor]
    mening = "" if galler else f" {lagmening(bruk.forfattning, s.handbok.datum)}"
    return Markup("{}: {}.{}").format(laglank(s, bruk), Markup(", ").join(namnda), mening)


def laglank(s: Sammanhang, bruk: Lagbruk) -> Markup:
    """The act by its title, as a link where it has a page."""
    if not bruk.dokument:
        return Markup.escape(bruk.titel)
    return Markup('<a href="{}">{}</a>').format(adresser.lank(s.text.fil, bruk.fil), bruk.titel)


def lagmening(f: Forfattning, idag: date) -> str:
    """Whether the act applies, since or until when."""
    if f.upphavd_okant_datum:
        return "Gäller inte. Dagen då den upphävdes är inte känd."
    if f.upphavd and f.upphavd <= idag:
        return f"Gäller inte sedan den {datum(f.upphavd)}."
    if f.i_kraft and f.i_kraft > idag:
        return f"Gäller inte ännu. Börjar gälla den {datum(f.i_kraft)} ({nar(f.i_kraft, idag)})."
    sedan = f"Gäller sedan den {datum(f.i_kraft)}." if f.i_kraft else "Gäller."
    return sedan + (f" Upphör att gälla den {datum(f.upphavd)} ({nar(f.upphavd, idag)})." if f.upphavd else "")


def andringar(s: Sammanhang, kommande: Sequence[Lagandring]) -> Markup:
    """What begins and ends, by day, each with the documents it touches."""
    idag = datum(s.handbok.datum)
    if not kommande:
        return Markup("<p>Registret har inga ändringar efter den {}.{}</p>").format(idag, _jamfort(s.handbok))
    punkter = (
        Markup("<strong>Från den {}</strong> ({}): {}. {}").format(
            datum(a.dag), nar(a.dag, s.handbok.datum), a.vad, _berorda(s, a.berorda)
        )
        for a in kommande
    )
    laget = Markup("<p>Det här vet registret om i dag, den {}.{}</p>").format(idag, _jamfort(s.handbok))
    return laget + lista(punkter, "andringslista")


def _jamfort(handbok: Handbok) -> str:
    """How old the registers of law are: what they do not know is not the same as no change."""
    dagar = [dag for fil, dag in handbok.kontrollerade_register.items() if fil.startswith("data/lagar/")]
    if not dagar:
        return ""
    return f" Registret jämfördes med källan den {datum(min(dagar))}. Ändringar som har beslutats senare står inte här."


def _berorda(s: Sammanhang, dokument: Sequence[Dokument]) -> Markup:
    if not dokument:  # a public page is read also where internal documents are left out
        return Markup.escape(f"Inget dokument{' som visas här' if s.text.publik else ''} nämner det.")
    return Markup("Se över: {}.").format(Markup(", ").join(doklank(s, d) for d in dokument))


# ---- requirements --------------------------------------------------------------------------------------------------

KRAVSIDAN = "docs/krav.md"
_FORBEHALL = "Det här visar vad som står i dokumenten, inte att det görs."
_FORKLARING = (
    ("Djup", "Ett dokument som gäller, är sett över i tid och har en ägare i tjänst nämner paragrafen."),
    ("Ytlig", "Paragrafen nämns, men bara av dokument som inte räcker. Skälet står vid dokumentet."),
    ("Saknas", "Inget dokument nämner paragrafen."),
    ("Inte kontrollerat", "Det går inte att säga. Skälet står i raden."),
)


def krav(s: Sammanhang) -> str:
    """The requirements: binding ones with their coverage, and apart from them advice and definitions, not judged."""
    alla = kravlagen(s.handbok)
    ska = [k for k in alla if k.krav.typ == "ska"]
    grupper = [
        ("Krav i SOSFS 2011:9 (ska)", "ska-sosfs", [k for k in ska if k.krav.forfattning], True),
        ("Krav i andra författningar (ska)", "ska-andra", [k for k in ska if not k.krav.forfattning], False),
        ("Allmänna råd (bör)", "bor", [k for k in alla if k.krav.typ == "bör"], None),
        ("Definitioner och hänvisningar", "ovrigt", [k for k in alla if k.krav.typ not in ("ska", "bör")], None),
    ]
    laget = f"Läget den {datum(s.handbok.datum)}: {_summa(kravsumma(s.handbok))} {_FORBEHALL}"
    delar = [block(Markup("<p>{}</p>").format(laget)), block(
        Markup('<dl class="fakta">{}</dl>').format(fakta(_FORKLARING))
    )]  # fmt: skip
    for titel, ankare, lagen, foreskrift in grupper:
        if lagen:
            bedoms = foreskrift is not None
            huvud = ["Lagrum", "Vad", *(["Täckning"] if bedoms else []), "Dokument och aktiviteter"]
            rader = [_kravrad(s, k, bedoms=bedoms) for k in lagen]
            summa = _summa(kravsumma(s.handbok, foreskrift=foreskrift)) if bedoms else ""
            ingress = Markup("<p>{}</p>").format(summa) if summa else Markup("")
            delar.append(rubrik(2, titel, ankare) + block(ingress + tabellruta(titel, huvud, rader)))
    return "".join(delar)


def _summa(summa: Kravsumma) -> str:
    per = {"djup": summa.djupa, "ytlig": summa.ytliga, "saknas": summa.saknas, "är inte kontrollerat": summa.okanda}
    fordelning = och(f"{len(lagen)} {t}" for t, lagen in per.items())
    kravda = antal(len(summa.kravda), "krav", "krav")
    forbehall = f" Paragrafens nummer är inte säkert i {len(summa.osakra)} av dem." if summa.osakra else ""
    return f"{kravda} gäller. Täckning: {fordelning}.{forbehall}"


def _kravrad(s: Sammanhang, lage: Kravlage, *, bedoms: bool) -> list[Markup | str]:
    lagrum = Markup('<span id="{}">{}</span>').format(kravankare(lage), lage.krav.lagrum)
    if lage.nummer_osakert:
        lagrum += Markup(' <span class="marke">Numret är {}t</span>').format(lage.nummer_osakert)
    vad = Markup.escape(lage.krav.krav)
    if lage.borjar and lage.borjar > s.handbok.datum:
        vad += Markup(" <strong>Krävs från den {}.</strong>").format(datum(lage.borjar))
    if lage.slutar:
        vad += Markup(" <strong>{}</strong>").format(_slutar(lage.slutar, s.handbok.datum))
    tackning = Markup('<span class="tackning tackning-{}">{}</span>').format(
        lage.tackning.replace(" ", "-"), lage.tackning.capitalize()
    )
    return [lagrum, vad, *([tackning] if bedoms else []), _kravdokument(s, lage, bedoms=bedoms)]


def kravankare(lage: Kravlage) -> str:
    """What a link to a requirement's row points at."""
    return f"krav-{till_id(lage.krav.id)}"


def _slutar(dag: date, idag: date) -> str:
    if dag > idag:
        return f"Upphör att krävas den {datum(dag)}."
    return "Krävs inte längre." if dag == date.min else f"Krävs inte sedan den {datum(dag)}."


def _kravdokument(s: Sammanhang, lage: Kravlage, *, bedoms: bool) -> Markup:
    """The documents that name the requirement, why one does not meet it, and the activities that use it."""
    punkter = []
    for dok, brist in dict.fromkeys(lage.dokument):
        skal = f" ({brist})" if brist and bedoms else ""
        punkter.append(Markup("{}{}{}").format(doklank(s, dok), skal, _aktiviteter(s, dok)))
    if lage.okant and bedoms:
        punkter.append(Markup.escape(lage.okant))
    return lista(punkter) if punkter else Markup("–")


def _aktiviteter(s: Sammanhang, dok: Dokument) -> Markup:
    """`→ Avvikelse och förbättring, steg 1, 4`: the steps are links, named by their activities."""
    per_process: dict[Dokument, list[Markup]] = {}
    for process, aktivitet in oversikter.anvands_i(s.handbok, dok):
        nummer = process.process.aktiviteter.index(aktivitet) + 1 if process.process else 0
        lank = s.lank(process, f"steg-{aktivitet.id}")
        steget = Markup('<a href="{}" title="{}">{}</a>').format(lank, aktivitet.namn, nummer)
        per_process.setdefault(process, []).append(steget)
    delar = (
        Markup(" → {}, steg {}").format(process.titel.split(" – ")[0], Markup(", ").join(steg))
        for process, steg in per_process.items()
    )
    return Markup("").join(delar)


# ---- roles and enheter ---------------------------------------------------------------------------------------------


def malgrupper(s: Sammanhang) -> str:
    """Roles, then enheter, each under its verksamhet, with how much there is to know; also those that have nothing."""
    org = s.handbok.organisation
    verksamheter: dict[str | None, str] = {None: "Hela förvaltningen"}
    verksamheter |= {v.id: v.namn for v in (org.verksamheter.values() if org else ())}
    alla = kunskaper(s.handbok)
    delar = []
    for slag, titel in (("roll", "Roller"), ("enhet", "Enheter")):
        delar.append(rubrik(2, titel, slag))
        for id_, namn in verksamheter.items():
            av_slaget = [k for k in alla if k.malgrupp.slag == slag and k.malgrupp.verksamhet == id_]
            if valda := sorted(av_slaget, key=lambda k: sorteringsnyckel(k.malgrupp.namn)):
                delar.append(rubrik(3, namn, f"{slag}-{id_ or 'alla'}") + block(lista(_gruppunkt(s, k) for k in valda)))
    return "".join(delar) if alla else block('<p class="tomt">Inga roller eller enheter.</p>')


def _gruppunkt(s: Sammanhang, k: Kunskap) -> Markup:
    antal_dokument = antal(len(k.dokument), "dokument", "dokument") if k.dokument else "inga dokument"
    return Markup('<a href="{}">{}</a>: {}').format(
        adresser.lank(s.text.fil, k.malgrupp.fil), k.malgrupp.namn, antal_dokument
    )

"""An act as a page: whether it applies, what will change, what it demands, and every text that names it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handbok import adresser
from handbok.bitar import Sammanhang, avsnitt, block, lista, textlank
from handbok.lagoversikt import Lagbruk, Lagtext, lagandringar, lagbruk
from handbok.listor import KRAVSIDAN, andringar, laglank, lagmening
from handbok.modell import Dokument, Forfattning
from handbok.svenska import och
from handbok.tackning import Kravlage, kravlagen


def ingress(s: Sammanhang, bruk: Lagbruk) -> str:
    """Whether the act applies, in Markdown: what search shows of the page."""
    return block(_laget(s, bruk.forfattning))


def lagsida(s: Sammanhang, bruk: Lagbruk) -> Markup:
    """The page after its first words."""
    f = bruk.forfattning
    delar = list(_krav(s, f, kravlagen(s.handbok)))
    if kommande := [a for a in lagandringar(s.handbok) if f in a.lagar]:
        delar.insert(0, avsnitt(2, "Ändringar framåt", "framat", andringar(s, kommande)))
    for titel, ankare, texter in (
        ("Dokument", "dokument", [t for t in bruk.texter if isinstance(t.text, Dokument)]),
        ("Andra sidor", "sidor", [t for t in bruk.texter if not isinstance(t.text, Dokument)]),
    ):
        if texter:
            delar.append(avsnitt(2, titel, ankare, lista(_text(s, t) for t in texter)))
    return Markup("").join(delar)


def _laget(s: Sammanhang, f: Forfattning) -> Markup:
    meningar = [Markup("<strong>{}</strong>").format(lagmening(f, s.handbok.datum))]
    if f.ersatt_av:
        namn = {g.nummer: Markup.escape(g.titel) for g in (s.handbok.lagar.forfattningar if s.handbok.lagar else ())}
        namn |= {b.forfattning.nummer: laglank(s, b) for b in lagbruk(s.handbok)}
        efter = Markup(", ").join(namn.get(n, Markup.escape(n)) for n in f.ersatt_av)
        meningar.append(Markup("{} av {}.").format("Ersätts" if f.galler(s.handbok.datum) else "Ersatt", efter))
    if f.sakerhet not in (None, "säker"):
        meningar.append(Markup("Uppgiften i registret är {}.").format(f.sakerhet))
    if f.kapitel is None:
        meningar.append(Markup("Paragraferna är inte registrerade, och går inte att kontrollera."))
    return Markup("<p>{}</p>").format(Markup(" ").join(meningar))


def _krav(s: Sammanhang, f: Forfattning, lagen: Sequence[Kravlage]) -> Iterator[Markup]:
    """What the register says the act demands, and apart from that what it advises. How well it is met stands on the
    page of coverage alone, which is internal: the public part would count fewer documents."""
    tackning = Markup("")
    if KRAVSIDAN in s.handbok.text_per_fil:
        till = adresser.lank(s.text.fil, KRAVSIDAN)
        tackning = Markup('<p>Hur väl dokumenten täcker kraven: <a href="{}">Krav och täckning</a>.</p>').format(till)
    for titel, ankare, typ in (("Krav (ska)", "ska", "ska"), ("Allmänna råd (bör)", "bor", "bör")):
        if valda := [k for k in lagen if k.krav.typ == typ and f in k.lagar]:
            punkter = lista(_kravpunkt(k) for k in valda)
            yield avsnitt(2, titel, ankare, tackning + punkter if typ == "ska" else punkter)


def _kravpunkt(lage: Kravlage) -> Markup:
    osakert = Markup(' <span class="marke">Numret är {}t</span>').format(o) if (o := lage.nummer_osakert) else ""
    return Markup("<strong>{}</strong>{}: {}").format(lage.krav.lagrum, osakert, lage.krav.krav)


def _text(s: Sammanhang, t: Lagtext) -> Markup:
    delar = [och(t.i_sidhuvud)] if t.i_sidhuvud else []
    if t.i_text:
        delar.append(f"i texten {och(t.i_text)}")
    return Markup("{}: {}").format(textlank(s, t.text), "; ".join(delar))

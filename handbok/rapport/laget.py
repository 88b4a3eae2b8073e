"""The state of the handbook as text and as values for JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbok import oversikter
from handbok.lagesbild import Lagesbild, alder, per_agare, per_alder, per_verksamhet
from handbok.modell import Dokument, Handbok, Manadslage, Registerpost
from handbok.registerrader import LOOPEN, ansvarig
from handbok.slingor import Slinga
from handbok.svenska import antal, datum, procent
from handbok.tackning import Kravlage, Kravsumma
from handbok.utveckling import FLEST_MANADER

FLEST_LIX = 10
DOKUMENT = ("dokument", "dokument")
OKANT = "inte kontrollerat"


@dataclass(frozen=True, slots=True)
class Nyckeltal:
    """A figure, what keeps it from being the whole truth, and the anchor of its list."""

    namn: str
    tal: str
    forbehall: tuple[str, ...]
    ankare: str

    def __str__(self) -> str:
        return f"{self.namn}: {'; '.join((self.tal, *self.forbehall))}."


def nyckeltal(bild: Lagesbild) -> tuple[Nyckeltal, ...]:
    """The figures that all others hang on. What could not be counted makes one `minst`, and is said beside it."""
    return (
        _i_kraft(bild),
        Nyckeltal("Skulle ha setts över", _minst(antal(len(bild.forsenade), *DOKUMENT), bild.trasiga_dokument),
                  tuple(_olasta_dokument(bild)), "forsenade"),
        _utan_agare(bild), _krav(bild.tackning), _oppna(bild),
        Nyckeltal("Fel och varningar", "{} och {}".format(*_fel_och_varningar(bild)),
                  ("gäller bara det som är kontrollerat",) if bild.inte_kontrollerat else (), "anmarkningar"),
        Nyckeltal("Inte kontrollerat", antal(len(bild.inte_kontrollerat), "sak", "saker"), (), "inte-kontrollerat"),
    )  # fmt: skip


def _minst(tal: str, *osakert: object) -> str:
    return f"minst {tal}" if any(osakert) else tal


def _i_kraft(bild: Lagesbild) -> Nyckeltal:
    """How many of how many: the group in force below it, of all groups but those repealed."""
    lasta = " som gick att läsa" if bild.trasiga_dokument else ""
    tal = f"{bild.i_kraft} av {bild.dokument}{lasta} ({procent(bild.i_kraft, bild.dokument)})"
    forbehall = []
    if tidigare := len(bild.tidigare_galler):
        forbehall.append(f"{tidigare} av dem i en tidigare version, tills den nya börjar gälla")
    if okanda := len(bild.okand_version):
        forbehall.append(f"för {antal(okanda, 'beslutat dokument', 'beslutade dokument')} går det inte att se "
                         "om en tidigare version gäller")  # fmt: skip
    if upphavda := len(bild.per_lage.get("upphävd", ())):
        forbehall.append(f"{antal(upphavda, 'upphävt', 'upphävda')} räknas inte med")
    return Nyckeltal("Dokument som gäller", _minst(tal, bild.okand_version),
                     (*forbehall, *_olasta_dokument(bild)), "dokument")  # fmt: skip


def _olasta_dokument(bild: Lagesbild) -> Iterator[str]:
    if n := len(bild.trasiga_dokument):
        yield f"{antal(n, *DOKUMENT)} har fel och kunde inte läsas"


def _utan_agare(bild: Lagesbild) -> Nyckeltal:
    if bild.vakanta is None or bild.vakanta_poster is None:
        return Nyckeltal("Utan ägare i tjänst", OKANT, ("data/organisation.yml saknas eller har fel",), "utan-agare")
    poster = antal(len(bild.vakanta_poster), "post i registren", "poster i registren")
    tal = _minst(f"{antal(len(bild.vakanta), *DOKUMENT)} och {poster}", bild.trasiga)
    olasta = (f"{antal(len(bild.trasiga), 'fil', 'filer')} har fel och kunde inte läsas",) if bild.trasiga else ()
    return Nyckeltal("Utan ägare i tjänst", tal, olasta, "utan-agare")


def _krav(tackning: Kravsumma | None) -> Nyckeltal:
    namn = "Krav som ett dokument i kraft nämner"
    if tackning is None:
        return Nyckeltal(namn, OKANT, (), "krav")
    forbehall = [f"{len(tackning.okanda)} är inte kontrollerade"] if tackning.okanda else []
    forbehall += [f"{len(tackning.osakra)} har osäkert paragrafnummer"] if tackning.osakra else []
    tal = _minst(f"{len(tackning.djupa)} av {len(tackning.kravda)}", tackning.okanda)
    return Nyckeltal(namn, tal, tuple(forbehall), "krav")


def _oppna(bild: Lagesbild) -> Nyckeltal:
    forbehall = []
    for register, vad in (
        (bild.trasiga_register, "har fel och kunde inte läsas"),
        (bild.saknade_register, "finns inte"),
    ):
        if register:
            forbehall.append(f"{len(register)} register {vad}: {', '.join(register)}")
    if bild.oprioriterade:
        forbehall.append(f"{antal(bild.oprioriterade, 'risk', 'risker')} kunde inte prioriteras, för gränsen saknas i "
                         "data/organisation.yml")  # fmt: skip
    if len(bild.olasta_register) == len(LOOPEN):
        return Nyckeltal("Öppna slingor", OKANT, tuple(forbehall), "slingor")
    tal = _minst(str(len(bild.slingor)), bild.trasiga_register, bild.oprioriterade)
    return Nyckeltal("Öppna slingor", tal, tuple(forbehall), "slingor")


def _fel_och_varningar(bild: Lagesbild) -> tuple[int, int]:
    fel = sum(a.allvar == "fel" for a in bild.anmarkningar)
    return fel, len(bild.anmarkningar) - fel


def lagesnamn(bild: Lagesbild) -> Iterator[tuple[str, Sequence[Dokument]]]:
    """The documents by their state, each name saying how they are counted."""
    for lage, dokument in bild.per_lage.items():
        tidigare = f" ({len(bild.tidigare_galler)} i en tidigare version)" if bild.tidigare_galler else ""
        mer = {"i kraft": tidigare, "upphävd": " (räknas inte med)"}.get(lage, "")
        yield f"{oversikter.LAGENAMN[lage]}: {len(dokument)}{mer}", dokument


def som_rader(bild: Lagesbild, handbok: Handbok) -> Iterator[str]:
    """Each figure, and below it what it counts."""
    i_kraft, forsenade, utan_agare, _, oppna, anmarkningar, inte = nyckeltal(bild)
    yield str(i_kraft)
    yield from (f"  {namn}" for namn, _ in lagesnamn(bild))
    yield str(forsenade)
    yield from _grupper(per_agare(handbok, bild.forsenade))
    if bild.forsenade:
        verksamheter = per_verksamhet(handbok, bild.forsenade).items()
        yield "  Per verksamhet: " + ", ".join(f"{v} {len(d)}" for v, d in verksamheter)
    yield str(utan_agare)
    yield from _grupper(per_agare(handbok, bild.vakanta or ()))
    yield from (f"  {_post(p)} ({ansvarig(handbok, p)})" for p in bild.vakanta_poster or ())
    yield tackningsmening(bild.tackning)
    yield from (f"  {namn}: {', '.join(k.krav.lagrum for k in lagen)}" for namn, lagen in kravbrister(bild.tackning))
    yield str(oppna)
    for aldern, slingor in per_alder(bild).items():
        yield f"  {aldern}: {len(slingor)}"
        for s in slingor:
            vem = ansvarig(handbok, s.post)
            yield f"    {s.titel.rstrip('.')}. {s.vad} {slingdag(s)}" + (f" Ansvarig: {vem}." if vem else "")
    yield f"{inte} Kör handbok kontrollera för listan."
    per_kod = Counter(a.kod for a in bild.anmarkningar)
    yield str(anmarkningar) + "".join(f" {kod}: {n}." for kod, n in sorted(per_kod.items()))
    yield "Svårast att läsa (LIX):"
    matta = [(d, x) for d, x in bild.lix if x.varde is not None]
    yield from (f"  {x.varde}  {d.titel} ({d.fil})" for d, x in matta[:FLEST_LIX])
    if kort := len(bild.lix) - len(matta):
        yield f"  För korta för att mätas: {antal(kort, *DOKUMENT)}."
    yield "Utveckling:"
    yield f"  {historikmening(bild)}"
    if not bild.historik_okand:
        yield from (f"  {_manadsrad(m)}" for m in (*bild.utveckling, bild.nu))


def slingdag(slinga: Slinga) -> str:
    """Its last day, or since when it has been open."""
    if slinga.slutdag:
        return f"Slutdag den {datum(slinga.slutdag)}."
    return f"Räknas från den {datum(slinga.borjan)}." if slinga.borjan else "Dagen är inte känd."


def _post(post: Registerpost) -> str:
    return f"{post.register}: {post.falt.get('vad') or post.falt.get('beskrivning') or post.id}"


def kravbrister(tackning: Kravsumma | None) -> Iterator[tuple[str, tuple[Kravlage, ...]]]:
    """The requirements that are not met, or not surely: what is wrong, and which; without empty groups."""
    if tackning:
        grupper = (("Nämns inte alls", tackning.saknas), ("Nämns bara av dokument som inte räcker", tackning.ytliga),
                   ("Inte kontrollerat", tackning.okanda), ("Osäkert paragrafnummer", tackning.osakra))  # fmt: skip
        yield from (g for g in grupper if g[1])


def historikmening(bild: Lagesbild) -> str:
    """How far back the months reach, and why no further."""
    if bild.historik_okand:
        return f"Inte kontrollerat: {bild.historik_okand}"
    if len(bild.utveckling) >= FLEST_MANADER:
        return f"Här står de senaste {FLEST_MANADER} månaderna."
    forsta = (*bild.utveckling, bild.nu)[0].dag
    mening = f"Historiken börjar i {datum(forsta).split(' ', 1)[1]}. Tidigare månader går inte att visa."
    return mening if bild.utveckling else f"{mening} Utvecklingen syns från nästa månad."


def tackningsmening(tackning: Kravsumma | None) -> str:
    """How many of the requirements a document in force names, what is wrong with the others, and how sure the
    paragraphs are."""
    if tackning is None:
        return "Krav: inte kontrollerat. Registret över lagar eller krav, eller organisationen, saknas eller har fel."
    okant = f", {len(tackning.okanda)} är inte kontrollerade" if tackning.okanda else ""
    osakert = f" Paragrafens nummer är inte säkert i {len(tackning.osakra)} av kraven." if tackning.osakra else ""
    tal = _minst(f"{len(tackning.djupa)} av {len(tackning.kravda)}", tackning.okanda)
    return (f"Krav: {tal} nämns av ett dokument i kraft som är sett över och har "
            f"ägare. {len(tackning.ytliga)} nämns bara av dokument som inte räcker, {len(tackning.saknas)} nämns inte "
            f"alls{okant}.{osakert} Det här visar vad som står i dokumenten, inte att det görs.")  # fmt: skip


def _grupper(grupper: Mapping[str, Sequence[Dokument]]) -> Iterator[str]:
    for namn, dokument in grupper.items():
        yield f"  {namn}: {len(dokument)}"
        yield from (f"    {d.titel} ({d.fil})" for d in dokument)


def _manadsrad(manad: Manadslage) -> str:
    olasta = f", {manad.olasta} inte lästa" if manad.olasta else ""
    return f"{manad.dag}: {manad.i_kraft} av {manad.dokument} i kraft, {manad.forsenade} försenade{olasta}"


def som_varden(bild: Lagesbild, handbok: Handbok) -> Mapping[str, Any]:
    """The same for JSON. What was not checked is null, never 0."""
    t, fel = bild.tackning, _fel_och_varningar(bild)
    return {
        "forbehall": {n.namn: list(n.forbehall) for n in nyckeltal(bild) if n.forbehall},
        "dokument": {
            "antal": bild.dokument, "i_kraft": bild.i_kraft,
            "per_lage": {lage: len(d) for lage, d in bild.per_lage.items()},
            "lista": {lage: [d.id for d in valda] for lage, valda in bild.per_lage.items()},
            "tidigare_version_galler": [d.id for d in bild.tidigare_galler],
            "okant_om_tidigare_galler": [d.id for d in bild.okand_version],
            "kunde_inte_lasas": list(bild.trasiga_dokument),
        },
        "forsenade": [_dokument(d, oversyn_senast=str(d.oversyn_senast)) for d in bild.forsenade],
        "forsenade_per_verksamhet": {
            namn: [d.id for d in valda] for namn, valda in per_verksamhet(handbok, bild.forsenade).items()
        },
        "utan_agare": None if bild.vakanta is None else [_dokument(d) for d in bild.vakanta],
        "utan_ansvarig": None if bild.vakanta_poster is None else [
            {"register": p.register, "id": p.id, "ansvarig": list(p.ansvariga)} for p in bild.vakanta_poster
        ],
        "krav": t and {
            "kravda": len(t.kravda), "uppfyllda": len(t.djupa), "ytliga": len(t.ytliga), "saknas": len(t.saknas),
            "inte_kontrollerade": len(t.okanda), "osakra_paragrafnummer": len(t.osakra),
            "lista": {namn: [k.krav.id for k in lagen] for namn, lagen in (
                ("ytliga", t.ytliga), ("saknas", t.saknas), ("inte_kontrollerade", t.okanda),
                ("osakra_paragrafnummer", t.osakra))},
        },
        "slingor": [
            {"register": s.post.register, "id": s.post.id, "titel": s.titel, "vad": s.vad,
             "slutdag": s.slutdag and str(s.slutdag), "raknas_fran": s.dag and str(s.dag),
             "alder": alder(s, bild.datum), "ansvarig": list(s.post.ansvariga),
             "ansvarig_namn": ansvarig(handbok, s.post) or None}
            for s in bild.slingor
        ],
        "olasta_register": list(bild.olasta_register), "olasta_register_varfor": dict(bild.olasta_register),
        "inte_kontrollerat": len(bild.inte_kontrollerat),
        "inte_kontrollerat_lista": [
            {"fil": i.fil, "vad": i.vad, "varfor": i.varfor} for i in bild.inte_kontrollerat
        ],
        "anmarkningar": dict(sorted(Counter(a.kod for a in bild.anmarkningar).items())),
        "fel": fel[0], "varningar": fel[1],
        "lix": [{**_dokument(d), "lix": x.varde, "ord": x.ord, "meningar": x.meningar} for d, x in bild.lix],
        "historik": historikmening(bild),
        "utveckling": None if bild.historik_okand else [
            {"datum": str(m.dag), "dokument": m.dokument, "i_kraft": m.i_kraft, "forsenade": m.forsenade,
             "inte_lasta": m.olasta}
            for m in (*bild.utveckling, bild.nu)
        ],
    }  # fmt: skip


def _dokument(dok: Dokument, **mer: str) -> dict[str, Any]:
    return {"id": dok.id, "fil": dok.fil, "agare": dok.agare, **mer}

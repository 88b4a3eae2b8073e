"""The state of the handbook as text and as values for JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handbok import oversikter
from handbok.lagesbild import Lagesbild, Tackning, per_agare, per_alder, per_verksamhet
from handbok.modell import Dokument, Handbok, Manadslage
from handbok.svenska import antal, datum, procent

FLEST_LIX = 10
DOKUMENT = ("dokument", "dokument")


def som_rader(bild: Lagesbild, handbok: Handbok) -> Iterator[str]:
    """Each figure, and below it what it counts."""
    yield f"Dokument i kraft: {bild.i_kraft} av {bild.dokument} ({procent(bild.i_kraft, bild.dokument)})."
    yield from (f"  {oversikter.LAGENAMN[lage]}: {n}" for lage, n in bild.per_lage.items())
    yield f"Skulle ha setts över: {antal(len(bild.forsenade), *DOKUMENT)}."
    yield from _grupper(per_agare(handbok, bild.forsenade))
    if bild.forsenade:
        verksamheter = per_verksamhet(handbok, bild.forsenade).items()
        yield "  Per verksamhet: " + ", ".join(f"{v} {len(d)}" for v, d in verksamheter)
    if bild.vakanta is None:
        yield "Utan ägare i tjänst: inte kontrollerat. data/organisation.yml har fel."
    else:
        yield f"Utan ägare i tjänst: {antal(len(bild.vakanta), *DOKUMENT)}."
        yield from _grupper(per_agare(handbok, bild.vakanta))
    yield tackningsmening(bild.tackning)
    yield f"Öppna slingor: {len(bild.slingor)}."
    yield from (f"  Inte kontrollerat: data/register/{r}.yml saknas eller har fel." for r in bild.olasta_register)
    for alder, slingor in per_alder(bild).items():
        yield f"  {alder}: {len(slingor)}"
        for s in slingor:
            yield f"    {s.titel.rstrip('.')}. {s.vad}" + (f" Slutdag {datum(s.dag)}." if s.dag else "")
    inte = antal(len(bild.inte_kontrollerat), "sak", "saker")
    yield f"Inte kontrollerat: {inte}. Kör handbok kontrollera för listan."
    per_kod = Counter(a.kod for a in bild.anmarkningar)
    yield f"Anmärkningar: {len(bild.anmarkningar)}." + "".join(f" {kod}: {n}." for kod, n in sorted(per_kod.items()))
    yield "Svårast att läsa (LIX):"
    matta = [(d, x) for d, x in bild.lix if x.varde is not None]
    yield from (f"  {x.varde}  {d.titel} ({d.fil})" for d, x in matta[:FLEST_LIX])
    if kort := len(bild.lix) - len(matta):
        yield f"  För korta för att mätas: {antal(kort, *DOKUMENT)}."
    yield "Utveckling:"
    if bild.historik_okand:
        yield f"  Inte kontrollerat: {bild.historik_okand}"
    yield from (f"  {_manadsrad(m)}" for m in (*bild.utveckling, bild.nu))


def tackningsmening(tackning: Tackning | None) -> str:
    """How many of the requirements a document in force names, what is wrong with the others, and how sure the
    paragraphs are."""
    if tackning is None:
        return "Krav: inte kontrollerat. Registret över lagar eller krav, eller organisationen, saknas eller har fel."
    okant = f", {tackning.okanda} är inte kontrollerade" if tackning.okanda else ""
    osakert = f" Paragrafens nummer är inte säkert i {tackning.osakra} av kraven." if tackning.osakra else ""
    return (f"Krav: {tackning.uppfyllda} av {tackning.kravda} nämns av ett dokument i kraft som är sett över och har "
            f"ägare. {tackning.ytliga} nämns bara av dokument som inte räcker, {tackning.saknas} nämns inte "
            f"alls{okant}.{osakert} Det här visar vad som står i dokumenten, inte att det görs.")  # fmt: skip


def _grupper(grupper: Mapping[str, Sequence[Dokument]]) -> Iterator[str]:
    for namn, dokument in grupper.items():
        yield f"  {namn}: {len(dokument)}"
        yield from (f"    {d.titel} ({d.fil})" for d in dokument)


def _manadsrad(manad: Manadslage) -> str:
    olasta = f", {manad.olasta} inte lästa" if manad.olasta else ""
    return f"{manad.dag}: {manad.i_kraft} av {manad.dokument} i kraft, {manad.forsenade} försenade{olasta}"


def som_varden(bild: Lagesbild) -> Mapping[str, Any]:
    """The same for JSON. What was not checked is null, never 0."""
    t = bild.tackning
    return {
        "dokument": {"antal": bild.dokument, "i_kraft": bild.i_kraft, "per_lage": dict(bild.per_lage)},
        "forsenade": [_dokument(d, oversyn_senast=str(d.oversyn_senast)) for d in bild.forsenade],
        "utan_agare": None if bild.vakanta is None else [_dokument(d) for d in bild.vakanta],
        "krav": t and {"kravda": t.kravda, "uppfyllda": t.uppfyllda, "ytliga": t.ytliga, "saknas": t.saknas,
                       "inte_kontrollerade": t.okanda},
        "slingor": [
            {"register": s.post.register, "id": s.post.id, "titel": s.titel, "vad": s.vad,
             "slutdag": s.dag and str(s.dag)}
            for s in bild.slingor
        ],
        "olasta_register": list(bild.olasta_register), "inte_kontrollerat": len(bild.inte_kontrollerat),
        "anmarkningar": dict(sorted(Counter(a.kod for a in bild.anmarkningar).items())),
        "lix": [{**_dokument(d), "lix": x.varde, "ord": x.ord, "meningar": x.meningar} for d, x in bild.lix],
        "utveckling": None if bild.historik_okand else [
            {"datum": str(m.dag), "dokument": m.dokument, "i_kraft": m.i_kraft, "forsenade": m.forsenade,
             "inte_lasta": m.olasta}
            for m in (*bild.utveckling, bild.nu)
        ],
    }  # fmt: skip


def _dokument(dok: Dokument, **mer: str) -> dict[str, Any]:
    return {"id": dok.id, "fil": dok.fil, "agare": dok.agare, **mer}

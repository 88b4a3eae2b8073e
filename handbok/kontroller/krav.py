"""KRAV: does a document in force meet each requirement, and does each activity have its routine?"""

from collections.abc import Iterator
from typing import Literal

from handbok.modell import Fynd, Handbok, InteKontrollerat
from handbok.svenska import och
from handbok.tackning import Kravlage, kravlagen


def _kravda(handbok: Handbok) -> Iterator[Kravlage]:
    """Requirements that are demanded on the day."""
    return (lage for lage in kravlagen(handbok) if lage.kravs(handbok.datum))


def _fynd(lage: Kravlage, text: str, gor: str) -> Fynd:
    if osaker := lage.nummer_osakert:
        text += f" Paragrafens nummer är inte säkert ({osaker})."
    return Fynd(lage.krav.plats, text, gor, allvar="varning" if osaker else None, namn=(lage.krav.id, lage.krav.lagrum))


def krav_utan_dokument(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Ett krav nämns inte av något dokument.

    Vad: Ett krav som ska vara uppfyllt står inte bland lagrummen i något dokuments sidhuvud.

    Varför: Ledningssystemet ska omfatta de processer och rutiner som behövs (SOSFS 2011:9 4 kap.).

    Gör så här: Lägg till lagrummet i det dokument som uppfyller kravet, eller skriv en rutin.

    Fel:
        lagrum: [SOSFS 2011:9]

    Rätt:
        lagrum: [SOSFS 2011:9 5 kap. 3 §]
    """
    for lage in _kravda(handbok):
        if lage.tackning == "saknas":
            yield _fynd(lage, f"Inget dokument nämner {lage.krav.lagrum}: {lage.krav.krav}",
                        "Lägg till lagrummet i det dokument som uppfyller kravet, eller skriv en rutin.")  # fmt: skip
        elif lage.okant:
            yield _obedomt(lage, lage.okant)
    for lage in kravlagen(handbok):
        if lage.krav.typ == "ska" and lage.upphort(handbok.datum):
            yield _obedomt(lage, f"{lage.krav.lagrum} gäller inte längre. Se över kravet i registret.")


def _obedomt(lage: Kravlage, okant: str) -> InteKontrollerat:
    return InteKontrollerat(lage.krav.plats.fil, f"kravet {lage.krav.id}", okant)


def krav_ytligt(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Ett krav nämns bara av dokument som inte räcker.

    Vad: De dokument som nämner kravet gäller inte, skulle ha setts över eller saknar ägare i tjänst.

    Varför: Ett krav är uppfyllt först när ett beslutat och aktuellt dokument med ägare beskriver arbetet.

    Gör så här: Besluta eller se över dokumentet, eller tillsätt ägaren.

    Fel:
        status: utkast
        lagrum: [SOSFS 2011:9 5 kap. 3 §]

    Rätt:
        status: gällande
        lagrum: [SOSFS 2011:9 5 kap. 3 §]
    """
    for lage in _kravda(handbok):
        if lage.tackning == "ytlig":
            skal = och(f"{d.titel} ({d.fil}) {orsak}" for d, orsak in lage.dokument)
            yield _fynd(lage, f"{lage.krav.lagrum} nämns bara av dokument som inte räcker: {skal}.",
                        "Besluta eller se över dokumentet, eller tillsätt ägaren.")  # fmt: skip
        elif lage.okant:
            yield _obedomt(lage, lage.okant)


def process_utan_aktiviteter(handbok: Handbok) -> Iterator[Fynd]:
    """En process saknar aktiviteter.

    Vad: Processen är på remiss eller gäller, men har inga aktiviteter.

    Varför: I varje process ska aktiviteterna identifieras och deras ordning bestämmas (SOSFS 2011:9 4 kap. 3 §).

    Gör så här: Lägg till aktiviteter med id, namn och roll.

    Fel:
        typ: process
        aktiviteter: []

    Rätt:
        typ: process
        aktiviteter:
          - {id: utreda, namn: Utreda, roll: handlaggare, rutiner: [utredning]}
    """
    for dok in handbok.dokument:
        if dok.process and dok.status in ("remiss", "gällande") and not dok.process.aktiviteter:
            yield Fynd(dok.lagen.nyckel(()), f"Processen {dok.titel} har inga aktiviteter.",
                       "Lägg till aktiviteter med id, namn, roll och rutiner.", namn=("aktiviteter",))  # fmt: skip


def aktivitet_utan_rutin(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """En aktivitet saknar rutin som gäller.

    Vad: Aktiviteten i en gällande process har ingen rutin i kraft, och inget skäl till att den inte behövs.

    Varför: För varje aktivitet ska de rutiner som behövs tas fram och fastställas (SOSFS 2011:9 4 kap. 4 §).

    Gör så här: Nämn en rutin som gäller, eller skriv rutin_behövs_inte med skälet.

    Fel:
        - {id: utreda, namn: Utreda, roll: handlaggare}

    Rätt:
        - {id: utreda, namn: Utreda, roll: handlaggare, rutiner: [utredning]}
    """
    for dok in handbok.dokument:
        if not dok.process or not dok.i_kraft(handbok.datum):
            continue
        for i, aktivitet in enumerate(dok.process.aktiviteter):
            lagen = [_rutinlage(handbok, id_) for id_ in aktivitet.rutiner]
            if aktivitet.rutin_behovs_inte or "i kraft" in lagen:
                continue
            plats = dok.plats("aktiviteter", i)
            if "okänd" in lagen:
                yield InteKontrollerat(dok.fil, f"rutinerna för aktiviteten {aktivitet.namn}",
                                       "En rutin har fel, eller saknar historik.")  # fmt: skip
            else:
                yield Fynd(plats, f"Aktiviteten {aktivitet.namn} har ingen rutin som gäller.",
                           "Nämn en rutin som gäller, eller skriv rutin_behövs_inte med skälet.",
                           namn=(aktivitet.id,))  # fmt: skip


def _rutinlage(handbok: Handbok, id_: str) -> Literal["i kraft", "inte i kraft", "okänd"]:
    dok = handbok.hitta(id_)
    if dok is None:
        return "okänd" if id_ in handbok.trasiga else "inte i kraft"
    if dok.i_kraft(handbok.datum) or (dok.lage(handbok.datum) == "beslutad" and handbok.tidigare_version(dok)):
        return "i kraft"
    return "okänd" if dok.lage(handbok.datum) == "beslutad" and handbok.okand_historik(dok) else "inte i kraft"


def rutin_utan_process(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """En rutin hör inte till någon process.

    Vad: Rutinen eller instruktionen gäller, men ingen aktivitet i någon process nämner den.

    Varför: En rutin utan plats i en process är svår att hitta, och ingen ser när den behövs.

    Gör så här: Lägg till rutinen i den aktivitet den beskriver.

    Fel:
        rutiner: []

    Rätt:
        rutiner: [fall]
    """
    trasig_process = any(fil.startswith("processer/") for fil in handbok.trasiga.values())
    for dok in handbok.dokument:
        if dok.typ not in ("rutin", "instruktion") or not dok.i_kraft(handbok.datum):
            continue
        if any(process.status != "upphävd" for process, _ in handbok.anvandning.get(dok.id, ())):
            continue
        if trasig_process:
            varfor = "En process har fel som måste rättas först."
            yield InteKontrollerat(dok.fil, "om rutinen hör till en process", varfor)
        else:
            yield Fynd(dok.plats("titel"), f"{dok.titel} hör inte till någon process.",
                       f"Lägg till {dok.id} bland rutiner i den aktivitet den beskriver.", namn=(dok.id,))  # fmt: skip

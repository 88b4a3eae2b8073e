"""Pieces of HTML about processes: a map, the overview of all, and what a role does."""

from urllib.parse import quote

from markupsafe import Markup

from handbok import oversikter
from handbok.bilder import karta
from handbok.bilder.kartlayout import FLEST_AKTIVITETER, ritbar
from handbok.bitar import Sammanhang, block, doklank, lista, marke, rubrik
from handbok.modell import Aktivitet, Dokument, Processbeskrivning
from handbok.svenska import antal, till_id


def processkarta(s: Sammanhang, dok: Dokument, process: Processbeskrivning) -> Markup:
    """The process drawn, each activity a link to its place in the list on the process's page; nothing without any."""
    if not process.aktiviteter:
        return Markup("")
    if not ritbar(process):
        vad = f"Processen har fler än {FLEST_AKTIVITETER} aktiviteter, eller mycket många vägar, och ritas inte."
        return Markup('<p class="tomt">{}</p>').format(vad)
    org = s.handbok.organisation
    hit = "" if s.text.fil == dok.fil else s.lank(dok)

    def mal(id_: str) -> karta.Mal | None:
        under = s.handbok.hitta(id_)
        return (under.titel, s.lank(under)) if under else None

    return karta.rita(process, dok.titel, org.namn if org else str, lambda a: f"{hit}#steg-{quote(a.id)}", mal)


def karta_med_lank(s: Sammanhang, dok: Dokument, process: Processbeskrivning) -> str:
    """The map on a page that does not have the steps as a list, with the way to them."""
    lank = Markup('<p class="kartlank"><a href="{}">Stegen i {} som lista</a></p>')
    return block(processkarta(s, dok, process)) + block(lank.format(s.lank(dok, "aktiviteter"), dok.titel))


def processoversikt(s: Sammanhang) -> str:
    """Every process, drawn in its layer and, under headings, with its activities and their routines."""
    grupper = oversikter.processer_per_kategori(s.handbok)
    if not grupper:
        return block('<p class="tomt">Inga processer.</p>')
    lager = Markup("").join(
        Markup('<div class="processlager processlager-{}"><p>{}</p>{}</div>').format(
            till_id(namn), namn, lista((doklank(s, d) for d in processer), "processrutor")
        )
        for namn, processer in grupper
    )
    hus = Markup('<div class="processhus" data-search-exclude>{}</div>').format(lager)
    delar = [
        rubrik(2, namn, f"kategori-{till_id(namn)}")
        + block(lista((_ned(s, d) for d in processer), "processlista", sokt=False))
        for namn, processer in grupper
    ]
    return block(hus) + "".join(delar)


def _ned(s: Sammanhang, dok: Dokument) -> Markup:
    """A process, and folded under it its activities with their routines."""
    process = dok.process
    syfte = Markup("<p>{}</p>").format(process.syfte) if process and process.syfte else Markup("")
    if process is None or not process.aktiviteter:
        return doklank(s, dok) + syfte
    steg = Markup("").join(_aktivitet(s, dok, a) for a in process.aktiviteter)
    hur_manga = antal(len(process.aktiviteter), "aktivitet", "aktiviteter")
    falls = Markup('<details><summary>{}<span class="dold"> i {}</span></summary><ol>{}</ol></details>')
    return doklank(s, dok) + syfte + falls.format(hur_manga, dok.titel, steg)


def _aktivitet(s: Sammanhang, dok: Dokument, aktivitet: Aktivitet) -> Markup:
    rutiner = [doklank(s, d) for d in map(s.handbok.hitta, aktivitet.rutiner) if d]
    return Markup("<li>{}{}</li>").format(
        _steglank(s, dok, aktivitet), Markup("<br>Rutiner: {}").format(Markup(", ").join(rutiner)) if rutiner else ""
    )


def _steglank(s: Sammanhang, dok: Dokument, aktivitet: Aktivitet) -> Markup:
    return Markup('<a href="{}">{}</a>').format(s.lank(dok, f"steg-{aktivitet.id}"), aktivitet.namn)


def aktiviteter(s: Sammanhang, roll: str | None) -> str:
    """The activities a role does, with their processes; without a role, those of each role under its name."""
    per_roll = oversikter.aktiviteter_per_roll(s.handbok)
    if roll is not None:
        return block(_aktivitetslista(s, dict(per_roll).get(roll, [])))
    namn = s.handbok.organisation.namn if s.handbok.organisation else str
    delar = [rubrik(2, namn(r), f"roll-{till_id(r)}") + block(_aktivitetslista(s, rader)) for r, rader in per_roll]
    return "".join(delar) or block(_aktivitetslista(s, []))


def _aktivitetslista(s: Sammanhang, rader: list[tuple[Dokument, Aktivitet]]) -> Markup:
    if not rader:
        return Markup('<p class="tomt">Inga aktiviteter.</p>')
    punkter = [Markup("{} i {}{}").format(_steglank(s, d, a), d.titel, marke(d, s.handbok)) for d, a in rader]
    return lista(punkter, sokt=False)

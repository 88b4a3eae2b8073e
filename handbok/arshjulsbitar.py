"""The yearly wheel as HTML: the picture, the same tasks as a list, and each role with its calendar."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handbok import adresser
from handbok.arshjul import (
    STEG,
    Sak,
    Uppgift,
    har_dagar,
    nasta_forst,
    per_roll,
    rollens,
    saker,
    tidtext,
    uppgifter,
)
from handbok.bilder.hjul import hjul as hjulbild
from handbok.bitar import Sammanhang, bred_bild, doklank
from handbok.bitar import lista as punktlista
from handbok.registerbitar import Fakta, kort, postlank, slutdag
from handbok.registerrader import ansvarig
from handbok.svenska import antal, datum, nar, och, till_id
from handbok.urval import visade

# Where the page with the wheel stands, and the calendars below it.
SIDAN = "docs/arshjul.md"


def hjul(s: Sammanhang, roll: str | None) -> Markup:
    """The wheel with what each colour means, and every task with who answers, when, and where it says how."""
    idag = s.handbok.datum
    alla = rollens(uppgifter(s.handbok), roll)
    if not alla:
        return Markup('<p class="tomt">Inga uppgifter i årshjulet.</p>')
    id_ = f"arshjul-{roll}" if roll else "arshjul"
    steg = Markup(" ").join(
        Markup('<span class="hjulsteg hjulsteg-{}">{}</span>').format(till_id(k), namn) for k, namn in STEG.items()
    )
    figur = Markup(
        '<figure class="bildruta"><div class="hjulruta" tabindex="0" role="group" aria-label="Årshjulet">{}</div>'
        "<figcaption>{} Numren är uppgifternas i listan. Strecket bland månaderna är den {}.</figcaption></figure>"
    ).format(hjulbild(id_, alla, idag), steg, datum(idag))
    lista = Markup('<ul class="poster">{}</ul>').format(Markup("").join(_kort(s, u) for u in alla))
    return (bred_bild("Visa hjulet", figur) if any(u.tider for u in alla) else Markup("")) + lista


def _kort(s: Sammanhang, uppgift: Uppgift) -> Markup:
    falt, dok = uppgift.post.falt, s.handbok.hitta(uppgift.post.falt["dokument"])
    tider = [tidtext(t) for t in uppgift.tider]
    rader: Fakta = [
        ("När", f"Varje år, {och(tider)}" if tider else None), ("Hur ofta", falt.get("löpande")),
        ("Nästa gång", _nasta(uppgift, s.handbok.datum)), ("Ansvarig", ansvarig(s.handbok, uppgift.post)),
        ("Steg", STEG[falt["steg"]]), ("Så gör du", doklank(s, dok) if dok else None),
        ("Lagrum", ", ".join(falt.get("lagrum", ()))), ("Not", falt.get("not")),
    ]  # fmt: skip
    return kort(s, uppgift.post, f"{uppgift.nummer}. {falt['vad']}", rader)


def _nasta(uppgift: Uppgift, idag: date) -> str | None:
    tid = uppgift.nasta(idag)
    if tid is None:
        return None
    fran, till = tid
    senast = f"senast den {datum(till)} ({nar(till, idag)})"
    if fran is None:
        return senast.capitalize()
    if fran <= idag:
        return f"Pågår. Ska vara klart {senast}"
    return f"Börja den {datum(fran)} ({nar(fran, idag)}), klart {senast}"


def roller(s: Sammanhang) -> Markup:
    """What each role has to do, the next first, and its calendar."""
    org = s.handbok.organisation
    grupper = {roll: egna for roll, alla in per_roll(s.handbok).items() if (egna := _visade(s, alla))}
    if org is None or not grupper:
        return Markup('<p class="tomt">Ingen roll har uppgifter i årshjulet.</p>')
    delar = [
        Markup('<details id="uppgifter-{}"><summary>{}: {}</summary>{}{}</details>').format(
            roll, org.roller[roll].namn, antal(len(egna), "uppgift", "uppgifter"),
            punktlista((_rad(s, sak) for sak in nasta_forst(egna, s.handbok.datum)), "nyheter"),
            _kalender(s, egna, f"arshjul/{roll}.ics", "Kalender att prenumerera på"),
        )
        for roll, egna in grupper.items()
    ]  # fmt: skip
    return Markup("").join([*delar, _kalender(s, saker(s.handbok), "arshjul.ics", "Kalender med hela årshjulet")])


def _visade(s: Sammanhang, alla: Sequence[Sak]) -> list[Sak]:
    """What the page may show: on a public one no internal egenkontroll."""
    return [sak for sak in alla if isinstance(sak, Uppgift) or visade([sak.post], s.text, s.handbok)]


def _rad(s: Sammanhang, sak: Sak) -> Markup:
    if isinstance(sak, Uppgift):
        return uppgiftsrad(s, sak)
    nar_ = slutdag(s, sak.sist, "Ska göras senast", "Skulle ha gjorts senast")
    return Markup("Egenkontroll: {}. {}").format(postlank(s, sak.post), nar_)


def uppgiftsrad(s: Sammanhang, uppgift: Uppgift) -> Markup:
    """A task, its next time, and the document that says how it is done."""
    falt, dok = uppgift.post.falt, s.handbok.hitta(uppgift.post.falt["dokument"])
    nar_ = _nasta(uppgift, s.handbok.datum) or falt["löpande"].capitalize()
    return Markup("{}. {}.{}").format(falt["vad"], nar_, Markup(" {}").format(doklank(s, dok)) if dok else "")


def _kalender(s: Sammanhang, alla: Sequence[Sak], fil: str, namn: str) -> Markup:
    """A link to the calendar of what has days. Calendars are not published, so a public page names none."""
    if s.text.publik or not har_dagar(alla):
        return Markup("")
    return Markup('<p><a href="{}">{}</a></p>').format(adresser.lank(s.text.fil, f"docs/{fil}"), namn)

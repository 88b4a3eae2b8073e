"""The yearly wheel as HTML: the picture, the same tasks as a list, and links to the calendars."""

from datetime import date

from markupsafe import Markup

from handbok import adresser
from handbok.arshjul import STEG, Uppgift, per_roll, tidtext, uppgifter
from handbok.bilder.hjul import hjul as hjulbild
from handbok.bitar import Sammanhang, bred_bild, doklank
from handbok.bitar import lista as punktlista
from handbok.registerbitar import Fakta, ansvarig, kort
from handbok.svenska import datum, nar, och, till_id

# Where the page with the wheel stands, and the calendars below it.
SIDAN = "docs/arshjul.md"


def hjul(s: Sammanhang, roll: str | None) -> Markup:
    """The wheel with what each colour means, and every task with who answers, when, and where it says how."""
    idag = s.handbok.datum
    alla = [u for u in uppgifter(s.handbok) if roll is None or u.post.falt["ansvarig"] == roll]
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
        ("Nästa gång", _nasta(uppgift, s.handbok.datum)), ("Ansvarig", ansvarig(s, uppgift.post)),
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


def kalendrar(s: Sammanhang) -> Markup:
    """A calendar of everything and one per role. They are not published, so a public page names none."""
    org = s.handbok.organisation
    egna = [(org.roller[r].namn, f"arshjul/{r}.ics") for r, u in per_roll(s.handbok).items()
            if org and any(x.tider for x in u)]  # fmt: skip
    if s.text.publik or not egna:
        return Markup('<p class="tomt">Inga kalendrar.</p>')
    return punktlista(
        Markup('<a href="{}">{}</a>').format(adresser.lank(s.text.fil, f"docs/{fil}"), namn)
        for namn, fil in (("Hela årshjulet", "arshjul.ics"), *egna)
    )

"""A document as a page in Markdown: its state first, its text, and what its header says, for any generator."""

from collections.abc import Iterator

from markupsafe import Markup

from handbok import oversikter
from handbok.bilder.kartlayout import ritbar
from handbok.bitar import Sammanhang, block, bred_bild, doklank, fakta, lista, marke, rubrik
from handbok.modell import Aktivitet, Berattelse, Dokument, Organisation, Processbeskrivning
from handbok.processbitar import processkarta
from handbok.publicering.steg import GALLER_NU, NY_VERSION
from handbok.svenska import datum, och, till_id


def dokumentsida(s: Sammanhang, dok: Dokument, text: str, tidigare_text: str | None = None) -> str:
    """The page of `dok`. `text` is its body with macros answered; `tidigare_text` the body in force until it begins."""
    delar = [lagesruta(s, dok)]
    if dok.process:
        delar.append(_process(s, dok, dok.process))
    if tidigare_text is not None and (tidigare := s.handbok.tidigare_version(dok)) and dok.galler_fran:
        delar += [
            rubrik(2, f"Gäller nu: version {tidigare.version}", GALLER_NU), tidigare_text,
            rubrik(2, f"Börjar gälla den {datum(dok.galler_fran)}: version {dok.version}", NY_VERSION),
            block('<div class="ny-version-start" role="note">Texten härefter gäller inte ännu.</div>'),
        ]  # fmt: skip
    delar += [text, *_om_dokumentet(s, dok)]
    return "\n\n".join(delar)


def lagesruta(s: Sammanhang, dok: Dokument) -> str:
    """The state in plain Swedish, before anything else, without JavaScript.

    The state goes into the search index, and is shown at each hit; the facts do not.
    """
    lage = dok.lage(s.handbok.datum)
    rader = [Markup("<p><strong>{}</strong></p>").format(oversikter.lagesmening(dok, s.handbok))]
    rader += [Markup("<p>{}</p>").format(mening) for mening in _meningar(s, dok)]
    if oversyn := _oversyn(s, dok):
        rader.append(Markup("<p data-search-exclude>{}</p>").format(oversyn))
    return block(
        Markup(
            '<div class="lage lage-{klass}" role="note" aria-label="Dokumentets läge">{rader}'
            '<dl class="fakta" data-search-exclude>{fakta}</dl>'
            '<p class="laget-den" data-search-exclude>Läget den {dag}.</p></div>'
        ).format(
            klass=till_id(lage), rader=Markup("").join(rader), fakta=fakta(_fakta(s, dok)), dag=datum(s.handbok.datum)
        )
    )


def berattelseruta(s: Sammanhang, berattelse: Berattelse) -> str:
    """A report's front: whether it is adopted, by whom, when and where, and the time it is about."""
    org, beslut, period = s.handbok.organisation, berattelse.beslut, berattelse.period
    i_kraft = berattelse.i_kraft(s.handbok.datum)
    mening = "Det här är ett utkast till kvalitetsberättelse. Den är inte fastställd."
    if i_kraft and beslut and berattelse.faststalld:
        mening = f"Fastställd av {_rollnamn(org, beslut.av)} den {datum(berattelse.faststalld)}."
    rader = [("Perioden", f"{datum(period.fran)} till {datum(period.till)}"), ("Version", berattelse.version)]
    if beslut:
        rader += [("Paragraf", beslut.paragraf), ("Diarienummer", beslut.diarienummer)]
    ordnade = sorted(berattelse.andringar, key=lambda a: a.datum)
    rader += [(f"Version {a.version}, {datum(a.datum)}", a.vad) for a in ordnade]
    return block(Markup(
        '<div class="lage lage-{}" role="note" aria-label="Kvalitetsberättelsens läge" data-search-exclude>'
        '<p><strong>{}</strong></p><dl class="fakta">{}</dl></div>'
    ).format("i-kraft" if i_kraft else "utkast", mening, fakta(rader)))  # fmt: skip


def _meningar(s: Sammanhang, dok: Dokument) -> Iterator[str | Markup]:
    """What else the reader must know at once: which text applies instead."""
    lage = dok.lage(s.handbok.datum)
    if lage == "beslutad":
        tidigare = s.handbok.tidigare.get(dok.id)
        if tidigare and tidigare.dokument:
            yield f"Version {tidigare.dokument.version} står först på sidan."
        elif tidigare and tidigare.okant_for_att:
            till_dess = "Till dess gäller den tidigare texten, om det finns en. Den kan inte visas här:"
            yield f"{till_dess} {tidigare.okant_for_att}"
        else:
            yield "Dokumentet är nytt. Det finns ingen tidigare version som gäller till dess."
    if lage == "upphävd":
        efter = s.handbok.hitta(dok.ersatt_av) if dok.ersatt_av else None
        if efter:
            yield Markup('Läs i stället: <a href="{}">{}</a>.').format(s.lank(efter), efter.titel)
        elif dok.skal_upphavd:
            yield f"Skäl: {dok.skal_upphavd}"


def _oversyn(s: Sammanhang, dok: Dokument) -> str | Markup | None:
    """When the document is due for review; loud where that day has passed."""
    mening = oversikter.oversynsmening(dok, s.handbok) if dok.lage(s.handbok.datum) in ("i kraft", "utgången") else None
    sen = dok.oversyn_senast is not None and dok.oversyn_senast < s.handbok.datum
    return Markup('<span class="sen">{}</span>').format(mening) if mening and sen else mening


def _fakta(s: Sammanhang, dok: Dokument) -> Iterator[tuple[str, str | Markup]]:
    org = s.handbok.organisation
    yield "Typ", oversikter.TYPNAMN[dok.typ]
    if dok.version:
        yield "Version", dok.version
    if dok.beslut and org:
        detaljer = [d for d in (dok.beslut.paragraf, dok.beslut.diarienummer) if d]
        fastst = f" den {datum(dok.faststalld)}" if dok.faststalld else ""
        yield "Beslutad av", f"{org.namn(dok.beslut.av)}{fastst}" + (f" ({', '.join(detaljer)})" if detaljer else "")
    yield "Ägare", _rollnamn(org, dok.agare)
    if dok.granskad:
        yield "Granskad utan ändring", f"{datum(dok.granskad.datum)} av {_rollnamn(org, dok.granskad.av)}"
    if senaste := max(dok.andringar, key=lambda a: a.datum, default=None):
        vikt = " Läs igen: ändringen är betydande." if senaste.betydande else ""
        yield "Senaste ändring", f"Version {senaste.version}, {datum(senaste.datum)}: {senaste.vad.rstrip('.')}.{vikt}"
    if for_vem := _galler_for(org, dok):
        yield "Gäller för", for_vem


def _rollnamn(org: Organisation | None, id_: str) -> str:
    return org.namn(id_) if org else id_


# More roles than this are folded away, so that the steps come soon on a phone.
FLEST_ROLLER = 5


def _galler_for(org: Organisation | None, dok: Dokument) -> str | Markup:
    if org is None:
        return ""
    omfattning = dok.galler_for
    var = [org.enheter[e] for e in omfattning.enheter if e in org.enheter] or [
        org.verksamheter[v].namn for v in omfattning.verksamheter if v in org.verksamheter
    ]
    if not var and omfattning.niva == "förvaltning":
        var = ["hela förvaltningen"]
    roller = [org.namn(r) for r in omfattning.roller]
    if len(roller) > FLEST_ROLLER:
        vilka = och(var)
        return Markup("{}<details><summary>{} roller</summary> {}</details>").format(
            f"{vilka[:1].upper()}{vilka[1:]}: " if vilka else "", len(roller), och(roller)
        )
    text = ": ".join(och(del_) for del_ in (var, roller) if del_)
    return text[:1].upper() + text[1:]


# The map alone in the window is the same page at an address of its own: the style sheet does it, without a script.
_HELA_KARTAN = Markup(
    '<p class="kartlank" data-search-exclude><a class="karta-visa" href="#hela-kartan">Visa hela kartan</a>'
    '<a class="karta-stang" href="#aktiviteter">Tillbaka till texten</a></p>'
)


def _process(s: Sammanhang, dok: Dokument, process: Processbeskrivning) -> str:
    """Purpose, start and result, and the activities: drawn, and in order."""
    rader = [("Syfte", process.syfte), ("Startar när", process.startar_nar), ("Resultat", process.resultat)]
    if process.processledare:
        rader.append(("Processledare", _rollnamn(s.handbok.organisation, process.processledare)))
    steg = Markup("").join(_aktivitet(s, process, a) for a in process.aktiviteter)
    lista_ = Markup('<ol class="aktiviteter">{}</ol>').format(steg) if steg else Markup(
        '<p class="tomt">Aktiviteterna är inte beskrivna ännu.</p>'
    )  # fmt: skip
    karta = bred_bild("Visa kartan", processkarta(s, dok, process))
    hela = _HELA_KARTAN if process.aktiviteter and ritbar(process) else ""
    return (
        block(Markup('<dl class="fakta processfakta">{}</dl>').format(fakta(rader)))
        + rubrik(2, "Aktiviteter", "aktiviteter")
        + block(Markup('<div id="hela-kartan">{}<div id="processkarta">{}</div></div>').format(hela, karta))
        + block(lista_)
    )


def _aktivitet(s: Sammanhang, process: Processbeskrivning, aktivitet: Aktivitet) -> Markup:
    nummer = {a.id: (i, a.namn) for i, a in enumerate(process.aktiviteter, 1)}
    nasta = [
        (Markup("{}: ").format(steg.nar) if steg.nar else Markup(""), *nummer[steg.till], steg.till)
        for steg in process.nasta(aktivitet)
        if steg.till in nummer
    ]
    sedan = Markup("; ").join(
        Markup('{}<a href="#steg-{}">steg {}, {}</a>').format(nar, id_, nr, namn) for nar, nr, namn, id_ in nasta
    )
    roll = Markup.escape(_rollnamn(s.handbok.organisation, aktivitet.roll))
    rader = [("Roll", roll), ("Rutiner", _rutiner(s, aktivitet))]
    if delprocess := s.handbok.hitta(aktivitet.delprocess) if aktivitet.delprocess else None:
        rader.append(("Delprocess", doklank(s, delprocess)))
    if aktivitet.samverkan:
        rader.append(("Samverkan", Markup.escape(och(aktivitet.samverkan))))
    rader.append(("Sedan", sedan or Markup("Processen är klar.")))
    return Markup('<li id="steg-{}"><strong>{}</strong><dl class="fakta">{}</dl></li>').format(
        aktivitet.id, aktivitet.namn, fakta(rader)
    )


def _rutiner(s: Sammanhang, aktivitet: Aktivitet) -> Markup:
    """The routines the reader of this build may see; a reason where none is needed."""
    rutiner = [d for d in map(s.handbok.hitta, aktivitet.rutiner) if d]
    if rutiner:
        return Markup(", ").join(doklank(s, d) for d in rutiner)
    if aktivitet.rutin_behovs_inte:
        return Markup("Ingen rutin behövs: {}").format(aktivitet.rutin_behovs_inte)
    return Markup("")


def _om_dokumentet(s: Sammanhang, dok: Dokument) -> Iterator[str]:
    """Where the document is used, what law it rests on, what replaced what, and its history."""
    if anvands := oversikter.anvands_i(s.handbok, dok):
        punkter = [
            Markup('<a href="{}">{}</a>, steget {}{}').format(
                s.lank(p, f"steg-{a.id}"), p.titel, a.namn, marke(p, s.handbok)
            )
            for p, a in anvands
        ]
        yield rubrik(2, "Används i processer", "anvands-i") + block(lista(punkter))
    if dok.lagrum:
        yield rubrik(2, "Lagrum", "lagrum") + block(lista(_lagrum(s, dok)))
    ersatter = [d for d in map(s.handbok.hitta, dok.ersatter) if d]
    if ersatter:
        yield rubrik(2, "Ersätter", "ersatter") + block(lista(doklank(s, d) for d in ersatter))
    if dok.remiss and dok.lage(s.handbok.datum) == "remiss":
        org = s.handbok.organisation
        svar = [Markup("{} den {}: {}").format(_rollnamn(org, r.fran), datum(r.datum), r.text) for r in dok.remiss.svar]
        till = och(_rollnamn(org, r) for r in dok.remiss.till)
        yield rubrik(2, "Remiss", "remiss") + block(Markup("<p>Skickad till {}.</p>{}").format(till, lista(svar)))
    if dok.andringar:
        ordnade = sorted(dok.andringar, key=lambda a: a.datum, reverse=True)
        punkter = [
            Markup("Version {}, {}: {}{}").format(
                a.version, datum(a.datum), a.vad, Markup(" <strong>Betydande ändring.</strong>") if a.betydande else ""
            )
            for a in ordnade
        ]
        yield rubrik(2, "Ändringar", "andringar") + block(lista(punkter))


def _lagrum(s: Sammanhang, dok: Dokument) -> Iterator[Markup]:
    for text, traff in oversikter.lagrum_i(s.handbok, dok):
        if traff is None:
            yield Markup.escape(text)
        elif traff.forfattning.kort == traff.forfattning.nummer:
            yield Markup("{}, {}").format(text, traff.forfattning.titel)
        else:
            yield Markup("{}, {}").format(text, traff.forfattning.titel[:1].lower() + traff.forfattning.titel[1:])

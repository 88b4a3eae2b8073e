"""`handbok regel` and `handbok lag`: answers from the rules and the law register."""

import argparse
from datetime import date

from handbok import regelsidor
from handbok.kommandon import Kommandofel, idag, las
from handbok.konkordans import efterfoljare, gamla_platser
from handbok.kontroller import KONTROLLER
from handbok.lagrum import lagtolk, namn
from handbok.modell import Forfattning, Lagregister, Lagrum
from handbok.svenska import datum, menade_du


def regel(val: argparse.Namespace) -> int:
    """Explains a rule, or lists all."""
    if val.kod is None:
        for kontroll in KONTROLLER:
            varning = " (varning)" if kontroll.allvar == "varning" else ""
            print(f"{kontroll.kod}  {regelsidor.regelsida(kontroll).titel}{varning}")
        return 0
    per_kod = {k.kod: k for k in KONTROLLER}
    kod = val.kod.upper()
    if kod not in per_kod:
        raise Kommandofel(f"Regeln {kod} finns inte. {menade_du(kod, per_kod)}")
    print(regelsidor.som_text(regelsidor.regelsida(per_kod[kod])), end="")
    return 0


def lag(val: argparse.Namespace) -> int:
    """What the register and the concordance know of a citation. 1 where the act or paragraph does not exist."""
    handbok = las(val.rot, idag(val))
    if handbok.lagar is None:
        raise Kommandofel("data/lagar finns inte, eller har fel. Kör handbok kontrollera.")
    tolk = lagtolk(handbok.lagar)
    citat = tolk.header(val.lagrum, handbok.datum) or tolk.header(f"{val.lagrum} §", handbok.datum)  # LSS 9
    if citat is None:
        exempel = "SoL 14 kap. 3 §, SoL 14:3 eller LSS 24 b §"
        raise Kommandofel(f'"{val.lagrum}" går inte att förstå. Skriv till exempel {exempel}.')
    if citat.forfattning is None:
        print(f"{citat.namn} finns inte i data/lagar.")
        return 1
    if citat.strider:
        print(f"{citat.strider} är inte numret på {namn(citat.forfattning)}.")
    print(_om_forfattning(citat.forfattning, handbok.datum))
    svar = [_om_paragraf(handbok.lagar, x, handbok.datum) for x in citat.lagrum if x.kapitel]
    for text, _ in svar:
        print(text)
    lagar = {f: d for f, d in handbok.kontrollerade_register.items() if f.startswith("data/lagar/")}
    print("Registret är kontrollerat: " + "; ".join(f"{f} den {datum(d)}" for f, d in lagar.items()) + ".")
    return 0 if all(finns for _, finns in svar) and not citat.strider else 1


def _om_forfattning(f: Forfattning, idag: date) -> str:
    delar = [f"{namn(f)}: {f.titel}.", *_tider(f.i_kraft, f.upphavd, idag)]
    if f.upphavd_okant_datum:
        delar.append("Upphävd, dagen är inte känd.")
    if f.ersatt_av:
        delar.append(f"Ersatt av {', '.join(f.ersatt_av)}.")
    return " ".join(delar)


def _tider(fran: date | None, till: date | None, idag: date) -> list[str]:
    """`till` is the first day not in force."""
    borjar = "Gäller från den" if fran and fran <= idag else "Börjar gälla den"
    slutar = "Gäller inte sedan den" if till and till <= idag else "Slutar gälla den"
    return [f"{nar} {datum(dag)}." for nar, dag in ((borjar, fran), (slutar, till)) if dag]


def _om_paragraf(register: Lagregister, lagrum: Lagrum, idag: date) -> tuple[str, bool]:
    kap = f"{lagrum.kapitel} kap. " if lagrum.kapitel != "-" else ""
    plats = f"{kap}{lagrum.paragraf} §" if lagrum.paragraf else kap.strip()
    kapitel = lagrum.forfattning.kapitel
    finns = kapitel is None or (lagrum.kapitel in kapitel and lagrum.paragraf in (None, *kapitel[lagrum.kapitel or ""]))
    svar = "paragraferna är inte registrerade." if kapitel is None else "finns." if finns else "finns inte."
    rader = [f"{plats}: {svar}"]
    for tid in lagrum.forfattning.daterade:
        if (tid.kapitel, tid.paragraf) == (lagrum.kapitel, lagrum.paragraf):
            rader += [f"  {rad}" for rad in _tider(tid.fran, tid.till, idag)]
    rader += [f"  Motsvaras nu av {ny.rstrip('.')}." for ny in efterfoljare(register, lagrum)]
    rader += [f"  Motsvarade tidigare {gammal} i lag {nr}." for gammal, nr in gamla_platser(register, lagrum)]
    return "\n".join(rader), finns

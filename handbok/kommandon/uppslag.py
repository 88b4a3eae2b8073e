"""`handbok regel` and `handbok lag`: answers from the rules and the law register."""

import argparse

from handbok import regelsidor
from handbok.kommandon import Kommandofel, idag, las
from handbok.kontroller import KONTROLLER
from handbok.konkordans import efterfoljare, gamla_platser
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
    citat = lagtolk(handbok.lagar).header(val.lagrum, handbok.datum)
    if citat is None:
        raise Kommandofel(f'"{val.lagrum}" går inte att förstå. Skriv till exempel SoL 14 kap. 3 §, SoL 14:3 eller LSS 24 b §.')
    if citat.forfattning is None:
        print(f"{citat.namn} finns inte i data/lagar.")
        return 1
    print(_om_forfattning(citat.forfattning))
    svar = [_om_paragraf(handbok.lagar, x) for x in citat.lagrum if x.kapitel]
    for text, _ in svar:
        print(text)
    print("Registret är kontrollerat: " + "; ".join(f"{f} den {datum(d)}" for f, d in handbok.kontrollerade_register.items() if "lagar" in f) + ".")
    return 0 if all(finns for _, finns in svar) else 1


def _om_forfattning(f: Forfattning) -> str:
    delar = [f"{namn(f)}: {f.titel}."]
    if f.i_kraft:
        delar.append(f"Gäller från den {datum(f.i_kraft)}.")
    if f.upphavd:
        delar.append(f"Upphävd den {datum(f.upphavd)}.")
    if f.upphavd_okant_datum:
        delar.append("Upphävd, dagen är inte känd.")
    if f.ersatt_av:
        delar.append(f"Ersatt av {', '.join(f.ersatt_av)}.")
    return " ".join(delar)


def _om_paragraf(register: Lagregister, lagrum: Lagrum) -> tuple[str, bool]:
    plats = (f"{lagrum.kapitel} kap. " if lagrum.kapitel != "-" else "") + (f"{lagrum.paragraf} §" if lagrum.paragraf else "")
    kapitel = lagrum.forfattning.kapitel
    finns = kapitel is None or (lagrum.kapitel in kapitel and lagrum.paragraf in (None, *kapitel[lagrum.kapitel or ""]))
    rader = [f"{plats.strip()}: " + ("finns." if finns else "finns inte.") if kapitel is not None
             else f"{plats.strip()}: paragraferna är inte registrerade."]  # fmt: skip
    for tid in lagrum.forfattning.daterade:
        if (tid.kapitel, tid.paragraf) == (lagrum.kapitel, lagrum.paragraf):
            rader += [f"  Gäller från den {datum(tid.fran)}."] if tid.fran else []
            rader += [f"  Gäller till den {datum(tid.till)}."] if tid.till else []
    rader += [f"  Motsvaras nu av {ny}." + (f" {anm}." if anm else "") for ny, anm in efterfoljare(register, lagrum)]
    rader += [f"  Motsvarade tidigare {gammal} i lag {nr}." for gammal, nr in gamla_platser(register, lagrum)]
    return "\n".join(rader), finns

"""Registers for a small handbook: one entry of each kind that is in order, and one that is not."""

from tests.conftest import Provbok

RISKER = """\
- {id: natt, beskrivning: Få i tjänst på natten, process: stod, datum: 2026-01-20, sannolikhet: 3, konsekvens: 4, ansvarig: enhetschef, åtgärder: [larm], egenkontroller: [planer]}
- {id: varme, beskrivning: Varma somrar, datum: 2025-05-20, sannolikhet: 4, konsekvens: 4, ansvarig: verksamhetschef}
- {id: liten, beskrivning: Ont om parkering, datum: 2026-05-20, sannolikhet: 1, konsekvens: 2, ansvarig: enhetschef, publicering: publik}
"""
EGENKONTROLLER = """\
- {id: planer, vad: Planerna är aktuella, hur: Stickprov, ansvarig: enhetschef, process: stod, från: 2025-01-01, intervall_månader: 6, utfall: [{datum: 2025-05-10, resultat: ej}, {datum: 2026-10-10, resultat: godkänd, not: Nio av tio}]}
- {id: hygien, vad: Händerna är rena, ansvarig: enhetschef, från: 2026-01-01, intervall_månader: 3}
"""
ATGARDER = """\
- {id: larm, vad: Larm provas varje vecka, källa: {slag: risk, ref: natt}, ansvarig: enhetschef, klart_senast: 2026-06-30, status: stängd, ändrar: [{dokument: fall, version: 1.0}], effekt: {följs_upp: 2026-10-01, bedömning: god, not: Färre fall}}
- {id: sen, vad: Svara i tid, källa: {slag: klagomål, ref: Sena svar}, ansvarig: enhetschef, klart_senast: 2026-08-31, status: pågår}
- {id: ny, vad: Ny mall, källa: {slag: förbättringsområde, ref: lofte}, ansvarig: enhetschef, klart_senast: 2027-03-31, status: planerad, effekt: {följs_upp: 2027-09-30}}
"""
FORBATTRINGSOMRADEN = """\
- {id: lofte, period: 2024, vad: Riskanalys före förändringar, ansvarig: enhetschef, effektmått: Andel med riskanalys}
- {id: svarat, period: 2024, vad: Bedöm i tid, ansvarig: enhetschef, utfall: {period: 2025, bedömning: delvis, not: Fyra av nio}}
"""
AVTAL = """\
- {område: Resor, avtalsform: LOU, år: 2025, bedömning: ej, åtgärdsplan: {status: pågår, uppföljd: 2025-12-07, not: Ny upphandling}}
- {område: Resor, avtalsform: LOU, år: 2026, bedömning: delvis, åtgärdsplan: {status: godkänd}}
- {område: Hemtjänst, avtalsform: LOV, år: 2026, bedömning: godkänd}
- {område: Städ, avtalsform: LOU, år: 2026, bedömning: ej, publicering: intern}
"""
ARSHJUL = """\
- {id: rapport, vad: Skriv rapporten, steg: studera, ansvarig: enhetschef, tider: [{från: 01-10, till: 03-01}], lagrum: [SoL 5 kap. 1 §], dokument: stod}
- {id: plan, vad: Gör planen, steg: planera, ansvarig: verksamhetschef, tider: [{till: 04-30}, {från: 12-15, till: 01-31}], dokument: stod}
- {id: alltid, vad: Läs avvikelser, steg: genomföra, ansvarig: enhetschef, löpande: varje vecka, dokument: fall}
"""
ALLA = {
    "risker": RISKER, "egenkontroller": EGENKONTROLLER, "atgarder": ATGARDER,
    "forbattringsomraden": FORBATTRINGSOMRADEN, "avtalsuppfoljning": AVTAL, "arshjul": ARSHJUL,
}  # fmt: skip


def med_register(bok: Provbok) -> Provbok:
    """The handbook with all registers."""
    for namn, innehall in ALLA.items():
        bok.skriv(f"data/register/{namn}.yml", innehall)
    return bok


def berattelse(bok: Provbok, period: str) -> Provbok:
    """An adopted, public report of a year, with a chapter to write in."""
    return bok.skriv(f"docs/kvalitetsberattelse/{period}/index.md", f"""\
        ---
        titel: Kvalitetsberättelse {period}
        period: {{namn: {period}, från: {period}-01-01, till: {period}-12-31}}
        status: gällande
        version: 1.0
        datum: {{fastställd: {period}-11-01}}
        beslut: {{av: socialnamnden}}
        ---
        Text.
        """)  # fmt: skip

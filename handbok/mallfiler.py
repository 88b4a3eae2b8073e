"""Templates for `handbok ny`: a whole draft that passes every check and says what to fill in."""

from handbok.modell import Organisation

_RUTIN = """---
titel: {titel}
typ: rutin
status: utkast
version: 0.1
ägare: {agare}                  # byt till den roll som ansvarar för rutinen
publicering: intern
sökord: []                      # vardagliga ord som personalen söker på
---
## Syfte

Skriv i en eller två meningar vad rutinen ska leda till för den enskilde.

## Vem gör vad

- Skriv en rad för varje roll.

## Gör så här

1. Skriv ett steg per rad. Börja med det som är bråttom.
2. Skriv i du-form.

## Dokumentera

Skriv vad som ska dokumenteras, och var.

## När något går fel

Skriv vad du gör och vem du kontaktar.
"""

_PROCESS = """---
titel: {titel}
typ: process
status: utkast
version: 0.1
ägare: {agare}                  # byt till den roll som äger processen
kategori: huvud                 # ledning, huvud eller stöd
processledare: {agare}
syfte: Skriv vad processen ska leda till för den enskilde
startar_när: Skriv vad som startar processen
resultat: Skriv vad som är klart när processen är slut
publicering: intern
aktiviteter:
  - id: forsta
    namn: Första aktiviteten
    roll: {agare}
    rutin_behövs_inte: Skriv varför, eller ersätt raden med rutiner
---
## Om processen

Skriv kort vilka som deltar och var processen möter andra processer.
"""

MALLAR = {"rutin": ("rutiner", _RUTIN), "process": ("processer", _PROCESS)}


def utkast(slag: str, titel: str, organisation: Organisation) -> str:
    """The text of a new draft. The owner is the first role, to be changed; the title is quoted, whatever it holds."""
    agare = next(iter(organisation.roller), "agare")
    citerad = '"' + titel.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return MALLAR[slag][1].format(titel=citerad, agare=agare)

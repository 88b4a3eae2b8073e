"""For a person at a terminal."""

from handbok.kontroller import Undantagen
from handbok.rapport.grund import Rapport
from handbok.svenska import HART_BLANKSTEG, antal, datum, och

VISADE_FILER = 3


def som_text(rapport: Rapport) -> str:
    """`fil:rad:kolumn: KOD vad` and below it what to do; then what was and was not checked."""
    rader = []
    for a in rapport.anmarkningar:
        p = a.fynd.plats
        varning = " (varning)" if a.allvar == "varning" else ""
        rader += [f"{p.fil}:{p.rad}:{p.kolumn}: {a.kod}{varning} {a.fynd.text}", f"    Gör så här: {a.fynd.gor_sa_har}"]
    if rapport.inte_kontrollerat:
        rader += ["", "Inte kontrollerat:"]
        samlat = rapport.samlat_inte_kontrollerat()
        rader += [f"  {filer_i_korthet(filer)}: {vad}. {varfor}" for vad, varfor, filer in samlat]
    if rapport.undantagna:
        rader += ["", "Undantag:"]
        rader += [f"  {u.fil}:{u.rad}: {u.kod} {giltighet(u)}. {u.skal}" for u in rapport.undantagna]
    return "\n".join(map(utan_styrtecken, [*rader, "", *sammanfattning(rapport)])).lstrip("\n") + "\n"


def utan_styrtecken(rad: str) -> str:
    """A line that cannot steer the terminal or break in two, whatever a file is called."""
    return "".join(t if t.isprintable() or t == HART_BLANKSTEG else "\N{REPLACEMENT CHARACTER}" for t in rad)


def giltighet(u: Undantagen) -> str:
    """How long an exemption lasts; what an adopted table declares has no end."""
    return f"till och med den {datum(u.till)}" if u.till else "känt fel i en fastställd tabell"


def filer_i_korthet(filer: list[str]) -> str:
    """The first few files and how many more."""
    fler = len(filer) - VISADE_FILER
    return ", ".join(filer[:VISADE_FILER]) + (f" och {antal(fler, 'fil', 'filer')} till" if fler > 0 else "")


def sammanfattning(rapport: Rapport) -> list[str]:
    """The day, what was read, and the counts."""
    kontrollerat = och(f"{n} {vad}" for vad, n in rapport.kontrollerat.items())
    return [
        f"Läget den {datum(rapport.datum)}. Kontrollerat: {kontrollerat}.",
        f"{antal(rapport.antal_fel, 'fel', 'fel')}, {antal(rapport.antal_varningar, 'varning', 'varningar')}, "
        f"{antal(len(rapport.undantagna), 'undantag', 'undantag')}, "
        f"{antal(len(rapport.inte_kontrollerat), 'sak inte kontrollerad', 'saker inte kontrollerade')}.",
    ]

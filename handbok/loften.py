"""The promise ledger: what a kvalitetsberättelse promised, who answers for it, and what became of it."""

from collections import Counter

from markupsafe import Markup

from handbok.bitar import Sammanhang, tabellruta
from handbok.registerrader import Lofte, ansvarig, loften
from handbok.svenska import datum
from handbok.urval import visade

UTFALL = {"uppnått": ("✓", "Uppnått"), "delvis": ("◐", "Delvis uppnått"), "ej": ("✕", "Inte uppnått"),
          "ej_mätt": ("?", "Inte mätt")}  # fmt: skip


def loftestabell(s: Sammanhang, period: str) -> Markup:
    """Responsible, measure and åtgärder; elsewhere than in the report that promised, the outcome too."""
    alla = [lofte for lofte in loften(s.handbok) if lofte.post.falt["period"] == period]
    synliga = [lofte for lofte in alla if visade([lofte.post], s.text, s.handbok)]
    huvud = ["Förbättringsområde", "Ansvarig", "Åtgärder"]
    if period == s.period:
        return tabellruta(f"Förbättringsområden efter {period}", huvud, [_rad(s, lofte) for lofte in synliga])
    antal = Counter(lofte.bedomning for lofte in alla)
    summa = [f"{ord_.lower()} {antal[b]}" for b, (_, ord_) in UTFALL.items() if antal[b]]
    if antal[None]:
        summa.append(f"utan utfall ännu {antal[None]}")
    sagt = Markup("<p><strong>Områden: {}.</strong> {}.</p>").format(len(alla), ", ".join(summa).capitalize())
    rader = [_rad(s, lofte, med_laget=True) for lofte in synliga]
    for lofte, rad in zip(synliga, rader, strict=True):
        rad.insert(1, _utfall(lofte))
    huvud.insert(1, "Utfall")
    return sagt + tabellruta(f"Utfall av förbättringsområdena för {period}", huvud, rader)


def _rad(s: Sammanhang, lofte: Lofte, *, med_laget: bool = False) -> list[Markup | str]:
    falt = lofte.post.falt
    atgarder = []
    for atgard in (a.falt for a in visade(lofte.atgarder, s.text, s.handbok)):
        laget = atgard["status"] if med_laget else f"klart senast {datum(atgard['klart_senast'])}"
        atgarder.append(Markup("{} ({})").format(atgard["vad"], laget))
    matt = Markup("<br>Mått: {}").format(falt["effektmått"]) if "effektmått" in falt else ""
    vad = Markup("<strong>{}</strong>{}").format(falt["vad"], matt)
    return [vad, ansvarig(s.handbok, lofte.post, s.dag), Markup("<br>").join(atgarder) or "Ingen beslutad"]


def _utfall(lofte: Lofte) -> Markup | str:
    """A sign and a word, and the note."""
    if lofte.bedomning is None:
        return "Inget utfall ännu"
    not_ = lofte.post.falt["utfall"].get("not")
    return Markup('<span class="utfall"><span aria-hidden="true">{}</span> <strong>{}</strong></span>{}').format(
        *UTFALL[lofte.bedomning], Markup("<br>{}").format(not_) if not_ else ""
    )

"""Pages that no file of the repository holds: they are made of the handbook itself, for any generator."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from handbok.bitar import Sammanhang
from handbok.kontroller import KONTROLLER
from handbok.lagesbild import Lagesbild
from handbok.lagoversikt import lagbruk
from handbok.mina_rutiner import MAPP, kunskaper
from handbok.modell import Handbok, Lagen, Sida
from handbok.publicering import lagessida, lagsida, rollsida
from handbok.regelsidor import regelsida, som_markdown

# For those who edit; so never public.
REGELSIDAN = "docs/guider/regler.md"


@dataclass(frozen=True, slots=True)
class Gjord:
    """A made page: its path, title and search words, the Markdown it begins with, and ready HTML after that.

    Search reads the Markdown alone: it finds what the lists lead to on pages of their own.
    """

    sida: Sida
    markdown: Callable[[Sammanhang], str]
    html: Callable[[Sammanhang], Markup] | None = None


def gjorda(handbok: Handbok, bild: Lagesbild) -> Iterator[Gjord]:
    """The rules' page, the state of it all, a page per role and enhet, and one per act that a document names."""
    yield Gjord(_sida(REGELSIDAN, "Regler", publik=False, lasare="redigerare"), _regler)
    laget = _sida(lagessida.SIDAN, "Läget", ("försenade dokument", "öppna slingor", "översyn"), publik=False)
    yield Gjord(laget, partial(lagessida.lagessida, bild=bild))
    gemensamma = rollsida.rader(Sammanhang(handbok, _sida(f"{MAPP}/roll/x.md", "")))
    for k in kunskaper(handbok):
        # The public part would count fewer documents, as if that were all a role must know.
        sida = _sida(k.malgrupp.fil, f"{k.malgrupp.namn} – mina rutiner", publik=False)
        hela = partial(rollsida.rollsida, k=k, gemensamma=gemensamma)
        yield Gjord(sida, partial(rollsida.ingress, k=k), hela)
    for bruk in (b for b in lagbruk(handbok) if b.dokument):
        sokord = tuple(o for o in (bruk.forfattning.nummer, bruk.forfattning.kort) if o)
        # Those who write look up an act; others look for what it leads to.
        sida = _sida(bruk.fil, bruk.titel, sokord, lasare="redigerare")
        yield Gjord(sida, partial(lagsida.ingress, bruk=bruk), partial(lagsida.lagsida, bruk=bruk))


def _regler(_: Sammanhang) -> str:
    return "\n".join(som_markdown(regelsida(k)) for k in KONTROLLER)


def _sida(
    fil: str, titel: str, sokord: tuple[str, ...] = (), *, publik: bool = True, lasare: str | None = None
) -> Sida:
    return Sida(
        fil=fil, titel=titel, publik=publik, sokord=sokord, lasare=lasare, undantag=(), period=None, berattelse=None,
        text="", textrad=1, lagen=Lagen(fil, varden={("titel",): (1, 1)}),
    )  # fmt: skip

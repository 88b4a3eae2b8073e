"""LNK: does everything that is pointed at exist?"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from handbok import adresser
from handbok.ankare import ankare
from handbok.kontroller.tal import makrosvar
from handbok.lankar import Lank, las_lankar
from handbok.makrosvar import Makrofel
from handbok.modell import Dokument, Fynd, Handbok, InteKontrollerat, Plats, Registerpost, Sida
from handbok.modell.grund import Nyckelvag
from handbok.svenska import menade_du

# A text with more broken links than this is not guessed about: each guess compares with every name there is.
FLEST_FORSLAG = 100


def bruten_lank(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """En länk eller ett id pekar på något som inte finns.

    Vad: En länk i texten leder till en fil som inte finns, eller sidhuvudet eller ett register nämner ett
    dokument, en aktivitet, en risk eller en åtgärd som inte finns.

    Varför: Den som har bråttom hamnar på en felsida i stället för på rätt rutin.

    Gör så här: Rätta namnet. Meddelandet föreslår det som liknar mest.

    Fel:
        rutiner: [lex-sara]

    Rätt:
        rutiner: [lex-sarah]
    """
    for dok in handbok.dokument:
        for vag, id_ in _dokument_i(dok):
            yield from _dokument(handbok, dok.plats(*vag), id_)
        yield from _aktiviteter(dok)
    yield from _i_register(handbok)
    yield from _i_text(handbok)
    for plats, svar in makrosvar(handbok):
        if isinstance(svar, Makrofel) and svar.slag == "dokument":
            yield Fynd(plats, svar.text, svar.gor_sa_har)


def _dokument_i(dok: Dokument) -> Iterator[tuple[Nyckelvag, str]]:
    yield from ((("ersätter", i), id_) for i, id_ in enumerate(dok.ersatter))
    if dok.ersatt_av:
        yield ("ersatt_av",), dok.ersatt_av
    for i, aktivitet in enumerate(dok.process.aktiviteter if dok.process else ()):
        yield from ((("aktiviteter", i, "rutiner", j), id_) for j, id_ in enumerate(aktivitet.rutiner))
        if aktivitet.delprocess:
            yield ("aktiviteter", i, "delprocess"), aktivitet.delprocess


def _dokument(handbok: Handbok, plats: Plats, id_: str) -> Iterator[Fynd | InteKontrollerat]:
    if handbok.hitta(id_):
        return
    if id_ in handbok.trasiga:
        yield InteKontrollerat(plats.fil, f"hänvisningen till {id_} på rad {plats.rad}",
                               f"{handbok.trasiga[id_]} har fel som måste rättas först.")  # fmt: skip
        return
    gor = menade_du(id_, handbok.per_id) or "Rätta id:t. Det är filens namn utan .md."
    yield Fynd(plats, f"Dokumentet {id_} finns inte.", gor, namn=(id_,))


def _aktiviteter(dok: Dokument) -> Iterator[Fynd]:
    aktiviteter = dok.process.aktiviteter if dok.process else ()
    kanda = dict.fromkeys(a.id for a in aktiviteter)
    alla = (((i, "sedan", j, "till"), s.till) for i, a in enumerate(aktiviteter) for j, s in enumerate(a.sedan))
    for nr, (vag, id_) in enumerate((vag, id_) for vag, id_ in alla if id_ not in kanda):
        gor = menade_du(id_, kanda) if nr < FLEST_FORSLAG else ""
        yield Fynd(
            dok.plats("aktiviteter", *vag), f"Aktiviteten {id_} finns inte i processen.",
            gor or "Rätta aktivitetens id.", namn=(id_,),
        )  # fmt: skip


_SLAG = {"atgarder": "Åtgärden", "egenkontroller": "Egenkontrollen", "risker": "Risken"}


def _i_register(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    kanda = {register: {p.id for p in handbok.register if p.register == register and p.id} for register in _SLAG}
    for post in handbok.register:
        plats: Callable[..., Plats] = lambda *vag, p=post: p.lagen.varde((*p.nyckelvag, *vag))  # noqa: E731
        for nyckel in ("process", "dokument"):
            if nyckel in post.falt:
                yield from _dokument(handbok, plats(nyckel), post.falt[nyckel])
        for i, andring in enumerate(post.falt.get("ändrar", ())):
            yield from _dokument(handbok, plats("ändrar", i, "dokument"), andring["dokument"])
        for vag, register, id_ in _poster_i(post):
            if id_ not in kanda[register]:
                yield _okand_post(handbok, plats(*vag), register, id_, kanda[register])


def _poster_i(post: Registerpost) -> Iterator[tuple[Nyckelvag, str, str]]:
    """Every entry of another register that an entry names, with its place."""
    for nyckel, register in (("åtgärder", "atgarder"), ("egenkontroller", "egenkontroller")):
        yield from (((nyckel, i), register, id_) for i, id_ in enumerate(post.falt.get(nyckel, ())))
    kalla = post.falt.get("källa", {})
    if kalla.get("slag") == "risk" and "ref" in kalla:
        yield ("källa", "ref"), "risker", kalla["ref"]


def _okand_post(handbok: Handbok, plats: Plats, register: str, id_: str, kanda: set[str]) -> Fynd | InteKontrollerat:
    fil = f"data/register/{register}.yml"
    if fil in handbok.trasiga or fil not in handbok.filer:
        varfor = "har fel som måste rättas först" if fil in handbok.trasiga else "finns inte"
        return InteKontrollerat(plats.fil, f"hänvisningen till {id_} på rad {plats.rad}", f"{fil} {varfor}.")
    return Fynd(plats, f"{_SLAG[register]} {id_} finns inte.", menade_du(id_, kanda) or "Rätta id:t.", namn=(id_,))


ankare_pa = lru_cache(maxsize=10_000)(ankare)


@lru_cache(maxsize=10_000)
def lankar_i(text: Dokument | Sida) -> tuple[Lank, ...]:
    """The links of a text, read once."""
    return tuple(las_lankar(text.text, text.fil))


def _i_text(handbok: Handbok) -> Iterator[Fynd]:
    publicerade = {fil for fil in handbok.filer if adresser.sajtfil(fil)}
    namn = {fil.rsplit("/", 1)[-1]: fil for fil in sorted(publicerade)}
    for text in handbok.texter:
        brutna = (lank for lank in lankar_i(text) if lank.mal not in publicerade)
        for nr, lank in enumerate(brutna):
            filnamn = (lank.mal or lank.skriven).rsplit("/", 1)[-1]
            gor = f"Filen finns i {namn[filnamn]}." if filnamn in namn else ""
            if not gor and nr < FLEST_FORSLAG:
                gor = menade_du(filnamn, namn)
            yield Fynd(
                Plats(text.fil, lank.rad + text.textrad - 1, lank.kolumn),
                f"Länken {lank.skriven} leder ingenstans.", gor or "Rätta länken.", namn=(lank.skriven,),
            )  # fmt: skip
        yield from _ankare(handbok, text)


def _ankare(handbok: Handbok, text: Dokument | Sida) -> Iterator[Fynd]:
    """Links to a heading that the page does not have."""
    for lank in lankar_i(text):
        mal = handbok.text_per_fil.get(lank.mal or "") if lank.ankare else None
        kanda = ankare_pa(mal) if mal else None
        if kanda is not None and unquote(lank.ankare) not in kanda and not lank.ankare.startswith(("fn:", "fnref:")):
            yield Fynd(
                Plats(text.fil, lank.rad + text.textrad - 1, lank.kolumn),
                f"Länken {lank.skriven} leder till en rubrik som inte finns.",
                menade_du(lank.ankare, kanda) or "Rätta namnet efter #, eller sätt {#namnet} efter rubriken.",
                namn=(lank.skriven,),
            )  # fmt: skip

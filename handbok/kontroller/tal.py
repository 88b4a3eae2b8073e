"""TAL: figures and the macros that print them."""

from collections.abc import Iterator
from functools import lru_cache

from handbok.bitar import Sammanhang
from handbok.kontroller.tabellnamn import okanda_namn
from handbok.kontroller.tal_over_tid import andrade_siffror, cellplats
from handbok.makron import svara
from handbok.makrosvar import InteBedombart, Makrofel
from handbok.mallar import las_mall
from handbok.modell import Cell, Fynd, Handbok, InteKontrollerat, KantFel, Plats, Tabell
from handbok.siffror.avstamning import Ovisst, stam_av
from handbok.siffror.samband import Brist


@lru_cache(maxsize=1)
def makrosvar(handbok: Handbok) -> tuple[tuple[Plats, Makrofel | InteBedombart], ...]:
    """Every macro call of every text that cannot be answered, with its place."""
    svar: list[tuple[Plats, Makrofel | InteBedombart]] = []
    for text in handbok.texter:
        sammanhang = Sammanhang(handbok, text)
        for anrop in las_mall(text.text)[0]:
            try:
                svara(sammanhang, anrop)
            except (Makrofel, InteBedombart) as fel:
                svar.append((Plats(text.fil, anrop.rad + text.textrad - 1, anrop.kolumn), fel))
    return tuple(svar)


def otillatet_anrop(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Ett makro är skrivet på fel sätt, eller nämner något som inte finns.

    Vad: Mellan {{ och }} får det bara stå ett anrop av ett av handbokens makron med utskrivna argument.
    Tabellen, raden, kolumnen och perioden måste finnas.

    Varför: En siffra som inte kommer från en tabell kan vara fel, och annat än anrop körs aldrig.

    Gör så här: Rätta namnet. Meddelandet föreslår det som liknar mest.

    Fel:
        {{ tal("avvikelser", "Totalt", "Anta") }}

    Rätt:
        {{ tal("avvikelser", "Totalt", "Antal") }}
    """
    for text in handbok.texter:
        for fel in las_mall(text.text)[1]:
            yield Fynd(Plats(text.fil, fel.rad + text.textrad - 1, fel.kolumn), fel.text, fel.gor_sa_har)
    for tabell in handbok.tabeller:
        yield from okanda_namn(tabell, handbok)
    for plats, svar in makrosvar(handbok):
        if isinstance(svar, InteBedombart):
            yield InteKontrollerat(plats.fil, f"makrot på rad {plats.rad}", f"{svar} har fel som måste rättas först.")
        elif svar.slag == "argument":
            yield Fynd(plats, svar.text, svar.gor_sa_har)


@lru_cache(maxsize=1)
def _utfall(handbok: Handbok) -> tuple[tuple[Tabell, Brist | Ovisst], ...]:
    return tuple((t, utfall) for t in handbok.tabeller for utfall in stam_av(t, handbok))


def obedombart(kant: KantFel, tabell: Tabell, handbok: Handbok) -> bool:
    """Whether a declared fault could not be looked for: a part has no number, or a relation names what is not there."""
    okant = any(t is tabell and isinstance(u, Ovisst) and (u.kod, u.rad, u.kolumn) == (kant.kod, kant.rad, kant.kolumn)
                for t, u in _utfall(handbok))  # fmt: skip
    return okant or any(okanda_namn(tabell, handbok))


def _brister(handbok: Handbok, kod: str) -> Iterator[Fynd | InteKontrollerat]:
    for tabell, utfall in _utfall(handbok):
        if utfall.kod != kod:
            continue
        if isinstance(utfall, Ovisst):
            yield InteKontrollerat(tabell.fil, utfall.vad, utfall.varfor)
            continue
        var = ", ".join(n for n in (utfall.rad, utfall.kolumn) if n is not None)
        yield Fynd(
            cellplats(tabell, utfall.rad, utfall.kolumn), f"{var}: {utfall.vad}",
            "Rätta siffran. Är tabellen redan fastställd och tryckt så, skriv kända_fel med förklaring.",
            cell=Cell(tabell.id, utfall.rad, utfall.kolumn), angivet=utfall.angivet, raknat=utfall.raknat,
        )  # fmt: skip


def fel_summa(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """En summa stämmer inte.

    Vad: Totalen är inte summan av delarna.

    Varför: Den som läser kan inte veta vilket tal som är rätt, och litar då inte på något av dem.

    Gör så här: Rätta talet. Är tabellen redan fastställd och tryckt, skriv kända_fel med förklaring.

    Fel:
        Totalt;8     # delarna är 3, 0, 2 och 2

    Rätt:
        Totalt;7
    """
    return _brister(handbok, "TAL001")


def fel_helhet(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Andelarna blir inte en helhet.

    Vad: Andelarna i en kolumn eller på en rad blir inte tillsammans det de ska, oftast 100 procent.

    Varför: Någon av andelarna är fel, eller så saknas en grupp.

    Gör så här: Rätta andelen, lägg till gruppen, eller ange en tolerans för avrundning.

    Fel:
        Offentlig regi;78,4 %
        Enskild regi;22,2 %

    Rätt:
        Offentlig regi;77,8 %
        Enskild regi;22,2 %
    """
    return _brister(handbok, "TAL002")


def fel_formel(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """En formel eller kontroll stämmer inte.

    Vad: Talet är inte det som kolumnens formel ger, eller ett samband i kontroller gäller inte.

    Varför: Talet är räknat på fel sätt, eller så är något av talen det bygger på fel.

    Gör så här: Räkna om och rätta talet, eller rätta formeln.

    Fel:
        formel: "100 * [Ej bedömda] / [Totalt]"     # ger 18, men det står 19

    Rätt:
        Totalt;5418;952;18
    """
    return _brister(handbok, "TAL003")


def utanfor_grupperna(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """En total ligger utanför sina grupper.

    Vad: En total för alla ska ligga mellan gruppernas värden, men gör det inte.

    Varför: Något av talen är fel. Ett medelvärde kan inte vara högre än alla sina delar.

    Gör så här: Rätta talet. Är tabellen redan fastställd, skriv kända_fel med förklaring.

    Fel:
        Totalt 44 %, kvinnor 28 %, män 16 %

    Rätt:
        Totalt 24 %, kvinnor 28 %, män 16 %
    """
    return _brister(handbok, "TAL004")


def olika_varden(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """Samma mått har olika värden.

    Vad: Två tabeller anger olika tal för samma sak, eller ett gammalt tal har ändrats utan skäl. Siffrorna i en
    fastställd kvalitetsberättelse jämförs med dem som fastställdes. Siffror ur registren läses som de var då.

    Varför: Läsaren ser två svar på samma fråga.

    Gör så här: Rätta det tal som är fel. Har ett gammalt tal ändrats med rätta, skriv reviderad med skäl.

    Fel:
        Ej bedömda: 952 i en tabell och 925 i en annan

    Rätt:
        Ej bedömda: 952 i båda
    """
    yield from _brister(handbok, "TAL005")
    yield from andrade_siffror(handbok)


def obelagd_tabell(handbok: Handbok) -> Iterator[Fynd]:
    """En tabell saknar källa, period eller beslut om röjande.

    Vad: Bredvid varje CSV-fil ska det finnas en YAML-fil som säger var siffrorna kommer ifrån,
    vilken tid de gäller och hur små tal skyddas. En tabell där varje tal är saknas behöver ännu ingen källa.

    Varför: Utan källa kan ingen kontrollera siffran. Utan beslut om röjande kan ett litet tal peka ut en person.

    Gör så här: Lägg till uppgifterna i YAML-filen.

    Fel:
        titel: Klagomål
        enhet: antal

    Rätt:
        titel: Klagomål
        enhet: antal
        period: {från: 2024-01-01, till: 2024-12-31}
        källa: {system: Klagomålsmodulen, uttag: 2025-01-20}
        röjande: {beslut: ingen, motivering: Antal händelser, inte personer}
    """
    yield from (fel.fynd for fel in handbok.lasfel if fel.slag == "obelagd")
    for tabell in handbok.tabeller:
        celler = [c for rad in tabell.rader.values() for c in rad.values() if c.enhet != "text"]
        ifylld = not celler or any(c.kod != "saknas" for c in celler)
        for nyckel in ("period", "källa", "röjande"):
            if nyckel not in tabell.relationer and (nyckel != "källa" or ifylld):
                yield Fynd(Plats(tabell.fil_yaml), f"{nyckel} saknas.", f"Lägg till {nyckel} i {tabell.fil_yaml}.")

"""TAL009, and TAL005 over time: figures too old, left standing from last year, or changed since they were adopted."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from handbok.mallar import las_mall
from handbok.modell import Cell, Fynd, Handbok, InteKontrollerat, Plats, Sida, Tabell
from handbok.registermakron import UR_REGISTREN
from handbok.siffror.exakta import skriv
from handbok.siffror.faststallt import Andrad, andrade
from handbok.siffror.over_tid import upprepade
from handbok.siffror.relationer import Ruta
from handbok.svenska import antal, datum, manader_senare


def cellplats(tabell: Tabell, rad: str | None, kolumn: str | None) -> Plats:
    """Where a cell, a row or a column of a table stands in its CSV file."""
    nummer = next((i for i, k in enumerate(tabell.kolumner, 2) if k.namn == kolumn), 1)
    cell = next(iter(tabell.rader[rad].values()), None) if rad is not None else None
    return Plats(tabell.fil, cell.rad if cell else 1, nummer)


def for_gammal(handbok: Handbok) -> Iterator[Fynd]:
    """Siffrorna är för gamla.

    Vad: Uttaget är äldre än tabellen själv tillåter i högst_månader. Ett värde som är samma som förra perioden i
    samma serie ger en varning: är det inaktuellt? Noll räknas inte. Frågan ställs tills periodens
    kvalitetsberättelse är fastställd.

    Varför: En gammal siffra som visas som ny leder fel.

    Gör så här: Ta ut siffrorna på nytt, eller ändra högst_månader om de får vara äldre. Stämmer ett värde som är
    samma som förra perioden behöver du inte göra något.

    Fel:
        källa: {system: Avvikelsemodulen, uttag: 2024-01-20}
        högst_månader: 15

    Rätt:
        källa: {system: Avvikelsemodulen, uttag: 2026-01-20}
        högst_månader: 15
    """
    for tabell in handbok.tabeller:
        hogst = tabell.relationer.get("högst_månader")
        if hogst and tabell.kalla and (sist := manader_senare(tabell.kalla.uttag, hogst)) < handbok.datum:
            yield Fynd(
                tabell.lagen.varde(("källa", "uttag")),
                f"{tabell.titel}: siffrorna fick användas till den {datum(sist)}.",
                "Ta ut siffrorna på nytt, eller ändra högst_månader.", namn=("uttag",),
            )  # fmt: skip
        berattelse = handbok.berattelser.get(tabell.periodnamn)
        if not (berattelse and berattelse.i_kraft(handbok.datum)):
            yield from _inaktuella(tabell, list(upprepade(tabell, handbok)))


# More cells than this are counted, not named.
FLEST_NAMNDA = 3


def _inaktuella(tabell: Tabell, upprepade: list[tuple[Ruta, Tabell]]) -> Iterator[Fynd]:
    """One question for a table, at its first value that is last period's."""
    if not upprepade:
        return
    rutor, forra = [ruta for ruta, _ in upprepade], upprepade[0][1]
    namn = [f"{rad}, {kolumn}" for rad, kolumn in rutor[:FLEST_NAMNDA]]
    fler = len(rutor) - FLEST_NAMNDA
    vilka = "; ".join(namn) + (f" och {antal(fler, 'till', 'till')}" if fler > 0 else "")
    vad = "Värdet är detsamma" if len(rutor) == 1 else "Värdena är desamma"
    rad, kolumn = rutor[0]
    varde = skriv(tabell.rader[rad][kolumn].tal or Decimal(0))
    yield Fynd(
        cellplats(tabell, rad, kolumn), f"{vilka}: {vad} som för {forra.periodnamn}. Inaktuellt?",
        "Kontrollera att siffrorna är nya. Stämmer de behöver du inte göra något.", allvar="varning",
        cell=Cell(tabell.id, rad, kolumn), angivet=varde, raknat=varde,
    )  # fmt: skip


def andrade_siffror(handbok: Handbok) -> Iterator[Fynd | InteKontrollerat]:
    """TAL005: what an adopted report's tables state otherwise than when they were adopted, without a reason."""
    gallande = {s.period: s for s in handbok.sidor if s.berattelse and s.berattelse.status == "gällande" and s.period}
    if handbok.historik_okand:
        for period in sorted({t.periodnamn for t in handbok.tabeller} & set(gallande)):
            vad = "om siffrorna är ändrade sedan de fastställdes"
            yield InteKontrollerat(f"data/{period}", vad, handbok.historik_okand)
    yield from _okanda_register(handbok, gallande)
    tabeller = {t.fil: t for t in handbok.tabeller}
    for period, fore in sorted(handbok.faststallda.items()):
        for fil, rader in sorted(fore.tabeller.items()):
            if fil in tabeller:
                yield from (_andrad(tabeller[fil], a) for a in andrade(tabeller[fil], rader))
            elif fil in handbok.trasiga:
                varfor = "Filen har fel som måste rättas först."
                yield InteKontrollerat(fil, "om siffrorna är ändrade sedan de fastställdes", varfor)
            else:
                id_ = fil.rsplit("/", 1)[-1].removesuffix(".csv")
                vad = f"Tabellen {id_} är borttagen, fast den hör till den fastställda kvalitetsberättelsen {period}."
                plats = gallande[period].lagen.varde(("period", "namn"))
                yield Fynd(plats, vad, "Lägg tillbaka tabellen.", cell=Cell(id_, None, None))


def _okanda_register(handbok: Handbok, gallande: Mapping[str, Sida]) -> Iterator[InteKontrollerat]:
    """The adopted reports that read the registers of today, for want of those of their decision."""
    laser = {s.period for s in handbok.sidor if any(a.namn in UR_REGISTREN for a in las_mall(s.text)[0])}
    for period in sorted(p for p in gallande if p in laser):
        fore = handbok.faststallda.get(period)
        varfor = [f"{fil} går inte att läsa som den var då." for fil in sorted(fore.olasta if fore else ())]
        for orsak in [handbok.historik_okand] if handbok.historik_okand else varfor:
            yield InteKontrollerat(gallande[period].fil, "om siffrorna ur registren är de som fastställdes", orsak)


def _andrad(tabell: Tabell, a: Andrad) -> Fynd:
    gor = "Ta tillbaka ändringen, eller skriv reviderad med skäl i tabellens YAML-fil."
    cell = Cell(tabell.id, a.rad, a.kolumn)
    if a.nu is None:
        vad = f"Raden {a.rad}" if a.rad is not None else f"Kolumnen {a.kolumn}"
        text = f"{vad} är borttagen eller omdöpt sedan kvalitetsberättelsen fastställdes."
        return Fynd(Plats(tabell.fil), text, gor, cell=cell)
    text = f"{a.rad}, {a.kolumn}: Det står {a.nu}, men när kvalitetsberättelsen fastställdes stod {a.da}."
    return Fynd(cellplats(tabell, a.rad, a.kolumn), text, gor, cell=cell, angivet=a.nu, raknat=a.da)

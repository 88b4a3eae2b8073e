"""Names of rows, columns, tables and periods in a table's YAML that are nowhere to be found (part of TAL007)."""

from collections.abc import Iterable, Iterator

from handbok import formler
from handbok.modell import Fynd, Handbok, Tabell
from handbok.modell.grund import Nyckelvag
from handbok.siffror.kunskap import ANNAT
from handbok.svenska import menade_du

_Namn = tuple[Nyckelvag, str, str]


def okanda_namn(tabell: Tabell, handbok: Handbok) -> Iterator[Fynd]:
    """A finding at each name that the table, or the one it points at, does not have."""
    for vag, slag, namn in _egna(tabell):
        yield from _okant(tabell, tabell, vag, slag, namn)
    for i, regel in enumerate(tabell.relationer.get("lika_med", ())):
        dar, vag = regel["där"], ("lika_med", i, "där")
        period = dar.get("period", tabell.periodnamn)
        annan = handbok.tabell_per_namn.get((period, dar["tabell"]))
        if annan:
            yield from _okant(tabell, annan, (*vag, "rad"), "rad", dar["rad"])
            yield from _okant(tabell, annan, (*vag, "kolumn"), "kolumn", dar["kolumn"])
        elif f"data/{period}/{dar['tabell']}.csv" not in handbok.trasiga:
            yield _okand_tabell(tabell, vag, dar["tabell"], period, handbok)


def _okand_tabell(tabell: Tabell, vag: Nyckelvag, namn: str, period: str, handbok: Handbok) -> Fynd:
    kanda = [t.id for t in handbok.tabeller if t.periodnamn == period]
    if not kanda:
        perioder = {t.periodnamn for t in handbok.tabeller}
        return Fynd(tabell.lagen.varde((*vag, "period")), f"Det finns inga tabeller för perioden {period}.",
                    menade_du(period, perioder) or "Rätta perioden.")  # fmt: skip
    return Fynd(tabell.lagen.varde((*vag, "tabell")), f"Tabellen {namn} finns inte för {period}.",
                menade_du(namn, kanda) or "Rätta tabellens namn eller period.")  # fmt: skip


def _okant(tabell: Tabell, i: Tabell, vag: Nyckelvag, slag: str, namn: str) -> Iterator[Fynd]:
    kolumner = [k.namn for k in i.kolumner]
    kanda: Iterable[str] = {"rad": list(i.rader), "kolumn": kolumner, "rubrik": [i.radnyckel, *kolumner],
                            "rad eller rubrik": [*i.rader, i.radnyckel, *kolumner]}[slag]  # fmt: skip
    if namn not in kanda:
        # A name that is itself a key is pointed at, not what it stands for.
        plats = tabell.lagen.nyckel(vag) if vag[-1] == namn else tabell.lagen.varde(vag)
        ord_ = {"rad": "Raden", "rad eller rubrik": "Raden eller kolumnen"}.get(slag, "Kolumnen")
        yield Fynd(plats, f'{ord_} "{namn}" finns inte i tabellen {i.id}.', menade_du(namn, kanda) or "Rätta namnet.")


def _egna(tabell: Tabell) -> Iterator[_Namn]:
    d = tabell.relationer
    for nyckel in ("totalrad", "totalkolumn", "enhetskolumn", "periodkolumn"):
        if nyckel in d:
            yield (nyckel,), "rad" if nyckel == "totalrad" else "kolumn", d[nyckel]
    for nyckel, slag in (("kolumner", "rubrik"), ("noter", "rad eller rubrik")):
        yield from (((nyckel, namn), slag, namn) for namn in d.get(nyckel, ()))
    bas = {namn: k.get("av", ANNAT) for namn, k in d.get("kolumner", {}).items()}
    yield from ((("kolumner", namn, "av"), "kolumn", av) for namn, av in bas.items() if av != ANNAT)
    for nyckel in ("kolumnsumma", "radsumma"):
        yield from _listor((nyckel,), d.get(nyckel, {}))
    yield from _listor(("perioder",), d.get("perioder", {}))
    for nyckel in ("reviderad", "seriebrott", "kända_fel"):
        for i, post in enumerate(d.get(nyckel, ())):
            yield from _cell((nyckel, i), post)
    for i, regel in enumerate(d.get("lika_med", ())):
        yield from _cell(("lika_med", i, "här"), regel["här"])
    regler = d.get("mellan", [])
    for i, regel in enumerate(regler if isinstance(regler, list) else [regler]):
        yield from _mellan(("mellan", i) if isinstance(regler, list) else ("mellan",), regel)
    yield from _formler(tabell)


def _listor(vag: Nyckelvag, regel: dict[str, object]) -> Iterator[_Namn]:
    for nyckel, slag in (("kolumner", "kolumn"), ("rader", "rad")):
        namn = regel.get(nyckel, ())
        if isinstance(namn, dict):
            yield from (((*vag, nyckel, n), slag, n) for n in namn)
        elif isinstance(namn, list):
            yield from (((*vag, nyckel, i), slag, n) for i, n in enumerate(namn))


def _cell(vag: Nyckelvag, post: dict[str, str]) -> Iterator[_Namn]:
    yield from (((*vag, slag), slag, post[slag]) for slag in ("rad", "kolumn") if slag in post)


def _mellan(vag: Nyckelvag, regel: dict[str, object]) -> Iterator[_Namn]:
    for del_, bas, slag in ((regel, vag, "kolumn"), (regel.get("rader", {}), (*vag, "rader"), "rad")):
        if isinstance(del_, dict):
            if "totalt" in del_:
                yield (*bas, "totalt"), slag, str(del_["totalt"])
            yield from (((*bas, "delar", i), slag, n) for i, n in enumerate(del_.get("delar", ())))


def _formler(tabell: Tabell) -> Iterator[_Namn]:
    formler_ = [(("kolumner", k.namn, "formel"), formler.las_formel(k.formel)) for k in tabell.kolumner if k.formel]
    texter = tabell.relationer.get("kontroller", ())
    villkor = [(("kontroller", i), formler.las_kontroll(text)) for i, text in enumerate(texter)]
    for vag, uttryck in (*formler_, *villkor):
        for ref in formler.refs(uttryck):
            yield vag, "kolumn", ref.kolumn
            if ref.rad is not None:
                yield vag, "rad", ref.rad

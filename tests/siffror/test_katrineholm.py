"""Proving ground: an adopted report's own tables. The five faults it was printed with are found, and no others;
and where an equality is declared, a changed figure is always noticed."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from handbok.modell import Handbok, Tabell, Tabellcell
from handbok.siffror.tackning import Skydd, tackning
from tests.conftest import Provbok
from tests.siffror.stod import AVSTAMNING, prova

DATA = Path(__file__).parents[2] / "data" / "2024"
SAMVARO = "Brukare inom hemtjänsten med biståndsbeslut om social samvaro/promenad, andel (%)"
KANDA = {
    ("TAL001", "avvikelser-per-lagrum", "Totalt (lagrum)", "Totalt (verksamhet)", "3235", "3234"),
    ("TAL001", "lex-sarah-bedomningar", "Totalt", "2021", "8", "7"),
    ("TAL001", "lex-sarah-bedomningar", "Totalt", "2022", "6", "8"),
    ("TAL002", "lov-utforare", None, "2023", "100", "100,6"),
    ("TAL004", "social-samvaro", SAMVARO, "Utfall 2024", "44", "16–28"),
}  # fmt: skip
# Cells that no equality covers, of all with a number: areas and actions that are a selection, shares of other wholes,
# means and medians. Inequalities and groups (`<=`, `mellan`) see large changes in some of them.
UTAN_LIKHET = {
    "aktiviteter": (10, 10), "avvikelseomraden-funktionsstod": (3, 3), "avvikelseomraden-funktionsstod-atgarder": (6, 6),
    "avvikelseomraden-hemtjanst-offentlig": (3, 3), "avvikelseomraden-hemtjanst-offentlig-atgarder": (6, 6),
    "avvikelseomraden-hemtjanst-privat": (3, 3), "avvikelseomraden-hemtjanst-privat-atgarder": (6, 6),
    "avvikelseomraden-ifo": (3, 3), "avvikelseomraden-ifo-atgarder": (6, 6), "avvikelseomraden-sarskilt-boende": (3, 3),
    "avvikelseomraden-sarskilt-boende-atgarder": (6, 6), "delaktighet": (20, 20), "genomforandeplaner": (21, 21),
    "handlaggning": (6, 6), "hemtjanst": (3, 6), "klagomal": (6, 6), "ledningssystem": (2, 2),
    "lex-sarah-ej-missforhallande": (4, 5), "lex-sarah-rapporter": (1, 6), "lov-utforare": (6, 10), "maltider": (10, 10),
    "nojdhet-aldreomsorg": (3, 3), "nojdhet-ifo": (7, 7), "social-samvaro": (4, 4), "svarsfrekvens-aldreomsorg": (4, 8),
    "svarsfrekvens-ifo": (7, 7),
}  # fmt: skip
Ruta = tuple[str, str, str]


@pytest.fixture
def katrineholm(bok: Provbok) -> Handbok:
    """A small handbook with the report's tables and no texts."""
    shutil.copytree(DATA, bok.rot / "data" / "2024")
    handbok = bok.las()
    assert handbok.lasfel == ()
    return replace(handbok, dokument=(), sidor=())


def celler(handbok: Handbok) -> Iterator[tuple[Tabell, Ruta, Tabellcell]]:
    """Every cell with a number."""
    for tabell in handbok.tabeller:
        for rad, raden in tabell.rader.items():
            yield from ((tabell, (tabell.id, rad, k), c) for k, c in raden.items() if c.tal is not None)


def i_nagon_summa(tabell: Tabell) -> Iterator[Ruta]:
    """The totals and their parts, from the names alone."""
    for rad, raden in tabell.rader.items():
        for kolumn, cell in raden.items():
            egen = tabell.relationer.get("kolumner", {}).get(kolumn, {})
            if cell.enhet == "antal" and "formel" not in egen and (tabell.totalrad or tabell.totalkolumn):
                yield tabell.id, rad, kolumn


def enligt_status(handbok: Handbok, *skydd: Skydd) -> set[Ruta]:
    """The cells that the status puts in one of these kinds."""
    return {(t.tabell.id, *ruta) for t in tackning(handbok) for s in skydd for ruta in t.celler[s]}


def andrade(cell: Tabellcell) -> Iterator[Decimal]:
    """One more and one less in the last decimal, and each two digits swapped."""
    tal = cell.tal or Decimal(0)
    steg = Decimal(1).scaleb(-cell.decimaler)
    yield from (tal + steg, tal - steg)
    text = f"{tal:f}"
    for i, j in combinations(range(len(text)), 2):
        if text[i] != text[j] and "." not in (text[i], text[j]):
            yield Decimal(text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :])


def marks(handbok: Handbok, tabell: Tabell, ruta: Ruta, varde: Decimal) -> bool:
    """Whether a changed cell gives a finding, in its own table or one that shares a measure with it."""
    id_, rad, kolumn = ruta
    raden = {**tabell.rader[rad], kolumn: replace(tabell.rader[rad][kolumn], tal=varde)}
    andrad = replace(tabell, rader={**tabell.rader, rad: raden})
    grannar = [t for t in handbok.tabeller if t is not tabell and (t.id in _delar_matt(tabell) or id_ in _delar_matt(t))]
    return prova(replace(handbok, tabeller=(andrad, *grannar)), *AVSTAMNING, "UND001").anmarkningar != ()


def _delar_matt(tabell: Tabell) -> set[str]:
    return {r["där"]["tabell"] for r in tabell.relationer.get("lika_med", ())}


def test_de_fem_kanda_felen_hittas_och_inga_andra(katrineholm: Handbok) -> None:
    utan_kanda = tuple(replace(t, kanda_fel=()) for t in katrineholm.tabeller)
    resultat = prova(replace(katrineholm, tabeller=utan_kanda))
    funna = [
        (a.kod, a.fynd.cell.tabell, a.fynd.cell.rad, a.fynd.cell.kolumn, a.fynd.angivet, a.fynd.raknat)
        for a in resultat.anmarkningar
        if a.fynd.cell
    ]
    assert (set(funna), len(resultat.anmarkningar)) == (KANDA, 5)
    assert resultat.inte_kontrollerat == ()


def test_de_fem_ar_alla_forklarade(katrineholm: Handbok) -> None:
    resultat = prova(katrineholm, *AVSTAMNING, "TAL006", "TAL007", "TAL008", "UND001")
    assert resultat.anmarkningar == ()
    assert Counter(u.kod for u in resultat.undantagna) == {"TAL001": 3, "TAL002": 1, "TAL004": 1}


def test_ingen_andring_i_en_cell_med_en_likhet_gar_obemarkt(katrineholm: Handbok) -> None:
    likhet = enligt_status(katrineholm, "likhet")
    provade = [(t, r, v) for t, r, c in celler(katrineholm) if r in likhet for v in andrade(c)]
    assert [(*r, v) for t, r, v in provade if not marks(katrineholm, t, r, v)] == []
    assert len(provade) == 460


def test_varje_andring_i_en_summa_marks(katrineholm: Handbok) -> None:
    """At least 95 in 100 is demanded; nothing is missed, and the status says so of each cell."""
    i_summa = {ruta for t in katrineholm.tabeller for ruta in i_nagon_summa(t)}
    provade = [(t, r, v) for t, r, c in celler(katrineholm) if r in i_summa for v in andrade(c)]
    assert len({r for _, r, _ in provade}) == 48 + 39 + 25
    assert sum(marks(katrineholm, t, r, v) for t, r, v in provade) == len(provade)
    assert {r for _, r, _ in provade} <= enligt_status(katrineholm, "likhet")


def test_det_som_ingen_likhet_tacker_star_i_status(katrineholm: Handbok) -> None:
    """And nothing is said to stand in no relation that a relation would notice."""
    alla, utan = (
        Counter(id_ for id_, _, _ in rutor)
        for rutor in ((r for _, r, _ in celler(katrineholm)), enligt_status(katrineholm, "olikhet", "inget"))
    )
    assert {namn: (antal, alla[namn]) for namn, antal in utan.items()} == UTAN_LIKHET
    inget = enligt_status(katrineholm, "inget")
    assert (len(inget), sum(utan.values()), sum(alla.values())) == (105, 159, 301)
    provade = [(t, r, v) for t, r, c in celler(katrineholm) if r in inget for v in andrade(c)]
    assert not any(marks(katrineholm, t, r, v) for t, r, v in provade)

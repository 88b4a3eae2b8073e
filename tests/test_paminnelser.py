"""Who is reminded, of what, in which week, and in which words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.modell import Dokument, Handbok
from handbok.paminnelser import TROSKLAR, ar_adress, paminnelser, utan_mottagare, vecka
from tests.conftest import GRUND, Provbok

MANDAG = date(2026, 11, 16)
SONDAG = date(2026, 11, 22)
ONSDAG = date(2026, 11, 18)
Med = Callable[..., Handbok]


@pytest.fixture(scope="module")
def grund(tmp_path_factory: pytest.TempPathFactory) -> Handbok:
    """The small handbook, read once: the tests change values, not files."""
    bok = Provbok(Path(tmp_path_factory.mktemp("bok")))
    for fil, innehall in GRUND.items():
        bok.skriv(fil, innehall)
    return bok.las("2026-11-21")


def kopia(handbok: Handbok, dag: date, *dokument: Dokument, **roller: dict[str, object]) -> Handbok:
    """The handbook on a day, with other documents, and with changed roles."""
    org = handbok.organisation
    assert org
    nya = {id_: replace(roll, **roller.get(id_, {})) for id_, roll in org.roller.items()}
    alla = (*dokument, *(d for d in handbok.dokument if d.id not in {e.id for e in dokument}))
    return replace(handbok, datum=dag, dokument=alla, organisation=replace(org, roller=nya))


def fall(handbok: Handbok, **andrat: object) -> Dokument:
    """The routine `fall`, changed."""
    dok = handbok.hitta("fall")
    assert dok
    return replace(dok, **andrat)


def stod(handbok: Handbok, **andrat: object) -> Dokument:
    """The process `stod`, which uses `fall` and is owned by verksamhetschef, changed."""
    dok = handbok.hitta("stod")
    assert dok
    return replace(dok, **andrat)


@pytest.mark.parametrize(
    ("dagar", "mening"),
    [
        (90, "Ska ses över senast den 16 februari 2027 (om 90 dagar, räknat från den 18 november 2026)."),
        (30, "Ska ses över senast den 18 december 2026 (om 30 dagar, räknat från den 18 november 2026)."),
        (0, "Ska ses över den här veckan, senast onsdag den 18 november 2026."),
        (-14, "Skulle ha setts över senast den 4 november 2026 (för 14 dagar sedan, räknat från den 18 november 2026)."),
    ],
)
def test_varje_troskel_har_ratt_tempus_hela_veckan(grund: Handbok, dagar: int, mening: str) -> None:
    dok = fall(grund, oversyn_senast=ONSDAG + timedelta(days=dagar))
    for i in range(7):
        (svar,) = paminnelser(kopia(grund, MANDAG + timedelta(days=i), dok))
        assert (svar.mottagare.id, svar.brevlada) == ("enhetschef", "enhetschef@provkommun.se")
        assert [o.mening().replace("\N{NO-BREAK SPACE}", " ") for o in svar.oversyner] == [mening]


@pytest.mark.parametrize("dagar", TROSKLAR)
@pytest.mark.parametrize(
    ("dag", "traff"),
    [(MANDAG, True), (SONDAG, True), (MANDAG - timedelta(days=1), False), (SONDAG + timedelta(days=1), False)],
)
def test_veckan_gar_fran_mandag_till_sondag(grund: Handbok, dagar: int, dag: date, *, traff: bool) -> None:
    for troskeldag in (MANDAG, SONDAG):
        dok = fall(grund, oversyn_senast=troskeldag + timedelta(days=dagar))
        assert bool(paminnelser(kopia(grund, dag, dok))) is traff


def test_veckans_ar_ar_iso_arets() -> None:
    assert [vecka(date(2027, 1, d)).id for d in (1, 3, 4)] == ["2026-v53", "2026-v53", "2027-v01"]
    assert (vecka(date(2027, 1, 1)).mandag, vecka(date(2027, 1, 1)).sondag) == (date(2026, 12, 28), date(2027, 1, 3))
    assert vecka(date(2025, 12, 29)).namn == "vecka 1 2026"


def test_ett_meddelande_per_roll_med_det_mest_forsenade_forst(grund: Handbok) -> None:
    alla = [fall(grund, id=f"d{n}", titel=t, oversyn_senast=ONSDAG + timedelta(days=n))
            for n, t in ((90, "Snart"), (0, "Ödlor"), (-14, "Sen"))]  # fmt: skip
    alla.append(fall(grund, id="e", titel="Zebror", oversyn_senast=ONSDAG))
    alla.append(stod(grund, oversyn_senast=ONSDAG))
    forsta, andra = paminnelser(kopia(grund, ONSDAG, *alla))
    assert [o.dokument.titel for o in forsta.oversyner] == ["Sen", "Zebror", "Ödlor", "Snart"]
    assert (andra.mottagare.id, len(andra.oversyner)) == ("verksamhetschef", 1)


@pytest.mark.parametrize(
    "andrat",
    [
        {"status": "utkast"},
        {"status": "remiss"},
        {"status": "upphävd"},
        {"galler_fran": ONSDAG + timedelta(days=1)},
        {"galler_till": ONSDAG - timedelta(days=1)},
        {"oversyn_senast": None},
    ],
)
def test_bara_det_som_galler_pa_troskelns_dag(grund: Handbok, andrat: dict[str, object]) -> None:
    dok = fall(grund, **({"oversyn_senast": ONSDAG} | andrat))
    assert not paminnelser(kopia(grund, ONSDAG, dok))
    assert not utan_mottagare(kopia(grund, ONSDAG, dok))


@pytest.mark.parametrize("grans", ["galler_fran", "galler_till"])
def test_forsta_och_sista_dagen_galler_den(grund: Handbok, grans: str) -> None:
    dok = fall(grund, oversyn_senast=ONSDAG, **{grans: ONSDAG})
    assert all(paminnelser(kopia(grund, MANDAG + timedelta(days=i), dok)) for i in range(7))


@pytest.mark.parametrize(
    ("roll", "varfor"),
    [
        ({"vakant": True}, "rollen Enhetschef är vakant"),
        ({"upphord": MANDAG}, "rollen Enhetschef är upphörd från den 16 november 2026"),
        ({"upphord": SONDAG}, "rollen Enhetschef är upphörd från den 22 november 2026"),
        ({"e_post": None}, "rollen Enhetschef saknar en e-postadress som går att använda"),
        ({"e_post": "chef,spion@provkommun.se"}, "rollen Enhetschef saknar en e-postadress som går att använda"),
    ],
)
def test_utan_agare_i_tjanst_gar_den_till_processens_agare(
    grund: Handbok, roll: dict[str, object], varfor: str
) -> None:
    dok = fall(grund, oversyn_senast=ONSDAG)
    for i in range(7):
        boken = kopia(grund, MANDAG + timedelta(days=i), dok, enhetschef=roll)
        (svar,) = paminnelser(boken)
        assert svar.mottagare.id == "verksamhetschef"
        assert svar.oversyner[0].i_stallet == f"Påminnelsen går till ägaren av processen Stöd, eftersom {varfor}."
        assert not utan_mottagare(boken)


def test_en_roll_som_upphor_efter_veckan_ar_i_tjanst(grund: Handbok) -> None:
    boken = kopia(grund, ONSDAG, fall(grund, oversyn_senast=ONSDAG), enhetschef={"upphord": SONDAG + timedelta(days=1)})
    assert paminnelser(boken)[0].mottagare.id == "enhetschef"


def test_en_okand_agare_ar_ingen_mottagare(grund: Handbok) -> None:
    dok = fall(grund, oversyn_senast=ONSDAG, agare="spoke", id="ensam")
    (svar,) = utan_mottagare(kopia(grund, ONSDAG, dok))
    assert svar.i_stallet == (
        "Rollen spoke är okänd i data/organisation.yml, "
        "och ingen process som använder dokumentet har en ägare som går att nå."
    )


@pytest.mark.parametrize(
    "process", [{"agare": "enhetschef"}, {"agare": "spoke"}, {"status": "utkast"}, {"galler_till": MANDAG}]
)
def test_en_process_utan_agare_i_tjanst_eller_som_inte_galler_hjalper_inte(
    grund: Handbok, process: dict[str, object]
) -> None:
    dokument = (fall(grund, oversyn_senast=ONSDAG), stod(grund, **process))
    boken = kopia(grund, ONSDAG, *dokument, enhetschef={"vakant": True})
    assert paminnelser(boken) == ()
    assert [o.dokument.id for o in utan_mottagare(boken)] == ["fall"]


def test_bland_flera_processer_valjs_den_forsta_som_kan_nas(grund: Handbok) -> None:
    dokument = (
        fall(grund, oversyn_senast=ONSDAG),
        stod(grund),
        stod(grund, id="a", titel="A", agare="enhetschef"),
        stod(grund, id="b", titel="B", agare="underskoterska"),
    )
    for ordning in (dokument, dokument[::-1]):
        (svar,) = paminnelser(kopia(grund, ONSDAG, *ordning, enhetschef={"vakant": True}))
        assert svar.mottagare.id == "underskoterska"


def test_en_process_utan_agare_gar_till_den_vars_aktivitet_den_visar_i_detalj(grund: Handbok) -> None:
    over = stod(grund)
    assert over.process
    aktivitet = replace(over.process.aktiviteter[0], delprocess="under")
    over = replace(over, process=replace(over.process, aktiviteter=(aktivitet,)))
    under = stod(grund, id="under", agare="enhetschef", oversyn_senast=ONSDAG)
    (svar,) = paminnelser(kopia(grund, ONSDAG, over, under, enhetschef={"vakant": True}))
    assert svar.mottagare.id == "verksamhetschef"


def test_utan_organisation_ar_allt_utan_mottagare(grund: Handbok) -> None:
    boken = replace(kopia(grund, ONSDAG, fall(grund, oversyn_senast=ONSDAG)), organisation=None)
    assert (paminnelser(boken), len(utan_mottagare(boken))) == ((), 1)


@pytest.mark.parametrize("dag", [date.min, date(9999, 12, 20)])
@pytest.mark.parametrize("oversyn", [date.min, date.max])
def test_kalenderns_andar_gar_att_rakna_med(grund: Handbok, dag: date, oversyn: date) -> None:
    boken = kopia(grund, dag, fall(grund, oversyn_senast=oversyn, galler_fran=date.min))
    assert not utan_mottagare(boken)


@pytest.mark.parametrize("text", ["a@b.se", "enhetschef.sabo@exempel-kommun.se", "a+b@x.y.se", "a" * 64 + "@b.se"])
def test_en_adress(text: str) -> None:
    assert ar_adress(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a@b", "a@b.se\n", "a@b.se\r\nBcc: c@d.se", "a,c@b.se", "<a@b.se>", "a b@c.se", "a..b@c.se", "å@b.se",
        "a@å.se", "a@b.se,c@d.se", "a@-b.se", "a" * 260 + "@b.se",
    ],
)  # fmt: skip
def test_ingen_adress(text: str) -> None:
    assert not ar_adress(text)


dagar_bort = st.lists(st.integers(-40, 460), min_size=1, max_size=8)


@given(st.integers(0, 400), dagar_bort, st.booleans(), st.integers(-3, 10))
def test_alla_korningar_i_en_vecka_ger_samma_meddelanden(
    grund: Handbok, veckor: int, dagar: list[int], vakant: bool, slut: int
) -> None:
    mandag = MANDAG + timedelta(weeks=veckor)
    dokument = [
        fall(grund, id=f"d{i}", oversyn_senast=mandag + timedelta(days=n), galler_till=mandag + timedelta(days=slut))
        for i, n in enumerate(dagar)
    ]
    svar = []
    for i in range(7):
        boken = kopia(grund, mandag + timedelta(days=i), *dokument,
                      enhetschef={"vakant": vakant, "upphord": mandag + timedelta(days=slut)})  # fmt: skip
        svar.append((paminnelser(boken), utan_mottagare(boken)))
    assert svar == svar[:1] * 7


@given(st.sampled_from([2024, 2025, 2026, 2027]), dagar_bort, st.lists(st.integers(0, 6), min_size=53, max_size=53))
def test_over_ett_ar_paminns_varje_dokument_en_gang_per_troskel(
    grund: Handbok, ar: int, dagar: list[int], veckodagar: list[int]
) -> None:
    """Run once a week, on whichever day: what has its threshold in those weeks comes once, all else never."""
    forsta = vecka(date(ar, 1, 4)).mandag
    dokument = [
        fall(grund, id=f"d{i}", oversyn_senast=forsta + timedelta(days=n), galler_fran=date(2020, 1, 1))
        for i, n in enumerate(dagar)
    ]
    antal = Counter(
        (o.dokument.id, o.dagar)
        for i, veckodag in enumerate(veckodagar)
        for p in paminnelser(kopia(grund, forsta + timedelta(weeks=i, days=veckodag), *dokument))
        for o in p.oversyner
        if o.dokument.id.startswith("d")
    )
    vantat = {(f"d{i}", t) for i, n in enumerate(dagar) for t in TROSKLAR if 0 <= n - t < 53 * 7}
    assert antal == Counter(vantat)

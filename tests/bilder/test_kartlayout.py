"""A map of any process can be read: boxes apart, lines from edge to edge and through nothing, words where no line goes."""

from itertools import combinations, pairwise

from hypothesis import example, given

from handbok.bilder.kartdelar import BANHUVUD, LITEN, LITEN_RAD, Karta, Nod, Text
from handbok.bilder.kartlayout import FLEST_AKTIVITETER, lagg_ut, ritbar
from handbok.bilder.radbrytning import em, rader
from handbok.modell import Aktivitet, Processbeskrivning, Steg
from tests.bilder.processer import NAGRA, processer

Rektangel = tuple[int, int, int, int]


def karta(process: Processbeskrivning) -> Karta:
    return lagg_ut(process, str.title, frozenset({"del"}))


def enkel(*sedan: tuple[Steg, ...], roller: str = "aaaaaaaa") -> Processbeskrivning:
    """A process with one activity per tuple of ways on, and a role per letter."""
    aktiviteter = tuple(Aktivitet(f"a{i}", f"Steg {i}", roller[i], (), None, s, (), None) for i, s in enumerate(sedan))
    return Processbeskrivning(None, None, None, None, None, aktiviteter)


def former(k: Karta) -> list[Nod]:
    marken = [r.mark for r in k.rutor if r.mark]
    return [*(r.nod for r in k.rutor), *marken, *k.val, k.start, *([k.slut] if k.slut else [])]


def yta(n: Nod) -> Rektangel:
    return n.x, n.y, n.x + n.b, n.y + n.h


def textyta(t: Text) -> Rektangel:
    """From the top of the first line's letters to the baseline of the last."""
    return t.x, t.y - LITEN + 2, t.x + round(max(map(em, t.rader)) * LITEN), t.y + (len(t.rader) - 1) * LITEN_RAD


def inuti(a: Rektangel, b: Rektangel) -> bool:
    """Whether two rectangles share more than an edge; a line is one without width."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def delstrackor(k: Karta) -> list[tuple[Rektangel, int]]:
    """Each straight part of each line, with the activity the line leads to."""
    return [
        ((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), f.till.nr)
        for f in k.floden for a, b in pairwise(f.punkter)
    ]  # fmt: skip


@NAGRA
@given(processer())
def test_inga_former_ligger_pa_varandra_och_alla_ryms(process: Processbeskrivning) -> None:
    k = karta(process)
    ytor = [yta(n) for n in former(k)]
    assert not [(a, b) for a, b in combinations(ytor, 2) if inuti(a, b)]
    assert all(a >= 0 and b >= 0 and c <= k.bredd and d <= k.hojd for a, b, c, d in ytor)
    bana = {b.roll: b for b in k.banor}
    for ruta, aktivitet in zip(k.rutor, process.aktiviteter, strict=True):
        egen = bana[aktivitet.roll]
        assert egen.y <= ruta.nod.y
        assert ruta.nod.y + ruta.nod.h <= egen.y + egen.h


@NAGRA
@given(processer())
@example(enkel((Steg("a0", "Om"), Steg("a0", "Igen")), roller="a"))
def test_varje_linje_gar_i_rata_vinklar_fran_kant_till_kant(process: Processbeskrivning) -> None:
    for flode in karta(process).floden:
        assert all((a[0] == b[0]) != (a[1] == b[1]) for a, b in pairwise(flode.punkter))
        x, y = flode.punkter[0]
        fran, till = yta(flode.fran), flode.till
        assert x == fran[2] or (flode.fran.slag == "val" and y in (fran[1], fran[3]))
        assert fran[0] <= x <= fran[2]
        assert fran[1] <= y <= fran[3]
        x, y = flode.punkter[-1]
        assert x == till.x
        assert till.y < y < till.y + till.h
        assert flode.punkter[-2][0] < x, "pilen pekar åt höger"


@NAGRA
@given(processer())
def test_ingen_linje_gar_genom_en_form_eller_ett_ord(process: Processbeskrivning) -> None:
    k = karta(process)
    ord_ = [textyta(t) for t in (*(f.etikett for f in k.floden), *(r.samverkan for r in k.rutor)) if t]
    hinder = [*(yta(n) for n in former(k)), *ord_]
    assert not [(d, h) for d, _ in delstrackor(k) for h in hinder if inuti(d, h)]
    assert not [(a, b) for a, b in combinations(hinder, 2) if inuti(a, b)]


@NAGRA
@given(processer())
def test_bara_linjer_till_samma_aktivitet_delar_vag(process: Processbeskrivning) -> None:
    """Lines from the same choice share their first part; any other two may cross, but not run on each other."""
    k = karta(process)
    delar = [
        ((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), f)
        for f in k.floden for a, b in list(pairwise(f.punkter))[(1 if f.fran.slag == "val" else 0):]
    ]  # fmt: skip
    for (a, f), (b, g) in combinations(delar, 2):
        if f.till == g.till:
            continue
        if a[0] == a[2] == b[0] == b[2]:
            assert min(a[3], b[3]) <= max(a[1], b[1])
        if a[1] == a[3] == b[1] == b[3]:
            assert min(a[2], b[2]) <= max(a[0], b[0])


@NAGRA
@given(processer())
def test_kartan_ar_densamma_varje_gang(process: Processbeskrivning) -> None:
    assert karta(process) == karta(process)


def test_varje_vag_i_sidhuvudet_ar_en_linje() -> None:
    process = enkel((), (Steg("a0", "Om"), Steg("a2", "Klart"), Steg("borta", "Fel")), ())
    k = karta(process)
    assert [(f.fran.slag, f.fran.nr, f.till.slag, f.till.nr) for f in k.floden] == [
        ("start", -1, "steg", 0), ("steg", 0, "steg", 1), ("steg", 1, "val", 1), ("val", 1, "steg", 2),
        ("val", 1, "steg", 0), ("steg", 2, "slut", 2),
    ]  # fmt: skip


def test_hopp_gar_ovanfor_banorna_och_omtag_nedanfor() -> None:
    k = karta(enkel((Steg("a2", None),), (Steg("a0", None),), ()))
    topp, botten = k.banor[0].y, k.banor[-1].y + k.banor[-1].h
    hopp, omtag = (next(f for f in k.floden if (f.fran.nr, f.till.nr) == par) for par in ((0, 2), (1, 0)))
    assert min(y for _, y in hopp.punkter) < topp
    assert max(y for _, y in omtag.punkter) > botten


def test_hopp_omtag_och_raka_vagen_kommer_in_pa_var_sin_hojd() -> None:
    k = karta(enkel((Steg("a1", "Ja"), Steg("a2", "Nej")), (), (), (Steg("a2", None),)))
    slut = {f.punkter[-1][1] for f in k.floden if f.till.slag == "steg" and f.till.nr == 2}
    assert len(slut) == 3


def test_banor_star_i_den_ordning_rollerna_dyker_upp_och_en_aktivitet_racker() -> None:
    assert [b.roll for b in karta(enkel((), (), (), roller="bab")).banor] == ["b", "a"]
    k = karta(enkel(()))
    assert (len(k.rutor), len(k.floden), k.slut is not None) == (1, 2, True)


def test_en_process_som_aldrig_tar_slut_har_inget_slut() -> None:
    assert karta(enkel((), (Steg("a0", None),))).slut is None


def test_en_karta_som_ingen_kan_lasa_ritas_inte() -> None:
    assert not ritbar(enkel())
    assert ritbar(enkel(*[()] * FLEST_AKTIVITETER, roller="a" * FLEST_AKTIVITETER))
    assert not ritbar(enkel(*[()] * (FLEST_AKTIVITETER + 1), roller="a" * (FLEST_AKTIVITETER + 1)))
    assert not ritbar(enkel(tuple(Steg("a0", None) for _ in range(1000))))


def test_ett_langt_ord_bryts_fore_en_konsonant_som_foljs_av_en_vokal() -> None:
    assert rader("verksamhetsövergripande", 9) == ("verksamhetsö-", "vergripande")
    assert rader("ab", 0.1) == ("a-", "b")


def test_for_manga_rader_slutar_med_en_punktrad() -> None:
    assert rader("ett två tre fyra fem", 4, flest=2) == ("ett två", "tre…")
    assert rader("", 4) == ()


def test_rollnamn_ryms_i_sin_remsa() -> None:
    bana = lagg_ut(enkel(()), lambda _: "Verksamhetsutvecklingsstrateg", frozenset()).banor[0]
    assert all(em(r) * LITEN <= BANHUVUD for r in bana.namn.rader)

"""Whatever `skydda` hides is enough, and the audit agrees with counting every possible table."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbok.modell import Tabell
from handbok.siffror.rojande import Rojt, granska, lasbara
from handbok.siffror.skydd import KanInteSkyddas, maskerad, med_tabell, skydda
from tests.conftest import GRUND, Provbok
from tests.siffror.rojande_stod import BADA, rojt, skydda_tabell

Rutor = set[tuple[int, int]]
TAL = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 8, 12, 30])


def provbok(rot: Path, csv: str, uppgifter: str = BADA, troskel: int = 5) -> Provbok:
    """A handbook of its own, for tests that make many."""
    bok = Provbok(rot)
    for fil in ("mkdocs.yml", "data/organisation.yml"):
        bok.skriv(fil, GRUND[fil])
    return skydda_tabell(bok, csv, uppgifter, troskel=troskel)


def med_marginaler(inre: list[list[int]]) -> list[list[int]]:
    rader = [[*rad, sum(rad)] for rad in inre]
    return [*rader, [sum(kolumn) for kolumn in zip(*rader, strict=True)]]


def som_csv(tal: list[list[int]], dolda: Rutor) -> str:
    rubriker = ["Rad", *(f"K{j}" for j in range(len(tal[0]) - 1)), "Totalt"]
    namn = [*(f"r{i}" for i in range(len(tal) - 1)), "Totalt"]
    rader = [[namn[i], *(".." if (i, j) in dolda else str(v) for j, v in enumerate(rad))] for i, rad in enumerate(tal)]
    return "".join(";".join(rad) + "\n" for rad in [rubriker, *rader])


def alla_mojliga(tal: list[list[int]], dolda: Rutor) -> Iterator[dict[tuple[int, int], int]]:
    """Every table that agrees with what is shown, one by one: hidden inner cells take all values from 1, totals follow."""
    inre = sorted(d for d in dolda if d[0] < len(tal) - 1 and d[1] < len(tal[0]) - 1)
    hogst = tal[-1][-1] + 4
    for varden in product(range(1, hogst + 1), repeat=len(inre)):
        prov = [rad[:-1] for rad in tal[:-1]]
        for (i, j), v in zip(inre, varden, strict=True):
            prov[i] = [*prov[i][:j], v, *prov[i][j + 1 :]]
        hela = med_marginaler(prov)
        if all(hela[i][j] == v for i, rad in enumerate(tal) for j, v in enumerate(rad) if (i, j) not in dolda):
            yield {d: hela[d[0]][d[1]] for d in dolda}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_granskningen_ger_samma_granser_som_att_rakna_upp_alla_mojliga_tabeller(data: st.DataObject) -> None:
    """For each threshold: what is found is what holds in all possible tables. The thresholds together give the
    interval's upper end, and `fast` that both ends meet."""
    inre = data.draw(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=3))
    tal = med_marginaler(inre)
    kan_doljas = [(i, j) for i, rad in enumerate(tal) for j, v in enumerate(rad) if v]
    dolda: Rutor = set(data.draw(st.lists(st.sampled_from(kan_doljas), max_size=5, unique=True))) if kan_doljas else set()
    if len([d for d in dolda if d[0] < len(tal) - 1 and d[1] < 2]) > 4:
        return
    # A grand total that nothing shown bounds can be anything: the enumeration has no last table.
    mojliga = list(alla_mojliga(tal, dolda)) if _ar_begransad(tal, dolda) else []
    if not mojliga:
        return
    for troskel in (2, 4, 7):
        vantat = set()
        for i, j in dolda:
            varden = {m[i, j] for m in mojliga}
            namn = f"{'Totalt' if i == len(tal) - 1 else f'r{i}'}|{'Totalt' if j == 2 else f'K{j}'}"
            if len(varden) == 1:
                vantat.add(f"fast {namn}")
            elif max(varden) < troskel:
                vantat.add(f"smått {namn}")
        with TemporaryDirectory() as mapp:
            assert set(rojt(provbok(Path(mapp), som_csv(tal, dolda), troskel=troskel))) == vantat


def _ar_begransad(tal: list[list[int]], dolda: Rutor) -> bool:
    """Whether every hidden inner cell stands in a row or column whose total is shown."""
    sist, bredd = len(tal) - 1, len(tal[0]) - 1
    return all(
        i == sist or j == bredd or (i, bredd) not in dolda or (sist, j) not in dolda or (sist, bredd) not in dolda
        for i, j in dolda
    )


def skyddad(bok: Provbok) -> Tabell:
    handbok = bok.las()
    tabell = handbok.tabell_per_namn["2024", "t"]
    return maskerad(tabell, skydda(handbok, tabell).alla)


def dolda(tabell: Tabell) -> set[str]:
    return {f"{r}|{k}" for r, celler in tabell.rader.items() for k, c in celler.items() if c.kod == ".."}


def rojs(bok: Provbok, tabell: Tabell) -> bool:
    return any(isinstance(u, Rojt) for u in granska(med_tabell(bok.las(), tabell))) or any(lasbara(tabell))


@settings(max_examples=25, deadline=None)
@given(inre=st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(TAL, min_size=n, max_size=n), min_size=2, max_size=4)))
def test_det_som_skydda_doljer_racker_alltid(inre: list[list[int]]) -> None:
    with TemporaryDirectory() as mapp:
        bok = provbok(Path(mapp), som_csv(med_marginaler(inre), set()))
        try:
            tabell = skyddad(bok)
        except KanInteSkyddas:
            return
        assert not rojs(bok, tabell)


def test_tabellen_med_fallorna_skyddas_med_fa_celler_och_likadant_varje_gang(bok: Provbok) -> None:
    skydda_tabell(bok, som_csv(med_marginaler([[3, 12, 9], [20, 9, 14], [11, 30, 8]]), set()), BADA)
    forsta = skyddad(bok)
    assert dolda(forsta) == dolda(skyddad(bok)) == {"r0|K0", "r0|K2", "r2|K0", "r2|K2"}
    assert not rojs(bok, forsta)


def test_det_som_visar_sig_onodigt_att_dolja_visas_igen(bok: Provbok) -> None:
    """One cell at a time takes seven; the first of them is not needed once the others are hidden."""
    inre = [[0, 2, 0], [5, 0, 5], [0, 135, 0], [17, 0, 4], [10, 10, 25]]
    skydda_tabell(bok, som_csv(med_marginaler(inre), set()), BADA)
    assert len(dolda(skyddad(bok))) == 6


@pytest.mark.parametrize("csv", ["Rad;A;B\na;12;30\n", "Rad;A;B\na;0;–\n", "Rad;A;B\na;3;30\n"])
def test_inget_doljs_i_onodan(bok: Provbok, csv: str) -> None:
    skydda_tabell(bok, csv)
    assert dolda(skyddad(bok)) == ({"a|A"} if ";3;" in csv else set())


def test_nollor_doljs_inte(bok: Provbok) -> None:
    skydda_tabell(bok, som_csv(med_marginaler([[0, 3, 0, 9], [0, 7, 0, 8], [5, 0, 6, 0]]), set()), BADA)
    assert not [r for r in dolda(skyddad(bok)) if r in ("r0|K0", "r0|K2", "r1|K0", "r1|K2", "r2|K1", "r2|K3")]


def test_andelar_som_ger_bort_ett_antal_doljs_ocksa(bok: Provbok) -> None:
    formel = 'kolumner: {Andel: {enhet: procent, decimaler: 0, formel: "100 * [A] / [B]"}}'
    skydda_tabell(bok, "Rad;A;B;Andel\na;1;40;3\nb;39;40;98\nc;20;40;50\n", formel)
    tabell = skyddad(bok)
    assert {"a|A", "a|Andel"} <= dolda(tabell)
    assert "c|A" not in dolda(tabell)
    assert not rojs(bok, tabell)


def test_tal_som_redan_ar_dolda_raknas_med(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;C;Totalt\na;..;12;40;55\n", "totalkolumn: Totalt")
    assert dolda(skyddad(bok)) == {"a|A", "a|B"}


def test_ett_tal_som_star_i_en_annan_tabell_kan_inte_skyddas(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A\na;3\n", "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: u, rad: a, kolumn: A}}]")
    skydda_tabell(bok, "Rad;A\na;3\n", namn="2024/u", beslut="ingen", troskel=0)
    with pytest.raises(KanInteSkyddas, match="Talet i a, A kan räknas fram vad som än döljs"):
        skyddad(bok)


def test_en_lankad_tabells_skyddade_tal_rojs_inte_heller(bok: Provbok) -> None:
    """The other table hides what stands here in the open."""
    skydda_tabell(bok, "Rad;A;B\na;12;3\n", "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: u, rad: a, kolumn: A}}]")
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;30\n", "totalkolumn: Totalt", namn="2024/u")
    assert dolda(skyddad(bok)) == {"a|A", "a|B"}


def test_det_som_inte_kan_provas_kan_inte_skyddas(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Totalt\na;3;saknas;9\n", "totalkolumn: Totalt")
    with pytest.raises(KanInteSkyddas, match="Det går inte att pröva"):
        skyddad(bok)

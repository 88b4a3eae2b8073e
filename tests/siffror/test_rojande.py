"""What a reader can work out: the traps that a naive protection falls into, each with the protection that holds."""

import subprocess
import sys

import pytest

from tests.conftest import Provbok
from tests.siffror.rojande_stod import BADA, lasbart, oprovat, rojt, skydda_tabell
from tests.siffror.stod import prova

RAD, ANDEL = "totalkolumn: Totalt", '{enhet: procent, decimaler: 0, formel: "100 * [A] / [B]"}'


def test_sma_tal_fran_ett_till_under_troskeln_gar_att_lasa(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B\na;0;1\nb;4;5\nc;–;..\nd;saknas;.\n")
    assert lasbart(bok) == ["a|B", "b|A"]


@pytest.mark.parametrize("beslut", ["ingen", "extern"])
def test_utan_beslut_att_skydda_provas_bara_det_som_ar_dolt(bok: Provbok, beslut: str) -> None:
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;2;5\nb;..;..;5\n", RAD, beslut=beslut, troskel=0)
    assert (rojt(bok), lasbart(bok)) == (["fast a|A"], [])
    (fynd,) = prova(bok.las(), "SEK002").anmarkningar
    assert "handbok skydda" not in fynd.fynd.gor_sa_har, "kommandot säger nej till tabellen"
    skydda_tabell(bok, "Rad;A;B;Totalt\na;3;2;5\n", RAD, beslut=beslut, troskel=0)
    assert rojt(bok) == []


@pytest.mark.parametrize("enhet", ["procent", "kronor", "dagar", "timmar", "index"])
def test_troskeln_galler_antal_och_personer_inte_andra_enheter(bok: Provbok, enhet: str) -> None:
    skydda_tabell(bok, "Rad;A\na;3\n", f"enhet: {enhet}")
    assert lasbart(bok) == []


def test_ensam_dold_cell_pa_en_rad_ges_av_totalen(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;12;15\n", RAD)
    assert rojt(bok) == ["fast a|A"]
    assert rojt(skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;15\n", RAD)) == []


def test_tva_pa_en_rad_men_ensamma_i_sina_kolumner(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;15\nb;20;9;29\nTotalt;23;21;44\n", BADA)
    assert rojt(bok) == ["fast a|A", "fast a|B"]
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;15\nb;..;..;29\nTotalt;23;21;44\n", BADA)
    assert rojt(bok) == []


def test_en_rektangel_som_anda_visar_under_troskeln(bok: Provbok) -> None:
    """Each hidden cell has two or more values, but those of the first row are all from 1 to 3."""
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;4\nb;..;..;50\nTotalt;23;31;54\n", BADA)
    assert rojt(bok) == ["smått a|A", "smått a|B"]


def test_en_dold_radsumma_under_troskeln_ges_av_kolumnens_summa(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;..\nb;..;..;50\nTotalt;23;31;54\n", BADA)
    assert "fast a|Totalt" in rojt(bok)


def test_totalen_star_i_en_annan_tabell(bok: Provbok) -> None:
    lika = "lika_med: [{här: {rad: a, kolumn: Totalt}, där: {tabell: u, rad: x, kolumn: N}}]"
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;12;..\n", f"{RAD}\n{lika}")
    skydda_tabell(bok, "Rad;N\nx;15\n", namn="2024/u", beslut="ingen", troskel=0)
    assert rojt(bok) == ["fast a|A", "fast a|Totalt"]


def test_tabeller_i_kedja_rojer_varandra(bok: Provbok) -> None:
    """The number stands two tables away, and the table between hides it too."""
    lank = "lika_med: [{{här: {{rad: a, kolumn: A}}, där: {{tabell: {}, rad: a, kolumn: A}}}}]"
    skydda_tabell(bok, "Rad;A\na;..\n", lank.format("u"))
    skydda_tabell(bok, "Rad;A\na;..\n", lank.format("v"), namn="2024/u", beslut="extern", troskel=0)
    skydda_tabell(bok, "Rad;A\na;7\n", namn="2024/v", beslut="ingen", troskel=0)
    assert rojt(bok) == ["fast a|A", "fast a|A"]


def test_tidigare_period_i_samma_serie(bok: Provbok) -> None:
    serie = "serie: s\nperioder: {kolumner: {"
    skydda_tabell(bok, "Rad;År 2023;År 2024\na;..;8\n", serie + "År 2023: 2023, År 2024: 2024}}")
    skydda_tabell(bok, "Rad;År 2023\na;9\n", serie + "År 2023: 2023}}", namn="2023/t", beslut="ingen", troskel=0)
    assert rojt(bok) == ["fast a|År 2023"]
    bok.andra("data/2024/t.yml", "serie: s", "reviderad: [{period: 2023, skäl: Omräknat}]\nserie: s")
    assert rojt(bok) == ["fast a|År 2023"], "ett reviderat värde säger ändå det mesta om det gamla"


def test_en_tidigare_tabell_utan_egna_perioder_ar_av_sin_egen_period(bok: Provbok) -> None:
    senare = "serie: s\nperioder: {kolumner: {År 2024: 2024, År 2025: 2025}}"
    skydda_tabell(bok, "Rad;Antal\na;..\nb;..\nTotalt;15\n", "serie: s\ntotalrad: Totalt")
    skydda_tabell(bok, "Rad;År 2024;År 2025\na;3;8\nb;12;9\n", senare, namn="2025/t", beslut="ingen", troskel=0)
    assert rojt(bok) == ["fast a|Antal", "fast b|Antal"]


def test_tva_dolda_tal_som_reviderats_ar_inte_lika(bok: Provbok) -> None:
    """Else the totals, of which one is revised, would contradict each other and nothing could be judged."""
    tabell = "Rad;År 2024\na;..\nb;..\nTotalt;{}\n"
    uppgifter = "serie: s\ntotalrad: Totalt\nperioder: {kolumner: {År 2024: 2024}}"
    skydda_tabell(bok, tabell.format(15), uppgifter)
    skydda_tabell(bok, tabell.format(14), f"{uppgifter}\nreviderad: [{{period: 2024, skäl: Sent}}]", namn="2025/t")
    assert (rojt(bok), oprovat(bok)) == ([], [])


def test_andel_och_bas_ger_antalet(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Andel\na;..;40;3\nb;..;4000;3\n", f"kolumner: {{Andel: {ANDEL}}}")
    assert rojt(bok) == ["fast a|A"]


@pytest.mark.parametrize(("andel", "vantat"), [("98", ["smått a|Andel"]), ("85", []), ("100", [])])
def test_det_som_en_andel_nara_hundra_lamnar_kvar(bok: Provbok, andel: str, vantat: list[str]) -> None:
    """Of 40, 98 percent leave one; there is no cell for it, but a reader counts it out."""
    skydda_tabell(bok, f"Rad;B;Andel\na;40;{andel}\n", "kolumner: {Andel: {enhet: procent}}")
    assert rojt(bok) == vantat


def test_en_liten_andel_utan_egen_cell(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;B;C;Andel\na;40;7;2,5\n", "kolumner: {Andel: {enhet: procent, av: B}}")
    assert rojt(bok) == ["smått a|Andel"]


def test_andel_och_delar_som_syns_lamnar_en_liten_rest(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Andel\na;39;40;98\n", f"kolumner: {{Andel: {ANDEL}}}")
    assert rojt(bok) == ["smått a|Andel"]


def test_andel_av_en_kolumns_total(bok: Provbok) -> None:
    uppgifter = "totalrad: Totalt\nkolumnsumma: {värde: 100, tolerans: 1, kolumner: [Andel]}\nkolumner: {Andel: {enhet: procent}}"
    skydda_tabell(bok, "Rad;N;Andel\na;..;3\nb;..;97\nTotalt;100;100\n", uppgifter)
    assert rojt(bok) == ["fast a|N", "fast b|N", "smått b|Andel"]


def test_andelar_utan_kand_bas_ar_inte_kontrollerade(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Andel\na;9;40;3\n", "kolumner: {Andel: {enhet: procent}}")
    assert oprovat(bok) == ["Det står inte vad de är andelar av. Skriv formel eller av för kolumnen i YAML-filen."]
    bok.andra("data/2024/t.yml", "{enhet: procent}", "{enhet: procent, av: annat}")
    assert (oprovat(bok), rojt(bok)) == ([], [])


def test_dold_andel_med_dold_bas_skyddas_av_att_baden_kan_vara_annat(bok: Provbok) -> None:
    uppgifter = f"kolumner: {{Andel: {ANDEL}}}"
    assert rojt(skydda_tabell(bok, "Rad;A;B;Andel\na;..;..;..\n", uppgifter)) == []
    bok.andra("data/2024/t.yml", "radnyckel", 'kontroller: ["[A] = [B]"]\nradnyckel')
    assert rojt(bok) == ["fast a|Andel"]


def test_medelvarde_och_summa_ger_antalet(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;Summa;N;Medel\na;12;..;4\n", 'kolumner: {Medel: {enhet: index, formel: "[Summa] / [N]"}}')
    assert rojt(bok) == ["fast a|N"]


def test_medelvarde_och_antal_ger_summan(bok: Provbok) -> None:
    """0,1 falls per person among 20 persons: one or two."""
    skydda_tabell(bok, "Rad;Fall;N;Medel\na;..;20;0,1\n", 'kolumner: {Medel: {enhet: index, formel: "[Fall] / [N]"}}')
    assert rojt(bok) == ["smått a|Fall"]


@pytest.mark.parametrize(
    ("csv", "uppgifter", "vantat"),
    [
        ("Rad;A;B\na;..;6\n", 'kontroller: ["[A] < [B]"]', []), ("Rad;A;B\na;..;5\n", 'kontroller: ["[A] < [B]"]', ["smått a|A"]),
        ("Rad;A;B\na;..;3\n", 'kontroller: ["[A] + [B] = 7"]', ["fast a|A"]),
        ("Rad;T;K;M\na;..;2;3\n", "mellan: {totalt: T, delar: [K, M]}", ["smått a|T"]),
        ("Rad;T;K;M\na;..;2;8\n", "mellan: {totalt: T, delar: [K, M]}", []),
        ("Rad;A\na;..\nb;40,0\n", "enhet: procent\nkolumnsumma: {värde: 100, tolerans: 0}", ["fast a|A"]),
        ("Rad;A\na;..\nb;40,0\n", "enhet: procent\nkolumnsumma: {värde: 100, tolerans: 0.1}", []),
        ("Rad;A\na;..\nb;40,0\n", 'enhet: procent\nkolumnsumma: {värde: 100, tolerans: 0.1}\nkontroller: ["[A] <= 60"]', []),
        ("Rad;A;B;Totalt\na;..;2;5\nb;.;..;7\n", RAD, ["fast a|A", "fast b|B"]),
    ],
)  # fmt: skip
def test_varje_slags_samband_rojer(bok: Provbok, csv: str, uppgifter: str, vantat: list[str]) -> None:
    assert rojt(skydda_tabell(bok, csv, uppgifter)) == vantat


def test_gransen_for_avrundning_ar_exakt(bok: Provbok) -> None:
    """0,5 percent of 1000 rounds up to 1: 5 persons are possible, and with one person fewer they are not."""
    uppgifter = f"kolumner: {{Andel: {ANDEL}}}\n" 'kontroller: ["[A] < 6"]'
    assert rojt(skydda_tabell(bok, "Rad;A;B;Andel\na;..;1000;1\n", uppgifter)) == ["fast a|A"]
    assert rojt(skydda_tabell(bok, "Rad;A;B;Andel\na;..;1000;0\n", uppgifter)) == ["smått a|A"]


def test_stora_tal_raknas_exakt(bok: Provbok) -> None:
    """One of 25 digits less than the total: a float would see no difference."""
    stort = 10**24
    skydda_tabell(bok, f"Rad;A;B;Totalt\na;..;{stort};{stort + 3}\n", RAD)
    assert rojt(bok) == ["fast a|A"]


def test_avrundade_tal_som_summan_rojer(bok: Provbok) -> None:
    """Two that round to 0 are at most 2 each; their total rounds to 5, so it is 3 or 4 and each is 1 or 2."""
    skydda_tabell(bok, "Rad;A;B;Totalt\na;0;0;5\n", RAD, beslut="avrunda")
    assert rojt(bok) == ["smått a|A", "smått a|B", "smått a|Totalt"]
    assert rojt(skydda_tabell(bok, "Rad;A;B;Totalt\na;0;5;5\n", RAD, beslut="avrunda")) == []


def test_ett_exakt_tal_bland_avrundade_rojer(bok: Provbok) -> None:
    skydda_tabell(bok, "Rad;A;B;Totalt\na;5;37;41\n", RAD, beslut="avrunda")
    assert rojt(bok) == ["smått a|A"]


@pytest.mark.parametrize(
    ("csv", "uppgifter", "varfor"),
    [
        ("Rad;A;B;Totalt\na;..;saknas;9\n", RAD, 'Ett tal saknas: "saknas" i a, B.'),
        ("Rad;A;B;Totalt\na;..;9;9\n", RAD, "De synliga talen går inte ihop. Är ett dolt tal noll, visa det."),
        ("Rad;A;B\na;..;..\n", 'kontroller: ["[A] * [B] = 12"]', "Sambandet är för sammansatt för att prövas exakt."),
        ("Rad;A\na;..\nb;-3\n", "", "Kolumnen har negativa tal."),
        ("Rad;A;B\na;..;0\n", 'kontroller: ["[A] / [B] < 3"]', "Det går inte att dela med noll."),
    ],
)  # fmt: skip
def test_det_som_inte_kan_provas_sags_och_godkanns_inte(bok: Provbok, csv: str, uppgifter: str, varfor: str) -> None:
    assert oprovat(skydda_tabell(bok, csv, uppgifter)) == [varfor]


def test_en_for_stor_tabell_ar_inte_kontrollerad(bok: Provbok) -> None:
    rader = "".join(f"r{i};..\n" for i in range(600))
    skydda_tabell(bok, f"Rad;A\n{rader}Totalt;9000\n", "totalrad: Totalt")
    assert oprovat(bok) == ["Fler än 500 skyddade tal hänger ihop."]


def test_en_tabell_som_ingen_laser_provas_inte(bok: Provbok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbok.siffror.slutsatser.FLEST_CELLER", 3)
    skydda_tabell(bok, "Rad;A;B\na;..;12\nb;9;8\n")
    assert oprovat(bok) == ["Tabellen har fler än 3 tal."]


def test_synliga_tal_som_inte_gar_ihop_doljer_inte_vad_ett_samband_rojer(bok: Provbok) -> None:
    """The column says 4 and the row 3, so one is wrong; a reader counts all the same."""
    skydda_tabell(bok, "Rad;K;M;Totalt\na;..;9;12\nb;5;6;11\nTotalt;9;15;24\n", BADA)
    assert rojt(bok) == ["fast a|K"]
    assert oprovat(bok) == ["De synliga talen går inte ihop. Är ett dolt tal noll, visa det."]


def test_en_omojlig_tabell_doljer_inte_vad_som_rojs_i_en_annan(bok: Provbok) -> None:
    """Both are given to the solver together."""
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;9;9\nb;..;9;12\n", RAD)
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;9;12\n", RAD, namn="2024/u")
    assert rojt(bok) == ["fast a|A", "fast b|A"]
    assert oprovat(bok) == ["De synliga talen går inte ihop. Är ett dolt tal noll, visa det."]


def test_mer_arbete_an_tillatet_ar_inte_kontrollerat(bok: Provbok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbok.siffror.rojande.STEG", 10)
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;13\nb;..;..;50\nTotalt;23;40;63\n", BADA)
    assert oprovat(bok) == ["Sambanden är för många för att prövas exakt."]


def test_en_lankad_tabell_med_fel_gor_svaret_ovisst(bok: Provbok) -> None:
    lika = "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: u, rad: x, kolumn: N}}]"
    skydda_tabell(bok, "Rad;A\na;..\n", lika)
    skydda_tabell(bok, "Rad;N\nx;\n", namn="2024/u", beslut="ingen", troskel=0)
    assert oprovat(bok) == ["data/2024/u.csv har fel som måste rättas först."]


def test_losaren_hamtas_bara_nar_nagot_ar_dolt(bok: Provbok) -> None:
    """Starting the program must not cost what few need."""
    skydda_tabell(bok, "Rad;A;B;Totalt\na;8;12;20\n", RAD)
    program = "import sys; from handbok.cli import main; main(sys.argv[1:]); print('z3' in sys.modules)"
    argument = [sys.executable, "-c", program, "kontrollera", "--rot", str(bok.rot), "--datum", "2026-11-21"]
    assert subprocess.run(argument, capture_output=True, text=True, check=True).stdout.endswith("False\n")
    skydda_tabell(bok, "Rad;A;B;Totalt\na;..;..;20\n", RAD)
    assert subprocess.run(argument, capture_output=True, text=True, check=True).stdout.endswith("True\n")

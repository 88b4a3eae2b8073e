"""Reconciliation: each declared relation is kept, and what is found names the cell and both values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.siffror.exakta import skriv
from tests.conftest import Provbok
from tests.siffror.stod import avstamd, brister, obedomda, prova, skriv_tabell

# --- TAL001: sums


def test_totalraden_ar_summan_av_de_andra_raderna_i_varje_kolumn(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;1;10\nb;2;20\nTotalt;3;31\n", "totalrad: Totalt")
    assert brister(bok) == ["TAL001 Totalt|B: 31, 30"]


def test_totalkolumnen_ar_summan_av_de_andra_kolumnerna_pa_varje_rad(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;Totalt;B\na;1;11;10\nb;2;23;20\n", "totalkolumn: Totalt")
    assert brister(bok) == ["TAL001 b|Totalt: 23, 22"]


def test_hornet_raknas_bade_nedat_och_at_sidan(bok: Provbok) -> None:
    uppgifter = "totalrad: Totalt\ntotalkolumn: Totalt"
    skriv_tabell(bok, "Rad;A;B;Totalt\na;1;10;11\nb;2;20;22\nTotalt;3;30;34\n", uppgifter)
    assert brister(bok) == ["TAL001 Totalt|Totalt: 34, 33"], "samma räknade värde är en anmärkning"
    skriv_tabell(bok, "Rad;A;B;Totalt\na;1;10;12\nb;2;20;22\nTotalt;3;30;33\n", uppgifter)
    assert brister(bok) == ["TAL001 a|Totalt: 12, 11", "TAL001 Totalt|Totalt: 33, 34"]


@pytest.mark.parametrize("enhet", ["antal", "kronor", "timmar", "personer"])
def test_antal_kronor_timmar_och_personer_summeras(bok: Provbok, enhet: str) -> None:
    skriv_tabell(bok, "Rad;A\na;1\nb;2\nTotalt;4\n", f"enhet: {enhet}\ntotalrad: Totalt")
    assert brister(bok) == ["TAL001 Totalt|A: 4, 3"]


@pytest.mark.parametrize("enhet", ["procent", "dagar", "index", "text"])
def test_procent_dagar_index_och_text_summeras_inte(bok: Provbok, enhet: str) -> None:
    skriv_tabell(bok, "Rad;A\na;1\nb;2\nTotalt;4\n", f"enhet: {enhet}\ntotalrad: Totalt\ntotalkolumn: A")
    assert (brister(bok), obedomda(bok)) == ([], ["Tabellen har inga tal att lägga ihop för den."] * 2)


@pytest.mark.parametrize("regel", ["kolumnsumma", "radsumma"])
def test_en_helhet_utan_andelar_ar_inte_kontrollerad(bok: Provbok, regel: str) -> None:
    skriv_tabell(bok, "Rad;A\na;1\nb;2\n", f"{regel}: {{värde: 100}}")
    assert (brister(bok), obedomda(bok)) == ([], ["Tabellen har inga andelar att lägga ihop för den."])


@pytest.mark.parametrize(("enhet", "summa"), [("kronor", 5), ("timmar", 5), ("personer", 105)])
def test_en_total_ar_summan_av_det_som_har_dess_enhet(bok: Provbok, enhet: str, summa: int) -> None:
    """5 antal and 100 kronor are not 105 of anything; persons are counted as antal is."""
    skriv_tabell(bok, f"Rad;A;Enhet\nx;5;antal\ny;100;{enhet}\nTotalt;106;antal\n", "totalrad: Totalt\nenhetskolumn: Enhet")
    assert brister(bok) == [f"TAL001 Totalt|A: 106, {summa}"]


def test_samma_tal_i_olika_enhet_ar_inte_lika(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;5\n", "enhet: procent", "2024/annan")
    lika = "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: annan, rad: a, kolumn: A}}]"
    skriv_tabell(bok, "Rad;A\na;5\n", lika)
    assert brister(bok) == ["TAL005 a|A: 5, 5"]
    bok.andra("data/2024/annan.yml", "enhet: procent", "enhet: personer")
    assert brister(bok) == []


def test_bara_de_summerbara_kolumnerna_raknas_in_i_totalkolumnen(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;Andel;Not;Dubbelt;B;Totalt\na;1;50;12;2;3;4\nb;1;50;12;2;3;5\n", """\
        totalkolumn: Totalt
        kolumner: {Andel: {enhet: procent}, Not: {enhet: text}, Dubbelt: {formel: "2 * [A]"}}
        """)  # fmt: skip
    assert brister(bok) == ["TAL001 b|Totalt: 5, 4"]


def test_med_enhet_per_rad_summeras_bara_de_summerbara_raderna(bok: Provbok) -> None:
    csv = "Rad;Enhet;A;Totalt\na;antal;1;1\nandel;procent;50;70\nb;personer;2;3\nTotalt;antal;4;4\n"
    skriv_tabell(bok, csv, "enhetskolumn: Enhet\ntotalrad: Totalt\ntotalkolumn: Totalt")
    assert brister(bok) == ["TAL001 b|Totalt: 3, 2", "TAL001 Totalt|A: 4, 3"]


def test_en_total_som_inte_gar_att_summera_provas_inte(bok: Provbok) -> None:
    csv = "Rad;Enhet;A\na;antal;1\nb;antal;2\nTotalt;procent;100\n"
    skriv_tabell(bok, csv, "enhetskolumn: Enhet\ntotalrad: Totalt")
    assert brister(bok) == []


def test_en_total_med_formel_ar_formelns_att_prova(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B;Totalt\na;1;2;4\n", """\
        totalkolumn: Totalt
        kolumner: {Totalt: {formel: "[A] + [B]"}}
        """)  # fmt: skip
    assert brister(bok) == ["TAL003 a|Totalt: 4, 3"]


@pytest.mark.parametrize("kod", ["saknas", "..", "."])
@pytest.mark.parametrize("csv", ["Rad;A\na;{}\nb;2\nTotalt;4\n", "Rad;A\na;1\nb;2\nTotalt;{}\n"])
def test_en_summa_dar_ett_tal_saknas_provas_inte(bok: Provbok, csv: str, kod: str) -> None:
    skriv_tabell(bok, csv.format(kod), "totalrad: Totalt")
    assert brister(bok) == []
    assert obedomda(bok) == [f'Ett tal saknas: "{kod}" i {"a" if "a;{" in csv else "Totalt"}, A.']


def test_streck_ar_noll_bade_som_del_och_som_total(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;–;–\nb;2;–\nTotalt;2;–\n", "totalrad: Totalt")
    assert (brister(bok), obedomda(bok)) == ([], [])
    skriv_tabell(bok, "Rad;A\na;2\nb;–\nTotalt;–\n", "totalrad: Totalt")
    assert brister(bok) == ["TAL001 Totalt|A: 0, 2"]


def test_summor_ar_exakta_ocksa_for_stora_tal_med_manga_decimaler(bok: Provbok) -> None:
    stort = "9" * 25
    skriv_tabell(bok, f"Rad;A\na;{stort},123456789012\nb;0,000000000001\nTotalt;{stort},123456789014\n", "totalrad: Totalt")
    assert brister(bok) == [f"TAL001 Totalt|A: {stort},123456789014, {stort},123456789013"]


def test_decimaler_summeras_utan_flyttalsfel(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;0,1\nb;0,2\nTotalt;0,30\n", "enhet: kronor\ntotalrad: Totalt")
    assert brister(bok) == []


# --- TAL002: shares of a whole


def test_andelarna_i_varje_procentkolumn_blir_helheten_och_kolumnen_namns_utan_rad(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B;Antal\na;60;78,4;1\nb;40;22,2;2\n", """\
        enhet: procent
        kolumner: {Antal: {enhet: antal}}
        kolumnsumma: {värde: 100}
        """)  # fmt: skip
    assert brister(bok) == ["TAL002 *|B: 100, 100,6"]


def test_andelarna_pa_varje_rad_blir_helheten_och_raden_namns_utan_kolumn(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;60;40\nb;60;39,5\n", "enhet: procent\nradsumma: {värde: 100}")
    assert brister(bok) == ["TAL002 b|*: 100, 99,5"]


@pytest.mark.parametrize(("b", "fel"), [("40,1", 0), ("39,9", 0), ("40,11", 1), ("39,89", 1)])
@pytest.mark.parametrize("tolerans", ["0.1", '"0,1"'])
def test_toleransen_galler_till_och_med_sitt_varde(bok: Provbok, b: str, fel: int, tolerans: str) -> None:
    skriv_tabell(bok, f"Rad;A\na;60\nb;{b}\n", f"enhet: procent\nkolumnsumma: {{värde: 100, tolerans: {tolerans}}}")
    assert len(brister(bok)) == fel


def test_totaler_ar_inte_delar_av_helheten(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B;Alla\na;60;40;100\nb;40;60;100\nTotalt;100;100;200\n", """\
        enhet: procent
        totalrad: Totalt
        totalkolumn: Alla
        kolumnsumma: {värde: 100}
        radsumma: {värde: 100}
        """)  # fmt: skip
    assert brister(bok) == []


def test_kolumner_och_rader_sager_over_vad_helheten_tas(bok: Provbok) -> None:
    csv = "Rad;A;B;C\na;60;40;7\nb;30;20;7\nc;10;40;7\n"
    skriv_tabell(bok, csv, "enhet: procent\nkolumnsumma: {värde: 100, kolumner: [A, C]}")
    assert brister(bok) == ["TAL002 *|C: 100, 21"]
    skriv_tabell(bok, csv, "enhet: procent\nradsumma: {värde: 100, kolumner: [A, B], rader: [a, b]}")
    assert brister(bok) == ["TAL002 b|*: 100, 50"]
    skriv_tabell(bok, csv, "enhet: procent\nkolumnsumma: {värde: 100, rader: [a, b], kolumner: []}")
    assert brister(bok) == ["TAL002 *|A: 100, 90", "TAL002 *|B: 100, 60", "TAL002 *|C: 100, 14"]


def test_namngivna_kolumner_far_ha_annan_enhet_an_procent(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;3\nb;4\n", "kolumnsumma: {värde: 8, kolumner: [A]}")
    assert brister(bok) == ["TAL002 *|A: 8, 7"]


def test_med_enhet_per_rad_ar_det_procentraderna_som_blir_helheten(bok: Provbok) -> None:
    csv = "Rad;Enhet;A\na;procent;60\nsvar;personer;261\nb;procent;41\n"
    skriv_tabell(bok, csv, "enhetskolumn: Enhet\nkolumnsumma: {värde: 100}")
    assert brister(bok) == ["TAL002 *|A: 100, 101"]


def test_en_helhet_dar_en_del_saknas_provas_inte(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;60;60\nb;saknas;–\n", "enhet: procent\nkolumnsumma: {värde: 100}")
    assert brister(bok) == ["TAL002 *|B: 100, 60"]
    assert obedomda(bok) == ['Ett tal saknas: "saknas" i b, A.']


# --- TAL003: formulas and controls


def test_en_formel_jamfors_vid_cellens_egna_decimaler_avrundat_uppat_fran_fem(bok: Provbok) -> None:
    csv = "Rad;D;H;Andel\na;1;8;12,5\nb;1;8;13\nc;1;8;12\nd;1;3;33,33\ne;-1;8;-13\nf;-1;8;-12\ng;1;3;33,34\n"
    skriv_tabell(bok, csv, 'kolumner: {Andel: {enhet: procent, formel: "100 * [D] / [H]"}}')
    assert brister(bok) == ["TAL003 c|Andel: 12, 13", "TAL003 f|Andel: -12, -13", "TAL003 g|Andel: 33,34, 33,33"]


def test_kolumnens_decimaler_gar_fore_cellens(bok: Provbok) -> None:
    csv = "Rad;D;H;Andel\na;1;8;12,5\nb;1;8;13\nc;1;8;13,0\n"
    skriv_tabell(bok, csv, 'kolumner: {Andel: {enhet: procent, decimaler: 0, formel: "100 * [D] / [H]"}}')
    assert brister(bok) == ["TAL003 a|Andel: 12,5, 13"]


def test_avrundningen_sker_en_gang_fran_det_exakta_vardet(bok: Provbok) -> None:
    """0,5 − 10⁻³⁰ is less than half, though not in the 28 digits of a division."""
    skriv_tabell(bok, "Rad;A;B\na;0,5;0\n", f'kolumner: {{B: {{formel: "[A] - 1 / 1{"0" * 15} / 1{"0" * 15}"}}}}')
    assert brister(bok) == []


def test_streck_i_en_formelkolumn_ar_noll(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;–;–\nb;1;–\n", 'kolumner: {B: {formel: "2 * [A]"}}')
    assert brister(bok) == ["TAL003 b|B: 0, 2"]


def test_en_formel_som_inte_gar_att_rakna_provas_inte(bok: Provbok) -> None:
    csv = "Rad;A;B;C\na;1;0;.\nb;saknas;1;5\nc;1;0;5\nd;1;1;saknas\n"
    skriv_tabell(bok, csv, 'kolumner: {C: {formel: "[A] / [B]"}}')
    assert brister(bok) == []
    assert sorted(obedomda(bok)) == [
        "Det går inte att dela med noll.", 'Ett tal saknas: "." i a, C.', 'Ett tal saknas: "saknas" i b, A.',
        'Ett tal saknas: "saknas" i d, C.',
    ]  # fmt: skip


def test_en_kontroll_provas_rad_for_rad_och_namner_raden_och_forsta_kolumnen(bok: Provbok) -> None:
    csv = "Rad;A;B;Totalt\na;1;2;3\nb;1;3;3\nTotalt;2;5;6\n"
    skriv_tabell(bok, csv, 'kontroller: ["[B] + [A] <= [Totalt]", "[Totalt] > 2"]')
    assert brister(bok) == ["TAL003 b|B: 4, 3", "TAL003 Totalt|B: 7, 6"]


def test_en_kontroll_av_celler_provas_en_gang(bok: Provbok) -> None:
    csv = "Rad;A\nkvinnor;1\nmän;2\nalla;4\n"
    skriv_tabell(bok, csv, 'kontroller: ["[kvinnor | A] + [män | A] = [alla | A]", "[män | A] >= [kvinnor | A]"]')
    assert brister(bok) == ["TAL003 kvinnor|A: 3, 4"]


def test_en_kontroll_med_bade_kolumn_och_cell_provas_rad_for_rad(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;1\nb;9\ntak;5\n", 'kontroller: ["[A] <= [tak | A]"]')
    assert brister(bok) == ["TAL003 b|A: 9, 5"]
    skriv_tabell(bok, "Rad;A;B\na;1;2\nb;1;7\ntak;5;5\n", 'kontroller: ["[tak | A] >= [B]"]')
    assert brister(bok) == ["TAL003 b|A: 5, 7"]


@pytest.mark.parametrize(("tecken", "raderna_som_inte_haller"), [("=", "ac"), ("<", "bc"), ("<=", "c"), (">", "ab"), (">=", "a")])
def test_varje_jamforelse_betyder_det_den_sager(bok: Provbok, tecken: str, raderna_som_inte_haller: str) -> None:
    skriv_tabell(bok, "Rad;A\na;1\nb;2\nc;3\n", f'kontroller: ["[A] {tecken} 2"]')
    assert [b.split("|")[0][-1] for b in brister(bok)] == list(raderna_som_inte_haller)


def test_en_kontroll_ar_exakt_ocksa_med_brak(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;1\n", 'kontroller: ["[A] / 3 * 3 = 1", "[A] / 3 = 0,333333"]')
    assert brister(bok) == ["TAL003 a|A: 0,333333, 0,333333"]


def test_tva_kontroller_med_samma_cell_och_varde_ar_en_anmarkning(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;3;2\n", 'kontroller: ["[A] <= [B]", "[A] = [B]", "[A] < 3"]')
    assert brister(bok) == ["TAL003 a|A: 3, 3", "TAL003 a|A: 3, 2"]


# --- TAL004: a total between its groups


def test_totalen_ligger_mellan_sina_kolumner_och_spannet_namns(bok: Provbok) -> None:
    csv = "Rad;Alla;Kvinnor;Män\na;44;28;16\nb;28;28;16\nc;16;28;16\nd;15,5;28;16\ne;20;20;20\n"
    skriv_tabell(bok, csv, "enhet: procent\nmellan: {totalt: Alla, delar: [Kvinnor, Män]}")
    assert brister(bok) == ["TAL004 a|Alla: 44, 16–28", "TAL004 d|Alla: 15,5, 16–28"]


def test_totalen_ligger_mellan_sina_rader(bok: Provbok) -> None:
    csv = "Rad;2023;2024;Not\nAlla;5;9;x\nKvinnor;4;7,5;y\nMän;6;8;z\n"
    skriv_tabell(bok, csv, """\
        enhet: index
        kolumner: {Not: {enhet: text}}
        mellan: {rader: {totalt: Alla, delar: [Kvinnor, Män]}}
        """)  # fmt: skip
    assert brister(bok) == ["TAL004 Alla|2024: 9, 7,5–8"]
    assert obedomda(bok) == []


def test_mellan_far_vara_en_lista_av_kolumner_och_rader(bok: Provbok) -> None:
    csv = "Rad;Alla;K;M\na;9;1;3\nb;2;1;3\nc;2;1;3\n"
    skriv_tabell(bok, csv, """\
        enhet: index
        mellan: [{totalt: Alla, delar: [K, M]}, {rader: {totalt: a, delar: [b, c]}}]
        """)  # fmt: skip
    assert brister(bok) == ["TAL004 a|Alla: 9, 1–3", "TAL004 a|Alla: 9, 2–2"]


def test_mellan_med_bade_kolumner_och_rader_provar_bada(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;Alla;K;M\na;9;1;3\nb;2;1;3\nc;2;1;3\n", """\
        enhet: index
        mellan: {totalt: Alla, delar: [K, M], rader: {totalt: a, delar: [b, c]}}
        """)  # fmt: skip
    assert len(brister(bok)) == 2


def test_mellan_dar_en_grupp_saknas_provas_inte_och_streck_ar_noll(bok: Provbok) -> None:
    csv = "Rad;Alla;K;M\na;9;saknas;3\nb;2;–;1\n"
    skriv_tabell(bok, csv, "enhet: index\nmellan: {totalt: Alla, delar: [K, M]}")
    assert brister(bok) == ["TAL004 b|Alla: 2, 0–1"]
    assert obedomda(bok) == ['Ett tal saknas: "saknas" i a, K.']


# --- TAL005: the same measure in two places


LIKA = "lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: annan, rad: b, kolumn: B%s}}]"


def test_samma_matt_i_en_annan_tabell_har_samma_varde(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;952\n", LIKA % "")
    skriv_tabell(bok, "Rad;B\nb;925\n", namn="2024/annan")
    assert brister(bok) == ["TAL005 a|A: 952, 925"]
    skriv_tabell(bok, "Rad;B\nb;952,0\n", namn="2024/annan")
    assert brister(bok) == []


def test_samma_matt_i_en_annan_period_har_samma_varde(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;5\n", LIKA % ", period: 2023")
    skriv_tabell(bok, "Rad;B\nb;5\n", namn="2024/annan")
    skriv_tabell(bok, "Rad;B\nb;6\n", namn="2023/annan")
    assert brister(bok) == ["TAL005 a|A: 5, 6"]


def test_ett_lika_matt_som_saknas_provas_inte(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;5\n", LIKA % "")
    skriv_tabell(bok, "Rad;B\nb;saknas\n", namn="2024/annan")
    assert (brister(bok), obedomda(bok)) == ([], ['Ett tal saknas: "saknas" i b, B.'])


def test_en_trasig_annan_tabell_ger_inte_kontrollerat(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;5\n", LIKA % "").skriv("data/2024/annan.csv", "Rad;B\nb;\n")
    bok.skriv("data/2024/annan.yml", "titel: Trasig\n")
    (tabell,) = bok.las().tabeller
    assert tabell.id == "t"
    varfor = [i.varfor for i in prova(bok.las(), "TAL005").inte_kontrollerat if i.fil == tabell.fil]
    assert varfor == ["data/2024/annan.csv har fel som måste rättas först."]


SERIE = "enhet: procent\nserie: nojda\nperioder: {kolumner: {%s}}"


def test_ett_gammalt_varde_i_serien_far_inte_andras_tyst(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;Utfall 2023;2024\na;62;67\nb;5;6\n", SERIE % "Utfall 2023: 2023, 2024: 2024")
    skriv_tabell(bok, "Rad;2024;2025\na;66;70\nb;6;7\n", SERIE % "2024: 2024, 2025: 2025", "2025/t")
    assert brister(bok) == ["TAL005 a|2024: 66, 67"], "den senare tabellens cell namns, och det äldre värdet är räknat"


def test_en_tabell_utan_perioder_ar_av_sin_egen_period(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;Andel;Not\na;62;x\n", "enhet: procent\nserie: nojda\nkolumner: {Not: {enhet: text}}")
    skriv_tabell(bok, "Rad;2024;2025\na;66;70\n", SERIE % "2024: 2024, 2025: 2025", "2025/t")
    assert brister(bok) == ["TAL005 a|2024: 66, 62"]


def test_en_trasig_tidigare_tabell_av_samma_namn_ger_inte_kontrollerat(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;2024\na;\n", SERIE % "2024: 2024")
    skriv_tabell(bok, "Rad;2024;2025\na;66;70\n", SERIE % "2024: 2024, 2025: 2025", "2025/t")
    svar = prova(bok.las(), "TAL005").inte_kontrollerat
    assert [(i.vad, i.varfor) for i in svar if i.fil == "data/2025/t.csv"] == [
        ("om a, 2024 är lika i t", "data/2024/t.csv har fel som måste rättas först.")
    ]


@pytest.mark.parametrize(
    ("reviderad", "fel"),
    [
        ("{rad: a, kolumn: 2024, period: 2024, skäl: Sen registrering}", 0), ("{rad: a, skäl: Sen}", 0),
        ("{period: 2024, skäl: Sen}", 0), ("{kolumn: 2024, skäl: Sen}", 0), ("{rad: a, kolumn: Utfall, skäl: Sen}", 0),
        ("{rad: b, skäl: Sen}", 1), ("{rad: a, period: 2023, skäl: Sen}", 1), ("{kolumn: 2025, skäl: Sen}", 1),
    ],
)  # fmt: skip
def test_ett_reviderat_varde_har_ett_skal(bok: Provbok, reviderad: str, fel: int) -> None:
    skriv_tabell(bok, "Rad;Utfall\na;67\n", SERIE % "Utfall: 2024")
    skriv_tabell(bok, "Rad;2024;2025\na;66;70\nb;5;6\n",
                 SERIE % "2024: 2024, 2025: 2025" + f"\nreviderad: [{reviderad}]", "2025/t")  # fmt: skip
    assert len(brister(bok)) == fel


def test_den_senaste_tabellen_som_har_vardet_galler(bok: Provbok) -> None:
    """A value revised once, with its reason, need not be explained in every later table."""
    skriv_tabell(bok, "Rad;2023\na;5\n", SERIE % "2023: 2023", "2023/t")
    uppgifter = SERIE % "2023: 2023" + "\nreviderad: [{rad: a, period: 2023, skäl: Sen registrering}]"
    skriv_tabell(bok, "Rad;2023\na;6\n", uppgifter, "2024/t")
    skriv_tabell(bok, "Rad;2023\na;6\n", SERIE % "2023: 2023", "2025/t")
    assert brister(bok) == []
    skriv_tabell(bok, "Rad;2023\na;5\n", SERIE % "2023: 2023", "2025/t")
    assert brister(bok) == ["TAL005 a|2023: 5, 6"]


def test_tva_kolumner_med_samma_period_jamfors_var_for_sig(bok: Provbok) -> None:
    perioder = SERIE % "Utfall 2024: 2024, Riket 2024: 2024"
    skriv_tabell(bok, "Rad;Utfall 2024;Riket 2024\na;67;59\n", perioder)
    skriv_tabell(bok, "Rad;Riket 2024;Utfall 2024\na;60;67\n", perioder, "2025/t")
    assert brister(bok) == ["TAL005 a|Riket 2024: 60, 59"]
    skriv_tabell(bok, "Rad;Utfall 24\na;67\n", SERIE % "Utfall 24: 2024", "2025/t")
    assert brister(bok) == [], "det går inte att veta vilken av de två den är"


def test_rader_och_periodkolumn_kan_vara_perioder(bok: Provbok) -> None:
    perioder = "serie: s\nperioder: {rader: {%s}}"
    skriv_tabell(bok, "Rad;A\n2023-12;5\n", perioder % "2023-12: 2023-12", "2023/r")
    skriv_tabell(bok, "Rad;A\ndec 2023;6\n", perioder % "dec 2023: 2023-12", "2024/r")
    skriv_tabell(bok, "Rad;Tid;A\na;2023;7\nb;2023;1\n", "serie: p\nperiodkolumn: Tid", "2023/p")
    skriv_tabell(bok, "Rad;Tid;A\na;2023;8\nb;2024;2\n", "serie: p\nperiodkolumn: Tid", "2024/p")
    assert brister(bok) == ["TAL005 a|A: 8, 7", "TAL005 dec 2023|A: 6, 5"]
    bok.andra("data/2024/r.yml", "serie: s", "serie: s\nreviderad: [{rad: 2023-12, kolumn: A, skäl: Sen registrering}]")
    assert brister(bok) == ["TAL005 a|A: 8, 7"], "raden får nämnas som den heter i den äldre tabellen"


def test_en_annan_serie_jamfors_inte(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;2024\na;67\n", SERIE % "2024: 2024")
    skriv_tabell(bok, "Rad;2024\na;66\n", (SERIE % "2024: 2024").replace("nojda", "andra"), "2025/t")
    skriv_tabell(bok, "Rad;2024\na;65\n", "perioder: {kolumner: {2024: 2024}}", "2025/u")
    assert brister(bok) == []


# --- findings and known errors


def test_en_anmarkning_star_pa_sin_rad_och_sitt_falt(bok: Provbok) -> None:
    csv = "Rad;A;B\na;60;40\nb;50;50\nTotalt;3;4\n"
    skriv_tabell(bok, csv, "totalrad: Totalt\nradsumma: {värde: 100, kolumner: [A, B]}\nkolumnsumma: {värde: 1, kolumner: [B]}")
    platser = [(a.kod, a.fynd.plats.fil, a.fynd.plats.rad, a.fynd.plats.kolumn) for a in avstamd(bok).anmarkningar]
    fil = "data/2024/t.csv"
    assert platser == [("TAL002", fil, 1, 3), ("TAL001", fil, 4, 2), ("TAL001", fil, 4, 3)]


def test_en_anmarkning_har_cellen_och_bada_vardena_som_rena_tal(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;1 000\nb;−0,50\nTotalt;1 000,00\n", "enhet: kronor\ntotalrad: Totalt")
    (ett,) = avstamd(bok).anmarkningar
    assert (ett.fynd.angivet, ett.fynd.raknat) == ("1000", "999,5")
    assert ett.fynd.text == "Totalt, A: Delarna blir tillsammans 999,5, men det står 1000."
    assert (ett.allvar, ett.stoppar) == ("fel", True)


KANT = "kända_fel: [{rad: Totalt, kolumn: A, kod: TAL001, angivet: %s, räknat: %s, förklaring: Så står det}]"


@pytest.mark.parametrize(("angivet", "raknat"), [("8,5", "7"), ('"8.5"', "7,0"), ("8,50", "7.00")])
def test_ett_kant_fel_ar_undantaget_med_sin_forklaring(bok: Provbok, angivet: str, raknat: str) -> None:
    kant = f'kända_fel: [{{rad: Totalt, kolumn: A, kod: TAL001, angivet: "{angivet.strip(chr(34))}", räknat: "{raknat}", förklaring: Så}}]'
    skriv_tabell(bok, "Rad;A\na;3\nb;4\nTotalt;8,5\n", f"totalrad: Totalt\n{kant}")
    resultat = avstamd(bok, "TAL001", "UND001")
    assert resultat.anmarkningar == ()
    assert [(u.kod, u.rad, u.skal, u.till) for u in resultat.undantagna] == [("TAL001", 4, "Så", None)]


@pytest.mark.parametrize("streck", ["–", "-", "−"])
def test_spannet_i_ett_kant_fel_far_skrivas_med_vilket_streck_som_helst(bok: Provbok, streck: str) -> None:
    skriv_tabell(bok, "Rad;A;B;C\na;44;28;16\n", f"""\
        enhet: procent
        mellan: {{totalt: A, delar: [B, C]}}
        kända_fel: [{{rad: a, kolumn: A, kod: TAL004, angivet: 44, räknat: 16{streck}28, förklaring: Så}}]
        """)  # fmt: skip
    assert avstamd(bok, "TAL004", "UND001").anmarkningar == ()


def test_kanda_fel_i_helheter_namns_utan_rad_eller_kolumn(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;78,4;21,6\nb;22,2;77,8\n", """\
        enhet: procent
        kolumnsumma: {värde: 100, tolerans: 0.1}
        kända_fel: [{kolumn: A, kod: TAL002, angivet: 100, räknat: "100,6", förklaring: Så}]
        """)  # fmt: skip
    assert [a.fynd.text for a in avstamd(bok, "TAL002", "UND001").anmarkningar] == [
        "B: Andelarna blir tillsammans 99,4, men ska bli 100."
    ]


@pytest.mark.parametrize(("angivet", "raknat"), [(9, 7), (8, 6)])
def test_ett_kant_fel_med_andra_varden_ar_oanvant_och_felet_en_anmarkning(bok: Provbok, angivet: int, raknat: int) -> None:
    skriv_tabell(bok, "Rad;A\na;3\nb;4\nTotalt;8\n", f"totalrad: Totalt\n{KANT % (angivet, raknat)}")
    koder = [(a.kod, a.fynd.plats.fil) for a in avstamd(bok, "TAL001", "UND001").anmarkningar]
    assert koder == [("TAL001", "data/2024/t.csv"), ("UND001", "data/2024/t.yml")]


def test_ett_kant_fel_som_inte_gick_att_prova_ar_inte_oanvant(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;3\nb;saknas\nTotalt;8\n", f"totalrad: Totalt\n{KANT % (8, 7)}")
    resultat = avstamd(bok, "TAL001", "UND001")
    assert resultat.anmarkningar == ()
    assert len(resultat.inte_kontrollerat) == 1


def test_ett_kant_fel_provas_inte_nar_regeln_ar_bortvald(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;3\nb;4\nTotalt;7\n", f"totalrad: Totalt\n{KANT % (8, 7)}")
    assert avstamd(bok, "TAL002", "UND001").anmarkningar == ()
    assert len(avstamd(bok, "TAL001", "UND001").anmarkningar) == 1


def test_varje_regel_sager_sjalv_vad_den_inte_kunde_prova(bok: Provbok) -> None:
    """Also when it runs alone (`--valj TAL003`)."""
    skriv_tabell(bok, "Rad;A;B\na;saknas;1\n", 'kolumner: {B: {formel: "[A]"}}')
    assert len(obedomda(bok, "TAL003")) == 1
    assert obedomda(bok, "TAL001") == []


def test_samband_med_okanda_namn_ar_tal007_och_provas_inte(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;1;1\nb;2;2\n", """\
        totalrad: x
        totalkolumn: x
        kolumnsumma: {värde: 1, kolumner: [x]}
        radsumma: {värde: 1, rader: [x], kolumner: [A]}
        kolumner: {B: {formel: "[x]"}}
        kontroller: ["[x] = 1", "[x | A] = 9"]
        mellan: [{totalt: x, delar: [A, B]}, {rader: {totalt: a, delar: [x, b]}}]
        lika_med:
          - {här: {rad: x, kolumn: A}, där: {tabell: t, rad: a, kolumn: B}}
          - {här: {rad: a, kolumn: A}, där: {tabell: x, rad: a, kolumn: A}}
        """)  # fmt: skip
    assert (brister(bok), obedomda(bok)) == ([], [])
    assert len(avstamd(bok, "TAL007").anmarkningar) == 11


@pytest.mark.parametrize(
    ("tal", "text"),
    [
        ("0", "0"), ("1000", "1000"), ("-3", "-3"), ("78.40", "78,4"), ("-0.05", "-0,05"), ("100", "100"),
        ("1/3", "0,333333"), ("-2/3", "-0,666667"), ("1/128", "0,0078125"), ("-1/30000000", "0"),
    ],
)  # fmt: skip
def test_tal_skrivs_rent_med_decimalkomma(tal: str, text: str) -> None:
    assert skriv(Fraction(tal)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**20), max_value=10**20))
def test_ett_skrivet_tal_ar_exakt_det_det_var(tal: object) -> None:
    text = skriv(Fraction(str(tal)))
    assert Fraction(text.replace(",", ".")) == Fraction(str(tal))
    assert "," not in text or not text.endswith("0")

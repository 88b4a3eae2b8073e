"""Tables: read as Excel and others write them, with exact numbers, and faults at line and field."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.inlasning.filer import LasFelUndantag
from handbok.inlasning.tabeller import las_rader, tolka
from handbok.modell import Tabell
from tests.conftest import Provbok
from tests.stod import fynd, texter

CSV, YML = "data/2024/klagomal.csv", "data/2024/klagomal.yml"
UPPGIFTER = """\
titel: Klagomål
period: {från: 2024-01-01, till: 2024-12-31}
enhet: antal
källa: {system: Klagomålsmodulen, uttag: 2025-01-20}
radnyckel: Månad
röjande: {beslut: ingen, motivering: Antal händelser}
"""
HART, SMALT, MINUS = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"


def tabell(bok: Provbok, csv: str | bytes, uppgifter: str = UPPGIFTER) -> Tabell:
    """The table as read; it must be without faults."""
    bok.skriv(CSV, csv).skriv(YML, uppgifter)
    assert fynd(bok) == []
    (t,) = bok.las().tabeller
    return t


def fel(bok: Provbok, csv: str | bytes, uppgifter: str = UPPGIFTER) -> list[str]:
    """`META003 csv:2:3`: the faults of a table, by its files' endings."""
    bok.skriv(CSV, csv).skriv(YML, uppgifter)
    return [f.replace("data/2024/klagomal.", "") for f in fynd(bok)]


def ren(ra: str | bytes) -> list[list[str]]:
    return [falt for _, falt in las_rader(ra if isinstance(ra, bytes) else ra.encode())]


@pytest.mark.parametrize("tecken", [";", ",", "\t"])
@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("radslut", ["\n", "\r\n", "\r"])
def test_en_tabell_lases_med_alla_skiljetecken_och_kodningar(tecken: str, kodning: str, radslut: str) -> None:
    text = f"Månad{tecken}Ärenden{radslut}jan–feb{tecken}–{radslut}§ år{tecken}7{radslut}"
    assert ren(text.encode(kodning)) == [["Månad", "Ärenden"], ["jan–feb", "–"], ["§ år", "7"]]


@pytest.mark.parametrize("kodning", ["utf-16-le", "utf-16-be"])
def test_utf_16_lases_i_bada_riktningarna(kodning: str) -> None:
    assert ren(("\ufeff" + "Månad;A\njan;1\n").encode(kodning)) == [["Månad", "A"], ["jan", "1"]]


def test_semikolon_gar_fore_komma_sa_att_decimalkomma_inte_delar_talet() -> None:
    assert ren("Månad;Andel, procent\njan;12,5\n") == [["Månad", "Andel, procent"], ["jan", "12,5"]]


def test_ett_skiljetecken_inom_citattecken_skiljer_inte() -> None:
    assert ren('"Månad; år",Antal\n"jan; 24","1,5"\n') == [["Månad; år", "Antal"], ["jan; 24", "1,5"]]


def test_en_radbrytning_inom_citattecken_hor_till_faltet_och_raderna_raknas_ratt(bok: Provbok) -> None:
    csv = 'Månad;"Antal\nklagomål"\n"januari\r\n2024";1\nfebruari;x\n'
    assert ren(csv)[0] == ["Månad", "Antal\nklagomål"]
    assert fel(bok, csv) == ["META003 csv:5:2"]


def test_dubblade_citattecken_ar_ett_citattecken() -> None:
    assert ren('Rad;A\n"""Ej"" bedömda";1\n')[1] == ['"Ej" bedömda', "1"]


@pytest.mark.parametrize("tecken", ["\u2028", "\x0b", "\x0c", "\x85", "\x1c"])
def test_udda_radslut_delar_inte_en_rad(tecken: str) -> None:
    assert ren(f"Rad;A\na{tecken}b;1\n")[1] == [f"a{tecken}b", "1"]


def test_tomma_rader_hoppas_over_men_raknas(bok: Provbok) -> None:
    assert fel(bok, "\nMånad;A\n\njan;1\n\nfeb;x\n\n") == ["META003 csv:6:2"]


def test_text_blir_nfc_och_kantblanksteg_tas_bort() -> None:
    assert ren("Ma\u030anad ;A\n jan;\xa01 \n") == [["Månad", "A"], ["jan", "1"]]


def test_rader_med_for_fa_eller_for_manga_falt_ar_olasbara_pa_sin_rad(bok: Provbok) -> None:
    assert fel(bok, "Månad;A;B\njan;1;2\nfeb;1\n\nmars;1;2;3\napril;1;2\n") == ["META001 csv:3:1", "META001 csv:5:1"]
    assert texter(bok)[0] == "Raden har 2 fält, men rubrikraden har 3."


@pytest.mark.parametrize(
    ("csv", "rad"),
    [
        (b"", 1),
        (b"\n\n", 1),
        (b'Rad;A\njan;"1\nfeb;2\n', 2),
        (b'Rad;A\njan;"1"2\n', 2),
        (b"Rad;A\njan;\0\n", 1),
        ("Rad;A\njan;1\n".encode("utf-16-le"), 1),
        (b"\xff\xfeR", 1),
        (b"Rad;A\n\x81;1\n", 1),
    ],
)  # fmt: skip
def test_en_csv_som_inte_gar_att_lasa_ar_olasbar(bok: Provbok, csv: bytes, rad: int) -> None:
    assert fel(bok, csv) == [f"META001 csv:{rad}:1"]


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("0", "0"), ("5418", "5418"), ("12,5", "12.5"), ("12,50", "12.50"), ("0,1", "0.1"), ("-3", "-3"),
        (f"{MINUS}3,5", "-3.5"), ("5 418", "5418"), (f"5{HART}418", "5418"), (f"5{SMALT}418{SMALT}123,75", "5418123.75"),
        (f"{MINUS}1 000 000", "-1000000"), ("9" * 25, "9" * 25), ("0,123456789012", "0.123456789012"),
    ],
)  # fmt: skip
def test_svenska_tal_lases_exakt(text: str, vantat: str) -> None:
    tal = tolka(text, "antal")
    assert isinstance(tal, Decimal)
    assert str(tal) == vantat


@pytest.mark.parametrize("text", ["67%", "67 %", f"67{HART}%", f"67{SMALT}%"])
def test_procenttecken_horer_till_procent(text: str) -> None:
    assert tolka(text, "procent") == Decimal(67)
    assert tolka(text, "antal") is None


@pytest.mark.parametrize("kod", ["saknas", "..", ".", "–"])
def test_en_kod_ar_ingen_siffra(bok: Provbok, kod: str) -> None:
    cell = tabell(bok, f"Månad;A\njan;{kod}\n").rader["jan"]["A"]
    assert (cell.kod, cell.tal) == (kod, None)


@pytest.mark.parametrize("text", ["", " ", "x", "12.5", "1,", ",5", "1,2,3", "12 34", "1234 567", "1 23", "--1", "1-2", "+1",
                                  "1e3", "Saknas", "-", "—", "...", "٣", "½", "12 st", "NaN", "0x1"])  # fmt: skip
def test_en_tom_eller_udda_cell_ar_fel_varde_pa_rad_och_falt(bok: Provbok, text: str) -> None:
    assert fel(bok, f"Månad;A;B\njan;1;2\nfeb;3;{text}\n") == ["META003 csv:3:3"]


def test_meddelandet_om_en_cell_sager_vad_som_star_dar(bok: Provbok) -> None:
    fel(bok, "Månad;A;B;C\njan;;12.5;x\n")
    assert texter(bok) == [
        "Cellen är tom.", '"12.5" har decimalpunkt.', '"x" är varken ett tal eller en kod.',
    ]  # fmt: skip


def test_alla_fel_i_en_tabell_kommer_pa_en_gang(bok: Provbok) -> None:
    csv = "Månad;A;A\njan;x;1\njan;1;\n"
    assert fel(bok, csv, UPPGIFTER.replace("Månad", "Rad")) == [
        "META003 csv:1:3", "META003 csv:2:2", "META003 csv:3:1", "META003 csv:3:3", "META003 yml:5:12",
    ]  # fmt: skip


def test_fel_i_bade_csv_och_yaml_kommer_pa_en_gang(bok: Provbok) -> None:
    assert fel(bok, "Månad;A\njan\n", UPPGIFTER.replace("antal", "stycken")) == ["META001 csv:2:1", "META003 yml:3:8"]
    assert fel(bok, 'Månad;"A\n', UPPGIFTER + "enhet: antal\n") == ["META001 csv:1:1", "META001 yml:7:1"]


@pytest.mark.parametrize(
    ("csv", "plats"),
    [
        ("Månad;A;B;A\njan;1;2;3\n", "1:4"), ("Månad;A;\njan;1;2\n", "1:3"), (";A\njan;1\n", "1:1"),
        ("Månad;A\njan;1\nfeb;2\njan;3\n", "4:1"), ("Månad;A\n;1\n", "2:1"), ("Månad;Månad\njan;1\n", "1:2"),
    ],
)  # fmt: skip
def test_namn_som_upprepas_eller_saknas_ar_fel_varde(bok: Provbok, csv: str, plats: str) -> None:
    assert f"META003 csv:{plats}" in fel(bok, csv)


def test_radnyckeln_ar_forsta_kolumnens_namn(bok: Provbok) -> None:
    assert fel(bok, "År;A\n2024;1\n") == ["META003 yml:5:12"]
    assert texter(bok) == ['radnyckel är "Månad", men första kolumnen heter "År".']


def test_en_textkolumn_far_innehalla_vad_som_helst_och_inget(bok: Provbok) -> None:
    t = tabell(bok, "Månad;A;Not\njan;1;12.5 x\nfeb;2;\n", UPPGIFTER + "kolumner: {Not: {enhet: text}}\n")
    assert [rad["Not"].text for rad in t.rader.values()] == ["12.5 x", ""]


def test_en_tabell_med_text_far_innehalla_vad_som_helst_och_inget(bok: Provbok) -> None:
    t = tabell(bok, "Månad;A\njan;Ja!\nfeb;\n", UPPGIFTER.replace("antal", "text"))
    assert t.rader["jan"]["A"].tal is None


def test_en_kolumns_enhet_gar_fore_tabellens(bok: Provbok) -> None:
    t = tabell(bok, "Månad;A;B\njan;1;67 %\n", UPPGIFTER + "kolumner: {B: {enhet: procent, decimaler: 0}}\n")
    assert [c.enhet for c in t.rader["jan"].values()] == ["antal", "procent"]
    assert t.kolumner[1].decimaler == 0


def test_enhetskolumnen_ger_varje_rad_sin_enhet(bok: Provbok) -> None:
    uppgifter = UPPGIFTER.replace("enhet: antal", "enhetskolumn: Enhet")
    t = tabell(bok, "Månad;Enhet;A\njan;antal;1\nfeb;procent;67 %\nmars;text;fritt\n", uppgifter)
    assert [r["A"].enhet for r in t.rader.values()] == ["antal", "procent", "text"]
    assert t.rader["feb"]["A"].tal == 67
    assert fel(bok, "Månad;Enhet;A\njan;styck;1\nfeb;;2\nmars;antal;3 %\n", uppgifter) == [
        "META003 csv:2:2", "META003 csv:3:2", "META003 csv:4:3",
    ]  # fmt: skip


def test_en_kolumns_egen_enhet_gar_fore_radens(bok: Provbok) -> None:
    uppgifter = UPPGIFTER.replace("enhet: antal", "enhetskolumn: Enhet") + "kolumner: {B: {enhet: dagar}}\n"
    t = tabell(bok, "Månad;Enhet;A;B\njan;procent;5;3\n", uppgifter)
    assert [c.enhet for c in t.rader["jan"].values()] == ["text", "procent", "dagar"]


def test_periodkolumnen_ar_ingen_siffra(bok: Provbok) -> None:
    uppgifter = UPPGIFTER + "periodkolumn: Period\n"
    t = tabell(bok, "Månad;Period;A\na;2024;1\nb;2024-10;2\nc;2024-01--2024-06;3\nd;2024-11-01;4\n", uppgifter)
    assert [r["Period"].tal for r in t.rader.values()] == [None] * 4


def test_tabellens_uppgifter_kommer_med(bok: Provbok) -> None:
    uppgifter = UPPGIFTER.replace("uttag: 2025-01-20", "uttag: 2025-01-20, kolada: N01, länk: 'https://x.se'") + (
        "totalrad: Totalt\ntotalkolumn: A\nperioder: {kolumner: {A: 2023}, rader: {jan: 2024-01}}\nnoter: {A: Se bilaga}\n"
        "kända_fel: [{rad: jan, kolumn: A, kod: TAL001, angivet: 8, räknat: 7, förklaring: Så står det}]\n"
    )
    t = tabell(bok, "Månad;A\njan;1\nTotalt;1\n", uppgifter)
    assert (t.id, t.periodnamn, t.fil, t.fil_yaml) == ("klagomal", "2024", CSV, YML)
    assert (t.totalrad, t.totalkolumn, dict(t.noter)) == ("Totalt", "A", {"A": "Se bilaga"})
    assert (dict(t.periodkolumner), dict(t.periodrader)) == ({"A": "2023"}, {"jan": "2024-01"})
    assert t.kalla is not None
    assert (t.kalla.kolada, t.kalla.lank) == (("N01",), "https://x.se")
    assert (t.kanda_fel[0].angivet, t.kanda_fel[0].raknat) == ("8", "7")
    assert (t.rader["Totalt"]["A"].rad, t.rader["Totalt"]["A"].kolumn) == (3, 2)


def test_rader_och_kolumner_behaller_sin_ordning(bok: Provbok) -> None:
    t = tabell(bok, "Månad;B;A\nfeb;1;2\njan;3;4\n")
    assert list(t.rader) == ["feb", "jan"]
    assert list(t.rader["feb"]) == [k.namn for k in t.kolumner] == ["B", "A"]


def test_decimaler_ar_de_som_star_skrivna(bok: Provbok) -> None:
    t = tabell(bok, "Månad;A;B\njan;12,50;3\n")
    assert [c.decimaler for c in t.rader["jan"].values()] == [2, 0]


@pytest.mark.parametrize("formel", ["[A", "[A] +", "100 * * [A]", "__import__('os')", "[A] ** 9", "[A].real", "a"])
def test_en_formel_som_inte_gar_att_rakna_med_ar_fel_varde(bok: Provbok, formel: str) -> None:
    csv = "Månad;A;B\njan;1;2\n"
    assert fel(bok, csv, UPPGIFTER + f'kolumner: {{B: {{formel: "{formel}"}}}}\n') == ["META003 yml:7:24"]
    assert fel(bok, csv, UPPGIFTER + f'kontroller: ["[A] <= [B]", "{formel} = 1"]\n') == ["META003 yml:7:28"]


def test_yaml_utan_csv_ar_olasbar(bok: Provbok) -> None:
    assert fynd(bok.skriv(YML, UPPGIFTER)) == [f"META001 {YML}:1:1"]


def test_csv_utan_yaml_saknar_kalla(bok: Provbok) -> None:
    assert fynd(bok.skriv(CSV, "Månad;A\njan;1\n")) == [f"TAL008 {CSV}:1:1"]
    assert CSV in {i.fil for i in bok.las().inte_kontrollerat}


@pytest.mark.parametrize("nyckel", ["period", "källa", "röjande"])
def test_uppgifter_utan_period_kalla_eller_rojande_ar_tal008(bok: Provbok, nyckel: str) -> None:
    uppgifter = "".join(r for r in UPPGIFTER.splitlines(keepends=True) if not r.startswith(nyckel))
    assert fel(bok, "Månad;A\njan;1\n", uppgifter) == ["TAL008 yml:1:1"]


@pytest.mark.parametrize("nyckel", ["titel", "radnyckel", "enhet"])
def test_uppgifter_utan_titel_radnyckel_eller_enhet_ar_meta002(bok: Provbok, nyckel: str) -> None:
    uppgifter = "".join(r for r in UPPGIFTER.splitlines(keepends=True) if not r.startswith(nyckel))
    assert fel(bok, "Månad;A\njan;1\n", uppgifter) == ["META002 yml:1:1"]


def test_filer_utanfor_en_period_ar_inga_tabeller(bok: Provbok) -> None:
    bok.skriv("data/kolada/x.csv", "a;b\n").skriv("data/2024/x/y.csv", "a;b\n").skriv("data/x.csv", "a;b\n")
    assert fynd(bok) == []
    assert bok.las().antal_lasta.get("tabeller", 0) == 0


@pytest.mark.parametrize("period", ["2024", "2024-04--2025-03", "2024-10"])
def test_en_tabell_hor_till_sin_mapps_period(bok: Provbok, period: str) -> None:
    bok.skriv(f"data/{period}/x.csv", "Månad;A\njan;1\n").skriv(f"data/{period}/x.yml", UPPGIFTER)
    assert ("x", period) in {(t.id, t.periodnamn) for t in bok.las().tabeller}


TAL = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=3)


@given(TAL, st.sampled_from(["", " ", HART, SMALT]), st.sampled_from(["-", MINUS]), st.sampled_from(["", "%", " %", HART + "%"]))
def test_ett_tal_skrivet_pa_svenska_lases_till_samma_tal(tal: Decimal, tusental: str, minus: str, procent: str) -> None:
    hela, brak = f"{abs(tal):,f}".replace(",", tusental).split(".")
    skrivet = (minus if tal.is_signed() else "") + hela + (f",{brak}" if brak else "") + procent
    last = tolka(skrivet, "procent")
    assert isinstance(last, Decimal)
    assert last == tal
    assert last.as_tuple() == tal.as_tuple()


@given(st.one_of(st.text(), st.text("0123456789 ,.%-−–\xa0\u202f")), st.sampled_from(["antal", "procent", "", "text"]))
def test_vilken_cell_som_helst_ar_ett_tal_en_kod_eller_varken_eller(text: str, enhet: str) -> None:
    varde = tolka(text, enhet)
    assert varde is None or isinstance(varde, (Decimal, str))
    assert not isinstance(varde, Decimal) or varde.is_finite()


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0")), min_size=2, max_size=2), min_size=1))
def test_en_tabell_med_citattecken_lases_falt_for_falt(rader: list[list[str]]) -> None:
    ra = "".join(";".join(f'"{f.replace(chr(34), chr(34) * 2)}"' for f in rad) + "\n" for rad in rader)
    rena = [[unicodedata.normalize("NFC", f).strip() for f in rad] for rad in rader]
    assert ren(ra.encode("utf-8-sig")) == rena


@given(st.one_of(st.binary(), st.text(';,\t"\n\r axX1é').map(str.encode)))
def test_vilka_bytes_som_helst_ger_rader_eller_ett_fel(ra: bytes) -> None:
    try:
        rader = las_rader(ra)
    except LasFelUndantag as orsak:
        rader = [(orsak.rad, [orsak.text])]
    assert rader
    assert all(rad >= 1 and falt for rad, falt in rader)

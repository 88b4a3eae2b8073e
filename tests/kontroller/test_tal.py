"""TAL: what the rules make of the figures' faults – place, words, severity – and figures in texts."""

from collections.abc import Callable

import pytest

from handbok.kontroller import KONTROLLER
from tests.conftest import Provbok, Svar
from tests.siffror.stod import avstamd, prova, skriv_tabell

FRAMSIDA, SIDA = "docs/kvalitetsberattelse/2024/index.md", "docs/kvalitetsberattelse/2024/01-a.md"
BERATTELSE = """\
---
titel: Kvalitetsberättelse 2024
period: {namn: 2024, från: 2024-01-01, till: 2024-12-31}
status: utkast
---
Text.
"""


def fynd(bok: Provbok, kod: str) -> list[str]:
    """`fil:rad:kolumn text` of each finding."""
    return [
        f"{a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn} {a.fynd.text}" for a in avstamd(bok, kod).anmarkningar
    ]


# --- TAL001–005: as others read them


def test_svaret_som_json_har_cell_angivet_och_raknat(bok: Provbok, handbok: Callable[..., Svar]) -> None:
    skriv_tabell(bok, "Rad;A\na;3,5\nb;4\nTotalt;8\n", "totalrad: Totalt\nkolumnsumma: {värde: 1, kolumner: [A]}")
    svar = handbok("kontrollera", "--format", "json", "--valj", "TAL001,TAL002")
    fel = svar.json["anmarkningar"]
    assert [(f["kod"], f["rad"], f["kolumn"], f["angivet"], f["raknat"]) for f in fel] == [
        ("TAL002", 1, 2, "1", "7,5"), ("TAL001", 4, 2, "8", "7,5"),
    ]  # fmt: skip
    assert fel[0]["cell"] == {"tabell": "t", "rad": None, "kolumn": "A"}
    assert fel[1]["cell"] == {"tabell": "t", "rad": "Totalt", "kolumn": "A"}
    assert svar.kod == 1


def test_meddelandet_sager_bada_vardena_med_egna_ord(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B;C;Totalt\na;1;2;9;4\n", """\
        totalkolumn: Totalt
        radsumma: {värde: 100, kolumner: [A, B]}
        kolumner: {C: {enhet: index, formel: "2 * [A]"}}
        kontroller: ["[B] < [A]"]
        mellan: {totalt: C, delar: [A, B]}
        lika_med: [{här: {rad: a, kolumn: A}, där: {tabell: t, rad: a, kolumn: B}}]
        """)  # fmt: skip
    texter = [a.fynd.text for a in avstamd(bok).anmarkningar]
    assert texter == [
        "a: Andelarna blir tillsammans 3, men ska bli 100.",
        "a, A: Det står 1, men i tabellen t (2024) står 2.",
        "a, B: [B] < [A] gäller inte. Till vänster blir det 2 och till höger 1.",
        "a, C: Formeln ger 2, men det står 9.",
        "a, C: Grupperna är 1–2, men det står 9.",
        "a, Totalt: Delarna blir tillsammans 3, men det står 4.",
    ]


@pytest.mark.parametrize("kod", ["TAL001", "TAL002", "TAL003", "TAL004", "TAL005", "TAL006", "TAL007", "TAL008", "SEK003"])
def test_siffrorna_och_personuppgifter_stoppar_publicering(kod: str) -> None:
    (kontroll,) = [k for k in KONTROLLER if k.kod == kod]
    assert (kontroll.allvar, kontroll.stoppar) == ("fel", True)


# --- TAL006: figures in a kvalitetsberättelse


def test_en_obunden_siffra_star_pa_sin_rad_och_kolumn(bok: Provbok) -> None:
    bok.skriv(FRAMSIDA, BERATTELSE.replace("Text.", "Det kom 126 rapporter,\noch 12."))
    bok.skriv(SIDA, "# Klagomål\n\n  99 klagomål\n")
    assert fynd(bok, "TAL006") == [
        f"{SIDA}:3:3 Siffran 99 kommer inte från en tabell.",
        f"{FRAMSIDA}:6:9 Siffran 126 kommer inte från en tabell.",
        f"{FRAMSIDA}:7:5 Siffran 12 kommer inte från en tabell.",
    ]


def test_ett_rakneord_ar_en_varning_som_inte_stoppar(bok: Provbok) -> None:
    bok.skriv(FRAMSIDA, BERATTELSE.replace("Text.", "Det kom två rapporter."))
    (ett,) = avstamd(bok, "TAL006").anmarkningar
    assert (ett.allvar, ett.stoppar, ett.fynd.text) == ("varning", False, "Räkneordet två är skrivet för hand.")


@pytest.mark.parametrize("fil", ["docs/index.md", "docs/kvalitetsberattelse/index.md", "rutiner/rutin.md"])
def test_andra_texter_an_en_kvalitetsberattelse_far_ha_siffror(bok: Provbok, fil: str) -> None:
    text = (bok.rot / "rutiner/fall.md").read_text("utf-8") if fil.startswith("rutiner") else "# Sida\n"
    assert fynd(bok.skriv(fil, text + "\nDet kom 126 rapporter.\n"), "TAL006") == []


def test_titeln_ar_ocksa_text(bok: Provbok) -> None:
    bok.skriv(FRAMSIDA, BERATTELSE.replace("titel: ", "titel: 126 sidor ")).skriv(SIDA, "# 999 klagomål\n")
    assert fynd(bok, "TAL006") == [
        f"{SIDA}:1:3 Siffran 999 kommer inte från en tabell.",
        f"{FRAMSIDA}:2:8 Siffran 126 kommer inte från en tabell.",
    ]


NOTER = """\
    noter: {a: "Av dessa var 900 allvarliga, av 1 234"}
    kända_fel: [{rad: Totalt, kolumn: A, kod: TAL001, angivet: 4, räknat: 1234, förklaring: Det blir 1 234 och 4 och inte 5}]
    reviderad: [{rad: a, kolumn: A, period: 2023, skäl: Det stod 6}]
    seriebrott: [{period: 2024, skäl: De 7 enheterna blev fler}]
    """


def test_det_som_star_vid_en_tabell_far_bara_namna_dess_egna_tal(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;1234\nTotalt;4\n", NOTER).andra("data/2024/t.yml", "titel: ", "titel: 126 ")
    assert fynd(bok, "TAL006") == []  # no kvalitetsberättelse prints it
    bok.skriv(FRAMSIDA, BERATTELSE)
    assert [text.split()[2] for text in fynd(bok, "TAL006")] == ["126", "900", "5", "6", "7"]


def test_utfallet_av_ett_loefte_ar_ocksa_text_men_malet_ar_ingen_statistik(bok: Provbok) -> None:
    fil = "data/register/forbattringsomraden.yml"
    bok.skriv(fil, "- {id: f, period: 2023, vad: Minst 12 träffar, ansvarig: enhetschef, effektmått: Högst 17 procent,\n"
              "   utfall: {period: 2024, bedömning: delvis, not: 40 av nittio klara}}\n").skriv(FRAMSIDA, BERATTELSE)  # fmt: skip
    assert fynd(bok, "TAL006") == [f"{fil}:2:51 Siffran 40 kommer inte från en tabell."]


def test_en_siffra_gar_att_undanta_vid_sitt_namn(bok: Provbok) -> None:
    undantag = "<!-- undantag: {kod: TAL006, gäller: 126, skäl: Citat, till: 2027-01-31} -->\n"
    bok.skriv(FRAMSIDA, BERATTELSE.replace("Text.", f"{undantag}Det kom 126 rapporter.\n\nDet kom 126 rapporter."))
    assert len(fynd(bok, "TAL006")) == 1


# --- TAL007: macros (names in YAML have their own tests)


def test_ett_makro_som_namner_en_trasig_fil_ar_inte_kontrollerat(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;x\n").skriv("data/organisation.yml", "kommun: [\n")
    bok.skriv("docs/x.md", '# X\n\n{{ tal("t", "a", "A", period="2024") }} {{ rutiner(verksamhet="aldreomsorg") }}\n'
              '{{ rutiner(roll="enhetschef") }} {{ rutiner(efter="roll") }} {{ rutiner(process="stod") }}\n')  # fmt: skip
    resultat = prova(bok.las(), "TAL007")
    assert resultat.anmarkningar == ()
    varfor = [i.varfor for i in resultat.inte_kontrollerat if i.vad.startswith("makrot")]
    assert sorted(varfor) == [
        "data/2024/t.csv har fel som måste rättas först.", *["data/organisation.yml har fel som måste rättas först."] * 2
    ]


# --- TAL008 and TAL009: what stands beside the figures


@pytest.mark.parametrize("nyckel", ["period", "källa", "röjande"])
def test_kalla_period_och_rojande_maste_finnas(bok: Provbok, nyckel: str) -> None:
    skriv_tabell(bok, "Rad;A\na;1\n")
    rader = (bok.rot / "data/2024/t.yml").read_text("utf-8").splitlines(keepends=True)
    bok.skriv("data/2024/t.yml", "".join(r for r in rader if not r.startswith(nyckel)))
    assert fynd(bok, "TAL008") == [f"data/2024/t.yml:1:1 {nyckel} saknas."]


@pytest.mark.parametrize(
    ("uttag", "manader", "fel"),
    [
        ("2025-08-21", 15, 0), ("2025-08-20", 15, 1), ("2025-08-22", 15, 0), ("2020-01-01", None, 0), ("2026-10-21", 1, 0),
        ("2026-10-20", 1, 1), ("2027-01-01", 1, 0),
    ],
)  # fmt: skip
def test_uttaget_far_vara_sa_gammalt_som_tabellen_sager(bok: Provbok, uttag: str, manader: int | None, fel: int) -> None:
    skriv_tabell(bok, "Rad;A\na;1\n", f"högst_månader: {manader}\n" if manader else "")
    bok.andra("data/2024/t.yml", "2025-01-20", uttag)
    assert len(fynd(bok, "TAL009")) == fel


def test_en_for_gammal_tabell_pekar_pa_sitt_uttag_och_stoppar_inte(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;1\n", "högst_månader: 15")
    (ett,) = avstamd(bok, "TAL009").anmarkningar
    assert (ett.fynd.plats.fil, ett.fynd.plats.rad, ett.fynd.plats.kolumn) == ("data/2024/t.yml", 3, 38)
    assert ett.fynd.text == "Provtabell: siffrorna fick användas till den 20 april 2026."
    assert (ett.allvar, ett.stoppar) == ("fel", False)


def test_en_manad_utan_dagen_slutar_pa_sin_sista_dag(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;1\n", "högst_månader: 1").andra("data/2024/t.yml", "2025-01-20", "2025-01-31")
    for dag, fel in (("2025-02-28", 0), ("2025-03-01", 1)):
        assert len(prova(bok.las(dag), "TAL009").anmarkningar) == fel

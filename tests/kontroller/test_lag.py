"""LAG: acts and paragraphs that exist, on the day that decides, and what is not known."""

import pytest

from tests.conftest import DATUM, Provbok
from tests.kontroller.stod import FALL, fynd, i_lage, inte, koder, rader, texter

LAGAR, FORESKRIFTER = "data/lagar/forfattningar.yml", "data/lagar/foreskrifter.yml"
SIDA, BERATTELSE = "docs/om.md", "docs/kvalitetsberattelse/2025.md"
HART = "\N{NO-BREAK SPACE}"


@pytest.fixture
def bok(bok: Provbok) -> Provbok:
    """A handbook whose register has acts and paragraphs that begin and end around the day, 21 November 2026."""
    bok.skriv(LAGAR, """\
        kontrollerad: 2026-11-01
        författningar:
          - {nummer: "2025:400", titel: Socialtjänstlag (2025:400), kort: SoL, i_kraft: 2025-07-01, kapitel: {"5": 1-3, "27": 1-7}}
          - {nummer: "2001:453", titel: Socialtjänstlag (2001:453), kort: SoL, i_kraft: 2002-01-01, upphävd: 2025-07-01, ersatt_av: "2025:400"}
          - {nummer: "1993:387", titel: Lag (1993:387) om stöd och service, kort: LSS, i_kraft: 1994-01-01, kapitel: {"-": "1-9, 24 b"}}
          - nummer: "2009:400"
            titel: Offentlighets- och sekretesslag (2009:400)
            kort: OSL
            i_kraft: 2009-06-30
            kapitel: {"24": "8, 8 a, 8 b"}
            daterade:
              - {kapitel: "24", paragraf: 8 a, till: 2026-12-01}
              - {kapitel: "24", paragraf: 8 b, från: 2026-12-01}
              - {kapitel: "24", paragraf: 8 c, till: 2026-12-01}
          - {nummer: "1900:1", titel: Gammal prövolag (1900:1), kort: GPL, i_kraft: 1900-01-01, upphävd: 2026-12-01, ersatt_av: "2026:1"}
          - {nummer: "2026:1", titel: Ny prövolag (2026:1), kort: NPL, i_kraft: 2026-12-01}
        """)  # fmt: skip
    bok.skriv(FORESKRIFTER, """\
        kontrollerad: 2026-11-01
        föreskrifter:
          - {nummer: SOSFS 2011:9, ämne: ledningssystem, i_kraft: 2012-01-01, säkerhet: säker}
          - {nummer: SOSFS 2006:5, ämne: dokumentation, upphävd_okänt_datum: true, ersatt_av: [SOSFS 2014:5], säkerhet: trolig}
        """)  # fmt: skip
    return bok


def med_text(bok: Provbok, text: str) -> Provbok:
    return bok.andra(FALL, "1. Ring 112 om det är fara för livet.", text)


def med_lagrum(bok: Provbok, lagrum: str) -> Provbok:
    return bok.andra(FALL, "[SoL 5 kap. 1 §]", f'\n  - "{lagrum}"')


def galler_fran(bok: Provbok, dag: str, fil: str = FALL) -> Provbok:
    return bok.andra(fil, "fastställd: 2026-03-12, gäller_från: 2026-04-01", f"fastställd: 2020-01-01, gäller_från: {dag}")


def berattelse(bok: Provbok, text: str, period: str = "från: 2025-01-01, till: 2025-12-31", datum: str = "2026-02-26") -> Provbok:
    return bok.skriv(BERATTELSE, f"---\ntitel: K\nperiod: {{namn: 2025, {period}}}\nstatus: gällande\nversion: 1.0\n"
                     f"datum: {{fastställd: {datum}}}\nbeslut: {{av: verksamhetschef}}\n---\n{text}\n")  # fmt: skip


# --- where


def test_ett_fynd_star_dar_lagrummet_star(bok: Provbok) -> None:
    med_text(bok, "Text.\n\n- Enligt **SoL\n  27 kap. 9 §**.")
    assert rader(bok, "LAG") == [f"LAG002 {FALL}:17:12"]
    med_lagrum(bok, "SoL 5 kap. 9 §")
    assert rader(bok, "LAG") == [f"LAG002 {FALL}:10:5", f"LAG002 {FALL}:18:12"]


def test_kod_och_kommentarer_ar_ingen_text(bok: Provbok) -> None:
    assert koder(med_text(bok, "`SoL 99 kap. 1 §`\n\n<!-- SoL 99 kap. 1 § -->\n\n~~~\nSoL 99 kap. 1 §\n~~~"), "LAG") == []


def test_ett_makro_som_namner_lagen_bedoms(bok: Provbok) -> None:
    assert koder(med_text(bok, '{{ lagrum("SoL 27 kap. 9 §") }}'), "LAG") == ["LAG002"]


# --- LAG001


@pytest.mark.parametrize(
    ("skriven", "text"),
    [
        ("socialtjänstlagen (2001:435)", "Namnet och numret hör inte ihop: 2001:435 är inte numret på SoL (2025:400)."),
        ("SoL (1993:387)", "Namnet och numret hör inte ihop: 1993:387 är inte numret på SoL (2025:400)."),
        ("lagen (1993:378) om stöd och service", "Namnet och numret hör inte ihop: 1993:378 är inte numret på LSS (1993:387)."),
        ("tandvårdslagen (2025:400)", "Namnet och numret hör inte ihop: 2025:400 är Socialtjänstlag (2025:400)."),
    ],
)
def test_namn_och_nummer_som_strider_i_text_och_sidhuvud(bok: Provbok, skriven: str, text: str) -> None:
    assert texter(med_text(bok, f"Enligt {skriven}."), "LAG") == [text]
    assert texter(med_lagrum(bok, skriven), "LAG") == [text, text]


def test_en_okand_forfattning_i_sidhuvudet(bok: Provbok) -> None:
    (ett,) = fynd(med_lagrum(bok, "SoLL 5 kap. 1 §"), "LAG")
    assert (ett.kod, ett.stoppar, ett.fynd.text) == ("LAG001", True, "SoLL finns inte i data/lagar.")
    assert ett.fynd.gor_sa_har == "Menade du SoL?"


@pytest.mark.parametrize("skriven", ["BrB 3 kap. 5 §", "lagen (2003:460) om etikprövning", "SFS 2099:1", "artikel 9 i GDPR"])
def test_en_okand_forfattning_i_texten_ar_inte_kontrollerad(bok: Provbok, skriven: str) -> None:
    med_text(bok, f"Enligt {skriven}.")
    assert koder(bok, "LAG") == []
    ((fil, vad),) = inte(bok, "LAG001")
    assert fil == FALL
    assert vad in skriven


def test_det_som_strider_bedoms_ocksa_pa_dagen(bok: Provbok) -> None:
    assert koder(med_text(bok, "Enligt GPL (1900:2)."), "LAG", datum="2026-12-01") == ["LAG001", "LAG003"]


# --- LAG002


@pytest.mark.parametrize(
    ("skriven", "text"),
    [
        ("SoL 27 kap. 7 §", None),
        ("SoL 27 kap. 8 §", "SoL (2025:400) har ingen 27 kap. 8 §."),
        ("SoL 27 kap.", None),
        ("SoL 28 kap.", "SoL (2025:400) har inget 28 kap."),
        ("SoL 28 kap. 1 §", "SoL (2025:400) har inget 28 kap."),
        ("2 § SoL", "SoL (2025:400) har kapitel, men här står bara 2 §."),
        ("24 b § LSS", None),
        ("24 a § LSS", "LSS (1993:387) har ingen 24 a §."),
        ("LSS 5 kap. 9 §", "LSS (1993:387) har inga kapitel."),
        ("SoL", None),
        ("OSL 24 kap. 8 c §", None),  # known only by its dates
    ],
)
def test_paragrafer_och_kapitel_som_finns(bok: Provbok, skriven: str, text: str | None) -> None:
    assert texter(med_text(bok, f"Enligt {skriven} ska det ske."), "LAG002") == ([text] if text else [])


def test_varje_paragraf_som_saknas_namns(bok: Provbok) -> None:
    assert texter(med_text(bok, "Enligt 27 kap. 7–9 och 12 §§ SoL."), "LAG") == [
        "SoL (2025:400) har ingen 27 kap. 12 §.", "SoL (2025:400) har ingen 27 kap. 9 §.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("skriven", "vad"),
    [("SoL (2001:453) 14 kap. 3 §", "SoL (2001:453)"), ("SOSFS 2011:9 5 kap. 2 §", "SOSFS 2011:9")],
)
def test_oregistrerade_paragrafer_ar_inte_kontrollerade(bok: Provbok, skriven: str, vad: str) -> None:
    assert inte(med_text(bok, f"Enligt {skriven} och {skriven}."), "LAG002") == [(FALL, f"paragraferna i {vad}")]
    assert koder(bok, "LAG002") == []


def test_en_forfattning_utan_paragraf_ar_kontrollerad(bok: Provbok) -> None:
    assert inte(med_text(bok, "Enligt SOSFS 2011:9."), "LAG002") == []


# --- LAG003, LAG004: border days. An end is the first day not in force.


@pytest.mark.parametrize(
    ("skriven", "dag", "kod", "text"),
    [
        ("GPL", "2026-09-01", None, None),
        ("GPL", "2026-09-02", "LAG004", f"GPL slutar gälla den 1 december 2026, om 90{HART}dagar."),
        ("GPL", "2026-11-30", "LAG004", f"GPL slutar gälla den 1 december 2026, om 1{HART}dag."),
        ("GPL", "2026-12-01", "LAG003", "GPL (1900:1) gäller inte sedan den 1 december 2026."),
        ("GPL", "2026-12-02", "LAG003", "GPL (1900:1) gäller inte sedan den 1 december 2026."),
        ("NPL", "2026-11-29", "LAG003", f"NPL (2026:1) börjar gälla först den 1 december 2026, om 2{HART}dagar."),
        ("NPL", "2026-11-30", "LAG003", f"NPL (2026:1) börjar gälla först den 1 december 2026, om 1{HART}dag."),
        ("NPL", "2026-12-01", None, None),
        ("OSL 24 kap. 8 a §", "2026-11-30", "LAG004", f"OSL 24 kap. 8 a § slutar gälla den 1 december 2026, om 1{HART}dag."),
        ("OSL 24 kap. 8 a §", "2026-12-01", "LAG003", "OSL 24 kap. 8 a § gäller inte sedan den 1 december 2026."),
        ("OSL 24 kap. 8 b §", "2026-11-30", "LAG003", f"OSL 24 kap. 8 b § börjar gälla först den 1 december 2026, om 1{HART}dag."),
        ("OSL 24 kap. 8 b §", "2026-12-01", None, None),
        ("OSL 24 kap.", "2026-12-01", None, None),
        ("SOSFS 2006:5", DATUM, "LAG003", "SOSFS 2006:5 är upphävd (dagen är inte känd)."),
    ],
)
def test_i_kraft_pa_dagarna_kring_gransen(bok: Provbok, skriven: str, dag: str, kod: str | None, text: str | None) -> None:
    funna = fynd(med_text(bok, f"Enligt {skriven} ska det ske."), "LAG", datum=dag)
    assert [(a.kod, a.fynd.text) for a in funna] == ([(kod, text)] if kod else [])
    assert not any(a.stoppar for a in funna)


def test_ett_dokument_bedoms_den_dag_det_borjar_galla(bok: Provbok) -> None:
    galler_fran(med_text(bok, "Enligt NPL och OSL 24 kap. 8 b §."), "2026-12-01")
    assert koder(bok, "LAG") == []
    bok.andra(FALL, "Enligt NPL och OSL 24 kap. 8 b §.", "Enligt GPL och OSL 24 kap. 8 a §.")
    assert [(a.kod, a.fynd.text) for a in fynd(bok, "LAG")] == [
        ("LAG003", f"GPL (1900:1) slutar gälla den 1 december 2026, om 10{HART}dagar."),
        ("LAG003", f"OSL 24 kap. 8 a § slutar gälla den 1 december 2026, om 10{HART}dagar."),
    ]


def test_efterfoljaren_namns_dar_registret_har_den(bok: Provbok) -> None:
    def gor(text: str) -> str:
        (ett,) = fynd(bok.skriv(SIDA, f"# Om\n\n{text}\n"), "LAG003")
        return ett.fynd.gor_sa_har

    assert gor("SoL (2001:453)") == "Ersatt av SoL (2025:400). Leta upp motsvarande bestämmelse där."
    assert gor("SOSFS 2006:5") == "Ersatt av SOSFS 2014:5. Leta upp motsvarande bestämmelse där."
    bok.skriv("data/lagar/konkordans-sol.yml", """\
        kontrollerad: 2026-11-01
        gammal: "2001:453"
        ny: "2025:400"
        rader:
          - {gammal: "14:3-14:5", ny: "27:2", ämne: Lex Sarah, matchning: text, anm: nytt ord}
          - {gammal: "8 kap.", ny: "32 kap.", ämne: Avgifter, matchning: kapitel}
          - {gammal: "4:1 a-c", ny: "11:1, 11:3", ämne: X, matchning: text}
        """)  # fmt: skip
    slut = "Kontrollera texten innan du byter."
    nya = "Motsvaras nu av SoL (2025:400)"
    assert gor("SoL (2001:453) 14 kap. 4 §") == f"{nya}: 27 kap. 2 § (nytt ord). {slut}"
    assert gor("SoL (2001:453) 8 kap. 1 §") == f"{nya}: 32 kap. (trolig motsvarighet, inte säker). {slut}"
    assert gor("SoL (2001:453) 4 kap. 1 b §") == f"{nya}: 11 kap. 1 §, 11 kap. 3 §. {slut}"
    assert gor("SoL (2001:453) 4 kap. 1 §") == "Ersatt av SoL (2025:400). Leta upp motsvarande bestämmelse där."


# --- the day that decides which act a name means


@pytest.mark.parametrize(
    ("fran", "granskad", "i_kraft"),
    [
        ("2025-06-30", None, False),
        ("2025-07-01", None, True),
        ("2025-06-30", "2025-06-30", False),
        ("2025-06-30", "2025-07-01", True),
        ("2025-07-01", "2025-06-30", True),
    ],
)
def test_namnet_menar_den_lag_som_gallde_nar_texten_senast_var_aktuell(
    bok: Provbok, fran: str, granskad: str | None, i_kraft: bool
) -> None:
    galler_fran(med_text(bok, "Enligt socialtjänstlagen."), fran).andra(FALL, "SoL 5 kap. 1 §", "LSS 9 §")
    if granskad:
        bok.andra(FALL, "beslut:", f"granskad: {{datum: {granskad}, av: enhetschef}}\nbeslut:")
    assert koder(bok, "LAG") == ([] if i_kraft else ["LAG003"])


@pytest.mark.parametrize("status", ["utkast", "remiss"])
def test_forslag_menar_dagens_lag(bok: Provbok, status: str) -> None:
    i_lage(galler_fran(med_text(bok, "Enligt SoL."), "2025-01-01"), status)
    assert koder(bok, "LAG") == []


def test_fasta_sidor_menar_dagens_lag(bok: Provbok) -> None:
    bok.skriv(SIDA, "# Om\n\nEnligt SoL 27 kap. 2 §.\n")
    assert koder(bok, "LAG") == []
    assert koder(bok, "LAG", datum="2025-01-01") == []  # the old act was in force then; its paragraphs are not registered
    assert (SIDA, "paragraferna i SoL (2001:453)") in inte(bok, "LAG002", datum="2025-01-01")


# --- which documents


@pytest.mark.parametrize(
    ("lage", "allvar"),
    [("utkast", "varning"), ("remiss", "fel"), ("beslutad", "fel"), ("i kraft", "fel"), ("utgången", "fel"), ("upphävd", None)],
)
def test_ett_utkast_varnas_och_ett_upphavt_bedoms_inte(bok: Provbok, lage: str, allvar: str | None) -> None:
    med_lagrum(i_lage(med_text(bok, "Enligt SoL (2001:999) 27 kap. 9 § och SoL (2001:453)."), lage), "SoL kap 27")
    funna = fynd(bok, "LAG")
    vantat = [("LAG005", allvar), ("LAG001", allvar), ("LAG002", allvar), ("LAG003", allvar)] if allvar else []
    assert sorted((a.kod, a.allvar) for a in funna) == sorted(vantat)
    assert {a.kod for a in funna if a.stoppar} == ({"LAG001", "LAG002", "LAG005"} if allvar == "fel" else set())


# --- kvalitetsberättelser


@pytest.mark.parametrize(
    ("text", "antal"),
    [
        ("SoL (2001:453)", 0),  # in force in the period's first half
        ("SoL (2025:400)", 0),
        ("NPL", 1),
        ("SOSFS 2006:5", 1),
    ],
)
def test_en_lag_som_gallt_nagon_dag_i_perioden_gar_an(bok: Provbok, text: str, antal: int) -> None:
    assert len(koder(berattelse(bok, f"Enligt {text}."), "LAG003")) == antal


@pytest.mark.parametrize(
    ("period", "faststalld", "text", "antal"),
    [
        ("från: 2025-06-30, till: 2025-12-31", "2026-02-26", "SoL (2001:453)", 0),  # the last day in force is its first
        ("från: 2025-07-01, till: 2025-12-31", "2026-02-26", "SoL (2001:453)", 1),
        ("från: 2024-01-01, till: 2024-12-31", "2025-06-30", "SoL (2025:400)", 1),
        ("från: 2024-01-01, till: 2024-12-31", "2025-07-01", "SoL (2025:400)", 0),  # adopted on its first day
    ],
)
def test_perioden_raknas_till_och_med_beslutet(bok: Provbok, period: str, faststalld: str, text: str, antal: int) -> None:
    funna = fynd(berattelse(bok, f"Enligt {text}.", period, faststalld), "LAG003")
    assert len(funna) == antal
    assert not funna or funna[0].fynd.text in (
        "SoL (2001:453) gäller inte sedan den 1 juli 2025.", "SoL (2025:400) började gälla först den 1 juli 2025.",
    )  # fmt: skip


def test_namnet_i_en_berattelse_ar_lagen_pa_periodens_sista_dag(bok: Provbok) -> None:
    assert koder(berattelse(bok, "Enligt SoL 27 kap. 9 §."), "LAG") == ["LAG002"]  # the new act: no such paragraph
    berattelse(bok, "Enligt SoL 27 kap. 9 §.", "från: 2024-01-01, till: 2025-06-30")
    assert koder(bok, "LAG") == []


def test_en_berattelse_varnas_inte_for_lagar_som_slutade_galla_efter_den(bok: Provbok) -> None:
    assert koder(berattelse(bok, "Enligt GPL.", "från: 2026-09-02, till: 2026-10-31", "2026-11-15"), "LAG") == []


def test_en_sida_i_en_berattelse_utan_lasbar_framsida_ar_inte_kontrollerad(bok: Provbok) -> None:
    bok.skriv("docs/kvalitetsberattelse/2025/index.md", "utan sidhuvud\n")
    bok.skriv("docs/kvalitetsberattelse/2025/a.md", "# A\n\nSoL (2001:453) 14 kap. 3 §\n")
    assert koder(bok, "LAG") == []
    assert ("docs/kvalitetsberattelse/2025/a.md", "lagrummen på sidan") in inte(bok, "LAG003")


# --- LAG005, and the register's age


@pytest.mark.parametrize("skriven", ["SoL kap 27 § 2", "27 kap. 2 §", "lex Sarah", "SoL 5 kap. 1 § och LSS 9 §"])
def test_ett_lagrum_som_inte_gar_att_forsta(bok: Provbok, skriven: str) -> None:
    assert rader(med_lagrum(bok, skriven), "LAG") == [f"LAG005 {FALL}:10:5"]


@pytest.mark.parametrize(
    ("skriven", "kod"),
    [("SoL 5 kap. 1 §", None), ("27 kap. 2 §", "LAG005"), ("SoL 5 kap. 9 §", "LAG002"), ("SoL (2001:453)", "LAG003")],
)
def test_ett_lagrum_i_ett_register_bedoms_som_i_ett_sidhuvud(bok: Provbok, skriven: str, kod: str | None) -> None:
    fil = "data/register/arshjul.yml"
    bok.skriv(fil, "- id: a\n  vad: V\n  steg: studera\n  ansvarig: enhetschef\n  löpande: varje vecka\n"
                   f"  dokument: stod\n  lagrum: [{skriven}]\n")  # fmt: skip
    assert rader(bok, "LAG") == ([f"{kod} {fil}:7:12"] if kod else [])


@pytest.mark.parametrize(("dag", "antal"), [("2027-04-30", 0), ("2027-05-01", 2)])
def test_ett_register_aldre_an_180_dagar_sags_en_gang_per_register(bok: Provbok, dag: str, antal: int) -> None:
    bok.andra("data/krav/krav.yml", "2026-11-01", "2027-05-01")
    gamla = [(fil, vad) for fil, vad in inte(bok, "LAG001", datum=dag) if "ändringar" in vad]
    assert gamla == [(f, "ändringar efter den 1 november 2026") for f in (FORESKRIFTER, LAGAR)][:antal]


def test_utan_register_ar_reglerna_inte_kontrollerade(bok: Provbok) -> None:
    (bok.rot / LAGAR).unlink()
    (bok.rot / FORESKRIFTER).unlink()
    bok.skriv("data/lagar/LÄS.txt", "tomt")
    med_lagrum(bok, "SoL kap 27")
    assert koder(bok, "LAG") == []
    assert inte(bok, "LAG") == [("data/lagar", f"regeln LAG00{n}") for n in range(1, 6)]

"""A measure in two periods: what may be compared, and what may be last year's figure left standing."""

import pytest

from handbok.bitar import Sammanhang
from handbok.makron import svara
from handbok.makrosvar import Makrofel
from handbok.mallar import las_mall
from tests.conftest import Provbok
from tests.siffror.stod import avstamd, skriv_tabell

SERIE = "serie: s\n"
TVA_AR = "perioder: {{kolumner: {{Utfall {0}: {0}, Utfall {1}: {1}}}}}\n"


def fraga(bok: Provbok) -> list[str]:
    """Each TAL009 as `fil:rad:kolumn text`."""
    svar = avstamd(bok, "TAL009").anmarkningar
    assert all((a.allvar, a.stoppar) == ("varning", False) for a in svar)
    return [f"{a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn} {a.fynd.text}" for a in svar]


def skrivet(bok: Provbok, mall: str) -> str:
    """What a call answers on the first page, without tags."""
    handbok = bok.skriv("docs/index.md", "# Start\n").las()
    assert handbok.lasfel == ()
    (anrop,), _ = las_mall(mall)
    svar = str(svara(Sammanhang(handbok, handbok.sidor[0]), anrop))
    return "".join(del_.rpartition(">")[2] for del_ in svar.split("<")).replace("\xa0", " ")


def fel(bok: Provbok, mall: str) -> str:
    """Why the call cannot be answered."""
    with pytest.raises(Makrofel) as orsak:
        skrivet(bok, mall)
    return orsak.value.text


# --- TAL009: the same value as last period


def test_ett_varde_som_ar_samma_som_forra_aret_fragas_om(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;1;10\nb;2;20\n", SERIE)
    skriv_tabell(bok, "Rad;A;B\na;3;10\nb;4;21\n", SERIE, "2025/t")
    assert fraga(bok) == ["data/2025/t.csv:2:3 a, B: Värdet är detsamma som för 2024. Inaktuellt?"]


def test_en_tabell_ger_en_fraga(bok: Provbok) -> None:
    for ar in ("2024", "2025"):
        skriv_tabell(bok, "Rad;A;B;C\na;1;2;3\nb;4;5;6\n", SERIE, f"{ar}/t")
    assert fraga(bok) == [
        "data/2025/t.csv:2:2 a, A; a, B; a, C och 3\xa0till: Värdena är desamma som för 2024. Inaktuellt?"
    ]


@pytest.mark.parametrize(
    ("csv", "uppgifter"),
    [
        ("Rad;A\na;2\n", SERIE),  # changed
        ("Rad;A\na;1\n", ""),  # another series
        ("Rad;B\na;1\n", SERIE),  # another measure
    ],
)
def test_andra_varden_serier_och_matt_fragas_inte_om(bok: Provbok, csv: str, uppgifter: str) -> None:
    skriv_tabell(skriv_tabell(bok, "Rad;A\na;1\n", SERIE), csv, uppgifter, "2025/t")
    assert fraga(bok) == []


def test_en_kolumn_som_heter_efter_sitt_ar_ar_tabellens_enda_aret_innan(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;Antal\na;7\n", SERIE)
    skriv_tabell(bok, "Rad;2024;2025\na;7;7\n", SERIE + "perioder: {kolumner: {2024: 2024, 2025: 2025}}", "2025/t")
    assert fraga(bok) == ["data/2025/t.csv:2:3 a, 2025: Värdet är detsamma som för 2024. Inaktuellt?"]


@pytest.mark.parametrize("varde", ["0", "–", "saknas", ".."])
def test_noll_och_koder_fragas_inte_om(bok: Provbok, varde: str) -> None:
    for ar in ("2024", "2025"):
        skriv_tabell(bok, f"Rad;A\na;{varde}\n", SERIE, f"{ar}/t")
    assert fraga(bok) == []


def test_fragan_stalls_tills_berattelsen_ar_faststalld(bok: Provbok) -> None:
    for ar in ("2024", "2025"):
        skriv_tabell(bok, "Rad;A\na;1\n", SERIE, f"{ar}/t")
    fil = "docs/kvalitetsberattelse/2025.md"
    bok.skriv(fil, "---\ntitel: K\nperiod: {namn: 2025, från: 2025-01-01, till: 2025-12-31}\nstatus: utkast\nversion: 1\n"
              "datum: {fastställd: 2026-03-01}\nbeslut: {av: socialnamnden}\n---\n")  # fmt: skip
    assert len(fraga(bok)) == 1
    bok.andra(fil, "utkast", "gällande")
    assert fraga(bok) == []


def test_med_en_kolumn_per_ar_jamfors_arets_egen_kolumn(bok: Provbok) -> None:
    """An old value that is printed again is as it should be; the year's own is asked about, by whatever name."""
    skriv_tabell(bok, "Rad;Utfall 2023;Utfall 2024;Riket\na;7;8;5\n", SERIE + TVA_AR.format(2023, 2024))
    skriv_tabell(bok, "Rad;Utfall 2024;Utfall 2025;Riket\na;8;8;6\n", SERIE + TVA_AR.format(2024, 2025), "2025/t")
    assert fraga(bok) == ["data/2025/t.csv:2:3 a, Utfall 2025: Värdet är detsamma som för 2024. Inaktuellt?"]


def test_manader_jamfors_med_samma_manad(bok: Provbok) -> None:
    for ar, csv in (("2024", "Rad;A\nM1;1\nM2;2\n"), ("2025", "Rad;A\nN1;2\nN2;2\n")):
        namn = csv[6], csv[6]
        skriv_tabell(bok, csv, SERIE + "perioder: {{rader: {{{0}1: {2}-01, {1}2: {2}-02}}}}".format(*namn, ar), f"{ar}/t")
    assert fraga(bok) == ["data/2025/t.csv:3:2 N2, A: Värdet är detsamma som för 2024. Inaktuellt?"]


def test_brutna_ar_jamfors_med_det_brutna_aret_fore(bok: Provbok) -> None:
    for period, varden in (("2023-04--2024-03", "1;5"), ("2024-04--2025-03", "1;6")):
        namn = "Utfall " + period[2:4] + "/" + period[11:13]
        skriv_tabell(bok, f"Rad;{namn};Riket\na;{varden}\n", f"{SERIE}perioder: {{kolumner: {{{namn}: {period}}}}}", f"{period}/t")
    assert fraga(bok) == [
        "data/2024-04--2025-03/t.csv:2:2 a, Utfall 24/25: Värdet är detsamma som för 2023-04--2024-03. Inaktuellt?"
    ]


# --- jamfor: periods of different length, and breaks


def test_olika_langa_perioder_jamfors_inte_i_det_tysta(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;Helår;Halvår\na;10;6\n", "perioder: {kolumner: {Helår: 2024, Halvår: 2025-01--2025-06}}")
    mall = '{{ jamfor("t", "a", fran="2024", till="2025-01--2025-06", period="2024") }}'
    assert fel(bok, mall) == "Talen går inte att jämföra rakt av. Perioderna är olika långa: 2024 och 2025-01--2025-06."
    medgivet = mall.replace(") }}", ', trots="bara *halva* året 2025") }}')
    assert skrivet(bok, medgivet) == "minskade från 10 till 6 (inte helt jämförbart: bara &#42;halva&#42; året 2025)"


@pytest.mark.parametrize(
    ("fran", "till", "gar"),
    [
        ("2023", "2024", True), ("2023-02", "2024-02", True), ("2023-04--2024-03", "2024", True), ("2023-01", "2024-02", True),
        ("2023", "2024-01--2024-06", False), ("2023-11-01", "2024-11-01", True), ("2023-11-01", "2024-11", False),
        ("2023-01-01--2023-06-30", "2024-01--2024-06", True), ("2023-01-01--2023-06-29", "2024-01--2024-06", False),
    ],
)  # fmt: skip
def test_perioder_ar_lika_langa_i_manader_annars_i_dagar(bok: Provbok, fran: str, till: str, gar: bool) -> None:
    skriv_tabell(bok, "Rad;A;B\na;1;2\n", f"perioder: {{kolumner: {{A: {fran}, B: {till}}}}}")
    mall = f'{{{{ jamfor("t", "a", fran="{fran}", till="{till}", period="2024") }}}}'
    if gar:
        assert skrivet(bok, mall) == "ökade från 1 till 2"
    else:
        assert "olika långa" in fel(bok, mall)


def test_tabellens_egna_dagar_raknas_inte_mappens_namn(bok: Provbok) -> None:
    skriv_tabell(skriv_tabell(bok, "Rad;A\na;1\n"), "Rad;A\na;2\n", namn="2025/t")
    bok.andra("data/2025/t.yml", "från: 2024-01-01, till: 2024-12-31", "från: 2025-01-01, till: 2025-06-30")
    mall = '{{ jamfor("t", "a", "A", fran="2024", till="2025") }}'
    assert "olika långa: 2024 och 2025-01--2025-06." in fel(bok, mall)


def test_radens_egen_period_gar_fore_tabellens(bok: Provbok) -> None:
    uppgifter = "periodkolumn: P\n"
    skriv_tabell(skriv_tabell(bok, "Rad;A;P\na;1;2024\nb;1;i maj\n", uppgifter), "Rad;A;P\na;2;2025-01--2025-06\nb;1;i maj\n",
                 uppgifter, "2025/t")  # fmt: skip
    assert "olika långa: 2024 och 2025-01--2025-06." in fel(bok, '{{ jamfor("t", "a", "A", fran="2024", till="2025") }}')
    assert "Perioden i maj går inte att tolka." in fel(bok, '{{ jamfor("t", "b", "A", fran="2024", till="2025") }}')


BROTT = SERIE + "seriebrott: [{period: 2025, skäl: Två enheter blev en.}]\n"


def med_brott(bok: Provbok, brott: str = BROTT) -> Provbok:
    """Four years of a series whose break is declared in the third year's table alone."""
    for ar, uppgifter in (("2023", SERIE), ("2024", SERIE), ("2025", brott), ("2026", SERIE)):
        skriv_tabell(bok, f"Rad;A;B\na;{ar[-1]};1\n", uppgifter, f"{ar}/t")
        bok.andra(f"data/{ar}/t.yml", "från: 2024-01-01, till: 2024-12-31", f"från: {ar}-01-01, till: {ar}-12-31")
    return bok


@pytest.mark.parametrize(
    ("fran", "till", "over"),
    [("2024", "2025", True), ("2023", "2026", True), ("2023", "2024", False), ("2025", "2026", False)],
)
def test_ett_brott_kraver_forbehall_nar_jamforelsen_gar_over_det(bok: Provbok, fran: str, till: str, over: bool) -> None:
    mall = f'{{{{ jamfor("t", "a", "A", fran="{fran}", till="{till}") }}}}'
    medgivet = mall.replace(") }}", ', trots="två enheter blev en") }}')
    if over:
        assert fel(med_brott(bok), mall).endswith("Serien har ett brott från 2025: Två enheter blev en.")
        assert skrivet(bok, medgivet).endswith(" (inte helt jämförbart: två enheter blev en)")
    else:
        assert " från " in skrivet(med_brott(bok), mall)
        assert "trots behövs inte" in fel(bok, medgivet)


@pytest.mark.parametrize(("fran", "till", "over"), [("2024", "2025", True), ("2025", "2026", True), ("2023", "2024", False)])
def test_ett_brott_mitt_i_ett_ar_galler_bada_jamforelserna_med_aret(bok: Provbok, fran: str, till: str, over: bool) -> None:
    mall = f'{{{{ jamfor("t", "a", "A", fran="{fran}", till="{till}") }}}}'
    med_brott(bok, BROTT.replace("period: 2025", "period: 2025-07"))
    if over:
        assert "brott från 2025-07" in fel(bok, mall)
    else:
        assert skrivet(bok, mall) == "ökade från 3 till 4"


@pytest.mark.parametrize(
    ("fore", "efter", "gar"),
    [("78,4", "78", False), ("78,4", "78,1", True), ("78", "78,5", True), ("71,7", "78", True)],
)
def test_en_skillnad_som_kan_vara_avrundning_kraver_forbehall(bok: Provbok, fore: str, efter: str, gar: bool) -> None:
    skriv_tabell(bok, f"Rad;A;B\na;{fore};{efter}\n", "perioder: {kolumner: {A: 2023, B: 2024}}")
    mall = '{{ jamfor("t", "a", fran="2023", till="2024", period="2024") }}'
    if gar:
        assert skrivet(bok, mall).split(" från ")[0] in ("ökade", "minskade")
    else:
        assert f"{fore} och {efter} har olika många decimaler." in fel(bok, mall)


def test_ett_brott_kan_galla_en_rad_eller_kolumn(bok: Provbok) -> None:
    med_brott(bok, BROTT.replace("period: 2025", "period: 2025, kolumn: A"))
    assert "brott från 2025" in fel(bok, '{{ jamfor("t", "a", "A", fran="2024", till="2025") }}')
    assert skrivet(bok, '{{ jamfor("t", "a", "B", fran="2024", till="2025") }}') == "låg oförändrat på 1"


def test_ett_forbehall_far_inte_smuggla_in_en_siffra(bok: Provbok) -> None:
    mall = '{{ jamfor("t", "a", "A", fran="2024", till="2025", trots="126 färre platser") }}'
    assert fel(med_brott(bok), mall) == "trots innehåller en siffra."


def test_lasaren_ser_brottet_under_tabellen(bok: Provbok) -> None:
    assert "Brott i serien från 1 januari 2025: Två enheter blev en." in skrivet(med_brott(bok), '{{ tabell("t", period="2025") }}')


def test_over_ett_brott_sags_inte_battre_eller_samre(bok: Provbok) -> None:
    mall = '{{ pil("t", "a", "A", fran="2024", till="2025", bra="upp", trots="två enheter blev en") }}'
    assert "Då går det inte att säga bättre eller sämre." in fel(med_brott(bok), mall)
    assert "ökade med" in skrivet(bok, mall.replace(' bra="upp",', ""))


# --- minsta_skillnad: what may be chance is no change

ENKAT = """\
enhet: procent
perioder: {kolumner: {A: 2023, B: 2024}}
minsta_skillnad: {värde: "2,0", skäl: Få svar}
"""


@pytest.mark.parametrize(
    ("efter", "jamfort", "pil"),
    [
        ("56", "låg oförändrat på 56 %", "→ oförändrat"),
        ("57,9", "låg ungefär oförändrat, från 56 % till 57,9 %", "→ ungefär oförändrat"),
        ("54,1", "låg ungefär oförändrat, från 56 % till 54,1 %", "→ ungefär oförändrat"),
        ("58", "ökade från 56 % till 58 %", "↑ ökade med 2 procentenheter, bättre"),
        ("54", "minskade från 56 % till 54 %", "↓ minskade med 2 procentenheter, sämre"),
    ],
)
def test_en_mindre_skillnad_an_tabellen_tillater_ar_ingen_andring(bok: Provbok, efter: str, jamfort: str, pil: str) -> None:
    skriv_tabell(bok, f"Rad;A;B\na;56;{efter}\n", ENKAT)
    plats = '"t", "a", fran="2023", till="2024", period="2024"'
    assert skrivet(bok, f"{{{{ jamfor({plats}) }}}}") == jamfort
    assert pil in skrivet(bok, f'{{{{ pil({plats}, bra="upp") }}}}')


def test_lasaren_ser_hur_stor_en_andring_maste_vara(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A;B\na;56;57\n", ENKAT)
    for makro in ("tabell", "diagram"):
        svar = skrivet(bok, f'{{{{ {makro}("t", period="2024") }}}}')
        assert "En ändring på mindre än 2,0 procentenheter räknas som ungefär oförändrat: Få svar" in svar

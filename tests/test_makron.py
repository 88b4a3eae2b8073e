"""What a macro call answers: figures as they stand in the table, in Swedish, with author text escaped."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from lxml import html

from handbok.bitar import Sammanhang
from handbok.kontroller import KONTROLLER, kor
from handbok.makron import MAKRON, svara
from handbok.makrosvar import InteBedombart, Makrofel
from handbok.mallar import las_mall
from handbok.modell import Handbok
from tests.conftest import RUTIN, Provbok, Svar

UPPGIFTER = """\
    titel: Avvikelser
    period: {{från: {år}-01-01, till: {år}-12-31}}
    enhet: antal
    källa: {{system: Provsystemet, uttag: 2025-01-20}}
    radnyckel: Område
    totalrad: Totalt
    kolumner:
      Andel: {{enhet: procent}}
      Kostnad: {{enhet: kronor}}
      Tid: {{enhet: dagar}}
      Ord: {{enhet: text}}
    röjande: {{beslut: ingen, motivering: Påhittat}}
    """
AVVIKELSER_2024 = """\
    Område;Antal;Andel;Kostnad;Tid;Ord
    Hemtjänst;1 234;17,6 %;15 000;1;<b>*ja*</b>
    Särskilt boende;4184;82,4;−3;113;nej
    Skyddad;..;saknas;.;–;
    Totalt;5418;100;14 997;114;
    """
AVVIKELSER_2023 = """\
    Område;Antal;Andel;Kostnad;Tid;Ord
    Hemtjänst;2000;33,3;15 000;2;x
    Särskilt boende;4000;66,7;5;113;x
    Skyddad;3;4;5;6;x
    Totalt;6000;100;15 005;115;x
    """
OVER_TID = """\
    Mått;Utfall 2022;Utfall 2023;Utfall 2024;Mål
    Nöjda;62;62,0;67;70
    Väntetid;113;113;99;90
    """
SIDA = "docs/kvalitetsberattelse/2024/01-siffror.md"
FRAMSIDA = """\
    ---
    titel: Kvalitetsberättelse 2024
    period: {namn: 2024, från: 2024-01-01, till: 2024-12-31}
    status: gällande
    version: 1.0
    datum: {fastställd: 2025-03-01}
    beslut: {av: socialnamnden}
    ---
    Text.
    """


@pytest.fixture
def siffror(bok: Provbok) -> Provbok:
    """A handbook with the same table for two years, one with a column per year, and a page of the report."""
    for ar, csv in (("2024", AVVIKELSER_2024), ("2023", AVVIKELSER_2023)):
        bok.skriv(f"data/{ar}/avvikelser.csv", csv).skriv(f"data/{ar}/avvikelser.yml", UPPGIFTER.format(år=ar))
    bok.skriv("data/2024/over-tid.csv", OVER_TID)
    bok.skriv("data/2024/over-tid.yml", """\
        titel: Över tid
        period: {från: 2022-01-01, till: 2024-12-31}
        enhet: procent
        källa: {system: Enkäten, uttag: 2025-01-20}
        radnyckel: Mått
        perioder: {kolumner: {Utfall 2022: 2022, Utfall 2023: 2023, Utfall 2024: 2024}}
        röjande: {beslut: ingen, motivering: Påhittat}
        """)  # fmt: skip
    bok.skriv("data/2024/rader.csv", "År;Antal\n2023;8\n2024;5\n")
    bok.skriv("data/2024/rader.yml", """\
        titel: År för år
        period: {från: 2023-01-01, till: 2024-12-31}
        enhet: antal
        källa: {system: Provsystemet, uttag: 2025-01-20}
        radnyckel: År
        perioder: {rader: {"2023": 2023, "2024": 2024}}
        röjande: {beslut: ingen, motivering: Påhittat}
        """)  # fmt: skip
    bok.skriv("docs/kvalitetsberattelse/2024/index.md", FRAMSIDA)
    return bok.skriv(SIDA, "# Siffror\n").skriv("docs/index.md", "# Start\n")


def pa_sidan(handbok: Handbok, mall: str, fil: str = SIDA) -> str:
    """What a call answers on a page of the report, or the page named; without what it is read back by."""
    text = next(t for t in handbok.texter if t.fil == fil)
    (anrop,), fel = las_mall(mall)
    assert fel == ()
    skrivet = re.sub(r' data-(?:cell|av|fast|fore|efter)="[^"]*"', "", str(svara(Sammanhang(handbok, text), anrop)))
    return re.sub(r"<span>(\w[\w ]*)</span>", r"\1", skrivet).replace("\xa0", " ")


def svar(bok: Provbok, mall: str, fil: str = SIDA) -> str:
    """As `pa_sidan`, of a handbook that is read without faults."""
    handbok = bok.las()
    assert handbok.lasfel == ()
    return pa_sidan(handbok, mall, fil)


def fel(bok: Provbok, mall: str, fil: str = SIDA) -> str:
    """Why a call cannot be answered, and what to do."""
    with pytest.raises(Makrofel) as orsak:
        svar(bok, mall, fil)
    return f"{orsak.value.text} {orsak.value.gor_sa_har}"


@pytest.mark.parametrize(
    ("rad", "kolumn", "skrivet"),
    [
        ("Totalt", "Antal", '<data value="5418">5 418</data>'),
        ("Hemtjänst", "Andel", '<data value="17.6">17,6 %</data>'),
        ("Särskilt boende", "Kostnad", '<data value="-3">−3 kr</data>'),
        ("Hemtjänst", "Tid", '<data value="1">1 dag</data>'),
        ("Särskilt boende", "Tid", '<data value="113">113 dagar</data>'),
        ("Skyddad", "Antal", '<span class="kod">skyddad uppgift</span>'),
        ("Skyddad", "Andel", '<span class="kod">uppgift saknas</span>'),
        ("Skyddad", "Kostnad", '<span class="kod">ej tillämpligt</span>'),
        ("Skyddad", "Tid", '<span class="kod">0</span>'),
    ],
)
def test_tal_skriver_cellen_med_enhet_eller_kodens_ord(siffror: Provbok, rad: str, kolumn: str, skrivet: str) -> None:
    assert svar(siffror, f'{{{{ tal("avvikelser", "{rad}", "{kolumn}") }}}}') == skrivet


def test_samma_tabell_finns_for_tva_perioder(siffror: Provbok) -> None:
    assert ">6 000<" in svar(siffror, '{{ tal("avvikelser", "Totalt", "Antal", period="2023") }}')
    assert ">5 418<" in svar(siffror, '{{ tal("avvikelser", "Totalt", "Antal", period="2024") }}', "docs/index.md")
    assert "vilken period" in fel(siffror, '{{ tal("avvikelser", "Totalt", "Antal") }}', "docs/index.md")


@pytest.mark.parametrize(
    ("mall", "skrivet"),
    [
        ('{{ andel("avvikelser", "Hemtjänst", "Antal", av=["Totalt", "Antal"]) }}', '<data value="23">23 %</data>'),
        (
            '{{ andel("avvikelser", "Hemtjänst", "Antal", av=["Totalt", "Antal"], decimaler=1) }}',
            '<data value="22.8">22,8 %</data>',
        ),
        (
            '{{ andel("avvikelser", "Totalt", "Antal", av=["Särskilt boende", "Antal"], period="2023") }}',
            '<data value="150">150 %</data>',
        ),
    ],
)
def test_andel_ar_delen_av_helheten_i_procent(siffror: Provbok, mall: str, skrivet: str) -> None:
    assert svar(siffror, mall) == skrivet


def test_en_andel_avrundas_en_gang(siffror: Provbok) -> None:
    """A hair under a half: a division with fewer digits makes it a half, and then one more."""
    siffror.skriv("data/2024/rader.csv", f"År;Antal\n2023;1004{'9' * 21},{'9' * 12}\n2024;1{'0' * 24}\n")
    assert ">100 %<" in svar(siffror, '{{ andel("rader", "2023", "Antal", av=["2024", "Antal"]) }}')


def test_en_halv_procent_avrundas_uppat(siffror: Provbok) -> None:
    siffror.skriv("data/2024/rader.csv", "År;Antal\n2023;1\n2024;200\n")
    assert ">1 %<" in svar(siffror, '{{ andel("rader", "2023", "Antal", av=["2024", "Antal"]) }}')
    assert ">0,5 %<" in svar(siffror, '{{ andel("rader", "2023", "Antal", av=["2024", "Antal"], decimaler=1) }}')


def test_andel_av_stora_och_sma_tal_gar_att_skriva(siffror: Provbok) -> None:
    siffror.skriv("data/2024/rader.csv", f"År;Antal\n2023;{'9' * 25}\n2024;0,000000000001\n")
    assert " %</data>" in svar(siffror, '{{ andel("rader", "2023", "Antal", av=["2024", "Antal"], decimaler=6) }}')


@pytest.mark.parametrize(
    ("mall", "sagt"),
    [
        (
            '{{ andel("avvikelser", "Skyddad", "Antal", av=["Totalt", "Antal"]) }}',
            '"skyddad uppgift" och går inte att räkna',
        ),
        (
            '{{ andel("avvikelser", "Totalt", "Antal", av=["Skyddad", "Antal"]) }}',
            '"skyddad uppgift" och går inte att räkna',
        ),
        ('{{ andel("avvikelser", "Hemtjänst", "Ord", av=["Totalt", "Antal"]) }}', "text och går inte att räkna"),
        ('{{ andel("avvikelser", "Totalt", "Antal", av=["Totalt"]) }}', 'av=["raden", "kolumnen"]'),
        ('{{ andel("avvikelser", "Totalt", "Antal", av=["Totalt", "Antall"]) }}', "Menade du Antal?"),
        ('{{ andel("avvikelser", "Totalt", "Antal", av="Totalt") }}', "Argumentet av är av fel slag"),
        ('{{ andel("avvikelser", "Totalt", "Antal", av=["Totalt", 1]) }}', "Argumentet av är av fel slag"),
        (
            '{{ andel("avvikelser", "Totalt", "Antal", av=["Totalt", "Antal"], decimaler=7) }}',
            "decimaler ska vara 0 till 6",
        ),
        (
            '{{ jamfor("avvikelser", "Skyddad", "Antal", fran="2023", till="2024") }}',
            '"skyddad uppgift" och går inte att räkna',
        ),
        (
            '{{ andel("avvikelser", "Totalt", "Antal", av=["Totalt", "Antal"], decimaler=true) }}',
            "decimaler är av fel slag",
        ),
        ('{{ jamfor("avvikelser", "Totalt", "Antal", fran="2023") }}', "fran och till saknas"),
        ('{{ jamfor("avvikelser", fran="2023", till="2024") }}', "rad saknas"),
        ('{{ jamfor("over-tid", "Nöjda", fran="2021", till="2024") }}', "har ingen period 2021."),
        ('{{ jamfor("avvikelser", "Totalt", fran="2023", till="2024") }}', "har ingen period 2023"),
        ('{{ jamfor("avvikelser", "Totalt", "Antal", fran="2024", till="2023") }}', "2024 är inte före 2023"),
        ('{{ pil("avvikelser", "Totalt", "Antal", fran="2024", till="2024", bra="upp") }}', "2024 är inte före 2024"),
        ('{{ jamfor("avvikelser", "Totalt", "Antal", fran="2022", till="2024") }}', "inga tabeller för perioden 2022"),
    ],
)
def test_det_som_inte_gar_att_rakna_ut_ar_ett_fel_med_rad(siffror: Provbok, mall: str, sagt: str) -> None:
    assert sagt in fel(siffror, mall)


def test_en_andel_av_noll_gar_inte_att_rakna(siffror: Provbok) -> None:
    siffror.skriv("data/2024/rader.csv", "År;Antal\n2023;0\n2024;5\n")
    assert "helheten är 0" in fel(siffror, '{{ andel("rader", "2024", "Antal", av=["2023", "Antal"]) }}')


@pytest.mark.parametrize(
    ("mall", "skrivet"),
    [
        (
            '{{ jamfor("avvikelser", "Totalt", "Antal", fran="2023", till="2024") }}',
            'minskade från <data value="6000">6 000</data> till <data value="5418">5 418</data>',
        ),
        (
            '{{ jamfor("avvikelser", "Särskilt boende", "Tid", fran="2023", till="2024") }}',
            'låg oförändrat på <data value="113">113 dagar</data>',
        ),
        (
            '{{ jamfor("over-tid", "Nöjda", fran="2023", till="2024") }}',
            'ökade från <data value="62.0">62,0 %</data> till <data value="67">67 %</data>',
        ),
        (
            '{{ jamfor("over-tid", "Nöjda", fran="2022", till="2023") }}',
            'låg oförändrat på <data value="62.0">62,0 %</data>',
        ),
        (
            '{{ jamfor("rader", kolumn="Antal", fran="2023", till="2024") }}',
            'minskade från <data value="8">8</data> till <data value="5">5</data>',
        ),
    ],
)
def test_jamfor_valjer_ordet_efter_talen(siffror: Provbok, mall: str, skrivet: str) -> None:
    assert svar(siffror, mall) == skrivet


def test_jamfor_vagrar_gissa_nar_flera_kolumner_har_samma_period(siffror: Provbok) -> None:
    siffror.andra("data/2024/over-tid.yml", "Utfall 2022: 2022", "Utfall 2022: 2023")
    assert "flera gånger i tabellen over-tid: Utfall 2022 och Utfall 2023." in fel(
        siffror, '{{ jamfor("over-tid", "Nöjda", fran="2023", till="2024") }}'
    )


def test_jamfor_vagrar_olika_enheter(siffror: Provbok) -> None:
    siffror.andra("data/2023/avvikelser.yml", "Tid: {enhet: dagar}", "Tid: {enhet: timmar}")
    assert "olika enhet" in fel(siffror, '{{ jamfor("avvikelser", "Totalt", "Tid", fran="2023", till="2024") }}')


@pytest.mark.parametrize(
    ("val", "skrivet"),
    [
        ('"over-tid", "Nöjda", fran="2023", till="2024"', "↑ ökade med 5,0 procentenheter"),
        ('"over-tid", "Nöjda", fran="2023", till="2024", bra="upp"', "↑ ökade med 5,0 procentenheter, bättre"),
        ('"over-tid", "Nöjda", fran="2023", till="2024", bra="ned"', "↑ ökade med 5,0 procentenheter, sämre"),
        ('"over-tid", "Nöjda", fran="2022", till="2023", bra="upp"', "→ oförändrat"),
        ('"rader", kolumn="Antal", fran="2023", till="2024", bra="ned"', "↓ minskade med 3, bättre"),
        ('"avvikelser", "Hemtjänst", "Tid", fran="2023", till="2024", bra="ned"', "↓ minskade med 1 dag, bättre"),
    ],
)
def test_pil_har_tecken_ord_och_omdome_om_nagot_ar_onskat(siffror: Provbok, val: str, skrivet: str) -> None:
    pil = html.fragment_fromstring(svar(siffror, f"{{{{ pil({val}) }}}}"))
    assert pil.text_content() == skrivet
    assert [e.text for e in pil.xpath("*[@aria-hidden='true']")] == [skrivet[0]]


def test_pil_tar_bara_upp_eller_ned(siffror: Provbok) -> None:
    assert "bra är bra." in fel(siffror, '{{ pil("over-tid", "Nöjda", fran="2023", till="2024", bra="bra") }}')


def test_ett_diagram_har_titel_bild_kalla_och_hela_tabellen(siffror: Provbok) -> None:
    figur = html.fragment_fromstring(svar(siffror, '{{ diagram("avvikelser", kolumner=["Antal"]) }}').strip())
    assert figur.findtext("figcaption") == "Avvikelser"
    assert figur.xpath("svg/@role") == ["img"]
    assert figur.xpath("svg/desc/text()") == ["Stapeldiagram. Högst Särskilt boende (4 184), lägst Hemtjänst (1 234). Skyddad uppgift: Skyddad."]
    assert figur.findtext("p") == "Källa: Provsystemet. Uttag den 20 januari 2025."
    assert len(figur.xpath("details//tbody/tr")) == 4


@pytest.mark.parametrize(
    ("val", "text"),
    [
        ('"avvikelser", typ="paj"', "typ är paj. Välj bland: linje, punkt, rankad, stapel, staplad."),
        ('"avvikelser", typ="stapla"', "typ är stapla. Menade du stapla"),
        ('"avvikelser", rader=["Hemtjans"]', 'Raden "Hemtjans" finns inte i tabellen avvikelser. Menade du Hemtjänst?'),
        ('"avvikelser", kolumner=["Antl"]', 'Kolumnen "Antl" finns inte i tabellen avvikelser. Menade du Antal?'),
        ('"avvikelser", kolumner=["Antal", "Tid"]', "Talen har olika enhet: antal och dagar."),
        ('"avvikelser", kolumner=["Ord"]', "Kolumnen Ord är text"),
        ('"avvikelser", kolumner=["Kostnad"], typ="staplad"', "Negativa tal"),
        ('"avvikelser", kolumner="Antal"', "Argumentet kolumner är av fel slag."),
        ('"avvikelser", kolumner=["Antal"], typ="rankad", markera="Hemtjanst"', "Menade du Hemtjänst?"),
        ('"avvikelser", kolumner=["Antal"], typ="rankad", markera="Totalt"', 'Raden "Totalt" är inte med i diagrammet.'),
        ('"avvikelser", kolumner=["Antal"], markera="Hemtjänst"', "hör till rankade staplar"),
    ],
)
def test_ett_diagram_som_inte_gar_att_rita_sags_med_rad(siffror: Provbok, val: str, text: str) -> None:
    assert text in fel(siffror, f"{{{{ diagram({val}) }}}}")


@pytest.mark.parametrize(
    ("mall", "skrivet"),
    [
        ('{{ fast(15000, "kr") }}', '<data value="15000">15 000 kr</data>'),
        ('{{ fast("15 000", "kr") }}', '<data value="15000">15 000 kr</data>'),
        ("{{ fast(3) }}", '<data value="3">3</data>'),
        ('{{ fast("−2,50", "°C") }}', '<data value="-2.50">−2,50 °C</data>'),
        ("{{ fast(1.5) }}", '<data value="1.5">1,5</data>'),
        ('{{ fast(2, "<b>") }}', '<data value="2">2 &lt;b&gt;</data>'),
    ],
)
def test_fast_skriver_ett_tal_som_inte_ar_statistik(siffror: Provbok, mall: str, skrivet: str) -> None:
    assert svar(siffror, mall) == skrivet


@pytest.mark.parametrize("tal", ["", "x", "NaN", "inf", "1e9", "1_000", "١", "1,2,3", "--1", "9" * 31])
def test_fast_tar_bara_tal(siffror: Provbok, tal: str) -> None:
    assert "är inget tal" in fel(siffror, f'{{{{ fast("{tal}") }}}}')


def test_lagrum_har_lagens_hela_namn(bok: Provbok) -> None:
    bok.skriv("docs/index.md", "# Start\n")
    assert svar(bok, '{{ lagrum("SoL 27 kap. 2 §") }}', "docs/index.md") == (
        '<abbr class="lagrum" title="Socialtjänstlag (2025:400)">SoL 27 kap. 2 §</abbr>'
    )
    assert "går inte att känna igen" in fel(bok, '{{ lagrum("<b>Strunt</b>") }}', "docs/index.md")


def test_rutiner_i_en_process_for_en_verksamhet_eller_en_roll(bok: Provbok) -> None:
    bok.skriv("docs/om/x.md", "# X\n")
    lank = '<ul class="dokumentlista" data-search-exclude><li><a href="../../rutiner/fall/">Fall</a></li></ul>'
    for val in ('process="stod"', 'verksamhet="aldreomsorg"', 'roll="underskoterska"', ""):
        assert svar(bok, f"{{{{ rutiner({val}) }}}}", "docs/om/x.md").strip() == lank
    assert "Inga dokument." in svar(bok, '{{ rutiner(roll="enhetschef") }}', "docs/om/x.md")


def test_rutiner_under_rubriker_har_ankare_som_alla_ar_olika(bok: Provbok) -> None:
    rutin = (bok.rot / "rutiner/fall.md").read_text("utf-8")
    for id_, titel in (("a", "Andning"), ("b", "Åska"), ("c", "Äta"), ("d", '"Citat"')):
        bok.skriv(f"rutiner/{id_}.md", rutin.replace("titel: Fall", f"titel: '{titel}'"))
    text = svar(bok.skriv("docs/index.md", "# Start\n"), '{{ rutiner(efter="bokstav") }}', "docs/index.md")
    rubriker = [rad for rad in text.split("\n") if rad.startswith("## ")]
    assert rubriker == [
        "## A {#bokstav-a}", "## C {#bokstav-c}", "## F {#bokstav-f}", "## Å {#bokstav-a-4}", "## Ä {#bokstav-a-5}",
    ]  # fmt: skip


ELAKA = "<script>alert(1)</script>"


def test_elak_text_i_tabeller_titlar_och_register_skrivs_som_text(bok: Provbok) -> None:
    bok.skriv("data/2024/elak.csv", f'Rad;Antal;Ord\n"{ELAKA}";5;"{ELAKA}"\n')
    bok.skriv("data/2024/elak.yml", f"""\
        titel: "{ELAKA}"
        period: {{från: 2024-01-01, till: 2024-12-31}}
        enhet: antal
        källa: {{system: "{ELAKA}", uttag: 2025-01-20}}
        radnyckel: Rad
        kolumner: {{Ord: {{enhet: text}}}}
        noter: {{Antal: "{ELAKA}"}}
        röjande: {{beslut: ingen, motivering: Påhittat}}
        """)  # fmt: skip
    bok.andra("rutiner/fall.md", "titel: Fall", f'titel: "{ELAKA}"')
    bok.andra("data/organisation.yml", "namn: Enhetschef", f'namn: "{ELAKA}"')
    bok.andra("data/lagar/forfattningar.yml", "titel: Socialtjänstlag (2025:400)", f'titel: "{ELAKA}"')
    bok.skriv("docs/index.md", "---\ntitel: Start\npublicering: intern\n---\n")
    handbok = bok.las()
    assert handbok.lasfel == ()
    mallar = [
        f'{{{{ tal("elak", "{ELAKA}", "Ord", period="2024") }}}}', '{{ tabell("elak", period="2024") }}',
        '{{ diagram("elak", kolumner=["Antal"], period="2024") }}', '{{ diagram("elak", "linje", kolumner=["Antal"], period="2024") }}',
        '{{ lagrum("SoL 5 kap. 1 §") }}', "{{ rutiner() }}", '{{ rutiner(efter="roll") }}', "{{ processer() }}",
        "{{ dokumentregister() }}", "{{ lagar() }}", '{{ processkarta("stod") }}', "{{ processoversikt() }}", "{{ aktiviteter() }}",
        "{{ mina_rutiner() }}",
    ]  # fmt: skip
    for mall in mallar:
        text = pa_sidan(handbok, mall, "docs/index.md")
        assert "<script" not in text, mall
        assert "script" in text or "process" in mall or "aktiviteter" in mall, mall
        assert html.fragment_fromstring(text, create_parent=True).xpath("//script") == []


def test_tackningen_visar_varje_krav_med_skal_och_aktiviteter_och_haller_ska_och_bor_isar(bok: Provbok) -> None:
    bok.skriv("docs/krav.md", "---\ntitel: Krav\npublicering: intern\n---\n")
    bok.skriv("rutiner/gammal.md", RUTIN.replace("2027-06-30", "2026-06-30").replace("SoL 5 kap. 1 §", "SoL 5 kap. 2 §"))
    bok.skriv("data/krav/mer.yml", """\
        kontrollerad: 2026-11-01
        krav:
          - {id: "5:2", lagrum: SoL 5 kap. 2 §, typ: ska, gäller: SoL, krav: Följ upp., säkerhet_nummer: osäker}
          - {id: "5:3", lagrum: SoL 5 kap. 3 §, typ: ska, gäller: SoL, krav: Utbilda., från: 2027-01-01}
          - {id: "5:3-AR", lagrum: SoL 5 kap. 3 §, typ: bör, gäller: SoL, krav: Fråga ofta.}
        """)  # fmt: skip
    rot = html.fragment_fromstring(pa_sidan(bok.las(), "{{ kravtackning() }}", "docs/krav.md"), create_parent=True)
    ska, bor = rot.xpath("//table")
    rader = [[" ".join(c.text_content().split()) for c in rad.xpath("th | td")] for rad in ska.xpath(".//tbody/tr")]
    assert rader == [
        ["SoL 5 kap. 1 §", "God kvalitet.", "Djup", "StödFall → Stöd, steg 1"],
        ["SoL 5 kap. 2 § Numret är osäkert", "Följ upp.", "Ytlig", "Fall (skulle ha setts över)"],
        ["SoL 5 kap. 3 §", "Utbilda. Krävs från den 1 januari 2027.", "Saknas", "–"],
    ]
    assert [" ".join(c.text_content().split()) for c in bor.xpath(".//th[@scope='col']")] == [
        "Lagrum", "Vad", "Dokument och aktiviteter",
    ]  # fmt: skip
    assert "2 krav gäller. Täckning: 1 djup, 1 ytlig, 0 saknas och 0 är inte kontrollerat." in rot.text_content()


def test_tackningen_ar_samma_utrakning_som_kravreglernas(bok: Provbok) -> None:
    bok.skriv("docs/krav.md", "---\ntitel: Krav\npublicering: intern\n---\n")
    for id_, gammalt, nytt in (("a", "gällande", "gällande"), ("b", "status: gällande", "status: utkast")):
        bok.skriv(f"rutiner/{id_}.md", RUTIN.replace("5 kap. 1 §", f"5 kap. {2 if id_ == 'a' else 3} §").replace(gammalt, nytt))
    bok.skriv("data/krav/mer.yml", "kontrollerad: 2026-11-01\nkrav:\n" + "".join(
        f'  - {{id: "{p}", lagrum: SoL {p} §, typ: ska, gäller: SoL, krav: K.}}\n' for p in ("5 kap. 2", "5 kap. 3", "27 kap. 1")
    ))  # fmt: skip
    handbok = bok.las()
    text = pa_sidan(handbok, "{{ kravtackning() }}", "docs/krav.md")
    per_kod = Counter(a.kod for a in kor(handbok, [k for k in KONTROLLER if k.kod in ("KRAV001", "KRAV002")]).anmarkningar)
    assert (text.count("tackning-saknas"), text.count("tackning-ytlig")) == (per_kod["KRAV001"], per_kod["KRAV002"]) == (1, 1)


@pytest.mark.parametrize(("makro", "varfor"), [("kravtackning", "interna dokument"), ("mina_rutiner", "interna sidor")])
def test_det_interna_gar_inte_att_visa_pa_en_publik_sida(bok: Provbok, makro: str, varfor: str) -> None:
    bok.skriv("docs/index.md", "# Start\n")
    with pytest.raises(Makrofel, match=varfor):
        pa_sidan(bok.las(), f"{{{{ {makro}() }}}}", "docs/index.md")


def test_varje_roll_och_enhet_star_under_sin_verksamhet_med_antal(bok: Provbok) -> None:
    bok.skriv("docs/intern/roller.md", "# Roller\n")
    text = pa_sidan(bok.las(), "{{ mina_rutiner() }}", "docs/intern/roller.md")
    assert '<a href="../../mina-rutiner/roll/underskoterska/">Undersköterska</a>: 1 dokument' in text
    assert '<a href="../../mina-rutiner/roll/enhetschef/">Enhetschef</a>: inga dokument' in text
    assert text.index("## Enheter") < text.index("mina-rutiner/enhet/almen/")


def test_cellens_text_blir_inte_html_eller_markdown(siffror: Provbok) -> None:
    assert svar(siffror, '{{ tal("avvikelser", "Hemtjänst", "Ord") }}') == "&lt;b&gt;&#42;ja&#42;&lt;/b&gt;"


def test_ett_anrop_av_det_som_har_fel_ar_inte_bedomt(siffror: Provbok) -> None:
    siffror.skriv("data/2024/rader.csv", "År;Antal\n2023;x\n2024;5\n").skriv("processer/stod.md", "Utan sidhuvud.\n")
    handbok = siffror.las()
    for mall in ('{{ tabell("rader") }}', '{{ rutiner(process="stod") }}'):
        with pytest.raises(InteBedombart):
            pa_sidan(handbok, mall)


def test_alla_makron_gar_att_anropa_utan_att_krascha(siffror: Provbok, handbok: Callable[..., Svar]) -> None:
    anrop = "".join(
        f"{{{{ {m.__name__}({a}) }}}}\n\n" for m in MAKRON for a in ("", '""', '"", ""', '"", "", ""', "none", "[]")
    )
    siffror.skriv("docs/alla.md", f"# Alla\n\n{anrop}")
    koder = {
        a["kod"] for a in handbok("kontrollera", "--format", "json").json["anmarkningar"] if a["fil"] == "docs/alla.md"
    }
    assert koder <= {"TAL007", "LNK001"}


def test_processkartan_leder_till_stegen_pa_processens_sida(siffror: Provbok) -> None:
    text = pa_sidan(siffror.las(), '{{ processkarta("stod") }}', "docs/index.md")
    lankar = html.fragment_fromstring(text, create_parent=True).xpath("//a/@href")
    assert lankar == ["./processer/stod/#steg-hjalpa", "./processer/stod/#aktiviteter"]


def test_en_okand_process_i_en_karta_ar_ett_dokument_som_inte_finns(siffror: Provbok, handbok: Callable[..., Svar]) -> None:
    siffror.skriv("docs/karta.md", '# Karta\n\n{{ processkarta("stodet") }}\n\n{{ processkarta() }}\n')
    svar = handbok("kontrollera", "--format", "json")
    assert {(k, r) for k, fil, r in svar.platser if fil == "docs/karta.md"} == {("LNK001", 3), ("TAL007", 5)}


def test_oversikten_gar_fran_process_till_aktivitet_till_rutin(siffror: Provbok) -> None:
    text = pa_sidan(siffror.las(), "{{ processoversikt() }}", "docs/index.md")
    assert "## Huvudprocesser {#kategori-huvudprocesser}" in text
    ner = html.fragment_fromstring(text, create_parent=True).xpath("//ul[@class='processlista']//a/@href")
    assert ner == ["./processer/stod/", "./processer/stod/#steg-hjalpa", "./rutiner/fall/"]


def test_aktiviteter_star_per_roll_och_for_en_roll(siffror: Provbok) -> None:
    handbok = siffror.las()
    assert "## Undersköterska {#roll-underskoterska}" in pa_sidan(handbok, "{{ aktiviteter() }}", "docs/index.md")
    for roll, sagt in (("underskoterska", "#steg-hjalpa"), ("enhetschef", "Inga aktiviteter.")):
        assert sagt in pa_sidan(handbok, f'{{{{ aktiviteter(roll="{roll}") }}}}', "docs/index.md")
    with pytest.raises(Makrofel):
        pa_sidan(handbok, '{{ aktiviteter(roll="chef") }}', "docs/index.md")

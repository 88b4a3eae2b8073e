"""`handbok ny kvalitetsberattelse`: the next report's chapters and empty tables, and what is left for people to fill in."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbok.nasta_berattelse import _flyttare
from tests.conftest import Provbok, Svar
from tests.mutation.fel import ROT
from tests.registerdata import med_register
from tests.siffror.stod import skriv_tabell

Kommando = Callable[..., Svar]
FRAMSIDA = """\
---
titel: "Kvalitetsberättelse {namn}"
publicering: publik
period: {{namn: {namn}, från: {fran}, till: {till}}}
status: gällande
version: 1.0
datum: {{fastställd: 2026-03-01}}
beslut: {{av: socialnamnden}}
---
Inledning med {{{{ tal("t", "a", "Utfall 2025") }}}}.

## Året {ar} {{#aret}}

{{{{ tabell("t") }}}} {{{{ tabell("t", period="2024") }}}}
{{{{ diagram("enkat-2025", "stapel") }}}}
{{{{ diagram("t", typ="linje", rader=["a 24/25"], kolumner=["Utfall 2024", "Utfall 2025"]) }}}}
{{{{ diagram("t", typ="linje", kolumner=["Utfall 2025"], period="2024") }}}}

### Syfte

Text.

```
## Ingen rubrik
```

## Innehåll

- [Kapitel](kapitel.md)
"""
TABELL = "Rad;Utfall 2024;Utfall 2025;Ändring;P;Not\na 24/25;1;2;1;2025-01--2025-06;Preliminär 2025\nTotalt;1;2;1;2025;x\n"
UPPGIFTER = """\
totalrad: Totalt
kolumner:
  Ändring: {formel: "[Utfall 2025] - [Utfall 2024] + 0 * 2000"}
  Not: {enhet: text}
periodkolumn: P
perioder: {kolumner: {Utfall 2024: 2024, Utfall 2025: 2025}}
kontroller: ["[Totalt | Utfall 2025] <= 2025"]
mellan: {rader: {totalt: Totalt, delar: [a 24/25, Totalt]}}
lika_med: [{här: {rad: Totalt, kolumn: Utfall 2025}, där: {tabell: enkat-2025, rad: a, kolumn: A}}]
serie: serien-2025
noter: {Utfall 2025: Gäller bara det året, Totalt: Enligt SOSFS 2011:9}
kända_fel: [{rad: Totalt, kolumn: Utfall 2025, kod: TAL001, angivet: 3, räknat: 2, förklaring: Tryckt}]
reviderad: [{period: 2024, skäl: Sent}]
seriebrott: [{period: 2025, skäl: Ny enhet}]
"""


@pytest.fixture
def berattelse(bok: Provbok) -> Provbok:
    """A report of a calendar year with a chapter, two tables, and promises."""
    skriv_tabell(bok, TABELL, UPPGIFTER, "2025/t")
    skriv_tabell(bok, "Rad;A\na;2\n", namn="2025/enkat-2025")
    skriv_tabell(bok, "Rad;A\na;1\n", namn="2024/t")
    bok.andra("data/2025/t.yml", "från: 2024-01-01, till: 2024-12-31", "från: 2021-01-01, till: 2025-12-31")
    bok.andra("data/2025/enkat-2025.yml", "från: 2024-01-01, till: 2024-12-31", "från: 2025-01-01, till: 2025-12-31")
    mapp = "docs/kvalitetsberattelse/2025"
    bok.skriv(f"{mapp}/index.md", FRAMSIDA.format(namn=2025, ar=2025, fran="2025-01-01", till="2025-12-31").encode())
    bok.skriv(f"{mapp}/kapitel.md", "# Kapitel\n\nDet kom {{ tal('t', 'Totalt', 'Utfall 2025') }}.\n")
    return bok.skriv("data/register/forbattringsomraden.yml", """\
        - {id: fo-risk, period: 2025, vad: "Gör *riskanalys*", ansvarig: enhetschef, effektmått: Andel med riskanalys}
        - {id: fo-tolv, period: 2025, vad: Minst 12 träffar, ansvarig: enhetschef}
        - {id: fo-klar, period: 2025, vad: Klart, ansvarig: enhetschef, utfall: {period: 2026, bedömning: uppnått}}
        """)


def filer(bok: Provbok) -> set[str]:
    """Every file of the handbook."""
    return {f.relative_to(bok.rot).as_posix() for f in bok.rot.rglob("*") if f.is_file()}


def las(bok: Provbok, fil: str) -> str:
    return (bok.rot / fil).read_text("utf-8-sig")


def test_kapitel_och_tabeller_foljer_den_senaste(berattelse: Provbok, handbok: Kommando) -> None:
    fore = filer(berattelse)
    svar = handbok("ny", "kvalitetsberattelse")
    assert (svar.kod, svar.fel) == (0, "")
    mapp = "docs/kvalitetsberattelse/2026"
    assert filer(berattelse) - fore == {
        f"{mapp}/index.md", f"{mapp}/kapitel.md",
        *(f"data/2026/{namn}" for namn in ("t.csv", "t.yml", "enkat-2025.csv", "enkat-2025.yml")),
    }  # fmt: skip
    assert las(berattelse, f"{mapp}/index.md") == """\
---
titel: Kvalitetsberättelse 2026
period: {namn: '2026', från: 2026-01-01, till: 2026-12-31}
status: utkast
---

Skriv vad som hände under perioden, och vad det betyder för dem vi är till för.

## Året 2026 {#aret}

Skriv vad som hände under perioden, och vad det betyder för dem vi är till för.

{{ tabell("t") }}

{{ diagram("enkat-2025", "stapel") }}

{{ diagram("t", typ="linje", rader=["a 25/26"], kolumner=["Utfall 2025", "Utfall 2026"]) }}

### Syfte

Skriv det som gäller nu. Utgå från samma avsnitt i förra berättelsen.

## Innehåll

- [Kapitel](kapitel.md)

## Förra periodens förbättringsområden

### Gör \\*riskanalys\\*

Skriv vad det blev, och skriv utfall för `fo-risk` i registret över förbättringsområden. Effektmått: Andel med riskanalys.

### `fo-tolv`

Skriv vad det blev, och skriv utfall för `fo-tolv` i registret över förbättringsområden.
"""
    assert las(berattelse, f"{mapp}/kapitel.md").startswith("# Kapitel\n\nSkriv vad")


def test_tabellerna_ar_tomma_och_har_samma_samband_for_den_nya_perioden(berattelse: Provbok, handbok: Kommando) -> None:
    handbok("ny", "kvalitetsberattelse", "2026")
    assert las(berattelse, "data/2026/t.csv") == (
        "Rad;Utfall 2025;Utfall 2026;Ändring;P;Not\na 25/26;saknas;saknas;saknas;2026-01--2026-06;\n"
        "Totalt;saknas;saknas;saknas;2026;\n"
    )
    ny = berattelse.las().tabell_per_namn["2026", "t"].relationer
    assert {str(d) for d in ny["period"].values()} == {"2022-01-01", "2026-12-31"}
    assert ny["kolumner"]["Ändring"]["formel"] == "[Utfall 2026] - [Utfall 2025] + 0 * 2000"
    assert ny["perioder"] == {"kolumner": {"Utfall 2025": "2025", "Utfall 2026": "2026"}}
    assert ny["kontroller"] == ["[Totalt | Utfall 2026] <= 2025"]
    assert ny["mellan"] == {"rader": {"totalt": "Totalt", "delar": ["a 25/26", "Totalt"]}}
    assert ny["lika_med"] == [
        {"här": {"rad": "Totalt", "kolumn": "Utfall 2026"}, "där": {"tabell": "enkat-2025", "rad": "a", "kolumn": "A"}}
    ]
    assert (ny["serie"], ny["noter"]) == ("serien-2025", {"Totalt": "Enligt SOSFS 2011:9"})
    assert {"kända_fel", "reviderad", "seriebrott"} & set(ny) == set()
    assert "källa" not in ny
    assert las(berattelse, "data/2026/t.yml").endswith("# källa: {system: Provsystemet, uttag: ÅÅÅÅ-MM-DD}\n")
    dagar = berattelse.las().tabell_per_namn["2026", "enkat-2025"].relationer["period"].values()
    assert {str(d) for d in dagar} == {"2026-01-01", "2026-12-31"}


def test_vad_som_sagts_om_de_gamla_siffrorna_foljer_inte_med(berattelse: Provbok, handbok: Kommando) -> None:
    berattelse.andra("data/2025/t.yml", "titel: Provtabell", "titel: Fall (i boende) (påhittade siffror för 2025)")
    berattelse.andra("data/2025/t.yml", "Totalt: Enligt SOSFS 2011:9", "Ändring: Påhittat, Totalt: Sedan 2025")
    handbok("ny", "kvalitetsberattelse")
    ny = berattelse.las().tabell_per_namn["2026", "t"]
    assert (ny.titel, dict(ny.noter)) == ("Fall (i boende)", {})


def test_kallan_kravs_nar_forsta_talet_ar_ifyllt(berattelse: Provbok, handbok: Kommando) -> None:
    def utan_kalla() -> list[str]:
        platser = handbok("kontrollera", "--format", "json").platser
        return [fil for kod, fil, _ in platser if kod == "TAL008" and fil.startswith("data/2026")]

    handbok("ny", "kvalitetsberattelse")
    assert utan_kalla() == []
    berattelse.andra("data/2026/t.csv", "Totalt;saknas", "Totalt;12")
    assert utan_kalla() == ["data/2026/t.yml"]


def test_ett_brutet_ar_star_helt_i_titeln(berattelse: Provbok, handbok: Kommando) -> None:
    handbok("ny", "kvalitetsberattelse", "2026-04--2027-03")
    mapp = "docs/kvalitetsberattelse/2026-04--2027-03"
    assert "titel: Kvalitetsberättelse 2026-04--2027-03\n" in las(berattelse, f"{mapp}/index.md")


@pytest.mark.usefixtures("berattelse")
def test_det_som_saknas_raknas_upp(handbok: Kommando) -> None:
    ut = handbok("ny", "kvalitetsberattelse").ut.replace("\xa0", " ")
    assert "för 2026 (1 januari 2026 till 31 december 2026), efter den för 2025:" in ut
    assert "  enkat-2025: 1 cell\n  t: 6 celler\n" in ut
    assert "  fo-risk: Gör *riskanalys*\n  fo-tolv: Minst 12 träffar\n" in ut
    assert "fo-klar" not in ut


@pytest.mark.usefixtures("berattelse")
def test_utkastet_har_inga_andra_fel_an_loftena_som_ska_besvaras(handbok: Kommando) -> None:
    fore = handbok("kontrollera", "--format", "json").platser
    handbok("ny", "kvalitetsberattelse")
    efter = handbok("kontrollera", "--format", "json").platser
    assert {kod for kod, _, _ in efter - fore} == {"KED003"}


def test_arkivets_egen_berattelse_ger_ett_utkast_utan_andra_fel(bok: Provbok, handbok: Kommando) -> None:
    shutil.rmtree(bok.rot)
    for mapp in ("docs", "processer", "rutiner", "data"):
        shutil.copytree(ROT / mapp, bok.rot / mapp)
    shutil.copy(ROT / "mkdocs.yml", bok.rot)
    fore = handbok("kontrollera", "--format", "json").platser
    svar = handbok("ny", "kvalitetsberattelse", "2026")
    assert svar.kod == 0
    efter = handbok("kontrollera", "--format", "json")
    assert {(kod, fil) for kod, fil, _ in efter.platser - fore} == {("KED003", "data/register/forbattringsomraden.yml")}
    siffror = handbok("status", "--siffror", "--format", "json").json["siffror"]["tabeller"]
    tomma, forra = ([t for t in siffror if t["period"] == period] for period in ("2026", "2025"))
    assert (len(tomma), sum(t["antal"]["celler"] for t in tomma)) == (len(forra), 0)


@pytest.mark.parametrize(
    ("namn", "till", "argument", "vantat"),
    [
        ("2024-04--2025-03", ("2024-04-01", "2025-03-31"), (), "2025-04--2026-03 (1 april 2025 till 31 mars 2026)"),
        ("2024-04--2025-03", ("2024-04-01", "2025-03-31"), ("2025",), "2025-04--2026-03 (1 april 2025 till 31 mars 2026)"),
        ("2024-04--2025-03", ("2024-04-01", "2025-03-31"), ("2026",), "2026-04--2027-03 (1 april 2026 till 31 mars 2027)"),
        ("2024-04--2025-03", ("2024-04-01", "2025-03-31"), ("2026-01--2026-12",), "2026-01--2026-12 (1 januari 2026 till"),
        ("2023", ("2023-01-01", "2023-12-31"), (), "2024 (1 januari 2024 till 31 december 2024)"),
        ("2023", ("2023-01-01", "2023-12-31"), ("2026",), "2026 (1 januari 2026 till 31 december 2026)"),
        ("2023-09--2024-02", ("2023-09-01", "2024-02-29"), (), "2024-03--2024-08 (1 mars 2024 till 31 augusti 2024)"),
        ("2024-01-01--2024-01-10", ("2024-01-01", "2024-01-10"), (), "2024-01-11--2024-01-20 (11 januari 2024 till"),
    ],
)
def test_nasta_period_ar_lika_lang(
    bok: Provbok, handbok: Kommando, namn: str, till: tuple[str, str], argument: tuple[str, ...], vantat: str
) -> None:
    text = FRAMSIDA.format(namn=namn, ar=2025, fran=till[0], till=till[1])
    bok.skriv(f"docs/kvalitetsberattelse/{namn}.md", text.encode())
    skriv_tabell(bok, "Rad;A\na;1\n", namn=f"{namn}/t")
    svar = handbok("ny", "kvalitetsberattelse", *argument)
    assert (svar.kod, svar.fel) == (0, "")
    assert f"kvalitetsberättelse för {vantat}" in svar.ut
    ny = vantat.split(" ")[0]
    assert (bok.rot / f"docs/kvalitetsberattelse/{ny}/index.md").is_file()
    assert (bok.rot / f"data/{ny}/t.csv").is_file()


@pytest.mark.parametrize(
    ("argument", "sagt"),
    [
        ("2025", "Perioden 2025 kommer inte efter den senaste berättelsens, 2025."),
        ("2024", "kommer inte efter"), ("2026-13", "2026-13 är ingen period."), ("nästa", "nästa är ingen period."),
        ("../x", "../x är ingen period."), ("2026-05--2026-04", "är ingen period."),
    ],
)  # fmt: skip
def test_en_omojlig_period_avvisas(berattelse: Provbok, handbok: Kommando, argument: str, sagt: str) -> None:
    fore = filer(berattelse)
    svar = handbok("ny", "kvalitetsberattelse", argument)
    assert (svar.kod, filer(berattelse)) == (2, fore)
    assert sagt in svar.fel


@pytest.mark.parametrize("fil", ["docs/kvalitetsberattelse/2026/x.png", "docs/kvalitetsberattelse/2026.md", "data/2026/x.txt"])
def test_det_som_redan_finns_skrivs_inte_over(berattelse: Provbok, handbok: Kommando, fil: str) -> None:
    berattelse.skriv(fil, "---\ntitel: x\n---\n")
    fore = filer(berattelse)
    svar = handbok("ny", "kvalitetsberattelse", "2026")
    assert (svar.kod, filer(berattelse)) == (2, fore)
    assert "finns redan." in svar.fel


def test_allt_skrivs_eller_inget(berattelse: Provbok, handbok: Kommando, monkeypatch: pytest.MonkeyPatch) -> None:
    fore, flytta = filer(berattelse), Path.rename

    def full(vag: Path, mal: Path) -> Path:
        if "data" in mal.parts:
            raise OSError(28, "No space left on device", str(mal))
        return flytta(vag, mal)

    monkeypatch.setattr(Path, "rename", full)
    svar = handbok("ny", "kvalitetsberattelse")
    assert svar.kod == 2
    assert "det finns ingen plats kvar" in svar.fel
    assert filer(berattelse) == fore
    assert not (berattelse.rot / "docs/kvalitetsberattelse/2026").exists()
    assert not (berattelse.rot / "data/2026").exists()


def test_utan_berattelse_eller_med_en_trasig_sags_det(bok: Provbok, handbok: Kommando) -> None:
    assert "ingen kvalitetsberättelse att utgå från" in handbok("ny", "kvalitetsberattelse").fel
    bok.skriv("docs/kvalitetsberattelse/2025.md", FRAMSIDA.format(namn=2025, ar=2025, fran="2025-01-01", till="2025-12-31").encode())
    skriv_tabell(bok, "Rad;A\na;x\n", namn="2025/t")
    svar = handbok("ny", "kvalitetsberattelse")
    assert (svar.kod, "data/2025/t.csv har fel som måste rättas först." in svar.fel) == (2, True)


@pytest.mark.parametrize(
    ("text", "flyttad"),
    [
        ("Utfall 2024", "Utfall 2026"), ("2024/25", "2026/27"), ("2024–25", "2026–27"), ("2024-04--2025-03", "2026-04--2027-03"),
        ("24/25", "26/27"), ("98/99", "00/01"), ("99/00", "01/02"), ("SOSFS 2011:9", "SOSFS 2011:9"), ("(2001:453)", "(2001:453)"),
        ("12/24", "12/24"), ("U23470", "U23470"), ("12024", "12024"), ("1,2024", "1,2024"), ("2024-1", "2026-1"),
    ],
)  # fmt: skip
def test_bara_artal_flyttas(text: str, flyttad: str) -> None:
    assert _flyttare(2)(text) == flyttad


def test_en_rutin_behover_fortfarande_en_titel(handbok: Kommando) -> None:
    svar = handbok("ny", "rutin")
    assert (svar.kod, 'handbok ny rutin "Titel"' in svar.fel) == (2, True)


def test_stycken_ur_registren_foljer_med_och_raknar_den_nya_perioden(berattelse: Provbok, handbok: Kommando) -> None:
    med_register(berattelse)
    mapp = "docs/kvalitetsberattelse/2025"
    berattelse.skriv(f"{mapp}/kapitel.md", """\
        # Kapitel

        Påhittade siffror.

        Under 2025 blev {{ atgarder(status="stängd", visa="antal") }} av {{ atgarder(visa="antal") }} klara.

        | Resultat | Antal |
        |---|--:|
        | Godkänd | {{ egenkontroller(resultat="godkänd", visa="antal") }} |

        {{ risker(period="2024") }}

        {{ risker(visa="antal") }} risker och {{ tal("t", "Totalt", "Utfall 2025") }} fall.

        {{ avtalsuppfoljning() }}
        """)  # fmt: skip
    assert handbok("ny", "kvalitetsberattelse").kod == 0
    assert las(berattelse, "docs/kvalitetsberattelse/2026/kapitel.md") == """\
# Kapitel

Skriv vad som hände under perioden, och vad det betyder för dem vi är till för.

Under 2026 blev {{ atgarder(status="stängd", visa="antal") }} av {{ atgarder(visa="antal") }} klara.

| Resultat | Antal |
|---|--:|
| Godkänd | {{ egenkontroller(resultat="godkänd", visa="antal") }} |

{{ avtalsuppfoljning() }}
"""
    assert "2026/kapitel.md" not in handbok("kontrollera", "--valj", "TAL006,TAL007").ut

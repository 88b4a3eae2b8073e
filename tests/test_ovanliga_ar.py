"""Years that are not like others, from files to pages: a broken year, and a year when two units became one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Provbok, Svar
from tests.sajt import byggbar, mkdocs
from tests.siffror.stod import skriv_tabell

Kommando = Callable[..., Svar]
FORRA, ARET = "2023-04--2024-03", "2024-04--2025-03"
SERIE = "totalrad: Totalt\nserie: avvikelser\n"
BROTT = "seriebrott: [{period: 2024-04--2025-03, skäl: Almen och Björken blev en enhet}]\n"
SIDA = """\
# Siffror

Avvikelserna {{{{ jamfor("t", "Totalt", "Antal", fran="{0}", till="{1}"{2}) }}}}.
Av dem var {{{{ andel("t", "Almbjörken", "Antal", av=["Totalt", "Antal"]) }}}} i särskilt boende.
Förra året var de {{{{ tal("t", "Totalt", "Antal", period="{0}") }}}}.

{{{{ tabell("t") }}}}
"""
TROTS = ', trots="två enheter har blivit en"'


def skriv_ar(bok: Provbok, period: str, csv: str, uppgifter: str) -> None:
    """A report of a broken year, adopted two months after it, and its table."""
    fran, till = period[:7], period[9:]
    bok.skriv(f"docs/kvalitetsberattelse/{period}/index.md", f"""\
        ---
        titel: Kvalitetsberättelse {fran[:4]}/{till[2:4]}
        period: {{namn: {period}, från: {fran}-01, till: {till}-31}}
        status: gällande
        version: 1.0
        datum: {{fastställd: {till[:4]}-05-20}}
        beslut: {{av: socialnamnden}}
        ---
        Siffrorna står i [kapitlet](siffror.md).
        """)  # fmt: skip
    bok.skriv(f"docs/kvalitetsberattelse/{period}/siffror.md", "# Siffror\n\n{{ tabell('t') }}\n")
    skriv_tabell(bok, csv, uppgifter, f"{period}/t")
    bok.andra(f"data/{period}/t.yml", "från: 2024-01-01, till: 2024-12-31", f"från: {fran}-01, till: {till}-31")


@pytest.fixture
def bruten(bok: Provbok) -> Provbok:
    """Two broken years, between which two units were merged into one."""
    bok.andra("data/organisation.yml", "{almen: {namn: Almen}}", "{almbjorken: {namn: Almbjörken}}")
    skriv_ar(bok, FORRA, "Rad;Antal\nAlmen;700\nBjörken;800\nHemtjänst;500\nTotalt;2000\n", SERIE)
    skriv_ar(bok, ARET, "Rad;Antal\nAlmbjörken;1600\nHemtjänst;450\nTotalt;2050\n", SERIE + BROTT)
    bok.skriv(f"docs/kvalitetsberattelse/{ARET}/siffror.md", SIDA.format(FORRA, ARET, TROTS))
    return bok.skriv("docs/index.md", f"# Start\n\n{{{{ tal('t', 'Totalt', 'Antal', period='{ARET}') }}}}\n")


def koder(handbok: Kommando) -> list[tuple[str, str]]:
    """Code and file of each finding."""
    return [(a["kod"], a["fil"]) for a in handbok("kontrollera", "--format", "json").json["anmarkningar"]]


@pytest.mark.usefixtures("bruten")
def test_ett_brutet_ar_med_en_sammanslagning_kontrolleras_utan_anmarkningar(handbok: Kommando) -> None:
    assert koder(handbok) == []


def test_det_byggs_med_siffror_jamforelse_och_not(bruten: Provbok, tmp_path: Path) -> None:
    svar = mkdocs(byggbar(bruten).skriv("docs/index.md", f"# Start\n\n{{{{ tal('t', 'Totalt', 'Antal', period='{ARET}') }}}}\n").rot, tmp_path / "ut")
    assert svar.kod == 0, svar.fel
    sida = html.parse(str(tmp_path / f"ut/kvalitetsberattelse/{ARET}/siffror/index.html")).xpath("//article")[0]
    text = " ".join(str(sida.text_content()).replace("\xa0", " ").split())
    assert "Avvikelserna ökade från 2 000 till 2 050 (inte helt jämförbart: två enheter har blivit en)." in text
    assert "Av dem var 78 % i särskilt boende. Förra året var de 2 000." in text
    assert "Brott i serien från 1 april 2024: Almen och Björken blev en enhet" in text
    assert [d.get("value") for d in sida.xpath(".//data")] == ["2000", "2050", "78", "2000", "1600", "450", "2050"]
    fram = html.parse(str(tmp_path / f"ut/kvalitetsberattelse/{ARET}/index.html")).xpath("//article")[0]
    assert "1 april 2024 till 31 mars 2025" in " ".join(str(fram.text_content()).split())
    start = html.parse(str(tmp_path / "ut/index.html")).xpath("//article//data")
    assert [str(d.text) for d in start] == ["2\xa0050"]


@pytest.mark.parametrize(
    ("gammalt", "nytt"),
    [
        (TROTS, ""),
        ('"Almbjörken"', '"Almen"'),
        (f'fran="{FORRA}"', 'fran="2023"'),
        (f'period="{FORRA}"', 'period="2023/24"'),
    ],
)
def test_det_som_inte_gar_over_aren_ar_ett_makrofel(bruten: Provbok, handbok: Kommando, gammalt: str, nytt: str) -> None:
    fil = f"docs/kvalitetsberattelse/{ARET}/siffror.md"
    bruten.andra(fil, gammalt, nytt)
    assert koder(handbok) == [("TAL007", fil)]


def test_nasta_brutna_ar_kan_borja_ur_det_senaste(bruten: Provbok, handbok: Kommando) -> None:
    svar = handbok("ny", "kvalitetsberattelse")
    assert (svar.kod, svar.fel) == (0, "")
    assert "2025-04--2026-03 (1 april 2025 till 31 mars 2026)" in svar.ut.replace("\xa0", " ")
    ny = bruten.las().tabell_per_namn["2025-04--2026-03", "t"]
    assert (list(ny.rader), ny.relationer["serie"]) == (["Almbjörken", "Hemtjänst", "Totalt"], "avvikelser")
    assert koder(handbok) == []


def test_ett_forbattringsomrade_fran_ett_brutet_ar_ska_besvaras_i_nasta(bruten: Provbok, handbok: Kommando) -> None:
    register = "data/register/forbattringsomraden.yml"
    bruten.skriv(register, f"- {{id: fo, period: {FORRA}, vad: Bedöm i tid, ansvarig: enhetschef}}\n")
    assert koder(handbok) == [("KED003", register)]
    bruten.skriv(register, f"- {{id: fo, period: {ARET}, vad: Bedöm i tid, ansvarig: enhetschef}}\n")
    assert koder(handbok) == []


def test_en_enhet_som_inte_finns_langre_ar_okand_i_dokument(bruten: Provbok, handbok: Kommando) -> None:
    bruten.andra("rutiner/fall.md", "verksamheter: [aldreomsorg], roller", "verksamheter: [aldreomsorg], enheter: [almen], roller")
    assert koder(handbok) == [("META005", "rutiner/fall.md")]

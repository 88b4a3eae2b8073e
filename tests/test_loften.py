"""The promise ledger: what a report promised, who answers for it, and what the next report says became of it."""

import pytest
from lxml import html

from handbok.makrosvar import InteBedombart, Makrofel
from tests.conftest import Provbok
from tests.test_makron import FRAMSIDA, pa_sidan, svar

SIDOR = {"2024": "docs/kvalitetsberattelse/2024/index.md", "2025": "docs/kvalitetsberattelse/2025/index.md"}
OMRADEN = """\
    - {id: fo-1, period: 2024, vad: Räkna rätt, ansvarig: enhetschef, effektmått: Antal fel, utfall: {period: 2025, bedömning: uppnått, not: Inga fel}}
    - {id: fo-2, period: 2024, vad: Fråga fler, ansvarig: enhetschef, utfall: {period: 2025, bedömning: ej_mätt}}
    - {id: fo-3, period: 2024, vad: Svara i tid, ansvarig: enhetschef}
    - {id: fo-4, period: 2025, vad: Annat år, ansvarig: enhetschef}
    """
ATGARDER = """\
    - {id: atg-1, vad: Kontrollera summor, källa: {slag: förbättringsområde, ref: fo-1}, ansvarig: enhetschef, klart_senast: 2027-01-31, status: pågår}
    - {id: atg-2, vad: Något annat, källa: {slag: klagomål, ref: fo-1}, ansvarig: enhetschef, klart_senast: 2027-01-31, status: pågår}
    """


@pytest.fixture
def berattelser(bok: Provbok) -> Provbok:
    """Two reports, what they promised, and an åtgärd."""
    for ar, fil in SIDOR.items():
        bok.skriv(fil, FRAMSIDA.replace("2024", ar))
    return bok.skriv("data/register/forbattringsomraden.yml", OMRADEN).skriv("data/register/atgarder.yml", ATGARDER)


def visade(bok: Provbok, ar: str) -> tuple[str, list[list[str]]]:
    """The sentence and the rows of the promises of 2024, on a year's page."""
    delar = html.fragments_fromstring(svar(bok, '{{ forbattringsomraden(period="2024") }}', SIDOR[ar]).strip())
    rader = [[" ".join(c.text_content().split()) for c in rad] for rad in delar[-1].xpath(".//tr")]
    return (delar[0].text_content() if len(delar) > 1 else ""), rader


def test_det_lovande_arets_sida_visar_ansvarig_matt_och_atgard_men_inget_utfall(berattelser: Provbok) -> None:
    assert visade(berattelser, "2024") == ("", [
        ["Förbättringsområde", "Ansvarig", "Åtgärder"],
        ["Räkna rättMått: Antal fel", "Enhetschef", "Kontrollera summor (klart senast 31 januari 2027)"],
        ["Fråga fler", "Enhetschef", "Ingen beslutad"],
        ["Svara i tid", "Enhetschef", "Ingen beslutad"],
    ])  # fmt: skip


def test_nasta_ars_sida_svarar_pa_varje_lofte_med_tecken_och_ord(berattelser: Provbok) -> None:
    mening, rader = visade(berattelser, "2025")
    assert mening == "Områden: 3. Uppnått 1, inte mätt 1, utan utfall ännu 1."
    assert [rad[:2] for rad in rader] == [
        ["Förbättringsområde", "Utfall"], ["Räkna rättMått: Antal fel", "✓ UppnåttInga fel"], ["Fråga fler", "? Inte mätt"],
        ["Svara i tid", "Inget utfall ännu"],
    ]  # fmt: skip
    assert rader[1][-1] == "Kontrollera summor (pågår)"


def test_okand_period_och_trasigt_register_sags(berattelser: Provbok) -> None:
    with pytest.raises(Makrofel, match="inga förbättringsområden för 2023"):
        svar(berattelser, '{{ forbattringsomraden(period="2023") }}', SIDOR["2024"])
    berattelser.skriv("data/register/forbattringsomraden.yml", "- {id: x")
    with pytest.raises(InteBedombart):
        pa_sidan(berattelser.las(), "{{ forbattringsomraden() }}", SIDOR["2024"])


def test_en_ansvarig_roll_utan_nagon_i_tjanst_sags_vara_det(berattelser: Provbok) -> None:
    berattelser.andra("data/organisation.yml", "{namn: Enhetschef,", "{namn: Enhetschef, vakant: true,")
    _, rader = visade(berattelser, "2024")
    assert rader[1][1] == "Enhetschef (ingen i tjänst)"

"""SEK003: personal data wherever an author can write, at its place, and not repeated in the report."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import Provbok, Svar
from tests.siffror.stod import avstamd, prova, skriv_tabell

NR = "070-174 06 05"
FALL, STOD, ORG = "rutiner/fall.md", "processer/stod.md", "data/organisation.yml"


def platser(bok: Provbok) -> list[str]:
    return [f"{a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn}" for a in avstamd(bok, "SEK003").anmarkningar]


def test_en_handbok_utan_personuppgifter_ger_inget(bok: Provbok) -> None:
    assert platser(bok) == []


@pytest.mark.parametrize(
    ("fil", "gammalt", "nytt"),
    [
        (FALL, "## Gör så här", f"## Gör så här {NR}"), (FALL, "1. Ring 112", f"1. Ring 112\n2. Ring {NR} eller 112"),
        (FALL, "titel: Fall", f"titel: Fall {NR}"), (FALL, "publicering: publik", f"sökord: [a, {NR}]"),
        (FALL, "publicering: publik", f"ändringar: [{{version: 1.0, datum: 2026-03-12, vad: Ring {NR}, betydande: true}}]"),
        (FALL, "publicering: publik", f"undantag: [{{kod: LAG003, skäl: Ring {NR}, till: 2027-01-31}}]"),
        (STOD, "syfte: Rätt stöd", f"syfte: Rätt {NR}"), (STOD, "syfte: Rätt stöd", f"syfte: S\nresultat: Rätt {NR}"),
        (STOD, "syfte: Rätt stöd", f"syfte: S\nstartar_när: Rätt {NR}"), (STOD, "namn: Hjälpa", f"namn: Hjälpa {NR}"),
        (STOD, "rutiner: [fall]", f"rutin_behövs_inte: Ring {NR}"), (STOD, "rutiner: [fall]", f"rutiner: [fall], samverkan: [{NR}]"),
        (STOD, "rutiner: [fall]", f"rutiner: [fall], sedan: [{{till: hjalpa, när: Ring {NR}}}]"),
        (FALL, "diarienummer: SN/2026:1", f"diarienummer: Ring {NR}"),
        (ORG, "namn: Enhetschef", f"namn: Enhetschef {NR}"),
    ],
)  # fmt: skip
def test_ett_mobilnummer_i_ett_dokument_star_pa_sin_plats(bok: Provbok, fil: str, gammalt: str, nytt: str) -> None:
    bok.andra(fil, gammalt, nytt)
    fore = (bok.rot / fil).read_text("utf-8").split(NR)[0]
    assert platser(bok) == [f"{fil}:{fore.count(chr(10)) + 1}:{len(fore) - fore.rfind(chr(10))}"]


@pytest.mark.parametrize(
    ("csv", "uppgifter", "plats"),
    [
        (f"Rad;A;Not\na;1;Ring {NR}\n", "kolumner: {Not: {enhet: text}}", "csv:2:8"), (f"Rad;A\nRing {NR};1\n", "", "csv:2:6"),
        (f"Rad;A {NR}\na;1\n", "", "csv:1:4"), ("Rad;A\na;191212121212\n", "", "csv:2:2"), ("Rad;A\na;1\n", f"noter: {{A: Ring {NR}}}", "yml:7:17"),
        ("Rad;A\na;1\n", f"reviderad: [{{rad: a, skäl: Ring {NR}}}]", "yml:7:33"),
    ],
)  # fmt: skip
def test_ett_mobilnummer_i_en_tabell_hittas(bok: Provbok, csv: str, uppgifter: str, plats: str) -> None:
    assert platser(skriv_tabell(bok, csv, uppgifter)) == [f"data/2024/t.{plats}"]


@pytest.mark.parametrize("text", [f"# Sida {NR}\n", f"---\ntitel: Ring {NR}\n---\n", f"---\ntitel: S\nsökord: [{NR}]\n---\n"])
def test_ett_mobilnummer_pa_en_sida_hittas_en_gang(bok: Provbok, text: str) -> None:
    assert len(platser(bok.skriv("docs/x.md", text))) == 1


def test_ett_mobilnummer_i_ett_register_hittas(bok: Provbok) -> None:
    bok.skriv("data/register/risker.yml", f"""\
        - {{id: a, beskrivning: Ring {NR}, datum: 2026-01-20, sannolikhet: 1, konsekvens: 1, ansvarig: enhetschef}}
        """)  # fmt: skip
    assert platser(bok) == ["data/register/risker.yml:1:29"]


def test_siffror_i_en_tabell_ar_inga_personnummer(bok: Provbok) -> None:
    assert platser(skriv_tabell(bok, "Rad;A\na;1212121212\n", "enhet: kronor")) == []


def test_funktionernas_adresser_och_nummer_far_sta(bok: Provbok) -> None:
    bok.andra(ORG, "e_post: usk@provkommun.se", f"e_post: usk@Vard.provkommun.se, telefon: {NR}")
    bok.andra(FALL, "1. Ring 112", "1. Ring +46 (0)70-174 06 05, a@provkommun.se, b@vard.provkommun.se, 112")
    assert platser(bok) == []
    assert len(platser(bok.andra(FALL, "a@provkommun.se", "a@hem.provkommun.se"))) == 1


def test_rapporten_upprepar_inte_uppgiften(bok: Provbok, handbok: Callable[..., Svar]) -> None:
    bok.andra(FALL, "1. Ring 112", f"1. Ring {NR}, x@gmail.com, 121212-1212")
    svar = handbok("kontrollera", "--format", "json", "--valj", "SEK003")
    assert len(svar.json["anmarkningar"]) == 3
    assert not any(hemligt in json.dumps(svar.json) for hemligt in (NR, "gmail", "1212-1212"))


def test_utan_lasbar_organisation_hittas_bara_personnummer(bok: Provbok) -> None:
    bok.andra(FALL, "1. Ring 112", f"1. Ring {NR}, x@provkommun.se, 121212-1212").skriv(ORG, "a: [\n")
    resultat = prova(bok.las(), "SEK003")
    assert [a.fynd.namn for a in resultat.anmarkningar] == [("personnummer",)]
    assert (FALL, "adresser och nummer") in [(i.fil, i.vad) for i in resultat.inte_kontrollerat]


def test_en_personuppgift_gar_att_undanta_vid_sitt_slag(bok: Provbok) -> None:
    undantag = "<!-- undantag: {kod: SEK003, gäller: e-postadress, skäl: Regionens brevlåda, till: 2027-01-31} -->\n"
    bok.andra(FALL, "1. Ring 112", f"{undantag}Skriv till hjalp@region.se eller ring {NR}, 112")
    assert [a.fynd.namn for a in avstamd(bok, "SEK003").anmarkningar] == [("mobilnummer",)]

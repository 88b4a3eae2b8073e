"""Hostile and broken content: every answer is exit 0, 1 or 2 with a Swedish sentence, in bounded time and memory.

What may hang or grow runs as a process of its own with limits; the rest, and what is drawn at random, in this one.
"""

import json
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbok.cli import main
from handbok.rapport import FORMAT
from tests.conftest import DATUM, GRUND, RUTIN, Provbok, Svar
from tests.granser import godtagbart, i_egen_process

FALL, STOD, SIDA = "rutiner/fall.md", "processer/stod.md", "docs/index.md"
Kommando = Callable[..., Svar]


def slump(fro: int, antal: int) -> bytes:
    return random.Random(fro).randbytes(antal)  # noqa: S311 -- the same bytes every time


def sida(text: str) -> bytes:
    return f"# Sida\n\n{text}\n".encode()


def process(aktiviteter: Iterator[str]) -> bytes:
    return dedent(GRUND[STOD]).replace("  - {id: hjalpa, namn: Hjälpa, roll: underskoterska, rutiner: [fall]}\n",
                                       "".join(f"  - {{{a}}}\n" for a in aktiviteter)).encode()  # fmt: skip


_AKTIVITET = "namn: Hjälpa, roll: underskoterska, rutiner: [fall]"
# Name -> file, content, and what the answer says (the empty text: nothing is wrong with it).
STORT: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "slumpmässiga byte": (FALL, lambda: slump(1, 100_000), f"{FALL}:1:1: META001"),
    "slumpmässiga byte som organisation": (
        "data/organisation.yml", lambda: slump(2, 100_000), "data/organisation.yml:1:"),
    "100 000 öppna hakparenteser": (FALL, lambda: b"---\ntitel: " + b"[" * 100_000, "META001"),
    "1 000 nivåer": (FALL, lambda: b"---\n" + b"".join(b" " * i + b"a:\n" for i in range(1000)) + b"---\n", "META001"),
    "en aliasbomb": (
        FALL, lambda: b"---\na: &a [x]\n" + b"".join(
            b"%c: &%c [%s]\n" % (i, i, b",".join([b"*%c" % (i - 1)] * 10)) for i in range(98, 118)) + b"---\n",
        f"{FALL}:2:4: META001"),
    "en rad på 50 MB": (FALL, lambda: RUTIN.encode() + b"x" * 50_000_000, f"{FALL}:1:1: META001"),
    "en rad på 50 MB i en tabell": ("data/2024/a.csv", lambda: b"a;b\n" + b"1" * 50_000_000, "TAL008"),
    "en rad strax under gränsen": (SIDA, lambda: sida("x" * 1_900_000), ""),
    "10 000 aktiviteter i en krets": (
        STOD,
        lambda: process(f"id: a{i}, {_AKTIVITET}, sedan: [{{till: a{i * 7 % 10_000}}}]" for i in range(10_000)), ""),
    "10 000 aktiviteter till ingenstans": (
        STOD, lambda: process(f"id: a{i}, {_AKTIVITET}, sedan: [{{till: x{i}}}]" for i in range(10_000)), "LNK001"),
    "öppna undantag": (SIDA, lambda: sida("<!-- undantag: " * 100_000), ""),
    "20 000 undantag": (
        SIDA, lambda: sida("<!-- undantag: {kod: LAG003, skäl: x, till: 2027-01-01} -->\n\n" * 20_000), "UND001"),
    "öppna anrop": (SIDA, lambda: sida("{{ " * 300_000), "TAL007"),
    "djupa anrop": (SIDA, lambda: sida("{{ f(" + "[" * 900 + "]" * 900 + ") }}"), "TAL007"),
    "öppna länkar": (SIDA, lambda: sida("[" * 100_000 + "[a](" * 50_000 + "<a " * 50_000), ""),
    "50 000 brutna länkar": (SIDA, lambda: sida("".join(f"[a](b{i}.md)\n" for i in range(50_000))), "LNK001"),
    "50 000 lagrum på en rad": (SIDA, lambda: sida("SoL 5 kap. 1 § " * 50_000), ""),
    "siffror utan slut": (SIDA, lambda: sida("1, " * 200_000 + "§ lagen " + "om " * 200_000 + "1" * 500_000), ""),
    "öppen kod": (SIDA, lambda: sida("`` ".join("`" * (i % 50) for i in range(20_000)) + "<code>" * 50_000), ""),
}  # fmt: skip


@pytest.mark.parametrize("namn", STORT)
def test_stora_och_elaka_filer_lases_pa_en_minut_i_tva_gigabyte(bok: Provbok, namn: str) -> None:
    fil, innehall, vad = STORT[namn]
    svar = i_egen_process(bok.skriv(fil, innehall()).rot)
    assert (vad in svar.ut) if vad else svar.kod == 0
    assert svar.kod == (1 if vad else 0)


def test_10_000_dokument(bok: Provbok) -> None:
    for i in range(10_000):
        bok.skriv(f"rutiner/r{i}.md", RUTIN.encode())
    svar = i_egen_process(bok.rot, "--hoppa", "KRAV005")
    assert svar.kod == 0
    assert "Kontrollerat: 10002 dokument" in svar.ut.replace("\N{NO-BREAK SPACE}", "")


def test_mappar_djupare_an_pythons_stack(bok: Provbok) -> None:
    djup = Path("rutiner", *["d"] * 1_200)
    try:
        subprocess.run(["mkdir", "-p", str(djup)], cwd=bok.rot, check=True)
        (bok.rot / djup / "x.md").write_text("utan sidhuvud", "utf-8")
        assert f"{djup}/x.md:1:1: META001" in i_egen_process(bok.rot).ut
    finally:
        subprocess.run(["rm", "-rf", str(bok.rot / "rutiner")], check=True)


def test_lankar_ut_ur_roten_foljs_inte(bok: Provbok, handbok: Kommando, tmp_path: Path) -> None:
    (tmp_path / "hemligt.md").write_text("# Hemligheten\n", "utf-8")
    (tmp_path / "utanför").mkdir()
    (tmp_path / "utanför" / "dolt.md").write_text("# Dold\n", "utf-8")
    lankar: dict[str, Path | str] = {
        "rutiner/h.md": tmp_path / "hemligt.md", "docs": tmp_path / "utanför",
        "rutiner/runt": "..", "rutiner/s.md": "s.md",
    }  # fmt: skip
    for lank, mal in lankar.items():
        (bok.rot / lank).symlink_to(mal)
    svar = godtagbart(handbok("kontrollera"))
    assert [fil for fil in lankar if f"{fil}:1:1: META001" not in svar.ut] == []
    assert "emligheten" not in svar.ut
    assert "dolt" not in svar.ut


@pytest.mark.parametrize("format_", FORMAT)
def test_namn_med_radslut_styrtecken_och_byte_som_inte_ar_text(bok: Provbok, format_: str) -> None:
    for namn in (b"a\nb.md", b"c\x1b[31m.md", b"d\xe2\x80\xae.md", b"e\xff.md", b"f|`<x>@.md", b"-rf.md"):
        Path(os.fsdecode(os.fsencode(bok.rot / "rutiner") + b"/" + namn)).write_text(RUTIN, "utf-8")
    svar = subprocess.run(
        [sys.executable, "-m", "handbok", "kontrollera", "--rot", str(bok.rot), "--datum", DATUM, "--format", format_],
        capture_output=True, check=False,
    )  # fmt: skip
    ut = svar.stdout.decode()
    assert (svar.returncode, svar.stderr) == (1, b"")
    match format_:
        case "json" | "sarif" | "gitlab":
            json.loads(ut)
        case "junit":
            ET.fromstring(ut)  # noqa: S314 -- our own output
        case _:
            assert not re.search(r"^b\.md|\x1b|\N{RIGHT-TO-LEFT OVERRIDE}", ut, re.MULTILINE)


def test_ror_och_mappar_som_heter_som_filer(bok: Provbok, handbok: Kommando) -> None:
    os.mkfifo(bok.rot / "rutiner/ror.md")
    (bok.rot / "rutiner/mapp.md").mkdir()
    (bok.rot / "data/2024").mkdir()
    os.mkfifo(bok.rot / "data/2024/ror.csv")
    svar = godtagbart(handbok("kontrollera"))
    assert "rutiner/ror.md:1:1: META001" in svar.ut


def test_en_mapp_som_inte_far_lasas_ar_ett_fel(
    bok: Provbok, handbok: Kommando, monkeypatch: pytest.MonkeyPatch
) -> None:
    riktig = os.scandir

    def scandir(vag: str) -> object:
        if str(vag).endswith("rutiner/last"):
            raise PermissionError(13, "Permission denied", vag)
        return riktig(vag)

    (bok.rot / "rutiner/last").mkdir()
    monkeypatch.setattr(os, "scandir", scandir)
    svar = godtagbart(handbok("kontrollera"))
    assert svar.kod == 1
    assert "rutiner/last:1:1: META001 Mappen går inte att läsa." in svar.ut


@pytest.mark.parametrize("datum", ["0001-01-01", "9999-12-31"])
def test_kalenderns_forsta_och_sista_dag(bok: Provbok, handbok: Kommando, datum: str) -> None:
    bok.skriv("data/register/egenkontroller.yml", "- {id: e, vad: V, hur: H, ansvarig: enhetschef, process: stod, "
              "från: 9999-12-31, intervall_månader: 60}\n")  # fmt: skip
    bok.andra(FALL, "2027-06-30", "9999-12-31").andra(FALL, "2026-03-12", "0001-01-01")
    godtagbart(handbok("kontrollera", datum=datum))


def test_kretsar_av_dokument_som_ersatter_varandra(bok: Provbok, handbok: Kommando) -> None:
    bok.skriv("rutiner/a.md", RUTIN.replace("publicering", "ersätter: [a, b]\npublicering"))
    bok.skriv("rutiner/b.md", RUTIN.replace("publicering", "ersätter: [a]\npublicering"))
    upphavd = RUTIN.replace("status: gällande", "status: upphävd").replace("06-30}", "06-30, upphävd: 2026-09-01}")
    bok.skriv("rutiner/c.md", upphavd.replace("publicering", "ersatt_av: d\npublicering"))
    bok.skriv("rutiner/d.md", upphavd.replace("publicering", "ersatt_av: c\npublicering"))
    bok.andra(STOD, "rutiner: [fall]}", "rutiner: [fall], delprocess: stod}")
    svar = godtagbart(handbok("kontrollera", "--format", "text"))
    assert svar.kod == 1
    assert "TID007" in svar.ut


# A handbook with something of everything, for the random faults.
RIK = {
    SIDA: "---\ntitel: Hem\n---\n# Hem {#hem}\n\n[Fall](../rutiner/fall.md#gor-sa-har) {{ rutiner(process=\"stod\") }} "
    'SoL 5 kap. 1–3 §§ och lagen (2001:453). {{ tal("k", "jan", "A", period="2024") }}\n\n'
    '<!-- undantag: {kod: LAG003, skäl: "x", till: 2027-01-31} -->\nSe 19121212-1212.\n',
    "docs/kvalitetsberattelse/2024.md": "---\ntitel: K\nperiod: {namn: 2024, från: 2024-01-01, till: 2024-12-31}\n"
    'status: utkast\n---\n12 av {{ andel("k", "jan", "A", av=["Totalt", "A"]) }}\n'
    '{{ jamfor("k", "jan", fran="2023", till="2024") }}\n',
    "data/2024/k.csv": "Månad;A;B\njan;1;2\nfeb;3;–\nTotalt;4;2\n",
    "data/2024/k.yml": "titel: K\nperiod: {från: 2024-01-01, till: 2024-12-31}\nenhet: antal\nradnyckel: Månad\n"
    'källa: {system: K, uttag: 2025-01-20}\ntotalrad: Totalt\nkolumner:\n  B: {formel: "2 * [A] / (1 + [A])"}\n'
    'kontroller: ["[A] <= [Totalt | A]"]\nmellan: {totalt: A, delar: [A, B]}\n'
    "kolumnsumma: {värde: 100, kolumner: [B]}\n"
    "lika_med:\n  - {här: {rad: jan, kolumn: A}, där: {tabell: k, rad: feb, kolumn: A}}\n"
    "perioder:\n  kolumner: {A: 2023, B: 2024}\nröjande: {beslut: undertryck, tröskel: 5, motivering: M}\n",
    "data/register/risker.yml": "- {id: r, beskrivning: B, process: stod, datum: 2026-01-20, sannolikhet: 3, "
    "konsekvens: 4, ansvarig: enhetschef, åtgärder: [a], egenkontroller: [e]}\n",
    "data/register/egenkontroller.yml": "- {id: e, vad: V, hur: H, ansvarig: enhetschef, process: stod, "
    "från: 2026-01-01, intervall_månader: 6, utfall: [{datum: 2026-10-10, resultat: godkänd}]}\n",
    "data/register/atgarder.yml": "- {id: a, vad: V, källa: {slag: risk, ref: r}, ansvarig: enhetschef, "
    "klart_senast: 2026-12-30, status: stängd, ändrar: [{dokument: fall, version: 1.0}]}\n",
}
ALLT = {fil: dedent(text).encode() for fil, text in {**GRUND, **RIK}.items() if fil != "mkdocs.yml"}
BITAR = [bit.encode("utf-8", "surrogatepass") for bit in (
    "[", "]", "{", "}", ": ", "- ", "\n", "\n\n", "\t", '"', "'", "&a ", "*a", "!x ", "|", ">", "#", "---\n", "? ",
    "<<: ", "{{ ", "}}", "{% x %}", "{##", "`", "```\n", "<!-- ", "-->", "<!-- undantag: ", "(", "](", "[a]: b", "\\",
    '<a href="x">', "§", " kap. ", "1–", "27:2", "lagen om ", "SoL ", "(2001:453)", "0", "9999999999", "9999-12-31",
    "0001-01-01", "−", ";", "..", " %", "1 000,5", "[A | B]", "((((", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}",
    "\N{LINE SEPARATOR}", "\0", "\x85", "\ud800", "\N{FIRE}", "\r", "null", "~", "x" * 300, "a" * 5000,
)]  # fmt: skip


@st.composite
def trasigt(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the handbook, cut, overwritten or with something put in."""
    fil = draw(st.sampled_from(sorted(ALLT)))
    ra = ALLT[fil]
    for _ in range(draw(st.integers(1, 4))):
        fran, langd = draw(st.integers(0, len(ra))), draw(st.sampled_from([0, 0, 1, 5, 50, len(ra)]))
        ra = ra[:fran] + draw(st.sampled_from(BITAR) | st.binary(max_size=8) | st.just(b"")) + ra[fran + langd :]
    return fil, ra


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trasigt(), st.sampled_from(sorted(FORMAT)))
def test_ingen_andring_i_en_fil_far_kommandot_att_krascha(
    bok: Provbok, capsys: pytest.CaptureFixture[str], fel: tuple[str, bytes], format_: str
) -> None:
    for fil, ra in ALLT.items():
        bok.skriv(fil, ra)
    bok.skriv(*fel)
    kod = main(["kontrollera", "--rot", str(bok.rot), "--datum", DATUM, "--format", format_])
    ut, felut = capsys.readouterr()
    assert kod in (0, 1)
    assert ut
    assert felut == ""

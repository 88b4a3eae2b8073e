"""Templates are read, never run: hostile ones are refused with their place, and so is what does not exist."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbok import mallar
from handbok.mallar import FLEST_FEL, ersatt, las_mall
from tests.conftest import Provbok, Svar
from tests.fientliga_mallar import BARA_TEXT, FIENTLIGA
from tests.sajt import byggbar, mkdocs

SVENSKA = re.compile(
    "går (inte )?att (använda|läsa|känna igen)|är inte stängda rätt|ska skrivas ut som|längre än|står två gånger|finns inte"
    "|är av fel slag|är inget tal|osynligt tecken|saknas"
)


def fientlig_bok(bok: Provbok, kanarie: Path) -> dict[str, str]:
    """A page for each hostile template; their files by the template's name."""
    filer = {namn: f"docs/fientliga/{namn}.md" for namn in FIENTLIGA}
    for namn, fil in filer.items():
        bok.skriv(fil, f"# Sida\n\nFöre {FIENTLIGA[namn].replace('KANARIEFAGEL', str(kanarie))} efter\n".encode())
    return filer


def test_listan_provar_minst_45_satt() -> None:
    assert len(FIENTLIGA) >= 45


def test_varje_fientlig_mall_avvisas_med_fil_rad_och_kolumn(
    bok: Provbok, handbok: Callable[..., Svar], tmp_path: Path
) -> None:
    filer = fientlig_bok(bok, tmp_path / "kanarie")
    svar = handbok("kontrollera", "--format", "json", "--valj", "TAL007")
    traffar = {(a["fil"], a["rad"], a["kolumn"]): a["text"] for a in svar.json["anmarkningar"] if a["kod"] == "TAL007"}
    assert [namn for namn, fil in filer.items() if (fil, 3, 6) not in traffar] == []
    assert [text for text in traffar.values() if not SVENSKA.search(text)] == []
    assert svar.kod == 1
    assert not (tmp_path / "kanarie").exists()


def test_ett_bygge_med_alla_fientliga_mallar_vagrar_namner_alla_och_kor_ingen(bok: Provbok, tmp_path: Path) -> None:
    kanarie = tmp_path / "kanarie"
    filer = fientlig_bok(byggbar(bok), kanarie)
    svar = mkdocs(bok.rot, tmp_path / "ut")
    rader = [rad for rad in svar.fel.splitlines() if "TAL007" in rad]
    assert svar.kod != 0
    assert [namn for namn, fil in filer.items() if not any(f" {fil}:3:6: TAL007 " in rad for rad in rader)] == []
    assert [rad for rad in rader if not SVENSKA.search(rad)] == []
    assert "Traceback" not in svar.fel
    assert not kanarie.exists()


@pytest.mark.parametrize("text", BARA_TEXT)
def test_det_andra_mallsprak_kor_ar_text(text: str) -> None:
    assert las_mall(f"Före {text} efter") == ((), ())


def test_ett_anrop_lases_med_namn_argument_och_plats() -> None:
    anrop, fel = las_mall(
        'Rad ett\n\nFöre {{ tal("å;ä", \'Rad "x"\',\n  kolumn="K", period=none) }} efter {{ fast(1.50) }}'
    )
    assert fel == ()
    assert [(a.namn, a.argument, dict(a.nyckelord), a.rad, a.kolumn) for a in anrop] == [
        ("tal", ("å;ä", 'Rad "x"'), {"kolumn": "K", "period": None}, 3, 6),
        ("fast", (anrop[1].argument[0],), {}, 4, 37),
    ]
    assert str(anrop[1].argument[0]) == "1.5"


def test_svaren_satts_i_anropens_stalle_och_inget_annat_rors() -> None:
    text = "a {{ x() }}{{ y(1) }}\n  b  {# c #} {{z()}}\n\n"
    anrop, _ = las_mall(text)
    assert ersatt(text, anrop, lambda a: f"<{a.namn}>") == "a <x><y>\n  b  {# c #} <z>\n\n"
    assert ersatt("ingen mall\n", [], str) == "ingen mall\n"


def test_ett_svar_med_klamrar_lases_inte_om() -> None:
    anrop, _ = las_mall("{{ x() }}")
    assert ersatt("{{ x() }}", anrop, lambda _: "{{ y() }}") == "{{ y() }}"


def test_ett_fel_doljer_inte_anropen_pa_raderna_efter() -> None:
    anrop, fel = las_mall('{{ tal("a }}\n{{ tal("b") }}\n{{ 7 * 7 }}\n{{ tal( }}\n{{ tal("c") }}\n')
    assert [(f.rad, f.kolumn) for f in fel] == [(1, 1), (3, 1), (4, 1)]
    assert [a.rad for a in anrop] == [2, 5]


def test_typografiska_citattecken_och_osynliga_tecken_namns() -> None:
    assert "raka citattecken" in las_mall("{{ tal(”a”) }}")[1][0].gor_sa_har
    assert "U+200B" in las_mall("{{ ta\u200bl('a') }}")[1][0].text


def test_en_fil_full_av_fel_lases_pa_nagra_sekunder_och_visar_de_forsta() -> None:
    _, fel = las_mall("{{ 'a\n" * 300_000)
    assert len(fel) == FLEST_FEL
    assert len(las_mall("{{ f() }}\n" * 3_000)[0]) == 3_000


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("{}%#-+'\"()[],. \n=tal17åx\\|:"), max_size=80))
def test_ingen_text_far_lasaren_att_krascha_eller_tappa_text(text: str) -> None:
    anrop, _ = las_mall(text)
    assert ersatt(text, anrop, lambda a: text[a.start : a.slut]) == text
    assert all(text[a.start : a.start + 2] == "{{" and text[a.slut - 2 : a.slut] == "}}" for a in anrop)


OKANDA = {
    '{{ tal("antall", "Totalt", "Antal", period="2024") }}': (
        "Tabellen antall finns inte för 2024.",
        "Menade du antal?",
    ),
    '{{ tal("antal", "Total", "Antal", period="2024") }}': ('Raden "Total" finns inte', "Menade du Totalt?"),
    '{{ tal("antal", "Totalt", "Anta", period="2024") }}': ('Kolumnen "Anta" finns inte', "Menade du Antal?"),
    '{{ tal("antal", "Totalt", "Antal", period="2042") }}': ("inga tabeller för perioden 2042", "Menade du 2024?"),
    '{{ tal("antal", "Totalt", "Antal") }}': ("vilken period", "2024"),
    '{{ tal("antal", "Totalt", kolum="Antal") }}': ("Argumentet kolum finns inte i tal.", "kolumn"),
    '{{ tal("antal", "Totalt") }}': ("Argumentet kolumn saknas.", "tabell, rad, kolumn, period"),
    '{{ tal("antal", "Totalt", "Antal", "2024", "x") }}': ("för många argument", "tabell, rad, kolumn, period"),
    '{{ tal("antal", "Totalt", 3, period="2024") }}': ("Argumentet kolumn är av fel slag.", "citattecken"),
    '{{ tall("antal", "Totalt", "Antal") }}': ("Makrot tall finns inte.", "Menade du tal?"),
    '{{ lagrum("SoX 1 §") }}': ("går inte att känna igen", "SoL 27 kap. 2 §"),
    '{{ rutiner(verksamhet="aldreomsorgen") }}': ("Verksamheten aldreomsorgen finns inte.", "Menade du aldreomsorg?"),
    '{{ rutiner(roll="enhetschefen") }}': ("Rollen enhetschefen finns inte.", "Menade du enhetschef?"),
    '{{ rutiner(efter="verksamheten") }}': ("verksamheten", "Menade du verksamhet?"),
}


def test_allt_okant_namns_i_en_korning_med_det_som_liknar_mest(bok: Provbok, handbok: Callable[..., Svar]) -> None:
    tabell(bok)
    bok.skriv("docs/okant.md", "# Okänt\n\n" + "\n\n".join(OKANDA) + "\n")
    svar = handbok("kontrollera", "--format", "json", "--valj", "TAL007")
    sagt = [(a["rad"], a["kolumn"], a["text"], a["gor_sa_har"]) for a in svar.json["anmarkningar"]]
    assert [(rad, kolumn) for rad, kolumn, *_ in sagt] == [(3 + 2 * i, 1) for i in range(len(OKANDA))]
    for (_, _, text, gor), (vad, forslag) in zip(sagt, OKANDA.values(), strict=True):
        assert vad in text
        assert forslag in gor


def test_en_okand_process_ar_en_bruten_hanvisning(bok: Provbok, handbok: Callable[..., Svar]) -> None:
    bok.skriv("docs/okant.md", '# Okänt\n\n{{ rutiner(process="stöd") }} {{ rutiner(process="fall") }}\n')
    svar = handbok("kontrollera", "--format", "json", "--valj", "TAL007,LNK001")
    assert [(a["kod"], a["rad"], a["kolumn"]) for a in svar.json["anmarkningar"]] == [
        ("LNK001", 3, 1),
        ("LNK001", 3, 31),
    ]
    assert svar.json["anmarkningar"][0]["gor_sa_har"] == "Menade du stod?"


def tabell(bok: Provbok) -> None:
    """A table of 2024 with a total."""
    bok.skriv("data/2024/antal.csv", "Område;Antal\nHemtjänst;5\nTotalt;5\n")
    bok.skriv("data/2024/antal.yml", """\
        titel: Antal
        period: {från: 2024-01-01, till: 2024-12-31}
        enhet: antal
        källa: {system: Provsystemet, uttag: 2025-01-20}
        radnyckel: Område
        totalrad: Totalt
        röjande: {beslut: ingen, motivering: Påhittat}
        """)  # fmt: skip


_ord = st.sampled_from(["tal", "not", "true", "None", "if", "loop", "self", "x_y", "av", "fran"])
_strang = st.text(st.sampled_from('ab "\\{}%#[],=()å\n\'1'), max_size=4).map(lambda t: f'"{t}"')
_varde = st.one_of(_strang, st.lists(_strang, min_size=1, max_size=3).map(lambda d: f"[{', '.join(d)}]"))


@settings(max_examples=500)
@given(_ord, st.lists(st.tuples(st.sampled_from(["", "", "av=", "fran="]), _varde), max_size=4), st.sampled_from([", ", ","]))
def test_ett_enkelt_anrop_lases_som_jinja_laser_det(namn: str, delar: list[tuple[str, str]], komma: str) -> None:
    mall = f"{{{{ {namn}({komma.join(''.join(d) for d in delar)}) }}}} och mer"
    with pytest.MonkeyPatch.context() as m:
        m.setattr(mallar, "_enkelt", lambda *_: None)
        las_mall.cache_clear()
        med_jinja = las_mall(mall)
    las_mall.cache_clear()
    if all("\n" not in del_ for _, del_ in delar):
        assert las_mall(mall) == med_jinja

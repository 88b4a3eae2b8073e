"""Charts are read back: what is written, drawn and described is what the CSV file holds."""

import itertools
import re

import pytest
from lxml import etree

from handbok.bitar import Sammanhang
from handbok.makron import svara
from handbok.mallar import las_mall
from handbok.publicering.aterlasning import las_tillbaka
from handbok.publicering.facit import Facit
from tests.conftest import Provbok
from tests.siffror.stod import skriv_tabell

TYPER = ("stapel", "staplad", "linje", "rankad", "punkt")
NAMN = ["5", "2024", "2023-1", "12,5", "Barn 0-20 år", "7 %", "A · B: 9", "och 3 till", "1\xa0234", "dagar",
        "Mellankommunala-resursfördelningssamverkansöverenskommelser 12", "x" * 90, "ökade från 1 till 2"]  # fmt: skip
TAL = ["5418", "1 234", "5", "12,50", "1", "0", "–", "saknas", "7", "100", "3,0", "..", "2024"]


def visad(bok: Provbok, val: str) -> str:
    """The figure of one call."""
    handbok = bok.skriv("docs/index.md", "# Start\n").las()
    assert handbok.lasfel == ()
    (anrop,), _ = las_mall(f'{{{{ diagram("t", {val}, period="2024") }}}}')
    return str(svara(Sammanhang(handbok, handbok.sidor[0]), anrop))


def last(bok: Provbok, html: str) -> list[str]:
    """What is said of a figure; nothing that it is read back by is left."""
    rot = etree.fromstring(f"<main>{html}</main>", etree.HTMLParser())
    fel = list(las_tillbaka(rot, Facit(bok.rot, bok.las())))
    assert re.findall(r"data-(?!search)\w+", etree.tostring(rot, encoding="unicode", method="html")) == []
    return fel


@pytest.mark.parametrize(
    ("typ", "enhet"),
    [(t, e) for t in TYPER for e in (("antal", "kronor") if t == "staplad" else ("antal", "procent", "dagar"))],
)
def test_ratta_diagram_gar_igenom_vad_raderna_an_heter(bok: Provbok, typ: str, enhet: str) -> None:
    varden = itertools.cycle(TAL)
    rader = "".join(f"{namn};{next(varden)};{next(varden)}\n" for namn in NAMN)
    skriv_tabell(bok, f"Rad;2023;5 år\n{rader}", f"enhet: {enhet}\n")
    for kolumner in (["2023"], ["5 år"], ["2023", "5 år"])[: 2 if typ == "rankad" else 3]:
        html = visad(bok, f'typ="{typ}", kolumner=[{", ".join(f"{chr(34)}{k}{chr(34)}" for k in kolumner)}]')
        assert html.count("data-ruta=") > 0
        assert last(bok, html) == []


@pytest.mark.parametrize("antal", [5, 40])
def test_en_rankad_stapel_med_markering_och_riktlinje_gar_igenom(bok: Provbok, antal: int) -> None:
    rader = "".join(f"Kommun {n};{n * 37 % 101}\n" for n in range(antal))
    skriv_tabell(bok, f"Rad;A\n{rader}Riket;50\n")
    html = visad(bok, 'typ="rankad", markera="Kommun 3", riktlinje="Riket"')
    assert last(bok, html) == []
    (fel,) = last(bok, re.sub(r"Riket: 50", "Riket: 51", html))
    assert '"Riket: 51" ska vara 50' in fel


def test_minus_och_staplar_at_vanster_gar_igenom(bok: Provbok) -> None:
    skriv_tabell(bok, "Rad;A\na;−5\nb;1 200\nc;-0,5\n")
    assert last(bok, visad(bok, 'typ="stapel"')) == []


ANDRINGAR = [
    ("talet vid en stapel", "stapel", r">40</text>", ">41</text>", '"41" ska vara 40'),
    ("koden vid en stapel", "stapel", r">uppgift saknas</text>", ">0</text>", '"0" ska vara saknas'),
    ("två rutor har bytt plats", "stapel", r'data-ruta="2.3"([^>]*)>40<', r'data-ruta="3.3"\1>40<', '"40" ska vara 10'),
    ("stapeln är för lång", "stapel", r'(class="stav"[^>]* width=")[\d.]+', r"\g<1>99", "är inte så lång som talet"),
    ("stapeln har ingen längd", "stapel", r'(class="stav"[^>]* width=")[\d.]+', r"\g<1>auto", "ingen längd"),
    ("delen i en stapel", "staplad", r'(class="stav"[^>]* width=")[\d.]+', r"\g<1>99", "är inte så lång som talet"),
    ("talet vid linjen", "linje", r'"3.3">10</text>', '"3.3">11</text>', '"11" ska vara 10'),
    ("talen under punkterna", "punkt", r"A 20 · B 40", "A 20 · B 41", '"A 20 · B 41" ska vara 20 och 40'),
    ("serierna har bytt plats", "punkt", r"A 20 · B 40", "B 40 · A 20", "ska vara 20 och 40"),
    ("talet i beskrivningen", "linje", r"lägst 2024-02 \(10\)", "lägst 2024-02 (11)", 'beskrivningen säger "11"'),
    ("ordet i beskrivningen", "linje", r"minskade från", "ökade från", 'beskrivningen säger "ökade från 40 till 10"'),
    ("en ruta utanför tabellen", "linje", r'data-ruta="[\d.]+"', 'data-ruta="99.1"', "99.1 är ingen cell"),
    ("en tabell som inte finns", "linje", r'data-diagram="2024/t"', 'data-diagram="2024/u"', "tabellen 2024/u finns inte"),
    ("inget diagram", "linje", r'data-diagram="2024/t"', "", "hör inte till något diagram"),
]  # fmt: skip


@pytest.mark.parametrize(("typ", "gammalt", "nytt", "sagt"), [a[1:] for a in ANDRINGAR], ids=[a[0] for a in ANDRINGAR])
def test_det_som_inte_ar_tabellens_namns(bok: Provbok, typ: str, gammalt: str, nytt: str, sagt: str) -> None:
    skriv_tabell(bok, "Rad;A;B\n2024-01;20;40\n2024-02;saknas;10\n", "perioder: {rader: {2024-01: 2024-01, 2024-02: 2024-02}}")
    html = visad(bok, f'typ="{typ}"')
    assert last(bok, html) == []
    andrad = re.sub(gammalt, nytt, html, count=1)
    assert andrad != html
    assert any(sagt in fel for fel in last(bok, andrad))


@pytest.mark.parametrize("ruta", ["", ".", "2", "2.", "0.0", "-1.2", "1.1", "9" * 99 + ".2", "2.2 x", "²."])
@pytest.mark.parametrize("tagg", ["text", "rect"])
def test_pahittade_rutor_ger_inget_annat_an_ett_svar(bok: Provbok, ruta: str, tagg: str) -> None:
    skriv_tabell(bok, "Rad;A\na;1\n")
    figur = f'<figure data-diagram="2024/t"><svg><{tagg} data-ruta="{ruta}" width="9">9</{tagg}></svg></figure>'
    assert len(last(bok, figur)) == (ruta != "")
    assert len(last(bok, figur.replace(' data-diagram="2024/t"', ""))) == 1

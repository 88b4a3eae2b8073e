"""Figures on a page are read back from the tables: what is not its cell is named, and nothing is left behind."""

import re
from textwrap import dedent

import pytest
from lxml import etree

from handbok.bitar import Sammanhang
from handbok.makron import svara
from handbok.mallar import ersatt, las_mall
from handbok.publicering.aterlasning import las_tillbaka
from handbok.publicering.efterbehandling import behandla
from handbok.publicering.facit import Facit
from tests.conftest import Provbok
from tests.sajt import byggbar, mkdocs

NBSP = "\xa0"
CSV = f"Område;Antal;Andel;Kostnad;Tid;Ord\nA|b [*_`];5 418;17,60 %;−3;1;<b>ja</b>\nÖvrigt;4{NBSP}184;82,4;15000;113;\nDolt;..;saknas;.;–;x\n"
UPPGIFTER = """\
    titel: Avvikelser
    period: {från: 2024-01-01, till: 2024-12-31}
    enhet: antal
    källa: {system: Provsystemet, uttag: 2025-01-20}
    radnyckel: Område
    kolumner: {Andel: {enhet: procent}, Kostnad: {enhet: kronor}, Tid: {enhet: dagar}, Ord: {enhet: text}}
    noter: {Antal: En not, Övrigt: En annan}
    röjande: {beslut: ingen, motivering: Påhittat}
    """
TEXT = """\
{{ tabell("t", period="2024") }}

{{ tal("t", "A|b [*_`]", "Antal", period="2024") }} {{ tal("t", "A|b [*_`]", "Andel", period="2024") }}
{{ tal("t", "A|b [*_`]", "Kostnad", period="2024") }} {{ tal("t", "A|b [*_`]", "Tid", period="2024") }}
{{ tal("t", "Övrigt", "Antal", period="2024") }} {{ tal("t", "Övrigt", "Kostnad", period="2024") }}
{{ tal("t", "Dolt", "Antal", period="2024") }} {{ tal("t", "Dolt", "Tid", period="2024") }}
{{ andel("t", "Övrigt", "Antal", av=["A|b [*_`]", "Antal"], decimaler=1, period="2024") }}
{{ fast(15000, "kr") }} {{ jamfor("t", "Övrigt", "Tid", fran="2023", till="2024") }}
{{ pil("t", "Övrigt", "Andel", fran="2023", till="2024", bra="upp") }} {{ pil("t", "Övrigt", "Antal", fran="2023", till="2024", bra="ned") }}
"""


@pytest.fixture
def siffror(bok: Provbok) -> Provbok:
    """A table of every kind of cell for two years, and a page with every kind of figure."""
    for ar in ("2023", "2024"):
        bok.skriv(f"data/{ar}/t.csv", CSV.replace("113", "99").replace("82,4", "81,4") if ar == "2023" else CSV)
        bok.skriv(f"data/{ar}/t.yml", UPPGIFTER.replace("2024", ar))
    return bok.skriv("docs/index.md", f"# Siffror\n\n{TEXT}")


def visad(bok: Provbok) -> str:
    """The figures of the page as HTML."""
    handbok = bok.las()
    assert handbok.lasfel == ()
    (sida,) = handbok.sidor
    anrop, fel = las_mall(sida.text)
    assert fel == ()
    return f"<main>{ersatt(sida.text, anrop, lambda a: str(svara(Sammanhang(handbok, sida), a)))}</main>"


def last(bok: Provbok, html: str) -> tuple[list[str], str]:
    """What is said of the figures of a page, and the page after the reading."""
    rot = etree.fromstring(html, etree.HTMLParser())
    facit = Facit(bok.rot, bok.las())
    return list(las_tillbaka(rot, facit)), etree.tostring(rot, encoding="unicode", method="html")


def test_varje_slag_av_siffra_ar_sin_cell_och_inget_lamnas_kvar(siffror: Provbok) -> None:
    html = visad(siffror)
    assert html.count("data-cell=") == 12
    fel, efter = last(siffror, html)
    assert fel == []
    assert re.findall(r"data-\w+", efter) == []
    assert efter.count("<data value=") == html.count("<data value=")


ANDRINGAR = [
    ("en annan skillnad", '"1.0" data-cell="2024/t/%C3%96vrigt/Andel" data-fran="2023/t/%C3%96vrigt/Andel">1,0' f"{NBSP}procentenhet<",
     '"2.0" data-cell="2024/t/%C3%96vrigt/Andel" data-fran="2023/t/%C3%96vrigt/Andel">2,0' f"{NBSP}procentenheter<",
     "mellan 81.4 och 82.4"),
    ("procent i stället för procentenheter", f">1,0{NBSP}procentenhet<", f">1,0{NBSP}%<", "har inte enheten"),
    ("omkastade siffror i texten", f">5{NBSP}418</data> <data", f">5{NBSP}481</data> <data", '"5\xa0481" är inte 5418'),
    ("omkastade siffror i värdet och texten", f'"5418" data-cell="2024/t/A%7Cb%20%5B%2A_%60%5D/Antal">5{NBSP}418',
     f'"5481" data-cell="2024/t/A%7Cb%20%5B%2A_%60%5D/Antal">5{NBSP}481', 'där står "5 418"'),
    ("vanligt blanksteg i tusental", f">5{NBSP}418</data> <data", ">5 418</data> <data", "inget tal på svenska"),
    ("utan tusentalsgruppering", f">4{NBSP}184</data> <data", ">4184</data> <data", "inget tal på svenska"),
    ("decimalpunkt", f'">17,60{NBSP}%</data>\n', f'">17.60{NBSP}%</data>\n', "inget tal på svenska"),
    ("en decimal borttagen", f'">17,60{NBSP}%</data>\n', f'">17,6{NBSP}%</data>\n', "är inte 17.60"),
    ("en decimal borttagen i värde och text", f'"17.60" data-cell="2024/t/A%7Cb%20%5B%2A_%60%5D/Andel">17,60{NBSP}%',
     f'"17.6" data-cell="2024/t/A%7Cb%20%5B%2A_%60%5D/Andel">17,6{NBSP}%', 'där står "17,60 %"'),
    ("bindestreck i stället för minus", f'">−3{NBSP}kr</data> <data', f'">-3{NBSP}kr</data> <data', "inget tal på svenska"),
    ("tecknet borta", f'">−3{NBSP}kr</data> <data', f'">3{NBSP}kr</data> <data', "är inte -3"),
    ("fel enhet", f'">−3{NBSP}kr</data> <data', f'">−3{NBSP}%</data> <data', "har inte enheten kronor"),
    ("enheten borta", f'">1{NBSP}dag</data>\n', '">1</data>\n', "har inte enheten dagar"),
    ("fel numerus", f'">1{NBSP}dag</data>\n', f'">1{NBSP}dagar</data>\n', "har inte enheten dagar"),
    ("skyddad uppgift avslöjad", 'Dolt/Antal">skyddad uppgift', 'Dolt/Antal">3', 'där står koden ".."'),
    ("fel andel", f">77,2{NBSP}%</data>", f">77,3{NBSP}%</data>", "är inte 77.2"),
    ("fel andel i värde och text", '"77.2" data-cell="2024/t/%C3%96vrigt/Antal" data-av="2024/t/A%7Cb%20%5B%2A_%60%5D/Antal">77,2',
     '"77.3" data-cell="2024/t/%C3%96vrigt/Antal" data-av="2024/t/A%7Cb%20%5B%2A_%60%5D/Antal">77,3', "andelen av 5418"),
    ("fel fast tal", f">15{NBSP}000{NBSP}kr</data> <span", f">15{NBSP}001{NBSP}kr</data> <span", "är inte 15000"),
    ("fel ord i jämförelsen", ">ökade</span>", ">minskade</span>", "från 99 till 113 är något annat"),
    ("oförändrat fast det ändrades", ">ökade</span>", ">oförändrat</span>", "från 99 till 113 är något annat"),
    ("inget ord", ">ökade</span>", "></span>", "från 99 till 113 är något annat"),
    ("fel pil", ">↑</span> ökade", ">↓</span> ökade", "från 81.4 till 82.4 är något annat"),
    ("fel ord vid pilen", ">↑</span> ökade", ">↑</span> minskade", "från 81.4 till 82.4 är något annat"),
    ("fel omdöme", "</data>, bättre", "</data>, sämre", "från 81.4 till 82.4 är något annat"),
    ("inget omdöme", "</data>, bättre", "</data>", "från 81.4 till 82.4 är något annat"),
    ("pil vid oförändrat", ">→</span>", ">↑</span>", "från 4184 till 4184 är något annat"),
    ("ord vid oförändrat", "→</span> oförändrat", "→</span> ökade", "från 4184 till 4184 är något annat"),
    ("fel period i jämförelsen", "data-cell=\"2023/t/%C3%96vrigt/Tid", "data-cell=\"2024/t/%C3%96vrigt/Tid", 'där står "113"'),
    ("raden finns inte", "2024/t/%C3%96vrigt/Kostnad", "2024/t/Vrigt/Kostnad", "raden Vrigt eller kolumnen Kostnad finns inte"),
    ("tabellen finns inte", "2024/t/%C3%96vrigt/Kostnad", "2024/u/%C3%96vrigt/Kostnad", "tabellen 2024/u finns inte"),
    ("ingen cell", "2024/t/%C3%96vrigt/Kostnad", "2024/t", "2024/t är ingen cell"),
    ("utan källa", ' data-fast=""', "", "säger inte vilken cell"),
    ("värdet är inget tal", 'value="15000" data-fast', 'value="1e9" data-fast', "har inget värde"),
    ("cell i tabellen", f">4{NBSP}184</data></td>", f">4{NBSP}148</data></td>", 'inte 4184'),
    ("två rader har bytt namn", '<th scope="row">Dolt</th>', '<th scope="row">Övrigt</th>', "raderna i 2024/t är andra"),
    ("en kolumn omdöpt", ">Kostnad</th>", ">Kostnader</th>", "kolumnerna i 2024/t är andra"),
    ("en cell borta", "<td>x</td>", "", "fel antal celler"),
    ("en text ändrad", "<td>x</td>", "<td>y</td>", 'Dolt, Ord i 2024/t är "y", men där står "x"'),
    ("text före talet", '<td class="tal"><data value="5418">', '<td class="tal">1<data value="5418">', "men där står"),
    ("en siffra utan element", f'<td class="tal"><data value="15000">15{NBSP}000{NBSP}kr</data>', '<td class="tal">15', "men där står"),
    ("koden i tabellen", '<span class="kod">uppgift saknas', '<span class="kod">0', 'där står koden "saknas"'),
]  # fmt: skip


@pytest.mark.parametrize(("gammalt", "nytt", "sagt"), [a[1:] for a in ANDRINGAR], ids=[a[0] for a in ANDRINGAR])
def test_en_siffra_som_inte_ar_sin_cell_namns(siffror: Provbok, gammalt: str, nytt: str, sagt: str) -> None:
    html = visad(siffror)
    assert html.count(gammalt) == 1
    fel, efter = last(siffror, html.replace(gammalt, nytt))
    assert len(fel) == 1
    assert sagt in fel[0]
    assert re.findall(r"data-\w+", efter) == []


def test_en_andring_under_tabellens_minsta_skillnad_heter_ungefar_oforandrat(siffror: Provbok) -> None:
    siffror.skriv("data/2024/t.yml", dedent(UPPGIFTER) + "minsta_skillnad: {värde: '1,5', skäl: Få svar}\n")
    html = visad(siffror)
    assert last(siffror, html)[0] == []
    (fel,) = last(siffror, html.replace("</span> ungefär oförändrat", "</span> oförändrat"))[0]
    assert "från 81.4 till 82.4 är något annat" in fel


def test_en_fil_som_har_andrats_under_bygget_namns(siffror: Provbok) -> None:
    html = visad(siffror)
    siffror.andra("data/2024/t.csv", "15000", "15001")
    assert len(last(siffror, html)[0]) == 2, "i tabellen och i texten"


@pytest.mark.parametrize("falt", ["data-cell", "data-tabell"])
@pytest.mark.parametrize("varde", ["", "/", "///", "2024/t", "../../etc/passwd", "%2e%2e/x", "2024/t/a/b/c", "%"])
@pytest.mark.parametrize("tagg", ["data", "span", "table", "p"])
def test_pahittade_adresser_ger_ett_svar_och_inget_annat(siffror: Provbok, falt: str, varde: str, tagg: str) -> None:
    andra = "" if tagg != "data" else ' data-av="x" data-fast="x"'
    sida = f'<main><{tagg} value="1" {falt}="{varde}"{andra}><tbody><tr></tr></tbody>1</{tagg}></main>'
    fel, efter = last(siffror, sida)
    assert len(fel) == 1
    assert "data-" not in efter


def test_sidan_lases_i_efterbehandlingen(siffror: Provbok) -> None:
    svar = behandla(visad(siffror), "T", Facit(siffror.rot, siffror.las()))
    assert svar.brister == ()
    assert 'class="tabellruta"' in svar.html
    assert "data-cell" not in svar.html


def test_ett_bygge_med_en_fel_siffra_stoppas_och_ett_ratt_gar_igenom(siffror: Provbok) -> None:
    byggbar(siffror).skriv("docs/index.md", f"# Siffror\n\n{TEXT}\n| a | b |\n|---|---|\n"
                           '| x | {{ tal("t", "A|b [*_`]", "Antal", period="2024") }} |\n')  # fmt: skip
    ut = siffror.rot.parent / "ut"
    svar = mkdocs(siffror.rot, ut)
    assert svar.kod == 0, svar.fel
    byggd = "".join(f.read_text("utf-8") for f in (ut / "index.html", ut / "search/search_index.json"))
    assert re.findall(r"data-(?:cell|av|fast|tabell)", byggd) == []
    assert byggd.count(f">5{NBSP}418</data>") == 3
    siffror.andra("macros/miljo.py", "return str(svara(sammanhang, anrop))",
                  "return str(svara(sammanhang, anrop)).replace('418<', '481<')")  # fmt: skip
    svar = mkdocs(siffror.rot, ut)
    assert svar.kod == 1
    assert "docs/index.md: Siffran 5 481 stämmer inte med sin cell" in svar.fel


def test_tabellen_vid_ett_diagram_lases_ocksa_tillbaka(siffror: Provbok) -> None:
    siffror.skriv("docs/index.md", '# D\n\n{{ diagram("t", kolumner=["Antal"], period="2024") }}\n')
    figur = visad(siffror)
    assert last(siffror, figur)[0] == []
    (fel,) = last(siffror, figur.replace('<data value="5418">', '<data value="5419">'))[0]
    assert "5419" in fel

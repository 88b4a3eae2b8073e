"""The repository's own handbook, built as users build it, and read back as readers and search engines read it."""

import html as entiteter
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from handbok import adresser
from handbok.adresser import kortadress
from handbok.historik import med_historik
from handbok.inlasning import las_handbok
from handbok.inlasning.tabeller import tolka
from handbok.kontroller import kor as kor_regler
from handbok.lagesbild import lagesbild
from handbok.modell import Dokument, Handbok
from handbok.publicering.bygge import Byggfel, bygg
from handbok.publicering.gjorda import gjorda
from handbok.urval import offentlig
from tests.conftest import DATUM, GRUND, RUTIN, Provbok, Svar
from tests.sajt import ROT, alla_texter, brutna, byggbar, las_sidor, mkdocs
from tests.test_historik import NY, andra

Kommando = Callable[..., Svar]
# What differs between two builds of the same day, which shall be the same byte for byte.
_HAR = {"TZ": "Europe/Stockholm", "PYTHONHASHSEED": "1"}
_DAR = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1000000000", "LC_ALL": "C"}
BYGGEN: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "intern": ((), _HAR),
    "publik": (("--publik",), _HAR),
    "intern-igen": ((), _DAR),
    "publik-igen": (("--publik",), _DAR),
}


@pytest.fixture(scope="module")
def kor() -> Kommando:
    """The command as a process of its own, in the repository."""
    import subprocess
    import sys

    def kor_(*argument: str, cwd: Path = ROT, **miljo: str) -> Svar:
        svar = subprocess.run(
            [sys.executable, "-m", "handbok", *argument], cwd=cwd, capture_output=True, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", **miljo}, check=False,
        )  # fmt: skip
        return Svar(svar.returncode, svar.stdout, svar.stderr)

    return kor_


@dataclass(frozen=True)
class Sajt:
    """A built site with its pages."""

    rot: Path
    sidor: Mapping[str, html.HtmlElement]


@pytest.fixture(scope="module")
def sajter(tmp_path_factory: pytest.TempPathFactory, kor: Kommando) -> Mapping[str, Sajt]:
    """The internal and the public site, each built twice on the same day in different surroundings."""
    mapp = tmp_path_factory.mktemp("sajter")

    def ett(namn: str) -> Svar:
        val, miljo = BYGGEN[namn]
        return kor("bygg", *val, "-o", str(mapp / namn), "--datum", DATUM, **miljo)

    with ThreadPoolExecutor(2) as samtidigt:
        for svar in samtidigt.map(ett, BYGGEN):
            assert svar.kod == 0, svar.ut + svar.fel
    return {namn: Sajt(mapp / namn, las_sidor(mapp / namn)) for namn in BYGGEN}


@pytest.fixture(scope="module")
def hel() -> Handbok:
    """The repository's handbook with its history."""
    return med_historik(las_handbok(ROT, date.fromisoformat(DATUM)), ROT)


@pytest.mark.parametrize("namn", ["intern", "publik"])
def test_alla_lankar_och_ankare_leder_nagonstans(sajter: Mapping[str, Sajt], namn: str) -> None:
    assert len(sajter[namn].sidor) > 30
    assert brutna(sajter[namn].rot, sajter[namn].sidor) == []


def adress(fil: str) -> str:
    """The file of a page in the site."""
    return adresser.adress(adresser.sajtfil(fil) or fil) + "index.html"


def test_varje_sida_gar_att_redigera_dar_den_star_i_arkivet(sajter: Mapping[str, Sajt], hel: Handbok) -> None:
    fel = []
    for text in hel.texter:
        lankar = sajter["intern"].sidor[adress(text.fil)].xpath("//a[@rel='edit']/@href")
        if [lank.partition("/edit/main/")[2] for lank in lankar] != [text.fil]:
            fel.append((text.fil, lankar))
        assert (ROT / text.fil).is_file()
    assert fel == []


def test_allmanheten_har_alla_publika_sidor_och_inga_andra(sajter: Mapping[str, Sajt], hel: Handbok) -> None:
    publik = offentlig(hel)
    egna = {adress(t.fil) for t in publik.texter}
    gjorda_ = {adress(g.sida.fil) for g in gjorda(publik, lagesbild(hel, kor_regler(hel))) if g.sida.publik}
    korta = {f"{kortadress(d.id)}index.html" for d in publik.dokument}
    assert set(sajter["publik"].sidor) == {"404.html", *egna, *gjorda_, *korta}


def test_startsidan_leder_personalen_vidare_dar_sidorna_finns(sajter: Mapping[str, Sajt]) -> None:
    genvagar = {namn: sajt.sidor["index.html"].xpath("//p[@class='genvagar']/a/@href") for namn, sajt in sajter.items()}
    assert genvagar["intern"] == ["mina-rutiner/", "laget/", "arshjul/"]
    assert genvagar["publik"] == []


def prosa(text: str) -> list[str]:
    """The sentences of a text, without Markdown's signs and macros."""
    ren = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\{[^}]*\}+|<[^>]*>", "\n", text))
    bitar = (bit for rad in ren.split("\n") for bit in re.split(r"(?<=[.:?]) |\|", rad))
    return [re.sub(r"^[\s>|#*.\d-]+|[*_`|]", "", bit).strip() for bit in bitar]


def publikt_lasbart(sajt: Sajt) -> Iterator[tuple[str, str]]:
    """Each file as anyone can read it: as it is, with entities and escapes undone, and pages as text."""
    for fil, text in alla_texter(sajt.rot):
        if fil.startswith("assets/javascripts/"):
            continue  # the theme's own
        delar = [fil, text, entiteter.unescape(text)]
        if fil.endswith(".json"):
            delar.append(entiteter.unescape(json.dumps(json.loads(text), ensure_ascii=False)))
        if fil in sajt.sidor:
            delar.append(" ".join(sajt.sidor[fil].text_content().split()))
        yield fil, "\n".join(delar)


def test_inget_internt_star_nagonstans_i_det_publika(sajter: Mapping[str, Sajt], hel: Handbok) -> None:
    publik = offentlig(hel)
    visas = {t.fil for t in publik.texter}
    dolda = [t for t in hel.texter if t.fil not in visas]
    assert len(dolda) >= 10
    synligt = "\n".join(rad for t in publik.texter for rad in (t.titel, *prosa(t.text)))
    hemligt = {t.titel for t in dolda} | {f"{adresser.adress(adresser.sajtfil(t.fil) or '')}" for t in dolda}
    hemligt |= {m for t in hel.texter for m in prosa(t.text) if len(m) >= 40 and m not in synligt}
    hemligt |= {t.fil for t in dolda} | {t.fil.rsplit("/", 1)[-1] for t in dolda if isinstance(t, Dokument)}
    ids = re.compile(
        "|".join(rf"(?<![\w-]){re.escape(t.id)}(?![\w-])" for t in dolda if isinstance(t, Dokument) and "-" in t.id)
    )
    assert len(hemligt) > 200
    lackor = []
    for fil, text in publikt_lasbart(sajter["publik"]):
        lackor += [(fil, h) for h in hemligt if h in text] + [(fil, t[0]) for t in ids.finditer(text)]
    assert lackor == []
    internt = "\n".join(text for _, text in publikt_lasbart(sajter["intern"]))
    assert [t.titel for t in dolda if t.titel not in internt] == []


def test_det_publika_har_ingen_vag_till_arkivet(sajter: Mapping[str, Sajt]) -> None:
    arkiv = re.search(r"^repo_url: https://(\S+?)/?$", (ROT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert arkiv is not None
    for namn, finns in (("publik", False), ("intern", True)):
        traffar = [
            f for f, t in publikt_lasbart(sajter[namn]) if re.search(rf"{re.escape(arkiv[1])}|edit/main|rel=.edit", t)
        ]
        assert bool(traffar) == finns, traffar


@pytest.mark.parametrize("namn", ["intern", "publik"])
def test_varje_siffra_skrivs_som_sitt_varde(sajter: Mapping[str, Sajt], namn: str) -> None:
    fel, antal = [], 0
    for fil, sida in sajter[namn].sidor.items():
        for data in sida.xpath("//data[@value]"):
            text = str(data.text_content())
            siffror = re.match(r"[−\d][\d\u00a0]*(?:,\d+)?", text)
            antal += 1
            if siffror is None or tolka(siffror[0].strip("\u00a0"), "antal") != Decimal(data.get("value")):
                fel.append((fil, data.get("value"), text))
    assert fel == []
    assert antal > 300


@pytest.mark.parametrize("namn", ["intern", "publik"])
def test_samma_dag_ger_samma_bytes_var_den_an_byggs(sajter: Mapping[str, Sajt], namn: str) -> None:
    def innehall(rot: Path) -> dict[str, bytes]:
        return {f.relative_to(rot).as_posix(): f.read_bytes() for f in rot.rglob("*") if f.is_file()}

    en, en_annan = innehall(sajter[namn].rot), innehall(sajter[f"{namn}-igen"].rot)
    assert set(en) == set(en_annan)
    assert [fil for fil in en if en[fil] != en_annan[fil]] == []


def test_ingen_sida_har_ett_fel_eller_en_mall_kvar(sajter: Mapping[str, Sajt]) -> None:
    for fil, sida in sajter["intern"].sidor.items():
        assert sida.xpath("//*[@class='makrofel']") == [], fil
        prosan = "".join(sida.xpath("//article//text()[not(ancestor::code or ancestor::pre)]"))
        assert re.findall(r"\{[{%]\s*\w+.*", prosan.replace("{{ och }}", "")) == [], fil


def test_varje_dokument_sager_sitt_lage_den_dagen(sajter: Mapping[str, Sajt], hel: Handbok) -> None:
    for dok in hel.dokument:
        (ruta,) = sajter["intern"].sidor[adress(dok.fil)].xpath("//div[@aria-label='Dokumentets läge']")
        assert "Läget den 21 november 2026." in ruta.text_content(), dok.fil


def test_handboken_gar_att_bygga_om_tio_ar(tmp_path: Path, kor: Kommando) -> None:
    svar = kor("bygg", "-o", str(tmp_path / "ut"), "--datum", "2036-01-01")
    assert svar.kod == 0, svar.ut + svar.fel
    assert "Skulle ha setts över senast den" in (tmp_path / "ut/rutiner/fall/index.html").read_text("utf-8")


def test_generatorn_ensam_racker(tmp_path: Path) -> None:
    svar = mkdocs(ROT, tmp_path / "ut", HANDBOK_DATUM="")
    assert svar.kod == 0, svar.fel
    assert (tmp_path / "ut/rutiner/fall/index.html").is_file()


# ---- A small handbook: what happens when a build must not succeed ----------------------------------------------------


def filer(mapp: Path) -> dict[str, bytes]:
    """Everything in a folder, hidden files too."""
    return {f.relative_to(mapp).as_posix(): f.read_bytes() for f in mapp.rglob("*") if f.is_file()}


def test_ett_bygge_som_vagras_lamnar_den_gamla_sajten_orord(bok: Provbok, kor: Kommando, tmp_path: Path) -> None:
    byggbar(bok)
    ut = tmp_path / "publicerat/sajt"
    forsta = kor("bygg", "-o", str(ut), "--datum", DATUM, cwd=bok.rot)
    assert forsta.kod == 0, forsta.ut + forsta.fel
    fore = filer(tmp_path / "publicerat")

    bok.skriv("rutiner/trasig.md", RUTIN.replace("status: gällande", "status: klar"))
    svar = kor("bygg", "-o", str(ut), "--datum", DATUM, cwd=bok.rot)
    assert svar.kod == 1
    assert "rutiner/trasig.md:4:9: META003" in svar.ut
    assert "Webbplatsen byggdes inte." in svar.fel
    assert filer(tmp_path / "publicerat") == fore

    bok.skriv("rutiner/trasig.md", RUTIN.replace("1. Ring", "<script>alert(1)</script>\n\n1. Ring"))
    svar = kor("bygg", "-o", str(ut), "--datum", DATUM, cwd=bok.rot)
    assert svar.kod == 2
    assert "rutiner/trasig.md: Sidan innehåller elementet <script>" in svar.fel
    assert filer(tmp_path / "publicerat") == fore


def test_utan_git_byggs_sajten_och_sager_att_historiken_ar_okand(bok: Provbok, kor: Kommando, tmp_path: Path) -> None:
    andra(byggbar(bok), NY)
    svar = kor("bygg", "-o", str(tmp_path / "ut"), "--datum", DATUM, cwd=bok.rot, PATH=str(tmp_path))
    assert svar.kod == 0, svar.ut + svar.fel
    text = (tmp_path / "ut/rutiner/fall/index.html").read_text("utf-8")
    assert "Till dess gäller den tidigare texten, om det finns en. Den kan inte visas här: Programmet git finns inte på datorn." in text


@pytest.mark.parametrize("mal", [".", "..", "docs", "../annat", "../fil.txt"])
def test_ett_bygge_skriver_inte_over_annat_an_en_webbplats(bok: Provbok, mal: str) -> None:
    bok.skriv("docs/index.md", "# Start\n").skriv("../annat/viktigt.txt", "Viktigt").skriv("../fil.txt", "Viktigt")
    fore, handbok = filer(bok.rot.parent), bok.las()
    with pytest.raises(Byggfel, match=r"Välj en (annan|tom eller ny) mapp"):
        bygg(bok.rot, bok.rot / mal, handbok, lagesbild(handbok, kor_regler(handbok)), publik=False)
    assert filer(bok.rot.parent) == fore


def test_en_mapp_som_saknas_ar_inget_hinder(tmp_path: Path, kor: Kommando) -> None:
    """A municipality that has routines but no processes yet, and no tables."""
    bok = byggbar(Provbok(tmp_path / "bok"))
    for fil in ("data/organisation.yml", "data/lagar/forfattningar.yml", "data/krav/krav.yml", "rutiner/fall.md"):
        bok.skriv(fil, GRUND[fil])
    svar = kor("bygg", "--publik", "--datum", DATUM, cwd=bok.rot)
    assert svar.kod == 0, svar.ut + svar.fel
    assert "Webbplatsen finns i site-publik." in svar.ut
    assert (bok.rot / "site-publik/rutiner/fall/index.html").is_file()

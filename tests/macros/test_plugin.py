"""The plugin: documents become pages, hostile HTML never does, and the public site holds only what is public."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html
from mkdocs.exceptions import PluginError

from handbok.publicering.efterbehandling import INNEHALL
from macros.plugin import _dag, _synlig
from tests.conftest import GRUND, RUTIN, Provbok, Svar
from tests.registerdata import ARSHJUL
from tests.sajt import alla_texter, brutna, byggbar, las_sidor, mkdocs
from tests.sajt_elak import ELAK_HTML
from tests.test_historik import NY, andra, git, spara

REPO = "https://git.exempelkommun.se/kvalitetshandboken/edit/main/"
INTERN = RUTIN.replace("publicering: publik", "publicering: intern")


class Sajt(NamedTuple):
    """A built site and its pages."""

    rot: Path
    sidor: Mapping[str, html.HtmlElement]

    def sida(self, adress: str) -> html.HtmlElement:
        """A page by its address."""
        return self.sidor[f"{adress}index.html"]

    def artikel(self, adress: str) -> html.HtmlElement:
        """The page's own content."""
        return self.sida(adress).xpath("//article")[0]


def skriv_provsajt(bok: Provbok) -> Provbok:
    """A handbook with one of everything the plugin must handle."""
    byggbar(bok)
    for fil, innehall in GRUND.items():
        if fil not in ("mkdocs.yml", "rutiner/fall.md"):
            bok.skriv(fil, innehall)
    bok.skriv(
        "rutiner/natt/fall.md",
        RUTIN.replace("titel: Fall", 'titel: "{{ 7*7 }} <b>Fall</b>"\nsökord: ["<i>ramlat</i>"]'),
    )
    bok.andra("rutiner/natt/fall.md", "1. Ring 112", "Se [om](../../docs/om/x.md#lista).\n\n1. Ring 112")
    bok.skriv("rutiner/ny.md", RUTIN.replace("titel: Fall", "titel: Ny"))
    git(bok.rot, "init")
    spara(bok)
    andra(bok, NY, "rutiner/ny.md")
    bok.skriv(
        "rutiner/hemlig.md", INTERN.replace("titel: Fall", "titel: Hemlig rutin").replace("Ring 112", "Gå till rum nio")
    )
    bok.andra("processer/stod.md", "rutiner: [fall]", "rutiner: [fall, hemlig]")
    bok.skriv("docs/om/steg.md", "# Steg\n\n1. Ring.\n2. Vänta.\n")
    bok.skriv("docs/om/x.md", """\
        # Om *oss* & <em>er</em> {{ fast(3) }}

        <a class="k" href="../../rutiner/natt/fall.md#gor-sa-har">Fall</a> och [hem](../index.md), ![b](../bild.png "B")

        <!-- Hemligt skäl -->
        ## Lista {#lista}

        {{ rutiner() }}
        Raden efter listan.
        """)  # fmt: skip
    bok.andra("data/organisation.yml", "kod: 0114", "kod: 0114, e_post: kvalitet@provkommun.se")
    bok.skriv("data/register/arshjul.yml", ARSHJUL)
    bok.skriv("docs/intern/sida.md", "# Internt\n\n[bilaga](bilaga.pdf)\n").skriv("docs/intern/bilaga.pdf", b"rum nio")
    return bok.skriv("docs/bild.png", b"x").skriv("docs/.gomd/x.txt", b"gomd")


@pytest.fixture(scope="module")
def provsajt(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Sajt]:
    """The same small handbook built for those who work in it, and for the public."""
    mapp = tmp_path_factory.mktemp("provsajt")
    bok = skriv_provsajt(Provbok(mapp / "bok"))
    sajter = {}
    for publik in (False, True):
        ut = mapp / f"ut-{publik}"
        svar = mkdocs(bok.rot, ut, HANDBOK_PUBLIK=str(publik).lower())
        assert svar.kod == 0, svar.fel
        sajter[publik] = Sajt(ut, las_sidor(ut))
    return sajter


@pytest.fixture
def intern(provsajt: dict[bool, Sajt]) -> Sajt:
    """The site of those who work in the handbook."""
    return provsajt[False]


@pytest.fixture
def publik(provsajt: dict[bool, Sajt]) -> Sajt:
    """The site of the public."""
    return provsajt[True]


def test_dokumenten_ar_sidor_vars_adress_bara_ar_id(intern: Sajt) -> None:
    assert {a for a in intern.sidor if a.startswith(("rutiner/", "processer/"))} == {
        "rutiner/fall/index.html", "rutiner/hemlig/index.html", "rutiner/ny/index.html", "processer/stod/index.html",
    }  # fmt: skip


def test_laget_och_kalendrarna_finns_bara_internt(intern: Sajt, publik: Sajt) -> None:
    egna = {"laget/index.html", "arshjul.ics", "arshjul/enhetschef.ics", "arshjul/verksamhetschef.ics"}
    for sajt, finns in ((intern, egna), (publik, set())):
        assert {f.relative_to(sajt.rot).as_posix() for f in sajt.rot.rglob("*")} & egna == finns
    assert b"Skriv rapporten" in (intern.rot / "arshjul/enhetschef.ics").read_bytes()


@pytest.mark.parametrize("vem", [False, True])
def test_alla_lankar_och_ankare_leder_nagonstans(provsajt: dict[bool, Sajt], vem: bool) -> None:
    assert brutna(*provsajt[vem]) == []


@pytest.mark.parametrize(
    ("adress", "fil"),
    [
        ("rutiner/fall/", "rutiner/natt/fall.md"), ("processer/stod/", "processer/stod.md"), ("om/x/", "docs/om/x.md"),
        ("", "docs/index.md"), ("intern/sida/", "docs/intern/sida.md"),
    ],
)  # fmt: skip
def test_redigera_leder_till_filen_i_arkivet(intern: Sajt, adress: str, fil: str) -> None:
    assert intern.sida(adress).xpath("//a[@rel='edit']/@href") == [REPO + fil]


def test_menyn_ar_ett_enda_landmarke_dar_varje_avsnitt_bar_sina_sidor(intern: Sajt) -> None:
    sida = intern.sida("om/x/")
    [meny] = sida.xpath("//nav[@class='meny']")
    assert not meny.xpath(".//nav | .//label | .//button")
    assert len(meny.xpath(".//details/summary")) == len(meny.xpath(".//details/ul[li//a]")) > 1
    assert [d.findtext("summary") for d in meny.xpath(".//details[@open]")] == ["Om"]
    assert not sida.xpath("//link[@rel='prev' or @rel='next']")
    assert sida.xpath("//a[@class='md-skip']/@href") == [f"#{INNEHALL}"]
    assert [(e.tag, e.get("tabindex")) for e in sida.xpath(f"//*[@id='{INNEHALL}']")] == [("article", "-1")]


def test_sidan_du_ar_pa_ar_utmarkt_i_menyn(intern: Sajt) -> None:
    assert [a.text_content().strip() for a in intern.sida("").xpath("//nav//a[@aria-current='page']")] == ["Start"]


def test_en_rubriks_titel_blir_ren_text_och_ett_sidhuvuds_titel_ar_bokstavlig(intern: Sajt) -> None:
    assert intern.sida("om/x/").findtext(".//title").startswith("Om oss & er 3 - ")
    assert intern.sida("rutiner/fall/").findtext(".//title").startswith("{{ 7*7 }} <b>Fall</b> - ")
    assert intern.artikel("rutiner/fall/").findtext("h1") == "{{ 7*7 }} <b>Fall</b>"
    assert intern.artikel("rutiner/fall/").xpath(".//h1/b") == []


def test_sidhuvudet_nar_aldrig_generatorn(intern: Sajt) -> None:
    text = intern.artikel("rutiner/fall/").text_content()
    assert "översyn_senast" not in text
    assert "publicering" not in text


def test_ett_makros_lista_sluter_sig_om_sig_sjalv(intern: Sajt) -> None:
    efter = intern.artikel("om/x/").xpath(".//ul[@class='dokumentlista']/following-sibling::p[1]")
    assert [p.text_content() for p in efter] == ["Raden efter listan."]


def test_den_beslutade_rutinen_visar_forst_den_version_som_galler(intern: Sajt) -> None:
    text = intern.artikel("rutiner/ny/").text_content()
    assert text.index("Version 1.0 står först på sidan.") < text.index("Ring 112") < text.index("Ring larmcentralen")


def test_allmanheten_ser_bara_den_version_som_galler(publik: Sajt) -> None:
    text = publik.artikel("rutiner/ny/").text_content()
    assert "Gäller sedan den 1 april 2026" in text
    assert "Ring 112" in text
    assert not any("larmcentralen" in innehall for _, innehall in alla_texter(publik.rot))


def test_kommentarer_foljer_inte_med(intern: Sajt) -> None:
    assert not any("Hemligt skäl" in innehall for _, innehall in alla_texter(intern.rot))


def test_sokorden_star_i_registret_som_text(intern: Sajt) -> None:
    index = json.loads((intern.rot / "search/search_index.json").read_text("utf-8"))["docs"]
    fall = [d for d in index if d["location"].startswith("rutiner/fall/")]
    assert "<i>ramlat</i>" in fall[0]["tags"]
    assert fall[0]["title"] == "{{ 7*7 }} <b>Fall</b>"
    assert not any("Läget den" in d["text"] for d in fall)


@pytest.mark.parametrize(
    "hemligt",
    ["hemlig", "Hemlig rutin", "rum nio", "intern/", "bilaga", "Internt", "git.exempelkommun", "edit/main", "regler"],
)
def test_inget_internt_star_nagonstans_i_det_publika(publik: Sajt, intern: Sajt, hemligt: str) -> None:
    # The theme's own files hold no content; what is left is pages, the search index, the map of the site.
    def traffar(sajt: Sajt) -> list[str]:
        return [f for f, t in alla_texter(sajt.rot) if not f.startswith("assets/") and hemligt in f + t]

    assert traffar(publik) == []
    assert traffar(intern) != []


def test_dolda_filer_publiceras_inte(intern: Sajt) -> None:
    assert not any("gomd" in f + t for f, t in alla_texter(intern.rot))


def test_rollernas_sidor_finns_bara_internt(intern: Sajt, publik: Sajt) -> None:
    artikel = intern.artikel("mina-rutiner/roll/underskoterska/")
    dokument = {a.rstrip("/").rsplit("/", 1)[1] for a in artikel.xpath(".//a/@href") if "/rutiner/" in a}
    assert dokument == {"fall", "hemlig", "ny"}
    assert not (publik.rot / "mina-rutiner").exists()


def test_en_gjord_sida_soks_pa_sitt_namn_men_inte_pa_det_den_listar(intern: Sajt) -> None:
    index = json.loads((intern.rot / "search/search_index.json").read_text("utf-8"))["docs"]
    (roll,) = [d for d in index if d["location"] == "mina-rutiner/roll/underskoterska/"]
    assert roll["title"] == "Undersköterska – mina rutiner"
    assert roll["text"].startswith("Rollen Undersköterska ska kunna")
    assert not [d for d in index if d["location"].startswith("mina-rutiner/roll/underskoterska/#")]


def test_en_rolls_sida_sager_hur_rollen_nas(intern: Sajt) -> None:
    artikel = intern.artikel("mina-rutiner/roll/enhetschef/")
    assert artikel.xpath(".//a[@href='mailto:enhetschef@provkommun.se']")


def test_varje_dokument_har_en_kort_adress_som_leder_till_sidan(intern: Sajt, publik: Sajt) -> None:
    for sajt, idn in ((intern, {"fall", "ny", "hemlig", "stod"}), (publik, {"fall", "ny", "stod"})):
        assert {fil.name for fil in (sajt.rot / "r").iterdir()} == idn
        for id_ in idn:
            (lank,) = sajt.sida(f"r/{id_}/").xpath("//a/@href")
            assert (sajt.rot / "r" / id_ / lank / "index.html").resolve().is_file()


def test_fran_varje_sida_och_steg_gar_det_att_skriva_internt_till_agaren_publikt_till_kommunen(
    intern: Sajt, publik: Sajt
) -> None:
    for sajt, till in ((intern, "mailto:enhetschef@provkommun.se?"), (publik, "mailto:kvalitet@provkommun.se?")):
        lankar = sajt.artikel("rutiner/fall/").xpath(".//*[@class='synpunkt']/a/@href | .//a[@class='stegfel']/@href")
        assert len(lankar) == 2
        assert all(lank.startswith(till) for lank in lankar)
        assert sajt.artikel("om/x/").xpath(".//*[@class='synpunkt']/a/@href")[0].startswith("mailto:kvalitet@provkommun.se?")
        steg = sajt.artikel("om/steg/").xpath(".//ol/li[starts-with(@id, 's-')]/a[@class='stegfel']/@href")
        assert [lank.startswith("mailto:kvalitet@provkommun.se?") for lank in steg] == [True, True]
        assert not sajt.artikel("om/x/").xpath(".//a[@class='stegfel']")


# ---- Builds that must be refused ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def elakt_bygge(tmp_path_factory: pytest.TempPathFactory) -> tuple[Svar, Sajt]:
    """A build of pages with hostile HTML, and what came out of it all the same."""
    mapp = tmp_path_factory.mktemp("elak")
    bok = byggbar(Provbok(mapp / "bok"))
    for fil in ("data/organisation.yml", "rutiner/fall.md"):
        bok.skriv(fil, GRUND[fil])
    for namn, kod in ELAK_HTML.items():
        bok.skriv(f"docs/elak/{namn}.md", f"# Sida\n\n{kod}\n".encode())
    bok.skriv('docs/elak/x" onmouseover="alert(1).md', "# Sida\n").skriv("docs/bild.png", b"x")
    bok.skriv(
        "docs/elak/entiteter.md",
        "# &lt;script&gt;alert(1)&lt;/script&gt;\n\n## &lt;img src=x onerror=alert(1)&gt;\n\nText.\n",
    )
    (mapp / "utanfor").mkdir()
    (mapp / "utanfor/losenord.txt").write_text("losenordet")
    (bok.rot / "docs/mapp").symlink_to(mapp / "utanfor")
    (bok.rot / "docs/lank.txt").symlink_to(mapp / "utanfor/losenord.txt")
    svar = mkdocs(bok.rot, mapp / "ut")
    return svar, Sajt(mapp / "ut", las_sidor(mapp / "ut"))


def test_ett_strikt_bygge_vagrar_och_namner_varje_sida(elakt_bygge: tuple[Svar, Sajt]) -> None:
    svar, _ = elakt_bygge
    assert svar.kod != 0
    assert "Traceback" not in svar.fel
    assert [
        n
        for n in ELAK_HTML
        if not re.search(rf"docs/elak/{n}\.md(:3:\d+: LNK001|: Sidan innehåller|: Länken) ", svar.fel)
    ] == []


@pytest.mark.parametrize("namn", [*ELAK_HTML, 'x" onmouseover="alert(1)', "entiteter"])
def test_elak_html_nar_aldrig_sidan(elakt_bygge: tuple[Svar, Sajt], namn: str) -> None:
    _, sajt = elakt_bygge
    sida = sajt.sida(f"elak/{namn}/")
    (artikel,) = sida.xpath("//article")
    for element in artikel.xpath(".//*[not(ancestor-or-self::*[@rel='edit'])]"):
        assert element.tag not in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "link",
            "meta",
            "base",
            "xmp",
        }
    assert [str(a) for e in sida.iter() for a in e.attrib if str(a).startswith("on")] == []
    adresser = [
        str(v) for e in artikel.iter() for a, v in e.attrib.items() if a in ("href", "src", "srcset", "action", "ping")
    ]
    assert [a for a in adresser if re.match(r"\s*(java|vb|data)", a) or "elak.example" in a] == []
    ra = (sajt.rot / f"elak/{namn}/index.html").read_text("utf-8")
    assert "<!--" not in ra[ra.index("<article") : ra.index("</article")]


def test_lankar_ut_ur_handboken_publiceras_inte(elakt_bygge: tuple[Svar, Sajt]) -> None:
    svar, sajt = elakt_bygge
    assert "docs/mapp/losenord.txt: Filen är en länk" in svar.fel
    assert "docs/lank.txt: Filen är en länk" in svar.fel
    assert not any("losenord" in f + t for f, t in alla_texter(sajt.rot))


def test_en_sida_med_trasigt_sidhuvud_byggs_inte_och_det_som_star_dar_kors_inte(tmp_path: Path) -> None:
    bok = byggbar(Provbok(tmp_path / "bok")).skriv("data/organisation.yml", GRUND["data/organisation.yml"])
    bok.skriv("docs/a.md", "---\ntitel: [\n---\nText.\n")
    elak = f"<script>{{{{ cycler.__init__.__globals__.os.popen('touch {tmp_path}/kanarie').read() }}}}"
    bok.skriv("rutiner/fall.md", RUTIN.replace("status: gällande", f'status: "{elak}"').encode())
    svar = mkdocs(bok.rot, tmp_path / "ut")
    assert svar.kod != 0
    assert "docs/a.md:" in svar.fel
    assert "rutiner/fall.md:4:9: META003" in svar.fel
    assert not (tmp_path / "kanarie").exists()
    besked = (tmp_path / "ut/rutiner/fall/index.html").read_text("utf-8")
    assert "Dokumentet går inte att visa" in besked
    assert "&lt;script&gt;{{ cycler" in besked


# ---- Small pieces ---------------------------------------------------------------------------------------------------


def test_menyn_saknar_dolda_sidor_och_tomma_avsnitt() -> None:
    meny = ["index.md", {"A": ["a.md", {"B": ["b.md"]}]}, {"C": "c.md"}, {"D": ["d.md"]}]
    assert _synlig(meny, {"b.md", "c.md", "d.md"}) == ["index.md", {"A": ["a.md"]}]
    assert _synlig(None, {"b.md"}) is None


def test_dagen_kommer_utifran(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOK_DATUM", "2026-02-28")
    assert _dag().isoformat() == "2026-02-28"
    monkeypatch.setenv("HANDBOK_DATUM", "2026-02-30")
    with pytest.raises(PluginError, match='HANDBOK_DATUM är "2026-02-30"'):
        _dag()

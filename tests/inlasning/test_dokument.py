"""Headers and bodies of documents and pages: what each state requires, and where a fault stands."""

import unicodedata
from datetime import date
from textwrap import indent

import pytest

from handbok.inlasning.dokument import berattelseperiod, las_dokument, las_sida
from handbok.modell import Dokument, Lasfel, Remissvar, Sida, Steg
from tests.conftest import RUTIN, Provbok
from tests.stod import fynd, texter

FIL = "rutiner/fall.md"
UTKAST = "titel: Fall\ntyp: rutin\nstatus: utkast\nägare: enhetschef\n"
BESLUTAD = (
    "titel: Fall\ntyp: rutin\nstatus: gällande\nversion: 1.0\nägare: enhetschef\n"
    "datum: {fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: 2027-06-30}\n"
    "beslut: {av: verksamhetschef}\nlagrum: [SoL 5 kap. 1 §]\ngäller_för: {nivå: verksamhet}\n"
)
REMISS = UTKAST.replace("utkast", "remiss") + "version: 1.0\nremiss: {till: [enhetschef], svar_senast: 2026-12-31}\n"
UPPHAVD = UTKAST.replace("utkast", "upphävd") + "datum: {upphävd: 2026-05-01}\n"
PROCESS = "kategori: huvud\nprocessledare: enhetschef\nsyfte: Rätt stöd\naktiviteter: [{id: a, namn: A, roll: enhetschef}]\n"


def utan(rubrik: str, falt: str) -> str:
    """The header without the line of a field."""
    rader = rubrik.splitlines(keepends=True)
    kvar = [r for r in rader if not r.startswith(f"{falt}:")]
    assert len(kvar) == len(rader) - 1
    return "".join(kvar)


def las(rubrik: str, text: str = "Text.\n", fil: str = FIL) -> Dokument | list[Lasfel]:
    return las_dokument(f"---\n{rubrik}---\n{text}", fil)


def dokument(rubrik: str, text: str = "Text.\n") -> Dokument:
    svar = las(rubrik, text)
    assert isinstance(svar, Dokument), svar
    return svar


def fel(rubrik: str) -> list[str]:
    """`saknas 1:1 version saknas.`: every fault of a header."""
    svar = las(rubrik)
    assert isinstance(svar, list)
    return [f"{f.slag} {f.fynd.plats.rad}:{f.fynd.plats.kolumn} {f.fynd.text.split('. ')[0].rstrip('.')}" for f in svar]


@pytest.mark.parametrize("rubrik", [UTKAST, REMISS, BESLUTAD, UPPHAVD + "ersatt_av: x\n", UPPHAVD + "skäl_upphävd: x\n"])
def test_det_som_kravs_for_status_racker(rubrik: str) -> None:
    assert dokument(rubrik).titel == "Fall"


@pytest.mark.parametrize(
    ("rubrik", "falt"),
    [
        *((UTKAST, f) for f in ("titel", "typ", "status", "ägare")),
        *((REMISS, f) for f in ("titel", "typ", "ägare", "version", "remiss")),
        *((BESLUTAD, f) for f in ("titel", "typ", "ägare", "version", "datum", "beslut", "lagrum", "gäller_för")),
        *((UPPHAVD + "ersatt_av: x\n", f) for f in ("titel", "typ", "ägare", "datum")),
    ],
)
def test_varje_falt_som_status_kraver_saknas_pa_rad_1(rubrik: str, falt: str) -> None:
    assert fel(utan(rubrik, falt)) == [f"saknas 1:1 {falt} saknas"]


@pytest.mark.parametrize("inre", ["fastställd: 2026-03-12, ", "gäller_från: 2026-04-01, ", ", översyn_senast: 2027-06-30"])
def test_ett_datum_som_status_kraver_saknas_pa_raden_med_datum(inre: str) -> None:
    namn = inre.strip(", ").split(":")[0]
    assert fel(BESLUTAD.replace(inre, "")) == [f"saknas 7:1 datum.{namn} saknas"]


def test_en_uppgift_inuti_en_annan_saknas_pa_foraldern_s_rad() -> None:
    assert fel(BESLUTAD.replace("{av: verksamhetschef}", "{paragraf: § 1}")) == ["saknas 8:1 beslut.av saknas"]
    assert fel(BESLUTAD.replace("{nivå: verksamhet}", "{roller: [a]}")) == ["saknas 10:1 gäller_för.nivå saknas"]
    assert fel(UPPHAVD.replace("upphävd: 2026", "fastställd: 2026") + "ersatt_av: x\n") == [
        "saknas 6:1 datum.upphävd saknas"
    ]
    assert fel(REMISS.replace("till: [enhetschef], ", "")) == ["saknas 7:1 remiss.till saknas"]


def test_en_upphavd_utan_ersattare_och_skal_saknar_ett_av_dem() -> None:
    assert fel(UPPHAVD) == ["saknas 1:1 ersatt_av eller skäl_upphävd saknas"]


@pytest.mark.parametrize("typ", ["policy", "riktlinje", "anvisning", "instruktion", "mall", "plan", "överenskommelse"])
def test_bara_process_och_rutin_maste_ha_lagrum(typ: str) -> None:
    assert dokument(utan(BESLUTAD, "lagrum").replace("typ: rutin", f"typ: {typ}")).lagrum == ()


@pytest.mark.parametrize("rubrik", [REMISS, BESLUTAD])
@pytest.mark.parametrize("falt", ["kategori", "processledare", "syfte"])
def test_en_process_behover_sina_falt_fran_och_med_remiss(rubrik: str, falt: str) -> None:
    process = (rubrik + PROCESS).replace("typ: rutin", "typ: process")
    assert dokument(process).process
    assert fel(utan(process, falt)) == [f"saknas 1:1 {falt} saknas"]


def test_en_process_utan_aktiviteter_ar_en_annan_regels_sak() -> None:
    utan_aktiviteter = utan((BESLUTAD + PROCESS).replace("typ: rutin", "typ: process"), "aktiviteter")
    process = dokument(utan_aktiviteter).process
    assert process is not None
    assert process.aktiviteter == ()


def test_ett_utkast_till_process_behover_bara_titel_typ_status_och_agare() -> None:
    assert dokument(UTKAST.replace("typ: rutin", "typ: process")).process


@pytest.mark.parametrize("falt", ["kategori: huvud", "processledare: x", "syfte: x", "startar_när: x", "resultat: x",
                                  "aktiviteter: [{id: a, namn: A, roll: b}]"])  # fmt: skip
def test_en_rutin_far_inte_ha_en_process_falt(falt: str) -> None:
    assert fel(UTKAST + falt + "\n") == [f"okänt fält 6:1 {falt.split(':')[0]} hör bara till dokument med typ: process"]


def test_en_felstavad_typ_ar_ett_enda_fel() -> None:
    process = (BESLUTAD + PROCESS).replace("typ: rutin", "typ: proces")
    assert [f.split(" är ")[0] for f in fel(process)] == ["fel värde 3:6 typ"]


def test_en_felstavad_status_ar_ett_enda_fel() -> None:
    assert [f.split(" är ")[0] for f in fel(BESLUTAD.replace("gällande", "galande"))] == ["fel värde 4:9 status"]


def test_nivan_enhet_kraver_enheter() -> None:
    assert dokument(BESLUTAD.replace("{nivå: verksamhet}", "{nivå: enhet, enheter: [almen]}")).galler_for.enheter
    for tom in ("{nivå: enhet}", "{nivå: enhet, enheter: []}"):
        assert fel(BESLUTAD.replace("{nivå: verksamhet}", tom)) == ["saknas 10:1 gäller_för.enheter saknas"]


@pytest.mark.parametrize("tomt", ["", "[]", '""', "# anmärkning"])
def test_ett_falt_utan_varde_raknas_som_utelamnat(tomt: str) -> None:
    assert fel(BESLUTAD.replace("lagrum: [SoL 5 kap. 1 §]", f"lagrum: {tomt}")) == ["saknas 1:1 lagrum saknas"]


@pytest.mark.parametrize(
    ("skrivet", "menat"),
    [("ägar", "ägare"), ("sokord", "sökord"), ("lagrun", "lagrum"), ("Titel", "titel"), ("giltig_till", None)],
)
def test_ett_okant_falt_foreslar_det_narmaste(skrivet: str, menat: str | None) -> None:
    svar = las(UTKAST + f"{skrivet}: x\n")
    assert isinstance(svar, list)
    (ett,) = svar
    assert (ett.slag, ett.fynd.plats.rad, ett.fynd.plats.kolumn) == ("okänt fält", 6, 1)
    assert ett.fynd.text == f"Fältet {skrivet} finns inte."
    if menat:
        assert ett.fynd.gor_sa_har == f"Menade du {menat}?"


@pytest.mark.parametrize("citat", ["", "'", '"'])
def test_text_star_som_den_ar_skriven_med_och_utan_citattecken(citat: str) -> None:
    def c(text: str) -> str:
        return f"{citat}{text}{citat}"

    rubrik = (
        f"titel: {c('0114')}\ntyp: {c('rutin')}\nstatus: {c('gällande')}\nversion: {c('1.10')}\nägare: {c('no')}\n"
        f"datum: {{fastställd: {c('2026-03-12')}, gäller_från: {c('2026-04-01')}, översyn_senast: {c('2027-06-30')}}}\n"
        f"beslut: {{av: {c('2024')}, paragraf: {c('20')}, diarienummer: {c('SN 2017:30')}}}\n"
        f"lagrum: [{c('2017:30')}]\ngäller_för: {{nivå: {c('förvaltning')}}}\nsökord: [{c('nej')}, {c('null')}]\n"
        f"ändringar: [{{version: {c('2.1')}, datum: {c('2026-03-12')}, vad: {c('true')}, betydande: {c('true')}}}]\n"
    )
    dok = dokument(rubrik)
    assert (dok.titel, dok.version, dok.agare, dok.lagrum) == ("0114", "1.10", "no", ("2017:30",))
    assert dok.beslut is not None
    assert (dok.beslut.av, dok.beslut.paragraf, dok.beslut.diarienummer) == ("2024", "20", "SN 2017:30")
    assert dok.sokord == ("nej", "null")
    assert (dok.andringar[0].version, dok.andringar[0].vad, dok.andringar[0].betydande) == ("2.1", "true", True)
    assert dok.faststalld == date(2026, 3, 12)


def test_hela_rubriken_kommer_med() -> None:
    dok = dokument(
        REMISS.replace("typ: rutin", "typ: process").replace("2026-12-31}", "2026-12-31, svar:"
        " [{från: enhetschef, datum: 2026-12-01, text: Bra}]}")
        + "granskad: {datum: 2026-09-01, av: enhetschef}\nersätter: [a, b]\npublicering: publik\n"
        "undantag: [{kod: LAG003, gäller: SoL, skäl: Tillsyn, till: 2027-06-30}]\nkategori: stöd\n"
        "processledare: enhetschef\nsyfte: S\nstartar_när: N\nresultat: R\naktiviteter:\n"
        "  - {id: a, namn: A, roll: enhetschef, rutiner: [fall], sedan: [{till: b, när: Ja}, {till: a}]}\n"
        "  - {id: b, namn: B, roll: enhetschef, rutin_behövs_inte: Självklart, samverkan: [region], delprocess: p}\n"
    )  # fmt: skip
    assert dok.remiss is not None
    assert (dok.remiss.till, dok.remiss.svar_senast) == (("enhetschef",), date(2026, 12, 31))
    assert dok.remiss.svar == (Remissvar("enhetschef", date(2026, 12, 1), "Bra"),)
    assert dok.granskad is not None
    assert (dok.granskad.datum, dok.granskad.av) == (date(2026, 9, 1), "enhetschef")
    assert (dok.ersatter, dok.publik) == (("a", "b"), True)
    (undantag,) = dok.undantag
    assert (undantag.kod, undantag.galler, undantag.till) == ("LAG003", "SoL", date(2027, 6, 30))
    assert (undantag.plats.rad, undantag.plats.kolumn) == (11, 12)
    assert dok.process is not None
    a, b = dok.process.aktiviteter
    assert (a.rutiner, a.sedan) == (("fall",), (Steg("b", "Ja"), Steg("a", None)))
    assert (b.rutin_behovs_inte, b.samverkan, b.delprocess) == ("Självklart", ("region",), "p")
    assert (dok.process.startar_nar, dok.process.resultat) == ("N", "R")


def test_utelamnad_publicering_ar_intern() -> None:
    assert not dokument(UTKAST).publik


def test_brodtexten_borjar_pa_sin_rad() -> None:
    dok = dokument(UTKAST, "## Rubrik\n\n---\n\nText.\n")
    assert dok.text == "## Rubrik\n\n---\n\nText.\n"
    assert dok.textrad == 7


@pytest.mark.parametrize("kant", ["---", "---  ", "---\t"])
def test_blanksteg_efter_strecken_spelar_ingen_roll(kant: str) -> None:
    assert isinstance(las_dokument(f"{kant}\n{UTKAST}{kant}\nText.\n", FIL), Dokument)


def test_en_brodtext_far_vara_tom() -> None:
    assert dokument(UTKAST, "").text == ""


@pytest.mark.parametrize("text", ["", "# Fall\n", "\n---\n" + UTKAST + "---\n", "---", "--- \n" + UTKAST, "--\n" + UTKAST])
def test_ett_dokument_utan_helt_sidhuvud_ar_olasbart_pa_rad_1(bok: Provbok, text: str) -> None:
    assert fynd(bok.skriv(FIL, text)) == [f"META001 {FIL}:1:1"]


def test_ett_tomt_sidhuvud_saknar_allt(bok: Provbok) -> None:
    bok.skriv(FIL, "---\n# inget\n---\n")
    assert fynd(bok) == [f"META002 {FIL}:1:1"] * 4


@pytest.mark.parametrize(
    ("gammalt", "nytt", "plats"),
    [
        ("titel: Fall", 'titel: "Fall', "2:8"),
        ("titel: Fall", "titel: Fall: vad göra", "2:12"),
        ("typ: rutin", "\ttyp: rutin", "3:1"),
        ("typ: rutin", "typ: rutin\ntyp: rutin", "4:1"),
        ("typ: rutin", "typ: &t rutin", "3:6"),
        ("typ: rutin", "typ: *t", "3:6"),
        ("typ: rutin", "typ: !!str rutin", "3:6"),
        ("typ: rutin", "--- x\ntyp: rutin", "3:1"),
        ("titel: Fall", "titel: " + "[" * 40, "2:20"),
    ],
)
def test_en_rubrik_som_inte_gar_att_lasa_ar_olasbar_pa_sin_plats(
    bok: Provbok, gammalt: str, nytt: str, plats: str
) -> None:
    assert fynd(bok.andra(FIL, gammalt, nytt)) == [f"META001 {FIL}:{plats}"]


@pytest.mark.parametrize("radslut", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_radslut_och_bom_andrar_varken_text_eller_platser(bok: Provbok, radslut: str, bom: bytes) -> None:
    ra = bom + RUTIN.replace("status: gällande", "status: klar").replace("\n", radslut).encode()
    assert fynd(bok.skriv(FIL, ra)) == [f"META003 {FIL}:4:9"]
    bok.skriv(FIL, bom + RUTIN.replace("\n", radslut).encode())
    dok = bok.las().hitta("fall")
    assert dok is not None
    assert dok.text == RUTIN.split("---\n")[2]


def test_ett_dokument_i_windows_kodning_ar_olasbart_vid_forsta_tecknet(bok: Provbok) -> None:
    bok.skriv(FIL, RUTIN.replace("ä", "a").replace("ö", "o").encode("cp1252"))
    plats = RUTIN.replace("ä", "a").replace("ö", "o").split("å")[0]
    assert fynd(bok) == [f"META001 {FIL}:{plats.count(chr(10)) + 1}:{len(plats) - plats.rfind(chr(10))}"]


@pytest.mark.parametrize("namn", ["Fall", "fall i hemmet", "fåll", "fall_", "-fall", "fall\nmer", ".fall.", "fall%20"])
def test_ett_filnamn_som_inte_duger_som_id_ar_ett_fel_varde(bok: Provbok, namn: str) -> None:
    fil = f"rutiner/a/{namn}.md"
    bok.skriv(fil, RUTIN)
    vantat = [] if namn.startswith(".") else [f"META003 {fil}:1:1"]
    assert fynd(bok) == vantat


def test_en_fil_med_stor_andelse_forbigas_inte(bok: Provbok) -> None:
    assert fynd(bok.skriv("rutiner/hygien.MD", RUTIN)) == ["META003 rutiner/hygien.MD:1:1"]


def test_en_rubrik_i_nfd_ar_samma_rubrik(bok: Provbok) -> None:
    assert fynd(bok.skriv(FIL, unicodedata.normalize("NFD", RUTIN))) == []


def sida(text: str, fil: str = "docs/sida.md") -> Sida:
    svar = las_sida(text, fil)
    assert isinstance(svar, Sida), svar
    return svar


def test_en_sida_far_sakna_sidhuvud_om_den_har_en_rubrik() -> None:
    ren = sida("Text\n\n# Rutiner per roll {#roller}\n")
    assert (ren.titel, ren.publik, ren.textrad) == ("Rutiner per roll", True, 1)


def test_en_sida_utan_sidhuvud_och_rubrik_ar_olasbar(bok: Provbok) -> None:
    assert fynd(bok.skriv("docs/x.md", "## Bara en underrubrik\n")) == ["META001 docs/x.md:1:1"]


def test_en_sida_med_sidhuvud_utan_titel_och_rubrik_saknar_titel(bok: Provbok) -> None:
    assert fynd(bok.skriv("docs/x.md", "---\nsökord: [a]\n---\nText\n")) == ["META002 docs/x.md:1:1"]


@pytest.mark.parametrize(
    ("fil", "publicering", "publik"),
    [
        ("docs/x.md", "", True), ("docs/x.md", "publicering: intern\n", False),
        ("docs/intern/x.md", "", False), ("docs/intern/x.md", "publicering: publik\n", True),
        ("docs/internt.md", "", True),
    ],
)  # fmt: skip
def test_en_sida_ar_publik_om_den_inte_ar_intern_eller_ligger_i_intern(fil: str, publicering: str, publik: bool) -> None:
    assert sida(f"---\ntitel: X\n{publicering}---\n", fil).publik is publik


@pytest.mark.parametrize(
    ("fil", "period"),
    [
        ("docs/kvalitetsberattelse/2024.md", "2024"),
        ("docs/kvalitetsberattelse/2024/index.md", "2024"),
        ("docs/kvalitetsberattelse/2024/a/b.md", "2024"),
        ("docs/kvalitetsberattelse/2024-04--2025-03.md", "2024-04--2025-03"),
        ("docs/kvalitetsberattelse/index.md", None),
        ("docs/2024.md", None),
        ("docs/om/2024/x.md", None),
    ],
)
def test_en_sidas_period_foljer_av_var_den_ligger(fil: str, period: str | None) -> None:
    assert berattelseperiod(fil) == period


BERATTELSE = """\
---
titel: Kvalitetsberättelse 2024
period: {namn: 2024, från: 2024-01-01, till: 2024-12-31}
status: gällande
version: 1.0
datum: {fastställd: 2025-02-27}
beslut: {av: socialnamnden}
---
Text.
"""


@pytest.mark.parametrize("fil", ["docs/kvalitetsberattelse/2024.md", "docs/kvalitetsberattelse/2024/index.md"])
def test_framsidan_av_en_kvalitetsberattelse_har_period_och_beslut(fil: str) -> None:
    berattelse = sida(BERATTELSE, fil).berattelse
    assert berattelse is not None
    assert (berattelse.period.namn, berattelse.period.till) == ("2024", date(2024, 12, 31))
    assert berattelse.i_kraft(date(2025, 2, 27))
    assert not berattelse.i_kraft(date(2025, 2, 26))


@pytest.mark.parametrize(
    ("fil", "namn"),
    [("2024.md", "2025"), ("2024/index.md", "2024-01--2024-12"), ("2024-04--2025-03.md", "2024"), ("2025/index.md", "2024")],
)
def test_en_berattelses_period_heter_som_sin_mapp_eller_fil(bok: Provbok, fil: str, namn: str) -> None:
    fil = f"docs/kvalitetsberattelse/{fil}"
    assert fynd(bok.skriv(fil, BERATTELSE.replace("namn: 2024", f"namn: {namn}"))) == [f"META003 {fil}:3:16"]
    assert "ligger under" in texter(bok)[0]


def test_en_berattelses_period_borjar_innan_den_slutar(bok: Provbok) -> None:
    fil = "docs/kvalitetsberattelse/2024.md"
    assert fynd(bok.skriv(fil, BERATTELSE.replace("från: 2024-01-01", "från: 2024-12-31"))) == []
    assert fynd(bok.skriv(fil, BERATTELSE.replace("från: 2024-01-01", "från: 2025-01-01"))) == [f"META003 {fil}:3:28"]
    assert texter(bok) == ["Perioden börjar 2025-01-01, efter att den slutar 2024-12-31."]


def test_framsidan_behover_sitt_sidhuvud_och_de_andra_sidorna_inte(bok: Provbok) -> None:
    bok.skriv("docs/kvalitetsberattelse/2024/index.md", "# Kvalitetsberättelse\n")
    bok.skriv("docs/kvalitetsberattelse/2024/01.md", "# Inledning\n")
    assert fynd(bok) == ["META001 docs/kvalitetsberattelse/2024/index.md:1:1"]


@pytest.mark.parametrize("falt", ["titel", "period", "status", "version", "datum", "beslut"])
def test_en_gallande_kvalitetsberattelse_saknar_inget(bok: Provbok, falt: str) -> None:
    fil = "docs/kvalitetsberattelse/2024.md"
    assert fynd(bok.skriv(fil, utan(BERATTELSE, falt))) == [f"META002 {fil}:1:1"]
    assert texter(bok)[0].startswith(f"{falt} saknas.")


def test_ett_utkast_till_kvalitetsberattelse_behover_bara_titel_period_och_status(bok: Provbok) -> None:
    text = BERATTELSE.replace("gällande", "utkast")
    for falt in ("version", "datum", "beslut"):
        text = utan(text, falt)
    assert fynd(bok.skriv("docs/kvalitetsberattelse/2024.md", text)) == []


def test_en_djup_rubrik_pekar_ratt_ocksa_i_en_lista(bok: Provbok) -> None:
    aktiviteter = indent(
        "- id: a\n  namn: A\n  roll: enhetschef\n  sedan:\n    - {till: b}\n    - {till: [b], när: Nej}\n", "  "
    )
    bok.skriv("processer/p.md", f"---\ntitel: P\ntyp: process\nstatus: utkast\nägare: enhetschef\naktiviteter:\n{aktiviteter}---\n")
    assert fynd(bok) == ["META003 processer/p.md:12:16"]

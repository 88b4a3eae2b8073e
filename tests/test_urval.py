"""The public handbook holds what is publik and in force or once in force, and nothing that leads to the rest."""

from dataclasses import replace
from datetime import date

import pytest

from handbok.modell import Handbok, Tidigare
from handbok.urval import ar_offentlig, gomda_filer, offentlig
from tests.conftest import RUTIN, Provbok

BERATTELSE = """\
    ---
    titel: Kvalitetsberättelse 2024
    period: {namn: 2024, från: 2024-01-01, till: 2024-12-31}
    status: gällande
    version: 1.0
    datum: {fastställd: 2025-03-01}
    beslut: {av: socialnamnden}
    ---
    Text.
    """


def offentliga(handbok: Handbok) -> set[str]:
    """The ids and files the public sees."""
    publik = offentlig(handbok)
    return {d.id for d in publik.dokument} | {s.fil for s in publik.sidor}


@pytest.mark.parametrize(
    ("andring", "datum", "syns"),
    [
        (("1.0", "1.0"), "2026-11-21", True),
        (("publicering: publik", "publicering: intern"), "2026-11-21", False),
        (("publicering: publik\n", ""), "2026-11-21", False),
        (("status: gällande", "status: utkast"), "2026-11-21", False),
        (
            ("status: gällande", "status: remiss\nremiss: {till: [enhetschef], svar_senast: 2026-12-01}"),
            "2026-11-21",
            False,
        ),
        (("1.0", "1.0"), "2026-03-31", False),  # decided, and no earlier version is known
        (("gäller_från: 2026-04-01", "gäller_från: 2026-04-01, gäller_till: 2026-11-20"), "2026-11-21", True),
        (("status: gällande", "status: upphävd\nskäl_upphävd: Behövs inte"), "2026-11-21", True),
        (("översyn_senast: 2027-06-30", "översyn_senast: 2026-06-30"), "2026-11-21", True),
    ],
    ids=["i kraft", "intern", "utan publicering", "utkast", "remiss", "beslutad", "utgången", "upphävd", "sen översyn"],
)
def test_vilka_dokument_allmanheten_ser(bok: Provbok, andring: tuple[str, str], datum: str, syns: bool) -> None:
    bok.andra("rutiner/fall.md", *andring)
    if "upphävd" in andring[1]:
        bok.andra("rutiner/fall.md", "datum: {", "datum: {upphävd: 2026-10-01, ")
    handbok = bok.las(datum)
    assert handbok.lasfel == ()
    assert ("fall" in offentliga(handbok)) == syns
    assert ar_offentlig(handbok.per_id["fall"], handbok) == syns


@pytest.mark.parametrize("slut", ["gäller_till: 2026-11-20", "upphävd: 2026-10-01"])
def test_det_som_har_slutat_galla_star_som_ett_besked_utan_text(bok: Provbok, slut: str) -> None:
    bok.andra("rutiner/fall.md", "gäller_från: 2026-04-01", f"gäller_från: 2026-04-01, {slut}")
    if "upphävd" in slut:
        bok.andra("rutiner/fall.md", "status: gällande", "status: upphävd\nskäl_upphävd: Behövs inte")
    assert offentlig(bok.las()).per_id["fall"].text == ""


def med_tidigare(bok: Provbok, text: str = "") -> Handbok:
    """A handbook where version 2.0 of the routine is decided and 1.0 is in force."""
    tidigare = bok.las().per_id["fall"]
    bok.andra("rutiner/fall.md", "version: 1.0", "version: 2.0").andra("rutiner/fall.md", "2026-04-01", "2027-01-01")
    handbok = bok.las()
    return replace(handbok, tidigare={"fall": Tidigare(replace(tidigare, text=text or tidigare.text), None)})


def test_tills_den_nya_versionen_borjar_galla_ser_allmanheten_den_som_galler(bok: Provbok) -> None:
    publik = offentlig(med_tidigare(bok))
    assert [d.version for d in publik.dokument if d.id == "fall"] == ["1.0"]
    assert publik.per_id["fall"].i_kraft(date(2026, 11, 21))
    assert publik.tidigare == {}


def test_den_tidigare_versionens_lankar_till_det_interna_blir_text(bok: Provbok) -> None:
    bok.skriv("rutiner/hemlig.md", RUTIN.replace("publicering: publik", "publicering: intern"))
    text = "Se [hemlig](hemlig.md), [borta](borta.md) och [stöd](../processer/stod.md#x).\n"
    assert (
        offentlig(med_tidigare(bok, text)).per_id["fall"].text == "Se hemlig, borta och [stöd](../processer/stod.md).\n"
    )


def test_en_tidigare_intern_version_visas_inte(bok: Provbok) -> None:
    bok.andra("rutiner/fall.md", "publicering: publik", "publicering: intern")
    handbok = med_tidigare(bok)
    bok.andra("rutiner/fall.md", "publicering: intern", "publicering: publik")
    assert "fall" not in offentliga(replace(bok.las(), tidigare=handbok.tidigare))


def test_sidor_ar_publika_om_inget_annat_sags(bok: Provbok) -> None:
    bok.skriv("docs/index.md", "# Start\n").skriv("docs/intern/x.md", "# X\n").skriv(
        "docs/y.md", "---\ntitel: Y\npublicering: intern\n---\n"
    )
    bok.skriv("docs/intern/z.md", "---\ntitel: Z\npublicering: publik\n---\n")
    assert {f for f in offentliga(bok.las()) if f.startswith("docs/")} == {"docs/index.md", "docs/intern/z.md"}


@pytest.mark.parametrize(
    ("andring", "datum", "syns"),
    [
        (("1.0", "1.0"), "2025-03-01", True),
        (("1.0", "1.0"), "2025-02-28", False),
        (("status: gällande", "status: utkast"), "2026-11-21", False),
        (("version: 1.0", "version: 1.0\npublicering: intern"), "2026-11-21", False),
    ],
)
def test_en_kvalitetsberattelse_visas_hel_nar_den_ar_faststalld(
    bok: Provbok, andring: tuple[str, str], datum: str, syns: bool
) -> None:
    framsida, kapitel = "docs/kvalitetsberattelse/2024/index.md", "docs/kvalitetsberattelse/2024/01-ett.md"
    bok.skriv(framsida, BERATTELSE).skriv(kapitel, "# Ett\n").andra(framsida, *andring)
    handbok = bok.las(datum)
    assert handbok.lasfel == ()
    assert {framsida, kapitel} & offentliga(handbok) == ({framsida, kapitel} if syns else set())
    assert {s.fil for s in handbok.sidor if ar_offentlig(s, handbok)} == ({framsida, kapitel} if syns else set())


def test_ur_registren_foljer_bara_det_som_raknas(bok: Provbok) -> None:
    bok.skriv("data/register/risker.yml", """\
        - {id: risk-natt, beskrivning: Få på natten, process: stod, datum: 2026-01-20, sannolikhet: 2, konsekvens: 2, ansvarig: enhetschef}
        """)  # fmt: skip
    (post,) = offentlig(bok.las()).register
    assert post.falt["sannolikhet"] == 2
    assert "beskrivning" in bok.las().register[0].falt
    assert "beskrivning" not in post.falt


@pytest.mark.parametrize(("publicering", "kvar"), [("publik", ["fo-1", "atg-1"]), ("intern", [])])
def test_det_en_offentlig_berattelse_lovar_far_synas_med_sina_atgarder(
    bok: Provbok, publicering: str, kvar: list[str]
) -> None:
    framsida = "docs/kvalitetsberattelse/2024/index.md"
    bok.skriv(framsida, BERATTELSE).andra(framsida, "version: 1.0", f"version: 1.0\npublicering: {publicering}")
    bok.skriv("data/register/forbattringsomraden.yml", """\
        - {id: fo-1, period: 2023, vad: Räkna, ansvarig: enhetschef}
        - {id: fo-2, period: 2025, vad: Räkna mer, ansvarig: enhetschef}
        """)  # fmt: skip
    atgard = "- {{id: {}, vad: X, källa: {{slag: {}, ref: {}}}, ansvarig: enhetschef, klart_senast: 2027-01-01, status: pågår}}\n"
    bok.skriv("data/register/atgarder.yml", "".join((
        atgard.format("atg-1", "förbättringsområde", "fo-1"), atgard.format("atg-2", "förbättringsområde", "fo-2"),
        atgard.format("atg-3", "klagomål", "fo-1"),
    )))  # fmt: skip
    handbok = bok.las()
    assert (handbok.lasfel, len(handbok.register)) == ((), 5)
    assert sorted(str(p.id) for p in offentlig(handbok).register if "vad" in p.falt) == sorted(kvar)


def test_bilagor_som_bara_interna_sidor_visar_foljer_inte_med(bok: Provbok) -> None:
    for fil in ("intern/a.pdf", "intern/olankad.pdf", "bada.png", "bara-intern.png", "fri.pdf"):
        bok.skriv(f"docs/{fil}", b"x")
    bok.skriv("docs/index.md", "# Start\n\n![b](bada.png)\n")
    bok.skriv("docs/intern/x.md", "# X\n\n![b](../bada.png) ![i](../bara-intern.png) [a](a.pdf)\n")
    bok.andra("rutiner/fall.md", "1. Ring 112", "[u](../docs/upphavd.pdf) Ring 112").skriv("docs/upphavd.pdf", b"x")
    bok.andra("rutiner/fall.md", "gäller_från: 2026-04-01", "gäller_från: 2026-04-01, gäller_till: 2026-11-20")
    handbok = bok.las()
    assert gomda_filer(handbok, offentlig(handbok)) & {f for f in handbok.filer if not f.endswith(".md")} == {
        "docs/intern/a.pdf",
        "docs/intern/olankad.pdf", "docs/bara-intern.png", "docs/upphavd.pdf",
    }  # fmt: skip


def test_det_publika_urvalet_av_det_publika_ar_det_sjalvt(bok: Provbok) -> None:
    publik = offentlig(bok.skriv("docs/index.md", "# Start\n").las())
    assert offentlig(publik).dokument == publik.dokument
    assert offentlig(publik).sidor == publik.sidor

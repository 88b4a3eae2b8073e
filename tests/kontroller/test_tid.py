"""TID: border days, impossible dates, and texts changed after their decision."""

import os
import subprocess
from pathlib import Path

import pytest

from handbok.historik import GitSaknas, med_historik
from handbok.kontroller import KONTROLLER, kor
from tests.conftest import RUTIN, Provbok
from tests.kontroller.stod import FALL, STOD, fynd, i_lage, inte, koder, rader, texter

ORG = "data/organisation.yml"
LAGEN = ["utkast", "remiss", "beslutad", "i kraft", "utgången", "upphävd"]


def git(rot: Path, *argument: str) -> None:
    miljo = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    namn = ["-c", "user.name=Prov", "-c", "user.email=prov@provkommun.se", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(rot), *namn, *argument], check=True, capture_output=True, env=miljo)


def spara(bok: Provbok) -> Provbok:
    git(bok.rot, "add", "-A")
    git(bok.rot, "commit", "-m", "sparat")
    return bok


@pytest.fixture
def arkiv(bok: Provbok) -> Provbok:
    """The handbook committed once."""
    git(bok.rot, "init")
    return spara(bok)


@pytest.mark.parametrize(
    ("oversyn", "text"),
    [
        ("2026-11-19", "Fall skulle ha setts över för 2\N{NO-BREAK SPACE}dagar sedan."),
        ("2026-11-20", "Fall skulle ha setts över för 1\N{NO-BREAK SPACE}dag sedan."),
        ("2026-11-21", "Fall ska ses över i dag."),  # the last valid day
        ("2026-11-22", "Fall ska ses över om 1\N{NO-BREAK SPACE}dag."),
        ("2027-01-20", "Fall ska ses över om 60\N{NO-BREAK SPACE}dagar."),
        ("2027-01-21", None),
    ],
)
def test_oversynen_pa_dagarna_kring_gransen(bok: Provbok, oversyn: str, text: str | None) -> None:
    bok.andra(FALL, "översyn_senast: 2027-06-30", f"översyn_senast: {oversyn}")
    assert texter(bok, "TID001", "TID002") == ([text] if text else [])


def test_oversynen_star_vid_sin_dag(bok: Provbok) -> None:
    bok.andra(FALL, "översyn_senast: 2027-06-30", "översyn_senast: 2026-11-20")
    assert rader(bok, "TID") == [f"TID001 {FALL}:7:74"]


@pytest.mark.parametrize("oversyn", ["2026-11-20", "2026-11-22"])
@pytest.mark.parametrize("lage", LAGEN)
def test_bara_oversynen_av_det_som_galler_bedoms(bok: Provbok, lage: str, oversyn: str) -> None:
    i_lage(bok.andra(FALL, "översyn_senast: 2027-06-30", f"översyn_senast: {oversyn}"), lage)
    assert bool(koder(bok, "TID001", "TID002")) == (lage == "i kraft")


@pytest.mark.parametrize(
    ("datum", "text"),
    [
        ("fastställd: 2026-04-01, gäller_från: 2026-04-01, översyn_senast: 2027-06-30", None),
        ("fastställd: 2026-04-02, gäller_från: 2026-04-01, översyn_senast: 2027-06-30",
         "gäller_från (1 april 2026) är före fastställd (2 april 2026)."),
        ("fastställd: 2026-03-12, gäller_från: 2026-12-01, gäller_till: 2026-12-01, översyn_senast: 2027-06-30", None),
        ("fastställd: 2026-03-12, gäller_från: 2026-12-02, gäller_till: 2026-12-01, översyn_senast: 2027-06-30",
         "gäller_till (1 december 2026) är före gäller_från (2 december 2026)."),
        ("fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: 2026-03-13", None),
        ("fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: 2026-03-12",
         "översyn_senast (12 mars 2026) är samma dag som fastställd (12 mars 2026)."),
        ("fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: 2026-03-11",
         "översyn_senast (11 mars 2026) är före fastställd (12 mars 2026)."),
        ("fastställd: 2026-11-21, gäller_från: 2026-12-01, översyn_senast: 2027-06-30", None),
        ("fastställd: 2026-11-22, gäller_från: 2026-12-01, översyn_senast: 2027-06-30",
         "fastställd (22 november 2026) ligger i framtiden."),
    ],
)  # fmt: skip
def test_dagarnas_ordning(bok: Provbok, datum: str, text: str | None) -> None:
    bok.andra(FALL, "fastställd: 2026-03-12, gäller_från: 2026-04-01, översyn_senast: 2027-06-30", datum)
    assert texter(bok, "TID003") == ([text] if text else [])


@pytest.mark.parametrize(
    ("granskad", "text"),
    [
        ("2026-03-12", None),
        ("2026-03-11", "granskad (11 mars 2026) är före fastställd (12 mars 2026)."),
        ("2026-11-21", None),
        ("2026-11-22", "granskad (22 november 2026) ligger i framtiden."),
    ],
)
def test_granskningen_ligger_mellan_beslutet_och_i_dag(bok: Provbok, granskad: str, text: str | None) -> None:
    bok.andra(FALL, "beslut:", f"granskad: {{datum: {granskad}, av: enhetschef}}\nbeslut:")
    assert texter(bok, "TID003") == ([text] if text else [])


@pytest.mark.parametrize(
    ("upphavd", "text"),
    [
        ("2026-03-12", None),
        ("2026-03-11", "upphävd (11 mars 2026) är före fastställd (12 mars 2026)."),
        ("2026-11-21", None),
        ("2026-11-22", "upphävd (22 november 2026) ligger i framtiden."),
    ],
)
def test_upphavandet_ligger_mellan_beslutet_och_i_dag(bok: Provbok, upphavd: str, text: str | None) -> None:
    i_lage(bok, "upphävd").andra(FALL, "upphävd: 2026-11-01", f"upphävd: {upphavd}")
    assert texter(bok, "TID003") == ([text] if text else [])


def test_ett_beslutat_slut_i_framtiden_skrivs_i_galler_till(bok: Provbok) -> None:
    i_lage(bok, "upphävd").andra(FALL, "upphävd: 2026-11-01", "upphävd: 2026-12-01")
    assert fynd(bok, "TID003")[0].fynd.gor_sa_har == "Ett beslutat slut i framtiden skrivs i gäller_till."


@pytest.mark.parametrize(("status", "antal"), [("utkast", 0), ("remiss", 1)])
def test_ett_utkast_far_ha_vilka_dagar_som_helst(bok: Provbok, status: str, antal: int) -> None:
    i_lage(bok, status).andra(FALL, "fastställd: 2026-03-12", "fastställd: 2026-12-01")
    assert len(koder(bok, "TID003")) == antal  # gäller_från before fastställd; a remiss may be planned ahead


@pytest.mark.parametrize(("till", "antal"), [("2026-11-20", 1), ("2026-11-21", 0), ("2026-11-22", 0)])
def test_galler_till_ar_den_sista_dagen(bok: Provbok, till: str, antal: int) -> None:
    bok.andra(FALL, "gäller_från: 2026-04-01", f"gäller_från: 2026-04-01, gäller_till: {till}")
    assert texter(bok, "TID004") == [
        "Fall gällde till och med den 20 november 2026, för 1\N{NO-BREAK SPACE}dag sedan."
    ] * antal  # fmt: skip


@pytest.mark.parametrize(
    ("roll", "antal"),
    [
        ("vakant: true", 1),
        ("vakant: false", 0),
        ("upphörd: 2026-11-20", 1),
        ("upphörd: 2026-11-21", 1),  # the first day without the role
        ("upphörd: 2026-11-22", 0),
    ],
)
def test_agaren_ar_i_tjanst(bok: Provbok, roll: str, antal: int) -> None:
    bok.andra(ORG, "{namn: Enhetschef,", f"{{namn: Enhetschef, {roll},")
    assert rader(bok, "TID006") == [f"TID006 {FALL}:6:8"] * antal


@pytest.mark.parametrize("lage", LAGEN)
def test_bara_den_som_ager_det_som_galler_maste_vara_i_tjanst(bok: Provbok, lage: str) -> None:
    i_lage(bok.andra(ORG, "{namn: Enhetschef,", "{namn: Enhetschef, vakant: true,"), lage)
    assert len(koder(bok, "TID006")) == (lage == "i kraft")


@pytest.mark.parametrize("gammal", LAGEN)
@pytest.mark.parametrize("ny", LAGEN)
def test_det_ersatta_galler_inte_samtidigt(bok: Provbok, gammal: str, ny: str) -> None:
    bok.skriv("rutiner/ny.md", RUTIN.replace("publicering:", "ersätter: [fall]\npublicering:"))
    i_lage(i_lage(bok, ny, "rutiner/ny.md"), gammal)
    assert rader(bok, "TID007") == ([f"TID007 {FALL}:4:9"] if ny == gammal == "i kraft" else [])


def test_en_text_som_inte_ar_andrad_sedan_beslutet(arkiv: Provbok) -> None:
    arkiv.andra(FALL, "1. Ring 112", "\n1.  Ring\n   112")  # white space aside
    assert (koder(arkiv, "TID005", git=True), inte(arkiv, "TID005", git=True)) == ([], [])


def test_en_andring_efter_beslutet(arkiv: Provbok) -> None:
    arkiv.andra(FALL, "Ring 112", "Ring 113")
    assert rader(arkiv, "TID005", git=True) == [f"TID005 {FALL}:5:10"]
    assert rader(spara(arkiv), "TID005", git=True) == [f"TID005 {FALL}:5:10"]


def test_sidhuvudet_far_andras_i_samma_version(arkiv: Provbok) -> None:
    arkiv.andra(FALL, "översyn_senast: 2027-06-30", "översyn_senast: 2027-12-31")
    assert koder(spara(arkiv), "TID005", git=True) == []


def test_en_ny_version_far_ha_en_ny_text(arkiv: Provbok) -> None:
    arkiv.andra(FALL, "Ring 112", "Ring 113").andra(FALL, "version: 1.0", "version: 1.1")
    assert koder(arkiv, "TID005", git=True) == []  # no commit holds it yet
    assert koder(spara(arkiv), "TID005", git=True) == []
    assert koder(arkiv.andra(FALL, "Ring 113", "Ring 114"), "TID005", git=True) == ["TID005"]


def test_det_beslutade_ar_texten_nar_versionen_forst_blev_gallande(bok: Provbok) -> None:
    git(bok.rot, "init")
    spara(bok.andra(FALL, "status: gällande", "status: utkast"))
    spara(bok.andra(FALL, "status: utkast", "status: gällande").andra(FALL, "Ring 112", "Ring 113"))
    assert koder(bok, "TID005", git=True) == []
    assert koder(spara(bok.andra(FALL, "Ring 113", "Ring 112")), "TID005", git=True) == ["TID005"]


def test_texten_foljer_dokumentet_mellan_mappar(arkiv: Provbok) -> None:
    (arkiv.rot / "rutiner/hemtjanst").mkdir()
    (arkiv.rot / FALL).rename(arkiv.rot / "rutiner/hemtjanst/fall.md")
    assert koder(spara(arkiv), "TID005", git=True) == []
    arkiv.andra("rutiner/hemtjanst/fall.md", "Ring 112", "Ring 113")
    assert koder(arkiv, "TID005", git=True) == ["TID005"]


@pytest.mark.parametrize("lage", LAGEN)
def test_bara_gallande_texter_jamfors(arkiv: Provbok, lage: str) -> None:
    arkiv.andra(FALL, "Ring 112", "Ring 113")
    assert koder(i_lage(arkiv, lage), "TID005", git=True) == (["TID005"] if lage not in ("utkast", "remiss", "upphävd") else [])


def med_bas(bok: Provbok, rot: Path, bas: str) -> list[str]:
    handbok = med_historik(bok.las(), rot, bas)
    return [a.kod for a in kor(handbok, [k for k in KONTROLLER if k.kod == "TID005"]).anmarkningar]


def test_bas_ar_den_text_som_galler_i_samma_version(arkiv: Provbok) -> None:
    git(arkiv.rot, "branch", "fore")
    spara(arkiv.andra(FALL, "version: 1.0", "version: 1.1"))
    spara(arkiv.andra(FALL, "Ring 112", "Ring 113"))
    assert koder(arkiv, "TID005", git=True) == ["TID005"]
    assert med_bas(arkiv, arkiv.rot, "fore") == []  # the base has another version: still a proposal
    arkiv.andra(FALL, "version: 1.1", "version: 1.0")
    assert med_bas(arkiv, arkiv.rot, "fore") == ["TID005"]


def test_bas_racker_aven_utan_hela_historiken(arkiv: Provbok, tmp_path: Path) -> None:
    klippt = Provbok(tmp_path / "klippt")
    spara(arkiv.andra(STOD, "Text.", "Mer text."))
    git(tmp_path, "clone", "--depth", "1", arkiv.rot.as_uri(), str(klippt.rot))
    klippt.andra(FALL, "Ring 112", "Ring 113")
    assert inte(klippt, "TID005", git=True) == [(m, "om texten är ändrad efter beslutet") for m in ("processer", "rutiner")]
    assert med_bas(klippt, klippt.rot, "HEAD") == ["TID005"]


@pytest.mark.parametrize("bas", ["finns-inte", "--output=x", "HEAD:rutiner/fall.md"])
def test_en_bas_som_git_inte_kanner(arkiv: Provbok, bas: str) -> None:
    with pytest.raises(GitSaknas):
        med_bas(arkiv, arkiv.rot, bas)
    assert not (arkiv.rot / "x").exists()


def test_utan_historik_ar_texten_inte_jamford(bok: Provbok) -> None:
    assert koder(bok, "TID005", git=True) == []
    assert inte(bok, "TID005", git=True) == [(m, "om texten är ändrad efter beslutet") for m in ("processer", "rutiner")]


def test_det_tiden_for_med_sig_stoppar_inte(bok: Provbok) -> None:
    bok.andra(FALL, "översyn_senast: 2027-06-30", "översyn_senast: 2026-11-20")
    bok.andra(STOD, "översyn_senast: 2027-06-30", "översyn_senast: 2026-12-20")
    assert [(a.kod, a.allvar, a.stoppar) for a in fynd(bok, "TID")] == [
        ("TID002", "varning", False),
        ("TID001", "fel", False),
    ]

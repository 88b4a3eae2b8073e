"""`handbok kontrollera`: which rules run, what is shown, the comparison with before, and the exit code."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from handbok.rapport import FORMAT
from tests.conftest import DATUM, RUTIN, Provbok, Svar
from tests.kontroller.stod import FALL, STOD
from tests.kontroller.test_tid import git, spara

Kommando = Callable[..., Svar]


@pytest.fixture
def kontrollera(handbok: Kommando) -> Kommando:
    """`handbok kontrollera --format json …`."""

    def kor(*argument: str, format: str = "json") -> Svar:
        return handbok("kontrollera", "--format", format, *argument)

    return kor


@pytest.fixture
def felbok(bok: Provbok) -> Provbok:
    """Faults of four families: TID001, LAG002 and LNK001 in the routine, KRAV001, and LAG003 in the process."""
    bok.andra(FALL, "översyn_senast: 2027-06-30", "översyn_senast: 2026-11-20")
    bok.andra(FALL, "1. Ring 112", "[Saknas](saknas.md). SoL 5 kap. 9 §.\n\n1. Ring 112")
    bok.andra("data/krav/krav.yml", "SoL 5 kap. 1 §", "SoL 5 kap. 3 §")
    return bok.andra(STOD, "Text.", "SoL (2001:453)")


def koder(svar: Svar) -> list[str]:
    return [a["kod"] for a in svar.json["anmarkningar"]]


# --- which rules


@pytest.mark.parametrize(
    ("val", "vantat"),
    [
        ([], ["KRAV001", "LAG003", "TID001", "LNK001", "LAG002"]),
        (["--valj", "LAG"], ["LAG003", "LAG002"]),
        (["--valj", "LAG003"], ["LAG003"]),
        (["--valj", "lag003, TID"], ["LAG003", "TID001"]),
        (["--valj", "LAG00"], ["LAG003", "LAG002"]),
        (["--hoppa", "LAG,KRAV"], ["TID001", "LNK001"]),
        (["--hoppa", "LAG002"], ["KRAV001", "LAG003", "TID001", "LNK001"]),
        (["--valj", "LAG,TID", "--hoppa", "LAG003"], ["TID001", "LAG002"]),
        (["--valj", "LAG", "--hoppa", "LAG"], []),
        (["--valj", "META"], []),
    ],
)
def test_valj_och_hoppa_tar_koder_och_familjer(felbok: Provbok, kontrollera: Kommando, val: list[str], vantat: list[str]) -> None:
    assert felbok.rot.is_dir()
    svar = kontrollera(*val)
    assert koder(svar) == vantat
    assert svar.kod == bool(vantat)


def test_det_som_inte_valts_ar_inte_heller_okontrollerat(bok: Provbok, kontrollera: Kommando) -> None:
    bok.skriv("data/register/risker.yml", "- {trasig: ja}\n")
    alla = {i["vad"] for i in kontrollera().json["inte_kontrollerat"]}
    assert {"regeln KED001", "regeln KED004"} <= alla
    assert {i["vad"] for i in kontrollera("--valj", "KED004").json["inte_kontrollerat"]} & alla >= {"regeln KED004"}
    assert "regeln KED001" not in {i["vad"] for i in kontrollera("--valj", "KED004").json["inte_kontrollerat"]}


@pytest.mark.parametrize("val", ["--valj", "--hoppa"])
@pytest.mark.parametrize(("kod", "hjalp"), [("LAGG", "Menade du LAG?"), ("LAG009", "Menade du LAG00"), ("X", "")])
def test_en_kod_som_inte_finns(kontrollera: Kommando, val: str, kod: str, hjalp: str) -> None:
    svar = kontrollera(val, kod)
    assert (svar.kod, svar.ut) == (2, "")
    assert f"Regeln {kod} finns inte. {hjalp}" in svar.fel


# --- which files


def test_en_fil_visas_men_allt_lases(felbok: Provbok, kontrollera: Kommando) -> None:
    assert (felbok.rot / STOD).is_file()  # and read: no KRAV005
    assert koder(kontrollera(FALL)) == ["TID001", "LNK001", "LAG002"]
    assert koder(kontrollera(STOD)) == ["LAG003"]
    assert kontrollera(FALL).json["kontrollerat"]["dokument"] == 2


@pytest.mark.parametrize(
    ("stigar", "vantat"),
    [
        (["rutiner"], ["TID001", "LNK001", "LAG002"]),
        (["rutiner/", "processer"], ["LAG003", "TID001", "LNK001", "LAG002"]),
        (["data"], ["KRAV001"]),
        (["docs"], []),
        (["."], ["KRAV001", "LAG003", "TID001", "LNK001", "LAG002"]),
    ],
)
def test_mappar_visar_det_som_ligger_i_dem(
    felbok: Provbok, kontrollera: Kommando, stigar: list[str], vantat: list[str]
) -> None:
    felbok.skriv("docs/om.md", "# Om\n")
    svar = kontrollera(*stigar)
    assert koder(svar) == vantat
    assert svar.kod == bool(vantat)


def test_stigar_skrivs_dar_man_star(felbok: Provbok, kontrollera: Kommando, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(felbok.rot / "rutiner")
    assert koder(kontrollera("fall.md")) == koder(kontrollera(str(felbok.rot / FALL))) == ["TID001", "LNK001", "LAG002"]


@pytest.mark.parametrize("stig", ["finns-inte.md", "..", "/etc"])
def test_en_stig_som_inte_hor_till_handboken(kontrollera: Kommando, stig: str) -> None:
    svar = kontrollera(stig)
    assert (svar.kod, svar.ut, f"{stig} finns inte i handboken." in svar.fel) == (2, "", True)


def test_det_gemensamma_som_inte_kontrollerats_sags_for_varje_fil(bok: Provbok, kontrollera: Kommando) -> None:
    bok.skriv("data/organisation.yml", "trasig: [\n")
    bok.skriv("rutiner/annan.md", "utan sidhuvud\n")
    vad = {(i["fil"], i["vad"]) for i in kontrollera(FALL).json["inte_kontrollerat"]}
    assert ("data/organisation.yml", "regeln TID006") in vad
    assert ("rutiner", "om texten är ändrad efter beslutet") in vad  # no git here
    assert not any(fil == "rutiner/annan.md" for fil, _ in vad)


# --- missing registers


@pytest.mark.parametrize(
    ("mapp", "val", "kod"),
    [
        ("data/lagar", [], 2),
        ("data/krav", [], 2),
        ("data/lagar", ["--hoppa", "LAG"], 2),  # KRAV needs the law too
        ("data/lagar", ["--hoppa", "LAG,KRAV001,KRAV002"], 0),
        ("data/krav", ["--hoppa", "KRAV001,KRAV002"], 0),
        ("data/krav", ["--hoppa", "KRAV001"], 2),
        ("data/lagar", ["--valj", "TID"], 0),
        ("data/krav", ["--valj", "LAG"], 0),
        ("data/krav", ["--valj", "KRAV003"], 0),
    ],
)
def test_utan_register_ges_hela_rapporten_och_2(bok: Provbok, kontrollera: Kommando, mapp: str, val: list[str], kod: int) -> None:
    for fil in (bok.rot / mapp).iterdir():
        fil.unlink()
    bok.skriv(f"{mapp}/LÄS.txt", "tomt")  # something there, but no register
    svar = kontrollera(*val)
    assert svar.kod == kod
    assert (f"{mapp} finns inte" in svar.fel) == (kod == 2)
    assert svar.json["kontrollerat"]["dokument"] == 2
    saknade = {i["vad"] for i in svar.json["inte_kontrollerat"] if i["fil"] == mapp}
    assert bool(saknade) == (kod == 2)


def test_utan_register_ges_2_aven_nar_det_finns_fel(felbok: Provbok, kontrollera: Kommando) -> None:
    (felbok.rot / "data/krav/krav.yml").unlink()
    svar = kontrollera()
    assert (svar.kod, koder(svar)) == (2, ["LAG003", "TID001", "LNK001", "LAG002"])


def test_ett_trasigt_register_ar_ett_fel_i_filen(bok: Provbok, kontrollera: Kommando) -> None:
    bok.skriv("data/krav/krav.yml", "krav: [\n")
    svar = kontrollera()
    assert (svar.kod, koder(svar)) == (1, ["META001"])
    assert {"regeln KRAV001", "regeln KRAV002"} <= {i["vad"] for i in svar.json["inte_kontrollerat"]}


@pytest.mark.parametrize("fil", ["mkdocs.yml", "data/organisation.yml"])
def test_en_mapp_som_inte_ar_en_handbok(bok: Provbok, kontrollera: Kommando, fil: str) -> None:
    (bok.rot / fil).unlink()
    svar = kontrollera()
    assert (svar.kod, svar.ut) == (2, "")
    assert svar.fel.startswith(f"handbok: {fil} finns inte i ")


# --- compared with before


def forra(bok: Provbok, kontrollera: Kommando, **antal: int) -> str:
    """A report like today's, where the counts may differ."""
    rapport = kontrollera().json
    rapport["kontrollerat"].update(antal)
    vag = bok.rot.parent / "forra.json"
    vag.write_text(json.dumps(rapport), "utf-8")
    return str(vag)


@pytest.mark.parametrize(
    ("antal", "kod"),
    [({}, 0), ({"dokument": 1}, 0), ({"dokument": 3}, 2), ({"sidor": 1}, 2), ({"tabeller": 1}, 2), ({"lagrum": 99}, 0)],
)
def test_farre_an_forra_gangen_ger_2(bok: Provbok, kontrollera: Kommando, antal: dict[str, int], kod: int) -> None:
    svar = kontrollera("--jamfor", forra(bok, kontrollera, **antal))
    assert svar.kod == kod
    assert svar.json["anmarkningar"] == []  # the report is there all the same
    assert ("Kontrollera att inget har försvunnit." in svar.fel) == (kod == 2)


def test_ett_trasigt_dokument_har_inte_forsvunnit(bok: Provbok, kontrollera: Kommando) -> None:
    rapport = forra(bok, kontrollera)
    bok.skriv(FALL, "utan sidhuvud\n")
    assert kontrollera("--jamfor", rapport).kod == 1
    (bok.rot / FALL).unlink()
    svar = kontrollera("--jamfor", rapport)
    assert (svar.kod, "Färre dokument än förra gången: 1 mot 2." in svar.fel) == (2, True)


@pytest.mark.parametrize("innehall", [None, "", "[]", "{}", '{"kontrollerat": {"dokument": "två"}}'])
def test_en_rapport_som_inte_gar_att_lasa(bok: Provbok, kontrollera: Kommando, innehall: str | None) -> None:
    vag = bok.rot.parent / "forra.json"
    if innehall is not None:
        vag.write_text(innehall, "utf-8")
    svar = kontrollera("--jamfor", str(vag))
    assert (svar.kod, "går inte att läsa som en rapport i JSON" in svar.fel) == (2, True)


def test_en_okand_bas_ger_2(bok: Provbok, kontrollera: Kommando) -> None:
    git(bok.rot, "init")
    spara(bok)
    assert kontrollera("--bas", "HEAD").kod == 0
    svar = kontrollera("--bas", "finns-inte")
    assert (svar.kod, svar.ut, "finns-inte" in svar.fel) == (2, "", True)


# --- the answer


def test_bara_varningar_ger_0(bok: Provbok, kontrollera: Kommando) -> None:
    bok.andra(FALL, "översyn_senast: 2027-06-30", "översyn_senast: 2026-11-21")
    svar = kontrollera()
    assert (svar.kod, koder(svar), svar.json["anmarkningar"][0]["allvar"]) == (0, ["TID002"], "varning")


def test_anmarkningarna_kommer_i_ordning(felbok: Provbok, kontrollera: Kommando) -> None:
    felbok.skriv("rutiner/ännu.md", "utan sidhuvud\n").skriv("docs/om.md", "# Om\n\nSoL 5 kap. 8 § och SoL 9 kap. 1 §.\n")
    platser = [(a["fil"], a["rad"], a["kolumn"], a["kod"]) for a in kontrollera().json["anmarkningar"]]
    assert len(platser) >= 7
    assert platser == sorted(platser)


def test_ett_undantag_star_i_rapporten(felbok: Provbok, kontrollera: Kommando) -> None:
    felbok.andra(STOD, "kategori: huvud", "undantag: [{kod: LAG003, skäl: Äldre lag, till: 2027-06-30}]\nkategori: huvud")
    svar = kontrollera(STOD)
    assert (svar.kod, koder(svar)) == (0, [])
    assert svar.json["undantagna"] == [{"kod": "LAG003", "fil": STOD, "rad": 21, "skal": "Äldre lag", "till": "2027-06-30"}]


@pytest.mark.parametrize("format", FORMAT)
def test_samma_dag_ger_samma_bytes(felbok: Provbok, kontrollera: Kommando, format: str) -> None:
    felbok.skriv("rutiner/två.md", RUTIN)
    forsta = kontrollera(format=format)
    assert forsta.kod == 1
    assert kontrollera(format=format) == forsta


@pytest.mark.parametrize("argument", [["--datum", "2026-02-30"], ["--datum", "i dag"], ["--format", "xml"], ["--okand"]])
def test_ett_kommando_som_inte_gar_att_forsta_ger_2(handbok: Kommando, argument: list[str]) -> None:
    svar = handbok("kontrollera", *argument, datum=None)
    assert (svar.kod, svar.ut) == (2, "")
    assert svar.fel.startswith("handbok: ")


def test_som_eget_program(felbok: Provbok, kommando: Callable[..., Svar], tmp_path: Path) -> None:
    svar = kommando("kontrollera", "--datum", DATUM, "rutiner", cwd=felbok.rot, PYTHONHASHSEED="1")
    assert svar.kod == 1
    assert svar.ut == kommando("kontrollera", "--datum", DATUM, "rutiner", cwd=felbok.rot, PYTHONHASHSEED="2").ut
    assert kommando("kontrollera", "--rot", str(felbok.rot), "--datum", DATUM, "rutiner", cwd=tmp_path).ut == svar.ut

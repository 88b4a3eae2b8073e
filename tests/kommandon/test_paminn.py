"""`handbok paminn`: what it says, writes and sends, and when it refuses."""

import json
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.conftest import RUTIN, Provbok, Svar
from tests.postserver import postserver, stangd_port

ONSDAG = "2026-11-18"
FRAN = ("--fran", "kvalitet@provkommun.se")
Paminn = Callable[..., Svar]


@pytest.fixture
def paminn(handbok: Callable[..., Svar], monkeypatch: pytest.MonkeyPatch) -> Paminn:
    """`handbok paminn` on a day, without any account of the surroundings."""
    monkeypatch.delenv("HANDBOK_SMTP_ANVANDARE", raising=False)
    monkeypatch.delenv("HANDBOK_SMTP_LOSENORD", raising=False)

    def kor(*argument: str | Path, datum: str = ONSDAG) -> Svar:
        svar = handbok("paminn", "--datum", datum, *map(str, argument))
        return Svar(svar.kod, svar.ut.replace("\N{NO-BREAK SPACE}", " "), svar.fel.replace("\N{NO-BREAK SPACE}", " "))

    return kor


@pytest.fixture
def veckans(bok: Provbok) -> Provbok:
    """A handbook where two roles are reminded of one document each."""
    bok.andra("rutiner/fall.md", "översyn_senast: 2027-06-30", "översyn_senast: 2026-12-18")
    bok.andra("processer/stod.md", "översyn_senast: 2027-06-30", "översyn_senast: 2026-11-22")
    return bok


def innehall(mapp: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {fil.name: fil.read_bytes() for fil in mapp.iterdir()}


def test_en_vecka_utan_oversyner_sager_det(bok: Provbok, paminn: Paminn) -> None:
    svar = paminn()
    assert (svar.kod, svar.fel) == (0, "")
    assert svar.ut == (
        "Läget den 18 november 2026, vecka 47 2026. 2 dokument är lästa.\nIngen ska påminnas den här veckan.\n"
    )
    ut = bok.rot / "ut"
    assert paminn("-o", ut, "--smtp", f"127.0.0.1:{stangd_port()}", *FRAN).kod == 0
    assert not ut.exists()


@pytest.mark.usefixtures("veckans")
def test_utan_val_skrivs_meddelandena_ut(paminn: Paminn) -> None:
    svar = paminn()
    assert svar.kod == 0
    assert svar.ut.count("Hej!") == 2
    assert "Till: Enhetschef <enhetschef@provkommun.se>\nÄmne: Översyn av 1 dokument, vecka 47 2026\n" in svar.ut
    assert svar.ut.endswith("""\
Läget den 18 november 2026, vecka 47 2026. 2 dokument är lästa.
2 påminnelser om 2 dokument:
  Enhetschef <enhetschef@provkommun.se>: 1 dokument
  Verksamhetschef <vc@provkommun.se>: 1 dokument
""")


@pytest.mark.parametrize(("format_", "andelse"), [("text", "txt"), ("eml", "eml"), ("ics", "ics")])
def test_en_fil_per_mottagare_och_samma_bytes_nasta_gang(
    veckans: Provbok, paminn: Paminn, format_: str, andelse: str
) -> None:
    ut = veckans.rot / "ny" / "mapp"
    svar = paminn("--format", format_, "-o", ut, *FRAN)
    assert svar.kod == 0
    assert f"2 filer skrevs i {ut}." in svar.ut
    assert "Hej!" not in svar.ut
    forsta = innehall(ut)
    assert sorted(forsta) == [f"2026-v47-enhetschef.{andelse}", f"2026-v47-verksamhetschef.{andelse}"]
    paminn("--format", format_, "-o", ut, *FRAN)
    assert innehall(ut) == forsta


def test_en_fil_som_inte_gar_att_skriva_lamnar_den_gamla(
    veckans: Provbok, paminn: Paminn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ut = veckans.rot / "ut"
    val = ("--format", "eml", "-o", ut, *FRAN)
    paminn(*val)
    fore = innehall(ut)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device", "disken")

    monkeypatch.setattr(Path, "replace", full_disk)
    assert paminn(*val, datum="2026-11-19").kod == 2
    assert innehall(ut) == fore


@pytest.mark.parametrize(
    ("argument", "mening"),
    [
        (["--format", "ics"], "--format ics behöver också -o KATALOG"),
        (["--format", "eml", "-o", "ut"], "E-post behöver också --fran ADRESS"),
        (["--smtp", "localhost:25"], "E-post behöver också --fran ADRESS"),
        (["--smtp", "localhost", *FRAN], '"localhost" är ingen server. Skriv till exempel smtp.'),
        (["--smtp", ":25", *FRAN], '":25" är ingen server'),
        (["--smtp", "a:99999", *FRAN], '"a:99999" är ingen server'),
        (["--smtp", "a:25", "--fran", "a@b.se\nBcc: c@d.se"], "är ingen adress. Skriv till exempel kvalitet@"),
        (["--sajt", "javascript:1"], '"javascript:1" är ingen webbadress'),
        (["--sajt", "https://a.se/\nBcc: c@d.se"], "är ingen webbadress. Skriv till exempel https://"),
        (["--format", "pdf"], "finns inte"),
        (["--puls", "finns-inte/puls.json"], "Mappen finns-inte finns inte, så --puls kan inte skrivas."),
    ],
)
def test_val_som_inte_gar_ihop(paminn: Paminn, argument: list[str], mening: str) -> None:
    svar = paminn(*argument)
    assert (svar.kod, svar.ut) == (2, "")
    assert mening in svar.fel


@pytest.mark.usefixtures("veckans")
def test_skickat_till_en_riktig_server(paminn: Paminn) -> None:
    with postserver() as post:
        svar = paminn("--smtp", post.adress, *FRAN)
    assert (svar.kod, svar.fel) == (0, "")
    assert "Hej!" not in svar.ut
    assert svar.ut.endswith(
        "2 påminnelser skickades.\nE-postservern erbjuder ingen kryptering (STARTTLS), så de skickades okrypterade.\n"
    )
    assert sorted(post.lador) == ["enhetschef@provkommun.se", "vc@provkommun.se"]
    brev = message_from_bytes(post.lador["vc@provkommun.se"][0], policy=default)
    assert brev["Message-ID"] == "<paminnelse-2026-v47-verksamhetschef@provkommun.se>"
    assert "senast söndag den 22 november 2026" in brev.get_content()


def test_smtp_kan_ocksa_spara_det_som_skickas(veckans: Provbok, paminn: Paminn) -> None:
    ut = veckans.rot / "ut"
    with postserver() as post:
        assert paminn("--smtp", post.adress, *FRAN, "--format", "eml", "-o", ut).kod == 0
    assert sorted(innehall(ut).values()) == sorted(b for [b] in post.lador.values())


def test_en_server_som_ar_nere_ger_2_och_ingen_puls(veckans: Provbok, paminn: Paminn) -> None:
    puls = veckans.rot / "puls.json"
    port = stangd_port()
    svar = paminn("--smtp", f"127.0.0.1:{port}", *FRAN, "--puls", puls)
    assert svar.kod == 2
    assert svar.fel == (
        f"handbok: E-postservern 127.0.0.1:{port} svarar inte. Kontrollera adressen och att servern är i gång. "
        "Ingen påminnelse skickades.\n"
    )
    assert "2 påminnelser om 2 dokument" in svar.ut
    assert not puls.exists()


def test_en_nekad_mottagare_stoppar_inte_andra_men_ger_2(veckans: Provbok, paminn: Paminn) -> None:
    puls = veckans.rot / "puls.json"
    with postserver() as post:
        post.nekar["enhetschef@provkommun.se"] = "550 No such user"
        svar = paminn("--smtp", post.adress, *FRAN, "--puls", puls)
    assert svar.kod == 2
    assert "1 påminnelse skickades." in svar.ut
    assert svar.fel == (
        "handbok: 1 påminnelse kunde inte skickas:\n"
        '  enhetschef@provkommun.se: servern svarade 550 "No such user".\n'
    )
    assert list(post.lador) == ["vc@provkommun.se"]
    assert not puls.exists()


@pytest.mark.usefixtures("veckans")
def test_inget_skickat_talar_inte_om_kryptering(paminn: Paminn) -> None:
    with postserver() as post:
        post.nekar = dict.fromkeys(["enhetschef@provkommun.se", "vc@provkommun.se"], "550 Nej")
        svar = paminn("--smtp", post.adress, *FRAN)
    assert svar.kod == 2
    assert svar.ut.endswith("0 påminnelser skickades.\n")


@pytest.mark.usefixtures("veckans")
@pytest.mark.parametrize("satt", ["HANDBOK_SMTP_ANVANDARE", "HANDBOK_SMTP_LOSENORD"])
def test_ett_halvt_konto(paminn: Paminn, monkeypatch: pytest.MonkeyPatch, satt: str) -> None:
    monkeypatch.setenv(satt, "hemligt-ord")
    with postserver() as post:
        svar = paminn("--smtp", post.adress, *FRAN)
    assert (svar.kod, post.lador) == (2, {})
    assert "måste båda ha ett värde, eller ingen av dem" in svar.fel
    assert "hemligt-ord" not in svar.fel


@pytest.mark.usefixtures("veckans")
def test_kontot_tas_ur_miljon_och_gar_inte_i_klartext(paminn: Paminn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOK_SMTP_ANVANDARE", "handbok")
    monkeypatch.setenv("HANDBOK_SMTP_LOSENORD", "hemligt-ord")
    with postserver() as post:
        svar = paminn("--smtp", post.adress, *FRAN)
    assert (svar.kod, post.lador) == (2, {})
    assert "erbjuder ingen kryptering (STARTTLS), så lösenordet skickas inte. Ingen påminnelse skickades." in svar.fel


def test_en_vakant_agares_paminnelse_gar_till_processens_agare(veckans: Provbok, paminn: Paminn) -> None:
    veckans.andra("data/organisation.yml", "{namn: Enhetschef, ", "{namn: Enhetschef, vakant: true, ")
    svar = paminn()
    assert svar.kod == 0
    assert "1 påminnelse om 2 dokument:\n  Verksamhetschef <vc@provkommun.se>: 2 dokument\n" in svar.ut
    assert "går till ägaren av processen Stöd, eftersom rollen Enhetschef är vakant." in svar.ut


def test_utan_mottagare_syns_det_och_ger_1(veckans: Provbok, paminn: Paminn) -> None:
    veckans.andra("data/organisation.yml", "{namn: Verksamhetschef, ", "{namn: Verksamhetschef, vakant: true, ")
    puls = veckans.rot / "puls.json"
    with postserver() as post:
        svar = paminn("--smtp", post.adress, *FRAN, "--puls", puls)
    assert (svar.kod, list(post.lador)) == (1, ["enhetschef@provkommun.se"])
    assert (
        "Utan mottagare: Stöd (processer/stod.md). Ska ses över den här veckan, senast söndag den 22 november 2026. "
        "Rollen Verksamhetschef är vakant, och ingen process som använder dokumentet har en ägare som går att nå.\n"
        "Byt ägare i dokumenten, eller rätta rollerna i data/organisation.yml.\n"
    ) in svar.ut
    assert json.loads(puls.read_text())["paminnelser"] == 1


def test_en_titel_med_radbrytning_forfalskar_inget(veckans: Provbok, paminn: Paminn) -> None:
    veckans.andra("rutiner/fall.md", "titel: Fall", r'titel: "Fall\nBcc: spion@annan.se\e[2J"')
    veckans.andra("processer/stod.md", "titel: Stöd", r'titel: "Stöd\nUtan mottagare: Ingen"')
    veckans.andra("data/organisation.yml", "{namn: Verksamhetschef, ", "{namn: Verksamhetschef, vakant: true, ")
    svar = paminn()
    rader = svar.ut.splitlines()
    assert not any(rad.startswith(("Bcc", "Utan mottagare: Ingen")) for rad in rader)
    assert "- Fall Bcc: spion@annan.se[2J (rutiner/fall.md)" in rader


def test_pulsen_raknar_och_skrivs_hel(veckans: Provbok, paminn: Paminn) -> None:
    puls = veckans.rot / "puls.json"
    svar = paminn("--puls", puls)
    assert svar.kod == 0
    assert "Det finns ingen tidigare puls att jämföra med." in svar.ut
    assert json.loads(puls.read_text()) == {"datum": ONSDAG, "dokument": 2, "mottagare": 2, "paminnelser": 2}
    forsta = puls.read_bytes()
    svar = paminn("--puls", puls)
    assert "puls" not in svar.ut
    assert puls.read_bytes() == forsta
    assert sorted(fil.name for fil in veckans.rot.iterdir() if fil.name.startswith((".", "puls"))) == ["puls.json"]


def test_farre_dokument_an_forra_gangen_stoppar_innan_nagot_skickas(veckans: Provbok, paminn: Paminn) -> None:
    puls = veckans.rot / "puls.json"
    veckans.skriv("rutiner/hot.md", RUTIN)
    paminn("--puls", puls)
    fore = puls.read_bytes()
    (veckans.rot / "rutiner/hot.md").unlink()
    with postserver() as post:
        svar = paminn("--puls", puls, "--smtp", post.adress, *FRAN, "-o", veckans.rot / "ut")
    assert (svar.kod, post.lador, puls.read_bytes()) == (2, {}, fore)
    assert svar.fel == (
        "handbok: Färre dokument än förra gången: 2 mot 3. Ingen påminnelse skickades. "
        f"Kontrollera att inget har försvunnit. Är det meningen, ta bort {puls} och kör igen.\n"
    )
    assert not (veckans.rot / "ut").exists()
    puls.unlink()
    assert paminn("--puls", puls).kod == 0


def test_fler_dokument_an_forra_gangen_hojer_pulsen(veckans: Provbok, paminn: Paminn) -> None:
    puls = veckans.rot / "puls.json"
    paminn("--puls", puls)
    veckans.skriv("rutiner/hot.md", RUTIN)
    assert paminn("--puls", puls).kod == 0
    assert json.loads(puls.read_text())["dokument"] == 3


def test_ett_dokument_med_fel_ar_ett_farre_och_namns(veckans: Provbok, paminn: Paminn) -> None:
    puls = veckans.rot / "puls.json"
    paminn("--puls", puls)
    veckans.andra("rutiner/fall.md", "status: gällande", "status: klar")
    svar = paminn("--puls", puls)
    assert svar.kod == 2
    assert "1 mot 2" in svar.fel
    assert svar.fel.endswith("\n  Inte läst: rutiner/fall.md\n")


def test_ett_dokument_med_fel_tigs_inte_ihjal_utan_puls(veckans: Provbok, paminn: Paminn) -> None:
    veckans.andra("rutiner/fall.md", "status: gällande", "status: klar")
    svar = paminn()
    assert svar.kod == 1
    assert "Läget den 18 november 2026, vecka 47 2026. 1 dokument är läst." in svar.ut
    assert "Inte läst: rutiner/fall.md. Ingen påminns om det dokumentet. Kör handbok kontrollera" in svar.ut
    assert "  Verksamhetschef <vc@provkommun.se>: 1 dokument" in svar.ut


@pytest.mark.parametrize(
    "skadad", ["", "[]", "{", '{"datum": "2026-11-11"}', '{"datum": "x", "dokument": 2}', b"\xff", "null"]
)
def test_en_skadad_puls_sager_sa(veckans: Provbok, paminn: Paminn, skadad: str | bytes) -> None:
    veckans.skriv("puls.json", skadad)
    svar = paminn("--puls", veckans.rot / "puls.json")
    assert (svar.kod, svar.ut) == (2, "")
    assert "går inte att läsa som en puls. Är filen skadad, ta bort den och kör igen." in svar.fel
    assert (veckans.rot / "puls.json").read_bytes() == (skadad if isinstance(skadad, bytes) else skadad.encode())


@pytest.mark.parametrize(("forra", "syns"), [("2026-11-09", False), ("2026-11-08", True)])
def test_veckor_utan_korning_namns(veckans: Provbok, paminn: Paminn, forra: str, *, syns: bool) -> None:
    puls = veckans.rot / "puls.json"
    paminn("--puls", puls, datum=forra)
    svar = paminn("--puls", puls)
    assert svar.kod == 0
    assert ("Ingen har påmints om det som föll veckorna däremellan." in svar.ut) is syns


def test_en_trasig_organisation_ger_2(veckans: Provbok, paminn: Paminn) -> None:
    veckans.andra("data/organisation.yml", "kommun: {namn: Provkommun, kod: 0114}", "kommun: 7")
    svar = paminn()
    assert (svar.kod, svar.ut) == (2, "")
    assert "data/organisation.yml har fel" in svar.fel


def test_som_eget_program(veckans: Provbok, kommando: Callable[..., Svar]) -> None:
    svar = kommando("paminn", "--datum", ONSDAG, "--format", "ics", "-o", "ut", cwd=veckans.rot)
    assert (svar.kod, svar.fel) == (0, "")
    assert sorted(innehall(veckans.rot / "ut")) == ["2026-v47-enhetschef.ics", "2026-v47-verksamhetschef.ics"]

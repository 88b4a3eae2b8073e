"""Reminders as text, mail and calendar, and sent to a real mail server on this machine."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from handbok.modell import Dokument, Lagen, Omfattning, Roll
from handbok.paminnelser import Oversyn, Paminnelse, ar_adress, vecka
from handbok.utskick import FORMAT, Avsandare, Brev, Server, Utskicksfel, skicka, som_eml, som_ics, som_text
from tests.postserver import LOSENORD, postserver, stangd_port

DAG = date(2026, 11, 18)
AVSANDARE = Avsandare("Provkommun", "kvalitet@provkommun.se", DAG)
FRAN = "kvalitet@provkommun.se"
RUBRIKER = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "Content-Type",
    "Content-Transfer-Encoding", "MIME-Version",
}  # fmt: skip
# What an author may have written: anything at all, and above all what ends lines, headers and names.
ELAKT = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(
    "a,;:<>@\"\\()=?\r\n\v\u2028\x85\x1b\x00 å. bc", max_size=60
)
lugnt = settings(deadline=None, max_examples=60)  # reading mail is slow in Python, and slower the first time


def dokument(id_: str = "fall", titel: str = "Fall", fil: str = "rutiner/fall.md") -> Dokument:
    """A document where only the title, the id and the path matter."""
    return Dokument(
        id=id_, fil=fil, titel=titel, typ="rutin", status="gällande", version="1.0", agare="enhetschef",
        faststalld=None, galler_fran=None, galler_till=None, oversyn_senast=None, upphavd=None, granskad=None,
        beslut=None, lagrum=(), galler_for=Omfattning(), publik=False, ersatter=(), ersatt_av=None, skal_upphavd=None,
        andringar=(), sokord=(), undantag=(), remiss=None, process=None, text="", textrad=1, lagen=Lagen(fil),
    )  # fmt: skip


def paminnelse(*oversyner: Oversyn, namn: str = "Enhetschef", brevlada: str = "enhetschef@provkommun.se") -> Paminnelse:
    """To one role, of one review unless others are given."""
    roll = Roll("enhetschef", namn, None, brevlada, None, vakant=False, upphord=None)
    return Paminnelse(roll, brevlada, vecka(DAG), oversyner or (Oversyn(dokument(), DAG, DAG, 0),))


TVA = paminnelse(
    Oversyn(dokument("hot", "Hot och våld", "rutiner/hot.md"), date(2026, 11, 4), DAG, -14, "Rollen Rektor är vakant."),
    Oversyn(dokument(), date(2027, 2, 16), DAG, 90),
)


def las(ra: bytes) -> EmailMessage:
    """A mail as its reader's program takes it."""
    brev = message_from_bytes(ra, policy=default)
    assert isinstance(brev, EmailMessage)
    assert not brev.defects
    return brev


def innehall(ra: bytes) -> str:
    """What the mail says."""
    return str(las(ra).get_content()).replace("\r\n", "\n")


def test_texten() -> None:
    assert som_text(TVA, AVSANDARE).decode().replace("\N{NO-BREAK SPACE}", " ") == """\
Till: Enhetschef <enhetschef@provkommun.se>
Ämne: Översyn av 2 dokument, vecka 47 2026

Hej!

De här dokumenten behöver ses över:

- Hot och våld (rutiner/hot.md)
  Skulle ha setts över senast den 4 november 2026 (för 14 dagar sedan, räknat från den 18 november 2026).
  Rollen Rektor är vakant.

- Fall (rutiner/fall.md)
  Ska ses över senast den 16 februari 2027 (om 90 dagar, räknat från den 18 november 2026).

Läs igenom varje dokument.

Är texten rätt, skriv att den är granskad (handbok granskad). Behöver den ändras, skriv en ny version.

Kvalitetshandboken, Provkommun. Gäller vecka 47 2026, den 16 november 2026 till den 22 november 2026.
"""


def test_med_sajtens_adress_har_varje_dokument_en_lank_och_rollen_en_till_allt_den_ska_gora() -> None:
    lankad = replace(AVSANDARE, sajt="https://intern.provkommun.se/kh/")
    for text in (som_text(TVA, lankad).decode(), innehall(som_eml(TVA, lankad))):
        assert "\n  https://intern.provkommun.se/kh/r/hot/\n" in text
        assert "\n  https://intern.provkommun.se/kh/r/fall/\n" in text
        assert "https://intern.provkommun.se/kh/mina-rutiner/roll/enhetschef/#att-gora" in text
    assert "https://intern.provkommun.se/kh/r/hot/" in str(Calendar.from_ical(som_ics(TVA, lankad)).walk("VEVENT")[0]["DESCRIPTION"])
    assert "http" not in som_text(TVA, AVSANDARE).decode()


def test_ett_ensamt_dokument_star_i_ental() -> None:
    text = som_text(paminnelse(), AVSANDARE).decode()
    assert "Det här dokumentet behöver ses över:" in text
    assert "Läs igenom dokumentet." in text


def test_brevet() -> None:
    brev = las(som_eml(TVA, AVSANDARE))
    assert sorted(brev.keys()) == sorted(RUBRIKER)
    assert brev["From"] == "Kvalitetshandboken <kvalitet@provkommun.se>"
    assert brev["To"] == "Enhetschef <enhetschef@provkommun.se>"
    assert brev["Subject"] == "Översyn av 2\N{NO-BREAK SPACE}dokument, vecka 47 2026"
    assert brev["Date"] == "Wed, 18 Nov 2026 00:00:00 +0100"
    assert brev["Message-ID"] == "<paminnelse-2026-v47-enhetschef@provkommun.se>"
    assert brev["Auto-Submitted"] == "auto-generated"
    assert brev.get_content_type() == "text/plain"
    assert som_text(TVA, AVSANDARE).decode().endswith("\n\n" + innehall(som_eml(TVA, AVSANDARE)))


def test_brevet_gar_genom_varje_server() -> None:
    ra = som_eml(paminnelse(Oversyn(dokument(titel="å" * 900), DAG, DAG, 0), namn="Ö" * 300), AVSANDARE)
    assert ra.isascii()
    rader = ra.split(b"\r\n")
    assert not any(b"\n" in rad or b"\r" in rad for rad in rader)
    assert max(map(len, rader)) <= 78


def test_brevets_id_ar_rollens_och_veckans() -> None:
    sondag = Avsandare("Provkommun", FRAN, date(2026, 11, 22))
    ena, andra = las(som_eml(TVA, AVSANDARE)), las(som_eml(TVA, sondag))
    assert ena["Message-ID"] == andra["Message-ID"]
    assert ena.get_content() == andra.get_content()


@pytest.mark.parametrize("format_", FORMAT)
def test_samma_dag_ger_samma_bytes(format_: str) -> None:
    _, som = FORMAT[format_]
    assert som(TVA, AVSANDARE) == som(TVA, AVSANDARE)


def test_ett_brev_utan_avsandare_finns_inte() -> None:
    with pytest.raises(ValueError, match="sender"):
        som_eml(TVA, Avsandare("Provkommun", None, DAG))


@pytest.mark.parametrize(
    "namn",
    [
        "Chef\r\nBcc: spion@annan.se", "Chef, spion@annan.se, " + "a" * 90, 'Chef" <spion@annan.se>, "', "", ",",
        "Chef, spion@annan.se " + "aa " * 40, "=?utf-8?q?a=2C_spion=40annan.se=2C?=", "(SAS)", "Chef; " * 20,
    ],
)  # fmt: skip
def test_ett_rollnamn_kan_inte_bli_en_mottagare_till(namn: str) -> None:
    brev = las(som_eml(paminnelse(namn=namn), AVSANDARE))
    assert sorted(brev.keys()) == sorted(RUBRIKER)
    assert [a.addr_spec for a in brev["To"].addresses] == ["enhetschef@provkommun.se"]


@lugnt
@given(ELAKT, st.builds("{}@{}.se".format, *[st.integers(1, 60).map("a".__mul__)] * 2))
def test_inget_rollnamn_kan_bli_en_mottagare_till(namn: str, brevlada: str) -> None:
    brev = las(som_eml(paminnelse(namn=namn, brevlada=brevlada), AVSANDARE))
    assert sorted(brev.keys()) == sorted(RUBRIKER)
    assert [a.addr_spec for a in brev["To"].addresses] == [brevlada]
    assert ar_adress(brevlada)


@lugnt
@given(ELAKT, ELAKT)
def test_ingen_titel_kan_bli_en_rad_till(titel: str, skal: str) -> None:
    ond = paminnelse(Oversyn(dokument(titel=titel, fil=f"rutiner/{titel}.md"), DAG, DAG, 0, f"x{skal}"), namn=titel)
    god = paminnelse(Oversyn(dokument(), DAG, DAG, 0, "x"))
    for rader in (som_text(ond, AVSANDARE).decode(), innehall(som_eml(ond, AVSANDARE))):
        assert all(rad.isprintable() for rad in rader.replace("\N{NO-BREAK SPACE}", " ").split("\n"))
    assert som_text(ond, AVSANDARE).count(b"\n") == som_text(god, AVSANDARE).count(b"\n")


def test_kalendern_har_en_heldag_per_oversyn() -> None:
    kalender = Calendar.from_ical(som_ics(TVA, AVSANDARE))
    poster = [dict(p.property_items(recursive=False)) for p in kalender.walk("VEVENT")]
    assert [p["SUMMARY"] for p in poster] == ["Översyn: Hot och våld", "Översyn: Fall"]
    assert [p["DTSTART"].dt for p in poster] == [date(2026, 11, 4), date(2027, 2, 16)]
    assert [p["UID"] for p in poster] == [
        "hot-2026-11-04@provkommun.kvalitetshandboken", "fall-2027-02-16@provkommun.kvalitetshandboken",
    ]  # fmt: skip
    assert {p["DTSTAMP"].dt.isoformat() for p in poster} == {"2026-11-18T00:00:00+00:00"}
    assert "Rollen Rektor är vakant." in poster[0]["DESCRIPTION"]
    assert kalender["VERSION"] == "2.0"


def test_samma_oversyn_ar_samma_kalenderpost_i_varje_paminnelse() -> None:
    def uid(dagar: int) -> str:
        boken = paminnelse(Oversyn(dokument(titel=f"Titel {dagar}"), DAG, DAG, dagar))
        return str(Calendar.from_ical(som_ics(boken, AVSANDARE)).walk("VEVENT")[0]["UID"])

    assert uid(90) == uid(30) == uid(0) == uid(-14)


@lugnt
@given(ELAKT)
def test_ingen_titel_kan_bli_en_kalenderpost_till(titel: str) -> None:
    ra = som_ics(paminnelse(Oversyn(dokument(titel=titel), DAG, DAG, 0, titel), namn=titel), AVSANDARE)
    (post,) = Calendar.from_ical(ra).walk("VEVENT")
    assert sorted(post) == ["DESCRIPTION", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID"]


def brev(*till: str) -> list[Brev]:
    """One mail to each mailbox."""
    return [Brev(t, som_eml(paminnelse(brevlada=t), AVSANDARE)) for t in till]


def test_alla_brev_gar_over_en_forbindelse_och_kommer_fram_som_de_ar() -> None:
    alla = brev("a@provkommun.se", "b@provkommun.se", "c@provkommun.se")
    with postserver() as post:
        kvitto = skicka(alla, FRAN, Server("127.0.0.1", post.port))
    assert (kvitto.nekade, kvitto.krypterat) == ((), False)
    assert post.lador == {b.till: [b.innehall] for b in alla}
    assert post.avsandare == [FRAN] * 3
    assert len(post.forbindelser) == 1


def test_tva_roller_med_samma_brevlada_far_var_sitt_brev() -> None:
    with postserver() as post:
        skicka(brev("a@provkommun.se", "a@provkommun.se"), FRAN, Server("127.0.0.1", post.port))
    assert len(post.lador["a@provkommun.se"]) == 2


def test_det_som_nekas_stoppar_inte_resten() -> None:
    alla = brev("a@provkommun.se", "b@provkommun.se", "c@provkommun.se", "d@provkommun.se")
    with postserver() as post:
        post.nekar["b@provkommun.se"] = "550 No such user\x1b"
        post.nekar_innehall["c@provkommun.se"] = "554 Refused"
        kvitto = skicka(alla, FRAN, Server("127.0.0.1", post.port))
    assert [(b.till, varfor) for b, varfor in kvitto.nekade] == [
        ("b@provkommun.se", 'servern svarade 550 "No such user"'),
        ("c@provkommun.se", 'servern svarade 554 "Refused"'),
    ]
    assert list(post.lador) == ["a@provkommun.se", "d@provkommun.se"]


def test_en_bruten_forbindelse_sager_vilka_som_inte_kom_fram() -> None:
    with postserver() as post:
        post.nekar_innehall["b@provkommun.se"] = "bryt"
        kvitto = skicka(brev("a@provkommun.se", "b@provkommun.se", "c@provkommun.se"), FRAN, Server("127.0.0.1", post.port))
    assert [(b.till, varfor) for b, varfor in kvitto.nekade] == [
        ("b@provkommun.se", "förbindelsen bröts"), ("c@provkommun.se", "förbindelsen bröts"),
    ]  # fmt: skip
    assert list(post.lador) == ["a@provkommun.se"]


def test_en_server_som_stanger_efter_sitt_svar() -> None:
    with postserver() as post:
        post.nekar["a@provkommun.se"] = "421 Closing"
        kvitto = skicka(brev("a@provkommun.se", "b@provkommun.se"), FRAN, Server("127.0.0.1", post.port))
    assert [varfor for _, varfor in kvitto.nekade] == ['servern svarade 421 "Closing"', "förbindelsen bröts"]


@pytest.mark.parametrize("vard", ["127.0.0.1", "a" * 70 + ".se"])
def test_ingen_server(vard: str) -> None:
    with pytest.raises(Utskicksfel, match=r"svarar inte\. Kontrollera adressen"):
        skicka(brev("a@provkommun.se"), FRAN, Server(vard, stangd_port()))


def test_en_tyst_server_vantar_vi_inte_pa_lange() -> None:
    borjan = time.monotonic()
    with (
        socket.create_server(("127.0.0.1", 0)) as uttag,
        pytest.raises(Utskicksfel, match="svarar inte"),
    ):
        skicka(brev("a@provkommun.se"), FRAN, Server("127.0.0.1", uttag.getsockname()[1]), vantetid=0.2)
    assert time.monotonic() - borjan < 4


def test_en_server_som_inte_tar_emot() -> None:
    with socket.create_server(("127.0.0.1", 0)) as uttag:
        def halsa() -> None:
            forbindelse, _ = uttag.accept()
            with forbindelse:
                forbindelse.sendall(b"554 Go away\r\n")

        trad = threading.Thread(target=halsa)
        trad.start()
        with pytest.raises(Utskicksfel, match=r'tar inte emot: servern svarade 554 "Go away"\.'):
            skicka(brev("a@provkommun.se"), FRAN, Server("127.0.0.1", uttag.getsockname()[1]))
        trad.join()


def test_losenordet_skickas_aldrig_okrypterat() -> None:
    with postserver() as post, pytest.raises(Utskicksfel, match="erbjuder ingen kryptering") as fel:
        skicka(brev("a@provkommun.se"), FRAN, Server("127.0.0.1", post.port, ("handbok", LOSENORD)))
    assert LOSENORD not in str(fel.value)
    assert post.lador == {}


@pytest.fixture(scope="module")
def certifikat(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that only this test trusts, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl finns inte, så ingen krypterad server kan startas")
    mapp = Path(tmp_path_factory.mktemp("cert"))
    intyg, nyckel = mapp / "cert.pem", mapp / "nyckel.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", nyckel, "-out", intyg],
        check=True, capture_output=True,
    )  # fmt: skip
    return intyg, nyckel


def kryptering(certifikat: tuple[Path, Path]) -> ssl.SSLContext:
    """For the server."""
    svar = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    svar.load_cert_chain(*certifikat)
    return svar


def test_starttls_anvands_nar_servern_erbjuder_det(
    certifikat: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikat[0]))
    with postserver(tls_context=kryptering(certifikat), require_starttls=True) as post:
        kvitto = skicka(brev("a@provkommun.se"), FRAN, Server("127.0.0.1", post.port))
    assert (kvitto.nekade, kvitto.krypterat, list(post.lador)) == ((), True, ["a@provkommun.se"])


def test_ett_certifikat_som_ingen_har_gatt_i_god_for_godtas_inte(certifikat: tuple[Path, Path]) -> None:
    with (
        postserver(tls_context=kryptering(certifikat)) as post,
        pytest.raises(Utskicksfel, match="certifikat som inte går att lita på"),
    ):
        skicka(brev("a@provkommun.se"), FRAN, Server("127.0.0.1", post.port))
    assert post.lador == {}


def test_inloggning(certifikat: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikat[0]))
    with postserver(tls_context=kryptering(certifikat), auth_required=True) as post:
        kvitto = skicka(brev("a@provkommun.se"), FRAN, Server("127.0.0.1", post.port, ("handbok", LOSENORD)))
        assert (kvitto.nekade, post.anvandare) == ((), ["handbok"])
        with pytest.raises(Utskicksfel, match="godtar inte användarnamnet och lösenordet") as fel:
            skicka(brev("b@provkommun.se"), FRAN, Server("127.0.0.1", post.port, ("handbok", "fel-ord")))
        assert "fel-ord" not in str(fel.value)
        with pytest.raises(Utskicksfel, match="bara innehålla a–z, siffror och vanliga tecken"):
            skicka(brev("b@provkommun.se"), FRAN, Server("127.0.0.1", post.port, ("handbok", "lösen")))
    assert list(post.lador) == ["a@provkommun.se"]

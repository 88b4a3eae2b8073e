"""Reminders as text, mail and calendar, and their way to a mail server.

The same reminder gives the same bytes for the same day. What authors wrote reaches a header, a line or a calendar
entry only as one printable line, so no title can forge another.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

from handbok import adresser
from handbok.kalender import handelse, kalender
from handbok.paminnelser import Oversyn, Paminnelse
from handbok.svenska import antal, datum, en_rad

AVSANDARNAMN = "Kvalitetshandboken"
VANTETID = 30.0  # seconds for each answer of the mail server


@dataclass(frozen=True, slots=True)
class Avsandare:
    """Who reminds, and the day of the run. `adress` is None where nothing is written that needs it; `sajt` is the
    internal site's address with a slash at its end, None where it is not said."""

    kommun: str
    adress: str | None
    dag: date
    sajt: str | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `konto` is user and password."""

    vard: str
    port: int
    konto: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Brev:
    """A finished message and the mailbox it goes to."""

    till: str
    innehall: bytes


@dataclass(frozen=True, slots=True)
class Kvitto:
    """What became of a sending: what was not sent and why, and whether the connection was encrypted."""

    nekade: tuple[tuple[Brev, str], ...]
    krypterat: bool


class Utskicksfel(Exception):
    """Nothing could be sent; the message says why."""


def som_text(paminnelse: Paminnelse, avsandare: Avsandare) -> bytes:
    """To read on a screen: recipient, subject and message."""
    till = f"{en_rad(paminnelse.mottagare.namn)} <{paminnelse.brevlada}>"
    return f"Till: {till}\nÄmne: {_amne(paminnelse)}\n\n{_brodtext(paminnelse, avsandare)}".encode()


def som_eml(paminnelse: Paminnelse, avsandare: Avsandare) -> bytes:
    """A mail. Its id is the role's and the week's, so a mailbox that gets it twice can tell.

    Raises:
        ValueError: there is no sender's address.
    """
    if avsandare.adress is None:
        raise ValueError("a mail needs a sender")
    brev = EmailMessage(policy=SMTP)
    brev["From"] = Address(AVSANDARNAMN, addr_spec=avsandare.adress)
    brev["To"] = Address(_visningsnamn(paminnelse.mottagare.namn), addr_spec=paminnelse.brevlada)
    brev["Subject"] = _amne(paminnelse)
    # The first moment of the day: never in the future for who gets it, which would look like spam.
    brev["Date"] = datetime.combine(avsandare.dag, time(), ZoneInfo("Europe/Stockholm"))
    doman = avsandare.adress.partition("@")[2]
    brev["Message-ID"] = f"<paminnelse-{paminnelse.vecka.id}-{paminnelse.mottagare.id}@{doman}>"
    brev["Auto-Submitted"] = "auto-generated"  # RFC 3834: no "out of office" in answer
    # ASCII on the wire, so that a server without 8BITMIME takes it too.
    brev.set_content(_brodtext(paminnelse, avsandare), charset="utf-8", cte="quoted-printable")
    brev["Content-Language"] = "sv"
    return brev.as_bytes()


def som_ics(paminnelse: Paminnelse, avsandare: Avsandare) -> bytes:
    """A calendar with the last day of each review. An entry the calendar already has is replaced, not doubled."""
    return kalender("Påminnelser", (
        handelse(
            f"{o.dokument.id}-{o.senast}", avsandare.kommun, avsandare.dag, o.senast,
            f"Översyn: {en_rad(o.dokument.titel)}", "\n".join(_rader(o, avsandare)),
        )
        for o in paminnelse.oversyner
    ))  # fmt: skip


FORMAT: Mapping[str, tuple[str, Callable[[Paminnelse, Avsandare], bytes]]] = {
    "text": ("txt", som_text),
    "eml": ("eml", som_eml),
    "ics": ("ics", som_ics),
}


def _visningsnamn(namn: str) -> str:
    """A role's name before its address, without the signs that need quotes: Python loses those when it folds a long
    header, and a comma would then begin another recipient."""
    return " ".join(re.sub(r"[^\w/–-]", " ", namn).split())


def _amne(paminnelse: Paminnelse) -> str:
    return f"Översyn av {antal(len(paminnelse.oversyner), 'dokument', 'dokument')}, {paminnelse.vecka.namn}"


def _brodtext(paminnelse: Paminnelse, avsandare: Avsandare) -> str:
    ett = len(paminnelse.oversyner) == 1
    punkter = ["\n".join(_rader(o, avsandare, "- ", "  ")) for o in paminnelse.oversyner]
    rollsida = f"{avsandare.sajt}mina-rutiner/roll/{paminnelse.mottagare.id}/#att-gora"
    man, son = datum(paminnelse.vecka.mandag), datum(paminnelse.vecka.sondag)
    return "\n\n".join([
        "Hej!",
        "Det här dokumentet behöver ses över:" if ett else "De här dokumenten behöver ses över:",
        *punkter,
        "Läs igenom dokumentet." if ett else "Läs igenom varje dokument.",
        "Är texten rätt, skriv att den är granskad (handbok granskad). Behöver den ändras, skriv en ny version.",
        *([f"Allt som rollen har att göra: {rollsida}"] if avsandare.sajt else []),
        f"{AVSANDARNAMN}, {en_rad(avsandare.kommun)}. Gäller {paminnelse.vecka.namn}, den {man} till den {son}.\n",
    ])  # fmt: skip


def _rader(oversyn: Oversyn, avsandare: Avsandare, forst: str = "", sedan: str = "") -> list[str]:
    dok = oversyn.dokument
    adress = f"{avsandare.sajt}{adresser.kortadress(dok.id)}" if avsandare.sajt else None
    rader = (f"{dok.titel} ({dok.fil})", oversyn.mening(), oversyn.i_stallet, adress)
    return [(sedan if i else forst) + en_rad(rad) for i, rad in enumerate(r for r in rader if r)]


def skicka(brev: Sequence[Brev], fran: str, server: Server, vantetid: float = VANTETID) -> Kvitto:
    """Sends all over one connection, encrypted where the server can. What is refused does not stop the rest.

    Raises:
        Utskicksfel: nothing was sent: no answer, no trust in the server's certificate, or no login.
    """
    smtp, krypterat = _anslut(server, vantetid)
    nekade: list[tuple[Brev, str]] = []
    try:
        for i, b in enumerate(brev):
            try:
                smtp.sendmail(fran, [b.till], b.innehall)
            except smtplib.SMTPRecipientsRefused as fel:
                nekade.append((b, _svar(*fel.recipients[b.till])))
            except smtplib.SMTPResponseException as fel:
                nekade.append((b, _svar(fel.smtp_code, fel.smtp_error)))
            except OSError:  # also SMTPServerDisconnected: nothing more can be sent
                nekade += [(resten, "förbindelsen bröts") for resten in brev[i:]]
                break
    finally:
        with suppress(OSError):  # what was accepted stays so, however the server says goodbye
            smtp.quit()
    return Kvitto(tuple(nekade), krypterat)


def _anslut(server: Server, vantetid: float) -> tuple[smtplib.SMTP, bool]:
    namn = f"{server.vard}:{server.port}"
    try:
        smtp = smtplib.SMTP(server.vard, server.port, timeout=vantetid)
    except smtplib.SMTPResponseException as fel:
        raise Utskicksfel(f"E-postservern {namn} tar inte emot: {_svar(fel.smtp_code, fel.smtp_error)}.") from fel
    except (OSError, UnicodeError) as fel:  # UnicodeError: a name no host can have
        raise Utskicksfel(f"E-postservern {namn} svarar inte. Kontrollera adressen och att servern är i gång.") from fel
    try:
        return smtp, _logga_in(smtp, server, namn)
    except BaseException:
        smtp.close()
        raise


def _logga_in(smtp: smtplib.SMTP, server: Server, namn: str) -> bool:
    """Encrypts where the server offers it, and logs in; a password never leaves in the clear. Whether encrypted."""
    try:
        smtp.ehlo_or_helo_if_needed()
        if krypterat := smtp.has_extn("starttls"):
            smtp.starttls(context=ssl.create_default_context())
        if server.konto and not krypterat:
            raise Utskicksfel(f"E-postservern {namn} erbjuder ingen kryptering (STARTTLS), så lösenordet skickas inte.")
        if server.konto:
            smtp.login(*server.konto)
    except UnicodeError as fel:  # smtplib sends nothing else, though RFC 4616 would
        raise Utskicksfel("Användarnamn och lösenord får bara innehålla a–z, siffror och vanliga tecken.") from fel
    except smtplib.SMTPAuthenticationError as fel:
        raise Utskicksfel(f"E-postservern {namn} godtar inte användarnamnet och lösenordet.") from fel
    except smtplib.SMTPNotSupportedError as fel:
        raise Utskicksfel(f"E-postservern {namn} tar inte emot något lösenord.") from fel
    except ssl.SSLError as fel:
        raise Utskicksfel(f"E-postservern {namn} har ett certifikat som inte går att lita på.") from fel
    except OSError as fel:
        raise Utskicksfel(f"E-postservern {namn} bröt förbindelsen.") from fel
    return krypterat


def _svar(kod: int, text: bytes | str) -> str:
    ord_ = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f'servern svarade {kod} "{en_rad(ord_)}"'

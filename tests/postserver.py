"""A real mail server of one's own on this machine, that remembers what it gets and refuses what it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOSENORD = "hemligt-ord"


@dataclass
class Postserver:
    """`lador` holds mailbox -> messages, as bytes. `nekar` maps a mailbox to the answer at RCPT or at DATA."""

    port: int = 0
    lador: dict[str, list[bytes]] = field(default_factory=dict)
    nekar: dict[str, str] = field(default_factory=dict)
    nekar_innehall: dict[str, str] = field(default_factory=dict)
    avsandare: list[str] = field(default_factory=list)
    forbindelser: set[tuple[str, int]] = field(default_factory=set)
    anvandare: list[str] = field(default_factory=list)

    @property
    def adress(self) -> str:
        """As `--smtp` takes it."""
        return f"127.0.0.1:{self.port}"

    async def handle_RCPT(self, _s: SMTP, session: Session, kuvert: Envelope, till: str, _val: list[str]) -> str:
        self.forbindelser.add(session.peer)
        if till in self.nekar:
            return self.nekar[till]
        kuvert.rcpt_tos.append(till)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, kuvert: Envelope) -> str | None:
        for till in kuvert.rcpt_tos:
            if self.nekar_innehall.get(till) == "bryt":
                server.transport.abort()
                return "451 bruten"
            if till in self.nekar_innehall:
                return self.nekar_innehall[till]
            self.lador.setdefault(till, []).append(kuvert.original_content)
            self.avsandare.append(kuvert.mail_from)
        return "250 OK"

    def logga_in(self, _s: SMTP, _session: Session, _kuvert: Envelope, _sort: str, uppgift: LoginPassword) -> AuthResult:
        """One password opens for all."""
        self.anvandare.append(uppgift.login.decode())
        return AuthResult(success=uppgift.password == LOSENORD.encode(), handled=False)


class _Styr(Controller):
    """Listens on a socket that is already open, so that no one else can take the port in between."""

    def __init__(self, uttag: socket.socket, *args: Any, **kw: Any) -> None:
        super().__init__(*args, hostname="127.0.0.1", port=uttag.getsockname()[1], **kw)
        self.uttag = uttag

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.uttag)


@contextmanager
def postserver(**val: Any) -> Iterator[Postserver]:
    """The server, running; `val` goes to aiosmtpd (`tls_context`, `auth_required` …)."""
    post = Postserver()
    if val.get("tls_context"):
        val["authenticator"] = post.logga_in
    styr = _Styr(socket.create_server(("127.0.0.1", 0)), post, **val)
    post.port = styr.port
    styr.start()
    try:
        yield post
    finally:
        styr.stop()


def stangd_port() -> int:
    """A port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as uttag:
        return int(uttag.getsockname()[1])

"""The command line: a thin rim. `main(argv)` returns 0, 1 (at least one fel) or 2 (could not do its job)."""

import argparse
import errno
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from handbok import mallfiler, utskick
from handbok.historik import GitSaknas
from handbok.inlasning import Rotfel
from handbok.kommandon import Kommandofel
from handbok.kommandon.arshjul import FORMAT as KALENDERFORMAT
from handbok.kommandon.arshjul import arshjul
from handbok.kommandon.bpmn import exportera, importera
from handbok.kommandon.kontrollera import kontrollera
from handbok.kommandon.paminn import paminn
from handbok.kommandon.sajt import bygg, visa
from handbok.kommandon.skriva import BERATTELSE, granskad, ny
from handbok.kommandon.skydda import skydda_tabell
from handbok.kommandon.status import DELAR, status
from handbok.kommandon.uppslag import lag, regel
from handbok.kontroller import FAMILJER, KONTROLLER
from handbok.paminnelser import ar_adress
from handbok.publicering.bygge import Byggfel
from handbok.rapport import FORMAT
from handbok.svenska import menade_du

Kommando = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command."""
    _oppna_strommar()
    try:
        val = _tolkare().parse_args(argv)
    except SystemExit as slut:
        return 0 if slut.code in (0, None) else 2
    kommando: Kommando = val.kommando
    try:
        utfall = kommando(val)
        sys.stdout.flush()
        return utfall
    except (Kommandofel, Rotfel, Byggfel, GitSaknas) as fel:
        print(f"handbok: {fel}", file=sys.stderr)
    except BrokenPipeError:
        _kasta_svaret()
    except OSError as fel:
        if fel.filename is None:
            _kasta_svaret()
        orsak = _ORSAKER.get(fel.errno or 0, fel.strerror)
        print(f"handbok: {fel.filename or 'svaret'} går inte att läsa eller skriva ({orsak}).", file=sys.stderr)
    except MemoryError:
        print("handbok: handboken är för stor för datorns minne.", file=sys.stderr)
    except KeyboardInterrupt:
        print("handbok: avbrutet.", file=sys.stderr)
    except Exception as fel:
        # A fault of the program is not one of the content (1), and its reader is no programmer.
        if "HANDBOK_FELSOK" in os.environ:
            raise
        plats = traceback.extract_tb(fel.__traceback__)[-1]
        vad = f"{type(fel).__name__} i {Path(plats.filename).name} rad {plats.lineno}"
        print(f"handbok: fel i programmet ({vad}). Anmäl det till den som sköter handbokens program.", file=sys.stderr)
    return 2


_ORSAKER = {
    errno.EACCES: "du har inte behörighet", errno.EPERM: "du har inte behörighet", errno.ENOENT: "finns inte",
    errno.ENOSPC: "det finns ingen plats kvar", errno.EISDIR: "det är en mapp",
    errno.EROFS: "det går inte att skriva där", errno.ENAMETOOLONG: "namnet är för långt",
}  # fmt: skip


def _oppna_strommar() -> None:
    """Windows consoles are not UTF-8 by themselves, and whoever started the command may have closed its output."""
    if sys.stdout is None or sys.stderr is None:
        tomt = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- as long as the process
        sys.stdout, sys.stderr = sys.stdout or tomt, sys.stderr or tomt
    for strom in (sys.stdout, sys.stderr):
        if hasattr(strom, "reconfigure"):
            strom.reconfigure(encoding="utf-8", errors="replace")


def _kasta_svaret() -> None:
    """Nobody can take the answer: what is left of it must not be tried again when the process ends."""
    with suppress(OSError):  # a stream without a file behind it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_SVENSK_HJALP = (
    ("usage: ", "användning: "),
    ("positional arguments:", "det här anger du:"),
    ("options:", "val:"),
    ("show this help message and exit", "visa den här hjälpen"),
)


class _Tolkare(argparse.ArgumentParser):
    """argparse in Swedish."""

    def format_help(self) -> str:
        text = super().format_help()
        for engelska, svenska in _SVENSK_HJALP:
            text = text.replace(engelska, svenska)
        return text

    def error(self, message: str) -> NoReturn:
        for engelska, svenska in _OVERSATT:
            message = message.replace(engelska, svenska)
        print(f"handbok: {message}\nSkriv handbok --help för hjälp.", file=sys.stderr)
        raise SystemExit(2)


_OVERSATT = (
    ("the following arguments are required:", "Det här saknas:"),
    ("unrecognized arguments:", "Det här går inte att förstå:"),
    ("invalid choice:", "finns inte:"),
    ("choose from", "välj bland"),
    ("expected one argument", "behöver ett värde"),
    ("argument ", ""),
)


def _tolkare() -> argparse.ArgumentParser:
    tolkare = _Tolkare(prog="handbok", description="Kontrollerar och publicerar kvalitetshandboken.")
    under = tolkare.add_subparsers(required=True, metavar="KOMMANDO", parser_class=_Tolkare)

    def kommando(namn: str, hjalp: str, gor: Kommando, *, datum: bool = True) -> argparse.ArgumentParser:
        k = under.add_parser(namn, help=hjalp, description=hjalp)
        hjalp_rot = "handbokens mapp (annars där du står)"
        k.add_argument("--rot", type=Path, default=Path(), metavar="KATALOG", help=hjalp_rot)
        k.add_argument("--datum", type=_datum, default=None, metavar="ÅÅÅÅ-MM-DD", help="läget den dagen (annars i dag)"
                       if datum else argparse.SUPPRESS)  # fmt: skip
        k.set_defaults(kommando=gor)
        return k

    k = kommando("kontrollera", "Kontrollerar handboken.", kontrollera)
    k.add_argument("stigar", nargs="*", metavar="STIG", help="visa bara anmärkningar i de här filerna och mapparna")
    k.add_argument("--format", choices=FORMAT, default="text", help="hur svaret skrivs")
    k.add_argument("--valj", type=_koder, default=(), metavar="KOD,KOD", help="bara dessa regler eller familjer")
    k.add_argument("--hoppa", type=_koder, default=(), metavar="KOD,KOD", help="inte dessa regler eller familjer")
    k.add_argument("--bas", metavar="GITREV", help="jämför beslutade texter med den här versionen i git")
    k.add_argument("--jamfor", type=Path, metavar="RAPPORT.json", help="stoppa om färre dokument syns än i rapporten")
    k = kommando("regel", "Förklarar en regel, eller listar alla.", regel, datum=False)
    k.add_argument("kod", nargs="?", metavar="KOD")
    k = kommando("lag", "Säger vad registret vet om ett lagrum.", lag)
    k.add_argument("lagrum", metavar="LAGRUM", help='till exempel "SoL 14:3"')
    k = kommando("ny", "Skapar ett utkast till en rutin, process eller nästa kvalitetsberättelse.", ny, datum=False)
    k.add_argument("slag", choices=(*mallfiler.MALLAR, BERATTELSE))
    k.add_argument("titel", nargs="?", metavar="TITEL", help="titeln, eller kvalitetsberättelsens period")
    k = kommando("granskad", "Skriver att ett dokument är granskat utan ändring.", granskad)
    k.add_argument("id", metavar="ID")
    k.add_argument("--av", required=True, metavar="ROLL", help="rollen som granskade")
    k.add_argument("--till", type=_datum, default=None, metavar="ÅÅÅÅ-MM-DD", help="nästa översyn senast")
    k = kommando("status", "Säger hur det står till med handboken.", status)
    for namn, (hjalp, _) in DELAR.items():
        k.add_argument(f"--{namn}", action="store_true", help=hjalp)
    k.add_argument("--format", choices=("text", "json"), default="text", help="hur svaret skrivs")
    k = kommando("skydda", "Döljer små tal i en tabell, och så många till att ingen kan räkna fram dem.", skydda_tabell,
                 datum=False)  # fmt: skip
    k.add_argument("tabell", metavar="TABELL", help="CSV-filen, eller perioden och namnet: 2025/fall")
    k.add_argument("--fran", type=Path, default=None, metavar="FIL", help="de oskyddade siffrorna, utanför handboken")
    k.add_argument("--anda", action="store_true", help="även om de oskyddade siffrorna redan är sparade i git")
    k = kommando("arshjul", "Säger vad som står på tur i årshjulet.", arshjul)
    k.add_argument("--roll", metavar="ROLL", help="bara rollens egna uppgifter")
    k.add_argument("--format", choices=KALENDERFORMAT, default="text", help="text, eller en kalender")
    k = kommando("paminn", "Påminner ägarna om veckans översyner, ett meddelande var.", paminn)
    k.add_argument("--format", choices=tuple(utskick.FORMAT), default="text", help="hur påminnelserna skrivs")
    k.add_argument("-o", "--ut", type=Path, default=None, metavar="KATALOG", help="skriv en fil per mottagare här")
    k.add_argument("--smtp", type=_server, default=None, metavar="VÄRD:PORT", help="skicka med den här e-postservern")
    k.add_argument("--fran", type=_brevlada, default=None, metavar="ADRESS", help="adressen påminnelserna kommer från")
    k.add_argument("--sajt", type=_sajt, default=None, metavar="URL", help="den interna webbplatsen, dit länkarna går")
    k.add_argument("--puls", type=Path, default=None, metavar="FIL", help="stoppa om färre dokument syns än sist")
    k = kommando("exportera", "Skriver en process som BPMN 2.0, för ritprogram.", exportera, datum=False)
    k.add_argument("slag", choices=("bpmn",))
    k.add_argument("id", metavar="ID", help="processens id")
    k.add_argument("-o", "--ut", type=Path, default=None, metavar="FIL", help="skriv i den här filen")
    k = kommando("importera", "Gör ett utkast till process av en BPMN-fil.", importera, datum=False)
    k.add_argument("slag", choices=("bpmn",))
    k.add_argument("fil", type=Path, metavar="FIL")
    k.add_argument("--id", default=None, metavar="ID", help="utkastets id (annars efter namnet i filen)")
    k.add_argument("--agare", default=None, metavar="ROLL", help="rollen som äger processen")
    k = kommando("bygg", "Bygger webbplatsen.", bygg)
    k.add_argument("--publik", action="store_true", help="bygg den publika webbplatsen")
    k.add_argument("-o", "--ut", type=Path, default=None, metavar="KATALOG", help="var sidorna läggs")
    k = kommando("visa", "Visar webbplatsen medan du skriver.", visa)
    k.add_argument("--adress", default="127.0.0.1:8000", metavar="VÄRD:PORT")
    k.add_argument("--publik", action="store_true", help="visa den publika webbplatsen")
    return tolkare


def _datum(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a calendar day, no moment
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" är inget datum. Skriv till exempel 2026-11-21.') from None


def _server(text: str) -> tuple[str, int]:
    vard, _, port = text.rpartition(":")
    vard = vard.removeprefix("[").removesuffix("]")  # [::1]:25
    if not vard or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f'"{text}" är ingen server. Skriv till exempel smtp.exempelkommun.se:25.')
    return vard, int(port)


def _brevlada(text: str) -> str:
    if not ar_adress(text):
        raise argparse.ArgumentTypeError(f'"{text}" är ingen adress. Skriv till exempel kvalitet@exempelkommun.se.')
    return text


def _sajt(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise argparse.ArgumentTypeError(f'"{text}" är ingen webbadress. Skriv till exempel https://kvalitet.exempelkommun.se/.')
    return text.rstrip("/") + "/"


def _koder(text: str) -> tuple[str, ...]:
    koder = tuple(k.strip().upper() for k in text.split(",") if k.strip())
    kanda = [*FAMILJER, *(k.kod for k in KONTROLLER)]
    for kod in koder:
        if not any(k.startswith(kod) for k in kanda):
            raise argparse.ArgumentTypeError(f"Regeln {kod} finns inte. {menade_du(kod, kanda)}")
    return koder

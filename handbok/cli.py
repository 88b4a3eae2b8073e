"""The commands: a thin rim. `main(argv)` returns 0, 1 (at least one fel) or 2 (could not do its job)."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from handbok import mallfiler, regelsidor
from handbok.historik import med_historik
from handbok.inlasning import Rotfel, las_handbok
from handbok.kontroller import FAMILJER, KONTROLLER, Kontroll, Resultat, kor
from handbok.modell import Handbok, InteKontrollerat
from handbok.publicering import bygge
from handbok.rapport import FORMAT, Rapport
from handbok.svenska import menade_du, till_id


class Kommandofel(Exception):
    """The command cannot do its job; the message goes to the user and the exit code is 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command."""
    for strom in (sys.stdout, sys.stderr):
        if hasattr(strom, "reconfigure"):  # Windows consoles are not UTF-8 by themselves
            strom.reconfigure(encoding="utf-8", errors="replace")
    try:
        val = _tolkare().parse_args(argv)
    except SystemExit as slut:
        return 0 if slut.code in (0, None) else 2
    kommando: Callable[[argparse.Namespace], int] = val.kommando
    try:
        return kommando(val)
    except (Kommandofel, Rotfel, bygge.Byggfel) as fel:
        print(f"handbok: {fel}", file=sys.stderr)
        return 2
    except OSError as fel:
        print(f"handbok: {fel.filename or 'filen'} går inte att läsa eller skriva ({fel.strerror}).", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 2
    except KeyboardInterrupt:
        return 2


class _Tolkare(argparse.ArgumentParser):
    """argparse in Swedish."""

    def error(self, message: str) -> None:  # type: ignore[override]
        okant = "Kommandot går inte att förstå" if "invalid choice" not in message else "Valet finns inte"
        print(f"handbok: {okant}: {message}\nSkriv handbok --help för hjälp.", file=sys.stderr)
        raise SystemExit(2)


def _tolkare() -> argparse.ArgumentParser:
    tolkare = _Tolkare(prog="handbok", description="Kontrollerar och publicerar kvalitetshandboken.")
    under = tolkare.add_subparsers(required=True, metavar="KOMMANDO", parser_class=_Tolkare)

    def kommando(namn: str, hjalp: str, gor: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        k = under.add_parser(namn, help=hjalp, description=hjalp)
        k.add_argument("--rot", type=Path, default=Path(), metavar="KATALOG", help="handbokens mapp (annars den du står i)")
        k.set_defaults(kommando=gor)
        return k

    def med_datum(k: argparse.ArgumentParser) -> None:
        k.add_argument("--datum", type=_datum, default=None, metavar="ÅÅÅÅ-MM-DD", help="läget den dagen (annars i dag)")

    k = kommando("kontrollera", "Kontrollerar handboken.", _kontrollera)
    k.add_argument("stigar", nargs="*", metavar="STIG", help="visa bara anmärkningar i de här filerna och mapparna")
    k.add_argument("--format", choices=FORMAT, default="text", help="hur svaret skrivs")
    k.add_argument("--valj", type=_koder, default=(), metavar="KOD,KOD", help="kör bara dessa regler (eller familjer)")
    k.add_argument("--hoppa", type=_koder, default=(), metavar="KOD,KOD", help="hoppa över dessa regler (eller familjer)")
    med_datum(k)
    k = kommando("regel", "Förklarar en regel, eller listar alla.", _regel)
    k.add_argument("kod", nargs="?", metavar="KOD")
    k = kommando("ny", "Skapar ett utkast till en rutin eller process.", _ny)
    k.add_argument("slag", choices=mallfiler.MALLAR)
    k.add_argument("titel", metavar="TITEL")
    k = kommando("bygg", "Bygger webbplatsen.", _bygg)
    k.add_argument("--publik", action="store_true", help="bygg den publika webbplatsen")
    k.add_argument("-o", "--ut", type=Path, default=None, metavar="KATALOG", help="var sidorna läggs")
    med_datum(k)
    k = kommando("visa", "Visar webbplatsen medan du skriver.", _visa)
    k.add_argument("--adress", default="127.0.0.1:8000", metavar="VÄRD:PORT")
    k.add_argument("--publik", action="store_true", help="visa den publika webbplatsen")
    med_datum(k)
    return tolkare


def _datum(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a calendar day, no moment
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" är inget datum. Skriv till exempel 2026-11-21.') from None


def _koder(text: str) -> tuple[str, ...]:
    koder = tuple(k.strip().upper() for k in text.split(",") if k.strip())
    alla = [*FAMILJER, *(k.kod for k in KONTROLLER)]
    for kod in koder:
        if not any(a.startswith(kod) for a in alla) and not kod.startswith(FAMILJER):
            raise argparse.ArgumentTypeError(f"Regeln {kod} finns inte. {menade_du(kod, alla)}")
    return koder


def _idag(val: argparse.Namespace) -> date:
    return val.datum or datetime.now(ZoneInfo("Europe/Stockholm")).date()


def las(rot: Path, dag: date) -> Handbok:
    """The handbook with its history."""
    return med_historik(las_handbok(rot, dag), rot)


def _kontrollera(val: argparse.Namespace) -> int:
    handbok = las(val.rot, _idag(val))

    def vald(kod: str) -> bool:
        with_val = not val.valj or any(kod.startswith(v) or v.startswith(kod) for v in val.valj)
        return with_val and not any(kod.startswith(h) for h in val.hoppa)

    resultat = kor(handbok, [k for k in KONTROLLER if vald(k.kod)])
    saknade = _saknade_register(handbok, vald)
    rapport = _rapport(handbok, resultat, saknade, [_stig(val.rot, s) for s in val.stigar])
    print(FORMAT[val.format](rapport), end="")
    if saknade:
        return 2
    return 1 if rapport.antal_fel else 0


def _saknade_register(handbok: Handbok, vald: Callable[[str], bool]) -> list[InteKontrollerat]:
    """The law and requirement registers: without them their rules cannot run, and the run has not done its job."""
    register = (("LAG", handbok.lagar, "data/lagar"), ("KRAV", handbok.krav, "data/krav"))
    return [
        InteKontrollerat(mapp, f"reglerna {familj}", "Registret saknas eller går inte att läsa.")
        for familj, innehall, mapp in register
        if innehall is None and vald(familj)
    ]


def _stig(rot: Path, stig: str) -> PurePosixPath:
    for bas in (Path(), rot):
        vag = (bas / stig).resolve()
        if vag.exists() and vag.is_relative_to(rot.resolve()):
            return PurePosixPath(vag.relative_to(rot.resolve()).as_posix())
    raise Kommandofel(f"{stig} finns inte i handboken.")


def _rapport(
    handbok: Handbok, resultat: Resultat, saknade: list[InteKontrollerat], stigar: list[PurePosixPath]
) -> Rapport:
    def med(fil: str) -> bool:
        return not stigar or any(PurePosixPath(fil).is_relative_to(s) for s in stigar)

    kontrollerat = {slag: handbok.antal_lasta.get(slag, 0) for slag in ("dokument", "sidor", "tabeller", "uppgifter")}
    kontrollerat["lagrum"] = sum(len(d.lagrum) for d in handbok.dokument)
    return Rapport(
        handbok.datum, kontrollerat,
        tuple(sorted([*saknade, *(i for i in resultat.inte_kontrollerat if med(i.fil))])),
        tuple(a for a in resultat.anmarkningar if med(a.fynd.plats.fil)),
    )  # fmt: skip


def _regel(val: argparse.Namespace) -> int:
    if val.kod is None:
        for kontroll in KONTROLLER:
            print(f"{kontroll.kod}  {regelsidor.regelsida(kontroll).titel}")
        return 0
    per_kod: dict[str, Kontroll] = {k.kod: k for k in KONTROLLER}
    kod = val.kod.upper()
    if kod not in per_kod:
        raise Kommandofel(f"Regeln {kod} finns inte. {menade_du(kod, per_kod)}")
    print(regelsidor.som_text(regelsidor.regelsida(per_kod[kod])), end="")
    return 0


def _ny(val: argparse.Namespace) -> int:
    handbok = las_handbok(val.rot, date.today())  # noqa: DTZ011 -- the day does not matter for a draft
    if handbok.organisation is None:
        raise Kommandofel("data/organisation.yml har fel. Kör handbok kontrollera och rätta dem först.")
    id_ = till_id(val.titel)
    if not id_:
        raise Kommandofel("Titeln behöver minst en bokstav eller siffra.")
    mapp, _ = mallfiler.MALLAR[val.slag]
    upptagen = handbok.trasiga.get(id_) or next((d.fil for d in handbok.dokument if d.id == id_), None)
    if upptagen:
        raise Kommandofel(f"Det finns redan ett dokument med id {id_}: {upptagen}. Välj en annan titel.")
    vag = val.rot / mapp / f"{id_}.md"
    vag.parent.mkdir(exist_ok=True)
    with vag.open("x", encoding="utf-8", newline="\n") as fil:
        fil.write(mallfiler.utkast(val.slag, val.titel, handbok.organisation))
    print(f"Skapade {vag.as_posix()}. Öppna filen, fyll i, och kör handbok kontrollera.")
    return 0


def _bygg(val: argparse.Namespace) -> int:
    handbok = las(val.rot, _idag(val))
    resultat = kor(handbok)
    stoppar = tuple(a for a in resultat.anmarkningar if a.stoppar)
    if stoppar:
        rapport = _rapport(handbok, Resultat(stoppar, resultat.inte_kontrollerat), [], [])
        print(FORMAT["text"](rapport), end="")
        print("Webbplatsen byggdes inte. Rätta felen och försök igen.", file=sys.stderr)
        return 1
    ut = val.ut or val.rot / ("site-publik" if val.publik else "site")
    bygge.bygg(val.rot, ut, handbok.datum, publik=val.publik)
    print(f"Webbplatsen finns i {os.path.relpath(ut)}.")
    return 0


def _visa(val: argparse.Namespace) -> int:
    bygge.visa(val.rot, val.adress, val.datum, publik=val.publik)
    return 0

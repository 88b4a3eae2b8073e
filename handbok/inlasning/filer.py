"""Bytes from disk, inside the root only, and of a bounded size."""

import os
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

STORSTA_TEXT = 2_000_000
FORBJUDEN_LANK = (
    "Det här är en länk till en mapp, eller till något som inte hör till handboken.",
    "Ersätt länken med en vanlig fil eller mapp.",
)


OLASBAR_MAPP = (
    "Mappen går inte att läsa.",
    "Kontrollera att du får läsa den, och att den inte ligger för djupt.",
)


class LasFelUndantag(Exception):
    """A file that cannot be read as text; line, column and a Swedish sentence for its author."""

    def __init__(self, text: str, gor_sa_har: str, rad: int = 1, kolumn: int = 1) -> None:
        super().__init__(text)
        self.text, self.gor_sa_har, self.rad, self.kolumn = text, gor_sa_har, rad, kolumn


def filer_under(rot: Path, mapp: str) -> Iterator[str]:
    """Every file below `rot/mapp` as a path relative to `rot` with `/`, sorted; hidden files are left out."""
    for katalog, poster in _kataloger(rot, mapp, []):
        if "/." not in katalog:
            yield from (f"{katalog}/{p.name}" for p in poster if not _ar_mapp(p) and not p.name.startswith("."))


def forbjudna_lankar(rot: Path, mapp: str) -> Iterator[str]:
    """Links at or below `rot/mapp` that leave the root or name a hidden file, and every link to a folder.

    `filer_under` does not follow links to folders, and a site generator may: what they hold would go unchecked.
    """
    if (rot / mapp).is_symlink():
        yield mapp
    for katalog, poster in _kataloger(rot, mapp, []):
        for p in poster:
            if p.is_symlink() and (_ar_mapp(p) or not _innanfor(rot, Path(p.path))):
                yield f"{katalog}/{p.name}"


def olasbara_mappar(rot: Path, mapp: str) -> list[str]:
    """Folders at or below `rot/mapp` that may not be listed: what they hold is not known."""
    fel: list[str] = []
    for _ in _kataloger(rot, mapp, fel):
        pass
    return fel


def _kataloger(rot: Path, mapp: str, fel: list[str]) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Each folder at and below `rot/mapp` with its entries, sorted; links are not followed, however deep it is."""
    vantar = [] if (rot / mapp).is_symlink() else [mapp]
    while vantar:
        katalog = vantar.pop()
        try:
            with os.scandir(rot / katalog) as poster:
                alla = sorted(poster, key=lambda p: p.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            fel.append(katalog)
            continue
        yield katalog, alla
        vantar += [f"{katalog}/{p.name}" for p in reversed(alla) if p.is_dir(follow_symlinks=False)]


def _ar_mapp(post: os.DirEntry[str]) -> bool:
    """Whether an entry, links followed, is a folder; a link that leads round to itself is not."""
    try:
        return post.is_dir()
    except OSError:
        return False


def _innanfor(rot: Path, vag: Path) -> bool:
    """Whether a path, links followed, ends at a file of the handbook that is not hidden."""
    mapp, verklig = _verklig_rot(rot), os.path.realpath(vag)
    return verklig.startswith(mapp) and f"{os.sep}." not in verklig[len(mapp) - 1 :]


@lru_cache(maxsize=1)
def _verklig_rot(rot: Path) -> str:
    return os.path.realpath(rot).rstrip(os.sep) + os.sep


def las_bytes(rot: Path, fil: str) -> bytes:
    """The file's bytes. A link that leaves the root, or a file too large to be a text, is refused."""
    vag = rot / fil
    try:
        if not _innanfor(rot, vag):
            raise LasFelUndantag(*FORBJUDEN_LANK)
        if not vag.is_file():
            raise LasFelUndantag("Det här är ingen vanlig fil.", "Ersätt den med en vanlig fil.")
        if vag.stat().st_size > STORSTA_TEXT:
            raise LasFelUndantag(
                f"Filen är större än {STORSTA_TEXT // 1_000_000} MB och läses inte.",
                "Dela upp filen, eller ta bort det som inte är text.",
            )
        return vag.read_bytes()
    except OSError as fel:
        raise LasFelUndantag(
            f"Filen går inte att öppna ({fel.strerror}).", "Kontrollera att filen finns och får läsas."
        ) from fel


def till_text(ra: bytes) -> str:
    """UTF-8 (with or without BOM) as NFC text with `\\n` line ends.

    Raises:
        LasFelUndantag: at the line and column of the first byte that is not UTF-8, or of a NUL.
    """
    try:
        text = ra.decode("utf-8-sig")
    except UnicodeDecodeError as fel:
        raise LasFelUndantag(
            "Filen är inte sparad som UTF-8, så å, ä och ö går inte att läsa.",
            "Öppna filen i redigeraren och spara den med teckenkodningen UTF-8.",
            *punkt_efter(_radslut(fel.object[: fel.start].decode("utf-8"))),
        ) from fel
    text = _radslut(text)
    if "\0" in text:
        raise LasFelUndantag(
            "Filen innehåller tecken som inte är text.",
            "Hämta tillbaka den senaste hela versionen av filen.",
            *punkt_efter(text[: text.index("\0")]),
        )
    return unicodedata.normalize("NFC", text)


def punkt_efter(text: str) -> tuple[int, int]:
    """Line and column, from 1, of the character that follows `text`."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _radslut(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

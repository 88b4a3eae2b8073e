"""Files are written whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def skriv_hel(vag: Path, innehall: bytes) -> None:
    """Replaces `vag` with `innehall`; a failure on the way leaves the old file as it was."""
    fd, tillfallig = tempfile.mkstemp(dir=vag.parent, prefix=f".{vag.name}-")
    try:
        with os.fdopen(fd, "wb") as fil:
            fil.write(innehall)
        Path(tillfallig).chmod(vag.stat().st_mode & 0o777 if vag.exists() else 0o644)
        Path(tillfallig).replace(vag)
    except BaseException:
        Path(tillfallig).unlink(missing_ok=True)
        raise


def skriv_nya(nya: Mapping[Path, Mapping[str, bytes]]) -> None:
    """Makes new folders with their files by relative path, all of them or none.

    Raises:
        OSError: a folder cannot be made, or is there already; then none is made.
    """
    klara: list[Path] = []
    with tempfile.TemporaryDirectory(prefix=".ny-", dir=os.path.commonpath([m.parent for m in nya])) as arbete:
        for i, filer in enumerate(nya.values()):
            for fil, innehall in filer.items():
                vag = Path(arbete) / str(i) / fil
                vag.parent.mkdir(parents=True, exist_ok=True)
                vag.write_bytes(innehall)
        try:
            for i, mapp in enumerate(nya):
                mapp.parent.mkdir(parents=True, exist_ok=True)
                (Path(arbete) / str(i)).rename(mapp)
                klara.append(mapp)
        except BaseException:
            for mapp in klara:
                shutil.rmtree(mapp)
            raise

"""Files are written whole or not at all."""

import os
import tempfile
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

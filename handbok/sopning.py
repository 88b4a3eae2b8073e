"""A pause in Python's search for unreachable cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def utan_sopning() -> Iterator[None]:
    """Reading and checking keep nearly all they make, so each search finds nothing and takes longer than the last:
    a tenth of the time. Within another pause this does nothing."""
    var_igang = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if var_igang:
            gc.enable()

"""Where a file of the repository stands on the site. Pure: one path in, one path out.

A document's address holds its id alone, so it survives a move between subfolders.
"""

import posixpath
from urllib.parse import quote


def sajtfil(fil: str) -> str | None:
    """`docs/om/x.md` -> `om/x.md`, `rutiner/a/fall.md` -> `rutiner/fall.md`; None for what is not published."""
    mapp, _, resten = fil.partition("/")
    if mapp == "docs":
        return resten
    if mapp in ("processer", "rutiner") and fil.endswith(".md"):
        return f"{mapp}/{posixpath.basename(fil)}"
    return None


def dokument_id(fil: str) -> str:
    """`rutiner/a/fall.md` -> `fall`: the name of a document for ever, wherever its file stands."""
    return posixpath.basename(fil).removesuffix(".md")


def adress(sajtfil_: str) -> str:
    """A page's address from the site's root: `rutiner/fall.md` -> `rutiner/fall/`."""
    if not sajtfil_.endswith(".md"):
        return sajtfil_
    stam = sajtfil_.removesuffix(".md")
    if posixpath.basename(stam) == "index":
        return posixpath.dirname(stam) + "/" if "/" in stam else ""
    return stam + "/"


def kortadress(id_: str) -> str:
    """A document's short permanent address from the site's root; it holds nothing but the id."""
    return f"r/{id_}/"


def lank(fran: str, till: str, ankare: str = "") -> str:
    """The relative link between two files of the repository, as the site serves them under any sub-path."""
    upp = "../" * adress(sajtfil(fran) or fran).count("/") or "./"
    return upp + quote(adress(sajtfil(till) or till)) + ("#" + quote(ankare) if ankare else "")


def mal(fran: str, lanktext: str) -> str | None:
    """The repository path a relative link names, seen from the file it stands in; None where it leaves the root."""
    vag = posixpath.normpath(posixpath.join(posixpath.dirname(fran), lanktext))
    return None if vag.startswith("../") or vag == ".." or vag.startswith("/") else vag

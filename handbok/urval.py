"""What the public may see: the internal handbook in, the public one out."""

from dataclasses import replace

from handbok.modell import Dokument, Handbok, Sida


def ar_offentlig(text: Dokument | Sida, handbok: Handbok) -> bool:
    """Whether a page stands in the public build: publik, and in force or once in force; never utkast or remiss."""
    if isinstance(text, Sida):
        return text.publik and (text.berattelse is None or text.berattelse.i_kraft(handbok.datum))
    return _offentligt(text, handbok) is not None


def _offentligt(dok: Dokument, handbok: Handbok) -> Dokument | None:
    """The text the public reads: the document itself, or the version in force until a decided one begins."""
    if not dok.publik:
        return None
    match dok.lage(handbok.datum):
        case "i kraft" | "utgången" | "upphävd":
            return dok
        case "beslutad":
            tidigare = handbok.tidigare.get(dok.id)
            return tidigare.dokument if tidigare and tidigare.dokument and tidigare.dokument.publik else None
    return None


def offentlig(handbok: Handbok) -> Handbok:
    """The handbook with only what the public may see; every list and page made of it is public by construction."""
    dokument = tuple(d for dok in handbok.dokument if (d := _offentligt(dok, handbok)))
    gomda = {s.period for s in handbok.sidor if s.berattelse and not ar_offentlig(s, handbok)}
    sidor = tuple(s for s in handbok.sidor if ar_offentlig(s, handbok) and s.period not in gomda)
    return replace(handbok, dokument=dokument, sidor=sidor, tidigare={}, register=())

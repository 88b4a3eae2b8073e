"""What the public may see: the internal handbook in, the public one out."""

from dataclasses import replace

from handbok.lankar import las_lankar, utan_brutna
from handbok.modell import Dokument, Handbok, Registerpost, Sida


def ar_offentlig(text: Dokument | Sida, handbok: Handbok) -> bool:
    """Whether a page stands in the public build: publik, and in force or once in force; never utkast or remiss."""
    if isinstance(text, Sida):
        return text.publik and (text.period is None or _offentlig_period(text.period, handbok))
    return _offentligt(text, handbok) is not None


def _offentlig_period(period: str, handbok: Handbok) -> bool:
    """Whether the kvalitetsberättelse of a period is adopted and publik; its chapters follow its front."""
    framsidor = (s for s in handbok.sidor if s.berattelse and s.period == period)
    return all(s.publik and s.berattelse and s.berattelse.i_kraft(handbok.datum) for s in framsidor)


def _offentligt(dok: Dokument, handbok: Handbok) -> Dokument | None:
    """The text the public reads: the document itself, or the version in force until a decided one begins."""
    if not dok.publik:
        return None
    match dok.lage(handbok.datum):
        case "i kraft":
            return dok
        case "utgången" | "upphävd":
            return replace(dok, text="")  # a notice: that it does not apply, and what does
        case "beslutad":
            tidigare = handbok.tidigare.get(dok.id)
            return tidigare.dokument if tidigare and tidigare.dokument and tidigare.dokument.publik else None
    return None


def offentlig(handbok: Handbok) -> Handbok:
    """The handbook with only what the public may see; every list and page made of it is public by construction."""
    synliga = handbok.filer - {t.fil for t in handbok.texter if not ar_offentlig(t, handbok)}
    dokument = tuple(
        d if d is dok else replace(d, text=utan_brutna(d.text, d.fil, synliga))
        for dok in handbok.dokument
        if (d := _offentligt(dok, handbok))
    )
    sidor = tuple(s for s in handbok.sidor if ar_offentlig(s, handbok))
    return replace(handbok, dokument=dokument, sidor=sidor, tidigare={}, register=_offentligt_register(handbok))


def _offentligt_register(handbok: Handbok) -> tuple[Registerpost, ...]:
    """What public kvalitetsberättelser print of the registers: what they or earlier ones promised, and the åtgärder."""
    publika = [period for period in handbok.berattelser if _offentlig_period(period, handbok)]
    loften = {
        p.id for p in handbok.register
        if p.register == "forbattringsomraden" and any(period >= p.falt["period"] for period in publika)
    }  # fmt: skip
    return tuple(
        p for p in handbok.register
        if (p.register == "forbattringsomraden" and p.id in loften)
        or (p.register == "atgarder" and p.forbattringsomrade in loften)
    )  # fmt: skip


def gomda_filer(handbok: Handbok, publik: Handbok) -> frozenset[str]:
    """Files beside the pages that the public does not get: docs/intern/, and what only hidden texts link to."""
    doljs = _lankade(handbok) - _lankade(publik)
    return frozenset(f for f in handbok.filer if f.startswith("docs/intern/") or f in doljs)


def _lankade(handbok: Handbok) -> set[str | None]:
    return {lank.mal for text in handbok.texter for lank in las_lankar(text.text, text.fil)}

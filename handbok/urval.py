"""What the public may see: the internal handbook in, the public one out."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any

from handbok.lankar import las_lankar, utan_brutna
from handbok.modell import Dokument, Faststalld, Handbok, Registerpost, Sida

# What figures are made of. The words of an internal entry never reach the public build.
_RAKNAS = frozenset({
    "id", "process", "datum", "sannolikhet", "konsekvens", "ansvarig", "åtgärder", "egenkontroller", "från",
    "intervall_månader", "utfall", "resultat", "källa", "slag", "klart_senast", "status", "ändrar", "dokument",
    "version", "effekt", "följs_upp", "bedömning", "period", "år", "område", "avtalsform", "åtgärdsplan", "uppföljd",
    "publicering",
})  # fmt: skip


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
    kanda = {p.id for p in handbok.register if p.id}
    register = tuple(
        p if ar_publik(p, handbok) else replace(p, falt=_utan_ord(p.falt, kanda)) for p in handbok.register
    )
    faststallda = {period: _utan_interna_ord(f, handbok, kanda) for period, f in handbok.faststallda.items()}
    return replace(
        handbok, dokument=dokument, sidor=sidor, tidigare={}, register=register, faststallda=faststallda
    )


def _utan_interna_ord(fore: Faststalld, handbok: Handbok, kanda: Set[str]) -> Faststalld:
    alla = kanda | {p.id for poster in fore.register.values() for p in poster if p.id}
    register = {
        fil: tuple(
            p if p.falt["publicering"] == "publik" else replace(p, falt=_utan_ord(p.falt, alla))
            for p in med_dagens_publicering(poster, handbok)
        )
        for fil, poster in fore.register.items()
    }
    return replace(fore, register=register)


def med_dagens_publicering(poster: Iterable[Registerpost], handbok: Handbok) -> tuple[Registerpost, ...]:
    """Entries as they once were, each saying whether the public may read it: only what it may read today, too."""
    publika = {_nyckel(p) for p in handbok.register if ar_publik(p, handbok)}
    return tuple(
        replace(p, falt={**p.falt, "publicering": "publik" if publik else "intern"})
        for p in poster
        for publik in [_nyckel(p) in publika and p.falt.get("publicering") != "intern"]
    )


def _nyckel(post: Registerpost) -> tuple[object, ...]:
    return (post.register, post.id or (post.falt["område"], post.falt["år"]))


def ar_publik(post: Registerpost, handbok: Handbok) -> bool:
    """Whether the public may read an entry of a register: as it says, else what a kvalitetsberättelse tells anyhow.

    That is: a förbättringsområde once its report, or a later one, is public, and the åtgärder that came of it; the
    follow-up of contracts; and the yearly wheel. That an internal entry is counted is no secret.
    """
    if "publicering" in post.falt:
        return bool(post.falt["publicering"] == "publik")
    if post.register == "forbattringsomraden":
        publika = (period for period in handbok.berattelser if _offentlig_period(period, handbok))
        return any(period >= post.falt["period"] for period in publika)
    if post.forbattringsomrade is not None:
        lofte = handbok.post_per_namn.get(("forbattringsomraden", post.forbattringsomrade))
        return lofte is not None and ar_publik(lofte, handbok)
    return post.register in ("avtalsuppfoljning", "arshjul")


def _utan_ord(varde: Any, kanda: Set[str]) -> Any:
    """An internal entry as the public build has it: counted, and without a word of it. `ref` may name another entry."""
    if isinstance(varde, Mapping):
        kvar = {k: v for k, v in varde.items() if k in _RAKNAS or (k == "ref" and v in kanda)}
        return {k: _utan_ord(v, kanda) for k, v in kvar.items()}
    return [_utan_ord(v, kanda) for v in varde] if isinstance(varde, list) else varde


def visade(poster: Iterable[Registerpost], pa: Dokument | Sida, handbok: Handbok) -> list[Registerpost]:
    """The entries that a list on a page shows: on a public one the public ones, in both builds alike."""
    return [p for p in poster if not pa.publik or ar_publik(p, handbok)]


def gomda_filer(handbok: Handbok, publik: Handbok) -> frozenset[str]:
    """Files beside the pages that the public does not get: docs/intern/, and what only hidden texts link to."""
    doljs = _lankade(handbok) - _lankade(publik)
    return frozenset(f for f in handbok.filer if f.startswith("docs/intern/") or f in doljs)


def _lankade(handbok: Handbok) -> set[str | None]:
    return {lank.mal for text in handbok.texter for lank in las_lankar(text.text, text.fil)}

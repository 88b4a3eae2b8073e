"""The concordance: where the paragraphs of the old socialtjänstlag went, and where those of the new one stood."""

import re

from handbok.hanvisningar import utvidga
from handbok.modell import Konkordansrad, Lagregister, Lagrum

_DEN_GAMLA, _DEN_NYA = "2001:453", "2025:400"
_PARAGRAF = r"\d+(?: [a-z](?![a-zåäö]))?"
_PLATS = re.compile(rf"(\d+)( ?[a-z])?(?: kap\.|:({_PARAGRAF}(?:-(?:{_PARAGRAF}|[a-z](?![a-zåäö])))?))")


def efterfoljare(register: Lagregister, lagrum: Lagrum) -> list[str]:
    """Where the concordance says an old SoL paragraph went, and what changed. Empty where it is silent."""
    if lagrum.forfattning.nummer != _DEN_GAMLA or lagrum.kapitel in (None, "-"):
        return []
    return [_utskriven(rad.ny) + _anmarkning(rad) for rad in register.konkordans if _namner(rad.gammal, lagrum)]


def _anmarkning(rad: Konkordansrad) -> str:
    """What changed, and that the row is likely rather than certain where it does not rest on the texts."""
    delar = [] if rad.matchning == "text" else ["trolig motsvarighet, inte säker"]
    delar += [rad.anm] if rad.anm else []
    return f" ({'; '.join(delar)})" if delar else ""


def gamla_platser(register: Lagregister, lagrum: Lagrum) -> list[tuple[str, str]]:
    """Where a paragraph of the new SoL stood in the old act, as far as the concordance says."""
    if lagrum.forfattning.nummer != _DEN_NYA or lagrum.kapitel in (None, "-"):
        return []
    return [(_utskriven(rad.gammal), _DEN_GAMLA) for rad in register.konkordans if _namner(rad.ny, lagrum)]


def _namner(text: str, lagrum: Lagrum) -> bool:
    """Whether `10:4-10:6` or `5:1 d, 5:8 a` names the paragraph, or `8 kap.` its chapter."""
    for nummer, bokstav, paragrafer in _PLATS.findall(re.sub(r"-\d+:", "-", text)):
        if f"{nummer} {bokstav.strip()}".strip() == lagrum.kapitel and (
            not paragrafer or lagrum.paragraf in {*utvidga(paragrafer)}
        ):
            return True
    return False


def _utskriven(text: str) -> str:
    """`27:2` -> `27 kap. 2 §`."""
    return re.sub(rf"(\d+):({_PARAGRAF})", r"\1 kap. \2 §", text)

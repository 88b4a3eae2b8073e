"""Text in lines of a width, without measuring a font: the reader's is unknown, and the same bytes come out anywhere."""

from handbok.bilder.svg import ren_text

# Widths in em of DejaVu Sans, the widest face that systems use for sans-serif, rounded up; other signs count as 1.
_BREDDER = (("ijl|'", 0.3), (" .,:;!/-()[]tfrIJ", 0.42), ("mMwW@%–…", 1.0))
_VANLIG, _VERSAL, _OKAND = 0.64, 0.8, 1.0
_VOKALER = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")


def em(text: str) -> float:
    """A width, in em, that the text keeps within."""
    return sum(map(_tecken, text))


def _tecken(t: str) -> float:
    for grupp, bredd in _BREDDER:
        if t in grupp:
            return bredd
    if ord(t) > 0x17F:
        return _OKAND
    return _VERSAL if t.isupper() else _VANLIG


def rader(text: str, bredd: float, flest: int = 8) -> tuple[str, ...]:
    """`text` in at most `flest` lines of at most `bredd` em, the last with … where there is more.

    A word that is too long is broken with a hyphen before the last consonant in front of a vowel (Svenska
    skrivregler: one consonant goes to the next line), else where it is full.
    """
    svar, rad = [], ""
    for ord_ in ren_text(text).split():
        kvar = ord_
        prov = f"{rad} {kvar}" if rad else kvar
        while em(prov) > bredd and (rad or len(kvar) > 1):
            if rad:
                svar.append(rad)
                rad, prov = "", kvar
                continue
            snitt = _snitt(kvar, bredd)
            svar.append(kvar[:snitt] + ("" if kvar[snitt - 1] in "-/" else "-"))
            prov = kvar = kvar[snitt:]
        rad = prov
        if len(svar) > flest:
            break
    svar += [rad] if rad else []
    if len(svar) <= flest:
        return tuple(svar)
    sista = svar[flest - 1]
    while sista and em(sista) + 1 > bredd:
        sista = sista[:-1]
    return (*svar[: flest - 1], sista.rstrip("- ") + "…")


def _snitt(ord_: str, bredd: float) -> int:
    """How much of a word that is too long goes on the first line: at least one character."""
    ryms = 1
    while em(ord_[: ryms + 1] + "-") <= bredd:
        ryms += 1
    for i in range(min(ryms, len(ord_) - 3), 2, -1):
        if ord_[i - 1] in "-/" or (ord_[i] not in _VOKALER and ord_[i + 1] in _VOKALER and ord_[:i].isalpha()):
            return i
    return ryms

"""What the tests of rules share: findings as short lines, and a routine in each of its states."""

from handbok.historik import med_historik
from handbok.kontroller import KONTROLLER, Anmarkning, Resultat, kor
from tests.conftest import DATUM, Provbok

FALL, STOD = "rutiner/fall.md", "processer/stod.md"
_LAGEN = {
    "utkast": {"status: gällande": "status: utkast"},
    "remiss": {"status: gällande": "status: remiss\nremiss: {till: [enhetschef], svar_senast: 2026-12-31}"},
    "beslutad": {"gäller_från: 2026-04-01": "gäller_från: 2026-11-22"},
    "i kraft": {},
    "utgången": {"gäller_från: 2026-04-01": "gäller_från: 2026-04-01, gäller_till: 2026-11-20"},
    "upphävd": {"status: gällande": "status: upphävd\nskäl_upphävd: Behövs inte", "datum: {": "datum: {upphävd: 2026-11-01, "},
}  # fmt: skip


def resultat(bok: Provbok, *koder: str, datum: str = DATUM, git: bool = False) -> Resultat:
    """What the rules whose codes begin so answer on a day."""
    handbok = bok.las(datum)
    if git:
        handbok = med_historik(handbok, bok.rot)
    return kor(handbok, [k for k in KONTROLLER if k.kod.startswith(koder)])


def fynd(bok: Provbok, *koder: str, datum: str = DATUM, git: bool = False) -> tuple[Anmarkning, ...]:
    """What those rules find."""
    return resultat(bok, *koder, datum=datum, git=git).anmarkningar


def rader(bok: Provbok, *koder: str, datum: str = DATUM, git: bool = False) -> list[str]:
    """`TID001 rutiner/fall.md:7:72` of every finding, by place."""
    return [
        f"{a.kod} {a.fynd.plats.fil}:{a.fynd.plats.rad}:{a.fynd.plats.kolumn}"
        for a in fynd(bok, *koder, datum=datum, git=git)
    ]


def koder(bok: Provbok, *familj: str, datum: str = DATUM, git: bool = False) -> list[str]:
    """The codes of what those rules find."""
    return [a.kod for a in fynd(bok, *familj, datum=datum, git=git)]


def texter(bok: Provbok, *koder: str, datum: str = DATUM, git: bool = False) -> list[str]:
    """What those rules say."""
    return [a.fynd.text for a in fynd(bok, *koder, datum=datum, git=git)]


def inte(bok: Provbok, *koder: str, datum: str = DATUM, git: bool = False) -> list[tuple[str, str]]:
    """What those rules could not judge: file and what."""
    return [(i.fil, i.vad) for i in resultat(bok, *koder, datum=datum, git=git).inte_kontrollerat]


def i_lage(bok: Provbok, lage: str, fil: str = FALL) -> Provbok:
    """The document in a state."""
    for gammalt, nytt in _LAGEN[lage].items():
        bok.andra(fil, gammalt, nytt)
    return bok

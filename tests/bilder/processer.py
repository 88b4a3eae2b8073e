"""Random processes that anyone could write, for hypothesis."""

from hypothesis import settings
from hypothesis import strategies as st

from handbok.modell import Aktivitet, Processbeskrivning, Steg

# Drawing takes longer on a busy machine than hypothesis expects.
NAGRA = settings(max_examples=40, deadline=None)
ROLLER = tuple(f"roll-{i}" for i in range(8))
# What a header may hold: any text with a letter in it, long words, markup and odd signs.
texter = st.one_of(
    st.sampled_from(["Utreda", "Rapportera händelsen eller ta emot klagomålet", "<b>&amp;\"'", "iIlm W–…", "a/b-c d"]),
    st.text(st.sampled_from("abcåäöABCmW -/\t\n<&\"';\u200b\U0001f600"), min_size=1, max_size=80).filter(lambda t: bool(t.strip())),
)  # fmt: skip


@st.composite
def processer(draw: st.DrawFn, flest: int = 9) -> Processbeskrivning:
    """A process of one to `flest` activities: choices, skips, loops, ways to itself, and twice to the same place."""
    antal = draw(st.integers(1, flest))
    ids = [f"a{i}" for i in range(antal)]
    steg = st.builds(Steg, st.sampled_from(ids), st.none() | texter)
    aktiviteter = [
        Aktivitet(
            id_, draw(texter), draw(st.sampled_from(ROLLER)), tuple(draw(st.lists(st.sampled_from(["r1", "r2"]), unique=True))),
            draw(st.none() | texter), tuple(draw(st.lists(steg, max_size=4))),
            tuple(draw(st.lists(texter, max_size=3))), draw(st.sampled_from([None, None, "del", "borta"])),
        )
        for id_ in ids
    ]  # fmt: skip
    return Processbeskrivning(None, None, None, draw(st.none() | texter), draw(st.none() | texter), tuple(aktiviteter))

"""The months that git reaches: what was in force then, also for what has since been moved or removed."""

from datetime import date

import pytest

from handbok.historik import med_historik
from handbok.modell import Handbok
from tests.conftest import RUTIN, Provbok
from tests.test_historik import git


def spara(bok: Provbok, dag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits everything on a day."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{dag}T12:00:00+0200")
    git(bok.rot, "add", "-A")
    git(bok.rot, "commit", "-m", dag)


def las(bok: Provbok, dag: str) -> Handbok:
    return med_historik(bok.las(dag), bok.rot)


def manader(handbok: Handbok) -> list[tuple[str, int, int, int, int]]:
    return [(str(m.dag), m.dokument, m.i_kraft, m.forsenade, m.olasta) for m in handbok.utveckling]


@pytest.fixture
def arkiv(bok: Provbok, monkeypatch: pytest.MonkeyPatch) -> Provbok:
    git(bok.rot, "init")
    spara(bok, "2026-04-30", monkeypatch)
    return bok


def test_varje_manadsskifte_sedan_forsta_sparningen(arkiv: Provbok) -> None:
    assert manader(las(arkiv, "2026-04-30")) == []
    assert manader(las(arkiv, "2026-07-01")) == [("2026-04-30", 2, 2, 0, 0), ("2026-05-31", 2, 2, 0, 0), ("2026-06-30", 2, 2, 0, 0)]
    assert [m[3] for m in manader(las(arkiv, "2027-08-01"))][-2:] == [0, 2]  # due on 30 June 2027, the last valid day
    assert len(manader(las(arkiv, "2036-01-01"))) == 24


def test_borttagna_flyttade_och_olasbara_dokument(arkiv: Provbok, monkeypatch: pytest.MonkeyPatch) -> None:
    arkiv.skriv("rutiner/extra.md", RUTIN.replace("titel: Fall", "titel: Extra"))
    spara(arkiv, "2026-05-02", monkeypatch)
    (arkiv.rot / "rutiner/extra.md").unlink()
    (arkiv.rot / "rutiner/alla").mkdir()
    (arkiv.rot / "rutiner/fall.md").rename(arkiv.rot / "rutiner/alla/fall.md")
    spara(arkiv, "2026-06-02", monkeypatch)
    hel = (arkiv.rot / "rutiner/alla/fall.md").read_text("utf-8")
    arkiv.skriv("rutiner/alla/fall.md", "---\ntitel: [\n---\n")
    spara(arkiv, "2026-07-02", monkeypatch)
    arkiv.skriv("rutiner/alla/fall.md", hel)
    assert [m[1:] for m in manader(las(arkiv, "2026-08-01"))] == [(2, 2, 0, 0), (3, 3, 0, 0), (2, 2, 0, 0), (1, 1, 0, 1)]


def test_tills_en_ny_version_borjar_galler_den_forra(arkiv: Provbok, monkeypatch: pytest.MonkeyPatch) -> None:
    arkiv.andra("rutiner/fall.md", "version: 1.0", "version: 2.0").andra("rutiner/fall.md", "gäller_från: 2026-04-01", "gäller_från: 2027-01-01")
    spara(arkiv, "2026-05-02", monkeypatch)
    assert [m[2] for m in manader(las(arkiv, "2026-07-01"))] == [2, 2, 2]


def test_utan_git_ar_utvecklingen_okand(bok: Provbok) -> None:
    handbok = med_historik(bok.las(), bok.rot)
    assert (handbok.utveckling, handbok.historik_okand) == ((), "Handboken ligger inte i ett git-arkiv med historik.")


def test_ingen_manad_fore_kalendern(arkiv: Provbok) -> None:
    assert med_historik(arkiv.las(str(date.min)), arkiv.rot).utveckling == ()

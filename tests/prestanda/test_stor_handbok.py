"""The handbook that is measured: the same every time, with nothing in it that stops a build."""

from pathlib import Path

from handbok.historik import med_historik
from handbok.inlasning import las_handbok
from handbok.kontroller import kor
from tests.prestanda.stor_handbok import DATUM, skriv_handbok


def test_handboken_ar_densamma_varje_gang_och_gar_att_bygga(tmp_path: Path) -> None:
    for namn in ("a", "b"):
        skriv_handbok(tmp_path / namn, 150)
    texter = [
        {f.relative_to(tmp_path / n): f.read_bytes() for m in ("processer", "rutiner") for f in (tmp_path / n / m).rglob("*.md")}
        for n in ("a", "b")
    ]
    assert texter[0] == texter[1]
    bok = med_historik(las_handbok(tmp_path / "a", DATUM), tmp_path / "a")
    assert len(bok.dokument) == 150
    assert bok.historik_okand is None
    assert any(t.dokument for t in bok.tidigare.values())
    assert [a for a in kor(bok).anmarkningar if a.stoppar] == []

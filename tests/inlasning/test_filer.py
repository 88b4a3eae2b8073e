"""Bytes become text, and what must not be read is refused with a sentence at its place."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbok.inlasning.filer import (
    STORSTA_TEXT,
    LasFelUndantag,
    filer_under,
    forbjudna_lankar,
    las_bytes,
    till_text,
)


def punkt(ra: bytes) -> tuple[int, int] | None:
    """Where the bytes are refused; None where they are text."""
    try:
        till_text(ra)
    except LasFelUndantag as fel:
        return fel.rad, fel.kolumn
    return None


def skriv(rot: Path, fil: str, innehall: bytes = b"x") -> Path:
    vag = rot / fil
    vag.parent.mkdir(parents=True, exist_ok=True)
    vag.write_bytes(innehall)
    return vag


@pytest.mark.parametrize("ra", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbfa\r\nb\r\n"])
def test_radslut_och_bom_spelar_ingen_roll(ra: bytes) -> None:
    assert till_text(ra) == "a\nb\n"


def test_text_blir_nfc() -> None:
    assert till_text(unicodedata.normalize("NFD", "ägare: å").encode()) == "ägare: å"


@pytest.mark.parametrize("inledning", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("radslut", [b"\n", b"\r\n", b"\r"])
def test_annan_teckenkodning_avvisas_vid_forsta_tecknet(inledning: bytes, radslut: bytes) -> None:
    ra = inledning + "å\u00e4".encode() + radslut + "Gå hem".encode("cp1252")
    assert punkt(ra) == (2, 2)


def test_meddelandet_om_teckenkodning_sager_vad_man_gor() -> None:
    with pytest.raises(LasFelUndantag, match="UTF-8") as fel:
        till_text("ä".encode("cp1252"))
    assert "spara" in fel.value.gor_sa_har


@pytest.mark.parametrize("kodning", ["utf-16", "utf-16-le", "utf-32"])
def test_utf_16_och_utf_32_ar_ingen_text(kodning: str) -> None:
    assert punkt("titel".encode(kodning)) is not None


def test_nolltecken_avvisas_pa_sin_plats() -> None:
    assert punkt(b"a\r\nbc\0d") == (2, 3)


@given(st.binary())
def test_vilka_bytes_som_helst_ger_text_eller_ett_fel(ra: bytes) -> None:
    if fel := punkt(ra):
        assert min(fel) >= 1
    else:
        assert "\r" not in till_text(ra)
        assert unicodedata.is_normalized("NFC", till_text(ra))


def test_en_vanlig_fil_lases(tmp_path: Path) -> None:
    skriv(tmp_path, "rutiner/å b.md", b"hej")
    assert las_bytes(tmp_path, "rutiner/å b.md") == b"hej"


def test_en_lank_inom_handboken_lases(tmp_path: Path) -> None:
    skriv(tmp_path, "rutiner/a.md", b"hej")
    (tmp_path / "rutiner/b.md").symlink_to("a.md")
    assert las_bytes(tmp_path, "rutiner/b.md") == b"hej"
    assert not list(forbjudna_lankar(tmp_path, "rutiner"))


@pytest.mark.parametrize("mal", ["../../hemlig.md", "/etc/hostname", "../.git/config"])
def test_en_lank_ut_ur_handboken_eller_till_en_dold_fil_avvisas(tmp_path: Path, mal: str) -> None:
    rot = tmp_path / "bok"
    skriv(tmp_path, "hemlig.md")
    skriv(rot, ".git/config")
    (rot / "rutiner").mkdir()
    (rot / "rutiner/x.md").symlink_to(mal)
    with pytest.raises(LasFelUndantag, match="länk"):
        las_bytes(rot, "rutiner/x.md")
    assert list(forbjudna_lankar(rot, "rutiner")) == ["rutiner/x.md"]


def test_en_mapp_som_ar_en_lank_foljs_inte(tmp_path: Path) -> None:
    rot = tmp_path / "bok"
    skriv(tmp_path, "ute/x.md")
    skriv(rot, "docs/index.md")
    (rot / "docs/bilder").symlink_to("../../ute")
    (rot / "rutiner").symlink_to("../ute")
    assert list(filer_under(rot, "docs")) == ["docs/index.md"]
    assert list(forbjudna_lankar(rot, "docs")) == ["docs/bilder"]
    assert list(forbjudna_lankar(rot, "rutiner")) == ["rutiner"]
    with pytest.raises(LasFelUndantag, match="länk"):
        las_bytes(rot, "rutiner/x.md")


def test_en_lank_till_sig_sjalv_avvisas(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to("x.md")
    with pytest.raises(LasFelUndantag, match="vanlig fil"):
        las_bytes(tmp_path, "x.md")


def test_en_for_stor_fil_avvisas_och_den_storsta_lases(tmp_path: Path) -> None:
    skriv(tmp_path, "lagom.md", b"a" * STORSTA_TEXT)
    skriv(tmp_path, "stor.md", b"a" * 3_000_000)
    assert len(las_bytes(tmp_path, "lagom.md")) == STORSTA_TEXT
    with pytest.raises(LasFelUndantag, match="större än 2 MB"):
        las_bytes(tmp_path, "stor.md")


def test_det_som_inte_ar_en_fil_avvisas(tmp_path: Path) -> None:
    (tmp_path / "mapp.md").mkdir()
    os.mkfifo(tmp_path / "ror.md")
    for fil in ("mapp.md", "ror.md", "saknas.md"):
        with pytest.raises(LasFelUndantag, match="ingen vanlig fil"):
            las_bytes(tmp_path, fil)


def test_filer_raknas_upp_i_ordning_utan_de_dolda(tmp_path: Path) -> None:
    for fil in ("b.md", "a/å.md", "a/rad\nbrytning.md", ".dold.md", ".git/x.md", "x.md/y.md"):
        skriv(tmp_path, f"docs/{fil}")
    assert sorted(filer_under(tmp_path, "docs")) == [
        "docs/a/rad\nbrytning.md", "docs/a/å.md", "docs/b.md", "docs/x.md/y.md",
    ]  # fmt: skip


def test_en_mapp_som_saknas_har_inga_filer(tmp_path: Path) -> None:
    assert not list(filer_under(tmp_path, "rutiner"))
    assert not list(forbjudna_lankar(tmp_path, "rutiner"))

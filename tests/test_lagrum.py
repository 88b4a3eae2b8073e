"""Citations of law: how many of a labelled corpus are found, and which act and paragraphs each means."""

import re
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from handbok.inlasning.scheman import granska
from handbok.inlasning.uppgifter import foreskrifter, forfattningar
from handbok.inlasning.yamltext import las_yaml
from handbok.lagrum import Citat, Lagtolk
from handbok.modell import Forfattning, Lagregister
from handbok.prosa import prosa
from tests.korpus.lagrum import KORPUS, Fall, Marke

DAG = date(2026, 11, 21)
LAGAR = Path(__file__).parent / "korpus/lagar"
FALLEN: list[Fall] = [fall for grupp in KORPUS.values() for fall in grupp]


@cache
def tolk() -> Lagtolk:
    """The reader of the corpus's own register, which stands still while data/lagar changes."""
    alla: list[Forfattning] = []
    for namn, bygg in (("forfattningar", forfattningar), ("foreskrifter", foreskrifter)):
        data, lagen = las_yaml((LAGAR / f"{namn}.yml").read_text("utf-8"), f"{namn}.yml")
        data, fel = granska(data, lagen, namn)
        assert not fel
        alla += bygg(data, lagen)
    return Lagtolk(Lagregister(tuple(alla), ()))


def platser(citat: Citat | None) -> list[Marke]:
    """What a citation names, as the corpus writes it."""
    if citat is None:
        return []
    funna = [(x.forfattning.nummer, x.kapitel or "", x.paragraf or "") for x in citat.lagrum]
    return funna if citat.forfattning else [("okänd", "", "")]


def hittade(text: str) -> Counter[Marke]:
    return Counter(p for citat in tolk().i_text(prosa(text), DAG) for p in platser(citat))


def markta(marken: tuple[Marke, ...]) -> Counter[Marke]:
    """The labels with one entry per paragraph: `18 a 19` is two."""
    return Counter((lag, kap, p) for lag, kap, text in marken for p in re.findall(r"\d+(?: [a-z])?", text) or [""])


def test_korpusen_ar_stor_nog() -> None:
    assert len(FALLEN) >= 170
    assert sum(not marken for _, marken in FALLEN) >= 60


def test_allt_som_hittas_ar_lagrum() -> None:
    """Precision 100 %."""
    falska = {text: dict(hittade(text) - markta(marken)) for text, marken in FALLEN}
    assert {text: f for text, f in falska.items() if f} == {}


def test_nastan_alla_lagrum_hittas() -> None:
    """Recall at least 98 %."""
    missade = {text: dict(markta(marken) - hittade(text)) for text, marken in FALLEN}
    antal = sum(sum(m.values()) for m in missade.values())
    alla = sum(markta(marken).total() for _, marken in FALLEN)
    assert antal <= 0.02 * alla, {text: m for text, m in missade.items() if m}


@pytest.mark.parametrize("grupp", KORPUS)
def test_ett_lagrum_star_dar_det_sags_sta(grupp: str) -> None:
    """The span holds the name as written, white space and markup aside; spans never overlap."""
    for text, _ in KORPUS[grupp]:
        ren = prosa(text)
        slut = 0
        for citat in tolk().i_text(ren, DAG):
            assert slut <= citat.start < citat.slut <= len(text)
            slut = citat.slut
            utan = re.sub(r"[\s\N{SOFT HYPHEN}*_\[\]>]|&nbsp;|<\w+>|</\w+", "", ren[citat.start : citat.slut])
            assert utan == re.sub(r"\s", "", citat.text)


def test_flera_stycken_har_var_sin_plats() -> None:
    text = "Inget här.\n\nEnligt **27 kap. 2 §**\nSoL.\n\n- Och\n  24 b § LSS."
    assert [text[c.start : c.slut] for c in tolk().i_text(text, DAG)] == ["27 kap. 2 §**\nSoL", "24 b § LSS"]


@pytest.mark.parametrize(
    ("skriven", "vantat"),
    [
        ("SoL 27 kap. 2 §", [("2025:400", "27", "2")]),
        ("27 kap. 2 § SoL", [("2025:400", "27", "2")]),
        ("SoL 27:2", [("2025:400", "27", "2")]),
        ("SoL 27 kap. 2-3 §§", [("2025:400", "27", "2"), ("2025:400", "27", "3")]),
        ("SoL 5 kap.", [("2025:400", "5", "")]),
        ("SoL", [("2025:400", "", "")]),
        ("SoL (2001:453) 14 kap. 3 §", [("2001:453", "14", "3")]),
        ("socialtjänstlagen (2025:400) 5 kap. 1 §.", [("2025:400", "5", "1")]),
        ("LSS 24 b §", [("1993:387", "-", "24 b")]),
        ("lagen (1993:387) om stöd och service till vissa funktionshindrade 9 §", [("1993:387", "-", "9")]),
        ("SOSFS 2011:9 5 kap. 3 §", [("SOSFS 2011:9", "5", "3")]),
        ("SOSFS 2011:9, 5 kap. 3 §", [("SOSFS 2011:9", "5", "3")]),
        ("2025:400 5 kap. 1 §", [("2025:400", "5", "1")]),
        ("  SoL   5 kap.\n1 §", [("2025:400", "5", "1")]),
        # Not in the register: an act all the same (LAG001).
        ("BrB 3 kap. 5 §", [("okänd", "", "")]),
        ("arbetstidslagen 5 §", [("okänd", "", "")]),
        ("lagen (1982:673) om arbetstid", [("okänd", "", "")]),
        ("HSLF-FS 2099:1 2 kap. 1 §", [("okänd", "", "")]),
        ("2099:1 5 §", [("okänd", "", "")]),
        ("artikel 9 i GDPR", [("okänd", "", "")]),
        # No citation, or more than one (LAG005).
        ("SoL kap 27 § 2", []),
        ("§ 9 LSS", []),
        ("27 kap. 2 §", []),
        ("SoL 27 kap. 2 § och LSS 24 b §", []),
        ("SoL 27 kap. 2 § om lex Sarah", []),
        ("Enligt SoL", []),
        ("lex Sarah", []),
        ("SN/2026:12", []),
    ],
)
def test_sidhuvudets_lagrum(skriven: str, vantat: list[Marke]) -> None:
    assert platser(tolk().header(skriven, DAG)) == vantat


@pytest.mark.parametrize(
    ("skriven", "dag", "nummer"),
    [
        ("SoL", "2025-06-30", "2001:453"),  # the act in force on the day
        ("SoL", "2025-07-01", "2025:400"),
        ("SoL", "2001-12-31", "2001:453"),  # none yet: the first after it
        ("socialtjänstlagen", "2025-06-30", "2001:453"),
        ("lagen om offentlig upphandling", "2016-12-31", "2007:1091"),
        ("LYHS", "2026-11-21", "1998:531"),  # none any longer: the latest repealed before it
        ("SoL (2001:453)", "2026-11-21", "2001:453"),
        ("SoL (2025:400)", "2020-01-01", "2025:400"),
    ],
)
def test_namnet_utan_nummer_menar_den_lag_som_galler_pa_dagen(skriven: str, dag: str, nummer: str) -> None:
    (citat,) = tolk().i_text(skriven, date.fromisoformat(dag))
    assert citat.forfattning is not None
    assert citat.forfattning.nummer == nummer


@pytest.mark.parametrize(
    ("text", "strider"),
    [
        ("socialtjänstlagen (2025:400)", None),
        ("socialtjänstlagen (2001:453)", None),  # a predecessor's own number
        ("socialtjänstlagen (2001:435)", "2001:435"),
        ("socialtjänstlagen (2017:30)", "2017:30"),
        ("SoL (SFS 1993:387)", "1993:387"),
        ("lagen (1993:378) om stöd och service", "1993:378"),
        ("lagen om stöd och service (1993:378)", "1993:378"),
        ("lagen (1993:387)", None),
        ("sekretesslagen (2009:400)", None),  # part of the act's own name
        ("LSS-lagen (1993:387)", None),
        ("tandvårdslagen (2025:400)", "2025:400"),  # another act's number
        ("tandvårdslagen (1985:125)", None),  # not in the register: no contradiction to see
        ("SFS 2025:400", None),
    ],
)
def test_ett_nummer_som_inte_ar_namnets_strider(text: str, strider: str | None) -> None:
    (citat,) = tolk().i_text(text, DAG)
    assert citat.strider == strider


def test_namn_som_inte_slutar_pa_lag_hittas_ocksa() -> None:
    f = tolk().i_text("SoL", DAG)[0].forfattning
    assert f is not None
    rf = replace(f, nummer="1974:152", titel="Regeringsform (1974:152)", kort="RF")
    egen = Lagtolk(Lagregister((rf,), ()))
    assert [c.text for c in egen.i_text("Regeringsformen gäller.\n\nOch RF.\n\nEnligt regeringsformens ord.", DAG)] == [
        "Regeringsformen", "RF", "regeringsformens",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["lag " + "1, " * 20_000, "SoL 27 kap. 2 §, " * 4_000, "9 § 1, 2, 3 " * 5_000, "lagen om stöd och service " * 3_000,
     "§" + "*" * 60_000, "§ " + "aaaa-" * 12_000, "{{" * 30_000, "](" * 30_000, "<code>" * 10_000, "`a``" * 15_000],
    ids=lambda t: t[:12],
)  # fmt: skip
def test_ingen_text_tar_orimlig_tid(text: str) -> None:
    start = time.process_time()
    tolk().i_text(prosa(text), DAG)
    assert time.process_time() - start < 3

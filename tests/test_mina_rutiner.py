"""What a role or an enhet must know: which documents, at which activities, and what is new."""

from dataclasses import replace
from datetime import date

import pytest

from handbok.bitar import Sammanhang
from handbok.kontroller import kor
from handbok.lagesbild import lagesbild
from handbok.mina_rutiner import Kunskap, kunskaper
from handbok.modell import Handbok, Tidigare
from handbok.publicering.gjorda import gjorda
from handbok.urval import offentlig
from tests.conftest import RUTIN, Provbok

STOD, FALL = "processer/stod.md", "rutiner/fall.md"


def ny(bok: Provbok, id_: str, **byt: str) -> Provbok:
    """One more routine, like fall.md but for what is given: old text -> new."""
    text = RUTIN.replace("titel: Fall", f"titel: {id_.capitalize()}")
    for gammalt, nytt in (("verksamheter: [aldreomsorg], roller: [underskoterska]", byt.get("for_", "")), *byt.items()):
        text = text.replace(gammalt, nytt) if gammalt != "for_" else text
    return bok.skriv(f"rutiner/{id_}.md", text)


def for_(handbok: Handbok, id_: str) -> Kunskap:
    return next(k for k in kunskaper(handbok) if k.malgrupp.id == id_)


def stegen(k: Kunskap) -> list[tuple[int, bool, list[str]]]:
    return [(s.nummer, s.egen, [d.id for d in s.dokument]) for _, alla in k.processer for s in alla]


def sidan(handbok: Handbok, id_: str) -> str:
    """The text of a role's page."""
    gjord = next(g for g in gjorda(handbok, lagesbild(handbok, kor(handbok))) if g.sida.fil.endswith(f"/{id_}.md"))
    s = Sammanhang(handbok, gjord.sida)
    return f"{gjord.markdown(s)}{gjord.html(s) if gjord.html else ''}"


def test_en_roll_ser_sina_aktiviteters_alla_dokument_och_andra_dokument_en_gang(bok: Provbok) -> None:
    ny(bok, "larm", for_="verksamheter: [aldreomsorg], roller: [enhetschef]")
    folja = "{id: folja, namn: Följa upp, roll: enhetschef, rutiner: [fall, larm]}"
    sluta = "{id: sluta, namn: Sluta, roll: enhetschef, rutiner: [fall]}"
    bok.andra(STOD, "rutiner: [fall]}", f"rutiner: [fall, larm]}}\n  - {folja}\n  - {sluta}")
    handbok = bok.las()
    assert stegen(for_(handbok, "underskoterska")) == [(1, True, ["fall", "larm"])]
    assert stegen(for_(handbok, "enhetschef")) == [(2, True, ["fall", "larm"]), (3, True, ["fall"])]
    assert stegen(for_(handbok, "almen")) == [(1, False, ["fall", "larm"])]


def test_det_som_ingen_aktivitet_namner_och_det_som_galler_alla_star_for_sig(bok: Provbok) -> None:
    ny(bok, "larm", for_="verksamheter: [aldreomsorg], roller: [enhetschef]")
    ny(bok, "tystnad", for_="roller: []")
    chef = for_(bok.las(), "enhetschef")
    assert [d.id for d in chef.ovriga] == ["larm"]
    assert [d.id for d in chef.gemensamma] == ["tystnad"]
    assert {d.id for d in chef.dokument} == {"larm", "tystnad"}


def test_ett_dokument_for_en_annan_enhet_galler_inte_enheten(bok: Provbok) -> None:
    bok.andra("data/organisation.yml", "{almen: {namn: Almen}}", "{almen: {namn: Almen}, bjork: {namn: Björk}}")
    ny(bok, "lokal", for_="verksamheter: [aldreomsorg], enheter: [bjork]")
    handbok = bok.las()
    assert "lokal" not in {d.id for d in for_(handbok, "almen").dokument}
    assert "lokal" in {d.id for d in for_(handbok, "bjork").dokument}


@pytest.mark.parametrize(
    ("byt", "med"),
    [
        ({"status: gällande": "status: utkast"}, False),
        ({"gäller_från: 2026-04-01": "gäller_från: 2026-04-01, gäller_till: 2026-11-20"}, False),
        ({"gäller_från: 2026-04-01": "gäller_från: 2027-01-01"}, True),
    ],
    ids=["utkast", "utgången", "beslutad"],
)
def test_bara_det_som_galler_eller_ska_borja_galla_ar_att_kunna(bok: Provbok, byt: dict[str, str], med: bool) -> None:
    for gammalt, nytt in byt.items():
        bok.andra(FALL, gammalt, nytt)
    assert bool(for_(bok.las(), "underskoterska").dokument) is med


def test_till_en_ny_version_borjar_star_vilken_som_galler(bok: Provbok) -> None:
    nu = bok.las().per_id["fall"]
    handbok = bok.andra(FALL, "version: 1.0", "version: 2.0").andra(FALL, "gäller_från: 2026-04-01", "gäller_från: 2027-01-01").las()
    text = sidan(replace(handbok, tidigare={"fall": Tidigare(nu, None)}), "underskoterska")
    assert "Fall</a>, version 1.0 gäller sedan den 1 april 2026 <span" in text
    assert ">Ny version från den 1 januari 2027</span></li>" in text
    assert "inte ännu" not in text
    text = sidan(replace(handbok, tidigare={"fall": Tidigare(None, None)}), "underskoterska")
    assert "Gäller inte ännu</span>, version 2.0 börjar gälla den 1 januari 2027" in text


ANDRINGAR = """ändringar:
  - {version: 1.0, datum: 2026-03-12, vad: Larm provas, betydande: true}
  - {version: 0.9, datum: 2026-03-01, vad: Stavfel, betydande: false}
  - {version: 0.8, datum: 2025-03-01, vad: Första, betydande: true}
---
## Gör"""


def test_nyheter_star_i_datumordning_och_raknas_fran_den_dag_texten_borjar_galla(bok: Provbok) -> None:
    handbok = bok.andra(FALL, "---\n## Gör", ANDRINGAR).las()
    nyheter = for_(handbok, "underskoterska").nyheter
    assert [(n.dag, n.andring.version, n.ny) for n in nyheter] == [
        (date(2026, 4, 1), "1.0", False), (date(2026, 3, 1), "0.9", False), (date(2025, 3, 1), "0.8", True),
    ]  # fmt: skip


def test_ett_dokument_vars_andringar_borjar_sent_ar_inte_nytt(bok: Provbok) -> None:
    bok.andra(FALL, "---\n## Gör", ANDRINGAR.replace("0.8", "1.3"))
    assert not [n for n in for_(bok.las(), "underskoterska").nyheter if n.ny]


def test_rutinerna_star_fore_nyheterna_som_sidan_borjar_med_att_leda_till(bok: Provbok) -> None:
    bok.andra(FALL, "---\n## Gör", ANDRINGAR)
    text = sidan(bok.las("2026-06-20"), "underskoterska")
    assert text.index('href="#nytt"') < text.index('id="aktiviteter"') < text.index('id="nytt"')


def test_sidan_sager_vad_som_ar_nytt_sedan_vilken_dag_och_om_det_ar_betydande(bok: Provbok) -> None:
    bok.andra(FALL, "---\n## Gör", ANDRINGAR)
    nu, aldre = sidan(bok.las("2026-06-20"), "underskoterska").split("Tidigare ändringar")
    assert "Nytt och ändrat sedan den 22 mars 2026" in nu
    assert "1 april 2026: " in nu
    assert "version 1.0. Larm provas. <strong>Betydande ändring: läs igen.</strong>" in nu
    assert "version 0.9. Stavfel. Mindre ändring." in aldre
    assert "Första. <strong>Nytt dokument.</strong>" in aldre
    assert "Inget har ändrats sedan dess." in sidan(bok.las("2026-11-21"), "underskoterska")


def test_den_som_inget_dokument_pekar_ut_far_veta_det(bok: Provbok) -> None:
    text = sidan(bok.las(), "verksamhetschef")
    assert "har inga rutiner i handboken. Inget dokument som gäller pekar ut den." in text
    assert "<h2" not in text


def test_en_aktivitet_utan_rutin_som_galler_sags_men_inte_nar_allmanheten_inte_ser_rutinen(bok: Provbok) -> None:
    bok.andra(FALL, "status: gällande", "status: utkast")
    assert "Ingen rutin gäller i dag." in sidan(bok.las(), "underskoterska")
    assert "Ingen rutin gäller i dag." not in sidan(offentlig(bok.las()), "underskoterska")


def test_allmanheten_ser_bara_publika_dokument_som_galler(bok: Provbok) -> None:
    ny(bok, "hemlig", for_="roller: [underskoterska]", publik="intern")
    ny(bok, "kommande", **{"for_": "roller: [underskoterska]", "gäller_från: 2026-04-01": "gäller_från: 2027-01-01"})
    handbok = bok.las()
    assert {d.id for d in for_(handbok, "underskoterska").dokument} == {"fall", "hemlig", "kommande"}
    assert {d.id for d in for_(offentlig(handbok), "underskoterska").dokument} == {"fall"}

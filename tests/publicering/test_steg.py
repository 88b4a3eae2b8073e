"""A step keeps its address whatever happens to the other steps."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import escape

from handbok.publicering.steg import Stegplats, marka, stegnamn

ORD = st.text("abcåäö12 .", min_size=1, max_size=12).filter(str.strip)


def marke(html: str) -> tuple[list[str], list[Stegplats]]:
    """The ids of a page's steps, and what the links were asked for."""
    rot = etree.fromstring(f"<div>{html}</div>")
    platser: list[Stegplats] = []

    def lank(plats: Stegplats) -> str:
        platser.append(plats)
        return f"#{plats.ankare}"

    marka(rot, lank)
    assert [a.get("href") for a in rot.iter("a") if a.get("class") == "steglank"] == [f"#{p.ankare}" for p in platser]
    return [a.getparent().get("id", "") for a in rot.iter("a") if a.get("class") == "stegfel"], platser  # type: ignore[union-attr]


def lista(stegen: Sequence[str]) -> str:
    return f"<ol>{''.join(f'<li>{escape(s)}</li>' for s in stegen)}</ol>"


@given(st.lists(ORD, max_size=6), ORD, st.lists(ORD, max_size=6), st.lists(ORD, max_size=6), st.lists(ORD, max_size=6))
def test_ett_stegs_adress_beror_bara_pa_dess_egen_text(
    fore: list[str], steg: str, efter: list[str], nya_fore: list[str], nya_efter: list[str]
) -> None:
    andra = {stegnamn(s) for s in (*fore, *efter, *nya_fore, *nya_efter)}
    if stegnamn(steg) in andra:
        return
    gammal = marke(lista([*fore, steg, *efter]))[0][len(fore)]
    assert marke(lista([*nya_fore, steg, *nya_efter]))[0][len(nya_fore)] == gammal == stegnamn(steg)


@given(st.lists(ORD, max_size=8))
def test_ingen_adress_delas_av_tva_steg(stegen: list[str]) -> None:
    ankare, _ = marke(lista(stegen) + lista(stegen[::-1]))
    assert len(set(ankare)) == len(ankare) == 2 * len(stegen)


def test_av_tva_lika_steg_far_det_andra_en_tvaa() -> None:
    namn = stegnamn("Ring 112.")
    assert marke(lista(["Ring 112.", "Vänta.", "Ring\n112."]))[0] == [namn, stegnamn("Vänta."), f"{namn}-2"]


def test_numret_ar_det_lasaren_ser_och_fotnoter_och_inre_listor_ar_inga_steg() -> None:
    html = '<ol start="4"><li>Ett<ol><li>Inre</li></ol></li><li id="steg-utreda">Två</li></ol>'
    html += '<div class="footnote"><ol><li id="fn:1">Not</li></ol></div><ol start="x"><li>Tre</li></ol>'
    ankare, platser = marke(html)
    assert [p.nummer for p in platser] == [4, 5, 1]
    assert ankare == [stegnamn("EttInre"), "steg-utreda", stegnamn("Tre")]


def test_ett_steg_far_rubriken_ovanfor_och_om_det_star_i_den_version_som_galler() -> None:
    nu = '<h2 id="galler-nu">Gäller nu</h2><h3>Innan<a class="headerlink">¶</a></h3>'
    ny = '<h2 id="ny-version">Ny version</h2><h4>Efter <em>besök</em></h4>'
    _, platser = marke(f"{lista('a')}{nu}<div>{lista('b')}</div>{ny}{lista('c')}")
    assert [(p.rubrik, p.tidigare) for p in platser] == [("", False), ("Innan", True), ("Efter besök", False)]


def test_ett_makros_lista_ar_inga_steg_men_processens_aktiviteter_ar_det() -> None:
    _, platser = marke('<ol class="noter"><li>Not</li></ol><ol class="aktiviteter"><li id="steg-a">A</li></ol>')
    assert [p.ankare for p in platser] == ["steg-a"]


def test_utan_mottagare_far_steget_bara_en_lank_till_sig_sjalvt() -> None:
    rot = etree.fromstring(f"<div>{lista(['Ring.'])}</div>")
    marka(rot, lambda _: None)
    assert [(a.get("href"), a.get("aria-label")) for a in rot.iter("a")] == [(f"#{stegnamn('Ring.')}", "Länk till steg 1")]


def test_lankarna_star_efter_stegets_sista_stycke() -> None:
    rot = etree.fromstring("<div><ol><li><p>Ring.</p><p>Vänta.</p></li></ol></div>")
    marka(rot, lambda _: "#x")
    assert [a.getparent().text for a in rot.iter("a")] == ["Vänta.", "Vänta."]  # type: ignore[union-attr]

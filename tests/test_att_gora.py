"""What a role has to do: of everything that names it, in the order it is due."""

from datetime import date

from handbok.att_gora import sysslor
from handbok.modell import Dokument, Handbok, Registerpost
from tests.conftest import Provbok
from tests.registerdata import berattelse, med_register
from tests.test_mina_rutiner import sidan


def rollens(handbok: Handbok, roll: str) -> list[tuple[str, str, date | None]]:
    return [(x.slag, (x.sak if isinstance(x.sak, Dokument | Registerpost) else x.sak.post).id or "", x.senast)
            for x in sysslor(handbok).get(roll, ())]  # fmt: skip


def test_allt_som_rollen_ansvarar_for_det_som_ska_bli_klart_forst_overst(bok: Provbok) -> None:
    assert rollens(med_register(bok).las(), "enhetschef") == [
        ("förbättringsområde", "lofte", None),
        ("egenkontroll", "hygien", date(2026, 4, 1)),
        ("åtgärd", "sen", date(2026, 8, 31)),
        ("årshjul", "rapport", date(2027, 3, 1)),
        ("åtgärd", "ny", date(2027, 3, 31)),
        ("egenkontroll", "planer", date(2027, 4, 10)),
        ("årshjul", "alltid", None),
    ]


def test_en_gjord_atgard_ska_man_se_effekten_av_och_en_bedomd_ar_klar(bok: Provbok) -> None:
    med_register(bok).andra("data/register/atgarder.yml", "status: planerad, effekt", "status: stängd, effekt")
    assert ("effekt", "ny", date(2027, 9, 30)) in rollens(bok.las(), "enhetschef")
    assert "larm" not in {id_ for _, id_, _ in rollens(bok.las(), "enhetschef")}


def test_det_som_vantar_utan_slutdag_star_forst_och_sager_vad_som_saknas(bok: Provbok) -> None:
    atgarder = "data/register/atgarder.yml"
    med_register(bok).andra(atgarder, "status: pågår", "status: genomförd").andra(atgarder, "2026-08-31", "2025-08-31")
    handbok = berattelse(bok, "2025").las()
    assert ("effekt", "sen", None) in rollens(handbok, "enhetschef")
    assert ("förbättringsområde", "lofte", date(2025, 12, 31)) in rollens(handbok, "enhetschef")
    assert rollens(handbok, "verksamhetschef")[0] == ("risk", "varme", None)
    sida = sidan(handbok, "verksamhetschef")
    assert "Risk: Varma somrar. Risken är prioriterad (riskvärde 16), men har varken åtgärd eller egenkontroll." in sida


def test_den_som_en_remiss_gar_till_ska_svara_tills_den_har_svarat(bok: Provbok) -> None:
    svar = "svar: [{från: underskoterska, datum: 2026-11-10, text: Bra}]"
    remiss = f"remiss: {{till: [enhetschef, underskoterska], svar_senast: 2026-11-30, {svar}}}"
    bok.skriv("rutiner/ny.md", f"---\ntitel: Ny\ntyp: rutin\nstatus: remiss\nversion: 0.9\nägare: verksamhetschef\n{remiss}\n---\nText.\n")
    handbok = bok.las()
    assert rollens(handbok, "enhetschef") == [("remiss", "ny", date(2026, 11, 30))]
    assert rollens(handbok, "underskoterska") == []
    assert "Svara på remissen: " in sidan(handbok, "enhetschef")
    assert "Svara senast den 30 november 2026 (om 9\xa0dagar)." in sidan(handbok, "enhetschef")


def test_en_oversyn_star_hos_agaren_fran_nittio_dagar_fore(bok: Provbok) -> None:
    assert rollens(bok.andra("rutiner/fall.md", "2027-06-30", "2027-02-20").las(), "enhetschef") == []
    fore = bok.andra("rutiner/fall.md", "2027-02-20", "2027-02-19").las()
    assert rollens(fore, "enhetschef") == [("översyn", "fall", date(2027, 2, 19))]
    assert rollens(bok.andra("rutiner/fall.md", "status: gällande", "status: utkast").las(), "enhetschef") == []


def test_rollens_sida_sager_nar_och_vad_som_ar_sent(bok: Provbok) -> None:
    sida = sidan(med_register(bok).las(), "enhetschef")
    assert "Rollen har 7\u00a0uppgifter att göra." in sida
    assert 'Egenkontroll: Händerna är rena. <span class="sen">Skulle ha gjorts senast den 1 april 2026 (för' in sida
    assert "Förbättringsområde: Riskanalys före förändringar. Nästa kvalitetsberättelse ska svara." in sida
    assert "Skriv rapporten. Börja den 10 januari 2027" in sida
    assert "Läs avvikelser. Varje vecka." in sida


def test_en_roll_utan_uppgifter_och_en_enhet_har_ingen_lista(bok: Provbok) -> None:
    handbok = med_register(bok).las()
    assert "att-gora" not in sidan(handbok, "underskoterska") + sidan(handbok, "almen")

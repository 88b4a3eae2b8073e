"""The yearly wheel: which time is next, also across the turn of the year, and calendars that do not change by themselves."""

from collections.abc import Callable
from datetime import date

import pytest
from icalendar import Calendar
from lxml import etree

from handbok.arshjul import Tid, kalendrar, tidtext, uppgifter
from handbok.bilder.hjul import _dagar, _ringar, hjul
from tests.conftest import Provbok, Svar
from tests.publicering.test_tvatt import tvattad
from tests.registerdata import med_register

NYAR, VAR = Tid((12, 15), (1, 31)), Tid(None, (4, 30))


@pytest.mark.parametrize(
    ("tid", "dag", "fran", "till"),
    [
        (NYAR, "2026-11-21", "2026-12-15", "2027-01-31"),
        (NYAR, "2027-01-31", "2026-12-15", "2027-01-31"),
        (NYAR, "2027-02-01", "2027-12-15", "2028-01-31"),
        (VAR, "2026-04-30", None, "2026-04-30"),
        (VAR, "2026-05-01", None, "2027-04-30"),
        (Tid((1, 10), (3, 1)), "9999-12-31", "9999-01-10", "9999-03-01"),
    ],
)
def test_nasta_gang(tid: Tid, dag: str, fran: str | None, till: str) -> None:
    svar = tid.nasta(date.fromisoformat(dag))
    assert svar == (fran and date.fromisoformat(fran), date.fromisoformat(till))


def test_uppgifterna_numreras_i_arets_ordning_och_de_lopande_sist(bok: Provbok) -> None:
    alla = uppgifter(med_register(bok).las())
    assert [(u.nummer, u.post.id, [tidtext(t) for t in u.tider]) for u in alla] == [
        (1, "rapport", ["10 januari till 1 mars"]),
        (2, "plan", ["senast den 30 april", "15 december till 31 januari"]),
        (3, "alltid", []),
    ]


def test_en_kalender_for_allt_och_en_per_roll_som_har_dagar(bok: Provbok) -> None:
    filer = kalendrar(med_register(bok).las())
    assert sorted(filer) == ["arshjul.ics", "arshjul/enhetschef.ics", "arshjul/verksamhetschef.ics"]
    alla = list(Calendar.from_ical(filer["arshjul/enhetschef.ics"]).walk("VEVENT"))
    poster = [p for p in alla if "rrule" in p]
    assert [(str(p["uid"]), p["dtstart"].dt, str(p["summary"])) for p in poster] == [
        ("arshjul-rapport-1-borja@provkommun.kvalitetshandboken", date(2026, 1, 10), "Börja: Skriv rapporten"),
        ("arshjul-rapport-1-klar@provkommun.kvalitetshandboken", date(2026, 3, 1), "Klart senast i dag: Skriv rapporten"),
    ]
    assert all(p["rrule"] == {"FREQ": ["YEARLY"]} for p in poster)
    assert "Lagrum: SoL 5 kap. 1 §" in str(poster[0]["description"])


def test_varje_egenkontrolls_nasta_dag_star_i_rollens_kalender_och_i_hela(bok: Provbok) -> None:
    filer = kalendrar(med_register(bok).las())
    for fil in ("arshjul.ics", "arshjul/enhetschef.ics"):
        alla = [p for p in Calendar.from_ical(filer[fil]).walk("VEVENT") if "rrule" not in p]
        assert [(str(p["uid"]), p["dtstart"].dt, str(p["summary"])) for p in alla] == [
            ("egenkontroll-planer-2027-04-10@provkommun.kvalitetshandboken", date(2027, 4, 10),
             "Klart senast i dag: egenkontrollen Planerna är aktuella"),
            ("egenkontroll-hygien-2026-04-01@provkommun.kvalitetshandboken", date(2026, 4, 1),
             "Klart senast i dag: egenkontrollen Händerna är rena"),
        ]  # fmt: skip
    assert "Så görs den: Stickprov" in str(alla[0]["description"])
    assert b"egenkontroll" not in filer["arshjul/verksamhetschef.ics"]


def test_en_roll_som_har_upphort_har_ingen_kalender_och_en_vakant_sags_vara_det(bok: Provbok) -> None:
    fil = "data/organisation.yml"
    med_register(bok).andra(fil, "{namn: Enhetschef,", "{namn: Enhetschef, upphörd: 2026-06-30,")
    bok.andra(fil, "{namn: Verksamhetschef,", "{namn: Verksamhetschef, vakant: true,")
    filer = kalendrar(bok.las())
    assert sorted(filer) == ["arshjul.ics", "arshjul/verksamhetschef.ics"]
    assert "Ansvarig: Verksamhetschef (ingen i tjänst)" in filer["arshjul/verksamhetschef.ics"].decode()


def test_kommandot_namner_egenkontrollerna(bok: Provbok, handbok: Callable[..., Svar]) -> None:
    med_register(bok)
    assert "senast den 1 april 2026: egenkontrollen Händerna är rena (Enhetschef)" in handbok("arshjul").ut
    bok.skriv("data/register/egenkontroller.yml", "- a\n")
    assert (svar := handbok("arshjul", "--format", "ics")).kod == 2
    assert "data/register/egenkontroller.yml har fel" in svar.fel


def test_en_uppgift_for_flera_roller_star_i_allas_kalendrar_och_en_gang_i_hela(bok: Provbok) -> None:
    fil = "data/register/arshjul.yml"
    med_register(bok).andra(fil, "studera, ansvarig: enhetschef,", "studera, ansvarig: [enhetschef, verksamhetschef],")
    filer = kalendrar(bok.las())
    antal = {fil: kalender.count(b"SUMMARY:Klart senast i dag: Skriv rapporten") for fil, kalender in filer.items()}
    assert antal == {"arshjul.ics": 1, "arshjul/enhetschef.ics": 1, "arshjul/verksamhetschef.ics": 1}
    (post, *_) = Calendar.from_ical(filer["arshjul.ics"]).walk("VEVENT")
    assert "Ansvarig: Enhetschef och Verksamhetschef\n" in str(post["description"])


def test_kommandot_valjer_en_rolls_uppgifter_ocksa_nar_fler_ansvarar(bok: Provbok, handbok: Callable[..., Svar]) -> None:
    fil = "data/register/arshjul.yml"
    med_register(bok).andra(fil, "studera, ansvarig: enhetschef,", "studera, ansvarig: [enhetschef, verksamhetschef],")
    assert handbok("arshjul", "--roll", "verksamhetschef").ut.splitlines()[1:] == [
        "senast den 31 januari 2027: Gör planen", "senast den 1 mars 2027: Skriv rapporten",
    ]  # fmt: skip
    assert "Skriv rapporten (Enhetschef och Verksamhetschef)" in handbok("arshjul").ut


def test_samma_dag_ger_samma_byte_och_en_annan_dag_samma_id(bok: Provbok) -> None:
    med_register(bok)
    assert kalendrar(bok.las()) == kalendrar(bok.las())
    id_ = [
        [str(p["uid"]) for p in Calendar.from_ical(kalendrar(bok.las(dag))["arshjul.ics"]).walk("VEVENT")]
        for dag in ("2026-11-21", "2027-11-21")
    ]
    assert id_[0] == id_[1]
    assert len(set(id_[0])) == len(id_[0])


def test_en_ansvarig_som_inte_finns_far_ingen_fil(bok: Provbok) -> None:
    med_register(bok).andra("data/register/arshjul.yml", "ansvarig: verksamhetschef", "ansvarig: ../../utanfor")
    assert sorted(kalendrar(bok.las())) == ["arshjul.ics", "arshjul/enhetschef.ics"]


def test_inga_bagar_ligger_pa_varandra_ens_over_arsskiftet() -> None:
    bagar = [_dagar(t) for t in (NYAR, Tid((1, 1), (2, 28)), Tid((12, 1), (12, 20)), VAR)]
    assert _ringar(bagar) == [0, 1, 1, 0]


def test_hjulet_slapps_igenom_av_tvatten_och_sager_vad_det_visar(bok: Provbok) -> None:
    handbok = med_register(bok).las()
    bild = hjul("hjul", uppgifter(handbok), handbok.datum)
    assert tvattad(bild)[1] == frozenset()
    rot = etree.fromstring(bild.encode())
    beskrivning = rot.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "2. Gör planen (planera): senast den 30 april, 15 december till 31 januari." in beskrivning
    assert bild == hjul("hjul", uppgifter(handbok), handbok.datum)

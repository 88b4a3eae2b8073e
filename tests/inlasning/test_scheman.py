"""The schemas are whole, valid and documented, and each of their faults becomes a Swedish sentence."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from handbok.inlasning.scheman import MENINGAR, granska, schema
from handbok.inlasning.yamltext import las_yaml

ROT = Path(__file__).parents[2]
SCHEMAN = {fil.name: json.loads(fil.read_text("utf-8")) for fil in sorted((ROT / "schemas").glob("*.json"))}

# Keywords that hold other schemas or tell about them: they have no fault of their own.
BARANDE = frozenset({
    "$schema", "$id", "$defs", "$ref", "title", "description", "properties", "items", "allOf", "if", "then",
})  # fmt: skip
# Keywords whose faults _som_lasfel and _nyckelfel tell of themselves.
EGNA = frozenset({"required", "additionalProperties", "propertyNames", "not"})


def delscheman(del_: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema, except conditions: an `if` has no faults."""
    yield del_
    for nyckel, varde in del_.items():
        if nyckel in ("properties", "$defs"):
            for d in varde.values():
                yield from delscheman(d)
        elif nyckel in ("allOf", "anyOf"):
            for d in varde:
                yield from delscheman(d)
        elif nyckel in ("items", "then", "propertyNames", "not", "additionalProperties") and isinstance(varde, dict):
            yield from delscheman(varde)


def egenskaper(namn: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema with its name, however deep, outside conditions and their consequences."""
    for d in delscheman(SCHEMAN[namn]):
        yield from ((k, v) for k, v in d.get("properties", {}).items() if set(v) - {"required"})
        for nyckel in ("additionalProperties", "items"):
            if isinstance(d.get(nyckel), dict):
                yield nyckel, d[nyckel]


def nyckelvagar(del_: Any, fore: str = "") -> Iterator[str]:
    """`datum.fastställd`, `aktiviteter.sedan.till`: every key that can be written, lists seen through."""
    for nyckel, d in del_.get("properties", {}).items():
        yield fore + nyckel
        yield from nyckelvagar(d.get("items", d), f"{fore}{nyckel}.")


def fel_i(text: str, namn: str = "dokument") -> list[str]:
    """`saknas 1:1 mening`: what a schema has to say of a YAML text."""
    data, lagen = las_yaml(text, "x")
    return [f"{f.slag} {f.fynd.plats.rad}:{f.fynd.plats.kolumn} {f.fynd.text} {f.fynd.gor_sa_har}"
            for f in granska(data, lagen, namn)[1]]  # fmt: skip


@pytest.mark.parametrize("namn", SCHEMAN)
def test_schemat_ar_giltigt_json_schema_2020_12(namn: str) -> None:
    Draft202012Validator.check_schema(SCHEMAN[namn])
    assert SCHEMAN[namn]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAN[namn]["$id"] == namn


@pytest.mark.parametrize("namn", SCHEMAN)
def test_varje_hanvisning_i_schemat_gar_att_folja(namn: str) -> None:
    assert "$ref" not in json.dumps(schema(namn.removesuffix(".schema.json")))


@pytest.mark.parametrize("namn", SCHEMAN)
def test_varje_egenskap_har_titel_och_beskrivning(namn: str) -> None:
    utan = [k for k, v in egenskaper(namn) if not v.get("title") or not v.get("description")]
    assert not utan


@pytest.mark.parametrize("namn", SCHEMAN)
def test_beskrivningar_slutar_med_punkt_och_ar_inte_tomma(namn: str) -> None:
    alla = [d["description"] for d in delscheman(SCHEMAN[namn]) if "description" in d]
    assert [b for b in alla if not re.fullmatch(r"\S.+\.", b, re.DOTALL)] == []


def test_varje_nyckelord_i_schemana_har_en_mening() -> None:
    anvanda = {k for s in SCHEMAN.values() for d in delscheman(s) for k in d}
    utan_mening_i_not = {k for s in SCHEMAN.values() for d in delscheman(s) for k in d.get("not", {})}
    assert anvanda - BARANDE - EGNA - utan_mening_i_not <= set(MENINGAR)
    assert set(MENINGAR) <= anvanda


def test_varje_falt_i_rubriken_star_i_guiden() -> None:
    guide = (ROT / "docs/guider/sidhuvudet.md").read_text("utf-8")
    alla = [*nyckelvagar(schema("dokument")), *nyckelvagar(schema("sida")), *nyckelvagar(schema("kvalitetsberattelse"))]
    assert [vag for vag in alla if f"`{vag}`" not in guide] == []


def test_guiden_namner_inga_falt_som_inte_finns() -> None:
    guide = (ROT / "docs/guider/sidhuvudet.md").read_text("utf-8")
    i_tabell = set(re.findall(r"^\| `([^`]+)` \|", guide, re.MULTILINE))
    lagen = set(schema("dokument")["properties"]["status"]["enum"])
    kanda = {*nyckelvagar(schema("dokument")), *nyckelvagar(schema("sida")), *nyckelvagar(schema("kvalitetsberattelse"))}
    assert i_tabell - lagen <= kanda


def test_guiden_namner_varje_ord_som_gar_att_valja() -> None:
    guide = (ROT / "docs/guider/sidhuvudet.md").read_text("utf-8")
    egna = schema("dokument")["properties"]
    val = [o for falt in ("typ", "status", "publicering", "kategori") for o in egna[falt]["enum"]]
    assert [o for o in [*val, *egna["gäller_för"]["properties"]["nivå"]["enum"]] if f"`{o}`" not in guide] == []


UTKAST = "titel: Fall\ntyp: rutin\nstatus: utkast\nägare: chef\n"


@pytest.mark.parametrize(
    ("text", "namn", "vantat"),
    [
        ("titel: [a]\n", "sida", "fel värde 1:8 titel är en lista, men ska vara en text. Skriv en text."),
        ("titel: {a: b}\n", "sida", "fel värde 1:8 titel är flera uppgifter, men ska vara en text. Skriv en text."),
        ("sökord: fall\n", "sida", 'fel värde 1:9 sökord är "fall", men ska vara en lista. Skriv en lista: [ett, två],'
         " eller en rad för varje med bindestreck."),
        ("en lista\n", "sida", 'fel värde 1:1 filen är "en lista", men ska vara uppgifter med namn, indragna på egna'
         " rader. Skriv uppgifter med namn, indragna på egna rader."),
        ("publicering: publikt\n", "sida", 'fel värde 1:14 publicering är "publikt". Välj bland: publik, intern.'
         " Menade du publik?"),
        ("sökord: ['']\n", "sida", "fel värde 1:10 sökord[1] är tom. Fyll i ett värde, eller ta bort raden."),
        ("undantag: [{kod: lag3, skäl: x, till: 2027-01-01}]\n", "sida", 'fel värde 1:18 undantag[1].kod är "lag3", som'
         " inte är skrivet på rätt sätt. Regelns kod, till exempel LAG003."),
        ("undantag: [{kod: LAG003, skäl: x, till: 2027-02-30}]\n", "sida", 'fel värde 1:41 undantag[1].till är'
         ' "2027-02-30", som inte är ett riktigt datum. Skriv året, månaden och dagen: 2026-03-31.'),
        ("undantag: [{kod: LAG003, skäl: x}]\n", "sida", "saknas 1:12 undantag[1].till saknas. Lägg till till."
         " Undantagets sista dag."),
        ("titlar: x\n", "sida", "okänt fält 1:1 Fältet titlar finns inte. Menade du titel?"),
        ("kommun: {namn: x}\nprioriterad_risk: 0\nroller: {}\n", "organisation", "fel värde 2:19 prioriterad_risk är 0,"
         " men ska vara minst 1. Rätta talet."),
        ("kommun: {namn: x}\nprioriterad_risk: 26\nroller: {}\n", "organisation", "fel värde 2:19 prioriterad_risk är"
         " 26, men ska vara högst 25. Rätta talet."),
        ("kommun: {namn: x}\nprioriterad_risk: tolv\nroller: {}\n", "organisation", 'fel värde 2:19 prioriterad_risk är'
         ' "tolv", men ska vara ett heltal. Skriv ett heltal.'),
        ("kommun: {namn: x}\nroller: {läkare: {namn: x}}\n", "organisation", 'fel värde 2:10 roller.läkare är "läkare",'
         " som inte är skrivet på rätt sätt. Små bokstäver a–z, siffror och bindestreck. å och ä skrivs a, ö skrivs o."),
        ("kommun: {namn: x}\nroller: {}\nbeslutar: {rutinn: [a]}\n", "organisation", 'fel värde 3:12 beslutar.rutinn är'
         ' "rutinn". Välj bland: process, policy, riktlinje, anvisning, rutin, instruktion, mall, plan,'
         " överenskommelse. Menade du rutin?"),
        ("kommun: {namn: x}\nroller: {a: {namn: x, vakant: nej}}\n", "organisation", 'fel värde 2:31 roller.a.vakant är'
         ' "nej", men ska vara true eller false. Skriv true eller false.'),
        ("titel: x\nradnyckel: y\n", "tabell", "saknas 1:1 enhet eller enhetskolumn saknas. Skriv enhet eller"
         " enhetskolumn."),
        ("titel: x\nradnyckel: y\nenhet: antal\nmellan: {totalt: a}\n", "tabell", "saknas 4:1 totalt och delar eller"
         " rader saknas i mellan. Skriv totalt och delar eller rader."),
        ("titel: x\nradnyckel: y\nenhet: antal\nmellan: {totalt: a, delar: [b]}\n", "tabell", "fel värde 4:28"
         " mellan.delar har 1, men ska ha minst 2. Lägg till fler."),
        ("titel: x\nradnyckel: y\nenhet: antal\nröjande: {beslut: avrunda, motivering: z}\n", "tabell", "saknas 4:1"
         " röjande.tröskel saknas. Det krävs när beslut är undertryck eller avrunda. Lägg till tröskel."
         " Tal från 1 till under tröskeln skyddas."),
        (UTKAST + "gäller_för: {nivå: enhet, enheter: []}\n", "dokument", "saknas 5:1 gäller_för.enheter saknas. Det"
         " krävs när nivå är enhet. Lägg till enheter. Enheter i data/organisation.yml. Krävs när nivån är enhet."),
        (UTKAST + "syfte: x\n", "dokument", "okänt fält 5:1 syfte hör bara till dokument med typ: process. Ta bort raden,"
         " eller ändra typ."),
    ],
)  # fmt: skip
def test_varje_slags_fel_blir_en_mening_pa_sin_plats(text: str, namn: str, vantat: str) -> None:
    assert fel_i(text, namn) == [vantat]


def test_langa_varden_kortas_i_meningen() -> None:
    (mening,) = fel_i(f"publicering: {'x' * 500}\n", "sida")
    assert len(mening) < 200


def test_varje_fel_namns_bara_en_gang_och_alla_namns() -> None:
    text = UTKAST.replace("titel: Fall\n", "").replace("ägare: chef", "ägar: chef") + "datum: {fastställd: x, y: z}\n"
    assert sorted(f.split(" är ")[0].split(" Lägg")[0].split(" Menade")[0] for f in fel_i(text)) == [
        "fel värde 4:21 datum.fastställd",
        "okänt fält 3:1 Fältet ägar finns inte.",
        "okänt fält 4:24 Fältet datum.y finns inte. Välj bland: fastställd, gäller_från, gäller_till, upphävd,"
        " översyn_senast.",
        "saknas 1:1 titel saknas.",
        "saknas 1:1 ägare saknas.",
    ]


@pytest.mark.parametrize("dag", ["2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-4-1", "20260401",
                                 "2026-04-01T10:00", "1 april 2026", "٢٠٢٦-٠٤-٠١", "2026-W14-3"])  # fmt: skip
def test_bara_riktiga_dagar_ar_datum(dag: str) -> None:
    (mening,) = fel_i(f"{UTKAST}datum: {{fastställd: {dag}}}\n")
    assert "som inte är ett riktigt datum" in mening


@pytest.mark.parametrize("citat", ["", "'", '"'])
def test_schemat_och_inte_citattecknen_avgor_vad_ett_varde_ar(citat: str) -> None:
    def c(text: str) -> str:
        return f"{citat}{text}{citat}"

    text = (
        f"kommun: {{namn: {c('2')}, kod: {c('0114')}}}\nprioriterad_risk: {c('12')}\n"
        f"roller: {{a: {{namn: {c('no')}, vakant: {c('false')}, upphörd: {c('2026-01-31')}}}}}\n"
    )
    data, fel = granska(*las_yaml(text, "x"), "organisation")
    assert not fel
    assert data["kommun"] == {"namn": "2", "kod": "0114"}
    assert data["prioriterad_risk"] == 12
    assert data["roller"]["a"]["namn"] == "no"
    assert data["roller"]["a"]["vakant"] is False
    assert data["roller"]["a"]["upphörd"].isoformat() == "2026-01-31"

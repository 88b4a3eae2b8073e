"""The schemas in schemas/: they decide what text means, and their faults become Swedish sentences.

A value is read as text. Where the schema says integer or boolean the text is turned into
one; a scalar that may be text stays as written. `format: date` becomes a date once valid.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs

from handbok.modell import Felslag, Fynd, Lagen, Lasfel, Nyckelvag
from handbok.svenska import menade_du, narmast, och

# A jsonschema ValidationError; its fields are typed as possibly unset, which they never are here.
Schemafel = Any

_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")


def _ar_riktig_dag(text: str) -> bool:
    try:
        return _ar_datum(text)
    except ValueError:
        return False


def _ar_datum(varde: object) -> bool:
    if not isinstance(varde, str):
        return True
    return bool(_DATUM.fullmatch(varde)) and date.fromisoformat(varde) is not None


@cache
def schema(namn: str) -> Mapping[str, Any]:
    """The schema with its `$ref`s written out (they are never recursive)."""
    return _utan_ref(_las(namn), namn)  # type: ignore[no-any-return]


@cache
def _las(namn: str) -> Any:
    return json.loads(files("schemas").joinpath(f"{namn}.schema.json").read_text("utf-8"))


def _utan_ref(del_: Any, namn: str) -> Any:
    if isinstance(del_, list):
        return [_utan_ref(d, namn) for d in del_]
    if not isinstance(del_, dict):
        return del_
    egna = {k: _utan_ref(v, namn) for k, v in del_.items() if k != "$ref"}
    if "$ref" not in del_:
        return egna
    fil, _, vag = del_["$ref"].partition("#/")
    mal = _las(fil.removesuffix(".schema.json"))
    for steg in vag.split("/"):
        mal = mal[steg]
    return {**_utan_ref(mal, namn), **egna}


@cache
def _granskare(namn: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker  # slow to load, and only faults need it

    datum = FormatChecker(formats=())
    datum.checks("date", raises=ValueError)(_ar_datum)
    return Draft202012Validator(schema(namn), format_checker=datum)


@cache
def _sall(namn: str) -> jsonschema_rs.Draft202012Validator:
    """A sieve that lets whole files by a hundred times faster; what it stops is read again for its reasons."""
    return jsonschema_rs.Draft202012Validator(
        dict(schema(namn)), validate_formats=True, formats={"date": _ar_riktig_dag}
    )


def granska(data: Any, lagen: Lagen, namn: str, utom: frozenset[str] = frozenset()) -> tuple[Any, list[Lasfel]]:
    """Checks `data` against a schema; returns it with integers, booleans and dates in place, and the faults.

    `utom` are keys whose absence another rule names ("one fault, one code").
    The data is to be trusted only where there are no faults.
    """
    data = _vandra(data, _typer(namn), _typad)
    if _sall(namn).is_valid(data):
        return _vandra(data, _datum(namn), _som_dag), []
    fel = [
        lasfel
        for schemafel in _granskare(namn).iter_errors(data)
        for lasfel in _som_lasfel(schemafel, lagen, namn, utom)
    ]
    unika = {(f.slag, f.fynd.plats, f.fynd.text): f for f in fel}
    return (data if fel else _vandra(data, _datum(namn), _som_dag)), list(unika.values())


def _delschema(schema_: Mapping[str, Any], nyckel: str) -> Mapping[str, Any]:
    ovrigt = schema_.get("additionalProperties")
    egna: Mapping[str, Mapping[str, Any]] = schema_.get("properties", {})
    return egna[nyckel] if nyckel in egna else ovrigt if isinstance(ovrigt, dict) else {}


@cache
def _typer(namn: str) -> Mapping[str, Any]:
    return _som_beror(schema(namn), lambda s: s.get("type") in ("integer", "boolean"))


@cache
def _datum(namn: str) -> Mapping[str, Any]:
    return _som_beror(schema(namn), lambda s: s.get("format") == "date")


def _som_beror(schema_: Mapping[str, Any], berors: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
    """As much of a schema as leads to values of a kind; empty where none do. Most of a file is passed over so."""
    if berors(schema_):
        return schema_
    egna = {k: _som_beror(s, berors) for k, s in schema_.get("properties", {}).items()}
    andra = {k: schema_.get(k) for k in ("additionalProperties", "items")}
    ovriga = {k: _som_beror(s, berors) for k, s in andra.items() if isinstance(s, dict)}
    return {"properties": egna, **ovriga} if any(egna.values()) or any(ovriga.values()) else {}


def _vandra(varde: Any, schema_: Mapping[str, Any], blad: Callable[[str, Mapping[str, Any]], Any]) -> Any:
    """`varde` with every text in it that the schema speaks of replaced by what `blad` makes of it."""
    if not schema_:
        return varde
    if isinstance(varde, dict):
        return {k: _vandra(v, _delschema(schema_, k), blad) for k, v in varde.items()}
    if isinstance(varde, list):
        return [_vandra(v, schema_.get("items", {}), blad) for v in varde]
    return blad(varde, schema_) if isinstance(varde, str) else varde


def _typad(text: str, schema_: Mapping[str, Any]) -> Any:
    match schema_.get("type"):
        case "integer" if re.fullmatch(r"[-−]?\d{1,18}", text):
            return int(text.replace("−", "-"))
        case "boolean" if text in ("true", "false"):
            return text == "true"
    return text


def _som_dag(text: str, schema_: Mapping[str, Any]) -> Any:
    return date.fromisoformat(text) if schema_.get("format") == "date" else text


HELA = "filen"


def _namn(vag: Nyckelvag) -> str:
    """`("aktiviteter", 2, "roll")` -> `aktiviteter[3].roll`, as people count."""
    delar = "".join(f"[{d + 1}]" if isinstance(d, int) else f".{d}" for d in vag)
    return delar.removeprefix(".") or HELA


def _visa(varde: Any) -> str:
    match varde:
        case dict():
            return "flera uppgifter"
        case list():
            return "en lista"
        case bool():
            return "true" if varde else "false"
    text = str(varde)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


_TYPORD = {
    "string": "en text", "integer": "ett heltal", "boolean": "true eller false", "array": "en lista",
    "object": "uppgifter med namn, indragna på egna rader", "number": "ett tal",
}  # fmt: skip


def _typsats(fel: Schemafel, namn: str) -> tuple[str, str]:
    typer = fel.validator_value if isinstance(fel.validator_value, list) else [fel.validator_value]
    vantat = "en text" if "string" in typer else och((_TYPORD[t] for t in typer), "eller")
    gor = f"Skriv {vantat}."
    if "array" in typer:
        gor = "Skriv en lista: [ett, två], eller en rad för varje med bindestreck."
    return f"{namn} är {_visa(fel.instance)}, men ska vara {vantat}.", gor


def _anyof(fel: Schemafel, namn: str) -> tuple[str, str]:
    val = och((" och ".join(gren["required"]) for gren in fel.validator_value), "eller")
    return f"{val} saknas{'' if namn == HELA else f' i {namn}'}.", f"Skriv {val}."


# One sentence per schema keyword: (what, what to do).
MENINGAR: Mapping[str, Callable[[Schemafel, str], tuple[str, str]]] = {
    "type": _typsats,
    "enum": lambda f, n: (
        f"{n} är {_visa(f.instance)}. Välj bland: {', '.join(map(str, f.validator_value))}.",
        f"Menade du {nara}?" if (nara := narmast(str(f.instance), map(str, f.validator_value))) else "Välj ett ord.",
    ),
    "format": lambda f, n: (
        f"{n} är {_visa(f.instance)}, som inte är ett riktigt datum.",
        "Skriv året, månaden och dagen: 2026-03-31.",
    ),
    "pattern": lambda f, n: (
        f"{n} är {_visa(f.instance)}, som inte är skrivet på rätt sätt.",
        str(f.schema.get("description") or "Jämför med en fil som fungerar."),
    ),
    "minLength": lambda _, n: (f"{n} är tom.", "Fyll i ett värde, eller ta bort raden."),
    "minimum": lambda f, n: (f"{n} är {f.instance}, men ska vara minst {f.validator_value}.", "Rätta talet."),
    "maximum": lambda f, n: (f"{n} är {f.instance}, men ska vara högst {f.validator_value}.", "Rätta talet."),
    "minItems": lambda f, n: (f"{n} har {len(f.instance)}, men ska ha minst {f.validator_value}.", "Lägg till fler."),
    "anyOf": _anyof,
}


def _som_lasfel(fel: Schemafel, lagen: Lagen, namn: str, utom: frozenset[str]) -> Iterator[Lasfel]:
    vag: Nyckelvag = tuple(fel.absolute_path)
    if "propertyNames" in fel.absolute_schema_path:
        yield _nyckelfel(fel, lagen, (*vag, fel.instance))
    elif fel.validator == "required":
        # Every `required` error of an object shares one validator_value: compute the missing from the instance.
        for nyckel in fel.validator_value:
            if nyckel not in fel.instance and nyckel not in utom:
                text = f"{_namn((*vag, nyckel))} saknas.{_villkor(fel, namn)}"
                gor = f"Lägg till {nyckel}. {_beskrivning(schema(namn), (*vag, nyckel))}"
                yield Lasfel("saknas", Fynd(lagen.nyckel(vag), text, gor.strip()))
    elif fel.validator == "additionalProperties":
        kanda = fel.schema["properties"]
        for nyckel in fel.instance:
            if nyckel not in kanda:
                plats = lagen.nyckel((*vag, nyckel))
                gor = menade_du(nyckel, kanda) or "Ta bort raden, eller se listan över fält i guiden."
                yield Lasfel("okänt fält", Fynd(plats, f"Fältet {_namn((*vag, nyckel))} finns inte.", gor))
    else:
        slag: Felslag = "saknas" if fel.validator == "anyOf" else "fel värde"
        plats = lagen.nyckel(vag) if slag == "saknas" else lagen.varde(vag)
        yield Lasfel(slag, Fynd(plats, *MENINGAR[str(fel.validator)](fel, _namn(vag))))


def _villkor(fel: Schemafel, namn: str) -> str:
    """` Det krävs när status är gällande.`, from the `if` whose `then` asks for the key; else nothing."""
    steg = list(fel.absolute_schema_path)
    if "then" not in steg:
        return ""
    gren = schema(namn)
    for del_ in steg[: len(steg) - 1 - steg[::-1].index("then")]:
        gren = gren[del_]
    delar = (
        f"{nyckel} är {och(v.get('enum') or [v['const']], 'eller')}" for nyckel, v in gren["if"]["properties"].items()
    )
    return f" Det krävs när {och(delar)}."


def _nyckelfel(fel: Schemafel, lagen: Lagen, vag: Nyckelvag) -> Lasfel:
    plats, namn = lagen.nyckel(vag), _namn(vag)
    if fel.validator == "not":
        text = f"{namn} hör bara till dokument med typ: process."
        return Lasfel("okänt fält", Fynd(plats, text, "Ta bort raden, eller ändra typ."))
    return Lasfel("fel värde", Fynd(plats, *MENINGAR[str(fel.validator)](fel, namn)))


def _beskrivning(schema_: Mapping[str, Any], vag: Nyckelvag) -> str:
    for steg in vag:
        schema_ = schema_.get("items", {}) if isinstance(steg, int) else _delschema(schema_, steg)
    return str(schema_.get("description", ""))

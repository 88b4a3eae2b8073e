"""The YAML files under data/ that are no statistics: organisation, law, requirements, registers."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from handbok.inlasning.filer import till_text
from handbok.inlasning.scheman import granska, schema
from handbok.inlasning.yamltext import las_yaml
from handbok.modell import (
    Forfattning,
    Konkordansrad,
    Krav,
    Lagen,
    Organisation,
    Paragraftid,
    Registerpost,
    Roll,
    Verksamhet,
)

Data = Mapping[str, Any]


def las_uppgifter(ra: bytes, fil: str, schemanamn: str, bygg: Callable[[Any, Lagen], Any]) -> Any:
    """A file of YAML as `bygg` makes it, or every fault of it.

    Raises:
        LasFelUndantag: the text is not YAML, or not text.
    """
    data, lagen = las_yaml(till_text(ra), fil)
    tom: Any = [] if schema(schemanamn).get("type") == "array" else {}
    data, fel = granska(tom if data is None else data, lagen, schemanamn)
    return fel or bygg(data, lagen)


def organisation(d: Data, lagen: Lagen) -> Organisation:
    """data/organisation.yml."""
    return Organisation(
        kommun=d["kommun"]["namn"],
        kod=d["kommun"].get("kod"),
        e_post=d["kommun"].get("e_post"),
        prioriterad_risk=d.get("prioriterad_risk"),
        namnder={id_: n["namn"] for id_, n in d.get("nämnder", {}).items()},
        verksamheter={
            id_: Verksamhet(id_, v["namn"], {e: x["namn"] for e, x in v.get("enheter", {}).items()})
            for id_, v in d.get("verksamheter", {}).items()
        },
        roller={
            id_: Roll(
                id_, r["namn"], r.get("verksamhet"), r.get("e_post"), r.get("telefon"),
                r.get("vakant", False), r.get("upphörd"),
            )
            for id_, r in d["roller"].items()
        },
        beslutar={typ: tuple(r) for typ, r in d.get("beslutar", {}).items()},
        lagen=lagen,
    )  # fmt: skip


def paragrafer(text: str) -> frozenset[str]:
    """`1-4, 4 a, 5-11` -> every paragraph in it."""
    alla: set[str] = set()
    for del_ in text.split(","):
        span = re.fullmatch(r"(\d+)-(\d+)", del_.strip())
        alla.update(map(str, range(int(span[1]), int(span[2]) + 1)) if span else [" ".join(del_.split())])
    return frozenset(alla)


def forfattningar(d: Data, lagen: Lagen) -> list[Forfattning]:
    """data/lagar/forfattningar.yml: acts and ordinances with the paragraphs that exist."""
    return [
        Forfattning(
            nummer=f["nummer"], titel=f["titel"], kort=f.get("kort"), i_kraft=f["i_kraft"], upphavd=f.get("upphävd"),
            upphavd_okant_datum=False, ersatt_av=(f["ersatt_av"],) if "ersatt_av" in f else (),
            kapitel={str(k): paragrafer(str(p)) for k, p in f["kapitel"].items()} if "kapitel" in f else None,
            daterade=tuple(
                Paragraftid(t.get("kapitel", "-"), t["paragraf"], t.get("från"), t.get("till"))
                for t in f.get("daterade", ())
            ),
            sakerhet=None, plats=lagen.varde(("författningar", i)),
        )
        for i, f in enumerate(d["författningar"])
    ]  # fmt: skip


def foreskrifter(d: Data, lagen: Lagen) -> list[Forfattning]:
    """data/lagar/foreskrifter.yml: regulations; their paragraphs are not registered."""
    return [
        Forfattning(
            nummer=f["nummer"], titel=f["ämne"], kort=f["nummer"], i_kraft=f.get("i_kraft"), upphavd=f.get("upphävd"),
            upphavd_okant_datum=f.get("upphävd_okänt_datum", False), ersatt_av=tuple(f.get("ersatt_av", ())),
            kapitel=None, daterade=(), sakerhet=f["säkerhet"], plats=lagen.varde(("föreskrifter", i)),
        )
        for i, f in enumerate(d["föreskrifter"])
    ]  # fmt: skip


def konkordans(d: Data, _: Lagen) -> list[Konkordansrad]:
    """data/lagar/konkordans-*.yml."""
    return [
        Konkordansrad(r["gammal"], r["ny"], r.get("matchning", "text"), r.get("anm")) for r in d["rader"]
    ]


def krav(d: Data, lagen: Lagen) -> list[Krav]:
    """A file of data/krav/."""
    return [
        Krav(
            id=k["id"], forfattning=d.get("författning"), lagrum=k["lagrum"], typ=k["typ"], galler=k["gäller"],
            fran=k.get("från"), krav=k["krav"], bevis=k.get("bevis"), sakerhet_innehall=k.get("säkerhet_innehåll"),
            sakerhet_nummer=k.get("säkerhet_nummer"), plats=lagen.varde(("krav", i)),
        )
        for i, k in enumerate(d["krav"])
    ]  # fmt: skip


def registerposter(d: list[Data], lagen: Lagen, namn: str) -> tuple[Registerpost, ...]:
    """A file of data/register/."""
    return tuple(Registerpost(namn, post.get("id"), post, (i,), lagen) for i, post in enumerate(d))

"""The draft that an imported process becomes, read back before anyone sees it."""

import json
import re
from collections.abc import Iterator

from handbok.bpmn.lasning import Bpmnfel
from handbok.bpmn.tolkning import Tolkning
from handbok.inlasning.dokument import las_dokument
from handbok.modell import Aktivitet, Dokument, Steg

# What a header may hold as it is; the rest is written as \\u….
_UTOM = re.compile(r"[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def utkast(t: Tolkning, id_: str) -> str:
    """The file's text.

    Raises:
        Bpmnfel: a text in the file cannot stand in a header.
    """
    text = "".join(_delar(t))
    try:
        dok = las_dokument(text, f"processer/{id_}.md")
    except Exception as fel:
        raise Bpmnfel("Någon text i filen går inte att skriva i ett sidhuvud.") from fel
    if not isinstance(dok, Dokument) or dok.process != t.process or dok.titel != t.titel:
        raise Bpmnfel("Någon text i filen går inte att skriva i ett sidhuvud.")
    return text


def _citerad(text: str) -> str:
    """Between quotation marks, as YAML and JSON write alike."""
    return _UTOM.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def _delar(t: Tolkning) -> Iterator[str]:
    p = t.process
    yield f"---\ntitel: {_citerad(t.titel)}\ntyp: process\nstatus: utkast\nversion: 0.1\nägare: {_citerad(t.agare)}\n"
    falt = (("kategori", p.kategori), ("processledare", p.processledare), ("syfte", p.syfte),
            ("startar_när", p.startar_nar), ("resultat", p.resultat))  # fmt: skip
    yield from (f"{namn}: {_citerad(varde)}\n" for namn, varde in falt if varde)
    yield "publicering: intern\naktiviteter:\n"
    for a in p.aktiviteter:
        yield from _aktivitet(a)
    yield "---\n\n## Om processen\n\nSkriv kort vilka som deltar och var processen möter andra processer.\n"
    if t.att_reda_ut:
        yield "\n## Att reda ut efter importen\n\nTa bort en rad när den är klar, och rubriken när alla är det.\n\n"
        yield from (f"- {_markdown(n)}\n" for n in t.att_reda_ut)


def _aktivitet(a: Aktivitet) -> Iterator[str]:
    yield f"  - id: {_citerad(a.id)}\n    namn: {_citerad(a.namn)}\n    roll: {_citerad(a.roll)}\n"
    if a.rutiner:
        yield f"    rutiner: [{', '.join(map(_citerad, a.rutiner))}]\n"
    if a.rutin_behovs_inte:
        yield f"    rutin_behövs_inte: {_citerad(a.rutin_behovs_inte)}\n"
    if a.sedan:
        yield "    sedan:\n" + "".join(f"      - {_steg(s)}\n" for s in a.sedan)
    if a.samverkan:
        yield f"    samverkan: [{', '.join(map(_citerad, a.samverkan))}]\n"
    if a.delprocess:
        yield f"    delprocess: {_citerad(a.delprocess)}\n"


def _steg(s: Steg) -> str:
    return f"{{till: {_citerad(s.till)}" + (f", när: {_citerad(s.nar)}" if s.nar else "") + "}"


def _markdown(text: str) -> str:
    """A note as one line of plain text: names in it come from anyone's file."""
    ren = re.sub(r"([\\`*_\[\]#|~])", r"\\\1", " ".join(text.split()))
    return ren.replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;")

"""YAML as its author wrote it: every scalar stays text, and every key and value keeps its place.

Built on PyYAML's events rather than a loader: a YAML 1.1 loader turns `2017:30` into
121050 and `no` into False, takes the last of duplicate keys silently, and gives no
positions. Anchors, aliases and tags are refused, and depth is bounded, so a small file
cannot grow in memory.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from handbok.inlasning.filer import LasFelUndantag, punkt_efter
from handbok.modell import Lagen, Nyckelvag
from handbok.modell.grund import Punkt
from handbok.svenska import antal

STORSTA_DJUP = 12
# What libyaml refuses without a place, and the line ends it counts but no editor shows.
_STYRTECKEN = re.compile(r"[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ANKARE = (
    "Här används ett ankare (& eller *), och det går inte i handboken.",
    "Skriv ut värdet, eller sätt citattecken runt det.",
)
# Faults that libyaml meets where it gives up, and an author mends where they begin.
_VID_BORJAN = (
    "alphabetic or numeric", "found unexpected end of stream", "could not find expected ':'",
    "did not find expected ',' or",
)  # fmt: skip
# PyYAML's English, and what the author should look for.
_ORSAKER = (
    ("alphabetic or numeric", *_ANKARE),
    ("cannot start any token", "Här står ett tecken som inte kan inleda ett värde, ofta en tabb.",
     "Ersätt tabbar med mellanslag, eller sätt citattecken runt värdet."),
    ("mapping values are not allowed", "Raden är fel indragen, eller så har ett värde ett kolon för mycket.",
     "Kontrollera att den här raden och den ovanför börjar lika långt in. Hör kolonet till värdet, sätt citattecken: "
     "titel: \"Fall: så gör du\"."),
    ("did not find expected key", "Raden hör inte ihop med raderna ovanför.",
     "Kontrollera att raden är lika mycket indragen som de andra och att citattecken och klamrar är stängda."),
    ("could not find expected ':'", "Här saknas ett kolon efter namnet.",
     "Skriv namn: värde, med kolon och mellanslag."),
    ("found unexpected end of stream", "Texten tar slut mitt i ett värde.", "Stäng citattecknet eller klammern."),
    ("did not find expected ',' or", "Klammern eller hakparentesen är inte stängd rätt.",
     "Kontrollera komma, ] och } på raden."),
    ("found character", "Här står ett tecken som inte får stå där.", "Sätt citattecken runt värdet."),
    ("block sequence entries are not allowed", "Här står ett bindestreck som inte kan inleda en lista.",
     "Börja listan på en egen rad under namnet."),
)  # fmt: skip


def las_yaml(text: str, fil: str, forsta_rad: int = 1) -> tuple[Any, Lagen]:
    """Parses `text`; returns dicts, lists and strings, and where each of them stands in `fil`.

    Keys without value and empty lists are left out, as if not written. `forsta_rad` is
    the file's line of the text's first line.

    Raises:
        LasFelUndantag: text that is not YAML, or uses what the contract refuses.
    """
    if styrtecken := _STYRTECKEN.search(text):
        rad, kolumn = punkt_efter(text[: styrtecken.start()])
        raise LasFelUndantag(
            "Här står ett osynligt styrtecken.", "Ta bort tecknet.", rad + forsta_rad - 1, kolumn
        )
    byggare = _Byggare(forsta_rad)
    try:
        data = byggare.bygg(text)
    except yaml.YAMLError as fel:
        raise byggare.oppet_citat(fel) or _begripligt(fel, forsta_rad) from fel
    return data, Lagen(fil, byggare.nycklar, byggare.varden, byggare.texter)


def _begripligt(fel: yaml.YAMLError, forsta_rad: int) -> LasFelUndantag:
    problem = f"{getattr(fel, 'problem', '')} {fel}"
    marke = getattr(fel, "problem_mark", None) or getattr(fel, "context_mark", None)
    if any(engelska in problem for engelska in _VID_BORJAN):
        marke = getattr(fel, "context_mark", None) or marke
    punkt = (marke.line + forsta_rad, marke.column + 1) if marke else (forsta_rad, 1)
    for engelska, svenska, gor in _ORSAKER:
        if engelska in problem:
            return LasFelUndantag(svenska, gor, *punkt)
    return LasFelUndantag(
        "Uppgifterna följer inte reglerna för YAML här.",
        "Jämför med raderna ovanför, eller med en fil som fungerar.",
        *punkt,
    )


class _Byggare:
    """Turns a stream of events into values, noting places as it goes."""

    def __init__(self, forsta_rad: int) -> None:
        self.forsta_rad = forsta_rad
        self.nycklar: dict[Nyckelvag, Punkt] = {}
        self.varden: dict[Nyckelvag, Punkt] = {}
        self.texter: dict[Nyckelvag, str] = {}
        self.flerradigt: tuple[yaml.Event, int] | None = None  # the last quotation over several lines, and its last

    def oppet_citat(self, fel: yaml.YAMLError) -> LasFelUndantag | None:
        """A quotation mark that was never closed ends at the next one, lines below, and there libyaml gives up."""
        marke = getattr(fel, "problem_mark", None)
        if marke is None or self.flerradigt is None or self.flerradigt[1] != marke.line:
            return None
        slut = marke.line + self.forsta_rad
        text = f"Citattecknet som öppnas här stängs först på rad {slut}."
        return self._nej(self.flerradigt[0], text, "Stäng det på samma rad.")

    def bygg(self, text: str) -> Any:
        lasare: Any = yaml.CLoader(text)
        nasta = lasare.get_event
        data: Any = None
        antal_dokument = 0
        while not isinstance(handelse := nasta(), yaml.StreamEndEvent):
            if isinstance(handelse, yaml.DocumentStartEvent):
                if antal_dokument:
                    raise self._nej(handelse, "Filen innehåller flera dokument, skilda med ---.", "Ta bort raden ---.")
                antal_dokument += 1
                data = self._varde(nasta(), nasta, ())
        return data

    def _punkt(self, handelse: yaml.Event) -> Punkt:
        marke: Any = handelse.start_mark
        return marke.line + self.forsta_rad, marke.column + 1

    def _nej(self, handelse: yaml.Event, text: str, gor: str) -> LasFelUndantag:
        return LasFelUndantag(text, gor, *self._punkt(handelse))

    def _varde(self, handelse: yaml.Event, nasta: Callable[[], Any], vag: Nyckelvag) -> Any:
        if isinstance(handelse, yaml.AliasEvent) or getattr(handelse, "anchor", None):
            raise self._nej(handelse, *_ANKARE)
        if getattr(handelse, "tag", None):
            raise self._nej(handelse, "Här används en tagg (!), och det går inte i handboken.", "Ta bort taggen.")
        if len(vag) > STORSTA_DJUP:
            raise self._nej(
                handelse,
                f"Uppgifterna ligger i fler än {antal(STORSTA_DJUP, 'nivå', 'nivåer')}.",
                "Skriv uppgifterna plattare.",
            )
        self.varden[vag] = self._punkt(handelse)
        if isinstance(handelse, yaml.ScalarEvent):
            slut: Any = handelse.end_mark
            if handelse.style in ("'", '"') and slut.line > self.varden[vag][0] - self.forsta_rad:
                self.flerradigt = handelse, slut.line
            self.texter[vag] = str(handelse.value)
            return handelse.value
        if isinstance(handelse, yaml.SequenceStartEvent):
            return self._lista(nasta, vag)
        return self._ordbok(nasta, vag)

    def _lista(self, nasta: Callable[[], Any], vag: Nyckelvag) -> list[Any]:
        lista: list[Any] = []
        while not isinstance(handelse := nasta(), yaml.SequenceEndEvent):
            lista.append(self._varde(handelse, nasta, (*vag, len(lista))))
        return lista

    def _ordbok(self, nasta: Callable[[], Any], vag: Nyckelvag) -> dict[str, Any]:
        ordbok: dict[str, Any] = {}
        sedda: set[str] = set()
        while not isinstance(handelse := nasta(), yaml.MappingEndEvent):
            if not isinstance(handelse, yaml.ScalarEvent) or handelse.anchor or handelse.tag:
                raise self._nej(handelse, "Här ska det stå ett namn följt av kolon.", "Skriv namn: värde.")
            nyckel = handelse.value
            if nyckel in sedda:
                raise self._nej(handelse, f"{nyckel} står två gånger.", "Behåll en av raderna.")
            sedda.add(nyckel)
            punkt = self._punkt(handelse)
            varde = self._varde(nasta(), nasta, (*vag, nyckel))
            if varde not in ("", []):
                self.nycklar[(*vag, nyckel)] = punkt
                ordbok[nyckel] = varde
        return ordbok

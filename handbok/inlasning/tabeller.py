"""A table: its CSV as Swedish Excel writes it (and as others do), and the YAML beside it."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from handbok.formler import Formelfel, las_formel, las_kontroll
from handbok.inlasning.filer import LasFelUndantag
from handbok.modell import KODER, Fynd, Kalla, KantFel, Kolumn, Lagen, Lasfel, Nyckelvag, Plats, Tabell, Tabellcell

ENHETER = ("antal", "procent", "kronor", "dagar", "timmar", "index", "personer", "text")
_TUSENTAL = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_HELTAL = rf"[0-9]{{1,3}}(?:[{_TUSENTAL}][0-9]{{3}})+|[0-9]{{1,25}}"
_TAL = re.compile(rf"([-−]?)({_HELTAL})(?:,([0-9]{{1,12}}))?[{_TUSENTAL}]?(%?)")
Rad = tuple[int, list[str]]


def avkoda(ra: bytes) -> str:
    """CSV bytes as NFC text: UTF-8, UTF-16 with BOM, else Windows-1252."""
    if ra.startswith((b"\xff\xfe", b"\xfe\xff")):
        kodning = "utf-16"
    else:
        try:
            return unicodedata.normalize("NFC", ra.decode("utf-8-sig"))
        except UnicodeDecodeError:
            kodning = "cp1252"
    try:
        return unicodedata.normalize("NFC", ra.decode(kodning))
    except UnicodeDecodeError as fel:
        raise LasFelUndantag(
            "Filens tecken går inte att läsa.", "Öppna filen i Excel och spara den som CSV UTF-8."
        ) from fel


def las_rader(ra: bytes) -> list[Rad]:
    """The file's rows with the line each begins on.

    Raises:
        LasFelUndantag: unreadable text, open quotes, or nothing at all.
    """
    text = avkoda(ra)
    if "\0" in text:
        raise LasFelUndantag("Filen innehåller tecken som inte är text.", "Spara om filen som CSV UTF-8.")
    lasare = csv.reader(io.StringIO(text, newline=""), delimiter=_skiljetecken(text), strict=True)
    rader: list[Rad] = []
    borjan = 1
    try:
        for falt in lasare:
            if falt:
                rader.append((borjan, [f.strip() for f in falt]))
            borjan = lasare.line_num + 1
    except csv.Error as fel:
        raise LasFelUndantag(
            "Raden har citattecken som inte är stängda rätt.", "Spara om tabellen från Excel.", borjan
        ) from fel
    if not rader:
        raise LasFelUndantag("Tabellen är tom.", "Skriv kolumnernas namn på första raden.")
    return rader


def _skiljetecken(text: str) -> str:
    """What separates the fields of the heading row: `;` before tab before comma, outside quotes."""
    rubrikrad = re.sub(r'"[^"]*"', "", text).lstrip("\r\n")
    rubrikrad = re.split(r"[\r\n]", rubrikrad, maxsplit=1)[0]
    return next((t for t in ";\t," if t in rubrikrad), ";")


def ojamna_rader(fil: str, rader: list[Rad]) -> list[Lasfel]:
    """Rows with fewer or more fields than the heading row."""
    bredd = len(rader[0][1])
    return [
        Lasfel("oläsbar", Fynd(
            Plats(fil, rad), f"Raden har {len(falt)} fält, men rubrikraden har {bredd}.",
            "Lägg till eller ta bort fält på raden.",
        ))
        for rad, falt in rader if len(falt) != bredd
    ]  # fmt: skip


def tolka(text: str, enhet: str) -> Decimal | str | None:
    """A cell's exact number, its code, or None where it is neither. A % sign is right only for procent."""
    if text in KODER:
        return text
    traff = _TAL.fullmatch(text)
    if traff is None or (traff[4] and enhet != "procent"):
        return None
    tecken, hela, brak, _ = traff.groups()
    siffror = re.sub(f"[{_TUSENTAL}]", "", hela)
    return Decimal(f"{'-' if tecken else ''}{siffror}{'.' + brak if brak else ''}")


def las_tabell(fil: str, rader: list[Rad], d: Mapping[str, Any], lagen: Lagen) -> Tabell | list[Lasfel]:
    """A table from its rows and its checked YAML, or every cell and name that is wrong."""
    (rubrikrad, rubriker), *innehall = rader
    fel = _upprepade(fil, [(rubrikrad, i, namn) for i, namn in enumerate(rubriker, 1)], "Kolumnen")
    fel += _upprepade(fil, [(rad, 1, falt[0]) for rad, falt in innehall], "Raden")
    if d["radnyckel"] != rubriker[0]:
        fel.append(_fel(
            lagen.varde(("radnyckel",)), f'radnyckel är "{d["radnyckel"]}", men första kolumnen heter "{rubriker[0]}".',
            f"Skriv radnyckel: {rubriker[0]}",
        ))  # fmt: skip
    kolumner = tuple(_kolumn(namn, d) for namn in rubriker[1:])
    celler: list[list[Tabellcell]] = []
    for rad, falt in innehall:
        radenhet = _radenhet(rubriker, falt, d)
        if radenhet not in ENHETER and d.get("enhetskolumn") in rubriker:
            plats = Plats(fil, rad, rubriker.index(d["enhetskolumn"]) + 1)
            fel.append(_fel(plats, f'"{radenhet}" är ingen enhet.', f"Välj bland: {', '.join(ENHETER)}."))
        celler.append([_cell(falt[i], kolumn, radenhet, d, rad, i + 1) for i, kolumn in enumerate(kolumner, 1)])
    fel += [
        _fel(Plats(fil, c.rad, c.kolumn), *_cellfel(c))
        for rad_ in celler for c in rad_
        if c.enhet != "text" and c.tal is None and c.kod is None
    ]  # fmt: skip
    fel += _formelfel(d, lagen)
    if fel:
        return fel
    namngivna = {
        falt[0]: dict(zip((k.namn for k in kolumner), rad_, strict=True))
        for (_, falt), rad_ in zip(innehall, celler, strict=True)
    }
    return _tabell(fil, d, lagen, kolumner, namngivna)


def _fel(plats: Plats, text: str, gor: str) -> Lasfel:
    return Lasfel("fel värde", Fynd(plats, text, gor))


def _formelfel(d: Mapping[str, Any], lagen: Lagen) -> list[Lasfel]:
    """Formulas and controls that cannot be read."""
    alla: list[tuple[Nyckelvag, str, Callable[[str], object]]] = [
        (("kolumner", namn, "formel"), k["formel"], las_formel)
        for namn, k in d.get("kolumner", {}).items() if "formel" in k
    ]  # fmt: skip
    alla += [(("kontroller", i), text, las_kontroll) for i, text in enumerate(d.get("kontroller", ()))]
    fel = []
    for vag, text, las in alla:
        try:
            las(text)
        except Formelfel as orsak:
            gor = 'Skriv kolumner inom hakparenteser: "100 * [Ej bedömda] / [Totalt]".'
            fel.append(_fel(lagen.varde(vag), f'"{text}" går inte att räkna med. {orsak}', gor))
    return fel


def _upprepade(fil: str, namn: list[tuple[int, int, str]], vad: str) -> list[Lasfel]:
    fel, sedda = [], set[str]()
    for rad, kolumn, ord_ in namn:
        if not ord_:
            fel.append(_fel(Plats(fil, rad, kolumn), f"{vad} saknar namn.", "Skriv ett namn."))
        elif ord_ in sedda:
            fel.append(_fel(
                Plats(fil, rad, kolumn), f'{vad} "{ord_}" står två gånger.',
                "Ge dem olika namn, eller dela tabellen i två.",
            ))  # fmt: skip
        sedda.add(ord_)
    return fel


def _kolumn(namn: str, d: Mapping[str, Any]) -> Kolumn:
    egen = d.get("kolumner", {}).get(namn, {})
    enhet = "text" if namn in (d.get("enhetskolumn"), d.get("periodkolumn")) else egen.get("enhet", d.get("enhet", ""))
    return Kolumn(namn, enhet, egen.get("decimaler"), egen.get("formel"))


def _radenhet(rubriker: list[str], falt: list[str], d: Mapping[str, Any]) -> str:
    kolumn = d.get("enhetskolumn")
    return falt[rubriker.index(kolumn)] if kolumn in rubriker else str(d.get("enhet", ""))


def _cell(text: str, kolumn: Kolumn, radenhet: str, d: Mapping[str, Any], rad: int, nr: int) -> Tabellcell:
    egen_enhet = "enhet" in d.get("kolumner", {}).get(kolumn.namn, {}) or kolumn.enhet == "text"
    enhet = kolumn.enhet if egen_enhet else radenhet
    varde = None if enhet == "text" else tolka(text, enhet)
    if isinstance(varde, Decimal):
        return Tabellcell(text, varde, None, enhet, rad, nr)
    return Tabellcell(text, None, varde, enhet, rad, nr)


def _cellfel(cell: Tabellcell) -> tuple[str, str]:
    koder = "saknas, .. (skyddad), . (ej tillämpligt) eller – (noll)"
    if not cell.text:
        return "Cellen är tom.", f"Skriv talet, eller en kod: {koder}."
    if re.fullmatch(r"[-−]?\d+\.\d+", cell.text):
        return f'"{cell.text}" har decimalpunkt.', f"Skriv {cell.text.replace('.', ',')}."
    return f'"{cell.text}" är varken ett tal eller en kod.', f"Skriv talet med siffror, eller en kod: {koder}."


def _tabell(
    fil: str, d: Mapping[str, Any], lagen: Lagen, kolumner: tuple[Kolumn, ...], celler: Mapping[str, Any]
) -> Tabell:
    _, period, namn = fil.split("/")
    kalla, perioder = d.get("källa"), d.get("perioder", {})
    kolada = kalla.get("kolada", ()) if kalla else ()
    return Tabell(
        id=namn.removesuffix(".csv"), periodnamn=period, fil=fil, fil_yaml=lagen.fil, titel=d["titel"],
        fran=d.get("period", {}).get("från"), till=d.get("period", {}).get("till"), enhet=d.get("enhet"),
        kalla=Kalla(
            kalla["system"], kalla["uttag"], kalla.get("länk"),
            (kolada,) if isinstance(kolada, str) else tuple(kolada), kalla.get("ansvarig"),
        ) if kalla else None,
        radnyckel=d["radnyckel"], kolumner=kolumner, rader=celler,
        totalrad=d.get("totalrad"), totalkolumn=d.get("totalkolumn"),
        periodrader=perioder.get("rader", {}), periodkolumner=perioder.get("kolumner", {}),
        noter=d.get("noter", {}),
        kanda_fel=tuple(
            KantFel(k.get("rad"), k.get("kolumn"), k["kod"], k["angivet"], k["räknat"], k["förklaring"])
            for k in d.get("kända_fel", ())
        ),
        relationer=d, lagen=lagen,
    )  # fmt: skip

"""Tables as cards on a phone: what stands side by side on a wide screen stands below each other, and each cell says its
column's heading.

Which tables, the table itself decides. One that is read down its columns (many rows of figures) stays a table, and is
scrolled. The style sheet makes the cards of the class and the headings written here.
"""

from handbok.publicering.tvatt import Element

# What 320 pixels hold: characters of a row, the least that a column of text can be read in, and the room between two.
_RAD, _SPALT, _LUFT = 36, 15, 2
# A row's name that leaves room for figures beside it while they are scrolled.
_NAMN = 30
_UPPHOJT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ROLLER = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
Rad = list[tuple[Element, str]]  # its cells, each with its text


def gor_kort(tabell: Element) -> None:
    """Marks a table that a phone shows as cards. The roles are said too: browsers take them from the shape."""
    huvud = tabell.findall("thead/tr")
    rader = [[(cell, "".join(cell.itertext())) for cell in rad] for rad in tabell.iterfind("tbody/tr")]
    if len(huvud) != 1 or not rader or any(len(rad) != len(huvud[0]) for rad in rader):
        return
    rubriker = [_rubrik(cell) for cell in huvud[0]]
    if _ryms(rubriker, rader) or _lases_nedat(rader):
        return
    if huvud[0].find(".//a") is not None:  # would be reached by a keyboard, unseen
        return
    tabell.set("class", f"{tabell.get('class')} kort")
    for rad in rader:
        for (cell, _), rubrik in zip(rad, rubriker, strict=True):
            if rubrik:
                cell.set("data-rubrik", rubrik)
    for element in tabell.iter(*_ROLLER, "th"):
        roll = _ROLLER.get(element.tag) or ("rowheader" if element.get("scope") == "row" else "columnheader")
        element.set("role", roll)


def _ryms(rubriker: list[str], rader: list[Rad]) -> bool:
    """Whether the columns can be read side by side. Text wraps between words; a heading takes its longest word."""
    bredder = [max(map(len, rubrik.split()), default=0) for rubrik in rubriker]
    for rad in rader:
        for i, (_, text) in enumerate(rad):
            bredder[i] = max(bredder[i], min(len(text), _SPALT), *map(len, text.split()))
    return sum(bredder) + _LUFT * len(bredder) <= _RAD


def _lases_nedat(rader: list[Rad]) -> bool:
    """Whether it is long, with short names, and most of its cells are figures."""
    if len(rader) < 2 * len(rader[0]) or max(len(rad[0][1]) for rad in rader) > _NAMN:
        return False
    celler = [(cell, text) for rad in rader for cell, text in rad[1:] if text]
    tal = [text for cell, text in celler if "tal" in cell.get("class", "").split() or not any(map(str.isalpha, text))]
    return 2 * len(tal) > len(celler)


def _rubrik(cell: Element) -> str:
    """A heading as plain text, with the numbers of its notes."""
    delar = [cell.text or ""]
    for barn in cell:
        text = "".join(barn.itertext())
        delar += (text.translate(_UPPHOJT) if barn.tag == "sup" else text, barn.tail or "")
    return " ".join("".join(delar).split())

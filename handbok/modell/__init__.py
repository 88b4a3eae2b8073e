"""What a handbook is: frozen values, complete when created, no I/O."""

from handbok.modell.dokument import (
    Aktivitet,
    Andring,
    Berattelse,
    Beslut,
    Dokument,
    Granskning,
    Lage,
    Omfattning,
    Period,
    Processbeskrivning,
    Remiss,
    Remissvar,
    Sida,
    Steg,
)
from handbok.modell.grund import (
    Allvar,
    Cell,
    Felslag,
    Fynd,
    InteKontrollerat,
    Lagen,
    Lasfel,
    Nyckelvag,
    Plats,
    Undantag,
)
from handbok.modell.handbok import Faststalld, Handbok, Manadslage, Registerpost, Tidigare
from handbok.modell.lag import Forfattning, Konkordansrad, Krav, Lagregister, Lagrum, Paragraftid
from handbok.modell.organisation import Organisation, Roll, Verksamhet
from handbok.modell.tabell import KODER, Kalla, KantFel, Kolumn, Tabell, Tabellcell

__all__ = [
    "KODER", "Aktivitet", "Allvar", "Andring", "Berattelse", "Beslut", "Cell", "Dokument", "Faststalld",
    "Felslag", "Forfattning", "Fynd", "Granskning", "Handbok", "InteKontrollerat", "Kalla", "KantFel", "Kolumn",
    "Konkordansrad", "Krav", "Lage", "Lagen", "Lagregister", "Lagrum", "Lasfel", "Manadslage", "Nyckelvag",
    "Omfattning", "Organisation", "Paragraftid", "Period", "Plats", "Processbeskrivning", "Registerpost", "Remiss",
    "Remissvar", "Roll", "Sida", "Steg", "Tabell", "Tabellcell", "Tidigare", "Undantag", "Verksamhet",
]  # fmt: skip

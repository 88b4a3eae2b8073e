"""The foot of every page: where to tell of a fault, and on paper what the text is, how old, and where it is kept."""

import re
from dataclasses import dataclass
from urllib.parse import quote

import segno
from markupsafe import Markup

from handbok import adresser, oversikter
from handbok.modell import Dokument, Handbok, Sida
from handbok.paminnelser import ar_adress, mottagare
from handbok.publicering.steg import Stegplats
from handbok.svenska import datum, och

# Longer titles are cut in an address: some mail programs take no more than some two thousand characters.
LANGST_TITEL = 120
_FALT = re.compile(r"\{(i_steg|steg|ankare|version|med_version)\}")


@dataclass(frozen=True, slots=True)
class Kanal:
    """How this site is reached and answered.

    `sajt` is its address, ending with a slash; `formular` that of an issue form, with {titel}, {dokument}, {version},
    {steg} and {adress} where they go; `publik` whether anyone may read it.
    """

    sajt: str | None
    formular: str | None
    publik: bool


@dataclass(frozen=True, slots=True)
class Synpunkt:
    """Where remarks on one page go. `mall` is a link in which the fields of `_FALT` are still to be filled in, None
    where nobody can be written to; `vem` the role or municipality that reads it, None for a form. `version` is that of
    the document, `tidigare` the one in force until it begins."""

    mall: str | None
    vem: str | None
    version: str = ""
    tidigare: str = ""

    def lank(self, steg: Stegplats | None = None) -> str | None:
        """The link, for the whole page or a step of it."""
        if self.mall is None:
            return None
        if steg is None:
            version, i_steg, vilket, ankare = och(filter(None, (self.tidigare, self.version))), "", "", ""
        else:
            version = self.tidigare if steg.tidigare and self.tidigare else self.version
            under = f' under "{_kort(steg.rubrik)}"' if steg.rubrik else ""
            i_steg, ankare = f"i steg {steg.nummer}{under} ", f"#{steg.ankare}"
            vilket = f"steg {steg.nummer}{under} ({steg.ankare})"
        svar = {"i_steg": i_steg, "steg": vilket, "ankare": ankare, "version": version,
                "med_version": f", version {version}" if version else ""}  # fmt: skip
        return _FALT.sub(lambda m: quote(svar[m[1]], safe=""), self.mall)


def _kort(text: str) -> str:
    return " ".join(text.split())[:LANGST_TITEL]


def synpunkt(handbok: Handbok, text: Dokument | Sida, kanal: Kanal) -> Synpunkt:
    """To the form where there is one. Else by mail: internally to a document's owner, or whoever is reminded in the
    owner's place; failing that, and on the public site, to the municipality.

    Every value is percent-encoded whole, so that no title can add a recipient, a header or a field.
    """
    titel, adress = quote(_kort(text.titel), safe=""), quote(f"{kanal.sajt or ''}{_adress(text)}", safe="")
    versioner = _versioner(handbok, text) if isinstance(text, Dokument) else ("", "")
    if kanal.formular:
        mall = kanal.formular.replace("{titel}", titel).replace("{dokument}", quote(text.fil, safe=""))
        return Synpunkt(mall.replace("{adress}", f"{adress}{{ankare}}"), None, *versioner)
    brevlada, vem = _brevlada(handbok, text, kanal)
    if brevlada is None:
        return Synpunkt(None, None)
    amne = f"Fel%20{{i_steg}}i%20{titel}{{med_version}}"
    mall = f"mailto:{quote(brevlada, safe='@')}?subject={amne}&body={adress}{{ankare}}{_UPPMANING}"
    return Synpunkt(mall, vem, *versioner)


def _versioner(handbok: Handbok, dok: Dokument) -> tuple[str, str]:
    tidigare = handbok.tidigare_version(dok)
    return dok.version or "", (tidigare.version or "") if tidigare else ""


_UPPMANING = quote("\r\n\r\nSkriv vad som är fel. Skriv inga personuppgifter.\r\n", safe="")


def _brevlada(handbok: Handbok, text: Dokument | Sida, kanal: Kanal) -> tuple[str | None, str | None]:
    org = handbok.organisation
    if org is None:
        return None, None
    if isinstance(text, Dokument) and not kanal.publik:
        roll, _ = mottagare(handbok, text, handbok.datum)
        if roll is not None:
            return org.roller[roll].e_post, org.roller[roll].namn
    return (org.e_post, org.kommun) if org.e_post and ar_adress(org.e_post) else (None, None)


def _adress(text: Dokument | Sida) -> str:
    """The page's address from the site's root."""
    return adresser.adress(adresser.sajtfil(text.fil) or text.fil)


def fot(handbok: Handbok, text: Dokument | Sida, kanal: Kanal, plats: Synpunkt) -> Markup:
    """The foot as HTML. What is only for paper is hidden on a screen by its class."""
    html = Markup("")
    if lank := plats.lank():
        vart = f"Skriv till {plats.vem}" if plats.vem else "Berätta vad"
        html = Markup('<p class="synpunkt"><a href="{}">Något fel här? {}</a></p>').format(lank, vart)
    return html + _pa_papper(handbok, text, kanal)


def _pa_papper(handbok: Handbok, text: Dokument | Sida, kanal: Kanal) -> Markup:
    """What was printed, as of which day, and where to see whether it still applies: whole on the last sheet, and of a
    document in a line on each, since sheets come apart."""
    kod, rad, laget, adress = Markup(""), Markup(""), "", f"{kanal.sajt}{_adress(text)}" if kanal.sajt else None
    if isinstance(text, Dokument):
        version = f"Version {text.version}. " if text.version and not handbok.tidigare_version(text) else ""
        laget = f"{version}{oversikter.lagesmening(text, handbok)} "
        if kanal.sajt:
            adress = f"{kanal.sajt}{adresser.kortadress(text.id)}"
            kod = qr(adress)
        mening = f"{text.titel}. {laget}Läget den {datum(handbok.datum)}. Utskrift är inte ett original."
        rad = Markup('<div class="sidfot" aria-hidden="true">{}</div>').format(mening)
    return Markup(
        '<div class="pa-papper">{}<p><strong>Utskrift är inte ett original.</strong> {}Läget den {}. '
        "Kontrollera att texten fortfarande gäller{}</p></div>{}"
    ).format(kod, laget, datum(handbok.datum), f": {adress}" if adress else ".", rad)


# Light modules around the code that readers need to find it (ISO/IEC 18004, 6.3.8).
_RAND = 4
_MORKA = re.compile(rb"\x01+")


def qr(adress: str) -> Markup:
    """The address as a QR code (ISO/IEC 18004), for clean paper: the lowest of its levels of error correction. The mask
    is fixed: to try all eight takes four times as long, and any of them can be read."""
    rader = segno.make(adress, mode="byte", error="l", boost_error=False, micro=False, mask=3).matrix
    bitar = (
        f"M{m.start() + _RAND} {y}h{m.end() - m.start()}v1H{m.start() + _RAND}z"
        for y, rad in enumerate(rader, _RAND) for m in _MORKA.finditer(bytes(rad))
    )  # fmt: skip
    sida = len(rader) + 2 * _RAND
    svg = Markup('<svg class="qr" viewBox="0 0 {0} {0}" aria-hidden="true"><path d="{1}"/></svg>')
    return svg.format(sida, "".join(bitar))


def vidare(dok: Dokument) -> str:
    """The page at the short address: it leads on without script, under any sub-path, and is in no search engine. Its
    empty icon keeps browsers from asking for one at the host's root."""
    mal = f"../../{_adress(dok)}"
    return Markup(
        '<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{titel}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        '<link rel="icon" href="data:,">'
        '<meta http-equiv="refresh" content="0; url={mal}"><link rel="canonical" href="{mal}"></head>'
        '<body><main><h1>{titel}</h1><p><a href="{mal}">Läs dokumentet</a></p></main></body></html>\n'
    ).format(titel=dok.titel, mal=mal)

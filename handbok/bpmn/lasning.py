"""A BPMN file from anyone -> its model, or a refusal."""

from typing import Any

from bpmn_io import BpmnModdle, ParseError
from lxml import etree

# A drawn process of a hundred steps takes 200 kB.
STORSTA_FIL = 2_000_000


class Bpmnfel(Exception):
    """The file cannot be imported; the message says why."""


def las(ra: bytes) -> Any:
    """The file's definitions.

    lxml reads it first: the library's own parser passes over what it does not understand. No document type is let
    through, so there are no entities to expand or files to fetch (OWASP, XML External Entity Prevention).

    Raises:
        Bpmnfel: too large, no well-formed XML, with a document type, or no BPMN.
    """
    if len(ra) > STORSTA_FIL:
        raise Bpmnfel(f"Filen är större än {STORSTA_FIL // 1_000_000} MB. Det är ingen vanlig processkarta.")
    tolkare = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        rot = etree.fromstring(ra, tolkare)
    except (etree.XMLSyntaxError, ValueError) as fel:
        raise Bpmnfel("Filen är inte hel XML. Spara den på nytt som BPMN 2.0 i ritprogrammet.") from fel
    tradet: Any = rot.getroottree()
    if tradet.docinfo.doctype:
        raise Bpmnfel("Filen har en dokumenttyp (DOCTYPE). Sådana filer läses inte, för de kan hämta andra filer.")
    if rot.tag != "{http://www.omg.org/spec/BPMN/20100524/MODEL}definitions":
        raise Bpmnfel("Filen är inte BPMN 2.0.")
    try:
        svar = BpmnModdle().from_xml(etree.tostring(rot, encoding="unicode"))
    except (ParseError, RecursionError) as fel:
        raise Bpmnfel("Filen följer inte BPMN 2.0. Spara den på nytt i ritprogrammet.") from fel
    if svar.warnings:
        forsta = " ".join(str(svar.warnings[0].message).split())[:150]
        raise Bpmnfel(f"Filen följer inte BPMN 2.0, så delar av den går inte att läsa ({forsta}).")
    return svar.root_element

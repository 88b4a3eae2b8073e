"""Processes to and from BPMN 2.0 (ISO/IEC 19510), for drawing programs.

What BPMN has no place for (routines, samverkan, the role's id) stands in extension elements `uppgift` of our own, which
other programs leave alone. What an import cannot carry over is listed, never dropped.
"""

NAMNRYMD = "urn:kvalitetshandboken:bpmn:1"
UPPGIFT = "kh:uppgift"
# An XML id may not begin with a digit, and ours may.
PROCESS, AKTIVITET = "Process_", "Aktivitet_"

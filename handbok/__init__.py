"""Kvalitetshandboken: reads, checks and publishes a handbook kept as text.

The data flows one way, and a module imports only from rows above its own::

    svenska      Swedish words, numbers and dates
    modell       what a handbook is (frozen values, no I/O)
    inlasning    files -> checked values -> Handbok          (the only reader of content)
    historik     earlier versions of a document, from git
    lagrum       citations -> acts and paragraphs
    siffror      reading cells, rounding, HTML tables
    oversikter   rows for lists and indexes
    mallar       macro calls in Markdown, read from the syntax tree
    makron       what a macro call answers
    kontroller   the rules
    rapport      findings -> text, json
    publicering  handbook -> pages, public selection, after-treatment
    cli          the commands
"""

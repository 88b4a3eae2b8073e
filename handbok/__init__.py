"""Kvalitetshandboken: reads, checks and publishes a handbook kept as text.

The data flows one way, and a module imports only from rows above its own::

    svenska      Swedish words, numbers and dates
    kalender     calendars as bytes
    skrivning    files written whole or not at all
    perioder     what days a period is, by its name
    sopning      a pause in Python's search for unreachable cycles
    modell       what a handbook is (frozen values, no I/O)
    adresser     where a file of the repository stands on the site
    formler personuppgifter     a table's formulas; personal data in text
    prosa        a Markdown text without what is no prose
    inlasning    files -> checked values -> Handbok          (the only reader of content)
    lasbarhet    how hard a text is to read: LIX
    hanvisningar             chapters and paragraphs in running text
    lagnamn konkordans       names of acts in it; where the old socialtjänstlag's paragraphs went
    lankar lagrum mallar     what stands in running text: links, citations, macro calls
    ankare       what a link's # may point at
    registerrader            rows of the registers: is the loop closed?
    arshjul slingor      what comes back every year, and a calendar of it; the loops that are open
    utveckling   how the documents stood, month by month
    historik     earlier versions of a document, from git
    siffror      reconciliation, disclosure control, and figures as HTML
    bilder       process maps, charts, and what every picture shares: SVG
    urval        the public part of a handbook
    oversikter forekomster   rows for lists and indexes; every citation of law, with its place
    tackning     which documents meet which requirement, and why the others do not
    lagoversikt  which texts name which act, and what the law will change
    mina_rutiner att_gora    what a role or an enhet must know; what a role has to do, by day
    bitar        pieces of HTML that pages and macros share
    processbitar listor      processes: map, overview, a role's activities; lists of laws, requirements and roles
    loften       what a report promised, and what became of it
    makrosvar    what an answer to a macro call is
    siffermakron  the macros that print figures
    makrogrund registerbitar    what the macros share; the registers as HTML
    arshjulsbitar           the yearly wheel as HTML
    registermakron          the macros that show and count them
    makron       what a macro call answers
    kontroller   the rules
    lagesbild    the state of it all, for the quality function
    regelsidor   a rule's page, from its docstring
    granskning mallfiler nasta_berattelse paminnelser     what `granskad`, `ny` and `paminn` write
    bpmn         processes to and from BPMN 2.0
    utskick      reminders -> text, mail, calendar, mail server
    rapport      findings -> text json sarif junit github gitlab markdown
    publicering  handbook -> pages, and what is done to the HTML afterwards
    kommandon    what each command does
    cli          the command line: a thin rim
"""

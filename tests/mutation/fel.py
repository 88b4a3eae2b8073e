"""Single faults of the kinds people make, each in a copy of this repository's own handbook.

A row says what happened, in which file, how the file changed, and the code that must name it.
The expected line is `vid`: None is the first line that changed, a text is the first line that
holds it after the change, a number is itself. `i` is the file of the finding where it is another
than the changed one. `foljder` are true consequences, `KOD fil` (`*` stands for any file).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

ROT = Path(__file__).parents[2]
Andring = tuple[str, str] | Callable[[bytes], bytes | None]


@dataclass(frozen=True)
class Fel:
    """One fault and where it must be found."""

    namn: str
    fil: str
    andring: Andring
    kod: str
    vid: str | int | None = None
    i: str = ""
    foljder: tuple[str, ...] = ()


def bort(_: bytes) -> None:
    """The file is gone."""


def ny(text: str) -> Andring:
    """A file that was not there."""
    return lambda _: text.encode()


def kopia(fil: str) -> Andring:
    """A file that was not there, copied from one that was."""
    return lambda _: (ROT / fil).read_bytes()


def sparad_som(kodning: str) -> Andring:
    """Saved in another encoding."""
    return lambda ra: ra.decode().replace("–", "-").encode(kodning)


def slutar_efter(text: str) -> Andring:
    """Saved by half."""
    return lambda ra: ra[: ra.index(text.encode()) + len(text.encode())]


def utan(fran: str, till: str) -> Andring:
    """Without what stands from one text until another."""
    return lambda ra: ra[: ra.index(fran.encode())] + ra[ra.index(till.encode(), ra.index(fran.encode())) :]


FALL = "rutiner/fall.md"
LEX = "rutiner/lex-sarah.md"
KLAGOMAL = "rutiner/klagomal-och-synpunkter.md"
HOT = "rutiner/hot-och-vald.md"
LARM = "rutiner/larmprov.md"
NYCKEL = "rutiner/nyckelhantering-och-larm.md"
BLANKETT = "rutiner/avvikelseblankett.md"
MARIA = "rutiner/lex-maria.md"
DAGLIG = "rutiner/daglig-verksamhet.md"
REMISS = "rutiner/skyddat-boende.md"
UTKAST = "rutiner/munhalsa.md"
HUVUD = "processer/handlagga-och-genomfora.md"
AVVIK = "processer/avvikelse-och-forbattring.md"
PLAN = "processer/planering-och-uppfoljning.md"
LSS = "processer/lss-insatser.md"
ORG = "data/organisation.yml"
LAGAR = "data/lagar/forfattningar.yml"
KRAV, SOSFS = "data/krav/andra-forfattningar.yml", "data/krav/sosfs-2011-9.yml"
ATGARDER, RISKER = "data/register/atgarder.yml", "data/register/risker.yml"
NASTA = "docs/kvalitetsberattelse/2025"  # compares with the tables of 2024
EGENKONTROLLER, OMRADEN = "data/register/egenkontroller.yml", "data/register/forbattringsomraden.yml"
ARSHJUL = "data/register/arshjul.yml"
MANAD, MANAD_YML = "data/2024/avvikelser-per-manad.csv", "data/2024/avvikelser-per-manad.yml"
KLAGO, KLAGO_YML = "data/2024/klagomal.csv", "data/2024/klagomal.yml"
LAGRUMTABELL, REGI = "data/2024/avvikelser-per-lagrum.csv", "data/2024/lov-utforare.csv"
RAPPORTER, EJ_SARAH = "data/2024/lex-sarah-rapporter.csv", "data/2024/lex-sarah-ej-missforhallande.csv"
MALTIDER = "data/2024/maltider.csv"
START, KONTAKT, TILLG = "docs/index.md", "docs/om/kontakt.md", "docs/om/tillganglighet.md"
BERATTELSE = "docs/kvalitetsberattelse/2024/index.md"
SARAH = "docs/kvalitetsberattelse/2024/05-lex-sarah.md"
KLAGOSIDA = "docs/kvalitetsberattelse/2024/06-klagomal.md"
_VERSION = "version: 2.3\n"
_UNDANTAG = "sökord: [ramlat"
_OVERSYN_LEX = "översyn_senast: 2027-03-31"
_LASFEL = (
    Fel("Sparad i Windows gamla teckenkodning", FALL, sparad_som("cp1252"), "META001", 2),
    Fel("Sparad som UTF-16", FALL, sparad_som("utf-16"), "META001", 1),
    Fel("Wordfil med fel filändelse", FALL, lambda _: b"PK\x03\x04\x14\x00\x06\x00", "META001", 1),
    Fel("Nolltecken efter strömavbrott", FALL, lambda ra: ra + b"\0\0\0", "META001"),
    Fel("Tom fil", FALL, lambda _: b"", "META001", 1),
    Fel("Halvsparad, slutar i sidhuvudet", FALL, slutar_efter("diarienummer: SN/2026:87"), "META001", 1),
    Fel("Halvsparad, slutar i texten", FALL, slutar_efter("## Dokumentera\n"), "TID005", "version: 2.3"),
    Fel("Första strecken borttagna", FALL, ("---\ntitel", "titel"), "META001", 1),
    Fel("Sista strecken blev ett tankstreck", FALL, ("\n---\n## Ring", "\n—\n## Ring"), "META001", 1),
    Fel("Tabb i stället för mellanslag", FALL, ("  fastställd:", "\tfastställd:"), "META001"),
    Fel("Felindragen rad", FALL, ("  översyn_senast:", " översyn_senast:"), "META001"),
    Fel("Citattecken som inte stängs", FALL, ("titel: Fall", 'titel: "Fall'), "META001"),
    Fel("Lista som inte stängs", FALL, ("enhetschef-hemtjanst]", "enhetschef-hemtjanst"), "META001"),
    Fel("Kolon i titeln", FALL, ("Fall – när", "Fall: när"), "META001"),
    Fel("Fetstil i titeln", FALL, ("titel: Fall", "titel: *Fall*"), "META001"),
    Fel("Ankare i listan", FALL, ("sökord: [ramlat", "sökord: &ord [ramlat"), "META001"),
    Fel("Samma nyckel två gånger", FALL, (_VERSION, f"{_VERSION}{_VERSION}"), "META001"),
    Fel("Olöst sammanslagning", FALL, (_VERSION, f"<<<<<<< HEAD\n{_VERSION}=======\n{_VERSION}>>>>>>> b\n"),
        "META001"),
    Fel("Mellanslag saknas efter kolon", FALL, ("status: gällande", "status:gällande"), "META001"),
    Fel("Osynligt styrtecken", FALL, ("typ: rutin", "typ: \x08rutin"), "META001"),
    Fel("Tabb i organisationen", ORG, ("  socialnamnden:", "\tsocialnamnden:"), "META001"),
    Fel("Mellanslag saknas efter bindestrecket", ATGARDER, ("- id: atg-larmrutin", "-id: atg-larmrutin"),
        "META001", "  vad:"),
    Fel("Lagregistret har ett öppet citattecken", LAGAR, ('- nummer: "1977:1160"', '- nummer: "1977:1160'), "META001"),
    Fel("Ett fält för mycket i tabellen", MANAD, ("2024-3;458;", "2024-3;458;;"), "META001"),
    Fel("Ett fält för lite i tabellen", MANAD, ("2024-3;458;", "2024-3;"), "META001"),
    Fel("Öppet citattecken i tabellen", MANAD, ("2024-3;", '"2024-3;'), "META001"),
    Fel("Tabellens siffror borttagna", KLAGO, bort, "META001", 1, KLAGO_YML),
    Fel("Sida utan rubrik och sidhuvud", "docs/om/ny.md", ny("Bara text.\n"), "META001", 1),
)  # fmt: skip
_SAKNAS = (
    Fel("Ägaren borttagen", FALL, ("ägare: enhetschef-sabo\n", ""), "META002", 1),
    Fel("Ägaren lämnad tom", FALL, ("ägare: enhetschef-sabo", "ägare:"), "META002", 1),
    Fel("Statusen borttagen", FALL, ("status: gällande\n", ""), "META002", 1),
    Fel("Versionen borttagen", FALL, (_VERSION, ""), "META002", 1),
    Fel("Översynsdagen borttagen", FALL, ("  översyn_senast: 2027-03-31\n", ""), "META002", "datum:"),
    Fel("Den som beslutade borttagen", FALL, ("  av: verksamhetschef-aldreomsorg\n", ""), "META002", "beslut:"),
    Fel("Lagrummen borttagna", FALL, utan("lagrum:", "gäller_för:"), "META002", 1),
    Fel("Enheterna borttagna", LARM, ("  enheter: [sabo-almen, sabo-bjorken]\n", ""), "META002", "gäller_för:"),
    Fel("Ny rutin med bara en titel", "rutiner/ny.md", ny("---\ntitel: Ny\n---\nText.\n"), "META002", 1),
    Fel("Aktivitet utan roll", AVVIK, ("    roll: underskoterska\n", ""), "META002", "- id: upptacka"),
    Fel("Upphävd utan dag", BLANKETT, ("  upphävd: 2026-05-01\n", ""), "META002", "datum:"),
    Fel("Upphävd utan efterföljare", BLANKETT, ("ersatt_av: avvikelser\n", ""), "META002", 1),
    Fel("Upphävd genom bara statusen", HOT, ("status: gällande", "status: upphävd"),
        "META002", 1, foljder=(f"META002 {HOT}",)),
    Fel("Remiss utan sista svarsdag", REMISS, ("  svar_senast: 2026-12-18\n", ""), "META002", "remiss:"),
    Fel("Risk utan ansvarig", RISKER, ("  ansvarig: enhetschef-sabo\n", ""), "META002", "- id: risk-bemanning-natt"),
    Fel("Roll utan namn", ORG, ("sas: {namn: Socialt ansvarig samordnare (SAS), ", "sas: {"), "META002"),
    Fel("Undantag utan skäl", FALL, (_UNDANTAG, f"undantag: [{{kod: TID001, till: 2027-01-31}}]\n{_UNDANTAG}"),
        "META002"),
    Fel("Berättelse utan period", BERATTELSE, utan("period:", "status:"), "META002", 1),
)  # fmt: skip
_VARDEN = (
    Fel("Dagen finns inte", FALL, ("fastställd: 2026-11-18", "fastställd: 2026-02-30"), "META003"),
    Fel("Datum med ord", FALL, ("gäller_från: 2026-11-19", "gäller_från: 19 november 2026"), "META003"),
    Fel("Datum utan nollor", FALL, ("gäller_från: 2026-11-19", "gäller_från: 2026-11-6"), "META003"),
    Fel("Datum med snedstreck", FALL, ("gäller_från: 2026-11-19", "gäller_från: 2026/11/19"), "META003"),
    Fel("Datum med typografiska citattecken", FALL, ("gäller_från: 2026-11-19", "gäller_från: ”2026-11-19”"),
        "META003"),
    Fel("Datum med tankstreck", FALL, ("gäller_från: 2026-11-19", "gäller_från: 2026–11–19"), "META003"),
    Fel("Status som inte finns", FALL, ("status: gällande", "status: klar"), "META003"),
    Fel("Status med stor bokstav", FALL, ("status: gällande", "status: Gällande"), "META003"),
    Fel("Typ i flertal", FALL, ("typ: rutin", "typ: rutiner"), "META003"),
    Fel("Osynligt mellanrum i typen", FALL, ("typ: rutin", "typ: rutin\N{ZERO WIDTH SPACE}"), "META003"),
    Fel("Publicering på engelska", FALL, ("publicering: publik", "publicering: public"), "META003"),
    Fel("Nivå som inte finns", FALL, ("nivå: verksamhet", "nivå: kommun"), "META003"),
    Fel("Lista skriven som text", FALL, ("verksamheter: [aldreomsorg]", "verksamheter: aldreomsorg"), "META003"),
    Fel("Ja i stället för true", FALL, ("betydande: true", "betydande: ja"), "META003"),
    Fel("Filnamn med å", "rutiner/fåll.md", kopia(FALL), "META003", 1),
    Fel("Gräns för risk med bokstäver", ORG, ("prioriterad_risk: 12", "prioriterad_risk: tolv"), "META003"),
    Fel("Sannolikhet över fem", RISKER, ("sannolikhet: 3", "sannolikhet: 6"), "META003"),
    Fel("Intervall med ord", EGENKONTROLLER, ("intervall_månader: 6", "intervall_månader: halvår"), "META003"),
    Fel("Åtgärdens status som inte finns", ATGARDER, ("status: stängd", "status: klar"), "META003"),
    Fel("Dag i årshjulet som inte finns", ARSHJUL, ("till: 04-30", "till: 04-31"), "META003"),
    Fel("Felnamngivet register", "data/register/risk.yml", kopia(RISKER), "META003", 1),
    Fel("Webbsida bland sidorna", "docs/om/karta.html", ny("<p>Hej</p>"), "META003", 1),
    Fel("Tom cell", MANAD, ("2024-3;458;415", "2024-3;;415"), "META003"),
    Fel("Decimalpunkt", MANAD, ("2024-3;458", "2024-3;458.0"), "META003"),
    Fel("Ungefärlig siffra", MANAD, ("2024-3;458", "2024-3;ca 458"), "META003"),
    Fel("Bokstaven O i stället för noll", MANAD, ("2024-2;445", "2024-2;O"), "META003"),
    Fel("Två rader med samma namn", MANAD, ("2024-3;", "2024-2;"), "META003"),
    Fel("Två kolumner med samma namn", MANAD, ("Ej bedömd;", "Varav avslutade;"), "META003"),
    Fel("Första kolumnen omdöpt", KLAGO, ("Verksamhet;", "Enhet;"), "META003", "radnyckel:", KLAGO_YML),
    Fel("Uttagets dag med ord", KLAGO_YML, ("uttag: 2025-02-27", "uttag: februari 2025"), "META003"),
)  # fmt: skip
_OKANDA = (
    Fel("Felstavad nyckel", FALL, ("sökord:", "sokord:"), "META004"),
    Fel("Felstavad ägare", FALL, ("ägare:", "ägar:"), "META004", foljder=(f"META002 {FALL}",)),
    Fel("Nyckel utan prickar", FALL, ("  gäller_från:", "  galler_fran:"), "META004", foljder=(f"META002 {FALL}",)),
    Fel("Processens nyckel i en rutin", FALL, (_VERSION, f"{_VERSION}kategori: huvud\n"), "META004"),
    Fel("Felstavad nyckel i en aktivitet", AVVIK, ("    rutiner: [lex-maria]", "    rutin: [lex-maria]"), "META004"),
    Fel("Felstavad nyckel i organisationen", ORG, ("telefon: 0999-100 01", "tel: 0999-100 01"), "META004"),
    Fel("Felstavad nyckel i registret", ATGARDER, ("  effekt:", "  efekt:"), "META004"),
    Fel("Felstavad nyckel i tabellen", KLAGO_YML, ("noter:", "not:"), "META004"),
    Fel("Engelsk nyckel på en sida", KONTAKT, ("publicering:", "visibility:"), "META004"),
    Fel("Roll omdöpt i organisationen", ORG, ("  enhetschef-sabo:", "  enhetschef-boende:"),
        "META005", "ägare:", FALL, ("META005 *",)),
    Fel("Felstavad ägare", FALL, ("ägare: enhetschef-sabo", "ägare: enhetschef-sebo"), "META005"),
    Fel("En person som ägare", FALL, ("ägare: enhetschef-sabo", "ägare: Anna Andersson"), "META005"),
    Fel("Rollens namn i stället för dess id", FALL, ("ägare: enhetschef-sabo", "ägare: Enhetschef särskilt boende"),
        "META005"),
    Fel("En nämnd som ägare", FALL, ("ägare: enhetschef-sabo", "ägare: socialnamnden"), "META005"),
    Fel("Beslutad av fel roll", FALL, ("av: verksamhetschef-aldreomsorg", "av: sas"), "META005"),
    Fel("Felstavad nämnd", BERATTELSE, ("av: socialnamnden", "av: socialnamden"), "META005"),
    Fel("Granskad av okänd roll", KLAGOMAL, ("av: kvalitetscontroller}", "av: kvalitetskontroller}"), "META005"),
    Fel("Felstavad verksamhet", FALL, ("verksamheter: [aldreomsorg]", "verksamheter: [aldreomsorgen]"), "META005"),
    Fel("Felstavad enhet", LARM, ("enheter: [sabo-almen,", "enheter: [sabo-alm,"), "META005"),
    Fel("Felstavad roll i en aktivitet", AVVIK, ("    roll: kvalitetscontroller", "    roll: kvalitetskontroller"),
        "META005"),
    Fel("Felstavad processledare", AVVIK, ("processledare: processledare-kvalitet", "processledare: processledare"),
        "META005"),
    Fel("Remiss till okänd roll", REMISS, ("till: [enhetschef-mottagning,", "till: [enhetschef-mottag,"), "META005"),
    Fel("Felstavad ansvarig i registret", RISKER, ("ansvarig: enhetschef-sabo", "ansvarig: enhetschef-sbo"), "META005"),
    Fel("Okänd roll bland dem som beslutar", ORG, ("instruktion: [mas,", "instruktion: [mass,"), "META005"),
    Fel("Rutin kopierad till en undermapp", "rutiner/sabo/fall.md", kopia(FALL),
        "META006", 1, foljder=(f"META006 {FALL}", "LNK001 rutiner/sabo/fall.md")),
    Fel("Två åtgärder med samma id", ATGARDER, ("- id: atg-delegering", "- id: atg-nattbemanning"),
        "META006", foljder=(f"LNK001 {RISKER}",)),
    Fel("Två aktiviteter med samma id", AVVIK, ("  - id: rapportera", "  - id: upptacka"), "META006"),
)  # fmt: skip
_TIDER = (
    Fel("Översynen skulle ha gjorts", FALL, ("översyn_senast: 2027-03-31", "översyn_senast: 2026-11-20"), "TID001"),
    Fel("Översynen är snart", FALL, ("översyn_senast: 2027-03-31", "översyn_senast: 2026-12-31"), "TID002"),
    Fel("Gäller före beslutet", FALL, ("gäller_från: 2026-11-19", "gäller_från: 2026-02-01"), "TID003"),
    Fel("Fel år för översynen", FALL, ("översyn_senast: 2027-03-31", "översyn_senast: 2025-03-31"),
        "TID003", foljder=(f"TID001 {FALL}",)),
    Fel("Granskad i framtiden", KLAGOMAL, ("datum: 2026-10-15", "datum: 2027-10-15"), "TID003"),
    Fel("Fastställd i framtiden", NYCKEL, ("fastställd: 2026-11-10", "fastställd: 2026-11-30"), "TID003"),
    Fel("Upphävd i framtiden", BLANKETT, ("upphävd: 2026-05-01", "upphävd: 2027-05-01"), "TID003"),
    Fel("Slutdagen har passerat", LARM,
        ("  översyn_senast: 2027-03-12", "  gäller_till: 2026-10-31\n  översyn_senast: 2027-03-12"),
        "TID004"),
    Fel("Texten ändrad utan ny version", FALL, ("innan du lyfter", "när du lyfter"), "TID005", "version: 2.3"),
    Fel("Ett telefonnummer i texten ändrat", FALL, ("0999-100 43", "0999-100 34"), "TID005", "version: 2.3"),
    Fel("En punkt i listan borttagen", FALL, ("- blöder kraftigt\n", ""), "TID005", "version: 2.3"),
    Fel("Rollen är vakant", ORG, ("0999-100 20}", "0999-100 20, vakant: true}"),
        "TID006", "ägare:", FALL, ("TID006 *",)),
    Fel("Rollen har upphört", ORG, ("0999-100 20}", "0999-100 20, upphörd: 2026-11-01}"),
        "TID006", "ägare:", FALL, ("TID006 *",)),
    Fel("Ett ersatt dokument gäller", "rutiner/avvikelser.md", ("[avvikelseblankett]", "[avvikelseblankett, larmprov]"),
        "TID007", "status:", LARM),
)  # fmt: skip
_LAGRUM = (
    Fel("Omkastade siffror i lagens nummer", TILLG, ("(2018:1937)", "(2018:1397)"), "LAG001"),
    Fel("Lagens namn med en annan lags nummer", SARAH, ("socialtjänstlagen (2001:453)", "socialtjänstlagen (2017:30)"),
        "LAG001"),
    Fel("Felstavad förkortning i sidhuvudet", FALL, ("HSL 5 kap. 1 §", "HLS 5 kap. 1 §"), "LAG001"),
    Fel("Okänd föreskrift i sidhuvudet", LEX, ("SOSFS 2011:5", "SOSFS 2011:55"), "LAG001"),
    Fel("Paragrafen finns inte", FALL, ("SoL 5 kap. 1 §", "SoL 5 kap. 4 §"), "LAG002"),
    Fel("Kapitlet finns inte", FALL, ("SoL 5 kap. 1 §", "SoL 55 kap. 1 §"), "LAG002"),
    Fel("Kapitlet glömt", FALL, ("SoL 5 kap. 1 §", "SoL 1 §"), "LAG002"),
    Fel("Paragraf ett steg fel som inte finns", LEX, ("SoL 27 kap. 6 §", "SoL 27 kap. 8 §"),
        "LAG002", foljder=(f"KRAV001 {KRAV}",)),
    Fel("Paragrafen finns inte, i texten", TILLG, ("står i 12 §", "står i 112 §"), "LAG002"),
    Fel("Paragrafen finns inte, i ett utkast", UTKAST, ("## Syfte\n", "## Syfte\n\nSe SoL 27 kap. 12 §.\n"),
        "LAG002", "12 §"),
    Fel("Den upphävda lagens nummer", FALL, ("SoL 5 kap. 1 §", "SoL (2001:453) 3 kap. 3 §"), "LAG003"),
    Fel("Den upphävda lagens nummer i texten", KONTAKT,
        ("orolig för ett barn?", "orolig för ett barn? Se 14 kap. 1 § socialtjänstlagen (2001:453)."),
        "LAG003"),
    Fel("Upphävd föreskrift", LEX, ("SOSFS 2011:5", "SOSFS 2005:28"), "LAG003"),
    Fel("Upphävd lag vid namn", KONTAKT, ("**Skriv inga", "Se personuppgiftslagen. **Skriv inga"), "LAG003"),
    Fel("Paragrafen gäller inte än", FALL, ("HSL 5 kap. 1 §", "HSL 8 kap. 11 §"), "LAG003"),
    Fel("Paragrafen gäller inte längre", FALL, ("HSL 5 kap. 1 §", "OSL 24 kap. 8 a §"), "LAG003"),
    Fel("Paragrafen slutar snart gälla", LAGAR,
        ('{kapitel: "8", paragraf: 4 a, från: 2026-07-01}', '{kapitel: "27", paragraf: "2", till: 2027-01-01}'),
        "LAG004", "27 kap. 2 §", LEX),
    Fel("Lagen slutar snart gälla", LAGAR, ("kort: AML\n", "kort: AML\n    upphävd: 2027-01-01\n"),
        "LAG004", "AML 3 kap. 2 §", HOT, ("LAG004 *",)),
    Fel("Kapitel och paragraf i fel ordning", FALL, ("SoL 5 kap. 1 §", "SoL kap 5 § 1"), "LAG005"),
    Fel("Två lagrum på en rad", FALL, ("SoL 5 kap. 1 §", "SoL 5 kap. 1 § och LSS 6 §"), "LAG005"),
    Fel("En mening i stället för ett lagrum", FALL, ("SoL 5 kap. 1 §", "se socialtjänstlagen"), "LAG005"),
)  # fmt: skip
_KRAVEN = (
    Fel("Lagrummet borttaget i enda dokumentet", LEX, ("  - SoL 27 kap. 2 §\n", ""), "KRAV001", '"SoL 27:2"', KRAV),
    Fel("Paragraf ett steg fel som finns", LEX, ("SoL 27 kap. 6 §", "SoL 27 kap. 7 §"), "KRAV001", '"SoL 27:6"', KRAV),
    Fel("Bara föreskriften nämnd", "rutiner/klagomal-och-synpunkter.md", ("SOSFS 2011:9 5 kap. 3 §", "SOSFS 2011:9"),
        "KRAV001", '"5:3"', SOSFS),
    Fel("Enda rutinen inte översedd", LEX, (_OVERSYN_LEX, "översyn_senast: 2026-10-31"),
        "KRAV002", '"SoL 27:2"', KRAV, (f"TID001 {LEX}", f"KRAV002 {KRAV}")),
    Fel("Enda rutinens ägare vakant", ORG, ("0999-100 03}", "0999-100 03, vakant: true}"),
        "KRAV002", '"SoL 27:2"', KRAV, (f"TID006 {LEX}", f"KRAV002 {KRAV}")),
    Fel("Enda rutinen tillbaka till utkast", MARIA, ("status: gällande", "status: utkast"),
        "KRAV002", '"PSL 3:5"', KRAV, (f"KRAV004 {AVVIK}",)),
    Fel("Process utan aktiviteter", PLAN, utan("aktiviteter:", "---\n"), "KRAV003", 1),
    Fel("Aktivitet utan rutin", HUVUD, ("    rutiner: [forhandsbedomning]\n", ""),
        "KRAV004", "- id: forhandsbedoma"),
    Fel("Rutinen borttagen ur processen", LSS, ("[daglig-verksamhet, ", "["), "KRAV005", "titel:", DAGLIG),
)  # fmt: skip
_TAL = (
    Fel("Felstavad tabell", KLAGOSIDA, ('diagram("klagomal"', 'diagram("klagomål"'), "TAL007"),
    Fel("Felstavad rad", KLAGOSIDA, ('"Hemtjänst intern"', '"Hemtjänst internt"'), "TAL007"),
    Fel("Felstavad kolumn", KLAGOSIDA, ('"Antal registrerade', '"Antalet registrerade'), "TAL007"),
    Fel("Felstavat makro", KLAGOSIDA, ("{{ diagram(", "{{ diagramm("), "TAL007"),
    Fel("Period som inte finns", SARAH, ('fran="2023"', 'fran="2013"'), "TAL007"),
    Fel("Fel slags citattecken i anropet", KLAGOSIDA, ('diagram("klagomal"', "diagram(”klagomal”"), "TAL007"),
    Fel("En klammer borta", KLAGOSIDA, ('typ="rankad") }}', 'typ="rankad") }'), "TAL007"),
    Fel("Ett filter", KLAGOSIDA, ('typ="rankad") }}', 'typ="rankad") | upper }}'), "TAL007"),
    Fel("En sats", KLAGOSIDA, ("## Vad talen", "{% include 'x' %}\n\n## Vad talen"), "TAL007"),
    Fel("Ett okänt argument", KLAGOSIDA, ('typ="rankad"', 'typ="rankad", ar="2024"'), "TAL007"),
    Fel("Raden omdöpt i tabellen", KLAGO, ("Hemtjänst intern;", "Hemtjänst, intern;"),
        "TAL007", "Hemtjänst intern", KLAGOSIDA, (f"TAL007 {KLAGO_YML}", f"TAL007 {NASTA}/04-klagomal.md")),
    Fel("Uppgiften saknas men räknas med", MANAD, ("Totalsumma;5418", "Totalsumma;saknas"),
        "TAL007", "andel(", "docs/kvalitetsberattelse/2024/04-avvikelser.md",
        (f"TAL007 {NASTA}/02-avvikelser.md", f"TAL007 {NASTA}/index.md")),
    Fel("Tabellens uppgifter borttagna", KLAGO_YML, bort, "TAL008", 1, KLAGO),
    Fel("Källan borttagen", KLAGO_YML, utan("källa:", "radnyckel:"), "TAL008", 1),
    Fel("Beslutet om röjande halvsparat", KLAGO_YML, slutar_efter("röjande:\n"), "TAL008", 1),
    Fel("Perioden borttagen", KLAGO_YML, ("period: {från: 2024-01-01, till: 2024-12-31}\n", ""), "TAL008", 1),
)  # fmt: skip
_ROJANDE = (
    Fel("Beslut att skydda små tal, men inget är dolt", KLAGO_YML, ("beslut: ingen", "beslut: undertryck\n  tröskel: 5"),
        "SEK001", "Medborgarfunktionen;1", KLAGO),
)  # fmt: skip
_STAMMER = (
    Fel("Omkastade siffror i en cell", MANAD, ("2024-3;458;", "2024-3;485;"), "TAL001", "Totalsumma;5418"),
    Fel("Summan inte uppdaterad", MANAD, ("2024-1;484;461", "2024-1;484;462"), "TAL001", "Totalsumma;5418"),
    Fel("Känt fel som har ändrats", LAGRUMTABELL, ("36;165;952;3235", "36;165;952;3236"),
        "TAL001", foljder=(f"UND001 {LAGRUMTABELL[:-3]}yml",)),
    Fel("Andelar som inte blir hundra", REGI, ("71,7;73,7", "71,7;77,3"), "TAL002", 1),
    Fel("Fel andel", MANAD, ("325;88;19", "325;88;91"), "TAL003"),
    Fel("Fler delar än helheten", RAPPORTER, ("därav beslutade under året;9", "därav beslutade under året;19"),
        "TAL003", foljder=(f"TAL003 {RAPPORTER}",)),
    Fel("Totalen utanför grupperna", MALTIDER, ("71;72;69;76", "71;27;69;76"), "TAL004",
        foljder=("TAL005 data/2025/maltider.csv",)),
    Fel("Samma mått, olika värden", EJ_SARAH, ("8;3;4", "8;3;5"),
        "TAL005", "beslutade: inte missförhållande;4", RAPPORTER),
    Fel("Siffra skriven för hand", SARAH,
        ("## Beslut under året", "Under 2024 kom 126 rapporter.\n\n## Beslut under året"),
        "TAL006"),
    Fel("Uttaget är för gammalt", KLAGO_YML, ("serie: klagomal", "högst_månader: 15\nserie: klagomal"),
        "TAL009", "uttag:"),
    Fel("Personnummer i texten", FALL, ("Var lugn och prata", "Var lugn och prata (19121212-1212)"),
        "SEK003", foljder=(f"TID005 {FALL}",)),
    Fel("Privat e-postadress", KONTAKT, ("Skriv till [", "Skriv till anna@mejl.example eller ["), "SEK003"),
    Fel("Mobilnummer", KONTAKT, ("eller ring 0999-100 02", "eller ring 070-174 06 05"), "SEK003"),
)  # fmt: skip
_KEDJOR = (
    Fel("Åtgärden är försenad", ATGARDER, ("klart_senast: 2027-01-31", "klart_senast: 2026-10-31"), "KED001"),
    Fel("Stängd utan bedömd effekt", ATGARDER, ("bedömning: god, ", ""), "KED002", "status: stängd"),
    Fel("Uppföljningen av effekten är sen", ATGARDER, ("följs_upp: 2027-03-15", "följs_upp: 2026-09-15"), "KED002"),
    Fel("Stängd innan den nya versionen gäller", ATGARDER,
        ("{dokument: fall, version: 2.1}", "{dokument: fall, version: 9.9}"),
        "KED002"),
    Fel("Nästa års berättelse utan svar på löftena", "docs/kvalitetsberattelse/2026/index.md",
        ny("---\ntitel: K\nperiod: {namn: 2026, från: 2026-01-01, till: 2026-12-31}\nstatus: utkast\n---\n"),
        "KED003", "- id: fo-2025-avvikelser-hemtjanst", OMRADEN, (f"KED003 {OMRADEN}",)),
    Fel("Stor risk utan åtgärd", RISKER, ("  åtgärder: [atg-varmelista]\n", ""),
        "KED004", "- id: risk-varme-inne"),
    Fel("Egenkontrollen är försenad", EGENKONTROLLER, ("    - {datum: 2026-10-20, resultat: godkänd}\n", ""),
        "KED005", "- id: ek-basal-hygien"),
)  # fmt: skip
_LANKAR = (
    Fel("Felstavad rutin i en aktivitet", AVVIK, ("[lex-maria]", "[lex-mari]"),
        "LNK001", foljder=(f"KRAV004 {AVVIK}",)),
    Fel("Rutinens titel i stället för dess id", AVVIK, ("rutiner: [avvikelser, fall,", "rutiner: [avvikelser, Fall,"),
        "LNK001"),
    Fel("Nästa aktivitet finns inte", HUVUD, ("{till: utreda, när: Ansökan}", "{till: utredning, när: Ansökan}"),
        "LNK001"),
    Fel("Aktiviteten har bytt id", HUVUD, ("  - id: bestalla", "  - id: bestall"), "LNK001", "till: bestalla,"),
    Fel("Delprocessen finns inte", PLAN, ("delprocess: avvikelse-och-forbattring", "delprocess: avvikelse"), "LNK001"),
    Fel("Efterföljaren finns inte", BLANKETT, ("ersatt_av: avvikelser", "ersatt_av: avvikelse"), "LNK001"),
    Fel("Det ersatta finns inte", "rutiner/avvikelser.md", ("[avvikelseblankett]", "[avvikelseblanketten]"), "LNK001"),
    Fel("Länk till en fil som inte finns", START, ("../rutiner/fall.md", "../rutiner/fallrutin.md"), "LNK001"),
    Fel("Länk med fel antal punkter", START, ("../rutiner/fall.md", "rutiner/fall.md"), "LNK001"),
    Fel("Länk med stor bokstav", START, ("../rutiner/fall.md", "../rutiner/Fall.md"), "LNK001"),
    Fel("Länk till en rubrik som inte finns", START, ("../rutiner/fall.md", "../rutiner/fall.md#ramlat"), "LNK001"),
    Fel("Länk inom sidan till en rubrik som inte finns", START, ("(#om-exemplet)", "(#om-exempel)"), "LNK001"),
    Fel("Rubrikens ankare ändrat", FALL, ("{#akut}", "{#bradskande}"),
        "LNK001", "fall.md#akut", NYCKEL, (f"TID005 {FALL}", "LNK001 *")),
    Fel("Länk i en beslutad text", FALL, ("(genomforandeplan.md)", "(genomforandeplaner.md)"),
        "LNK001", foljder=(f"TID005 {FALL}",)),
    Fel("Sidan borttagen", KONTAKT, bort, "LNK001", "kontakt.md", START, ("LNK001 *",)),
    Fel("Rutinen borttagen", FALL, bort, "LNK001", "fall.md", START, ("LNK001 *",)),
    Fel("Riskens åtgärd finns inte", RISKER, ("[atg-delegering]", "[atg-delegeringar]"), "LNK001"),
    Fel("Riskens egenkontroll finns inte", RISKER, ("[ek-delegeringar]", "[ek-delegering]"), "LNK001"),
    Fel("Riskens process finns inte", RISKER, ("process: planering-och-uppfoljning", "process: planering"), "LNK001"),
    Fel("Åtgärdens risk finns inte", ATGARDER, ("ref: risk-bemanning-natt", "ref: risk-bemanning"), "LNK001"),
    Fel("Årshjulets dokument finns inte", ARSHJUL, ("dokument: avvikelser", "dokument: avvikelse"), "LNK001"),
    Fel("Åtgärdens dokument finns inte", ATGARDER, ("{dokument: fall,", "{dokument: falla,"), "LNK001"),
    Fel("Lista över en process som inte finns", START,
        ("## Om exemplet", '{{ rutiner(process="avvikelse") }}\n\n## Om exemplet'),
        "LNK001"),
    Fel("Publik sida länkar till en intern rutin", START, ("../rutiner/fall.md", "../rutiner/hot-och-vald.md"),
        "PUB001"),
    Fel("Publik sida länkar till ett utkast", START, ("../rutiner/fall.md", "../rutiner/munhalsa.md"), "PUB001"),
    Fel("Rutinen ändrad till intern", FALL, ("publicering: publik", "publicering: intern"),
        "PUB001", "fall.md", START, ("PUB001 *",)),
    Fel("Rutinen utan uppgift om publicering", FALL, ("publicering: publik\n", ""),
        "PUB001", "fall.md", START, ("PUB001 *",)),
    Fel("Undantag som inte behövs", FALL,
        (_UNDANTAG, f"undantag: [{{kod: TID001, skäl: Semester, till: 2027-01-31}}]\n{_UNDANTAG}"),
        "UND001"),
    Fel("Undantag som har gått ut", FALL,
        (_UNDANTAG, f"undantag: [{{kod: TID001, skäl: Semester, till: 2026-10-31}}]\n{_UNDANTAG}"),
        "UND001"),
    Fel("Undantag som inte får göras", FALL,
        (_UNDANTAG, f"undantag: [{{kod: META005, skäl: Semester, till: 2027-01-31}}]\n{_UNDANTAG}"),
        "UND001"),
    Fel("Undantag i texten som inte behövs", KONTAKT,
        ("## Frågor", "<!-- undantag: {kod: LAG003, skäl: Gammalt, till: 2027-01-31} -->\n\n## Frågor"),
        "UND001"),
)  # fmt: skip



def _i_faststalld(fel: Fel) -> Fel:
    """A fault in the adopted report is also a change since it was adopted, in its text or in its figures."""
    if fel.fil.startswith("docs/kvalitetsberattelse/2024/") and fel.fil != BERATTELSE:
        return replace(fel, foljder=(*fel.foljder, f"TID005 {fel.fil}"))
    if fel.fil.startswith("data/2024/") and fel.fil.endswith(".csv") and fel.kod.startswith("TAL"):
        return replace(fel, foljder=(*fel.foljder, f"TAL005 {fel.fil}"))
    return fel


_SLAG = (_LASFEL, _SAKNAS, _VARDEN, _OKANDA, _TIDER, _LAGRUM, _KRAVEN, _TAL, _ROJANDE, _STAMMER, _KEDJOR, _LANKAR)
ALLA = tuple(_i_faststalld(fel) for slag in _SLAG for fel in slag)

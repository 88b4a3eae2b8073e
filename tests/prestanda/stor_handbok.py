"""A handbook of any size, the same every time: the project's own content, and made-up documents up to `antal`.

Headers are as people write them, bodies about 3 kB with steps, links, citations of law and some
macro calls. The folder is a git archive in which one document in ten has an earlier version.
"""

import os
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random

from handbok.inlasning import las_handbok
from handbok.modell import Dokument, Forfattning, Organisation
from handbok.svenska import och, till_id

PROJEKT = Path(__file__).parents[2]
DATUM = date(2026, 11, 21)
INNEHALL = ("data", "docs", "macros", "processer", "rutiner", "schemas")
AMNEN = (
    "Ankomstsamtal", "Basala hygienrutiner", "Bemötande", "Beställning av hjälpmedel", "Brand", "Dokumentation i journalen",
    "Dubbelbemanning", "Egenvård", "Ensamarbete", "Flytt inom boendet", "Förflyttning", "Första besöket", "Hantering av kontanter",
    "Hjälp med inköp", "Hot om våld", "Hälsosamtal", "Inkontinens", "Introduktion av ny personal", "Kontakt med närstående",
    "Kontaktman", "Larm som inte besvaras", "Ledsagning", "Läkemedel som saknas", "Matlagning", "Munvård", "Måltider",
    "Nattillsyn", "Nycklar", "Oro för barn", "Palliativ vård", "Placering utanför kommunen", "Rapport mellan arbetspass",
    "Samtycke", "Sekretess", "Skyddsåtgärder", "Smitta", "Smärta", "Städning", "Sår", "Telefonrådgivning", "Tvätt", "Undernäring",
    "Uppföljning av beslut", "Utredning av insats", "Utskrivning", "Vak", "Värmebölja", "Våld i nära relation", "Överlämning",
)  # fmt: skip
MENINGAR = (
    "Ta reda på vad personen själv vill innan du börjar.",
    "Personen ska få veta vem som kommer och när.",
    "Säg vad du heter och vilken enhet du kommer från.",
    "Ring sjuksköterskan om du är osäker, också på natten.",
    "Kontrollera att uppgifterna stämmer med det senaste beslutet.",
    "Skriv vad du såg och hörde, inte vad du tror.",
    "Fråga om det finns något som personen vill göra på ett annat sätt.",
    "Lås dörren när du går och lämna nyckeln på bestämd plats.",
    "Tvätta och sprita händerna före och efter varje hjälpinsats.",
    "Är det fara för livet ringer du 112 och stannar kvar tills hjälpen kommer.",
    "Enhetschefen ser till att alla i arbetsgruppen har läst rutinen.",
    "Den som upptäcker felet rapporterar det samma dag, oavsett hur litet det är.",
    "Kom överens om en tid för nästa uppföljning, och skriv den i kalendern.",
    "Det som har hänt berättas för nästa arbetspass, muntligt och i skrift.",
    "Använd det hjälpmedel som är förskrivet till personen, och inget annat.",
    "Närstående kontaktas bara om personen har sagt ja till det.",
    "Två personer behövs vid förflyttning med lyft. Börja aldrig ensam.",
    "Uppgifter om en enskild person lämnas aldrig ut per telefon till någon som du inte känner igen.",
    "Underlaget sparas i akten. Arbetsmaterial förstörs när ärendet är avslutat.",
    "Handläggaren meddelar beslutet skriftligt och berättar hur det överklagas.",
    "Har behovet ändrats kontaktar du biståndshandläggaren, som prövar om en ny utredning behövs.",
    "Rutinen gäller också vikarier och timanställda, från första arbetspasset.",
    "Material och skyddsutrustning finns i förrådet på plan 2. Beställ nytt när hälften är kvar.",
    "Vid strömavbrott gäller reservrutinen i pärmen på expeditionen.",
    "Ett ja i dag är inte ett ja i morgon: fråga varje gång.",
    "MAS och SAS följer upp rutinen en gång per år tillsammans med enheterna.",
)  # fmt: skip
STEG = (
    "Läs genomförandeplanen innan du går till personen.", "Presentera dig och berätta vad du ska göra.",
    "Fråga hur personen mår i dag.", "Gör det som står i planen, tillsammans med personen.",
    "Kontrollera att larmet fungerar och går att nå.", "Titta efter det som har ändrats sedan förra besöket.",
    "Plocka undan och ställ tillbaka det du har flyttat.", "Signera på listan direkt efter varje moment.",
    "Skriv en anteckning i journalen före arbetspassets slut.", "Ring ansvarig sjuksköterska om värdet avviker.",
    "Ge läkemedlet enligt ordinationen och signera.", "Meddela enhetschefen vad som har hänt.",
    "Bestäm tid för uppföljning.", "Lämna över till nästa arbetspass.", "Stäng ärendet när alla åtgärder är klara.",
)  # fmt: skip
DELPUNKTER = (
    "personen är yr eller förvirrad", "det är mer än två timmar försenat", "någon annan än personen öppnar dörren",
    "det saknas en giltig ordination", "utrustningen är trasig eller har passerat bäst före-dag", "beslutet har gått ut",
)  # fmt: skip
SAGT = (
    "Skyldigheten följer av {lag}.", "Enligt {lag} ska detta dokumenteras.", "Kravet står i {lag} och gäller alla enheter.",
    "Insatsen ges med stöd av {lag}.", "Uppgifterna omfattas av sekretess, se {lag}.",
)  # fmt: skip
SOKORD = (
    "akut", "anhörig", "besök", "blankett", "checklista", "dygnet runt", "gå in", "hemma", "hjälp", "hur gör man",
    "journal", "jour", "kontakt", "kväll", "mejl", "natt", "personal", "ringa", "schema", "steg för steg", "vem ringer", "vikarie",
)  # fmt: skip
GIT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_DATE": f"{DATUM}T12:00:00Z",
       "GIT_COMMITTER_DATE": f"{DATUM}T12:00:00Z"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is decided of a document before any is written, so that texts can link to each other."""

    id: str
    fil: str
    titel: str
    typ: str
    status: str
    version: str
    publik: bool
    framtida: bool
    verksamhet: str

    @property
    def far_lankas(self) -> bool:
        """Whether a public text may link to it."""
        return self.publik and self.status == "gällande" and not self.framtida


def skriv_handbok(rot: Path, antal: int, *, projekt: Path = PROJEKT) -> None:
    """Writes a handbook with `antal` documents to `rot`, which must not exist, and commits it to git."""
    rot.mkdir(parents=True)
    for mapp in INNEHALL:
        shutil.copytree(projekt / mapp, rot / mapp, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(projekt / "mkdocs.yml", rot)
    bok = las_handbok(rot, DATUM)
    if bok.organisation is None or bok.lagar is None:
        raise ValueError("data/organisation.yml och data/lagar behövs.")
    fabrik = _Fabrik(bok.organisation, bok.lagar.forfattningar, bok.dokument, Random(antal))  # noqa: S311 -- made-up text
    planer = list(fabrik.planera(antal - len(bok.dokument)))
    _git(rot, "init", "-q")
    for i, plan in enumerate(planer):
        if plan.framtida or i % 10 == 0:
            _skriv(rot, plan.fil, fabrik.dokument(replace(plan, version="1.0", framtida=False, status="gällande"), planer))
    _checka_in(rot, "Tidigare versioner")
    for plan in planer:
        _skriv(rot, plan.fil, fabrik.dokument(plan, planer))
    _checka_in(rot, "Nu")


def _skriv(rot: Path, fil: str, text: str) -> None:
    vag = rot / fil
    vag.parent.mkdir(parents=True, exist_ok=True)
    vag.write_text(text, "utf-8")


def _checka_in(rot: Path, vad: str) -> None:
    _git(rot, "add", "--all")
    _git(rot, "-c", "user.name=Prestanda", "-c", "user.email=prestanda@exempelkommun.se", "commit", "-q", "-m", vad)


def _git(rot: Path, *argument: str) -> None:
    subprocess.run(["git", *argument], cwd=rot, env=GIT, check=True)


@dataclass(frozen=True)
class _Fabrik:
    """Makes documents of what the organisation and the register of law hold."""

    org: Organisation
    forfattningar: tuple[Forfattning, ...]
    egna: tuple[Dokument, ...]
    slump: Random

    @cached_property
    def lagrum(self) -> list[str]:
        """Citations that are right: of acts in force, in the way they are written."""
        svar = []
        for f in self.forfattningar:
            if not f.kort or not f.galler(DATUM) or f.upphavd or f.daterade or not re.fullmatch(r"[A-ZÅÄÖa-zåäö]+", f.kort):
                continue
            for kapitel, paragrafer in sorted((f.kapitel or {}).items()):
                kap = "" if kapitel == "-" else f"{kapitel} kap. "
                svar += [f"{f.kort} {kap}{p} §" for p in sorted(paragrafer)]
        return svar

    def planera(self, antal: int) -> Iterator[_Plan]:
        """One in thirty is a process; some are drafts, out on remiss, repealed, or not yet in force."""
        verksamheter = list(self.org.verksamheter)
        for nr in range(max(antal, 0)):
            amne, verksamhet = AMNEN[nr % len(AMNEN)], verksamheter[nr // 3 % len(verksamheter)]
            typ = "process" if nr % 30 == 7 else ("rutin", "rutin", "rutin", "instruktion")[nr % 4]
            status = {3: "utkast", 11: "remiss", 18: "upphävd"}.get(nr % 40, "gällande") if typ != "process" else "gällande"
            id_ = f"{till_id(amne)}-{nr:05}"
            mapp = "processer" if typ == "process" else f"rutiner/{verksamhet}"
            yield _Plan(
                id_, f"{mapp}/{id_}.md", f"{amne} – {self.org.verksamheter[verksamhet].namn} {nr}", typ, status,
                f"{2 + nr % 3}.{nr % 7}", nr % 5 != 4, nr % 50 == 23, verksamhet,
            )  # fmt: skip

    def dokument(self, plan: _Plan, planer: list[_Plan]) -> str:
        """The whole file."""
        return f"---\n{''.join(self._sidhuvud(plan, planer))}---\n\n{self._brodtext(plan, planer)}"

    def _roller(self, antal: int) -> list[str]:
        return self.slump.sample(sorted(self.org.roller), antal)

    def _sidhuvud(self, plan: _Plan, planer: list[_Plan]) -> Iterator[str]:
        fran = DATUM - timedelta(days=self.slump.randrange(20, 600))
        beslutare = [b for b in self.org.beslutar.get(plan.typ, ()) if b in self.org.roller] or list(self.org.roller)
        if plan.framtida:
            fran = DATUM + timedelta(days=self.slump.randrange(20, 90))
        yield f"titel: {plan.titel}\ntyp: {plan.typ}\nstatus: {plan.status}\nversion: {plan.version}\n"
        yield f"ägare: {self.slump.choice(beslutare)}\n"
        if plan.status in ("gällande", "upphävd"):
            faststalld = min(fran - timedelta(days=10), DATUM)
            oversyn = DATUM + timedelta(days=self.slump.randrange(-5, 700))
            yield f"datum:\n  fastställd: {faststalld}\n  gäller_från: {fran}\n  översyn_senast: {oversyn}\n"
            if plan.status == "upphävd":
                yield f"  upphävd: {DATUM - timedelta(days=5)}\nskäl_upphävd: Innehållet står nu i genomförandeplanen\n"
            elif self.slump.random() < 0.4 and not plan.framtida:
                yield f"granskad: {{datum: {DATUM - timedelta(days=3)}, av: {self._roller(1)[0]}}}\n"
            yield f"beslut:\n  av: {self.slump.choice(beslutare)}\n  paragraf: § {self.slump.randrange(1, 200)}\n"
            yield f"  diarienummer: SN/2026:{self.slump.randrange(1, 999)}\n"
        if plan.status == "remiss":
            yield f"remiss: {{till: [{', '.join(self._roller(3))}], svar_senast: {DATUM + timedelta(days=20)}}}\n"
        yield "lagrum:\n" + "".join(f"  - {x}\n" for x in self.slump.sample(self.lagrum, self.slump.randrange(1, 5)))
        yield f"gäller_för:\n  nivå: verksamhet\n  verksamheter: [{plan.verksamhet}]\n"
        yield f"  roller: [{', '.join(self._roller(self.slump.randrange(2, 6)))}]\n"
        yield f"publicering: {'publik' if plan.publik else 'intern'}\nändringar:\n"
        for i in range(self.slump.randrange(1, 5)):
            yield f"  - version: {'1.0' if i else plan.version}\n    datum: {fran - timedelta(days=20 + 200 * i)}\n"
            yield f"    vad: {self.slump.choice(STEG)}\n    betydande: {'true' if i % 2 else 'false'}\n"
        yield f"sökord: [{', '.join(self.slump.sample(SOKORD, self.slump.randrange(4, 12)))}]\n"
        if plan.typ == "process":
            yield from self._process(plan, planer)

    def _process(self, plan: _Plan, planer: list[_Plan]) -> Iterator[str]:
        """Its activities name the routines that stand after it in the plan, so that most are in some process."""
        roll, kategori = self._roller(1)[0], self.slump.choice(("ledning", "huvud", "stöd"))
        yield f"kategori: {kategori}\nprocessledare: {roll}\nsyfte: Den enskilde får rätt stöd i rätt tid\n"
        yield "startar_när: En ansökan kommer in\nresultat: Stödet är avslutat eller följs upp\naktiviteter:\n"
        nr = planer.index(next(p for p in planer if p.id == plan.id))
        rutiner = [p.id for p in planer[nr + 1 : nr + 30] if p.typ != "process"] or [self.egna[0].id]
        delar = [rutiner[i : i + 3] for i in range(0, len(rutiner), 3)]
        for i, del_ in enumerate(delar):
            yield f"  - id: steg-{i}\n    namn: {self.slump.choice(AMNEN)}\n    roll: {self._roller(1)[0]}\n"
            yield f"    rutiner: [{', '.join(del_)}]\n"
            if i % 4 == 1 and i + 2 < len(delar):
                yield f"    sedan:\n      - {{till: steg-{i + 1}, när: Beviljat}}\n      - {{till: steg-{i + 2}, när: Avslag}}\n"

    def _brodtext(self, plan: _Plan, planer: list[_Plan]) -> str:
        slump = self.slump
        delar = [
            f"## Syfte\n\n{self._stycke()} {self._lagmening()}",
            f"## Vem gör vad\n\n{self._vem()}",
            f"## Gör så här {{#gor-sa-har}}\n\n### Innan\n\n{self._steg()}\n\n### Efteråt\n\n{self._steg()}",
        ]
        if slump.random() < 0.15:
            delar.append(f'!!! warning "Ring 112 vid fara för liv"\n\n    {self._stycke(2)}')
        if slump.random() < 0.15:
            rader = "".join(f"| {slump.choice(AMNEN)} | {self.org.namn(r)} | {slump.randrange(1, 30)} |\n" for r in self._roller(5))
            delar.append(f"| Vad | Vem | Dagar |\n|---|---|---:|\n{rader}")
        if slump.random() < 0.12:
            delar.append(f"Avgiften är högst {{{{ fast({slump.randrange(200, 3000)}, \"kr\") }}}} per månad, "
                         f"se {{{{ lagrum(\"{slump.choice(self.lagrum)}\") }}}}.")  # fmt: skip
        if plan.typ == "process":
            delar.append(f'## Alla rutiner\n\n{{{{ rutiner(process="{plan.id}") }}}}')
        if slump.random() < 0.05:
            delar.append("Skriv ärendets nummer som `SN 2026-123` i ämnesraden.")
        delar.append(f"## Dokumentera\n\n{self._stycke(3)} {self._lagmening()}\n\n{self._stycke(2)}")
        delar.append(f"## När något går fel\n\n{self._stycke(3)}\n\nHör ihop med: {self._lankar(plan, planer)}")
        return "\n\n".join(delar) + "\n"

    def _stycke(self, antal: int = 4) -> str:
        return " ".join(self.slump.sample(MENINGAR, antal))

    def _lagmening(self) -> str:
        """In six texts of ten, with the act before or after the paragraph."""
        if self.slump.random() > 0.6:
            return ""
        lag = self.slump.choice(self.lagrum)
        kort, _, paragraf = lag.partition(" ")
        return self.slump.choice(SAGT).format(lag=self.slump.choice((lag, f"{paragraf} {kort}")))

    def _vem(self) -> str:
        return "\n".join(f"- **{self.org.namn(r)}**: {self._stycke(1)}" for r in self._roller(3))

    def _steg(self) -> str:
        rader = []
        for i, steg in enumerate(self.slump.sample(STEG, 6), 1):
            rader.append(f"{i}. {steg} {self._stycke(1)}")
            if i == 3:
                rader.append("    Avbryt och ring om\n")
                rader += [f"    - {punkt}" for punkt in self.slump.sample(DELPUNKTER, 3)]
        return "\n".join(rader)

    def _lankar(self, plan: _Plan, planer: list[_Plan]) -> str:
        """Three to six links; from a public text only to what the public may see."""
        mal = [p for p in self.slump.sample(planer, min(12, len(planer))) if p.id != plan.id and (p.far_lankas or not plan.publik)]
        lankar = [
            f"[{p.titel}]({posixpath.relpath(p.fil, posixpath.dirname(plan.fil))}{'#gor-sa-har' if i == 1 else ''})"
            for i, p in enumerate(mal[: self.slump.randrange(3, 7)])
        ]
        return " · ".join(lankar) or och(["inget annat dokument"])

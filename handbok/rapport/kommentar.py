"""A pull request's comment, in Swedish, for someone who is no programmer."""

import re
from html import escape
from itertools import groupby

from handbok.kontroller import Anmarkning
from handbok.rapport.grund import Rapport
from handbok.rapport.text import filer_i_korthet, giltighet, sammanfattning, utan_styrtecken
from handbok.svenska import antal


def som_markdown(rapport: Rapport) -> str:
    """The verdict first, then what to do file by file, then what was exempted and not checked."""
    delar = [f"## {_rubrik(rapport)}", *_anmarkningar(rapport)]
    if rapport.undantagna:
        rader = [f"- {_kod(u.fil)} rad {u.rad}: {u.kod} {giltighet(u)}. {_ren(u.skal)}" for u in rapport.undantagna]
        delar += ["### Undantag", "\n".join(rader)]
    if rapport.inte_kontrollerat:
        rader = [f"- {_ren(vad)}: {_ren(varfor)} ({_ren(filer_i_korthet(filer))})"
                 for vad, varfor, filer in rapport.samlat_inte_kontrollerat()]  # fmt: skip
        rubrik = f"<details><summary>Inte kontrollerat ({len(rapport.inte_kontrollerat)})</summary>"
        delar += [rubrik, "\n".join(rader), "</details>"]
    return "\n\n".join([*delar, " ".join(sammanfattning(rapport))]) + "\n"


def _rubrik(rapport: Rapport) -> str:
    stoppar = sum(a.stoppar for a in rapport.anmarkningar)
    if stoppar:
        return f"❌ {antal(stoppar, 'fel', 'fel')} måste rättas innan ändringen kan publiceras"
    if rapport.antal_fel:
        return f"⚠️ {antal(rapport.antal_fel, 'fel', 'fel')} att rätta. Publiceringen stoppas inte"
    if rapport.antal_varningar:
        return f"✅ Inga fel, {antal(rapport.antal_varningar, 'varning', 'varningar')}"
    return "✅ Inga fel"


def _anmarkningar(rapport: Rapport) -> list[str]:
    delar = []
    for fil, grupp in groupby(rapport.anmarkningar, key=lambda a: a.fynd.plats.fil):
        delar.append(f"### {_kod(fil)}")
        delar.append("\n".join(_punkt(a) for a in grupp))
    return delar


def _punkt(a: Anmarkning) -> str:
    vikt = "" if a.allvar == "fel" else " (varning)"
    vad = f"- **Rad {a.fynd.plats.rad}**{vikt}: {_ren(a.fynd.text)}"
    return f"{vad}\n  *Gör så här:* {_ren(a.fynd.gor_sa_har)} ({a.kod})"


def _ren(text: str) -> str:
    """Author text without what the host would read as markup, an image, a mention or a reference.

    Hosts link @names and #numbers after the Markdown is read, so an escape is not enough: the comment parts them.
    """
    flykt = re.sub(r"([\\`*_\[\]#@|!~$])", r"\\\1", escape(utan_styrtecken(" ".join(text.split())), quote=False))
    return re.sub(r"([@#!])(?=\w)", r"\1<!-- -->", flykt)


def _kod(fil: str) -> str:
    """A file's name as code, whatever signs it holds."""
    namn = utan_styrtecken(" ".join(fil.split()))
    staket = "`" * (1 + max((len(m) for m in re.findall(r"`+", namn)), default=0))
    return f"{staket} {namn} {staket}" if "`" in namn else f"`{namn}`"

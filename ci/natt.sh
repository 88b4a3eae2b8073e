#!/usr/bin/env bash
# What the day changed: every check again, compared with the last night, and the week's reminders on Mondays.
# Exit: 0 done, also where something is outdated (that is shown); 2 could not, or fewer documents than last time.
# Kept between nights by the host: rapporter/minne/. NYTT_UTGANGSLAGE=ja forgets it, PAMINN=ja reminds today.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=ci/gemensamt.sh
. ci/gemensamt.sh
trap 'avbryt 2 "Nattens kontroll kunde inte slutföras."' ERR

for namn in HANDBOK_SMTP HANDBOK_FRAN HANDBOK_SAJT HANDBOK_SMTP_ANVANDARE HANDBOK_SMTP_LOSENORD; do
    if [[ ${!namn:-} == "\$($namn)" ]]; then unset "$namn"; fi # how Azure writes a variable that is not set
done

dag=$(i_dag)
mkdir -p rapporter/minne
if [[ ${NYTT_UTGANGSLAGE:-} == ja ]]; then rm -f rapporter/minne/rapport.json rapporter/minne/puls.json; fi

kod=0
jamfor=()
if [[ -s rapporter/minne/rapport.json ]]; then
    jamfor=(--jamfor rapporter/minne/rapport.json)
else
    echo "Det finns ingen rapport från tidigare att jämföra med. Om dokument har försvunnit syns det inte i natt."
fi
skriv_rapporter "$dag" "${jamfor[@]}" || kod=$?
# A run that failed is never what the next one is compared with.
if ((kod == 0)); then cp rapporter/rapport.json rapporter/minne/rapport.json; fi

paminn=()
if [[ ${PAMINN:-} == ja || $(date -d "$dag" +%u) == 1 ]]; then
    paminn=(--puls rapporter/minne/puls.json)
    if [[ -n ${HANDBOK_SAJT:-} ]]; then paminn+=(--sajt "$HANDBOK_SAJT"); fi
    if [[ -n ${HANDBOK_SMTP:-} ]]; then paminn+=(--smtp "$HANDBOK_SMTP" --fran "${HANDBOK_FRAN:-}"); fi
fi
svar=0
handbok paminn --datum "$dag" "${paminn[@]}" >rapporter/paminnelser.txt 2>&1 || svar=$?
ofarligt <rapporter/paminnelser.txt
if ((svar > 1)); then
    kod=2
    forst_i_kommentaren '⛔ Påminnelserna kunde inte göras' rapporter/paminnelser.txt
else
    { printf '\n### Veckans påminnelser\n\n' && som_kod rapporter/paminnelser.txt; } >>rapporter/kommentar.md
fi
exit "$kod"

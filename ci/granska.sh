#!/usr/bin/env bash
# Checks a request: the target branch's tool on the request's content. Run in a clean checkout of the target branch.
# Usage: ci/granska.sh COMMIT     Exit: 0 nothing stops it, 1 something does, 2 the checks could not be made.
# Writes rapporter/: kommentar.md for the author, the hosts' formats, and in verktyg.txt what lies outside the content.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=ci/gemensamt.sh
. ci/gemensamt.sh
trap 'avbryt 2 "Kontrollen kunde inte slutföras."' ERR

[[ $# -eq 1 ]] || avbryt 2 "Så här: ci/granska.sh COMMIT"
rm -rf rapporter site site-publik
mkdir rapporter
dag=$(i_dag)

kod=0
ci/hamta-innehall.sh "$1" >rapporter/logg.txt 2>&1 || kod=$?
ofarligt <rapporter/logg.txt
if ((kod)); then
    forst_i_kommentaren '⛔ Förslaget kunde inte kontrolleras' rapporter/logg.txt
    exit "$kod"
fi

skriv_rapporter "$dag" || kod=$?
if ((kod == 0)); then
    bygg_bada "$dag" >rapporter/logg.txt || kod=$?
    cat rapporter/logg.txt
    # What stops stands in the report already, but for what only a build can see.
    if ((kod > 1)); then forst_i_kommentaren '⛔ Webbplatsen kunde inte byggas' rapporter/logg.txt; fi
fi

git diff --no-renames --name-only -z "HEAD...$1" -- . "${INNEHALL[@]/#/:(exclude)}" |
    while IFS= read -r -d '' fil; do printf '%q\n' "$fil"; done >rapporter/verktyg.txt
if [[ -s rapporter/verktyg.txt ]]; then
    {
        printf '\n### Förslaget ändrar mer än innehållet\n\n'
        printf 'De här filerna är inte med i kontrollen ovan. Någon som sköter verktyget behöver läsa dem:\n\n'
        som_kod rapporter/verktyg.txt
    } >>rapporter/kommentar.md
fi
exit "$kod"

#!/usr/bin/env bash
# Builds site/ (internal) and site-publik/ as they stand today. Exit as `handbok bygg`: 0, 1 a finding stops it, 2 could not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=ci/gemensamt.sh
. ci/gemensamt.sh

rm -rf site site-publik
dag=$(i_dag)
mkdir -p rapporter
# For the hosts to show and compare with; `handbok bygg` decides.
skriv_rapporter "$dag" || echo "Rapporten är inte hel. Orsaken står ovanför."
bygg_bada "$dag"

# shellcheck shell=bash
# Sourced by the other scripts: the commands and words that every host shares.

# What a request may change without touching the tool. All else is code.
# shellcheck disable=SC2034 # read by the scripts that source this file
INNEHALL=(docs processer rutiner data)

handbok() { "${HANDBOK_KOMMANDO:-.venv/bin/handbok}" "$@"; }

# Today in Sweden; the hosts count in UTC, and not all know the time zones.
i_dag() {
    printf '%s\n' "${HANDBOK_DAG:-$(.venv/bin/python -I -c \
        'import datetime, zoneinfo; print(datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Stockholm")).date())')}"
}

# Authors' text goes through here on its way to a log: GitHub obeys `::…::` and Azure `##vso[…]`, wherever printed.
ofarligt() { sed -u -e 's/#\(vso\)\{0,1\}\[/# \1[/Ig' -e 's/::/: :/g'; }

# $1 the exit code, then what is wrong.
avbryt() {
    local kod=$1
    shift
    printf '%s\n' "$*" | ofarligt >&2
    exit "$kod"
}

# A file as a Markdown code block: no line of it is read as markup.
som_kod() { tail -n 40 "$1" | LC_ALL=C tr -d '\000-\010\013-\037\177' | sed 's/^/    /'; }

# Puts a heading and a file's text first in the comment. What could not be checked must never look passed.
forst_i_kommentaren() {
    {
        printf '## %s\n\n' "$1"
        som_kod "$2"
        printf '\n'
        if [[ -s rapporter/kommentar.md ]]; then cat rapporter/kommentar.md; fi
    } >rapporter/kommentar.ny
    mv rapporter/kommentar.ny rapporter/kommentar.md
}

# $1 the day, then further arguments for the first run. Every format the hosts read, all of the same day.
# 0 also where there are findings: `handbok bygg` decides what stops. 2 where the checks could not be made.
skriv_rapporter() {
    local dag=$1 kod=0 svar format fil
    shift
    while read -r format fil; do
        svar=0
        handbok kontrollera --datum "$dag" --format "$format" "$@" \
            >"rapporter/$fil" 2>rapporter/fel.txt </dev/null || svar=$?
        ofarligt <rapporter/fel.txt >&2
        if ((svar > 1)); then
            kod=2
            cp rapporter/fel.txt rapporter/hinder.txt
        fi
        set -- # the comparison with yesterday is made once
    done <<<'json rapport.json
text svar.txt
markdown kommentar.md
github github.txt
gitlab gitlab.json
junit junit.xml
sarif rapport.sarif'
    rm -f rapporter/fel.txt
    ofarligt <rapporter/svar.txt
    if ((kod == 2)); then forst_i_kommentaren '⛔ Kontrollerna kunde inte göras' rapporter/hinder.txt; fi
    return "$kod"
}

# $1 the day. Both sites; 1 where a finding stops them, 2 where they could not be built.
bygg_bada() {
    local dag=$1 kod=0
    handbok bygg --datum "$dag" -o site 2>&1 | ofarligt || kod=$?
    if ((kod == 0)); then handbok bygg --publik --datum "$dag" -o site-publik 2>&1 | ofarligt || kod=$?; fi
    return "$kod"
}

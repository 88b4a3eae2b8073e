#!/usr/bin/env bash
# Posts a check's answer on its request. Usage: ci/kommentera-github.sh FOLDER, holding `nummer` and `kommentar.md`.
# The folder comes from a run that anyone who can open a request may have written: it is data, and every word is doubted.
# GH_TOKEN GITHUB_REPOSITORY, and what GitHub itself says of the run: KORNING_HUVUD (commit), KORNING_ARKIV (owner/name).
# Exit: 0 posted, or the answer is of no use any more; 2 could not.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=ci/gemensamt.sh
. ci/gemensamt.sh
trap 'avbryt 2 "Svaret kunde inte skrivas."' ERR

MARKE='<!-- kvalitetshandboken: svar -->'
MEST=60000 # GitHub takes 65,536 characters

mapp=$1
for fil in nummer kommentar.md; do
    [[ -f $mapp/$fil && ! -L $mapp/$fil ]] || avbryt 2 "Svaret saknar filen $fil."
done
nummer=$(head -c 20 "$mapp/nummer" | tr -d '\000')
[[ $nummer =~ ^[1-9][0-9]{0,8}$ ]] || avbryt 2 "Förslagets nummer är inget nummer."

# The run's commit and repository are GitHub's word; the number is not. Only a request that has them is answered.
forslag=$(gh api "repos/$GITHUB_REPOSITORY/pulls/$nummer" \
    --jq '[.state, .head.sha, .head.repo.full_name // "-", .base.repo.full_name] | join(" ")')
if [[ $forslag != "open $KORNING_HUVUD $KORNING_ARKIV $GITHUB_REPOSITORY" ]]; then
    echo "Svaret hör inte till ett öppet förslag i sitt nuvarande skick. Ingenting skrevs."
    exit 0
fi
andrat=$(gh api --paginate "repos/$GITHUB_REPOSITORY/pulls/$nummer/files" --jq '.[] | .filename, (.previous_filename // empty)')

arbete=$(mktemp -d)
trap 'rm -rf "$arbete"' EXIT
# No mentions, no hidden text, no control characters. Files, since a closed pipe would look like a fault.
head -c $((4 * MEST)) "$mapp/kommentar.md" | LC_ALL=C tr -d '\000-\010\013-\037\177' >"$arbete/a"
iconv -f UTF-8 -t UTF-8 -c "$arbete/a" >"$arbete/b" || true
sed -e 's/@/@\xe2\x80\x8b/g' -e 's/<!--/\\<!--/g' "$arbete/b" >"$arbete/c"
{
    printf '%s\n\n' "$MARKE"
    if grep -q '^\.github/' <<<"$andrat"; then
        printf '> **Förslaget ändrar filer under .github/.** Då kan svaret vara påhittat. Läs ändringen först.\n\n'
    fi
    if (($(stat -c %s "$arbete/c") <= MEST)); then
        cat "$arbete/c"
    else
        head -c "$MEST" "$arbete/c" >"$arbete/d"
        iconv -f UTF-8 -t UTF-8 -c "$arbete/d" || true
        printf '\n\n… Svaret är avkortat. Hela svaret finns i körningen.\n'
    fi
} >"$arbete/kommentar.md"

# One comment, written over each time.
mina=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$nummer/comments" \
    --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$MARKE\"))) | .id")
forsta=${mina%%$'\n'*}
if [[ $forsta =~ ^[0-9]+$ ]]; then
    gh api --silent -X PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$forsta" -F "body=@$arbete/kommentar.md"
else
    gh api --silent -X POST "repos/$GITHUB_REPOSITORY/issues/$nummer/comments" -F "body=@$arbete/kommentar.md"
fi
echo "Svaret är skrivet på förslag $nummer."

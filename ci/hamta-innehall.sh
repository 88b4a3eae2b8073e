#!/usr/bin/env bash
# Lays a request's content over a checkout of the target branch: docs/ processer/ rutiner/ data/ and nothing else.
# Usage: ci/hamta-innehall.sh COMMIT     Exit: 0 done, 1 the request holds what is refused, 2 could not.
# The folders become what they would be after a merge, so deletions are carried and newer work on the target is kept.
# Blobs are read as they are, without checkout: no filter, hook or attribute of the request has a say.
set -Eeuo pipefail
export LC_ALL=C # names are judged byte by byte
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=ci/gemensamt.sh
. ci/gemensamt.sh
trap 'avbryt 2 "Förslagets innehåll kunde inte hämtas."' ERR

vagra() {
    local namn=$1
    if [[ $namn == *[[:cntrl:]]* ]]; then namn=$(printf %q "$namn"); fi
    avbryt 1 "Förslaget kan inte kontrolleras. $namn $2"
}

# Whether a path stays in the four folders and can mean nothing to git or to a log.
duger() {
    local stig=$1 del
    local -a delar
    [[ $stig != *[[:cntrl:]\\]* && /$stig/ != *//* ]] || return 1
    IFS=/ read -r -a delar <<<"$stig"
    ((${#delar[@]} > 1)) && [[ " ${INNEHALL[*]} " == *" ${delar[0]} "* ]] || return 1
    for del in "${delar[@]}"; do
        case ${del,,} in
            .gitkeep) ;;
            . | .. | .git* | git~*) return 1 ;;
        esac
    done
}

[[ $# -eq 1 ]] || avbryt 2 "Så här: ci/hamta-innehall.sh COMMIT"
[[ $(git rev-parse --show-toplevel) == "$(pwd -P)" ]] || avbryt 2 "Skriptet ska ligga i handbokens eget arkiv."
[[ $(git rev-parse --is-shallow-repository) == false ]] || avbryt 2 "Hela git-historiken behövs: git fetch --unshallow."
forslag=$(git rev-parse --verify --quiet --end-of-options "$1^{commit}") || avbryt 2 "Förslaget finns inte i arkivet."

arbete=$(mktemp -d "$(git rev-parse --absolute-git-dir)/innehall.XXXXXX")
trap 'rm -rf "$arbete"' EXIT

kod=0
git merge-tree --write-tree --name-only HEAD "$forslag" >"$arbete/sammanslaget" || kod=$?
if ((kod == 1)); then
    avbryt 1 "Förslaget krockar med målgrenen. Ta in målgrenen i förslaget, lös krocken och försök igen."
fi
((kod == 0)) || avbryt 2 "Förslaget går inte att jämföra med målgrenen. Git 2.38 eller senare och en gemensam historik behövs."
read -r trad <"$arbete/sammanslaget"

# Everything is judged before anything is written.
git ls-tree -r -z --full-tree "$trad" -- "${INNEHALL[@]}" >"$arbete/lista"
while IFS= read -r -d '' post; do
    stig=${post#*$'\t'}
    case ${post%% *} in
        100644 | 100755) duger "$stig" || vagra "$stig" "är ett namn som inte får finnas i innehållet." ;;
        120000) vagra "$stig" "är en symbolisk länk. Lägg in filen själv." ;;
        160000) vagra "$stig" "är en undermodul. Lägg in filerna själva." ;;
        *) vagra "$stig" "är ingen vanlig fil." ;;
    esac
done <"$arbete/lista"

mkdir "$arbete/ny"
while IFS= read -r -d '' post; do
    read -r _ _ blobb <<<"${post%%$'\t'*}"
    stig=${post#*$'\t'}
    mkdir -p "$arbete/ny/${stig%/*}"
    git cat-file blob "$blobb" >"$arbete/ny/$stig"
done <"$arbete/lista"

for mapp in "${INNEHALL[@]}"; do
    rm -rf "$mapp"
    if [[ -d $arbete/ny/$mapp ]]; then mv "$arbete/ny/$mapp" "$mapp"; fi
done

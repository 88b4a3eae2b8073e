#!/usr/bin/env bash
# Puts a built site on a web server over SSH. Usage: ci/lagg-ut.sh intern|publik     Exit: 0 done, 2 could not.
# HANDBOK_MAL_INTERN, HANDBOK_MAL_PUBLIK   where: konto@server:/mapp/under/roten
# HANDBOK_NYCKEL                           the private key in base64, one line: some hosts take no more
# HANDBOK_VARDAR                           the server's line of known_hosts: an unknown server is refused
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=ci/gemensamt.sh
. ci/gemensamt.sh
trap 'avbryt 2 "Webbplatsen kunde inte läggas ut."' ERR

# The internal site never goes where the public one is meant to go.
case ${1:-} in
    intern) sajt=site mal=${HANDBOK_MAL_INTERN:-} annat=${HANDBOK_MAL_PUBLIK:-} ;;
    publik) sajt=site-publik mal=${HANDBOK_MAL_PUBLIK:-} annat=${HANDBOK_MAL_INTERN:-} ;;
    *) avbryt 2 "Så här: ci/lagg-ut.sh intern|publik" ;;
esac
[[ $mal =~ ^[a-z_][a-z0-9_-]*@[A-Za-z0-9][A-Za-z0-9.-]*:(/[A-Za-z0-9_][A-Za-z0-9._-]*){2,}/?$ ]] ||
    avbryt 2 "Målet för $1 saknas eller är fel skrivet. Skriv konto@server:/mapp/under/roten."
[[ ${mal%/} != "${annat%/}" ]] || avbryt 2 "Den interna och den publika webbplatsen har samma mål."
# Files that are gone are deleted on the server: an empty or foreign folder would empty it.
[[ -f $sajt/index.html && -f $sajt/404.html ]] || avbryt 2 "$sajt är ingen byggd webbplats."
[[ -n ${HANDBOK_VARDAR:-} ]] || avbryt 2 "HANDBOK_VARDAR saknas, så det går inte att veta att servern är er."

hemligt=$(mktemp -d)
trap 'rm -rf "$hemligt"' EXIT
umask 077
if ! base64 -d <<<"${HANDBOK_NYCKEL:-}" >"$hemligt/nyckel" 2>/dev/null || [[ ! -s $hemligt/nyckel ]]; then
    avbryt 2 "HANDBOK_NYCKEL saknas eller är inte skriven i base64."
fi
printf '%s\n' "$HANDBOK_VARDAR" >"$hemligt/vardar"

ssh="ssh -i $hemligt/nyckel -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes"
ssh+=" -o UserKnownHostsFile=$hemligt/vardar -o GlobalKnownHostsFile=/dev/null"
rsync --recursive --times --checksum --delay-updates --delete-after --chmod=D755,F644 -e "$ssh" -- "$sajt/" "${mal%/}/"
echo "Webbplatsen ($1) är utlagd."

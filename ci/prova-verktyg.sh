#!/usr/bin/env bash
# Every test of the tool, as root in a throw-away container (Debian) where nothing is installed but Python, git and make.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium shellcheck
git config --global --add safe.directory "$PWD" # the folder belongs to the host's user
make test

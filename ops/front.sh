#!/usr/bin/env bash
# Build the desk's scripts, styles, fonts and map by npm, from the lock file alone.
set -euo pipefail
cd "$(dirname "$0")/../dashboard/front"

say() { printf 'front: %s\n' "$*" >&2; }

if ! command -v npm >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing nodejs and npm with apt"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm; } >/dev/null ||
        say "apt could not install them"
fi
if ! command -v npm >/dev/null; then
    say "no npm here: everything works but the desk's pages have no style and do not change by themselves"
    say "(Debian: sudo apt-get install nodejs npm; then: make front)"
    exit 0
fi
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)'; then
    say "Node $(node --version) found; the build needs 18 or newer. The desk's pages stay without style"
    exit 0
fi
if ! npm ci --loglevel=error --no-progress >/dev/null || ! npm run --silent build; then
    say "npm could not build it (see above): the desk's pages stay without style until make front works"
    exit 0
fi
say "built dashboard/static/build"

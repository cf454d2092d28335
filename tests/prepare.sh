#!/usr/bin/env bash
# As root on a Debian machine: install what the tests want and do not find. Else say what is missing.
set -u
missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
command -v strace >/dev/null || missing+=(strace)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing for the tests: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 \
    || echo "Could not install ${missing[*]}; the tests that need it will say that they were not run."
else
  echo "Not found: ${missing[*]}. The tests that need it will say that they were not run."
fi
exit 0

#!/bin/sh
# Bring a Chromium for the browser tests: one that is there, else Debian's, else Playwright's own, else say that they skip.
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root=none; fi
  if [ "$as_root" != none ]; then
    echo "Installing Debian's chromium for the browser tests"
    $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
  fi
fi
"$1" install chromium && exit 0
echo "No browser could be installed: the browser tests will be skipped (they fail with REFDESK_REQUIRE_BROWSER=1)."

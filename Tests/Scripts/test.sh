#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs `swift test` with the given options, and repeats at the end what failed: among five thousand tests
# that run at once, a failure stands far above the last line.
set -uo pipefail

log=.build/test.log
mkdir -p .build
swift test "$@" 2>&1 | tee "$log"
result=${PIPESTATUS[0]}
if [ "$result" -ne 0 ]; then
    printf '\nWhat failed (everything stands in %s):\n' "$log"
    grep -a -A 6 'recorded an issue' "$log" | grep -a -v '^[✔◇]' | cut -c 1-2000 | tail -n 100
    grep -a '^✘ \(Test\|Suite\) .* failed after' "$log" | tail -n 40
fi
exit "$result"

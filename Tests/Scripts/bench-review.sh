#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What it costs to show a plan of 10,000 images as JSON, text, Markdown and a page, and to compare it with the next one.
#
# usage: bench-review.sh MIRROR        (the path of the tool as it is installed; `make bench-review` gives it)
#
# BENCH_IMAGES (10000) changes the work; BENCH_ROUNDS (5) how often each is measured. Prints numbers; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

binary=$(realpath "${1:?usage: bench-review.sh MIRROR}")
export images=${BENCH_IMAGES:-10000}
rounds=${BENCH_ROUNDS:-5}
work=$(mktemp -d "${TMPDIR:-/tmp}/mirror-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

say "making a plan of $images images"
# The first image of an example with other tags, so that the files for clusters stay as they are.
/usr/bin/python3 - "$(dirname "${BASH_SOURCE[0]}")/../../plans/additional-images.json" > "$work/plan.json" << 'END'
import copy, hashlib, json, os, sys
plan = json.load(open(sys.argv[1]))
first = plan["actions"][0]
for number in range(int(os.environ["images"]) - len(plan["actions"])):
    action = copy.deepcopy(first)
    tag = "v%d" % number
    digest = "sha256:" + hashlib.sha256(tag.encode()).hexdigest()
    action["destination"] = first["destination"].rsplit(":", 1)[0] + ":" + tag
    action["origins"] = [first["origins"][0].rsplit(":", 1)[0] + ":" + tag]
    action["source"] = action["origins"][0] + "@" + digest
    action["digest"] = digest
    action["transfer"] = number % 1000
    plan["actions"].append(action)
plan["actions"].sort(key=lambda action: (action["type"], action["destination"]))
plan["summary"]["copy"] = len(plan["actions"])
plan["summary"]["bytes_to_transfer"] = sum(action["transfer"] for action in plan["actions"])
del plan["id"]
text = lambda: json.dumps(plan, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
plan["id"] = "sha256:" + hashlib.sha256(text().encode()).hexdigest()
sys.stdout.write(text())
END

# Prints the median times, in seconds of the wall and of the CPU, and the size in MiB of what was shown.
report() {
    awk '{ print $1, $2 + $3 }' "$1" | sort -n | awk -v name="$1" -v bytes="$(wc -c < "shown.$1")" \
        '{ wall[NR] = $1; cpu[NR] = $2 }
        END { half = int((NR + 1) / 2); printf "| %s | %.2f | %.2f | %.1f |\n", name, wall[half], cpu[half], bytes / 1048576 }'
}

say "showing it"
cd "$work"
TIMEFORMAT='%R %U %S'
# `json` prints the file again: its time is that of reading and checking the plan.
for format in json text markdown html; do
    for _ in $(seq "$rounds"); do
        { time "$binary" show --format "$format" plan.json > "shown.$format"; } 2>> "$format"
    done
    report "$format"
done

say "comparing it with a plan in which one image in a hundred has another digest"
/usr/bin/python3 - plan.json > next.json << 'END'
import hashlib, json, sys
plan = json.load(open(sys.argv[1]))
for action in plan["actions"][::100]:
    if action["source"].endswith(action["digest"]):
        action["digest"] = "sha256:" + hashlib.sha256(action["digest"].encode()).hexdigest()
        action["source"] = action["source"].split("@")[0] + "@" + action["digest"]
del plan["id"]
text = lambda: json.dumps(plan, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
plan["id"] = "sha256:" + hashlib.sha256(text().encode()).hexdigest()
sys.stdout.write(text())
END
for _ in $(seq "$rounds"); do
    # Ends with 2, because there is a difference.
    { time "$binary" diff plan.json next.json > shown.diff || [ $? -eq 2 ]; } 2>> diff
done
report diff

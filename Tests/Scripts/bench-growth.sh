#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures how time and memory grow with the number of images; docs/benchmarks.md explains it.
#
# usage: bench-growth.sh MIRROR       (the path of a release build; `make bench-growth` gives it)
#
# BENCH_SIZES ("100 1000 10000") changes the work. Prints a table; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

binary=$(realpath "${1:?usage: bench-growth.sh MIRROR}")
sizes=${BENCH_SIZES:-100 1000 10000}

place=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && [ "$(df --output=avail -m /dev/shm | tail -n 1)" -gt 4096 ]; then place=/dev/shm; fi
work=$(mktemp -d "$place/mirror-bench.XXXXXX")
trap clean_up EXIT
prepare_bench
access_log=false

row() { printf '| %s | %s | %s | %s | %s | %s |\n' "$1" "$2" "$wall" "$(calculate "$wall * 1000 / $1")" "$cpu" "$(printf %.0f "$memory")"; }

for images in $sizes; do
    say "$images images"
    mkdir -p "$work/source"
    /usr/bin/python3 -B "$(dirname "${BASH_SOURCE[0]}")/bench/fill.py" "$work/source" "$images" > "$work/names"
    start_registry "$work/source"
    { printf 'apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n  additionalImages:\n'
        sed "s|^|    - name: $address/|" "$work/names"; } > "$work/isc.yaml"
    start_registry "$work/target"
    site=$work/site-$images
    mkdir -p "$site"
    cp "$work/isc.yaml" "$site"
    export XDG_CACHE_HOME=$work/cache-$images XDG_STATE_HOME=$work/state-$images
    measure "mirror plan" "$binary" plan -c "$site/isc.yaml" --to "docker://$address" -out "$site/plan.json" "${options[@]}"
    row "$images" plan >> "$work/results/rows"
    measure "mirror apply" "$binary" apply "$site/plan.json" "${options[@]}"
    row "$images" apply >> "$work/results/rows"
    measure "second plan" "$binary" plan -c "$site/isc.yaml" -out "$site/second.json" "${options[@]}"
    row "$images" "plan again, nothing to do" >> "$work/results/rows"
    stop_registry
    stop_registry
    rm -rf "$work/source" "$work/target" "$work"/*.log "$site"
done

cat << REPORT

$(date -u +%Y-%m-%d), $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), load $(cut -d' ' -f1 /proc/loadavg) at the end, storage in $place. Wall time includes two registries on the same cores.

| images | run | wall s | wall ms for each image | client CPU s | peak memory MiB |
|---|---|---|---|---|---|
$(cat "$work/results/rows")
REPORT

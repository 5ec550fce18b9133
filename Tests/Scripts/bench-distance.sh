#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what distance costs: many small images from a registry that is 40 ms away; docs/benchmarks.md explains it.
#
# usage: bench-distance.sh MIRROR      (the path of a release build; `make bench-distance` gives it)
#
# BENCH_IMAGES (300), BENCH_ROUND_TRIP (40, in ms), BENCH_ROUNDS (3) and BENCH_SKOPEO (40, the number of images that
# skopeo gets) change the work. Prints numbers and ratios; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

binary=$(realpath "${1:?usage: bench-distance.sh MIRROR}")
images=${BENCH_IMAGES:-300} round_trip=${BENCH_ROUND_TRIP:-40} rounds=${BENCH_ROUNDS:-3} few=${BENCH_SKOPEO:-40}
# The upstream of bench-lib.sh has layers of MiB; these images are small.
layers=2 layer_mib=16 base_mib=64 mib=1024

place=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && [ "$(df --output=avail -m /dev/shm | tail -n 1)" -gt 512 ]; then place=/dev/shm; fi
work=$(mktemp -d "$place/mirror-bench.XXXXXX")
trap clean_up EXIT
prepare_bench

far_away() { exec /usr/bin/python3 -B "$(dirname "${BASH_SOURCE[0]}")/bench/distance.py" "$1" "$round_trip" "$2"; }

start_upstream
start_listener "$work/proxy.log" far_away "${source_address##*:}"
far=$address
sed -i "s|$source_address|$far|" "$work/isc.yaml" "$work/skopeo.yaml"
# skopeo takes minutes for all of them: it gets the first ones.
head -n $((3 + few)) "$work/skopeo.yaml" > "$work/few.yaml"

# The requests to both registries since the last call of begin_count, as "ENDS METHOD kind COUNT".
begin_count() { before_source=$(log_length "$work/source") before_target=$(log_length "$work/target"); }
count() {
    { requests "$work/source" "$before_source" | sed 's/^/source /'
        requests "$work/target" "$before_target" | sed 's/^/target /'; } |
        awk '{ n[$1 " " $2 " " $3]++ } END { for (k in n) print k, n[k] }' | sort > "$work/counted-$1"
}
counted() { awk -v end="$2" '$1 == end { print $2, $3, $4 }' "$work/counted-$1" | paste -sd, | sed 's/,/, /g'; }
total() { awk '{ n += $4 } END { print n + 0 }' "$@"; }

for round in $(seq "$rounds"); do
    start_registry "$work/target"
    site=$work/site-$round
    mkdir -p "$site"
    cp "$work/isc.yaml" "$site"
    # Each round begins as on a new machine.
    export XDG_CACHE_HOME=$work/cache-$round XDG_STATE_HOME=$work/state-$round
    begin_count
    measure "mirror plan" "$binary" plan -c "$site/isc.yaml" --to "docker://$address" -out "$site/plan.json" "${options[@]}"
    plan_wall=$wall plan_cpu=$cpu
    count plan
    begin_count
    measure "mirror apply" "$binary" apply "$site/plan.json" "${options[@]}"
    apply_wall=$wall apply_cpu=$cpu
    count apply
    begin_count
    measure "second plan" "$binary" plan -c "$site/isc.yaml" -out "$site/second.json" "${options[@]}"
    count again
    grep -q '^No changes' "$work/output" || { say "bench: the second plan has changes"; exit 1; }
    say "round $round: plan $plan_wall s ($plan_cpu s CPU), apply $apply_wall s ($apply_cpu s CPU), plan again $wall s ($cpu s CPU)"
    echo "$plan_wall $plan_cpu $apply_wall $apply_cpu $wall $cpu" >> "$work/results/mirror"
    if [ "$round" -eq "$rounds" ]; then
        blobs=$(find "$work/target/docker/registry/v2/repositories/bench" -path '*/_layers/*/link' -printf '%h\n' | sed 's|.*/||' | sort -u | wc -l)
    fi
    stop_registry
    rm -rf "$work/target" "$work/target.log"
done

if [ "$few" -gt 0 ]; then
    start_registry "$work/target"
    measure skopeo skopeo --insecure-policy sync --src yaml --dest docker --dest-tls-verify=false "$work/few.yaml" "$address"
    skopeo=$wall
    stop_registry
fi

# ---- The report

mirror() { median "$work/results/mirror" "$1"; }
# One GET for each manifest, GET, POST and PUT for each blob, one HEAD for each tag; and, as no registry takes an image
# without them, a PUT for each manifest and a POST for each mount of the shared layer.
floor=$((images + 3 * blobs + images))
least=$((floor + images + images - 1))
cat << REPORT

$(date -u +%Y-%m-%d), $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), load $(cut -d' ' -f1 /proc/loadavg) at the end, storage in $place. $images images of one shared and $layers own layers, $blobs unique blobs; the source is $round_trip ms away. Medians of $rounds rounds.

| | wall s | client CPU s | requests to the source | requests to the target | goal |
|---|---|---|---|---|---|
| plan | $(mirror 1) | $(mirror 2) | $(counted plan source) | $(counted plan target) | 2.5 s |
| apply | $(mirror 3) | $(mirror 4) | $(counted apply source) | $(counted apply target) | 4 s |
| plan again, nothing to do | $(mirror 5) | $(mirror 6) | $(counted again source) | $(counted again target) | 1 s |

| ratio or number | measured | goal |
|---|---|---|
| requests of plan and apply | $(total "$work/counted-plan" "$work/counted-apply") | |
| the floor: a GET for each manifest, GET, POST and PUT for each blob, a HEAD for each tag | $floor | |
| requests / floor | $(calculate "$(total "$work/counted-plan" "$work/counted-apply") / $floor") | at most 1.1 |
| requests / (floor, a PUT for each manifest and a POST for each mount) | $(calculate "$(total "$work/counted-plan" "$work/counted-apply") / $least") | at most 1.1 |
REPORT
[ "$few" -eq 0 ] || cat << REPORT
| \`skopeo sync\` of $few of the images | $skopeo s, so $(calculate "$skopeo / $few * $images") s for all | |
| plan and apply / skopeo, for each image | $(calculate "($(mirror 1) + $(mirror 3)) / $images / ($skopeo / $few)") | at most 0.05 |
REPORT

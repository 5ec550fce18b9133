#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compares mirror with skopeo and with bare curl on the same work in one run; docs/benchmarks.md explains it.
#
# usage: bench.sh MIRROR       (the path of a release build; `make bench-copies` gives it)
#
# BENCH_ROUNDS (3), BENCH_IMAGES (60), BENCH_LAYERS (5), BENCH_LAYER_MIB (4), BENCH_BASE_MIB (32),
# BENCH_LARGE_MIB (1024) and BENCH_MANY (1000) change the work. Prints ratios; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

binary=$(realpath "${1:?usage: bench.sh MIRROR}")
rounds=${BENCH_ROUNDS:-3} images=${BENCH_IMAGES:-60} layers=${BENCH_LAYERS:-5}
layer_mib=${BENCH_LAYER_MIB:-4} base_mib=${BENCH_BASE_MIB:-32} large_mib=${BENCH_LARGE_MIB:-1024}
many=${BENCH_MANY:-1000}
mib=1048576

# Source and target lie in memory where there is room for both and a margin, so that no disk is measured.
needed_mib=$((2 * (images * layers * layer_mib + base_mib) + 2 * large_mib + 512))
place=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && [ "$(df --output=avail -m /dev/shm | tail -n 1)" -gt "$needed_mib" ]; then place=/dev/shm; fi
work=$(mktemp -d "$place/mirror-bench.XXXXXX")
trap clean_up EXIT

prepare_bench

# The middle one of the quotients of column $3 of two results, round by round: what disturbs a round
# disturbs both.
ratio() {
    paste -d' ' "$work/results/$1" "$work/results/$2" |
        awk -v c="$3" '{ printf "%.2f\n", $c / $(c + NF / 2) }' > "$work/ratios"
    median "$work/ratios" 1
}

# ---- The contenders; each gets the address and the folder of an empty target.

run_skopeo() {
    measure skopeo skopeo --insecure-policy sync --src yaml --dest docker --dest-tls-verify=false \
        "$work/skopeo.yaml" "$1"
}

# A folder of its own is a fresh audit repository; plan and apply count together.
run_mirror() {
    local site=$work/site-${1##*:} plan_wall plan_cpu plan_memory
    mkdir -p "$site"
    cp "$work/isc.yaml" "$site"
    measure "mirror plan" "$binary" plan -c "$site/isc.yaml" --to "docker://$1" -out "$site/plan.json" "${options[@]}"
    plan_wall=$wall plan_cpu=$cpu plan_memory=$memory
    measure "mirror apply" "$binary" apply "$site/plan.json" "${options[@]}"
    wall=$(calculate "$wall + $plan_wall") cpu=$(calculate "$cpu + $plan_cpu")
    memory=$(calculate "$memory > $plan_memory ? $memory : $plan_memory")
}

# The same as a command line of oc-mirror, in one process.
run_line() {
    local site=$work/line-${1##*:}
    mkdir -p "$site"
    cp "$work/isc.yaml" "$site"
    measure "mirror oc-mirror" "$binary" oc-mirror -c "$site/isc.yaml" --workspace "file://$site/ws" "docker://$1" --v2 \
        "${options[@]}"
}

# Each blob once: ask for an upload, then stream it from one registry into the other.
run_curl() {
    sed "s|\$|\t$1|" "$work/blobs" > "$work/transfers"
    measure curl xargs -P 8 -n 4 -a "$work/transfers" "$work/transfer"
}
cat > "$work/transfer" << 'END'
#!/bin/sh
set -eu
# arguments: digest, size, source URL, target
location=$(curl -sSf -o /dev/null -w '%header{location}' -X POST "http://$4/v2/bench/blobs/uploads/")
curl -sSf "$3" | curl -sSf -o /dev/null -T - -H 'Transfer-Encoding:' -H 'Expect:' -H "Content-Length: $2" \
    -H 'Content-Type: application/octet-stream' "$location&digest=$1"
END
chmod +x "$work/transfer"

# ---- The main work

start_upstream
# Unique blobs: digest, size and where they lie.
for name in "${names[@]}"; do
    for folder in "$work/source/docker/registry/v2/repositories/bench/$name/_layers/sha256"/*; do
        hex=${folder##*/}
        printf 'sha256:%s\t%s\thttp://%s/v2/bench/%s/blobs/sha256:%s\n' \
            "$hex" "${sizes[$hex]}" "$source_address" "$name" "$hex"
    done
done | sort -u -k1,1 > "$work/blobs"
unique=$(awk '{ n += $2 } END { printf "%d", n }' "$work/blobs")

contenders=(skopeo mirror line curl)
for round in $(seq "$rounds"); do
    # Each round begins with another one, so that no one always finds the caches warm.
    for offset in 0 1 2 3; do
        contender=${contenders[$(((round + offset) % 4))]}
        start_registry "$work/target"
        before=$(log_length "$work/source")
        "run_$contender" "$address"
        fetched=$(fetched_bytes "$work/source" "$before")
        stored=$(stored_bytes "$work/target")
        if [ "$stored" -lt "$unique" ]; then
            say "bench: $contender stored $stored bytes of $unique"
            exit 1
        fi
        echo "$wall $cpu $memory $fetched $stored" >> "$work/results/$contender"
        say "round $round, $contender: $wall s wall, $cpu s CPU, $memory MiB"
        if [ "$contender" = mirror ] && [ "$round" -eq "$rounds" ]; then
            planned=$("$binary" show --json "$work/site-${address##*:}/plan.json" | jq .summary.bytes_to_transfer)
            before=$(log_length "$work/source")
            target_before=$(log_length "$work/target")
            measure "second plan" "$binary" plan -c "$work/site-${address##*:}/isc.yaml" -out "$work/second.json" "${options[@]}"
            grep -q '^No changes' "$work/output" || { say "bench: the second plan has changes"; exit 1; }
            again="$wall s; source: $(count_requests "$work/source" "$before"); target: $(count_requests "$work/target" "$target_before")"
        fi
        stop_registry
        rm -rf "$work/target" "$work/target.log"
    done
done

# ---- Memory over the size of a layer

memory_of_layer() {
    mkdir -p "$work/large"
    store_layer "$work/large" $(($1 * mib))
    store_image "$work/large" bench/large "$hex"
    start_registry "$work/large"
    printf 'apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n  additionalImages:\n    - name: %s/bench/large:1\n' \
        "$address" > "$work/isc.yaml"
    start_registry "$work/target"
    run_mirror "$address"
    say "one layer of $1 MiB: $wall s wall, $cpu s CPU, $memory MiB"
    stop_registry
    stop_registry
    rm -rf "$work/large" "$work/large.log" "$work/target" "$work/target.log"
}
memory_of_layer 64
small_memory=$memory
memory_of_layer "$large_mib"
large_memory=$memory

# ---- Many images: what a plan costs that finds nothing to do

say "filling an upstream with $many tiny images"
mkdir -p "$work/many"
store_layer "$work/many" 1024
layer=$hex
repositories=$(((many + 19) / 20))
store_image "$work/many" bench/r-1 "$layer"
for i in $(seq 2 "$repositories"); do cp -r "$work/many/docker/registry/v2/repositories/bench/r-1" "$work/many/docker/registry/v2/repositories/bench/r-$i"; done
for i in $(seq "$repositories"); do
    tags=$work/many/docker/registry/v2/repositories/bench/r-$i/_manifests/tags
    for tag in $(seq 2 20); do cp -r "$tags/1" "$tags/$tag"; done
done
start_registry "$work/many"
{
    printf 'apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n  additionalImages:\n'
    for i in $(seq 0 $((many - 1))); do printf '    - name: %s/bench/r-%s:%s\n' "$address" $((i / 20 + 1)) $((i % 20 + 1)); done
} > "$work/isc.yaml"
start_registry "$work/target"
site=$work/site-many
mkdir -p "$site"
cp "$work/isc.yaml" "$site"
measure "first plan" "$binary" plan -c "$site/isc.yaml" --to "docker://$address" -out "$site/plan.json" "${options[@]}"
many_first=$wall
measure "apply" "$binary" apply "$site/plan.json" "${options[@]}"
many_apply=$wall
for _ in 1 2 3; do
    before=$(log_length "$work/many")
    target_before=$(log_length "$work/target")
    measure "second plan" "$binary" plan -c "$site/isc.yaml" -out "$site/plan.json" "${options[@]}"
    grep -q '^No changes' "$work/output" || { say "bench: the second plan has changes"; exit 1; }
    echo "$wall $cpu $memory" >> "$work/results/many"
done
many_source=$(count_requests "$work/many" "$before")
many_target=$(count_requests "$work/target" "$target_before")

# ---- The report

gb() { calculate "$1 / 1000000000"; }
row() {
    local file=$work/results/$1
    printf '| %s | %.2f | %.2f | %.2f | %.3f | %s |\n' "$2" "$(median "$file" 1)" "$(median "$file" 2)" \
        "$(calculate "$(median "$file" 2) / $(gb "$unique")")" \
        "$(calculate "$(median "$file" 4) / $unique")" "$3"
}
mirror_cpu=$(median "$work/results/mirror" 2)

cat << END

$(date -u +%Y-%m-%d), $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), load $(cut -d' ' -f1 /proc/loadavg) at the end, storage in $place. Numbers and ratios are medians of $rounds rounds.
$images images, $(wc -l < "$work/blobs") unique blobs, $(gb "$unique") GB of unique bytes; the plan says $planned bytes to transfer.

| | wall s | client CPU s | CPU s per GB | fetched / unique | peak memory MiB |
|---|---|---|---|---|---|
$(row skopeo "\`skopeo sync\`" "$(printf %.0f "$(median "$work/results/skopeo" 3)")")
$(row mirror "\`mirror plan\` + \`apply\`" "$(printf %.0f "$(median "$work/results/mirror" 3)")")
$(row line "\`oc-mirror --v2\`, which is \`mirror\`" "$(printf %.0f "$(median "$work/results/line" 3)")")
$(row curl "eight bare \`curl\`, blobs only" "-")

| ratio or number | measured | goal |
|---|---|---|
| wall, mirror / skopeo | $(ratio mirror skopeo 1) | at most 0.7 |
| wall, mirror / curl | $(ratio mirror curl 1) | at most 1 |
| wall, oc-mirror / mirror | $(ratio line mirror 1) | at most 1 |
| CPU, mirror / skopeo | $(ratio mirror skopeo 2) | |
| CPU s per GB | $(printf %.2f "$(calculate "$mirror_cpu / $(gb "$unique")")") | at most 1.5 |
| stored at the target / unique | $(printf %.4f "$(calculate "$(median "$work/results/mirror" 5) / $unique")") | blobs and manifests, each once |
| peak memory MiB, one layer of 64 MiB | $(printf %.0f "$small_memory") | at most 100 |
| peak memory MiB, one layer of $large_mib MiB | $(printf %.0f "$large_memory") | the same |
| second plan of $images images | $again | one HEAD for each image at either end |
| $many images: first plan, apply | $many_first s, $many_apply s | |
| $many images: second plan | $(median "$work/results/many" 1) s wall, $(median "$work/results/many" 2) s CPU, $(printf %.0f "$(median "$work/results/many" 3)") MiB | under 3 s |
| its requests | source: $many_source; target: $many_target | at most $many HEAD at either end |
END

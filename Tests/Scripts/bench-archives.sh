#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what crossing the gap costs: to disk against skopeo and tar, from disk against registry to registry, and the
# memory for little and for much data; docs/benchmarks.md explains it.
#
# usage: bench-archives.sh MIRROR       (the path of a release build; `make bench-archives` gives it)
#
# BENCH_ROUNDS (3), BENCH_IMAGES (60), BENCH_LAYERS (5), BENCH_LAYER_MIB (4), BENCH_BASE_MIB (32), BENCH_SMALL_MIB (512) and
# BENCH_LARGE_MIB (5120) change the work. Prints ratios; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

binary=$(realpath "${1:?usage: bench-archives.sh MIRROR}")
rounds=${BENCH_ROUNDS:-3} images=${BENCH_IMAGES:-60} layers=${BENCH_LAYERS:-5}
layer_mib=${BENCH_LAYER_MIB:-4} base_mib=${BENCH_BASE_MIB:-32}
small_mib=${BENCH_SMALL_MIB:-512} large_mib=${BENCH_LARGE_MIB:-5120}
mib=1048576

# Registries and archives lie in memory where there is room for all and a margin, so that no disk is measured.
needed_mib=$((4 * (images * layers * layer_mib + base_mib) + 512))
[ "$needed_mib" -gt $((2 * large_mib + 512)) ] || needed_mib=$((2 * large_mib + 512))
place=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && [ "$(df --output=avail -m /dev/shm | tail -n 1)" -gt "$needed_mib" ]; then place=/dev/shm; fi
work=$(mktemp -d "$place/mirror-bench.XXXXXX")
trap clean_up EXIT

for name in "${!MIRROR_@}" "${!GIT_@}" "${!XDG_@}" REGISTRY_AUTH_FILE DOCKER_CONFIG OC_MIRROR_CACHE; do
    [ "$name" = MIRROR_DOCKER_REGISTRY ] || unset "$name"
done
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME" "$work/results"
git config --global user.name Bench
git config --global user.email bench@example.com
options=(--src-tls-verify=false --dest-tls-verify=false)

# The middle one of the quotients of column $3 of two results, round by round.
ratio() {
    paste -d' ' "$work/results/$1" "$work/results/$2" |
        awk -v c="$3" '{ printf "%.2f\n", $c / $(c + NF / 2) }' > "$work/ratios"
    median "$work/ratios" 1
}

# Uses and frees as many MiB of memory as will be written. A virtual machine gets pages when they are used for the first
# time, at two or three times the cost of writing to them, and gives them back when they are free for a while.
touch_memory() {
    head -c "${1}M" /dev/zero > "$work/touched"
    rm "$work/touched"
}

# The work as a configuration of oc-mirror v1, which keeps its metadata beside it.
versions_one() {
    sed 's|v2alpha1|v1alpha2|; s|^mirror:|storageConfig: {local: {path: "'"$1"'/meta"}}\nmirror:|' "$work/isc.yaml"
}

# Plans with the options given behind the site's folder, and applies; both count. `isc.yaml` may be there already.
plan_and_apply() {
    local site=$1 plan_wall plan_cpu plan_memory
    shift
    mkdir -p "$site"
    [ -e "$site/isc.yaml" ] || cp "$work/isc.yaml" "$site"
    measure "mirror plan" "$binary" plan -c "$site/isc.yaml" -out "$site/plan.json" "$@" "${options[@]}"
    plan_wall=$wall plan_cpu=$cpu plan_memory=$memory
    touch_memory "$written_mib"
    measure "mirror apply" "$binary" apply "$site/plan.json" "${options[@]}"
    apply_wall=$wall apply_cpu=$cpu
    wall=$(calculate "$wall + $plan_wall") cpu=$(calculate "$cpu + $plan_cpu")
    memory=$(calculate "$memory > $plan_memory ? $memory : $plan_memory")
}

run_skopeo() {
    touch_memory $((2 * written_mib))
    measure skopeo bash -c 'skopeo --insecure-policy sync --src yaml --dest dir "$1" "$2/images" && tar -cf "$2/images.tar" -C "$2" images' \
        - "$work/skopeo.yaml" "$work/out"
}
run_disk() { plan_and_apply "$work/site-disk" --to "file://$work/out/archive"; }
# The same as a command line of oc-mirror v2, in one process.
run_line() {
    mkdir -p "$work/site-line"
    cp "$work/isc.yaml" "$work/site-line"
    touch_memory "$written_mib"
    measure "mirror oc-mirror" "$binary" oc-mirror -c "$work/site-line/isc.yaml" "file://$work/out/archive" --v2 "${options[@]}"
}
# To an archive of oc-mirror v1, by plan and apply and by its own command line.
run_one() {
    mkdir -p "$work/site-one"
    versions_one "$work/site-one" > "$work/site-one/isc.yaml"
    plan_and_apply "$work/site-one" --to "file://$work/out/archive"
}
run_oneline() {
    mkdir -p "$work/site-oneline"
    versions_one "$work/site-oneline" > "$work/site-oneline/isc.yaml"
    touch_memory "$written_mib"
    (cd "$work/site-oneline" && measure "mirror oc-mirror" "$binary" oc-mirror --config=isc.yaml "file://$work/out/archive" \
        --source-skip-tls --source-use-http && echo "$wall $cpu $memory" > "$work/measured")
    read -r wall cpu memory < "$work/measured"
}
run_registry() {
    start_registry "$work/target"
    plan_and_apply "$work/site-registry" --to "docker://$address"
    stop_registry
}
# What nobody can do without: fetches the blobs into files and hashes them, with what the machine has for it.
fetch_and_hash() {
    local hex
    mkdir -p "$work/blobs"
    for hex in "$@"; do
        printf 'url = "http://%s/v2/bench/large/blobs/sha256:%s"\noutput = "%s"\n' "$address" "$hex" "$work/blobs/$hex"
    done > "$work/curl.conf"
    touch_memory "$written_mib"
    measure "curl and openssl" bash -c 'curl --fail --silent --config "$1/curl.conf" && openssl dgst -sha256 "$1"/blobs/*' - "$work"
    rm -r "$work/blobs"
}
run_from() {
    start_registry "$work/target"
    plan_and_apply "$work/site-from" --from "file://$work/archive" --to "docker://$address"
    stop_registry
}

start_upstream
unique=$(stored_bytes "$work/source")

written_mib=$((unique / mib))
mkdir -p "$work/out"
run_disk
mv "$work/out/archive" "$work/archive"
rm -rf "$work/out" "$work/site-disk"

contenders=(skopeo disk registry from line one oneline)
for round in $(seq "$rounds"); do
    for offset in "${!contenders[@]}"; do
        contender=${contenders[$(((round + offset) % ${#contenders[@]}))]}
        mkdir -p "$work/out"
        apply_wall=0 apply_cpu=0
        "run_$contender"
        written=0
        [ "$contender" != disk ] || written=$(du -sb "$work/out" | cut -f1)
        echo "$wall $cpu $memory $apply_wall $apply_cpu $written" >> "$work/results/$contender"
        say "round $round, $contender: $wall s wall, $cpu s CPU, $memory MiB (apply alone: $apply_wall s, $apply_cpu s)"
        rm -rf "$work/out" "$work/target" "$work/target.log" "$work"/site-*
    done
done
stop_registry
rm -rf "$work/archive" "$work/source"

# ---- Memory over the amount of data: one image of random bytes in 20 layers, to disk and from there.
memory_of_data() {
    local list=()
    mkdir -p "$work/source"
    for _ in $(seq 20); do
        store_layer "$work/source" $(($1 * mib / 20))
        list+=("$hex")
    done
    written_mib=$1
    store_image "$work/source" bench/large "${list[@]}"
    start_registry "$work/source"
    printf 'apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n  additionalImages:\n    - name: %s/bench/large:1\n' \
        "$address" > "$work/isc.yaml"
    mkdir -p "$work/out"
    fetch_and_hash "${list[@]}"
    floor_cpu=$cpu
    run_disk
    to_memory=$memory to_cpu=$cpu to_wall=$wall
    stop_registry
    rm -rf "$work/source"
    mv "$work/out/archive" "$work/archive"
    run_from
    from_memory=$memory from_cpu=$cpu
    say "$1 MiB: curl and openssl $floor_cpu s CPU; to disk $to_memory MiB, $to_cpu s CPU, $to_wall s; from disk $from_memory MiB, $from_cpu s CPU"
    rm -rf "$work/archive" "$work/out" "$work/target" "$work/target.log" "$work"/site-*
}
memory_of_data "$small_mib"
small_to=$to_memory small_from=$from_memory
memory_of_data "$large_mib"

row() {
    local file=$work/results/$1 per
    per=$(calculate "$(median "$file" 2) / ($unique / 1000000000)")
    printf '| %s | %.2f | %.2f | %.2f | %.0f |\n' "$2" "$(median "$file" 1)" "$(median "$file" 2)" "$per" "$(median "$file" 3)"
}
per_gb() { calculate "$(median "$work/results/$1" 2) / ($unique / 1000000000)"; }

printf '%s, %s cores (%s), load %s at the end, storage in %s.\n' "$(date +%F)" "$(nproc)" \
    "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(cut -d' ' -f1 /proc/loadavg)" "${place}"
printf 'Numbers and ratios are medians of %s rounds; %s images, %s bytes.\n\n' "$rounds" "$images" "$unique"
printf '| | wall s | client CPU s | CPU s per GB | peak memory MiB |\n|---|---|---|---|---|\n'
row skopeo '`skopeo sync` to a directory, then `tar`'
row disk '`mirror plan` + `apply` to disk'
row registry '`mirror plan` + `apply`, registry to registry'
row from '`mirror plan` + `apply` from disk'
row line '`oc-mirror --v2` to disk, which is `mirror`'
row one '`mirror plan` + `apply` to an archive of oc-mirror v1'
row oneline '`oc-mirror` to an archive of v1, which is `mirror`'
printf '\n| ratio or number | measured | goal |\n|---|---|---|\n'
printf '| wall, to disk / skopeo and tar | %s | at most 0.6 |\n' "$(ratio disk skopeo 1)"
printf '| CPU s per GB, to disk | %.2f | at most 1.4 |\n' "$(per_gb disk)"
printf '| the same, %s MiB in 20 layers | %.2f | at most 1.4 |\n' "$large_mib" "$(calculate "$to_cpu / ($large_mib * $mib / 1000000000)")"
printf '| the same, only fetched by `curl` and hashed by `openssl` | %.2f | |\n' \
    "$(calculate "$floor_cpu / ($large_mib * $mib / 1000000000)")"
printf '| bytes written to disk / unique | %.4f | each once |\n' "$(calculate "$(median "$work/results/disk" 6) / $unique")"
printf '| wall, from disk / registry to registry | %s | at most 1 |\n' "$(ratio from registry 1)"
printf '| the same, apply alone | %s | |\n' "$(ratio from registry 4)"
printf '| wall, oc-mirror v2 to disk / mirror | %s | at most 1 |\n' "$(ratio line disk 1)"
printf '| wall, oc-mirror v1 to disk / mirror | %s | at most 1 |\n' "$(ratio oneline one 1)"
printf '| CPU s per GB, from disk | %.2f | |\n' "$(per_gb from)"
printf '| peak memory MiB to disk, %s and %s MiB of data | %.0f, %.0f | at most 100, within 10 %% |\n' "$small_mib" "$large_mib" "$small_to" "$to_memory"
printf '| peak memory MiB from disk, the same | %.0f, %.0f | at most 100, within 10 %% |\n' "$small_from" "$from_memory"

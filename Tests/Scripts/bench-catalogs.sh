#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What it costs to plan one operator out of a large catalog: 240 MB of JSON in 300 packages.
#
# usage: bench-catalogs.sh MIRROR        (the path of the tool as it is installed; `make bench-catalogs` gives it)
#
# BENCH_PACKAGES (300) and BENCH_VERSIONS (8) change the work; BENCH_ROUNDS (5) how often it is measured, next to
# `zcat LAYER | wc -c` each time. Prints numbers; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/operators.sh"

binary=$(realpath "${1:?usage: bench-catalogs.sh MIRROR}")
packages=${BENCH_PACKAGES:-300}
versions=${BENCH_VERSIONS:-8}
rounds=${BENCH_ROUNDS:-5}
work=$(mktemp -d "${TMPDIR:-/tmp}/mirror-bench.XXXXXX")
trap clean_up EXIT
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

for name in "${!MIRROR_@}" "${!GIT_@}" "${!XDG_@}" REGISTRY_AUTH_FILE DOCKER_CONFIG; do
    [ "$name" = MIRROR_DOCKER_REGISTRY ] || unset "$name"
done
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME" "$work/results" "$work/upstream" "$work/site" "$work/catalog/configs" "$work/base/bin"
git config --global user.name Bench
git config --global user.email bench@example.com

say "making a catalog of $packages packages with $versions versions of 100 kB each"
operator_images=quay.io/bench
# About as many different words as descriptions, examples and schemas of real operators have.
words() {
    awk -v seed="$1" -v size=98000 'BEGIN {
        srand(seed)
        while (length(text) < size) text = text sprintf("%s-%d ", substr("clusterserviceversionsubscriptionoperator", 1 + int(rand() * 30), 4 + int(rand() * 8)), rand() * 500)
        print substr(text, 1, size)
    }'
}
numbers=()
for i in $(seq "$versions"); do numbers+=("1.$i.0"); done
for i in $(seq "$packages"); do
    folder=$work/catalog/configs/$(printf 'operator-%03d' "$i")
    mkdir -p "$folder"
    description=$(words "$i")
    operator_catalog "operator-$(printf '%03d' "$i")" "${numbers[@]}" > "$folder/catalog.json"
done
say "catalog: $(du -sb "$work/catalog" | cut -f1) bytes"
echo opm > "$work/base/bin/opm"
tar --create --gzip --file "$work/upstream/new" --directory "$work/base" bin
store_blob "$work/upstream" "$work/upstream/new"
base=$hex
tar --create --gzip --file "$work/upstream/new" --directory "$work/catalog" configs
store_blob "$work/upstream" "$work/upstream/new"
catalog=$hex
settings=$catalog_settings store_image "$work/upstream" registry.redhat.io/bench/catalog "$base" "$catalog"
# The operator that is planned has images; those of the others are never asked for.
store_layer "$work/upstream" 4096
layer=$hex
for name in operator-007 operator-007-bundle; do
    store_image "$work/upstream" "quay.io/bench/$name" "$layer"
    tag_image "$work/upstream/docker/registry/v2/repositories/quay.io/bench/$name" "$hex" "v${numbers[-1]}"
done

start_registry "$work/upstream"
for name in quay.io registry.redhat.io; do
    printf '[[registry]]\nprefix = "%s"\nlocation = "%s/%s"\ninsecure = true\n' "$name" "$address" "$name"
done > "$work/registries.conf"
start_registry "$work/target"
export CONTAINERS_REGISTRIES_CONF=$work/registries.conf
cat > "$work/site/isc.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: ImageSetConfiguration
mirror:
  operators:
    - catalog: registry.redhat.io/bench/catalog:1
      packages:
        - name: operator-007
END

unzip_layer() { bash -c 'zcat < "$1" | wc -c' - "$work/upstream/docker/registry/v2/blobs/sha256/${catalog:0:2}/$catalog/data"; }
plan_operator() {
    measure "$1" "$binary" plan -c "$work/site/isc.yaml" --to "docker://$address" -out "$work/site/plan.json" \
        --dest-tls-verify=false --no-audit --cache-dir "$work/cache"
}
for _ in $(seq "$rounds"); do
    TIMEFORMAT=%R
    { time unzip_layer > /dev/null; } 2> "$work/time"
    unzip=$(tail -n 1 "$work/time")
    rm -rf "$work/cache"
    plan_operator "plan, cold cache"
    echo "$(calculate "$wall / $unzip") $wall $cpu $memory $unzip" >> "$work/results/cold"
    plan_operator "plan, known catalog"
    echo "$wall $cpu $memory" >> "$work/results/known"
done
printf '| | wall s | against zcat | CPU s | peak memory MiB |\n|---|---|---|---|---|\n'
printf '| `zcat LAYER \\| wc -c` | %.2f | 1 | | |\n' "$(median "$work/results/cold" 5)"
printf '| plan of one package, cold cache | %.2f | %.2f | %.2f | %.0f |\n' "$(median "$work/results/cold" 2)" \
    "$(median "$work/results/cold" 1)" "$(median "$work/results/cold" 3)" "$(median "$work/results/cold" 4)"
printf '| plan of one package, known catalog | %.2f | | %.2f | %.0f |\n' "$(median "$work/results/known" 1)" \
    "$(median "$work/results/known" 2)" "$(median "$work/results/known" 3)"

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What it costs to continue the metadata of oc-mirror v1: 20 MB of 40 sequences and 30,000 associations.
#
# usage: bench-metadata.sh MIRROR        (the path of the tool as it is installed; `make bench-metadata` gives it)
#
# BENCH_ASSOCIATIONS (30000) changes the work; BENCH_ROUNDS (5) how often it is measured, next to the same plan without
# metadata each time. Prints numbers; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

binary=$(realpath "${1:?usage: bench-metadata.sh MIRROR}")
associations=${BENCH_ASSOCIATIONS:-30000}
rounds=${BENCH_ROUNDS:-5}
work=$(mktemp -d "${TMPDIR:-/tmp}/mirror-bench.XXXXXX")
trap clean_up EXIT
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

for name in "${!MIRROR_@}" "${!GIT_@}" "${!XDG_@}" REGISTRY_AUTH_FILE DOCKER_CONFIG; do
    [ "$name" = MIRROR_DOCKER_REGISTRY ] || unset "$name"
done
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME" "$work/results" "$work/upstream" "$work/site/meta/publish"
git config --global user.name Bench
git config --global user.email bench@example.com

# Operators' images of 2,500 repositories; every fifth is an index of four.
say "making metadata of $associations associations"
awk -v wanted="$associations" -v out="$work/all" '
function digest(text,    i, h, out) {
    h = 5381
    for (i = 1; i <= length(text); i++) h = (h * 33 + index(letters, substr(text, i, 1))) % 2147483629
    for (i = 0; i < 8; i++) { h = (h * 48271 + 12345) % 2147483629; out = out sprintf("%08x", h) }
    return "\"sha256:" out "\""
}
function add(name, id, tag, parts) {
    line = sprintf("{\"name\":%s,\"path\":\"%s\",\"id\":%s,\"tagSymlink\":\"%s\",\"type\":\"operatorBundle\",%s}", name, path, id, tag, parts)
    all = all (count ? "," : "") line
    count++
    if (length(all) > 65536) { printf "%s", all > out; all = "" }
}
function layers(i, a) {
    return "\"layerDigests\":[" digest("base" i % 60) "," digest("b" i % 700 a) "," digest("x" i a) "," digest("y" i a) "," digest("z" i a) "]"
}
BEGIN {
    letters = "0123456789abcdefghijklmnopqrstuvwxyz"
    while (count < wanted) {
        path = "openshift4/ose-component-" ++i % 2500 "-rhel9"
        kids = ""
        if (i % 5 == 0) for (a = 1; a <= 4; a++) {
            kid = digest("k" i "c" a)
            kids = kids (a > 1 ? "," : "") kid
            add(kid, kid, "", layers(i, a))
        }
        me = digest("m" i)
        name = "\"registry.redhat.io/" path "@" substr(me, 2)
        add(name, me, sprintf("%x", i * 7919), kids == "" ? layers(i, 0) : "\"manifestDigests\":[" kids "]")
    }
    printf "%s", all > out
}'
{
    printf '{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","uid":"d8c4ba92-4653-4f97-bb76-3a1ba8c3d7ae","singleUse":false,'
    printf '"pastMirror":{"timestamp":1796005763,"sequence":40,"mirror":{"platform":{},"helm":{}}},"pastAssociations":['
    cat "$work/all"
    printf ']}'
} > "$work/metadata.json"
say "metadata: $(stat -c %s "$work/metadata.json") bytes"

store_layer "$work/upstream" 4096
store_image "$work/upstream" bench/tool "$hex"
start_registry "$work/upstream"
source_address=$address
start_registry "$work/target"
cat > "$work/site/isc.yaml" << END
apiVersion: mirror.openshift.io/v1alpha2
kind: ImageSetConfiguration
storageConfig:
  local:
    path: $work/site/meta
mirror:
  additionalImages:
    - name: $source_address/bench/tool:1
END

plan_tool() {
    measure "$1" "$binary" plan -c "$work/site/isc.yaml" --to "docker://$address" -out "$work/site/plan.json" \
        --src-tls-verify=false --dest-tls-verify=false --no-audit --cache-dir "$work/cache"
    echo "$wall $cpu $memory" >> "$work/results/$2"
}
for _ in $(seq "$rounds"); do
    rm -f "$work/site/meta/publish/.metadata.json"
    plan_tool "plan of a new workspace" new
    cp "$work/metadata.json" "$work/site/meta/publish/.metadata.json"
    plan_tool "plan of sequence 41" next
done
printf '| | wall s | CPU s | peak memory MiB |\n|---|---|---|---|\n'
for row in "new:a new workspace" "next:sequence 41"; do
    results=$work/results/${row%%:*}
    printf '| plan of one image, %s | %.2f | %.2f | %.0f |\n' "${row#*:}" "$(median "$results" 1)" "$(median "$results" 2)" \
        "$(median "$results" 3)"
done

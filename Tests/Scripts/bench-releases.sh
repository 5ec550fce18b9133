#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What it costs to plan many releases, and to delete of them: 50 of 200 components each, which is 10,000 references.
#
# usage: bench-releases.sh MIRROR        (the path of the tool as it is installed; `make bench-releases` gives it)
#
# BENCH_RELEASES (50) and BENCH_COMPONENTS (200) change the work. Prints numbers; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/releases.sh"

binary=$(realpath "${1:?usage: bench-releases.sh MIRROR}")
releases=${BENCH_RELEASES:-50}
components_each=${BENCH_COMPONENTS:-200}
work=$(mktemp -d "${TMPDIR:-/tmp}/mirror-bench.XXXXXX")
trap 'stop_signing; clean_up' EXIT
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

for name in "${!MIRROR_@}" "${!GIT_@}" "${!XDG_@}" "${!OCP_@}" REGISTRY_AUTH_FILE DOCKER_CONFIG; do
    [ "$name" = MIRROR_DOCKER_REGISTRY ] || unset "$name"
done
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1 access_log=true
mkdir -p "$HOME" "$work/results" "$work/upstream" "$work/site"
git config --global user.name Bench
git config --global user.email bench@example.com

say "filling an upstream with $releases releases of $components_each components; a fifth of them is new in each"
start_service
make_release_key
art=quay.io/openshift-release-dev/ocp-v4.0-art-dev
declare -a current=()
make_content() {
    store_layer "$work/upstream" 512
    store_image "$work/upstream" "$art" "$base" "$hex"
    current[$1]=$hex
}
store_layer "$work/upstream" 4096
base=$hex
for i in $(seq 0 $((components_each - 1))); do make_content "$i"; done
nodes='' edges=''
for release in $(seq "$releases"); do
    if [ "$release" -gt 1 ]; then
        for i in $(seq 0 4 $((components_each / 4 * 4 - 1))); do [ $((i % 20)) -eq 16 ] || make_content "$(((i + release) % components_each))"; done
        edges+=${edges:+,}[$((release - 2)),$((release - 1))]
    fi
    version=4.16.$release
    folder=$work/release
    mkdir -p "$folder/release-manifests"
    {
        printf '{"kind":"ImageStream","apiVersion":"image.openshift.io/v1","metadata":{"name":"%s"},"spec":{"tags":[' "$version"
        separator=
        for i in $(seq 0 $((components_each - 1))); do
            printf '%s{"name":"component-%s","from":{"kind":"DockerImage","name":"%s@sha256:%s"}}' "$separator" "$i" "$art" "${current[$i]}"
            separator=,
        done
        printf ']}}'
    } > "$folder/release-manifests/image-references"
    tar --create --gzip --file "$work/upstream/new" --directory "$folder" release-manifests
    store_blob "$work/upstream" "$work/upstream/new"
    store_image "$work/upstream" quay.io/openshift-release-dev/ocp-release "$base" "$hex"
    sign_release "$hex" "$version"
done
printf '{"nodes":[%s],"edges":[%s],"conditionalEdges":[]}' "$nodes" "$edges" > "$service/graph"

start_registry "$work/upstream"
printf '[[registry]]\nprefix = "quay.io"\nlocation = "%s/quay.io"\ninsecure = true\n' "$address" > "$work/registries.conf"
start_registry "$work/target"
export CONTAINERS_REGISTRIES_CONF=$work/registries.conf UPDATE_URL_OVERRIDE=$service_address/graph
export OCP_SIGNATURE_URL=$service_address/signatures/ OCP_SIGNATURE_VERIFICATION_PK=$release_key
cat > "$work/site/isc.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: ImageSetConfiguration
mirror:
  platform:
    channels:
      - name: stable-4.16
        full: true
END

# Plans into the target, with one argument more in front of the options; sets what measure sets.
plan_releases() {
    measure "$1" "$binary" plan -c "$work/site/isc.yaml" --to "docker://$address" -out "$work/site/plan.json" \
        --dest-tls-verify=false
}
row() {
    printf '| %s | %.2f | %.2f | %.0f | %s | %s |\n' "$1" "$wall" "$cpu" "$memory" \
        "$(count_requests "$work/upstream" "$before")" "$(count_requests "$work/target" "$target_before")"
}
mark() {
    before=$(log_length "$work/upstream")
    target_before=$(log_length "$work/target")
}
printf '| | wall s | CPU s | peak memory MiB | requests to the source | requests to the target |\n|---|---|---|---|---|---|\n'
mark
plan_releases "first plan"
row "first plan, empty cache"
mark
plan_releases "plan with known payloads"
row "plan again, known payloads"
mark
measure "apply" "$binary" apply "$work/site/plan.json" --dest-tls-verify=false
row "apply"
mark
plan_releases "plan in sync"
row "plan where all is in sync"

# Writes what is to be deleted: the releases from $1 to $2.
ask() {
    cat > "$work/site/disc.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: DeleteImageSetConfiguration
delete:
  platform:
    channels:
      - name: stable-4.16
        minVersion: 4.16.$1
        maxVersion: 4.16.$2
END
}
plan_deletion() {
    measure "$1" "$binary" delete plan -c "$work/site/disc.yaml" --to "docker://$address" -out "$work/site/plan.json" \
        --dest-tls-verify=false
}
names() { skopeo list-tags --tls-verify=false "docker://$address/openshift/release" | jq -r '.Tags[]' | sort; }
# How many tags of others than release $1 stand in file $2 and not in $3.
lost() { comm -23 "$2" "$3" | grep -cv "^$1-" || true; }
names > "$work/first"
ask 1 1
mark
plan_deletion "deletion of one"
row "delete plan, one release of $releases"
mark
measure "apply" "$binary" apply "$work/site/plan.json" --dest-tls-verify=false
row "apply"
ours=$wall

# What scripts do today: a `skopeo delete` for each tag of a release, in its order, without looking at anything else.
version=4.16.2
names > "$work/before"
printf 'grep "^%s-" "%s" | while read -r tag; do\n    skopeo delete --tls-verify=false "docker://%s:$tag" || true\ndone\n' \
    "$version" "$work/before" "$address/openshift/release" > "$work/delete.sh"
mark
measure "skopeo delete" bash "$work/delete.sh"
row "\`skopeo delete\` of the components of one release"
names > "$work/after"
printf '\nwall, mirror apply / skopeo: %.2f\n' "$(calculate "$ours / $wall")"
printf 'tags of other releases that vanished: %s by mirror, %s by skopeo\n\n' \
    "$(lost 4.16.1 "$work/first" "$work/before")" "$(lost "$version" "$work/before" "$work/after")"

plan_releases "repair"
measure "apply" "$binary" apply "$work/site/plan.json" --dest-tls-verify=false
printf '| | wall s | CPU s | peak memory MiB | requests to the source | requests to the target |\n|---|---|---|---|---|---|\n'
ask 1 "$((releases / 2))"
mark
plan_deletion "deletion of half"
row "delete plan, half of the releases"
mark
measure "apply" "$binary" apply "$work/site/plan.json" --dest-tls-verify=false
row "apply"
ask 1 "$releases"
mark
plan_deletion "deletion of all"
row "delete plan, all that is left"
mark
measure "apply" "$binary" apply "$work/site/plan.json" --dest-tls-verify=false
row "apply"

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job on real parts: two registries on loopback, a small upstream, plan, apply, plan again, audit.
#
# usage: demo.sh MIRROR        (the path of the built tool; `make demo` gives it)
#
# Everything happens in a temporary directory with a home of its own; what was started is stopped.
# Exits with 1 as soon as anything is not as it should be.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/releases.sh"
source "$(dirname "${BASH_SOURCE[0]}")/operators.sh"

binary=$(realpath "${1:?usage: demo.sh MIRROR}")
work=$(mktemp -d "${TMPDIR:-/tmp}/mirror-demo.XXXXXX")
trap 'stop_signing; clean_up' EXIT

# Nothing of the user's own settings takes part.
for name in "${!MIRROR_@}" "${!GIT_@}" "${!XDG_@}" "${!OCP_@}" REGISTRY_AUTH_FILE DOCKER_CONFIG NO_COLOR; do
    [ "$name" = MIRROR_DOCKER_REGISTRY ] || unset "$name"
done
export HOME=$work/home
export CONTAINERS_REGISTRIES_CONF=$work/registries.conf
export GIT_CONFIG_NOSYSTEM=1 GIT_PAGER=cat
mkdir -p "$HOME" "$work/bin" "$work/site"
ln -s "$binary" "$work/bin/mirror"
PATH=$work/bin:$PATH
git config --global user.name "Demo Operator"
git config --global user.email operator@example.com
git config --global init.defaultBranch main

bold= dim= plain=
if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'; fi

# Says what comes next.
say() { printf '\n%s# %s%s\n' "$bold" "$*" "$plain"; }

# Shows a command as a user would type it, then runs it in the site's folder.
run() {
    local word line=
    for word in "$@"; do
        case $word in *[\ {}\$]*) word="'$word'" ;; esac
        line+=" $word"
    done
    printf '%s$%s%s\n' "$dim" "$line" "$plain"
    (cd "$work/site" && "$@")
}

fail() {
    printf '\ndemo: %s\n' "$*" >&2
    exit 1
}

# Runs a command that must print a line with $1; shows all that it prints.
run_expecting() {
    local expected=$1
    shift
    run "$@" 2>&1 | tee "$work/output"
    grep -qF -- "$expected" "$work/output" || fail "expected \`$expected\` from: $*"
}

# Runs a command that must end with exit code $1.
run_refused() {
    local expected=$1 status=0
    shift
    run "$@" || status=$?
    [ "$status" -eq "$expected" ] || fail "expected exit code $expected, got $status from: $*"
    printf '%s(exit code %s)%s\n' "$dim" "$status" "$plain"
}

# The digest that a registry gives an image, asked from outside.
digest() { skopeo inspect --raw --tls-verify=false "docker://$1" | sha256sum | cut -d' ' -f1; }

publish() { skopeo copy --quiet --insecure-policy --all --dest-tls-verify=false "oci:$1" "docker://$upstream/$2"; }

say "Two registries on loopback: one plays the internet, the other one is ours"
start_registry "$work/upstream"
upstream=$address
start_registry "$work/target"
target=$address
echo "upstream: $upstream, ours: $target"

say "The upstream gets images that share a base; one of them is for two architectures"
images=$work/images
make_layer "$images" 8388608
base=$layer
make_image "$images" "$base"
publish "$images" registry.redhat.io/ubi9/ubi-minimal:9.4
for name in api worker web-debug; do
    make_layer "$images" 2097152
    make_image "$images" "$base" "$layer"
    publish "$images" "quay.io/demo/$name:2.3"
done
make_web() {
    local amd64 arm64
    make_layer "$images" 1048576
    make_image "$images" "$base" "$layer"
    amd64=$manifest
    make_layer "$images" 1048576
    architecture=arm64 make_image "$images" "$layer"
    arm64=$manifest
    make_index "$images" amd64 "$amd64" arm64 "$arm64"
    publish "$images" quay.io/demo/web:1.0
}
make_web
api=$(digest "$upstream/quay.io/demo/api:2.3")

# The configuration below names the real hosts; this file says where they are today.
cat > "$work/registries.conf" << END
[[registry]]
prefix = "quay.io"
location = "$upstream/quay.io"
insecure = true

[[registry]]
prefix = "registry.redhat.io"
location = "$upstream/registry.redhat.io"
insecure = true

[[registry]]
location = "$target"
insecure = true
END
cat > "$work/site/isc.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: ImageSetConfiguration
mirror:
  additionalImages:
    - name: registry.redhat.io/ubi9/ubi-minimal:9.4
    - name: quay.io/demo/web:1.0
    - name: quay.io/demo/api@sha256:$api
    - name: quay.io/demo/worker:2.3
      targetRepo: batch/worker
    - name: quay.io/demo/web-debug:2.3
  blockedImages:
    - name: quay\.io/.*-debug:2
END

say "What we want to have"
run cat isc.yaml

say "What has to change for that? Nothing is copied yet"
run_expecting 'Plan: 4 to copy, 0 to update, 0 to delete' mirror plan -c isc.yaml --to "docker://$target/ocp"

say "The plan is recorded under its id; a reviewer and a program read the same file"
plan=$(cd "$work/site" && ls plans)
run jq '{id, target, summary}' "plans/$plan/plan.json"
first=$(jq -r .id "$work/site/plans/$plan/plan.json")
hashed=sha256:$(jq -S 'del(.id)' "$work/site/plans/$plan/plan.json" | sha256sum | cut -d' ' -f1)
[ "$hashed" = "$first" ] || fail "the plan hashes to $hashed, its id is $first"

say "Approved: do exactly that"
run_expecting "mirror will copy 4 images at $target/ocp" mirror apply "$plan"

say "Is anything left to do? The target is known by now"
run_expecting 'No changes.' mirror plan -c isc.yaml --detailed-exitcode

say "A plan is applied once"
run_refused 4 mirror apply "${first:7:12}"

say "Somebody moves a tag upstream"
make_web
echo "quay.io/demo/web:1.0 is now sha256:$(digest "$upstream/quay.io/demo/web:1.0")"
run_expecting 'Plan: 0 to copy, 1 to update, 0 to delete' mirror plan -c isc.yaml --dry-run
[ "$(ls "$work/site/plans")" = "$plan" ] || fail "a dry run recorded a plan"
run_expecting 'Plan: 0 to copy, 1 to update, 0 to delete' mirror plan -c isc.yaml

say "A plan that somebody edited is refused before anything is touched"
cp "$(ls -t "$work/site"/plans/*/plan.json | head -n 1)" "$work/newest.json"
jq '.actions[0].destination |= sub("/ocp/"; "/elsewhere/")' "$work/newest.json" > "$work/site/edited.json"
run_refused 4 mirror apply edited.json
rm "$work/site/edited.json"

say "The plan as it was reviewed goes through"
run_expecting 'Apply complete! Images: 1 copied' mirror apply --pending
run_expecting 'No changes.' mirror plan -c isc.yaml

say "The life of a pull request: plan on a branch, and let people read the text"
git init --quiet --bare "$work/origin.git"
run git add isc.yaml
run git commit --quiet -m "What our clusters get"
run git remote add origin "$work/origin.git"
run git push --quiet --set-upstream origin main
run git switch --quiet --create cron
make_layer "$images" 1048576
make_image "$images" "$base" "$layer"
publish "$images" quay.io/demo/cron:1.0
sed -i 's|^  additionalImages:|&\n    - name: quay.io/demo/cron:1.0|' "$work/site/isc.yaml"
run git commit --quiet --all -m "Jobs of the night"
run_expecting 'Plan: 1 to copy, 0 to update, 0 to delete' mirror plan -c isc.yaml
run git push --quiet --set-upstream origin cron
asked=$(cd "$work/site" && git show --format= --name-only HEAD -- 'plans/*/plan.md')
run sed -n '1,20p' "$asked"

say "Nobody merged it yet, so a pipeline refuses it"
run_refused 4 mirror apply --pending --require-merged origin/main

say "After the merge it is applied, and clusters may follow the branch \`applied\`"
run git switch --quiet main
run git merge --quiet --no-ff -m "Jobs of the night (#1)" cron
run git push --quiet origin main
run_expecting 'Apply complete! Images: 1 copied' mirror apply --pending --require-merged origin/main
run git push --quiet origin main main:applied
run_expecting 'are as the ledger says' mirror drift

say "From outside: skopeo finds the same digests at both ends"
compare() {
    local here there
    there=$(digest "$upstream/$1")
    here=$(digest "$target/ocp/$2")
    [ "$here" = "$there" ] || fail "$target/ocp/$2 is sha256:$here, upstream has sha256:$there"
    printf 'sha256:%.12s  %-45s = %s\n' "$here" "$1" "$target/ocp/$2"
}
compare registry.redhat.io/ubi9/ubi-minimal:9.4 ubi9/ubi-minimal:9.4
compare quay.io/demo/web:1.0 demo/web:1.0
compare quay.io/demo/api:2.3 "demo/api:sha256-$api"
compare quay.io/demo/worker:2.3 batch/worker:2.3
if skopeo inspect --tls-verify=false "docker://$target/ocp/demo/web-debug:2.3" > /dev/null 2>&1; then
    fail "demo/web-debug is at the target although it is blocked"
fi
run skopeo inspect --tls-verify=false --format '{{.Name}} {{.Digest}}' "docker://$target/ocp/batch/worker:2.3"

say "What a cluster needs to know"
run cat cluster-resources/idms-oc-mirror.yaml
run cat cluster-resources/itms-oc-mirror.yaml

say "Now releases: an update service, payloads with their components, and a key that signs them"
start_service
make_release_key
components='' nodes=''
for name in cli etcd hyperkube; do make_component "$name"; done
make_release 4.16.1
# The next release brings one component more; the others stay what they are.
make_component console
make_release 4.16.3
printf '{"nodes":[%s],"edges":[[0,1]],"conditionalEdges":[]}' "$nodes" > "$service/graph"
mkdir -p "$work/graph-data/channels"
echo 'name: stable-4.16' > "$work/graph-data/channels/stable-4.16.yaml"
tar --create --gzip --file "$service/graph-data" --directory "$work/graph-data" .
make_image "$images" "$base"
publish "$images" registry.access.redhat.com/ubi9/ubi:latest
cat >> "$work/registries.conf" << END

[[registry]]
prefix = "registry.access.redhat.com"
location = "$upstream/registry.access.redhat.com"
insecure = true
END
export UPDATE_URL_OVERRIDE=$service_address/graph OCP_SIGNATURE_URL=$service_address/signatures/
cat > "$work/site/releases.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: ImageSetConfiguration
mirror:
  platform:
    graph: true
    channels:
      - name: stable-4.16
        minVersion: 4.16.1
END

say "Which releases are there, and how does a cluster get from one to the next?"
run_expecting '4.16.3' mirror list releases --channel stable-4.16
run_expecting '4.16.3' mirror list updates --from 4.16.1 --to 4.16.3

say "A release that nobody proved is not planned"
run_refused 1 mirror plan -c releases.yaml --out releases.json

say "With the key that we trust it is: whole, by digest, with the path of updates"
graph_data=(--graph-data-url "$service_address/graph-data")
run_expecting 'to build' mirror plan -c releases.yaml --out releases.json --release-key release-key.asc "${graph_data[@]}"
run_expecting 'Apply complete!' mirror apply releases.json
run_expecting 'No changes.' mirror plan -c releases.yaml --out releases.json --release-key release-key.asc "${graph_data[@]}"
run skopeo list-tags --tls-verify=false "docker://$target/ocp/openshift/release"
run cat cluster-resources/signature-configmap.yaml cluster-resources/updateService.yaml

say "And operators: a catalog with three, of which we want one, from a version on"
operator_images=quay.io/demo-operators
catalog=registry.redhat.io/redhat/redhat-operator-index:v4.16
for name in backup database proxy; do
    publish_operator "$name" 1.0.0 1.1.0 1.2.0
    mkdir -p "$work/catalog/configs/$name"
    operator_catalog "$name" 1.0.0 1.1.0 1.2.0 > "$work/catalog/configs/$name/catalog.json"
done
publish_catalog "$work/catalog" "$catalog"
cat > "$work/site/operators.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: ImageSetConfiguration
mirror:
  operators:
    - catalog: $catalog
      packages:
        - name: database
          minVersion: 1.1.0
END
run_expecting 'database' mirror list operators --catalog "$catalog"
run_expecting '1.2.0' mirror list operators --catalog "$catalog" --package database
run_expecting 'to build' mirror plan -c operators.yaml --out operators.json
run_expecting 'Apply complete!' mirror apply operators.json
run_expecting 'No changes.' mirror plan -c operators.yaml --out operators.json
run cat cluster-resources/cs-redhat-operator-index-v4-16.yaml

say "From outside: the mirrored catalog has that operator and no other one"
skopeo copy --quiet --insecure-policy --src-tls-verify=false \
    "docker://$target/ocp/redhat/redhat-operator-index:v4.16" "dir:$work/mirrored"
top=$(jq -r '.layers[-1].digest' "$work/mirrored/manifest.json")
run tar --list --file "$work/mirrored/${top#sha256:}"
kept=$(tar --extract --to-stdout --file "$work/mirrored/${top#sha256:}" configs/database/catalog.json |
    jq -r 'select(.schema == "olm.bundle").name' | paste -sd' ')
[ "$kept" = 'database.v1.1.0 database.v1.2.0' ] || fail "the mirrored catalog offers: $kept"

say "And a chart: the images that its templates use, and the chart itself"
mkdir -p "$work/site/charts/shop/templates"
printf 'apiVersion: v2\nname: shop\nversion: 1.4.0\n' > "$work/site/charts/shop/Chart.yaml"
printf 'image: {name: quay.io/demo/api, tag: ""}\n' > "$work/site/charts/shop/values.yaml"
cat > "$work/site/charts/shop/templates/deployment.yaml" << 'END'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-{{ .Chart.Name }}
spec:
  template:
    spec:
      containers:
        - name: api
          image: "{{ .Values.image.name }}:{{ required "which tag?" .Values.image.tag }}"
END
cat > "$work/site/charts.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: ImageSetConfiguration
mirror:
  helm:
    local:
      - path: charts/shop
        charts: true
END
run_expecting 'which tag?' mirror plan -c charts.yaml --out charts.json || true
echo '        values: {image: {tag: "2.3"}}' >> "$work/site/charts.yaml"
run_expecting 'to build' mirror plan -c charts.yaml --out charts.json
run jq '.charts' charts.json
run_expecting 'Apply complete!' mirror apply charts.json
run_expecting 'No changes.' mirror plan -c charts.yaml --out charts.json
compare quay.io/demo/api:2.3 demo/api:2.3
skopeo copy --quiet --insecure-policy --src-tls-verify=false "docker://$target/ocp/charts/shop:1.4.0" "dir:$work/chart"
packaged=$(jq -r '.layers[0].digest' "$work/chart/manifest.json")
[ "$packaged" = "$(jq -r '.charts[0].digest' "$work/site/charts.json")" ] || fail "the chart at the target is $packaged"
run tar --list --gzip --file "$work/chart/${packaged#sha256:}"

say "The same with every catalog pinned by digest, for a repeatable mirror and for deleting later"
run mirror pin -c operators.yaml
run cat operators.pinned.yaml

say "Across the gap: the same images and operators on a disk, in volumes of sizes that are known before a byte moves"
mkdir -p "$work/usb"
run_expecting 'volumes of' mirror plan -c operators.yaml --to "file://$work/usb" --archive-size 8300KiB --out disk.json
run_expecting 'Apply complete!' mirror apply disk.json
run ls -l "$work/usb"
planned=$(jq -c '[.archive.volumes[].size]' "$work/site/disk.json")
written=$(stat -c %s "$work"/usb/mirror_*.tar | jq -cs .)
[ "$planned" = "$written" ] || fail "the plan says $planned, the volumes have $written"
run_expecting 'No changes.' mirror plan -c operators.yaml --to "file://$work/usb" --out disk.json
run mirror describe --verify "$work/usb"

say "On the far side there is the disk and a registry, and nobody else to ask"
start_registry "$work/far"
far=$address
mkdir -p "$work/far-site"
cp "$work/site/operators.yaml" "$work/far-site"
(
    export HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 NO_PROXY=127.0.0.1
    options=(--from "file://$work/usb" --to "docker://$far/ocp" --dest-tls-verify=false --out "$work/far-site/plan.json")
    run_expecting 'to copy' mirror plan -c "$work/far-site/operators.yaml" "${options[@]}"
    run_expecting 'Apply complete!' mirror apply "$work/far-site/plan.json" --dest-tls-verify=false
    run_expecting 'No changes.' mirror plan -c "$work/far-site/operators.yaml" "${options[@]}"
)
near=$(digest "$target/ocp/redhat/redhat-operator-index:v4.16")
[ "$near" = "$(digest "$far/ocp/redhat/redhat-operator-index:v4.16")" ] || fail "the catalog changed on its way"

say "Every cluster has moved on: what of the old release does nobody need any more?"
cat > "$work/site/old.yaml" << END
apiVersion: mirror.openshift.io/v2alpha1
kind: DeleteImageSetConfiguration
delete:
  platform:
    channels:
      - name: stable-4.16
        minVersion: 4.16.1
        maxVersion: 4.16.1
  operators:
    - catalog: $catalog
      packages:
        - name: database
          minVersion: 1.1.0
          maxVersion: 1.1.0
END
run_expecting 'needs' mirror delete plan -c old.yaml --to "docker://$target/ocp" --keep isc.yaml --out deletions.json
reclaimable=$(jq .summary.bytes_to_reclaim "$work/site/deletions.json")
run_expecting 'Apply complete!' mirror apply deletions.json
if skopeo inspect --tls-verify=false "docker://$target/ocp/openshift/release-images:4.16.1-x86_64" > /dev/null 2>&1; then
    fail "the release 4.16.1 is still at the target"
fi
run skopeo list-tags --tls-verify=false "docker://$target/ocp/openshift/release"

say "The registry's own garbage collector frees what the plan promised, and what stays pulls whole"
stored() { find "$work/target/docker/registry/v2/blobs" -name data -printf '%s\n' | awk '{ sum += $1 } END { printf "%d", sum }'; }
before=$(stored)
"$registry_binary" garbage-collect "$work/target.yml" > "$work/collected" 2>&1
freed=$((before - $(stored)))
echo "planned: $reclaimable bytes, freed: $freed"
[ "$freed" -eq "$reclaimable" ] || fail "the plan promised $reclaimable bytes, the garbage collector freed $freed"
for name in openshift/release-images:4.16.3-x86_64 openshift/release:4.16.3-x86_64-etcd \
    redhat/redhat-operator-index:v4.16; do
    skopeo copy --quiet --all --insecure-policy --src-tls-verify=false "docker://$target/ocp/$name" "dir:$work/whole"
    rm -r "$work/whole"
done

say "What a configuration placed and does not want any more goes with its next plan, if we say so"
sed -i '/worker/d; /targetRepo/d' "$work/site/isc.yaml"
run_expecting '1 to delete' mirror plan -c isc.yaml --prune --to "docker://$target/ocp"
run_expecting 'Apply complete!' mirror apply --pending --to "docker://$target/ocp"
run_expecting 'No changes.' mirror plan -c isc.yaml --prune --to "docker://$target/ocp"

say "Who planned and applied what"
run mirror log
run git log --graph --stat=72 --format='%h %an: %s'
[ "$(cd "$work/site" && mirror log --json | jq '[.[] | select(.kind == "apply")] | length')" -eq 9 ] ||
    fail "expected nine applies in the log"
[ -z "$(cd "$work/site" && git status --porcelain -- plans ledger receipts cluster-resources)" ] ||
    fail "the audit trail is not committed: $(cd "$work/site" && git status --porcelain)"

say "Done; all registries are stopped and $work is removed"

# SPDX-License-Identifier: Apache-2.0
# What the benchmarks share: registries filled on disk, and measuring. Sourced after lib.sh; needs `work`.

# Makes a home of its own in $work, so that nothing of the user counts. Sets `options`, which every command gets.
prepare_bench() {
    for name in "${!MIRROR_@}" "${!GIT_@}" "${!XDG_@}" REGISTRY_AUTH_FILE DOCKER_CONFIG; do
        [ "$name" = MIRROR_DOCKER_REGISTRY ] || unset "$name"
    done
    export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
    export access_log=true
    mkdir -p "$HOME" "$work/results"
    git config --global user.name Bench
    git config --global user.email bench@example.com
    options=(--src-tls-verify=false --dest-tls-verify=false)
}

say() { printf '%s\n' "$*" >&2; }

# ---- The upstream, written as the registry stores it: pushing it would take longer than measuring.

# Moves file $2 into the blobs of the registry in folder $1; sets `hex` to its digest.
store_blob() {
    hex=$(sha256sum < "$2" | cut -d' ' -f1)
    local folder=$1/docker/registry/v2/blobs/sha256/${hex:0:2}/$hex
    mkdir -p "$folder"
    mv "$2" "$folder/data"
    sizes[$hex]=$(stat -c %s "$folder/data")
}
declare -A sizes

# Stores a layer of $2 random bytes in the registry of folder $1; sets `hex`. It begins as gzip does:
# skopeo would compress anything else, and then not do the same work.
store_layer() {
    { printf '\x1f\x8b\x08'; head -c "$(($2 - 3))" /dev/urandom; } > "$1/new"
    store_blob "$1" "$1/new"
}

# Stores an image of the layers $3 and following as repository $2, tag 1; sets `hex` to its manifest's digest.
# With `settings=JSON` in front of the call it runs what that says.
store_image() {
    local folder=$1 repository=$1/docker/registry/v2/repositories/$2 ids='' list='' separator='' layer config
    local settings=${settings:-"{}"}
    shift 2
    for layer in "$@"; do
        ids+=$separator\"sha256:$layer\"
        list+=$separator'{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:'$layer'","size":'${sizes[$layer]}'}'
        separator=,
    done
    printf '{"architecture":"amd64","os":"linux","config":%s,"rootfs":{"type":"layers","diff_ids":[%s]}}' "$settings" "$ids" > "$folder/new"
    store_blob "$folder" "$folder/new"
    config=$hex
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[%s]}' \
        "$config" "${sizes[$config]}" "$list" > "$folder/new"
    store_blob "$folder" "$folder/new"
    for layer in "$config" "$@"; do link "$layer" "$repository/_layers/sha256/$layer"; done
    link "$hex" "$repository/_manifests/revisions/sha256/$hex"
    tag_image "$repository" "$hex" 1
}

# Gives the manifest $2 of the repository in folder $1 the tag $3.
tag_image() {
    link "$2" "$1/_manifests/tags/$3/current"
    link "$2" "$1/_manifests/tags/$3/index/sha256/$2"
}

# Fills the registry of folder $work/source with $images images, starts it, and writes a configuration for mirror and a
# list for skopeo. Sets `names` and `source_address`.
start_upstream() {
    local base list i name
    say "filling the upstream: $images images of $layers layers of $layer_mib MiB over a base of $base_mib MiB"
    mkdir -p "$work/source"
    store_layer "$work/source" $((base_mib * mib))
    base=$hex
    names=()
    for i in $(seq "$images"); do
        list=("$base")
        for _ in $(seq "$layers"); do
            store_layer "$work/source" $((layer_mib * mib))
            list+=("$hex")
        done
        names+=("$(printf 'app-%03d' "$i")")
        store_image "$work/source" "bench/${names[-1]}" "${list[@]}"
    done
    start_registry "$work/source"
    source_address=$address
    {
        printf 'apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n  additionalImages:\n'
        for name in "${names[@]}"; do printf '    - name: %s/bench/%s:1\n' "$source_address" "$name"; done
    } > "$work/isc.yaml"
    {
        printf '%s:\n  tls-verify: false\n  images:\n' "$source_address"
        for name in "${names[@]}"; do printf '    bench/%s: ["1"]\n' "$name"; done
    } > "$work/skopeo.yaml"
}

link() {
    mkdir -p "$2"
    printf 'sha256:%s' "$1" > "$2/link"
}

# ---- Measuring

# Writes the highest resident memory in KiB of the process whose id file $1 names, until file $2 appears.
watch_memory() {
    local pid='' peak=0 key value
    exec 9<> <(:)
    until [ -e "$2" ]; do
        [ -n "$pid" ] || read -r pid < "$1" || true
        if [ -n "$pid" ] && [ -r "/proc/$pid/status" ]; then
            while read -r key value _; do
                [ "$key" = VmHWM: ] && peak=$value
            done < "/proc/$pid/status" || true
        fi
        read -r -t 0.02 -u 9 || true
    done 2> /dev/null
    echo "$peak"
}

# Runs a command; sets `wall` and `cpu` in seconds and `memory` in MiB (of the process itself).
measure() {
    local name=$1 user system
    shift
    rm -f "$work/pid" "$work/ended"
    : > "$work/pid"
    watch_memory "$work/pid" "$work/ended" > "$work/peak" &
    local watcher=$! status=0 TIMEFORMAT='%R %U %S'
    { time bash -c 'echo $$ > "$1"; shift; exec "$@"' - "$work/pid" "$@" > "$work/output" 2>&1; } \
        2> "$work/time" || status=$?
    touch "$work/ended"
    wait "$watcher"
    if [ "$status" -ne 0 ]; then
        say "bench: $name failed with exit code $status:"
        tail -n 20 "$work/output" >&2
        exit 1
    fi
    read -r wall user system < <(tail -n 1 "$work/time")
    cpu=$(calculate "$user + $system")
    memory=$(calculate "$(cat "$work/peak") / 1024")
}

calculate() { awk "BEGIN { printf \"%.3f\", ($1) }"; }

# Prints the middle one of the numbers that the lines of file $1 have in column $2.
median() { cut -d' ' -f"$2" "$1" | sort -n | awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'; }

# The bytes of all blobs that the registry in folder $1 keeps.
stored_bytes() { find "$1/docker/registry/v2/blobs" -name data -printf '%s\n' | awk '{ n += $1 } END { printf "%d", n }'; }

# The requests that the registry in folder $1 answered after line $2 of its log, as "METHOD kind status size".
requests() {
    tail -n "+$(($2 + 1))" "$1.log" | awk '
        match($0, /"(GET|HEAD|POST|PUT|PATCH|DELETE) [^"]*" [0-9]+ [0-9]+/) {
            split(substr($0, RSTART + 1, RLENGTH - 1), part, /[" ]+/)
            kind = part[2] ~ /\/manifests\// ? "manifest" : part[2] ~ /\/blobs\/uploads\// ? "upload" : \
                part[2] ~ /\/blobs\// ? "blob" : part[2] ~ /\/referrers\// ? "referrers" : "other"
            print part[1], kind, part[4], part[5]
        }'
}

log_length() { wc -l < "$1.log"; }

# The bytes of blobs that were fetched from the registry in folder $1 after line $2 of its log.
fetched_bytes() { requests "$1" "$2" | awk '$1 == "GET" && $2 == "blob" && $3 < 300 { n += $4 } END { printf "%d", n }'; }

# Requests by method and kind, such as "HEAD manifest 1000".
count_requests() { requests "$1" "$2" | awk '{ n[$1 " " $2]++ } END { for (k in n) print k, n[k] }' | sort | paste -sd, | sed 's/,/, /g'; }

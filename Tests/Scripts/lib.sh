# SPDX-License-Identifier: Apache-2.0
# What the demo and the benchmark share: registries on loopback, and images made from nothing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
registry_binary=${MIRROR_DOCKER_REGISTRY:-$root/.build/tools/usr/bin/docker-registry}
started_processes=()

# Ends what this script started, by its process ids, and removes what it made.
clean_up() {
    for pid in "${started_processes[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started_processes[@]}"; do wait "$pid" 2>/dev/null || true; done
    [ -z "${work:-}" ] || rm -rf "$work"
}

# Starts a server by calling $2 and what follows with a free port behind; sets `address` to where it listens.
# What it says goes to file $1.
start_listener() {
    local log=$1 port pid
    shift
    for _ in 1 2 3 4 5 6 7 8; do
        port=$((20000 + RANDOM % 30000))
        "$@" "$port" > "$log" 2>&1 &
        pid=$!
        for _ in $(seq 100); do
            if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null && kill -0 "$pid" 2>/dev/null; then
                started_processes+=("$pid")
                address=127.0.0.1:$port
                return
            fi
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.05
        done
        kill "$pid" 2>/dev/null || true
    done
    echo "no server came up: $(tail -n 3 "$log")" >&2
    exit 1
}

# Starts a registry that keeps its blobs in folder $1; sets `address` to where it listens.
# With `access_log=true` in front of the call it writes a line for each request to $1.log.
start_registry() {
    mkdir -p "$1"
    start_listener "$1.log" serve_registry "$1"
}

# Becomes the registry of folder $1 at port $2.
serve_registry() {
    printf 'version: 0.1\nlog: {level: error, accesslog: {disabled: %s}}\nstorage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}\nhttp: {addr: "127.0.0.1:%s"}\n' \
        "$([ "${access_log:-false}" = true ] && echo false || echo true)" "$1" "$2" > "$1.yml"
    exec "$registry_binary" serve "$1.yml"
}

# Stops the registry that was started last.
stop_registry() {
    local pid=${started_processes[-1]}
    unset 'started_processes[-1]'
    kill "$pid"
    wait "$pid" 2>/dev/null || true
}

# Adds file $2 to the blobs of layout $1; prints its digest in hexadecimal.
add_blob() {
    local hex
    hex=$(sha256sum < "$2" | cut -d' ' -f1)
    mkdir -p "$1/blobs/sha256"
    mv "$2" "$1/blobs/sha256/$hex"
    echo "$hex"
}

# Prints a descriptor of the blob $3 of layout $1 with media type $2.
descriptor() {
    printf '{"mediaType":"%s","digest":"sha256:%s","size":%s}' "$2" "$3" "$(stat -c %s "$1/blobs/sha256/$3")"
}

# Writes the index of a layout that holds the manifest or index $3 with media type $2 as its only image.
write_layout_index() {
    printf '{"imageLayoutVersion":"1.0.0"}' > "$1/oci-layout"
    printf '{"schemaVersion":2,"manifests":[%s]}' "$(descriptor "$@")" > "$1/index.json"
}

# Makes an image in layout $1 from the layers given as hexadecimal digests of its blobs; sets `manifest` to
# its own. With `architecture=NAME` in front of the call it is for another architecture than amd64, with
# `settings=JSON` it runs what that says.
make_image() {
    local layout=$1 layers='' ids='' separator='' hex config
    local settings=${settings:-"{}"}
    shift
    for hex in "$@"; do
        layers+=$separator$(descriptor "$layout" application/vnd.oci.image.layer.v1.tar+gzip "$hex")
        ids+=$separator\"sha256:$hex\"
        separator=,
    done
    printf '{"architecture":"%s","os":"linux","config":%s,"rootfs":{"type":"layers","diff_ids":[%s]}}' \
        "${architecture:-amd64}" "$settings" "$ids" > "$layout/new"
    config=$(add_blob "$layout" "$layout/new")
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
        "$(descriptor "$layout" application/vnd.oci.image.config.v1+json "$config")" "$layers" > "$layout/new"
    manifest=$(add_blob "$layout" "$layout/new")
    write_layout_index "$layout" application/vnd.oci.image.manifest.v1+json "$manifest"
}

# Makes a multi-platform image in layout $1 from pairs of an architecture and a manifest made by make_image.
make_index() {
    local layout=$1 manifests='' separator='' index
    shift
    while [ $# -gt 0 ]; do
        manifests+=$separator$(descriptor "$layout" application/vnd.oci.image.manifest.v1+json "$2")
        manifests=${manifests%\}},\"platform\":{\"architecture\":\"$1\",\"os\":\"linux\"}}
        separator=,
        shift 2
    done
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}' \
        "$manifests" > "$layout/new"
    index=$(add_blob "$layout" "$layout/new")
    write_layout_index "$layout" application/vnd.oci.image.index.v1+json "$index"
}

# Makes a layer of $2 random bytes in layout $1; sets `layer` to its digest in hexadecimal.
# It begins as gzip does, so that skopeo passes it on as it is instead of compressing it.
make_layer() {
    mkdir -p "$1"
    { printf '\x1f\x8b\x08'; head -c "$(($2 - 3))" /dev/urandom; } > "$1/new"
    layer=$(add_blob "$1" "$1/new")
}

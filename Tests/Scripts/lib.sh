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

# Starts a registry that keeps its blobs in folder $1; sets `address` to where it listens.
start_registry() {
    local folder=$1 attempt
    mkdir -p "$folder"
    for attempt in 1 2 3 4 5 6 7 8; do
        local port=$((20000 + RANDOM % 30000))
        printf 'version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}\nhttp: {addr: "127.0.0.1:%s"}\n' \
            "$folder" "$port" > "$folder.yml"
        "$registry_binary" serve "$folder.yml" > "$folder.log" 2>&1 &
        local pid=$!
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
    echo "no registry came up: $(tail -n 3 "$folder.log")" >&2
    exit 1
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

# Makes an image in layout $1 from the layers given as hexadecimal digests of its blobs.
make_image() {
    local layout=$1 layers='' ids='' separator='' hex config manifest
    shift
    for hex in "$@"; do
        layers+=$separator$(descriptor "$layout" application/vnd.oci.image.layer.v1.tar "$hex")
        ids+=$separator\"sha256:$hex\"
        separator=,
    done
    printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[%s]}}' "$ids" > "$layout/new"
    config=$(add_blob "$layout" "$layout/new")
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
        "$(descriptor "$layout" application/vnd.oci.image.config.v1+json "$config")" "$layers" > "$layout/new"
    manifest=$(add_blob "$layout" "$layout/new")
    printf '{"imageLayoutVersion":"1.0.0"}' > "$layout/oci-layout"
    printf '{"schemaVersion":2,"manifests":[%s]}' \
        "$(descriptor "$layout" application/vnd.oci.image.manifest.v1+json "$manifest")" > "$layout/index.json"
}

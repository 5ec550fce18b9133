# SPDX-License-Identifier: Apache-2.0
# What the demo shows of releases: payloads, an update service and a signature store, made from nothing.
# Sourced after lib.sh; needs `work`, `upstream`, `images` and `publish`.

# Serves the files of a folder over HTTP; sets `service` to it and `service_address` to where it listens.
start_service() {
    local port
    service=$work/service
    mkdir -p "$service"
    for _ in 1 2 3 4 5 6 7 8; do
        port=$((20000 + RANDOM % 30000))
        busybox httpd -f -p "127.0.0.1:$port" -h "$service" &
        local pid=$!
        for _ in $(seq 100); do
            if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null && kill -0 "$pid" 2>/dev/null; then
                started_processes+=("$pid")
                service_address=http://127.0.0.1:$port
                return
            fi
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.05
        done
        kill "$pid" 2>/dev/null || true
    done
    echo "no web server came up" >&2
    exit 1
}

# Makes a key that signs releases; sets `release_key` to the file with its public part.
make_release_key() {
    signer=$work/signer
    release_key=$work/site/release-key.asc
    mkdir -p -m 700 "$signer"
    gpg --homedir "$signer" --batch --quiet --passphrase '' --quick-generate-key \
        'Demo releases <releases@example.com>' ed25519 sign never 2> /dev/null
    gpg --homedir "$signer" --batch --armor --export > "$release_key"
}

# Ends what gpg started.
stop_signing() { [ -z "${signer:-}" ] || gpgconf --homedir "$signer" --kill all; }

# Makes a component named $1 with bytes of its own and publishes it; adds it to `components`.
make_component() {
    local name=quay.io/openshift-release-dev/ocp-v4.0-art-dev
    make_layer "$images" 1048576
    make_image "$images" "$base" "$layer"
    publish "$images" "$name:$1"
    components+=${components:+,}$(printf \
        '{"name":"%s","from":{"kind":"DockerImage","name":"%s@sha256:%s"}}' "$1" "$name" "$manifest")
}

# Makes release $1 from `components`, publishes it and its signature; adds it to the graph's `nodes`.
make_release() {
    local version=$1 folder=$work/release-$1 name=quay.io/openshift-release-dev/ocp-release
    mkdir -p "$folder/release-manifests"
    printf '{"kind":"ImageStream","apiVersion":"image.openshift.io/v1","metadata":{"name":"%s"},"spec":{"tags":[%s]}}' \
        "$version" "$components" > "$folder/release-manifests/image-references"
    printf '{"kind":"cincinnati-metadata-v0","version":"%s"}' "$version" > "$folder/release-manifests/release-metadata"
    tar --create --gzip --file "$images/new" --directory "$folder" release-manifests
    layer=$(add_blob "$images" "$images/new")
    make_image "$images" "$base" "$layer"
    publish "$images" "$name:$version-x86_64"
    printf '{"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"sha256:%s"},"type":"atomic container signature"},"optional":{}}' \
        "$name:$version-x86_64" "$manifest" > "$folder/statement"
    mkdir -p "$service/signatures/sha256=$manifest"
    gpg --homedir "$signer" --batch --quiet --sign --output - "$folder/statement" \
        > "$service/signatures/sha256=$manifest/signature-1"
    nodes+=${nodes:+,}$(printf '{"version":"%s","payload":"%s@sha256:%s","metadata":{"io.openshift.upgrades.graph.release.channels":"stable-4.16"}}' \
        "$version" "$name" "$manifest")
}

# SPDX-License-Identifier: Apache-2.0
# What the demo shows of releases: payloads, an update service and a signature store, made from nothing.
# Sourced after lib.sh; needs `work`, `upstream`, `images` and `publish`.

# Serves the files of a folder over HTTP; sets `service` to it and `service_address` to where it listens.
start_service() {
    service=$work/service
    mkdir -p "$service"
    start_listener "$service.log" serve_files
    service_address=http://$address
}

# Becomes a web server for the files of the service at port $1.
serve_files() { exec busybox httpd -f -p "127.0.0.1:$1" -h "$service"; }

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

# Makes release $1 from `components`, publishes and signs it.
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
    sign_release "$manifest" "$version"
}

# Signs the payload whose manifest is $1 as release $2; adds it to the graph's `nodes`.
sign_release() {
    local manifest=$1 version=$2 name=quay.io/openshift-release-dev/ocp-release
    printf '{"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"sha256:%s"},"type":"atomic container signature"},"optional":{}}' \
        "$name:$version-x86_64" "$manifest" > "$work/statement"
    mkdir -p "$service/signatures/sha256=$manifest"
    gpg --homedir "$signer" --batch --quiet --sign --output - "$work/statement" \
        > "$service/signatures/sha256=$manifest/signature-1"
    nodes+=${nodes:+,}$(printf '{"version":"%s","payload":"%s@sha256:%s","metadata":{"io.openshift.upgrades.graph.release.channels":"stable-4.16"}}' \
        "$version" "$name" "$manifest")
}

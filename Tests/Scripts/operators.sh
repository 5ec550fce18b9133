# SPDX-License-Identifier: Apache-2.0
# What the demo and the benchmark show of operators: catalogs made from nothing. Sourced after lib.sh.

# What a catalog's image runs, and where it says that the catalog lies.
catalog_settings='{"Entrypoint":["/bin/opm"],"Cmd":["serve","/configs","--cache-dir=/tmp/cache"],"Labels":{"operators.operatorframework.io.index.configs.v1":"/configs"}}'

# Prints the catalog of operator $1, whose only channel has the versions $2 and following, each of which updates the
# one before. What runs lies under `operator_images`; `description` fills the bundles with text, as real ones are.
operator_catalog() {
    local name=$1 version before='' entries='' separator=''
    shift
    printf '{\n    "schema": "olm.package",\n    "name": "%s",\n    "defaultChannel": "stable"\n}\n' "$name"
    for version in "$@"; do
        entries+=$separator$(printf '\n        {\n            "name": "%s.v%s"%s\n        }' "$name" "$version" \
            "${before:+,$(printf '\n            "replaces": "%s.v%s"' "$name" "$before")}")
        separator=,
        before=$version
    done
    printf '{\n    "schema": "olm.channel",\n    "package": "%s",\n    "name": "stable",\n    "entries": [%s\n    ]\n}\n' \
        "$name" "$entries"
    for version in "$@"; do operator_bundle "$name" "$version"; done
}

# Prints the bundle of version $2 of operator $1.
operator_bundle() {
    local image=$operator_images/$1
    printf '{\n    "schema": "olm.bundle",\n    "name": "%s.v%s",\n    "package": "%s",\n    "image": "%s-bundle:v%s",\n' \
        "$1" "$2" "$1" "$image" "$2"
    printf '    "properties": [\n        {\n            "type": "olm.package",\n            "value": {"packageName": "%s", "version": "%s"}\n        },\n' \
        "$1" "$2"
    printf '        {\n            "type": "olm.csv.metadata",\n            "value": {"displayName": "The %s operator", "description": "%s"}\n        }\n    ],\n' \
        "$1" "${description:-}"
    printf '    "relatedImages": [\n        {"name": "", "image": "%s-bundle:v%s"},\n        {"name": "operand", "image": "%s:v%s"}\n    ]\n}\n' \
        "$image" "$2" "$image" "$2"
}

# Publishes what the versions $2 and following of operator $1 run; needs `images`, `base` and `publish`.
publish_operator() {
    local name=$1 version suffix
    shift
    for version in "$@"; do
        for suffix in '' -bundle; do
            make_layer "$images" 65536
            make_image "$images" "$base" "$layer"
            publish "$images" "$operator_images/$name$suffix:v$version"
        done
    done
}

# Publishes folder $1, which has a file for each operator, as catalog $2.
publish_catalog() {
    local opm
    mkdir -p "$work/opm/bin"
    echo opm > "$work/opm/bin/opm"
    tar --create --gzip --file "$images/new" --directory "$work/opm" bin
    opm=$(add_blob "$images" "$images/new")
    tar --create --gzip --file "$images/new" --directory "$1" configs
    layer=$(add_blob "$images" "$images/new")
    settings=$catalog_settings make_image "$images" "$opm" "$layer"
    publish "$images" "$2"
}

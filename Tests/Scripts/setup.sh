#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what the build, the tests, the demo and the benchmark need and this machine lacks.
# Can be run again: where nothing is missing it changes nothing and needs no network.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools=$root/.build/tools
apt_options=(-y --no-install-recommends -o Dpkg::Use-Pty=0)
lists_are_fresh=false

# Runs a command as root, with sudo where we are somebody else.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        command -v sudo > /dev/null || fail "installing packages needs root, and there is no sudo: run as root"
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

# Fetches the package lists, once in a run.
update_lists() {
    $lists_are_fresh && return
    echo "setup: fetching the package lists (apt-get update)"
    as_root apt-get update -q
    lists_are_fresh=true
}

has_command() { command -v "$1" > /dev/null; }
has_library() { has_command pkg-config && pkg-config --exists "$1"; }
has_python_module() { /usr/bin/python3 -c "import $1" 2> /dev/null; }
has_file() { compgen -G "$1" > /dev/null; }

missing=()
# Notes a package as missing unless the check behind it succeeds.
need() {
    local package=$1
    shift
    "$@" || missing+=("$package")
}

need ca-certificates has_file /etc/ssl/certs/ca-certificates.crt # to fetch the Swift packages
need g++ has_file '/usr/include/c++/*/vector'                    # TOMLKit is C++
need pkg-config has_command pkg-config
need libarchive-dev has_library libarchive
need libcrypt-dev has_library libcrypt
need libcurl4-openssl-dev has_library libcurl
need libgit2-dev has_library libgit2
need libre2-dev has_library re2
need libsimdjson-dev has_library simdjson
need libssl-dev has_library libcrypto
need libyaml-dev has_library yaml-0.1
need busybox has_command busybox # the demo's web server
need curl has_command curl       # the benchmark's bare transfers
need git has_command git         # tests look at our commits with it
need gpg has_command gpg         # the tool reads key files with it; tests make keys with it
need gpg-agent has_command gpg-agent # tests and demo sign with it
need gpgv has_command gpgv       # the tool verifies signatures of releases with it
need jq has_command jq           # tests and demo read plans with it
need openssl has_command openssl # tests make a private CA with it
need python3-venv has_python_module ensurepip # what checks the examples of pipelines comes from PyPI
need python3-yaml has_python_module yaml # tests read YAML with another reader than ours
need tzdata has_file /usr/share/zoneinfo/UTC # templates show times in zones with it
need skopeo has_command skopeo   # tests and demo look at registries with it
need zstd has_command zstd       # tests compress with it

if [ ${#missing[@]} -gt 0 ]; then
    has_command apt-get ||
        fail "this is not Debian, so nothing was installed. Needed, by their Debian names: ${missing[*]}"
    echo "setup: missing packages: ${missing[*]}"
    update_lists
    echo "setup: installing them (apt-get install)"
    as_root apt-get install "${apt_options[@]}" "${missing[@]}"
fi

# Debian's package would start a service on port 5000, so its binary is taken without installing it.
if [ -n "${MIRROR_DOCKER_REGISTRY:-}" ]; then
    [ -x "$MIRROR_DOCKER_REGISTRY" ] || fail "MIRROR_DOCKER_REGISTRY=$MIRROR_DOCKER_REGISTRY is no program"
elif [ ! -x "$tools/usr/bin/docker-registry" ]; then
    has_command apt-get && has_command dpkg ||
        fail "this is not Debian: put the binary of docker-registry (distribution 2.8) somewhere" \
            "and name it in MIRROR_DOCKER_REGISTRY"
    echo "setup: unpacking Debian's docker-registry into .build/tools (it is not installed as a service)"
    mkdir -p "$tools"
    download=$(mktemp -d "$tools/download.XXXXXX")
    trap 'rm -rf "$download"' EXIT
    sandbox=()
    # apt's own user may not write here.
    if [ "$(id -u)" -eq 0 ]; then sandbox=(-o APT::Sandbox::User=root); fi
    fetch() (cd "$download" && apt-get download -q "${sandbox[@]}" docker-registry)
    fetch 2> /dev/null || { update_lists && fetch; }
    dpkg -x "$download"/docker-registry_*.deb "$tools"
fi

# The schemas of GitHub's workflows and GitLab's pipelines come with it; it is only for tests.
if [ ! -x "$tools/venv/bin/check-jsonschema" ]; then
    echo "setup: installing check-jsonschema into .build/tools/venv"
    /usr/bin/python3 -m venv "$tools/venv"
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check check-jsonschema==0.39.0
fi

has_command swift || fail "there is no Swift toolchain in PATH; install Swift 6.3 from https://www.swift.org/install"
swift --version > /dev/null 2>&1 ||
    fail "the Swift toolchain does not run; its packages are at https://www.swift.org/install: $(swift --version 2>&1 | head -n 1)"
echo "setup: everything is there"

# SPDX-License-Identifier: Apache-2.0
"""Fills the storage of Debian's docker-registry with many small images, which pushing them would take long for.

usage: fill.py FOLDER IMAGES

Twenty images are in a repository, bench/r-0 and so on, with the tags 0 to 19. Each has a configuration and a layer of its
own and one layer that all share, so a manifest of about 700 bytes is unique to it. Prints `repository:tag` for each.
"""

import hashlib
import json
import os
import random
import sys

root, count = os.path.join(sys.argv[1], "docker/registry/v2"), int(sys.argv[2])
bytes_of = random.Random(7)


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def blob(content):
    name = hashlib.sha256(content).hexdigest()
    write(f"{root}/blobs/sha256/{name[:2]}/{name}/data", content)
    return {"digest": f"sha256:{name}", "size": len(content)}


def link(path, descriptor):
    write(f"{root}/repositories/{path}/link", descriptor["digest"].encode())


def image(repository, tag, base):
    layer = dict(blob(b"\x1f\x8b\x08" + bytes_of.randbytes(500)), mediaType="application/vnd.oci.image.layer.v1.tar+gzip")
    layers = [base, layer]
    settings = {"architecture": "amd64", "os": "linux", "config": {}}
    settings["rootfs"] = {"type": "layers", "diff_ids": [each["digest"] for each in layers]}
    config = dict(blob(json.dumps(settings).encode()), mediaType="application/vnd.oci.image.config.v1+json")
    manifest = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json"}
    manifest = blob(json.dumps(manifest | {"config": config, "layers": layers}).encode())
    for part in [config, *layers]:
        link(f"{repository}/_layers/{part['digest'].replace(':', '/')}", part)
    link(f"{repository}/_manifests/revisions/{manifest['digest'].replace(':', '/')}", manifest)
    link(f"{repository}/_manifests/tags/{tag}/current", manifest)
    link(f"{repository}/_manifests/tags/{tag}/index/{manifest['digest'].replace(':', '/')}", manifest)


base = dict(blob(b"\x1f\x8b\x08" + bytes_of.randbytes(5000)), mediaType="application/vnd.oci.image.layer.v1.tar+gzip")
for number in range(count):
    image(f"bench/r-{number // 20}", number % 20, base)
    print(f"bench/r-{number // 20}:{number % 20}")

# SPDX-License-Identifier: Apache-2.0
"""Registries on loopback, what is put into them, and what an outsider finds there."""
import hashlib
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def registry_binary():
    """docker-registry as the tests find it: named, installed by `make setup`, or in PATH."""
    named = os.environ.get("MIRROR_DOCKER_REGISTRY")
    installed = Path(__file__).resolve().parents[3] / ".build/tools/usr/bin/docker-registry"
    found = named or (str(installed) if installed.exists() else shutil.which("docker-registry"))
    if not found:
        raise SystemExit("no docker-registry: run `make setup`, or name one in MIRROR_DOCKER_REGISTRY")
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Registry:
    """A docker-registry that can be killed and started again at the same port with the same content."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True)
        self.port = free_port()
        self.host = f"127.0.0.1:{self.port}"
        self.process = None
        self.settings = self.folder.with_suffix(".yml")
        self.settings.write_text(
            "version: 0.1\n"
            "log: {level: error, accesslog: {disabled: true}}\n"
            f"storage: {{filesystem: {{rootdirectory: {self.folder}}}, delete: {{enabled: true}}}}\n"
            f"http: {{addr: '{self.host}'}}\n"
        )

    def start(self):
        with open(self.folder.with_suffix(".log"), "ab") as log:
            self.process = subprocess.Popen(
                [registry_binary(), "serve", self.settings],
                env={"PATH": "/usr/bin:/bin", "OTEL_TRACES_EXPORTER": "none"}, stdout=log, stderr=log)
        for _ in range(400):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.025)
        raise SystemExit(f"the registry at {self.host} does not start: see {self.folder.with_suffix('.log')}")

    def stop(self, how=signal.SIGTERM):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait()
        self.process = None

    def empty(self):
        """Removes everything; a registry without a cache does not notice."""
        shutil.rmtree(self.folder / "docker", ignore_errors=True)


class Shelf:
    """Puts images into a registry's storage without asking the registry."""

    def __init__(self, registry, seed):
        self.base = registry.folder / "docker/registry/v2"
        self.random = random.Random(seed)
        self.shared = [self.random.randbytes(self.random.randint(50_000, 400_000)) for _ in range(4)]

    def blob(self, data):
        digest = digest_of(data)
        name = digest.removeprefix("sha256:")
        file = self.base / "blobs/sha256" / name[:2] / name / "data"
        if not file.exists():
            file.parent.mkdir(parents=True)
            file.write_bytes(data)
        return digest

    @staticmethod
    def link(folder, digest):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "link").write_text(digest)

    def part(self, repository, data, media_type):
        digest = self.blob(data)
        self.link(self.base / "repositories" / repository / "_layers/sha256" / digest[7:], digest)
        return {"mediaType": media_type, "digest": digest, "size": len(data)}

    def manifest(self, repository, body, tag=None):
        data = json.dumps(body, indent=3).encode()
        digest = self.blob(data)
        folder = self.base / "repositories" / repository / "_manifests"
        self.link(folder / "revisions/sha256" / digest[7:], digest)
        if tag:
            self.link(folder / "tags" / tag / "current", digest)
            self.link(folder / "tags" / tag / "index/sha256" / digest[7:], digest)
        return {"mediaType": body["mediaType"], "digest": digest, "size": len(data)}

    def image(self, repository, architecture, tag=None):
        layers = [self.random.choice(self.shared)] if self.random.random() < 0.5 else []
        layers += [self.random.randbytes(self.random.randint(20_000, 300_000)) for _ in range(2)]
        config = {"architecture": architecture, "os": "linux", "config": {}, "made": self.random.random(),
                  "rootfs": {"type": "layers", "diff_ids": []}}
        return self.manifest(repository, {
            "schemaVersion": 2, "mediaType": MANIFEST,
            "config": self.part(repository, json.dumps(config).encode(), CONFIG),
            "layers": [self.part(repository, layer, LAYER) for layer in layers],
        }, tag)

    def fill(self, count):
        """Makes images: some share layers, a fifth is for several platforms, some are signed. Returns their names."""
        names = []
        for number in range(count):
            repository, tag = f"team/app{number:02}", f"v{number}"
            if number % 5 == 1:
                children = [dict(self.image(repository, name), platform={"architecture": name, "os": "linux"})
                            for name in ("amd64", "arm64")]
                made = self.manifest(repository, {"schemaVersion": 2, "mediaType": INDEX, "manifests": children}, tag)
            else:
                made = self.image(repository, "amd64", tag)
            if number % 4 == 3:
                self.image(repository, "amd64", made["digest"].replace(":", "-") + ".sig")
            names.append(f"{repository}:{tag}")
        return names


class Visitor:
    """Asks a registry over HTTP, as clusters do, and compares every digest."""

    def __init__(self, registry):
        self.connection = http.client.HTTPConnection("127.0.0.1", registry.port, timeout=60)

    def get(self, path, method="GET"):
        accepted = {"Accept": f"{MANIFEST}, {INDEX}"}
        self.connection.request(method, path, headers=accepted)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def digest(self, repository, reference):
        """The digest of the bytes of a manifest; None where there is none."""
        status, _, body = self.get(f"/v2/{repository}/manifests/{reference}")
        return digest_of(body) if status == 200 else None

    def faults(self):
        """What a tag of the registry leads to and is not there, or is something else."""
        found = []
        status, _, body = self.get("/v2/_catalog?n=10000")
        repositories = json.loads(body).get("repositories") or [] if status == 200 else []
        for repository in repositories:
            status, _, body = self.get(f"/v2/{repository}/tags/list")
            for tag in (json.loads(body).get("tags") or [] if status == 200 else []):
                found += self.lacking(repository, tag)
        return found

    def lacking(self, repository, reference, hashing=False):
        status, _, body = self.get(f"/v2/{repository}/manifests/{reference}")
        if status != 200:
            return [f"{repository}: the manifest {reference} answers {status}"]
        if reference.startswith("sha256:") and digest_of(body) != reference:
            return [f"{repository}: the manifest {reference} has other bytes"]
        manifest = json.loads(body)
        found = []
        for child in manifest.get("manifests", []):
            found += self.lacking(repository, child["digest"], hashing)
        for part in filter(None, [manifest.get("config"), *manifest.get("layers", [])]):
            status, headers, body = self.get(
                f"/v2/{repository}/blobs/{part['digest']}", "GET" if hashing else "HEAD")
            if status != 200 or int(headers["content-length"]) != part["size"]:
                found.append(f"{repository}: the blob {part['digest']} answers {status}")
            elif hashing and digest_of(body) != part["digest"]:
                found.append(f"{repository}: the blob {part['digest']} has other bytes")
        return found

    def compare(self, items):
        """How many of a plan's images are there, whole and with every byte right, and what is wrong with the others."""
        equal, wrong = 0, []
        for item in items:
            name = item["destination"].split("/", 1)[1]
            repository, reference = name.split("@") if "@" in name else name.rsplit(":", 1)
            found = self.digest(repository, reference)
            if found != item["digest"]:
                wrong.append(f"{name} is {found}, not {item['digest']}")
                continue
            faults = self.lacking(repository, reference, hashing=True)
            wrong += faults
            equal += not faults
        return equal, wrong

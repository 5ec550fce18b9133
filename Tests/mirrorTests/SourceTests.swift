// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

/// Sources that lack things or lie, and targets that do not take everything.
@Suite("With sources and targets as they are in the world", .waitsForPrograms)
struct SourceTests {
    @Test("a missing image fails the plan, unless it may be missing")
    func missing() async throws {
        let upstream = try RegistryProcess()
        let target = try RegistryProcess()
        let shop = try Workshop(insecure: upstream.host, target.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.address)/a/one:1", "\(upstream.address)/a/gone:1"])
        let to = "docker://\(target.address)"
        let refused = try shop.mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("isc.yaml:6:11: error: \(upstream.address)/a/gone:1"), "\(refused.errors)")
        #expect(refused.errors.contains("--allow-missing"))
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/plan.json"))
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/.git"), "nothing was recorded")

        let allowed = try shop.mirror("plan", "-c", "isc.yaml", "--to", to, "--allow-missing")
        #expect(allowed.status == 0, "\(allowed.errors)")
        #expect(allowed.lines.last?.hasPrefix("Plan: 1 to copy") == true)
        #expect(allowed.output.contains("isc.yaml:6:11: warning: "))
    }

    @Test("a tag whose answer was garbled on the way is asked again")
    func garbledTag() async throws {
        let upstream = try FakeRegistry()
        let target = try RegistryProcess()
        let shop = try Workshop(insecure: upstream.host, target.host)
        let image = try TestImage.sample(1)
        upstream.add(image, to: "a/one", tag: "1")
        let headers: HTTPHeaders = [
            "Docker-Content-Digest": "\(Digest(of: []))", "Content-Type": image.top.descriptor.mediaType.rawValue,
        ]
        upstream.inject(FakeRegistryFault(.status(200, headers: headers, body: "{}"), method: "HEAD", target: "one/"))
        try shop.configure(["\(upstream.address)/a/one:1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.address)")
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.digest("\(target.address)/a/one:1") == image.digest.description)
    }

    @Test("an index of blobs, as build tools keep their cache, is copied whole")
    func indexOfBlobs() async throws {
        let upstream = try FakeRegistry()
        let target = try RegistryProcess()
        let shop = try Workshop(insecure: upstream.host, target.host)
        let cache = try TestImage(indexOf: [
            (.ociGzippedLayer, Array("one".utf8)), (.ociGzippedLayer, Array("two".utf8)),
            (MediaType(rawValue: "application/vnd.buildkit.cacheconfig.v0"), Array("{}".utf8)),
        ])
        upstream.add(cache, to: "a/cache", tag: "1")
        try shop.configure(["\(upstream.address)/a/cache:1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.address)")
        #expect(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try shop.digest("\(target.address)/a/cache:1") == cache.digest.description)
        let client = fillingClient()
        for blob in cache.blobs.keys {
            #expect(try await client.blobExists(target.host.repository("a/cache"), blob))
        }
        let again = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.address)")
        #expect(again.output.contains("No changes"))
    }

    @Test("wrong bytes from a lying server never get a tag")
    func lyingServer() async throws {
        let upstream = try FakeRegistry()
        let target = try RegistryProcess()
        let shop = try Workshop(insecure: upstream.host, target.host)
        let lied = try TestImage.sample(1, layers: [200_000])
        let honest = try TestImage.sample(2)
        upstream.add(lied, to: "a/lied", tag: "1")
        upstream.add(honest, to: "a/honest", tag: "1")
        try shop.configure(["\(upstream.address)/a/lied:1", "\(upstream.address)/a/honest:1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.address)")
        #expect(plan.status == 0, "\(plan.errors)")
        upstream.inject(FakeRegistryFault(.lie, method: "GET", target: "a/lied/blobs", times: 100))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 3, "\(apply.output)\(apply.errors)")
        #expect(apply.output.contains("\(target.address)/a/lied:1"))
        #expect(apply.output.contains("expected sha256:"))
        #expect(try shop.digest("\(target.address)/a/lied:1") == nil)
        #expect(try shop.digest("\(target.address)/a/honest:1") == honest.digest.description)
        #expect(try shop.mirror("log").lines.first?.contains("1 of 2 images, incomplete") == true)
    }

    @Test("a sparse index is refused by Debian's registry with the setting to change, and taken by one that allows it")
    func sparse() async throws {
        let upstream = try FakeRegistry()
        let strict = try RegistryProcess()
        let lenient = try FakeRegistry()
        let platforms = ["amd64", "arm64"].map { Platform(os: "linux", architecture: $0) }
        let index = try TestImage.index(
            platforms.enumerated().map { ($1, try TestImage(layers: [[UInt8($0), 5]], platform: $1)) }
        )
        upstream.add(index, to: "a/multi", tag: "1")
        for (host, status) in [(strict.host, Int32(3)), (try lenient.host, 0)] {
            let shop = try Workshop(insecure: upstream.host, host)
            try shop.folder.write(
                """
                kind: ImageSetConfiguration
                apiVersion: mirror.openshift.io/v2alpha1
                mirror:
                  additionalImages:
                  - name: \(upstream.address)/a/multi:1
                    platforms: [{os: linux, architecture: arm64}]

                """,
                to: "work/isc.yaml"
            )
            let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(host)")
            #expect(plan.status == 0, "\(plan.errors)")
            #expect(plan.output.contains("only linux/arm64"))
            let apply = try shop.mirror("apply", "plan.json")
            #expect(apply.status == status, "\(apply.output)\(apply.errors)")
            if status != 0 {
                #expect(apply.output.contains("validation.manifests.indexes.platforms: none"), "\(apply.output)")
            }
        }
        #expect(lenient.tags(of: "a/multi")["1"] == index.digest.description)
        #expect(lenient.log.contains("PUT /v2/a/multi/manifests/1"))
        #expect(!lenient.log.contains("PUT /v2/a/multi/manifests/\(index.manifests[0].descriptor.digest)"))
    }

    @Test("two sources for one destination are an error before anything is copied")
    func collision() async throws {
        let upstream = try FakeRegistry()
        let other = try FakeRegistry()
        let target = try FakeRegistry()
        let shop = try Workshop(insecure: upstream.host, other.host, target.host)
        upstream.add(try .sample(1), to: "a/b", tag: "1")
        other.add(try .sample(2), to: "a/b", tag: "1")
        try shop.configure(["\(upstream.address)/a/b:1", "\(other.address)/a/b:1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.address)")
        #expect(plan.status == 1)
        #expect(plan.errors.contains("would both be written to \(target.address)/a/b:1"), "\(plan.errors)")
    }

    @Test("nested paths are joined everywhere, mirror sets included")
    func nestedPaths() async throws {
        let upstream = try FakeRegistry()
        let target = try FakeRegistry()
        let shop = try Workshop(insecure: upstream.host, target.host)
        upstream.add(try .sample(1), to: "a/b/c/d", tag: "1")
        try shop.configure(["\(upstream.address)/a/b/c/d:1"])
        let plan = try shop.mirror(
            "plan",
            "-c",
            "isc.yaml",
            "--to",
            "docker://\(target.address)/ns",
            "--max-nested-paths",
            "2"
        )
        #expect(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(target.tags(of: "ns/a-b-c-d").keys.sorted() == ["1"])
        let resource = try shop.read("cluster-resources/itms-oc-mirror.yaml")
        #expect(
            resource.contains("- \(target.address)/ns/a-b-c-d")
                && resource.contains("source: \(upstream.address)/a/b/c/d")
        )
    }

    @Test("a target that is not known is an error that says how to name it")
    func unknownTarget() throws {
        let shop = try Workshop(insecure: try RegistryHost("localhost:1"))
        try shop.configure(["quay.io/a/b:1"])
        let run = try shop.mirror("plan", "-c", "isc.yaml")
        #expect(run.status == 1)
        #expect(run.errors.contains("--to docker://host[:port][/namespace]") && run.errors.contains("MIRROR_TO"))
        let bad = try shop.mirror("plan", "-c", "isc.yaml", variables: ["MIRROR_TO": "host:5000"])
        #expect(bad.status == 1)
        #expect(bad.errors.contains("MIRROR_TO `host:5000`: expected `docker://"), "\(bad.errors)")
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", "host:5000").status == 64)
    }
}

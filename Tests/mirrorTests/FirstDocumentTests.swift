// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// The command lines of the document about v1 that mirror, each under the heading where it stands.
@Suite("The command lines of the document about v1, run", .waitsForPrograms)
struct FirstDocumentTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        for (seed, name) in [(1, "a/one"), (2, "b/two"), (3, "c/three")] as [(UInt64, String)] {
            try await TestImage.sample(seed).push(to: upstream.host.repository(name), tag: "1", with: fillingClient())
        }
        try shop.configureOne(["\(upstream.host)/a/one:1", "\(upstream.host)/b/two:1"])
    }

    private var registry: String { "docker://\(target.host)" }

    /// The folders of results, in their order.
    private var results: [String] { shop.names(in: "oc-mirror-workspace").filter { $0.hasPrefix("results-") } }

    @Test("v1: Mirroring from mirror to mirror")
    func mirrorToMirror() throws {
        let run = try shop.ocMirror("--config=./imageset-config.yaml", registry)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try shop.pulls("\(target.host)/a/one:1") && shop.pulls("\(target.host)/b/two:1"))
        #expect(results.count == 1)
        let folder = "oc-mirror-workspace/\(results.first ?? "")"
        #expect(shop.names(in: folder).contains("imageContentSourcePolicy.yaml"))
        #expect(try shop.read("\(folder)/mapping.txt").split(separator: "\n").count == 2)
        #expect(shop.names(in: "").contains(".oc-mirror.log"))
        #expect(run.errors.contains("recorded in \(shop.work)"))

        let again = try shop.ocMirror("--config=./imageset-config.yaml", registry)
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(results.count == 1, "nothing new, no results")
    }

    @Test("v1: Mirroring from mirror to disk; Mirroring from disk to mirror")
    func disk() throws {
        let storage = "storageConfig:\n  local:\n    path: ./meta\n"
        try shop.configureOne(["\(upstream.host)/a/one:1", "\(upstream.host)/b/two:1"], more: storage)
        let out = try shop.ocMirror("--config=./imageset-config.yaml", "file://out")
        #expect(out.status == 0, "\(out.output)\(out.errors)")
        #expect(shop.names(in: "out").contains("mirror_seq1_000000.tar"))
        #expect(shop.names(in: "meta/publish") == [".metadata.json"])
        let dry = try shop.ocMirror("--from=./out/mirror_seq1_000000.tar", registry, "--dry-run")
        #expect(dry.status == 0, "\(dry.output)\(dry.errors)")
        #expect(try shop.read("oc-mirror-workspace/mapping.txt").contains("=\(target.host)/a/one:1\n"))
        let back = try shop.ocMirror("--from=./out/mirror_seq1_000000.tar", registry)
        #expect(back.status == 0, "\(back.output)\(back.errors)")
        #expect(try shop.pulls("\(target.host)/a/one:1") && shop.pulls("\(target.host)/b/two:1"))
        #expect(results.count == 1)

        // The second archive is found in the folder, and what the configuration dropped is deleted.
        try shop.configureOne(["\(upstream.host)/a/one:1", "\(upstream.host)/c/three:1"], more: storage)
        let next = try shop.ocMirror("--config=./imageset-config.yaml", "file://out")
        #expect(next.status == 0, "\(next.output)\(next.errors)")
        #expect(shop.names(in: "out").contains("mirror_seq2_000000.tar"))
        let plan = try shop.ocMirror("--from=./out", registry, "--dry-run")
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(try shop.read("oc-mirror-workspace/pruning-plan.json").contains("\"name\": \"b/two\""))
        let publish = try shop.ocMirror("--from=./out", registry)
        #expect(publish.status == 0, "\(publish.output)\(publish.errors)")
        #expect(try shop.pulls("\(target.host)/c/three:1"))
        #expect(try shop.digest("\(target.host)/b/two:1") == nil)
        let twice = try shop.ocMirror("--from=./out", registry)
        #expect(twice.status == 0, "\(twice.output)\(twice.errors)")
        let old = try shop.ocMirror("--from=./out/mirror_seq1_000000.tar", registry)
        #expect(old.status == 1, "\(old.output)\(old.errors)")
    }

    @Test("v1: Updating your mirror registry")
    func update() throws {
        let storage = "storageConfig:\n  registry:\n    imageURL: \(target.host)/example/oc-mirror\n    skipTLS: true\n"
        try shop.configureOne(["\(upstream.host)/a/one:1", "\(upstream.host)/b/two:1"], more: storage)
        let first = try shop.ocMirror("--config=./imageset-config.yaml", registry)
        #expect(first.status == 0, "\(first.output)\(first.errors)")
        #expect(try shop.digest("\(target.host)/example/oc-mirror:latest") != nil)
        try shop.configureOne(["\(upstream.host)/a/one:1", "\(upstream.host)/c/three:1"], more: storage)
        let kept = try shop.ocMirror("--config=./imageset-config.yaml", registry, "--skip-pruning")
        #expect(kept.status == 0, "\(kept.output)\(kept.errors)")
        #expect(try shop.pulls("\(target.host)/b/two:1") && shop.pulls("\(target.host)/c/three:1"))
        let pruned = try shop.ocMirror("--config=./imageset-config.yaml", registry)
        #expect(pruned.status == 0, "\(pruned.output)\(pruned.errors)")
        #expect(try shop.digest("\(target.host)/b/two:1") == nil)
    }

    @Test("--manifests-only writes the files for clusters of an archive and copies nothing")
    func manifests() throws {
        #expect(try shop.ocMirror("--config=./imageset-config.yaml", "file://out").status == 0)
        let run = try shop.ocMirror("--from=./out", registry, "--manifests-only")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(shop.names(in: "oc-mirror-workspace/\(results.first ?? "")").contains("imageContentSourcePolicy.yaml"))
        #expect(try shop.digest("\(target.host)/a/one:1") == nil)
    }

    @Test("a dry run lists images and copies nothing")
    func dryRun() throws {
        let run = try shop.ocMirror("--config=imageset-config.yaml", registry, "--dry-run")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try shop.read("oc-mirror-workspace/mapping.txt").contains("=\(target.host)/a/one:1\n"))
        #expect(results.isEmpty && shop.names(in: ".git").isEmpty)
        #expect(try shop.digest("\(target.host)/a/one:1") == nil)
    }

    @Test("--skip-missing leaves out what the source does not have; without it nothing is mirrored")
    func missing() throws {
        try shop.configureOne(["\(upstream.host)/a/one:1", "\(upstream.host)/a/gone:1"])
        let strict = try shop.ocMirror("--config=imageset-config.yaml", registry)
        #expect(strict.status == 1 && strict.errors.contains("a/gone:1"), "\(strict.errors)")
        #expect(try shop.digest("\(target.host)/a/one:1") == nil)
        let run = try shop.ocMirror("--config=imageset-config.yaml", registry, "--skip-missing")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try shop.pulls("\(target.host)/a/one:1"))
    }

    @Test("a line without --v1 and --v2 is that of its configuration")
    func byConfiguration() throws {
        try shop.configure(["\(upstream.host)/a/one:1"])
        let run = try shop.ocMirror("-c", "isc.yaml", registry)
        #expect(run.status == 1)
        #expect(run.errors.contains("--workspace=file://FOLDER"), "\(run.errors)")
        let disk = try shop.ocMirror("-c", "isc.yaml", "file://disk")
        #expect(disk.status == 0, "\(disk.output)\(disk.errors)")
        #expect(shop.names(in: "disk").contains("mirror_000001.tar"))
    }

    @Test("flags for plain HTTP do without registries.conf")
    func plainHTTP() throws {
        try shop.folder.write("", to: "registries.conf")
        let run = try shop.ocMirror(
            "--config=imageset-config.yaml",
            registry,
            "--source-use-http",
            "--dest-use-http",
            "--max-per-registry=2"
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try shop.pulls("\(target.host)/a/one:1"))
    }

    @Test("a line that is not understood is refused with 1 and touches nothing")
    func refused() throws {
        let run = try shop.ocMirror("--config=imageset-config.yaml", registry, "--dest-cert-dir=x")
        #expect(run.status == 1 && run.errors.contains("--dest-cert-dir"), "\(run.errors)")
        #expect(shop.names(in: "") == ["imageset-config.yaml"])
    }

    @Test("the home folder gets no repository, and mirroring works")
    func home() throws {
        let run = try shop.ocMirror("--config=imageset-config.yaml", registry, variables: ["HOME": shop.work])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("the record is kept without a commit: \(shop.work) is not in a git repository"))
        #expect(!shop.names(in: "").contains(".git"))
    }

    @Test("a checkout of a pipeline is on no branch, and mirroring works")
    func detached() throws {
        try shop.git("init", "-q", "-b", "main")
        try shop.git("add", ".")
        try shop.git("commit", "-q", "-m", "Begin")
        try shop.git("checkout", "-q", "--detach")
        let run = try shop.ocMirror("--config=imageset-config.yaml", registry)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("the record is kept without a commit"), "\(run.errors)")
        #expect(try shop.git("log", "--format=%s") == "Begin")
        #expect(try shop.ocMirror("--config=imageset-config.yaml", registry).status == 0)
    }
}

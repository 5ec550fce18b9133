// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// What a machine has in a cache is not read from a registry again.
@Suite("Blobs that a cache has", .waitsForPrograms)
struct KeptBlobsTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop
    private let one: TestImage
    private let two: TestImage

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        let base = SeededBytes.layer(1, length: 700_000)
        one = try TestImage(layers: [base, [1]])
        two = try TestImage(layers: [base, [2]], format: .docker)
        try await one.push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try await two.push(to: upstream.host.repository("a/two"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"])
        try #require(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)").status == 0)
    }

    /// Makes oc-mirror's cache below a folder: the storage of a registry that holds everything.
    private func fillOcMirror(_ folder: String) throws -> String {
        let root = try shop.folder.makeDirectory("\(folder)/.oc-mirror/.cache")
        #expect(try shop.outside("cp", "-a", "\(upstream.storage)/docker", root).status == 0)
        return root
    }

    private static func path(_ digest: Digest) -> String {
        "docker/registry/v2/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data"
    }

    /// Takes all layers and configurations from the source.
    private func deleteBlobs() throws {
        for digest in Set(one.blobs.keys).union(two.blobs.keys) {
            try FileManager.default.removeItem(atPath: "\(upstream.storage)/\(Self.path(digest))")
        }
    }

    private func checkTarget() throws {
        #expect(try shop.digest("\(target.host)/a/one:1") == one.digest.description)
        for name in ["one", "two"] {
            let pull = try shop.outside(
                "skopeo",
                "copy",
                "--src-tls-verify=false",
                "docker://\(target.host)/a/\(name):1",
                "dir:pulled-\(name)"
            )
            #expect(pull.status == 0, "\(pull.errors)")
        }
    }

    @Test(
        "of oc-mirror are read where their source has none, and left as they are",
        arguments: ["home", "variable", "option"]
    )
    func ocMirror(place: String) throws {
        let root = try fillOcMirror(place)
        try deleteBlobs()
        func listing() throws -> String { try shop.outside("find", root, "-printf", "%p %s %T@ %m\n").output }
        let before = try listing()
        let without = try shop.run(["apply", "plan.json", "--cache-dir", "elsewhere"])
        #expect(without.status == 3, "\(without.errors)")
        let run =
            switch place {
            case "variable": try shop.mirror("apply", "plan.json", variables: ["OC_MIRROR_CACHE": shop.folder[place]])
            case "option": try shop.mirror("apply", "plan.json", "--cache-dir", "../option")
            default: try shop.mirror("apply", "plan.json")
            }
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        try checkTarget()
        #expect(try listing() == before)
        for folder in ["home/.cache", "option/mirror", "variable/docker"] {
            #expect(
                !FileManager.default.fileExists(atPath: shop.folder[folder]) || folder == "\(place)/mirror",
                "\(folder)"
            )
        }
    }

    @Test("go into archives too")
    func archive() throws {
        _ = try fillOcMirror("home")
        let usb = try shop.folder.makeDirectory("usb")
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "file://\(usb)", "--out", "usb.json")
        try #require(plan.status == 0, "\(plan.errors)")
        try deleteBlobs()
        let run = try shop.mirror("apply", "usb.json")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let members = try shop.outside("tar", "-tf", "\(usb)/mirror_000001.tar").lines
        for digest in Set(one.blobs.keys).union(two.blobs.keys) { #expect(members.contains(Self.path(digest))) }
    }

    @Test("are passed over with a word where they are broken, and read from their source", arguments: ["text", "json"])
    func broken(format: String) throws {
        let root = try fillOcMirror("home")
        let digest = try #require(one.blobs.first { $0.value.count == 700_000 }?.key)
        let path = "\(root)/\(Self.path(digest))"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[500_000] ^= 1
        try bytes.write(to: URL(filePath: path))
        let other = try #require(two.blobs.keys.first { one.blobs[$0] == nil })
        try Data().write(to: URL(filePath: "\(root)/\(Self.path(other))"))
        let run = try shop.run(["apply", "plan.json"] + (format == "json" ? ["--json"] : []))
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        try checkTarget()
        let told = (format == "json" ? run.output : run.errors).split(separator: "\n").filter { $0.contains(path) }
        #expect(told.count == 1, "\(told)")
        #expect(
            told.first?.contains(format == "json" ? "\"type\":\"cached_blob_broken\"" : "does not match its digest")
                == true
        )
    }

    @Test("of our own are kept from being removed while an apply runs, and not after it was killed")
    func locks() async throws {
        let held = try HeldImage(TestImage.sample(99, layers: [200_000]))
        try shop.reach(insecure: held.host)
        try shop.configure([held.reference, "\(upstream.host)/a/one:1"])
        try #require(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)").status == 0)
        let digest = try #require(one.blobs.keys.first)
        let root = "home/.cache/mirror"
        try shop.folder.write(try #require(one.blobs[digest]), to: "\(root)/\(Self.path(digest))")

        let run = try await shop.startApply("plan.json") { program in
            try await shop.wait(for: "done ")
            let trim = try shop.mirror("cache", "trim", "--all", "--wait", "0")
            #expect(trim.status == 1, "\(trim.output)")
            #expect(
                trim.errors.hasPrefix(
                    "error: another mirror is using the cache \(shop.folder[root]): nothing was removed\n"
                ),
                "\(trim.errors)"
            )
            #expect(try shop.folder.read("\(root)/\(Self.path(digest))") == one.blobs[digest])
            // Others may use it.
            #expect(try shop.mirror("cache", "verify").status == 0)
            #expect(try shop.mirror("cache", "trim", "--all", "--dry-run").status == 0)
            program.send(SIGKILL)
            held.release()
        }
        #expect(run.status == 128 + 9)
        let trim = try shop.mirror("cache", "trim", "--all", "--wait", "0")
        #expect(trim.status == 0, "\(trim.errors)")
        #expect(!FileManager.default.fileExists(atPath: shop.folder["\(root)/\(Self.path(digest))"]))
        #expect(try shop.mirror("apply", "plan.json").status == 0)
    }

    @Test("wait for their turn to be removed")
    func waiting() async throws {
        let held = try HeldImage(TestImage.sample(98, layers: [200_000]))
        try shop.reach(insecure: held.host)
        try shop.configure([held.reference])
        try #require(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)").status == 0)
        try shop.folder.makeDirectory("home/.cache/mirror")
        for name in ["apply.out", "apply.err"] { try shop.folder.write("", to: name) }
        let apply = try RunningProgram(
            ["sh", "-c", "exec \"$0\" apply plan.json", Workshop.binary],
            environment: shop.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 },
            in: shop.work,
            output: shop.folder["apply.out"],
            errors: shop.folder["apply.err"]
        )
        try await held.waitUntilAskedFor()
        let trim = try await shop.start(["cache", "trim", "--all", "--wait", "120"]) { _ in
            try await shop.wait(for: "Waiting for another mirror, which is using the cache")
            held.release()
        }
        #expect(trim.status == 0, "\(trim.errors)")
        #expect(apply.wait() == 0)
    }
}

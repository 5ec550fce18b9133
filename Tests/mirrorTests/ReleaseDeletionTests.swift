// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Deleting releases: what other releases need stays, and what is left updates clusters as before.
@Suite("Deleting releases", .waitsForPrograms)
struct ReleaseDeletionTests {
    private let world: ReleaseWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await ReleaseWorld.make() }

    /// Mirrors 4.16.1 to 4.16.3: each with an image of its own, and one that all of them have.
    private func mirror(_ lines: [String] = ["  minVersion: 4.16.1", "  maxVersion: 4.16.3"]) async throws {
        var releases: [(String, Digest)] = []
        for number in 1...3 {
            let version = "4.16.\(number)"
            releases.append((version, try await world.publish(version, components: ["cli", "etcd=etcd \(number)"])))
        }
        try world.offer("stable-4.16", releases)
        try world.configure(["channels:", "- name: stable-4.16"] + lines)
        let plan = try world.plan()
        try #require(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    private func ask(_ lines: [String], as name: String = "disc.yaml") throws {
        let head = [
            "kind: DeleteImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "delete:", "  platform:",
        ]
        try shop.folder.write((head + lines.map { "    \($0)" }).joined(separator: "\n") + "\n", to: "work/\(name)")
    }

    private func delete(_ options: String...) throws -> ToolRun {
        try shop.run(["delete", "plan", "-c", "disc.yaml"] + options)
    }

    private func planned() throws -> Plan { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }

    private func place(_ name: String) -> PlacedName { "\(world.target.host)/ocp/openshift/\(name)" }

    private func pulls(_ name: String) throws -> Bool { try shop.pulls("\(place(name))") }

    @Test("takes a payload and what it alone has, also where neither service nor source answers")
    func oneRelease() async throws {
        try await mirror()
        try ask(["channels:", "- name: stable-4.16", "  minVersion: 4.16.1", "  maxVersion: 4.16.1"])
        // What was mirrored is known here: nobody has to be asked.
        world.upstream.stop()
        world.graphs.stop()
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let plan = try planned()
        let gone = plan.deletions.filter { $0.kind == .manifest }.flatMap(\.destinations)
        #expect(gone == [place("release:4.16.1-x86_64-etcd"), place("release-images:4.16.1-x86_64")])
        #expect(plan.deletions.first?.requestedBy == ["delete.platform.channels[0] (stable-4.16)"])
        let alone = plan.deletions.filter { $0.kind == .tags }
        #expect(alone.map(\.destinations) == [[place("release:4.16.1-x86_64-cli")]])
        let kept = try #require(plan.kept.first)
        #expect(kept.destination == place("release:4.16.1-x86_64-cli"))
        #expect(kept.neededBy.contains("the release \(place("release-images:4.16.2-x86_64"))"), "\(kept.neededBy)")
        _ = try shop.mirror("apply", "plan.json")
        #expect(try shop.digest(place("release-images:4.16.1-x86_64")) == nil)
        for name in ["release-images:4.16.2-x86_64", "release:4.16.2-x86_64-cli", "release:4.16.3-x86_64-etcd"] {
            #expect(try pulls(name), "\(name)")
        }
    }

    @Test("takes all releases with everything that they have")
    func allReleases() async throws {
        try await mirror()
        try ask(["channels:", "- name: stable-4.16", "  minVersion: 4.16.1", "  maxVersion: 4.16.3"])
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try planned().kept.isEmpty)
        let before = try world.target.storedBytes()
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        try world.target.collectGarbage()
        #expect(try before - world.target.storedBytes() == planned().summary.bytesToReclaim)
        #expect(try shop.digest(place("release:4.16.2-x86_64-cli")) == nil)
    }

    @Test("finds what is left of a release whose payload went before")
    func remains() async throws {
        try await mirror()
        let payload = place("release-images:4.16.1-x86_64")
        try #require(try shop.outside("skopeo", "delete", "--tls-verify=false", "docker://\(payload)").status == 0)
        try ask(["channels:", "- name: stable-4.16", "  minVersion: 4.16.1", "  maxVersion: 4.16.1"])
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let gone = try planned().deletions.filter { $0.kind == .manifest }.flatMap(\.destinations)
        #expect(gone == [place("release:4.16.1-x86_64-etcd")])
        #expect(run.output.contains("(quay.io/openshift-release-dev/ocp-release@sha256:"), "\(run.output)")
        #expect(run.output.contains("is not at the target"), "\(run.output)")
    }

    @Test("spares the release that a configuration keeps, with all that it needs")
    func keep() async throws {
        try await mirror()
        try ask(["channels:", "- name: stable-4.16", "  minVersion: 4.16.1", "  maxVersion: 4.16.3"])
        try world.configure(["channels:", "- name: stable-4.16"], as: "keep.yaml")
        let run = try delete("--keep", "keep.yaml")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("keep.yaml wants it"), "\(run.output)")
        _ = try shop.mirror("apply", "plan.json")
        #expect(try pulls("release-images:4.16.3-x86_64"))
        #expect(try pulls("release:4.16.3-x86_64-cli"))
        #expect(try pulls("release:4.16.3-x86_64-etcd"))
        #expect(try shop.digest(place("release-images:4.16.1-x86_64")) == nil)
    }

    @Test("goes by the bounds where no graph can be had, and refuses to guess what the head is")
    func withoutGraph() async throws {
        try await mirror()
        world.graphs.stop()
        for folder in ["ledger", "receipts"] {
            try FileManager.default.removeItem(atPath: shop.folder["work/\(folder)"])
        }
        try ask(["channels:", "- name: stable-4.16", "  minVersion: 4.16.1", "  maxVersion: 4.16.2"])
        let run = try delete("--cache-dir", "empty")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("every release at the target from 4.16.1 to 4.16.2 counts"), "\(run.output)")
        let payloads = try planned().deletions.filter { $0.type == .releasePayload }
        #expect(payloads.flatMap(\.tags).sorted() == ["4.16.1-x86_64", "4.16.2-x86_64"])
        try ask(["channels:", "- name: stable-4.16"])
        let head = try delete("--cache-dir", "empty")
        #expect(head.status == 1)
        #expect(
            head.errors.contains("disc.yaml:6:13: error: it is unknown which releases `stable-4.16` means"),
            "\(head.errors)"
        )
        #expect(head.errors.contains("give both `minVersion` and `maxVersion`"), "\(head.errors)")
    }

    @Test("goes by the bounds too where the update service does not know the channel, and only by bounds")
    func unknownChannel() async throws {
        try await mirror()
        for folder in ["ledger", "receipts"] {
            try FileManager.default.removeItem(atPath: shop.folder["work/\(folder)"])
        }
        try ask(["channels:", "- name: fast-4.66", "  minVersion: 4.16.1", "  maxVersion: 4.16.2"])
        let run = try delete("--cache-dir", "empty")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("there is no channel `fast-4.66`"), "\(run.output)")
        let payloads = try planned().deletions.filter { $0.type == .releasePayload }
        #expect(payloads.flatMap(\.tags).sorted() == ["4.16.1-x86_64", "4.16.2-x86_64"])
        try ask(["channels:", "- name: fast-4.66", "  minVersion: 4.16.1"])
        let head = try delete("--cache-dir", "empty")
        #expect(head.status == 1)
        #expect(head.errors.contains("there is no channel `fast-4.66`"), "\(head.errors)")
    }

    @Test("takes what the cache has of a release along, and nothing of others")
    func cache() async throws {
        try await mirror()
        func payloads() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: shop.folder["home/.cache/mirror/mirror/payloads"])
                .sorted()
        }
        #expect(try payloads().count == 3)
        try ask(["channels:", "- name: stable-4.16", "  minVersion: 4.16.2", "  maxVersion: 4.16.2"])
        let run = try delete("--cache")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let going = try #require(try planned().deletions.first { $0.type == .releasePayload }).digest
        #expect(try planned().cached.contains { $0.name.hasSuffix("payloads/sha256-\(going.hex)") })
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0 && apply.errors.contains("of the cache removed"), "\(apply.output)\(apply.errors)")
        #expect(try payloads().count == 2)
        #expect(try !payloads().contains("sha256-\(going.hex)"))
    }
}

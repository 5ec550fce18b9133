// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// One release, asked for by the image of its payload.
@Suite("A release by image", .waitsForPrograms)
struct ReleaseByImageTests {
    private static let okd = "quay.io/okd/scos-release"

    private let world: ReleaseWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await ReleaseWorld.make() }

    private var payload: Action {
        get throws { try #require(try world.written.actions.first { $0.type == .releasePayload }) }
    }

    @Test("is resolved by its tag, and an unknown tag is an error")
    func byImage() async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"])
        try world.configure(["release: \(ReleaseWorld.payloads):4.16.3-x86_64"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        let payload = try #require(try world.written.actions.first { $0.type == .releasePayload })
        #expect(payload.digest == digest)
        #expect(payload.destination.hasSuffix("/openshift/release-images:4.16.3-x86_64"))
        #expect(payload.requestedBy == ["mirror.platform.release"])
        #expect(world.graphs.asked.isEmpty)

        try world.configure(["release: \(ReleaseWorld.payloads):4.16.9-x86_64"])
        let missing = try world.plan()
        #expect(missing.status == 1)
        #expect(missing.errors.contains("4.16.9-x86_64: the registry has no such image"), "\(missing.errors)")
    }

    @Test("is taken by digest, under the name that its signer gave it")
    func byDigest() async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"])
        try world.configure(["release: \(ReleaseWorld.payloads)@\(digest)"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try payload.digest == digest)
        #expect(try payload.destination == "\(world.target.host)/ocp/openshift/release-images:4.16.3-x86_64")
        #expect(try payload.source == "\(ReleaseWorld.payloads):4.16.3-x86_64@\(digest)")
        #expect(try payload.release?.signatures.map(\.fingerprint) == [world.key.fingerprint])
        #expect(try world.written.actions.count == 2)
        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        #expect(try shop.digest("\(world.target.host)/ocp/openshift/release-images:4.16.3-x86_64") == "\(digest)")
    }

    @Test("leaves the channels beside it aside: no update service is asked")
    func channelsAside() async throws {
        let wanted = try await world.publish("4.16.3", components: ["cli"])
        let other = try await world.publish("4.16.9", components: ["cli"])
        try world.offer("stable-4.16", [("4.16.9", other)])
        try world.configure([
            "release: \(ReleaseWorld.payloads)@\(wanted)", "channels:", "- name: stable-4.16", "- name: no-such-4.99",
        ])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect((run.output + run.errors).contains("`channels` has no effect beside `release`"), "\(run.errors)")
        #expect(try world.written.actions.compactMap(\.release).map(\.version) == ["4.16.3"])
        #expect(try world.written.graphs.isEmpty && world.written.upgradePaths.isEmpty)
        #expect(world.graphs.asked.isEmpty)
    }

    @Test(
        "needs a proof as any other, unless the user waives that, which the plan says loudly",
        arguments: [true, false]
    )
    func unproven(isByTag: Bool) async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"], isSigned: false)
        let pinned = "\(ReleaseWorld.payloads)@\(digest)"
        try world.configure(["release: \(isByTag ? "\(ReleaseWorld.payloads):4.16.3-x86_64" : pinned)"])
        let refused = try world.plan()
        #expect(refused.status == 1)
        #expect(refused.errors.contains("isc.yaml:5:14: error: release "), "\(refused.errors)")
        #expect(refused.errors.contains(digest.hex) && refused.errors.contains("--ignore-release-signature"))
        #expect((try? shop.read("plan.json")) == nil)

        let waived = try world.plan("--ignore-release-signature")
        #expect(waived.status == 0, "\(waived.errors)")
        #expect(waived.output.contains("isc.yaml:5:14: warning: release "), "\(waived.output)")
        #expect(waived.output.contains("IS NOT VERIFIED: there is no proof of who made it"))
        #expect(try world.written.checks.map(\.code) == ["release-signature-ignored"])
        #expect(try payload.digest == digest)
        #expect(try payload.destination.hasSuffix("/openshift/release-images:4.16.3-x86_64"))
        #expect(try payload.release?.signatures == [])
        #expect(try !world.written.resources.contains { $0.path.contains("signature-configmap") })
    }

    @Test("may be one of OKD, which nobody is asked about at OpenShift's places")
    func okd() async throws {
        let version = "4.17.0-okd-scos.1"
        let digest = try await world.publish(version, components: ["cli"], as: Self.okd)
        try world.configure(["release: \(Self.okd):\(version)-x86_64"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try payload.digest == digest)
        #expect(try payload.origins == ["\(Self.okd):\(version)-x86_64@\(digest)"])
        #expect(try payload.destination.hasSuffix("/openshift/release-images:\(version)-x86_64"))
        #expect(world.graphs.asked.isEmpty)
    }

    @Test("of OKD is told as such where it is not signed")
    func unsignedOKD() async throws {
        let version = "4.17.0-okd-scos.1"
        try await world.publish(version, components: ["cli"], as: Self.okd, isSigned: false)
        try world.configure(["release: \(Self.okd):\(version)-x86_64"])
        let run = try world.plan()
        #expect(run.status == 1)
        #expect(run.errors.contains("OKD"), "\(run.errors)")
    }
}

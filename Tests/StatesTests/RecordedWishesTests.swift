// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Planning
import Resolution
import States
import TestSupport
import Testing
@testable import Plans

@Suite("What a configuration wants by the ledger")
struct RecordedWishesTests {
    private static let target = StateWorld.target
    private let place: MirrorTarget

    init() throws { place = try MirrorTarget(registry: Self.target) }

    private static func name(_ text: String) -> PlacedName { PlacedName("\(target)/\(text)") }

    private static func entry(
        _ text: String,
        _ type: ImageType = .additionalImage,
        wantedBy: [String] = ["isc.yaml"],
        isLeftover: Bool = false,
        attachedTo: PlacedName? = nil
    ) -> TargetLedger.Entry {
        let identity = ImageIdentity(type, origins: ["quay.io/\(text)"], digest: StateWorld.digest(text))
        return TargetLedger.Entry(
            image: PlacedImage(identity, at: name(text), attachedTo: attachedTo),
            placed: true,
            isLeftover: isLeftover,
            knowsAttachments: true,
            wantedBy: wantedBy
        )
    }

    private static func ledger(_ entries: TargetLedger.Entry...) -> TargetLedger {
        var ledger = TargetLedger(target: target)
        for entry in entries { ledger.entries[entry.image.destination] = entry }
        return ledger
    }

    private func desired(_ ledger: TargetLedger, placing: [PlacedName: Action] = [:]) throws -> [DesiredImage] {
        let plan = try StateWorld.plan(["one"]).plan
        return try RecordedWishes(in: ledger, since: plan, placing: placing).desired(at: place).images
    }

    @Test func `are images with the content that the ledger has, wherever their sources are now`() throws {
        let images = try desired(Self.ledger(Self.entry("b:1"), Self.entry("a:1")))
        #expect(images.map(\.destination.name) == [Self.name("a:1"), Self.name("b:1")])
        #expect(images.map { "\($0.origin)" } == ["quay.io/a:1", "quay.io/b:1"])
        #expect(images.map(\.recorded?.digest) == [StateWorld.digest("a:1"), StateWorld.digest("b:1")])
    }

    @Test func `leave out what others want, what was to be deleted, and attachments, which come with their images`()
        throws
    {
        let images = try desired(
            Self.ledger(
                Self.entry("a:1"),
                Self.entry("b:1", wantedBy: ["other.yaml"]),
                Self.entry("c:1", isLeftover: true),
                Self.entry("d:sha256-1.sig", .signature, attachedTo: Self.name("a:1"))
            )
        )
        #expect(images.map(\.destination.name) == [Self.name("a:1")])
    }

    @Test func `bind a component to its payload, which is tagged after it`() throws {
        let payload = Self.entry("openshift/release-images:4.16.1-x86_64", .releasePayload)
        let other = Self.entry("openshift/release-images:4.16.2-x86_64", .releasePayload)
        let component = Self.entry("openshift/release:4.16.1-x86_64-cli", .releaseComponent)
        let images = try desired(Self.ledger(payload, other, component))
        let found = try #require(images.first { $0.type == .releaseComponent })
        #expect(found.partOf.map(\.name) == [payload.image.destination])
    }

    @Test func `have the options of the last plan, without those that are about one run`() throws {
        let options = PlanOptions(allowMissing: true, formerly: ["old.yaml"], prune: true)
        var plan = try StateWorld.plan(["one"]).plan
        plan.fields.options = options
        let kept = RecordedWishes(in: Self.ledger(), since: plan).options
        #expect(kept.copying.allowMissing && kept.prune == nil && kept.formerly == nil)
        #expect(kept.copying == options.copying)
    }

    @Test func `are seen at a target as damaged where a deep comparison found that, and only there`() async throws {
        let repository = try Self.name("a:1").reference().repository
        func finding(_ kind: DriftFinding.Kind, _ text: String) -> DriftFinding {
            DriftFinding(
                kind,
                at: Self.name(text),
                type: .additionalImage,
                expected: StateWorld.digest(text),
                wantedBy: ["isc.yaml"]
            )
        }
        let lost = finding(.damaged(lost: [StateWorld.digest("layer")]), "a:1")
        let target = DamagedTarget(Silent(), [lost, finding(.missing, "a:2")])
        #expect(target.isDamaged(StateWorld.digest("a:1"), in: repository))
        #expect(!target.isDamaged(StateWorld.digest("a:2"), in: repository))
        #expect(!target.isDamaged(StateWorld.digest("a:1"), in: try Self.name("b:1").reference().repository))
    }

    /// A target that has nothing.
    private struct Silent: TargetObserving {
        func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest? { nil }
        func listsReferrers(in repository: Repository) async throws -> Bool { true }
        func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool { false }
    }
}

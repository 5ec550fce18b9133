// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Planning
import Plans
import States
import TestSupport
import Testing

@Suite("A target that somebody changed")
struct DriftTests {
    private static let root = StateWorld.target

    /// What a registry has: manifests by name, and blobs.
    private struct Held: TargetObserving {
        var tags: [String: Digest] = [:]
        var manifests: [Digest: Manifest] = [:]
        var blobs: Set<Digest> = []

        func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest? {
            tags["\(repository):\(reference)"]
        }

        func listsReferrers(in repository: Repository) async throws -> Bool { true }

        func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool { blobs.contains(digest) }
    }

    private static func ledger(_ names: [String: Digest], wantedBy: [String] = ["isc.yaml"]) -> TargetLedger {
        var ledger = TargetLedger(target: root)
        for (name, digest) in names {
            let destination = PlacedName("\(root)/\(name)")
            ledger.entries[destination] = .init(
                image: PlacedImage(
                    ImageIdentity(.additionalImage, origins: ["quay.io/\(name)"], digest: digest),
                    at: destination
                ),
                placed: true,
                knowsAttachments: true,
                wantedBy: wantedBy
            )
        }
        return ledger
    }

    @Test func `is compared by name and digest, and each difference says what was done`() async throws {
        let digests = ["a:1", "a:2", "b:1", "c:1"].reduce(into: [:]) { $0[$1] = StateWorld.digest($1) }
        let ledger = Self.ledger(digests)
        var held = Held()
        held.tags = [
            "\(Self.root)/a:1": StateWorld.digest("a:1"), "\(Self.root)/a:2": StateWorld.digest("a:1"),
            "\(Self.root)/b:1": StateWorld.digest("strange"),
        ]
        let plans = [PlacedName("\(Self.root)/c:1"): StateWorld.digest("plan")]
        let findings = try await DriftRun(of: DriftComparison(ledger, placedBy: plans), at: held).findings()
        #expect(
            findings.map(\.kind) == [
                .retagged(StateWorld.digest("a:1"), like: PlacedName("\(Self.root)/a:1")),
                .overwritten(StateWorld.digest("strange")), .missing,
            ]
        )
        #expect(findings.map(\.wantedBy) == Array(repeating: ["isc.yaml"], count: 3))
        #expect(findings.last?.plan == StateWorld.digest("plan"))
    }

    @Test func `is none where nobody wants what is gone, or only others do`() async throws {
        var ledger = Self.ledger(["a:1": StateWorld.digest("a")])
        ledger.entries.merge(Self.ledger(["b:1": StateWorld.digest("b")], wantedBy: []).entries) { $1 }
        func count(_ configurations: [String]) async throws -> Int {
            try await DriftRun(of: DriftComparison(ledger), configurations: configurations, at: Held()).findings().count
        }
        #expect(try await count([]) == 1)
        #expect(try await count(["isc.yaml"]) == 1)
        #expect(try await count(["other.yaml"]) == 0)
    }

    @Test func `is looked at to the last blob where that is asked for, each once`() async throws {
        let image = try TestImage(layers: [[1], [2]])
        let ledger = Self.ledger(["a:1": image.digest, "a:2": image.digest])
        var held = Held()
        held.tags = ["\(Self.root)/a:1": image.digest, "\(Self.root)/a:2": image.digest]
        let lost = try #require(image.blobs.keys.min())
        held.blobs = Set(image.blobs.keys).subtracting([lost])
        let shallow = try await DriftRun(of: DriftComparison(ledger), at: held).findings()
        #expect(shallow == [])
        let top = image.top
        let damaged = try await DriftRun(of: DriftComparison(ledger), at: held, manifest: { _, _ in top }).findings()
        #expect(damaged.map(\.kind) == [.damaged(lost: [lost]), .damaged(lost: [lost])])
        let gone = try await DriftRun(of: DriftComparison(ledger), at: held, manifest: { _, _ in nil }).findings()
        #expect(gone.map(\.kind) == [.damaged(lost: [image.digest]), .damaged(lost: [image.digest])])
    }
}

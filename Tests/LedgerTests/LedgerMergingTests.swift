// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

/// Two plans that were made from the same state, of which the second one comes to a ledger with the first one in it.
@Suite("A plan that was made before another one was applied")
struct LedgerMergingTests {
    private static let target = "mirror.example:5000/ocp"
    private static let digest = Digest(of: Array("image".utf8))
    private static let other = Digest(of: Array("another image".utf8))

    /// A plan of one image, of `other.yaml`.
    private static func plan(
        _ name: String = "b/x:1",
        _ digest: Digest = digest,
        change: (inout Plan) -> Void = { _ in }
    ) throws -> PlanFile {
        var plan = Plan.sample
        plan.fields.configuration.fields.path = "other.yaml"
        plan.fields.actions[0].fields.destination = "\(target)/\(name)"
        plan.fields.actions[0].fields.digest = digest
        plan.fields.inSync = []
        plan.fields.blobs = []
        change(&plan)
        return try PlanFile(plan)
    }

    /// The ledger after the first plan, of `isc.yaml`, which placed `a/b:1` and found `a/c:1`.
    private func applied(change: (inout Plan) -> Void = { _ in }) throws -> (TargetLedger, [RecordedApply]) {
        var plan = Plan.sample
        change(&plan)
        let file = try PlanFile(plan)
        let ledger = TargetLedger(target: Self.target)
            .recording(file, .init(done: plan.actions, isComplete: true))
        return (ledger, [RecordedApply(plan: file.id, serial: 1, configuration: plan.configuration.path)])
    }

    private func refusal(of file: PlanFile) throws -> ApplyRefusal? {
        let (ledger, applies) = try applied()
        return ledger.refusal(of: file, receipt: nil, after: applies)
    }

    private let stale = ApplyRefusal.staleSerial(target: target, expected: 0, found: 1)

    @Test("is applied where neither contradicts the other, and both wishes are in the ledger")
    func merges() throws {
        let (ledger, applies) = try applied()
        let file = try Self.plan()
        #expect(ledger.refusal(of: file, receipt: nil) == stale)
        #expect(ledger.refusal(of: file, receipt: nil, after: applies) == nil)
        #expect(ledger.isBehind(file))
        let after = ledger.recording(file, .init(done: file.plan.actions, isComplete: true))
        #expect(after.serial == 2)
        #expect(after.entries["\(Self.target)/a/b:1"]?.wantedBy == ["isc.yaml"])
        #expect(after.entries["\(Self.target)/b/x:1"]?.wantedBy == ["other.yaml"])
        // It may be interrupted as well.
        let half = ledger.recording(file, .init(done: [], isComplete: false))
        #expect(half.refusal(of: file, receipt: nil, after: applies) == nil)
    }

    @Test("is applied where both want the same image in one place")
    func sameImage() throws {
        #expect(try refusal(of: Self.plan("a/b:1")) == nil)
        // Of which the first one brought all that the second wants.
        #expect(
            try refusal(of: Self.plan("a/b:1") { $0.fields.actions[0].fields.platforms = ["linux/s390x"] }) == stale
        )
        #expect(try refusal(of: Self.plan("a/b:1") { $0.fields.actions[0].fields.platforms = nil }) == stale)
    }

    @Test("is refused where the first one gave a place to something else")
    func otherImage() throws {
        #expect(try refusal(of: Self.plan("a/b:1", Self.other)) == stale)
        let update = try Self.plan("a/b:1", Self.other) {
            $0.fields.actions[0].fields.expect.fields.destination = Self.digest
        }
        #expect(try refusal(of: update) == stale)
        let found = try Self.plan {
            $0.fields.inSync = [
                PlacedImage(
                    destination: "\(Self.target)/a/b:1",
                    digest: Self.other,
                    type: .additionalImage,
                    origins: []
                )
            ]
        }
        #expect(try refusal(of: found) == stale)
    }

    @Test("is refused where it may delete, renames, or was made for another history")
    func kinds() throws {
        for change: (inout Plan) -> Void in [
            { $0.fields.options.fields.prune = true }, { $0.fields.work = .deletions },
            { $0.fields.options.fields.formerly = ["old.yaml"] },
            { $0.fields.configuration.fields.path = "isc.yaml" },
            { $0.fields.resources[0] = Resource(path: "cluster-resources/x/y", content: "") },
        ] { #expect(try refusal(of: Self.plan(change: change)) == stale) }
        let elsewhere = try Self.plan {
            $0.fields.target.fields.serial = 1; $0.fields.target.fields.lineage = Self.other
        }
        guard case .otherLineage = try refusal(of: elsewhere) else { return #expect(Bool(false)) }
    }

    @Test("is refused where the first one deleted, or nobody knows what it did")
    func unknownFirst() throws {
        let (ledger, applies) = try applied()
        let file = try Self.plan()
        var deleting = applies[0]
        deleting.mayDelete = true
        var unnamed = applies[0]
        unnamed.configuration = nil
        for applies in [[], [deleting], [unnamed], applies + applies] {
            #expect(ledger.refusal(of: file, receipt: nil, after: applies) == stale)
        }
    }

    @Test("is refused where both gave one name to two catalogs")
    func names() throws {
        func catalog(_ plan: inout Plan, _ name: String) {
            plan.fields.actions[0].fields.type = .operatorCatalog
            plan.fields.actions[0].fields.catalog = CatalogFacts(name: name)
        }
        let (ledger, applies) = try applied { catalog(&$0, "redhat") }
        let same = try Self.plan { catalog(&$0, "redhat") }
        #expect(ledger.refusal(of: same, receipt: nil, after: applies) == stale)
        let different = try Self.plan { catalog(&$0, "community") }
        #expect(ledger.refusal(of: different, receipt: nil, after: applies) == nil)
    }
}

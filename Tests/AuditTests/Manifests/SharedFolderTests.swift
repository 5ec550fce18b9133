// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

/// Two clones began with two targets, and their branches are merged: both ledgers have the first folder.
@Suite("A folder for clusters that two targets took at once")
struct SharedFolderTests {
    private static let (keeper, mover) = ("a.example:5000", "b.example:5000/ocp")
    private static let mirrors = "cluster-resources/idms-oc-mirror.yaml"
    private static let own = "cluster-resources/b.example_5000~ocp"
    private let folder: TemporaryDirectory
    private let trail: AuditTrail

    init() throws {
        folder = try TemporaryDirectory()
        trail = try AuditTrail(around: folder["isc.yaml"], commits: false, environment: [:])
        for target in [Self.keeper, Self.mover] {
            try folder.write(
                String(decoding: LedgerFile.data(of: Self.ledger(target)), as: UTF8.self),
                to: path(target)
            )
        }
    }

    private static func ledger(_ target: String) -> TargetLedger {
        var ledger = TargetLedger(target: target)
        let destination = PlacedName("\(target)/one:1")
        ledger.entries[destination] = .init(
            image: PlacedImage(
                destination: destination,
                digest: Sample.digest("one"),
                type: .additionalImage,
                origins: ["quay.io/one:1"]
            ),
            placed: true,
            knowsAttachments: true,
            wantedBy: ["isc.yaml"]
        )
        return ledger
    }

    private func path(_ target: String) -> String { LedgerFile.path(of: target) }

    private func plan(at target: String, resources: [Resource] = []) -> Plan {
        Plan(
            work: .copiesToRegistry(from: nil),
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Sample.digest("isc.yaml")),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace(target)),
            actions: [],
            resources: resources,
            deletions: []
        )
    }

    @Test("stays with the first by name, and the other gets one of its own, whoever asks")
    func settled() throws {
        #expect(try trail.ledger(of: Self.keeper)?.resourceFolder == "cluster-resources")
        #expect(try trail.ledger(of: Self.mover)?.resourceFolder == Self.own)
        // A ledger that is as it was read does not look changed.
        try trail.requireUnchanged(#require(try trail.ledger(of: Self.mover)))
    }

    @Test("is told to both: one moves with the plan, and the other knows whose plan is missing")
    func told() throws {
        let moves = try trail.sharedFolderFindings(Self.mover)
        #expect(moves.map(\.code) == [.sharedFolder])
        #expect(moves.first?.text.contains("move to \(Self.own)/ with this plan") == true)
        let stays = try trail.sharedFolderFindings(Self.keeper)
        #expect(stays.first?.remedy?.contains("mirror plan -c isc.yaml --to docker://\(Self.mover)") == true)
    }

    @Test("is nobody's conflict while one target has it, or once the other has moved")
    func alone() throws {
        var moved = Self.ledger(Self.mover)
        moved.resourceFolder = Self.own
        try folder.write(String(decoding: LedgerFile.data(of: moved), as: UTF8.self), to: path(Self.mover))
        for target in [Self.keeper, Self.mover, "c.example"] {
            #expect(try trail.sharedFolderFindings(target) == [])
        }
        #expect(try trail.ledger(of: Self.mover) == moved)
    }

    @Test("loses the files of the one that moves, and keeps those of the one that stays")
    func files() throws {
        let (theirs, ours) = (
            Resource(path: Self.mirrors, content: "a\n"), Resource(path: Self.mirrors, content: "b\n")
        )
        let kept = try PlanFile(plan(at: Self.keeper, resources: [theirs]))
        try trail.record(kept, configuration: ("isc.yaml", []), #require(try trail.ledger(of: Self.keeper)))
        let left = try PlanFile(plan(at: Self.mover, resources: [ours]))
        try trail.record(left, configuration: ("isc.yaml", []), Self.ledger(Self.mover))
        let ledger = try #require(try trail.ledger(of: Self.mover))
        // The merge left one of the two.
        #expect(try ObsoleteResources(in: trail, ledger: ledger).paths(besides: plan(at: Self.mover)) == [Self.mirrors])
        try folder.write("a\n", to: Self.mirrors)
        #expect(try ObsoleteResources(in: trail, ledger: ledger).paths(besides: plan(at: Self.mover)) == [])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Audit
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@Suite("Files for clusters that a target has no use for")
struct ObsoleteResourcesTests {
    private static let mirrors = "cluster-resources/idms-oc-mirror.yaml"
    private let folder: TemporaryDirectory
    private let trail: AuditTrail

    init() throws {
        folder = try TemporaryDirectory()
        trail = try AuditTrail(around: folder["isc.yaml"], commits: false, environment: [:])
    }

    private func obsolete(_ ledger: TargetLedger) -> ObsoleteResources {
        ObsoleteResources(in: trail, ledger: ledger)
    }

    @Test("go where a recorded plan for the target wrote them, byte for byte")
    func recorded() throws {
        let ledger = Sample.ledger(wanted: ["one": ["isc.yaml"]])
        let file = try PlanFile(Sample.plan(resources: [Resource(path: Self.mirrors, content: "ours\n")]))
        try trail.record(file, configuration: ("isc.yaml", []), ledger)
        #expect(try obsolete(ledger).paths(besides: file.plan) == [])
        #expect(try obsolete(ledger).paths(besides: Sample.plan()) == [Self.mirrors])
        #expect(try obsolete(ledger).foreign(besides: Sample.plan()) == [])

        try folder.write("changed\n", to: Self.mirrors)
        #expect(try obsolete(ledger).paths(besides: Sample.plan()) == [])
        #expect(try obsolete(ledger).foreign(besides: Sample.plan()) == [Self.mirrors])
    }

    @Test("stay where a plan deletes and the ledger knows nothing of the target")
    func unknownTarget() throws {
        let ledger = TargetLedger(target: Sample.registry)
        let file = try PlanFile(Sample.plan(resources: [Resource(path: Self.mirrors, content: "ours\n")]))
        try trail.record(file, configuration: ("isc.yaml", []), ledger)
        #expect(try obsolete(ledger).paths(besides: Sample.plan(.deletions)) == [])
        #expect(try obsolete(ledger).paths(besides: Sample.plan()) == [Self.mirrors])
    }
}

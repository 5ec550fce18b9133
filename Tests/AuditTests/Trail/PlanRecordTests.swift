// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Testing

import TestSupport
@testable import Audit

@Suite("The record of a plan")
struct PlanRecordTests {
    private static let both = [Sample.copy("one"), Sample.copy("two")]
    private static let gone = [Sample.deletion("old", ["1", "2"])]

    private static func record(_ plan: Plan, _ results: [String]? = nil, isComplete: Bool = true) throws -> PlanRecord {
        let file = try PlanFile(plan)
        let receipt = results.map { results in
            Receipt(
                plan: file.id,
                target: Sample.registry,
                serial: 1,
                isComplete: isComplete,
                images: results.map { .init(destination: "", digest: Sample.digest($0), result: $0) }
            )
        }
        return PlanRecord(file: file, manifests: [], receipt: receipt)
    }

    @Test(
        "says what the plan will do",
        arguments: [
            (Sample.plan(), "no changes"),
            (Sample.plan(.copiesToRegistry(from: nil), both), "2 to copy, 0 to update, 0 to delete"),
            (Sample.plan(.copiesToRegistry(from: nil), both, deletions: gone), "2 to copy, 0 to update, 1 to delete"),
            (Sample.plan(.deletions, deletions: gone), "1 to delete"),
        ]
    )
    func planned(plan: Plan, text: String) throws {
        let record = try Self.record(plan)
        #expect(record.subject == "Plan \(record.file.id.short): \(text)")
        #expect(record.name == "plan \(record.file.id.short)")
        #expect(!record.message.trailers.contains { $0.key == AuditMessage.Key.result })
    }

    @Test(
        "says what an apply did",
        arguments: [
            (
                Sample.plan(.copiesToRegistry(from: nil), both), ["done", "already-done"], true,
                "2 of 2 images, complete"
            ),
            (Sample.plan(.copiesToRegistry(from: nil), both), ["done", "failed"], false, "1 of 2 images, incomplete"),
            (
                Sample.plan(.copiesToRegistry(from: nil), both), ["not-started", "failed"], false,
                "0 of 2 images, incomplete"
            ),
            (
                Sample.plan(.deletions, deletions: gone), ["done", "refused"], true,
                "1 of 2 deletions, 1 kept by the registry, complete"
            ),
            (
                Sample.plan(.copiesToRegistry(from: nil), both, deletions: gone), ["done", "done", "done", "done"],
                true,
                "2 of 2 images, 2 of 2 deletions, complete"
            ),
            (
                Sample.plan(.copiesToRegistry(from: nil), both, deletions: gone),
                ["done", "done", "done", "done", "failed"],
                false, "2 of 2 images, 2 of 2 deletions, 1 image lost, incomplete"
            ),
            (Sample.plan(), [], true, "0 of 0 images, complete"),
        ]
    )
    func applied(plan: Plan, results: [String], isComplete: Bool, text: String) throws {
        let record = try Self.record(plan, results, isComplete: isComplete)
        #expect(record.subject == "Apply \(record.file.id.short): \(text)")
        #expect(record.name == "the apply of plan \(record.file.id.short)")
        let result = record.message.trailers.first { $0.key == AuditMessage.Key.result }
        #expect(result?.value == (isComplete ? "complete" : "incomplete"))
    }

    @Test("names the configuration, the target and the plan")
    func message() throws {
        let record = try Self.record(Sample.plan(.copiesToRegistry(from: nil), Self.both))
        #expect(record.message.body == "What isc.yaml wants, at mirror.example:5000.")
        #expect(
            record.message.trailers.map(\.value) == [
                "\(record.file.id)", "\(Sample.digest("isc.yaml"))", Sample.registry,
            ]
        )
        let deleting = try Self.record(Sample.plan(.deletions, deletions: Self.gone))
        #expect(deleting.message.body == "What isc.yaml deletes, at mirror.example:5000.")
    }
}

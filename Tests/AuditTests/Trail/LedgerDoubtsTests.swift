// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@testable import Audit

@Suite("Doubts about a ledger")
struct LedgerDoubtsTests {
    private static func apply(_ name: String, of configuration: String?) -> RecordedApply {
        RecordedApply(plan: Sample.digest(name), serial: 2, configuration: configuration)
    }

    private func checks(_ unknown: [RecordedApply], deleting: Bool) -> [Finding] {
        LedgerDoubts(of: TargetLedger(target: Sample.registry), unknown: unknown).findings(deleting: deleting)
    }

    @Test("are none where the ledger knows every apply", arguments: [true, false])
    func none(deleting: Bool) {
        #expect(checks([], deleting: deleting) == [])
    }

    @Test("warn of a plan that copies, and refuse one that deletes")
    func level() throws {
        let unknown = [Self.apply("one", of: "a.yaml")]
        let warning = try #require(checks(unknown, deleting: false).first)
        let error = try #require(checks(unknown, deleting: true).first)
        #expect((warning.severity, warning.code) == (.warning, "ledger-older"))
        #expect((error.severity, error.code) == (.error, "ledger-older"))
        #expect(!warning.message.contains("nothing is deleted"))
        #expect(error.message.contains("so nothing is deleted by it"))
    }

    @Test(
        "name the first plan, how many more there are, and what to plan again",
        arguments: [
            ([apply("one", of: "a.yaml")], " of a.yaml, of which", "; if there is none, plan and apply a.yaml again"),
            (
                [apply("one", of: "b.yaml"), apply("two", of: "a.yaml"), apply("three", of: "b.yaml")],
                " of b.yaml and of 2 other plans, of which", "plan and apply a.yaml, b.yaml again"
            ),
            (
                [apply("one", of: nil), apply("two", of: nil)], "\(Sample.digest("one").short) and of 1 other plan,",
                "-- ledger/mirror.example_5000.json` lists"
            ),
        ]
    )
    func text(unknown: [RecordedApply], name: String, remedy: String) throws {
        let message = try #require(checks(unknown, deleting: false).first).text
        #expect(message.contains("knows nothing of plan \(Sample.digest("one").short)"))
        #expect(message.contains(name), "\(message)")
        #expect(message.contains(remedy), "\(message)")
    }
}

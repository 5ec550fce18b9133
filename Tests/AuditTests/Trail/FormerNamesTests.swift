// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import Plans
import TestSupport
import Testing

@testable import Audit

@Suite("The former names of configurations")
struct FormerNamesTests {
    private let ledger = Sample.ledger(
        wanted: ["one": ["old.yaml"], "two": ["old.yaml", "isc.yaml"], "three": ["other.yaml"]],
        placed: ["four": ["gone.yaml"]]
    )

    private func names(_ names: [String], there: Set<String> = []) throws -> FormerNames {
        try FormerNames(names, ledger: ledger, isThere: there.contains)
    }

    @Test("are those that the ledger has: of configurations that want or placed something")
    func known() throws {
        #expect(try names(["old.yaml", "gone.yaml"]).names == ["old.yaml", "gone.yaml"])
    }

    @Test(
        "are refused where they would have no effect",
        arguments: [
            ("older.yaml", "did you mean `old.yaml`?"),
            ("x", "It knows gone.yaml, isc.yaml, old.yaml, other.yaml."),
        ]
    )
    func unknown(name: String, remedy: String) throws {
        let error = try #require(throws: FormerNameError.self) { try names([name]) }
        #expect(
            "\(error)" == """
                --formerly \(name): the ledger of mirror.example:5000 knows no configuration of that name
                \(remedy)
                """
        )
    }

    @Test("are refused where the configuration is still there")
    func present() throws {
        let error = try #require(throws: FormerNameError.self) { try names(["old.yaml"], there: ["old.yaml"]) }
        #expect(error == .present(name: "old.yaml"))
        #expect("\(error)".hasPrefix("--formerly old.yaml: that configuration is still there"))
    }

    @Test("that are missing are reported with the number of their images")
    func lost() throws {
        let checks = try names([]).unknown(besides: "isc.yaml")
        #expect(
            checks == [
                Finding(
                    .warning,
                    "lost-configuration",
                    "old.yaml wants 2 images by the ledger, and there is no such file, so they stay",
                    remedy: "If isc.yaml is its new name, add --formerly old.yaml."
                ),
                Finding(
                    .warning,
                    "lost-configuration",
                    "other.yaml wants 1 image by the ledger, and there is no such file, so they stay",
                    remedy: "If isc.yaml is its new name, add --formerly other.yaml."
                ),
            ]
        )
        #expect(try names(["old.yaml"], there: ["other.yaml"]).unknown(besides: "isc.yaml") == [])
    }
}

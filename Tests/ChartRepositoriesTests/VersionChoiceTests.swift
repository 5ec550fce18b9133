// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import ChartRepositories

@Suite("Which version a request means")
struct VersionChoiceTests {
    private func choice(_ requested: String?, _ versions: [String]) throws -> String? {
        try VersionChoice(of: "web", requested: requested).choice(among: versions, \.self)
    }

    @Test(
        "is the text itself, or the newest that its range allows",
        arguments: [
            (nil, ["1.0.0", "1.1.0", "1.2.0-rc.1"], "1.1.0"), ("*", ["0.1.0", "1.0.0-a"], "0.1.0"),
            ("1.2.0-rc.1", ["1.0.0", "1.2.0-rc.1"], "1.2.0-rc.1"), ("~1.2", ["1.2.9", "1.3.0", "1.2.10"], "1.2.10"),
            ("^0.3", ["0.3.1", "0.4.0"], "0.3.1"), ("1.x", ["1.9.0", "2.0.0", "1.10.0"], "1.10.0"),
            (">=1 <2", ["0.9.0", "1.5.0", "2.0.0"], "1.5.0"), ("1 || 3", ["1.0.0", "2.0.0", "3.1.0"], "3.1.0"),
            ("v1.0.0", ["1.0.0"], "1.0.0"), ("1.0.0", ["v1.0.0"], "v1.0.0"), ("1.0", ["1.0.0", "1.0.4"], "1.0.4"),
            ("1.0.0+b", ["1.0.0+a", "1.0.0+b"], "1.0.0+b"), ("0.1.0 - 0.3.0", ["0.2.0", "0.4.0"], "0.2.0"),
        ] as [(String?, [String], String)]
    )
    func chosen(requested: String?, versions: [String], expected: String) throws {
        #expect(try choice(requested, versions) == expected)
        #expect(try choice(requested, versions.reversed()) == expected)
    }

    @Test(
        arguments: [(nil, ["1.0.0-a"]), ("^2", ["1.0.0"]), ("1.0.0", []), (">=1", ["1.0.0-rc.1"])]
            as [(String?, [String])]
    )
    func `is none if nothing fits`(requested: String?, versions: [String]) throws {
        #expect(try choice(requested, versions) == nil)
    }

    @Test(arguments: ["latest", "one", "=>=1", "1.2.3.4", "^"])
    func `is an error if it is neither a version nor a range`(requested: String) {
        let error = #expect(throws: ChartChoiceError.self) { _ = try choice(requested, ["1.0.0"]) }
        guard case .invalidRequest("web", requested, _)? = error else {
            Issue.record("another error, or none")
            return
        }
    }

    @Test func `orders any versions totally, the newest first, and what is none last`() {
        var generator = SeededGenerator(seed: 3)
        let versions = [
            "2.0.0", "2.0.0-rc.2", "2.0.0-rc.1", "2.0.0-beta.11", "2.0.0-beta.2", "2.0.0-alpha", "1.10.0", "1.9.0",
            "0.0.1", "none",
        ]
        for _ in 0..<50 {
            #expect(VersionChoice.newestFirst(versions.shuffled(using: &generator), \.self) == versions)
        }
    }
}

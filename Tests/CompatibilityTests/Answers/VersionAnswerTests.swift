// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Compatibility

@Suite("The answer of `version`")
struct VersionAnswerTests {
    private static func text(_ format: OutputFormat) throws -> String {
        try VersionAnswer(version: "1.24.3", format: format).text()
    }

    @Test("is a line for people")
    func text() throws { #expect(try Self.text(.text) == "Client Version: v1.24.3 (mirror)\n") }

    @Test("has for programs the fields that oc-mirror has")
    func json() throws {
        let object = try JSONDecoder().decode([String: [String: String]].self, from: Data(Self.text(.json).utf8))
        let fields = try #require(object["clientVersion"])
        #expect(
            Set(fields.keys) == [
                "buildDate", "compiler", "gitCommit", "gitTreeState", "gitVersion", "goVersion", "major", "minor",
                "platform",
            ]
        )
        #expect(fields["gitVersion"] == "v1.24.3" && fields["major"] == "1" && fields["minor"] == "24")
        #expect(fields["platform"]?.hasPrefix("linux") == true)
    }

    @Test("says the same in YAML")
    func yaml() throws {
        let lines = try Self.text(.yaml).split(separator: "\n").map(String.init)
        #expect(lines.first == "clientVersion:" && lines.count == 10)
        #expect(lines.contains("  gitVersion: v1.24.3") && lines.contains("  buildDate: \"\""))
        #expect(lines.contains("  major: \"1\""))
    }
}

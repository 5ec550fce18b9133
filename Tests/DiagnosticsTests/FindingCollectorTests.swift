// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("The findings about a file")
struct FindingCollectorTests {
    /// How many errors and other findings are reported, how many of each are kept.
    @Test(
        "are kept up to a thousand errors and a thousand others, and the rest is counted",
        arguments: [
            (1, 0, 1, 0), (1000, 1000, 1000, 1000), (1001, 3, 1000, 3), (2, 1002, 2, 1000), (1500, 1500, 1000, 1000),
        ]
    )
    func limits(errors: Int, others: Int, keptErrors: Int, keptOthers: Int) throws {
        let collector = FindingCollector()
        for number in 0..<max(errors, others) {
            if number < others { collector.report(Finding(number % 2 == 0 ? .note : .warning, .syntax, "\(number)")) }
            if number < errors { collector.report(Finding(.error, .syntax, "\(number)")) }
        }
        #expect(collector.hasErrors && collector.firstError?.summary == "0")
        #expect(collector.warnings.count == keptOthers)
        let error = try #require(throws: FindingsError.self) { try collector.throwIfErrors() }
        #expect(error.errors.count == keptErrors && error.findings.count == keptErrors + keptOthers)
        #expect(error.errors.map(\.summary) == (0..<keptErrors).map { "\($0)" })
        #expect(error.omitted == errors + others - keptErrors - keptOthers)
        #expect(error.description.hasSuffix("… and \(error.omitted) more") == (error.omitted > 0))
    }

    @Test("of one place stay in the order in which they were found, and those of no place come first")
    func order() {
        let collector = FindingCollector()
        let found: [(String, Diagnostics.SourceLocation?)] = [
            ("a", "f:2:1"), ("b", nil), ("c", "f:1:9"), ("d", "f:2:1"), ("e", nil), ("f", "f:10:1"), ("g", "e:3:3"),
        ]
        for (summary, place) in found { collector.report(Finding(.warning, .syntax, summary, at: place)) }
        #expect(collector.warnings.map(\.summary) == ["b", "e", "g", "c", "a", "d", "f"])
        #expect(collector.findings.map(\.summary) == found.map(\.0))
    }

    @Test("stop nothing without an error")
    func noErrors() throws {
        let collector = FindingCollector()
        try collector.throwIfErrors()
        collector.report(Finding(.warning, .syntax, "a"))
        collector.report(Finding(.note, .syntax, "b"))
        try collector.throwIfErrors()
        #expect(!collector.hasErrors && collector.firstError == nil)
    }

    @Test("are shown one below the other, with their places")
    func text() {
        let findings = [
            Finding(.error, .syntax, "a", remedy: "do b", at: "f:1:2"), Finding(.warning, .duplicate, "c"),
        ]
        #expect(FindingsError(findings).description == "f:1:2: error: a\n    do b\nwarning: c")
        #expect(FindingsError(findings, omitted: 7).description.hasSuffix("warning: c\n… and 7 more"))
        #expect(FindingsError(findings).errors == [findings[0]])
    }
}

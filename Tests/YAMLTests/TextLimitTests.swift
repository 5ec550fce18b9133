// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAML

@Suite("The limits of a text")
struct TextLimitTests {
    private func limits(_ change: (inout YAMLLimits) -> Void) -> YAMLLimits {
        var limits = YAMLLimits()
        change(&limits)
        return limits
    }

    @Test("count bytes", arguments: [(4, true), (3, false), (5, true)])
    func bytes(limit: Int, isRead: Bool) {
        let found = problems("a: 1", limits: limits { $0.bytes = limit })
        #expect(
            found
                == (isRead
                    ? []
                    : [
                        "error: f.yaml is 4 bytes long, at most 3 bytes are read | check that this is the file "
                            + "you meant"
                    ])
        )
    }

    @Test(
        "say how large a file is, if they know it",
        arguments: [
            (Int?.some(5), 4, "f is 5 bytes long, at most 4 bytes are read"),
            (nil, 4, "f is longer than 4 bytes, at most 4 bytes are read"),
            (2_000_000, 1_048_576, "f is 2000000 bytes long, at most 1048576 bytes (1 MiB) are read"),
            (nil, 3_145_728, "f is longer than 3145728 bytes, at most 3145728 bytes (3 MiB) are read"),
        ]
    )
    func tooLarge(bytes: Int?, limit: Int, summary: String) {
        #expect(
            oneLine(.tooLarge(path: "f", bytes: bytes, limit: limit))
                == "error: \(summary) | check that this is the file you meant"
        )
    }

    @Test(
        "count how deep values lie in each other, of keys too",
        arguments: [("[[x]]", 3), ("a: {b: c}", 3), ("- - - x", 4), ("? [x]\n: y", 3), ("x", 1), ("a: 1", 2)]
    )
    func depth(text: String, depth: Int) {
        let enough = problems(text, limits: limits { $0.depth = depth })
        #expect(!enough.contains { $0.contains("levels deep") })
        let found = problems(text, limits: limits { $0.depth = depth - 1 })
        #expect(found.count == 1)
        #expect(found.first?.contains("values are nested more than \(depth - 1) levels deep") == true)
    }

    @Test(
        "count every value, and those of an alias again",
        arguments: [
            ("x", 1), ("[]", 1), ("[a, b]", 3), ("a: b", 3), ("a: {b: c}", 5), ("[&x a, *x, *x]", 4),
            ("[&x [a, b], *x]", 7),
            ("[&x {a: b}, &y [*x, *x], *y]", 18),
        ]
    )
    func values(text: String, count: Int) {
        #expect(problems(text, limits: limits { $0.values = count }).isEmpty)
        let found = problems(text, limits: limits { $0.values = count - 1 })
        #expect(found.count == 1)
        #expect(found.first?.contains("more than \(count - 1) values, with those that aliases repeat") == true)
    }

    @Test("count the lines that declare a tag, and no others")
    func directives() {
        let lines = ["%TAG !a! x", "%TAG !b! x", "---", "a: 1", ""].joined(separator: "\n")
        #expect(problems(lines, limits: limits { $0.directives = 2 }).isEmpty)
        #expect(
            problems(lines, limits: limits { $0.directives = 1 }) == [
                "f.yaml:2:1: error: the file has more than 1 lines that begin with %TAG | check that this is the "
                    + "file you meant"
            ]
        )
        #expect(problems("a: x %TAG\nb: 1\n# %TAG\n", limits: limits { $0.directives = 0 }).isEmpty)
    }

    @Test("are those of a file that a person could have written")
    func defaults() {
        let limits = YAMLLimits()
        #expect(limits.bytes == 16_777_216)
        #expect([limits.depth, limits.directives, limits.values] == [100, 100, 500_000])
    }

    @Test("leave a text alone that just fits every one of them")
    func fits() throws {
        let text = String(repeating: "[", count: 99) + "x" + String(repeating: "]", count: 99)
        #expect(problems(text).isEmpty)
        #expect(problems("[\(text)]").count == 1)
    }

    @Test("read another text of the same places in place of the file, and show the file")
    func readInPlace() throws {
        let findings = FindingCollector()
        let shown = SourceText(path: "f.yaml", bytes: Array("a: ***\nb: [\n".utf8))
        let read = SourceText(path: "f.yaml", bytes: Array("a: xyz\nb: [\n".utf8))
        #expect(YAMLComposer.document(in: shown, reading: read, reportingTo: findings) == nil)
        let report = try #require(findings.findings.first)
        #expect(report.place?.line == 2)
        #expect(findings.findings.count == 1)
        let whole = SourceText(path: "f.yaml", bytes: Array("a: ***\n".utf8))
        let other = SourceText(path: "f.yaml", bytes: Array("a: xyz\n".utf8))
        let root = try #require(YAMLComposer.document(in: whole, reading: other, reportingTo: FindingCollector()))
        #expect(YAMLValue(root) == ["a": "xyz"])
    }
}

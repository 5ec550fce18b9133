// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@Suite struct RobustnessTests {
    private static let whole = Array(everything.utf8)

    /// Reads what may be broken; whatever is wrong must have a place inside the text.
    private func check(_ bytes: [UInt8]) {
        do throws(DiagnosticsError) {
            _ = try ImageSetConfiguration(bytes: bytes, path: "f")
        } catch {
            let lines = SourceText(path: "f", bytes: bytes)
            #expect(!error.errors.isEmpty)
            for diagnostic in error.diagnostics {
                guard let place = diagnostic.location else {
                    Issue.record("no place for: \(diagnostic)")
                    continue
                }
                #expect(place.column >= 1 && (1...lines.lineCount).contains(place.line), "\(diagnostic)")
            }
        }
    }

    @Test func survivesEveryTruncation() {
        for length in 0..<Self.whole.count { check(Array(Self.whole.prefix(length))) }
    }

    /// Files of which nearly every value is wrong, some of them on one line.
    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            ("mirror: {blockedImages: [", "{},", "]}"), ("mirror: {blockedImages: [", "{name: '('},", "]}"),
            ("mirror: {", "a: 1,", "}"), ("mirror: {operators: [", "1,", "]}"), ("", "a: 1\n", ""),
            ("mirror: {blockedImages: [{name: '", "(", "'}]}"), ("mirror: {", "x", ": 1}"),
            ("mirror: {additionalImages: [{name: '", "a/", "'}]}"),
        ]
    )
    func staysQuickWhateverIsWrong(start: String, piece: String, end: String) throws {
        let count = 60_000 / piece.utf8.count
        let text = header + start + String(repeating: piece, count: count) + end
        let error = try #require(throws: DiagnosticsError.self) {
            try ImageSetConfiguration(bytes: Array(text.utf8), path: "f")
        }
        #expect(error.diagnostics.count <= 2000)
        #expect(error.description.utf8.count < 2_000_000)
    }

    @Test(.timeLimit(.minutes(2)), arguments: 0..<8)
    func survivesMutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<250 {
            var bytes = Self.whole
            for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, using: &generator) }
            check(bytes)
        }
    }

    private static let tokens = [
        "&a ", "*a", "<<: *a", "- ", "? ", ": ", "{", "}", "[", "]", "'", "\"", "|\n", ">-\n", "#", "\t", "\n", "---\n",
        "...\n", "%TAG ! x\n", "!!str ", "!x ", "4.14", "yes", "~", "\u{0}", "\u{feff}", "\u{2028}", "é", "(((", "\\",
        "a{999}",
        "name: x\n", "mirror:", "@sha256:", "oci://", "99999999999999999999",
    ]

    private func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
        let position = Int.random(in: 0..<max(bytes.count, 1), using: &generator)
        let end = min(position + Int.random(in: 1...40, using: &generator), bytes.count)
        guard position < end else { return }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(position..<end)
        case 2: bytes.insert(contentsOf: bytes[position..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
        case 3: bytes.removeSubrange(position...)
        case 4: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        default: bytes.insert(contentsOf: (Self.tokens.randomElement(using: &generator) ?? "").utf8, at: position)
        }
    }
}

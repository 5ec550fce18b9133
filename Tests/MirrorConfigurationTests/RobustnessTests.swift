// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@Suite struct RobustnessTests {
    private static let whole = Array(everything.utf8)

    /// Reads what may be broken; whatever is wrong must have a place inside the text.
    private func check(_ bytes: [UInt8]) {
        expectPlaces(in: bytes) { bytes throws(FindingsError) in
            _ = try ImageSetConfiguration(bytes: bytes, path: "f")
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
        let error = try #require(throws: FindingsError.self) {
            try ImageSetConfiguration(bytes: Array(text.utf8), path: "f")
        }
        #expect(error.findings.count <= 2000)
        #expect(error.description.utf8.count < 2_000_000)
    }

    @Test(.timeLimit(.minutes(2)), arguments: 0..<8)
    func survivesMutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<250 {
            check(mutated(Self.whole, using: &generator))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONPath
import Testing

@Suite struct PathFuzzTests {
    /// `JSONPATH_FUZZ=1000000` runs that many texts.
    private static let count = ProcessInfo.processInfo.environment["JSONPATH_FUZZ"].flatMap(Int.init) ?? 3000

    private static let words = [
        "{", "}", "[", "]", "(", ")", "?", "@", "$", ".", "..", "*", ",", ":", "-", "'", "\"", "\\", " ", "0", "1",
        "-1",
        "==", "!=", "<", ">=", "=", "&&", "a", "name", "range ", "end", "true", "1.5", "é", "\n", "spec", "image",
    ]

    @Test func everyTextIsAPathOrHasAnErrorInsideTheText() throws {
        var random = Sequence(state: 42)
        let root = try #require(document(sample))
        var read = 0
        for _ in 0..<Self.count {
            let text = (0..<(1 + Int(random.next() % 14))).map { _ in Self.words[Int(random.next() % 38)] }.joined()
            do {
                let path = try JSONPathExpression(text)
                _ = try? path.matches(in: root, limit: 20_000)
                read += 1
            } catch {
                #expect((1...(text.unicodeScalars.count + 1)).contains(error.column), "\(text)")
                #expect(!error.message.isEmpty)
            }
        }
        #expect(read > 0)
    }

    @Test func damagedPathsAreReadOrRefused() throws {
        var random = Sequence(state: 7)
        let whole = Array(
            #"{range ..containers[?(@.name=="web")]}{.env[0:2:1]['name','value']}{"\n"}{end}"#.unicodeScalars
        )
        for _ in 0..<Self.count {
            var scalars = whole
            let place = Int(random.next() % UInt64(scalars.count))
            switch random.next() % 3 {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(scalars[Int(random.next() % UInt64(scalars.count))], at: place)
            default: scalars.swapAt(place, Int(random.next() % UInt64(scalars.count)))
            }
            let text = String(String.UnicodeScalarView(scalars))
            if let path = try? JSONPathExpression(text) { #expect(path.description == text) }
        }
    }
}

/// Numbers that are the same in every run.
private struct Sequence {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}

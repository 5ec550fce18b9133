// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import TestSupport
import Testing

@Suite("Versions of any kind")
struct VersionPropertyTests {
    /// A version whose parts are small, so that many are equal or neighbours.
    private static func version(_ generator: inout SeededGenerator) -> String {
        func number() -> String { "\(Int.random(in: 0...2, using: &generator))" }
        var text = "\(number()).\(number()).\(number())"
        if Bool.random(using: &generator) {
            let parts = ["0", "1", "10", "a", "b", "A", "a-b", "rc"]
            let count = Int.random(in: 1...3, using: &generator)
            text += "-" + (0..<count).map { _ in parts.randomElement(using: &generator) ?? "0" }.joined(separator: ".")
        }
        if Int.random(in: 0..<4, using: &generator) == 0 { text += "+b.01" }
        return text
    }

    @Test func `are read back from what they print`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let text = Self.version(&generator)
            let version = try SemanticVersion(text)
            #expect(version.description == text)
            #expect(try SemanticVersion(tolerating: text).description == text)
            #expect(try SemanticVersion(tolerating: " v\(text) ").description == text)
        }
    }

    @Test func `have one order: of two, one precedes the other, or they are equal, and it goes on through a third`()
        throws
    {
        var generator = SeededGenerator(seed: 2)
        let versions = try (0..<60).map { _ in try SemanticVersion(Self.version(&generator)) }
        for first in versions {
            for second in versions {
                #expect([first < second, first == second, first > second].count { $0 } == 1, "\(first) \(second)")
                if first == second { #expect(first.hashValue == second.hashValue) }
                for third in versions where first < second && second < third { #expect(first < third) }
            }
        }
    }

    @Test func `of a release follow all of its pre-releases, and precede those of the next`() throws {
        for prerelease in ["0", "rc.1", "zzz", "99999999999"] {
            #expect(try SemanticVersion("4.16.3-\(prerelease)") < SemanticVersion("4.16.3"))
            #expect(try SemanticVersion("4.16.3") < SemanticVersion("4.16.4-\(prerelease)"))
        }
    }

    @Test(
        "that are none are told with what was expected",
        arguments: [
            ("4.16", "`4.16`: expected three numbers as in 4.16.3"),
            ("v4.16.3", "`v4.16.3`: leave out the `v`, as in 4.16.3"),
            ("4.x.3", "`4.x.3`: expected a number in place of `x`, as in 4.16.3"),
            ("4..3", "`4..3`: expected a number in place of ``, as in 4.16.3"),
            ("4.016.3", "`4.016.3`: the number `016` begins with 0 or is too large"),
            ("4.16.3-01", "`4.16.3-01`: the number `01` begins with 0 or is too large"),
            ("4.16.3-a_b", "`4.16.3-a_b`: after the `-`, expected letters, digits and dashes"),
            ("4.16.3+", "`4.16.3+`: after the `+`, expected letters, digits and dashes"),
        ]
    )
    func messages(text: String, message: String) {
        #expect(#expect(throws: VersionError.self) { try SemanticVersion(text) }?.description == message)
    }

    @Test func `of a catalog with a pre-release need all three numbers, and the error has the whole text`() {
        let error = #expect(throws: VersionError.self) { try SemanticVersion(tolerating: "v4.16-rc.1") }
        #expect(error?.description == "`v4.16-rc.1`: a pre-release needs all three numbers before it")
    }

    @Test(
        "have neighbours among those that exist",
        arguments: [
            ("4.16.3", ["4.16.1", "4.16.2", "4.16.5", "4.16.9"], "the nearest that exist are 4.16.2 and 4.16.5"),
            ("4.16.9", ["4.16.1", "4.16.5"], "the highest that exists is 4.16.5"),
            ("4.16.0", ["4.16.5", "4.16.1"], "the lowest that exists is 4.16.1"), ("4.16.0", [], "none exists"),
            ("4.16.0", ["4.16.0-rc.1", "4.16.1-rc.1"], "the nearest that exist are 4.16.0-rc.1 and 4.16.1-rc.1"),
            // One that exists is no neighbour of itself.
            ("4.16.3", ["4.16.3"], "none exists"),
        ] as [(String, [String], String)]
    )
    func nearest(version: String, others: [String], text: String) throws {
        let others = try others.map { try SemanticVersion($0) }
        #expect(nearestVersions(to: try SemanticVersion(version), among: others) == text)
        #expect(nearestVersions(to: try SemanticVersion(version), among: others.reversed()) == text)
    }

    @Test func `between two bounds are those that meet both, however many numbers the bounds have`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<600 {
            let version = try SemanticVersion(Self.version(&generator))
            let numbers = (0..<3).map { _ in UInt64.random(in: 0...2, using: &generator) }
            let count = Int.random(in: 1...3, using: &generator)
            let bound = try VersionBound(numbers.prefix(count).map(String.init).joined(separator: "."))
            let known = [version.major, version.minor, version.patch].prefix(count)
            // As the highest, what is not written is open; a whole version has its pre-releases before it.
            let isBelow = Array(known).lexicographicallyPrecedes(Array(numbers.prefix(count)))
            let isEqual = Array(known) == Array(numbers.prefix(count))
            #expect(bound.isMetAsMaximum(by: version) == (isBelow || isEqual), "\(bound) \(version)")
            // As the lowest, what is not written is 0.
            let padded = try SemanticVersion(
                (numbers.prefix(count) + [0, 0]).prefix(3).map(String.init).joined(separator: ".")
            )
            #expect(bound.isMetAsMinimum(by: version) == (padded <= version))
        }
    }
}

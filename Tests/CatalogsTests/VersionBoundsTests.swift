// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@testable import Catalogs

@Suite("The versions that are wanted")
struct VersionBoundsTests {
    private static func bound(_ text: String?, line: Int) throws -> Located<VersionBound>? {
        try text.map { Located(try VersionBound($0), at: SourceLocation(file: "isc.yaml", line: line, column: 3)) }
    }

    private static func bounds(_ minimum: String?, _ maximum: String?) throws -> VersionBounds? {
        VersionBounds(try bound(minimum, line: 1), try bound(maximum, line: 2))
    }

    @Test(
        "lie between the bounds, both included",
        arguments: [
            ("1.0.0", "2.0.0", "1.5.0", true), ("1.0.0", "2.0.0", "1.0.0", true), ("1.0.0", "2.0.0", "2.0.0", true),
            ("1.0.0", "2.0.0", "0.9.9", false), ("1.0.0", "2.0.0", "2.0.1", false),
            ("1.40.0", "1.42.0", "1.42.0-5", true),
            ("1.40.0", nil, "99.0.0", true), (nil, "1.2", "1.2.99", true), (nil, "1.2", "1.3.0", false),
            ("1.2", "1.2", "1.2.7", true),
            ("1.0.0", "1.0.0", "1.0.0+5", true),
        ] as [(String?, String?, String, Bool)]
    )
    func contains(minimum: String?, maximum: String?, version: String, isInside: Bool) throws {
        let bounds = try #require(try Self.bounds(minimum, maximum))
        #expect(bounds.contains(try SemanticVersion(version)) == isInside)
    }

    @Test(
        "are said as a range, or as the only one",
        arguments: [
            ("1.0.0", "2.0.0", ">=1.0.0 <=2.0.0", nil), ("1.0.0", nil, ">=1.0.0", nil), (nil, "2.0", "<=2.0", nil),
            ("1.2.3", "1.2.3", "1.2.3", "1.2.3"), ("1.2", "1.2", ">=1.2 <=1.2", nil),
            ("v1.2.3", "1.2.3", ">=v1.2.3 <=1.2.3", nil),
            ("1.2.3-5", "1.2.3-5", "1.2.3-5", "1.2.3-5"),
        ] as [(String?, String?, String, String?)]
    )
    func text(minimum: String?, maximum: String?, text: String, exact: String?) throws {
        let bounds = try #require(try Self.bounds(minimum, maximum))
        #expect(bounds.description == text)
        #expect(bounds.exact?.description == exact)
    }

    @Test func `are all where no bound is given, and stand where the first of them does`() throws {
        #expect(try Self.bounds(nil, nil) == nil)
        #expect(try Self.bounds("1", "2")?.location?.line == 1)
        #expect(try Self.bounds(nil, "2")?.location?.line == 2)
    }
}

@Suite("What is wanted of one channel")
struct ChannelRuleTests {
    private static let channel = RequirementValues.operators("op", default: "c", [("c", ["3.0.0", "2.0.0", "1.0.0"])])
        .channels[0]

    private static func bounds() throws -> VersionBounds {
        let location = SourceLocation(file: "isc.yaml", line: 1, column: 1)
        return try #require(VersionBounds(Located(try VersionBound("2.0.0"), at: location), nil))
    }

    private static func kept(_ rule: ChannelRule) -> [String] {
        rule.kept(of: channel, ChannelGraph(channel)) { name, _ in name != "op.v1.0.0" }.map { String($0.dropFirst(4)) }
    }

    @Test func `decides which entries are kept`() throws {
        #expect(Self.kept(.everything) == ["1.0.0", "2.0.0", "3.0.0"])
        #expect(Self.kept(.head) == ["3.0.0"])
        #expect(Self.kept(.range(try Self.bounds())) == ["2.0.0", "3.0.0"])
        #expect(Self.kept(.exact(bundle: "op.v2.0.0", try Self.bounds())) == ["2.0.0"])
        #expect(Self.kept(.exact(bundle: "op.v9.0.0", try Self.bounds())) == [])
        #expect(Self.kept(.bundles(["op.v1.0.0", "op.v3.0.0", "x"])) == ["1.0.0", "3.0.0"])
    }

    @Test func `follows updates only where these decide`() throws {
        let bounds = try Self.bounds()
        for (rule, needsOrder, hasBounds) in [
            (ChannelRule.everything, true, false), (.head, true, false), (.range(bounds), true, true),
            (.exact(bundle: "x", bounds), false, true), (.bundles([]), false, false),
        ] {
            #expect(rule.needsOrder == needsOrder)
            #expect((rule.bounds != nil) == hasBounds)
        }
    }
}

@Suite("The versions of a package")
struct PackageVersionsTests {
    private static func package(_ bundles: [(String, String?)]) -> CatalogPackage {
        CatalogPackage(name: "op", defaultChannel: "c", bundles: bundles.map { RequirementValues.bundle($0, $1) })
    }

    @Test(
        "are found with their builds: the one that is meant first, then the highest",
        arguments: [
            ("1.0.0", ["a", "d", "c", "b"]), ("1.0.0+2", ["b", "d", "c", "a"]), ("1.0.0+10", ["c", "d", "b", "a"]),
            ("2.0.0", ["e"]),
            ("3.0.0", []),
        ]
    )
    func builds(version: String, names: [String]) throws {
        let bundles =
            [
                ("a", "1.0.0"), ("b", "1.0.0+2"), ("c", "1.0.0+10"), ("d", "1.0.0+x"), ("e", "2.0.0"), ("f", nil),
            ] as [(String, String?)]
        let versions = PackageVersions(Self.package(bundles))
        #expect(versions.names(of: try SemanticVersion(version)) == names)
    }

    @Test("are strict: what semver.org does not have is none", arguments: ["v1.0.0", "1.0", "01.0.0", "", "latest"])
    func strict(version: String) {
        let versions = PackageVersions(Self.package([("a", version)]))
        #expect(versions["a"] == nil)
        #expect(versions.bundle("a")?.version == version)
        #expect(versions.bundle("b") == nil)
    }

    @Test func `are in order from the lowest, behind those that have none`() {
        let bundles =
            [("d", "10.0.0"), ("b", "1.0.0-1"), ("z", nil), ("c", "1.0.0"), ("a", nil), ("e", "9.0.0")]
            as [(String, String?)]
        #expect(Self.package(bundles).bundlesByVersion.map(\.name) == ["a", "z", "b", "c", "e", "d"])
        #expect(Self.package(bundles.reversed()).bundlesByVersion.map(\.name) == ["a", "z", "b", "c", "e", "d"])
    }
}

@Suite("A pattern for one name")
struct WildcardPatternTests {
    /// The same by trying everything, for patterns without sets.
    private static func matches(_ pattern: Substring, _ name: Substring) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" { return matches(rest, name) || !name.isEmpty && matches(pattern, name.dropFirst()) }
        guard let letter = name.first, first == "?" || first == letter else { return false }
        return matches(rest, name.dropFirst())
    }

    @Test func `matches what trying everything finds`() {
        var generator = SeededGenerator(seed: 6)
        var found = 0
        for _ in 0..<4000 {
            let pattern = String(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in "ab*?".randomElement(using: &generator) ?? "a"
                }
            )
            let name = String(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in "ab".randomElement(using: &generator) ?? "a" }
            )
            let expected = Self.matches(pattern[...], name[...])
            #expect(WildcardPattern(pattern[...]).matches(name[...]) == expected, "\(pattern) \(name)")
            found += expected ? 1 : 0
        }
        #expect(found > 300)
    }

    @Test(
        "may have sets, and a backslash before what is meant as itself",
        arguments: [
            ("[abc]", "b", true), ("[abc]", "d", false), ("[!abc]", "d", true), ("[^abc]", "a", false),
            ("[a-c]x", "bx", true),
            ("[c-a]", "b", true), ("[]a]", "]", true), ("[]a]", "a", true), ("[a-]", "-", true), ("[", "[", true),
            ("[ab", "[ab", true),
            ("\\*", "*", true), ("\\*", "a", false), ("\\", "\\", true), ("[\\]]", "]", true),
            ("*.yaml", "a.yaml", true),
            ("*.yaml", ".yaml", true), ("*.yaml", "a.yml", false), ("", "", true), ("", "a", false), ("é?", "éü", true),
        ]
    )
    func sets(pattern: String, name: String, matches: Bool) {
        #expect(WildcardPattern(pattern[...]).matches(name[...]) == matches)
    }
}

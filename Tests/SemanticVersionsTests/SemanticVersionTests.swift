// SPDX-License-Identifier: Apache-2.0

import SemanticVersions
import Testing

@Suite struct SemanticVersionTests {
    @Test(
        arguments: [
            ("1.2.3", "1.2.3"),
            ("v1.2.3", "1.2.3"),
            ("1", "1.0.0"),
            ("v1.2", "1.2.0"),
            ("01.02.03", "1.2.3"),
            ("1.2.3-rc.1", "1.2.3-rc.1"),
            ("1.2.3+b5", "1.2.3+b5"),
            ("1.2.3-rc.1+b5.c", "1.2.3-rc.1+b5.c"),
            ("1-alpha", "1.0.0-alpha"),
            ("1.2-0", "1.2.0-0"),
            ("1.2.3--", "1.2.3--"),
            ("0.0.0", "0.0.0"),
            ("18446744073709551615.0.0", "18446744073709551615.0.0"),
            ("1.2.3-0a", "1.2.3-0a"),
            ("1+1-2", "1.0.0+1-2"),
        ]
    )
    func isReadGenerously(text: String, full: String) throws {
        let version = try SemanticVersion(text)
        #expect(version.description == full)
        #expect(version.original == text)
    }

    @Test(
        arguments: [
            ("", SemanticVersionError.invalidVersion),
            ("v", .invalidVersion),
            ("V1", .invalidVersion),
            ("1.2.3.4", .invalidVersion),
            ("1..2", .invalidVersion),
            ("1.2.3-", .invalidVersion),
            ("1.2.3+", .invalidVersion),
            ("1.2.3-a..b", .invalidVersion),
            (" 1.2.3", .invalidVersion),
            ("1.2.3\n", .invalidVersion),
            ("1.2.3-é", .invalidVersion),
            ("1.x", .invalidVersion),
            ("-1", .invalidVersion),
            ("not.a.version", .invalidVersion),
            ("1.2.3-01", .leadingZero),
            ("1.2.3-a.00", .leadingZero),
            ("99999999999999999999", .numberTooLarge("99999999999999999999")),
            ("1.18446744073709551616", .numberTooLarge("18446744073709551616")),
        ]
    )
    func isRefused(text: String, error: SemanticVersionError) {
        #expect(throws: error) { try SemanticVersion(text) }
    }

    @Test func errorsHaveHelmsWords() {
        #expect(SemanticVersionError.invalidVersion.description == "Invalid Semantic Version")
        #expect(SemanticVersionError.leadingZero.description == "Version segment starts with 0")
        #expect(SemanticVersionError.invalidPrerelease.description == "Invalid Prerelease string")
        #expect(SemanticVersionError.invalidMetadata.description == "Invalid Metadata string")
        #expect(SemanticVersionError.constraintWithoutVersion.description == "constraint Parser Error")
        #expect(SemanticVersionError.improperConstraint(">==1").description == "improper constraint: >==1")
        #expect(
            SemanticVersionError.numberTooLarge("99999999999999999999").description
                == "Error parsing version segment: strconv.ParseUint: parsing \"99999999999999999999\": value out of range"
        )
    }

    @Test func hasParts() throws {
        let version = try SemanticVersion("v1.2.3-rc.1+b5")
        #expect((version.major, version.minor, version.patch) == (1, 2, 3))
        #expect(version.prerelease == "rc.1")
        #expect(version.metadata == "b5")
    }

    /// From the lowest to the highest.
    private static let ordered = [
        "0.0.0-0", "0.0.0", "0.0.1", "0.1.0", "1.0.0--", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-10.a", "1.0.0-A",
        "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.1.0", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
        "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1-a", "1.0.1", "1.1.0", "1.9.0", "1.10.0", "2.0.0", "10.0.0",
    ]

    @Test func everyVersionIsBeforeTheFollowingOnes() throws {
        let versions = try Self.ordered.map { try SemanticVersion($0) }
        for (index, version) in versions.enumerated() {
            for (otherIndex, other) in versions.enumerated() {
                let expected = index < otherIndex ? -1 : index > otherIndex ? 1 : 0
                // "1.0.0--" is a word, and words are after numbers.
                if version.prerelease == "-" || other.prerelease == "-" { continue }
                #expect(version.compare(to: other) == expected, "\(version) \(other)")
                #expect((version < other) == (expected < 0))
                #expect((version == other) == (expected == 0))
            }
        }
    }

    @Test func aWordIsAfterANumber() throws {
        #expect(try SemanticVersion("1.0.0--") > SemanticVersion("1.0.0-10"))
        #expect(try SemanticVersion("1.0.0-99999999999999999999") > SemanticVersion("1.0.0-10"))
    }

    @Test func metadataAndSpellingDoNotCount() throws {
        let versions = try ["1.2.0", "v1.2", "1.2.0+a", "01.2.0+b"].map { try SemanticVersion($0) }
        #expect(Set(versions).count == 1)
        #expect(versions.allSatisfy { $0 == versions[0] })
    }

    @Test(
        arguments: [
            ("v1.2.3-rc1", "1.2.3", "1.3.0", "2.0.0"),
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
            ("1.2.3+b", "1.2.4", "1.3.0", "2.0.0"),
            ("0", "0.0.1", "0.1.0", "1.0.0"),
        ]
    )
    func hasNextVersions(text: String, patch: String, minor: String, major: String) throws {
        let version = try SemanticVersion(text)
        #expect(version.nextPatch.description == patch)
        #expect(version.nextMinor.description == minor)
        #expect(version.nextMajor.description == major)
        #expect(version.nextMajor.original == (text.hasPrefix("v") ? "v" : "") + major)
    }

    @Test func getsAnotherPrereleaseAndOtherMetadata() throws {
        let version = try SemanticVersion("v1.2.3+m")
        #expect(try version.with(prerelease: "rc.1").description == "1.2.3-rc.1+m")
        #expect(try version.with(prerelease: "rc.1").original == "v1.2.3-rc.1+m")
        #expect(try version.with(prerelease: "").description == "1.2.3+m")
        #expect(try version.with(metadata: "x.y").description == "1.2.3+x.y")
        #expect(try version.with(metadata: "").description == "1.2.3")
        #expect(throws: SemanticVersionError.leadingZero) { try version.with(prerelease: "01") }
        #expect(throws: SemanticVersionError.invalidPrerelease) { try version.with(prerelease: "a b") }
        #expect(throws: SemanticVersionError.invalidMetadata) { try version.with(metadata: "a_b") }
    }

    @Test func readsAnythingWithoutHarm() {
        var random = SystemRandomNumberGenerator()
        let pieces = ["1", "0", ".", "-", "+", "v", "x", "*", " ", ",", "||", ">", "=", "<", "~", "^", "!", "a", "é"]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            if let version = try? SemanticVersion(text) {
                #expect((try? SemanticVersion(version.description)) == version)
                #expect((try? SemanticVersion(version.original))?.original == text)
            }
            if let constraint = try? VersionConstraint(text) { #expect(constraint.description == text) }
        }
    }
}

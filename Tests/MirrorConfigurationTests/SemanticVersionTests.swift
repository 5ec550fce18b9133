// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Testing

@Suite struct SemanticVersionTests {
    @Test(arguments: ["0.0.0", "4.16.3", "1.0.0-rc.1", "1.0.0-0.x-y+build.01", "1.0.0+a.b", "18446744073709551615.0.0"])
    func readsAndWrites(text: String) throws {
        #expect(try SemanticVersion(text).description == text)
    }

    @Test(
        arguments: [
            "", "4", "4.16", "4.16.3.1", "v4.16.3", "04.16.3", "4.16.3-", "4.16.3-01", "4.16.3-a..b", "4.16.3+",
            "4.16.3-ü",
            " 4.16.3", "4.16.x", "-1.0.0", "18446744073709551616.0.0", "4.16.٣",
        ]
    )
    func refusesWhatIsNoVersion(text: String) {
        #expect(throws: VersionError.self) { try SemanticVersion(text) }
    }

    @Test(
        arguments: [
            ("4", "4.0.0"), ("v4.16", "4.16.0"), ("4.016.3", "4.16.3"), (" 4.16.3 ", "4.16.3"),
            ("v1.2.3-rc.1", "1.2.3-rc.1"),
            ("00.0.0", "0.0.0"),
        ]
    )
    func toleratesWhatCatalogsWrite(text: String, version: String) throws {
        #expect(try SemanticVersion(tolerating: text).description == version)
    }

    @Test(arguments: ["", "v", "4.", "4.16-rc.1", "4+x", "x", "4..1", "vv4"])
    func doesNotTolerateEverything(text: String) {
        #expect(throws: VersionError.self) { try SemanticVersion(tolerating: text) }
    }

    @Test func ordersByPrecedence() throws {
        // The example of semver.org, and some neighbours.
        let ordered = [
            "0.9.9", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
            "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ]
        #expect(try ordered.shuffled().map(SemanticVersion.init(_:)).sorted().map(\.description) == ordered)
    }

    @Test func ignoresBuildMetadata() throws {
        let (first, second) = (try SemanticVersion("1.0.0+1"), try SemanticVersion("1.0.0+2"))
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
        #expect(!(first < second) && !(second < first))
    }
}

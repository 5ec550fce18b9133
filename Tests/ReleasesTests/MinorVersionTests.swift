// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Releases
import Resolution
import Testing

@Suite("A minor version")
struct MinorVersionTests {
    @Test(
        "is two numbers with a point between them",
        arguments: [
            ("4.16", 4, 16), ("0.0", 0, 0), ("5.0", 5, 0), ("10.2", 10, 2), ("1000000.1000000", 1_000_000, 1_000_000),
        ] as [(String, UInt64, UInt64)]
    )
    func parsed(text: String, major: UInt64, minor: UInt64) throws {
        let version = try #require(MinorVersion(text))
        #expect((version.major, version.minor) == (major, minor))
        #expect("\(version)" == text)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", ".", "4", "4.", ".16", "4.16.3", "04.16", "4.016", "v4.16", "4.16-rc", "4.16-rc.1", "4.16+b", "4,16",
            " 4.16",
            "4.16 ", "-4.16", "4.-1", "+4.1", "4..16", "1000001.0", "4.1000001", "99999999999999999999.1", "٤.١٦",
            "stable-4.16",
        ]
    )
    func refused(text: String) { #expect(MinorVersion(text) == nil) }

    @Test(
        "is that of every version that belongs to it",
        arguments: [
            ("4.16.3", "4.16"), ("4.16.0-rc.2", "4.16"), ("4.15.0-0.okd-2024-03-10-010116", "4.15"), ("5.0.0+x", "5.0"),
            ("4.1000001.0", nil), ("1000001.0.0", nil),
        ] as [(String, String?)]
    )
    func ofVersion(version: String, minor: String?) throws {
        #expect(MinorVersion(try SemanticVersion(version))?.description == minor)
    }

    @Test func `minors are in the order of their numbers, not of their letters`() throws {
        let sorted = ["3.11", "4.2", "4.9", "4.10", "4.16", "5.0", "10.0"]
        #expect(sorted.reversed().compactMap { MinorVersion($0) }.sorted().map(\.description) == sorted)
    }

    @Test(
        "is named by the tags of releases, and by no other tag",
        arguments: [
            (["4.16.3-x86_64", "4.9.0-s390x", "4.16.4-multi", "4.10.0-rc.1-x86_64"], ["4.9", "4.10", "4.16"]),
            (["4.15.0-0.okd-2024-03-10-010116", "4.14.0-okd-scos.1"], ["4.14", "4.15"]),
            (["latest", "4.17", "4.18.x", "v4.16.3", "4.16.", "x.y.3"], []),
            (["sha256-0011.sig", "4.16.3-x86_64.sig", "4.16.3.sig"], []), ([], []),
        ] as [([String], [String])]
    )
    func named(tags: [String], minors: [String]) {
        #expect(MinorVersion.named(in: tags).map(\.description) == minors)
        #expect(MinorVersion.named(in: tags.reversed()).map(\.description) == minors)
    }
}

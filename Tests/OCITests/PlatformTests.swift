// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

@Suite("A platform")
struct PlatformTests {
    @Test("is read as it is written", arguments: ["linux/amd64", "linux/arm/v7", "windows/amd64", "unknown/unknown"])
    func reads(text: String) throws {
        #expect(try Platform(text).description == text)
    }

    @Test(
        "has two parts or three, and each says something",
        arguments: ["", "linux", "linux/", "/amd64", "linux/arm/", "linux//v7", "a/b/c/d", "/"]
    )
    func refuses(text: String) {
        #expect(
            throws: ReferenceError(text: text, message: "a platform is `os/architecture` or `os/architecture/variant`")
        ) {
            try Platform(text)
        }
    }

    @Test(
        "is what somebody asks for where all that is asked for fits",
        arguments: [
            ("linux/amd64", "linux/amd64", true), ("linux/arm/v7", "linux/arm", true),
            ("linux/arm/v7", "linux/arm/v7", true),
            ("linux/arm/v7", "linux/arm/v6", false), ("linux/arm", "linux/arm/v7", false),
            ("linux/amd64", "linux/arm64", false),
            ("windows/amd64", "linux/amd64", false), ("unknown/unknown", "linux/amd64", false),
        ]
    )
    func satisfies(platform: String, wanted: String, isSatisfied: Bool) throws {
        #expect(try Platform(platform).satisfies(Platform(wanted)) == isSatisfied)
    }

    @Test("is in order by its text")
    func order() throws {
        let platforms = try [
            "linux/amd64", "linux/arm", "linux/arm/v6", "linux/arm/v7", "linux/arm64", "windows/amd64",
        ].map { try Platform($0) }
        #expect(platforms.reversed().sorted() == platforms)
    }

    @Test(
        "selects the children of an index, and those that have none come along",
        arguments: [
            ("linux/amd64", [], true), ("linux/amd64", ["linux/amd64"], true), ("linux/amd64", ["linux/arm64"], false),
            ("linux/arm/v7", ["linux/s390x", "linux/arm"], true), (nil, ["linux/amd64"], true),
            ("unknown/unknown", ["linux/amd64"], true),
            (nil, [], true), ("windows/amd64", ["linux/amd64", "linux/arm64"], false),
        ] as [(String?, [String], Bool)]
    )
    func selects(platform: String?, wanted: [String], isSelected: Bool) throws {
        let child = descriptor("child", platform: try platform.map { try Platform($0) })
        #expect(child.isSelected(by: try wanted.map { try Platform($0) }) == isSelected)
    }

    @Test(
        "decides into which child of an index somebody looks",
        arguments: [
            ([], [], nil), (["linux/amd64"], [], 0), (["linux/s390x", "linux/arm64", "linux/amd64"], [], 2),
            (["linux/s390x", "linux/arm64"], [], 1),
            ([nil, "linux/arm64"], [], 1), ([nil, nil], [], 0), (["unknown/unknown", nil], [], 1),
            (["unknown/unknown"], [], nil),
            (["linux/amd64", "linux/arm64"], ["linux/arm64"], 1), (["linux/amd64"], ["linux/arm64"], nil),
            (["linux/amd64", nil], ["linux/arm64"], 1),
        ] as [([String?], [String], Int?)]
    )
    func prefers(platforms: [String?], wanted: [String], expected: Int?) throws {
        let children = try platforms.enumerated().map { try descriptor("\($0)", platform: $1.map { try Platform($0) }) }
        let chosen = ImageTree.preferred(children, platforms: try wanted.map { try Platform($0) })
        #expect(chosen == expected.map { children[$0] })
    }

    @Test("of two children decides for the lower digest, in whatever order they are")
    func sameOnEveryMachine() throws {
        let children = (0..<4).map { descriptor("\($0)", platform: Platform(os: "linux", architecture: "amd64")) }
        let lowest = children.min { $0.digest < $1.digest }
        #expect(ImageTree.preferred(children) == lowest)
        #expect(ImageTree.preferred(children.reversed()) == lowest)
    }
}

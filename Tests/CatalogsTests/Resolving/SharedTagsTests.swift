// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

@testable import Catalogs

@Suite("A tag that bundles use for several images")
struct SharedTagsTests {
    private static let digests = (1...2).map { Digest(of: [UInt8($0)]) }
    private static let one = digests[0]
    private static let two = digests[1]

    /// The references of all bundles, one of them, and whether that leaves its tag to others.
    @Test(
        "is left by those that are named by digest as well",
        arguments: [
            (["q.io/a:1@\(one)", "q.io/a:1@\(two)"], "q.io/a:1@\(one)", true),
            (["q.io/a:1@\(one)", "q.io/a:1@\(one)"], "q.io/a:1@\(one)", false),
            (["q.io/a:1@\(one)", "q.io/a:1"], "q.io/a:1@\(one)", true),
            (["q.io/a:1@\(one)", "q.io/a:1"], "q.io/a:1", false),
            (["q.io/a:1@\(one)", "q.io/a:2@\(two)"], "q.io/a:1@\(one)", false),
            (["q.io/a:1@\(one)", "q.io/b:1@\(two)"], "q.io/a:1@\(one)", false),
            (["q.io/a:1@\(one)", "r.io/a:1@\(two)"], "q.io/a:1@\(one)", true),
            (["q.io/a@\(one)", "q.io/a@\(two)"], "q.io/a@\(one)", false), ([], "q.io/a:1@\(one)", false),
            (["q.io/a:1", "r.io/a:1"], "q.io/a:1", false),
        ]
    )
    func shared(references: [String], reference: String, isShared: Bool) throws {
        let tags = SharedTags(try references.map { try ImageReference($0) })
        #expect(tags.contains(try ImageReference(reference)) == isShared)
    }

    @Test("names one image in the end, whatever the bundles", arguments: 0..<40)
    func unique(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let references = try (0..<8).map { _ in
            let tag = ["", ":1", ":2"][Int.random(in: 0...2, using: &generator)]
            let digest =
                tag.isEmpty || Bool.random(using: &generator)
                ? "@\(Self.digests[Int.random(in: 0...1, using: &generator)])" : ""
            return try ImageReference("q.io/a\(tag)\(digest)")
        }
        let tags = SharedTags(references)
        for tag in ["1", "2"] {
            let named = references.filter { "\($0.tag.map { "\($0)" } ?? "")" == tag && !tags.contains($0) }
            #expect(Set(named.map(\.digest)).count <= 1)
        }
    }
}

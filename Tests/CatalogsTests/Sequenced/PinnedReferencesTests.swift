// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing
@testable import Catalogs

@Suite("The digests that v1 writes into catalogs")
struct PinnedReferencesTests {
    private static let digests = ["a", "b", "c"].map { Digest(of: $0.utf8) }

    @Test(
        "are found by the name in the bundle, or by the only one of a repository",
        arguments: [
            ("reg.example/x:1", "one", 0), ("reg.example/x:1", "two", 1), ("reg.example/x:1", "other", nil),
            ("reg.example/x:1", nil, nil), ("reg.example/y:1", "other", 2), ("reg.example/z:1", "one", nil),
        ] as [(String, String?, Int?)]
    )
    func find(reference: String, name: String?, expected: Int?) throws {
        let bundle = CatalogBundle(
            name: "foo.v1",
            image: "reg.example/y@\(Self.digests[2])",
            version: "1.0.0",
            relatedImages: [
                RelatedImage(name: "two", image: "reg.example/x@\(Self.digests[1])"),
                RelatedImage(name: "one", image: "reg.example/x@\(Self.digests[0])"),
                RelatedImage(name: "three", image: "reg.example/z:tag"),
            ]
        )
        let pins = PinnedReferences(of: bundle)
        #expect(pins.digest(of: try ImageReference(reference), named: name) == expected.map { Self.digests[$0] })
        #expect(pins.digests == Set(Self.digests))
    }
}

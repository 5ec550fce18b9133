// SPDX-License-Identifier: Apache-2.0

import Catalogs
import OCI
import SequenceMetadata
import Testing

@testable import Runs

@Suite("The images that metadata of oc-mirror v1 has")
struct KnownImagesTests {
    private static let digest = Digest(of: Array("bundle".utf8))
    private static let other = Digest(of: Array("other".utf8))

    private static func known() throws -> KnownImages {
        let association = Association(
            .bundle,
            name: "quay.io/foo/bundle@\(digest)",
            path: "foo/bundle",
            id: DigestText(digest),
            tagSymlink: "v1",
            content: .init()
        )
        let uid = try #require(WorkspaceID("1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"))
        return KnownImages(WorkspaceMetadata(uid: uid, pastAssociations: [association]))
    }

    @Test(
        "are known by their digest, or by repository and tag",
        arguments: [
            ("quay.io/foo/bundle@\(digest)", true), ("elsewhere.example/foo@\(digest)", true),
            ("quay.io/foo/bundle@\(other)", false), ("quay.io/foo/bundle:v1", true), ("quay.io/foo/bundle:v2", false),
            ("quay.io/foo/bundle", false), ("quay.io/other:v1", false), ("no image", false), ("", false),
        ]
    )
    func contains(image: String, isKnown: Bool) throws {
        #expect(try Self.known().contains(CatalogBundle(name: "x", image: image, version: nil)) == isKnown)
    }
}

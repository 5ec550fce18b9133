// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

@Suite("The place that content is read from")
struct ContentPlaceTests {
    private static let digest = Digest(of: [1])

    @Test(
        "is parsed from every spelling",
        arguments: [
            ("quay.io/a/b", "quay.io/a/b"),
            ("quay.io/a/b:1", "quay.io/a/b"),
            ("quay.io:8443/a@\(digest)", "quay.io:8443/a"),
            ("quay.io/a:1@\(digest)", "quay.io/a"),
            ("docker://quay.io/a/b:1", "quay.io/a/b"),
            ("oci://dir", "oci://dir"),
            ("oci:///srv/a@1", "oci:///srv/a@1"),
            ("oci:///srv/a@\(digest)", "oci:///srv/a"),
            ("oci:///srv/it@1@\(digest)", "oci:///srv/it@1"),
        ]
    )
    func stores(text: String, store: String) throws {
        #expect(try ContentPlace(text).store() == .image(ImageSource(store)))
        #expect(!ContentPlace(text).isBuild)
    }

    @Test("is an image built here behind `build:`")
    func builds() throws {
        let place = ContentPlace("build:\(Self.digest)")
        #expect(try place.store() == .build(Self.digest))
        #expect(place.isBuild && place.image == nil)
        #expect(ContentPlace(built: Self.digest) == place)
    }

    @Test(
        "is refused where it names nothing",
        arguments: ["", "build:", "build:sha256:1", "build:\(digest)x", "quay.io/A", "https://quay.io/a", "a b"]
    )
    func refusals(text: String) {
        #expect(throws: (any Error).self) { try ContentPlace(text).store() }
        #expect(ContentPlace(text).image == nil)
    }

    @Test(
        "is an image where it is pinned by digest",
        arguments: [
            ("quay.io/a:1@\(digest)", "quay.io/a:1@\(digest)"), ("oci://a@1@\(digest)", "oci://a@1@\(digest)"),
            ("quay.io/a:1", nil), ("oci://a", nil),
        ]
    )
    func images(text: String, image: String?) throws {
        #expect(ContentPlace(text).image?.description == image)
        if let image = ContentPlace(text).image { #expect(ContentPlace(image).description == text) }
    }

    @Test(
        "of blobs is the repository or the layout of their image",
        arguments: [("quay.io/a/b:1", "quay.io/a/b"), ("quay.io/a@\(digest)", "quay.io/a"), ("oci://a@1", "oci://a@1")]
    )
    func blobs(source: String, place: String) throws {
        #expect(try ContentPlace(blobsOf: ImageSource(source)).description == place)
    }

    @Test(
        "is the string of the file, whatever that is",
        arguments: ["quay.io/a:1", "docker://quay.io/a", "build:x", "oci://", "", "a\n\u{1b}[2J", "/\u{301}"]
    )
    func roundTrips(text: String) throws {
        let place = try JSONDecoder().decode([ContentPlace].self, from: JSONEncoder().encode([text]))
        #expect(place == [ContentPlace(text)])
        #expect(try JSONEncoder().encode(place) == JSONEncoder().encode([text]))
    }
}

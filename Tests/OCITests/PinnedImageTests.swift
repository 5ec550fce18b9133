// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

private let hex = String(repeating: "ab", count: 32)

@Suite("A pinned image")
struct PinnedImageTests {
    @Test(
        "is read as it is written",
        arguments: [
            ("quay.io/a/b@sha256:\(hex)", "quay.io/a/b"), ("quay.io/a/b:v4.18@sha256:\(hex)", "quay.io/a/b"),
            ("oci://catalog@sha256:\(hex)", "catalog"), ("oci:///my@home/x@y/@sha256:\(hex)", "/my@home/x@y/"),
        ]
    )
    func reads(text: String, place: String) throws {
        let image = try PinnedImage(text)
        #expect("\(image)" == text)
        #expect(image.digest.hex == hex)
        switch image.source {
        case .registry(let reference):
            #expect("\(reference.repository)" == place)
            #expect(reference.digest == image.digest)
        case .layout(let path): #expect(path == place)
        }
        #expect(PinnedImage(image.source, digest: image.digest) == image)
    }

    @Test(
        "ends with a digest",
        arguments: [
            "", "@", "quay.io/a/b", "quay.io/a/b:v1", "oci://catalog", "oci://my@home", "oci://@sha256:\(hex)",
            "quay.io/a/b@sha256:\(hex.dropLast())", "oci://a@sha256:\(hex)/b", "@sha256:\(hex)",
            "quay.io/a/b@sha256:\(hex)@sha256:\(hex)", "dir://a@sha256:\(hex)",
        ]
    )
    func refuses(text: String) {
        #expect(throws: ReferenceError.self) { try PinnedImage(text) }
    }
}

// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

private let hex = String(repeating: "ab", count: 32)
private let longHex = String(repeating: "ab", count: 64)

@Suite("Image references")
struct ImageReferenceTests {
    @Test(
        "take host, path, tag and digest apart",
        arguments: [
            ("quay.io/a/b:1", "quay.io", "a/b", "1", nil),
            ("docker://quay.io/a/b:1", "quay.io", "a/b", "1", nil),
            ("localhost:5000/x@sha256:\(hex)", "localhost:5000", "x", nil, "sha256:\(hex)"),
            ("host:5000/a/b/c/d:v1@sha256:\(hex)", "host:5000", "a/b/c/d", "v1", "sha256:\(hex)"),
            ("host.example/a@sha512:\(longHex)", "host.example", "a", nil, "sha512:\(longHex)"),
            ("nginx:1.25", "docker.io", "library/nginx", "1.25", nil),
            ("ubi8/ubi:latest", "docker.io", "ubi8/ubi", "latest", nil),
            ("[::1]:5000/a:1", "[::1]:5000", "a", "1", nil),
            ("localhost/a__b/c--d.e:_x", "localhost", "a__b/c--d.e", "_x", nil),
            ("ubi9.example/ubi9/ubi:9", "ubi9.example", "ubi9/ubi", "9", nil),
        ] as [(String, String, String, String?, String?)]
    )
    func parses(text: String, host: String, name: String, tag: String?, digest: String?) throws {
        let reference = try ImageReference(text)
        #expect(reference.repository.host.description == host)
        #expect(reference.repository.name.description == name)
        #expect(reference.tag?.description == tag)
        #expect(reference.digest?.description == digest)
    }

    @Test(
        "are refused with the reason",
        arguments: [
            ("", "the reference is empty"),
            ("quay.io/", "the repository name is empty"),
            ("quay.io//a:1", "a part between slashes is empty"),
            ("quay.io/A/b:1", "upper-case"),
            ("quay.io/a/b:", "the tag is empty"),
            ("quay.io/a/b:-x", "the tag `-x`"),
            ("quay.io/a b:1", "white space"),
            ("quay.io/a@sha256:abc", "found 3 hexadecimal digits, expected 64"),
            ("quay.io/a@md5:abc", "unknown algorithm `md5`"),
            ("quay.io/a@sha256:\(hex.uppercased())", "lower-case hexadecimal"),
            ("quay.io:99999/a:1", "port `99999`"),
            ("quay.io/a..b:1", "has `..` inside"),
            ("quay.io/a___b:1", "has `___` inside"),
            ("quay.io/a-:1", "does not end with"),
            ("quay.io/.a:1", "does not begin with"),
            ("ftp://quay.io/a:1", "transport `ftp://`"),
        ]
    )
    func refuses(text: String, reason: String) {
        let error = #expect(throws: ReferenceError.self) { try ImageReference(text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "no error")")
    }

    @Test("print what they parsed", arguments: ["quay.io/a/b:1", "h:5000/x@sha256:\(hex)", "h.io/x:1@sha256:\(hex)"])
    func roundTrips(text: String) throws {
        #expect(try ImageReference(text).description == text)
    }

    @Test("tell layouts from registries")
    func sources() throws {
        #expect(try ImageSource("oci:///srv/a") == .layout(path: "/srv/a"))
        #expect(try ImageSource("quay.io/a:1").description == "quay.io/a:1")
        #expect(throws: ReferenceError.self) { try ImageSource("oci://") }
    }
}

// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

@Suite("Forms of references")
struct ReferenceFormTests {
    private static let hex = String(repeating: "ab", count: 32)

    /// A reference of random parts, each valid.
    private static func reference(using generator: inout SeededGenerator) throws -> ImageReference {
        let hosts = ["quay.io", "localhost:5000", "[::1]:5000", "a.b-c.example", "10.0.0.1:443"]
        let names = ["a", "a/b", "ubi9/ubi-minimal", "a__b/c--d.e", "library/x0"]
        let tags: [String?] = [nil, "v1", "latest", "_x", "4.16.3-x86_64"]
        let digests: [String?] = [nil, "sha256:\(hex)", "sha512:\(hex)\(hex)"]
        return ImageReference(
            repository: Repository(
                host: try RegistryHost(hosts.randomElement(using: &generator) ?? ""),
                name: try RepositoryName(names.randomElement(using: &generator) ?? "")
            ),
            tag: try tags.randomElement(using: &generator)?.map { try Tag($0) },
            digest: try digests.randomElement(using: &generator)?.map { try Digest($0) }
        )
    }

    @Test("are read back from what is printed, and taken apart the same way without a check")
    func roundTrips() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            let reference = try Self.reference(using: &generator)
            let text = reference.description
            #expect(try ImageReference(text) == reference)
            #expect(try ImageReference("docker://\(text)") == reference)
            #expect(try ImageSource(text) == .registry(reference))
            let parts = ReferenceText(text)
            #expect(String(parts.repository) == reference.repository.description)
            #expect(parts.hasTag == (reference.tag != nil))
            #expect(parts.hasDigest == (reference.digest != nil))
            let digest = Digest(of: Array(text.utf8))
            #expect(
                reference.pinned(to: digest).description
                    == "\(reference.repository)\(reference.tag.map { ":\($0)" } ?? "")@\(digest)"
            )
            #expect(try PinnedImage("\(reference.pinned(to: digest))").digest == digest)
        }
    }

    @Test(
        "ask for a manifest by digest where there is one",
        arguments: [
            ("h.io/a:1", "1"), ("h.io/a@sha256:\(hex)", "sha256:\(hex)"), ("h.io/a:1@sha256:\(hex)", "sha256:\(hex)"),
            ("h.io/a", nil),
        ]
            as [(String, String?)]
    )
    func manifestReferences(text: String, expected: String?) throws {
        #expect(try ImageReference(text).manifestReference?.description == expected)
    }

    @Test(
        "without a host lie on Docker Hub",
        arguments: [
            ("nginx", "docker.io/library/nginx", true), ("a/b", "docker.io/a/b", true),
            ("docker.io/a/b", "docker.io/a/b", false),
            ("localhost/a", "localhost/a", false), ("h.io/a", "h.io/a", false), ("h:1/a", "h:1/a", false),
        ]
    )
    func dockerHub(text: String, repository: String, isAssumed: Bool) throws {
        let reference = try ImageReference(text)
        #expect(reference.repository.description == repository)
        #expect(reference.assumesDockerHub == isAssumed)
    }

    @Test(
        "are refused with what is wrong",
        arguments: [
            ("docker://", "the reference is empty"),
            ("https://h.io/a", "the transport `https://` is not one of docker:// and oci://"),
            ("h.io/a\t:1", "a reference must not contain white space"),
            ("h.io/a\n", "a reference must not contain white space"),
            ("h.io/a?x", "a reference must not contain `?` or parameters"),
            ("h.io/a@sha256:ab", "after the `@`, digest `sha256:ab`: found 2 hexadecimal digits, expected 64"),
            ("h.io/a@", "after the `@`, digest ``: expected `sha256:` followed by 64 hexadecimal digits"),
            ("h.io/a:", "the tag is empty"),
            ("h.io/a:b:c", "the tag `b:c` has a character other than letters, digits, `.`, `_` and `-`"),
            ("h.io:x/a", "the port `x` is not a number from 1 to 65535"), ("h.io/", "the repository name is empty"),
            ("h_o.io/a", "the host `h_o.io` is not valid"), (":1", "a part between slashes is empty"),
        ]
    )
    func refusals(text: String, message: String) {
        #expect(throws: ReferenceError(text: text, message: message)) { try ImageReference(text) }
    }

    @Test("hide a user and a password in what they say")
    func credentials() {
        let error = #expect(throws: ReferenceError.self) { try ImageReference("ada:secret@h.io/a:1") }
        #expect(
            error?.message.hasPrefix("a reference must not contain a user or a password; run `podman login`") == true
        )
        #expect(error?.description.contains("secret") == false)
        #expect(error?.text == "**********@h.io/a:1")
    }

    @Test(
        "of layouts are directories",
        arguments: [("oci://a", "a"), ("oci:///srv/x", "/srv/x"), ("oci://./a:b@c", "./a:b@c"), ("oci://a b", "a b")]
    )
    func layouts(text: String, path: String) throws {
        #expect(try ImageSource(text) == .layout(path: path))
        #expect(try ImageSource(text).description == text)
    }

    @Test("of layouts name a directory", arguments: ["oci://", "oci:///", "oci:////"])
    func noDirectory(text: String) {
        #expect(throws: ReferenceError(text: text, message: "`oci://` must be followed by a directory")) {
            try ImageSource(text)
        }
    }

    @Test(
        "are taken apart at their marks",
        arguments: [
            ("", "", false, false), ("a", "a", false, false), ("h:5000/a", "h:5000/a", false, false),
            ("h:5000/a:1", "h:5000/a", true, false),
            ("h/a@sha256:x", "h/a", false, true), ("h/a:1@x:y/z", "h/a", true, true), ("a:1", "a", true, false),
        ]
    )
    func parts(text: String, repository: String, hasTag: Bool, hasDigest: Bool) {
        let parts = ReferenceText(text)
        #expect(String(parts.repository) == repository)
        #expect(parts.hasTag == hasTag)
        #expect(parts.hasDigest == hasDigest)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MirrorConfiguration

@Suite("What people write for a repository at the target")
struct TargetTextTests {
    private static let digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @Test(
        "is a path where it has nothing else",
        arguments: ["a", "a/b", "v4.16/index", "4.16/index", "a.b/c", "mine/index-v4.16", "A/b", ""]
    )
    func path(text: String) {
        let target = TargetText(text)
        #expect(target.problem == nil)
        #expect(target.host == nil)
        #expect(target.advice(for: "targetRepo") == nil)
    }

    @Test(
        "may begin with what looks like a registry",
        arguments: [
            ("quay.io/a/b", "quay.io"), ("localhost/a", "localhost"), ("localhost:5000/a", "localhost:5000"),
            ("reg:5000/a", "reg:5000"), ("registry.example/a", "registry.example"), ("docker://quay.io/a", "quay.io"),
            ("quay.io:443/a/b:1@\(digest)", "quay.io:443"), ("v4.16/a", nil), ("quay.io", nil), ("a/quay.io/b", nil),
            ("1.2.3.4/a", nil), ("x.y/a", nil), ("my.index/a", "my.index"),
        ] as [(String, String?)]
    )
    func host(text: String, host: String?) { #expect(TargetText(text).host == host) }

    @Test(
        "is told what a path cannot have, the worst first",
        arguments: [
            ("docker://a/b", "a path at the target must not begin with a transport"),
            ("https://a/b:1", "a path at the target must not begin with a transport"),
            ("a/b@\(digest)", "a path at the target must not have a digest"),
            ("a/b:1@\(digest)", "a path at the target must not have a digest"),
            ("a/b:v4.16", "a path at the target must not contain the tag `v4.16`"),
            ("quay.io/a:1", "a path at the target must not contain the registry `quay.io` or the tag `1`"),
            ("reg:5000/a", "a path at the target must not contain the registry `reg:5000`"),
            ("a/b:", "a path at the target must not contain the tag ``"),
            (
                "https://me:secret@reg/a",
                "a path at the target must not contain a user or a password; use an auth file"
            ),
        ]
    )
    func problems(text: String, problem: String) { #expect(TargetText(text).problem == problem) }

    @Test(
        "is told what to write instead where that is plain",
        arguments: [
            ("docker://a/b", "write `targetRepo: a/b`"),
            ("a/b:v4.16", "write `targetRepo: a/b` and `targetTag: v4.16`"),
            // What YAML would take for a number is put in quotes.
            ("quay.io/a/b:9", "write `targetRepo: a/b` and `targetTag: \"9\"`"),
            ("quay.io/a/b@\(digest)", "write `targetRepo: a/b`"), ("quay.io/a//b/", "write `targetRepo: a/b`"),
            ("a/b:-x", "write `targetRepo: a/b`"), ("quay.io/A:1", nil), ("quay.io/:1", nil),
            ("https://me:secret@reg/a", "run `podman login`, or name an auth file by --authfile"),
        ] as [(String, String?)]
    )
    func advice(text: String, advice: String?) { #expect(TargetText(text).advice(for: "targetRepo") == advice) }

    @Test(
        "never has its credential repeated",
        arguments: ["https://me:secret@reg/a", "me:secret@reg/a:1", "docker://me:secret@quay.io/a/b:1"]
    )
    func secrets(text: String) {
        for field in ["targetRepo: '\(text)'", "targetTag: '\(text)'"] {
            let found = findings("mirror: {additionalImages: [{name: quay.io/a/b:c, \(field)}]}")
            #expect(!found.isEmpty)
            #expect(!found.joined().contains("secret"), "\(found)")
        }
    }
}

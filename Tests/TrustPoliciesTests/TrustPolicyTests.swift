// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Testing

@testable import TrustPolicies

private let hex = String(repeating: "ab", count: 32)

@Suite("A policy for images")
struct TrustPolicyTests {
    static func policy(_ text: String) throws -> TrustPolicy { try TrustPolicy(Array(text.utf8), path: "policy.json") }

    /// A policy with these scopes of `docker` and `oci`, each of which rejects.
    private static func policy(docker: [String], oci: [String] = []) throws -> TrustPolicy {
        func scopes(_ names: [String]) -> String {
            "{" + names.map { "\"\($0)\": [{\"type\": \"reject\"}]" }.joined(separator: ",\n") + "}"
        }
        return try policy(
            """
            {"default": [{"type": "insecureAcceptAnything"}],
             "transports": {"docker": \(scopes(docker)), "oci": \(scopes(oci))}}
            """
        )
    }

    @Test(
        "applies its most specific scope",
        arguments: [
            (["a.example/b/c:1", "a.example/b/c", "a.example/b", "a.example"], "docker:a.example/b/c:1"),
            (["a.example/b/c:2", "a.example/b/c", "a.example/b", "a.example"], "docker:a.example/b/c"),
            (["a.example/b/c@sha256:\(hex)", "a.example/b", "a.example"], "docker:a.example/b"),
            (["a.example", "*.example", ""], "docker:a.example"),
            (["*.example", ""], "docker:*.example"),
            ([""], "docker"),
            (["b.example", "a.example/b/d", "a.example/b/", "a.exam"].filter { !$0.hasSuffix("/") }, "default"),
            ([], "default"),
        ] as [([String], String)]
    )
    func scopes(names: [String], expected: String) throws {
        let image = try TrustedName(ImageReference("a.example/b/c:1"))
        #expect(try Self.policy(docker: names).scope(of: image).name == expected)
    }

    @Test(
        "knows an image by names",
        arguments: [
            (
                "busybox",
                [
                    "docker.io/library/busybox:latest", "docker.io/library/busybox", "docker.io/library", "docker.io",
                    "*.io",
                ]
            ),
            (
                "r.a.example.com:5000/b:1",
                [
                    "r.a.example.com:5000/b:1", "r.a.example.com:5000/b", "r.a.example.com:5000", "*.a.example.com",
                    "*.example.com", "*.com",
                ]
            ),
            ("localhost:5000/x:1", ["localhost:5000/x:1", "localhost:5000/x", "localhost:5000"]),
            // With a digest, the tag says nothing of the content.
            ("h.io/x:1@sha256:\(hex)", ["h.io/x@sha256:\(hex)", "h.io/x", "h.io", "*.io"]),
        ] as [(String, [String])]
    )
    func names(image: String, scopes: [String]) throws {
        #expect(try TrustedName(ImageReference(image)).scopes == scopes)
    }

    @Test(
        "knows a layout by its path",
        arguments: [
            (["/srv/images/a:", "/srv/images"], "oci:/srv/images/a:"), (["/srv/images", "/srv"], "oci:/srv/images"),
            (["/srv/image", ""], "oci"), ([], "default"),
        ]
    )
    func layouts(scopes: [String], expected: String) throws {
        let policy = try Self.policy(docker: ["srv"], oci: scopes)
        #expect(policy.scope(of: .layout(path: "/srv/images/a")).name == expected)
    }

    @Test func `has no effect if it accepts everything`() throws {
        let all = #"{"default":[{"type":"insecureAcceptAnything"}]"#
        #expect(try !Self.policy(all + "}").demandsAnything)
        let more = #"{"type":"insecureAcceptAnything"}"#
        #expect(try !Self.policy(all + ",\"transports\":{\"docker\":{\"a.example\":[\(more)]}}}").demandsAnything)
        #expect(try Self.policy(docker: ["a.example"]).demandsAnything)
        #expect(try Self.policy(#"{"default":[{"type":"reject"}]}"#).demandsAnything)
    }

    @Test(
        "reads requirements",
        arguments: [
            (#"{"type":"insecureAcceptAnything"}"#, .acceptsAnything), (#"{"type":"reject"}"#, .rejects),
            (
                #"{"type":"signedBy","keyType":"GPGKeys","keyPath":"/k"}"#,
                .signedBy(.files(["/k"]), .matchRepoDigestOrExact)
            ),
            (
                #"{"type":"signedBy","keyType":"GPGKeys","keyPaths":["/k","/l"],"signedIdentity":{"type":"matchExact"}}"#,
                .signedBy(.files(["/k", "/l"]), .matchExact)
            ),
            (
                #"{"type":"signedBy","keyType":"GPGKeys","keyData":"AQI=","signedIdentity":{"type":"matchRepository"}}"#,
                .signedBy(.data([[1, 2]]), .matchRepository)
            ),
            (
                #"{"type":"signedBy","keyType":"X509Certificates","keyPath":"/k"}"#,
                .unsupported("keyType X509Certificates")
            ),
            (#"{"type":"signedBaseLayer","baseLayerIdentity":{"type":"matchExact"}}"#, .unsupported("signedBaseLayer")),
            (#"{"type":"sigstoreSigned","keyPath":"/k"}"#, .sigstoreSigned(.files(["/k"]), .matchRepoDigestOrExact)),
            (
                #"{"type":"sigstoreSigned","keyDatas":["AQ==","Ag=="]}"#,
                .sigstoreSigned(.data([[1], [2]]), .matchRepoDigestOrExact)
            ),
            (
                #"{"type":"sigstoreSigned","fulcio":{"caPath":"/c"},"rekorPublicKeyPath":"/r"}"#,
                .unsupported("sigstoreSigned with fulcio")
            ),
            (#"{"type":"sigstoreSigned","pki":{}}"#, .unsupported("sigstoreSigned with pki")),
            (
                #"{"type":"sigstoreSigned","keyPath":"/k","rekorPublicKeyData":"AQ=="}"#,
                .unsupported("sigstoreSigned with rekorPublicKeyData")
            ),
        ] as [(String, TrustRequirement.Kind)]
    )
    func requirements(text: String, kind: TrustRequirement.Kind) throws {
        let policy = try Self.policy("{\"default\": [\n  \(text)]}")
        #expect(
            policy.defaults.requirements == [TrustRequirement(kind, at: .init(file: "policy.json", line: 2, column: 3))]
        )
    }

    @Test func `knows where its scopes are`() throws {
        let policy = try Self.policy(
            "{\"default\": [{\"type\": \"reject\"}],\n \"transports\": {\"docker\": {\n  \"a.example\": [{\"type\": \"reject\"}]}}}"
        )
        #expect("\(policy.scope(of: .docker(try ImageReference("a.example/b:1"))).location)" == "policy.json:3:3")
        #expect("\(policy.defaults.location)" == "policy.json:1:2")
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Testing

@testable import TrustPolicies

@Suite("Where signatures are")
struct SignatureStoresTests {
    private static func stores(_ texts: [String], fallback: String? = nil) throws -> SignatureStores {
        try SignatureStores(
            texts.enumerated().map { .init(path: "\($0).yaml", bytes: Array($1.utf8)) },
            fallback: fallback
        )
    }

    private static let text = """
        default-docker:
          sigstore: file:///var/signatures
          sigstore-staging: file:///var/signatures
        docker:
          a.example:
            lookaside: https://a.example/signatures/
          a.example/team:
            use-sigstore-attachments: true
          a.example/team/own:
            lookaside: http://own.example
            lookaside-staging: file:///srv/staging
            use-sigstore-attachments: false
          "*.wide.example":
            use-sigstore-attachments: true
        """

    @Test(
        "is what the most specific name says",
        arguments: [
            ("b.example/x:1", "file:///var/signatures/x", false),
            ("busybox", "file:///var/signatures/library/busybox", false),
            ("a.example/x/y:1", "https://a.example/signatures/x/y", false),
            ("a.example/team/x:1", "https://a.example/signatures/team/x", true),
            ("a.example/team/own:1", "http://own.example/team/own", false),
            ("r.wide.example:5000/x:1", "file:///var/signatures/x", true),
        ]
    )
    func lookups(image: String, lookaside: String, attachments: Bool) throws {
        let stores = try Self.stores([Self.text])
        let reference = try ImageReference(image)
        #expect(stores.lookaside(of: reference) == lookaside)
        #expect(stores.usesAttachments(of: reference) == attachments)
    }

    @Test func `is the folder of the container tools if no file names one`() throws {
        let reference = try ImageReference("a.example/x:1")
        #expect(try Self.stores([]).lookaside(of: reference) == nil)
        #expect(try !Self.stores([]).usesAttachments(of: reference))
        #expect(try Self.stores(["", "{}"], fallback: "file:///f").lookaside(of: reference) == "file:///f/x")
    }

    @Test func `may be in several files`() throws {
        let stores = try Self.stores([
            "docker: {a.example: {lookaside: 'http://a'}}", "docker: {b.example: {lookaside: 'http://b'}}",
        ])
        #expect(try stores.lookaside(of: ImageReference("b.example/x:1")) == "http://b/x")
        #expect(try stores.lookaside(of: ImageReference("a.example/x:1")) == "http://a/x")
    }

    @Test(
        "is refused with its place",
        arguments: [
            (["docker: {a.example: {lookasid: 'http://a'}}"], "0.yaml:1:22: unknown field `lookasid`"),
            (
                ["docker: {a.example: {lookaside: 'ftp://a'}}"],
                "0.yaml:1:33: `lookaside` is not the address of a store of signatures"
            ),
            (
                ["docker: {a.example: {lookaside: 'http://a?x'}}"],
                "0.yaml:1:33: `lookaside` is not the address of a store of signatures"
            ),
            (["docker: []"], "0.yaml:1:9: `docker` must be a mapping, found a list"),
            (["default-docker: {}", "default-docker: {}"], "1.yaml:1:1: `default-docker` is set twice"),
            (["docker: {a.example: {}}", "docker:\n  a.example: {}"], "1.yaml:2:3: `a.example` is set twice"),
            (
                ["docker: {a.example: {use-sigstore-attachments: 'yes'}}"],
                "0.yaml:1:48: `use-sigstore-attachments` must be true or false, found the string `yes`"
            ),
        ]
    )
    func mistakes(texts: [String], expected: String) {
        do {
            _ = try Self.stores(texts)
            Issue.record("it was read")
        } catch {
            let finding = (error as? FindingsError)?.findings.first
            #expect("\(finding?.place.map { "\($0)" } ?? ""): \(finding?.summary ?? "")" == expected)
        }
    }
}

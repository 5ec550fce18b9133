// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layouts
import OCI
import Testing

@Suite("The name of a cached file")
struct CachedNameTests {
    private static let hex = String(repeating: "ab", count: 32)
    private static let longHex = String(repeating: "ab", count: 64)
    private static let digest = "sha256:\(hex)"

    private func document(_ name: String) throws -> CachedDocument {
        guard case .document(let document) = try #require(CachedFile.Kind("mirror/\(name)")) else { throw NoDocument() }
        return document
    }

    private struct NoDocument: Error {}

    @Test(
        "says of what the file tells, and what proves it",
        arguments: [
            ("graphs/sha256/\(hex).json", CachedDocument.Kind.graphs, "name \(digest)", nil),
            ("charts/sha256/\(hex).tgz", CachedDocument.Kind.charts, "name \(digest)", nil),
            ("graphs/sha512/\(longHex).json", .graphs, "name sha512:\(longHex)", nil),
            ("payloads/sha256-\(hex)", .payloads, "seal", digest),
            ("catalogs/sha256-\(hex)-0f", .catalogs, "seal", digest),
            ("catalog-layers/\(hex).json", .catalogLayers, "none", nil),
            ("signatures/sha256-\(hex)/signature-12", .signatures, "none", digest),
            ("catalogs/sha512-\(longHex)-0", .catalogs, "seal", "sha512:\(longHex)"),
        ] as [(String, CachedDocument.Kind, String, String?)]
    )
    func documents(name: String, kind: CachedDocument.Kind, proof: String, subject: String?) throws {
        let document = try document(name)
        #expect(document.kind == kind)
        let words =
            switch document.proof {
            case .name(let digest): "name \(digest)"
            case .seal: "seal"
            case .none: "none"
            }
        #expect(words == proof)
        #expect(document.subject?.description == subject)
    }

    @Test(
        "of no document is one of these",
        arguments: [
            "charts/sha256/\(hex).json", "charts/\(hex).tgz", "graphs/sha512/\(hex).json", "graphs/sha256/\(hex).JSON",
            "graphs/sha256/\(hex).json/x",
            "payloads/sha256-\(hex)/x", "payloads/\(hex)",
            "payloads/sha256-", "catalogs/sha256-\(hex)-0g", "catalogs/sha256-\(hex)-0F", "catalogs/\(hex)-00",
            "catalog-layers/\(longHex).json",
            "catalog-layers/sha256-\(hex).json", "signatures/sha256-\(hex)/signature-",
            "signatures/sha256-\(hex)/signature-1.bak",
            "signatures/sha256-\(hex)/signature-+1", "signatures/sha256-\(hex)/signature-99999999999999999999",
            "signatures/\(hex)/signature-1",
            "Payloads/sha256-\(hex)", "payload/sha256-\(hex)", "drafts/E621E1F8-C36C-495A-93FC-0C247A3E6E5F/x",
            "drafts/", "", "/payloads/sha256-\(hex)",
        ]
    )
    func others(name: String) {
        #expect(CachedFile.Kind("mirror/\(name)") == nil)
    }

    @Test("of a blob is that of a registry's storage, and of every blob", arguments: Digest.Algorithm.allCases)
    func blobs(algorithm: Digest.Algorithm) {
        for number in 0..<50 {
            let digest = Digest(of: [UInt8(number)], algorithm: algorithm)
            #expect(CachedFile.Kind(StoragePath.blob(digest)) == .blob(digest))
        }
    }

    @Test("of a folder is the name of a kind of documents")
    func folders() {
        #expect(
            CachedDocument.Kind.allCases.map(\.rawValue) == [
                "catalogs", "catalog-layers", "charts", "graphs", "payloads", "signatures",
            ]
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A document of the cache, and the proof of its content.
package struct CachedDocument: Sendable, Hashable {
    /// The kinds of documents, by the name of their folder.
    package enum Kind: String, Sendable, CaseIterable {
        /// Facts about the layers of catalogs.
        case catalogs
        /// The layers that contain catalogs.
        case catalogLayers = "catalog-layers"
        /// Packaged charts.
        case charts
        /// Answers of update services.
        case graphs
        /// The contents of release payloads.
        case payloads
        /// The signatures of releases.
        case signatures
    }

    /// The proof of a document.
    package enum Proof: Sendable, Hashable {
        /// The document's name is the digest of its bytes.
        case name(Digest)
        /// The first line is the digest of the rest.
        case seal
        /// The document has no proof; its reader decides.
        case none
    }

    package let kind: Kind
    package let proof: Proof
    /// The payload or layer that it describes; `nil` if it describes no image.
    package let subject: Digest?

    /// Parses the parts of a path below the folder of documents.
    init?(_ path: some Collection<Substring>) {
        guard let folder = path.first, let kind = Kind(rawValue: String(folder)) else { return nil }
        let parts = Array(path.dropFirst())
        self.kind = kind
        switch (kind, parts.count) {
        case (.graphs, 2):
            guard let digest = Self.digest(parts[0], parts[1].droppingSuffix(".json")) else { return nil }
            proof = .name(digest)
            subject = nil
        case (.charts, 2):
            guard let digest = Self.digest(parts[0], parts[1].droppingSuffix(".tgz")) else { return nil }
            proof = .name(digest)
            subject = nil
        case (.payloads, 1):
            guard let digest = Self.digest(parts[0]) else { return nil }
            proof = .seal
            subject = digest
        case (.catalogs, 1):
            // The name has the digest of a layer, then the beginning of the digest of a folder in it.
            guard let dash = parts[0].lastIndex(of: "-"), let digest = Self.digest(parts[0][..<dash]),
                Self.isHex(parts[0][dash...].dropFirst())
            else { return nil }
            proof = .seal
            subject = digest
        case (.catalogLayers, 1):
            guard let hex = parts[0].droppingSuffix(".json"), Self.digest("sha256", hex) != nil else { return nil }
            proof = .none
            subject = nil
        case (.signatures, 2):
            guard let digest = Self.digest(parts[0]), parts[1].hasPrefix("signature-"),
                let number = Int(parts[1].dropFirst("signature-".count)), number > 0,
                parts[1] == "signature-\(number)"
            else { return nil }
            proof = .none
            subject = digest
        default: return nil
        }
    }

    /// Reads `<algorithm>-<hex>`.
    private static func digest(_ text: Substring) -> Digest? {
        guard let dash = text.firstIndex(of: "-") else { return nil }
        return digest(text[..<dash], text[dash...].dropFirst())
    }

    private static func digest(_ algorithm: Substring, _ hex: Substring?) -> Digest? {
        hex.flatMap { try? Digest("\(algorithm):\($0)") }
    }

    private static func isHex(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension Substring {
    fileprivate func droppingSuffix(_ suffix: String) -> Substring? {
        hasSuffix(suffix) ? dropLast(suffix.count) : nil
    }
}

// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layers
import OCI

/// What a layer holds of a catalog: as the cache keeps it, so that a known layer is never read again.
struct CatalogLayer: Sendable, Equatable, Codable {
    /// Changes whenever the record, or what a reader takes from a layer, changes: older files then count as absent.
    static let format = 2
    /// The most bytes of a record that are read.
    private static let sizeLimit = 256 << 20

    /// A document, and where its reduced form lies.
    struct Document: Sendable, Equatable, Codable {
        let schema: String
        let package: String
        let name: String
        let format: CatalogDocument.Format
        let offset: Int64
        let length: Int
        let line: Int
        /// Where the reduced form begins among those of the layer, and its length.
        let start: Int64
        let count: Int
    }

    /// Why a document, or the rest of a file, cannot be read; that counts only where the image shows the file.
    struct Fault: Sendable, Equatable, Codable {
        /// The package whose document it is; `nil` where that cannot be told.
        let package: String?
        let line: Int
        let column: Int
        let message: String
        let remedy: String?
    }

    struct File: Sendable, Equatable, Codable {
        let path: String
        /// Its number among the files that were read of the layer.
        let number: Int
        let documents: [Document]
        let faults: [Fault]
        /// What an `.indexignore` says.
        let patterns: String?
    }

    /// Where the reduced documents lie.
    struct Content: Sendable, Equatable, Codable {
        let digest: Digest
        let size: Int64
    }

    let layer: Digest
    /// The name of the part that was read of it.
    let part: String
    let folder: LayerFolder
    /// In the order of the layer; of several with the same path only the last.
    let files: [File]
    /// `nil` where there are none.
    let content: Content?
}

extension CatalogLayer {
    private struct Header: Codable {
        let format: Int
        let record: CatalogLayer
    }

    private static func name(_ layer: Digest, _ part: String) -> String {
        "catalogs/\(layer.algorithm.rawValue)-\(layer.hex)-\(Digest(of: part.utf8).short)"
    }

    /// Returns what the cache knows of a layer; files that are not as they were written count as absent.
    static func known(_ layer: Digest, _ part: LayerPart, in cache: DiskCache) -> CatalogLayer? {
        let part = part.content.name
        guard let content = cache.sealedBytes(of: name(layer, part), limit: sizeLimit),
            let header = try? JSONDecoder().decode(Header.self, from: Data(content)), header.format == format,
            case let record = header.record, record.layer == layer, record.part == part,
            record.content.map({ cache.holds($0.digest, size: $0.size) }) ?? true
        else { return nil }
        return record
    }

    /// Keeps the record.
    func store(in cache: DiskCache) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content = [UInt8](try encoder.encode(Header(format: Self.format, record: self)))
        try cache.storeSealed(content, as: Self.name(layer, part))
    }
}

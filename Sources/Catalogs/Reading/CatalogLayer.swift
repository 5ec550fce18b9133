// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layers
import OCI

/// The catalog data of a layer in the form of the cache, so that a known layer is never read again.
struct CatalogLayer: Sendable, Equatable, Codable {
    /// The version of the record; it changes with the record and with the reading of layers.
    ///
    /// Older files count as absent.
    static let format = 2
    /// The maximum size of a record in bytes.
    private static let sizeLimit = 256 << 20

    /// A document, with the place of its reduced form.
    struct Document: Sendable, Equatable, Codable {
        let schema: String
        let package: String
        let name: String
        let format: CatalogDocument.Format
        let offset: Int64
        let length: Int
        let line: Int
        /// The beginning of the reduced form among those of the layer, and its length.
        let start: Int64
        let count: Int
    }

    /// The reason why a document, or the rest of a file, cannot be read; it counts only if the file is visible in the
    /// image.
    struct Fault: Sendable, Equatable, Codable {
        /// The package of the document; `nil` if that is unknown.
        let package: String?
        let line: Int
        let column: Int
        let message: String
        let remedy: String?
    }

    struct File: Sendable, Equatable, Codable {
        let path: String
        /// Its number among the files that were read from the layer.
        let number: Int
        let documents: [Document]
        let faults: [Fault]
        /// The content of an `.indexignore`.
        let patterns: String?
    }

    /// The place of the reduced documents.
    struct Content: Sendable, Equatable, Codable {
        let digest: Digest
        let size: Int64
    }

    let layer: Digest
    /// The name of the part of it that was read.
    let part: String
    let folder: LayerFolder
    /// The files, in the order of the layer; of several with the same path only the last one.
    let files: [File]
    /// The reduced documents; `nil` if the layer has no documents.
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

    /// Returns a layer's record from the cache; changed files count as absent.
    static func known(_ layer: Digest, _ part: LayerPart, in cache: DiskCache) -> CatalogLayer? {
        let part = part.content.name
        guard let content = cache.sealedBytes(of: name(layer, part), limit: sizeLimit),
            let header = try? JSONDecoder().decode(Header.self, from: Data(content)), header.format == format,
            case let record = header.record, record.layer == layer, record.part == part,
            record.content.map({ cache.holds($0.digest, size: $0.size) }) ?? true
        else { return nil }
        return record
    }

    /// Stores the record.
    func store(in cache: DiskCache) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content = [UInt8](try encoder.encode(Header(format: Self.format, record: self)))
        try cache.storeSealed(content, as: Self.name(layer, part))
    }
}

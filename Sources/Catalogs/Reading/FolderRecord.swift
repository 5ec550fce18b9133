// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layers
import OCI

/// A layer's changes to places of an image in the form of the cache, so that a known layer is never read again.
struct FolderRecord: Codable {
    /// The version of the record; it changes with the reading of layers.
    ///
    /// Older files count as absent.
    private static let format = 1
    /// The maximum size of a record in bytes.
    private static let sizeLimit = 16 << 20

    private let format: Int
    private let layer: Digest
    private let part: String
    private let folder: LayerFolder

    init(_ layer: Digest, _ part: LayerPart, _ folder: LayerFolder) {
        format = Self.format
        self.layer = layer
        self.part = part.name
        self.folder = folder
    }

    private static func name(_ layer: Digest, _ part: String) -> String {
        "catalogs/\(layer.algorithm.rawValue)-\(layer.hex)-\(Digest(of: part.utf8).short)"
    }

    /// Returns a layer's record from the cache; changed files count as absent.
    static func known(_ layer: Digest, _ part: LayerPart, in cache: DiskCache) -> LayerFolder? {
        guard let content = cache.sealedBytes(of: name(layer, part.name), limit: sizeLimit),
            let record = try? JSONDecoder().decode(Self.self, from: Data(content)),
            record.format == format, record.layer == layer, record.part == part.name
        else { return nil }
        return record.folder
    }

    /// Stores the record, if it has any of the requested facts.
    func store(in cache: DiskCache) throws {
        guard !part.isEmpty else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try cache.storeSealed([UInt8](try encoder.encode(self)), as: Self.name(layer, part))
    }
}

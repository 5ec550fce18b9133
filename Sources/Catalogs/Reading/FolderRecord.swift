// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layers
import OCI

/// What a layer does to places of an image: as the cache keeps it, so that a known layer is never read again.
struct FolderRecord: Codable {
    /// Changes whenever what a reader takes from a layer changes: older files then count as absent.
    private static let format = 1
    /// The most bytes of a record that are read.
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

    /// Returns what the cache knows of a layer; files that are not as they were written count as absent.
    static func known(_ layer: Digest, _ part: LayerPart, in cache: DiskCache) -> LayerFolder? {
        guard let content = cache.sealedBytes(of: name(layer, part.name), limit: sizeLimit),
            let record = try? JSONDecoder().decode(Self.self, from: Data(content)),
            record.format == format, record.layer == layer, record.part == part.name
        else { return nil }
        return record.folder
    }

    /// Keeps the record, if it says anything that is asked for.
    func store(in cache: DiskCache) throws {
        guard !part.isEmpty else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try cache.storeSealed([UInt8](try encoder.encode(self)), as: Self.name(layer, part))
    }
}

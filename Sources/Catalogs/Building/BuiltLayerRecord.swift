// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import OCI
import Plans

/// A record of the layer that was built for a selection, so that the same selection need not read the catalog again.
///
/// The layer itself is in the cache by its digest; code that builds from the record verifies it.
struct BuiltLayerRecord: Codable {
    /// The version of the record; it changes if the same selection gives other bytes.
    ///
    /// Older records count as absent.
    private static let format = 2
    /// The maximum size of a record in bytes.
    private static let sizeLimit = 4096

    /// Everything that the bytes of a layer depend on.
    private struct Origin: Encodable {
        let format = BuiltLayerRecord.format
        var instance: Digest
        var root: String
        var packages: [KeptPackage]
    }

    let digest: Digest
    /// In bytes.
    let size: Int64

    /// Returns the record of a selection, if the cache still has the layer; the call blocks while the layer is read.
    static func known(_ packages: [KeptPackage], of image: CatalogImage, in cache: DiskCache) throws
        -> BuiltLayerRecord?
    {
        guard let bytes = cache.bytes(of: try name(packages, image), limit: sizeLimit),
            let record = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            cache.holds(record.digest, size: record.size)
        else { return nil }
        return record
    }

    /// Stores the record; the call blocks.
    func store(_ packages: [KeptPackage], of image: CatalogImage, in cache: DiskCache) throws {
        try cache.store([UInt8](try CanonicalJSON.data(of: self)), as: try Self.name(packages, image))
    }

    private static func name(_ packages: [KeptPackage], _ image: CatalogImage) throws -> String {
        let origin = Origin(instance: image.instance, root: image.root, packages: packages)
        return "catalog-layers/\(Digest(of: [UInt8](try CanonicalJSON.data(of: origin))).hex).json"
    }
}

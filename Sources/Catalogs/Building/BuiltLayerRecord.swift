// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import OCI
import Plans

/// Which layer came of a selection out of a catalog, so that a plan that was made before reads no catalog again.
///
/// The layer itself is in the cache by its digest; whoever builds from the record verifies it.
struct BuiltLayerRecord: Codable {
    /// Changes whenever the same selection gives other bytes: older records then count as absent.
    private static let format = 2
    /// The most bytes of a record that are read.
    private static let sizeLimit = 4096

    /// What decides the bytes of a layer.
    private struct Origin: Encodable {
        let format = BuiltLayerRecord.format
        var instance: Digest
        var root: String
        var packages: [KeptPackage]
    }

    let digest: Digest
    /// In bytes.
    let size: Int64

    /// Returns what is known of a selection, if the cache still has the layer; it blocks while that is read.
    static func known(_ packages: [KeptPackage], of image: CatalogImage, in cache: DiskCache) throws
        -> BuiltLayerRecord?
    {
        guard let bytes = cache.bytes(of: try name(packages, image), limit: sizeLimit),
            let record = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            cache.holds(record.digest, size: record.size)
        else { return nil }
        return record
    }

    /// Keeps the record; it blocks.
    func store(_ packages: [KeptPackage], of image: CatalogImage, in cache: DiskCache) throws {
        try cache.store([UInt8](try CanonicalJSON.data(of: self)), as: try Self.name(packages, image))
    }

    private static func name(_ packages: [KeptPackage], _ image: CatalogImage) throws -> String {
        let origin = Origin(instance: image.instance, root: image.root, packages: packages)
        return "catalog-layers/\(Digest(of: [UInt8](try CanonicalJSON.data(of: origin))).hex).json"
    }
}

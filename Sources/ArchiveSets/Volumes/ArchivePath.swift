// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// The paths in an archive that are not part of a registry's storage.
package enum ArchivePath {
    /// The folder of all files that this tool adds.
    package static let root = "mirror"

    /// The folder of volume descriptions.
    static let volumes = "\(root)/volumes"

    /// The first member of a volume, which names the set and the part number.
    package static func description(of volume: VolumeName) -> String { "\(volumes)/\(volume).json" }

    /// The plan from which a set was written.
    package static func plan(_ id: Digest) -> String { "\(root)/sets/\(id.short)/plan.json" }

    /// A configuration, named by the digest in its plans.
    package static func configuration(_ digest: Digest) -> String { "\(root)/configurations/\(digest.short).yaml" }

    /// A cached document, such as an update graph or a release's signature, under its name in the cache.
    package static func document(_ cacheName: String) -> String { "\(root)/documents/\(cacheName)" }

    /// The cache name of a document in an archive.
    package static func cacheName(of path: String) -> String? {
        let prefix = "\(root)/documents/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
    }
}

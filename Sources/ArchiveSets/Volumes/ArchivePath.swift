// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Where an archive keeps what is no part of a registry's storage.
package enum ArchivePath {
    /// The folder of everything that this tool adds.
    package static let root = "mirror"

    /// The folder of what volumes say of themselves.
    static let volumes = "\(root)/volumes"

    /// The first member of a volume: which set it belongs to, and as which part.
    package static func description(of volume: VolumeName) -> String { "\(volumes)/\(volume).json" }

    /// The plan that a set was written from.
    package static func plan(_ id: Digest) -> String { "\(root)/sets/\(id.short)/plan.json" }

    /// A configuration, by the digest that its plans name.
    package static func configuration(_ digest: Digest) -> String { "\(root)/configurations/\(digest.short).yaml" }

    /// A document of the cache, such as an update graph or a release's signature, under its name there.
    package static func document(_ cacheName: String) -> String { "\(root)/documents/\(cacheName)" }

    /// The name in the cache of a document in an archive.
    package static func cacheName(of path: String) -> String? {
        let prefix = "\(root)/documents/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
    }
}

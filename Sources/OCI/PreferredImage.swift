// SPDX-License-Identifier: Apache-2.0

extension ImageTree {
    /// Chooses the child of an index that is looked into: the one for linux/amd64, or else the first by name, on every
    /// machine the same; where none has a platform, the first, as container tools do.
    ///
    /// A selection of platforms leaves only those to choose from, and those of which the index does not say for what
    /// they are.
    package static func preferred(_ children: [Descriptor], platforms: [Platform] = []) -> Descriptor? {
        let candidates = children.filter { child in
            child.platform.map { $0.os != "unknown" } ?? false && child.isSelected(by: platforms)
        }
        let wanted = Platform(os: "linux", architecture: "amd64")
        let usual = candidates.filter { $0.platform?.satisfies(wanted) ?? false }
        let chosen = (usual.isEmpty ? candidates : usual).min { left, right in
            (left.platform?.description ?? "", left.digest) < (right.platform?.description ?? "", right.digest)
        }
        return chosen ?? children.first { $0.platform == nil && $0.mediaType.isOfManifest }
    }
}

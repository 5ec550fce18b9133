// SPDX-License-Identifier: Apache-2.0

extension ImageTree {
    /// Chooses the child of an index whose content is read, the same on every machine.
    ///
    /// That is the child for linux/amd64, or else the first one by platform name. If no child has a platform, it is
    /// the first one, as in container tools. A selection of platforms limits the choice to its children and those
    /// without a platform.
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

// SPDX-License-Identifier: Apache-2.0

extension ImageTree {
    /// Chooses the child of an index that is looked into: the one for linux/amd64, or else the first by name, on every
    /// machine the same; `nil` where none has a platform.
    ///
    /// A selection of platforms leaves only those to choose from.
    package static func preferred(_ children: [Descriptor], platforms: [Platform] = []) -> Descriptor? {
        let candidates = children.filter { child in
            child.platform.map { $0.os != "unknown" } ?? false && child.isSelected(by: platforms)
        }
        let wanted = Platform(os: "linux", architecture: "amd64")
        let usual = candidates.filter { $0.platform?.satisfies(wanted) ?? false }
        return (usual.isEmpty ? candidates : usual).min { left, right in
            (left.platform?.description ?? "", left.digest) < (right.platform?.description ?? "", right.digest)
        }
    }
}

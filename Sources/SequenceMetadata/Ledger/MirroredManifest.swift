// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A manifest in a repository of a target.
package struct MirroredManifest: Sendable, Hashable, Comparable {
    package let repository: PlacedRepository
    package let digest: Digest

    package init(repository: PlacedRepository, digest: Digest) {
        self.repository = repository
        self.digest = digest
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.repository, left.digest) < (right.repository, right.digest)
    }
}

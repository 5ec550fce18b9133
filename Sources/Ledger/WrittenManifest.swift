// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A file for clusters as this tool wrote it, where no recorded plan has it: several configurations gave it together.
///
/// The ledger has it, so that the proof of who wrote the file outlives a squash merge and reaches a shallow clone.
package struct WrittenManifest: Sendable, Hashable, Comparable, Codable {
    package let path: String
    package let digest: Digest

    package init(_ resource: Resource) {
        path = resource.path
        digest = resource.digest
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.path, left.digest) < (right.path, right.digest)
    }
}

// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Resolution

/// A catalog at a target.
package struct HeldCatalog: Sendable, Hashable {
    package let destination: Destination
    package let digest: Digest
    /// The references that it was mirrored from, as far as they are known.
    package let origins: [String]

    package init(destination: Destination, digest: Digest, origins: [String] = []) {
        self.destination = destination
        self.digest = digest
        self.origins = origins
    }
}

// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that a plan leaves in place, and that the target does not hold after the apply.
package struct LostImage: Sendable, Equatable {
    package let destination: PlacedName
    package let digest: Digest
    /// What was found in its place.
    package let reason: String

    package init(destination: PlacedName, digest: Digest, reason: String) {
        self.destination = destination
        self.digest = digest
        self.reason = reason
    }
}

// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that a plan leaves in place, but that the target lacks after the apply.
package struct LostImage: Sendable, Equatable {
    package let destination: PlacedName
    package let digest: Digest
    /// A description of what is at its place instead.
    package let reason: String

    package init(destination: PlacedName, digest: Digest, reason: String) {
        self.destination = destination
        self.digest = digest
        self.reason = reason
    }
}

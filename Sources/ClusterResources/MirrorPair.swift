// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An image's original reference and its place at the target.
package struct MirrorPair: Sendable, Hashable {
    /// The reference that clusters use.
    package let origin: ImageReference
    package let destination: ImageReference
    package let type: ImageType
    package let category: MirrorCategory

    package init(origin: ImageReference, destination: ImageReference, type: ImageType, category: MirrorCategory) {
        self.origin = origin
        self.destination = destination
        self.type = type
        self.category = category
    }
}

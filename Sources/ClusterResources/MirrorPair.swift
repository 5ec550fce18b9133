// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Where an image came from and where it is now.
package struct MirrorPair: Sendable, Hashable {
    /// The reference as clusters name it.
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

// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Resolution

/// The images to delete at a target, and those among them that are known to stay.
package struct DepartingImages: Sendable {
    package let requested: [DesiredImage]
    /// The images that must stay in any case.
    package let kept: NeededImages

    package init(_ requested: [DesiredImage], except kept: NeededImages = NeededImages()) {
        self.requested = requested
        self.kept = kept
    }

    /// The images to delete, without those that are known to stay.
    package var going: [DesiredImage] { requested.filter { !kept.contains($0.destination) } }

    /// The repositories from which something may be deleted.
    package var repositories: Set<Repository> { Set(requested.map(\.destination.repository)) }
}

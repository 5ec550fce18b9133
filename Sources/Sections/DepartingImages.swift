// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Resolution

/// What is asked to go of a target, and what of it has to stay as far as that is known already.
package struct DepartingImages: Sendable {
    package let requested: [DesiredImage]
    /// What has to stay anyway.
    package let kept: NeededImages

    package init(_ requested: [DesiredImage], except kept: NeededImages = NeededImages()) {
        self.requested = requested
        self.kept = kept
    }

    /// What goes, as far as nothing keeps it that is known already.
    package var going: [DesiredImage] { requested.filter { !kept.contains($0.destination) } }

    /// The repositories from which something may go.
    package var repositories: Set<Repository> { Set(requested.map(\.destination.repository)) }
}

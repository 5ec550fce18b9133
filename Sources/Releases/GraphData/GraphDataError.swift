// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An error that the image with the data of the update graph cannot be built.
package enum GraphDataError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The URL contains a user or a password, and many people read plans.
    case credentials
    /// The archive, or a member of it, cannot be put into an image.
    case archive(url: String, String)
    /// The layer differs from the one in the plan.
    case changed(url: String, planned: Digest, found: Digest)
    case base(ImageReference, String)

    package var description: String {
        switch self {
        case .credentials:
            """
            the URL of the graph data has a user or a password in it, which the plan would show
            Name a URL without them, or a mirror of your own.
            """
        case .archive(let url, let message): "graph data \(url): \(message)"
        case .changed(let url, let planned, let found):
            """
            graph data \(url): it changed since the plan was made: expected the layer \(planned), found \(found)
            Run `mirror plan` again and review the new plan.
            """
        case .base(let image, let message): "base image \(image): \(message)"
        }
    }
}

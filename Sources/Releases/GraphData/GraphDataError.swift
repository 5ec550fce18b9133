// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An error that the image with the data of the update graph cannot be built.
package enum GraphDataError: ExplainedError, Sendable, Equatable {
    /// The URL contains a user or a password, and many people read plans.
    case credentials
    /// The archive, or a member of it, cannot be put into an image.
    case archive(url: String, String)
    /// The layer differs from the one in the plan.
    case changed(url: String, planned: Digest, found: Digest)
    case base(ImageReference, String)

    package var explanation: Explanation {
        switch self {
        case .credentials:
            Explanation(
                "the URL of the graph data has a user or a password in it, which the plan would show",
                remedy: "Name a URL without them, or a mirror of your own."
            )
        case .archive(let url, let message): Explanation("graph data \(url): \(message)")
        case .changed(let url, let planned, let found):
            Explanation(
                "graph data \(url): it changed since the plan was made: expected the layer \(planned), found \(found)",
                remedy: "Run `mirror plan` again and review the new plan."
            )
        case .base(let image, let message): Explanation("base image \(image): \(message)")
        }
    }
}

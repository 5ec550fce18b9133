// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image came out of its recipe as another than the plan has; nothing was pushed.
package struct StaleBuild: Error, Sendable, Equatable, CustomStringConvertible {
    package let destination: String
    package let planned: Digest
    package let built: Digest

    package var description: String {
        """
        the plan is stale: the image for \(destination) is built differently now
          planned \(planned), built \(built)
        Run `mirror plan` again and review the new plan.
        """
    }
}

/// An image that a plan says is built cannot be had.
package enum BuildFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nobody here can build.
    case noBuilder(destination: String)
    /// The plan does not say how.
    case noRecipe(destination: String)
    /// Something of an image is asked for before it is built, or it has no such content.
    case unknownContent(Digest, image: Digest)

    package var description: String {
        switch self {
        case .noBuilder(let destination): "the image for \(destination) is to be built, but nothing here builds images"
        case .noRecipe(let destination):
            "the image for \(destination) is to be built, but the plan has no recipe; run `mirror plan` again"
        case .unknownContent(let digest, let image): "no \(digest) was made for the built image \(image)"
        }
    }
}

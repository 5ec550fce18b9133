// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// What an image is built from changed after the plan was made; builders throw it, and nothing was pushed.
package struct StaleInput: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

/// An image came out of its recipe as another than the plan has; nothing was pushed.
package struct StaleBuild: Error, Sendable, Equatable, CustomStringConvertible {
    package let destination: PlacedName
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
    case noBuilder(destination: PlacedName)
    /// The plan does not say how.
    case noRecipe(destination: PlacedName)
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

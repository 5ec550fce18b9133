// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An error that the source of a built image changed after the plan was made; builders throw it before anything is pushed.
package struct StaleInput: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

/// An error that a recipe gave another image than planned; nothing was pushed.
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

/// An error that a planned image cannot be built.
package enum BuildFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no builder.
    case noBuilder(destination: PlacedName)
    /// The plan has no recipe.
    case noRecipe(destination: PlacedName)
    /// Content of an image is requested before the image was built, or the image has no such content.
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

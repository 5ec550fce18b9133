// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
package import Plans

/// An error that the source of a built image changed after the plan was made; builders throw it before anything is pushed.
package struct StaleInput: ExplainedError, Sendable, Equatable {
    package let explanation: Explanation

    /// Makes the error from that of the builder.
    package init(_ error: some ExplainedError) { explanation = error.explanation.about("the plan is stale") }
}

/// An error that a recipe gave another image than planned; nothing was pushed.
package struct StaleBuild: ExplainedError, Sendable, Equatable {
    package let destination: PlacedName
    package let planned: Digest
    package let built: Digest

    package var explanation: Explanation {
        Explanation(
            "the plan is stale: the image for \(destination) is built differently now",
            cause: "  planned \(planned), built \(built)",
            remedy: "Run `mirror plan` again and review the new plan."
        )
    }
}

/// An error that a planned image cannot be built.
package enum BuildFailure: ExplainedError, Sendable, Equatable {
    /// There is no builder.
    case noBuilder(destination: PlacedName)
    /// The plan has no recipe.
    case noRecipe(destination: PlacedName)
    /// Content of an image is requested before the image was built, or the image has no such content.
    case unknownContent(Digest, image: Digest)

    package var explanation: Explanation {
        Explanation(found, remedy: "Run `mirror plan` again and review the new plan.")
    }

    /// The problem on one line.
    private var found: String {
        switch self {
        case .noBuilder(let destination): "the image for \(destination) is to be built, but nothing here builds images"
        case .noRecipe(let destination): "the image for \(destination) is to be built, but the plan has no recipe"
        case .unknownContent(let digest, let image): "no \(digest) was made for the built image \(image)"
        }
    }
}

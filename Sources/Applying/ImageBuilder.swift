// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Builds the images of a plan's recipes; apply compares the result with the planned digest.
package protocol ImageBuilder: Sendable {
    /// Builds an image; throws `StaleInput` if its source has changed.
    func build(_ recipe: BuildRecipe) async throws -> BuiltImage
}

// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Builds what a plan says is built; apply compares the result with the planned digest.
package protocol ImageBuilder: Sendable {
    /// Builds an image; throws `StaleInput` where what it is made from is not what it was.
    func build(_ recipe: BuildRecipe) async throws -> BuiltImage
}

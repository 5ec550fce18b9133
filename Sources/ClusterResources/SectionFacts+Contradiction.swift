// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

extension SectionFacts {
    /// Warns if the facts of another configuration tell clusters something else of an image: each apply would undo the
    /// other one's change.
    ///
    /// `image` is the destination, `other` the other configuration; `place` is where the image is requested.
    package func contradiction(
        with facts: SectionFacts,
        of other: String,
        about image: PlacedName,
        at place: SourceLocation?
    ) -> Finding? {
        guard case (.catalog(let own), .catalog(let theirs)) = (self, facts), own.template != theirs.template else {
            return nil
        }
        return Finding(
            .warning,
            .catalogTemplate,
            """
            \(other) wants \(image) with another `targetCatalogSourceTemplate`; \
            the template of the plan that is applied last counts
            """,
            at: place
        )
    }
}

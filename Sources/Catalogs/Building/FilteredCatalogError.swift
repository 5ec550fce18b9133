// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An error that a filtered catalog cannot be built.
package enum FilteredCatalogError: ExplainedError, Sendable, Equatable {
    /// The source does not have a package, a channel or an entry to keep.
    case lacking(catalog: String, String)
    /// The source is no longer available.
    case gone(catalog: String, Explanation)
    /// The layer differs from the one in the plan.
    case changed(catalog: String, planned: Digest, found: Digest)
    /// A document does not follow its schema.
    case document(catalog: String, place: String, String)
    /// The image cannot be built on.
    case image(catalog: String, String)

    package var explanation: Explanation {
        switch self {
        case .lacking(let catalog, let what):
            Explanation(
                "catalog \(catalog): it does not have \(what), which must be kept",
                remedy: "Run `mirror plan` again and review the new plan."
            )
        case .gone(let catalog, let reason):
            reason.about("catalog \(catalog): it is no longer available")
                .adding(
                    remedy: "Run `mirror plan` again with a catalog that can be read, and review the new plan."
                )
        case .changed(let catalog, let planned, let found):
            Explanation(
                "catalog \(catalog): its filtered catalog is different now: expected the layer \(planned), found \(found)",
                remedy: "Run `mirror plan` again with this version of mirror, and review the new plan."
            )
        case .document(let catalog, let place, let message):
            Explanation(
                "catalog \(catalog): \(place): \(message)",
                remedy:
                    "The maker of the catalog must correct it; until then leave the package out, or mirror the whole "
                    + "catalog."
            )
        case .image(let catalog, let message):
            Explanation(
                "catalog \(catalog): \(message)",
                remedy: "Mirror the whole catalog instead: `full: true`, and no packages."
            )
        }
    }

    /// Whether the reason is that the inputs changed since the plan was made.
    package var isStale: Bool {
        switch self {
        case .lacking, .gone, .changed: true
        case .document, .image: false
        }
    }
}

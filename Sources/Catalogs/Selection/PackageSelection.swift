// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// What a configuration takes of one package, and what a reviewer should know of it.
package struct PackageSelection: Sendable, Equatable {
    /// `nil` where nothing is left of it; an error among the checks then says why.
    package var kept: KeptPackage?
    /// The bundles that are kept, in the order of the catalog.
    package var bundles: [CatalogBundle]
    /// Findings; each error means that no plan is made.
    package var checks: [Finding]

    package init(kept: KeptPackage? = nil, bundles: [CatalogBundle] = [], checks: [Finding] = []) {
        self.kept = kept
        self.bundles = bundles
        self.checks = checks
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// The part of a package that a configuration takes, with the findings for a reviewer.
package struct PackageSelection: Sendable, Equatable {
    /// The kept part; `nil` if nothing is left, and then an error among the findings has the reason.
    package var kept: KeptPackage?
    /// What a catalog that is mirrored whole offers of it.
    package var whole: CatalogRecord.Package?
    /// The kept bundles, in the order of the catalog.
    package var bundles: [CatalogBundle]
    /// The findings; with an error, no plan is made.
    package var findings: [Finding]

    package init(
        kept: KeptPackage? = nil,
        whole: CatalogRecord.Package? = nil,
        bundles: [CatalogBundle] = [],
        findings: [Finding] = []
    ) {
        self.kept = kept
        self.whole = whole
        self.bundles = bundles
        self.findings = findings
    }
}

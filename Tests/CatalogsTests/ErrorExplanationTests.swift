// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Testing

@testable import Catalogs

@Suite("An error of building a catalog")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                FilteredCatalogError.lacking(catalog: "c", "package `x`"),
                Explanation(
                    "catalog c: it does not have package `x`, which must be kept",
                    remedy: "Run `mirror plan` again and review the new plan."
                )
            ),
            (
                FilteredCatalogError.gone(catalog: "c", Explanation("404", cause: "NAME_UNKNOWN", remedy: "check it")),
                Explanation(
                    "catalog c: it is no longer available: 404",
                    cause: "NAME_UNKNOWN",
                    remedy: "check it\n"
                        + "Run `mirror plan` again with a catalog that can be read, and review the new plan."
                )
            ),
            (
                FilteredCatalogError.changed(catalog: "c", planned: Digest(of: [1]), found: Digest(of: [2])),
                Explanation(
                    "catalog c: its filtered catalog is different now: expected the layer \(Digest(of: [1])), found \(Digest(of: [2]))",
                    remedy: "Run `mirror plan` again with this version of mirror, and review the new plan."
                )
            ),
            (
                FilteredCatalogError.document(catalog: "c", place: "x.json:1:2", "it is odd"),
                Explanation(
                    "catalog c: x.json:1:2: it is odd",
                    remedy:
                        "The maker of the catalog must correct it; until then leave the package out, or mirror the whole catalog."
                )
            ),
            (
                FilteredCatalogError.image(catalog: "c", "it is odd"),
                Explanation(
                    "catalog c: it is odd",
                    remedy: "Mirror the whole catalog instead: `full: true`, and no packages."
                )
            ),
            (
                DocumentDelivery.ChangedContent(layer: Digest(of: [1])),
                Explanation(
                    "the layer \(Digest(of: [1])) broke off on the way, and had other bytes the second time",
                    remedy: "run the command again"
                )
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}

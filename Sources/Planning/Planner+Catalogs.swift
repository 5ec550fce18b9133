// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Ledger
import Plans
import Resolution

extension Planner {
    /// The images, each catalog with the name that its resources have.
    ///
    /// What the ledger knows of a catalog stays, also of one that nobody wants any more: it may be wanted again, and
    /// until then clusters may have its resources.
    func named(_ images: [WantedImage]) -> [WantedImage] {
        let names = CatalogNames(known: ledger.catalogNames)
            .names(of: images.filter { $0.image.catalog != nil }.map(\.image.destination.description))
        return images.map { wanted in
            guard var facts = wanted.image.catalog, let name = names[wanted.image.destination.description] else {
                return wanted
            }
            facts.name = name
            var named = wanted
            named.image = wanted.image.with(catalog: facts)
            return named
        }
    }

    /// Two configurations describe one catalog in two ways: each apply of one changes what the other wrote.
    func otherTemplate(_ image: DesiredImage) -> Finding? {
        guard let facts = image.catalog, let entry = ledger.entries[image.destination.description],
            let theirs = entry.image.catalog, theirs.template != facts.template,
            let other = entry.wantedBy.first(where: { $0 != desired.configuration.path })
        else { return nil }
        return Finding(
            .warning,
            .catalogTemplate,
            """
            \(other) wants \(image.destination) with another `targetCatalogSourceTemplate`; \
            the template of the plan that is applied last counts
            """,
            at: image.at
        )
    }
}

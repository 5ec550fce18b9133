// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Ledger
import Plans
import Resolution

extension Planner {
    /// The images; each catalog gets the name of its resources.
    ///
    /// The ledger's name of a catalog stays, even if no configuration asks for the catalog any more: it may be asked for
    /// again, and clusters may still have its resources.
    func named(_ images: [WantedImage]) -> [WantedImage] {
        let names = CatalogNames(known: ledger.catalogNames)
            .names(of: images.filter { $0.image.catalog != nil }.map(\.image.destination.name))
        return images.map { wanted in
            guard let facts = wanted.image.catalog, let name = names[wanted.image.destination.name] else {
                return wanted
            }
            var named = wanted
            named.image = wanted.image.with(catalog: CatalogFacts(name: name, template: facts.template))
            return named
        }
    }

    /// Warns if two configurations give one catalog different templates: each apply would undo the other one's change.
    func otherTemplate(_ image: DesiredImage) -> Finding? {
        guard let facts = image.catalog, let entry = ledger.entries[image.destination.name],
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

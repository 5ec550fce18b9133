// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Ledger
import Plans
import Resolution

extension Planner {
    /// The images; each that has resources of its own gets the name of these.
    ///
    /// The ledger's name for an image stays, even if no configuration asks for the image any more: it may be asked for
    /// again, and clusters may still have its resources.
    func named(_ images: [WantedImage]) -> [WantedImage] {
        let named = images.filter { $0.image.role.facts?.resourceName != nil }
        let names = resourceNames.names(of: named.map(\.image.destination.name))
        return images.map { wanted in
            guard let facts = wanted.image.role.facts, facts.resourceName != nil,
                let name = names[wanted.image.destination.name]
            else { return wanted }
            var named = wanted
            named.image = wanted.image.with(facts: facts.named(name))
            return named
        }
    }

    /// Tells which catalogs of a configuration of oc-mirror v1 would have the same name.
    func sharedNames(_ images: [WantedImage]) -> [Finding] {
        resourceNames.findings(about: images.filter { $0.image.catalog != nil }.map(\.image.destination.name))
    }

    private var resourceNames: ResourceNames {
        ResourceNames(
            known: ledger.resourceNames,
            naming: desired.isVersionOne
                ? .versionOne(root: PlanTarget(desired.target.place).root) : .repositoryAndTag
        )
    }

    /// Warns if another configuration that wants an image tells clusters something else of it.
    func contradicted(_ image: DesiredImage) -> Finding? {
        guard let facts = image.role.facts, let entry = ledger.entries[image.destination.name],
            let theirs = entry.image.facts,
            let other = entry.wantedBy.first(where: { $0 != desired.configuration.path })
        else { return nil }
        return facts.contradiction(with: theirs, of: other, about: image.destination.name, at: image.at)
    }
}

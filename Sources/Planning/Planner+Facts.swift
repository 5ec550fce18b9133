// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Ledger
import OCI
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

    /// Warns of images of operators that clusters pull by tag, where a policy redirects only pulls by digest.
    func unredirected(_ images: [WantedImage]) -> Finding? {
        guard options.icsp == true, archive == nil else { return nil }
        let tagged = images.filter { wanted in
            wanted.image.type.traits.family == .operator && wanted.image.type.isPart
                && wanted.image.reference.map { $0.digest == nil } == true
        }
        guard !tagged.isEmpty else { return nil }
        let names = listed(tagged.map { "\($0.image.origin)" }.sorted(by: naturallyPrecedes))
        return Finding(
            .warning,
            .pulledByTag,
            """
            \(tagged.count == 1 ? "1 image of an operator is" : "\(tagged.count) images of operators are") named by tag: \
            \(names); an ImageContentSourcePolicy redirects pulls by digest only, so clusters ask the source
            """,
            remedy: "For clusters since 4.13, plan with \(OptionName.noICSP)."
        )
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

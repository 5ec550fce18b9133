// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Ledger
package import OCI
package import Plans
package import Resolution

/// The facts about a target before any request: the mapping rules and the ledgers.
package struct KnownTarget: Sendable {
    package let mapping: DestinationMapping
    package let ledger: TargetLedger
    /// The ledgers of other targets that may share repositories with this one.
    package let neighbours: [TargetLedger]

    package init(mapping: DestinationMapping, ledger: TargetLedger, neighbours: [TargetLedger] = []) {
        self.mapping = mapping
        self.ledger = ledger
        self.neighbours = neighbours
    }

    /// The repositories in which the ledger has images of a type; earlier options may have been different.
    package func repositories(of type: ImageType) -> Set<Repository> {
        Set(
            ledger.entries.values.lazy.filter { $0.image.type == type }
                .compactMap { try? $0.image.destination.reference().repository }
        )
    }

    /// The tags that the ledger has in a repository.
    package func tags(in repository: Repository) -> Set<String> {
        Set(
            ledger.entries.keys.compactMap { try? $0.reference() }.filter { $0.repository == repository }
                .compactMap(\.tag?.description)
        )
    }

    /// A warning if the ledgers know the registry, but not the namespace: it may have been forgotten.
    package var otherNamespace: Finding? {
        guard ledger.entries.isEmpty, !neighbours.isEmpty else { return nil }
        let known = neighbours.map { "docker://\($0.target)" }.sorted().joined(separator: ", ")
        let message =
            "nothing was mirrored to \(mapping.target) from here, only to \(known); is the target in \(OptionName.to) right?"
        return Finding(.warning, .otherNamespace, message)
    }
}

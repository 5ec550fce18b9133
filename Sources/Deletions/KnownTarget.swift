// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
import Plans
package import Resolution

/// A target as it is known before anybody is asked: the rules of its places, and what ledgers have.
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

    /// The repositories that may have payloads of releases.
    package var payloadRepositories: Set<Repository> {
        get throws(ReferenceError) {
            repositories(of: .releasePayload).union([try mapping.payload(of: "any").repository])
        }
    }

    /// The repositories that may have components of releases.
    package var componentRepositories: Set<Repository> {
        get throws(ReferenceError) {
            repositories(of: .releaseComponent).union([try mapping.component("any", of: "any").repository])
        }
    }

    /// Where the ledger has images of a type; options may have been others when they were mirrored.
    private func repositories(of type: ImageType) -> Set<Repository> {
        Set(
            ledger.entries.values.lazy.filter { $0.image.type == type }
                .compactMap { try? ImageReference($0.image.destination).repository }
        )
    }

    /// The catalogs that the ledger has, sorted by place, with the references that they were mirrored from.
    package var catalogs: [(destination: Destination, origins: [String])] {
        ledger.entries.values.filter { $0.image.type == .operatorCatalog }
            .compactMap { entry in
                Destination(named: entry.image.destination).map { (destination: $0, origins: entry.image.origins) }
            }
            .sorted { $0.destination < $1.destination }
    }

    /// The tags that the ledger has in a repository.
    package func tags(in repository: Repository) -> Set<String> {
        Set(
            ledger.entries.keys.compactMap { try? ImageReference($0) }.filter { $0.repository == repository }
                .compactMap(\.tag?.description)
        )
    }

    /// The registry is known from here, and the namespace is not: somebody may have forgotten it.
    var otherNamespace: Finding? {
        guard ledger.entries.isEmpty, !neighbours.isEmpty else { return nil }
        let known = neighbours.map { "docker://\($0.target)" }.sorted().joined(separator: ", ")
        let message =
            "nothing was mirrored to \(mapping.target) from here, but to \(known): is that what \(OptionName.to) should say?"
        return Finding(.warning, .otherNamespace, message)
    }
}

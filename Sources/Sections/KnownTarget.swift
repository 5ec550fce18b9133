// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Ledger
package import OCI
package import Plans
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

    /// Where the ledger has images of a type; options may have been others when they were mirrored.
    package func repositories(of type: ImageType) -> Set<Repository> {
        Set(
            ledger.entries.values.lazy.filter { $0.image.type == type }
                .compactMap { try? ImageReference($0.image.destination).repository }
        )
    }

    /// The tags that the ledger has in a repository.
    package func tags(in repository: Repository) -> Set<String> {
        Set(
            ledger.entries.keys.compactMap { try? ImageReference($0) }.filter { $0.repository == repository }
                .compactMap(\.tag?.description)
        )
    }

    /// The registry is known from here, and the namespace is not: somebody may have forgotten it.
    package var otherNamespace: Finding? {
        guard ledger.entries.isEmpty, !neighbours.isEmpty else { return nil }
        let known = neighbours.map { "docker://\($0.target)" }.sorted().joined(separator: ", ")
        let message =
            "nothing was mirrored to \(mapping.target) from here, but to \(known): is that what \(OptionName.to) should say?"
        return Finding(.warning, .otherNamespace, message)
    }
}

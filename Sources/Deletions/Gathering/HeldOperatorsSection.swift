// SPDX-License-Identifier: Apache-2.0

import Catalogs
import MirrorConfiguration
import Resolution

/// The section `operators`, as far as the target holds it.
struct HeldOperatorsSection: ConfigurationSection {
    let mapping: DestinationMapping
    let reader: HeldCatalogReader
    let source: CatalogLocator
    let sourceReader: CatalogReader
    let purpose: HeldPurpose
    /// Returns the catalog of an entry at the target, if it is there.
    let held: @Sendable (OperatorCatalog) async throws -> HeldCatalog?

    var name: SectionName { .operators }

    func isAsked(by mirror: MirrorSection) -> Bool { !mirror.operators.isEmpty }

    func contribution(to configuration: ImageSetConfiguration, named name: String) async throws -> Contribution {
        let resolver = HeldCatalogResolver(
            reader: reader,
            source: source,
            sourceReader: sourceReader,
            held: held,
            mapping: mapping,
            path: name,
            section: "\(configuration.kind.section).operators",
            purpose: purpose
        )
        return try await resolver.resolve(configuration.mirror.operators)
    }
}

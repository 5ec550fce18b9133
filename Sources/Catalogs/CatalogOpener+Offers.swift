// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import Plans
import Scheduling

/// A bundle in a channel, as a configuration selects it.
package struct OfferedBundle: Sendable, Hashable {
    package let package: String
    package let channel: String
    package let name: String
    /// The bundle that it updates in the channel.
    package let replaces: String?

    package init(package: String, channel: String, name: String, replaces: String?) {
        self.package = package
        self.channel = channel
        self.name = name
        self.replaces = replaces
    }
}

extension CatalogOpener {
    /// Returns the bundles that each entry selects from its catalog and that are not known, sorted, without what they need.
    ///
    /// Throws `FindingsError` if a catalog cannot be read, or lacks what an entry asks for.
    package func offers(
        to entries: [OperatorCatalog],
        except isKnown: @Sendable (CatalogBundle) -> Bool
    ) async throws -> [[OfferedBundle]] {
        let (catalogs, unreadable) = try await open(entries)
        var findings = unreadable
        var offers: [[OfferedBundle]] = []
        for open in catalogs {
            let selections = try await selections(of: open.entry, in: open.catalog)
            findings += selections.values.flatMap(\.findings) + unknownPackages(of: open.entry, in: open.catalog)
            var found: [OfferedBundle] = []
            for (name, selection) in selections {
                let new = Set(selection.bundles.filter { !isKnown($0) }.map(\.name))
                guard !new.isEmpty, let kept = selection.kept, let package = try await open.catalog.package(name)
                else { continue }
                found += kept.offers(new, of: package)
            }
            offers.append(found.sorted { ($0.package, $0.channel, $0.name) < ($1.package, $1.channel, $1.name) })
        }
        let errors = findings.filter { $0.severity == .error }
        guard errors.isEmpty else { throw FindingsError(errors) }
        return offers
    }
}

extension KeptPackage {
    /// The bundles with the given names in the kept channels.
    fileprivate func offers(_ names: Set<String>, of package: CatalogPackage) -> [OfferedBundle] {
        channels.flatMap { channel in
            let entries = package.channels.first { $0.name == channel.name }?.entries ?? []
            let replaced = Dictionary(entries.map { ($0.name, $0.replaces) }) { first, _ in first }
            return channel.entries.filter(names.contains).map { name in
                OfferedBundle(
                    package: self.name,
                    channel: channel.name,
                    name: name,
                    replaces: replaced[name] ?? nil
                )
            }
        }
    }
}

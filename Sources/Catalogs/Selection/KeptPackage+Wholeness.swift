// SPDX-License-Identifier: Apache-2.0

package import Plans

extension KeptPackage {
    /// Whether nothing of a package is left out or changed: it has every channel with every entry, every bundle, and
    /// the same default channel.
    ///
    /// If that is so for every package, the catalog is copied unchanged, with its digest and its signatures.
    package func isAll(of package: CatalogPackage) -> Bool {
        guard name == package.name, defaultChannel == nil || defaultChannel == package.defaultChannel else {
            return false
        }
        let keptEntries = Dictionary(
            channels.map { ($0.name, Set($0.entries)) },
            uniquingKeysWith: { $0.union($1) }
        )
        let names = entryNames
        return package.channels.allSatisfy { channel in
            guard let kept = keptEntries[channel.name] else { return false }
            return channel.entries.allSatisfy { kept.contains($0.name) }
        } && package.bundles.allSatisfy { names.contains($0.name) }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Plans

extension CatalogRecord.Package {
    /// What a catalog offers of a package when only a part of it is kept.
    init(_ package: CatalogPackage, keeping kept: KeptPackage) {
        let byName = Dictionary(package.channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let channels = kept.channels.compactMap { channel -> CatalogRecord.Channel? in
            guard let source = byName[channel.name] else { return nil }
            let names = Set(channel.entries)
            let entries = source.entries.filter { names.contains($0.name) }
            return CatalogRecord.Channel(
                name: channel.name,
                head: ChannelGraph(CatalogChannel(name: channel.name, entries: entries)).head?.name,
                entries: package.ordered(entries)
            )
        }
        self.init(
            name: package.name,
            defaultChannel: kept.defaultChannel ?? package.defaultChannel,
            channels: channels.sorted { $0.name < $1.name }
        )
    }

    /// What a catalog offers of a package that is mirrored whole: no entries, because whole catalogs have thousands.
    init(wholeOf package: CatalogPackage) {
        let channels = package.channels.filter { !$0.entries.isEmpty }
        self.init(
            name: package.name,
            defaultChannel: package.defaultChannel,
            channels: Dictionary(channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }).values
                .map { CatalogRecord.Channel(name: $0.name, head: ChannelGraph($0).head?.name, entries: []) }
                .sorted { $0.name < $1.name }
        )
    }
}

extension CatalogPackage {
    /// The entries of a channel from the lowest version to the highest, each once.
    fileprivate func ordered(_ entries: [ChannelEntry]) -> [CatalogEntry] {
        let byName = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let bundles = bundlesByVersion.filter { byName[$0.name] != nil }
        let versions = Dictionary(bundles.map { ($0.name, $0.version) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        // An entry without a bundle is an error of the catalog, which is told elsewhere.
        let names = (bundles.map(\.name) + entries.map(\.name).sorted()).filter { seen.insert($0).inserted }
        return names.compactMap { byName[$0] }.map { entry in
            CatalogEntry(
                name: entry.name,
                version: versions[entry.name] ?? nil,
                replaces: entry.replaces,
                skips: entry.skips.isEmpty ? nil : entry.skips.sorted(),
                skipRange: entry.skipRange
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans

/// A bundle that would meet a need, kept alone in a channel that is not kept yet.
struct Provider: Sendable {
    /// How far a choice is from what people would choose themselves.
    enum Rank: Int, Sendable, Comparable {
        case defaultHead, otherHead, single

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    let package: CatalogPackage
    let channel: String
    let bundle: CatalogBundle
    let rank: Rank

    /// Finds the best bundle of a package for a need; `kept` is the kept part of the package; `nil` if nothing of it is kept.
    ///
    /// The best one is the head of the default channel, then the head of another channel, then, if nothing of the
    /// package is kept, the highest suitable bundle. Channels are tried in the order of their names, the default
    /// channel first.
    init?(_ package: CatalogPackage, for need: Need, besides kept: PackageSelection?) {
        let taken = Set(kept?.kept?.channels.map(\.name) ?? [])
        let channels = package.channels.filter { !taken.contains($0.name) }.sorted { left, right in
            if (left.name == package.defaultChannel) != (right.name == package.defaultChannel) {
                return left.name == package.defaultChannel
            }
            return left.name < right.name
        }
        // If the package already has an error, no bundle of it is added.
        guard kept == nil || kept?.kept != nil else { return nil }
        let versions = PackageVersions(package)
        func provider(_ entry: String, in channel: CatalogChannel, _ rank: Rank) -> Provider? {
            guard let bundle = versions.bundle(entry), need.isMet(by: bundle, of: package.name) else { return nil }
            return Provider(package: package, channel: channel.name, bundle: bundle, rank: rank)
        }
        for channel in channels {
            guard let head = ChannelGraph(channel).head else { continue }
            let rank: Rank = channel.name == package.defaultChannel ? .defaultHead : .otherHead
            guard let provider = provider(head.name, in: channel, rank) else { continue }
            self = provider
            return
        }
        guard kept == nil else { return nil }
        for channel in channels {
            let best = channel.entries.compactMap { provider($0.name, in: channel, .single) }.max { left, right in
                guard let first = versions[left.bundle.name], let second = versions[right.bundle.name] else {
                    return false
                }
                return first == second ? left.bundle.name < right.bundle.name : first < second
            }
            guard let best else { continue }
            self = best
            return
        }
        return nil
    }

    private init(package: CatalogPackage, channel: String, bundle: CatalogBundle, rank: Rank) {
        self.package = package
        self.channel = channel
        self.bundle = bundle
        self.rank = rank
    }

    /// The selection of the package with this bundle added.
    func added(to selection: PackageSelection?) -> PackageSelection {
        var result = selection ?? PackageSelection()
        let isDefault = channel == package.defaultChannel
        let channels = (result.kept?.channels ?? []) + [KeptChannel(name: channel, entries: [bundle.name])]
        let kept = KeptPackage(
            name: result.kept?.name ?? package.name,
            defaultChannel: result.kept.map(\.defaultChannel) ?? (isDefault ? nil : channel),
            channels: channels.sorted { $0.name < $1.name }
        )
        result.kept = kept
        let names = kept.entryNames
        result.bundles = package.bundles.filter { names.contains($0.name) }
        return result
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// The wanted channels, and the wanted entries of each.
extension SelectionDraft {
    /// A channel with its bounds from the configuration.
    private struct Wish {
        let channel: CatalogChannel
        let bounds: VersionBounds?
        let at: SourceLocation
    }

    /// Chooses the requested entries of each channel, and reports requests without a result.
    mutating func chooseEntries() {
        let named = Set(request?.bundles.map(\.value) ?? [])
        let wishes = wishes()
        let considered = Set(wishes.flatMap { $0.channel.entries.map(\.name) })
        var packageChoice: ChannelRule?
        if let bounds = packageBounds, bounds.exact != nil {
            // One bundle for all channels, even if several differ only in build metadata.
            let preferred = request?.defaultChannel?.value ?? package.defaultChannel
            let entries = wishes.first { $0.channel.name == preferred }?.channel.entries.map(\.name) ?? []
            guard let rule = exactRule(bounds, among: considered, preferring: Set(entries)) else { return }
            packageChoice = rule
        }
        for wish in wishes {
            let rule: ChannelRule? =
                if !named.isEmpty {
                    .bundles(named)
                } else if filter.full {
                    .everything
                } else if let packageChoice {
                    packageChoice
                } else if let bounds = wish.bounds, bounds.exact != nil {
                    exactRule(bounds, among: Set(wish.channel.entries.map(\.name)))
                } else {
                    wish.bounds.map(ChannelRule.range) ?? .head
                }
            if let rule { choose(rule, in: wish.channel, at: wish.at) }
        }
        reportUnknownBundles()
    }

    private var packageBounds: VersionBounds? { VersionBounds(request?.minVersion, request?.maxVersion) }

    /// Chooses entries of a channel by a rule; a channel without a clear order of updates is an error if that matters.
    mutating func choose(_ rule: ChannelRule, in channel: CatalogChannel, at: SourceLocation) {
        let graph = ChannelGraph(channel)
        if rule.needsOrder, !graph.problems.isEmpty {
            isBroken = true
            report(
                .error,
                .invalidChannel,
                "the channel `\(printable(channel.name))` has no clear order of updates: "
                    + graph.problems.map(\.description).joined(separator: "; "),
                remedyForInvalidChannel,
                at: at
            )
            return
        }
        let kept = rule.kept(of: channel, graph) { name, bounds in
            versions[name].map(bounds.contains) ?? false
        }
        choices.append(Choice(channel: channel, rule: rule, at: at, kept: kept))
    }

    /// The requested channels; all channels if none is named.
    private mutating func wishes() -> [Wish] {
        let bounds = packageBounds
        guard let request, !request.channels.isEmpty else {
            return package.channels.map { Wish(channel: $0, bounds: bounds, at: at) }
        }
        var wishes: [Wish] = []
        for wanted in request.channels {
            let at = place(wanted.location)
            guard let channel = package.channels.first(where: { $0.name == wanted.name }) else {
                reportUnknownChannel(wanted.name, among: package.channels.map(\.name), at: at)
                continue
            }
            let own = VersionBounds(wanted.minVersion, wanted.maxVersion)
            wishes.append(Wish(channel: channel, bounds: own ?? bounds, at: at))
        }
        if wishes.isEmpty { isBroken = true }
        return wishes
    }

    /// Reports a missing channel: as an error, or as left out if that is allowed.
    mutating func reportUnknownChannel(_ name: String, among names: [String], at: SourceLocation) {
        let hint = suggestion(for: name, among: names, called: "channels")
        guard filter.allowsMissing else {
            isBroken = true
            return report(.error, .unknownChannel, "there is no channel `\(name)`", hint, at: at)
        }
        report(.warning, .unknownChannel, "there is no channel `\(name)`, so it is left out", hint, at: at)
    }

    /// Returns the rule for the only bundle with a version, preferably one of the given bundles.
    ///
    /// If no bundle has exactly the written version, preferred ones come first.
    private mutating func exactRule(
        _ bounds: VersionBounds,
        among names: Set<String>,
        preferring preferred: Set<String> = []
    ) -> ChannelRule? {
        guard let version = bounds.exact else { return nil }
        let all = versions.names(of: version)
        let candidates = all.contains(where: names.contains) ? all.filter(names.contains) : all
        guard let match = candidates.first else {
            isBroken = true
            report(
                .error,
                .unknownVersion,
                "no bundle has the version \(bounds)",
                nearestVersions(to: version, among: package.bundles.compactMap { versions[$0.name] }),
                at: place(bounds.location)
            )
            return nil
        }
        guard candidates.count > 1 else { return .exact(bundle: match, bounds) }
        let isSame = versions[match]?.build == version.build
        let taken = isSame ? match : candidates.first(where: preferred.contains) ?? match
        report(
            .note,
            .severalBuilds,
            "the version \(bounds) means \(quoted(candidates)), which differ only in build metadata;"
                + " `\(printable(taken))` is used",
            at: place(bounds.location)
        )
        return .exact(bundle: taken, bounds)
    }

    private mutating func reportUnknownBundles() {
        let entries = Set(package.channels.flatMap { $0.entries.map(\.name) }).sorted()
        let kept = keptNames
        for bundle in request?.bundles ?? [] where !kept.contains(bundle.value) {
            isBroken = true
            let hint = suggestion(for: bundle.value, among: entries, called: "bundles")
            report(
                .error,
                .unknownBundle,
                "no channel has the bundle `\(bundle.value)`",
                hint,
                at: place(bundle.location)
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans
import Resolution

/// The wanted entries of each channel by the rules of oc-mirror v1.
extension SelectionDraft {
    /// A channel that the configuration names.
    private struct Listed {
        let channel: CatalogChannel
        let wish: OperatorChannel
        let at: SourceLocation
    }

    /// Chooses the entries of each channel; `earlier` is what was recorded of the package.
    mutating func chooseByVersionOne(_ earlier: EarlierHeads.Package? = nil) {
        guard checkDefaultByVersionOne() else {
            isBroken = true
            return
        }
        if let request, let minimum = request.minVersion, request.maxVersion == nil {
            chooseEverywhere(from: minimum)
        } else if let request, !request.channels.isEmpty {
            for each in listed(request) { choose(each, earlier) }
        } else {
            let bounds = VersionBounds(request?.minVersion, request?.maxVersion)
            for channel in package.channels {
                if let bounds {
                    choose(.within(bounds), in: channel, at: at)
                } else if let bundle = request?.minBundle {
                    chooseWhole(channel, from: bundle, at: at)
                } else {
                    chooseUnbounded(channel, earlier, at: at)
                }
            }
        }
    }

    /// The channels that the configuration names and the package has; the others are reported.
    private mutating func listed(_ request: OperatorPackage) -> [Listed] {
        var listed: [Listed] = []
        for wish in request.channels {
            let at = place(wish.location)
            if let channel = package.channels.first(where: { $0.name == wish.name }) {
                listed.append(Listed(channel: channel, wish: wish, at: at))
            } else {
                reportUnknownChannel(wish.name, among: package.channels.map(\.name), at: at)
            }
        }
        if listed.isEmpty, !request.channels.isEmpty { isBroken = true }
        return listed
    }

    /// Takes the updates from a version to the head in every channel that has the version, even if others are named.
    private mutating func chooseEverywhere(from minimum: Located<VersionBound>) {
        let listed = request.map { self.listed($0) } ?? []
        var lacking: [String] = []
        for channel in package.channels {
            let named = listed.first { $0.channel.name == channel.name }
            let starts = names(of: minimum.value, in: channel)
            guard starts.isEmpty else {
                rise(from: starts, in: channel, at: named?.at ?? at)
                continue
            }
            if let own = named?.wish.minVersion, named?.wish.maxVersion == nil {
                reportContradiction(channel, own, minimum)
            } else {
                lacking.append(channel.name)
            }
        }
        guard !lacking.isEmpty else { return }
        guard !choices.isEmpty || isBroken else {
            isBroken = true
            return reportUnknownVersion(minimum, of: "no channel has", among: package.bundles.map(\.name))
        }
        report(
            .note,
            .emptyChannel,
            "\(lacking.count == 1 ? "the channel" : "the channels") \(quoted(lacking.sorted())) "
                + "\(lacking.count == 1 ? "has" : "have") no bundle with the version \(minimum.value); left out",
            at: place(minimum.location)
        )
    }

    private mutating func choose(_ named: Listed, _ earlier: EarlierHeads.Package?) {
        let (channel, wish) = (named.channel, named.wish)
        if wish.maxVersion != nil, let bounds = VersionBounds(wish.minVersion, wish.maxVersion) {
            choose(.within(bounds), in: channel, at: named.at)
        } else if let minimum = wish.minVersion {
            let starts = names(of: minimum.value, in: channel)
            guard !starts.isEmpty else {
                isBroken = true
                let owner = "the channel `\(printable(channel.name))` does not have"
                return reportUnknownVersion(minimum, of: owner, among: channel.entries.map(\.name))
            }
            rise(from: starts, in: channel, at: named.at)
        } else if let bundle = wish.minBundle ?? request?.minBundle {
            chooseWhole(channel, from: bundle, at: named.at)
        } else {
            chooseUnbounded(channel, earlier, at: named.at)
        }
    }

    /// Takes a channel for which no version is given: all of it, or its head, or what leads from earlier heads to it.
    private mutating func chooseUnbounded(
        _ channel: CatalogChannel,
        _ earlier: EarlierHeads.Package?,
        at: SourceLocation
    ) {
        guard !filter.full else { return choose(.everything, in: channel, at: at) }
        let bounds = earlier?.channels.first { $0.name == channel.name }?.bounds ?? EarlierHeads.Bounds()
        guard let start = start(in: channel, bounds) else { return choose(.head, in: channel, at: at) }
        rise(from: [start], in: channel, at: at)
        if !bounds.maxVersion.isEmpty { reportLeftBound(bounds, channel, at: at) }
    }

    /// The entry where an earlier run began, or else the next higher one.
    private func start(in channel: CatalogChannel, _ earlier: EarlierHeads.Bounds) -> String? {
        if channel.entries.contains(where: { $0.name == earlier.minBundle }) { return earlier.minBundle }
        // A range that only ended somewhere began with the lowest version.
        let text = earlier.minVersion.isEmpty && !earlier.maxVersion.isEmpty ? "0.0.0-0" : earlier.minVersion
        guard let lowest = try? SemanticVersion(text) else { return nil }
        let found = channel.entries.compactMap { entry in
            versions[entry.name].flatMap { $0 >= lowest ? (version: $0, name: entry.name) : nil }
        }
        return found.min { ($0.version, $0.name) < ($1.version, $1.name) }?.name
    }

    /// Takes a channel as a whole, as oc-mirror v1 does for any `minBundle`.
    private mutating func chooseWhole(_ channel: CatalogChannel, from bundle: Located<String>, at: SourceLocation) {
        choose(.everything, in: channel, at: at)
        reportWhole(channel, from: bundle)
    }

    /// Takes the updates from some entries to the head.
    private mutating func rise(from starts: Set<String>, in channel: CatalogChannel, at: SourceLocation) {
        choose(.rising(from: starts), in: channel, at: at)
        let graph = ChannelGraph(channel)
        guard let head = graph.head?.name else { return }
        let alone = starts.filter { !RisingRule(graph, channel, from: $0).isKnownToVersionOne }.sorted()
        if !alone.isEmpty { reportHeadBeside(alone, head: head, channel, at: at) }
    }

    /// The entries of a channel with a version, as oc-mirror v1 compares: the whole text, or the part before the first
    /// dash.
    private func names(of bound: VersionBound, in channel: CatalogChannel) -> Set<String> {
        Set(
            channel.entries.map(\.name).filter { name in
                guard let text = versions.bundle(name)?.version else { return false }
                return text == bound.text || text.prefix { $0 != "-" } == bound.text
            }
        )
    }
}

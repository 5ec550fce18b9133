// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// The check that OLM accepts the kept part.
extension SelectionDraft {
    /// Reports everything for which OLM would refuse the result.
    mutating func prove(_ result: KeptPackage) {
        let proof = PackageProof(result, of: package)
        for (name, problems) in proof.channels {
            guard let choice = choices.first(where: { $0.channel.name == name }) else { continue }
            report(
                .error,
                .invalidChannel,
                "OLM would refuse the kept part of the channel `\(printable(name))`: "
                    + problems.map(\.description).joined(separator: "; "),
                remedy(choice),
                at: choice.at
            )
        }
        for name in proof.missingBundles {
            let channels = keptChoices.filter { $0.kept.contains(name) }.map(\.channel.name)
            report(
                .error,
                .missingBundle,
                "the catalog has no bundle for the entry `\(printable(name))` of \(quoted(channels))",
                "choose versions or channels that do not need it",
                at: at
            )
        }
        for name in proof.unversionedBundles {
            let version = versions.bundle(name)?.version
            report(
                .error,
                .noVersion,
                "the bundle `\(printable(name))` has "
                    + (version.map { "the version `\(printable($0))`, which is not valid by semver.org" }
                        ?? "no version"),
                "choose versions or channels that do not need it",
                at: at
            )
        }
    }

    /// What to write if OLM would refuse a channel.
    var remedyForInvalidChannel: String {
        filter.rules.isVersionOne
            ? """
            take other channels, give only a `minVersion`, or mirror the whole catalog as it is: `full: true` and no \
            packages
            """
            : """
            take other channels, name the `bundles` that you want, or mirror the whole catalog as it is: \
            `full: true` and no packages
            """
    }

    private func remedy(_ choice: Choice) -> String {
        guard case .bundles(let named) = choice.rule else { return remedyForInvalidChannel }
        let graph = ChannelGraph(choice.channel)
        let whole = Set(RangeRule(graph, choice.channel, isWanted: named.contains).kept)
        let unreachable = choice.kept.filter { !whole.contains($0) }
        let missing = whole.subtracting(choice.kept)
        return switch (graph.problems.isEmpty, unreachable.isEmpty) {
        case (false, _): "the channel is like this in the catalog; name bundles of which one leads to all others"
        case (true, true): "add \(quoted(missing.sorted(), atMost: 12)) to the `bundles`"
        case (true, false): "leave out \(quoted(unreachable, atMost: 12)), which the channel's head does not lead to"
        }
    }
}

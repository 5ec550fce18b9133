// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// The channel that clusters subscribe to by default, by the rules of oc-mirror v1.
extension SelectionDraft {
    /// Returns the new default channel, or `nil` if that of the source stays; it does whenever it is kept.
    ///
    /// Otherwise it is the one that the configuration names, or its only channel, or the one of the highest priority.
    mutating func chooseDefaultByVersionOne() -> String? {
        let kept = Set(keptChoices.map(\.channel.name))
        let wanted = request?.defaultChannel
        guard !kept.contains(package.defaultChannel) else {
            if let wanted, wanted.value != package.defaultChannel { reportUnusedDefault(wanted) }
            return nil
        }
        if let wanted, kept.contains(wanted.value) { return wanted.value }
        let listed = Set((request?.channels ?? []).map(\.name))
        if listed.count == 1, let only = listed.first, kept.contains(only) { return only }
        if let preferred = preferred() { return preferred }
        reportLost(package.defaultChannel, at: at)
        return nil
    }

    /// The kept channel of the highest priority, the first one by name if there are several.
    private mutating func preferred() -> String? {
        let channels = keptChoices.map(\.channel)
        guard let highest = channels.compactMap(\.priority).max() else { return nil }
        let best = Set(channels.filter { $0.priority == highest }.map(\.name)).sorted()
        guard let first = best.first else { return nil }
        if best.count > 1 {
            report(
                .warning,
                .differsFromVersionOne,
                "the channels \(quoted(best)) have the same priority; oc-mirror v1 would make any of them the default "
                    + "channel, here it is `\(printable(first))`",
                "write a `defaultChannel`",
                at: at
            )
        }
        return first
    }

    private mutating func reportUnusedDefault(_ wanted: Located<String>) {
        report(
            .warning,
            .ignoredField,
            "`defaultChannel: \(printable(wanted.value))` has no effect, because the default channel of the catalog, "
                + "`\(printable(package.defaultChannel))`, is kept",
            "leave `\(printable(package.defaultChannel))` out of the `channels`",
            at: place(wanted.location)
        )
    }
}

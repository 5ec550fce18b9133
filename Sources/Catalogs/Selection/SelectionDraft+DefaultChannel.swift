// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// The channel that clusters subscribe to by default.
extension SelectionDraft {
    /// Returns the new default channel, or `nil` if that of the source stays.
    ///
    /// A lost default channel is an error, unless there is another error already.
    mutating func chooseDefaultChannel() -> String? {
        let kept = keptChoices.map(\.channel.name)
        let isKnown = package.channels.contains { $0.name == request?.defaultChannel?.value }
        if let wanted = request?.defaultChannel, !isKnown {
            reportUnknownChannel(wanted.value, among: kept, at: place(wanted.location))
            if !filter.allowsMissing { return nil }
        } else if let wanted = request?.defaultChannel {
            guard kept.contains(wanted.value) else {
                reportLost(wanted.value, at: place(wanted.location))
                return nil
            }
            return wanted.value == package.defaultChannel ? nil : wanted.value
        }
        if !kept.contains(package.defaultChannel) { reportLost(package.defaultChannel, at: at) }
        return nil
    }

    mutating func reportLost(_ channel: String, at: SourceLocation) {
        guard !isBroken else { return }
        let kept = keptChoices
        let name = "`\(printable(channel))`"
        let reason =
            if channel.isEmpty {
                "the package names no default channel"
            } else if let choice = choices.first(where: { $0.channel.name == channel }) {
                "its default channel \(name) has nothing \(choice.rule.bounds.map { "in \($0)" } ?? "that is selected")"
            } else if package.channels.contains(where: { $0.name == channel }) {
                "its default channel \(name) is not among the selected channels"
            } else {
                "its default channel \(name) does not exist"
            }
        report(
            .error,
            .defaultChannelLost,
            "\(reason); the kept channels are \(quoted(kept.map(\.channel.name)))",
            remedy(kept.isEmpty ? nil : best(of: kept)),
            at: at
        )
    }

    private func remedy(_ channel: String?) -> String? {
        channel.map { name in
            let line = "write `defaultChannel: \(printable(name))`"
            if filter.rules.isVersionOne { return "list the wanted `channels` of the package, and \(line)" }
            return request == nil ? "name the package, and with it \(line)" : line
        }
    }

    /// The channel with the highest version; the first one by name if there are several.
    private func best(of choices: [Choice]) -> String? {
        let highest = choices.map { choice in
            (name: choice.channel.name, version: choice.kept.compactMap { versions[$0] }.max())
        }
        let version = highest.compactMap(\.version).max()
        return highest.first { $0.version == version }?.name
    }
}

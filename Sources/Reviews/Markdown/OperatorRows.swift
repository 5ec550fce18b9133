// SPDX-License-Identifier: Apache-2.0

import Plans

/// The rows of a table about an operator that changes: operator, channel, change, bundles.
struct OperatorRows {
    private let package: String
    private let kind: OperatorChange.Kind
    private let defaults: (before: String?, after: String?)
    private let channels: [OperatorChange.Channel]

    init(
        _ package: String,
        _ kind: OperatorChange.Kind,
        defaults: (before: String?, after: String?),
        channels: [OperatorChange.Channel]
    ) {
        self.package = package
        self.kind = kind
        self.defaults = defaults
        self.channels = channels
    }

    /// The cells of each row: one about the operator, if there is something to say of the whole, then one for each channel.
    var cells: [[String]] {
        let whole = [MarkdownText.cell(package), "–", movedDefault ?? kind.rawValue, "–"]
        return (channels.isEmpty || movedDefault != nil ? [whole] : []) + channels.map(cells(of:))
    }

    private func cells(of channel: OperatorChange.Channel) -> [String] {
        let counts = [(channel.added, "added"), (channel.removed, "removed")].filter { !$0.0.isEmpty }.map {
            "\($0.count) \($1): \(MarkdownText.cell($0.map(\.shown)))"
        }
        return [
            MarkdownText.cell(package), MarkdownText.cell(channel.name), Self.heads(of: channel),
            counts.isEmpty ? "–" : counts.joined(separator: "; "),
        ]
    }

    private static func heads(of channel: OperatorChange.Channel) -> String {
        switch (channel.headBefore?.shown, channel.headAfter?.shown) {
        case (let before?, let after?) where before == after: "\(MarkdownText.cell(after)) stays"
        case (let before?, let after?): "\(MarkdownText.cell(before)) → **\(MarkdownText.cell(after))**"
        case (nil, let after?): "new: **\(MarkdownText.cell(after))**"
        case (let before?, nil): "removed: \(MarkdownText.cell(before))"
        case (nil, nil): channel.kind.rawValue
        }
    }

    private var movedDefault: String? {
        guard kind == .changed, defaults.before != defaults.after, let after = defaults.after else { return nil }
        return "default channel \(MarkdownText.cell(defaults.before ?? "none")) → **\(MarkdownText.cell(after))**"
    }
}

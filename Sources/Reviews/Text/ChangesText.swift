// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The lines about operators and releases that change, and about the causes of all changes.
struct ChangesText {
    let review: ReviewedChanges
    let style: TextStyle
    /// The hint where to find omitted lines.
    let remark: String

    /// The maximum number of lines about operators.
    private static let limit = 40
    /// The maximum number of releases that are named.
    private static let releaseLimit = 10

    var lines: [String] {
        let changes = folded(review.operators.flatMap(lines(of:))) + review.releases.flatMap(lines(of:))
        guard !changes.isEmpty || !review.causes.isEmpty else { return [] }
        let since = review.since.map { " since plan \($0.short)" } ?? ""
        return [style(.heading, "What changes\(since)")] + changes + review.causes.map(line(of:))
    }

    private func folded(_ lines: [String]) -> [String] {
        guard lines.count > Self.limit + 1 else { return lines }
        return lines.prefix(Self.limit) + ["  and \(lines.count - Self.limit) more (\(remark))"]
    }

    private func lines(of change: OperatorChange) -> [String] {
        let name = printable(change.package)
        let cause = style(.dim, "(\(change.cause.rawValue))")
        var lines: [String] = []
        if change.kind == .removed {
            let heads = change.channels.map { "\($0.name) \(Self.text(of: $0.headBefore))" }
            let offered = heads.isEmpty ? "" : ": \(printable(listed(heads)))"
            lines.append("  \(symbol(of: .removed)) \(name)\(offered) \(cause)")
        } else {
            lines += change.channels.map { "  \(symbol(of: $0.kind)) \(name) \(text(of: $0)) \(cause)" }
        }
        if change.kind == .changed, change.defaultBefore != change.defaultAfter {
            let names = [change.defaultBefore, change.defaultAfter].map { $0 ?? "none" }
            lines.append(
                "  \(symbol(of: .changed)) \(name) default channel: \(printable(names.joined(separator: " → "))) \(cause)"
            )
        }
        return lines
    }

    private func text(of channel: OperatorChange.Channel) -> String {
        let (before, after) = (Self.text(of: channel.headBefore), Self.text(of: channel.headAfter))
        let heads =
            switch channel.kind {
            case .added: after
            case .removed: before
            case .changed: before == after ? after : "\(before) → \(after)"
            }
        guard channel.kind == .changed else { return printable("\(channel.name): \(heads)") }
        let counts = [(channel.added.count, "added"), (channel.removed.count, "removed")].filter { $0.0 > 0 }
        let bundles = counts.map { "\($0) \($1)" }.joined(separator: ", ")
        return printable("\(channel.name): \(heads)\(bundles.isEmpty ? "" : ", bundles: \(bundles)")")
    }

    private static func text(of head: CatalogEntry?) -> String {
        head.map { $0.version ?? $0.name } ?? "no single head"
    }

    private func lines(of change: ReleaseChange) -> [String] {
        let cause = style(.dim, "(\(change.cause.rawValue))")
        let staying = change.staying == 0 ? "" : ", \(change.staying) \(change.staying == 1 ? "stays" : "stay")"
        let sets: [(OperatorChange.Kind, String, [String])] = [
            (.added, "added", change.added), (.removed, "dropped", change.dropped),
        ]
        return sets.filter { !$0.2.isEmpty }.map { kind, verb, versions in
            let names = printable(listed(versions, most: Self.releaseLimit))
            return
                "  \(symbol(of: kind)) releases \(printable(change.architecture)) \(verb): \(names)\(staying) \(cause)"
        }
    }

    private func line(of total: CauseTotal) -> String {
        let meaning =
            switch total.cause {
            case .configuration: "asked for by the configuration"
            case .upstream: "changed at the source"
            case .drift: "overwritten at the target since the last apply"
            case .repair: "deleted at the target since the last apply"
            }
        let size = total.transfer == 0 ? "" : ", \(ByteCount.text(total.transfer)) to transfer"
        return "  \(total.cause.rawValue): \(counted(total.images, "image"))\(size) \(style(.dim, "(\(meaning))"))"
    }

    private func symbol(of kind: OperatorChange.Kind) -> String {
        switch kind {
        case .added: style(.added, "+")
        case .changed: style(.changed, "~")
        case .removed: style(.removed, "-")
        }
    }
}

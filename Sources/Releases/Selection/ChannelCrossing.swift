// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// The releases on the path from the lowest channel of a configuration to the highest.
///
/// The path leads through the head of each channel, minor version by minor version, as in oc-mirror.
struct ChannelCrossing: Sendable {
    /// A channel with its wanted range.
    struct End: Sendable {
        let read: ReadChannel
        let range: ReleaseRange

        var name: String { read.name }
        var location: SourceLocation { read.channel.location }
    }

    let service: UpdateService
    let ends: [End]
    /// Whether the bounds at the two ends of the path must be releases, as for oc-mirror v1.
    var needsBounds = false

    /// Adds the releases between the channels.
    func take(into draft: inout ReleaseDraft) async throws {
        guard ends.count > 1, var source = ends.first, var target = ends.first else { return }
        for end in ends {
            if end.range.bounds.lowerBound < source.range.bounds.lowerBound { source = end }
            if end.range.bounds.upperBound > target.range.bounds.upperBound { target = end }
        }
        if needsBounds { try Self.checkBounds(source, target, draft.scope) }
        let first = source.range.bounds.lowerBound
        let last = target.range.bounds.upperBound
        guard source.read.index != target.read.index else {
            return takeWay(from: first, to: last, in: target.read.answer, for: target, into: &draft)
        }
        let (from, to) = try Self.names(source, target)
        if from.version < to.version {
            try await climb(from: (source, from), to: (target, to), into: &draft)
        } else if target.read.graph[first] != nil {
            takeWay(from: first, to: last, in: target.read.answer, for: target, into: &draft)
        } else {
            warnOfBlock(first, last, target.name, target, &draft)
        }
    }

    private static func checkBounds(_ source: End, _ target: End, _ scope: ReleaseScope) throws(FindingsError) {
        let wanted = [(source, source.read.channel.minVersion), (target, target.read.channel.maxVersion)]
        let unknown = wanted.compactMap { end, bound in
            bound.flatMap { end.read.graph[$0.value] == nil ? ReleaseRange.unknown($0, in: end.read, scope) : nil }
        }
        guard unknown.isEmpty else { throw FindingsError(unknown) }
    }

    private static func names(
        _ source: End,
        _ target: End
    ) throws(FindingsError) -> (ChannelName, ChannelName) {
        if let from = ChannelName(source.name), let to = ChannelName(target.name) { return (from, to) }
        throw FindingsError(
            [source, target].filter { ChannelName($0.name) == nil }.map { end in
                Finding(
                    .error,
                    .channelWithoutMinor,
                    "the path between channels follows minor versions, but `\(end.name)` does not end with one",
                    remedy: "name a channel such as `stable-4.16`, or use \(OptionName.exactChannels) to look "
                        + "for no path",
                    at: end.location
                )
            }
        )
    }

    /// Walks from the head of the source's channel through those between, to the last release.
    private func climb(
        from source: (end: End, name: ChannelName),
        to target: (end: End, name: ChannelName),
        into draft: inout ReleaseDraft
    ) async throws {
        let between: [UpdateService.Answer]
        do {
            between = try await service.answers(
                source.name.prefix,
                from: source.name.version,
                to: target.name.version,
                includesEnds: false,
                draft.scope
            )
        } catch let error as UpdateServiceError {
            throw error.selectionError(at: target.end.location)
        }
        for answer in between { draft.add(answer) }
        var waypoint = source.end.range.bounds.lowerBound
        let last = target.end.range.bounds.upperBound
        let sourceAnswer = source.end.read.answer
        // There is no channel such as eus-4.15. The next channel has the path itself.
        for answer in [sourceAnswer] + between.filter({ !$0.graph.nodes.isEmpty }) + [target.end.read.answer] {
            let isLast = answer.record == target.end.read.answer.record
            guard let goal = isLast ? last : answer.graph.head?.version else { continue }
            guard answer.graph[waypoint] != nil else {
                warnOfBlock(waypoint, goal, answer.record.channel, target.end, &draft)
                return try takeBeyondBlock(waypoint, goal, target.end, &draft)
            }
            takeWay(from: waypoint, to: goal, in: answer, for: target.end, into: &draft)
            waypoint = goal
        }
    }

    /// Adds the releases after a gap in the path, as far as the target's channel has them.
    private func takeBeyondBlock(
        _ waypoint: SemanticVersion,
        _ version: SemanticVersion,
        _ target: End,
        _ draft: inout ReleaseDraft
    ) throws(FindingsError) {
        if let node = target.read.graph[version] {
            draft.add(node, onWay: "\(waypoint) → \(version)", for: target.read)
            return
        }
        throw FindingsError([
            Finding(
                .error,
                .upgradePathBlocked,
                "the path to `\(target.name)` (\(draft.scope)) leads to \(version), which that channel lacks",
                remedy: nearestVersions(to: version, among: target.read.graph.nodes.map(\.version))
                    + "; \(OptionName.exactChannels) looks for no path between channels",
                at: target.location
            )
        ])
    }

    private func takeWay(
        from first: SemanticVersion,
        to last: SemanticVersion,
        in answer: UpdateService.Answer,
        for target: End,
        into draft: inout ReleaseDraft
    ) {
        draft.addWay(from: first, to: last, in: answer, for: target.read, hop: "\(first) → \(last)")
    }

    private func warnOfBlock(
        _ version: SemanticVersion,
        _ goal: SemanticVersion,
        _ channel: String,
        _ target: End,
        _ draft: inout ReleaseDraft
    ) {
        draft.warn(
            .upgradePathBlocked,
            "the path to `\(target.name)` (\(draft.scope)) ends at \(version): `\(channel)` does not have that release,"
                + " so nothing leads on to \(goal)",
            at: target.location
        )
    }
}

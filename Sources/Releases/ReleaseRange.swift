// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The lowest and the highest release that are wanted of a channel: both exist there.
///
/// They are found anew for each architecture, whose channels need not have the same releases.
struct ReleaseRange: Sendable, Equatable {
    let bounds: ClosedRange<SemanticVersion>
    /// What to know of bounds that the channel does not have.
    let notes: [Note]

    /// A bound between releases.
    struct Note: Sendable, Equatable {
        let message: String
        let location: SourceLocation
    }

    /// Completes the bounds that a configuration gives by what the channel has.
    ///
    /// Without bounds it is the head, with `full` everything; a missing bound is that end of the channel. A bound that is
    /// no release means those beside it, but a single release, and the ends of a path, have to exist.
    init(_ read: ReadChannel, _ scope: ReleaseScope) throws(DiagnosticsError) {
        let channel = read.channel
        let unknown = [channel.minVersion, channel.maxVersion].compactMap(\.self).filter { read.graph[$0.value] == nil }
        let isExact = channel.shortestPath || channel.minVersion?.value == channel.maxVersion?.value
        guard unknown.isEmpty || !isExact else {
            throw DiagnosticsError(unknown.map { Self.unknown($0, in: read, scope) })
        }
        guard let lowest = read.graph.nodes.first?.version, let head = read.graph.head?.version else {
            throw DiagnosticsError([Self.empty(read)])
        }
        let takesHeadOnly = channel.minVersion == nil && channel.maxVersion == nil && !channel.full
        let minimum = channel.minVersion?.value ?? (takesHeadOnly ? head : lowest)
        let maximum = channel.maxVersion?.value ?? head
        let found = minimum > maximum ? [] : read.graph.nodes(in: minimum...maximum).map(\.version)
        guard let first = found.first, let last = found.last else {
            throw DiagnosticsError([Self.nothing(in: read, scope)])
        }
        bounds = first...last
        notes = unknown.map { bound in
            let isMinimum = bound.location == channel.minVersion?.location
            let taken = isMinimum ? "from \(first) on" : "up to \(last)"
            return Note(
                message: "the channel `\(read.name)` has no \(bound.value) (\(scope)), so its releases \(taken) are taken; "
                    + Self.nearest(to: bound.value, in: read),
                location: bound.location
            )
        }
    }

    private static func empty(_ read: ReadChannel) -> Diagnostic {
        Diagnostic(
            .error,
            code: "unknown-channel",
            summary: "the channel `\(read.name)` has no releases",
            location: read.channel.location
        )
    }

    private static func unknown(
        _ version: Located<SemanticVersion>,
        in read: ReadChannel,
        _ scope: ReleaseScope
    ) -> Diagnostic {
        Diagnostic(
            .error,
            code: "unknown-version",
            summary: "the channel `\(read.name)` has no \(version.value) (\(scope))",
            remedy: nearest(to: version.value, in: read),
            location: version.location
        )
    }

    /// The error for bounds between which there is no release.
    private static func nothing(in read: ReadChannel, _ scope: ReleaseScope) -> Diagnostic {
        let (minimum, maximum) = (read.channel.minVersion, read.channel.maxVersion)
        let range =
            switch (minimum, maximum) {
            case (let minimum?, let maximum?): " from \(minimum.value) to \(maximum.value)"
            case (let minimum?, nil): " from \(minimum.value) on"
            case (nil, let maximum?): " up to \(maximum.value)"
            case (nil, nil): ""
            }
        let bound = minimum ?? maximum
        return Diagnostic(
            .error,
            code: "unknown-version",
            summary: "the channel `\(read.name)` has no release\(range) (\(scope))",
            remedy: bound.map { nearest(to: $0.value, in: read) },
            location: bound?.location ?? read.channel.location
        )
    }

    private static func nearest(to version: SemanticVersion, in read: ReadChannel) -> String {
        nearestVersions(to: version, among: read.graph.nodes.map(\.version))
    }
}

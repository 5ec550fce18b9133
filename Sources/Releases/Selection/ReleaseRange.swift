// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The lowest and the highest wanted release of a channel; both exist there.
///
/// They are determined for each architecture, because the channels of two architectures may have different releases.
struct ReleaseRange: Sendable, Equatable {
    let bounds: ClosedRange<SemanticVersion>
    /// Notes about bounds that the channel does not have.
    let notes: [Note]

    /// A bound between releases.
    struct Note: Sendable, Equatable {
        let message: String
        let location: SourceLocation
    }

    /// Completes the bounds of a configuration from the releases of the channel.
    ///
    /// Without bounds the range is the head, or with `full` all releases. A missing bound is that end of the channel.
    /// A bound that is not a release means the nearest one inside the range. But a single release, and the ends of a
    /// path, must exist. With `beginning`, where an earlier run began with the head, the range of a head begins there.
    /// With a filter, the ends of the channel are looked for among the versions that it allows.
    init(
        _ read: ReadChannel,
        _ scope: ReleaseScope,
        beginning: SemanticVersion? = nil,
        filter: VersionFilter? = nil
    ) throws(FindingsError) {
        let channel = read.channel
        let unknown = [channel.minVersion, channel.maxVersion].compactMap(\.self).filter { bound in
            read.graph[bound.value] == nil && read.graph.faults[bound.value] == nil
        }
        let isExact = channel.shortestPath || channel.minVersion?.value == channel.maxVersion?.value
        guard unknown.isEmpty || !isExact else {
            throw FindingsError(unknown.map { Self.unknown($0, in: read, scope) })
        }
        // A release that cannot be mirrored is requested like any other.
        let versions = read.graph.nodes.map(\.version) + read.graph.faults.keys
        let ends = filter.map { versions.filter($0.allows) } ?? versions
        guard let lowest = ends.min(), let head = ends.max() else {
            throw FindingsError([versions.isEmpty ? Self.empty(read) : Self.filtered(read, filter)])
        }
        let takesHeadOnly = channel.minVersion == nil && channel.maxVersion == nil && !channel.full
        let minimum = channel.minVersion?.value ?? (takesHeadOnly ? min(beginning ?? head, head) : lowest)
        let maximum = channel.maxVersion?.value ?? head
        if let faults = Self.faults(of: read, from: minimum, to: maximum, scope) { throw FindingsError(faults) }
        let found = minimum > maximum ? [] : read.graph.nodes(in: minimum...maximum).map(\.version)
        guard let first = found.first, let last = found.last else {
            throw FindingsError([Self.nothing(in: read, scope)])
        }
        bounds = first...last
        let asked = channel.shortestPath ? [first, last] : Array(read.graph.faults.keys)
        let faults = Set(asked.filter(bounds.contains)).sorted().compactMap { version in
            read.graph.faults[version].map { Self.unusable(version, $0, in: read, scope) }
        }
        guard faults.isEmpty else { throw FindingsError(faults) }
        notes = unknown.map { bound in
            let isMinimum = bound.location == channel.minVersion?.location
            let taken = isMinimum ? "from \(first) on" : "up to \(last)"
            return Note(
                message:
                    "the channel `\(read.name)` has no \(bound.value) (\(scope)), so its releases \(taken) are used; "
                    + Self.nearest(to: bound.value, in: read),
                location: bound.location
            )
        }
    }

    /// The releases between two bounds, or at the ends of a path, that cannot be mirrored; `nil` if all can.
    private static func faults(
        of read: ReadChannel,
        from minimum: SemanticVersion,
        to maximum: SemanticVersion,
        _ scope: ReleaseScope
    ) -> [Finding]? {
        let faults = read.graph.faults.filter { version, _ in
            read.channel.shortestPath ? [minimum, maximum].contains(version) : minimum <= version && version <= maximum
        }
        guard !faults.isEmpty else { return nil }
        return faults.sorted { $0.key < $1.key }.map { unusable($0, $1, in: read, scope) }
    }

    /// The error for a release that cannot be mirrored.
    static func unusable(
        _ version: SemanticVersion,
        _ fault: String,
        in read: ReadChannel,
        _ scope: ReleaseScope
    ) -> Finding {
        let written = [read.channel.minVersion, read.channel.maxVersion].compactMap(\.self) + read.channel.versions
        let bound = written.first { $0.value == version }
        return Finding(
            .error,
            .releaseUnusable,
            "the update service has \(version) (\(scope)) in `\(read.name)`, but \(fault)",
            remedy: "choose releases without it: \(nearest(to: version, in: read))",
            at: bound?.location ?? read.channel.location
        )
    }

    private static func empty(_ read: ReadChannel) -> Finding {
        Finding(
            .error,
            .unknownChannel,
            "the channel `\(read.name)` has no releases",
            at: read.channel.location
        )
    }

    private static func filtered(_ read: ReadChannel, _ filter: VersionFilter?) -> Finding {
        Finding(
            .error,
            .unknownVersion,
            "the channel `\(read.name)` has no release that \(VersionFilter.variable) allows"
                + (filter.map { ": `\($0.pattern)`" } ?? ""),
            remedy: "Correct the variable, or unset it.",
            at: read.channel.location
        )
    }

    /// The error for a version that the channel does not have.
    static func unknown(
        _ version: Located<SemanticVersion>,
        in read: ReadChannel,
        _ scope: ReleaseScope
    ) -> Finding {
        Finding(
            .error,
            .unknownVersion,
            "the channel `\(read.name)` has no \(version.value) (\(scope))",
            remedy: nearest(to: version.value, in: read),
            at: version.location
        )
    }

    /// The error for bounds without a release between them.
    private static func nothing(in read: ReadChannel, _ scope: ReleaseScope) -> Finding {
        let (minimum, maximum) = (read.channel.minVersion, read.channel.maxVersion)
        let range =
            switch (minimum, maximum) {
            case (let minimum?, let maximum?): " from \(minimum.value) to \(maximum.value)"
            case (let minimum?, nil): " from \(minimum.value) on"
            case (nil, let maximum?): " up to \(maximum.value)"
            case (nil, nil): ""
            }
        let bound = minimum ?? maximum
        return Finding(
            .error,
            .unknownVersion,
            "the channel `\(read.name)` has no release\(range) (\(scope))",
            remedy: bound.map { nearest(to: $0.value, in: read) },
            at: bound?.location ?? read.channel.location
        )
    }

    private static func nearest(to version: SemanticVersion, in read: ReadChannel) -> String {
        nearestVersions(to: version, among: read.graph.nodes.map(\.version))
    }
}

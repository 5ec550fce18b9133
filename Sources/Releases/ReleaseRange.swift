// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The lowest and the highest release that are wanted of a channel.
///
/// They are found anew for each architecture, whose channels need not have the same releases.
struct ReleaseRange: Sendable, Equatable {
    let bounds: ClosedRange<SemanticVersion>

    /// Completes the bounds that a configuration gives by what the channel has.
    ///
    /// Without bounds it is the head, with `full` everything; a missing bound is that end of the channel.
    init(_ read: ReadChannel, _ scope: ReleaseScope) throws(DiagnosticsError) {
        let channel = read.channel
        let diagnostics = [channel.minVersion, channel.maxVersion].compactMap(\.self).compactMap { version in
            Self.unknown(version, in: read, scope)
        }
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        // A release that cannot be mirrored is asked for like any other.
        let versions = read.graph.nodes.map(\.version) + read.graph.faults.keys
        guard let lowest = versions.min(), let head = versions.max() else {
            throw DiagnosticsError([Self.empty(read)])
        }
        let takesHeadOnly = channel.minVersion == nil && channel.maxVersion == nil && !channel.full
        let minimum = channel.minVersion?.value ?? (takesHeadOnly ? head : lowest)
        let maximum = channel.maxVersion?.value ?? head
        // The configuration was refused where both are given and the wrong way round.
        bounds = minimum...max(minimum, maximum)
        let asked = channel.shortestPath ? [bounds.lowerBound, bounds.upperBound] : Array(read.graph.faults.keys)
        let faults = Set(asked.filter(bounds.contains)).sorted().compactMap { version in
            read.graph.faults[version].map { Self.unusable(version, $0, in: read, scope) }
        }
        guard faults.isEmpty else { throw DiagnosticsError(faults) }
    }

    private static func unusable(
        _ version: SemanticVersion,
        _ fault: String,
        in read: ReadChannel,
        _ scope: ReleaseScope
    ) -> Diagnostic {
        let bound = [read.channel.minVersion, read.channel.maxVersion].compactMap(\.self).first { $0.value == version }
        return Diagnostic(
            .error,
            code: "release-unusable",
            summary: "the update service has \(version) (\(scope)) in `\(read.name)`, but \(fault)",
            remedy:
                "ask for releases without it: \(nearestVersions(to: version, among: read.graph.nodes.map(\.version)))",
            location: bound?.location ?? read.channel.location
        )
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
    ) -> Diagnostic? {
        guard read.graph[version.value] == nil, read.graph.faults[version.value] == nil else { return nil }
        return Diagnostic(
            .error,
            code: "unknown-version",
            summary: "the channel `\(read.name)` has no \(version.value) (\(scope))",
            remedy: nearestVersions(to: version.value, among: read.graph.nodes.map(\.version)),
            location: version.location
        )
    }
}

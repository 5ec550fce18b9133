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
        guard let lowest = read.graph.nodes.first?.version, let head = read.graph.head?.version else {
            throw DiagnosticsError([Self.empty(read)])
        }
        let takesHeadOnly = channel.minVersion == nil && channel.maxVersion == nil && !channel.full
        let minimum = channel.minVersion?.value ?? (takesHeadOnly ? head : lowest)
        let maximum = channel.maxVersion?.value ?? head
        // The configuration was refused where both are given and the wrong way round.
        bounds = minimum...max(minimum, maximum)
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
        guard read.graph[version.value] == nil else { return nil }
        return Diagnostic(
            .error,
            code: "unknown-version",
            summary: "the channel `\(read.name)` has no \(version.value) (\(scope))",
            remedy: nearestVersions(to: version.value, among: read.graph.nodes.map(\.version)),
            location: version.location
        )
    }
}

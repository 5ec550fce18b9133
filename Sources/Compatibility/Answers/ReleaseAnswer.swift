// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Releases
import Runs

/// The answer of `list releases`.
enum ReleaseAnswer: Sendable {
    case minorVersions([MinorVersion])
    case channels([String], of: MinorVersion)
    /// The releases of a channel.
    case releases([ListedRelease])

    /// The text: a heading, and a line for each version or channel.
    var text: String {
        switch self {
        case .minorVersions(let versions):
            "Releases of OpenShift:\n" + versions.map { "  \($0)\n" }.joined()
        case .channels(let names, let version):
            "Channels with releases of \(version):\n\n" + names.map { "\($0)\n" }.joined()
        case .releases(let releases):
            """
            The releases of a channel. Choose another one with --channel=NAME;
            `list releases --channels --version=X.Y` lists the channels.


            """ + Self.lines(releases)
        }
    }

    /// The versions under their channel and processor, in the given order.
    private static func lines(_ releases: [ListedRelease]) -> String {
        var lines: [String] = []
        var last: (channel: String, architecture: ReleaseArchitecture)?
        for release in releases {
            if last?.channel != release.channel || last?.architecture != release.architecture {
                lines += ["Channel: \(release.channel)", "Architecture: \(release.architecture.rawValue)"]
                last = (release.channel, release.architecture)
            }
            lines.append("\(release.node.version)")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

// SPDX-License-Identifier: Apache-2.0

import SemanticVersions

/// The section `mirror.platform` of a draft.
struct PlatformDraft {
    private(set) var lines: [String] = []
    private(set) var doubts: [String] = []

    var isEmpty: Bool { !lines.contains { !$0.isComment } }

    init(of release: ClusterFacts.Release?, architectures: [String]) { write(release, architectures) }

    private mutating func write(_ release: ClusterFacts.Release?, _ architectures: [String]) {
        guard let release else {
            return doubt("The input has no ClusterVersion, so no release is mirrored.")
        }
        guard let channel = release.channel else {
            return doubt(
                "The cluster follows no channel (spec.channel is empty), so its release "
                    + "\(release.current ?? "") is not mirrored. Name one under platform.channels."
            )
        }
        lines.append("  platform:")
        if architectures.isEmpty {
            doubt("No architecture is named, so it is amd64. Others: mirror init --arch arm64,amd64", indent: 4)
        } else {
            lines.append("    architectures: [\(architectures.map(\.quoted).joined(separator: ", "))]")
        }
        lines += [
            "    # graph: true # the image of the update graph, for the OpenShift Update Service", "    channels:",
        ]
        lines.append("      - name: \(channel.quoted)")
        if release.isOKD { lines.append("        type: okd") }
        let versions = [release.current, release.desired].compactMap(\.self)
        guard let lowest = Self.extreme(versions, <), let highest = Self.extreme(versions, >) else {
            return doubt("The ClusterVersion says no version, so the newest of the channel is mirrored.", indent: 8)
        }
        if versions.count == 2, lowest != highest {
            lines.append(
                "        # The cluster runs \(release.current ?? lowest), and is to run \(release.desired ?? "")."
            )
        }
        lines += ["        minVersion: \(lowest.quoted)", "        maxVersion: \(highest.quoted)"]
    }

    /// The version that comes first; of versions that cannot be compared the first one.
    private static func extreme(_ versions: [String], _ isBefore: (SemanticVersion, SemanticVersion) -> Bool) -> String?
    {
        versions.reduce(nil) { best, version in
            guard let best else { return version }
            guard let one = try? SemanticVersion(best), let other = try? SemanticVersion(version) else { return best }
            return isBefore(other, one) ? version : best
        }
    }

    private mutating func doubt(_ text: String, indent: Int = 2) {
        doubts.append(text)
        lines.append(text.comment(indent: indent))
    }
}

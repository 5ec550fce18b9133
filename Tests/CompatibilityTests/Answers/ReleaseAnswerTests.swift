// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import Runs
import Testing

@testable import Compatibility
@testable import Releases

@Suite("The answer of `list releases`")
struct ReleaseAnswerTests {
    private static func release(
        _ version: String,
        _ architecture: ReleaseArchitecture = .amd64,
        in channel: String = "stable-4.16",
        channels: String = ""
    ) throws -> ListedRelease {
        let digest = String(repeating: "a", count: 64)
        let node = UpdateGraph.Node(
            version: try SemanticVersion(version),
            payload: try ImageReference("quay.io/openshift-release-dev/ocp-release@sha256:\(digest)"),
            metadata: ["io.openshift.upgrades.graph.release.channels": channels]
        )
        return ListedRelease(channel: channel, architecture: architecture, node: node)
    }

    @Test("lists minor versions under a heading, indented")
    func minorVersions() {
        let answer = ReleaseAnswer.minorVersions(["4.9", "4.10"].map(MinorVersion.made))
        #expect(answer.text == "Releases of OpenShift:\n  4.9\n  4.10\n")
    }

    @Test("lists the versions of a channel below its name and the processor")
    func releases() throws {
        let answer = ReleaseAnswer.releases([
            try Self.release("4.16.0"), try Self.release("4.16.2"), try Self.release("4.16.2", .arm64),
        ])
        let lines = answer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // Three lines precede the answer, as in oc-mirror: scripts may skip them.
        #expect(lines[2].isEmpty && !lines[0].isEmpty && !lines[1].isEmpty)
        #expect(
            lines.dropFirst(3) == [
                "Channel: stable-4.16", "Architecture: amd64", "4.16.0", "4.16.2", "Channel: stable-4.16",
                "Architecture: arm64", "4.16.2", "",
            ]
        )
    }

    @Test("lists channels by kind and number, each once")
    func channels() throws {
        let releases = [
            try Self.release("4.16.0", channels: "eus-4.10,eus-4.8,stable-4.9"),
            try Self.release("4.16.2", channels: "stable-4.16,candidate-4.16,eus-4.8"),
        ]
        #expect(
            releases.channelNames == ["candidate-4.16", "eus-4.8", "eus-4.10", "stable-4.9", "stable-4.16"]
        )
        let answer = ReleaseAnswer.channels(releases.channelNames, of: .made("4.16"))
        #expect(answer.text.hasPrefix("Channels with releases of 4.16:\n\ncandidate-4.16\n"))
    }
}

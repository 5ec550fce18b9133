// SPDX-License-Identifier: Apache-2.0

import Catalogs
import MirrorConfiguration
import Runs
import Testing

@testable import Compatibility

@Suite("The answer of `list updates`")
struct UpdateAnswerTests {
    private static func channel(_ versions: [String], _ architecture: ReleaseArchitecture = .amd64) throws
        -> FoundUpdates.Channel
    {
        FoundUpdates.Channel(
            name: "stable-4.16",
            architecture: architecture,
            versions: try versions.map { try SemanticVersion($0) }
        )
    }

    private static func bundle(_ name: String, replaces: String?) -> OfferedBundle {
        OfferedBundle(package: "foo", channel: "beta", name: name, replaces: replaces)
    }

    @Test("lists newer releases and the bundles that the next run would add")
    func updates() throws {
        let updates = FoundUpdates(
            channels: [try Self.channel(["4.16.2", "4.16.10"])],
            catalogs: [
                .init(
                    name: "quay.io/x/index:v1",
                    bundles: [
                        Self.bundle("foo.v0.3.2", replaces: "foo.v0.2.0"), Self.bundle("foo.v1", replaces: nil),
                    ]
                )
            ]
        )
        #expect(
            UpdateAnswer(updates: updates).text == """
                Updates in release channel: stable-4.16
                Architecture: amd64
                4.16.2
                4.16.10
                Updates in catalog: quay.io/x/index:v1
                Package  Channel  Bundle      Replaces
                foo      beta     foo.v0.3.2  foo.v0.2.0
                foo      beta     foo.v1

                """
        )
    }

    @Test("says where nothing is newer")
    func none() throws {
        let updates = FoundUpdates(
            channels: [try Self.channel([], .arm64)],
            catalogs: [.init(name: "quay.io/x/index:v1", bundles: [])]
        )
        #expect(
            UpdateAnswer(updates: updates).text
                == "No updates in release channel stable-4.16 (arm64)\nNo updates in catalog quay.io/x/index:v1\n"
        )
    }
}

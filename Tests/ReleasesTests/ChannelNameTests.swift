// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Releases
import Resolution
import Testing

@Suite("The name of a channel")
struct ChannelNameTests {
    @Test(
        "is a kind and a minor with a dash between them",
        arguments: [
            ("stable-4.16", "stable", "4.16"), ("eus-4.14", "eus", "4.14"), ("candidate-5.0", "candidate", "5.0"),
            ("okd-scos-4.17", "okd-scos", "4.17"), ("a--4.1", "a-", "4.1"), ("4.15-4.16", "4.15", "4.16"),
        ]
    )
    func parsed(text: String, prefix: String, version: String) throws {
        let name = try #require(ChannelName(text))
        #expect(name.prefix == prefix)
        #expect(name.version.description == version)
        #expect("\(name)" == text)
    }

    @Test(
        "without a minor at its end is not taken apart",
        arguments: [
            "", "-", "stable", "stable-", "-4.16", "stable-4", "stable-4.16.1", "4.16", "stable-v4.16", "4-stable",
            "stable_4.16", "stable-4.16-rc", "4-scos-next", "stable-04.16", "stable-4.16 ",
        ]
    )
    func refused(text: String) { #expect(ChannelName(text) == nil) }

    @Test func `channels are sorted by their kind, then by the numbers of their minors`() {
        let sorted = ["eus-4.14", "fast-4.2", "fast-4.10", "stable-4.9", "stable-4.16", "stable-5.0"]
        #expect(sorted.reversed().compactMap { ChannelName($0) }.sorted().map(\.description) == sorted)
    }

    @Test func `the same kind and minor give the same name however it was made`() throws {
        let minor = try #require(MinorVersion("4.16"))
        #expect(ChannelName(prefix: "fast", minor) == ChannelName("fast-4.16"))
        #expect(ChannelName(prefix: "fast", minor) != ChannelName("stable-4.16"))
    }
}

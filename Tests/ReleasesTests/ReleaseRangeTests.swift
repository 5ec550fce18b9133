// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Releases
import TestSupport
import Testing

/// Reference §2.3, row by row, and the ranges of §12.5.
struct ReleaseRangeTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.addOracle()
    }

    @Test(
        "a channel means the releases between its bounds, completed by the channel's own",
        arguments: [
            // minVersion, maxVersion, full: what is taken
            ("stable-4.0", ["4.0.0-8"]),
            (
                "stable-4.0 - - full",
                ["4.0.0-0.okd-0", "4.0.0-4", "4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"].byVersion
            ),
            ("stable-4.0 4.0.0-5", ["4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"]),
            ("stable-4.0 4.0.0-5 - full", ["4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"]),
            ("stable-4.0 - 4.0.0-5", ["4.0.0-4", "4.0.0-5"]),
            ("stable-4.0 - 4.0.0-5 full", ["4.0.0-4", "4.0.0-5"]),
            ("stable-4.0 4.0.0-5 4.0.0-6", ["4.0.0-5", "4.0.0-6"]),
            ("stable-4.0 4.0.0-5 4.0.0-6 full", ["4.0.0-5", "4.0.0-6"]),
            ("stable-4.0 4.0.0-5 4.0.0-5", ["4.0.0-5"]),
            ("stable-4.1 4.0.0-8", ["4.0.0-8", "4.1.0-6"]),
        ]
    )
    func bounds(channel: String, versions: [String]) async throws {
        #expect(try await bench.select(channels(channel)).versions == versions)
    }
}

extension [String] {
    var byVersion: [String] { self }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// What is signed are bytes, and these are made anew in each run; so the signatures are compared with them here.
@Suite("The signatures of the examples' releases", .waitsForPrograms)
struct ExampleSignatureTests {
    @Test("are those of the releases' bytes, one for each")
    func fit() async throws {
        let releases = try ExampleReleases().all
        if ProcessInfo.processInfo.environment["RENEW_SIGNATURES"] != nil {
            try await ExampleSignatures.renew(for: releases)
        }
        for release in releases { #expect(throws: Never.self) { try ExampleSignatures.message(for: release) } }
        #expect(try ExampleSignatures.signed.count == releases.count)
    }

    @Test("are missed with the command that makes them")
    func stale() throws {
        let changed = try SampleRelease("4.16.3", components: ["cli=other bytes"])
        let error = #expect(throws: ExampleSignatures.Stale.self) { try ExampleSignatures.message(for: changed) }
        let text = try #require(error).description
        #expect(text.contains("4.16.3-x86_64") && text.contains(changed.payload.digest.hex))
        #expect(text.contains("`make signatures`"))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("The name of a kept signature")
struct SignatureNameTests {
    private static let hex = String(repeating: "0f", count: 32)

    @Test func `tells the release that it is of, for each number and each kind of digest`() {
        for algorithm in Digest.Algorithm.allCases {
            let digest = Digest(of: "a release".utf8, algorithm: algorithm)
            for number in 1...SignatureStore.countLimit {
                let name = SignatureStore.cacheName(digest, number)
                #expect(name == "signatures/\(algorithm.rawValue)-\(digest.hex)/signature-\(number)")
                #expect(SignatureStore.digest(ofCached: name) == digest)
            }
        }
    }

    @Test(
        "is no other name",
        arguments: [
            "", "/", "signatures", "signatures/sha256-\(hex)", "signatures/sha256-\(hex)/", "sha256-\(hex)/signature-1",
            "signatures/sha256-\(hex)/signature-0", "signatures/sha256-\(hex)/signature-11",
            "signatures/sha256-\(hex)/signature-01", "signatures/sha256-\(hex)/signature-1/",
            "signatures/sha256-\(hex)/signature-1/x", "/signatures/sha256-\(hex)/signature-1",
            "signatures/sha256:\(hex)/signature-1", "signatures/sha256-\(hex.uppercased())/signature-1",
            "signatures/sha256-0f/signature-1", "signatures/../signature-1", "signatures//signature-1",
            "signature/sha256-\(hex)/signature-1", "signatures/sha256-\(hex)/Signature-1", "signatures/sha256-\(hex)/x",
        ]
    )
    func refused(name: String) { #expect(SignatureStore.digest(ofCached: name) == nil) }

    @Test func `never means another release after a change of one letter`() throws {
        var generator = SeededGenerator(seed: 5)
        let digest = Digest(of: "a release".utf8)
        let name = Array(SignatureStore.cacheName(digest, 3).utf8)
        for _ in 0..<500 {
            var changed = name
            let place = Int.random(in: 0..<changed.count, using: &generator)
            changed[place] = UInt8.random(in: 0x20...0x7e, using: &generator)
            let text = String(decoding: changed, as: UTF8.self)
            guard let found = SignatureStore.digest(ofCached: text) else { continue }
            #expect((1...10).contains { SignatureStore.cacheName(found, $0) == text })
        }
    }
}

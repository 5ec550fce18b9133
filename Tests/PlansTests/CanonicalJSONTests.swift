// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans
import TestSupport
import Testing

@Suite("Canonical JSON", .waitsForPrograms)
struct CanonicalJSONTests {
    private struct Sample: Codable {
        var zebra = "a \"quoted\" \\ line\nbreak\u{7f} ünïcode / slash \u{1}"
        var empty: [Int] = []
        var nothing: [String: Int] = [:]
        var numbers: [Int64] = [1, -2, 5_368_709_120]
        var nested = ["b": ["x"], "a": []]
        var flag = true
    }

    @Test("is what jq -S prints, byte for byte")
    func matchesJQ() async throws {
        let bytes = try CanonicalJSON.data(of: Sample())
        let folder = try TemporaryDirectory()
        let file = folder.path + "/sample.json"
        try bytes.write(to: URL(filePath: file))
        let run = try runTool(["jq", "-S", ".", file])
        #expect(run.output == String(decoding: bytes, as: UTF8.self))
    }

    @Test("is the same for every spelling of a value")
    func canonicalizes() throws {
        let bytes = try CanonicalJSON.data(of: Sample())
        let object = try JSONSerialization.jsonObject(with: bytes)
        let other = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted])
        #expect(try CanonicalJSON.data(canonicalizing: other) == bytes)
        #expect(try CanonicalJSON.data(canonicalizing: bytes) == bytes)
    }

    /// Numbers in the spelling that both keep, keys that languages would put in another order, and what is escaped.
    private static let foreign = #"""
        {"b": 1, "B": [], "a10": {}, "a9": null, "a-b": true, "a.b": false, "a_b": -5, "ab": 0, "é": "é", "😀": "😀",
        "z": "\u0000\u001f\u007f\b\f\n\r\t\"\\\/", "": [[], {}, [1, "x", {"k": ""}]], "n": 5368709120, "ﬀ": 1}
        """#

    @Test("equals the output of jq -S, also for JSON of other tools")
    func foreignMatchesJQ() async throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write(Self.foreign, to: "foreign.json")
        let run = try runTool(["jq", "-S", ".", file])
        let bytes = try CanonicalJSON.data(canonicalizing: Data(Self.foreign.utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == run.output)
    }
}

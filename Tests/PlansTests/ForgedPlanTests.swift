// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Plans

/// Anyone can edit the file of a plan and compute its id again: what is refused then is refused by its meaning.
@Suite("A plan that was edited, with the id that fits")
struct ForgedPlanTests {
    /// A field of a plan's file, the JSON that stands there instead, and what is said of it; `nil` where that may be.
    struct Row: Sendable, CustomTestStringConvertible {
        let plan: @Sendable () throws -> Plan
        let list: String
        let index: Int?
        let field: String
        let json: String
        let message: String?

        init(
            _ plan: @escaping @Sendable () throws -> Plan,
            _ list: String,
            _ index: Int?,
            _ field: String,
            _ json: String,
            _ message: String? = nil
        ) {
            self.plan = plan
            (self.list, self.index, self.field, self.json, self.message) = (list, index, field, json, message)
        }

        var testDescription: String { "\(list)\(index.map { "[\($0)]" } ?? "").\(field): \(json)" }
    }

    private static let outside = "is not inside its target"
    private static let sum = "its summary is not the sum of its parts"
    private static let input =
        #""layer_size": 10, "layer": "\#(built)", "kind": "graph-data", "base": "quay.io/ubi9/ubi@\#(built)""#
    /// The digest of every image of ``ActionChange/plan()``.
    private static let built = Digest(of: Array("x".utf8))
    private static let digest = "\(Plan.sample.actions[0].digest)"
    private static let url = "the input of a recipe is not an http or https URL"

    private static func recipe(_ url: String, _ message: String? = nil) -> Row {
        Row({ try ActionChange.plan() }, "actions", 2, "recipe", #"{\#(input), "input": "\#(url)"}"#, message)
    }

    private static func release(_ version: String, _ fingerprint: String, _ text: String, _ message: String? = nil)
        -> Row
    {
        let signature = #"{"fingerprint": "\#(fingerprint)", "message": "\#(text)"}"#
        let facts = #"{"version": "\#(version)", "architecture": "amd64", "signatures": [\#(signature)]}"#
        return Row({ try ActionChange.plan() }, "actions", 1, "release", facts, message)
    }

    static let rows = [
        Row({ .sample }, "target", nil, "serial", "-1", "the serial -1 of its target is impossible"),
        Row({ .sample }, "target", nil, "serial", "999999999"),
        Row({ .sample }, "target", nil, "serial", "1000000000", "is impossible"),
        Row({ .sample }, "target", nil, "registry", #""mirror.example:5000/oc""#, outside),
        Row({ .sample }, "target", nil, "registry", #""mirror.example:5000""#),
        Row({ .sample }, "summary", nil, "copy", "2", sum), Row({ .sample }, "summary", nil, "in_sync", "0", sum),
        Row({ .sample }, "summary", nil, "bytes_to_transfer", "61", sum),
        Row({ .sample }, "summary", nil, "bytes_to_mount", "0", sum),
        Row({ .sample }, "summary", nil, "bytes_to_reclaim", "0", sum),
        Row({ .sample }, "summary", nil, "delete", "1", sum),
        Row({ DeletionValidationTests.deleting }, "summary", nil, "bytes_to_reclaim", "71", sum),
        Row({ .full }, "actions", 1, "attached_to", #""prod.example/a/b@\#(digest)""#, outside),
        Row({ .full }, "actions", 4, "part_of", #"["prod.example/openshift/release-images:4.16.3-x86_64"]"#, outside),
        Row({ .besideOthers }, "others", 0, "destination", #""mirror.example:5000/ocp""#, outside),
        Row({ .besideOthers }, "others", 0, "type", #""signature""#, "is listed for another configuration"),
        Row(
            { .besideOthers },
            "others",
            0,
            "attached_to",
            #""mirror.example:5000/ocp/a/b@\#(digest)""#,
            "but it is an attachment"
        ),
        Row({ .sample }, "in_sync", 0, "destination", #""mirror.example:5000/ocp/A:1""#, outside),
        Row({ .sample }, "in_sync", 0, "destination", #""mirror.example:5000/ocp/../x:1""#, outside),
        Row({ .sample }, "blobs", 0, "mount_into", #"["mirror.example:5000/ocp/"]"#, outside),
        Row({ .sample }, "blobs", 0, "volume", "1", "a blob has a volume, but no archive is written"),
        Row({ .full }, "graphs", 0, "architecture", #""""#, "one of its update graphs has an invalid name"),
        Row({ .full }, "graphs", 0, "channel", #""a\u202eb""#, "one of its update graphs has an invalid name"),
        Row({ .sample }, "checks", 0, "level", #""error""#, "one of its checks is an error"),
        Row({ .sample }, "checks", 0, "at", #""isc.yaml""#, "expected a place such as `isc.yaml:5:11`"),
        Row({ .sample }, "checks", 0, "at", #""other.yaml:1:1""#),
        Row({ .sample }, "checks", 0, "code", #""from-the-future""#),
        release("4.16.3", String(repeating: "0", count: 64), "c2lnbmVk"),
        release("4.16.3", String(repeating: "ab", count: 20), "c2lnbmVk", "has an invalid signature"),
        release("4.16.3", String(repeating: "A", count: 41), "c2lnbmVk", "has an invalid signature"),
        release("4.16.3", String(repeating: "G", count: 40), "c2lnbmVk", "has an invalid signature"),
        release("4.16.3", String(repeating: "A", count: 40), "", "has an invalid signature"),
        release("4.16", String(repeating: "A", count: 40), "c2lnbmVk", "has another version than its tag"),
        release("4.16.3 ", String(repeating: "A", count: 40), "c2lnbmVk", "has another version than its tag"),
        recipe("HTTPS://example.org/graph-data"), recipe("http://example.org:8080/a/b"),
        recipe("ftp://example.org/x", url), recipe("https://joe@example.org/x", url), recipe("https:///x", url),
        recipe("https://example.org/x?", url), recipe("example.org/x", url), recipe("", url),
        Row({ .fullArchive }, "archive", nil, "limit", "-1", "the numbers of its volumes are impossible"),
        Row({ .fullArchive }, "archive", nil, "plan_room", "134217728"),
        Row({ .fullArchive }, "archive", nil, "plan_room", "134217729", "the numbers of its volumes are impossible"),
        Row({ .fullArchive }, "blobs", 0, "volume", "7"),
        Row({ .fullArchive }, "blobs", 0, "volume", "6", "in none of the volumes"),
        Row({ DeletionValidationTests.deleting }, "cached", 0, "name", #""a""#, "is not a file of a cache"),
        Row({ DeletionValidationTests.deleting }, "cached", 0, "name", #""a/.""#, "is not a file of a cache"),
        Row({ DeletionValidationTests.deleting }, "cached", 0, "name", #""a//b""#, "is not a file of a cache"),
        Row({ DeletionValidationTests.deleting }, "cached", 0, "size", "0"),
        Row({ DeletionValidationTests.deleting }, "kept", 0, "needed_by", "[]", "is kept without a reason"),
        Row({ DeletionValidationTests.deleting }, "deletions", 0, "size", "1099511627777", "the sizes of"),
        Row({ DeletionValidationTests.deleting }, "deletions", 0, "tags", #"["1", "1"]"#, "a tag is deleted twice"),
        Row(
            { DeletionValidationTests.deleting },
            "deletions",
            1,
            "with",
            #""mirror.example:5000/ocp/a/b:1""#,
            "which stays"
        ),
        Row({ DeletionValidationTests.pruning }, "in_sync", 0, "type", #""signature""#),
    ]

    @Test("is refused for what it means, and only for that", arguments: rows)
    func refused(row: Row) throws {
        var json = try PlanJSON(try row.plan())
        json[row.list, row.index][row.field] = try JSONSerialization.jsonObject(
            with: Data(row.json.utf8),
            options: .fragmentsAllowed
        )
        let data = try json.data()
        do {
            let file = try PlanFile(reading: data)
            #expect(row.message == nil && (try? CanonicalJSON.data(canonicalizing: Data(file.bytes))) == data)
        } catch {
            #expect(row.message.map { error.description.contains($0) } == true, "\(error)")
        }
    }
}

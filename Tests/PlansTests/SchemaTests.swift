// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// `docs/plan.schema.json` is what other programs believe about plans, so it has to say what plans are.
@Suite("The schema of plans")
struct SchemaTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let schema: JSONSchema

    init() throws { schema = JSONSchema(root: try Self.json("docs/plan.schema.json")) }

    private static func json(_ path: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: root.appending(path: path)))
    }

    /// The plans that people review, and the golden one.
    static var plans: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "plans").path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { "plans/\($0)" }
            + ["Tests/PlansTests/Golden/plan.json"]
    }

    @Test("has plans to be compared with")
    func plansExist() { #expect(Self.plans.count > 1) }

    @Test("describes every plan, with all its fields", arguments: plans)
    func describes(path: String) throws {
        let differences = schema.differences(of: try Self.json(path))
        #expect(differences.isEmpty, "\(path):\n\(differences.joined(separator: "\n"))")
    }

    @Test("describes a plan that uses every field, and no field that plans do not have")
    func describesNoMore() throws {
        let deletions = [DeletionValidationTests.deleting, DeletionValidationTests.pruning]
        let sequences = [SequenceValidationTests.continuing, SequenceValidationTests.publishing]
        let kinds =
            [Plan.full, .besideOthers, .trusted, .fullArchive, ArchiveValidationTests.reading] + deletions + sequences
        let plans = try kinds.map { try value($0) }
        for plan in plans { #expect(schema.differences(of: plan) == []) }
        let names = plans.reduce(into: Set<String>()) { $0.formUnion(Self.names(in: $1)) }
        #expect(Self.described(by: schema.root).subtracting(names) == [])
    }

    @Test(
        "does not describe a plan with another key or value",
        arguments: [
            ("\"origins\"", "\"origin\"", "plan.actions[0]: lacks `origins`"),
            ("\"origins\"", "\"origin\"", "plan.actions[0]: the schema does not describe `origin`"),
            ("\"origins\"", "\"origin\"", "plan.in_sync[0]: lacks `origins`"),
            ("\"attached_to\"", "\"belongs_to\"", "plan.actions[1]: the schema does not describe `belongs_to`"),
            ("\"mount_into\"", "\"mounts\"", "plan.blobs[0]: lacks `mount_into`"),
            ("\"id\"", "\"ID\"", "plan: lacks `id`"),
            ("\"action\": \"copy\"", "\"action\": \"prune\"", "plan.actions[0].action: not as its `enum` says"),
            ("\"action\": \"copy\"", "\"action\": \"update\"", "plan.actions[0].expect.destination: not as its `type`"),
            ("\"size\": 100", "\"size\": -1", "plan.actions[0].size: not as its `minimum` says"),
            ("\"size\":50", "\"size\":1099511627777", "plan.blobs[0].size: not as its `maximum` says"),
            ("\"at_home\":false", "\"at_home\":0", "plan.blobs[0].at_home: not as its `type` says"),
            ("cluster-resources/", "elsewhere/", "plan.resources[0].path: not as its `pattern` says"),
            ("\"1.1\"", "\"2.0\"", "plan.format_version: not as its `pattern` says"),
        ]
    )
    func refuses(old: String, new: String, difference: String) throws {
        let text = String(decoding: try PlanFile(.full).bytes, as: UTF8.self)
        #expect(text.contains(old))
        let changed = try JSONDecoder().decode(JSONValue.self, from: Data(text.replacing(old, with: new).utf8))
        let found = schema.differences(of: changed)
        #expect(found.contains { $0.hasPrefix(difference) }, "\(found)")
    }

    @Test(
        "does not describe a plan of an archive with another key or value",
        arguments: [
            ("\"plan_room\"", "\"room\"", "plan.archive: lacks `plan_room`"),
            ("mirror_000008.tar", "mirror_08.tar", "plan.archive.volumes[1].name: not as its `pattern` says"),
            (
                "mirror/documents/graphs", "mirror/volumes/graphs",
                "plan.archive.documents[1].path: not as its `pattern`"
            ),
            ("mirror/documents/graphs", "mirror/documents/..", "plan.archive.documents[1].path: not as its `pattern`"),
            ("mirror/documents/graphs", "/mirror/documents", "plan.archive.documents[1].path: not as its `pattern`"),
            ("\"first_volume\": 7", "\"first_volume\": 0", "plan.archive.first_volume: not as its `minimum` says"),
            ("\"volume\":8", "\"volume\":0", "plan.blobs[0].volume: not as its `minimum` says"),
            ("2026-04-01", "1 April", "plan.options.since: not as its `pattern` says"),
            ("\"allow_oversize\": true", "\"allow_oversize\": 1", "plan.options.allow_oversize: not as its `type`"),
            ("file:///media/usb", "/media/usb", "plan.target.registry: not as its `pattern` says"),
            ("\"archive\"", "\"source\"", "plan: lacks `archive`"),
            ("registry-to-disk", "disk-to-registry", "plan: lacks `source`"),
        ]
    )
    func refusesArchive(old: String, new: String, difference: String) throws {
        let text = String(decoding: try PlanFile(.fullArchive).bytes, as: UTF8.self)
        #expect(text.contains(old))
        let changed = try JSONDecoder().decode(JSONValue.self, from: Data(text.replacing(old, with: new).utf8))
        let found = schema.differences(of: changed)
        #expect(found.contains { $0.hasPrefix(difference) }, "\(found)")
    }

    @Test("does not describe a plan in which a field that must be there is not")
    func requires() throws {
        for plan in try [Plan.full, .fullArchive, ArchiveValidationTests.reading].map({ try value($0) }) {
            for name in plan.members.keys where !["catalogs", "changes", "charts"].contains(name) {
                var members = plan.members
                members[name] = nil
                let found = schema.differences(of: .object(members))
                // Without a mode it is read as each.
                #expect(found.contains("plan: lacks `\(name)`") && (found.count == 1 || name == "mode"), "\(found)")
            }
        }
    }

    private func value(_ plan: Plan) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(try PlanFile(plan).bytes))
    }

    /// The names of the fields that a schema or a part of it describes.
    private static func described(by schema: JSONValue) -> Set<String> {
        var names = Set(schema.members["properties"]?.members.keys.map { $0 } ?? [])
        for part in schema.members.values + schema.elements { names.formUnion(described(by: part)) }
        return names
    }

    /// The names of the fields anywhere in a plan.
    private static func names(in value: JSONValue) -> Set<String> {
        var names = Set(value.members.keys)
        for part in value.members.values + value.elements { names.formUnion(self.names(in: part)) }
        return names
    }
}

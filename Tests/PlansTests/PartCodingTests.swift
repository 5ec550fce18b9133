// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// Plans and ledgers of earlier versions spell images and actions with their fields side by side.
@Suite("The parts of a plan in its file")
struct PartCodingTests {
    /// Where an object stands in the file of a plan, with the fields that it must have and those that it may have.
    struct Row: Sendable, CustomTestStringConvertible {
        let plan: @Sendable () -> Plan
        let list: String
        let index: Int?
        let required: [String]
        let optional: [String]

        var testDescription: String { place }
        var place: String { index.map { "\(list)[\($0)]" } ?? list }
    }

    private static let action = [
        "action", "type", "origins", "source", "destination", "digest", "size", "transfer", "expect", "reason",
        "requested_by",
    ]
    private static let image = ["destination", "digest", "type", "origins"]
    private static let options = [
        "allow_missing", "complete_paths", "exact_channels", "ignore_release_signature", "include_dependencies",
        "max_nested_paths", "remove_signatures",
    ]

    static let rows = [
        Row(plan: { .full }, list: "actions", index: 0, required: action, optional: ["platforms"]),
        Row(
            plan: { .full },
            list: "actions",
            index: 1,
            required: action,
            optional: ["attached_to", "cause", "replaced"]
        ),
        Row(plan: { .full }, list: "actions", index: 2, required: action, optional: ["platforms", "recipe"]),
        Row(plan: { .full }, list: "actions", index: 3, required: action, optional: ["platforms", "release"]),
        Row(
            plan: { .full },
            list: "actions",
            index: 4,
            required: action,
            optional: ["platforms", "part_of", "bundle"]
        ),
        Row(
            plan: { .full },
            list: "actions",
            index: 5,
            required: action,
            optional: ["platforms", "recipe", "catalog"]
        ),
        Row(plan: { .full }, list: "in_sync", index: 0, required: image, optional: []),
        Row(plan: { .besideOthers }, list: "others", index: 0, required: image, optional: []),
        Row(
            plan: { .full },
            list: "blobs",
            index: 0,
            required: ["digest", "size", "source", "home", "at_home", "mount_into"],
            optional: []
        ),
        Row(
            plan: { .fullArchive },
            list: "blobs",
            index: 0,
            required: ["digest", "size", "source", "home", "at_home", "mount_into"],
            optional: ["volume"]
        ),
        Row(plan: { .sample }, list: "options", index: nil, required: options, optional: []),
        Row(plan: { .besideOthers }, list: "options", index: nil, required: options, optional: ["icsp"]),
        Row(
            plan: { .fullArchive },
            list: "options",
            index: nil,
            required: options,
            optional: ["allow_oversize", "resend", "since"]
        ),
        Row(
            plan: { DeletionValidationTests.deleting },
            list: "deletions",
            index: 1,
            required: [
                "delete", "type", "origins", "repository", "digest", "tags", "size", "reclaim", "reason",
                "requested_by", "proof",
            ],
            optional: ["with"]
        ),
        Row(
            plan: { DeletionValidationTests.deleting },
            list: "kept",
            index: 0,
            required: ["type", "destination", "digest", "requested_by", "needed_by"],
            optional: []
        ),
        Row(
            plan: { DeletionValidationTests.deleting },
            list: "repositories",
            index: 0,
            required: ["repository", "tags", "digest"],
            optional: []
        ),
        Row(
            plan: { .full },
            list: "graphs",
            index: 0,
            required: ["url", "channel", "architecture", "digest"],
            optional: []
        ),
        Row(plan: { .full }, list: "changes", index: nil, required: ["operators", "releases"], optional: ["since"]),
        Row(plan: { .full }, list: "catalogs", index: 0, required: ["destination", "packages"], optional: ["base"]),
        Row(
            plan: { .full },
            list: "upgrade_paths",
            index: 0,
            required: ["product", "architecture", "from", "to", "hops"],
            optional: []
        ),
    ]

    @Test("have these fields side by side, and no other", arguments: rows)
    func fields(row: Row) throws {
        let object = try PlanJSON(row.plan())[row.list, row.index]
        #expect(Set(object.keys) == Set(row.required + row.optional))
    }

    @Test("are refused without a field that they must have, with its name and place", arguments: rows)
    func missing(row: Row) throws {
        let json = try PlanJSON(row.plan())
        for field in row.required {
            var edited = json
            edited[row.list, row.index][field] = nil
            let data = try edited.data()
            #expect(throws: PlanError.notAPlan("`\(row.place)`: expected a field `\(field)` here")) {
                try PlanFile(reading: data)
            }
        }
    }

    @Test("are read without a field that they may have", arguments: rows)
    func absent(row: Row) throws {
        let json = try PlanJSON(row.plan())
        for field in row.optional {
            var edited = json
            edited[row.list, row.index][field] = nil
            let wire = try JSONDecoder().decode(PlanWire.self, from: edited.data())
            let again = try CanonicalJSON.data(of: wire)
            #expect(try again == edited.data(), "\(field)")
        }
    }

    @Test("are refused with a value of another type, with its place", arguments: rows)
    func types(row: Row) throws {
        let json = try PlanJSON(row.plan())
        for field in row.required + row.optional {
            var edited = json
            edited[row.list, row.index][field] = ["x": ["y": 1.5]]
            let data = try edited.data()
            let error = #expect(throws: PlanError.self) { try PlanFile(reading: data) }
            guard case .notAPlan(let message) = error else {
                // These are objects themselves, and may be empty.
                #expect(["expect", "replaced"].contains(field), "\(field): \(String(describing: error))")
                continue
            }
            #expect(message.hasPrefix("`\(row.place).\(field)"), "\(message)")
        }
    }

    @Test("read back as what was written, in plans of every kind", arguments: Plan.kinds.indices)
    func roundTrips(kind: Int) throws {
        let plan = Plan.kinds[kind]
        func same<Part: Codable & Equatable>(_ parts: [Part]) throws {
            #expect(try JSONDecoder().decode([Part].self, from: JSONEncoder().encode(parts)) == parts)
        }
        try same(plan.actions)
        try same(plan.actions.map(\.image))
        try same(plan.actions.compactMap(\.recipe))
        try same(plan.blobs)
        try same(plan.inSync + plan.others)
        try same(plan.deletions)
        try same(plan.kept)
        try same(plan.repositories)
        try same(plan.upgradePaths)
        try same(plan.graphs)
        try same([plan.options])
        try same([plan.target])
        try same([plan.archive].compactMap(\.self))
    }

    @Test("ignore fields that a later minor version of the format may add", arguments: rows)
    func additions(row: Row) throws {
        var json = try PlanJSON(row.plan())
        json[row.list, row.index]["later"] = "x"
        let wire = try JSONDecoder().decode(PlanWire.self, from: json.data())
        #expect(wire.actions == row.plan().actions && wire.deletions ?? [] == row.plan().deletions)
    }

    @Test("cannot describe one image as a release and as a catalog", arguments: ["actions", "in_sync"])
    func contradiction(list: String) throws {
        var json = try PlanJSON(.full)
        json[list, 0]["release"] = ["version": "4.16.3", "architecture": "amd64", "signatures": [String]()]
        json[list, 0]["catalog"] = ["name": "index-v4-18"]
        let place = json[list, 0]["destination"] as? String ?? ""
        let data = try json.data()
        #expect(throws: PlanError.contradiction("`\(place)` is described as a release and as a catalog")) {
            try PlanFile(reading: data)
        }
    }

    @Test(
        "name a value that is not known, with its place",
        arguments: [
            ("actions", 0, "action", "move"), ("actions", 0, "type", "chart"), ("in_sync", 0, "type", "chart"),
        ]
    )
    func values(list: String, index: Int, field: String, value: String) throws {
        var json = try PlanJSON(.full)
        json[list, index][field] = value
        let data = try json.data()
        let message = "`\(list)[\(index)].\(field)`: `\(value)` is none of the values that are known here"
        #expect(throws: PlanError.notAPlan(message)) { try PlanFile(reading: data) }
    }
}

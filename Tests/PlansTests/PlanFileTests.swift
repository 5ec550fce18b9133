// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("A plan's file", .waitsForPrograms)
struct PlanFileTests {
    @Test("reads back as the plan that was written")
    func roundTrips() throws {
        let file = try PlanFile(.sample)
        let read = try PlanFile(reading: Data(file.bytes))
        #expect(read == file)
        #expect(read.plan == .sample)
    }

    @Test("keeps the remedy of a finding apart from its message, and reads it back")
    func remedy() throws {
        var plan = Plan.sample
        plan.fields.checks = [
            Finding(
                .warning,
                "deprecated-field",
                "`a` is old",
                cause: "b is new",
                remedy: "write `b`",
                at: "i.yaml:3:4"
            )
        ]
        let file = try PlanFile(plan)
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains(#""message": "`a` is old\nb is new""#) && text.contains(#""remedy": "write `b`""#))
        #expect(try PlanFile(reading: Data(file.bytes)).plan.checks == plan.checks)
    }

    @Test("reads back the graphs that it was made from and the ways through them, in their order")
    func roundTripsReleases() throws {
        let risk = UpgradeRisk(name: "Slow", url: "https://example.org/slow?a=b&c", message: "It takes\nlong.")
        var plan = Plan.sample
        plan.fields.upgradePaths = [
            UpgradePath(
                product: "ocp",
                architecture: "amd64",
                from: "4.14.1",
                to: "4.16.3",
                hops: [
                    UpgradeHop(version: "4.15.2", channel: "eus-4.16", isSelected: false, risks: [risk, risk]),
                    UpgradeHop(version: "4.16.3", channel: "eus-4.16"),
                ]
            ),
            UpgradePath(product: "okd", architecture: "multi", from: "4.14.0-0.okd-1", to: "4.15.0-0.okd-2", hops: []),
        ]
        plan.fields.graphs = ["stable-4.16", "eus-4.16"].map { channel in
            GraphRecord(
                url: "https://example.org/graph",
                channel: channel,
                architecture: "amd64",
                digest: Digest(of: Array(channel.utf8))
            )
        }
        let read = try PlanFile(reading: Data(PlanFile(plan).bytes)).plan
        #expect(read.upgradePaths == plan.upgradePaths)
        #expect(read.graphs == plan.graphs)
        #expect(read.upgradePaths.map(\.isComplete) == [false, false])
        #expect(read == plan)
    }

    @Test("of every plan for review is read and written byte for byte", arguments: SchemaTests.plans)
    func keepsBytes(path: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: path)
        let data = try Data(contentsOf: url)
        let file = try PlanFile(reading: data)
        #expect(file.bytes == Array(data))
        let again = try PlanFile(file.plan)
        #expect(again.bytes == file.bytes && again.id == file.id)
    }

    @Test("has as its id the digest that jq and sha256sum compute")
    func idIsTheDigestWithoutTheID() async throws {
        let file = try PlanFile(.sample)
        #expect(try Self.jq(file) == file.id.hex + "\n")
        #expect(try Self.jq(try PlanFile(.full)) == PlanFile(.full).id.hex + "\n")
    }

    /// The id of a plan as people check it without this tool.
    private static func jq(_ file: PlanFile) throws -> String {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/plan.json"
        try Data(file.bytes).write(to: URL(filePath: path))
        return try runTool(["sh", "-c", "jq -S 'del(.id)' \(path) | sha256sum | cut -d' ' -f1"]).output
    }

    /// Plans of format 1.0 as they were written, with their ids.
    private static let earlier = [
        ("operators", "77dcc7f861281aa116f46190ddfba47e653714acc1b9e1e604cb52773367c7bf"),
        ("deletion", "9b906c8dae72e0399454e8d5d7a8843d1a93ccc02f4cad012461eab2ef2de492"),
    ]

    @Test("of format 1.0 is read for ever, with its id and its bytes", arguments: earlier)
    func readsEarlierFormat(name: String, id: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/earlier/\(name)-1.0.json")
        let data = try Data(contentsOf: url)
        let file = try PlanFile(reading: data)
        #expect(file.id.hex == id && file.bytes == Array(data))
        #expect(try Self.jq(file) == id + "\n")
        #expect(file.plan.changes == nil && file.plan.actions.allSatisfy { $0.cause == nil })
        // Written again it is a plan of the present format, with the same content.
        let again = try PlanFile(file.plan)
        #expect(try again.id != file.id && PlanFile(reading: Data(again.bytes)).plan == file.plan)
    }

    @Test("has one line for each image in sync and for each blob, which is what jq -cS prints")
    func lines() throws {
        var plan = Plan.full
        plan.fields.inSync = (1...20).map { number in
            PlacedImage(
                destination: PlacedName("mirror.example:5000/ocp/n\(number):1"),
                digest: plan.actions[0].digest,
                type: .additionalImage,
                origins: ["quay.io/a/n\(number):1", "entries\":[1,2]"]
            )
        }
        let text = String(decoding: try PlanFile(plan).bytes, as: UTF8.self)
        let folder = try TemporaryDirectory()
        let path = try folder.write(text, to: "plan.json")
        for list in [
            "in_sync", "blobs", "catalogs[].packages[].channels[].entries", "changes.operators[].channels[].added",
        ] {
            let elements = try runTool(["jq", "-cS", ".\(list)[]", path]).output.split(separator: "\n")
            #expect(!elements.isEmpty)
            let found = text.split(separator: "\n").map { $0.drop { $0 == " " } }
            for element in elements { #expect(found.contains { $0 == element || $0 == element + "," }, "\(element)") }
        }
    }

    @Test("keeps its bytes from release to release")
    func golden() throws {
        try expectGolden(String(decoding: try PlanFile(.sample).bytes, as: UTF8.self), "plan.json")
    }

    @Test(
        "is refused when anything in it was edited",
        arguments: [
            ("\"missing at destination\"", "\"because\""),
            ("\"size\": 100", "\"size\": 101"),
            ("mirror.example:5000/ocp/a/b:1", "mirror.example:5000/ocp/a/b:2"),
            ("\"allow_missing\": false", "\"allow_missing\": true"),
            ("\"serial\": 0", "\"serial\": 0,\n    \"extra\": 1"),
        ]
    )
    func refusesEdits(old: String, new: String) throws {
        let text = String(decoding: try PlanFile(.sample).bytes, as: UTF8.self)
        #expect(text.contains(old))
        let edited = Data(text.replacing(old, with: new).utf8)
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: edited) }
        guard case .edited = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test("may be spelled in another way, because its content is what counts")
    func acceptsOtherSpelling() throws {
        let file = try PlanFile(.sample)
        let object = try JSONSerialization.jsonObject(with: Data(file.bytes))
        let compact = try JSONSerialization.data(withJSONObject: object)
        #expect(try PlanFile(reading: compact).id == file.id)
    }

    @Test(
        "is refused when it is something else",
        arguments: [
            ("", "not the JSON of a plan"),
            ("[]", "not the JSON of a plan"),
            ("{}", "`kind` is `missing`"),
            ("{\"kind\": \"Pod\"}", "`kind` is `Pod`"),
            ("{\"kind\": \"MirrorPlan\", \"format_version\": \"2.0\"}", "format version 2.0"),
            ("{\"kind\": \"MirrorPlan\", \"format_version\": \"1.0\"}", "its id is missing"),
        ]
    )
    func refusesOthers(text: String, reason: String) {
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(text.utf8)) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    @Test("is refused when it reaches beyond its target or contradicts itself, whatever its id says")
    func refusesContradictions() throws {
        let changes: [(String, (inout Plan) -> Void)] = [
            ("is not inside its target", { $0.fields.actions[0].fields.destination = "prod.example/x:1" }),
            (
                "is not inside its target",
                { $0.fields.actions[0].fields.destination = "mirror.example:5000/ocp-evil/x:1" }
            ),
            ("is not inside its target", { $0.fields.blobs[0].fields.home = "prod.example/x" }),
            ("is not inside its target", { $0.fields.blobs[0].fields.mountInto = ["prod.example/x"] }),
            ("is not inside its target", { $0.fields.inSync[0].fields.destination = "prod.example/x:1" }),
            ("which is the source of no image", { $0.fields.blobs[0].fields.source = "evil.example/a/b" }),
            ("which is the source of no image", { $0.fields.blobs[0].fields.source = "quay.io/a/c" }),
            ("which is the source of no image", { $0.fields.blobs[0].fields.source = "oci://a/b" }),
            (
                "is not inside its target",
                {
                    $0.fields.others = [$0.inSync[0]]; $0.fields.others[0].fields.destination = "prod.example/x:1"
                }
            ),
            (
                "contradicts the content of its destination",
                { $0.fields.actions[0].fields.expect.fields.destination = Digest(of: [1]) }
            ),
            ("contradicts the content of its destination", { $0.fields.actions[0].fields.kind = .update }),
            ("a destination is listed twice", { $0.fields.inSync[0].fields.destination = $0.actions[0].destination }),
            ("is impossible", { $0.fields.actions[0].fields.size = -1 }),
            ("is impossible", { $0.fields.blobs[0].fields.size = .max }),
            (
                "not below cluster-resources/",
                { $0.fields.resources = [Resource(path: ".gitlab-ci.yml", content: "x")] }
            ),
            (
                "not below cluster-resources/",
                { $0.fields.resources = [Resource(path: "cluster-resources/../x", content: "x")] }
            ),
            (
                "not below cluster-resources/",
                { $0.fields.resources = [.file("cluster-resources/a/b/idms-oc-mirror.yaml")] }
            ),
            (
                "not below cluster-resources/",
                { $0.fields.resources = [.file("cluster-resources/.git/idms-oc-mirror.yaml")] }
            ),
            (
                "not below cluster-resources/",
                { $0.fields.resources = [.file("cluster-resources//idms-oc-mirror.yaml")] }
            ),
            ("not a file that is generated", { $0.fields.resources = [.file("cluster-resources/cluster-admin.yaml")] }),
            ("not a file that is generated", { $0.fields.resources = [.file("cluster-resources/cs-A.yaml")] }),
            ("not a file that is generated", { $0.fields.resources = [.file("cluster-resources/cs-a-.yaml")] }),
            ("not a file that is generated", { $0.fields.resources = [.file("cluster-resources/cs-.yaml")] }),
            ("not a file that is generated", { $0.fields.resources = [.file("cluster-resources/cx-a.yaml")] }),
            ("not a file that is generated", { $0.fields.resources = [.file("cluster-resources/cs-a.yml")] }),
            (
                "not a file that is generated",
                { $0.fields.resources = [.file("cluster-resources/cs-\(String(repeating: "a", count: 61)).yaml")] }
            ),
            ("a file is listed twice", { $0.fields.resources += $0.resources }),
            (
                "in several folders",
                {
                    $0.fields.resources = [
                        .file("cluster-resources/a/cs-a.yaml"), .file("cluster-resources/cs-a.yaml"),
                    ]
                }
            ),
            (
                "is described as a catalog but is not one",
                { $0.fields.inSync[0].fields.catalog = CatalogFacts(name: "a") }
            ),
            ("a name that is invalid for a resource", { $0.addCatalogs(CatalogFacts(name: "../a")) }),
            ("two catalogs have the same name", { $0.addCatalogs(CatalogFacts(name: "a"), CatalogFacts(name: "a")) }),
            (
                "is too large",
                { $0.addCatalogs(CatalogFacts(name: "a", template: String(repeating: "a", count: 70_000))) }
            ),
            ("one of its checks is an error", { $0.fields.checks.append(Finding(.error, "source-missing", "x")) }),
        ]
        for (reason, change) in changes {
            var plan = Plan.sample
            change(&plan)
            let bytes = try PlanFile(plan).bytes
            let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(bytes)) }
            #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
        }
    }

    @Test("is refused where a file for clusters does not match its digest")
    func editedResource() throws {
        var plan = Plan.sample
        plan.fields.resources = [.file("cluster-resources/cs-a.yaml")]
        var json = try PlanJSON(plan)
        json["resources", 0]["content"] = "another one"
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: json.data()) }
        #expect(error?.description.contains("does not match its digest") == true, "\(String(describing: error))")
    }

    @Test("may have the files of catalogs, in the folder of a target too")
    func catalogFiles() throws {
        var plan = Plan.sample
        plan.addCatalogs(
            CatalogFacts(name: "a-1"),
            CatalogFacts(name: String(repeating: "a", count: 60), template: "x")
        )
        let folder = "cluster-resources/mirror.example_5000~ocp"
        plan.fields.resources = ResourceFile.all(catalogs: ["a-1", String(repeating: "a", count: 60)])
            .map { .file($0.path(in: folder)) }
        #expect(plan.resources.count == 9)
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("is refused when a key repeats, because two readers could read two plans")
    func refusesRepeatedKeys() throws {
        let text = String(decoding: try PlanFile(.sample).bytes, as: UTF8.self)
        let twice = text.replacing(
            "\"target\": {",
            with: "\"target\": {\"registry\": \"harmless.example\"},\n\"target\": {"
        )
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(twice.utf8)) }
        #expect(error?.description.contains("stands in it twice") == true, "\(String(describing: error))")
    }

    @Test("survives every cut and every flipped byte with an error, never a crash", arguments: 0..<64)
    func survivesDamage(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var bytes = try PlanFile(.sample).bytes
        if seed.isMultiple(of: 2) {
            bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator))
        } else {
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
        }
        if let read = try? PlanFile(reading: Data(bytes)) { #expect(read.plan == .sample) }
    }
}

extension Resource {
    fileprivate static func file(_ path: String) -> Resource { Resource(path: path, content: "---\n") }
}

extension Plan {
    /// Adds a catalog in sync for each description.
    fileprivate mutating func addCatalogs(_ facts: CatalogFacts...) {
        for (index, facts) in facts.enumerated() {
            fields.inSync.append(
                PlacedImage(
                    destination: "mirror.example:5000/ocp/index\(index):v4.18",
                    digest: Digest(of: [7]),
                    type: .operatorCatalog,
                    origins: ["quay.io/index:v4.18"],
                    catalog: facts
                )
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import TestSupport
import Testing

/// A configuration of oc-mirror v1 is planned as it is.
@Suite("A plan of operators by the rules of oc-mirror v1", .waitsForPrograms)
struct VersionOneOperatorTests {
    private let world: OperatorWorld

    init() async throws {
        world = try await OperatorWorld()
        var foo = TestOperator.usual[0]
        foo.properties["foo.v0.3.1"] = [
            ("olm.package.required", #"{"packageName": "bar", "versionRange": "<0.2.0"}"#),
            ("olm.gvk.required", #"{"group": "test.bar", "version": "v1alpha1", "kind": "Bar"}"#),
        ]
        var bar = TestOperator.usual[1]
        for bundle in bar.bundles {
            bar.properties[bundle] = [("olm.gvk", #"{"group": "test.bar", "version": "v1alpha1", "kind": "Bar"}"#)]
        }
        try await world.publish([foo, bar, TestOperator.usual[2]])
    }

    private func configure(_ lines: [String], format: String) throws {
        let header = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/\(format)", "mirror:", "  operators:",
        ]
        let text = (header + lines.map { "  \($0)" }).joined(separator: "\n") + "\n"
        try world.shop.folder.write(text, to: "work/isc.yaml")
    }

    /// The bundles that the plan mirrors, by their tags.
    private var bundles: [String] {
        get throws {
            try ["foo", "bar", "baz"].flatMap { name in
                let plan = String(decoding: try world.shop.folder.read("work/plan.json"), as: UTF8.self)
                return ["0.1.0", "0.2.0", "0.3.0", "0.3.1", "1.0.0", "1.0.1", "1.1.0"].map { "\(name)-bundle:v\($0)" }
                    .filter { plan.contains("/\($0)") }
            }
        }
    }

    @Test("takes what the chosen ones need, with the updates from there to the head")
    func dependencies() throws {
        let lines = ["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"]
        try configure(lines, format: "v1alpha2")
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try bundles == ["foo-bundle:v0.3.1", "bar-bundle:v0.1.0", "bar-bundle:v0.2.0", "bar-bundle:v1.0.0"]
        )
        #expect(try world.written.checks.map(\.code).contains("dependency-added"))
        try configure(lines, format: "v2alpha1")
        #expect(try world.plan().status == 0)
        #expect(try bundles == ["foo-bundle:v0.3.1"])
    }

    @Test("reads the oldest format, in which a starting version counts for every channel that has it")
    func oldest() throws {
        let lines = [
            "- catalog: \(OperatorWorld.catalog):v4.18", "  headsOnly: false", "  packages:", "  - name: bar",
            "    channels:", "    - name: alpha", "    startingVersion: 1.0.0", "  - name: baz", "    channels:",
            "    - name: stable", "      startingVersion: 1.0.1",
        ]
        try configure(lines, format: "v1alpha1")
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try bundles == ["bar-bundle:v1.0.0", "baz-bundle:v1.0.1", "baz-bundle:v1.1.0"])
    }
}

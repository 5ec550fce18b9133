// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// Names go into commits and into the ledger, so they have to be what they look like.
@Suite("The names in a plan")
struct NameValidationTests {
    @Test(
        "of configurations are paths below the repository",
        arguments: [
            "", "/etc/isc.yaml", "../isc.yaml", "a/../b.yaml", "./isc.yaml", "a//b", "a/", "isc.yaml\nPlan-Id: x",
            "isc\u{1b}[2J.yaml", "isc\u{202e}lmay.yaml", "isc\u{200b}.yaml", "isc\u{2028}.yaml", "isc\r.yaml",
            "isc\u{9b}.yaml",
            String(repeating: "a", count: 5000),
        ]
    )
    func badPaths(path: String) throws {
        #expect(!ConfigurationRecord.isPath(path))
        var plan = Plan.sample
        plan.fields.configuration.fields.path = path
        try expectRefusal(of: plan, "its configuration has a path")
        plan = .sample
        plan.fields.options.fields.formerly = ["old.yaml", path]
        try expectRefusal(of: plan, "one of the earlier names")
    }

    @Test(
        "of configurations may be in any language",
        arguments: ["isc.yaml", "équipe/ürün set.yaml", "a..b/...yaml", "-c"]
    )
    func goodPaths(path: String) throws {
        var plan = Plan.sample
        plan.fields.configuration.fields.path = path
        plan.fields.options.fields.formerly = [path]
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("of targets and graphs are those of targets and graphs")
    func others() throws {
        var plan = Plan.sample
        (plan.fields.actions, plan.fields.inSync, plan.fields.blobs) = ([], [], [])
        plan.fields.target.fields.place = TargetPlace("mirror.example:5000/ocp\nx")
        try expectRefusal(of: plan, "its target is neither a registry nor an archive")
        plan = .sample
        plan.fields.graphs = [
            GraphRecord(url: "https://a\u{7}", channel: "x", architecture: "amd64", digest: Digest(of: []))
        ]
        try expectRefusal(of: plan, "one of its update graphs")
    }

    @Test(
        "of folders are read as URLs are",
        arguments: [
            ("file:///srv/a", "/srv/a"), ("file://srv/a", "srv/a"), ("file://localhost/srv/a", "/srv/a"),
            ("file://LocalHost/srv", "/srv"), ("file://localhost", "localhost"),
            ("file://localhosts/a", "localhosts/a"),
            ("docker://localhost/a", nil), ("/srv/a", nil),
        ]
    )
    func folders(text: String, folder: String?) { #expect(TargetPlace.folder(named: text) == folder) }

    private func expectRefusal(of plan: Plan, _ message: String) throws {
        let bytes = try PlanFile(plan).bytes
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(bytes)) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
        #expect(error?.description.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" } == true)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import TestSupport
import Testing

@testable import Runs

@Suite("The name of a plan on a command line")
struct PlanNameTests {
    @Test(
        "is a file where there is one, else the beginning of an id",
        arguments: [
            ("-", .standardInput), ("plan.json", .file("plan.json")), ("none.json", .file("none.json")),
            ("beef", .file("beef")), ("plans/cafe", .file("plans/cafe/plan.json")),
            ("plans/cafe/", .file("plans/cafe/plan.json")), ("empty", .file("empty")), ("sha256:", .file("sha256:")),
            ("fee", .file("fee")), ("", .file("")), (".", .file(".")), ("plans", .file("plans")),
        ] as [(String, PlanName)]
    )
    func read(text: String, name: PlanName) {
        let kinds: [String: PlanName.Kind] = [
            "plan.json": .file, "beef": .file, "plans/cafe": .folder, "plans/cafe/": .folder, "empty": .folder,
            ".": .folder,
            "./plan.json": .file, "plans": .folder,
            "plans/cafe/plan.json": .file,
        ]
        #expect(PlanName(text) { kinds[$0] } == name)
    }

    @Test("is the beginning of an id where no file has the name", arguments: ["2c91", "sha256:2c917ef508c3", "BEEF"])
    func recorded(text: String) throws {
        #expect(PlanName(text) { _ in nil } == .recorded(try #require(PlanPrefix(text))))
    }

    @Test("may be the name of a link")
    func link() throws {
        let folder = try TemporaryDirectory()
        try folder.write("{}", to: "plans/abcd/plan.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder["beef"],
            withDestinationPath: "plans/abcd"
        )
        #expect(PlanName(folder["beef"]) == .file("\(folder["beef"])/plan.json"))
        #expect(PlanName(folder["plans/abcd/plan.json"]) == .file(folder["plans/abcd/plan.json"]))
        #expect(PlanName(folder["nothing"]) == .file(folder["nothing"]))
    }
}

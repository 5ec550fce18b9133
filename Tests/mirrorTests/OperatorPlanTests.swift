// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import TestSupport
import Testing

/// What a plan of operators depends on, and on what it does not.
@Suite("A plan of operators", .waitsForPrograms)
struct OperatorPlanTests {
    private let world: OperatorWorld

    private var shop: Workshop { world.shop }

    init() async throws { world = try await OperatorWorld() }

    private static let entries = [
        "- catalog: \(OperatorWorld.catalog):v4.18", "- catalog: \(OperatorWorld.catalog):v4.18",
        "  targetCatalog: team/catalog", "  packages:", "  - name: foo", "    minVersion: 0.2.0", "  - name: bar",
        "- catalog: \(OperatorWorld.catalog):v4.18", "  targetTag: all", "  full: true",
    ]

    @Test("has the same bytes in every folder, language, time zone and umask, whatever the cache knows")
    func sameBytes() async throws {
        try await world.publish(TestOperator.usual, architectures: ["arm64", "amd64"])
        try world.configure(Self.entries)
        try shop.folder.makeDirectory("elsewhere/deeper")
        try shop.folder.write(try shop.folder.read("work/isc.yaml"), to: "elsewhere/deeper/isc.yaml")
        let first = try world.plan()
        #expect(first.status == 0, "\(first.errors)")
        let plan = try shop.folder.read("work/plan.json")
        for (folder, umask, variables) in [
            ("work", "022", ["TZ=Asia/Kolkata", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"]),
            ("elsewhere/deeper", "077", ["TZ=America/New_York", "LC_ALL=C"]),
            ("elsewhere/deeper", "002", try shop.otherHome().map { "\($0)=\($1)" } + ["LC_ALL=POSIX", "COLUMNS=40"]),
        ] {
            let run = try shop.outside(
                ["env", "-C", shop.folder[folder]] + variables
                    + ["sh", "-c", "umask \(umask); exec \(Workshop.binary) plan -c isc.yaml --no-audit"]
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(try shop.folder.read("\(folder)/plan.json") == plan, "\(folder) \(variables)")
        }
    }

    @Test("names what operators need and nobody selected, and takes it where that is asked for")
    func dependencies() async throws {
        var foo = TestOperator.usual[0]
        foo.properties["foo.v0.3.1"] = [
            ("olm.package.required", #"{"packageName": "bar", "versionRange": ">=1.0.0"}"#)
        ]
        try await world.publish([foo] + TestOperator.usual.dropFirst())
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"])
        let alone = try world.plan()
        #expect(alone.status == 0, "\(alone.errors)")
        #expect(try world.written.checks.map(\.code) == ["missing-dependency"])
        #expect(alone.output.contains("plan with --include-dependencies"), "\(alone.output)")
        #expect(try world.written.options.includeDependencies == false)

        let whole = try world.plan("--include-dependencies")
        #expect(whole.status == 0, "\(whole.errors)")
        let plan = try world.written
        #expect(plan.checks.map(\.code) == ["dependency-added"])
        #expect(plan.options.includeDependencies == true, "a review can be repeated from the plan")
        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.errors)")
        let files = try world.catalogFiles("redhat/redhat-operator-index:v4.18")
        #expect(Set(files.keys) == ["configs/bar/catalog.json", "configs/foo/catalog.json"])
        #expect(try shop.digest(world.place("operators/bar-bundle:v1.0.0")) != nil)
    }
}

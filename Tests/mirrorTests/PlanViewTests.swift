// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

@testable import mirror

@Suite("The text of a plan")
struct PlanViewTests {
    private func action(
        _ kind: Action.Kind,
        _ name: String,
        type: ImageType = .additionalImage,
        size: Int64 = 120 << 20,
        transfer: Int64 = 120 << 20,
        platforms: [String]? = nil,
        attachedTo: String? = nil,
        requestedBy: String = "mirror.additionalImages[0]"
    ) -> Action {
        Action(
            kind: kind,
            type: type,
            origins: ["quay.io/\(name)"],
            source: "quay.io/\(name)@\(Digest(of: Array(name.utf8)))",
            destination: "mirror.example:5000/ocp/\(name)",
            digest: Digest(of: Array(name.utf8)),
            size: size,
            transfer: transfer,
            expect: .init(destination: kind == .update ? Digest(of: [1]) : nil),
            reason: kind == .update ? "destination holds sha256:4bf5122f3445" : "missing at destination",
            requestedBy: [requestedBy],
            platforms: platforms,
            attachedTo: attachedTo
        )
    }

    private var plan: Plan {
        Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(registry: "mirror.example:5000/ocp"),
            checks: [
                Check(.warning, "unused-block", "`x` blocks no image", at: "isc.yaml:9:5"),
                Check(.note, "blocked-image", "quay.io/a/z:1 is left out: blocked by `z`", at: "isc.yaml:8:5"),
            ],
            actions: [
                action(.copy, "a/b:1"),
                action(.copy, "a/c:2", size: 5 << 30, transfer: 512 << 20, platforms: ["linux/amd64", "linux/arm64"]),
                action(.update, "a/d:latest", size: 900, transfer: 900),
                action(.copy, "x/bundle:v1", type: .operatorBundle, requestedBy: "mirror.operators[0].packages[1] (x)"),
                action(
                    .copy,
                    "a/b:sha256-1.sig",
                    type: .signature,
                    size: 2048,
                    transfer: 2048,
                    attachedTo: "mirror.example:5000/ocp/a/b@\(Digest(of: Array("a/b:1".utf8)))"
                ),
            ],
            blobs: [
                BlobTransfer(
                    digest: Digest(of: [2]),
                    size: 734_003_200,
                    source: "quay.io/a/b",
                    home: "mirror.example:5000/ocp/a/b",
                    atHome: false,
                    mountInto: ["mirror.example:5000/ocp/a/c"]
                )
            ]
        )
    }

    @Test("groups actions by what asked for them and ends with the sum")
    func golden() throws {
        try expectGolden(PlanView(plan: plan, style: .plain).text, "plan.txt")
    }

    /// A plan of a catalog that is built, one that is in place, and images of both.
    private var catalogPlan: Plan {
        let registry = "mirror.example:5000/ocp"
        let operators = "mirror.operators[0].packages[0] (foo) > foo.v1"
        func part(_ kind: Action.Kind, _ name: String, _ type: ImageType, of catalogs: [String]) -> Action {
            var action = action(kind, name, type: type, size: 1 << 20, transfer: 1 << 20, requestedBy: operators)
            action.partOf = catalogs.map { "\(registry)/\($0)" }
            return action
        }
        var catalog = action(.build, "redhat/index:v4.18", type: .operatorCatalog, requestedBy: "mirror.operators[0]")
        let many = (1...4).map { "foo.v\($0)" }
        catalog.recipe = BuildRecipe(
            kind: .catalog,
            base: "registry.redhat.io/redhat/index:v4.18@\(Digest(of: []))",
            layer: Digest(of: []),
            layerSize: 1,
            packages: [
                KeptPackage(name: "bar", channels: [KeptChannel(name: "stable", entries: ["bar.v1"])]),
                KeptPackage(
                    name: "foo",
                    defaultChannel: "beta",
                    channels: [
                        KeptChannel(name: "alpha", entries: ["foo.v1", "foo.v2"]),
                        KeptChannel(name: "beta", entries: many),
                    ]
                ),
            ],
            platforms: ["linux/amd64"]
        )
        let shared = part(
            .copy,
            "operators/foo-bundle:v1",
            .operatorBundle,
            of: ["redhat/index:v4.18", "team/index:1"]
        )
        var signature = action(.copy, "operators/foo-bundle:sha256-1.sig", type: .signature, size: 1, transfer: 1)
        signature.attachedTo = PlacedImage(shared).content
        signature.requestedBy = [operators]
        var asked = part(.copy, "operators/tool:v1", .operatorRelatedImage, of: ["redhat/index:v4.18"])
        asked.requestedBy.insert("mirror.additionalImages[0]", at: 0)
        var plan = plan
        plan.checks = []
        plan.blobs = []
        plan.inSync = [
            PlacedImage(
                destination: "\(registry)/team/index:1",
                digest: Digest(of: []),
                type: .operatorCatalog,
                origins: ["quay.io/team/index:1"]
            )
        ]
        plan.actions = [
            part(.copy, "operators/foo:v1", .operatorRelatedImage, of: ["redhat/index:v4.18"]),
            part(.update, "operators/foo:v2", .operatorRelatedImage, of: ["redhat/index:v4.18"]), asked, shared,
            catalog,
            signature,
        ]
        return plan
    }

    @Test("counts the images of operators behind their catalog, which says what it keeps")
    func catalogs() throws {
        try expectGolden(PlanView(plan: catalogPlan, style: .plain).text, "plan-catalog.txt")
    }

    @Test("names each of many packages up to a number that people read, and counts the others")
    func manyPackages() {
        var plan = catalogPlan
        plan.actions[4].recipe?.packages = (100..<150).map {
            KeptPackage(name: "p\($0)", channels: [KeptChannel(name: "stable", entries: ["p.v1"])])
        }
        let text = PlanView(plan: plan, style: .plain).text
        #expect(text.contains("keeps 50 packages, 50 channels, 50 bundles:"))
        #expect(text.contains("p139: stable (p.v1)\n        and 10 more packages\n"))
    }

    @Test("lists the findings of a kind up to a number that people read, and every error")
    func manyChecks() {
        var plan = plan
        plan.checks = (100..<150).map { Check(.warning, "source-missing", "image \($0)\nremedy") }
        plan.checks.append(Check(.note, "not-recorded", "one"))
        let text = PlanView(plan: plan, style: .plain).text
        #expect(
            text.contains("image 139\n    remedy\n    and 10 more warnings of this kind (--json has all)\nnote: one\n")
        )
        #expect(!text.contains("image 140"))
        let errors = (100..<150).map { Check(.error, "source-missing", "image \($0)") }
        #expect(CheckView(checks: errors, style: .plain).lines.count == 50)
    }

    @Test("has colours on a terminal")
    func colored() throws {
        let style = TextStyle(isTerminal: true, noColor: false, environment: [:])
        try expectGolden(PlanView(plan: plan, style: style).text, "plan-colored.txt")
    }

    @Test("shows no control character that a plan may hold")
    func hostileText() throws {
        let escape = "\u{1b}[2A\u{1b}[J"
        var plan = plan
        plan.target.registry += escape
        plan.configuration.path += escape
        plan.checks.append(Check(.warning, escape, escape, at: escape))
        plan.actions[0].origins = [escape]
        plan.actions[0].destination = escape
        plan.actions[0].reason = escape
        plan.actions[0].requestedBy = [escape]
        plan.actions[0].platforms = [escape]
        #expect(!PlanView(plan: plan, style: .plain).text.unicodeScalars.contains("\u{1b}"))
        plan.actions = []
        #expect(!PlanView(plan: plan, style: .plain).text.unicodeScalars.contains("\u{1b}"))
        var catalog = catalogPlan
        catalog.actions[4].recipe?.packages = [
            KeptPackage(
                name: escape,
                defaultChannel: escape,
                channels: [KeptChannel(name: escape, entries: [escape])]
            )
        ]
        catalog.actions[4].recipe?.platforms = [escape]
        catalog.actions[4].recipe?.base = escape
        for index in catalog.actions.indices where catalog.actions[index].partOf != nil {
            catalog.actions[index].partOf = [escape]
        }
        #expect(!PlanView(plan: catalog, style: .plain).text.unicodeScalars.contains("\u{1b}"))
    }

    @Test("says so where nothing changes")
    func noChanges() {
        var plan = plan
        plan.actions = []
        plan.checks = []
        plan.inSync = [PlacedImage(destination: "x", digest: Digest(of: []), type: .additionalImage, origins: ["y"])]
        let text = PlanView(plan: plan, style: .plain).text
        #expect(text == "No changes. mirror.example:5000/ocp holds the one image of isc.yaml.\n")
    }

    @Test(
        "has no colours where nobody wants them",
        arguments: [
            (false, false, [:]), (true, true, [:]), (true, false, ["NO_COLOR": "1"]), (true, false, ["TERM": "dumb"]),
        ] as [(Bool, Bool, [String: String])]
    )
    func plain(isTerminal: Bool, noColor: Bool, environment: [String: String]) {
        #expect(!TextStyle(isTerminal: isTerminal, noColor: noColor, environment: environment).usesColor)
    }

    @Test("says how many images come without signature or attachment, and notices one that was taken out")
    func withoutSignature() {
        var plan = plan
        #expect(PlanView(plan: plan, style: .plain).text.contains("\n  3 images, 2 without signature or attachment\n"))
        plan.actions.removeAll { $0.type == .signature }
        #expect(PlanView(plan: plan, style: .plain).text.contains("\n  3 images, without signature or attachment\n"))
        plan.actions = [action(.copy, "a/b:1")]
        plan.inSync = [
            PlacedImage(
                action(.copy, "a/b:sha256-1.sig", type: .signature, attachedTo: PlacedImage(plan.actions[0]).content)
            )
        ]
        #expect(PlanView(plan: plan, style: .plain).text.contains("\n  1 image, with signatures or attachments\n"))
    }
}

@Suite("Sizes")
struct ByteCountTests {
    @Test(
        "are spelled for people",
        arguments: [
            (0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"),
            (5_368_709_120, "5.0 GiB"), (734_003_200, "700.0 MiB"), (1 << 40, "1.0 TiB"),
        ] as [(Int64, String)]
    )
    func texts(bytes: Int64, text: String) {
        #expect(ByteCount.text(bytes) == text)
    }

    @Test(
        "are read as people write them",
        arguments: [
            ("0", 0), ("4", 4 << 30), ("1.5", 3 << 29), ("1024B", 1024), ("300M", 300 << 20), ("64k", 64 << 10),
            ("20G", 20 << 30), ("20Gi", 20 << 30), ("2 T", 2 << 40), ("300MiB", 300 << 20), ("20GB", 20_000_000_000),
            ("20GiB", 20 << 30), ("20 gib", 20 << 30), ("1.5KiB", 1536),
            ("500MB", 500_000_000), ("1kB", 1000), ("0.001kB", 1), ("2TiB", 2 << 40), ("8191PiB", 8191 << 50),
        ] as [(String, Int64)]
    )
    func parsed(text: String, bytes: Int64) throws {
        #expect(try ByteCount.parse(text) == bytes)
    }

    @Test(
        "are refused where nothing is meant",
        arguments: [
            "", " ", "GiB", "1 2GiB", "20Gx", "20Gib ", "1073741824", "1.GiB", ".5GiB", "1.2.3GiB", "-1GiB", "1e9",
            "1EiB", "8192PiB",
            "99999999999999999999", "1\u{661}GiB", "0x10", "1iB", "i", "1i", "1KiBs", "+1",
        ]
    )
    func unparsed(text: String) {
        #expect(throws: InvalidByteCount.self) { try ByteCount.parse(text) }
    }

    @Test("of a pair share the unit of the larger, if the smaller shows in it")
    func pairs() {
        #expect(ByteCount.pair(5_368_709_120, 734_003_200) == ("5.0 GiB", "0.7 GiB"))
        #expect(ByteCount.pair(5_368_709_120, 1 << 20) == ("5.0 GiB", "1.0 MiB"))
        #expect(ByteCount.pair(0, 0) == ("0 B", "0 B"))
        #expect(ByteCount.pair(0, 1 << 30) == ("0.0 GiB", "1.0 GiB"))
    }

    @Test("says of a configuration without images that it lists none, and what a target has of others")
    func nothingToDo() {
        func text(_ target: String, images: Int) -> String {
            let placed = (0..<images).map { number in
                PlacedImage(
                    destination: "x/a/b:\(number)",
                    digest: Digest(of: [UInt8(number)]),
                    type: .additionalImage,
                    origins: ["quay.io/a/b:\(number)"]
                )
            }
            let plan = Plan(
                configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
                options: PlanOptions(),
                target: PlanTarget(registry: target),
                inSync: placed
            )
            return PlanView(plan: plan, style: TextStyle(isTerminal: false, noColor: true, environment: [:])).text
        }
        #expect(text("host:1/ocp", images: 0) == "No changes. isc.yaml lists no images.\n")
        #expect(text("host:1/ocp", images: 1) == "No changes. host:1/ocp holds the one image of isc.yaml.\n")
        #expect(
            text("file://usb", images: 3)
                == "No changes. All 3 images of isc.yaml are already in archives for file://usb.\n"
        )
    }
}

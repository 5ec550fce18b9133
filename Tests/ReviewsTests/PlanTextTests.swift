// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("The text of a plan")
struct PlanTextTests {
    private func text(of plan: Plan, style: TextStyle = .plain) -> String {
        PlanText(PlanReview(of: plan), style: style, remark: "--json shows all").text
    }

    @Test("groups actions by what asked for them and ends with the sum")
    func golden() throws {
        try expectGolden(text(of: SamplePlans.plan), "plan.txt")
    }

    @Test("counts the images of operators after their catalog, which lists its packages")
    func catalogs() throws {
        try expectGolden(text(of: SamplePlans.catalogPlan), "plan-catalog.txt")
    }

    @Test("names each of many packages up to a number that people read, and counts the others")
    func manyPackages() {
        var plan = SamplePlans.catalogPlan
        plan.fields.actions[4].fields.recipe?.fields.packages = (100..<150).map {
            KeptPackage(name: "p\($0)", channels: [KeptChannel(name: "stable", entries: ["p.v1"])])
        }
        let text = text(of: plan)
        #expect(text.contains("keeps 50 packages, 50 channels, 50 bundles:"))
        #expect(text.contains("p139: stable (p.v1)\n        and 10 more packages\n"))
    }

    @Test("lists the findings of a kind up to a number that people read, and every error")
    func manyChecks() {
        var plan = SamplePlans.plan
        plan.fields.checks = (100..<150).map { Finding(.warning, "source-missing", "image \($0)\nremedy") }
        plan.fields.checks.append(Finding(.note, "not-recorded", "one"))
        let text = text(of: plan)
        #expect(
            text.contains(
                "image 139\n    remedy\n    and 10 more warnings of this kind (--json shows all)\nnote: one\n"
            )
        )
        #expect(!text.contains("image 140"))
        let errors = (100..<150).map { Finding(.error, "source-missing", "image \($0)") }
        #expect(
            FindingsText(errors, style: .plain, remark: "--json shows all").lines.count == 50
        )
    }

    @Test("has colours on a terminal")
    func colored() throws {
        let style = TextStyle(usesColor: true)
        try expectGolden(text(of: SamplePlans.plan, style: style), "plan-colored.txt")
    }

    @Test("shows no control character that a plan may hold")
    func hostileText() throws {
        let escape = "\u{1b}[2A\u{1b}[J"
        var plan = SamplePlans.plan
        plan.fields.target.fields.place = TargetPlace(plan.target.name + escape)
        plan.fields.configuration.fields.path += escape
        plan.fields.checks.append(
            Finding(.warning, .unknown, escape, at: SourceLocation(file: escape, line: 1, column: 1))
        )
        plan.fields.actions[0].fields.origins = [escape]
        plan.fields.actions[0].fields.destination = PlacedName(escape)
        plan.fields.actions[0].fields.reason = escape
        plan.fields.actions[0].fields.requestedBy = [escape]
        plan.fields.actions[0].fields.platforms = [escape]
        #expect(!text(of: plan).unicodeScalars.contains("\u{1b}"))
        plan.fields.actions = []
        #expect(!text(of: plan).unicodeScalars.contains("\u{1b}"))
        var catalog = SamplePlans.catalogPlan
        catalog.fields.actions[4].fields.recipe?.fields.packages = [
            KeptPackage(
                name: escape,
                defaultChannel: escape,
                channels: [KeptChannel(name: escape, entries: [escape])]
            )
        ]
        catalog.fields.actions[4].fields.recipe?.fields.platforms = [escape]
        catalog.fields.actions[4].fields.recipe?.fields.base = escape
        for index in catalog.actions.indices where catalog.actions[index].partOf != nil {
            catalog.fields.actions[index].fields.partOf = [PlacedName(escape)]
        }
        #expect(!text(of: catalog).unicodeScalars.contains("\u{1b}"))
    }

    @Test("says so where nothing changes")
    func noChanges() {
        var plan = SamplePlans.plan
        plan.fields.actions = []
        plan.fields.checks = []
        plan.fields.inSync = [
            PlacedImage(destination: "x", digest: Digest(of: []), type: .additionalImage, origins: ["y"])
        ]
        let text = text(of: plan)
        #expect(text == "No changes. mirror.example:5000/ocp holds the one image of isc.yaml.\n")
    }

    @Test("says how many images come without signature or attachment, and notices one that was taken out")
    func withoutSignature() {
        var plan = SamplePlans.plan
        #expect(text(of: plan).contains("\n  3 images, 2 without signature or attachment\n"))
        plan.fields.actions.removeAll { $0.type == .signature }
        #expect(text(of: plan).contains("\n  3 images, without signature or attachment\n"))
        plan.fields.actions = [SamplePlans.action(.copy, "a/b:1")]
        plan.fields.inSync = [
            SamplePlans.action(
                .copy,
                "a/b:sha256-1.sig",
                type: .signature,
                attachedTo: plan.actions[0].image.content
            ).image
        ]
        #expect(text(of: plan).contains("\n  1 image, with signatures or attachments\n"))
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
                work: PlanWork(copyingTo: TargetPlace(target)),
                configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
                options: PlanOptions(),
                target: PlanTarget(TargetPlace(target)),
                inSync: placed
            )
            return self.text(of: plan)
        }
        #expect(text("host:1/ocp", images: 0) == "No changes. isc.yaml lists no images.\n")
        #expect(text("host:1/ocp", images: 1) == "No changes. host:1/ocp holds the one image of isc.yaml.\n")
        #expect(
            text("file://usb", images: 3)
                == "No changes. All 3 images of isc.yaml are already in archives for file://usb.\n"
        )
    }
}

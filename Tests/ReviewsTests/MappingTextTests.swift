// SPDX-License-Identifier: Apache-2.0

import OCI
import Reviews
import TestSupport
import Testing
@testable import Plans

@Suite("The mapping of a plan")
struct MappingTextTests {
    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func action(_ kind: Action.Kind, _ source: ContentPlace, _ origins: [String], _ name: String)
        -> Action
    {
        Action(
            kind: kind,
            type: .additionalImage,
            origins: origins,
            source: source,
            destination: "\(name)",
            digest: digest(name),
            size: 1,
            transfer: 1,
            expect: .init(destination: nil),
            reason: "missing at destination",
            requestedBy: ["mirror.additionalImages[0]"]
        )
    }

    private func plan(_ target: String) -> Plan {
        let target = PlanTarget(TargetPlace(target))
        let root = target.root
        let pinned = "\(Self.digest("content"))"
        var catalog = Self.action(.build, "build:\(pinned)", ["quay.io/x/index:v1"], "\(root)/x/index:v1")
        catalog.fields.recipe = BuildRecipe(
            kind: .catalog,
            base: "quay.io/x/index:v1@\(pinned)",
            layer: Self.digest("layer"),
            layerSize: 1
        )
        return Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Self.digest("")),
            options: PlanOptions(),
            target: target,
            actions: [
                Self.action(.copy, "quay.io/a/tagged:1@\(pinned)", ["quay.io/a/tagged:1"], "\(root)/a/tagged:1"),
                Self.action(.update, "quay.io:8443/b@\(pinned)", ["quay.io:8443/b@\(pinned)"], "\(root)/b:sha256-1"),
                Self.action(.copy, "oci:///srv/it@1@\(pinned)", ["oci:///srv/it@1"], "\(root)/srv/it:latest"),
                catalog,
            ],
            inSync: [
                PlacedImage(
                    destination: "\(root)/c/there:2",
                    digest: Self.digest("there"),
                    type: .additionalImage,
                    origins: ["quay.io/c/there:2", "registry.example/c/there:2"]
                ),
                PlacedImage(
                    destination: "\(root)/d/there:sha256-2",
                    digest: Self.digest("there"),
                    type: .operatorBundle,
                    origins: ["quay.io/d/there:2@\(pinned)"]
                ),
                PlacedImage(
                    destination: "\(root)/srv/other:latest",
                    digest: Self.digest("there"),
                    type: .additionalImage,
                    origins: ["oci:///srv/other"]
                ),
            ]
        )
    }

    @Test("names source and destination of every image, as oc-mirror does")
    func mapping() throws {
        let plan = plan("mirror.example:5000/ocp")
        try expectGolden(MappingText(of: plan, onlyMissing: false).text, "mapping.txt")
        try expectGolden(MappingText(of: plan, onlyMissing: true).text, "missing.txt")
    }

    @Test("names the folder of an archive, where no registry is")
    func archive() throws {
        let plan = plan("file:///media/usb")
        try expectGolden(MappingText(of: plan, onlyMissing: false).text, "mapping-archive.txt")
        #expect(self.plan("file:///media/usb/").actions.count == plan.actions.count)
        #expect(
            MappingText(of: self.plan("file:///media/usb/"), onlyMissing: true).text
                == MappingText(of: plan, onlyMissing: true).text
        )
    }

    @Test("is one line for an image, whatever a plan holds")
    func hostile() {
        var plan = plan("mirror.example:5000")
        plan.fields.actions[0].fields.source = "a\nb\u{1b}[2J"
        plan.fields.actions[0].fields.destination = "c\r\nd"
        plan.fields.inSync[0].fields.origins = []
        let text = MappingText(of: plan, onlyMissing: false).text
        #expect(text.split(whereSeparator: \.isNewline).count == 7)
        #expect(!text.unicodeScalars.contains("\u{1b}"))
    }
}

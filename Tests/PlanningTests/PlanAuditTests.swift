// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
import OCI
import Planning
import Resolution
import TestSupport
import Testing
@testable import Plans

/// Anyone can compute an id, so what a plan writes for clusters has to follow from the images that a review shows.
@Suite("The audit of a plan")
struct PlanAuditTests {
    private static let registry = "mirror.example:5000/ocp"
    private static let template = """
        apiVersion: operators.coreos.com/v1alpha1
        kind: CatalogSource
        spec: {priority: 5}

        """

    /// A target that another configuration fills too, with a plan of two images, one of them in sync.
    private static func scene() throws -> Scene {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["one"])
        try scene.add("quay.io/a/two:1", as: "a/two:1", layers: ["two"], isInSync: true)
        let catalog = PlacedImage(
            destination: "\(registry)/redhat/index:v4.18",
            digest: Scene.digest("index"),
            type: .operatorCatalog,
            origins: ["registry.redhat.io/redhat/index:v4.18"],
            catalog: CatalogFacts(name: "index-v4-18", template: template)
        )
        let payload = PlacedImage(
            destination: "\(registry)/openshift/release-images:4.16.3-x86_64",
            digest: Scene.digest("payload"),
            type: .releasePayload,
            origins: ["quay.io/openshift-release-dev/ocp-release@\(Scene.digest("payload"))"],
            release: ReleaseFacts(
                version: "4.16.3",
                architecture: "amd64",
                signatures: [ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "c2lnbmVk")]
            )
        )
        let components = (0..<50).map { number in
            PlacedImage(
                destination: "\(registry)/openshift/release:4.16.3-x86_64-\(number)",
                digest: Scene.digest("\(number)"),
                type: .releaseComponent,
                origins: ["quay.io/openshift-release-dev/ocp-v4.0-art-dev@\(Scene.digest("\(number)"))"]
            )
        }
        let image = PlacedImage(
            destination: "\(registry)/b/three:1",
            digest: Scene.digest("three"),
            type: .additionalImage,
            origins: ["quay.io/b/three:1"]
        )
        for image in [catalog, payload, image] + components {
            scene.ledger.entries[image.destination] = .init(
                image: image,
                placed: true,
                knowsAttachments: true,
                wantedBy: ["team.yaml"]
            )
        }
        scene.ledger.lastPlan = Scene.digest("earlier")
        return scene
    }

    @Test("accepts what the planner makes, after it was written and read")
    func accepts() throws {
        let scene = try Self.scene()
        let plan = try scene.plan
        #expect(plan.resources.count == 5)
        let file = try PlanFile(reading: Data(PlanFile(plan).bytes))
        #expect(file.plan == plan)
        try PlanAudit(of: file.plan).check()
        try PlanAudit(of: file.plan).check(against: scene.ledger, id: file.id)
    }

    @Test("holds the files that the options ask for: one policy in place of two mirror sets")
    func policies() throws {
        var scene = try Self.scene()
        let usual = try scene.plan
        scene.options = PlanOptions(icsp: true)
        let plan = try scene.plan
        #expect(
            plan.resources.map { $0.path.replacing("cluster-resources/", with: "") } == [
                "icsp-oc-mirror.yaml", "signature-configmap.yaml", "cs-index-v4-18.yaml", "cc-index-v4-18.yaml",
            ]
        )
        #expect(plan.resources[0].content.contains("    source: quay.io/b\n"), "another configuration's image")
        try PlanAudit(of: plan).check()
        var edited = plan
        edited.fields.resources = usual.resources
        #expect(throws: PlanError.self) { try PlanAudit(of: edited).check() }
        edited = usual
        edited.fields.options.fields.icsp = true
        #expect(throws: PlanError.self) { try PlanAudit(of: edited).check() }
    }

    @Test("needs few of another configuration's images, because most say nothing that another one does not say")
    func fewOthers() throws {
        #expect(
            try Self.scene().plan.others.map(\.destination) == [
                "\(Self.registry)/b/three:1", "\(Self.registry)/openshift/release-images:4.16.3-x86_64",
                "\(Self.registry)/openshift/release:4.16.3-x86_64-0", "\(Self.registry)/redhat/index:v4.18",
            ]
        )
    }

    /// A change of a plan, whose id is computed anew, and a part of what is said of it.
    struct Edit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let message: String
        let change: @Sendable (inout Plan) -> Void

        init(_ name: String, _ message: String, _ change: @escaping @Sendable (inout Plan) -> Void) {
            testDescription = name
            self.message = message
            self.change = change
        }
    }

    private static let binding = """
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: everybody

        """

    static let edits = [
        Edit("another object behind the mirror sets", "is not the file that its images give: its line") {
            $0.write($0.resources[0].content + binding, 0)
        },
        Edit("another object in the place of a file", "is not the file that its images give") { $0.write(binding, 0) },
        Edit("a file that nothing makes", "they give no such file") {
            $0.fields.resources.append(Resource(path: "cluster-resources/updateService.yaml", content: binding))
        },
        Edit("a comment", "is not the file that its images give") { $0.write($0.resources[0].content + "# x\n", 0) },
        Edit("another mirror at the target", "expected `    - mirror.example:5000/ocp/") {
            $0.write($0.resources[0].content.replacing("- \(registry)/", with: "- \(registry)/evil/"), 0)
        },
        Edit("another source", "is not the file that its images give") {
            $0.write($0.resources[0].content.replacing("source: quay.io", with: "source: docker.io"), 0)
        },
        Edit("a file that is left out", "but it lacks this file") { $0.fields.resources.removeLast() },
        Edit("no files at all", "but it lacks this file") { $0.fields.resources = [] },
        Edit("files in the folder of another target", "is not the folder of its target") { plan in
            plan.fields.resources = plan.resources.map { file in
                Resource(
                    path: file.path.replacing("cluster-resources/", with: "cluster-resources/x/"),
                    content: file.content
                )
            }
        },
        Edit("an image of nobody", "is not the file that its images give") {
            var image = $0.others[0]
            image.fields.origins = ["quay.io/openshift/x:1"]
            image.fields.destination = "\(registry)/evil/x:1"
            $0.fields.others.append(image)
        },
        Edit("an image of another configuration less", "is not the file that its images give") {
            $0.fields.others.removeFirst()
        },
        Edit("an image of another configuration twice", "is not the one that the files for clusters need") {
            $0.fields.others.append($0.others[0])
        },
        Edit("another signature", "is not the file that its images give") {
            $0.fields.others[1].fields.release?.fields.signatures[0].fields.message = "b3RoZXI="
        },
        Edit("a signature less", "they give no such file") {
            $0.fields.others[1].fields.release?.fields.signatures = []
        },
        Edit("another template", "is not the file that its images give") {
            $0.fields.others[3].fields.catalog?.fields.template = template.replacing("5", with: "50")
        },
        Edit("a template that is none", "is `Pod`") {
            $0.fields.others[3].fields.catalog?.fields.template = template.replacing("CatalogSource", with: "Pod")
        },
        Edit("another option", "is not the file that its images give") { $0.fields.options.fields.maxNestedPaths = 3 },
        Edit("another place of an image", "is not the file that its images give") {
            $0.fields.actions[0].fields.destination = "\(registry)/evil/x:1"
        },
    ]

    @Test("refuses files that do not follow from the plan", arguments: edits)
    func refuses(edit: Edit) throws {
        var plan = try Self.scene().plan
        edit.change(&plan)
        let error = #expect(throws: PlanError.self) { try PlanAudit(of: plan).check() }
        #expect(error?.description.contains(edit.message) == true, "\(String(describing: error))")
    }

    @Test("refuses statements about other configurations that contradict the ledger")
    func ledger() throws {
        let scene = try Self.scene()
        let plan = try scene.plan
        var emptied = scene
        emptied.ledger = TargetLedger(target: scene.target)
        let alone = try emptied.plan
        try PlanAudit(of: alone).check()
        #expect(throws: ApplyRefusal.otherWishes(target: Self.registry)) {
            try PlanAudit(of: alone).check(against: scene.ledger, id: Digest(of: []))
        }
        try PlanAudit(of: plan).check(against: emptied.ledger, id: Digest(of: []))
        var renamed = plan
        renamed.fields.options.fields.formerly = ["team.yaml"]
        #expect(throws: ApplyRefusal.otherWishes(target: Self.registry)) {
            try PlanAudit(of: renamed).check(against: scene.ledger, id: Digest(of: []))
        }
        // It carries on: what it placed is in the ledger already.
        try PlanAudit(of: alone).check(against: scene.ledger, id: Scene.digest("earlier"))
    }

    @Test("refuses to write over what another configuration keeps, as planning does")
    func contested() throws {
        let scene = try Self.scene()
        var plan = try scene.plan
        plan.fields.actions[0].fields.destination = "\(Self.registry)/b/three:1"
        let error = #expect(throws: ApplyRefusal.self) {
            try PlanAudit(of: plan).check(against: scene.ledger, id: Digest(of: []))
        }
        #expect(error?.description.contains("where team.yaml keeps quay.io/b/three:1") == true)
    }
}

extension Plan {
    fileprivate mutating func write(_ content: String, _ index: Int) {
        fields.resources[index] = Resource(path: resources[index].path, content: content)
    }
}

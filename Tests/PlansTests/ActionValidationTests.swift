// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Testing

/// A review shows components and attachments as numbers behind their image, so nothing else may pass for one.
@Suite("The actions of a plan")
struct ActionValidationTests {
    private static let registry = "mirror.example:5000/ocp"
    private static let payload = "\(registry)/openshift/release-images:4.16.3-x86_64"

    /// A plan of a release, its component, a signature of that, and an image that is built.
    private static func plan() throws -> Plan {
        let digest = Digest(of: Array("x".utf8))
        func action(_ kind: Action.Kind, _ type: ImageType, _ destination: String) -> Action {
            Action(
                kind: kind,
                type: type,
                origins: ["quay.io/a/b@\(digest)"],
                source: kind == .build ? "build:\(digest)" : "quay.io/a/b@\(digest)",
                destination: destination,
                digest: digest,
                size: 1,
                transfer: 1,
                expect: .init(destination: nil),
                reason: "missing at destination",
                requestedBy: ["mirror.platform.channels[0]"]
            )
        }
        var payload = action(.copy, .releasePayload, Self.payload)
        payload.release = ReleaseFacts(
            version: "4.16.3",
            architecture: "amd64",
            signatures: [ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "c2lnbmVk")]
        )
        var component = action(.copy, .releaseComponent, "\(registry)/openshift/release:4.16.3-x86_64-etcd")
        component.partOf = [Self.payload]
        var signature = action(.copy, .signature, "\(registry)/openshift/release:\(digest.tagText).sig")
        signature.attachedTo = PlacedImage(component).content
        var graph = action(.build, .graphData, "\(registry)/openshift/graph-image:latest")
        graph.recipe = BuildRecipe(
            kind: .graphData,
            base: "quay.io/ubi9/ubi@\(digest)",
            layer: digest,
            layerSize: 10,
            input: "https://example.org/graph-data"
        )
        return Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: digest),
            options: PlanOptions(),
            target: PlanTarget(registry: registry),
            actions: [component, payload, graph, signature]
        )
    }

    /// A change of an action that a plan must not have, by the action's position, and a part of what is said of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let index: Int
        let message: String
        let change: @Sendable (inout Action) -> Void

        init(_ name: String, _ index: Int, _ message: String, _ change: @escaping @Sendable (inout Action) -> Void) {
            testDescription = name
            self.index = index
            self.message = message
            self.change = change
        }
    }

    static let rows = [
        Row("another image as a component", 0, "is not an image that could be") { $0.type = .additionalImage },
        Row("a component under another tag", 0, "cannot be a part of") {
            $0.destination = "\(registry)/team/app:latest"
        },
        Row("a component of another release", 0, "cannot be a part of") {
            $0.destination = "\(registry)/openshift/release:4.16.1-x86_64-etcd"
        },
        Row("a part of nothing", 0, "cannot be a part of") { $0.partOf = ["\(registry)/a/b:1"] },
        Row("a part twice", 0, "is not an image that could be") { $0.partOf = [payload, payload] },
        Row("a part of itself", 1, "is not an image that could be") { $0.partOf = [payload] },
        Row("facts of a release about something else", 0, "is not described as one is") {
            $0.release = ReleaseFacts(version: "4.16.3", architecture: "amd64", signatures: [])
        },
        Row("a fingerprint with a control character", 1, "a signature that is none") {
            $0.release?.signatures[0].fingerprint = "\u{1b}[31m"
        },
        Row("a version with a line break", 1, "another version than its tag") { $0.release?.version = "4.16.3\n" },
        Row("another version", 1, "another version than its tag") { $0.release?.version = "9.9.9" },
        Row("a release that nobody signed", 1, "is signed by nobody") { $0.release?.signatures = [] },
        Row("a signature that is not Base64", 1, "a signature that is none") {
            $0.release?.signatures[0].message = "?"
        },
        Row("a payload that says nothing of its release", 1, "is not described as one is") { $0.release = nil },
        Row("a component of nothing", 0, "is a component of no release") { $0.partOf = nil },
        Row("an input with a token", 2, "no http or https URL") { $0.recipe?.input = "https://example.org/x?token=1" },
        Row("an attachment elsewhere", 3, "cannot be attached to") {
            $0.destination = "\(registry)/team/app:\($0.digest.tagText).sig"
        },
        Row("an attachment over a tag", 3, "cannot be attached to") {
            $0.destination = "\(registry)/openshift/release:latest"
        },
        Row("an attachment of nothing", 3, "is a signature of nothing") { $0.attachedTo = nil },
        Row("a build without a recipe", 2, "without a recipe") { $0.recipe = nil },
        Row("a copy that claims to be built", 1, "without a recipe") { $0.source = "build:\($0.digest)" },
        Row("a build of another kind of image", 2, "is not one that builds") { $0.type = .additionalImage },
        Row("a base by tag", 2, "is not pinned by digest") { $0.recipe?.base = "quay.io/ubi9/ubi:latest" },
        Row("an input that is a file", 2, "no http or https URL") { $0.recipe?.input = "file:///etc/passwd" },
        Row("an input with a password", 2, "no http or https URL") { $0.recipe?.input = "https://a:b@example.org/x" },
        Row("a layer of no size", 2, "cannot be") { $0.recipe?.layerSize = -1 },
    ]

    @Test("are read as they are made")
    func whole() throws {
        let plan = try Self.plan()
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("are refused where one is not what it claims to be", arguments: rows)
    func refuses(row: Row) throws {
        var plan = try Self.plan()
        row.change(&plan.actions[row.index])
        let file = try PlanFile(plan)
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
        #expect(error?.description.contains(row.message) == true, "\(String(describing: error))")
    }

    @Test("do not take blobs from a build that the plan does not have")
    func blobs() throws {
        var plan = try Self.plan()
        let digest = Digest(of: [1])
        plan.blobs = [
            BlobTransfer(
                digest: digest,
                size: 1,
                source: "build:\(digest)",
                home: "\(Self.registry)/a",
                atHome: false,
                mountInto: []
            )
        ]
        let file = try PlanFile(plan)
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// A review shows components and attachments as numbers behind their image, so nothing else may pass for one.
@Suite("The actions of a plan")
struct ActionValidationTests {
    private static let registry = "mirror.example:5000/ocp"
    private static let payload: PlacedName = "\(registry)/openshift/release-images:4.16.3-x86_64"

    private static let catalog: PlacedName = "\(registry)/redhat/index:v4.18"

    /// A plan of a release, its component, a signature of that, an image that is built, a bundle, and its catalog.
    private static func plan() throws -> Plan {
        let digest = Digest(of: Array("x".utf8))
        func action(_ kind: Action.Kind, _ type: ImageType, _ destination: PlacedName) -> Action {
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
        signature.attachedTo = component.image.content
        var graph = action(.build, .graphData, "\(registry)/openshift/graph-image:latest")
        graph.origins = ["quay.io/ubi9/ubi@\(digest)"]
        graph.recipe = BuildRecipe(
            kind: .graphData,
            base: "quay.io/ubi9/ubi@\(digest)",
            layer: digest,
            layerSize: 10,
            input: "https://example.org/graph-data"
        )
        var bundle = action(.copy, .operatorBundle, "\(registry)/operators/foo-bundle:v2")
        bundle.origins = ["quay.io/operators/foo-bundle:v2"]
        bundle.source = "quay.io/operators/foo-bundle:v2@\(digest)"
        bundle.partOf = [Self.catalog]
        var catalog = action(.build, .operatorCatalog, Self.catalog)
        catalog.origins = ["registry.redhat.io/redhat/index:v4.18@\(digest)"]
        catalog.catalog = CatalogFacts(name: "index-v4-18")
        catalog.recipe = BuildRecipe(
            kind: .catalog,
            base: "registry.redhat.io/redhat/index:v4.18@\(digest)",
            layer: digest,
            layerSize: 10,
            packages: [
                KeptPackage(name: "bar", channels: [KeptChannel(name: "stable", entries: ["bar.v1"])]),
                KeptPackage(
                    name: "foo",
                    defaultChannel: "beta",
                    channels: [
                        KeptChannel(name: "alpha", entries: ["foo.v1"]),
                        KeptChannel(name: "beta", entries: ["foo.v1", "foo.v2"]),
                    ]
                ),
            ],
            platforms: ["linux/amd64", "linux/arm64"]
        )
        return Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: digest),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace(registry)),
            actions: [component, payload, graph, signature, bundle, catalog]
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
        Row("another image as a component", 0, "cannot be a part of another image") { $0.type = .additionalImage },
        Row("a component under another tag", 0, "cannot be a part of") {
            $0.destination = "\(registry)/team/app:latest"
        },
        Row("a component of another release", 0, "cannot be a part of") {
            $0.destination = "\(registry)/openshift/release:4.16.1-x86_64-etcd"
        },
        Row("a part of nothing", 0, "cannot be a part of") { $0.partOf = ["\(registry)/a/b:1"] },
        Row("a part twice", 0, "cannot be a part of another image") { $0.partOf = [payload, payload] },
        Row("a part of itself", 1, "cannot be a part of another image") { $0.partOf = [payload] },
        Row("facts of a release about something else", 0, "has no version and signatures of a release") {
            $0.release = ReleaseFacts(version: "4.16.3", architecture: "amd64", signatures: [])
        },
        Row("a fingerprint with a control character", 1, "an invalid signature") {
            $0.release?.signatures[0].fingerprint = "\u{1b}[31m"
        },
        Row("a version with a line break", 1, "another version than its tag") { $0.release?.version = "4.16.3\n" },
        Row("another version", 1, "another version than its tag") { $0.release?.version = "9.9.9" },
        Row("a release that nobody signed", 1, "has no signature") { $0.release?.signatures = [] },
        Row("a signature that is not Base64", 1, "an invalid signature") {
            $0.release?.signatures[0].message = "?"
        },
        Row("a payload that says nothing of its release", 1, "has no version and signatures of a release") {
            $0.release = nil
        },
        Row("a component of nothing", 0, "is a component without a release") { $0.partOf = nil },
        Row("an input with a token", 2, "not an http or https URL") {
            $0.recipe?.input = "https://example.org/x?token=1"
        },
        Row("an attachment elsewhere", 3, "cannot be attached to") {
            $0.destination = "\(registry)/team/app:\($0.digest.tagText).sig"
        },
        Row("an attachment over a tag", 3, "cannot be attached to") {
            $0.destination = "\(registry)/openshift/release:latest"
        },
        Row("an attachment of nothing", 3, "is a signature without an image") { $0.attachedTo = nil },
        Row("an image that is read elsewhere than its origins say", 4, "which is not one of its origins") {
            $0.source = "quay.example/operators/foo-bundle:v2@\($0.digest)"
        },
        Row("a component that is read from a layout", 0, "which is not one of its origins") {
            $0.source = "oci://a@\($0.digest)"
        },
        Row("a source by tag", 4, "is not pinned by its digest") { $0.source = "quay.io/operators/foo-bundle:v2" },
        Row("a source of another digest", 4, "is not pinned by its digest") {
            $0.source = "quay.io/operators/foo-bundle@\(Digest(of: [1]))"
        },
        Row("a catalog on another one than its origin", 5, "which is not one of its origins") {
            let digest = $0.digest
            $0.recipe?.base = "quay.example/redhat/index:v4.18@\(digest)"
        },
        Row("a catalog on a layout, though its origin is a registry", 5, "which is not one of its origins") {
            let digest = $0.digest
            $0.recipe?.base = "oci://index@\(digest)"
        },
        Row("a build without a recipe", 2, "without a recipe") { $0.recipe = nil },
        Row("a copy that claims to be built", 1, "without a recipe") { $0.source = "build:\($0.digest)" },
        Row("a build of another kind of image", 2, "has a recipe but does not build") { $0.type = .additionalImage },
        Row("a base by tag", 2, "is not pinned by digest") { $0.recipe?.base = "quay.io/ubi9/ubi:latest" },
        Row("an input that is a file", 2, "not an http or https URL") { $0.recipe?.input = "file:///etc/passwd" },
        Row("an input with a password", 2, "not an http or https URL") {
            $0.recipe?.input = "https://a:b@example.org/x"
        },
        Row("a layer of no size", 2, "is impossible") { $0.recipe?.layer.size = -1 },
        Row("graph data that keeps packages", 2, "has packages") {
            $0.recipe?.packages = [KeptPackage(name: "a", channels: [KeptChannel(name: "b", entries: ["c"])])]
        },
        Row("graph data on a layout", 2, "is not pinned by digest") {
            let digest = $0.digest
            $0.recipe?.base = "oci://ubi@\(digest)"
        },
        Row("graph data without an input", 2, "not an http or https URL") { $0.recipe?.input = nil },
        Row("a component of a catalog", 0, "cannot be a part of") { $0.partOf = [catalog] },
        Row("an additional image in a catalog", 4, "cannot be a part of another image") { $0.type = .additionalImage },
        Row("a bundle of a payload", 4, "cannot be a part of") { $0.partOf = [payload] },
        Row("a bundle of a catalog that is not there", 4, "cannot be a part of") { $0.partOf = ["\(registry)/a:1"] },
        Row("a bundle of no catalog in the list", 4, "cannot be a part of another image") { $0.partOf = [] },
        Row("a bundle that takes another image's place", 4, "cannot be a part of") {
            $0.destination = "\(registry)/team/app:v2"
        },
        Row("a bundle under another tag", 4, "cannot be a part of") {
            $0.destination = "\(registry)/operators/foo-bundle:latest"
        },
        Row("facts of a catalog about something else", 4, "is described as a catalog") {
            $0.catalog = CatalogFacts(name: "x")
        },
        Row("a catalog that is built as graph data", 5, "has a recipe but does not build") {
            $0.recipe?.kind = .graphData
        },
        Row("graph data that is built as a catalog", 2, "has a recipe but does not build") {
            $0.recipe?.kind = .catalog
        },
        Row("a catalog with an input", 5, "has an input") { $0.recipe?.input = "https://example.org/" },
        Row("a catalog on a tag", 5, "is not pinned by digest") { $0.recipe?.base = "registry.redhat.io/a/b:v4.18" },
        Row("a catalog on a layout without a digest", 5, "is not pinned by digest") { $0.recipe?.base = "oci://dir" },
        Row("a catalog that keeps nothing", 5, "keeps no packages") { $0.recipe?.packages = nil },
        Row("a catalog with an empty list", 5, "keeps no packages") { $0.recipe?.packages = [] },
        Row("packages in another order", 5, "are not sorted") { $0.recipe?.packages?.reverse() },
        Row("a package twice", 5, "are not sorted") { $0.recipe?.packages?[1].name = "bar" },
        Row("a package without a name", 5, "are not sorted") { $0.recipe?.packages?[0].name = "" },
        Row("a package without channels", 5, "`bar` keeps no channels") { $0.recipe?.packages?[0].channels = [] },
        Row("channels in another order", 5, "`foo` keeps no channels") { $0.recipe?.packages?[1].channels.reverse() },
        Row("a channel without entries", 5, "`foo` keeps no channels") {
            $0.recipe?.packages?[1].channels[0].entries = []
        },
        Row("entries in another order", 5, "`foo` keeps no channels") {
            $0.recipe?.packages?[1].channels[1].entries.reverse()
        },
        Row("a default channel that is not kept", 5, "a default channel that it does not keep") {
            $0.recipe?.packages?[1].defaultChannel = "stable"
        },
        Row("a platform that is none", 5, "the recipe names no platform, or platforms that are not sorted") {
            $0.recipe?.platforms = ["amd64"]
        },
        Row("platforms in another order", 5, "the recipe names no platform, or platforms that are not sorted") {
            $0.recipe?.platforms?.reverse()
        },
        Row("an empty list of platforms", 5, "the recipe names no platform, or platforms that are not sorted") {
            $0.recipe?.platforms = []
        },
    ]

    /// Changes that leave the plan one that can be believed.
    static let goodRows = [
        Row("a catalog from a layout", 5, "") {
            $0.origins = ["oci://my@dir/catalog"]
            let digest = $0.digest
            $0.recipe?.base = "oci://my@dir/catalog@\(digest)"
        },
        Row("an image from a layout", 4, "") {
            $0.type = .additionalImage
            $0.partOf = nil
            $0.origins = ["oci://dir", "quay.io/x:1"]
            $0.source = "oci://dir@\($0.digest)"
        },
        Row("an image by digest", 4, "") {
            $0.type = .operatorRelatedImage
            $0.origins = ["docker.io/x:1", "quay.io/operators/foo-bundle:v2@\($0.digest)"]
            $0.source = "docker.io/x:1@\($0.digest)"
            $0.destination = "\(registry)/operators/foo-bundle:\($0.digest.tagText)"
        },
        Row("an image of Docker Hub", 4, "") {
            $0.origins = ["alpine:3"]
            $0.source = "docker.io/library/alpine:3@\($0.digest)"
            $0.destination = "\(registry)/library/alpine:3"
        },
        Row("a bundle that no catalog waits for", 4, "") { $0.partOf = nil },
    ]

    @Test("are read where they are made differently", arguments: goodRows)
    func takes(row: Row) throws {
        var plan = try Self.plan()
        row.change(&plan.actions[row.index])
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("that belong to a catalog in place are read, and joined paths where the plan has such")
    func inSync() throws {
        var plan = try Self.plan()
        plan.inSync = [plan.actions.removeLast().image]
        plan.options.maxNestedPaths = 2
        plan.actions[4].destination = "\(Self.registry)/operators-foo-bundle:v2"
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
        plan.options.maxNestedPaths = 0
        let file = try PlanFile(plan)
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
        plan.actions.remove(at: 4)
        plan.inSync[0].type = .additionalImage
        let other = try PlanFile(plan)
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(other.bytes)) }
    }

    @Test("are read as they are made")
    func whole() throws {
        let plan = try Self.plan()
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("are refused if one contradicts its own type", arguments: rows)
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

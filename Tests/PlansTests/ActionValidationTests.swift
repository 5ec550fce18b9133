// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Plans

/// A review shows components and attachments as numbers behind their image, so nothing else may pass for one.
@Suite("The actions of a plan")
struct ActionValidationTests {
    static let rows = [
        ActionChange("another image as a component", 0, "cannot be a part of another image") {
            $0.fields.type = .additionalImage
        },
        ActionChange("a component under another tag", 0, "cannot be a part of") {
            $0.fields.destination = "\(ActionChange.registry)/team/app:latest"
        },
        ActionChange("a component of another release", 0, "cannot be a part of") {
            $0.fields.destination = "\(ActionChange.registry)/openshift/release:4.16.1-x86_64-etcd"
        },
        ActionChange("a part of nothing", 0, "cannot be a part of") {
            $0.fields.partOf = ["\(ActionChange.registry)/a/b:1"]
        },
        ActionChange("a part twice", 0, "cannot be a part of another image") {
            $0.fields.partOf = [ActionChange.payload, ActionChange.payload]
        },
        ActionChange("a part of itself", 1, "cannot be a part of another image") {
            $0.fields.partOf = [ActionChange.payload]
        },
        ActionChange("facts of a release about something else", 0, "has no version and signatures of a release") {
            $0.fields.release = ReleaseFacts(version: "4.16.3", architecture: "amd64", signatures: [])
        },
        ActionChange("a fingerprint with a control character", 1, "an invalid signature") {
            $0.fields.release?.fields.signatures[0].fields.fingerprint = "\u{1b}[31m"
        },
        ActionChange("a version with a line break", 1, "another version than its tag") {
            $0.fields.release?.fields.version = "4.16.3\n"
        },
        ActionChange("another version", 1, "another version than its tag") {
            $0.fields.release?.fields.version = "9.9.9"
        },
        ActionChange("a release that nobody signed", 1, "has no signature") {
            $0.fields.release?.fields.signatures = []
        },
        ActionChange("a signature that is not Base64", 1, "an invalid signature") {
            $0.fields.release?.fields.signatures[0].fields.message = "?"
        },
        ActionChange("a payload that says nothing of its release", 1, "has no version and signatures of a release") {
            $0.fields.release = nil
        },
        ActionChange("a component of nothing", 0, "is a component without a release") { $0.fields.partOf = nil },
        ActionChange("an input with a token", 2, "not an http or https URL") {
            $0.fields.recipe?.fields.input = "https://example.org/x?token=1"
        },
        ActionChange("an attachment elsewhere", 3, "cannot be attached to") {
            $0.fields.destination = "\(ActionChange.registry)/team/app:\($0.digest.tagText).sig"
        },
        ActionChange("an attachment over a tag", 3, "cannot be attached to") {
            $0.fields.destination = "\(ActionChange.registry)/openshift/release:latest"
        },
        ActionChange("an attachment of nothing", 3, "is a signature without an image") { $0.fields.attachedTo = nil },
        ActionChange("an image that is read elsewhere than its origins say", 4, "which is not one of its origins") {
            $0.fields.source = "quay.example/operators/foo-bundle:v2@\($0.digest)"
        },
        ActionChange("a component that is read from a layout", 0, "which is not one of its origins") {
            $0.fields.source = "oci://a@\($0.digest)"
        },
        ActionChange("a source by tag", 4, "is not pinned by its digest") {
            $0.fields.source = "quay.io/operators/foo-bundle:v2"
        },
        ActionChange("a source of another digest", 4, "is not pinned by its digest") {
            $0.fields.source = "quay.io/operators/foo-bundle@\(Digest(of: [1]))"
        },
        ActionChange("a catalog on another one than its origin", 5, "which is not one of its origins") {
            let digest = $0.digest
            $0.fields.recipe?.fields.base = "quay.example/redhat/index:v4.18@\(digest)"
        },
        ActionChange("a catalog on a layout, though its origin is a registry", 5, "which is not one of its origins") {
            let digest = $0.digest
            $0.fields.recipe?.fields.base = "oci://index@\(digest)"
        },
        ActionChange("a build without a recipe", 2, "without a recipe") { $0.fields.recipe = nil },
        ActionChange("a copy that claims to be built", 1, "without a recipe") {
            $0.fields.source = "build:\($0.digest)"
        },
        ActionChange("a build of another kind of image", 2, "has a recipe but does not build") {
            $0.fields.type = .additionalImage
        },
        ActionChange("a base by tag", 2, "is not pinned by digest") {
            $0.fields.recipe?.fields.base = "quay.io/ubi9/ubi:latest"
        },
        ActionChange("an input that is a file", 2, "not an http or https URL") {
            $0.fields.recipe?.fields.input = "file:///etc/passwd"
        },
        ActionChange("an input with a password", 2, "not an http or https URL") {
            $0.fields.recipe?.fields.input = "https://a:b@example.org/x"
        },
        ActionChange("a layer of no size", 2, "is impossible") { $0.fields.recipe?.fields.layer.fields.size = -1 },
        ActionChange("graph data that keeps packages", 2, "has packages") {
            $0.fields.recipe?.fields.packages = [
                KeptPackage(name: "a", channels: [KeptChannel(name: "b", entries: ["c"])])
            ]
        },
        ActionChange("graph data on a layout", 2, "is not pinned by digest") {
            let digest = $0.digest
            $0.fields.recipe?.fields.base = "oci://ubi@\(digest)"
        },
        ActionChange("graph data without an input", 2, "not an http or https URL") {
            $0.fields.recipe?.fields.input = nil
        },
        ActionChange("a component of a catalog", 0, "cannot be a part of") {
            $0.fields.partOf = [ActionChange.catalog]
        },
        ActionChange("an additional image in a catalog", 4, "cannot be a part of another image") {
            $0.fields.type = .additionalImage
        },
        ActionChange("a bundle of a payload", 4, "cannot be a part of") { $0.fields.partOf = [ActionChange.payload] },
        ActionChange("a bundle of a catalog that is not there", 4, "cannot be a part of") {
            $0.fields.partOf = ["\(ActionChange.registry)/a:1"]
        },
        ActionChange("a bundle of no catalog in the list", 4, "cannot be a part of another image") {
            $0.fields.partOf = []
        },
        ActionChange("a bundle that takes another image's place", 4, "cannot be a part of") {
            $0.fields.destination = "\(ActionChange.registry)/team/app:v2"
        },
        ActionChange("a bundle under another tag", 4, "cannot be a part of") {
            $0.fields.destination = "\(ActionChange.registry)/operators/foo-bundle:latest"
        },
        ActionChange("facts of a catalog about something else", 4, "is described as a catalog") {
            $0.fields.catalog = CatalogFacts(name: "x")
        },
        ActionChange("a catalog that is built as graph data", 5, "has a recipe but does not build") {
            $0.fields.recipe?.fields.kind = .graphData
        },
        ActionChange("graph data that is built as a catalog", 2, "has a recipe but does not build") {
            $0.fields.recipe?.fields.kind = .catalog
        },
        ActionChange("a catalog with an input", 5, "has an input") {
            $0.fields.recipe?.fields.input = "https://example.org/"
        },
        ActionChange("a catalog on a tag", 5, "is not pinned by digest") {
            $0.fields.recipe?.fields.base = "registry.redhat.io/a/b:v4.18"
        },
        ActionChange("a catalog on a layout without a digest", 5, "is not pinned by digest") {
            $0.fields.recipe?.fields.base = "oci://dir"
        },
        ActionChange("a catalog that keeps nothing", 5, "keeps no packages") {
            $0.fields.recipe?.fields.packages = nil
        },
        ActionChange("a catalog with an empty list", 5, "keeps no packages") { $0.fields.recipe?.fields.packages = [] },
        ActionChange("packages in another order", 5, "are not sorted") { $0.fields.recipe?.fields.packages?.reverse() },
        ActionChange("a package twice", 5, "are not sorted") {
            $0.fields.recipe?.fields.packages?[1].fields.name = "bar"
        },
        ActionChange("a package without a name", 5, "are not sorted") {
            $0.fields.recipe?.fields.packages?[0].fields.name = ""
        },
        ActionChange("a package without channels", 5, "`bar` keeps no channels") {
            $0.fields.recipe?.fields.packages?[0].fields.channels = []
        },
        ActionChange("channels in another order", 5, "`foo` keeps no channels") {
            $0.fields.recipe?.fields.packages?[1].fields.channels.reverse()
        },
        ActionChange("a channel without entries", 5, "`foo` keeps no channels") {
            $0.fields.recipe?.fields.packages?[1].fields.channels[0].fields.entries = []
        },
        ActionChange("entries in another order", 5, "`foo` keeps no channels") {
            $0.fields.recipe?.fields.packages?[1].fields.channels[1].fields.entries.reverse()
        },
        ActionChange("a default channel that is not kept", 5, "a default channel that it does not keep") {
            $0.fields.recipe?.fields.packages?[1].fields.defaultChannel = "stable"
        },
        ActionChange("a platform that is none", 5, "the recipe names no platform, or platforms that are not sorted") {
            $0.fields.recipe?.fields.platforms = ["amd64"]
        },
        ActionChange("platforms in another order", 5, "the recipe names no platform, or platforms that are not sorted")
        {
            $0.fields.recipe?.fields.platforms?.reverse()
        },
        ActionChange("an empty list of platforms", 5, "the recipe names no platform, or platforms that are not sorted")
        {
            $0.fields.recipe?.fields.platforms = []
        },
    ]

    @Test("are refused if one contradicts its own type", arguments: rows)
    func refuses(row: ActionChange) throws {
        var plan = try ActionChange.plan()
        row.change(&plan.fields.actions[row.index])
        let file = try PlanFile(plan)
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
        #expect(error?.description.contains(row.message) == true, "\(String(describing: error))")
    }

    @Test("do not take blobs from a build that the plan does not have")
    func blobs() throws {
        var plan = try ActionChange.plan()
        let digest = Digest(of: [1])
        plan.fields.blobs = [
            BlobTransfer(
                digest: digest,
                size: 1,
                source: "build:\(digest)",
                home: "\(ActionChange.registry)/a",
                atHome: false,
                mountInto: []
            )
        ]
        let file = try PlanFile(plan)
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
    }
}

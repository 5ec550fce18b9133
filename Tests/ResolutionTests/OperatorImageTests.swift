// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

/// Images of operators where they meet other sections of a configuration.
@Suite("Images of operators")
struct OperatorImageTests {
    private let mapping: DestinationMapping
    private let catalogs: [Destination]

    init() throws {
        mapping = DestinationMapping(target: try MirrorTarget("docker://reg.example:5000/ocp"))
        catalogs = try ["a", "b"].map {
            Destination(repository: try Repository("reg.example:5000/ocp/index-\($0)"), tag: try OCI.Tag("v1"))
        }
    }

    private func image(_ name: String, _ type: ImageType, of wholes: [Destination]) throws -> DesiredImage {
        let reference = try ImageReference("quay.io/\(name)")
        return DesiredImage(
            origin: .registry(reference),
            role: ImageRole(type, partOf: wholes),
            destination: try mapping.operatorImage(reference, byDigest: false),
            request: ImageRequest(by: ["mirror.operators[0].packages[0] (foo)"])
        )
    }

    private func catalog(_ index: Int, kept: String = "x") throws -> DesiredImage {
        let digest = Digest(of: kept.utf8)
        let tree = ImageTree(root: try TestImage(layers: [Array(kept.utf8)]).top)
        return DesiredImage(
            origin: try ImageSource("quay.io/index@\(Digest(of: "base".utf8))"),
            role: ImageRole(.operatorCatalog),
            destination: catalogs[index],
            request: ImageRequest(by: ["mirror.operators[\(index)]"]),
            build: DesiredBuild(
                recipe: BuildRecipe(kind: .catalog, base: "quay.io/index@\(digest)", layer: digest, layerSize: 1),
                image: BuiltImage(tree: tree, blobs: [:])
            )
        )
    }

    private func resolve(_ images: [DesiredImage], _ mirror: String) throws -> DesiredState {
        let text = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\nmirror:\n\(mirror)"
        let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
        return try mapping.resolve(configuration, with: [Contribution(images: images)])
    }

    @Test("stay parts of their catalogs where they are asked for by themselves as well")
    func merged() throws {
        let bundle = try image("foo-bundle:v1", .operatorBundle, of: [catalogs[0]])
        let related = try image("foo-bundle:v1", .operatorRelatedImage, of: [catalogs[1]])
        let state = try resolve([bundle], "  additionalImages:\n  - name: quay.io/foo-bundle:v1\n")
        let merged = try #require(state.images.first)
        #expect(state.images.count == 1)
        #expect(merged.type == .operatorBundle)
        #expect(merged.partOf == [catalogs[0]])
        #expect(merged.requestedBy == ["mirror.additionalImages[0]", "mirror.operators[0].packages[0] (foo)"])
        let both = try resolve([bundle, related], "  additionalImages:\n  - name: quay.io/foo-bundle:v1\n").images
        #expect(both.map(\.type) == [.operatorRelatedImage])
        #expect(both.map(\.partOf) == [catalogs])
    }

    @Test("are left out with a blocked catalog, but stay for another one that names them")
    func blockedCatalog() throws {
        let images = [
            try catalog(0), try catalog(1), try image("only-a:1", .operatorBundle, of: [catalogs[0]]),
            try image("both:1", .operatorBundle, of: catalogs),
        ]
        let state = try resolve(images, "  blockedImages:\n  - name: index-a\n")
        #expect(
            state.images.map(\.destination.description) == [
                "reg.example:5000/ocp/both:1", "reg.example:5000/ocp/index-b:v1",
            ]
        )
        #expect(state.images.first?.partOf == [catalogs[1]])
        #expect(state.findings.map(\.code) == ["blocked-image"])
        // A catalog that is built is blocked by the name of the one that it is a part of.
        let none = try resolve(images, "  blockedImages:\n  - name: quay.io/index@\n")
        #expect(none.images.isEmpty)
    }

    @Test("may be blocked by themselves, which breaks no release")
    func blockedImage() throws {
        let images = [try catalog(0), try image("only-a:1", .operatorRelatedImage, of: [catalogs[0]])]
        let state = try resolve(images, "  blockedImages:\n  - name: quay.io/only-a\n")
        #expect(state.images.map(\.type) == [.operatorCatalog])
        #expect(state.findings.map(\.code) == ["blocked-image"])
    }

    @Test("do not hide that two parts of one catalog have one place")
    func differentParts() throws {
        #expect(try resolve([catalog(0), catalog(0)], "  blockedImages: []\n").images.count == 1)
        #expect(try resolve([catalog(0), catalog(0, kept: "y")], "  blockedImages: []\n").images.count == 2)
    }
}

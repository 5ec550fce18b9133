// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Resolution
import TestSupport
import Testing

/// The tags that oc-mirror v1 gave to images without one.
@Suite("The tags of oc-mirror v1")
struct VersionOneTagTests {
    private static let hex = "7efeeb8b29872a6f0271f651d7ae02c91daea16d853c50e374c310f044d8c76c"
    private static let digest = "@sha256:\(hex)"
    private static let bundle =
        "registry.redhat.io/openshift-sandboxed-containers/osc-operator-bundle@sha256:"
        + "8da62ba1c19c905bc1b87a6233ead475b047a766dc2acb7569149ac5cfe7f0f1"

    /// The image at the place that an operator's image or an additional one has.
    private func image(_ origin: String, _ type: ImageType, tag: String? = nil) throws -> DesiredImage {
        let mapping = DestinationMapping(target: try MirrorTarget("docker://reg.example:5000/ocp"))
        let source = try ImageSource(origin)
        var destination = Destination(repository: try Repository("reg.example:5000/ocp/a"), tag: try OCI.Tag("latest"))
        if case .registry(let reference) = source {
            destination = try mapping.operatorImage(reference, byDigest: false)
        }
        if let tag { destination = Destination(repository: destination.repository, tag: try OCI.Tag(tag)) }
        return DesiredImage(
            origin: source,
            role: ImageRole(type),
            destination: destination,
            request: ImageRequest(by: ["test"])
        )
    }

    private func tags(
        _ origin: String,
        _ type: ImageType,
        tag: String? = nil,
        isOfLayoutCatalog: Bool = false
    ) throws -> [String] {
        try image(origin, type, tag: tag).versionOneTags(isOfLayoutCatalog: isOfLayoutCatalog).map(\.description)
    }

    @Test("of operators' images are hashes of their references, without zeros in front")
    func operatorImages() throws {
        let related = "registry.redhat.io/openshift4/ose-kube-rbac-proxy\(Self.digest)"
        #expect(try tags(related, .operatorRelatedImage) == ["5574585a"])
        #expect(try tags("docker://\(related)", .operatorBundle) == ["5574585a"])
        #expect(try tags(Self.bundle, .operatorBundle) == ["1adce9f"])
        #expect(try tags(Self.bundle.replacing("7f0f1", with: "7f0f2"), .operatorBundle) != ["1adce9f"])
    }

    @Test("of operators' images begin their digests where the catalog lies in a layout")
    func imagesOfLayoutCatalogs() throws {
        #expect(try tags(Self.bundle, .operatorBundle, isOfLayoutCatalog: true) == ["8da62b"])
        #expect(try tags("quay.io/a/b\(Self.digest)", .operatorRelatedImage, isOfLayoutCatalog: true) == ["7efeeb"])
    }

    @Test("of images without a registry are hashes of the catalog's possible spellings")
    func withoutRegistry() throws {
        // Computed by another implementation of FNV-1a.
        #expect(try tags("a/b\(Self.digest)", .operatorBundle) == ["46052e26"])
        #expect(try tags("b\(Self.digest)", .operatorBundle) == ["9c6345b2", "41f4afba"].sorted())
        #expect(try tags("docker.io/a/b\(Self.digest)", .operatorBundle) == ["c5f7600b"])
    }

    @Test(
        "of additional images and those of charts are `latest`, or begin their digests",
        arguments: [
            ImageType.additionalImage, .helmImage,
        ]
    )
    func additionalImages(type: ImageType) throws {
        for isOfLayoutCatalog in [false, true] {
            let found = try tags("quay.io/a/b\(Self.digest)", type, isOfLayoutCatalog: isOfLayoutCatalog)
            #expect(found == ["7efeeb8b", "latest"])
        }
        #expect(try tags("quay.io/a/b\(Self.digest)", type, tag: "9") == ["7efeeb8b", "latest"])
        #expect(try tags("quay.io/a/b\(Self.digest)", type, tag: "latest") == ["7efeeb8b"])
    }

    @Test("of catalogs begin their digests, unless they were given another")
    func catalogs() throws {
        #expect(try tags("quay.io/a/index\(Self.digest)", .operatorCatalog) == ["7efeeb"])
        #expect(try tags("quay.io/a/index\(Self.digest)", .operatorCatalog, tag: "mine") == [])
        #expect(try tags("quay.io/a/index:v4.16\(Self.digest)", .operatorCatalog) == [])
    }

    @Test("of built catalogs begin with the digests of their bases")
    func builtCatalogs() throws {
        let image = BuiltImage(tree: ImageTree(root: try TestImage(layers: [[1]]).top), blobs: [:])
        let source = try ImageReference("quay.io/a/index\(Self.digest)")
        let base = try #require(source.digest)
        let catalog = DesiredImage(
            origin: .registry(source),
            role: ImageRole(.operatorCatalog),
            destination: Destination(repository: try Repository("reg.example/a/index"), tag: OCI.Tag(of: image.digest)),
            request: ImageRequest(by: ["test"]),
            build: DesiredBuild(
                recipe: BuildRecipe(kind: .catalog, base: "\(source)", layer: base, layerSize: 1),
                image: image
            )
        )
        #expect(catalog.versionOneTags(isOfLayoutCatalog: false).map(\.description) == ["7efeeb"])
    }

    @Test(
        "are those of v2 where there is a tag",
        arguments: [
            ImageType.operatorBundle, .operatorRelatedImage, .operatorCatalog, .additionalImage, .helmImage,
        ]
    )
    func tagged(type: ImageType) throws {
        for origin in ["quay.io/a/b:v1", "quay.io/a/b:v1\(Self.digest)", "quay.io/a/b:latest\(Self.digest)"] {
            for isOfLayoutCatalog in [false, true] {
                #expect(try tags(origin, type, isOfLayoutCatalog: isOfLayoutCatalog) == [])
            }
        }
    }

    @Test("are those of the catalog where the destination could not keep them")
    func sharedTag() throws {
        let found = try tags("quay.io/a/b:v1\(Self.digest)", .operatorBundle, tag: "sha256-\(Self.hex)")
        #expect(found == ["v1"])
    }

    @Test("are those of v2 for everything else")
    func unchanged() throws {
        let changed: Set<ImageType> = [
            .operatorBundle, .operatorRelatedImage, .operatorCatalog, .additionalImage, .helmImage,
        ]
        for type in ImageType.allCases where !changed.contains(type) {
            #expect(try tags("quay.io/a/b\(Self.digest)", type, tag: "4.16.3-x86_64") == [], "\(type)")
        }
        #expect(try tags("oci:///var/a", .additionalImage) == [])
        #expect(try tags("oci:///var/a", .operatorCatalog) == [])
    }
}

// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@Suite("The results folder of oc-mirror v1")
struct ResultsFolderTests {
    private static let registry = "localhost:6202/team"

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func image(
        _ name: String,
        _ origin: String,
        _ type: ImageType = .additionalImage,
        release: ReleaseFacts? = nil,
        catalog: CatalogFacts? = nil
    ) -> PlacedImage {
        PlacedImage(
            destination: PlacedName("\(registry)/\(name)"),
            digest: digest(name),
            type: type,
            origins: [origin],
            release: release,
            catalog: catalog
        )
    }

    private static let alpha = image("tools/alpha:1.0", "localhost:6201/tools/alpha:1.0")
    private static let beta = image("tools/beta:latest", "localhost:6201/tools/beta")
    private static let index = image(
        "operators/index:v1",
        "localhost:6201/operators/index:v1",
        .operatorCatalog,
        catalog: CatalogFacts(name: "index")
    )
    private static let bundle = image(
        "operators/anchor-bundle:dbaba790",
        "localhost:6201/operators/anchor-bundle@\(digest("operators/anchor-bundle:dbaba790"))",
        .operatorBundle
    )
    private static let payload = image(
        "openshift/release-images:4.15.0-x86_64",
        "quay.io/openshift-release-dev/ocp-release:4.15.0-x86_64",
        .releasePayload,
        release: ReleaseFacts(
            version: "4.15.0",
            architecture: "amd64",
            signatures: [
                ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "b3dHYi9+/w=="),
                ReleaseSignature(fingerprint: String(repeating: "CD", count: 20), message: "c2Vjb25k"),
            ]
        )
    )
    private static let graph = image(
        "openshift/graph-image:latest",
        "registry.access.redhat.com/ubi9/ubi:latest",
        .graphData
    )

    /// A plan whose target holds the images already.
    private static func plan(_ images: [PlacedImage], others: [PlacedImage] = [], nested: Int = 0) -> Plan {
        var plan = Plan.sample
        plan.fields.target = PlanTarget(.registry(registry))
        plan.fields.options.fields.maxNestedPaths = nested
        plan.fields.actions = []
        plan.fields.inSync = images
        plan.fields.others = others
        return plan
    }

    private static func results(of plan: Plan, moved: [PlacedImage]) throws -> ResultsFolder {
        try ResultsFolder(of: plan, held: plan.placed + plan.others, moved: moved, time: 1_700_000_000)
    }

    private static func files(_ plan: Plan, moved: [PlacedImage] = []) throws -> [String: String] {
        let folder = try results(of: plan, moved: moved)
        return Dictionary(uniqueKeysWithValues: folder.files.map { ($0.path, $0.content) })
    }

    @Test("has the objects and the mapping, named as version 1 names them")
    func golden() throws {
        let images = [Self.graph, Self.payload, Self.index, Self.bundle, Self.beta, Self.alpha]
        let folder = try Self.results(of: Self.plan(images), moved: images)
        #expect(folder.name == "results-1700000000")
        #expect(folder.folders == ["charts", "release-signatures"])
        let signature = "release-signatures/signature-sha256-\(Self.payload.digest.hex.prefix(16)).json"
        #expect(
            folder.files.map(\.path) == [
                "catalogSource-cs-index.yaml", "imageContentSourcePolicy.yaml", "mapping.txt", signature,
                "updateService.yaml",
            ]
        )
        let text = folder.files.map { "=== \($0.path)\n\($0.content)" }.joined()
        try expectGolden(text, "results.txt")
        #expect(try Self.results(of: Self.plan(images.reversed()), moved: images.reversed()) == folder)
    }

    @Test("has signatures that are JSON with the fields of a ConfigMap")
    func signatures() throws {
        let files = try Self.files(Self.plan([Self.payload]))
        let text = try #require(files.first { $0.key.hasPrefix("release-signatures/") }?.value)
        #expect(text.hasSuffix("}\n"))
        let map = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let name = "sha256-\(Self.payload.digest.hex)"
        #expect((map["metadata"] as? [String: Any])?["name"] as? String == name)
        #expect(map["binaryData"] as? [String: String] == ["\(name)-1": "b3dHYi9+/w==", "\(name)-2": "c2Vjb25k"])
    }

    @Test("tells of everything that the target holds, but maps only what the run moved")
    func everything() throws {
        let theirs = Self.image("others/one:1", "quay.io/others/one:1")
        let files = try Self.files(Self.plan([Self.alpha, Self.index], others: [theirs]), moved: [Self.alpha])
        let policy = try #require(files["imageContentSourcePolicy.yaml"])
        #expect(policy.contains("source: quay.io/others") && policy.contains("source: localhost:6201/tools"))
        #expect(
            files["mapping.txt"]
                == "localhost:6201/tools/alpha@\(Self.alpha.digest)=localhost:6202/team/tools/alpha:1.0\n"
        )
        #expect(files["catalogSource-cs-index.yaml"] != nil)
    }

    @Test("has a mapping only, if the target holds nothing")
    func nothing() throws { #expect(try Self.files(Self.plan([])) == ["mapping.txt": ""]) }

    @Test("names each repository of operators where paths are joined")
    func nested() throws {
        let bundle = Self.image(
            "operators-anchor-bundle:dbaba790",
            "localhost:6201/operators/anchor-bundle:1",
            .operatorBundle
        )
        let policy = try #require(try Self.files(Self.plan([bundle], nested: 2))["imageContentSourcePolicy.yaml"])
        #expect(policy.contains("- localhost:6202/team/operators-anchor-bundle\n"))
        #expect(policy.contains("source: localhost:6201/operators/anchor-bundle\n"))
    }

    @Test("maps a catalog by its tag, if it has one")
    func catalogs() {
        let (digest, target) = (Self.digest("index"), PlanTarget(.registry("localhost:6202")))
        func text(_ origin: String) -> String {
            let image = PlacedImage(
                destination: "localhost:6202/operators/index:v1",
                digest: Self.digest("built"),
                type: .operatorCatalog,
                origins: [origin]
            )
            return VersionOneMapping([image], at: target).text
        }
        let name = "localhost:6201/operators/index"
        #expect(text("\(name):v1@\(digest)") == "\(name):v1=localhost:6202/operators/index:v1\n")
        #expect(text("\(name)@\(digest)") == "\(name)@\(digest)=localhost:6202/operators/index:v1\n")
    }

    @Test("maps images of an archive to paths")
    func archive() throws {
        let image = PlacedImage(
            destination: "localhost/tools/alpha:1.0",
            digest: Self.digest("alpha"),
            type: .additionalImage,
            origins: ["localhost:6201/tools/alpha:1.0", "quay.io/tools/alpha:1.0"]
        )
        let target = PlanTarget(.archive(folder: "out"))
        #expect(
            VersionOneMapping([image], at: target).text == """
                localhost:6201/tools/alpha@\(image.digest)=file://tools/alpha:1.0
                quay.io/tools/alpha@\(image.digest)=file://tools/alpha:1.0

                """
        )
    }
}

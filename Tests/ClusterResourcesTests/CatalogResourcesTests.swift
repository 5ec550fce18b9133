// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import OCI
import TestSupport
import Testing
@testable import Plans

private func catalog(template: String? = nil) -> PlacedImage {
    PlacedImage(
        destination: "reg:5000/ns/redhat/redhat-operator-index:v4.18",
        digest: Digest(of: [1]),
        type: .operatorCatalog,
        origins: ["registry.redhat.io/redhat/redhat-operator-index:v4.18"],
        catalog: CatalogFacts(name: "redhat-operator-index-v4-18", template: template)
    )
}

private let template = """
    # What our clusters want of catalogs.
    apiVersion: operators.coreos.com/v1alpha1
    kind: CatalogSource
    metadata:
      name: replaced
      namespace: replaced
      uid: 8c0ba4a5-d85b-4c27-9d4d-1a8a8e3a3b1c
      creationTimestamp: null
      labels: {team: "42", zone: eu}
    spec:
      image: replaced.example/x:1
      displayName: 'Red Hat: operators'
      publisher: Platform team
      priority: -100
      sourceType: grpc
      icon:
        base64data: ""
        mediatype: ""
      grpcPodConfig:
        memoryTarget: 30Mi
        securityContextConfig: restricted
        tolerations:
          - {key: infra, operator: Exists, tolerationSeconds: 1.5}
      updateStrategy:
        registryPoll:
          interval: 30m0s
    status:
      connectionState: {lastObservedState: READY}

    """

@Suite("The manifests of catalogs", .waitsForPrograms)
struct CatalogResourcesTests {
    @Test("name the image at the target")
    func plain() throws {
        let source = try #require(try CatalogSourceResource(catalog())).resource(in: "cluster-resources")
        #expect(source.path == "cluster-resources/cs-redhat-operator-index-v4-18.yaml")
        try expectGolden(source.content, "catalog-source.yaml")
        let cluster = try #require(ClusterCatalogResource(catalog())).resource(in: "cluster-resources")
        #expect(cluster.path == "cluster-resources/cc-redhat-operator-index-v4-18.yaml")
        try expectGolden(cluster.content, "cluster-catalog.yaml")
    }

    @Test("keep what a template says, but for what makes them the catalog's")
    func templated() throws {
        let source = try #require(try CatalogSourceResource(catalog(template: template))).resource(in: "x")
        try expectGolden(source.content, "catalog-source-template.yaml")
        let cluster = try #require(ClusterCatalogResource(catalog(template: template))).resource(in: "x")
        #expect(cluster == ClusterCatalogResource(catalog())?.resource(in: "x"))
    }

    @Test("read the same for another reader of YAML")
    func independentReader() throws {
        let source = try #require(try CatalogSourceResource(catalog(template: template))).resource(in: "x")
        let folder = try TemporaryDirectory()
        try folder.write(source.content, to: "made.yaml")
        try folder.write(template, to: "template.yaml")
        let script = """
            import sys, yaml
            made, template = [yaml.safe_load(open(name)) for name in sys.argv[1:]]
            del template["status"], template["metadata"]["uid"], template["metadata"]["creationTimestamp"]
            template["metadata"].update(name="cs-redhat-operator-index-v4-18", namespace="openshift-marketplace")
            template["spec"].update(image="reg:5000/ns/redhat/redhat-operator-index:v4.18", sourceType="grpc")
            assert made == template, (made, template)
            """
        let run = try runTool(["/usr/bin/python3", "-c", script, folder["made.yaml"], folder["template.yaml"]])
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test("are not made of what is no catalog")
    func others() throws {
        var image = catalog()
        image.fields.catalog = nil
        #expect(try CatalogSourceResource(image) == nil)
        image = catalog()
        image.fields.type = .additionalImage
        #expect(try CatalogSourceResource(image) == nil)
        #expect(ClusterCatalogResource(image) == nil)
    }

    @Test("are not made with a template that is none")
    func badTemplate() {
        #expect(throws: FindingsError.self) { try CatalogSourceResource(catalog(template: "kind: Pod\n")) }
    }
}

@Suite("A template of a CatalogSource")
struct CatalogSourceTemplateTests {
    private static let header = "apiVersion: operators.coreos.com/v1alpha1\nkind: CatalogSource\n"

    private static func problems(_ text: String) -> [String] {
        do {
            _ = try CatalogSourceTemplate(bytes: Array(text.utf8), path: "t.yaml")
            return []
        } catch {
            return error.findings.map { "\($0.place.map { "\($0): " } ?? "")\($0.summary)" }
        }
    }

    @Test(
        "may leave out everything that is set anyway",
        arguments: [
            "", "spec: {}\n", "spec: {sourceType: \"\"}\n", "spec: {sourceType: grpc, configMap: null}\n",
            "metadata:\n",
            "spec: {sourceType: }\n",
        ]
    )
    func accepts(text: String) { #expect(Self.problems(Self.header + text) == []) }

    @Test(
        "is refused where it could not be kept, and says where",
        arguments: [
            ("kind: CatalogSource\n", "t.yaml:1:1: the template has no `apiVersion`"),
            ("apiVersion: v1\nkind: CatalogSource\n", "t.yaml:1:13: the `apiVersion` of the template is `v1`"),
            (
                "apiVersion: operators.coreos.com/v1alpha1\nkind: Pod\n",
                "t.yaml:2:7: the `kind` of the template is `Pod`"
            ),
            (
                header + "spec:\n  sourceType: internal\n",
                "t.yaml:4:15: `spec.sourceType` is `internal`, expected `grpc`"
            ),
            (
                header + "spec:\n  configMap: mine\n",
                "t.yaml:4:3: `spec.configMap` names a catalog that is not an image"
            ),
            (header + "spec: [a]\n", "t.yaml:3:7: `spec` must be a mapping, found a list"),
            (header + "metadata: x\n", "t.yaml:3:11: `metadata` must be a mapping, found the string `x`"),
            (
                header + "spec:\n  when: !date 2026-01-01\n",
                "t.yaml:4:9: `2026-01-01` with the tag `!date` has no meaning for a cluster"
            ),
            (header + "---\na: 1\n", "t.yaml:3:1: a second YAML document begins here"),
            (header + "kind: CatalogSource\n", "t.yaml:3:1: the key `kind` is here for the second time"),
            ("- a\n", "t.yaml:1:1: the template is a list, expected a CatalogSource"),
            ("", "t.yaml:1:1: the file is empty"),
            (
                header + "# " + String(repeating: "x", count: 65_536) + "\n",
                "t.yaml is 65601 bytes long, at most 65536 bytes are read"
            ),
        ]
    )
    func refuses(text: String, problem: String) { #expect(Self.problems(text) == [problem]) }

    @Test("names everything that is wrong at once")
    func severalProblems() {
        #expect(Self.problems("kind: Pod\nspec: {sourceType: x, configMap: y}\n").count == 4)
    }
}

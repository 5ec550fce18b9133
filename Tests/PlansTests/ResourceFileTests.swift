// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The files for clusters")
struct ResourceFileTests {
    private static let names: [(String, ResourceFile)] = [
        ("idms-oc-mirror.yaml", .digestMirrors), ("itms-oc-mirror.yaml", .tagMirrors),
        ("icsp-oc-mirror.yaml", .contentSourcePolicies),
        ("signature-configmap.yaml", .signatures), ("updateService.yaml", .updateService),
        ("cs-index-v4-18.yaml", .catalogSource("index-v4-18")), ("cc-index-v4-18.yaml", .clusterCatalog("index-v4-18")),
        ("cs-yaml.yaml", .catalogSource("yaml")), ("cc-cs-a.yaml", .clusterCatalog("cs-a")),
    ]

    @Test("have one name each, and a name has one file", arguments: names)
    func name(name: String, file: ResourceFile) {
        #expect(file.name == name && ResourceFile(name: name) == file)
        #expect(file.path(in: ResourceFile.folder) == "cluster-resources/\(name)")
    }

    @Test(
        "have no other names",
        arguments: [
            "", "cs-.yaml", "cs-.yml", "cs-a.yml", "cx-a.yaml", "cs-A.yaml", "cs-a-.yaml", "cs-a/b.yaml", "a.yaml",
            "idms-oc-mirror.yaml.yaml", "IDMS-oc-mirror.yaml", "cs--a.yaml", "cs-a.yaml\n",
        ]
    )
    func others(name: String) { #expect(ResourceFile(name: name) == nil) }

    @Test("of a target are the fixed ones, and two for each name that a catalog has or had")
    func all() {
        #expect(
            ResourceFile.all(catalogs: []) == [
                .digestMirrors, .tagMirrors, .contentSourcePolicies, .signatures, .updateService,
            ]
        )
        let files = ResourceFile.all(catalogs: ["b", "a", "b"]).suffix(4)
        #expect(files == [.catalogSource("a"), .clusterCatalog("a"), .catalogSource("b"), .clusterCatalog("b")])
        #expect(Set(ResourceFile.all(catalogs: ["a"]).map(\.name)).count == 7)
    }
}

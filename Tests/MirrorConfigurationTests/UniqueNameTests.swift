// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

@testable import MirrorConfiguration

/// The names under which oc-mirror v1 records catalogs.
struct UniqueNameTests {
    private static let digest = "sha256:" + String(repeating: "a", count: 64)

    @Test(
        "A catalog's unique name",
        arguments: [
            ("registry.redhat.io/redhat/index:v4.12", nil, nil, "registry.redhat.io/redhat/index:v4.12"),
            ("docker://registry.redhat.io/redhat/index", nil, nil, "registry.redhat.io/redhat/index"),
            ("oci:///home/u/f/index:v4.12", nil, nil, "/home/u/f/index:v4.12"),
            ("registry.redhat.io/redhat/index:v4.12", "def/index", nil, "registry.redhat.io/def/index:v4.12"),
            ("registry.com/ns/foo@\(digest)", nil, "t", "registry.com/ns/foo:t"),
            ("registry.com/ns/foo@\(digest)", "ns/bar", nil, "registry.com/ns/bar@\(digest)"),
            ("oci:///home/u/f/index", "def/index", "v1", "def/index:v1"),
        ] as [(String, String?, String?, String)]
    )
    func name(text: String, targetCatalog: String?, targetTag: String?, name: String) throws {
        let catalog = OperatorCatalog(
            source: try ImageSource(text.replacing("docker://", with: "")),
            text: text,
            full: false,
            targetCatalog: try targetCatalog.map { try RepositoryName($0) },
            targetTag: try targetTag.map { try Tag($0) },
            targetCatalogSourceTemplate: nil,
            skipDependencies: false,
            platforms: [],
            packages: [],
            location: "isc.yaml:5:14"
        )
        #expect(catalog.uniqueName == name)
    }
}

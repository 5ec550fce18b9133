// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

/// `list updates` of oc-mirror v1, after a life of its configuration.
@Suite("oc-mirror list updates", .waitsForPrograms)
struct OcMirrorUpdateTests {
    private let world: OperatorWorld
    private let server: GraphServer

    init() async throws {
        world = try await OperatorWorld()
        server = try GraphServer()
        try server.add("stable-4.16", nodes: ["4.16.1", "4.16.2", "4.16.3"], edges: [[0, 1], [1, 2]])
        try await world.publish(try TestCatalog(Self.operators(["foo.v0.1.0", "foo.v0.2.0 > foo.v0.1.0"])))
    }

    private static func operators(_ entries: [String]) -> [TestOperator] {
        [TestOperator("foo", default: "beta", [("beta", entries)])]
    }

    private func configure(storage: String = "storageConfig:\n  local:\n    path: ./meta\n", releases: Bool = true)
        throws
    {
        let head = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v1alpha2\n\(storage)mirror:\n"
        let platform = "  platform:\n    channels:\n    - name: stable-4.16\n"
        let operators = "  operators:\n  - catalog: \(OperatorWorld.catalog):v4.18\n    packages:\n    - name: foo\n"
        try world.shop.folder.write(head + (releases ? platform : "") + operators, to: "work/isc.yaml")
    }

    private func writeMetadata(bundles: [Digest]) throws {
        let associations = bundles.map { digest in
            """
            {"name":"quay.io/operators/foo-bundle@\(digest)","path":"operators/foo-bundle","id":"\(digest)",\
            "tagSymlink":"x","type":"operatorBundle","layerDigests":["\(digest)"]}
            """
        }
        let metadata = """
            {"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","uid":"1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f",\
            "singleUse":false,"pastMirror":{"timestamp":0,"sequence":1,"mirror":{"platform":{"channels":[{"name":\
            "stable-4.16","minVersion":"4.16.1","maxVersion":"4.16.1"}]},"helm":{}},"operators":[{"catalog":\
            "\(OperatorWorld.catalog):v4.18","imagePin":"","packages":[{"name":"foo","channels":[{"name":"beta",\
            "minVersion":"0.1.0"}]}]}],"platforms":[{"channel":"stable-4.16","minVersion":"4.16.1"}],"associations":null},\
            "pastAssociations":[\(associations.joined(separator: ","))]}

            """
        try world.shop.folder.write(metadata, to: "work/meta/publish/.metadata.json")
    }

    private func list() throws -> ToolRun {
        try world.shop.ocMirror(
            words: ["list", "updates", "isc.yaml"],
            variables: ["UPDATE_URL_OVERRIDE": server.url]
        )
    }

    @Test("shows newer releases, and the bundles that the next run would add")
    func updates() throws {
        try configure()
        try writeMetadata(bundles: [])
        let run = try list()
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output == """
                Updates in release channel: stable-4.16
                Architecture: amd64
                4.16.2
                4.16.3
                Updates in catalog: \(OperatorWorld.catalog):v4.18
                Package  Channel  Bundle      Replaces
                foo      beta     foo.v0.1.0
                foo      beta     foo.v0.2.0  foo.v0.1.0

                """
        )
    }

    @Test("fails where nothing is known of earlier runs, and says why")
    func unknown() throws {
        try configure()
        let none = try list()
        #expect(
            none.status == 1 && none.errors.contains("nothing was mirrored by this configuration yet"),
            "\(none.errors)"
        )
        try configure(storage: "")
        let noPlace = try list()
        #expect(noPlace.status == 1 && noPlace.errors.contains("no `storageConfig`"), "\(noPlace.errors)")
        let missing = try world.shop.ocMirror("list", "updates", "nope.yaml")
        #expect(missing.status == 1 && missing.errors.contains("nope.yaml"), "\(missing.errors)")
        #expect(try world.shop.ocMirror("list", "updates").status == 1)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Registry
import TestSupport
import Testing

/// `mirror pin` with catalogs on Debian's registry.
@Suite("Pinning catalogs", .waitsForPrograms)
struct PinTests {
    private let upstream: RegistryProcess
    private let shop: Workshop
    private let catalogs: [TestImage]

    init() async throws {
        upstream = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host)
        catalogs = try [["amd64"], ["amd64", "arm64"]].map { architectures in
            var catalog = try TestCatalog([
                TestOperator("foo", default: "stable", [("stable", ["foo.v2 > foo.v1", "foo.v1"])])
            ])
            catalog.architectures = architectures
            return try catalog.image()
        }
        let repository = try upstream.host.repository("redhat/index")
        for (tag, image) in zip(["v4.17", "v4.18"], catalogs) {
            try await image.push(to: repository, tag: tag, with: fillingClient())
        }
    }

    private func configure(_ operators: String, as name: String = "isc.yaml") throws {
        try shop.folder.write(
            "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n# ours\nmirror:\n  operators:\n"
                + operators,
            to: "work/\(name)"
        )
    }

    /// `oc mirror init` writes the section, and pinning keeps it.
    @Test(
        "keeps a section of charts that asks for nothing, which deleting accepts",
        arguments: ["{}", "{repositories: [], local: []}"]
    )
    func emptyHelm(section: String) async throws {
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try configure("  additionalImages: [{name: \(upstream.host)/a/one:1}]\n  helm: \(section)\n---\n")
        let unneeded = try shop.mirror("pin", "-c", "isc.yaml")
        #expect(unneeded.output == "isc.yaml has no catalogs to pin, so nothing was written.\n")
        #expect(try shop.mirror("pin", "-c", "isc.yaml", "--delete-out", "isc.delete.yaml").status == 0)
        #expect(try shop.read("isc.delete.yaml").contains("  helm:"))
        let target = "docker://\(upstream.host)/mine"
        let plan = try shop.mirror("plan", "-c", "isc.pinned.yaml", "--to", target)
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        let deletion = try shop.mirror(
            "delete",
            "plan",
            "-c",
            "isc.delete.yaml",
            "--to",
            target,
            "--out",
            "delete.json"
        )
        #expect(deletion.status == 0, "\(deletion.errors)")
    }

    @Test("does not mind charts, which it does not read")
    func charts() throws {
        try configure("  - catalog: \(upstream.host)/redhat/index:v4.18\n  helm: {local: [{path: a.tgz}]}\n")
        #expect(try shop.mirror("pin", "-c", "isc.yaml").status == 0)
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(upstream.host)/mine")
        #expect(run.status == 1)
        #expect(run.errors.contains("the chart a.tgz cannot be read: there is no such file or folder"), "\(run.errors)")
    }

    @Test("writes what the tags mean today, which skopeo sees too, and leaves it so the next time")
    func pins() async throws {
        try configure(
            """
              - catalog: \(upstream.host)/redhat/index:v4.18 # the newest
                packages: [{name: foo}]
              - {catalog: '\(upstream.host)/redhat/index:v4.17', targetTag: old}
              - catalog: oci:///var/catalog
              - catalog: \(upstream.host)/redhat/pinned@\(catalogs[0].digest)

            """
        )
        let before = try shop.read("isc.yaml")
        let run = try shop.mirror("pin", "-c", "isc.yaml")
        #expect(run.status == 0, "\(run.errors)")
        let seen = try #require(try shop.digest("\(upstream.host)/redhat/index:v4.18"))
        #expect(seen == catalogs[1].digest.description)
        let expected = before.replacing(
            "index:v4.18 # the newest\n",
            with: "index@\(seen) # the newest\n    targetTag: v4.18\n"
        )
        .replacing("index:v4.17'", with: "index@\(catalogs[0].digest)'")
        #expect(try shop.read("isc.pinned.yaml") == expected)
        #expect(try shop.read("isc.yaml") == before)
        #expect(run.output.hasSuffix("Pinned 2 of 4 catalogs.\nWrote isc.pinned.yaml and isc.delete.yaml.\n"))
        #expect(run.output.contains("a folder has no tag that could move") && run.output.contains("it has a digest"))
        let deletion = try shop.read("isc.delete.yaml")
        #expect(deletion.contains("kind: DeleteImageSetConfiguration") && deletion.contains("targetTag: v4.18"))

        // The tag moves; what is pinned does not.
        try await catalogs[0].push(to: upstream.host.repository("redhat/index"), tag: "v4.18", with: fillingClient())
        let again = try shop.mirror("pin", "-c", "isc.pinned.yaml")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.hasSuffix("Pinned 0 of 4 catalogs.\nWrote isc.delete.yaml.\n"))
        #expect(try shop.read("isc.pinned.yaml") == expected)
        #expect(try shop.read("isc.delete.yaml") == deletion)
        // The user's own configuration is pinned to the new meaning, over the earlier output.
        #expect(try shop.mirror("pin", "-c", "isc.yaml").status == 0)
        #expect(!(try shop.read("isc.pinned.yaml").contains(seen)))
    }

    @Test("tells programs in JSON what it did")
    func json() throws {
        struct Document: Decodable {
            struct Catalog: Decodable, Equatable {
                var catalog: String
                var digest: String?
                var note: String?
            }

            var configuration: String
            var pinned: String
            var delete: String
            var catalogs: [Catalog]
        }
        try shop.folder.makeDirectory("work/conf")
        try configure("  - catalog: \(upstream.host)/redhat/index:v4.17\n  - catalog: oci:///x\n", as: "conf/isc.yml")
        let run = try shop.mirror("pin", "-c", "conf/isc.yml", "--delete-out", "d.yaml", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
        #expect(document.configuration == "conf/isc.yml")
        #expect([document.pinned, document.delete] == ["conf/isc.pinned.yaml", "d.yaml"])
        #expect(document.catalogs[0].digest == catalogs[0].digest.description)
        #expect(
            document.catalogs[1] == .init(catalog: "oci:///x", note: "left alone: a folder has no tag that could move")
        )
        #expect(FileManager.default.fileExists(atPath: "\(shop.work)/d.yaml"))
    }

    @Test("names every catalog that cannot be had, with its place and what may be meant")
    func missing() throws {
        let closed = "127.0.0.1:1"
        try configure(
            """
              - catalog: \(upstream.host)/redhat/index:v4.81
              - catalog: \(upstream.host)/redhat/indx:v4.18
              - catalog: \(closed)/redhat/index:v4.18
              - catalog: \(upstream.host)/redhat/index:v4.18
              - catalog: \(upstream.host)/redhat/index:latest

            """
        )
        let run = try shop.mirror("pin", "-c", "isc.yaml")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(
            run.errors.contains(
                "isc.yaml:6:14: error: the registry has no catalog \(upstream.host)/redhat/index:v4.81\n"
            ),
            "\(run.errors)"
        )
        #expect(run.errors.contains("    did you mean the tag `v4.18`?\n"))
        #expect(
            run.errors.contains(
                "isc.yaml:7:14: error: the registry has no catalog \(upstream.host)/redhat/indx:v4.18\n"
            )
        )
        #expect(run.errors.contains("it has no repository redhat/indx"))
        #expect(run.errors.contains("isc.yaml:8:14: error: \(closed)/redhat/index:v4.18 cannot be asked for: HEAD "))
        #expect(!run.errors.contains("isc.yaml:9:"))
        #expect(
            run.errors.contains("isc.yaml:10:14: error: ") && run.errors.contains("    it has `v4.18` and `v4.17`\n")
        )
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/isc.pinned.yaml"))
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/isc.delete.yaml"))
    }

    @Test("says so where the registry lets nobody in")
    func denied() throws {
        let closed = try RegistryProcess(.init(wantsPassword: true))
        try shop.reach(insecure: closed.host)
        try configure("  - catalog: \(closed.host)/redhat/index:v4.18\n")
        let run = try shop.mirror("pin", "-c", "isc.yaml")
        #expect(run.status == 1)
        #expect(run.errors.contains("isc.yaml:6:14: error: \(closed.host)/redhat/index:v4.18 cannot be asked for: "))
        #expect(run.errors.contains("401"), "\(run.errors)")
    }

    @Test("overwrites neither the configuration nor a stranger's file")
    func protectedFiles() throws {
        try configure("  - catalog: \(upstream.host)/redhat/index:v4.18\n")
        let before = try shop.read("isc.yaml")
        for arguments in [
            ["--out", "isc.yaml"], ["--delete-out", "isc.yaml"], ["--out", "isc.yaml", "--force"],
            ["--out", "./isc.yaml"],
        ] {
            let run = try shop.run(["pin", "-c", "isc.yaml"] + arguments)
            #expect(run.status == 1)
            #expect(run.errors.contains("is the configuration itself"), "\(run.errors)")
        }
        #expect(try shop.mirror("pin", "-c", "isc.yaml", "--out", "x.yaml", "--delete-out", "x.yaml").status == 1)
        #expect(try shop.mirror("pin", "-c", "isc.yaml", "--out", ".").errors.contains("is a folder"))

        try configure("  - catalog: \(upstream.host)/redhat/index:v4.17\n", as: "isc.pinned.yaml")
        let other = try shop.read("isc.pinned.yaml")
        let refused = try shop.mirror("pin", "-c", "isc.yaml")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("isc.pinned.yaml exists and is not a pinned configuration of this command"))
        #expect(try shop.read("isc.pinned.yaml") == other)
        try shop.folder.write("# mine\nkind: DeleteImageSetConfiguration\n", to: "work/isc.delete.yaml")
        #expect(try shop.mirror("pin", "-c", "isc.yaml", "--out", "new.yaml").errors.contains("isc.delete.yaml exists"))
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/new.yaml"))
        let forced = try shop.mirror("pin", "-c", "isc.yaml", "--force")
        #expect(forced.status == 0, "\(forced.errors)")
        #expect(try shop.read("isc.pinned.yaml").contains("\(catalogs[1].digest)"))
        #expect(try shop.read("isc.yaml") == before)
    }

    @Test("says that a template is looked for beside the file that names it")
    func templates() throws {
        try shop.folder.makeDirectory("work/elsewhere")
        try configure("  - catalog: \(upstream.host)/redhat/index:v4.18\n    targetCatalogSourceTemplate: cs.yaml\n")
        let run = try shop.mirror("pin", "-c", "isc.yaml", "--out", "elsewhere/isc.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("note: elsewhere/isc.yaml is in another folder than isc.yaml"))
        #expect(try shop.mirror("pin", "-c", "isc.yaml").errors == "")
    }
}

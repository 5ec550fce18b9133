// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Resolution
import Testing

@testable import Compatibility

/// Every command line of the document about v2, as `DocumentLineTests` has those about v1.
@Suite("The command lines of the document about v2")
struct SecondDocumentLineTests {
    @Test("v2: Installing the oc-mirror OpenShift CLI plugin")
    func installingTwo() throws {
        let invocation = try Line("oc mirror --v2 --help").invocation()
        #expect(invocation.work == .help(of: .mirror) && invocation.version == .two)
    }

    @Test("v2: Mirroring an image set in a partially disconnected environment")
    func mirrorToMirrorTwo() throws {
        let line: Line = "oc mirror -c isc.yaml --workspace file:///work/first docker://registry.example/ocp --v2"
        #expect(
            try line.mirroring()
                == Mirroring(
                    .toRegistry(configuration: "isc.yaml", registry: try .made("docker://registry.example/ocp")),
                    workspace: .versionTwo(VersionTwoWorkspace(at: "/work/first")),
                    options: MirroringOptions()
                )
        )
        #expect(try line.invocation().choice.reason == .asked)
        let files = ToolFiles(of: try line.invocation(), at: .now, in: .gmt)
        #expect(files.written(.manifests) == "/work/first/working-dir/cluster-resources")
    }

    @Test(
        "v2: Mirroring from mirror to disk; Mirroring to an enclave",
        arguments: [
            ("oc mirror -c isc.yaml file://disk --v2", "isc.yaml", "disk"),
            ("oc mirror --v2 -c isc.yaml file:///disk/enterprise-content", "isc.yaml", "/disk/enterprise-content"),
            ("oc mirror --v2 -c isc-enclave.yaml file:///disk-enc1/", "isc-enclave.yaml", "/disk-enc1"),
        ] as [(Line, String, String)]
    )
    func mirrorToDiskTwo(line: Line, configuration: String, folder: String) throws {
        #expect(
            try line.mirroring()
                == Mirroring(
                    .toDisk(configuration: configuration, archive: try .made("file://\(folder)")),
                    workspace: .versionTwo(VersionTwoWorkspace(at: folder)),
                    options: .secondArchive
                )
        )
    }

    @Test(
        "v2: Mirroring from disk to mirror; Mirroring to an enclave",
        arguments: [
            (
                "oc mirror -c isc.yaml --from file://disk docker://registry.example --v2", "isc.yaml", "disk",
                "registry.example"
            ),
            (
                "oc mirror --v2 -c isc.yaml --from file:///usb/enterprise-content docker://enterprise-registry.in/",
                "isc.yaml", "/usb/enterprise-content", "enterprise-registry.in"
            ),
            (
                "oc mirror --v2 -c isc-enclave.yaml --from file://local-disk docker://registry.enc1.in",
                "isc-enclave.yaml",
                "local-disk", "registry.enc1.in"
            ),
        ] as [(Line, String, String, String)]
    )
    func diskToMirrorTwo(line: Line, configuration: String, folder: String, registry: String) throws {
        #expect(
            try line.mirroring()
                == Mirroring(
                    .fromArchive(folder, configuration: configuration, registry: try .made("docker://\(registry)")),
                    workspace: .versionTwo(VersionTwoWorkspace(inside: folder)),
                    options: MirroringOptions()
                )
        )
    }

    @Test("v2: Deleting the images from disconnected environment")
    func deleting() throws {
        let generate: Line =
            """
            oc mirror delete --config delete-image-set-config.yaml --workspace file://previous --v2 --generate \
            docker://registry.example
            """
        let registry = try MirrorTarget.made("docker://registry.example")
        #expect(
            try generate.invocation().work
                == .generateDeletions(
                    DeletionGeneration(
                        configuration: "delete-image-set-config.yaml",
                        workspace: VersionTwoWorkspace(at: "previous"),
                        registry: registry,
                        id: nil,
                        findsVersionOneTags: false
                    )
                )
        )
        let files = ToolFiles(of: try generate.invocation(), at: .now, in: .gmt)
        #expect(files.written(.list) == "previous/working-dir/delete/delete-images.yaml")
        #expect(files.written(.configurationCopy) == "previous/working-dir/delete/delete-imageset-config.yaml")

        let delete: Line =
            "oc-mirror delete --v2 --delete-yaml-file previous/delete/delete-images.yaml docker://registry.example"
        #expect(
            try delete.invocation().work
                == .deleteListed(
                    ListedDeletion(
                        list: "previous/delete/delete-images.yaml",
                        registry: registry,
                        workspace: nil,
                        trimsCache: false
                    )
                )
        )
    }

    @Test("v2: Performing dry run for oc-mirror plugin v2")
    func dryRun() throws {
        let publishing: Line = "oc mirror -c isc.yaml --from file://workspace docker://registry.example --dry-run --v2"
        #expect(try publishing.mirroring().options == .with { $0.dryRun = .images })
        let writing: Line = "oc mirror --config /tmp/isc_dryrun.yaml file://CLID-19 --dry-run --v2"
        #expect(try writing.mirroring().options.dryRun == .images)
        let files = ToolFiles(of: try writing.invocation(), at: .now, in: .gmt)
        #expect(files.written(.mapping) == "CLID-19/working-dir/dry-run/mapping.txt")
        #expect(files.written(.missing) == "CLID-19/working-dir/dry-run/missing.txt")
        #expect(files.written(.volumes) == nil)
    }

    @Test("as they are printed, with the number of a remark or a blank, are refused with what to leave out")
    func printed() throws {
        let numbered = try Line("oc mirror -c isc.yaml file://disk --v2 1").refusal()
        #expect(numbered.explanation.remedy?.contains("leave out `1`") == true)
        let blank = try #require(throws: ToolRefusal.self) {
            try ToolCommandLine(["--config=./imageset-config.yaml", " "]).invocation()
        }
        #expect(blank.explanation.remedy?.contains("the last character of its line") == true)
    }
}

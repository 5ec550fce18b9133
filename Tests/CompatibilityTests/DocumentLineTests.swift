// SPDX-License-Identifier: Apache-2.0

import Foundation
import Resolution
import Testing

@testable import Compatibility

/// Every command line of the document about v1, under the heading where it stands; names stand for `<placeholders>`, and the
/// numbers of remarks and the dollar sign are left out.
@Suite("The command lines of the document about v1")
struct DocumentLineTests {
    static let first = VersionOneWorkspace(folder: "oc-mirror-workspace")

    @Test("v1: Installing the oc-mirror OpenShift CLI plug-in")
    func installingOne() throws {
        #expect(try Line("oc mirror help").invocation().work == .help(of: .mirror))
    }

    @Test("v1: Mirroring from mirror to mirror")
    func mirrorToMirrorOne() throws {
        let line: Line = "oc mirror --config=./imageset-config.yaml docker://registry.example:5000"
        #expect(
            try line.mirroring()
                == Mirroring(
                    .toRegistry(
                        configuration: "./imageset-config.yaml",
                        registry: try .made("docker://registry.example:5000")
                    ),
                    workspace: .versionOne(Self.first),
                    options: .firstProgram
                )
        )
        let invocation = try line.invocation()
        #expect(invocation.choice.reason == .usual && invocation.version == .one && invocation.notes.isEmpty)
        #expect(invocation.reaching == ReachingOptions())
        // The folder that the verification of the section visits.
        let files = ToolFiles(of: invocation, at: Date(timeIntervalSince1970: 1_639_608_409.7), in: .gmt)
        #expect(files.written(.manifests) == "oc-mirror-workspace/results-1639608409")
    }

    @Test("v1: Mirroring from mirror to disk")
    func mirrorToDiskOne() throws {
        let line: Line = "oc mirror --config=./imageset-config.yaml file://path/to/output"
        #expect(
            try line.mirroring()
                == Mirroring(
                    .toDisk(configuration: "./imageset-config.yaml", archive: try .made("file://path/to/output")),
                    workspace: .versionOne(VersionOneWorkspace(folder: "path/to/output/oc-mirror-workspace")),
                    options: MirroringOptions()
                )
        )
    }

    @Test("v1: Mirroring from disk to mirror")
    func diskToMirrorOne() throws {
        let line: Line = "oc mirror --from=./mirror_seq1_000000.tar docker://registry.example:5000"
        #expect(
            try line.mirroring()
                == Mirroring(
                    .fromArchive(
                        "./mirror_seq1_000000.tar",
                        configuration: nil,
                        registry: try .made("docker://registry.example:5000")
                    ),
                    workspace: .versionOne(Self.first),
                    options: .firstProgram
                )
        )
    }
}

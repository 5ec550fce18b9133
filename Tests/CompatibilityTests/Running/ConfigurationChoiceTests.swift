// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Compatibility

@Suite("The program of a command line that does not say so")
struct ConfigurationChoiceTests {
    private static func text(_ version: String) -> String {
        "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/\(version)\nmirror:\n  additionalImages:\n"
            + "  - name: quay.io/a/b:1\n"
    }

    @Test(
        "is the one that the configuration was written for",
        arguments: [
            (text("v2alpha1"), [], .two), (text("v1alpha2"), [], .one), (text("v2alpha1"), ["--v1"], .one),
            (text("v1alpha2"), ["--v2"], .two), (text("v2alpha1"), ["--skip-pruning"], .one),
            (text("v2alpha1") + "storageConfig:\n  local:\n    path: x\n", [], .one), ("kind: [", [], .one),
            ("", [], .one),
        ] as [(String, [String], ToolVersion)]
    )
    func chosen(text: String, flags: [String], version: ToolVersion) throws {
        let folder = try TemporaryDirectory()
        try folder.write(text, to: "isc.yaml")
        let words = flags + ["-c", folder["isc.yaml"]]
        #expect(try ToolCommandLine(words + ["file://out"]).invocationByConfiguration().version == version)
    }

    @Test("is v1 without a file, and standard input is not read for it")
    func noFile() throws {
        for path in ["/nowhere/isc.yaml", "-"] {
            let line = ToolCommandLine(["--config=\(path)", "file://out"])
            #expect(try line.invocationByConfiguration().version == .one)
        }
    }

    @Test("stays what the command says, whatever a file says")
    func commands() throws {
        for words in [["describe", "a.tar"], ["list", "releases"], ["init"]] {
            let line = ToolCommandLine(words)
            #expect(try line.invocationByConfiguration() == line.invocation())
        }
    }
}

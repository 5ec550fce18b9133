// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Compatibility

@Suite("Running a command line of oc-mirror")
struct InvocationRunTests {
    private let folder: TemporaryDirectory
    private let told = ToldTexts()

    init() throws { folder = try TemporaryDirectory() }

    @Test(
        "writes an answer to standard output, and nothing else",
        arguments: [
            (["version"], "Client Version: v1.2.3 (mirror)\n"), (["help", "version"], "oc-mirror version"),
            (["--help"], "oc-mirror (oc-mirror v1)"), (["--v2", "-h"], "oc-mirror (oc-mirror v2)"),
            (["completion", "bash"], "# Completes"), (["version", "--output=yaml"], "clientVersion:\n"),
        ]
    )
    func answers(words: [String], beginning: String) async throws {
        #expect(try await told.run(words) == [])
        #expect(told.output.hasPrefix(beginning) && told.output.hasSuffix("\n"))
        #expect(told.notes.isEmpty && told.progress.isEmpty)
    }

    @Test("tells before the work what has no effect")
    func notes() async throws {
        #expect(try await told.run(["version", "now", "--v2", "--port=1"]) == [])
        #expect(
            told.notes.split(separator: "\n") == [
                "note: `--port` has no effect: no local registry runs and no port is opened",
                "note: the argument `now` has no effect on `version`",
            ]
        )
    }

    @Test("ends with 1 and the reason where a list or a configuration cannot be used, and keeps both in the log")
    func deletions() async throws {
        let workspace = "--workspace=file://\(folder.path)"
        let registry = "docker://registry.example:5000"
        try folder.write("kind: [", to: "broken.yaml")
        let lines = [
            ["delete", "--delete-yaml-file=\(folder["nope.yaml"])", workspace, registry],
            ["delete", "--delete-yaml-file=\(folder["broken.yaml"])", workspace, registry],
            ["delete", "--generate", "-c", folder["nope.yaml"], workspace, registry],
            ["delete", "--generate", "-c", folder["broken.yaml"], workspace, registry],
        ]
        for words in lines { #expect(try await told.run(words) == .failure, "\(words)") }
        #expect(told.output.isEmpty)
        #expect(told.notes.contains("nope.yaml") && told.notes.contains("broken.yaml:1:"))
        let log = try folder.read("working-dir/logs/oc-mirror-20260101_000000.log")
        #expect(String(decoding: log, as: UTF8.self) == told.notes)
        #expect(!FileManager.default.fileExists(atPath: folder["working-dir/delete"]))
    }

    @Test("refuses a list with an item of another registry, with its line, before any server is asked")
    func foreignItem() async throws {
        let list = """
            apiVersion: mirror.openshift.io/v2alpha1
            kind: DeleteImageList
            items:
            - imageName: docker://quay.io/a/b:1
              imageReference: docker://registry.example:5000/ocp/a/b:1
              type: generic
            - imageName: docker://quay.io/a/c:1
              imageReference: docker://other.example:5000/ocp/a/c:1
              type: generic
            - imageName: docker://quay.io/r:1
              imageReference: docker://registry.example:5000/ocp/elsewhere:1
              type: ocpRelease

            """
        try folder.write(list, to: "list.yaml")
        let words = ["delete", "--delete-yaml-file=\(folder["list.yaml"])", "--workspace=file://\(folder.path)"]
        #expect(try await told.run(words + ["docker://registry.example:5000/ocp"]) == .failure)
        #expect(told.notes.contains("list.yaml:8:19: error: other.example:5000/ocp/a/c:1 is not at"))
        #expect(told.notes.contains("list.yaml:11:19: error: registry.example:5000/ocp/elsewhere:1 is not where"))
        #expect(!told.notes.contains("list.yaml:5:"))
    }
}

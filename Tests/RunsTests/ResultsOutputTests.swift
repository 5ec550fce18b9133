// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Foundation
import Plans
import Runs
import TestSupport
import Testing

@Suite("Writing a results folder of oc-mirror v1")
struct ResultsOutputTests {
    private static func results() throws -> ResultsFolder {
        try FilledTarget(planned: .sample).results(at: 1_700_000_000)
    }

    @Test("makes the workspace, all files and the empty folders")
    func writes() throws {
        let folder = try TemporaryDirectory()
        let results = try Self.results()
        let workspace = folder.path + "/a/oc-mirror-workspace"
        let path = try ResultsOutput(workspace: workspace + "/").write(results)
        #expect(path == "\(workspace)/results-1700000000")
        for file in results.files {
            #expect(try String(contentsOfFile: "\(path)/\(file.path)", encoding: .utf8) == file.content)
        }
        var names = Set(try FileManager.default.contentsOfDirectory(atPath: path))
        #expect(names.isSuperset(of: ["charts", "release-signatures", "imageContentSourcePolicy.yaml"]))
        names.subtract(["charts", "release-signatures"])
        #expect(names == Set(results.files.map(\.path).filter { !$0.contains("/") }))
    }

    @Test("never adds to the folder of another run")
    func another() throws {
        let folder = try TemporaryDirectory()
        let output = ResultsOutput(workspace: folder.path)
        let results = try Self.results()
        let path = try output.write(results)
        let error = #expect(throws: UnwritableResults.self) { try output.write(results) }
        #expect(error?.path == path)
        #expect(error?.description.contains("the results cannot be written: ") == true)
    }
}

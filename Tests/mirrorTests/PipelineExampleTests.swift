// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The pipelines that users copy: they have the form that their forges expect, and do what their comments say.
///
/// The second test is slow because it lives through a pull request on three forges, with real git and real registries.
@Suite("Pipelines of examples/ci", .waitsForPrograms)
struct PipelineExampleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let scripts = root.appending(path: "Tests/Scripts/ci").path
    /// Debian's Python, which has Debian's YAML.
    private static let python = ["/usr/bin/python3", "-B"]

    @Test("have the form that their forges expect")
    func form() throws {
        let checker = Self.root.appending(path: ".build/tools/venv/bin/check-jsonschema").path
        let run = try runTool(Self.python + ["\(Self.scripts)/lint.py", checker])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test("plan on the pull request, apply after the merge, and find drift, from clone to push")
    func life() async throws {
        let source = try RegistryProcess()
        let target = try RegistryProcess()
        try await TestImage.sample(1).push(to: source.host.repository("tools/web"), tag: "1.0", with: fillingClient())
        let folder = try TemporaryDirectory()
        let run = try runTool(
            Self.python + [Self.scripts, Workshop.binary, "\(source.host)", "\(target.host)", folder.path]
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let done = run.lines.filter { $0.hasSuffix("applied, and drift was found") }
        #expect(done.map { $0.prefix { $0 != ":" } } == ["github", "gitlab", "tekton"], "\(run.output)")
    }
}

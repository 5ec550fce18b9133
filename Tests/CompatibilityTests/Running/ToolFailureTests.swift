// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import MirrorConfiguration
import Runs
import Testing

@testable import Compatibility

@Suite("An error that ends a run")
struct ToolFailureTests {
    private static let configuration = """
        kind: ImageSetConfiguration
        apiVersion: mirror.openshift.io/v2alpha1
        mirror:
          platform:
            channels:
            - name: stable-4.17
          operators:
          - catalog: registry.example/index:v4.17
          additionalImages:
          - name: quay.io/a/b:1

        """

    private static func read() throws -> ImageSetConfiguration {
        try ImageSetConfiguration(bytes: Array(configuration.utf8), path: "isc.yaml")
    }

    private static func error(at line: Int, _ severity: Finding.Severity = .error) -> Finding {
        Finding(
            severity,
            .sourceMissing,
            "something is wrong",
            at: SourceLocation(file: "isc.yaml", line: line, column: 7)
        )
    }

    @Test(
        "tells in which sections of the configuration errors are, by their places",
        arguments: [
            ([6], [.releases]), ([8], [.operators]), ([10], [.additionalImages]),
            ([6, 10], [.releases, .additionalImages]),
            ([8, 8], [.operators]), ([1], []), ([], []),
        ] as [([Int], Set<MirroredSection>)]
    )
    func sections(lines: [Int], sections: Set<MirroredSection>) throws {
        #expect(try Self.read().sections(of: lines.map { Self.error(at: $0) }) == sections)
    }

    @Test("counts no warnings")
    func warnings() throws {
        #expect(try Self.read().sections(of: [Self.error(at: 8, .warning), Self.error(at: 6, .note)]).isEmpty)
    }

    @Test("is an interruption, or a failure")
    func outcomes() {
        #expect(ToolFailure(CancellationError()).outcome == .interrupted)
        #expect(ToolFailure(FindingsError([Self.error(at: 1)])).outcome == .failed)
        #expect(ToolFailure(ToolRefusal(.word, "no", "yes")).outcome == .failed)
    }

    @Test("is told with its cause and what to do")
    func told() {
        let told = ToldTexts()
        #expect(ToolFailure(ToolRefusal(.word, "this is no word", "write another")).tell(on: told.console) == .failed)
        #expect(told.notes == "error: this is no word\n  write another\n")
        #expect(told.output.isEmpty)
    }
}

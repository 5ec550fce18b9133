// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import Compatibility

/// The flags that the recordings of the real tool use for mirroring.
@Suite("Flags that the real v1 was given")
struct RecordedOptionTests {
    private static let toRegistry =
        "oc-mirror --config=isc.yaml docker://localhost:6203 --source-use-http --dest-use-http"
    private static let publishing =
        "oc-mirror --from=../out/mirror_seq3_000000.tar docker://localhost:6202 --dest-use-http"
    private static let toDisk = "oc-mirror --config=isc.yaml file://out --source-use-http"

    private func options(_ line: String) throws -> MirroringOptions {
        try Line(stringLiteral: line).mirroring().options
    }

    private func notes(_ line: String) throws -> [FlagName?] {
        try Line(stringLiteral: line).invocation().notes.map(\.flag)
    }

    @Test("change what a run into a registry does")
    func registry() throws {
        #expect(try options(Self.toRegistry) == .firstProgram)
        #expect(try !options("\(Self.toRegistry) --skip-pruning").prunes)
        #expect(try !options("\(Self.toRegistry) --skip-metadata-check").checksSequence)
        #expect(try options("\(Self.toRegistry) --continue-on-error").allowsMissing)
        #expect(try options("\(Self.toRegistry) --dry-run").dryRun == .images)
        #expect(try options("\(Self.toRegistry) --max-nested-paths=2").maxNestedPaths == 2)
        #expect(try notes("\(Self.toRegistry) --ignore-history") == [.ignoreHistory])
    }

    @Test("change what publishing an archive does")
    func archive() throws {
        #expect(try options(Self.publishing) == .firstProgram)
        #expect(try options("\(Self.publishing) --manifests-only").writesManifestsOnly)
        #expect(try !options("\(Self.publishing) --skip-metadata-check --continue-on-error").checksSequence)
        #expect(try options("\(Self.publishing) --max-nested-paths=1").maxNestedPaths == 1)
    }

    @Test("change what a run to disk does")
    func disk() throws {
        #expect(try options(Self.toDisk) == MirroringOptions())
        #expect(try options("\(Self.toDisk) --ignore-history").ignoresHistory)
        #expect(try options("\(Self.toDisk) --skip-missing").allowsMissing)
        #expect(try notes("\(Self.toDisk) --skip-cleanup --skip-image-pin") == [.skipCleanup, .skipImagePin])
        #expect(try notes("\(Self.toDisk) --max-nested-paths=1") == [.maxNestedPaths])
        #expect(try options("\(Self.toDisk) --max-nested-paths=1").maxNestedPaths == 0)
    }

    @Test("that would copy catalogs otherwise than they are copied here are refused")
    func catalogs() throws {
        let refusal = try Line(stringLiteral: "\(Self.toRegistry) --rebuild-catalogs=false").refusal()
        #expect(
            refusal.subject == .flag(.rebuildCatalogs)
                && refusal.explanation.summary.contains("--rebuild-catalogs=false")
        )
        #expect(try options("\(Self.toRegistry) --rebuild-catalogs") == .firstProgram)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Deletions
import Plans
import Runs
import Testing

@testable import Compatibility

@Suite("The plan of a mirroring run")
struct PlanChoicesTests {
    private func choices(_ line: Line, hasMetadata: Bool = false) throws -> PlanChoices {
        try line.mirroring().planChoices(of: line.invocation().version, hasMetadata: hasMetadata)
    }

    @Test("of v2 leaves out what is missing where a registry is filled, and nothing of an archive")
    func missing() throws {
        #expect(try choices("oc-mirror --v2 -c a --workspace file://w docker://r.e").recorded.allowMissing)
        #expect(try choices("oc-mirror --v2 -c a --from file://w docker://r.e").recorded.allowMissing)
        #expect(try !choices("oc-mirror --v2 -c a file://w").recorded.allowMissing)
        #expect(try !choices("oc-mirror -c a docker://r.e").recorded.allowMissing)
        #expect(try choices("oc-mirror -c a docker://r.e --skip-missing").recorded.allowMissing)
        #expect(try choices("oc-mirror -c a docker://r.e --continue-on-error").recorded.allowMissing)
    }

    @Test("prunes by v1 where there is metadata")
    func pruning() throws {
        let line: Line = "oc-mirror -c a docker://r.e"
        #expect(try choices(line).pruning == nil)
        let pruning = try choices(line, hasMetadata: true)
        #expect(pruning.pruning == .standard && pruning.recorded.prune == true)
        #expect(pruning.recorded.maxDeletes == "\(DeletionLimit.standard)")
        #expect(try choices("oc-mirror -c a docker://r.e --skip-pruning", hasMetadata: true).pruning == nil)
        let archive = try choices("oc-mirror -c a file://x", hasMetadata: true)
        #expect(archive.pruning == nil && archive.archive.dropsUnwanted, "publishing deletes")
        #expect(try !choices("oc-mirror -c a file://x").archive.dropsUnwanted)
        #expect(try !choices("oc-mirror -c a file://x --ignore-history", hasMetadata: true).archive.dropsUnwanted)
        #expect(try !choices("oc-mirror --v2 -c a file://x", hasMetadata: true).archive.dropsUnwanted)
        #expect(try choices("oc-mirror --v2 -c a --from file://x docker://r.e", hasMetadata: true).pruning == nil)
    }

    @Test(
        "of an archive trusts no earlier ones, or those of a day",
        arguments: [
            ("oc-mirror -c a file://x --ignore-history", "1970-01-01"),
            ("oc-mirror --v2 -c a file://x --since=2026-01-31", "2026-01-31"), ("oc-mirror --v2 -c a file://x", nil),
        ] as [(Line, String?)]
    )
    func history(line: Line, since: String?) throws {
        #expect(try choices(line).recorded.since == since)
    }

    @Test("of a strict archive has no volume that is too large")
    func volumes() throws {
        #expect(try choices("oc-mirror --v2 -c a file://x").recorded.allowOversize == true)
        #expect(try choices("oc-mirror --v2 -c a file://x --strict-archive").recorded.allowOversize == nil)
    }

    @Test("gives clusters of v1 the policy that they know")
    func policy() throws {
        #expect(try choices("oc-mirror -c a docker://r.e").recorded.icsp == true)
        #expect(try choices("oc-mirror -c a file://x").recorded.icsp == nil)
        #expect(try choices("oc-mirror --v2 -c a --workspace file://w docker://r.e").recorded.icsp == nil)
    }

    @Test("takes over the other flags")
    func others() throws {
        let two = try choices(
            """
            oc-mirror --v2 -c a --from file://w docker://r.e/x --max-nested-paths=3 --remove-signatures \
            --ignore-release-signature
            """
        )
        #expect(two.recorded.maxNestedPaths == 3 && two.recorded.removeSignatures)
        #expect(two.recorded.ignoreReleaseSignature && two.archive.source == "w")
    }
}

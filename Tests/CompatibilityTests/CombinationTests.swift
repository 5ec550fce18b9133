// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Resolution
import Testing

@testable import Compatibility

@Suite("Combinations of flags of v2")
struct CombinationTests {
    @Test(
        "that v2 refuses are refused",
        arguments: [
            ("oc-mirror --v2 -c a file://x --from file://y", .flag(.from), "docker://"),
            ("oc-mirror --v2 -c a file://x --workspace file://y", .flag(.workspace), "leave out `--workspace`"),
            ("oc-mirror --v2 -c a docker://r.e --workspace file://y --from file://x", .flag(.workspace), "leave out"),
            ("oc-mirror --v2 -c a docker://r.e", .flag(.workspace), "--workspace=file://FOLDER"),
            ("oc-mirror --v2 -c a docker://r.e --workspace /y", .flag(.workspace), "--workspace=file:///y"),
            ("oc-mirror --v2 -c a docker://r.e --workspace file://", .flag(.workspace), "file://FOLDER"),
            ("oc-mirror --v2 -c a docker://r.e --from y", .flag(.from), "--from=file://y"),
            ("oc-mirror --v2 docker://r.e --from file://y", .flag(.config), "--config"),
            ("oc-mirror --v2 file://y", .flag(.config), "--config"),
            ("oc-mirror --v2 -c a oci://y", .destination, "file://y"),
            ("oc-mirror --v2 -c a file:///", .destination, "file://archive"),
            ("oc-mirror --v2 -c a https://r.e/x", .destination, "docker://r.e/x"),
            ("oc-mirror --v2 -c a dokcer://r.e/x", .destination, "docker://r.e/x"),
            ("oc-mirror --v2 isc.yaml file://y", .word, "-c isc.yaml"),
            ("oc-mirror mirror_seq1_000000.tar docker://r.e", .word, "--from mirror_seq1_000000.tar"),
            ("oc-mirror delte --generate docker://r.e", .flag(.generate), "`delete`"),
            ("oc-mirror delte docker://r.e", .word, "`delete`"),
            (
                "oc-mirror --v2 -c a file://y --dry-run --dry-run-manifest-lists", .flag(.dryRunManifestLists),
                "leave out"
            ),
            ("oc-mirror --v2 -c a file://y --since 2026-02-30", .flag(.since), "--since=2026-01-31"),
            ("oc-mirror --v2 -c a file://y --log-level loud", .flag(.logLevel), "debug"),
            ("oc-mirror delete --v2 docker://r.e", .command(.delete), "--generate"),
            (
                "oc-mirror delete --v2 --generate --delete-yaml-file x docker://r.e", .flag(.generate),
                "one after the other"
            ),
            ("oc-mirror delete --v2 --generate --workspace file://w docker://r.e", .flag(.config), "--config"),
            ("oc-mirror delete --v2 --generate -c a docker://r.e", .flag(.workspace), "--workspace=file://"),
            ("oc-mirror delete --v2 --generate -c a --workspace file://w", .destination, "to delete from"),
            ("oc-mirror delete --v2 --generate -c a --workspace file://w file://x", .destination, "registry"),
            (
                "oc-mirror delete --v2 --generate -c a --workspace file://w --delete-id ../x docker://r.e",
                .flag(.deleteID), "letters"
            ),
            ("oc-mirror list operaters", .command(.list), "list operators"),
            ("oc-mirror help lst", .argument, "help list"),
            ("oc-mirror completion tcsh", .argument, "bash, fish, powershell and zsh"),
            ("oc-mirror list releases --channels --channel=x --version=4.17", .flag(.channel), "leave one"),
            ("oc-mirror list operators --catalogs --catalog=x:y --version=4.17", .flag(.catalog), "leave one"),
            ("oc-mirror list operators --catalog=X:y", .flag(.catalog), "a reference"),
        ] as [(Line, ToolRefusal.Subject, String)]
    )
    func refused(line: Line, subject: ToolRefusal.Subject, remedy: String) throws {
        let refusal = try line.refusal()
        #expect(refusal.subject == subject && refusal.explanation.remedy?.contains(remedy) == true, "\(refusal)")
    }

    @Test("become options")
    func options() throws {
        let archive = try Line("oc-mirror --v2 -c a file://x --strict-archive --remove-signatures --since=2026-01-31")
            .mirroring()
        #expect(
            archive.options
                == .with {
                    $0.removesSignatures = true
                    $0.since = CalendarDay("2026-01-31")
                }
        )
        let registry = try Line(
            """
            oc-mirror --v2 -c a --workspace file://w docker://r.e/a --ignore-release-signature --max-nested-paths 2 \
            --dry-run-manifest-lists --since=2026-01-31
            """
        ).invocation()
        guard case .mirror(let run) = registry.work else {
            Issue.record("not a mirroring run")
            return
        }
        #expect(
            run.options
                == .with {
                    $0.ignoresReleaseSignatures = true
                    $0.maxNestedPaths = 2
                    $0.dryRun = .imagesAndPlatforms
                }
        )
        #expect(registry.notes.map(\.flag) == [.since])
    }

    @Test(
        "say how registries are reached",
        arguments: [
            ("", { @Sendable _ in }), ("--authfile=a.json", { $0.authFile = "a.json" }),
            ("--src-tls-verify=false", { $0.sourceVerifiesTLS = false }),
            ("--dest-tls-verify=false", { $0.destinationVerifiesTLS = false }),
            (
                "--tls-verify=false",
                {
                    $0.sourceVerifiesTLS = false
                    $0.destinationVerifiesTLS = false
                }
            ),
            ("--cache-dir=/c", { $0.cacheFolder = "/c" }), ("--log-level=trace", { $0.logLevel = .trace }),
            ("--loglevel=warn", { $0.logLevel = .warning }), ("--quiet", { $0.logLevel = .error }),
            ("--parallel-images=2", { $0.parallelism = 10 }), ("--parallel-layers=2", { $0.parallelism = 8 }),
            ("--parallel-images=10 --parallel-layers=10", { $0.parallelism = 64 }),
            ("--parallel-batch-images=8 --max-parallel-downloads=2", { $0.parallelism = 16 }),
        ] as [(String, @Sendable (inout ReachingOptions) -> Void)]
    )
    func reaching(flags: String, change: @Sendable (inout ReachingOptions) -> Void) throws {
        var expected = ReachingOptions()
        change(&expected)
        #expect(try Line(stringLiteral: "oc-mirror --v2 -c a file://x \(flags)").invocation().reaching == expected)
    }

    @Test("of a deletion")
    func deletions() throws {
        let generate = try Line(
            """
            oc-mirror delete --v2 --generate -c d.yaml --workspace file:///w/working-dir/ --delete-id one \
            --delete-v1-images --delete-signatures --force-cache-delete docker://r.e/a
            """
        ).invocation()
        guard case .generateDeletions(let generation) = generate.work else {
            Issue.record("not a generation")
            return
        }
        #expect(generation.workspace.folder == "/w/working-dir" && generation.findsVersionOneTags)
        #expect(generation.workspace.deleteImages(generation.id) == "/w/working-dir/delete/delete-images-one.yaml")
        #expect(generate.notes.map(\.flag) == [.deleteSignatures, .forceCacheDelete])
        let delete = try Line(
            "oc-mirror delete --v2 --delete-yaml-file l.yaml --force-cache-delete docker://r.e --delete-id x"
        )
        .invocation()
        guard case .deleteListed(let deletion) = delete.work else {
            Issue.record("not a deletion")
            return
        }
        #expect(deletion.trimsCache && deletion.list == "l.yaml" && delete.notes.map(\.flag) == [.deleteID])
    }
}

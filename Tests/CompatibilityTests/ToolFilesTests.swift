// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Compatibility

@Suite("The files of an invocation")
struct ToolFilesTests {
    /// 2026-11-30 14:05:09 in UTC.
    private static let time = Date(timeIntervalSince1970: 1_796_047_509.9)

    private func lines(_ files: [ToolFiles.File]) -> String {
        files.map { "\($0.role) \($0.path)" }.joined(separator: "\n")
    }

    @Test(
        "are those that scripts know",
        arguments: [
            (
                "oc-mirror -c isc.yaml docker://r.e", "configuration isc.yaml",
                """
                log .oc-mirror.log
                manifests oc-mirror-workspace/results-1796047509
                mapping oc-mirror-workspace/results-1796047509/mapping.txt
                """
            ),
            (
                "oc-mirror -c isc.yaml docker://r.e --dry-run --dir=/w/", "configuration isc.yaml",
                """
                log .oc-mirror.log
                mapping /w/mapping.txt
                pruningPlan /w/pruning-plan.json
                """
            ),
            ("oc-mirror -c isc.yaml file://out", "configuration isc.yaml", "log .oc-mirror.log\nvolumes out"),
            (
                "oc-mirror -c isc.yaml file://out/ --dry-run", "configuration isc.yaml",
                "log .oc-mirror.log\nmapping out/oc-mirror-workspace/mapping.txt"
            ),
            (
                "oc-mirror --from=out docker://r.e", "archive out",
                """
                log .oc-mirror.log
                manifests oc-mirror-workspace/results-1796047509
                mapping oc-mirror-workspace/results-1796047509/mapping.txt
                """
            ),
            (
                "oc-mirror --v2 -c isc.yaml file://out", "configuration isc.yaml",
                """
                volumes out
                log out/working-dir/logs/oc-mirror-20261130_140509.log
                errors out/working-dir/logs/mirroring_errors_20261130_140509.txt
                """
            ),
            (
                "oc-mirror --v2 -c isc.yaml --from file://out docker://r.e --dry-run",
                "configuration isc.yaml\narchive out",
                """
                log out/working-dir/logs/oc-mirror-20261130_140509.log
                errors out/working-dir/logs/mirroring_errors_20261130_140509.txt
                manifests out/working-dir/cluster-resources
                mapping out/working-dir/dry-run/mapping.txt
                """
            ),
            (
                "oc-mirror delete --delete-yaml-file l.yaml docker://r.e", "list l.yaml",
                "log logs/oc-mirror-20261130_140509.log\nerrors logs/mirroring_errors_20261130_140509.txt"
            ),
            ("oc-mirror list updates isc.yaml", "configuration isc.yaml", "log .oc-mirror.log"),
            ("oc-mirror describe a.tar", "archive a.tar", "log .oc-mirror.log"), ("oc-mirror --v2 version", "", ""),
        ] as [(Line, String, String)]
    )
    func files(line: Line, reads: String, writes: String) throws {
        let files = ToolFiles(of: try line.invocation(), at: Self.time, in: .gmt)
        #expect(lines(files.reads) == reads)
        #expect(lines(files.writes) == writes)
    }

    @Test("have the local time in their names")
    func zone() throws {
        let zone = try #require(TimeZone(secondsFromGMT: 11 * 3600))
        #expect(VersionTwoLogs(in: "l", at: Self.time, in: zone).log == "l/oc-mirror-20261201_010509.log")
    }

    @Test(
        "are in a folder that may be the workspace itself",
        arguments: [
            ("w", "w/working-dir"), ("w/", "w/working-dir"), ("/w/working-dir", "/w/working-dir"), (".", "working-dir"),
            ("w/working-dir/", "w/working-dir"), ("working-dir", "working-dir"), ("/", "/working-dir"),
            ("not-working-dir", "not-working-dir/working-dir"),
        ]
    )
    func workspace(parent: String, folder: String) {
        #expect(VersionTwoWorkspace(at: parent).folder == folder)
    }
}

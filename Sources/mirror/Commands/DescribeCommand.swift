// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs
import Views

/// `mirror describe`: describes the contents of an archive.
struct DescribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Describe the contents of an archive, ours or oc-mirror's.",
        discussion: Examples.discussion(
            """
            The contents of a set of volumes are known from its plan, so only headers are read unless \
            --verify asks for every byte. Exits with 1 if something is missing or damaged.
            """,
            "mirror describe /media/usb",
            "mirror describe /media/usb --verify"
        )
    )

    @Argument(
        help: ArgumentHelp(
            "Folders of volumes, with or without file://; single volumes; or mirror_index.json.",
            discussion: "The cache folder of oc-mirror works, too.",
            valueName: "path"
        ),
        completion: .file()
    )
    var paths: [String]

    @Flag(help: "Read everything: compare blobs with their digests, and volumes with the checksums of the index.")
    var verify = false

    @Flag(
        help: ArgumentHelp(
            "Rebuild the index of a folder, mirror_index.json, from its volumes.",
            discussion: "Everything is read, as for --verify; nothing is written if something is missing or damaged."
        )
    )
    var writeIndex = false

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting {
            var reports: [ArchiveReport] = []
            for path in paths {
                let run = DescribeRun(of: path, verifies: verify, writesIndex: writeIndex) {
                    Console.standard.tell($0.remark)
                }
                reports.append(try await run.report())
            }
            try output.show(ArchiveReportsView(reports))
            guard reports.allSatisfy(\.isWhole) else { throw ExitStatus.failure }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MirrorConfiguration
import Runs
import Views

/// `mirror migrate`: writes a configuration of oc-mirror v1 for version two.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Write a configuration of oc-mirror v1 for version two, and list what has no equivalent.",
        discussion: Examples.discussion(
            """
            Reads the formats v1alpha1 and v1alpha2, and writes v2alpha1. The result is the text as it was written, with \
            its comments; only what has to change is changed. What version two cannot say, or means differently, is listed.
            """,
            "mirror migrate -c old.yaml -o isc.yaml"
        )
    )

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: ArgumentHelp("The ImageSetConfiguration of oc-mirror v1; - reads standard input.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var configurationPath: String

    @Option(
        name: [.long, .customShort("o")],
        help: ArgumentHelp("Where the new file is written. Else it is printed.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var out: String?

    @Flag(help: "Overwrite a file that exists.")
    var force = false

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting {
            // Nothing is mirrored, so what plans cannot obey yet may be in the file.
            let configuration = try ImageSetConfiguration.load(
                path: configurationPath,
                sections: ImageSetConfiguration.allSections,
                versionOne: .everything
            )
            let view = MigrateView(try MigrateRun(of: configuration, out: out, force: force).run())
            if !view.remarks.isEmpty { Console.standard.note(view.remarks) }
            try output.show(view)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import MirrorConfiguration
import Runs
import Views

/// `mirror pin`: pins the catalogs of a configuration by digest, in a copy of its text.
struct PinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Write a configuration whose operator catalogs are fixed by digest, and one that deletes the same.",
        discussion: Examples.discussion(
            """
            A catalog's tag moves; its registry is asked for today's digest. The pinned configuration is the text \
            as it was written, with the digests put in; the tag stays at the target as `targetTag`.
            """,
            "mirror pin -c isc.yaml"
        )
    )

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: ArgumentHelp("The ImageSetConfiguration; - reads standard input.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var configurationPath: String

    @Option(
        name: [.long, .customShort("o")],
        help: ArgumentHelp(
            "Where the pinned configuration is written. Else isc.pinned.yaml for isc.yaml.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Where the DeleteImageSetConfiguration is written. Else isc.delete.yaml for isc.yaml.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var deleteOut: String?

    @Flag(help: "Overwrite files that this command did not write.")
    var force = false

    @OptionGroup(title: "Registries") var registries: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await pin() } }
    }

    private func pin() async throws {
        // Only catalogs are pinned; other sections stay as they are.
        let configuration = try ImageSetConfiguration.load(
            path: configurationPath,
            sections: ImageSetConfiguration.allSections,
            versionOne: .everything
        )
        for warning in configuration.warnings { Console.standard.note("\(warning)\n") }
        let run = PinRun(
            of: PinRequest(configuration: configuration, out: out, deleteOut: deleteOut, force: force),
            connect: { [registries] in try registries.client(environment: ProcessInfo.processInfo.environment) }
        )
        let view = PinView(try await run.run())
        if let note = view.note { Console.standard.note(note) }
        try output.show(view)
    }
}

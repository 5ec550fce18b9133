// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Foundation
import MirrorConfiguration
import Runs

/// `mirror pin`: fixes the catalogs of a configuration by digest, in a copy of its text.
struct PinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Write a configuration whose operator catalogs are fixed by digest, and one that deletes the same.",
        discussion: """
            A catalog's tag moves: what it means today is asked of its registry. The pinned configuration is the text \
            as it was written, with the digests put in; the tag stays at the target as `targetTag`.
            """
    )

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "The ImageSetConfiguration; - reads standard input."
    )
    var configurationPath: String

    @Option(
        name: [.long, .customShort("o")],
        help: "Where the pinned configuration is written. Else isc.pinned.yaml for isc.yaml."
    )
    var out: String?

    @Option(help: "Where the DeleteImageSetConfiguration is written. Else isc.delete.yaml for isc.yaml.")
    var deleteOut: String?

    @Flag(help: "Overwrite files that this command did not write.")
    var force = false

    @OptionGroup var registries: SourceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await pin() } }
    }

    private func pin() async throws {
        // Only catalogs are pinned, whatever else the file asks for.
        let configuration = try ImageSetConfiguration.load(
            path: configurationPath,
            sections: ImageSetConfiguration.allSections
        )
        for warning in configuration.warnings { Console.standard.note("\(warning)\n") }
        let pinned = PinOutput(
            kind: .configuration,
            path: out ?? PinOutput.path(beside: configuration.path, "pinned"),
            option: "--out"
        )
        let deletion = PinOutput(
            kind: .deletion,
            path: deleteOut ?? PinOutput.path(beside: configuration.path, "delete"),
            option: "--delete-out"
        )
        guard !pinned.isSame(as: deletion.path) else {
            throw CommandError("\(pinned.path) cannot hold both configurations\nName two files.")
        }
        // A configuration that is pinned is its own pinned configuration.
        let writesItself =
            pinned.isSame(as: configuration.path) && configuration.mirror.operators.allSatisfy { $0.unpinned == nil }
        if !writesItself { try pinned.check(besides: configuration.path, force: force) }
        try deletion.check(besides: configuration.path, force: force)

        let client = try registries.client(environment: ProcessInfo.processInfo.environment)
        let digests = try await CatalogDigests(client: client, configuration: configuration).find()
        let result = try PinnedConfiguration(configuration, digests: digests)
        if !writesItself { try pinned.write(result.bytes) }
        try deletion.write(result.deletion)
        noteTemplates(of: configuration, pinned.path)
        let view = PinView(
            configuration: configuration,
            digests: digests,
            pinnedPath: pinned.path,
            deletionPath: deletion.path
        )
        let console = Console.standard
        console.write(output.json ? try view.json() : view.text(output.style(isTerminal: console.outputIsTerminal)))
    }

    /// A relative path of a template begins at the configuration's folder, so it leads elsewhere from another one.
    private func noteTemplates(of configuration: ImageSetConfiguration, _ path: String) {
        let templates = configuration.mirror.operators.compactMap(\.targetCatalogSourceTemplate?.value)
        let folders = [configuration.path, path].map {
            URL(filePath: $0).deletingLastPathComponent().standardizedFileURL
        }
        guard folders[0] != folders[1], let first = templates.first(where: { !$0.hasPrefix("/") }) else { return }
        Console.standard.note(
            "note: \(path) lies in another folder than \(configuration.path): its template \(first) is looked for there\n"
        )
    }
}

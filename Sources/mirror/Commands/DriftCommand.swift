// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Resolution
import Runs
import Views

/// `mirror drift`: compares the ledger with its target.
struct DriftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract:
            "Compare the target with its ledger: what was deleted, overwritten or tagged anew since the last apply.",
        discussion: Examples.discussion(
            """
            Nothing is changed, and sources are not asked. Exits with 2 if something differs, with 0 if nothing does. A plan \
            of the configuration repairs it.
            """,
            "mirror drift",
            "mirror drift --to docker://mirror.example:5000/ocp --deep"
        )
    )

    @Option(help: "The target: docker://host[:port][/namespace]. Else MIRROR_TO, else the ledger's only target.")
    var to: String?

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "Look only at what this configuration wants; may be repeated."
    )
    var configurations: [String] = []

    @Flag(help: "Look for every manifest and blob, each once; manifests are read, blobs are not.")
    var deep = false

    @OptionGroup(title: "Record") var state: StateOptions
    @OptionGroup(title: "Registries") var source: SourceOptions
    @OptionGroup(title: "Registries") var destination: DestinationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws { if let to { try TargetOption.validate(to) } }

    func run() async throws {
        try await reporting { try await interruptible { try await look() } }
    }

    private func look() async throws {
        let environment = ProcessInfo.processInfo.environment
        let trail = try state.trail()
        let choice = TargetChoice(option: to, environment: environment, trail: trail)
        let clients = try RegistryOptions(source: source, destination: destination).clients(environment: environment)
        let opening = try DriftOpening(of: choice.target(), in: trail, clients: clients)
        let drift = try await opening.drift(of: configurations.map { trail.name(of: $0) }, deep: deep) { done, all in
            Console.standard.tell(.progress(Activity("looking at images", count: done, of: all)))
        }
        try output.show(DriftView(drift))
        if !drift.findings.isEmpty { throw ExitStatus.changes }
    }
}

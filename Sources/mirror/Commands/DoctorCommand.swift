// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Runs
import Views

/// `mirror doctor`: checks what a plan and an apply need.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what a plan and an apply need, and change nothing.",
        discussion: Examples.discussion(
            """
            Credentials, certificates, reachability, rights, free space, clocks, the keys of releases and git's identity are \
            checked, each with what to do about it. Nothing is pushed, written or committed. Exits with 1 if there is a problem.
            """,
            "mirror doctor",
            "mirror doctor -c isc.yaml --to docker://mirror.example:5000/ocp"
        )
    )

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: ArgumentHelp(
            "The ImageSetConfiguration whose sources are asked; - reads standard input.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var configurationPath: String?

    @Option(
        help: ArgumentHelp(
            "The target: docker://host[:port][/namespace], or file://folder for an archive. Else MIRROR_TO.",
            valueName: "target"
        )
    )
    var to: String?

    @Option(
        name: .customLong("release-key"),
        help: ArgumentHelp("A file with public keys that may sign releases; may be repeated.", valueName: "file"),
        completion: .file()
    )
    var releaseKeys: [String] = []

    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var source: SourceOptions
    @OptionGroup(title: "Registries") var destination: DestinationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let to { try TargetOption.validate(to) }
    }

    func run() async throws {
        try await reporting { try await interruptible { try await examine() } }
    }

    private func examine() async throws {
        let environment = ProcessInfo.processInfo.environment
        let registries = RegistryOptions(source: source, destination: destination)
        let run = DoctorRun(
            of: DoctorRequest(
                configuration: configurationPath,
                to: to,
                releaseKeys: releaseKeys,
                cacheFolder: cache.folder
            ),
            environment: environment,
            connect: { try registries.clients(environment: environment, expectsServers: false) },
            progress: { Console.standard.tell(.progress(Activity($0))) }
        )
        let view = DoctorView(await run.run())
        try output.show(view)
        if !view.isHealthy { throw ExitStatus.failure }
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Downloads
import Logging
import Registry
import Runs

/// The options for registries that are only read, named as in container tools.
struct SourceOptions: ParsableArguments {
    @Option(
        name: .customLong("authfile"),
        help: ArgumentHelp("The file with the registries' credentials.", valueName: "file"),
        completion: .file()
    )
    var authFile: String?

    @Option(
        name: .customLong("src-tls-verify"),
        help: ArgumentHelp(
            "Whether to verify the sources' certificates; false accepts any certificate, and plain HTTP.",
            valueName: "true|false"
        ),
        completion: .list(["true", "false"])
    )
    var sourceVerifiesTLS = true

    @Option(
        help: ArgumentHelp("Verbosity on standard error: error, warning, info, debug or trace.", valueName: "level")
    )
    var logLevel = LogLevel.warning

    /// The log levels of swift-log that a user may choose.
    enum LogLevel: String, ExpressibleByArgument, CaseIterable {
        case error, warning, info, debug, trace

        var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .warning }
    }

    /// The options for the command that applies the plan, each as one argument.
    var repeated: [String] {
        (authFile.map { ["--authfile=\($0)"] } ?? []) + (sourceVerifiesTLS ? [] : ["--src-tls-verify=false"])
    }

    /// Returns the downloader for documents; it trusts the certificate authorities in the environment.
    func downloader(environment: [String: String]) throws -> Downloader {
        try reaching(environment: environment).downloader()
    }

    /// Returns the client for sources.
    func client(environment: [String: String]) throws -> RegistryClient {
        try reaching(environment: environment).clients().source
    }

    /// Returns what makes the clients of a run.
    func reaching(environment: [String: String], destinationVerifiesTLS: Bool = true) -> Reaching {
        var choices = ReachingChoices()
        choices.authFile = authFile
        choices.sourceVerifiesTLS = sourceVerifiesTLS
        choices.destinationVerifiesTLS = destinationVerifiesTLS
        choices.logLevel = logLevel.level
        return Reaching(
            choices,
            version: MirrorCommand.version,
            environment: environment,
            notice: { Console.standard.tell($0) },
            log: { Console.standard.note($0) }
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
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

    @Option(help: ArgumentHelp("The most requests that each host gets in a second.", valueName: "number"))
    var maxRequestsPerSecond: Int?

    @Option(
        help: ArgumentHelp("The most bytes that move in a second in either direction, such as 20MB.", valueName: "rate")
    )
    var maxBandwidth: String?

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
            + (maxRequestsPerSecond.map { ["--max-requests-per-second=\($0)"] } ?? [])
            + (maxBandwidth.map { ["--max-bandwidth=\($0)"] } ?? [])
    }

    func validate() throws {
        guard (1...100_000).contains(maxRequestsPerSecond ?? 1) else {
            throw ValidationError("--max-requests-per-second is from 1 to 100000.")
        }
        _ = try bytesPerSecond()
    }

    /// The bytes of `--max-bandwidth`; without a unit they would be GiB, which nobody means in a second.
    private func bytesPerSecond() throws -> Int64? {
        guard let maxBandwidth else { return nil }
        let bytes = maxBandwidth.last?.isNumber == true ? nil : try? ByteCount.parse(maxBandwidth)
        guard let bytes, bytes >= 1000 else {
            throw ValidationError(
                "--max-bandwidth \(maxBandwidth): expected a number and a unit, at least 1KB, such as 500K, 20MB or 1GiB."
            )
        }
        return bytes
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
        choices.maxRequestsPerSecond = maxRequestsPerSecond
        choices.maxBytesPerSecond = try? bytesPerSecond()
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

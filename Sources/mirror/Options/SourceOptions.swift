// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Downloads
import HTTPTransport
import Logging
import OCI
import Registry
import Releases
import Runs
import Scheduling
import Sections

/// The options for registries that are only read, named as in container tools.
struct SourceOptions: ParsableArguments {
    @Option(name: .customLong("authfile"), help: "The file with the registries' credentials.")
    var authFile: String?

    @Option(
        name: .customLong("src-tls-verify"),
        help: "Whether to verify the sources' certificates; false accepts any certificate, and plain HTTP."
    )
    var sourceVerifiesTLS = true

    @Option(help: "Verbosity on standard error: error, warning, info, debug or trace.")
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
        Self.downloader(
            over: transport(environment),
            trusting: try CertificateStore(environment: environment),
            Console.standard.outages()
        )
    }

    /// Returns the client for sources.
    func client(environment: [String: String]) throws -> RegistryClient {
        try clients(environment: environment, destinationVerifiesTLS: true).source
    }

    /// Returns the clients of a run, over one transport.
    ///
    /// `expectsServers` means that the servers have answered before, when the plan was made.
    func clients(
        environment: [String: String],
        destinationVerifiesTLS: Bool,
        expectsServers: Bool = false
    ) throws -> RegistryClients {
        var settings = try RegistrySettings.load(
            environment: environment,
            authFile: authFile,
            sourceVerifiesTLS: sourceVerifiesTLS,
            destinationVerifiesTLS: destinationVerifiesTLS
        )
        settings.registries.relocations = try ConfigurationSections.all().relocations
        var logger = Logger(label: "mirror") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel.level
        for note in settings.credentials.notes { logger.warning("\(note)") }
        for note in settings.certificates.notes { logger.debug("\(note)") }
        let transport = transport(environment)
        // All clients share one state of servers that do not answer.
        let outages = Console.standard.outages(expectsServers: expectsServers)
        func client(_ role: RegistryClient.Role) -> RegistryClient {
            RegistryClient(
                role: role,
                transport: transport,
                settings: settings,
                policy: RequestPolicy(outages: outages),
                logger: logger
            )
        }
        return RegistryClients(
            source: client(.source),
            target: client(.destination),
            downloader: Self.downloader(over: transport, trusting: settings.certificates, outages),
            outages: outages,
            releaseMirrors: settings.registries.roots(of: try Repository(ReleaseRepositories.standard))
        )
    }

    private func transport(_ environment: [String: String]) -> CurlTransport {
        CurlTransport(
            CurlTransportOptions(version: MirrorCommand.version, proxies: ProxySettings(environment: environment))
        )
    }

    private static func downloader(
        over transport: CurlTransport,
        trusting certificates: CertificateStore,
        _ outages: Outages
    ) -> Downloader {
        Downloader(
            transport: transport,
            outages: outages,
            security: TransportSecurity(trustedRoots: certificates.trustedRoots)
        )
    }
}

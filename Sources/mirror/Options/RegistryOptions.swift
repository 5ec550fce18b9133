// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Downloads
import Foundation
import HTTPTransport
import Logging
import OCI
import Registry
import Releases

/// How registries are reached; the names are those of the container tools.
struct RegistryOptions: ParsableArguments {
    @Option(name: .customLong("authfile"), help: "The file with the registries' credentials.")
    var authFile: String?

    @Option(
        name: .customLong("src-tls-verify"),
        help: "Whether sources must prove who they are; false accepts any certificate, and plain HTTP."
    )
    var sourceVerifiesTLS = true

    @Option(name: .customLong("dest-tls-verify"), help: "The same for the target.")
    var destinationVerifiesTLS = true

    @Option(help: "How much is told on standard error: error, warning, info, debug or trace.")
    var logLevel = LogLevel.warning

    /// The levels of swift-log that a user may choose.
    enum LogLevel: String, ExpressibleByArgument, CaseIterable {
        case error, warning, info, debug, trace

        var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .warning }
    }

    /// Returns what fetches documents, trusting the authorities that the environment names.
    func downloader(environment: [String: String]) throws -> Downloader {
        Self.downloader(over: transport(environment), trusting: try CertificateStore(environment: environment))
    }

    /// Returns everything that a run talks to others with, over one transport.
    func clients(environment: [String: String]) throws -> RegistryClients {
        var settings = try RegistrySettings.load(
            environment: environment,
            authFile: authFile,
            sourceVerifiesTLS: sourceVerifiesTLS,
            destinationVerifiesTLS: destinationVerifiesTLS
        )
        settings.registries.relocations = try ReleaseRepositories.relocations
        var logger = Logger(label: "mirror") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel.level
        for note in settings.credentials.notes { logger.warning("\(note)") }
        for note in settings.certificates.notes { logger.debug("\(note)") }
        let transport = transport(environment)
        return RegistryClients(
            source: RegistryClient(role: .source, transport: transport, settings: settings, logger: logger),
            target: RegistryClient(role: .destination, transport: transport, settings: settings, logger: logger),
            downloader: Self.downloader(over: transport, trusting: settings.certificates),
            releaseMirrors: settings.registries.roots(of: try Repository(ReleaseRepositories.standard))
        )
    }

    private func transport(_ environment: [String: String]) -> CurlTransport {
        CurlTransport(CurlTransportOptions(version: Mirror.version, proxies: ProxySettings(environment: environment)))
    }

    private static func downloader(over transport: CurlTransport, trusting certificates: CertificateStore) -> Downloader
    {
        Downloader(transport: transport, security: TransportSecurity(trustedRoots: certificates.trustedRoots))
    }
}

/// The clients of a run.
struct RegistryClients: Sendable {
    let source: RegistryClient
    let target: RegistryClient
    /// Fetches documents beside the registries.
    let downloader: Downloader
    /// Where registries.conf redirects releases to: a host, or a namespace there.
    let releaseMirrors: [String]
}

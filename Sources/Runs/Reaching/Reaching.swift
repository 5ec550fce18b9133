// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
package import Downloads
import HTTPTransport
import Logging
import OCI
import Registry
import Releases
package import Scheduling
import Sections

/// Makes the clients of a run, by its choices and its environment.
package struct Reaching: Sendable {
    private let choices: ReachingChoices
    private let version: String
    private let environment: [String: String]
    private let notice: @Sendable (Outages.Notice) -> Void
    private let log: @Sendable (String) -> Void

    /// `version` is that of this tool, which servers are told; `notice` receives messages about servers that are waited for,
    /// `log` the lines of the log.
    package init(
        _ choices: ReachingChoices,
        version: String,
        environment: [String: String],
        notice: @escaping @Sendable (Outages.Notice) -> Void,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.choices = choices
        self.version = version
        self.environment = environment
        self.notice = notice
        self.log = log
    }

    /// Returns the downloader for documents; it trusts the certificate authorities in the environment.
    package func downloader() throws -> Downloader {
        downloader(
            over: transport,
            trusting: try CertificateStore(environment: environment),
            Outages(tell: notice)
        )
    }

    /// Returns the clients of a run, over one transport.
    ///
    /// `expectsServers` means that the servers have answered before, when the plan was made.
    package func clients(expectsServers: Bool = false) throws -> RegistryClients {
        var settings = try settings()
        settings.registries.relocations = try ConfigurationSections.all().relocations
        var logger = Logger(label: "mirror") { [log] _ in NoteLogHandler(note: log) }
        logger.logLevel = choices.logLevel
        for note in settings.credentials.notes { logger.warning("\(note)") }
        for note in settings.certificates.notes { logger.debug("\(note)") }
        let transport = transport
        // All clients share one state of servers that do not answer.
        let outages = Outages(expectsServers: expectsServers, tell: notice)
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
            downloader: downloader(over: transport, trusting: settings.certificates, outages),
            outages: outages,
            releaseMirrors: settings.registries.roots(of: try Repository(ReleaseRepositories.standard)),
            charts: ChartAccess(
                credentials: settings.credentials,
                certificates: settings.certificates,
                verifiesTLS: settings.sourceVerifiesTLS
            ) { [environment] in try HelmRepositories(environment: environment) }
        )
    }

    private func settings() throws -> RegistrySettings {
        var environment = environment
        if let path = choices.registriesConfiguration { environment["CONTAINERS_REGISTRIES_CONF"] = path }
        return try RegistrySettings.load(
            environment: environment,
            authFile: choices.authFile,
            sourceVerifiesTLS: choices.sourceVerifiesTLS,
            destinationVerifiesTLS: choices.destinationVerifiesTLS
        )
    }

    private var transport: any HTTPTransport {
        let options = CurlTransportOptions(version: version, proxies: ProxySettings(environment: environment))
        let transport = CurlTransport(options)
        let ceilings = NetworkCeilings(
            requestsPerSecond: choices.maxRequestsPerSecond,
            bytesPerSecond: choices.maxBytesPerSecond
        )
        return ceilings == NetworkCeilings() ? transport : PacedTransport(transport, ceilings)
    }

    private func downloader(
        over transport: any HTTPTransport,
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

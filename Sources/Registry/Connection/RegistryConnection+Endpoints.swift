// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport
import Logging
import OCI
import Scheduling

extension RegistryConnection {
    /// Sends a request to the places that a repository is read from: to its mirrors in order, then to the registry
    /// itself.
    ///
    /// If a mirror cannot answer, the next place is asked. The last error lists the errors of all of them.
    func read<Result: Sendable>(
        _ repository: Repository,
        for query: RegistriesConfiguration.Query,
        _ request: RegistryRequest,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Result {
        try await reading(repository, for: query) { endpoint, patience in
            try await exchange(request, at: endpoint, patience: patience, handle)
        }
    }

    /// Runs `body` for the places that a repository is read from until one succeeds; tries again if a place may
    /// recover.
    ///
    /// A place that sent wrong bytes for `content` before is asked after the others.
    func reading<Result: Sendable>(
        _ repository: Repository,
        for query: RegistriesConfiguration.Query,
        content: Digest? = nil,
        _ body: (Endpoint, RetryPolicy) async throws -> Result
    ) async throws -> Result {
        let endpoints: [Endpoint] =
            switch role {
            case .source: try settings.registries.sources(of: repository, for: query)
            case .destination: [try settings.registries.destination(repository)]
            }
        guard endpoints.count > 1 else {
            guard let endpoint = endpoints.first else {
                throw RegistryError.invalid("\(repository)", "no place to ask")
            }
            let result = try await body(endpoint, retry)
            tell(repository, readFrom: endpoint)
            return result
        }
        // Another place is better than waiting for one. So each is asked once, and a wait begins only when all have
        // failed.
        var attempts = Attempts(retry, outages)
        while true {
            var round = Round(endpoints)
            for endpoint in trustedFirst(endpoints, content) {
                do {
                    let result = try await body(endpoint, retry.once)
                    tell(repository, readFrom: endpoint)
                    return result
                } catch let error as RegistryError {
                    logger?.debug("going on after \(endpoint): \(error.request): \(error.reason)")
                    round.failed(error, at: endpoint)
                } catch let error as SettingsError {
                    guard endpoint != endpoints.last else { throw error }
                    round.tried.append("\(endpoint): \(error.description)")
                }
            }
            let troubles = round.troubles { outages.hasAnswered($0) }
            guard !troubles.isEmpty, try await attempts.mayTryAgain(after: troubles) else {
                throw round.error
            }
        }
    }

    /// Logs where a repository is really read from: once for each host, and in detail for each repository.
    private func tell(_ repository: Repository, readFrom endpoint: Endpoint) {
        guard let logger, endpoint.description != repository.description else { return }
        let isNew = memory.withLock { memory in
            let hosts = memory.warnings.insert("\(repository.host) from \(endpoint.host)").inserted
            return (host: hosts, name: memory.warnings.insert("\(repository) from \(endpoint)").inserted)
        }
        if isNew.host {
            logger.notice("\(repository.host) is read from \(endpoint.host), as registries.conf says")
        }
        if isNew.name { logger.debug("\(repository) is read from \(endpoint)") }
    }

    /// Moves the places to the end that sent wrong bytes for a content before.
    private func trustedFirst(_ endpoints: [Endpoint], _ content: Digest?) -> [Endpoint] {
        guard let content else { return endpoints }
        let distrusted = memory.withLock(\.distrusted)
        func isTrusted(_ endpoint: Endpoint) -> Bool {
            !distrusted.contains(DistrustedContent(endpoint: endpoint, digest: content))
        }
        return endpoints.filter(isTrusted) + endpoints.filter { !isTrusted($0) }
    }

    /// Records that a place sent bytes that do not match a digest.
    func distrust(_ endpoint: Endpoint, _ digest: Digest) {
        _ = memory.withLock { $0.distrusted.insert(DistrustedContent(endpoint: endpoint, digest: digest)) }
    }

    /// Refuses a request to a host that does not answer; without this, whole catalogs would wait for it again and
    /// again.
    func refuseClosed(_ endpoint: Endpoint) throws(RegistryError) {
        guard outages.isClosed(endpoint.server, retry.time) else { return }
        throw .unanswered("\(endpoint)")
    }

    /// Sends a request to the registry that a repository names.
    func write<Result: Sendable>(
        _ repository: Repository,
        _ request: RegistryRequest,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Result {
        try await exchange(request, at: try settings.registries.destination(repository), handle)
    }
}

/// Content for which a place sent wrong bytes.
struct DistrustedContent: Hashable, Sendable {
    let endpoint: Endpoint
    let digest: Digest
}

extension Endpoint {
    /// The name of the server in `Outages`.
    var server: String {
        let name = host == .dockerHub ? "registry-1.docker.io" : host.description
        return WebAddress("https://\(name)/")?.authority ?? name
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Logging
import OCI
import Scheduling

extension RegistryConnection {
    /// Sends a request where a repository is read from: to its mirrors in order, then to the registry itself.
    ///
    /// A mirror that cannot answer is left for the next place, and the last error tells of all of them.
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

    /// Runs `body` for the places that a repository is read from until one succeeds.
    func reading<Result: Sendable>(
        _ repository: Repository,
        for query: RegistriesConfiguration.Query,
        _ body: (Endpoint, RetryPolicy) async throws -> Result
    ) async throws -> Result {
        let endpoints: [Endpoint] =
            switch role {
            case .source: try settings.registries.sources(of: repository, for: query)
            case .destination: [try settings.registries.destination(repository)]
            }
        var tried: [String] = []
        var isKnownAbsent = false
        for endpoint in endpoints.dropLast() {
            if wasUnreachable(endpoint) {
                tried.append("\(endpoint): it could not be reached a moment ago")
                continue
            }
            // Another place is better than waiting for this one.
            var patience = retry
            patience.connectionAttempts = 1
            patience.attempts = min(2, retry.attempts)
            do {
                return try await body(endpoint, patience)
            } catch let error as RegistryError {
                logger?.debug("going on after \(endpoint): \(error.request): \(error.reason)")
                tried.append("\(endpoint): \(error.reason)")
                if error.kind == .notFound { isKnownAbsent = true }
                remember(error, of: endpoint)
            } catch let error as SettingsError {
                tried.append("\(endpoint): \(error.description)")
            }
        }
        do {
            guard let last = endpoints.last else { throw RegistryError.invalid("\(repository)", "no place to ask") }
            guard !(isKnownAbsent && wasUnreachable(last)) else {
                throw RegistryError(
                    kind: .unreachable(.other),
                    request: "\(last)",
                    details: ["it could not be reached a moment ago"]
                )
            }
            return try await body(last, retry)
        } catch var error as RegistryError {
            if endpoints.count > 1, let last = endpoints.last { remember(error, of: last) }
            error.tried = tried + error.tried
            error.isKnownAbsent = isKnownAbsent
            throw error
        }
    }

    /// A whole catalog would wait for the same dead registry again and again.
    private func remember(_ error: RegistryError, of endpoint: Endpoint) {
        guard case .unreachable = error.kind else { return }
        let until = retry.time.now().addingTimeInterval(60)
        memory.withLock { $0.unreachable[endpoint.place] = until }
    }

    private func wasUnreachable(_ endpoint: Endpoint) -> Bool {
        guard let until = memory.withLock({ $0.unreachable[endpoint.place] }) else { return false }
        return until > retry.time.now()
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

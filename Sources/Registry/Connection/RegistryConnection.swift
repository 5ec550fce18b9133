// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Logging
import OCI
import Scheduling

/// Sends the requests of one client: retries are outermost, then authorization, then redirects and host limits.
///
/// Copies of a client share it, so all of them use what one learns about a registry.
final class RegistryConnection: Sendable {
    /// The facts that were learned about registries.
    struct Memory {
        var contacts: [Endpoint.Place: Contact] = [:]
        /// The answers to `/v2/`, by origin.
        var firstAnswers: [String: FirstAnswer] = [:]
        /// The last challenge of each origin; `.some(nil)` if the origin needed none.
        var challenges: [String: AuthenticationChallenge?] = [:]
        var tokens: [TokenKey: Token] = [:]
        /// The habits of each registry, by host.
        var habits: [String: RegistryHabits] = [:]
        /// Scopes that registries asked for in addition to the expected ones.
        var demandedScopes: [ScopeDemand: Set<TokenScope>] = [:]
        /// The security settings for places that registries refer to, by authority.
        var securities: [String: TransportSecurity] = [:]
        /// The places that sent bytes that do not match a digest; they are asked last.
        var distrusted: Set<DistrustedContent> = []
        /// The limits of each host, by authority: one for questions, one for transfers.
        var limits: [LimitKey: ConcurrencyLimit] = [:]
        var warnings: Set<String> = []
        /// The secrets that no message may show.
        var secrets = SentSecrets()
    }

    let role: RegistryClient.Role
    let transport: any HTTPTransport
    let settings: RegistrySettings
    let policy: RequestPolicy
    let logger: Logger?
    let memory = Guarded(Memory())
    let contacting = SharedWork<Endpoint.Place, Contact>()
    /// The tags of repositories of moderate size; `nil` for others.
    let tagLists = RememberedWork<Repository, Set<String>?>()
    let fetchingTokens = SharedWork<TokenKey, Token>()

    init(
        role: RegistryClient.Role,
        transport: any HTTPTransport,
        settings: RegistrySettings,
        policy: RequestPolicy,
        logger: Logger?
    ) {
        self.role = role
        self.transport = transport
        self.settings = settings
        self.policy = policy
        self.logger = logger
    }

    var retry: RetryPolicy { policy.retry }
    var outages: Outages { policy.outages }

    /// What became of one attempt.
    private enum Outcome<Result: Sendable>: Sendable {
        case done(Result)
        case failed(RegistryError)
    }

    /// Sends a request to one endpoint, again if that can help, and passes a successful answer to `handle`.
    func exchange<Result: Sendable>(
        _ request: RegistryRequest,
        at endpoint: Endpoint,
        patience: RetryPolicy? = nil,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Result {
        var attempts = Attempts(patience ?? retry, outages)
        while true {
            try refuseClosed(endpoint)
            let error: RegistryError
            do {
                switch try await outcome(request, at: endpoint, handle) {
                case .done(let result): return result
                case .failed(let failure): error = failure
                }
            } catch let mismatch as RegistryError where mismatch.kind == .digestMismatch {
                error = mismatch
            }
            guard error.isRetryable || error.kind == .digestMismatch, let trouble = error.trouble else { throw error }
            let delay = attempts.delay(after: [trouble])
            // A stream must be opened again by the caller that opened it.
            guard request.isReplayable else { throw error }
            guard let delay else { throw error.exhausted }
            logger?.info("trying again in \(delay.seconds) s: \(error.request): \(error.reason)")
            try await attempts.wait(delay)
        }
    }

    private func outcome<Result: Sendable>(
        _ request: RegistryRequest,
        at endpoint: Endpoint,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Outcome<Result> {
        do {
            switch try await authorizing(request, at: endpoint, handle) {
            case .failed(let error): return .failed(hiding(error))
            case let outcome: return outcome
            }
        } catch let error as HTTPTransportError {
            return .failed(hiding(RegistryError(error, host: endpoint.nameOfHost(at: error.url))))
        } catch let failure as TokenFailure {
            throw hiding(failure.error).exhausted
        } catch let error as RegistryError {
            throw hiding(error)
        }
    }

    /// The same error with all secrets removed.
    private func hiding(_ error: RegistryError) -> RegistryError {
        let secrets = memory.withLock { $0.secrets }
        return error.mapping(secrets.redacting)
    }

    /// Sends a request with its authorization, and once more if the registry asks for another one.
    private func authorizing<Result: Sendable>(
        _ request: RegistryRequest,
        at endpoint: Endpoint,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Outcome<Result> {
        let contact = try await contact(endpoint)
        if !request.isReplayable { try await learnChallenge(of: contact, at: endpoint) }
        var scopes = scopes(of: request, at: endpoint, contact)
        var authorization = try await authorization(for: request, at: endpoint, contact, scopes)
        var hasAuthorizedAnew = false
        while true {
            let answer: HTTPMessage
            let name: String
            let isRegistry: Bool
            switch try await send(request, to: endpoint, contact, authorization, handle) {
            case .done(let result): return .done(result)
            case .refused(let refusal, let sent, let isOurs): (answer, name, isRegistry) = (refusal, sent, isOurs)
            }
            // The target of a redirect gets no credentials, whatever it asks for.
            guard isRegistry, answer.status == 401 || answer.status == 403 else {
                var error = RegistryError(answer, request: name)
                error.serverDelay = answer.headers["Retry-After"].flatMap {
                    RetryAfter.delay($0, now: retry.time.now())
                }
                let isFinal = request.finalStatuses.contains(answer.status)
                return .failed(isFinal ? error.retryable(false) : error)
            }
            let challenge = challenge(in: answer, to: request, at: endpoint, contact)
            if let challenge, !hasAuthorizedAnew {
                remember(challenge, of: contact, at: endpoint, scopes, request.access)
                scopes = self.scopes(of: request, at: endpoint, contact)
                if let anew = try await self.authorization(
                    answering: challenge,
                    at: endpoint,
                    contact,
                    scopes,
                    rejected: authorization
                ) {
                    guard request.isReplayable else {
                        let error = RegistryError(answer, request: name)
                        // The next attempt opens the stream again and uses the new token.
                        return .failed(error.retryable(true))
                    }
                    authorization = anew
                    hasAuthorizedAnew = true
                    continue
                }
            }
            let remedy = await accessRemedy(endpoint, request.access)
            var error = RegistryError(answer, request: name, remedy: remedy)
            error.hasToken = authorization.map { $0.isToken && $0.origin != nil } ?? false
            error.isUnchallenged = answer.status == 401 && challenge == nil
            return .failed(error)
        }
    }

    /// Shows each warning of a registry to the user once.
    func report(_ warnings: [String], of address: WebAddress) {
        for warning in warnings {
            // In `299 - "text"` the text is what matters.
            guard warning.hasPrefix("299 ") else { continue }
            let text = warning.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
            let secrets = memory.withLock { $0.secrets }
            let line = "\(address.authority): \(secrets.redacting(String(text)).oneLine(limit: 300))"
            guard memory.withLock({ $0.warnings.insert(line).inserted }) else { continue }
            logger?.warning("\(line)")
        }
    }
}

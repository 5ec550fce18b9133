// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Logging
import OCI
import Scheduling

/// Sends the requests of one client: retries outermost, then authorization, then redirects and host limits.
///
/// Copies of a client share it, so what one learns about a registry serves all.
final class RegistryConnection: Sendable {
    /// What was learned about registries.
    struct Memory {
        var contacts: [Endpoint.Place: Contact] = [:]
        /// The last challenge of each origin; `.some(nil)` where none was needed.
        var challenges: [String: AuthenticationChallenge?] = [:]
        var tokens: [TokenKey: Token] = [:]
        /// Origins whose DELETE wants a scope of its own.
        var originsWithDeleteScope: Set<String> = []
        /// Which registries have the referrers API, as far as they were asked.
        var haveReferrersAPI: [String: Bool] = [:]
        /// Scopes that registries asked for beside those that we expected.
        var demandedScopes: [ScopeDemand: Set<TokenScope>] = [:]
        /// How to speak with places that registries refer to, by authority.
        var securities: [String: TransportSecurity] = [:]
        /// Mirrors that could not be reached, and when they are tried again.
        var unreachable: [Endpoint.Place: Date] = [:]
        var limits: [String: ConcurrencyLimit] = [:]
        var warnings: Set<String> = []
        /// What nothing that comes back may show.
        var secrets = SentSecrets()
    }

    let role: RegistryClient.Role
    let transport: any HTTPTransport
    let settings: RegistrySettings
    let retry: RetryPolicy
    let logger: Logger?
    let requestsPerHost: Int
    let memory = Guarded(Memory())
    let contacting = SharedWork<Endpoint.Place, Contact>()
    let fetchingTokens = SharedWork<TokenKey, Token>()

    init(
        role: RegistryClient.Role,
        transport: any HTTPTransport,
        settings: RegistrySettings,
        retry: RetryPolicy,
        requestsPerHost: Int,
        logger: Logger?
    ) {
        self.role = role
        self.transport = transport
        self.settings = settings
        self.retry = retry
        self.requestsPerHost = requestsPerHost
        self.logger = logger
    }

    /// What became of one attempt.
    private enum Outcome<Result: Sendable>: Sendable {
        case done(Result)
        case failed(RegistryError)
    }

    /// Sends a request to one endpoint, again where that can help, and hands a successful answer to `handle`.
    func exchange<Result: Sendable>(
        _ request: RegistryRequest,
        at endpoint: Endpoint,
        patience: RetryPolicy? = nil,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Result {
        let policy = patience ?? retry
        var attempt = 1
        while true {
            let error: RegistryError
            switch try await outcome(request, at: endpoint, handle) {
            case .done(let result): return result
            case .failed(let failure): error = failure
            }
            guard error.isRetryable, request.isReplayable, attempt < policy.attempts(for: error) else { throw error }
            let delay = policy.delay(afterAttempt: attempt, serverDelay: error.serverDelay)
            logger?.info("trying again in \(delay.seconds) s: \(error.request): \(error.reason)")
            try await policy.time.sleep(delay)
            attempt += 1
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
            throw hiding(failure.error)
        } catch let error as RegistryError {
            throw hiding(error)
        }
    }

    /// The same error without anything that was sent as a secret.
    private func hiding(_ error: RegistryError) -> RegistryError {
        let secrets = memory.withLock { $0.secrets }
        return error.mapping(secrets.redacting)
    }

    /// Sends a request with what authorizes it, once more when the registry asks for something else.
    private func authorizing<Result: Sendable>(
        _ request: RegistryRequest,
        at endpoint: Endpoint,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Outcome<Result> {
        let contact = try await contact(endpoint)
        if !request.isReplayable { try await learnChallenge(of: contact, at: endpoint) }
        let scopes = scopes(of: request, at: endpoint, contact)
        var authorization = try await authorization(at: endpoint, contact, scopes)
        var hasAuthorizedAnew = false
        while true {
            let answer: HTTPMessage
            let name: String
            let isRegistry: Bool
            switch try await send(request, to: endpoint, contact, authorization, handle) {
            case .done(let result): return .done(result)
            case .refused(let refusal, let sent, let isOurs): (answer, name, isRegistry) = (refusal, sent, isOurs)
            }
            // Where a redirect leads to gets no credentials, however it asks for them.
            guard answer.status == 401, isRegistry else {
                let remedy = answer.status == 403 && isRegistry ? await accessRemedy(endpoint, authorization) : nil
                var error = RegistryError(answer, request: name, remedy: remedy)
                error.serverDelay = answer.headers["Retry-After"].flatMap {
                    RetryAfter.delay($0, now: retry.time.now())
                }
                return .failed(error)
            }
            let challenge = AuthenticationChallenge.strongest(of: answer.headers.values("WWW-Authenticate"))
            if let challenge, !hasAuthorizedAnew {
                remember(challenge, of: contact, scopes, request.method)
                if let anew = try await self.authorization(
                    answering: challenge,
                    at: endpoint,
                    contact,
                    scopes,
                    rejected: authorization
                ) {
                    guard request.isReplayable else {
                        let error = RegistryError(answer, request: name)
                        // The next try, with a stream opened anew, goes with the new token.
                        return .failed(error.retryable(true))
                    }
                    authorization = anew
                    hasAuthorizedAnew = true
                    continue
                }
            }
            let remedy = await accessRemedy(endpoint, authorization)
            return .failed(RegistryError(answer, request: name, remedy: remedy))
        }
    }

    /// The limit of a host, which all requests of the client pass.
    func limit(of address: WebAddress) -> ConcurrencyLimit {
        memory.withLock { memory in
            if let limit = memory.limits[address.authority] { return limit }
            let limit = ConcurrencyLimit(requestsPerHost)
            memory.limits[address.authority] = limit
            return limit
        }
    }

    /// Shows what a registry wants its users to know, once.
    func report(_ warnings: [String], of address: WebAddress) {
        for warning in warnings {
            // `299 - "text"`: the text is what counts.
            guard warning.hasPrefix("299 ") else { continue }
            let text = warning.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
            let secrets = memory.withLock { $0.secrets }
            let line = "\(address.authority): \(secrets.redacting(String(text)).oneLine(limit: 300))"
            guard memory.withLock({ $0.warnings.insert(line).inserted }) else { continue }
            logger?.warning("\(line)")
        }
    }
}

extension RetryPolicy {
    /// How often a request is sent that fails in this way.
    fileprivate func attempts(for error: RegistryError) -> Int {
        if case .unreachable(let reason) = error.kind { attempts(for: reason) } else { attempts }
    }
}

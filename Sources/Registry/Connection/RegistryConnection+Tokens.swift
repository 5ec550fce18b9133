// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Scheduling

extension RegistryConnection {
    /// The scopes that a request is known to need.
    func scopes(of request: RegistryRequest, at endpoint: Endpoint, _ contact: Contact) -> Set<TokenScope> {
        guard let repository = endpoint.repository?.description else { return request.additionalScopes }
        var actions: Set<String> = ["pull"]
        switch request.access {
        case .pull: break
        case .push: actions.insert("push")
        case .delete: actions.formUnion(habits(of: endpoint.host).deletionActions ?? [])
        }
        var scopes = request.additionalScopes
        scopes.insert(TokenScope(resource: "repository:\(repository)", actions: actions))
        let demand = ScopeDemand(origin: contact.base.origin, scopes: TokenScope.joining(scopes))
        scopes.formUnion(memory.withLock { $0.demandedScopes[demand] } ?? [])
        return TokenScope.joining(scopes)
    }

    /// Reads the authentication that a registry wants after it refused a request.
    ///
    /// A registry that only answers "forbidden" to a deletion may want a token that allows more than pulling.
    func challenge(
        in answer: HTTPMessage,
        to request: RegistryRequest,
        at endpoint: Endpoint,
        _ contact: Contact
    ) -> AuthenticationChallenge? {
        if answer.status == 401 { return .strongest(of: answer.headers.values("WWW-Authenticate")) }
        guard request.access == .delete, habits(of: endpoint.host).deletionActions == nil,
            case .some(.some(.bearer(let realm, let service, _))) = memory.withLock({
                $0.challenges[contact.base.origin]
            })
        else { return nil }
        return .bearer(realm: realm, service: service, scopes: [])
    }

    /// Remembers a registry's challenge, so that the next request is prepared for it.
    func remember(
        _ challenge: AuthenticationChallenge,
        of contact: Contact,
        at endpoint: Endpoint,
        _ scopes: Set<TokenScope>,
        _ access: RegistryRequest.Access
    ) {
        let origin = contact.base.origin
        memory.withLock { memory in
            memory.challenges[origin] = .some(challenge)
            guard access != .delete, case .bearer(_, _, let asked) = challenge else { return }
            guard TokenScope.joining(scopes.union(asked)) != scopes else { return }
            memory.demandedScopes[ScopeDemand(origin: origin, scopes: scopes)] = asked
        }
        guard access == .delete, case .bearer(_, _, let asked) = challenge else { return }
        let actions = asked.reduce(into: Set<String>()) { $0.formUnion($1.actions) }
        learn(of: endpoint.host) { habits in
            // A registry that does not name the actions gets all those that registries are known to want.
            habits.deletionActions = actions.isEmpty ? habits.deletionActions ?? ["push", "delete"] : actions
        }
    }

    /// Returns the known authorization for a request before the registry asks; `nil` if no authorization is known.
    func authorization(
        for request: RegistryRequest,
        at endpoint: Endpoint,
        _ contact: Contact,
        _ scopes: Set<TokenScope>
    ) async throws -> Authorization? {
        guard !request.isAnonymous else { return nil }
        let known = memory.withLock { $0.challenges[contact.base.origin] }
        guard case .some(.some(var challenge)) = known else { return nil }
        // The scopes of the challenge were for another request.
        if case .bearer(let realm, let service, _) = challenge {
            challenge = .bearer(realm: realm, service: service, scopes: [])
        }
        return try await authorization(answering: challenge, at: endpoint, contact, scopes, rejected: nil)
    }

    /// Returns the answer to a challenge; `nil` if there is no credential other than the rejected one.
    func authorization(
        answering challenge: AuthenticationChallenge,
        at endpoint: Endpoint,
        _ contact: Contact,
        _ scopes: Set<TokenScope>,
        rejected: Authorization?
    ) async throws -> Authorization? {
        let found = try await credential(endpoint)
        switch challenge {
        case .basic:
            guard let found, case .basic(let user, let password) = found.credential else { return nil }
            let text = Data("\(user):\(password.revealed)".utf8).base64EncodedString()
            let authorization = Authorization(header: Secret("Basic \(text)"), origin: found.origin)
            return authorization == rejected ? nil : authorization
        case .bearer(let realm, let service, let asked):
            let key = TokenKey(
                origin: contact.base.origin,
                realm: realm,
                service: service,
                scopes: TokenScope.joining(scopes.union(asked)).sorted(),
                credential: found?.credential
            )
            return try await token(key, found, contact, rejected: rejected).authorization
        }
    }

    private func token(
        _ key: TokenKey,
        _ found: CredentialStore.Found?,
        _ contact: Contact,
        rejected: Authorization?
    ) async throws -> Token {
        func cached() -> Token? {
            let now = retry.time.now()
            return memory.withLock { memory in
                if let token = memory.tokens[key], token.usableUntil <= now || token.authorization == rejected {
                    memory.tokens[key] = nil
                }
                // A token for pushing also allows pulling. A registry that refused it gets the token that it asked
                // for.
                let ample = rejected == nil ? key.pushing.flatMap { memory.tokens[$0] } : nil
                return memory.tokens[key] ?? ample.flatMap { $0.usableUntil > now ? $0 : nil }
            }
        }
        if let token = cached() { return token }
        return try await fetchingTokens.value(for: key) {
            // Another request may have fetched it in the meantime.
            if let token = cached() { return token }
            let token = try await self.fetchToken(key, found, contact)
            memory.withLock { $0.tokens[key] = token }
            return token
        }
    }

    private func credential(_ endpoint: Endpoint) async throws -> CredentialStore.Found? {
        let found = try await settings.credentials.find(
            host: endpoint.host.description,
            repository: endpoint.repository?.description
        )
        memory.withLock { memory in
            switch found?.credential {
            case .basic(let user, let password): memory.secrets.add(user: user, password: password.revealed)
            case .identityToken(let token): memory.secrets.add(token.revealed)
            case nil: break
            }
        }
        return found
    }

    /// The advice for a user whom a registry refuses.
    func accessRemedy(_ endpoint: Endpoint, _ access: RegistryRequest.Access) async -> String {
        let found = try? await credential(endpoint)
        guard let found else { return settings.credentials.remedy(host: endpoint.host.description) }
        let right =
            switch access {
            case .pull: "pull from"
            case .push: "push to"
            case .delete: "delete from"
            }
        return "the credential is that of \(found.origin); check that it is valid and may \(right) `\(endpoint)`,"
            + " or run `podman login \(endpoint.host)`"
    }
}

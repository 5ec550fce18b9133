// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport

/// What is sent to prove who we are.
struct Authorization: Sendable, Hashable {
    /// The value of the `Authorization` field.
    let header: Secret
    /// Where the credential behind it was found; `nil` for a token that anybody gets.
    let origin: String?
    /// Whether it is a token, which was given for certain scopes.
    var isToken = false
}

/// A token that a registry's token service gave us.
struct Token: Sendable {
    let authorization: Authorization
    /// When it is no longer used, some time before it expires.
    let usableUntil: Date
}

/// What a token was fetched for.
struct TokenKey: Hashable, Sendable {
    let origin: String
    let realm: String
    let service: String?
    let scopes: [TokenScope]
    let credential: Credential?

    /// What a token for pushing was fetched for, where this one is for pulling from one repository.
    var pushing: TokenKey? {
        guard scopes.count == 1, let scope = scopes.first, scope.actions == ["pull"] else { return nil }
        let wider = TokenScope(resource: scope.resource, actions: ["pull", "push"])
        return TokenKey(origin: origin, realm: realm, service: service, scopes: [wider], credential: credential)
    }
}

/// A request for which a registry wanted other scopes than expected.
struct ScopeDemand: Hashable, Sendable {
    let origin: String
    let scopes: Set<TokenScope>
}

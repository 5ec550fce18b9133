// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport

/// The authorization that is sent with a request.
struct Authorization: Sendable, Hashable {
    /// The value of the `Authorization` field.
    let header: Secret
    /// The place where its credential was found; `nil` for a token that anyone gets.
    let origin: String?
    /// Whether it is a token, which is valid for certain scopes.
    var isToken = false
}

/// A token that a registry's token service gave us.
struct Token: Sendable {
    let authorization: Authorization
    /// The time after which it is no longer used, some time before it expires.
    let usableUntil: Date
}

/// The purpose of a token.
struct TokenKey: Hashable, Sendable {
    let origin: String
    let realm: String
    let service: String?
    let scopes: [TokenScope]
    let credential: Credential?

    /// The purpose of a token for pushing, if this one is for pulling from one repository.
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

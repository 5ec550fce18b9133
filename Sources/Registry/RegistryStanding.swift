// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// What a registry tells of itself and of our rights while nothing is written.
package struct RegistryStanding: Sendable, Equatable {
    /// Whether we may push.
    package enum PushRight: Sendable, Equatable {
        /// The registry's token allows it.
        case granted
        /// The registry gave a token that allows less.
        case refused
        /// The registry asks for no credential.
        case open
        /// The registry tells only when something is uploaded.
        case untold
    }

    package var push: PushRight
    /// The clock of the registry.
    package var date: Date?

    package init(push: PushRight, date: Date?) {
        self.push = push
        self.date = date
    }
}

/// The rights in a token of the distribution's token service, which is a JSON Web Token.
///
/// Its signature is for the registry to check: this only reads what we were told.
struct TokenClaims: Decodable, Equatable {
    struct Access: Decodable, Equatable {
        var type: String
        var name: String
        var actions: [String]
    }

    var access: [Access]

    /// Reads the claims in the value of an `Authorization` field; `nil` for a token of another kind.
    init?(authorization: String) {
        let parts = authorization.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var text = parts[1].replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let data = Data(base64Encoded: String(text)),
            let claims = try? JSONDecoder().decode(Self.self, from: data)
        else { return nil }
        self = claims
    }

    func allows(_ action: String, in repository: String) -> Bool {
        access.contains {
            $0.type == "repository" && $0.name == repository && $0.actions.contains { $0 == action || $0 == "*" }
        }
    }
}

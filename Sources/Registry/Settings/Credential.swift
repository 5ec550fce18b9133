// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A secret text: no description, interpolation or reflection shows it.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, for the request that needs it.
    let revealed: String

    package init(_ text: String) { revealed = text }

    package var description: String { "<redacted>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A credential for a registry.
package enum Credential: Sendable, Hashable {
    case basic(user: String, password: Secret)
    /// A refresh token that is exchanged for access tokens (OAuth 2).
    case identityToken(Secret)
}

/// An error in auth files, registries.conf or certificates.
package struct SettingsError: ExplainedError, Sendable, Equatable {
    /// The file or directory.
    package let path: String
    package let message: String
    /// What the user can do about it.
    package let remedy: String

    package init(path: String, message: String, remedy: String) {
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    package var explanation: Explanation { Explanation("\(path): \(message)", remedy: remedy) }
}

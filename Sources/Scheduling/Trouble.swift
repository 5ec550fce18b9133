// SPDX-License-Identifier: Apache-2.0

/// A failure that may pass: how, and where.
package struct Trouble: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The name of the server did not resolve.
        case unresolved
        /// The server refused the connection, or the connection was lost.
        case unreachable
        /// The server let a time limit pass; each try costs as much again.
        case silent
        /// Bytes move, and too few of them; one more try tells whether another connection is faster.
        case slow
        /// The server answered that it cannot do this just now.
        case busy
        /// The answer is not the right one; a few more tries tell whether it ever is.
        case flawed
        /// The server has not yet caught up with itself.
        case settling
    }

    package let kind: Kind
    /// The server, as `host` or `host:port`.
    package let server: String
    /// What the server cannot do, such as `POST`, while it may do everything else; `nil` where it does not answer.
    package let request: String?
    /// How long the server asks to wait.
    package let serverDelay: Duration?
    /// What is wrong, in a few words.
    package let reason: String

    package init(
        _ kind: Kind,
        server: String,
        request: String? = nil,
        serverDelay: Duration? = nil,
        reason: String = ""
    ) {
        self.kind = kind
        self.server = server
        self.request = request
        self.serverDelay = serverDelay
        self.reason = reason
    }
}
